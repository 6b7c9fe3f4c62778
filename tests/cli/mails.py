# mails.py: captures of mails for the tests of the command line
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a client and a server say, as a capture; and what is transferred in it."""

import json
import os
import ssl
import subprocess
import tempfile

from captures import ipv4, pcap, tcp

CLIENT, SERVER = "192.0.2.10", "198.51.100.20"


def capture(talk, sport=40000, dport=2525, size=1400, lost=()):
    """talk: (from the client, bytes) one after the other. lost: numbers of frames, from 0, that are left out."""
    frames = [ipv4(CLIENT, SERVER, 6, tcp(sport, dport, 0x02, sequence=0)),
              ipv4(SERVER, CLIENT, 6, tcp(dport, sport, 0x12, sequence=0))]
    following = {True: 1, False: 1}
    for client, said in talk:
        for start in range(0, len(said), size):
            part = said[start:start + size]
            segment = bytearray(tcp(sport if client else dport, dport if client else sport, data=part,
                                    sequence=following[client]))
            segment[8:12] = following[not client].to_bytes(4, "big")
            ends = (CLIENT, SERVER) if client else (SERVER, CLIENT)
            frames.append(ipv4(*ends, 6, bytes(segment)))
            following[client] += len(part)
    return pcap([frame for number, frame in enumerate(frames) if number not in lost])


def smtp(mail):
    """A conversation in which the mail, bytes with CR LF, is sent."""
    if not mail.endswith(b"\r\n"):
        mail += b"\r\n"
    stuffed = (b"\r\n" + mail).replace(b"\r\n.", b"\r\n..")[2:]
    return [(False, b"220 mx ESMTP\r\n"), (True, b"EHLO x\r\n"), (False, b"250 mx\r\n"),
            (True, b"MAIL FROM:<a@example.org>\r\n"), (False, b"250 ok\r\n"),
            (True, b"RCPT TO:<b@example.org>\r\n"), (False, b"250 ok\r\n"), (True, b"DATA\r\n"),
            (False, b"354 go\r\n"), (True, stuffed + b".\r\n"), (False, b"250 queued\r\n"),
            (True, b"QUIT\r\n"), (False, b"221 bye\r\n")]


def transfers(cli, path, *options):
    """What --json says of each transfer."""
    done = subprocess.run([cli, "transfers", "--json", *options, path], capture_output=True, text=True,
                          env=dict(os.environ, LC_ALL="C.UTF-8"), timeout=60)
    assert done.returncode == 0 and not done.stderr, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


# Of nobody, for nothing but these tests.
CERTIFICATE = """-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg5diybn5C50XtqELZ
QdzNO5OOsR+Ws6gTaweGhIRACpqhRANCAAQw8qSRZSAU2FDUjlhkqpw1XnOW/3xA
50dfk0gQ78mJiP48XbxDGI4HE38DWFeamJ+X4YxjkuzllnJ5rG3iaO+i
-----END PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
MIIBjDCCATOgAwIBAgIUIwj3XFX687LeamEBbZQATJpCvmQwCgYIKoZIzj0EAwIw
GzEZMBcGA1UEAwwQbWFpbC5leGFtcGxlLm9yZzAgFw0yNjExMzAxMjM4MzdaGA8y
MTI2MTEwNjEyMzgzN1owGzEZMBcGA1UEAwwQbWFpbC5leGFtcGxlLm9yZzBZMBMG
ByqGSM49AgEGCCqGSM49AwEHA0IABDDypJFlIBTYUNSOWGSqnDVec5b/fEDnR1+T
SBDvyYmI/jxdvEMYjgcTfwNYV5qYn5fhjGOS7OWWcnmsbeJo76KjUzBRMB0GA1Ud
DgQWBBSnZonX0bVQvsTj+TveON9wrYBw9jAfBgNVHSMEGDAWgBSnZonX0bVQvsTj
+TveON9wrYBw9jAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIGCp
02u43PXA7qgMFelp1zURyn9j6QMGiJaUCgyKMIehAiBTrk5x7WjdYr441ImkW3Xt
tXuQ/q22I4LMq1wJtPGfEg==
-----END CERTIFICATE-----
"""


def tls(talk, key_log):
    """The talk as a client and a server have it in TLS, whose secrets go into the file key_log."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.NamedTemporaryFile("w", suffix=".pem") as file:
        file.write(CERTIFICATE)
        file.flush()
        server.load_cert_chain(file.name)
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client.check_hostname = False
    client.verify_mode = ssl.CERT_NONE
    client.keylog_filename = key_log
    from_server, from_client = (ssl.MemoryBIO(), ssl.MemoryBIO()), (ssl.MemoryBIO(), ssl.MemoryBIO())
    ends = {True: client.wrap_bio(from_server[1], from_client[0]),
            False: server.wrap_bio(from_client[1], from_server[0], server_side=True)}
    sent = []

    def carry():
        for by_client, (out, into) in ((True, from_client), (False, from_server)):
            data = out.read()
            if data:
                sent.append((by_client, data))
                into.write(data)

    greeted = set()
    while len(greeted) < 2:
        for end in (True, False):
            try:
                ends[end].do_handshake()
                greeted.add(end)
            except ssl.SSLWantReadError:
                pass
            carry()
    for by_client, data in talk:
        ends[by_client].write(data)
        carry()
        left = len(data)
        while left:
            left -= len(ends[not by_client].read(65536))
    return sent

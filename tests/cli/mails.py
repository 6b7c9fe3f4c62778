# mails.py: captures of mails for the tests of the command line
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a client and a server say, as a capture; and what is transferred in it."""

import json
import os
import subprocess

from captures import ipv4, pcap, tcp

CLIENT, SERVER = "192.0.2.10", "198.51.100.20"


def capture(talk, sport=40000, dport=2525, size=1400):
    """talk: (from the client, bytes) one after the other."""
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
    return pcap(frames)


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

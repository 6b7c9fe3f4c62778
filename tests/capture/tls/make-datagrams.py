#!/usr/bin/python3
# make-datagrams.py FOLDER [NAME…]: captures of DTLS with their keys and truth, by openssl on the loopback
# SPDX-License-Identifier: GPL-3.0-or-later

"""What tests/cli/test-dtls.py reads, made by real programs.

As make-captures.py does it for TLS: a relay between client and server notes the datagrams of both. NAME.json
has the truth: what each side said, in the order in which it was said. Keys are new each time.
"""

import json
import os
import selectors
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time

CLIENT, SERVER = (bytes([192, 0, 2, 1]), 50000), (bytes([192, 0, 2, 2]), 4433)


def write(path, talks):
    """TALKS: for each connection, (whether the client sent it, datagram)."""
    with open(path, "wb") as file:
        file.write(struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 101))
        now = 1700000000.0
        for i, datagrams in enumerate(talks):
            client = (CLIENT[0], CLIENT[1] + i)
            for sent, payload in datagrams:
                source, target = (client, SERVER) if sent else (SERVER, client)
                udp = struct.pack(">HHHH", source[1], target[1], 8 + len(payload), 0) + payload
                head = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 20 + len(udp), 0, 0, 64, 17, 0, source[0], target[0])
                total = sum(struct.unpack(">10H", head))
                total = (total & 0xffff) + (total >> 16)
                packet = head[:10] + struct.pack(">H", ~total & 0xffff) + head[12:] + udp
                now += 0.001
                file.write(struct.pack("<IIII", int(now), int(now % 1 * 1e6), len(packet), len(packet)))
                file.write(packet)


class Relay(threading.Thread):
    """Carries datagrams between a client, whoever that is, and the server's port."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.client, self.server = (socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(2))
        self.client.bind(("127.0.0.1", 0))
        self.server.connect(("127.0.0.1", port))
        self.port = self.client.getsockname()[1]
        self.datagrams = []
        self.ends = False

    def run(self):
        back = None
        with selectors.DefaultSelector() as selector, self.client, self.server:
            selector.register(self.client, selectors.EVENT_READ)
            selector.register(self.server, selectors.EVENT_READ)
            while not self.ends:
                for key, _ in selector.select(0.1):
                    try:
                        data, sender = key.fileobj.recvfrom(65536)
                    except OSError:
                        continue
                    sent = key.fileobj is self.client
                    back = sender if sent else back
                    self.datagrams.append((sent, data))
                    if sent:
                        self.server.send(data)
                    else:
                        self.client.sendto(data, back)


def start(folder, *words):
    return subprocess.Popen(["openssl", *words], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL)


def say(program, line):
    program.stdin.write(line.encode())
    program.stdin.flush()
    time.sleep(0.3)


def talk(folder, recipe, keys):
    """The connections of RECIPE, and what was said in each: (whether by the client, text)."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = start(folder, "s_server", "-accept", str(port), "-key", "rsa.key", "-cert", "rsa.pem", "-quiet",
                   *recipe["server"])
    time.sleep(0.5)
    talks, said = [], []
    for number, words in enumerate(recipe.get("clients", [[]])):
        relay = Relay(port)
        relay.start()
        client = start(folder, "s_client", "-connect", f"127.0.0.1:{relay.port}", "-keylogfile", keys,
                       "-servername", "www.example.org", *recipe["client"], *words)
        time.sleep(0.8)
        lines = []
        for by_client, line in ((True, f"first of {number}\n"), (False, f"an answer to {number}\n"),
                                *((True, command) for command in recipe.get("commands", [])),
                                (True, "x" * 700 + "\n"), (False, "the last\n")):
            say(client if by_client else server, line)
            if len(line) > 2:
                lines.append((by_client, line))
        client.stdin.close()
        client.wait(5)
        time.sleep(0.3)
        relay.ends = True
        relay.join()
        talks.append(relay.datagrams)
        said.append(lines)
    server.terminate()
    server.wait()
    return talks, said


def suite(name, version="-dtls1_2", **options):
    words = [version, "-cipher", name + ":@SECLEVEL=0"]
    return {"server": words + options.pop("server", []), "client": words + options.pop("client", []), **options}


RECIPES = {
    "dtls12-gcm-resumed": suite("ECDHE-RSA-AES128-GCM-SHA256", clients=[["-sess_out", "session"],
                                                                        ["-sess_in", "session"]]),
    "dtls12-cbc-rsa-key": suite("AES128-SHA256", client=["-mtu", "260"], server=["-mtu", "260"], key=True),
    "dtls10-cbc": suite("ECDHE-RSA-AES256-SHA", "-dtls1", client=["-no_etm"]),
    "dtls12-chacha-renegotiated": suite("ECDHE-RSA-CHACHA20-POLY1305", server=["-client_renegotiation"],
                                        commands=["R\n"]),
}


def main():
    folder, names = os.path.abspath(sys.argv[1]), sys.argv[2:]
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run(["openssl", "req", "-x509", "-nodes", "-days", "3650", "-subj", "/CN=www.example.org",
                        "-newkey", "rsa:2048", "-keyout", "rsa.key", "-out", "rsa.pem"], cwd=scratch, check=True,
                       capture_output=True)
        for name in names or RECIPES:
            base = os.path.join(folder, name)
            keys = os.path.join(scratch, name + ".keys")
            talks, said = talk(scratch, RECIPES[name], keys)
            write(base + ".pcap", talks)
            source, target = ("rsa.key", ".key") if RECIPES[name].get("key") else (name + ".keys", ".keys")
            with open(os.path.join(scratch, source), "rb") as file, open(base + target, "wb") as out:
                out.write(file.read())
            with open(base + ".json", "w", encoding="utf-8") as file:
                json.dump(said, file)
                file.write("\n")


if __name__ == "__main__":
    main()

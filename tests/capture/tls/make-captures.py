#!/usr/bin/python3
# make-captures.py FOLDER [NAME…]: captures of TLS with their keys and truth, by openssl on the loopback
# SPDX-License-Identifier: GPL-3.0-or-later

"""What tests/cli/test-tls.py reads, made by real programs.

A relay between client and server notes what both send, and writes it as packets of TCP: nobody has
to be root for that. Each capture NAME.pcap has NAME.keys or NAME.key beside it, and NAME.json with
the truth: what the server sent, by SHA-256. Keys and certificates are new each time.
"""

import hashlib
import json
import os
import random
import selectors
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time

CLIENT, SERVER = (bytes([192, 0, 2, 1]), 50000), (bytes([192, 0, 2, 2]), 443)
SEGMENT = 1448


class Capture:
    """A file of pcap, to which connections are written."""

    def __init__(self, path):
        self.file = open(path, "wb")
        self.file.write(struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 101))
        self.time = 1700000000.0

    def add(self, source, target, flags, sequence, acknowledged, payload=b""):
        tcp = struct.pack(">HHIIBBHHH", source[1], target[1], sequence, acknowledged, 5 << 4, flags, 65535, 0, 0)
        head = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 40 + len(payload), 0, 0, 64, 6, 0, source[0], target[0])
        tcp = tcp[:16] + checksum(source[0] + target[0] + struct.pack(">HH", 6, 20 + len(payload)) + tcp
                                  + payload) + tcp[18:]
        packet = head[:10] + checksum(head) + head[12:] + tcp + payload
        self.time += 0.001
        self.file.write(struct.pack("<IIII", int(self.time), int(self.time % 1 * 1e6), len(packet), len(packet)))
        self.file.write(packet)

    def connection(self, pieces, port):
        """Writes a connection; PIECES: (whether the client sent it, bytes)."""
        client = (CLIENT[0], port)
        at = {True: 1000, False: 2000}
        self.add(client, SERVER, 0x02, 1000, 0)
        self.add(SERVER, client, 0x12, 2000, 1001)
        at = {True: 1001, False: 2001}
        self.add(client, SERVER, 0x10, at[True], at[False])
        for sent, data in pieces:
            ends = (client, SERVER) if sent else (SERVER, client)
            for i in range(0, len(data), SEGMENT):
                part = data[i:i + SEGMENT]
                self.add(*ends, 0x18, at[sent], at[not sent], part)
                at[sent] += len(part)
        self.add(SERVER, client, 0x11, at[False], at[True])
        self.add(client, SERVER, 0x11, at[True], at[False] + 1)
        self.add(SERVER, client, 0x10, at[False] + 1, at[True] + 1)


def checksum(data):
    data += b"\0" * (len(data) % 2)
    total = sum(struct.unpack(f">{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return struct.pack(">H", ~total & 0xffff)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port):
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)


def relay(listener, port):
    """Carries one connection. Returns what was sent: (whether by the client, bytes)."""
    client = listener.accept()[0]
    server = socket.create_connection(("127.0.0.1", port))
    pieces, open_ends = [], {client, server}
    with selectors.DefaultSelector() as selector, client, server:
        selector.register(client, selectors.EVENT_READ, server)
        selector.register(server, selectors.EVENT_READ, client)
        while open_ends:
            ready = selector.select(10)
            if not ready:
                break
            for key, _ in ready:
                try:
                    data = key.fileobj.recv(65536)
                except OSError:
                    data = b""
                if data:
                    pieces.append((key.fileobj is client, data))
                    try:
                        key.data.sendall(data)
                    except OSError:
                        pass
                    continue
                selector.unregister(key.fileobj)
                open_ends.discard(key.fileobj)
                try:
                    key.data.shutdown(socket.SHUT_WR)
                except OSError:
                    pass
    return pieces


class Lab:
    """A folder with a certificate for each kind of key, and a file to be sent."""

    def __init__(self, folder):
        self.folder = folder
        self.sent = random.Random(1).randbytes(6000)
        self.sent = b"GIF89a" + self.sent + b";"
        with open(self.path("sent.gif"), "wb") as file:
            file.write(self.sent)
        for kind, words in (("rsa", ["rsa:2048"]), ("ec", ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"])):
            self.openssl("req", "-x509", "-nodes", "-days", "3650", "-subj", "/CN=www.example.org",
                         "-newkey", *words, "-keyout", kind + ".key", "-out", kind + ".pem")

    def path(self, name):
        return os.path.join(self.folder, name)

    def openssl(self, *words, **options):
        return subprocess.run(["openssl", *words], cwd=self.folder, capture_output=True, **options)

    def talk(self, recipe, keys):
        """The connections of RECIPE, each a list of pieces."""
        port = free_port()
        kind = recipe.get("certificate", "rsa")
        words = ["openssl", "s_server", "-accept", str(port), "-WWW", "-key", kind + ".key", "-cert", kind + ".pem",
                 *recipe.get("server", [])]
        server = subprocess.Popen(words, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL)
        wait_for(port)
        try:
            return [self.ask(port, words, recipe, keys) for words in recipe.get("clients", [[]])]
        finally:
            server.terminate()
            server.wait()

    def ask(self, port, words, recipe, keys):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            listener.settimeout(10)
            client = subprocess.Popen(["openssl", "s_client", "-connect", f"127.0.0.1:{listener.getsockname()[1]}",
                                       "-keylogfile", keys, "-servername", "www.example.org",
                                       *recipe.get("client", []), *words],
                                      cwd=self.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                      stderr=subprocess.DEVNULL)
            writer = threading.Thread(target=self.write_slowly, args=(client, recipe.get("before", [])))
            reader = threading.Thread(target=lambda: got.append(client.stdout.read()))
            got = []
            writer.start()
            reader.start()
            pieces = relay(listener, port)
            writer.join()
            reader.join()
            if self.sent not in got[0]:
                raise RuntimeError("the client did not get what was sent")
            return pieces

    @staticmethod
    def write_slowly(client, before):
        """Commands of s_client, then the request, each by itself, while the relay carries."""
        for line in [*before, "GET /sent.gif HTTP/1.0\n", "\n"]:
            time.sleep(0.3)
            try:
                client.stdin.write(line.encode())
                client.stdin.flush()
            except OSError:
                return

    def make(self, folder, name, recipe):
        base = os.path.join(folder, name)
        if os.path.exists(base + ".keys"):
            os.unlink(base + ".keys")
        talks = self.talk(recipe, base + ".keys")
        capture = Capture(base + ".pcap")
        for i, pieces in enumerate(talks):
            capture.connection(pieces, CLIENT[1] + i)
        capture.file.close()
        if recipe.get("key"):
            os.unlink(base + ".keys")
            with open(self.path("rsa.key"), "rb") as file, open(base + ".key", "wb") as out:
                out.write(file.read())
        if recipe.get("locked"):
            self.openssl("pkcs8", "-topk8", "-in", "rsa.key", "-out", base + ".locked", "-v2", "aes-256-cbc",
                         "-passout", "pass:open sesame")
            for end, words in ((".scrypt", []), (".scrypt.der", ["-outform", "DER", "-v2", "aes-128-cbc",
                                                                 "-scrypt_N", "4096"])):
                self.openssl("pkcs8", "-topk8", "-in", "rsa.key", "-out", base + end, "-scrypt", *words,
                             "-passout", "pass:open sesame")
        one = {"protocol": "HTTP/1.0", "size": len(self.sent), "sha256": hashlib.sha256(self.sent).hexdigest()}
        truth = {"name": name, "group": 1, "summary": recipe["summary"], "transfers": [one] * len(talks)}
        with open(base + ".json", "w", encoding="utf-8") as file:
            json.dump(truth, file, indent=1)
            file.write("\n")



def suite(name, version="-tls1_2", certificate="rsa", *more, **options):
    words = [version, "-cipher", name + ":@SECLEVEL=0", *more]
    return {"summary": f"{name} {version} {' '.join(more)}".strip(), "server": words, "client": words,
            "certificate": certificate, **options}


RECIPES = {
    "tls12-camellia256-cbc-sha384": suite("ECDHE-ECDSA-CAMELLIA256-SHA384", certificate="ec"),
    "tls10-aes256-cbc-sha-etm": suite("ECDHE-RSA-AES256-SHA", "-tls1"),
    "tls12-psk-aes128-ccm8": suite("PSK-AES128-CCM8", "-tls1_2", "rsa", "-psk", "0123456789abcdef"),
    "tls12-resume-id": {"summary": "TLS 1.2, a session that is taken up by its id",
                  "server": ["-tls1_2", "-no_ticket"], "client": ["-no_ticket"],
                  "clients": [["-sess_out", "session"], ["-sess_in", "session"]]},
    "tls12-resume-id-rsa-key": suite("AES128-GCM-SHA256", "-tls1_2", "rsa", "-no_ticket", key=True, locked=True,
                               clients=[["-sess_out", "session"], ["-sess_in", "session"]]),
    "tls12-resume-ticket-rsa-key": suite("AES128-GCM-SHA256", key=True,
                                   clients=[["-sess_out", "session"], ["-sess_in", "session"]]),
    "tls13-hello-retry": {"summary": "TLS 1.3, the server asks for another group",
                    "server": ["-groups", "secp384r1"], "client": ["-groups", "X25519:secp384r1"]},
    "tls13-key-updates": {"summary": "TLS 1.3, keys changed by either side again and again",
                    "before": ["K\n", "k\n", "K\n", "K\n"], "client": ["-tls1_3"]},
}


def main():
    folder, names = sys.argv[1], sys.argv[2:]
    with tempfile.TemporaryDirectory() as scratch:
        lab = Lab(scratch)
        for name in names or RECIPES:
            lab.make(os.path.abspath(folder), name, RECIPES[name])


if __name__ == "__main__":
    main()

#!/usr/bin/python3
# test-tls.py WIRECASE-CLI CAPTURES: TLS, HTTP/2 and WebSocket, byte for byte
# SPDX-License-Identifier: GPL-3.0-or-later

"""Each capture has its truth in a .json file: what programs sent and received, by SHA-256.

Where WIRECASE_SHARED_DATA names a folder with “traffic” in it, its captures are tried too.
"""

import glob
import json
import os
import subprocess
import sys
import tempfile
import unittest

import captures

CLI, FOLDER = (os.path.abspath(path) for path in sys.argv[1:3])
del sys.argv[1:3]


def run(*words):
    return subprocess.run([CLI, *words], capture_output=True, timeout=120, stdin=subprocess.DEVNULL)


def find(folder):
    """(name, capture, truth, [keys]) of each capture of a folder, once for each kind of key."""
    for path in sorted(glob.glob(os.path.join(folder, "*.json"))):
        with open(path, encoding="utf-8") as file:
            truth = json.load(file)
        if truth.get("group", 1) not in (1, 2, 3, 5):
            continue
        base = path[:-len(".json")]
        capture = next(base + end for end in (".pcapng", ".pcap") if os.path.exists(base + end))
        keys = [base + end for end in (".keys", ".key") if os.path.exists(base + end)]
        for key in keys or [None]:
            yield truth["name"], capture, truth, ["--keys", key] if key else []


def digests(capture, keys):
    done = run("transfers", "--json", *keys, capture)
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    return done, {row.get(name) for row in rows for name in ("sha256", "sha256_as_sent")}


class Truth(unittest.TestCase):
    def check(self, folder):
        for name, capture, truth, keys in find(folder):
            with self.subTest(name, keys=[os.path.splitext(key)[1] for key in keys[1:]]):
                done, found = digests(capture, keys)
                self.assertEqual(done.returncode, 0, done.stderr)
                wanted = [one for one in truth["transfers"] if one["size"] > 0]
                missing = [one for one in wanted if one["sha256"] not in found]
                print(f"{name}: {len(wanted) - len(missing)} of {len(wanted)}", file=sys.stderr)
                self.assertEqual([one for one in missing if not one.get("affected")], [])

    def test_own_captures(self):
        self.check(FOLDER)

    def test_shared_captures(self):
        shared = os.environ.get("WIRECASE_SHARED_DATA")
        if shared:
            self.check(os.path.join(shared, "traffic"))


def blocks(data):
    """The blocks of a little-endian pcapng file."""
    at = 0
    while at < len(data):
        length = int.from_bytes(data[at + 4:at + 8], "little")
        yield int.from_bytes(data[at:at + 4], "little"), data[at:at + length]
        at += length


class Secrets(unittest.TestCase):
    def test_wherever_they_are(self):
        """A key log in the capture itself, before the packets, among them, and after them."""
        with open(os.path.join(FOLDER, "tls13-early-data-dsb.pcapng"), "rb") as file:
            parts = list(blocks(file.read()))
        with open(os.path.join(FOLDER, "tls13-early-data-dsb.json"), encoding="utf-8") as file:
            wanted = {one["sha256"] for one in json.load(file)["transfers"] if one["size"]}
        secrets = [block for kind, block in parts if kind == 10]
        others = [block for kind, block in parts if kind != 10]
        self.assertEqual(len(secrets), 1)
        for place in (2, len(others) // 2, len(others)):
            with self.subTest(place), tempfile.NamedTemporaryFile(suffix=".pcapng") as out:
                out.write(b"".join(others[:place] + secrets + others[place:]))
                out.flush()
                done, found = digests(out.name, [])
                self.assertEqual(done.stderr, b"")
                self.assertEqual(wanted - found, set())


class Talk:
    """The two byte streams of the only connection in a capture, in the order they were sent."""

    def __init__(self, path):
        self.packets = []  # (from the client, payload)
        client = None
        for frame in read_pcapng(path):
            head = 14 + 4 * (frame[14] & 15)
            end = 14 + int.from_bytes(frame[16:18], "big")
            payload = frame[head + 4 * (frame[head + 12] >> 4):end]
            port = frame[head:head + 2]
            if client is None:
                client = port
            if payload:
                self.packets.append((port == client, payload))

    def write(self, path, packets=None):
        sequence = {True: 1, False: 1}
        frames = []
        for client, payload in self.packets if packets is None else packets:
            ends = ("10.0.0.1", "10.0.0.2") if client else ("10.0.0.2", "10.0.0.1")
            ports = (50000, 443) if client else (443, 50000)
            if payload is not None and not isinstance(payload, int):
                frames.append(captures.ipv4(*ends, 6, captures.tcp(
                    *ports, 0x18, payload, sequence[client], sequence[not client])))
            sequence[client] += payload if isinstance(payload, int) else len(payload)
        with open(path, "wb") as out:
            out.write(captures.pcap(frames))


def read_pcapng(path):
    with open(path, "rb") as file:
        for kind, block in blocks(file.read()):
            if kind == 6:
                yield block[28:28 + int.from_bytes(block[20:24], "little")]


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/python3
# test-sctp.py WIRECASE-CLI: what streams of SCTP carry
# SPDX-License-Identifier: GPL-3.0-or-later

"""HTTP over SCTP: messages in pieces, on several streams, out of order, twice, or not captured."""

import hashlib
import itertools
import json
import os
import random
import struct
import subprocess
import sys
import tempfile
import unittest

import captures

CLI = os.path.abspath(sys.argv[1])
del sys.argv[1]

CLIENT, SERVER = "192.0.2.1", "198.51.100.1"
FILES = {name: bytes(random.Random(name).randrange(1, 127) for _ in range(size))
         for name, size in (("/a", 4000), ("/b", 2500), ("/c", 1500))}
NAMES = {hashlib.sha256(body).hexdigest(): name for name, body in FILES.items()}
INIT, INIT_ACK, SHUTDOWN, COOKIE_ECHO = 1, 2, 7, 10
ENDS, BEGINS = 1, 2


def packet(side, *chunks):
    ends = [(CLIENT, 40000), (SERVER, 80)]
    source, target = ends[side], ends[1 - side]
    return captures.ipv4(source[0], target[0], 132,
                         struct.pack(">HHII", source[1], target[1], 1, 0) + b"".join(chunks))


def chunk(kind, flags, content):
    return struct.pack(">BBH", kind, flags, 4 + len(content)) + content + bytes(-len(content) % 4)


def begin(kind, tag, number):
    return chunk(kind, 0, struct.pack(">IIHHI", tag, 65536, 10, 10, number))


def pieces(message, size):
    parts = [message[i:i + size] for i in range(0, len(message), size)]
    return [((BEGINS if i == 0 else 0) | (ENDS if i == len(parts) - 1 else 0), part) for i, part in enumerate(parts)]


def request(name):
    return f"GET {name} HTTP/1.1\r\nHost: x\r\n\r\n".encode()


def answer(name):
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(FILES[name]) + FILES[name]


class Association:
    """Packets of one association, each with one chunk of the server's."""

    def __init__(self, shake=True, number=(100, 5000)):
        self.next = list(number)
        self.frames = []
        if shake:
            self.frames = [packet(0, begin(INIT, 7, number[0])), packet(1, begin(INIT_ACK, 8, number[1])),
                           packet(0, chunk(COOKIE_ECHO, 0, b"cookie"))]

    def say(self, side, stream, count, message, size=1200):
        for flags, part in pieces(message, size):
            self.frames.append(packet(side, chunk(0, flags, struct.pack(">IHHI", self.next[side] % (1 << 32), stream,
                                                                        count, 0) + part)))
            self.next[side] += 1

    def talk(self):
        self.say(0, 0, 0, request("/a"))
        self.say(0, 1, 0, request("/b"), 10)
        self.say(1, 0, 0, answer("/a"))
        self.say(1, 1, 0, answer("/b"))
        self.say(0, 0, 1, request("/c"))
        self.say(1, 0, 1, answer("/c"))
        self.frames.append(packet(0, chunk(SHUTDOWN, 0, bytes(4))))
        return self.frames


class Sctp(unittest.TestCase):
    def ask(self, frames, command="triage"):
        with tempfile.NamedTemporaryFile(suffix=".pcap") as file:
            file.write(captures.pcap(frames))
            file.flush()
            done = subprocess.run([CLI, command, "--json", file.name], capture_output=True, timeout=60, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def assert_all(self, frames):
        rows = self.ask(frames)
        self.assertEqual({row["uri"]: NAMES.get(row["sha256"]) for row in rows}, {name: name for name in FILES})
        self.assertTrue(all(row["complete"] and row["verdict"] in ("ok", "unidentified") for row in rows), rows)

    def test_talk(self):
        for shake in True, False:
            self.assert_all(Association(shake).talk())
        self.assert_all(Association(number=(0xffffffff, 0xfffffffe)).talk())

    def test_twice_and_out_of_order(self):
        frames = Association().talk()
        self.assert_all([frame for frame in frames for _again in range(2)])
        order = random.Random(1)
        runs = [list(run) for _side, run in itertools.groupby(frames[3:], lambda frame: frame[26:30])]
        for _attempt in range(10):
            for run in runs:
                order.shuffle(run)
            self.assert_all(frames[:3] + [frame for run in runs for frame in run])

    def test_in_a_tunnel(self):
        tunnel = b"\x08\0\0\0\0\0\x2a\0"
        self.assert_all([captures.ipv4("203.0.113.1", "203.0.113.2", 17, captures.udp(1, 4789, tunnel + frame))
                         for frame in Association().talk()])

    def test_interleaved(self):
        """I-DATA: pieces of messages of several streams by turns."""
        association = Association()
        association.say(0, 0, 0, request("/a"))
        association.say(0, 1, 0, request("/b"))
        rows = [[(stream, number, *piece) for number, piece in enumerate(pieces(answer(name), 700))]
                for stream, name in enumerate(("/a", "/b"))]
        turns = [row[i] for i in range(max(map(len, rows))) for row in rows if i < len(row)]
        for tsn, (stream, number, flags, part) in enumerate(turns):
            association.frames.append(packet(1, chunk(64, flags, struct.pack(">IHHII", 5000 + tsn, stream, 0, 0, number)
                                                      + part)))
        rows = self.ask(association.frames)
        self.assertEqual({row["uri"]: NAMES.get(row["sha256"]) for row in rows}, {"/a": "/a", "/b": "/b"})

    def test_lost(self):
        """Any packet: nothing is called what it is not, and nothing whole that is not."""
        for shake in True, False:
            frames = Association(shake).talk()
            for lost in range(len(frames)):
                with self.subTest(shake=shake, lost=lost):
                    for row in self.ask(frames[:lost] + frames[lost + 1:]):
                        if row["complete"]:
                            self.assertIn(row["sha256"], NAMES)
                            self.assertIn(row.get("uri"), (None, NAMES[row["sha256"]]))

    def test_another_association(self):
        """The same ports, with other numbers."""
        first = Association().talk()
        again = Association(number=(77777, 88888))
        again.frames[:2] = [packet(0, begin(INIT, 17, 77777)), packet(1, begin(INIT_ACK, 18, 88888))]
        rows = self.ask(first + again.talk())
        self.assertEqual(sorted((row["uri"], NAMES.get(row["sha256"])) for row in rows),
                         sorted(2 * [(name, name) for name in FILES]))


if __name__ == "__main__":
    unittest.main()

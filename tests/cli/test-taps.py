#!/usr/bin/python3
# test-taps.py WIRECASE-CLI: connections whose packets are out of order, or of which some are missing
# SPDX-License-Identifier: GPL-3.0-or-later

"""Two taps whose clocks differ, captures that begin in the middle of a connection, and answers that
were lost: a name never gets the bytes of another one."""

import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import unittest

import captures
import conversations

CLI = os.path.abspath(sys.argv[1])
del sys.argv[1]

V4 = (("192.0.2.10", 49152), ("198.51.100.20", 80))
V6 = (("2001:db8::10", 49152), ("2001:db8:1::20", 80))
FILES = {name: bytes(random.Random(name).randrange(1, 127) for _ in range(size))
         for name, size in (("/a.bin", 5140), ("/b.bin", 2140), ("/c.bin", 3140))}
NAMES = {hashlib.sha256(data).hexdigest(): name for name, data in FILES.items()}


def answer(body, more=b""):
    return b"HTTP/1.1 200 OK\r\n%sContent-Length: %d\r\n\r\n" % (more, len(body)) + body


def talk(ends, said, mss=1400, shake=True):
    """Returns: (side, frame) of all packets, in the order of one clock."""
    wire = conversations.Wire()
    connection = wire.connect(*ends, mss=1400)
    for side, data, size in said:
        connection.mss = size or mss
        connection.say(side, data)
    connection.close()
    sides = [0 if frame.find(ends[0][1].to_bytes(2, "big") + ends[1][1].to_bytes(2, "big"), 34, 58) >= 0 else 1
             for frame in wire.frames]
    return list(zip(sides, wire.frames))[0 if shake else 3:]


def downloads(request_mss=None, more=b""):
    said = []
    for name, body in FILES.items():
        said.append((0, b"GET %s HTTP/1.1\r\nHost: files.example\r\nCookie: %s\r\n\r\n" % (name.encode(), b"x" * 300),
                     request_mss))
        said.append((1, answer(body, more), None))
    return said


class Taps(unittest.TestCase):
    def ask(self, frames):
        with tempfile.NamedTemporaryFile(suffix=".pcap") as file:
            file.write(captures.pcap(frames))
            file.flush()
            done = subprocess.run([CLI, "triage", "--json", file.name], capture_output=True, timeout=60, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def assert_names(self, frames, want=tuple(FILES)):
        """Each of `want` is there with its own bytes, and no name has the bytes of another."""
        found = set()
        for row in self.ask(frames):
            if row["direction"] == "upload":
                continue
            name = NAMES.get(row.get("sha256"))
            if row["complete"]:
                self.assertIn(row.get("uri"), (None, name))
                found.add(row.get("uri"))
        self.assertLessEqual(set(want), found)

    def test_clocks_that_differ(self):
        for ends in V4, V6:
            for shake in True, False:
                packets = talk(ends, downloads(100), shake=shake)
                for skew in 1, 3, 8, 20, 50, -1, -5:
                    with self.subTest(ends=ends, shake=shake, skew=skew):
                        late = sorted((number - (skew if side else 0), number)
                                      for number, (side, _frame) in enumerate(packets))
                        self.assert_names([packets[number][1] for _time, number in late])

    def test_provisional(self):
        """Each answer comes in two parts, and all of them before what they answer."""
        said = []
        for name, body in FILES.items():
            said += [(0, b"POST %s HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2000\r\n\r\n" % name.encode(), None),
                     (1, b"HTTP/1.1 100 Continue\r\n\r\n", None), (0, b"y" * 2000, None), (1, answer(body), None)]
        for shake in True, False:
            packets = talk(V4, said, shake=shake)
            for skew in 1, 5, 20, 50, -5:
                with self.subTest(shake=shake, skew=skew):
                    late = sorted((number - (skew if side else 0), number) for number, (side, _frame) in enumerate(packets))
                    self.assert_names([packets[number][1] for _time, number in late])

    def test_shaken(self):
        """Packets of one direction out of order, too: what came first may be lost, but nothing is called what it is not."""
        for ends in V4, V6:
            packets = talk(ends, downloads(100), shake=False)
            for seed in range(6):
                with self.subTest(ends=ends, seed=seed):
                    shaken = random.Random(seed)
                    order = sorted(range(len(packets)), key=lambda number: number + shaken.random() * 5)
                    self.assert_names([packets[number][1] for number in order], ())

    def test_lost(self):
        """Any one packet, and any run of them up to a whole answer."""
        for shake in True, False:
            packets = talk(V4, downloads(), shake=shake)
            for first in range(0, len(packets), 2):
                for n in 1, 2, 5, 8:
                    with self.subTest(shake=shake, first=first, n=n):
                        self.assert_names([frame for _side, frame in packets[:first] + packets[first + n:]], ())

    def test_answer_before_the_capture(self):
        """All of the first answer is missing, and the capture began after the handshake."""
        packets = talk(V4, downloads(), shake=False)
        whole = [frame for number, (side, frame) in enumerate(packets) if not (side and number < 6)]
        self.assert_names(whole, ("/b.bin", "/c.bin"))

    def test_pipelined_and_lost(self):
        """A client that asks before it has its answer, and a packet of which is lost: what came with it has no name."""
        ask = [(0, b"GET %s HTTP/1.1\r\nHost: x\r\n\r\n" % name.encode(), None) for name in FILES]
        give = [(1, answer(body), None) for body in FILES.values()]
        packets = talk(V4, [ask[0], ask[1], give[0], ask[2], give[1], give[2]])
        self.assert_names([frame for _side, frame in packets])
        for lost in range(3, len(packets)):
            with self.subTest(lost=lost):
                self.assert_names([frame for _side, frame in packets[:lost] + packets[lost + 1:]], ())
        packets = talk(V4, ask + give)
        for lost in range(3, len(packets)):
            with self.subTest(lost=lost, together=True):
                self.assert_names([frame for _side, frame in packets[:lost] + packets[lost + 1:]], ())

    def test_both_directions_lost(self):
        """Requests and parts of their answers are missing together: how many requests were is not known."""
        ask = [(0, b"GET %s HTTP/1.1\r\nHost: x\r\n\r\n" % name.encode(), None) for name in FILES]
        give = [(1, answer(body), None) for body in FILES.values()]
        for said, runs in (([ask[0], ask[1], give[0], ask[2], give[1], give[2]], ((4, 6), (5, 3), (5, 6))),
                           ([ask[0], give[0], ask[1], ask[2], give[1], give[2]], ((5, 6),))):
            packets = [frame for _side, frame in talk(V4, said)]
            for first, n in runs:
                with self.subTest(first=first, n=n):
                    self.assert_names(packets[:first] + packets[first + n:], ())

    def test_requests_that_nobody_can_match(self):
        ask = [(0, b"GET %s HTTP/1.1\r\nHost: x\r\n\r\n" % name.encode(), None) for name in FILES]
        give = [(1, answer(body), None) for body in FILES.values()]
        packets = [frame for _side, frame in talk(V4, [ask[0], ask[1], give[0], ask[2], give[1], give[2]])]
        first = next(i for i, frame in enumerate(packets) if b"GET /a.bin" in frame)
        rows = self.ask(packets[:first] + packets[first + 1:])
        self.assertEqual(sorted(row["sha256"] for row in rows if row["complete"]), sorted(NAMES))
        self.assertTrue(all("which of the answers" in row["reason"] for row in rows if row.get("uri")))

    def test_ports_used_again(self):
        """Two connections with the same ports, so close together that the skew is longer than what is between them."""
        packets = talk(V4, downloads())
        later = []
        for side, frame in packets:
            shifted = bytearray(frame)
            for at in (38, 42):
                number = int.from_bytes(frame[at:at + 4], "big")
                shifted[at:at + 4] = ((number + 77_777_777) % (1 << 32) if number else 0).to_bytes(4, "big")
            later.append((side, bytes(shifted).replace(b"/a.bin", b"/x.bin").replace(b"/b.bin", b"/y.bin")))
        for skew in 1, 5, 20, 30:
            with self.subTest(skew=skew):
                late = sorted((number - (skew if side else 0), number)
                              for number, (side, _frame) in enumerate(packets + later))
                for row in self.ask([(packets + later)[number][1] for _time, number in late]):
                    if row["complete"] and row.get("uri") and row["uri"][1] not in "xyc":
                        self.assertEqual(NAMES[row["sha256"]], row["uri"])

    def test_only_provisional(self):
        packets = talk(V4, [(0, b"GET /a HTTP/1.1\r\nHost: x\r\n\r\n", None), (1, b"HTTP/1.1 100 Continue\r\n\r\n", None)])
        row, = self.ask([frame for _side, frame in packets])
        self.assertEqual(row["verdict"], "no-answer")
        self.assertIn("provisional", row["reason"])

    def test_long_head(self):
        """A head that is longer than what is kept: it was captured, and what follows it is nothing extra."""
        fields = b"".join(b"X-%d: %s\r\n" % (i, b"y" * 1000) for i in range(1200))
        packets = talk(V4, [(0, b"GET /a HTTP/1.1\r\nHost: x\r\n\r\n", None), (1, answer(FILES["/a.bin"], fields), 9000)])
        row, = self.ask([frame for _side, frame in packets])
        self.assertEqual((row["verdict"], row["status"], row["complete"]), ("cut", 200, False))
        self.assertIn("longer than 1 MiB", row["reason"])


if __name__ == "__main__":
    unittest.main()

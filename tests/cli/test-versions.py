#!/usr/bin/python3
# test-versions.py WIRECASE-CLI: bytes that were sent twice, and not alike
# SPDX-License-Identifier: GPL-3.0-or-later

"""An injected segment comes before the true one, or a middlebox rewrites what is sent again: which of
the two is in the picture, nobody can tell from the picture."""

import hashlib
import json
import os
import struct
import subprocess
import sys
import tempfile
import unittest

import captures

CLI = os.path.abspath(sys.argv[1])
del sys.argv[1:]

PICTURE = bytes.fromhex("ffd8ffe000104a46494600010100000100010000") + bytes(range(256)) * 12 + b"\xff\xd9"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n" % len(PICTURE)
ANSWER = HEAD + PICTURE
REQUEST = b"GET /a.jpg HTTP/1.1\r\nHost: files.example\r\n\r\n"


def segment(server, sequence, data=b"", acknowledgement=1, flags=0x10):
    ports = (80, 40000) if server else (40000, 80)
    ends = ("198.51.100.20", "192.0.2.10") if server else ("192.0.2.10", "198.51.100.20")
    return captures.ipv4(*ends, 6, struct.pack(">HHIIBBHHH", *ports, sequence & 0xFFFFFFFF,
                                               acknowledgement & 0xFFFFFFFF, 5 << 4, flags, 1024, 0, 0) + data)


def conversation(answers, first=1001):
    """ANSWERS: pairs of an offset in the answer and bytes, or an offset that the client acknowledges."""
    frames = [segment(False, 0, flags=2), segment(True, first - 1, acknowledgement=1, flags=0x12),
              segment(False, 1, REQUEST, first)]
    for answer in answers:
        if isinstance(answer, int):
            frames.append(segment(False, 1 + len(REQUEST), b"", first + answer))
        else:
            frames.append(segment(True, first + answer[0], answer[1], 1 + len(REQUEST)))
    return captures.pcap(frames)


def add(data):
    total = sum(struct.unpack(">%dH" % ((len(data) + 1) // 2), data + b"\0" * (len(data) % 2)))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return total


def with_checksums(capture, wrong):
    """All of CAPTURE's TCP checksums right, but for those of the packets with the numbers WRONG, from 0."""
    out, at, number = bytearray(capture), 24, 0
    while at < len(out):
        length = struct.unpack_from("<I", out, at + 8)[0]
        ip = at + 16 + 14
        tcp, end = ip + 20, at + 16 + length
        pseudo = bytes(out[ip + 12:ip + 20]) + struct.pack(">HH", 6, end - tcp)
        out[tcp + 16:tcp + 18] = b"\0\0"
        total = add(pseudo + bytes(out[tcp:end])) ^ 0xFFFF
        struct.pack_into(">H", out, tcp + 16, total ^ 0x1234 if number in wrong else total)
        at, number = end, number + 1
    return bytes(out)


def parts(size=1000):
    return [(i, ANSWER[i:i + size]) for i in range(0, len(ANSWER), size)]


def spoilt(data):
    return bytes(byte ^ 0x55 for byte in data)


class Versions(unittest.TestCase):
    def run_cli(self, capture, *words):
        with tempfile.NamedTemporaryFile(suffix=".pcap") as file:
            file.write(capture)
            file.flush()
            command, *rest = words
            return subprocess.run([CLI, command, file.name, *rest], capture_output=True, timeout=60, check=True)

    def triage(self, capture):
        rows = [json.loads(line) for line in self.run_cli(capture, "triage", "--json").stdout.splitlines()]
        rows = [row for row in rows if "parent" not in row]
        self.assertEqual(len(rows), 1)
        return rows[0]

    def second(self, capture):
        done = self.run_cli(capture, "stream", "1", "--raw", "--direction", "b", "--second")
        return hashlib.sha256(done.stdout[done.stdout.index(b"\r\n\r\n") + 4:]).hexdigest()

    def test_injected_first(self):
        for first in (1001, 0xFFFFFF00):
            with self.subTest(first):
                sent = parts()
                sent.insert(1, (1000, spoilt(ANSWER[1000:2000])))
                row = self.triage(conversation(sent, first))
                self.assertEqual(row["verdict"], "two-versions")
                self.assertEqual(row["versions"], {"bytes": 1000, "packet": 5, "other_packet": 6,
                                                   "taken": "first-likely"})
                self.assertIn("1000 bytes of it were sent twice", row["reason"])
                self.assertNotEqual(row["sha256"], hashlib.sha256(PICTURE).hexdigest())
                self.assertEqual(self.second(conversation(sent, first)), hashlib.sha256(PICTURE).hexdigest())

    def test_rewritten_later(self):
        sent = parts()
        sent.insert(2, (500, spoilt(ANSWER[500:1700])))
        sent.insert(2, 2000)
        row = self.triage(conversation(sent))
        self.assertEqual(row["verdict"], "two-versions")
        self.assertEqual(row["versions"]["taken"], "first")
        self.assertEqual(row["versions"]["bytes"], 1200)
        self.assertEqual(row["sha256"], hashlib.sha256(PICTURE).hexdigest())

    def test_one_byte(self):
        sent = parts()
        wrong = bytearray(ANSWER[1000:2000])
        wrong[500] ^= 1
        sent.insert(2, (1000, bytes(wrong)))
        self.assertEqual(self.triage(conversation(sent))["verdict"], "two-versions")

    def test_held_back(self):
        sent = parts()
        sent = [sent[0], sent[2], (2000, spoilt(ANSWER[2000:3000])), *sent[1:2], *sent[3:]]
        row = self.triage(conversation(sent))
        self.assertEqual(row["verdict"], "two-versions")
        self.assertEqual(row["versions"]["taken"], "unknown")

    def test_wrong_checksum(self):
        """What a receiver drops, it did not take, whichever came first."""
        for wrong, taken in ((True, "second-likely"), (False, "first-likely")):
            with self.subTest(taken):
                sent = parts()
                sent.insert(1, (1000, spoilt(ANSWER[1000:2000])))
                frames = with_checksums(conversation(sent), {4 if wrong else 5})
                row = self.triage(frames)
                self.assertEqual(row["versions"]["taken"], taken)
                self.assertIn("has a wrong checksum", row["reason"])
                self.assertIn(b"has a wrong checksum", self.run_cli(frames, "stream", "1").stderr)

    def test_another_head(self):
        redirect = b"HTTP/1.1 302 Found\r\nLocation: http://evil.example/\r\nContent-Length: 0\r\n\r\n"
        row = self.triage(conversation([(0, redirect), *parts()]))
        self.assertEqual(row["verdict"], "two-versions")
        self.assertEqual(row["versions"]["other_packet"], 5)

    def test_another_request(self):
        """Which of two requests was answered is not certain, and neither is the name."""
        client, server = ("192.0.2.1", "198.51.100.1"), ("198.51.100.1", "192.0.2.1")
        requests = [b"GET /%s HTTP/1.1\r\nHost: files.example\r\n\r\n" % name for name in (b"a.jpg", b"x.jpg")]
        frames = [captures.ipv4(*client, 6, captures.tcp(40000, 80, 2, sequence=0)),
                  captures.ipv4(*server, 6, captures.tcp(80, 40000, 0x12, sequence=0))]
        frames += [captures.ipv4(*client, 6, captures.tcp(40000, 80, 0x18, request)) for request in requests]
        frames += [captures.ipv4(*server, 6, captures.tcp(80, 40000, 0x18, ANSWER)),
                   captures.ipv4(*server, 6, captures.tcp(80, 40000, 0x11, sequence=1 + len(ANSWER)))]
        row = self.triage(captures.pcap(frames))
        self.assertEqual(row["verdict"], "two-versions")
        self.assertIn("Its request was sent twice", row["reason"])
        self.assertIn("packets 3 and 4", row["reason"])

    def test_sent_again_alike(self):
        for again in ((1000, ANSWER[1000:2000]), (300, ANSWER[300:1900])):
            row = self.triage(conversation([*parts()[:2], again, *parts()[2:]]))
            self.assertEqual(row["verdict"], "ok")
            self.assertNotIn("versions", row)

    def test_keep_alive(self):
        sent = [*parts(), (len(ANSWER) - 1, b"\0")]
        self.assertEqual(self.triage(conversation(sent))["verdict"], "ok")

    def test_ports_used_again(self):
        first, second = conversation(parts()), conversation([(0, spoilt(b"")), *parts()], 500_000)
        rows = [json.loads(line) for line in
                self.run_cli(first + second[24:], "triage", "--json").stdout.splitlines()]
        self.assertEqual([row["verdict"] for row in rows], ["ok", "ok"])

    def test_second_use_of_ports(self):
        sent = parts()
        sent.insert(1, (1000, spoilt(ANSWER[1000:2000])))
        whole = conversation(parts()) + conversation(sent, 500_000)[24:]
        rows = [json.loads(line) for line in self.run_cli(whole, "triage", "--json").stdout.splitlines()]
        self.assertEqual([row["verdict"] for row in rows], ["ok", "two-versions"])
        self.assertNotIn(b"sent twice", self.run_cli(whole, "stream", "1").stderr)
        self.assertIn(b"sent twice", self.run_cli(whole, "stream", "2").stderr)

    def test_fragments_that_contradict(self):
        """Of overlapping IP fragments, some receivers take what came first, and some what came last."""
        whole = segment(True, 1001, ANSWER[:1400], 1 + len(REQUEST))
        head, payload = whole[14:34], whole[34:]

        def fragment(offset, data, more):
            changed = bytearray(head)
            struct.pack_into(">HHH", changed, 2, 20 + len(data), 77, more << 13 | offset // 8)
            return whole[:14] + bytes(changed) + data
        for third, verdict in ((spoilt(payload[800:1200]), "two-versions"), (payload[800:1200], "ok")):
            frames = [segment(False, 0, flags=2), segment(True, 1000, acknowledgement=1, flags=0x12),
                      segment(False, 1, REQUEST, 1001), fragment(0, payload[:1200], 1), fragment(800, third, 1),
                      fragment(1200, payload[1200:], 0)]
            frames += [segment(True, 1001 + at, ANSWER[at:at + 1000], 1 + len(REQUEST))
                       for at in range(1400, len(ANSWER), 1000)]
            row = self.triage(captures.pcap(frames))
            self.assertEqual(row["verdict"], verdict)
            self.assertEqual(row["sha256"], hashlib.sha256(PICTURE).hexdigest())

    def test_warnings(self):
        capture = conversation([*parts()[:2], (1000, spoilt(ANSWER[1000:2000])), *parts()[2:]])
        told = self.run_cli(capture, "stream", "1").stderr
        self.assertIn(b"1000 bytes were sent twice, with other content the second time (1000 differ, first in packets", told)
        self.assertIn(b"The first is shown", told)
        self.assertIn(b"The second is shown", self.run_cli(capture, "stream", "1", "--second").stderr)
        self.assertIn(b"were sent twice", self.run_cli(capture, "downloads", "--json").stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)

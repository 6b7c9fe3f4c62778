#!/usr/bin/python3
# test-multipart.py WIRECASE-CLI: answers of several parts
# SPDX-License-Identifier: GPL-3.0-or-later

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import unittest

import captures

CLI = os.path.abspath(sys.argv[1])
del sys.argv[1:]

PICTURE = bytes.fromhex("ffd8ffe000104a46494600010100000100010000") + bytes(range(256)) * 8 + b"\xff\xd9"
SHA256 = hashlib.sha256(PICTURE).hexdigest()


def conversation(answer, size=1400, lost=()):
    client, server = ("192.0.2.1", "198.51.100.1"), ("198.51.100.1", "192.0.2.1")
    request = b"GET /a.jpg HTTP/1.1\r\nHost: files.example\r\n\r\n"
    frames = [captures.ipv4(*client, 6, captures.tcp(40000, 80, 2, sequence=0)),
              captures.ipv4(*server, 6, captures.tcp(80, 40000, 0x12, sequence=0)),
              captures.ipv4(*client, 6, captures.tcp(40000, 80, 0x18, request))]
    for number, start in enumerate(range(0, len(answer), size)):
        if number not in lost:
            frames.append(captures.ipv4(*server, 6, captures.tcp(80, 40000, 0x18, answer[start:start + size],
                                                                 1 + start)))
    frames.append(captures.ipv4(*server, 6, captures.tcp(80, 40000, 0x11, sequence=1 + len(answer))))
    return captures.pcap(frames)


def ranges(*pieces, total=len(PICTURE)):
    body = b"".join(b"\r\n--THIS\r\nContent-Type: image/jpeg\r\nContent-Range: bytes %d-%d/%d\r\n\r\n"
                    % (first, last, total) + PICTURE[first:last + 1] for first, last in pieces) + b"\r\n--THIS--\r\n"
    return (b"HTTP/1.1 206 Partial Content\r\nContent-Type: multipart/byteranges; boundary=THIS\r\n"
            b"Content-Length: %d\r\n\r\n" % len(body)) + body


def camera(pictures, boundary=b"frame", said=b"frame", end=b""):
    body = b"".join(b"--" + boundary + b"\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n" % len(picture)
                    + picture + b"\r\n" for picture in pictures) + end
    return b"HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace;boundary=" + said + b"\r\n\r\n" + body


class Multipart(unittest.TestCase):
    def triage(self, capture):
        with tempfile.NamedTemporaryFile(suffix=".pcap") as file:
            file.write(capture)
            file.flush()
            done = subprocess.run([CLI, "triage", "--json", file.name], capture_output=True, timeout=60, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def test_ranges(self):
        last = len(PICTURE) - 1
        for pieces in (((0, 999), (1000, last)), ((1000, last), (0, 999)), ((0, 1200), (800, last)), ((0, last),)):
            with self.subTest(pieces):
                row, = self.triage(conversation(ranges(*pieces)))
                self.assertEqual((row["sha256"], row["complete"], row["verdict"]), (SHA256, True, "ok"))
                self.assertEqual(row["content_type"], "image/jpeg")

    def test_ranges_that_are_not_all(self):
        row, = self.triage(conversation(ranges((0, 99), (1000, len(PICTURE) - 1))))
        self.assertEqual((row["complete"], row["verdict"]), (False, "incomplete"))
        row, = self.triage(conversation(ranges((0, 999), (1000, len(PICTURE) - 1)), lost=(1,)))
        self.assertFalse(row["complete"])

    def test_ranges_of_two_files(self):
        answer = ranges((0, 999), (1000, len(PICTURE) - 1)).replace(b"1000-2069/2070", b"1000-2069/2071")
        row, = self.triage(conversation(answer))
        self.assertFalse(row["complete"])
        self.assertNotEqual(row["verdict"], "ok")

    def test_camera(self):
        others = [PICTURE[:-2] + bytes([i]) + b"\xff\xd9" for i in range(5)]
        for boundary, said in ((b"frame", b"frame"), (b"frame", b"--frame"), (b"frame", b'"frame"')):
            with self.subTest(said):
                rows = self.triage(conversation(camera(others, boundary, said, b"--" + boundary + b"--\r\n")))
                parts = [row for row in rows if "parent" in row]
                self.assertEqual([row["sha256"] for row in parts],
                                 [hashlib.sha256(other).hexdigest() for other in others])
                self.assertEqual({row["verdict"] for row in parts}, {"ok"})
                self.assertEqual({row["type"] for row in parts}, {"image/jpeg"})
                self.assertNotIn("mismatch", {row["verdict"] for row in rows})

    def test_last_picture(self):
        """Nothing follows it but the end of the connection: it says itself how long it is."""
        rows = self.triage(conversation(camera([PICTURE, PICTURE])))
        pictures = [row for row in rows if "parent" in row]
        self.assertEqual([(row["sha256"], row["complete"]) for row in pictures], [(SHA256, True)] * 2)

    def test_camera_that_is_cut(self):
        rows = self.triage(conversation(camera([PICTURE, PICTURE])[:-700]))
        parts = [row for row in rows if "parent" in row]
        self.assertEqual([row["complete"] for row in parts], [True, False])
        self.assertEqual(parts[0]["sha256"], SHA256)


if __name__ == "__main__":
    unittest.main(verbosity=2)

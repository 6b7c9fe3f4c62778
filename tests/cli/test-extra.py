#!/usr/bin/python3
# test-extra.py WIRECASE-CLI: bytes that follow an HTTP message and belong to none
# SPDX-License-Identifier: GPL-3.0-or-later

"""They are transfers of their own: listed with the message that they follow, digested, and saved."""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import unittest

import captures
import conversations

CLI = os.path.abspath(sys.argv[1])
del sys.argv[1:]

PICTURE = b"GIF89a\1\0\1\0\0\0\0;"
ZIP = b"PK\x05\x06" + bytes(18)
SECRET = b"hidden message,\r\n\r\nin several lines\n\nand no end" * 40
REQUEST = b"GET /a.gif HTTP/1.1\r\nHost: files.example\r\n\r\n"
OK = b"HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nContent-Length: 14\r\n\r\n" + PICTURE


def talk(*said, mss=1400):
    wire = conversations.Wire(mss)
    connection = wire.connect(("192.0.2.1", 40000), ("198.51.100.1", 80))
    for side, data in said:
        connection.say(side, data)
    connection.close(1)
    return captures.pcap(wire.frames)


def sha256(data):
    return hashlib.sha256(data).hexdigest()


class Extra(unittest.TestCase):
    def ask(self, capture, command, *options):
        with tempfile.NamedTemporaryFile(suffix=".pcap") as file:
            file.write(capture)
            file.flush()
            done = subprocess.run([CLI, command, file.name, "--json", *options], capture_output=True, timeout=60,
                                  check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def check(self, capture, extra, parent=1):
        rows = self.ask(capture, "transfers")
        found = [row for row in rows if row["name"].startswith("after ")]
        self.assertEqual(len(found), 1)
        row, = found
        self.assertEqual((row["size"], row["sha256"]), (len(extra), sha256(extra)))
        self.assertEqual(row.get("parent"), parent)
        self.assertIn("belongs to none", row["note"])
        return row

    def test_behind_the_length(self):
        for mss in (1400, 333, 7):
            for extra in (b"hidden message", SECRET, ZIP, b"\0" * 300, b"\xff"):
                with self.subTest(extra[:4], mss=mss):
                    self.check(talk((0, REQUEST), (1, OK + extra), mss=mss), extra)

    def test_where_no_body_may_be(self):
        for status in (b"204 No Content", b"304 Not Modified"):
            with self.subTest(status):
                answer = b"HTTP/1.1 " + status + b"\r\nServer: odd\r\n\r\n"
                row = self.check(talk((0, REQUEST), (1, answer + SECRET)), SECRET)
                self.assertEqual(row["direction"], "download")

    def test_before_the_next_answer(self):
        """A line that ends in the next answer is not a part of it."""
        rows = self.ask(talk((0, REQUEST), (1, OK + b"junk"), (0, REQUEST.replace(b"a.gif", b"b.gif")), (1, OK)),
                        "transfers")
        self.assertEqual([(row["name"], row["sha256"]) for row in rows],
                         [("a.gif", sha256(PICTURE)), ("after a.gif", sha256(b"junk")), ("b.gif", sha256(PICTURE))])

    def test_of_a_request(self):
        post = b"POST /in HTTP/1.1\r\nHost: files.example\r\nContent-Length: 4\r\n\r\nabcd"
        row = self.check(talk((0, post + b"\x01\x02more than was said"), (1, OK)), b"\x01\x02more than was said", 2)
        self.assertEqual((row["direction"], row["sender"]), ("upload", "192.0.2.1"))

    def test_of_what_is_not_listed(self):
        """A POST that is answered with nothing is no transfer, but what follows its answer is."""
        post = b"POST /in HTTP/1.1\r\nHost: files.example\r\nContent-Length: 0\r\n\r\n"
        self.check(talk((0, post), (1, b"HTTP/1.1 204 No Content\r\n\r\n" + SECRET)), SECRET, None)

    def test_none(self):
        """Line ends between messages are nothing (RFC 9112, section 2.2)."""
        for between in (b"", b"\r\n", b"\r\n\r\n"):
            capture = talk((0, REQUEST + between), (1, OK + between), (0, REQUEST), (1, OK))
            self.assertEqual([row["name"] for row in self.ask(capture, "transfers")], ["a.gif", "a.gif"])

    def test_kind(self):
        """What follows is judged by its bytes, and what it follows by its own."""
        rows = self.ask(talk((0, REQUEST), (1, OK + ZIP)), "triage")
        self.assertEqual([(row["type"], row["verdict"]) for row in rows],
                         [("image/gif", "extra"), ("application/zip", "extra")])

    def test_saved(self):
        with tempfile.TemporaryDirectory() as folder:
            rows = self.ask(talk((0, REQUEST), (1, OK + SECRET)), "downloads", "--type", "all", "--save", folder)
            self.assertEqual([(row["number"], row.get("parent")) for row in rows], [(1, None), (2, 1)])
            with open(os.path.join(folder, rows[1]["saved_as"]), "rb") as saved:
                self.assertEqual(saved.read(), SECRET)


if __name__ == "__main__":
    unittest.main(verbosity=2)

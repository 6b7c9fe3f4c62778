#!/usr/bin/python3
# test-zeek-logs.py WIRECASE-CLI: what conversations become in Zeek's logs
# SPDX-License-Identifier: GPL-3.0-or-later

"""Each test says what two hosts say to each other, and looks at the rows that come of it."""

import base64
import hashlib
import os
import subprocess
import sys
import tempfile
import unittest

import captures
import conversations
import zeek_logs

CLI = sys.argv[1]
CLIENT, SERVER = "10.0.0.1", "10.0.0.2"


def export(wire, *options):
    """Rows of each log that `export zeek` writes of these packets."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "capture.pcap")
        with open(path, "wb") as file:
            file.write(captures.pcap(wire.frames))
        logs = os.path.join(folder, "logs")
        result = subprocess.run([CLI, "export", "zeek", path, "--to", logs, *options], capture_output=True, check=False)
        if result.returncode:
            raise AssertionError(result.stderr.decode())
        return {name[:-4]: zeek_logs.read(os.path.join(logs, name))[1] for name in os.listdir(logs)}


def talk(port, *said, mss=1400, sport=40000):
    """A connection: (side, bytes), in this order."""
    wire = conversations.Wire(mss)
    connection = wire.connect((CLIENT, sport), (SERVER, port))
    for side, data in said:
        connection.say(side, data)
    connection.close()
    return wire


def sha256(data):
    return hashlib.sha256(data).hexdigest()


class Http(unittest.TestCase):
    def row(self, *said, **options):
        logs = export(talk(80, *said, **options))
        self.assertEqual(len(logs["http"]), 1)
        return logs["http"][0], logs.get("files", [])

    def test_a_request_without_a_version_is_answered_without_a_head(self):
        answer = b"HTTP/1.0 403 Forbidden\r\nContent-Length: 2\r\n\r\nno"
        row, files = self.row((0, b"GET /a\r\n"), (1, answer))
        self.assertEqual((row["version"], row["status_code"], row["status_msg"]), ("0.9", "0", "<empty>"))
        self.assertEqual(row["response_body_len"], str(len(answer)))
        self.assertEqual((row["resp_mime_types"], row["resp_fuids"]), ("text/plain", files[0]["fuid"]))
        self.assertEqual([(one["seen_bytes"], one["sha256"], one["is_orig"]) for one in files],
                         [(str(len(answer)), sha256(answer), "F")])

    def test_a_plain_answer_to_a_request_without_a_version(self):
        row, files = self.row((0, b"GET /\r\n"), (1, b"<html><body>hello</body></html>"), mss=10)
        self.assertEqual((row["response_body_len"], row["resp_mime_types"]), ("31", "text/html"))
        self.assertEqual(len(files), 1)

    def test_lines_that_lack_a_space_or_a_target_are_requests(self):
        row, _ = self.row((0, b"CCM_POST /HTTP/1.1\r\nHost: a\r\n\r\n"), (1, b"x" * 20))
        self.assertEqual((row["method"], row["uri"], row["host"], row["version"]),
                         ("CCM_POST", "/HTTP/1.1", "a", "0.9"))
        row, _ = self.row((0, b"OPTIONS HTTP/1.1\r\nHost: a\r\n\r\n"),
                          (1, b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"))
        self.assertEqual((row["method"], row["uri"], row["host"], row["status_code"]),
                         ("OPTIONS", "(empty)", "a", "400"))

    def test_each_field_of_a_form_is_a_file(self):
        boundary = b"XyZ"
        form = b"".join(b"--XyZ\r\nContent-Disposition: form-data; " + head + b"\r\n\r\n" + data + b"\r\n"
                        for head, data in ((b'name="a"', b"first"), (b'name="f"; filename="n.bin"', b"\0" * 50),
                                           (b'name="b"', b"second and longer")))
        form += b"--" + boundary + b"--\r\n"
        row, files = self.row((0, b"POST / HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=XyZ\r\n"
                                  b"Content-Length: %d\r\n\r\n" % len(form) + form),
                              (1, b"HTTP/1.1 204 No Content\r\n\r\n"))
        self.assertEqual(row["orig_fuids"].split(","), [one["fuid"] for one in files])
        self.assertEqual((row["orig_filenames"], row["request_body_len"]), ("n.bin", str(len(form))))
        self.assertEqual([one["sha256"] for one in files],
                         [sha256(b"first"), sha256(b"\0" * 50), sha256(b"second and longer")])
        self.assertEqual([one["is_orig"] for one in files], ["T"] * 3)

    def test_bodies_that_nothing_measures_are_counted_by_lines(self):
        head = b"HTTP/1.1 200 OK\r\n"
        for more, body, length in ((b"", b"one\r\ntwo", 10), (b"", b"a\nb\r\n", 6), (b"", b"a\rb\r\n", 6),
                                   (b"Connection: close\r\n", b"one\r\ntwo", 8),
                                   (b"Content-Length: 8\r\n", b"one\r\ntwo", 8)):
            row, _ = self.row((0, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"), (1, head + more + b"\r\n" + body))
            self.assertEqual(row["response_body_len"], str(length), (more, body))

    def test_types_of_parts_are_told_when_all_is_there(self):
        request = (0, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        for span, kind in ((b"0-15/16", "text/plain"), (b"0-15/99", "-"), (b"foo-bar/baz", "-")):
            row, _ = self.row(request, (1, b"HTTP/1.1 206 Partial Content\r\nContent-Length: 16\r\nContent-Range: bytes "
                                           + span + b"\r\n\r\nsixteen letters!"))
            self.assertEqual(row["resp_mime_types"], kind, span)


class Mail(unittest.TestCase):
    def test_each_part_of_a_mail_is_a_file(self):
        attached = bytes(range(256)) * 12
        mail = (b"From: a@example.org\r\nTo: b@example.org\r\nSubject: parts\r\nMIME-Version: 1.0\r\n"
                b'Content-Type: multipart/mixed; boundary="b1"\r\n\r\n--b1\r\nContent-Type: text/plain\r\n\r\n'
                b"the text itself\r\n--b1\r\nContent-Type: application/octet-stream; name=\"n.bin\"\r\n"
                b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(attached).replace(b"\n", b"\r\n")
                + b"--b1--\r\n")
        wire = talk(25, (1, b"220 ready\r\n"), (0, b"EHLO c\r\n"), (1, b"250 ok\r\n"), (0, b"MAIL FROM:<a@example.org>\r\n"),
                    (1, b"250 ok\r\n"), (0, b"RCPT TO:<b@example.org>\r\n"), (1, b"250 ok\r\n"), (0, b"DATA\r\n"),
                    (1, b"354 go\r\n"), (0, mail + b".\r\n"), (1, b"250 queued\r\n"), mss=500)
        files = export(wire)["files"]
        self.assertEqual([(one["source"], one["depth"], one["filename"], one["sha256"]) for one in files],
                         [("SMTP", "2", "-", sha256(b"the text itself")), ("SMTP", "3", "n.bin", sha256(attached))])
        self.assertEqual(files[1]["seen_bytes"], str(len(attached)))

    def test_all_of_a_long_mail_is_looked_into(self):
        wire = talk(25, (1, b"220 ready\r\n"), (0, b"EHLO c\r\n"), (1, b"250 ok\r\n"), (0, b"MAIL FROM:<a@example.org>\r\n"),
                    (1, b"250 ok\r\n"), (0, b"RCPT TO:<b@example.org>\r\n"), (1, b"250 ok\r\n"), (0, b"DATA\r\n"),
                    (1, b"354 go\r\n"), (0, b"Subject: a\r\n\r\n" + b"word " * 300 + b"needle\r\n.\r\n"), (1, b"250 queued\r\n"),
                    mss=500)
        with tempfile.TemporaryDirectory() as folder:
            rules, path = os.path.join(folder, "a.yar"), os.path.join(folder, "a.pcap")
            with open(rules, "w", encoding="ascii") as file:
                file.write('rule late { strings: $a = "needle" condition: $a }')
            with open(path, "wb") as file:
                file.write(captures.pcap(wire.frames))
            result = subprocess.run([CLI, "yara", "--captures", rules, path], capture_output=True, check=False)
        self.assertIn(b"late", result.stdout, result.stderr)


class Order(unittest.TestCase):
    def test_what_comes_early_is_heard_in_its_place(self):
        answer = bytes(range(48))
        wire = talk(80, (0, b"GET /\r\n"), (1, answer), mss=8)
        places = [number for number, frame in enumerate(wire.frames) if len(frame) == 14 + 20 + 20 + 8]
        first, second, third = places[1:4]
        wire.frames[first], wire.frames[second], wire.frames[third] = (
            wire.frames[third], wire.frames[first], wire.frames[second])
        self.assertEqual([one["sha256"] for one in export(wire)["files"]], [sha256(answer)])
        del wire.frames[second]
        file = export(wire)["files"][0]
        self.assertEqual((file["seen_bytes"], file["missing_bytes"], file["sha256"]), ("40", "8", "-"))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])

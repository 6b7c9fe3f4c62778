#!/usr/bin/python3
# test-foreign-text.py WIRECASE-CLI: text of strangers wherever it is shown or written
# SPDX-License-Identifier: GPL-3.0-or-later

"""A capture says hostile things in every place where protocols have names, and files have hostile names. Each
command shows or writes them, and none lets through what a terminal, a browser, a spreadsheet or a folder
would obey."""

import csv
import html.parser
import io
import json
import os
import re
import struct
import subprocess
import sys
import tempfile
import unittest

import talks

CLI = os.path.abspath(sys.argv[1])
del sys.argv[1]

# Escapes of terminals (ESC and, in UTF-8, C1), overrides of direction, what is not seen, markup, a formula.
HOSTILE = "\x1b]0;owned\x07\u009b31m\u202egnp\u2066\u200b\ufeff<b>&amp;'\"=1+1|*_`"
NAMES = [HOSTILE.replace("/", ""), "../../up", "-rf", ".hidden", "con", "a" * 250, "\u202egpj.exe", "=cmd", "x\ny",
         "tab\tname", "$(id)", "trailing ", "NUL.txt"]
SHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


def http(number, name):
    raw = HOSTILE.encode()
    path = name.encode().replace(b" ", b"%20").replace(b"\n", b"%0a").replace(b"\t", b"%09")
    request = (b"GET /" + path + b" HTTP/1.1\r\nHost: " + raw + b"\r\nReferer: http://" + raw + b"/\r\nUser-Agent: "
               + raw + b"\r\nCookie: " + raw + b"\r\n\r\n")
    body = b"body %d" % number
    answer = (b"HTTP/1.1 200 " + raw + b"\r\nContent-Type: text/" + raw + b"\r\nServer: " + raw
              + b"\r\nContent-Disposition: attachment; filename=\"" + name.encode().replace(b'"', b"").replace(b"\n", b"")
              + b"\"\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    return [(True, request), (False, answer)]


def ftp():
    raw = HOSTILE.encode()
    return [(False, b"220 " + raw + b"\r\n"), (True, b"USER " + raw + b"\r\n"), (False, b"331 " + raw + b"\r\n"),
            (True, b"PASS " + raw + b"\r\n"), (False, b"230 " + raw + b"\r\n"), (True, b"RETR " + raw + b"\r\n"),
            (False, b"550 " + raw + b"\r\n"), (True, b"MKD " + raw + b"\r\n"), (False, b"257 \"" + raw + b"\"\r\n")]


def smtp():
    raw = HOSTILE.encode()
    mail = (b"From: \"" + raw + b"\" <a@example.com>\r\nTo: b@example.com\r\nSubject: " + raw
            + b"\r\nDate: Mon, 1 Jan 2024 00:00:00 +0000\r\nMIME-Version: 1.0\r\n"
            b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>" + raw
            + b"</p>\r\n--b\r\nContent-Type: application/octet-stream\r\n"
            b"Content-Disposition: attachment; filename=\"" + raw.replace(b'"', b"") + b"\"\r\n\r\nhello\r\n--b--\r\n")
    return [(False, b"220 " + raw + b"\r\n"), (True, b"EHLO " + raw + b"\r\n"), (False, b"250 " + raw + b"\r\n"),
            (True, b"MAIL FROM:<" + raw + b">\r\n"), (False, b"250 ok\r\n"), (True, b"RCPT TO:<b@example.com>\r\n"),
            (False, b"250 ok\r\n"), (True, b"DATA\r\n"), (False, b"354 go\r\n"), (True, mail + b".\r\n"),
            (False, b"250 " + raw + b"\r\n"), (True, b"QUIT\r\n"), (False, b"221 bye\r\n")]


def dns(number):
    label = HOSTILE.encode()[:60]
    name = bytes([len(label)]) + label + b"\3com\0"
    text = HOSTILE.encode()
    return (struct.pack(">HHHHHH", number, 0x8180, 1, 2, 0, 0) + name + b"\0\1\0\1" + name
            + struct.pack(">HHIH", 1, 1, 60, 4) + bytes([192, 0, 2, 20]) + name
            + struct.pack(">HHIH", 16, 1, 60, len(text) + 1) + bytes([len(text)]) + text)


def tls_hello():
    name = HOSTILE.encode()
    names = b"\0" + struct.pack(">H", len(name)) + name
    extension = struct.pack(">HHH", 0, len(names) + 2, len(names)) + names
    body = (b"\3\3" + bytes(32) + b"\0" + b"\0\2\x13\x01" + b"\1\0" + struct.pack(">H", len(extension)) + extension)
    hello = b"\1" + len(body).to_bytes(3, "big") + body
    return b"\x16\3\1" + struct.pack(">H", len(hello)) + hello


def make_capture():
    wire = talks.Wire()
    for number, name in enumerate(NAMES):
        wire.talk(number, 80, http(number, name))
    wire.talk(50, 21, ftp())
    wire.talk(60, 25, smtp())
    wire.udp(70, talks.SERVER, 53, talks.CLIENT, 5353, dns(1))
    wire.talk(80, 443, [(True, tls_hello())])
    return wire.pcap()


class Elements(html.parser.HTMLParser):
    KNOWN = set("html head meta title style body main h1 h2 section p div table thead tbody tr th td code details summary"
                " figure figcaption img svg path rect text".split())

    def handle_starttag(self, tag, attributes):
        assert tag in self.KNOWN, tag
        for name, value in attributes:
            assert not name.startswith("on") and name != "href", attributes
            assert name != "src" or re.fullmatch("data:image/[a-z]+;base64,[A-Za-z0-9+/=]*", value), attributes


class ForeignText(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.capture = self.at("one.pcap")
        with open(self.capture, "wb") as file:
            file.write(make_capture())

    def at(self, *names):
        return os.path.join(self.folder, *names)

    def run_cli(self, *words, statuses=(0, 1)):
        done = subprocess.run([CLI, *words], capture_output=True, timeout=60, cwd=self.folder, stdin=subprocess.DEVNULL,
                              env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "C", "XDG_DATA_HOME": self.at("data")})
        self.assertIn(done.returncode, statuses, (words, done.stderr))
        self.check_shown(done.stderr, words)
        return done.stdout

    def check_shown(self, shown, where):
        text = shown.decode("utf-8")
        found = SHOWN.search(text)
        self.assertIsNone(found, (where, found and text[max(0, found.start() - 60):found.end() + 20]))

    def test_commands(self):
        for words in (["summary"], ["packets"], ["connections"], ["connections", "--names"], ["flows", "--names"], ["http"],
                      ["tls"], ["sessions"], ["messages"], ["downloads"], ["transfers"], ["triage"], ["findings"],
                      ["hosts"], ["dns"], ["regularity"], ["signins"], ["signins", "--show-secrets"]):
            command = [words[0], self.capture, *words[1:]]
            self.assertTrue(self.run_cli(*command), command)
            self.check_shown(self.run_cli(*command), command)
            for line in self.run_cli(*command, "--json").decode("utf-8").splitlines():
                self.assertIsNone(SHOWN.search(line), (command, line))
                json.loads(line)
        self.check_shown(self.run_cli("search", self.capture, "owned"), "search")

    def test_reports(self):
        for form in ("html", "md", "json", "csv"):
            text = self.run_cli("report", self.capture, "--format", form)
            if form != "csv":  # a table is for programs
                self.check_shown(text, form)
            if form == "html":
                Elements().feed(text.decode())
            if form == "json":
                json.loads(text)
            if form == "csv":
                for row in csv.reader(io.StringIO(text.decode(), newline="")):
                    for cell in row:
                        self.assertFalse(re.match("[=+@\t\r\n-]", cell), cell)

    def test_logs(self):
        """A row is one line with as many cells as its header says."""
        for options in ([], ["--json"]):
            folder = self.at("logs" + "".join(options))
            self.run_cli("export", "zeek", self.capture, "--to", folder, *options, statuses=(0,))
            for name in os.listdir(folder):
                with open(os.path.join(folder, name), "rb") as file:
                    text = file.read().decode("utf-8")
                rows = text.split("\n")
                self.assertEqual(rows.pop(), "", name)
                for row in rows:
                    self.assertIsNone(re.search("[\x00-\x08\x0b-\x1f\x7f]", row), (name, row))
                    if options:
                        json.loads(row)
                if not options:
                    fields = next(row for row in rows if row.startswith("#fields")).count("\t")
                    for row in rows:
                        self.assertTrue(row.startswith("#") or row.count("\t") == fields - 1, row)

    def test_saved_names(self):
        """Each is one name in the folder that was asked for, and follows no link that waits there."""
        outside = self.at("outside")
        os.mkdir(self.at("first"))
        self.run_cli("transfers", self.capture, "--save", "first")
        names = os.listdir(self.at("first"))
        self.assertGreater(len(names), len(NAMES))
        for name in names:
            self.assertIsNone(SHOWN.search(name), name)
            self.assertFalse(name.startswith((".", "-")), name)
            self.assertLessEqual(len(name.encode()), 255)
            self.assertNotIn(name.split(".")[0].lower(), ("con", "nul"), name)
            self.assertEqual(name, name.rstrip(" ."))
            self.assertTrue(os.path.isfile(self.at("first", name)))
        self.assertEqual(sorted(os.listdir(self.folder)), ["first", "one.pcap"])
        os.mkdir(self.at("second"))
        for name in names:
            os.symlink(outside, self.at("second", name))
        self.run_cli("transfers", self.capture, "--save", "second")
        self.assertFalse(os.path.exists(outside))
        for name in names:
            self.assertTrue(os.path.islink(self.at("second", name)), name)
        self.assertGreaterEqual(len(os.listdir(self.at("second"))), 2 * len(names))

    def test_file_names(self):
        os.mkdir(self.at("files"))
        for name in NAMES:
            with open(os.path.join(os.fsencode(self.at("files")), name.replace("/", "_").encode()), "wb") as file:
                file.write(b"%PDF-1.4\n" + name.encode())
        with open(os.path.join(os.fsencode(self.at("files")), b"not-utf8-\xff\xfe"), "wb") as file:
            file.write(b"x")
        for words in (["types"], ["types", "--json"], ["hash", "--recursive"], ["hash", "--recursive", "--json"]):
            if words[0] == "hash" and "--json" not in words:
                text = self.run_cli(*words, "files").decode("utf-8", "surrogateescape")
                self.assertEqual(len(text.splitlines()), len(NAMES) + 1)
                continue
            self.check_shown(self.run_cli(*words, "files"), words)
        self.run_cli("case", "new", "a.wirecase")
        for name in os.listdir(self.at("files")):
            self.check_shown(self.run_cli("summary", os.path.join("files", name)), name)
            self.check_shown(self.run_cli("case", "add", "a.wirecase", os.path.join("files", name)), name)
        for action in ("check", "log", "notes"):
            self.check_shown(self.run_cli("case", action, "a.wirecase"), action)
            self.check_shown(self.run_cli("case", action, "a.wirecase", "--json"), action)
        self.check_shown(self.run_cli("report", "a.wirecase", "--format", "html"), "report")


if __name__ == "__main__":
    unittest.main()

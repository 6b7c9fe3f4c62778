#!/usr/bin/python3
# test-findings.py WIRECASE-CLI SAMPLES: what deserves a look, and when nothing does
# SPDX-License-Identifier: GPL-3.0-or-later

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import unittest

import captures
import conversations

CLI, SAMPLES = (os.path.abspath(path) for path in sys.argv[1:3])
del sys.argv[1:3]
SAMPLE = os.path.join(SAMPLES, "sample.pcap")
GIF = b"GIF89a\1\0\1\0\0\0\0;"
PROGRAM = b"MZ\x90\0" + bytes(56) + b"\x40\0\0\0PE\0\0\x64\x86\1\0" + bytes(400)
PAGE = b"<!DOCTYPE html><html><title>Not here</title></html>"


class Findings(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def run_cli(self, *words, status=0):
        environment = {**os.environ, "XDG_DATA_HOME": self.folder, "LC_ALL": "C.UTF-8", "LANGUAGE": "C"}
        done = subprocess.run([CLI, *words], capture_output=True, timeout=60, cwd=self.folder, env=environment,
                              stdin=subprocess.DEVNULL)
        self.assertEqual(done.returncode, status, done.stderr)
        self.said = done.stderr.decode()
        return done.stdout.decode().splitlines()

    def write(self, *answers, name="a.pcap", cut=0):
        """Each answer is (URI, body, media type, status); returns the name of the capture."""
        wire = conversations.Wire()
        for number, (uri, body, kind, status) in enumerate(answers):
            talk = wire.connect(("192.0.2.1", 40000 + number), ("198.51.100.1", 80))
            talk.say(0, f"GET {uri} HTTP/1.1\r\nHost: www.example\r\n\r\n")
            talk.say(1, f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\n"
                        f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
            talk.close()
        data = captures.pcap(wire.frames)
        with open(os.path.join(self.folder, name), "wb") as out:
            out.write(data[:len(data) - cut])
        return name

    def find(self, name, *words, status=0):
        return [json.loads(line) for line in self.run_cli("findings", "--json", name, *words, status=status)]

    def kinds(self, *answers):
        return [(row["severity"], row["finding"], row.get("name")) for row in self.find(self.write(*answers))]

    def test_a_program_in_disguise_is_first(self):
        self.assertEqual(self.kinds(("/pic.gif", GIF + b"more", "image/gif", 200),
                                    ("/cat.jpg", PROGRAM, "image/jpeg", 200),
                                    ("/logo.png", GIF, "image/png", 200)),
                         [("alarm", "program-in-disguise", "www.example/cat.jpg"),
                          ("warning", "mismatch", "www.example/logo.png"),
                          ("warning", "appended", "www.example/pic.gif")])

    def test_an_error_page_is_no_alarm(self):
        found = self.find(self.write(("/favicon.ico", PAGE, "text/html", 404), ("/x.ico", PAGE, "text/html", 500)))
        self.assertEqual([(row["severity"], row["finding"], row["count"]) for row in found],
                         [("note", "error-page", 2)])
        self.assertEqual(found[0]["sentence"], "2 requests were answered with an error.")

    def test_a_name_that_hides_its_extension(self):
        self.assertEqual(self.kinds(("/invoice.pdf.exe", PROGRAM, "application/x-msdownload", 200)),
                         [("alarm", "program-in-disguise", "www.example/invoice.pdf.exe")])
        self.assertEqual(self.kinds(("/setup.exe", PROGRAM, "application/x-msdownload", 200)), [])

    def test_known_bad(self):
        with open(os.path.join(self.folder, "bad.md5"), "w", encoding="ascii") as out:
            out.write(f"{hashlib.md5(GIF).hexdigest()}  virus.gif\n")
        self.run_cli("hashset", "import", "bad", "bad.md5")
        name = self.write(("/cat.jpg", PROGRAM, "image/jpeg", 200), ("/dot.gif", GIF, "image/gif", 200))
        found = self.find(name)
        self.assertEqual([row["finding"] for row in found], ["known-bad", "program-in-disguise"])
        self.assertEqual(found[0]["sentence"], "“bad” knows it as virus.gif, by its MD5.")
        self.assertEqual(found[0]["sha256"], hashlib.sha256(GIF).hexdigest())
        self.assertIn("looked up in the hash sets", self.said)
        self.find(name, "--fail-on", "alarm", status=1)
        self.find(SAMPLE, "--fail-on", "alarm")
        self.find(SAMPLE, "--fail-on", "warning", status=1)
        self.find(SAMPLE, "--fail-on", "bad", status=2)

    def test_sets_that_cannot_be_asked(self):
        os.makedirs(os.path.join(self.folder, "wirecase"))
        with open(os.path.join(self.folder, "wirecase", "hash-sets.db"), "wb") as out:
            out.write(b"not a database" * 100)
        found = self.find(self.write(("/dot.gif", GIF, "image/gif", 200)), status=1)
        self.assertEqual([row["finding"] for row in found], ["unmatched"])
        self.assertNotIn("Nothing stands out", self.said)

    def test_quiet(self):
        self.assertEqual(self.kinds(("/dot.gif", GIF, "image/gif", 200)), [])
        self.assertIn("Nothing stands out.", self.said)
        self.assertIn("1 transfer was examined", self.said)
        self.assertIn("No hash set was asked", self.said)

    def test_a_filter_chooses(self):
        name = self.write(("/pic.gif", GIF + b"more", "image/gif", 200), ("/logo.png", GIF, "image/png", 200),
                          ("/x.ico", PAGE, "text/html", 404), ("/y.ico", PAGE, "text/html", 404))
        self.assertEqual(len(self.find(name)), 3)
        found = self.find(name, "--filter", "tcp.port == 40001")
        self.assertEqual([(row["finding"], row["transfer"]) for row in found], [("mismatch", 2)])
        self.assertIn("1 transfer was examined", self.said)
        self.assertIn("Only what has a packet that passes the filter", self.said)
        found = self.find(name, "--bpf", "port 40003")
        self.assertEqual([(row["finding"], row["count"]) for row in found], [("error-page", 1)])
        self.assertEqual(self.find(name, "--filter", "udp"), [])
        self.assertIn("Nothing stands out in what the filter lets through.", self.said)
        self.find(name, "--filter", "udp", "--fail-on", "note")
        self.find(name, "--filter", "tcp.port == 40001", "--fail-on", "warning", status=1)
        cut = self.write(("/dot.gif", GIF, "image/gif", 200), name="cut.pcap", cut=20)
        self.assertEqual([row["finding"] for row in self.find(cut, "--filter", "udp")], ["not-read"])

    def test_what_is_cut_is_never_quiet(self):
        found = self.find(self.write(("/dot.gif", GIF, "image/gif", 200), cut=20))
        self.assertEqual([(row["severity"], row["finding"]) for row in found], [("warning", "not-read")])
        self.assertNotIn("Nothing stands out", self.said)

    def test_what_is_not_decoded_is_never_quiet(self):
        with open(os.path.join(self.folder, "odd.pcap"), "wb") as out:
            out.write(captures.pcap([captures.ethernet(0x0C0D, bytes(40))] * 3))
        found = self.find("odd.pcap")
        self.assertEqual([(row["finding"], row["count"]) for row in found], [("not-decoded", 3)])

    def test_two_versions(self):
        wire = conversations.Wire()
        talk = wire.connect(("192.0.2.1", 40000), ("198.51.100.1", 80))
        talk.say(0, "GET /a.txt HTTP/1.1\r\nHost: www.example\r\n\r\n")
        talk.say(1, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 20\r\n\r\n", acknowledge=False)
        at = talk.next[1]
        talk.segment(1, 16, b"a plain sentence")
        talk.next[1] = at
        talk.segment(1, 16, b"another sentence")
        talk.say(1, "....")
        with open(os.path.join(self.folder, "two.pcap"), "wb") as out:
            out.write(captures.pcap(wire.frames))
        self.assertEqual([row["finding"] for row in self.find("two.pcap")], ["two-versions"])

    def test_triage_and_report_agree(self):
        name = self.write(("/cat.jpg", PROGRAM, "image/jpeg", 200), ("/dot.gif", GIF, "image/gif", 200))
        row = json.loads(self.run_cli("triage", "--json", "--only", "alarm", name)[0])
        self.assertEqual((row["verdict"], row["severity"], row["disguised"]), ("mismatch", "alarm", True))
        self.run_cli("triage", "--fail-on", "alarm", name, status=1)
        self.run_cli("triage", "--fail-on", "program-in-disguise", name, status=1)
        self.assertEqual(self.run_cli("triage", "--only", "program-in-disguise", SAMPLE), [])
        report = json.loads("".join(self.run_cli("report", "--format", "json", name)))
        sections = {section["id"]: section for section in report["sections"]}
        self.assertEqual([(row["severity"], row["verdict"]) for row in sections["findings"]["rows"]],
                         [("alarm", "mismatch")])
        self.assertEqual([row["verdict"] for row in sections["transfers"]["rows"]], ["ok"])

    def test_numbers_are_those_of_transfers(self):
        transfers = {row["number"]: row for row in map(json.loads, self.run_cli("transfers", "--json", SAMPLE))}
        for row in self.find(SAMPLE):
            self.assertEqual(transfers[row["transfer"]]["packet"], row["packet"])
        lines = self.run_cli("findings", SAMPLE)
        self.assertRegex(lines[0], r"^warning +mismatch +41  www\.harbour\.example/news/tiles\.png  The URI ends")


if __name__ == "__main__":
    unittest.main(verbosity=2)

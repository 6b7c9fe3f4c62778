#!/usr/bin/python3
# test-yara.py WIRECASE-CLI SAMPLES: rules of YARA over files and transfers
# SPDX-License-Identifier: GPL-3.0-or-later

import gzip
import json
import os
import subprocess
import sys
import tempfile
import unittest

import captures

CLI, SAMPLES = (os.path.abspath(path) for path in sys.argv[1:3])
del sys.argv[1:3]
SAMPLE = os.path.join(SAMPLES, "sample.pcap")
A, B = "192.0.2.1", "192.0.2.2"
RULES = """
import "pe"
rule gif : picture test { meta: author = "somebody" level = 3 sure = true
  strings: $magic = "GIF89a" $end = { 00 3B } condition: $magic in (0..0) and $end }
rule never { strings: $a = "no such thing anywhere" condition: $a }
private rule hidden { condition: true }
rule named { condition: filename == "wanted.bin" and hidden }
"""


class Yara(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.rules = self.put("rules.yar", RULES.encode())

    def put(self, name, data):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)
        return path

    def run_cli(self, *words, status=0):
        done = subprocess.run([CLI, *words], capture_output=True, timeout=60, stdin=subprocess.DEVNULL,
                              cwd=self.folder)
        self.assertEqual(done.returncode, status, done.stderr)
        self.errors = done.stderr.decode()
        return done.stdout.decode().splitlines()

    def rows(self, *words, **named):
        return [json.loads(line) for line in self.run_cli(*words, "--json", **named)]

    def test_files(self):
        gif = self.put("a.gif", b"GIF89a__GIF89a\0;")
        row, = self.rows("yara", self.rules, gif, self.put("b", b"x"))
        self.assertEqual(row["path"], gif)
        match, = row["yara"]
        self.assertEqual((match["rule"], match["namespace"], match["tags"]), ("gif", "rules.yar", ["picture", "test"]))
        self.assertEqual(match["meta"], {"author": "somebody", "level": "3", "sure": "true"})
        self.assertEqual([(place["identifier"], place["offset"], place["length"], place["bytes"]) for place in match["strings"]],
                         [("$magic", 0, 6, b"GIF89a".hex()), ("$magic", 8, 6, b"GIF89a".hex()), ("$end", 14, 2, "003b")])
        self.assertEqual(self.run_cli("yara", self.rules, gif), [f"gif {gif}"])
        self.assertIn("  0x8:$magic: GIF89a", self.run_cli("yara", self.rules, gif, "-s"))
        self.assertEqual(len(self.rows("yara", self.rules, gif, "b", "--all")), 2)

    def test_folders(self):
        self.put("in/1/wanted.bin", b"x")
        self.put("in/wanted.bin", b"")
        os.symlink(self.folder, os.path.join(self.folder, "in/loop"))
        self.assertEqual(self.run_cli("yara", self.rules, "in"), ["named in/wanted.bin"])
        self.assertEqual(sorted(self.run_cli("yara", self.rules, "in", "-r")), ["named in/1/wanted.bin", "named in/wanted.bin"])

    def test_a_filter_chooses(self):
        whole = self.rows("yara", self.rules, SAMPLE, "--captures")
        packets = {row["packet"] for row in whole}
        self.assertGreater(len(packets), 1)
        one = min(packets)
        found = self.rows("yara", self.rules, SAMPLE, "--captures", "--filter", f"frame.number == {one}")
        self.assertTrue(found)
        self.assertLess(len(found), len(whole))
        self.assertTrue(all(row in whole for row in found))
        self.assertEqual(self.rows("yara", self.rules, SAMPLE, "--captures", "--bpf", "arp"), [])
        self.run_cli("yara", self.rules, SAMPLE, "--filter", "tcp", status=2)

    def test_transfers(self):
        found = {row["transfer"] for row in self.rows("yara", self.rules, SAMPLE, "--captures")}
        pictures = {row["number"] for row in self.rows("transfers", SAMPLE) if row["type"] == "image/gif"}
        self.assertEqual(found, pictures)
        self.assertGreater(len(found), 2)

    def test_what_is_packed(self):
        packed = gzip.compress(b"hidden words")
        answer = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(packed) + packed
        frames = [captures.ipv4(A, B, 6, captures.tcp(1000, 80, 0x18, b"GET /wanted.bin HTTP/1.1\r\nHost: h\r\n\r\n")),
                  captures.ipv4(B, A, 6, captures.tcp(80, 1000, 0x18, answer))]
        source = self.put("c.pcap", captures.pcap(frames))
        words = self.put("words.yar", b'rule words { strings: $a = "hidden words" fullword condition: $a at 0 }')
        rows = self.rows("yara", words, source, "--captures", "--rules", self.rules)
        self.assertEqual([match["rule"] for match in rows[0]["yara"]], ["words", "named"])
        row, = self.rows("triage", source, "--yara", words, "--yara", self.rules)
        self.assertEqual([match["rule"] for match in row["yara"]], ["words", "named"])
        self.assertIn("yara: words, named", self.run_cli("triage", source, "--yara", words, "--yara", self.rules)[0])
        self.assertNotIn("yara", self.rows("triage", source)[0])

    def test_rules_that_are_wrong(self):
        wrong = self.put("wrong.yar", b"rule a { condition: true }\n\nrule b {\n  strings: $x = \"a\"\n  condition: $y\n}\n")
        self.run_cli("yara", wrong, SAMPLE, status=1)
        self.assertIn("wrong.yar”, line 6: undefined string", self.errors)
        self.run_cli("triage", SAMPLE, "--yara", wrong, status=1)
        self.assertIn("line 6", self.errors)
        self.run_cli("yara", "missing.yar", SAMPLE, status=1)

    def test_rules_that_take_too_long(self):
        endless = self.put("endless.yar", b"rule endless { condition: for all i in (1..100000000000) : (i != 0) }")
        source = self.put("x", b"x")
        row, = self.rows("yara", endless, source, "--timeout", "1", status=1)
        self.assertIn("more than 1 second", row["yara_error"])
        self.assertEqual(row["yara"], [])

    def test_wrong_usage(self):
        for words in [], [self.rules], [self.rules, SAMPLE, "--timeout", "0"]:
            self.run_cli("yara", *words, status=2)
        self.run_cli("yara", self.rules, "missing", status=1)
        self.run_cli("yara", self.rules, self.rules, "--captures", status=1)


unittest.main()

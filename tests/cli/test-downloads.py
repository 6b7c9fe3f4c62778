#!/usr/bin/python3
# test-downloads.py WIRECASE-CLI SAMPLES: what was downloaded, and saving it
# SPDX-License-Identifier: GPL-3.0-or-later

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import unittest

import captures

CLI, SAMPLES = (os.path.abspath(path) for path in sys.argv[1:3])
del sys.argv[1:3]
GIF = b"GIF89a\1\0\1\0\0\0\0;"


class Downloads(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def run_cli(self, *words):
        done = subprocess.run([CLI, "downloads", *words], capture_output=True, timeout=60,
                              stdin=subprocess.DEVNULL, cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.decode().splitlines()

    def test_lab_lines(self):
        self.assertEqual(self.run_cli(os.path.join(SAMPLES, "sample.pcap")), [
            "[!] 146.176.164.91 downloaded /static/all/img/clear.gif from 23.209.213.8",
            "[!] 146.176.164.91 downloaded /i/Wait.GIF?size=96 from 23.209.210.242"])

    def test_saved_pictures_are_what_was_drawn(self):
        self.run_cli("--type", "image", "--json", "--save", "out", os.path.join(SAMPLES, "sample.pcap"))
        with open(os.path.join(SAMPLES, "sample.json"), encoding="utf-8") as figures:
            drawn = set(json.load(figures)["sha256"].values())
        saved = set()
        for name in os.listdir(os.path.join(self.folder, "out")):
            with open(os.path.join(self.folder, "out", name), "rb") as picture:
                saved.add(hashlib.sha256(picture.read()).hexdigest())
        # mountains.jpg has sixteen bytes behind its end, so its body is another.
        self.assertEqual(len(drawn - saved), 1)

    def test_answer_without_its_request(self):
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nContent-Length: 14\r\n\r\n" + GIF
        with open(os.path.join(self.folder, "half.pcap"), "wb") as out:
            out.write(captures.pcap([captures.ipv4("192.0.2.1", "192.0.2.2", 6,
                                                   captures.tcp(80, 5000, 0x18, answer))]))
        self.assertEqual(self.run_cli("half.pcap"), ["No gif downloads found in this file"])
        row = json.loads(self.run_cli("--json", "--save", "out", "half.pcap")[0])
        self.assertEqual(row["matched_by"], "bytes")
        with open(os.path.join(self.folder, "out", os.path.basename(row["saved_as"])), "rb") as saved:
            self.assertEqual(saved.read(), GIF)


if __name__ == "__main__":
    unittest.main()

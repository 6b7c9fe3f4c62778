#!/usr/bin/python3
# test-batch.py WIRECASE-CLI SAMPLE: one command on many captures
# SPDX-License-Identifier: GPL-3.0-or-later

"""Captures are the sample, cut at several places: each has another digest."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest

CLI, SAMPLE = sys.argv[1:3]


def batch(*arguments):
    return subprocess.run([CLI, "batch", *arguments], capture_output=True, text=True, check=False)


class BatchTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.captures = os.path.join(self.folder.name, "captures")
        self.out = os.path.join(self.folder.name, "out")
        os.makedirs(os.path.join(self.captures, "deeper"))
        with open(SAMPLE, "rb") as file:
            data = file.read()
        self.digests = set()
        for i in range(5):
            self.write(f"deeper/{i}.pcap", data[:len(data) - 50 * i])
        self.write("again.pcap", data)
        self.write("notes.txt", b"not a capture")
        self.digests.discard(hashlib.sha256(b"not a capture").hexdigest())

    def tearDown(self):
        self.folder.cleanup()

    def write(self, name, data):
        with open(os.path.join(self.captures, name), "wb") as file:
            file.write(data)
        self.digests.add(hashlib.sha256(data).hexdigest())

    def folders(self):
        return {name for name in os.listdir(self.out) if not name.startswith(".") and name != "failures.tsv"}

    def test_every_capture_has_a_folder_by_its_digest(self):
        result = batch("--out", self.out, "--jobs", "2", self.captures, "--json", "--", "summary", "{}", "--json")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(json.loads(result.stdout), {"captures": 6, "done": 5, "before": 1, "busy": 0, "failed": 0})
        self.assertEqual(self.folders(), self.digests)
        for name in self.folders():
            with open(os.path.join(self.out, name, "output"), encoding="utf-8") as file:
                self.assertIn("packets", json.loads(file.read()))

    def test_a_second_run_has_nothing_to_do(self):
        batch("--out", self.out, self.captures, "--", "summary")
        again = batch("--out", self.out, self.captures, "--json", "--", "summary")
        self.assertEqual(json.loads(again.stdout)["before"], 6)

    def test_a_broken_capture_stops_nothing(self):
        self.write("broken.pcapng", b"nothing of the kind")
        result = batch("--out", self.out, self.captures, "--json", "--", "summary")
        self.assertEqual(result.returncode, 1)
        self.assertEqual(json.loads(result.stdout)["failed"], 1)
        self.assertEqual(json.loads(result.stdout)["done"], 5)
        with open(os.path.join(self.out, "failures.tsv"), encoding="utf-8") as file:
            head, row = (line.split("\t") for line in file.read().splitlines())
        self.assertEqual(head, ["path", "sha256", "end", "message"])
        self.assertTrue(row[0].endswith("broken.pcapng"))
        self.assertEqual(row[2], "status 1")
        self.assertIn("broken.pcapng", row[3])

    def test_a_list_names_captures(self):
        path = os.path.join(self.folder.name, "list")
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"{self.captures}/again.pcap\n\n/nowhere.pcap\n")
        result = batch("--out", self.out, path, "--json", "--", "summary")
        self.assertEqual(json.loads(result.stdout), {"captures": 2, "done": 1, "before": 0, "busy": 0, "failed": 1})

    def test_what_was_killed_is_begun_again(self):
        held = os.path.join(self.captures, "held.pcap")
        os.mkfifo(held)
        path = os.path.join(self.folder.name, "list")
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"{self.captures}/again.pcap\n{self.captures}/deeper/1.pcap\n")
        # A command that waits for ever: its capture's packets are to come through a pipe.
        first = subprocess.Popen([CLI, "batch", "--out", self.out, path, "--jobs", "1", "--",
                                  "summary", held], stdout=subprocess.DEVNULL)
        while not os.path.isdir(self.out) or not any(name.endswith(".part") for name in os.listdir(self.out)):
            time.sleep(0.01)
        first.send_signal(signal.SIGKILL)
        first.wait()
        self.assertEqual(self.folders(), set())
        os.unlink(held)
        result = batch("--out", self.out, path, "--json", "--", "summary")
        self.assertEqual(json.loads(result.stdout)["done"], 2)
        self.assertEqual([name for name in os.listdir(self.out) if name.startswith(".")], [])

    def test_logs_land_in_the_folders(self):
        result = batch("--out", self.out, self.captures, "--", "export", "zeek", "{}", "--to", "{out}")
        self.assertEqual(result.returncode, 0, result.stderr)
        for name in self.folders():
            self.assertIn("conn.log", os.listdir(os.path.join(self.out, name)))

    def test_wrong_usage(self):
        self.assertEqual(batch(self.captures, "--", "summary").returncode, 2)
        self.assertEqual(batch("--out", self.out, self.captures).returncode, 2)
        self.assertEqual(batch("--out", self.out, self.captures, "--", "batch", "x").returncode, 2)
        self.assertEqual(batch("--out", self.out, "--jobs", "-1", self.captures, "--", "summary").returncode, 2)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])

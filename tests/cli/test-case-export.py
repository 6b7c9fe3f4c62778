#!/usr/bin/python3
# test-case-export.py WIRECASE-CLI SAMPLES: what a case is about, in a folder or a ZIP
# SPDX-License-Identifier: GPL-3.0-or-later

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

CLI, SAMPLES = (os.path.abspath(path) for path in sys.argv[1:3])
del sys.argv[1:3]


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


class Export(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.case = os.path.join(self.folder, "one.wirecase")
        self.capture = os.path.join(self.folder, "sample.pcap")
        self.to = os.path.join(self.folder, "out")
        shutil.copy(os.path.join(SAMPLES, "sample.pcap"), self.capture)
        self.run_cli("case", "new", self.case)
        self.run_cli("case", "add", self.case, self.capture)

    def run_cli(self, *words, status=0):
        done = subprocess.run([CLI, *words], capture_output=True, timeout=60, text=True, cwd=self.folder,
                              stdin=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "C"})
        self.assertEqual(done.returncode, status, done.stderr)
        self.said = done.stderr
        return done.stdout

    def check(self, folder):
        """Every file is in the sums, and is what they say. Returns: the manifest's rows by name"""
        with open(os.path.join(folder, "SHA256SUMS"), encoding="utf-8") as file:
            sums = {line[66:].rstrip("\n"): line[:64] for line in file}
        there = {os.path.relpath(os.path.join(base, name), folder)
                 for base, _, names in os.walk(folder) for name in names}
        self.assertEqual(there, set(sums) | {"SHA256SUMS"})
        for name, sha256 in sums.items():
            self.assertEqual(digest(os.path.join(folder, name)), sha256, name)
        with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
            rows = {row["file"]: row for row in json.load(file)["files"]}
        self.assertEqual(set(rows), set(sums) - {"manifest.json"})
        for name, row in rows.items():
            self.assertEqual((row["sha256"], row["size"]), (sums[name], os.path.getsize(os.path.join(folder, name))))
        return rows

    def test_noted(self):
        transfers = [json.loads(line) for line in self.run_cli("transfers", "--json", self.capture).splitlines()]
        self.run_cli("case", "note", self.case, "look", "--on", f"transfer:{transfers[1]['number']}",
                     "--evidence", self.capture)
        self.run_cli("case", "note", self.case, "here", "--on", "packet:7", "--evidence", self.capture)
        self.run_cli("case", "export", self.case, self.to)
        rows = self.check(self.to)
        saved = [row for name, row in rows.items() if name.startswith("transfers/")]
        self.assertEqual([(row["transfer"], row["sha256"], row["capture"], row["capture_sha256"]) for row in saved],
                         [(transfers[1]["number"], transfers[1]["sha256"], "sample.pcap", digest(self.capture))])
        packets = [name for name in rows if name.startswith("packets/")]
        self.assertEqual(len(packets), 1)
        self.assertEqual(len(self.run_cli("packets", os.path.join(self.to, packets[0])).splitlines()), 1)
        self.assertIn("exported", self.run_cli("case", "log", self.case))

    def test_all(self):
        self.run_cli("case", "export", self.case, self.to, "--all")
        rows = self.check(self.to)
        transfers = [json.loads(line) for line in self.run_cli("transfers", "--json", self.capture).splitlines()]
        self.assertEqual({row["transfer"] for row in rows.values() if "transfer" in row},
                         {row["number"] for row in transfers})

    def test_zip(self):
        path = self.to + ".zip"
        self.run_cli("case", "export", self.case, path, "--all")
        with zipfile.ZipFile(path) as packed:
            self.assertIsNone(packed.testzip())
            for name in packed.namelist():
                self.assertFalse(name.startswith("/") or ".." in name.split("/"), name)
            packed.extractall(self.to)
        self.check(self.to)
        self.assertEqual(sorted(os.listdir(self.folder)), ["one.wirecase", "out", "out.zip", "sample.pcap"])

    def test_password(self):
        path, secret = self.to + ".zip", os.path.join(self.folder, "password")
        with open(secret, "w", encoding="utf-8") as file:
            file.write("infected\n")
        self.run_cli("case", "export", self.case, path, "--all", "--password-file", secret)
        with zipfile.ZipFile(path) as packed:
            entries = packed.infolist()
            self.assertTrue(entries)
            for entry in entries:
                self.assertTrue(entry.flag_bits & 1, entry.filename)
                self.assertEqual(entry.compress_type, 99)       # WinZip's AES
                self.assertEqual(entry.extra[entry.extra.index(b"AE") + 2], 3)  # of 256 bits
        self.run_cli("case", "export", self.case, self.to, "--password-file", secret, status=1)
        self.assertFalse(os.path.exists(self.to))

    def test_never_over_anything(self):
        before = digest(self.capture)
        self.run_cli("case", "export", self.case, self.folder, status=1)
        self.run_cli("case", "export", self.case, self.capture, status=1)
        path = self.to + ".zip"
        with open(path, "wb") as file:
            file.write(b"mine")
        self.run_cli("case", "export", self.case, path, status=1)
        with open(path, "rb") as file:
            self.assertEqual(file.read(), b"mine")
        self.assertEqual(digest(self.capture), before)

    def test_what_is_missing_is_said(self):
        os.remove(self.capture)
        self.run_cli("case", "export", self.case, self.to, "--all")
        self.assertIn("is not there", self.said)
        self.assertEqual(set(self.check(self.to)), {"report.html"})


if __name__ == "__main__":
    unittest.main(verbosity=2)

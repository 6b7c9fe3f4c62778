#!/usr/bin/python3
# test-triage.py WIRECASE-CLI SAMPLES: everything that was downloaded, and what to think of it
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
SAMPLE = os.path.join(SAMPLES, "sample.pcap")
GIF = b"GIF89a\1\0\1\0\0\0\0;"


class Triage(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def run_cli(self, *words, status=0):
        done = subprocess.run([CLI, *words], capture_output=True, timeout=60, stdin=subprocess.DEVNULL,
                              cwd=self.folder, env={**os.environ, "XDG_DATA_HOME": self.folder})
        self.assertEqual(done.returncode, status, done.stderr)
        self.said = done.stderr.decode()
        return done.stdout.decode().splitlines()

    def rows(self, *words):
        return {row.get("uri"): row for row in map(json.loads, self.run_cli("triage", "--json", *words))
                if row["direction"] == "download"}

    def test_sample(self):
        lines = self.run_cli("triage", SAMPLE)
        self.assertRegex(self.said, "1 mismatch, 1 appended, 1 no-answer, 1 error-page, 1 redirect, 8 ok")
        downloads = self.run_cli("downloads", "--type", "all", "--json", SAMPLE)
        uploads = [line for line in lines if line.endswith("[upload]")]
        self.assertEqual(len(uploads), 1)
        self.assertEqual(len(lines) - len(uploads), len(downloads))
        tiles = [line for line in lines if "tiles.png" in line][0]
        self.assertRegex(tiles, "^mismatch +1caf1ca342cc07594389193126e5221e +3518  image/jpeg .*JPEG picture")

    def test_only(self):
        self.assertEqual([line.split()[0] for line in self.run_cli("triage", "--only", "warning", SAMPLE)],
                         ["appended", "mismatch"])
        rows = self.run_cli("triage", "--json", "--only", "redirect,mismatch", "--only", "no-answer", SAMPLE)
        self.assertEqual([json.loads(row)["verdict"] for row in rows], ["redirect", "mismatch", "no-answer"])
        self.assertRegex(self.said, "8 ok")
        self.run_cli("triage", "--only", "wrong", SAMPLE, status=2)

    def test_fail_on(self):
        self.run_cli("triage", "--fail-on", "known-bad,incomplete", SAMPLE)
        self.run_cli("triage", "--fail-on", "alarm", SAMPLE)
        self.run_cli("triage", "--fail-on", "mismatch", SAMPLE, status=1)
        self.assertIn("--fail-on", self.said)
        self.run_cli("triage", "--fail-on", "note", SAMPLE, status=1)
        self.run_cli("triage", "--fail-on", "", SAMPLE, status=2)

    def test_keys_are_those_of_downloads(self):
        rows = self.rows(SAMPLE)
        for line in self.run_cli("downloads", "--type", "all", "--json", SAMPLE):
            row = json.loads(line)
            other = rows[row["uri"]]
            for key in set(row) - {"verdict", "matched_by"}:
                self.assertEqual(other[key], row[key], key)
            self.assertEqual(other["verdict"] == "mismatch", "verdict" in row)
            self.assertEqual(other["matches"], [])

    def test_jpg_is_jpeg(self):
        self.assertEqual(self.run_cli("downloads", "--type", "jpg", SAMPLE),
                         self.run_cli("downloads", "--type", "jpeg", SAMPLE))

    def test_known_bad(self):
        for name, digest in (("bad", "0ce4a149eae7a273998918d4d8daa93a"),
                             ("other", "39a49184e8c916f38aceec2057b4e0b0")):
            with open(os.path.join(self.folder, name + ".md5"), "w", encoding="ascii") as out:
                out.write(f"{digest}  virus.jpg\n")
            self.run_cli("hashset", "import", name, name + ".md5")
        row = self.rows(SAMPLE)["/photos/harbour.jpg"]
        self.assertEqual(row["verdict"], "known-bad")
        self.assertEqual(row["reason"], "“bad” knows it as virus.jpg, by its MD5.")
        self.assertEqual(row["matches"], [{"set": "bad", "kind": "bad", "name": "virus.jpg",
                                           "algorithm": "md5", "digest": row["md5"]}])
        self.assertEqual(self.rows("--set", "other", SAMPLE)["/photos/harbour.jpg"]["verdict"], "ok")
        self.run_cli("triage", "--set", "nobody", SAMPLE, status=1)
        self.assertIn("nobody", self.said)

    def test_sets_of_other_digests(self):
        self.run_cli("downloads", "--type", "all", "--save", "saved", SAMPLE)
        with open(os.path.join(self.folder, "saved", "harbour.jpg"), "rb") as file:
            content = file.read()
        for algorithm in "sha1", "sha3_512":
            digest = hashlib.new(algorithm, content).hexdigest()
            tag = {"sha1": "SHA1", "sha3_512": "SHA3-512"}[algorithm]
            with open(os.path.join(self.folder, algorithm), "w", encoding="ascii") as out:
                out.write(f"{tag} (virus.jpg) = {digest}\n")
            self.run_cli("hashset", "import", algorithm, algorithm)
            row = self.rows("--set", algorithm, SAMPLE)["/photos/harbour.jpg"]
            self.assertEqual(row["verdict"], "known-bad")
            self.assertEqual(row["matches"], [{"set": algorithm, "kind": "bad", "name": "virus.jpg",
                                               "algorithm": algorithm.replace("_", "-"), "digest": digest}])

    def answer(self, length, body):
        head = f"HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nContent-Length: {length}\r\n\r\n".encode()
        path = os.path.join(self.folder, "half.pcap")
        with open(path, "wb") as out:
            out.write(captures.pcap([captures.ipv4("192.0.2.1", "192.0.2.2", 6,
                                                   captures.tcp(80, 5000, 0x18, head + body))]))
        return json.loads(self.run_cli("triage", "--json", "half.pcap")[0])

    def test_what_is_not_whole_is_never_matched(self):
        whole = self.answer(len(GIF), GIF)
        self.assertEqual(whole["verdict"], "ok")
        half = self.answer(len(GIF) + 9, GIF)
        with open(os.path.join(self.folder, "gif.md5"), "w", encoding="ascii") as out:
            out.write(f"{whole['md5']}  dot.gif\n")
            if "md5" in half:
                out.write(f"{half['md5']}  half.gif\n")
        self.run_cli("hashset", "import", "bad", "gif.md5")
        self.assertEqual(self.answer(len(GIF), GIF)["verdict"], "known-bad")
        half = self.answer(len(GIF) + 9, GIF)
        self.assertEqual((half["verdict"], half["complete"], half["matches"]), ("incomplete", False, []))


if __name__ == "__main__":
    unittest.main(verbosity=2)

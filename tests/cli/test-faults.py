#!/usr/bin/python3
# test-faults.py WIRECASE-CLI SAMPLES FAULTS: disks that fail or are full, streams that are closed, kills
# SPDX-License-Identifier: GPL-3.0-or-later

"""FAULTS is the library of faults.c. What holds whatever fails: what was there before is there still, what has
its final name is whole, an answer that is not the whole one is not silent, and nothing is called unknown
because it could not be looked up."""

import errno
import gzip
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

import captures

CLI, SAMPLES, FAULTS = (os.path.abspath(path) for path in sys.argv[1:4])
del sys.argv[1:4]
SAMPLE = os.path.join(SAMPLES, "sample.pcap")


class Faults(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = os.path.realpath(folder.name)
        os.mkdir(self.at("tmp"))
        frames = [captures.ipv4("192.0.2.1", "192.0.2.2", 17, captures.udp(1000 + i, 53, bytes(1400)))
                  for i in range(2000)]
        with open(self.at("large.pcap"), "wb") as file:
            file.write(captures.pcap(frames))
        with open(self.at("large.pcap.gz"), "wb") as file:
            file.write(gzip.compress(captures.pcap([os.urandom(600) for _ in range(2000)]), 1))
        shutil.copy(SAMPLE, self.at("sample.pcap"))

    def at(self, *names):
        return os.path.join(self.folder, *names)

    def environment(self, **more):
        asan = os.environ.get("ASAN_OPTIONS", "")
        return {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "C", "TMPDIR": self.at("tmp"),
                "XDG_DATA_HOME": self.at("data"), "XDG_CONFIG_HOME": self.at("config"),
                "XDG_CACHE_HOME": self.at("cache"), "ASAN_OPTIONS": asan + ":verify_asan_link_order=0", **more}

    def run_cli(self, *words, environment=None, **more):
        return subprocess.run([CLI, *words], capture_output=True, timeout=60, cwd=self.folder,
                              stdin=subprocess.DEVNULL, env=environment or self.environment(), **more)

    def run_faulty(self, call, at, code, *words):
        return self.run_cli(*words, environment=self.environment(
            LD_PRELOAD=FAULTS, WIRE_FAULT=call, WIRE_FAULT_AT=str(at), WIRE_FAULT_ERRNO=str(code),
            WIRE_FAULT_UNDER=self.folder))

    def read(self, *names):
        with open(self.at(*names), "rb") as file:
            return file.read()

    def test_read_errors(self):
        """At whichever read it fails, the answer is the whole one, or the failure is told."""
        with open(self.at("SHA256SUMS"), "w") as file:
            file.write(hashlib.sha256(self.read("large.pcap")).hexdigest() + "  large.pcap\n")
        for words in (("summary", "large.pcap"), ("packets", "large.pcap"), ("summary", "large.pcap.gz"),
                      ("transfers", "sample.pcap"), ("search", "large.pcap", "abc"), ("hash", "large.pcap"),
                      ("verify", "SHA256SUMS"), ("types", "large.pcap"), ("hexdump", "large.pcap")):
            right = self.run_cli(*words)
            self.assertEqual(right.returncode, 0, (words, right.stderr))
            failed = 0
            for at in (1, 2, 3, 5, 9):
                done = self.run_faulty("read", at, errno.EIO, *words)
                self.assertGreaterEqual(done.returncode, 0, (words, at, done.stderr))
                if (done.returncode, done.stdout) != (0, right.stdout):
                    failed += 1
                    self.assertRegex(done.stderr + done.stdout, b"Input/output error|could not be read|[Uu]nreadable",
                                     (words, at))
            self.assertGreater(failed, 0, words)

    def test_full_disk(self):
        """What was under the name is there still, and nothing else is left, or the new one is whole."""
        for words, target in ((("packets", "large.pcap", "--write"), "out.pcapng"),
                              (("packets", "large.pcap", "--write"), "out.pcap.gz"),
                              (("anonymise", "large.pcap", "--write"), "out.pcap"),
                              (("merge", "large.pcap", "sample.pcap", "--write"), "out.pcap"),
                              (("report", "sample.pcap", "--output"), "out.html"),
                              (("report", "sample.pcap", "--output"), "out.pdf")):
            failed = 0
            for at in (1, 2, 3):
                with open(self.at(target), "wb") as file:
                    file.write(b"old")
                before = sorted(os.listdir(self.folder))
                done = self.run_faulty("write", at, errno.ENOSPC, *words, target)
                self.assertIn(done.returncode, (0, 1), (words, at, done.stderr))
                self.assertEqual(sorted(os.listdir(self.folder)), before, words)
                self.assertEqual(os.listdir(self.at("tmp")), [], words)
                if done.returncode == 1:
                    failed += 1
                    self.assertIn(b"No space left on device", done.stderr, words)
                    self.assertEqual(self.read(target), b"old", words)
                else:
                    self.assertNotEqual(self.read(target), b"old", words)
            self.assertGreater(failed, 0, words)
            os.remove(self.at(target))

    def test_full_disk_spool(self):
        done = self.run_faulty("write", 1, errno.ENOSPC, "packets", "large.pcap.gz")
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"No space left on device", done.stderr)

    def test_full_disk_transfers(self):
        """Some are saved, whole; the others are told, and are not there."""
        os.mkdir(self.at("right"))
        self.assertEqual(self.run_cli("transfers", "sample.pcap", "--save", "right").returncode, 0)
        whole = {name: self.read("right", name) for name in os.listdir(self.at("right"))}
        os.mkdir(self.at("some"))
        done = self.run_faulty("write", 4, errno.ENOSPC, "transfers", "sample.pcap", "--save", "some")
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"No space left on device", done.stderr)
        some = os.listdir(self.at("some"))
        self.assertLess(len(some), len(whole))
        for name in some:
            if name not in ("SHA256SUMS", "transfers.csv"):
                self.assertEqual(self.read("some", name), whole[name])
        if "SHA256SUMS" in some:
            sums = self.read("some", "SHA256SUMS").decode()
            self.assertEqual({line[66:] for line in sums.splitlines()} | {"SHA256SUMS"}, set(some))

    def test_full_disk_databases(self):
        """An import or a note is there whole or not at all."""
        with open(self.at("list"), "w") as file:
            file.writelines(hashlib.sha256(b"%d" % i).hexdigest() + "\n" for i in range(2000))
        for at in (1, 2, 5, 20):
            done = self.run_faulty("write", at, errno.ENOSPC, "hashset", "import", "known", "list", "--database", "sets")
            listed = self.run_cli("hashset", "list", "--database", "sets", "--json").stdout
            self.assertEqual(done.returncode, 0 if b"known" in listed else 1, (at, done.stderr, listed))
            self.assertEqual(b"2000" in listed, b"known" in listed)
        self.run_cli("case", "new", "one.wirecase")
        for at in (1, 2, 3):
            done = self.run_faulty("write", at, errno.ENOSPC, "case", "note", "one.wirecase", f"note {at}.")
            notes = self.run_cli("case", "notes", "one.wirecase")
            self.assertEqual(notes.returncode, 0, notes.stderr)
            self.assertEqual(done.returncode, 0 if b"note %d." % at in notes.stdout else 1, done.stderr)

    def test_closed_streams(self):
        """What is opened first must not become standard output: an answer would be written into it."""
        right = self.run_cli("packets", "sample.pcap", "--write", "right.pcapng")
        self.assertEqual(right.returncode, 0)
        for closed in ((1,), (0, 1), (0, 1, 2), (0,), (2,)):
            for name in ("closed.pcapng", "one.wirecase"):
                if os.path.exists(self.at(name)):
                    os.remove(self.at(name))
            for words in (("packets", "sample.pcap", "--write", "closed.pcapng"), ("case", "new", "one.wirecase"),
                          ("case", "add", "one.wirecase", "sample.pcap"), ("case", "notes", "one.wirecase"),
                          ("summary", "large.pcap.gz"), ("packets", "sample.pcap")):
                shell = "exec \"$@\" " + " ".join(f"{fd}{'<' if fd == 0 else '>'}&-" for fd in closed)
                done = subprocess.run(["/bin/sh", "-c", shell, "sh", CLI, *words], cwd=self.folder, timeout=60,
                                      env=self.environment(), capture_output=True)
                self.assertGreaterEqual(done.returncode, 0, (closed, words))
                if words[0] in ("summary", "packets") and "--write" not in words:
                    self.assertEqual(done.returncode, 1 if 1 in closed else 0, (closed, words, done.stderr))
            self.assertEqual(self.read("closed.pcapng"), self.read("right.pcapng"), closed)
            self.assertEqual(self.run_cli("case", "check", "one.wirecase").returncode, 0, closed)
        with open(SAMPLE, "rb") as file:
            self.assertEqual(self.read("sample.pcap"), file.read())

    def test_folders_that_are_not_there(self):
        """A program without a home works; only what needs one says that it cannot be there."""
        nowhere = {name: "/dev/null/nowhere" for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME",
                                                          "XDG_RUNTIME_DIR")}
        environment = self.environment(**nowhere)
        for words in (("summary", "sample.pcap"), ("hash", "sample.pcap"), ("types", "sample.pcap"),
                      ("transfers", "sample.pcap")):
            done = self.run_cli(*words, environment=environment)
            self.assertEqual((done.returncode, done.stdout), (0, self.run_cli(*words).stdout), (words, done.stderr))
        with open(self.at("list"), "w") as file:
            file.write("0" * 64 + "\n")
        done = self.run_cli("hashset", "import", "known", "list", environment=environment)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"/dev/null/nowhere", done.stderr)

    def make_sets(self):
        with open(self.at("list"), "w") as file:
            file.writelines(hashlib.sha256(b"%d" % i).hexdigest() + "\n" for i in range(1000))
        with open(self.at("bad"), "wb") as file:
            file.write(b"500")
        done = self.run_cli("hashset", "import", "known", "list", "--database", "sets")
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_deep_list(self):
        """JSON without an end is refused, and takes no set with it."""
        digest = hashlib.sha256(b"500").hexdigest()
        for depth, status in ((60, 0), (65, 1), (100000, 1)):
            with open(self.at("deep.json"), "w") as file:
                file.write("[" * depth + f'"{digest}"' + "]" * depth)
            done = self.run_cli("hashset", "import", f"deep-{depth}", "deep.json", "--database", "sets")
            self.assertEqual(done.returncode, status, done.stderr)
        self.assertNotIn(b"deep-65", self.run_cli("hashset", "list", "--database", "sets").stdout)

    def look_up(self):
        done = self.run_cli("hashset", "lookup", hashlib.sha256(b"500").hexdigest(), "--database", "sets")
        return done.returncode, b"known" in done.stdout, done.stderr

    def test_damaged_sets(self):
        """Known bad is known, or the look-up fails: it is never clean."""
        self.make_sets()
        self.assertEqual(self.look_up()[:2], (0, True))
        whole, page = self.read("sets"), 4096
        for start in range(0, len(whole), page):
            with open(self.at("sets"), "wb") as file:
                file.write(whole[:start] + b"\xa5" * page + whole[start + page:])
            status, found, said = self.look_up()
            self.assertTrue(found or (status == 1 and said), (start, status, said))
        with open(self.at("sets"), "wb") as file:
            file.write(whole[:len(whole) // 2])
        status, found, said = self.look_up()
        self.assertTrue(found or (status == 1 and said), (status, said))

    def test_locked_sets(self):
        self.make_sets()
        other = sqlite3.connect(self.at("sets"))
        other.execute("BEGIN EXCLUSIVE")
        self.addCleanup(other.close)
        status, found, said = self.look_up()
        self.assertTrue(found or (status == 1 and said), (status, said))

    def kill(self, delay, *words):
        child = subprocess.Popen([CLI, *words], cwd=self.folder, env=self.environment(), stdin=subprocess.DEVNULL,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        child.kill()
        child.wait(60)

    def test_kills(self):
        """Whenever it is killed, a name has all that belongs under it, or what it had."""
        self.run_cli("packets", "large.pcap", "--write", "right.pcapng")
        os.mkdir(self.at("right"))
        self.run_cli("transfers", "sample.pcap", "--save", "right")
        with open(self.at("list"), "w") as file:
            file.writelines(hashlib.sha256(b"%d" % i).hexdigest() + "\n" for i in range(20000))
        for number in range(6):
            delay = 0.007 * number
            with open(self.at("out.pcapng"), "wb") as file:
                file.write(b"old")
            self.kill(delay, "packets", "large.pcap", "--write", "out.pcapng")
            self.assertIn(self.read("out.pcapng"), (b"old", self.read("right.pcapng")))
            os.mkdir(self.at(f"out{number}"))
            self.kill(delay, "transfers", "sample.pcap", "--save", f"out{number}")
            for name in os.listdir(self.at(f"out{number}")):
                self.assertEqual(self.read(f"out{number}", name), self.read("right", name))
            self.kill(2 * delay, "hashset", "import", f"set-{number}", "list", "--database", "sets")
            if os.path.exists(self.at("sets")):
                listed = self.run_cli("hashset", "list", "--database", "sets")
                self.assertEqual(listed.returncode, 0, listed.stderr)
                for line in listed.stdout.splitlines():
                    self.assertTrue(b"set-" not in line or b"20000" in line, line)


if __name__ == "__main__":
    unittest.main()

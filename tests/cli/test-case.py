#!/usr/bin/python3
# test-case.py WIRECASE-CLI SAMPLES: cases, as they are kept and as others spoil them
# SPDX-License-Identifier: GPL-3.0-or-later

import hashlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import unittest
import zipfile

import captures

# What a case of version 1 is, to the letter.
VERSION_1 = """
CREATE TABLE deeds (id INTEGER PRIMARY KEY, time INTEGER NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL, digest TEXT, version TEXT NOT NULL);
CREATE TABLE evidence (id INTEGER PRIMARY KEY, path TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL, modified INTEGER NOT NULL, added INTEGER NOT NULL, clock INTEGER NOT NULL);
CREATE TABLE filters (id INTEGER PRIMARY KEY, name TEXT NOT NULL, expression TEXT NOT NULL);
CREATE TABLE notes (id INTEGER PRIMARY KEY, evidence TEXT, kind TEXT NOT NULL, place TEXT NOT NULL, mark TEXT NOT NULL, text TEXT NOT NULL, time INTEGER NOT NULL, removed INTEGER NOT NULL);
INSERT INTO evidence VALUES (1, 'sample.pcap', 3, 'ab', 4, 5, 6);
INSERT INTO notes VALUES (1, 'ab', 'packet', '12', 'red', 'first', 7, 0), (2, NULL, 'case', '', '', 'gone', 8, 1),
                         (5, NULL, 'host', '192.0.2.1', '', 'third', 9, 0);
PRAGMA application_id = 0x57694343;
PRAGMA user_version = 1;
"""

# Of version 2 the notes are others, and nothing else.
VERSION_2 = VERSION_1.replace(
    "place TEXT NOT NULL, mark", "place TEXT NOT NULL, packet INTEGER NOT NULL, digest TEXT NOT NULL, "
    "colour TEXT NOT NULL, mark").replace("mark TEXT NOT NULL, text", "mark TEXT NOT NULL, tags TEXT NOT NULL, text")
VERSION_2 = VERSION_2[:VERSION_2.index("INSERT INTO notes")] + """
INSERT INTO notes VALUES (1, 'ab', 'packet', '12', 12, '', 'red', 'Key', 'a, b', 'first', 7, 0);
PRAGMA application_id = 0x57694343;
PRAGMA user_version = 2;
"""

CLI, SAMPLES = (os.path.abspath(path) for path in sys.argv[1:3])
del sys.argv[1:3]
SAMPLE = os.path.join(SAMPLES, "sample.pcap")


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.case = os.path.join(self.folder, "one.wirecase")
        self.capture = os.path.join(self.folder, "sample.pcap")
        shutil.copy(SAMPLE, self.capture)

    def run_cli(self, *words, status=0):
        done = subprocess.run([CLI, "case", *words], capture_output=True, timeout=60, cwd=self.folder,
                              stdin=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "C"})
        self.assertEqual(done.returncode, status, done.stderr)
        self.said = done.stderr.decode()
        return [json.loads(line) for line in done.stdout.splitlines()] if "--json" in words else done.stdout.decode()

    def begin(self):
        self.run_cli("new", self.case)
        self.run_cli("add", self.case, self.capture)

    def test_evidence(self):
        self.begin()
        with open(self.capture, "rb") as file:
            digest = hashlib.sha256(file.read()).hexdigest()
        row, = self.run_cli("check", self.case, "--json")
        self.assertEqual(row, {"path": "sample.pcap", "size": os.path.getsize(self.capture), "sha256": digest,
                               "state": "same", "sha256_now": digest})
        with open(self.capture, "ab") as file:
            file.write(b"more")
        row, = self.run_cli("check", self.case, "--json", status=1)
        self.assertEqual(row["state"], "changed")
        self.assertEqual(row["sha256"], digest)
        self.assertNotEqual(row["sha256_now"], digest)
        os.remove(self.capture)
        row, = self.run_cli("check", self.case, "--json", status=1)
        self.assertEqual(row["state"], "missing")

    def test_moved_together(self):
        self.begin()
        other = os.path.join(self.folder, "elsewhere")
        os.mkdir(other)
        for path in (self.case, self.capture):
            shutil.move(path, other)
        row, = self.run_cli("check", os.path.join(other, "one.wirecase"), "--json")
        self.assertEqual(row["state"], "same")

    def test_another_name(self):
        """A capture that got another name in its folder is found by its content, and no other file is."""
        self.begin()
        other = os.path.join(os.path.dirname(self.capture), "a-other.pcap")
        with open(self.capture, "rb") as source, open(other, "wb") as file:
            file.write(source.read()[:-1] + b"!")  # of the same size
        renamed = os.path.join(os.path.dirname(self.capture), "renamed.bin")
        os.rename(self.capture, renamed)
        row, = self.run_cli("check", self.case, "--json", status=1)
        self.assertEqual((row["state"], row.get("now", renamed)), ("moved", renamed))
        os.remove(renamed)
        row, = self.run_cli("check", self.case, "--json", status=1)
        self.assertEqual(row["state"], "missing")

    def test_moved_beside(self):
        os.mkdir(os.path.join(self.folder, "captures"))
        self.run_cli("new", self.case)
        inner = os.path.join(self.folder, "captures", "inner.pcap")
        shutil.move(self.capture, inner)
        self.run_cli("add", self.case, inner)
        shutil.move(inner, os.path.join(self.folder, "inner.pcap"))
        row, = self.run_cli("check", self.case, "--json", status=1)
        self.assertEqual(row["state"], "moved")

    def test_notes(self):
        self.begin()
        self.run_cli("note", self.case, "Looks like a beacon", "--on", "packet:12", "--evidence", "sample.pcap",
                     "--mark", "red")
        self.run_cli("note", self.case, "Ask the owner")
        self.run_cli("note", self.case, "a\nb \x1b[31m \u202e", "--on", "host:192.0.2.1")
        notes = self.run_cli("notes", self.case, "--json")
        self.assertEqual([(note["note"], note["kind"], note["place"]) for note in notes],
                         [(1, "packet", "12"), (2, "case", ""), (3, "host", "192.0.2.1")])
        self.assertEqual(notes[0]["mark"], "red")
        self.assertEqual(notes[2]["text"], "a\nb \x1b[31m \u202e")
        self.assertNotIn("\x1b", self.run_cli("notes", self.case))
        self.run_cli("remove-note", self.case, "2")
        self.assertEqual([note["note"] for note in self.run_cli("notes", self.case, "--json")], [1, 3])
        self.run_cli("remove-note", self.case, "9", status=1)
        self.run_cli("note", self.case, "x", "--on", "nothing:1", status=2)
        self.run_cli("note", self.case, "x", "--evidence", "other.pcap", status=1)

    def test_log(self):
        self.begin()
        self.assertEqual([(row["action"], row["subject"]) for row in self.run_cli("log", self.case, "--json")],
                         [("made", ""), ("added", "sample.pcap")])

    def test_never_over_a_file(self):
        self.run_cli("new", self.capture, status=1)
        self.assertEqual(os.path.getsize(self.capture), os.path.getsize(SAMPLE))

    def test_others_files(self):
        self.run_cli("notes", self.capture, status=1)
        self.run_cli("notes", os.path.join(self.folder, "none"), status=1)
        self.assertFalse(os.path.exists(os.path.join(self.folder, "none")))
        other = os.path.join(self.folder, "other.db")
        with sqlite3.connect(other) as database:
            database.execute("CREATE TABLE notes (text)")
        self.run_cli("notes", other, status=1)
        self.assertIn("is not a Wirecase case", self.said)

    def test_spoilt_cases(self):
        spoils = ("CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM evidence; END",
                  "CREATE VIEW v AS SELECT * FROM notes", "DROP TABLE notes", "CREATE TABLE more (x)",
                  "CREATE INDEX i ON notes (text)", "ALTER TABLE notes ADD COLUMN more TEXT")
        for number, spoil in enumerate(spoils):
            with self.subTest(spoil):
                path = os.path.join(self.folder, f"{number}.wirecase")
                self.run_cli("new", path)
                with sqlite3.connect(path) as database:
                    database.execute(spoil)
                self.run_cli("notes", path, status=1)
                self.assertIn("something else", self.said)
        path = os.path.join(self.folder, "newer.wirecase")
        self.run_cli("new", path)
        with sqlite3.connect(path) as database:
            database.execute("PRAGMA user_version = 4")
        self.run_cli("notes", path, status=1)
        self.assertIn("newer version", self.said)

    def make_version_1(self):
        path = os.path.join(self.folder, "old.wirecase")
        with sqlite3.connect(path) as database:
            database.executescript(VERSION_1)
        return path

    def test_old_version(self):
        path = self.make_version_1()
        notes = self.run_cli("notes", path, "--json")
        self.assertEqual([(note["note"], note["kind"], note["place"], note.get("mark"), note["text"], note["time"])
                          for note in notes],
                         [(1, "packet", "12", "red", "first", 7), (5, "host", "192.0.2.1", None, "third", 9)])
        self.run_cli("restore-note", path, "2")
        self.run_cli("note", path, "new", "--colour", "blue", "--tags", "a, b")
        self.assertEqual([note["text"] for note in self.run_cli("notes", path, "--json")],
                         ["first", "gone", "third", "new"])
        with sqlite3.connect(path) as database:
            self.assertEqual(database.execute("PRAGMA user_version").fetchone(), (3,))
            self.assertEqual(database.execute("PRAGMA integrity_check").fetchone(), ("ok",))

    def test_version_2(self):
        path = os.path.join(self.folder, "two.wirecase")
        with sqlite3.connect(path) as database:
            database.executescript(VERSION_2)
        note, = self.run_cli("notes", path, "--json")
        self.assertEqual((note["text"], note["colour"], note["mark"], note["tags"], note["packet"]),
                         ("first", "red", "Key", "a, b", 12))
        self.run_cli("save-filter", path, "web", "http")
        self.assertEqual(self.run_cli("filters", path, "--json"), [{"name": "web", "filter": "http"}])

    def test_contents(self):
        """What a case tells of its captures does not need them."""
        self.begin()
        text = os.path.join(self.folder, "notes.txt")
        with open(text, "w", encoding="utf-8") as file:
            file.write("no capture")
        self.run_cli("add", self.case, text)
        os.remove(self.capture)
        capture, other = self.run_cli("list", self.case, "--json")
        self.assertEqual((capture["packets"], capture["flows"], capture["format"]), (55, 13, "pcap"))
        self.assertEqual(set(other), {"path", "size", "sha256"})
        self.run_cli("clock", self.case, "sample.pcap", "--offset", "3600")
        moved = self.run_cli("list", self.case, "--json")[0]
        self.assertEqual((moved["clock_ns"], moved["packets"]), (3600 * 10 ** 9, 55))
        self.assertGreater(moved["first"], capture["first"])

    def test_each(self):
        """Every row of every capture, with the capture; what has changed is not looked at, and that is said."""
        self.begin()
        for name in ("other.pcap", "changed.pcap"):
            shutil.copy(SAMPLE, os.path.join(self.folder, name))
            self.run_cli("add", self.case, name)
        rows = self.run_cli("each", self.case, "--", "findings", "--json")
        alone = subprocess.run([CLI, "findings", "--json", SAMPLE], capture_output=True, check=True)
        alone = [json.loads(line) for line in alone.stdout.splitlines()]
        for name in ("sample.pcap", "other.pcap", "changed.pcap"):
            self.assertEqual([row for row in rows if row["capture"] == name], [{"capture": name, **row} for row in alone])
        with open(os.path.join(self.folder, "changed.pcap"), "ab") as file:
            file.write(b"x")
        self.run_cli("clock", self.case, "other.pcap", "--offset", "1")
        rows = self.run_cli("each", self.case, "--", "flows", "--json", status=1)
        self.assertEqual({row["capture"] for row in rows}, {"sample.pcap", "other.pcap"})
        self.assertEqual({row.get("clock_ns") for row in rows}, {None, 10 ** 9})
        self.assertIn("changed.pcap", self.said)
        os.remove(os.path.join(self.folder, "changed.pcap"))
        lines = self.run_cli("each", self.case, "--", "search", "{}", "harbour", status=1).splitlines()
        self.assertEqual({line.split(": ")[0] for line in lines}, {"sample.pcap", "other.pcap"})

    def test_taps(self):
        """Packets that two captures have, with another time to live and another clock."""
        frames = [captures.ipv4("192.0.2.1", "198.51.100.1", 17, captures.udp(1000 + i, 53, b"%d" % i))
                  for i in range(20)]
        frames += frames[:2]  # cannot be told apart in the first capture
        routed = [frame[:14 + 8] + bytes([frame[22] - 1]) + frame[23:14 + 10] + b"\1\2" + frame[26:]
                  for frame in frames[:15]]
        routed = [b"\2" * 12 + frame[12:] for frame in routed]
        others = [captures.ipv4("192.0.2.1", "198.51.100.1", 17, captures.udp(2000 + i, 53, b"%d" % i))
                  for i in range(5)]
        self.run_cli("new", self.case)
        for name, kept in (("one.pcap", frames), ("two.pcap", routed + others), ("three.pcap", others[:1])):
            with open(os.path.join(self.folder, name), "wb") as file:
                file.write(captures.pcap(kept))
            self.run_cli("add", self.case, name)
        self.run_cli("add", self.case, __file__)
        rows = self.run_cli("taps", self.case, "--json")
        self.assertEqual([(row["capture"], row["other"], row["packets"], row["of"], row["of_other"]) for row in rows],
                         [("one.pcap", "two.pcap", 13, 18, 20), ("two.pcap", "three.pcap", 1, 20, 1)])
        self.assertEqual((rows[0]["offset_ns"], rows[0]["spread_ns"]), (0, 0))
        self.assertIn("test-case.py", self.said)
        self.run_cli("clock", self.case, "two.pcap", "--offset", "-60")
        self.assertEqual(self.run_cli("taps", self.case, "--json")[0]["offset_ns"], -60 * 10 ** 9)

    def test_means(self):
        """What was looked with is kept once, with its digest; changed, it is another one."""
        self.begin()
        path = os.path.join(self.folder, "list.txt")
        digests = []
        for address in ("146.176.164.91", "146.176.164.91", "198.51.100.1"):
            with open(path, "w", encoding="utf-8") as file:
                file.write(address + "\n")
            digests.append(hashlib.sha256(address.encode() + b"\n").hexdigest())
            self.run_cli("each", self.case, "--", "search", "--json", "--indicators", path)
        self.run_cli("use", self.case, "rules", path)
        self.run_cli("use", self.case, "words", path, status=2)
        means = self.run_cli("means", self.case, "--json")
        self.assertEqual([(one["kind"], one["name"], one["sha256"]) for one in means],
                         [("indicators", path, digests[0]), ("indicators", path, digests[2]),
                          ("rules", path, digests[2])])
        self.assertEqual([row["action"] for row in self.run_cli("log", self.case, "--json")].count("used"), 3)

    def test_filters(self):
        self.begin()
        self.run_cli("save-filter", self.case, "web", "tcp.port == 80")
        self.run_cli("save-filter", self.case, "web", "tcp.port == 443")
        self.run_cli("save-filter", self.case, "wrong", "tcp.port ==", status=2)
        self.assertEqual(self.run_cli("filters", self.case, "--json"), [{"name": "web", "filter": "tcp.port == 443"}])

    def test_old_version_is_spoilt(self):
        path = self.make_version_1()
        with sqlite3.connect(path) as database:
            database.execute("CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM evidence; END")
        with open(path, "rb") as file:
            before = file.read()
        self.run_cli("notes", path, status=1)
        with open(path, "rb") as file:
            self.assertEqual(file.read(), before)

    def test_note_is_changed(self):
        self.begin()
        self.run_cli("note", self.case, "one", "--colour", "green", "--tags", "x", "--mark", "Key")
        self.run_cli("edit-note", self.case, "1", "two")
        note, = self.run_cli("notes", self.case, "--json")
        self.assertEqual((note["text"], note["colour"], note["tags"], note["mark"]), ("two", "green", "x", "Key"))
        self.run_cli("edit-note", self.case, "2", "two", status=1)
        self.run_cli("remove-note", self.case, "1")
        self.assertEqual(self.run_cli("notes", self.case), "")
        self.run_cli("restore-note", self.case, "1")
        self.assertEqual(len(self.run_cli("notes", self.case, "--json")), 1)
        self.run_cli("note", self.case, "x", "--colour", "mauve", status=2)

    def test_timeline(self):
        self.begin()
        other = os.path.join(self.folder, "other.pcap")
        with open(self.capture, "rb") as file, open(other, "wb") as copy:
            copy.write(file.read())
        self.run_cli("add", self.case, other)
        self.run_cli("note", self.case, "seventh", "--on", "packet:7", "--evidence", "sample.pcap")
        rows = self.run_cli("timeline", self.case, "--json")
        self.assertEqual([row["time"] for row in rows], sorted(row["time"] for row in rows))
        self.assertEqual([row["kind"] for row in rows].count("begin"), 2)
        self.assertEqual({row["packet"] for row in rows if row["kind"] == "note"}, {7})
        self.run_cli("clock", self.case, "other.pcap", "--offset", "86400")
        later = [row for row in self.run_cli("timeline", self.case, "--json") if row["capture"] == "other.pcap"]
        self.assertEqual({row["clock_ns"] for row in later}, {86400 * 10 ** 9})
        self.assertGreater(later[0]["time"], rows[-1]["time"])

    def test_clock(self):
        self.begin()
        self.run_cli("clock", self.case, "sample.pcap", "--offset", "-1.5")
        row, = self.run_cli("check", self.case, "--json")
        self.assertEqual(row["clock_ns"], -1500000000)
        self.run_cli("clock", self.case, "sample.pcap", "--offset", "soon", status=2)
        self.run_cli("clock", self.case, "sample.pcap", "--offset", "inf", status=2)
        self.run_cli("clock", self.case, "other.pcap", "--offset", "1", status=1)

    def test_damaged_pages(self):
        self.begin()
        for number in range(10):
            self.run_cli("note", self.case, "word " * 500)
        with open(self.case, "rb") as file:
            whole = file.read()
        for start in range(0, len(whole), 4096):
            with self.subTest(start), open(self.case, "wb") as file:
                file.write(whole[:start] + b"\xa5" * 4096 + whole[start + 4096:])
            done = subprocess.run([CLI, "case", "notes", "--json", self.case], capture_output=True, timeout=60)
            self.assertIn(done.returncode, (0, 1))
            self.assertEqual(done.returncode == 0, len(done.stdout.splitlines()) == 10)

    def test_kill(self):
        """What was said to be kept is there, and nothing is half there, at 50 moments of writing, adding and
        exporting."""
        self.begin()
        digest = self.run_cli("list", self.case, "--json")[0]["sha256"]
        notes = files = 0
        for number in range(50):
            out = os.path.join(self.folder, f"{number}.zip")
            copy = os.path.join(self.folder, f"{number}.pcap")
            shutil.copy(SAMPLE, copy)
            words = (("note", self.case, f"note {number}"), ("add", self.case, copy),
                     ("export", self.case, out, "--all"))[number % 3]
            child = subprocess.Popen([CLI, "case", *words], cwd=self.folder, stdout=subprocess.DEVNULL)
            try:
                child.wait(0.001 * (number * 7 % 50))
            except subprocess.TimeoutExpired:
                child.send_signal(signal.SIGKILL)
            kept = child.wait() == 0
            notes += kept and words[0] == "note"
            files += kept and words[0] == "add"
            if kept and words[0] == "export":
                with zipfile.ZipFile(out) as file:
                    self.assertIsNone(file.testzip())
            elif words[0] == "export" and os.path.exists(out):
                self.assertTrue(zipfile.is_zipfile(out))
        texts = [note["text"] for note in self.run_cli("notes", self.case, "--json")]
        self.assertGreaterEqual(len(texts), notes)
        self.assertTrue(all(text.startswith("note ") for text in texts))
        listed = self.run_cli("list", self.case, "--json")
        self.assertGreaterEqual(len(listed), files + 1)
        self.assertEqual({row["sha256"] for row in listed}, {digest})
        with sqlite3.connect(self.case) as database:
            self.assertEqual(database.execute("PRAGMA integrity_check").fetchone(), ("ok",))


if __name__ == "__main__":
    unittest.main(verbosity=2)

#!/usr/bin/python3
# test-cases.py WIRECASE DATA OUT: a case in the window, from the capture to its notes and back
# SPDX-License-Identifier: GPL-3.0-or-later

"""Inside session.sh. Pictures go into the folder OUT."""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
import zipfile

from driver import Application, run, spell, until

WIRECASE, DATA, OUT = (os.path.abspath(path) for path in sys.argv[1:4])
del sys.argv[1:4]
CLI = os.path.join(os.path.dirname(WIRECASE), "cli", "wirecase-cli")
TITLE = "sample.pcap — Wirecase"
CASE = "one — Case — Wirecase"


class Cases(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.environment = {}
        self.capture = os.path.join(self.folder, "sample.pcap")
        self.case = os.path.join(self.folder, "one.wirecase")
        shutil.copy(os.path.join(DATA, "samples", "sample.pcap"), self.capture)

    def cli(self, *words, status=0):
        done = subprocess.run([CLI, *words], capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(done.returncode, status, done.stderr)
        return done.stdout

    def notes(self):
        return [json.loads(line) for line in self.cli("case", "notes", self.case, "--json").splitlines()]

    def start(self, *paths, dark=False):
        environment = {"WIRECASE_DATA_DIR": DATA, **self.environment}
        if dark:
            environment["ADW_DEBUG_COLOR_SCHEME"] = "prefer-dark"
        self.app = Application(WIRECASE, *paths, log=os.path.join(OUT, self.id() + ".log"), environment=environment)
        self.addCleanup(self.finish, self.app)
        return self.app

    def finish(self, app):
        run("import", "-window", "root", os.path.join(OUT, self.id() + ".png"))
        if app.process.poll() is None:
            app.close()
            self.assertEqual(app.complaints(), [])

    def action(self, name):
        """An action of the capture's window, which its menu offers."""
        frame = self.app.one("frame", TITLE)
        self.app.act(frame, name)

    def make_case(self):
        self.cli("case", "new", self.case)
        self.cli("case", "add", self.case, self.capture)

    def test_keep_and_note(self):
        app = self.start(self.capture)
        app.place(TITLE, 1000, 700)
        app.one("page tab", "Packets .*")
        app.keys("alt+2")
        row = until(lambda: app.find("table cell|label", "5"), "packet 5")[0]
        app.click(TITLE, row)
        app.keys("shift+F10")
        app.act(app.one("menu item", "Add Note…"))
        app.act(app.one("(push )?button", spell("Keep as Case")))
        app.answer_file_dialog("Keep as Case", self.case)
        until(lambda: app.window_id("Note"), "the window of the note")
        app.photograph("Note", os.path.join(OUT, "case-note.png"))
        app.type("This is where it begins")
        until(lambda: [note["text"] for note in self.notes()] == ["This is where it begins"], "the note in the case")
        app.keys("Escape")
        note, = self.notes()
        self.assertEqual((note["kind"], note["place"], note["packet"]), ("packet", "5", 5))
        self.assertEqual(len(note["packet_sha256"]), 64)
        self.assertEqual(note["evidence"], json.loads(self.cli("case", "check", self.case, "--json"))["sha256"])

    def test_leads_back(self):
        self.make_case()
        self.cli("case", "note", self.case, "the seventh", "--on", "packet:7", "--evidence", self.capture,
                 "--colour", "red", "--mark", "Key", "--tags", "first, second")
        app = self.start(self.case)
        app.place(CASE, 820, 680)
        row = app.one("list item", "the seventh.*")
        until(lambda: not app.find("label", "Checking.*"), "the check")
        app.photograph(CASE, os.path.join(OUT, "case-notes.png"))
        app.click(CASE, row, at=(0.3, 0.5))
        until(lambda: app.window_id(TITLE), "the capture's window")
        until(lambda: "Frame 7" in " ".join(app.labels()) or app.find(None, "7"), "packet 7")
        self.assertIn("opened", [json.loads(line)["action"]
                                 for line in self.cli("case", "log", self.case, "--json").splitlines()])

    def test_changed_evidence(self):
        self.make_case()
        self.cli("case", "note", self.case, "the seventh", "--on", "packet:7", "--evidence", self.capture)
        with open(self.capture, "ab") as file:
            file.write(b"more")
        app = self.start(self.case)
        app.place(CASE, 820, 680)
        app.wait_label("Its file is not there, or is not what it was")
        app.click(CASE, app.one("list item", "the seventh.*"), at=(0.3, 0.5))
        time.sleep(0.5)
        self.assertIsNone(app.window_id(TITLE))
        app.act(app.one("page tab|(toggle|radio) button", "Evidence"))
        app.wait_label("Changed")
        app.photograph(CASE, os.path.join(OUT, "case-changed.png"))

    def test_others_change_it(self):
        self.make_case()
        app = self.start(self.case)
        app.place(CASE, 820, 680)
        app.wait_label("No Notes Yet")
        self.cli("case", "note", self.case, "from outside")
        app.one("list item", "from outside.*")
        app.act(app.one("(push )?button", "Remove this note"))
        until(lambda: not self.notes(), "the note to go")
        app.act(app.one("(push )?button", spell("Undo")))
        until(lambda: len(self.notes()) == 1, "the note to come back")

    def test_note_on_host(self):
        self.make_case()
        self.cli("case", "note", self.case, "the server", "--on", "host:146.176.164.91", "--evidence", self.capture)
        app = self.start(self.case)
        app.place(CASE, 820, 680)
        row = app.one("list item", "the server.*")
        until(lambda: not app.find("label", "Checking.*"), "the check")
        app.click(CASE, row, at=(0.3, 0.5))
        until(lambda: app.window_id(TITLE), "the capture's window")
        until(lambda: any("ip.addr == 146.176.164.91" in label for label in app.labels()), "the filter")

    def test_clock(self):
        self.make_case()
        app = self.start(self.case)
        app.place(CASE, 820, 680)
        app.wait_label("No Notes Yet")
        app.act(app.one("page tab|(toggle|radio) button", "Evidence"))
        app.wait_label("Unchanged")
        app.photograph(CASE, os.path.join(OUT, "case-evidence.png"))
        app.act(app.one("(push )?button", "Correct the clock of this capture"))
        until(lambda: app.find("entry|text", "Seconds"), "the question")
        app.type("1,5")
        app.keys("Return")
        until(lambda: json.loads(self.cli("case", "list", self.case, "--json")).get("clock_ns") == 1500000000,
              "the clock in the case")
        until(lambda: any("Clock corrected by +1.500 s" in label for label in app.labels()), "the clock in the window")

    def test_across(self):
        """All captures as one: rows of both, what both have, and the way to a place."""
        self.make_case()
        other = os.path.join(self.folder, "other.pcap")
        with open(self.capture, "rb") as source, open(other, "wb") as file:
            file.write(source.read() + b"more")  # the same packets, and the beginning of another one
        self.cli("case", "add", self.case, other)
        self.cli("case", "note", self.case, "the seventh", "--on", "packet:7", "--evidence", self.capture)
        app = self.start(self.case)
        app.place(CASE, 820, 680)
        app.one("list item", "the seventh.*")
        app.act(app.one("page tab|(toggle|radio) button", "All Captures"))
        app.wait_label("Not Read Yet")
        app.act(app.one("(push )?button", spell("Read All")))
        app.wait_label(".* rows")
        app.photograph(CASE, os.path.join(OUT, "case-across.png"))
        for name in ("sample.pcap", "other.pcap"):
            self.assertTrue(any(label.endswith(f" · {name}") for label in app.labels()), app.labels())
        self.assertTrue(app.find("image|icon", "2 captures, from .*"))
        app.click(CASE, app.find("label", ".* · sample.pcap")[0], times=2)
        until(lambda: app.window_id(TITLE), "the capture's window")
        app.one("page tab", "Packets .*")

    def test_same_packets(self):
        self.make_case()
        other = os.path.join(self.folder, "other.pcap")
        with open(self.capture, "rb") as source, open(other, "wb") as file:
            file.write(source.read() + b"more")
        self.cli("case", "add", self.case, other)
        app = self.start(self.case, dark=True)
        app.place(CASE, 500, 680)
        app.wait_label("No Notes Yet")
        app.act(app.one("page tab|(toggle|radio) button", "All Captures"))
        app.wait_label("Not Read Yet")
        app.click(CASE, until(lambda: app.find(None, "What the list has"), "the choice")[0])
        app.keys("End", "Return")
        app.act(app.one("(push )?button", spell("Read All")))
        app.wait_label("sample.pcap and other.pcap")
        app.photograph(CASE, os.path.join(OUT, "case-same-packets.png"))

    def test_report_in_another_language(self):
        self.make_case()
        out = os.path.join(self.folder, "bericht.html")
        self.environment["WIRECASE_LOCALE_DIR"] = os.path.join(os.path.dirname(WIRECASE), "..", "po")
        app = self.start(self.case)
        app.place(CASE, 820, 680)
        app.wait_label("No Notes Yet")
        app.act(app.one("frame", CASE), "case.report")
        until(lambda: app.window_id("Report"), "the question")
        app.click("Report", app.one("label", "Language"))
        app.keys("Down", "Down", "Down", "Return")
        app.wait_label("Deutsch")
        app.photograph("Report", os.path.join(OUT, "report-language.png"))
        app.act(app.one("(push )?button", spell("Write")))
        app.answer_file_dialog("Write Report", out)
        until(lambda: os.path.exists(out), "the report")
        with open(out, encoding="utf-8") as file:
            text = file.read()
        self.assertIn('<html lang="de">', text)
        self.assertIn("reported", [json.loads(line)["action"]
                                   for line in self.cli("case", "log", self.case, "--json").splitlines()])

    def test_filter_of_the_case(self):
        """A filter that somebody saved in the case is offered in the window of its capture."""
        self.make_case()
        self.cli("case", "save-filter", self.case, "The seventh", "frame.number == 7")
        self.cli("case", "note", self.case, "see there", "--on", "packet:7", "--evidence", self.capture)
        app = self.start(self.case)
        app.place(CASE, 820, 680)
        row = app.one("list item", "see there.*")
        until(lambda: not app.find("label", "Checking.*"), "the check")
        app.click(CASE, row, at=(0.3, 0.5))
        until(lambda: app.window_id(TITLE), "the capture's window")
        app.click(TITLE, until(lambda: app.find(None, "Saved and recent filters"), "the menu of filters")[0])
        app.wait_label("In the Case")
        app.wait_label("The seventh")

    def test_export_with_password(self):
        self.make_case()
        out = os.path.join(self.folder, "out.zip")
        app = self.start(self.case)
        app.place(CASE, 820, 680)
        app.wait_label("No Notes Yet")
        app.act(app.one("frame", CASE), "case.export-all")
        app.answer_file_dialog("Export Evidence", out)
        until(lambda: app.find("entry|text", "Password of the ZIP"), "the question")
        app.photograph(CASE, os.path.join(OUT, "case-password.png"))
        app.type("infected")
        app.keys("Return")
        until(lambda: os.path.exists(out), "the ZIP")
        with zipfile.ZipFile(out) as file:
            entry = next(one for one in file.infolist() if not one.is_dir())
            self.assertTrue(entry.flag_bits & 1)

    def test_kill(self):
        """Whatever was kept is there, and at most what was just typed is not."""
        self.make_case()
        for number in range(2):
            app = self.start(self.case)
            app.place(CASE, 820, 680)
            app.act(app.one("(push )?button", spell("New Note")))
            until(lambda: app.window_id("Note"), "the window of the note")
            app.type("kept sentence.")
            until(lambda: any(note["text"] == "kept sentence." for note in self.notes()[number:]), "the sentence")
            app.type(" more")
            time.sleep(random.uniform(0, 0.5))
            app.process.kill()
            app.process.wait()
            app.log.close()
            notes = self.notes()
            self.assertEqual(len(notes), number + 1)
            self.assertTrue(notes[number]["text"].startswith("kept sentence."))


unittest.main(verbosity=2)

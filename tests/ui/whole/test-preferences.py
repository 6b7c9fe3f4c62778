#!/usr/bin/python3
# test-preferences.py WIRECASE DATA OUT: the preferences, and what is remembered
# SPDX-License-Identifier: GPL-3.0-or-later

"""Inside session.sh. Pictures of the window go into the folder OUT, for people to look at."""

import hashlib
import os
import re
import subprocess
import sys
import unittest

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, os.pardir, "cli"))

from captures import ipv4, pcap, tcp  # noqa: E402
from driver import states, text, unnamed_controls, until  # noqa: E402
from settings_case import OUT, SAMPLE, WIRECASE, SettingsCase  # noqa: E402

CLI = os.path.join(os.path.dirname(WIRECASE), "cli", "wirecase-cli")


class Preferences(SettingsCase):
    def open_preferences(self, app):
        """Shows them, and gives back their frame: the window under it has labels of its own."""
        app.keys("ctrl+comma")
        until(lambda: app.window_id("Preferences"), "the preferences")
        frame = until(lambda: [w for w in app.windows() if w.get_name() == "Preferences"], "their frame")[0]
        app.one("label", "Time of packets", below=frame)
        return frame

    def close_preferences(self, app):
        app.leave_dialog("Escape")
        until(lambda: not app.window_id("Preferences"), "the preferences to close")

    def first_time(self, app):
        return self.first_row(app, "Packets")[1]

    def test_time_holds_at_once_and_is_remembered(self):
        app = self.start(SAMPLE)
        app.keys("alt+2")
        until(lambda: self.first_time(app) == "0.000000", "time since the first packet")
        frame = self.open_preferences(app)
        app.click("Preferences", app.one("label", "Time of packets", below=frame))
        app.keys("Down", "Down")
        app.keys("Return")                       # Clock time, UTC
        until(lambda: re.fullmatch(r"\d{4}-\d\d-\d\d .*", self.first_time(app)), "clock time")
        self.close_preferences(app)
        app.close()
        again = self.start(SAMPLE)
        again.keys("alt+2")
        until(lambda: re.fullmatch(r"\d{4}-\d\d-\d\d .*", self.first_time(again)), "clock time again")

    def test_time_holds_in_all_windows(self):
        app = self.start(SAMPLE)
        app.keys("alt+2")
        until(lambda: self.first_time(app) == "0.000000", "time since the first packet")
        app.keys("ctrl+n")
        until(lambda: len(app.windows()) == 2, "a second window")
        frame = self.open_preferences(app)
        app.click("Preferences", app.one("label", "Time of packets", below=frame))
        app.keys("Down", "Down")
        app.keys("Return")                       # Clock time, UTC
        until(lambda: re.fullmatch(r"\d{4}-\d\d-\d\d .*", self.first_time(app)), "clock time in the other window")

    def test_digests_are_those_of_the_files_page(self):
        path = os.path.join(self.folder, "evidence.bin")
        with open(path, "wb") as file:
            file.write(b"bad stuff")
        app = self.start()
        app.keys("ctrl+2")
        app.one("push button", ".*Open a Folder….*")
        app.drop(path)
        app.wait_label(hashlib.md5(b"bad stuff").hexdigest())
        frame = self.open_preferences(app)
        app.click("Preferences", app.one("label", "Digests", below=frame))
        app.click("Preferences", app.one("list item", "SHA-1", below=frame))
        app.one("label", "MD5, SHA-1", below=frame)
        app.click("Preferences", app.one("list item", "MD5", below=frame))
        until(lambda: not app.find("label", "MD5, SHA-1", below=frame), "SHA-1 alone")
        self.assertNotIn("sensitive", states(app.one("check box", "SHA-1", below=frame)))
        self.close_preferences(app)
        app.wait_label(hashlib.sha1(b"bad stuff").hexdigest())
        app.close()
        again = self.start()                     # the Files page was seen last
        again.one("push button", ".*Open a Folder….*")
        again.drop(path)
        again.wait_label(hashlib.sha1(b"bad stuff").hexdigest())

    def set_number(self, app, mnemonic, value):
        """Types @value into a spin button of the preferences, which scroll to it."""
        app.keys("alt+" + mnemonic, "ctrl+a")
        app.type(f"{value}\t")

    def test_memory_of_the_next_capture(self):
        path = os.path.join(self.folder, "late.pcap")
        pieces = [(at + 2, b"x" * 16384) for at in range(0, 3 << 19, 16384)] + [(1, b"!")]
        with open(path, "wb") as out:
            out.write(pcap([ipv4("192.0.2.1", "192.0.2.2", 6, tcp(1000, 80, 0x02, sequence=0))]
                           + [ipv4("192.0.2.1", "192.0.2.2", 6, tcp(1000, 80, data=data, sequence=at))
                              for at, data in pieces]))
        app = self.start()
        frame = self.open_preferences(app)
        self.set_number(app, "s", 1)
        self.set_number(app, "a", 100)
        self.close_preferences(app)
        self.follow(app, path)
        app.wait_label("1 byte missing")
        app.close()
        again = self.start()
        self.follow(again, path)
        again.wait_label("1 byte missing")
        frame = self.open_preferences(again)
        self.assertEqual(text(again.one("spin button", "All streams together", below=frame)), "100")
        self.set_number(again, "s", 4)
        self.close_preferences(again)
        again.close()
        whole = self.start()
        self.follow(whole, path)
        whole.wait_label("1,572,865 bytes")
        self.assertFalse(any("missing" in label for label in whole.labels()))

    def follow(self, app, path):
        """Opens the capture @path and follows the stream of its first packet."""
        app.keys("ctrl+1", "ctrl+o")
        app.answer_file_dialog("Open Capture", path)
        app.one("page tab", r"Packets \d+")
        app.keys("alt+2")
        until(lambda: self.first_row(app, "Packets"), "the packets")
        app.click("late.pcap — Wirecase", app.one("tree table", "Packets"), at=(0.3, 0.1))
        app.keys("ctrl+shift+t")
        app.wait_label("Stream 1 of 1")

    def assert_server(self, app):
        """What is set stands on the Sockets page of the window that is seen."""
        app.keys("ctrl+3")
        until(lambda: "5123" in [text(w) for w in app.find("spin button|text", ".*[Pp]ort.*")], "the port")
        until(lambda: "10" in [text(w) for w in app.find("spin button|text", ".*[Bb]uffer.*")], "the buffer")
        until(lambda: "Thanks for nothing" in [text(w) for w in app.find("text", ".*Reply.*")], "the reply")

    def test_server_of_the_next_window_and_start(self):
        app = self.start()
        self.open_preferences(app)
        self.set_number(app, "p", 5123)
        self.set_number(app, "b", 10)
        app.keys("alt+r", "ctrl+a")
        app.type("Thanks for nothing\t")
        self.close_preferences(app)
        app.keys("ctrl+n")
        until(lambda: len(app.windows()) == 2, "a second window")
        self.assert_server(app)
        app.close()
        self.assert_server(self.start())

    def choose_reply(self, app, frame, *keys):
        """The list drops down at its row, so that has to be seen first: the keys go there from the row before."""
        app.keys("alt+b", "Tab")
        until(lambda: [w for w in app.find(below=frame)
                       if "focused" in states(w) and app.find("label", "Kind of reply", below=w)], "the kinds of reply")
        app.keys("Return")
        until(lambda: app.find("label", "None", below=frame), "the list of them")
        app.keys(*keys, "Return")

    def test_kind_of_reply_and_reset(self):
        app = self.start()
        frame = self.open_preferences(app)
        self.set_number(app, "p", 5123)
        self.set_number(app, "s", 9)
        app.click("Preferences", app.one("label", "Digests", below=frame))
        app.click("Preferences", app.one("list item", "SHA-1", below=frame))
        self.choose_reply(app, frame, "Down", "Down")
        until(lambda: not app.find("text|entry", ".*Reply to every piece", below=frame), "an echo, which has no words")
        self.close_preferences(app)
        app.close()
        again = self.start()
        again.keys("ctrl+3")
        again.one("label", "Echo", below=again.one("combo box", "Reply.*"))
        frame = self.open_preferences(again)
        again.one("label", "MD5, SHA-1", below=frame)
        again.keys("alt+f")
        again.wait_label("Reset Preferences.$")
        again.leave_dialog("alt+r")
        until(lambda: text(again.one("spin button", "Port", below=frame)) == "5005", "the port as it was at first")
        self.assertEqual(text(again.one("spin button", "Each direction of a stream", below=frame)), "4")
        again.one("label", "MD5", below=frame)
        self.assertFalse(again.find("label", "MD5, SHA-1", below=frame))
        again.one("label", "Text", below=frame)
        self.close_preferences(again)
        again.keys("ctrl+n")
        until(lambda: len(again.windows()) == 2, "a second window")
        until(lambda: "5005" in [text(w) for w in again.find("spin button|text", ".*[Pp]ort.*")], "the port there too")

    def cli(self, *words):
        """What wirecase-cli prints, with the hash sets of this test."""
        return subprocess.run([CLI, *words], check=True, capture_output=True, text=True, timeout=60,
                              env={**os.environ, "XDG_DATA_HOME": os.path.join(self.folder, "data")}).stdout

    def choose_folder(self, app, frame, path):
        app.act(app.one("push button", ".*Choose….*", below=frame))  # it may be scrolled out of sight
        app.answer_file_dialog("Folder for Hash Sets", path)

    def test_hash_sets_elsewhere(self):
        elsewhere = os.path.join(self.folder, "elsewhere")
        database = os.path.join(elsewhere, "hash-sets.db")
        usual = os.path.join(self.folder, "data", "wirecase", "hash-sets.db")
        os.mkdir(elsewhere)
        path = os.path.join(self.folder, "badfile2.txt")
        with open(path, "wb") as file:
            file.write(b"bad stuff")
        self.cli("hashset", "add", "Lab", path)
        app = self.start()
        frame = self.open_preferences(app)
        app.wait_label(re.escape(usual))
        self.choose_folder(app, frame, elsewhere)
        app.wait_label(re.escape(database))
        self.assertEqual(self.cli("hashset", "--database", database, "list"), self.cli("hashset", "list"))
        self.cli("hashset", "--database", database, "add", "Elsewhere", path)
        self.close_preferences(app)
        app.keys("ctrl+2")
        app.one("push button", ".*Open a Folder….*")
        app.drop(path)
        app.wait_label("Elsewhere")
        app.close()
        again = self.start()
        frame = self.open_preferences(again)
        again.wait_label(re.escape(database))
        again.act(again.one("push button", "Keep hash sets in your data folder", below=frame))
        again.wait_label(re.escape(usual))
        self.assertNotIn("Elsewhere", self.cli("hashset", "list"))

    def test_hash_sets_that_cannot_be_used(self):
        damaged = os.path.join(self.folder, "damaged")
        os.mkdir(damaged)
        with open(os.path.join(damaged, "hash-sets.db"), "w", encoding="utf-8") as file:
            file.write("This is no database.\n" * 99)
        app = self.start()
        frame = self.open_preferences(app)
        self.choose_folder(app, frame, damaged)
        app.wait_label("The Hash Sets Stay Where They Are")
        app.wait_label("could not be opened: .*database")
        app.leave_dialog("Escape")
        app.wait_label(re.escape(os.path.join(self.folder, "data", "wirecase", "hash-sets.db")))
        with open(os.path.join(damaged, "hash-sets.db"), encoding="utf-8") as file:
            self.assertIn("This is no database.", file.read())

    def test_damaged_hash_sets_are_left_for_others(self):
        usual = os.path.join(self.folder, "data", "wirecase", "hash-sets.db")
        elsewhere = os.path.join(self.folder, "elsewhere")
        os.makedirs(os.path.dirname(usual))
        os.mkdir(elsewhere)
        with open(usual, "w", encoding="utf-8") as file:
            file.write("This is no database.\n" * 99)
        app = self.start()
        app.keys("ctrl+2")
        app.act(app.one("push button", ".*Hash Sets….*"))
        until(lambda: app.window_id("Hash Sets"), "the hash sets")
        app.wait_label("hash-sets.db. could not be opened: .*database")
        app.leave_dialog("Escape")
        frame = self.open_preferences(app)
        self.choose_folder(app, frame, elsewhere)
        app.wait_label(re.escape(os.path.join(elsewhere, "hash-sets.db")))
        self.assertEqual(self.cli("hashset", "--database", os.path.join(elsewhere, "hash-sets.db"), "list"), "")

    def test_every_control_has_a_name_and_a_picture(self):
        for dark, width in ((False, 1200), (True, 500)):
            app = self.start(dark=dark, width=width)
            frame = self.open_preferences(app)
            name = f"preferences-{'dark' if dark else 'light'}-{width}"
            app.photograph("Preferences", os.path.join(OUT, name + ".png"))
            self.assertEqual(unnamed_controls(app.root), [])
            app.click("Preferences", app.one("label", "Digests", below=frame))
            app.one("check box", "SHA-1", below=frame)
            app.photograph("Preferences", os.path.join(OUT, name + "-digests.png"))
            self.close_preferences(app)
            app.close()


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    unittest.main(verbosity=2)

#!/usr/bin/python3
# test-window.py WIRECASE DATA OUT: the real window, worked by mouse and keys
# SPDX-License-Identifier: GPL-3.0-or-later

"""Inside session.sh. Pictures of every view go into the folder OUT, for people to look at."""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import unittest

from driver import Application, run, text, unnamed_controls, until, walk

WIRECASE, DATA, OUT = (os.path.abspath(path) for path in sys.argv[1:4])
del sys.argv[1:4]
SAMPLE = os.path.join(DATA, "samples", "sample.pcap")
with open(os.path.join(DATA, "samples", "sample.json"), encoding="utf-8") as figures:
    FIGURES = json.load(figures)
TITLE = "sample.pcap — Wirecase"
ME = "146.176.164.91"
VIEWS = "overview", "packets", "flows", "http", "downloads", "tls", "hosts", "messages"


class Window(unittest.TestCase):
    def start(self, *arguments, dark=False):
        environment = {"WIRECASE_DATA_DIR": DATA}
        if dark:
            environment["ADW_DEBUG_COLOR_SCHEME"] = "prefer-dark"
        app = Application(WIRECASE, *arguments, log=os.path.join(OUT, self.id() + ".log"),
                          environment=environment)
        self.addCleanup(self.finish, app)
        return app

    def finish(self, app):
        run("import", "-window", "root", os.path.join(OUT, self.id() + ".png"))
        app.close()
        self.assertEqual(app.complaints(), [])

    def open_sample(self, dark=False):
        app = self.start(SAMPLE, dark=dark)
        app.place(TITLE, 1200, 800)
        app.one("page tab", f"Packets {FIGURES['packets']}")
        return app

    def show(self, app, view, title=TITLE):
        run("xdotool", "windowactivate", "--sync", until(lambda: app.window_id(title), title))
        app.keys(f"alt+{VIEWS.index(view) + 1}")

    def photograph(self, app, name, title=TITLE):
        app.photograph(title, os.path.join(OUT, name + ".png"))

    def rows(self, app, table):
        """The cells of the rows that are there, as lists of texts; the header is no row."""
        rows = []
        for row in walk(app.one("tree table", table)):
            if row.get_role_name() == "table row":
                cells = [c for c in walk(row) if c.get_role_name() == "table cell"]
                if cells:
                    rows.append([(c.get_child_at_index(0).get_name() or "") if c.get_child_count()
                                 else "" for c in cells])
        return rows

    # Opening

    def test_empty_window_says_what_to_do(self):
        app = self.start()
        app.one("push button", ".*Open a Capture….*")
        app.place("Wirecase", 1200, 800)
        self.photograph(app, "empty", "Wirecase")
        app.act(app.one("push button", ".*Open the Sample.*"))
        app.one("page tab", f"Flows {FIGURES['flows']}")

    def test_version_without_a_display(self):
        environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
        done = subprocess.run([WIRECASE, "--version"], capture_output=True, text=True, check=True, env=environment)
        self.assertRegex(done.stdout, r"^wirecase \d+\.\d+\.\d+\n$")
        self.assertEqual(done.stderr, "")

    def test_open_by_dialog(self):
        app = self.start()
        app.one("push button", ".*Open a Capture….*")
        app.place("Wirecase", 1200, 800)
        app.keys("ctrl+o")
        until(lambda: app.window_id("Open Capture"), "the file dialog")
        time.sleep(0.5)                          # the dialog takes the keys a moment after it is seen
        app.type(SAMPLE)
        app.leave_dialog("Return")
        app.one("page tab", f"Packets {FIGURES['packets']}")

    def test_open_by_drop(self):
        app = self.start()
        app.place("Wirecase", 900, 700)
        source = subprocess.Popen(["/usr/bin/python3", os.path.join(os.path.dirname(__file__), "drag.py"),
                                   SAMPLE], stderr=subprocess.DEVNULL)
        self.addCleanup(source.wait)
        self.addCleanup(source.terminate)
        window = until(lambda: app.window_id("Drag Source"), "the drag source")
        run("xdotool", "windowmove", "--sync", window, "1200", "700")
        time.sleep(0.5)
        run("xdotool", "mousemove", "1280", "760", "mousedown", "1")
        for i in range(21):
            run("xdotool", "mousemove", str(1280 - 40 * i), str(760 - 20 * i))
            time.sleep(0.03)
        time.sleep(0.3)
        run("xdotool", "mouseup", "1")
        app.one("page tab", f"Packets {FIGURES['packets']}")

    def test_second_file_has_its_own_window(self):
        app = self.start(SAMPLE, SAMPLE)
        until(lambda: len(app.windows()) == 2, "two windows")

    def test_no_capture_is_refused(self):
        with tempfile.NamedTemporaryFile(suffix=".pcap") as text_file:
            text_file.write(b"this is no capture\n")
            text_file.flush()
            app = self.start(text_file.name)
            app.wait_label(re.escape(os.path.basename(text_file.name)) + ".* is not a capture file")
            app.one("push button", ".*Close.*")

    def test_cut_capture_keeps_what_was_read(self):
        with tempfile.NamedTemporaryFile(suffix=".pcap") as cut, open(SAMPLE, "rb") as whole:
            cut.write(whole.read(20000))
            cut.flush()
            app = self.start(cut.name)
            app.wait_label("is cut short.*packet")
            app.one("page tab", r"Packets \d+")

    # Looking

    def test_flows_and_excluding_a_source(self):
        app = self.open_sample()
        self.show(app, "flows")
        flows = app.one("tree table", "Flows")
        self.assertEqual(until(lambda: len(self.rows(app, "Flows")), "rows"), FIGURES["flows"])
        header = app.one("label", "Packets", below=flows)
        app.click(TITLE, header)                 # ascending
        until(lambda: self.rows(app, "Flows")[0][5] == "1", "the smallest flow first")
        app.click(TITLE, header)                 # descending
        first = until(lambda: (lambda row: row[5] == "13" and row)(self.rows(app, "Flows")[0]),
                      "the largest flow first")
        self.assertEqual(first[:6], [ME, "53659", "23.209.213.8", "80", "TCP", "13"])
        self.photograph(app, "flows")

        app.click(TITLE, app.one("push button", "Not From…"))
        app.one("list", "Sources by packets")
        app.type(ME)
        app.keys("Return")
        app.one("page tab", f"Packets {len(FIGURES['not_from'])}")
        app.one("push button", f"Remove filter: .*{re.escape(ME)}.*")
        self.photograph(app, "flows-filtered")

    def test_wrong_filter_keeps_the_last_good_one(self):
        app = self.open_sample()
        app.keys("ctrl+l")
        app.type("udp")
        app.keys("Return")
        app.one("page tab", "Packets 2")
        app.keys("ctrl+l", "ctrl+a")
        app.type("udp porf 53")
        app.keys("Return")
        app.wait_label("syntax error|can't parse|illegal|unknown")
        app.one("page tab", "Packets 2")
        self.photograph(app, "filter-wrong")

    def test_double_click_on_an_edge_fits_a_column(self):
        app = self.open_sample()
        self.show(app, "flows")
        table = app.one("tree table", "Flows")

        def cells():
            return [w for w in walk(app.find("table row", below=table)[1]) if w.get_role_name() == "label"]

        def edge():
            """Where the head of the first column ends: six pixels before what is in the second."""
            head = next(w for w in walk(app.find("table row", below=table)[0]) if w.get_role_name() == "label")
            _x, y, _width, height = app.box(TITLE, head)
            return str(app.box(TITLE, cells()[1])[0] - 6), str(y + height // 2)

        def width():
            return app.box(TITLE, cells()[0])[2]

        before = width()
        run("xdotool", "mousemove", *edge(), "mousedown", "1")
        for _ in range(6):
            run("xdotool", "mousemove_relative", "10", "0")
        run("xdotool", "mouseup", "1")
        until(lambda: width() > before + 40, "a column that is too wide")
        run("xdotool", "mousemove", *edge(), "click", "--repeat", "2", "--delay", "80", "1")
        until(lambda: width() < before + 10, "a column that fits")

    def test_packet_and_its_fields(self):
        app = self.open_sample()
        app.place(TITLE, 1200, 980)              # so high that the fields need no scrolling
        self.show(app, "packets")
        app.keys("ctrl+g")
        app.one("spin button", "Packet number")
        app.keys("ctrl+a")
        app.type("1")
        app.leave_dialog("Return")
        app.wait_label("Internet Protocol version 4")
        wanted = {"Total length": "1010", "Identification": "958", "Time to live": "128"}
        until(lambda: set(wanted) <= set(app.labels()), "the fields of lab exercise 8")
        labels = app.labels()
        for name, value in wanted.items():
            self.assertIn(value, labels[labels.index(name) + 1])
        app.click(TITLE, app.one("label", "Identification"))
        self.photograph(app, "packets")
        app.keys("ctrl+f")
        app.type("mountains.jpg")
        app.keys("Return")
        until(lambda: any("/p/41/mountains.jpg" in label for label in app.labels()), "the match")
        self.photograph(app, "packets-found")

    def test_shortcuts_are_listed(self):
        app = self.open_sample()
        app.keys("ctrl+question")
        app.wait_label("^Preferences$")          # of the section that is shown first
        self.photograph(app, "shortcuts")

    def test_pictures_of_every_view(self):
        for dark in (False, True):
            for width in (1200, 500):
                app = self.open_sample(dark=dark)
                app.place(TITLE, width, 800)
                for view in VIEWS:
                    self.show(app, view)
                    self.photograph(app, f"{view}-{'dark' if dark else 'light'}-{width}")
                app.close()

    # Access

    def test_every_control_has_a_name(self):
        empty = self.start()
        empty.one("push button", ".*Open a Capture….*")
        self.assertEqual(unnamed_controls(empty.root), [])
        empty.close()                            # or it would open what comes next itself
        app = self.open_sample()
        for view in VIEWS:
            self.show(app, view)
            time.sleep(0.5)
            self.assertEqual(unnamed_controls(app.root), [])
        self.show(app, "flows")
        app.keys("ctrl+f")
        app.one(None, "Find in packets")
        self.assertEqual(unnamed_controls(app.root), [])


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    unittest.main(verbosity=2)

#!/usr/bin/python3
# test-foreign.py WIRECASE DATA OUT: text of strangers in the window
# SPDX-License-Identifier: GPL-3.0-or-later

"""Inside session.sh. The capture of tests/cli/test-foreign-text.py, whose names have escapes, overrides of
direction, invisible characters and markup, under a name that is no better: every view is shown with its first
row. Nothing that a widget says has such a character, and nothing is taken for markup: GTK would complain."""

import importlib.util
import os
import sys
import tempfile
import time
import unittest

from driver import Application, GLib, run, text, until, walk

WIRECASE, DATA, OUT = (os.path.abspath(path) for path in sys.argv[1:4])
del sys.argv[1:4]
CLI_TESTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, os.pardir, "cli")
NAME = "<i>a&b\u202egnp\x1b[31m.pcap"


def load_captures():
    """Of that test, which wants the command line for its own ones."""
    sys.path.insert(0, CLI_TESTS)
    sys.argv.insert(1, WIRECASE)
    spec = importlib.util.spec_from_file_location("foreign_text", os.path.join(CLI_TESTS, "test-foreign-text.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


FOREIGN = load_captures()


class Foreign(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(dir=os.environ["HOME"])
        self.addCleanup(folder.cleanup)
        self.capture = os.path.join(folder.name, NAME)
        with open(self.capture, "wb") as file:
            file.write(FOREIGN.make_capture())
        self.app = Application(WIRECASE, self.capture, log=os.path.join(OUT, self.id() + ".log"),
                               environment={"WIRECASE_DATA_DIR": DATA})
        self.addCleanup(self.finish)
        self.app.one("page tab", r"Transfers \d+")

    def finish(self):
        run("import", "-window", "root", os.path.join(OUT, self.id() + ".png"))
        self.app.close()

    def say(self):
        """What a screen reader would say of all that is there."""
        for widget in walk(self.app.root):
            try:
                yield widget.get_name() or ""
                if widget.get_role_name() in ("label", "text"):
                    yield text(widget)
            except GLib.Error:                  # it went while it was looked at
                continue

    def test_views(self):
        title = until(lambda: self.app.windows()[0].get_name(), "a title")
        self.assertEqual(title, "<i>a&b\\u202egnp\\x1b[31m.pcap — Wirecase")
        run("xdotool", "windowactivate", "--sync", self.app.window_id(title))
        for number in range(1, 9):
            self.app.keys(f"alt+{number}", "Tab", "Down")
            time.sleep(0.7)                     # a view keeps its row and its details when it is left
        said = list(self.say())
        self.assertGreater(sum("owned" in words for words in said), 50)
        for words in said:
            self.assertIsNone(FOREIGN.SHOWN.search(words), words)


if __name__ == "__main__":
    unittest.main()

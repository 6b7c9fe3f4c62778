# settings_case.py: a test of what the program keeps from one time to the next
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import sys
import tempfile
import unittest

from driver import PATIENCE, Application, run, states, until, walk

WIRECASE, DATA, OUT = (os.path.abspath(path) for path in sys.argv[1:4])
del sys.argv[1:4]
SAMPLE = os.path.join(DATA, "samples", "sample.pcap")
SAMPLE_TITLE = "sample.pcap — Wirecase"


class SettingsCase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(dir=os.environ["HOME"])
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def environment(self):
        return {"WIRECASE_DATA_DIR": DATA, "GSETTINGS_BACKEND": "keyfile",
                "GSETTINGS_SCHEMA_DIR": os.path.join(os.path.dirname(OUT), "data"),
                "XDG_CONFIG_HOME": os.path.join(self.folder, "config"),
                "XDG_DATA_HOME": os.path.join(self.folder, "data")}

    def start(self, capture=None, dark=False, width=1200):
        """The program, which keeps its settings in this test's folder."""
        environment = self.environment()
        if dark:
            environment["ADW_DEBUG_COLOR_SCHEME"] = "prefer-dark"
        app = Application(WIRECASE, *([capture] if capture else []),
                          log=os.path.join(OUT, self.id() + ".log"), environment=environment)
        self.addCleanup(self.finish, app)
        app.title = SAMPLE_TITLE if capture else "Wirecase"
        app.place(app.title, width, 800)
        return app

    def finish(self, app):
        if not app.log.closed:
            run("import", "-window", "root", os.path.join(OUT, self.id() + ".png"))
        app.close()
        self.assertEqual(app.complaints(), [])

    def first_row(self, app, table):
        """What the cells of the first row say."""
        for row in walk(app.one("tree table", table)):
            cells = [c for c in walk(row) if c.get_role_name() == "table cell"]
            if row.get_role_name() == "table row" and cells:
                return [c.get_child_at_index(0).get_name() if c.get_child_count() else "" for c in cells]
        return None

    def leave(self, app):
        """Ends the program as its user does."""
        app.keys("ctrl+w")
        self.assertEqual(app.process.wait(timeout=PATIENCE), 0)
        app.close()

    def is_pressed(self, app, role, name):
        return "pressed" in states(app.one(role, name)) or "checked" in states(app.one(role, name))

    def press(self, app, name, role="push button", down=True):
        """Presses a button that stays down; on a busy machine the first press may miss."""
        def is_done():
            if self.is_pressed(app, role, name) != down:
                app.click(app.title, app.one(role, name))
            return until(lambda: self.is_pressed(app, role, name) == down, name, 2)
        until(is_done, name)

# keyboard_case.py: a test that works the window with keys only
# SPDX-License-Identifier: GPL-3.0-or-later

"""No mouse: every key goes through the window manager, as a person's would."""

import os
import re
import sys
import unittest

from driver import Application, Listener, run, spell, states, until, walk

WIRECASE, DATA, OUT = (os.path.abspath(path) for path in sys.argv[1:4])
del sys.argv[1:4]
SAMPLE = os.path.join(DATA, "samples", "sample.pcap")
TITLE = "sample.pcap — Wirecase"


def place(widget):
    return widget.get_role_name(), widget.get_name(), widget.path


class KeyboardCase(unittest.TestCase):
    def start(self, *arguments, title="Wirecase"):
        app = Application(WIRECASE, *arguments, log=os.path.join(OUT, self.id() + ".log"),
                          environment={"WIRECASE_DATA_DIR": DATA})
        self.addCleanup(self.finish, app)
        app.place(title, 1200, 800)
        return app

    def finish(self, app):
        run("import", "-window", "root", os.path.join(OUT, self.id() + ".png"))
        app.close()

    def focused(self, app):
        return next((w for w in walk(app.root) if "focused" in states(w)), None)

    def selected(self, app, table):
        """The texts of the row that is selected, or has the focus."""
        for row in walk(app.one("tree table", table)):
            if row.get_role_name() == "table row" and states(row) & {"selected", "focused"}:
                return [w.get_name() for w in walk(row) if w.get_role_name() in ("label", "static")]
        return []

    def start_with_trail(self, *arguments, title):
        """Where the focus has come, in the order of coming there."""
        app = self.start(*arguments, title=title)
        trail = Listener("object:state-changed:focused", lambda event: place(event.source) if event.detail1 else None)
        self.addCleanup(trail.stop)
        return app, trail

    def go(self, app, trail, key, name, presses=40):
        """Presses @key until the focus is at @name; gives the names on the way."""
        way = []
        while not (way and re.match(spell(name), way[-1])):
            self.assertLess(len(way), presses, (name, way))
            trail.get().clear()
            app.keys(key)
            until(trail.get, f"the focus behind {way[-1:]}")
            way.append(trail.get()[-1][1])
        return way

    def first_cells(self, app, table):
        _heads, row = app.find("table row", below=app.one("tree table", table))[:2]
        return [w.get_name() for w in walk(row) if w.get_role_name() in ("label", "static")]

#!/usr/bin/python3
# test-access.py WIRECASE DATA OUT: names for screen readers on every page, and a day's work by keyboard
# SPDX-License-Identifier: GPL-3.0-or-later

"""Inside session.sh. What one page's own test looks at closely is looked at here on all of them."""

import os
import re
import sys
import unittest

from driver import Application, Listener, run, states, text, unnamed_controls, until, walk

WIRECASE, DATA, OUT = (os.path.abspath(path) for path in sys.argv[1:4])
del sys.argv[1:4]
SAMPLE = os.path.join(DATA, "samples", "sample.pcap")
TITLE = "sample.pcap — Wirecase"


def place(widget):
    return widget.get_role_name(), widget.get_name(), widget.path


class Access(unittest.TestCase):
    def start(self, *arguments, title="Wirecase"):
        app = Application(WIRECASE, *arguments, log=os.path.join(OUT, self.id() + ".log"),
                          environment={"WIRECASE_DATA_DIR": DATA})
        self.addCleanup(self.finish, app)
        app.place(title, 1200, 800)
        return app

    def finish(self, app):
        run("import", "-window", "root", os.path.join(OUT, self.id() + ".png"))
        app.close()
        self.assertEqual(app.complaints(), [])

    def assert_named(self, app, where):
        self.assertEqual(unnamed_controls(app.root), [], where)

    def focused(self, app):
        return next((w for w in walk(app.root) if "focused" in states(w)), None)

    def selected(self, app, table):
        """The texts of the row that is selected, or has the focus."""
        for row in walk(app.one("tree table", table)):
            if row.get_role_name() == "table row" and states(row) & {"selected", "focused"}:
                return [w.get_name() for w in walk(row) if w.get_role_name() in ("label", "static")]
        return []

    # Names

    def test_every_page_before_anything_is_there(self):
        app = self.start()
        app.one("push button", ".*Open a Capture….*")
        for page in ("captures", "files", "sockets", "text"):
            app.keys(f"ctrl+{('captures', 'files', 'sockets', 'text').index(page) + 1}")
            self.assert_named(app, page)

    def test_every_view_of_a_capture(self):
        app = self.start(SAMPLE, title=TITLE)
        app.one("page tab", r"Downloads \d+")
        for view in range(1, 6):
            app.keys(f"alt+{view}", "Tab", "Down")
            self.assert_named(app, f"view {view}")
        app.keys("alt+2", "ctrl+shift+f")
        self.assert_named(app, "stream")

    # The way of the focus

    def start_with_trail(self, *arguments, title):
        """Where the focus has come, in the order of coming there."""
        app = self.start(*arguments, title=title)
        trail = Listener("object:state-changed:focused", lambda event: place(event.source) if event.detail1 else None)
        self.addCleanup(trail.stop)
        return app, trail

    def tab_around(self, app, trail, key):
        """All the places between one visit of a place and the next."""
        way = []
        while not way or way[-1] not in way[:-1]:
            trail.get().clear()
            app.keys(key)
            until(trail.get, f"the focus somewhere else than at {way[-1:]}")
            way.append(trail.get()[-1])
            self.assertLess(len(way), 60, way)
        return way[way.index(way[-1]):-1]

    def test_tab_comes_around_every_page_both_ways(self):
        app, trail = self.start_with_trail(SAMPLE, title=TITLE)
        app.one("page tab", r"Downloads \d+")
        for page, heads in (("alt+1", 0), ("alt+2", 1), ("ctrl+3", 3), ("ctrl+4", 0)):
            app.keys(page)
            there = self.tab_around(app, trail, "Tab")
            back = self.tab_around(app, trail, "shift+Tab")
            self.assertGreater(len(there), 15, page)
            self.assertLessEqual(set(there), set(back), page)
            # Backwards there are the column heads as well.
            self.assertLessEqual(len(back) - len(there), heads, (page, back))

    def test_tab_leaves_a_table_and_comes_back_to_the_row(self):
        app, trail = self.start_with_trail(SAMPLE, title=TITLE)
        app.one("page tab", r"Downloads \d+")
        for keys, table in (("alt+2", "Packets"), ("alt+3", "Flows"), ("alt+4", "HTTP requests")):
            app.keys(keys)
            until(lambda: self.focused(app).get_role_name() == "table row", f"the focus in {table}")
            app.keys("Down", "Down")
            row = until(lambda: self.selected(app, table), "a row")
            until(lambda: self.focused(app).get_name() == ", ".join(row), f"the name of {row}")
            app.keys("Tab")
            until(lambda: self.focused(app).get_role_name() != "table row", f"the focus behind {table}")
            app.keys("shift+Tab")
            until(lambda: self.focused(app).get_role_name() == "table row", f"the focus in {table} again")
            self.assertEqual(self.selected(app, table), row)

    def test_sorted_by_keyboard(self):
        app = self.start(SAMPLE, title=TITLE)
        app.keys("alt+3")
        until(lambda: self.focused(app).get_role_name() == "table row", "the focus in Flows")
        said = Listener("object:property-change:accessible-description", lambda event: event.any_data)
        self.addCleanup(said.stop)
        app.keys("shift+Tab", *["Right"] * 5, "space")
        until(lambda: self.first_cells(app, "Flows")[5] == "1", "the flow with the fewest packets above")
        app.keys("Return")
        until(lambda: self.first_cells(app, "Flows")[5] == "13", "the flow with the most packets above")
        until(lambda: said.get() and said.get()[-1] == "Sorted by Packets, largest first", "how it is sorted")

    def first_cells(self, app, table):
        _heads, row = app.find("table row", below=app.one("tree table", table))[:2]
        return [w.get_name() for w in walk(row) if w.get_role_name() in ("label", "static")]

    # By keyboard alone: exercises 8 to 13 of a lab on packets, as far as the window does them

    def test_exercises_by_keyboard(self):
        app = self.start(SAMPLE, title=TITLE)
        app.one("page tab", r"Downloads \d+")

        # Flows and how many packets each has: the one with most stands first.
        app.keys("alt+3")
        app.one("tree table", "Flows")
        app.wait_label("^53659$")

        # The packets of one flow, and its addresses as bytes.
        app.keys("alt+2", "ctrl+g")
        app.one("spin button", "Packet number")
        app.type("10")
        app.leave_dialog("Return")
        app.wait_label(re.escape("GET /static/all/img/clear.gif"))
        app.keys("ctrl+shift+f")
        app.one("label", r"Stream \d+ of \d+")
        app.keys("Escape")
        app.one("tree table", "Packets")

        # Everything not from one source, by the filter's words.
        app.keys("ctrl+l")
        app.type("not src host 146.176.164.91")
        app.keys("Return")
        app.one("page tab", "Packets 13 of 55|Packets 13")
        app.keys("ctrl+l", "ctrl+a", "BackSpace", "Return")
        app.one("page tab", "Packets 55")

        # HTTP requests with method, URI and Referer.
        app.keys("alt+4", "ctrl+f")
        app.type("clear.gif")
        until(lambda: len([w for w in walk(app.one("tree table", "HTTP requests"))
                           if w.get_name() == "GET"]) == 1, "the one request")

        # Downloaded GIFs, and what their bytes say.
        app.keys("alt+5")
        app.wait_label("found by URI 7 · by bytes 7")

        # Text and its bytes.
        app.keys("ctrl+4")
        entry = app.one("text", "Text or bytes")
        until(lambda: "focused" in states(entry), "the cursor in the input")
        app.type("hi")
        app.wait_label("^2 characters · 2 bytes in UTF-8$")
        self.assertEqual(text(entry), "hi")


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    unittest.main(verbosity=2)

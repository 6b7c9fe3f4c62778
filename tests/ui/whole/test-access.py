#!/usr/bin/python3
# test-access.py WIRECASE DATA OUT: names for screen readers on every page
# SPDX-License-Identifier: GPL-3.0-or-later

"""Inside session.sh. What one page's own test looks at closely is looked at here on all of them."""

import os
import sys
import unittest

from driver import Application, run, unnamed_controls, until

WIRECASE, DATA, OUT = (os.path.abspath(path) for path in sys.argv[1:4])
del sys.argv[1:4]
SAMPLE = os.path.join(DATA, "samples", "sample.pcap")
TITLE = "sample.pcap — Wirecase"


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

    def assert_named(self, app, where):
        # What goes while one looks, as the rows of the sockets do, makes one look again.
        found = until(lambda: [unnamed_controls(app.root)], f"the controls of {where}")
        self.assertEqual(found, [[]], where)

    def test_every_page_before_anything_is_there(self):
        app = self.start()
        app.one("push button", ".*Open a Capture….*")
        for page in ("captures", "files", "sockets", "text"):
            app.keys(f"ctrl+{('captures', 'files', 'sockets', 'text').index(page) + 1}")
            self.assert_named(app, page)

    def test_every_view_of_a_capture(self):
        app = self.start(SAMPLE, title=TITLE)
        app.one("page tab", r"Transfers \d+")
        for view in range(1, 6):
            app.keys(f"alt+{view}", "Tab", "Down")
            self.assert_named(app, f"view {view}")
        app.keys("alt+2", "ctrl+shift+t")
        self.assert_named(app, "stream")
        app.keys("ctrl+shift+f")
        app.type("gif")
        app.keys("Return")
        app.one("label", r"\d+ hits")
        self.assert_named(app, "search")


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    unittest.main(verbosity=2)

#!/usr/bin/python3
# test-remembering.py WIRECASE DATA OUT: what is as it was left when the program starts again
# SPDX-License-Identifier: GPL-3.0-or-later

"""Inside session.sh. Pictures of the window go into the folder OUT, for people to look at."""

import os
import re
import unittest

from driver import Application, run, until
from settings_case import OUT, SAMPLE, SAMPLE_TITLE, WIRECASE, SettingsCase


class Remembering(SettingsCase):
    def test_columns_are_as_they_were_left(self):
        app = self.start(SAMPLE)
        app.keys("alt+3")
        header = app.one("label", "Packets", below=app.one("tree table", "Flows"))
        app.click(SAMPLE_TITLE, header)
        until(lambda: self.first_row(app, "Flows")[5] == "1", "the smallest flow first")
        app.click(SAMPLE_TITLE, header)
        until(lambda: self.first_row(app, "Flows")[5] == "13", "the largest flow first")
        self.leave(app)
        again = self.start(SAMPLE)
        again.keys("alt+3")
        until(lambda: self.first_row(again, "Flows")[5] == "13", "the largest flow first again")

    def test_columns_of_files_are_as_they_were_left(self):
        folder = os.path.join(self.folder, "evidence")
        os.mkdir(folder)
        for name, content in (("large", "12345"), ("small", "1")):
            with open(os.path.join(folder, name), "w", encoding="ascii") as file:
                file.write(content)
        for again in False, True:
            app = self.start()
            app.keys("ctrl+2")
            app.one("push button", ".*Open a Folder….*")
            app.drop(folder)
            app.one("push button", "All 2")
            if not again:
                app.click("Wirecase", app.one("label", "Size"))
            until(lambda: self.first_row(app, None)[1] == "small", "the smaller file first")
            self.leave(app)

    @staticmethod
    def size(app):
        return re.findall(r"(?:WIDTH|HEIGHT)=(\d+)", run("xdotool", "getwindowgeometry", "--shell",
                                                         until(lambda: app.window_id("Wirecase"), "the window")))

    def is_maximized(self, app):
        return "_NET_WM_STATE_MAXIMIZED_VERT" in run("xprop", "-id", app.window_id("Wirecase"), "_NET_WM_STATE")

    def begin(self):
        """The program as it is without being put anywhere."""
        app = Application(WIRECASE, log=os.path.join(OUT, self.id() + "-again.log"), environment=self.environment())
        self.addCleanup(self.finish, app)
        until(lambda: app.window_id("Wirecase"), "the window")
        return app

    def test_window_is_as_it_was_left(self):
        app = self.start(width=1000)
        size = self.size(app)
        self.leave(app)
        for _ in range(2):                       # it neither grows nor shrinks from time to time
            again = self.begin()
            until(lambda app=again: self.size(app) == size, "the size again")
            again.keys("ctrl+2")
            self.leave(again)
        again = self.begin()
        self.assertFalse(self.is_maximized(again))
        again.one("push button", ".*Open a Folder….*")   # the page that was seen last
        run("xdotool", "key", "super+Up")
        until(lambda: self.is_maximized(again), "the window to be maximised")
        self.leave(again)
        large = self.begin()
        until(lambda: self.is_maximized(large), "the window to be maximised again")
        run("xdotool", "key", "super+Down")
        until(lambda: not self.is_maximized(large) and self.size(large) == size, "its size before that")

    def test_views_are_as_they_were_left(self):
        toggles = (("alt+1", "Overview", "Chart counts bytes"), ("alt+3", "Flows.*", ".*Conversations"),
                   ("alt+4", "HTTP.*", ".*Tree"), ("alt+5", "Downloads.*", "Table"))
        app = self.start(SAMPLE)
        for keys, tab, name in toggles:
            app.keys(keys)
            until(lambda tab=tab: self.is_pressed(app, "page tab", tab), tab)
            app.act(app.one("push button", name))
            until(lambda name=name: self.is_pressed(app, "push button", name), name)
        app.keys("ctrl+4")
        app.click(SAMPLE_TITLE, app.one("page tab", "Digests"))
        until(lambda: self.is_pressed(app, "page tab", "Digests"), "the digests")
        self.leave(app)
        again = self.start()
        until(lambda: self.is_pressed(again, "page tab", "Digests"), "the digests again")
        again.close()
        last = self.start(SAMPLE)
        last.one("tree table", "Downloads")      # the view that was seen last, as a table
        for keys, _, name in toggles:
            last.keys(keys)
            until(lambda name=name: self.is_pressed(last, "push button", name), name + " again")


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    unittest.main(verbosity=2)

#!/usr/bin/python3
# test-remembering.py WIRECASE DATA OUT: what is as it was left when the program starts again
# SPDX-License-Identifier: GPL-3.0-or-later

"""Inside session.sh. Pictures of the window go into the folder OUT, for people to look at."""

import os
import re
import unittest

from driver import Application, run, states, until
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
        for name, content in (("little", "1"), ("vast", "12345")):
            with open(os.path.join(folder, name), "w", encoding="ascii") as file:
                file.write(content)
        for again in False, True:
            app = self.start()
            app.keys("ctrl+2")
            app.one("push button", ".*Open a Folder….*")
            app.drop(folder)
            app.one("push button", "All 2")
            if not again:
                app.click("Wirecase", app.one("label", "Size"))   # a size is sorted largest first
            until(lambda: self.first_row(app, None)[1] == "vast", "the larger file first")
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
        toggles = (("alt+1", "Overview", "Charts and rankings count bytes"), ("alt+3", "Flows.*", ".*Conversations"),
                   ("alt+4", "HTTP.*", ".*Tree"), ("alt+5", "Transfers.*", "Table"))
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
        last.one("tree table", "Transfers")      # the view that was seen last, as a table
        for keys, _, name in toggles:
            last.keys(keys)
            until(lambda name=name: self.is_pressed(last, "push button", name), name + " again")


    # What others wrote into the settings

    def keep(self, kept):
        """Puts @kept, by section and key, where the settings are."""
        path = os.path.join(self.folder, "config", "glib-2.0", "settings", "keyfile")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            for section, keys in kept.items():
                file.write(f"[{section}]\n" + "".join(f"{key}={value}\n" for key, value in keys.items()))

    def walk_all(self, app):
        for keys in ("ctrl+2", "ctrl+3", "ctrl+4", "ctrl+1", "alt+1", "alt+2", "alt+3", "alt+4", "alt+5"):
            app.keys(keys)
        app.one("table|tree table", "Pictures of transfers|Transfers")

    def test_settings_that_cannot_be_are_as_if_unset(self):
        schema = run("gsettings", "--schemadir", self.environment()["GSETTINGS_SCHEMA_DIR"],
                     "list-recursively", "io.github.wirecase.Wirecase")
        kept = {"io/github/wirecase/Wirecase": {}, "io/github/wirecase/Wirecase/views": {}}
        for line in schema.splitlines():
            name, key, _ = line.split(" ", 2)
            kept["io/github/wirecase/Wirecase" + ("/views" if name.endswith(".Views") else "")][key] = "'no such'"
        self.assertGreater(len(kept["io/github/wirecase/Wirecase/views"]), 20)
        self.keep(kept)
        app = self.start(SAMPLE)
        self.walk_all(app)
        self.assertTrue(self.is_pressed(app, "push button", ".*Images"))
        app.keys("ctrl+4")
        app.one("push button", "Codec: UTF-8.*")

    def test_settings_at_their_ends_harm_nothing(self):
        panes = ("packets-pane", "http-pane", "downloads-pane", "files-pane")
        for share in ("1000", "0", "2147483647"):
            self.keep({"io/github/wirecase/Wirecase": {
                "columns": "{'packets': <([(uint32 4294967295, -5), (7, 2147483647)], 77, true)>, 'http': <'no'>}",
                "window-width": "360", "window-height": "400"},
                "io/github/wirecase/Wirecase/views": {pane: share for pane in panes}})
            app = self.start(SAMPLE)
            self.walk_all(app)
            app.keys("alt+2")
            packets = app.one("tree table", "Packets")
            app.click(app.title, packets, at=(0.2, 0.5))
            # The layers have their heading above them.
            for role, name, least in (("list", "Layers and fields", 72), ("image", "Bytes", 100)):
                until(lambda app=app, role=role, name=name, least=least:
                      app.box(app.title, app.find(role, name)[0])[3] >= least, f"room for {name}")
            self.assertGreaterEqual(app.box(app.title, packets)[3], 100)
            app.close()

    def test_windows_of_a_program_agree(self):
        app = self.start(SAMPLE)
        app.keys("alt+5")
        self.press(app, ".*GIF")
        app.keys("ctrl+n")
        until(lambda: app.window_id("Wirecase"), "a second window")
        app.place("Wirecase", 1200, 800)
        second = [w for w in app.windows() if w.get_name() == "Wirecase"][0]
        app.keys("ctrl+o")
        app.answer_file_dialog("Open Capture", SAMPLE)
        until(lambda: [w for w in app.find("push button", ".*GIF", below=second)
                       if "pressed" in states(w)], "the GIFs there too")


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    unittest.main(verbosity=2)

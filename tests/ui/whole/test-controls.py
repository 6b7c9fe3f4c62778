#!/usr/bin/python3
# test-controls.py WIRECASE DATA OUT: every control that is left as its user likes it is found again so
# SPDX-License-Identifier: GPL-3.0-or-later

"""Inside session.sh. Pictures of the window go into the folder OUT, for people to look at."""

import os
import unittest

from driver import run, states, text, until, walk
from settings_case import OUT, SAMPLE, SettingsCase


class Controls(SettingsCase):
    # Handles between panes

    def drag_handle(self, app, part, by, above=None):
        """Moves the handle below @part, or over @above, and gives back how high @part is then."""
        height = app.box(app.title, part)[3]
        x, y, width, below = app.box(app.title, above or part)
        y += -8 if above else below + 1
        for step in range(11):
            run("xdotool", "mousemove", str(x + width // 3), str(y + by * step // 10))
            if step == 0:
                run("xdotool", "mousedown", "1")
        run("xdotool", "mouseup", "1")
        until(lambda: abs(app.box(app.title, part)[3] - height) > abs(by) // 2, "the handle to follow")
        return app.box(app.title, part)[3]

    def assert_height(self, app, upper, height):
        """What is kept is a share of the room, and rounded."""
        until(lambda: abs(app.box(app.title, upper)[3] - height) <= 2, f"{upper.get_name()} {height} px high")

    PANES = {"alt+2": ("Packets", "list", "Layers and fields"), "alt+4": ("HTTP requests", "page tab", "Headers"),
             "alt+5": ("Transfers", "tree table", "Packets that brought it")}

    def show_panes(self, app, keys):
        """What is above the handle, with what is selected there below it."""
        table, role, lower = self.PANES[keys]
        app.keys(keys)
        upper = app.one("tree table", table)
        until(lambda: self.first_row(app, table), "rows")

        def is_shown():
            app.click(app.title, upper, at=(0.2, 0.3))
            if table == "Transfers":
                app.act(app.one("push button", "_Bytes Bytes"))
            return until(lambda: app.box(app.title, app.find(role, lower)[0])[1]
                         >= sum(app.box(app.title, upper)[1::2]), lower, 3)
        until(is_shown, lower)
        return upper

    def test_panes_of_captures_are_as_they_were_left(self):
        app = self.start(SAMPLE)
        app.keys("alt+5")
        self.press(app, "Table")
        self.press(app, "Details of the selected transfer")
        heights = {keys: self.drag_handle(app, self.show_panes(app, keys), -60) for keys in self.PANES}
        self.leave(app)
        again = self.start(SAMPLE)
        for keys in self.PANES:
            self.assert_height(again, self.show_panes(again, keys), heights[keys])

    def check_file(self):
        """The Files page with one file, whose details are shown."""
        path = os.path.join(self.folder, "evidence.bin")
        with open(path, "wb") as file:
            file.write(b"bad stuff")
        app = self.start()
        app.keys("ctrl+2")
        app.one("push button", ".*Open a Folder….*")
        app.drop(path)
        until(lambda: self.first_row(app, None), "the file")
        return app

    def show_bytes(self, app):
        """Selects the file, and gives back what shows its bytes."""
        def is_shown():
            app.click(app.title, app.one("label", "evidence.bin"))
            return until(lambda: app.find(".*", "Bytes of the file"), "the bytes", 3)[0]
        return until(is_shown, "the bytes")

    def test_details_of_files_are_as_they_were_left(self):
        app = self.check_file()
        until(lambda: self.is_pressed(app, "push button", "Details"), "the details")
        height = self.drag_handle(app, self.show_bytes(app), -60, above=app.one("label", "Bytes"))
        self.leave(app)
        again = self.check_file()
        self.assert_height(again, self.show_bytes(again), height)
        self.release(again, "Details")
        self.leave(again)
        last = self.check_file()
        self.assertFalse(self.is_pressed(last, "push button", "Details"))

    # Controls

    def release(self, app, name):
        self.press(app, name, down=False)

    def choose(self, app, name, item):
        """Takes @item from a list that drops down."""
        def is_open():
            box = app.one("combo box", name)
            if not app.find("list item", below=box):
                app.click(app.title, box)
            return until(lambda: app.find("list item", below=box), "its list", 3)
        items = until(is_open, name)
        labels = [next(w.get_name() for w in walk(i) if w.get_role_name() == "label") for i in items]
        app.keys("Home", *["Down"] * labels.index(item), "Return")
        until(lambda: self.chosen(app, name) == item, item)

    def chosen(self, app, name):
        """What the button of a list that drops down says."""
        button = app.one("push button", below=app.one("combo box", name))
        return app.one("label", below=button).get_name()

    def choose_codec(self, app, codec):
        def is_open():
            app.click(app.title, app.one("push button", "Codec: .*"))
            return until(lambda: [w for w in app.find("text|entry", "Find a codec")
                                  if "focused" in states(w)], "the codecs", 2)
        until(is_open, "the codecs")
        app.type(codec)
        app.keys("Return")
        app.one("push button", f"Codec: {codec}.*")

    def enter(self, app, role, name, words):
        entry = app.one(role, name)
        app.click(app.title, entry, at=(0.2, 0.5))
        until(lambda: "focused" in states(entry), name)
        app.keys("ctrl+a")
        app.type(words + "\t")
        until(lambda: text(app.one(role, name)) == words, words)

    def test_downloads_are_as_they_were_left(self):
        app = self.start(SAMPLE)
        app.keys("alt+5")
        self.assertTrue(self.is_pressed(app, "push button", ".*Images"))
        self.press(app, "Details of the selected transfer")
        self.press(app, ".*GIF")
        self.leave(app)
        again = self.start(SAMPLE)
        until(lambda: self.is_pressed(again, "push button", ".*GIF"), "the GIFs")
        self.assertTrue(self.is_pressed(again, "push button", "Details of the selected transfer"))

    def test_streams_and_exchanges_are_as_they_were_left(self):
        app = self.start(SAMPLE)
        self.show_panes(app, "alt+4")
        self.press(app, "Hex", role="page tab")
        self.show_panes(app, "alt+2")
        app.keys("ctrl+shift+t")
        self.press(app, "Raw")
        self.leave(app)
        again = self.start(SAMPLE)
        self.show_panes(again, "alt+2")
        again.keys("ctrl+shift+t")
        until(lambda: self.is_pressed(again, "push button", "Raw"), "the raw stream")
        again.keys("Escape")
        self.show_panes(again, "alt+4")
        until(lambda: self.is_pressed(again, "page tab", "Hex"), "the exchange in hex")

    TEXT = {"What to do with characters that cannot be coded": "Replace", "How the bytes are spelled": "Escapes",
            "How bytes are shown": "Binary"}

    def try_sample(self, app):
        """What is shown as bytes has a spelling, and characters a notation of theirs."""
        app.act(app.one("push button", "Try.*café.*"))
        until(lambda: self.is_pressed(app, "push button", "_Text.*"), "the sample")
        self.press(app, "_Bytes.*")

    def test_text_page_is_as_it_was_left(self):
        app = self.start()
        app.keys("ctrl+4")
        self.press(app, "_Bytes.*")
        self.choose_codec(app, "KOI8-R")
        self.try_sample(app)
        for name, item in self.TEXT.items():
            self.choose(app, name, item)
        self.leave(app)
        again = self.start()
        until(lambda: self.is_pressed(again, "push button", "_Bytes.*"), "the bytes")
        again.one("push button", "Codec: KOI8-R.*")
        self.try_sample(again)
        for name, item in self.TEXT.items():
            self.assertEqual(self.chosen(again, name), item)

    def test_text_page_does_not_keep_what_evidence_was(self):
        path = os.path.join(self.folder, "evidence.txt")
        with open(path, "w", encoding="utf-16") as file:
            file.write("what was said")
        app = self.start()
        app.keys("ctrl+4")
        self.press(app, "_Text.*")
        app.drop(path)
        app.one("push button", "Codec: UTF-16.*")
        until(lambda: self.is_pressed(app, "push button", "_Bytes.*"), "the bytes of the file")
        self.leave(app)
        again = self.start()
        until(lambda: self.is_pressed(again, "push button", "_Text.*"), "the text")
        again.one("push button", "Codec: UTF-8.*")

    SOCKETS = {("text", "Address to listen at"): "::1", ("spin button", "Port to listen on"): "5123",
               ("text", "Host"): "localhost", ("spin button", "Port to connect to"): "5321",
               ("spin button", "Give up after"): "7"}
    MESSAGES = {"What ends a message": "Line end LF", "How the message becomes bytes": "Hex",
                "Reply.*": "Bytes in hex"}

    def test_sockets_are_as_they_were_left(self):
        app = self.start()
        app.keys("ctrl+3")
        for (role, name), words in self.SOCKETS.items():
            self.enter(app, role, name, words)
        self.choose_codec(app, "UTF-16BE")
        for name, item in self.MESSAGES.items():
            self.choose(app, name, item)
        self.press(app, "To the Client")
        self.press(app, "Sockets on This Machine", role="page tab")
        self.press(app, "_Listening only", role="check box")
        self.leave(app)
        again = self.start()
        for (role, name), words in self.SOCKETS.items():
            self.assertEqual(text(again.one(role, name)), words)
        self.assertEqual(self.chosen(again, "How the message becomes bytes"), "Hex")
        self.assertEqual(self.chosen(again, "Reply.*"), "Bytes in hex")
        self.assertTrue(self.is_pressed(again, "push button", "To the Client"))
        self.press(again, "Sockets on This Machine", role="page tab")
        self.assertTrue(self.is_pressed(again, "check box", "_Listening only"))
        self.choose(again, "How the message becomes bytes", "Text")
        self.assertEqual(self.chosen(again, "What ends a message"), "Line end LF")
        again.one("push button", "Codec: UTF-16BE.*")


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    unittest.main(verbosity=2)

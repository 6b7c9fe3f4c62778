#!/usr/bin/python3
# test-text.py WIRECASE DATA OUT: the Text page, worked by mouse and keys
# SPDX-License-Identifier: GPL-3.0-or-later

"""Inside session.sh. Pictures of every pane go into the folder OUT, for people to look at."""

import hashlib
import os
import re
import sys
import tempfile
import unittest

from driver import Application, run, states, text, unnamed_controls, until

WIRECASE, DATA, OUT = (os.path.abspath(path) for path in sys.argv[1:4])
del sys.argv[1:4]
TITLE = "Wirecase"


class Text(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(dir=os.environ["HOME"])
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def start(self, width=1200, dark=False, capture=None):
        environment = {"WIRECASE_DATA_DIR": DATA}
        if dark:
            environment["ADW_DEBUG_COLOR_SCHEME"] = "prefer-dark"
        app = Application(WIRECASE, *([capture] if capture else []), log=os.path.join(OUT, self.id() + ".log"),
                          environment=environment)
        self.addCleanup(self.finish, app)
        app.place("sample.pcap — Wirecase" if capture else TITLE, width, 800)
        if not capture:
            app.keys("ctrl+4")
        return app

    def finish(self, app):
        if not app.log.closed:
            run("import", "-window", "root", os.path.join(OUT, self.id() + ".png"))
        app.close()
        self.assertEqual(app.complaints(), [])

    def photograph(self, app, name):
        app.photograph(TITLE, os.path.join(OUT, "text-" + name + ".png"))

    def type(self, app, words):
        def is_there():
            entry = app.one("text", "Text or bytes")
            app.click(TITLE, entry, at=(0.5, 0.2))
            return "focused" in states(entry)
        until(is_there, "the cursor in the input")
        app.keys("ctrl+a")
        app.type(words)

    def press(self, app, name):
        app.click(TITLE, app.one("push button", name))

    def turn_to_bytes(self, app):
        """The page may not have its place yet on a busy machine: the first press may miss."""
        def is_turned():
            self.press(app, "_Bytes.*")
            return until(lambda: "pressed" in states(app.one("push button", "_Bytes.*")), "the bytes", 2)
        until(is_turned, "the bytes")

    def choose(self, app, button, codec):
        def is_open():
            self.press(app, button)
            return until(lambda: [w for w in app.find("text|entry", "Find a codec")
                                  if "focused" in states(w)], "the codecs", 2)
        until(is_open, "the codecs")
        app.type(codec)
        app.keys("Return")

    def show(self, app, pane):
        """What a worker has to say of the bytes may move the tabs just as one of them is pressed."""
        def is_shown():
            tab = app.one("page tab", re.escape(pane))
            if "pressed" not in states(tab):
                app.click(TITLE, tab)
            return "pressed" in states(tab)
        until(is_shown, f"the pane {pane}")

    def test_cafe(self):
        app = self.start()
        app.act(app.one("push button", "Try.*café.*"))
        app.wait_label("^4 characters · 5 bytes in UTF-8$")
        cells = app.one(".*", "Characters and their bytes")
        app.click(TITLE, cells)
        app.keys("End")
        app.wait_label("^U\\+00E9 LATIN SMALL LETTER E WITH ACUTE · bytes c3 a9 at offset 3$")
        self.photograph(app, "cafe")
        self.show(app, "Side by Side")
        app.click(TITLE, app.one(".*", "windows-1252, .*"))
        app.wait_label("^5 characters · 5 bytes in windows-1252$")
        self.assertEqual(text(app.one("text", "Text or bytes")), "63 61 66 c3 a9")
        self.photograph(app, "windows-1252")
        self.press(app, "_Text.*")
        until(lambda: text(app.one("text", "Text or bytes")) == "cafÃ©", "the text read so")
        self.show(app, "Garbled?")
        app.wait_label("^It was written as UTF-8 and read as windows-1252")

    def test_garbled(self):
        app = self.start()
        self.turn_to_bytes(app)
        self.type(app, "63 61 66 c3 83 c2 a9")
        self.show(app, "Garbled?")
        app.wait_label("^The bytes c3 a9 are “é” in UTF-8, and “Ã©” in windows-1252.$")
        self.photograph(app, "garbled")
        app.act(app.one("push button", "Use This Text.*"))
        until(lambda: text(app.one("text", "Text or bytes")) == "café", "the mended text")
        app.wait_label("^4 characters · 5 bytes in UTF-8$")

    def test_bytes_of_an_address(self):
        app = self.start()
        self.turn_to_bytes(app)
        self.type(app, "b'\\x92\\xb0\\xa4['")
        app.wait_label("^This is not UTF-8: at offset 0, 92: ")
        self.show(app, "Address")
        app.one("push button", "Copy Address: 146.176.164.91.*")
        app.one("push button", "Copy Number: 2461049947.*")

    def test_digests_follow_the_codec(self):
        app = self.start()
        self.show(app, "Digests")
        self.type(app, "secret")
        app.one("push button", "Copy MD5: " + hashlib.md5(b"secret").hexdigest() + ".*")
        self.choose(app, "Codec: UTF-8.*", "utf-16le")
        app.one("push button",
                "Copy SHA-256: " + hashlib.sha256("secret".encode("utf-16le")).hexdigest() + ".*")

    def test_dropped_file_names_its_mark(self):
        path = os.path.join(self.folder, "marked.txt")
        with open(path, "wb") as file:
            file.write("\ufeffcafé".encode("utf-16le"))
        app = self.start()
        app.drop(path)
        app.wait_label("byte-order mark of UTF-16LE: fffe$")
        app.wait_label("^10 bytes of marked.txt.$")

    def test_long_file_ends_between_characters(self):
        path = os.path.join(self.folder, "long.txt")
        with open(path, "wb") as file:
            file.write(("a" + 40000 * "é").encode())
        app = self.start()
        app.drop(path)
        app.wait_label("^The first 65,535 bytes of long.txt.$")
        app.wait_label("^32,768 characters · 65,535 bytes in UTF-8$")

    def test_nul_in_text(self):
        app = self.start()
        self.turn_to_bytes(app)
        self.type(app, "41 00 42")
        app.wait_label("^3 characters · 3 bytes in UTF-8$")
        self.press(app, "_Text.*")
        app.wait_label("^The text is shown up to its first NUL")
        app.wait_label("^1 character · 1 byte in UTF-8$")

    def test_bytes_of_a_packet(self):
        app = self.start(capture=os.path.join(DATA, "samples", "sample.pcap"))
        app.keys("alt+2", "Down")
        app.one("label", "Ethernet.*")
        hexview = app.one("image|icon", "Bytes")
        app.click("sample.pcap — Wirecase", hexview, at=(0.3, 0.3))
        app.keys("ctrl+a", "shift+F10")
        app.act(until(lambda: app.find("menu item", "_?Open in _?Text"), "the menu")[-1])
        app.wait_label("bytes of what is at offset 0.$")
        app.wait_label("[1-9][0-9]* bytes in ")

    def test_sent_through_sockets(self):
        app = self.start()
        self.type(app, "hello")
        app.wait_label("^5 characters")
        self.press(app, "Copy and send")
        app.act(app.one("menu item", "_?Send Through Sockets"))
        until(lambda: text(app.one("text", "_?Message")) == "hello", "the client's message")

    def test_file_is_saved_in_another_codec(self):
        path = os.path.join(self.folder, "prix.txt")
        with open(path, "wb") as file:
            file.write("Prix : 5 €\r\nnaïve\n".encode("utf-8"))
        app = self.start()
        self.show(app, "File")
        app.drop(path)
        app.wait_label("^21 bytes; lines end with: 1 LF, 1 CR LF$")
        app.wait_label("^Nothing would be lost.$")
        self.choose(app, "Save as: UTF-8.*", "iso-8859-1")
        app.wait_label("^ISO-8859-1 has no place for 1 character. ")
        self.photograph(app, "file-loss")
        self.choose(app, "Save as: ISO-8859-1.*", "windows-1252")
        app.wait_label("^Nothing would be lost.$")
        app.act(app.one("push button", "_Save….*"))
        until(lambda: app.window_id("Save Text File"), "the dialog")
        app.keys("ctrl+a")
        app.type(os.path.join(self.folder, "saved.txt"))
        app.leave_dialog("Return")
        app.wait_label("^saved.txt saved in windows-1252$")
        with open(os.path.join(self.folder, "saved.txt"), "rb") as file:
            self.assertEqual(file.read(), "Prix : 5 €\r\nnaïve\n".encode("cp1252"))

    def test_file_saved_over_itself_is_read_anew(self):
        path = os.path.join(self.folder, "name.txt")
        with open(path, "wb") as file:
            file.write("naïve\n".encode("cp1252"))
        app = self.start()
        self.show(app, "File")
        app.drop(path)
        app.wait_label("^6 bytes; lines end with: 1 LF$")
        app.wait_label("^Nothing would be lost.$")
        app.act(app.one("push button", "_Save….*"))
        until(lambda: app.window_id("Save Text File"), "the dialog")
        app.keys("ctrl+a")
        app.type(path)
        app.keys("Return")
        app.one("push button", "_?Replace.*")
        app.leave_dialog("alt+r")
        app.wait_label("^7 bytes; lines end with: 1 LF$")
        app.one("push button", "Read as: UTF-8.*")

    def test_pictures_and_names(self):
        for dark, width in ((False, 1200), (True, 500)):
            app = self.start(width, dark)
            app.act(app.one("push button", "Try.*café.*"))
            app.wait_label("^4 characters")
            for pane in ("Characters", "Side by Side", "Garbled?", "Digests", "Address", "File"):
                if width > 500:
                    self.show(app, pane)
                self.photograph(app, f"{pane.strip('?')}-{'dark' if dark else 'light'}-{width}")
            self.assertEqual(unnamed_controls(app.root), [])
            app.close()


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    unittest.main(verbosity=2)

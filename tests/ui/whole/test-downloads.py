#!/usr/bin/python3
# test-downloads.py WIRECASE DATA OUT: the downloads of the real window, worked by mouse and keys
# SPDX-License-Identifier: GPL-3.0-or-later

"""Inside session.sh. Pictures of the view go into the folder OUT, for people to look at."""

import csv
import hashlib
import json
import os
import re
import sys
import tempfile
import time
import unittest

from driver import Application, run, states, unnamed_controls, until, walk

WIRECASE, DATA, OUT = (os.path.abspath(path) for path in sys.argv[1:4])
del sys.argv[1:4]
SAMPLE = os.path.join(DATA, "samples", "sample.pcap")
with open(os.path.join(DATA, "samples", "sample.json"), encoding="utf-8") as figures:
    DRAWN = json.load(figures)["sha256"]
TITLE = "sample.pcap — Wirecase"
PICTURES = ["ping", "clear.gif", "harbour.jpg", "week.png", "Wait.GIF", "mountains.jpg", "tiles.png",
            "late.jpg"]


class Downloads(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(dir=os.environ["HOME"])
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def start(self, width=1200, dark=False):
        environment = {"WIRECASE_DATA_DIR": DATA,
                       "XDG_DATA_HOME": os.path.join(self.folder, "data-home")}
        if dark:
            environment["ADW_DEBUG_COLOR_SCHEME"] = "prefer-dark"
        app = Application(WIRECASE, SAMPLE, log=os.path.join(OUT, self.id() + ".log"),
                          environment=environment)
        self.addCleanup(self.finish, app)
        app.place(TITLE, width, 900)
        app.keys("alt+5")
        until(lambda: self.tiles(app) and "Not examined yet" not in str(self.tiles(app)),
              "the thumbnails")
        return app

    def finish(self, app):
        run("import", "-window", "root", os.path.join(OUT, self.id() + ".png"))
        app.close()
        self.assertEqual(app.complaints(), [])

    def photograph(self, app, name):
        app.photograph(TITLE, os.path.join(OUT, "downloads-" + name + ".png"))

    def grid(self, app):
        return app.one(None, "Pictures of transfers")

    def tiles(self, app):
        return [w.get_name().replace("\u00a0", " ") for w in walk(self.grid(app))
                if w.get_role_name() in ("image", "icon") and re.search(", .", w.get_name() or "")]

    def names(self, app):
        return [tile.split(",")[0] for tile in self.tiles(app)]

    def select(self, app, name, **how):
        app.click(TITLE, until(lambda: [w for w in walk(self.grid(app))
                                        if (w.get_name() or "").startswith(name + ",")], name)[0],
                  at=(0.5, 0.3), **how)

    def press(self, app, name):
        app.act(app.one("push button", ".*" + re.escape(name)))

    def choose(self, app, item):
        """Chooses @item of the menu in the pane."""
        app.click(TITLE, app.one("push button", "More that can be done with this transfer"))
        app.act(app.one("menu item", item))

    # Looking

    def test_pictures_are_seen(self):
        app = self.start()
        app.one("page tab", r"Transfers \d+")
        until(lambda: self.names(app) == PICTURES, "the sample's pictures")
        app.wait_label(r"^\d+ of \d+ · found by URI 7 · by bytes 7$")
        until(lambda: "tiles.png, JPEG picture, 3.5 kB, Mismatch" in self.tiles(app), "the verdict")
        self.assertIn("late.jpg, No answer", self.tiles(app))
        self.photograph(app, "pictures")
        self.press(app, "_GIF GIF")
        until(lambda: self.names(app) == ["ping", "clear.gif", "Wait.GIF"], "the GIFs")
        app.wait_label("found by URI 2 · by bytes 3")
        self.photograph(app, "gif")
        self.press(app, "_JPEG JPEG")
        app.wait_label("found by URI 3 · by bytes 3")
        self.press(app, "_All All")
        app.wait_label(r"^\d+ transfers$")
        until(lambda: "news" in self.names(app), "what is no picture")
        self.press(app, "_Images Images")
        until(lambda: self.names(app) == PICTURES, "the pictures again")
        self.press(app, "↑ Uploads 1")
        app.wait_label(r"^1 transfer$") # whichever kind it is

    def test_pane_tells_all(self):
        app = self.start()
        self.select(app, "tiles.png")
        app.wait_label(r"The URI ends in \.png and the server says image/png, but the bytes are: JPEG")
        app.wait_label("146.176.164.91 downloaded it from 212.58.244.68:80")
        labels = app.labels()
        for witness, said in (("URI says", ".png"), ("Content-Type says", "image/png"),
                              ("Bytes say", "image/jpeg\nJPEG picture")):
            self.assertEqual(labels[labels.index(witness) + 1], said)
        app.wait_label(f"Copy SHA-256: {DRAWN['tiles.jpg']}")
        app.wait_label("^160 × 120 pixels$")
        places = [app.box(TITLE, app.one("push button", name))[1] for name in ("Copy SHA-256.*", ".*Save… _?Save…")]
        self.assertLess(places[0], places[1], "the digests are above the buttons")
        self.photograph(app, "pane")
        app.act(app.one("push button", "Copy SHA-256: .*"))
        app.wait_label("^SHA-256 copied$")
        self.select(app, "mountains.jpg")
        app.wait_label("16 bytes follow its end, at offset")
        self.select(app, "late.jpg")
        app.wait_label("It was requested, but no answer is in the capture.")

    def test_bytes_and_packets(self):
        app = self.start()
        self.select(app, "week.png")
        self.choose(app, "Show Its Bytes")
        app.wait_label("Bytes of week.png, as sent")
        app.one("tree table", "Packets that brought it")
        self.photograph(app, "bytes")
        self.press(app, "Hide the bytes")
        until(lambda: not app.find("tree table", "Packets that brought it"), "the bytes to go")

    def test_table_sorts(self):
        app = self.start()
        self.select(app, "clear.gif")            # whose tile has the focus, and goes
        self.press(app, "Table")
        table = app.one("tree table", "Transfers")
        self.press(app, "_GIF GIF")
        header = app.one("label", "Name", below=table)

        def names():
            return [w.get_name() for w in walk(table) if w.get_role_name() in ("label", "static")
                    and w.get_name() in ("ping", "clear.gif", "Wait.GIF")]
        until(lambda: names() == ["ping", "clear.gif", "Wait.GIF"], "the order of packets")
        app.click(TITLE, header)
        until(lambda: names() == ["clear.gif", "ping", "Wait.GIF"], "the order of names")
        self.photograph(app, "table")

    def test_filters_hold_back(self):
        app = self.start()
        app.keys("ctrl+l")
        app.type("udp")
        app.keys("Return")
        app.wait_label("No Transfer Passes the Filters")
        app.one("page tab", "Transfers 0")
        self.photograph(app, "nothing-left")
        app.act([b for b in app.find("push button", ".*Clear Filters") if b][-1])
        until(lambda: self.names(app) == PICTURES, "all of them again")

    # Doing

    def test_saved_pictures_are_what_was_drawn(self):
        app = self.start()
        out = os.path.join(self.folder, "saved")
        os.mkdir(out)
        self.press(app, "Save All…")
        until(lambda: app.window_id("Save Downloads Into"), "the folder dialog")
        time.sleep(0.5)                          # the dialog takes the keys a moment after it is seen
        app.type(out)
        app.leave_dialog("Return")
        if app.window_id("Save Downloads Into"): # the first key only entered the folder
            app.leave_dialog("Return")
        app.wait_label("7 downloads saved. 1 has no body.")
        self.photograph(app, "saved")
        self.press(app, "Show in Files")
        until(lambda: {"mountains.jpg", "tiles.png"} <= set(app.labels(app.one("tree table", "Files"))),
              "what was saved, on the Files page")
        saved = {}
        for name in os.listdir(out):
            with open(os.path.join(out, name), "rb") as file:
                saved[name] = file.read()
        with open(os.path.join(out, "SHA256SUMS"), encoding="utf-8") as file:
            sums = {line[66:-1]: line[:64] for line in file}
        self.assertEqual(sums, {name: hashlib.sha256(data).hexdigest() for name, data in saved.items()
                                if name != "SHA256SUMS"})
        with open(os.path.join(out, "transfers.csv"), newline="", encoding="utf-8") as file:
            rows = {row["file"]: row for row in csv.DictReader(file)}
        self.assertEqual(set(rows) | {"SHA256SUMS", "transfers.csv"}, set(saved))
        self.assertEqual((rows["mountains.jpg"]["verdict"], rows["mountains.jpg"]["sha256"]),
                         ("appended", sums["mountains.jpg"]))
        self.assertEqual(len(saved), 7 + 2)
        # Sixteen bytes were put behind this one's end.
        digests = {hashlib.sha256(data).hexdigest() for data in saved.values()}
        digests.add(hashlib.sha256(saved["mountains.jpg"][:-16]).hexdigest())
        self.assertLessEqual(set(DRAWN.values()), digests)

    def test_known_bad(self):
        app = self.start()
        self.select(app, "Wait.GIF")
        app.wait_label("Copy MD5: .*")
        self.choose(app, "Add to Known Bad…")
        app.wait_label(".*everything with the same MD5 or SHA-256")
        time.sleep(0.3)
        app.leave_dialog("Return")
        until(lambda: [t for t in self.tiles(app) if t.startswith("Wait.GIF") and t.endswith("Known bad")],
              "the verdict")
        app.wait_label("Its hash is that of Wait.GIF in the set “Known bad”.")
        self.photograph(app, "known-bad")
        self.press(app, "Undo")
        app.wait_label("^2 digests were taken out again.$")
        until(lambda: not [t for t in self.tiles(app) if t.endswith("Known bad")], "it to be as before")

    def test_menu_and_selection(self):
        app = self.start()
        self.select(app, "clear.gif", button=3)
        item = app.one("menu item", "Copy Picture")
        self.photograph(app, "menu")
        app.act(item)
        app.wait_label("The picture was copied.")
        self.select(app, "ping")
        app.keys("ctrl+a")
        app.wait_label("^8 Transfers$")
        self.photograph(app, "many")

    def test_evidence_goes_on_and_back(self):
        app = self.start()
        self.select(app, "tiles.png")
        self.press(app, "Check in Files Check in Files")
        app.wait_label("1 download was checked")
        app.click(TITLE, app.one("push button", "Digests"))
        until(lambda: "focused" in states(app.one("check box", "MD5")), "the first of the digests")
        app.keys("Tab")
        until(lambda: "focused" in states(app.one("check box", "SHA3-512")), "the one beside it")
        app.keys("space")
        until(lambda: "checked" in states(app.one("check box", "SHA3-512")), "it to be chosen")
        app.keys("Escape")
        app.wait_label("d7d7626f5e5f211057ac4a0d")
        app.act(app.one("push button", ".*Show in Captures"))
        app.wait_label(r"The URI ends in \.png and the server says image/png, but the bytes are: JPEG")
        self.choose(app, "Show Its Packet")
        app.wait_label("Internet Protocol version 4")
        app.keys("alt+5")
        until(lambda: self.names(app) == PICTURES or "tiles.png" in self.names(app), "the downloads")

    # Looks and access

    def test_pictures_of_every_size(self):
        for dark in (False, True):
            for width in (1200, 500):
                app = self.start(width, dark)
                name = f"{'dark' if dark else 'light'}-{width}"
                self.photograph(app, name)
                self.select(app, "clear.gif", times=2)
                app.wait_label("^120 × 80 pixels$")
                self.photograph(app, name + "-pane")
                app.close()

    def test_every_control_has_a_name(self):
        app = self.start()
        self.select(app, "tiles.png")
        self.choose(app, "Show Its Bytes")
        app.one("tree table", "Packets that brought it")
        self.assertEqual(unnamed_controls(app.root), [])


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    unittest.main(verbosity=2)

#!/usr/bin/python3
# test-chain.py WIRECASE DATA OUT: one piece of evidence, from a capture through every page and back
# SPDX-License-Identifier: GPL-3.0-or-later

"""Inside session.sh. A picture that was downloaded is found, checked, made known as bad, seen again where
it was downloaded, read as text, sent through sockets, and what was sent is a capture again."""

import os
import re
import subprocess
import sys
import tempfile
import time
import unittest

from driver import Application, run, states, until, walk

WIRECASE, DATA, OUT = (os.path.abspath(path) for path in sys.argv[1:4])
del sys.argv[1:4]
CLI = os.path.join(os.path.dirname(WIRECASE), "cli", "wirecase-cli")
SAMPLE = os.path.join(DATA, "samples", "sample.pcap")
TITLE = "sample.pcap — Wirecase"


class Chain(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(dir=os.environ["HOME"])
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.app = Application(WIRECASE, SAMPLE, log=os.path.join(OUT, self.id() + ".log"),
                               environment={"WIRECASE_DATA_DIR": DATA, "XDG_DATA_HOME": self.folder})
        self.addCleanup(self.finish)
        self.app.place(TITLE, 1200, 800)
        self.step = 0

    def finish(self):
        run("import", "-window", "root", os.path.join(OUT, self.id() + ".png"))
        self.app.close()

    def photograph(self, name):
        self.step += 1
        self.app.photograph(TITLE, os.path.join(OUT, f"chain-{self.step}-{name}.png"))

    def press(self, pattern, below=None):
        self.app.act(self.app.one("push button", pattern, below))

    def tiles(self):
        return [w.get_name() for w in walk(self.app.one(None, "Pictures of transfers"))
                if w.get_role_name() in ("image", "icon") and re.search(", .", w.get_name() or "")]

    def tile(self, name):
        return until(lambda: [w for w in walk(self.app.one(None, "Pictures of transfers"))
                              if (w.get_name() or "").startswith(name + ",")], name)[0]

    def cell(self, text):
        return until(lambda: [w for w in walk(self.app.one("tree table", "Files"))
                              if w.get_role_name() in ("label", "static") and w.get_name() == text], text)[0]

    def test_from_a_capture_to_a_capture(self):
        app = self.app

        # The GIFs of the capture, and all of them in Files.
        app.one("page tab", r"Transfers \d+")
        app.keys("alt+5")
        until(lambda: self.tiles() and "Not examined yet" not in str(self.tiles()), "the thumbnails")
        self.press("_GIF GIF")
        until(lambda: [t.split(",")[0] for t in self.tiles()] == ["ping", "clear.gif", "Wait.GIF"], "the GIFs")
        self.photograph("gifs")
        self.press(".*Check All in Files")
        app.wait_label("^3 downloads were checked.$")
        self.photograph("checked")

        # One of them becomes known as bad, there and where it was downloaded.
        app.click(TITLE, self.cell("clear.gif"))
        app.keys("shift+F10")
        item = app.one("menu item", "Add to Known .?Bad…")
        self.photograph("row-menu")
        app.act(item)
        app.wait_label("^The digest of 1 file is recorded, with its name.$|.*is recorded.*")
        time.sleep(0.3)
        self.photograph("add")
        app.leave_dialog("Return")
        self.cell("Known bad")
        self.photograph("known")
        self.press(".*Show in Captures")
        until(lambda: any(t.startswith("clear.gif") and t.endswith("Known bad") for t in self.tiles()),
              "the verdict in Downloads")
        self.photograph("bad-download")

        # What it says as text, and through sockets.
        app.click(TITLE, app.one("push button", "More that can be done with this transfer"))
        app.act(app.one("menu item", "Open in Text"))
        app.wait_label(r"^378 bytes of clear\.gif\.$")
        self.photograph("text")
        app.click(TITLE, app.one("push button", "Copy and send"))
        app.act(app.one("menu item", "Send Through Sockets"))
        page = app.one("filler", "WireSocketsPage")
        server, client = (app.one("filler", name, page) for name in ("WireServerPane", "WireClientPane"))
        app.one("spin button", "Port to listen on", server).set_current_value(0)
        self.press("_?Start.*", server)
        port = until(lambda: re.search(r"Listening on .*[: ](\d+)", " ".join(app.labels(server))), "a port")[1]
        app.one("spin button", "Port to connect to", client).set_current_value(int(port))
        self.press("_?Connect.*", client)
        app.wait_label(f"Connected to .*own port")
        self.press("S?_?S?e?_?end.*", client)
        app.wait_label("Got that thanks!")
        self.photograph("sockets")

        # Saved, the exchange is a capture, which opens.
        self.press("Capture…", server)
        path = os.path.join(self.folder, "exchange.pcap")
        app.answer_file_dialog("Save as Capture", path)
        until(lambda: app.window_id("exchange.pcap — Wirecase"), "the exchange in a window of its own")
        self.photograph("end")
        said = subprocess.run([CLI, "stream", path, "1", "--raw", "--direction", "a"], check=True,
                              capture_output=True, timeout=60).stdout
        self.assertEqual(said[:6], b"GIF89a")
        self.assertEqual(len(said), 378)


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    unittest.main(verbosity=2)

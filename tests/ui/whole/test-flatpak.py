#!/usr/bin/python3
# test-flatpak.py APPLICATION DATA OUT: the program in its sandbox, worked by mouse and keys
# SPDX-License-Identifier: GPL-3.0-or-later

"""Inside flatpak/test-session, which installed the application and brought portals. Pictures go into
the folder OUT."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
import unittest

from driver import Application, run, until, walk

ID = sys.argv[1]
DATA, OUT = (os.path.abspath(path) for path in sys.argv[2:4])
del sys.argv[1:4]
with open(os.path.join(DATA, "samples", "sample.json"), encoding="utf-8") as figures:
    FIGURES = json.load(figures)


class Sandboxed(Application):
    """What runs in the sandbox has another number outside: it is found by its name."""

    def _find(self):
        return self.find_application(lambda child: child.get_name() == "wirecase")


class Flatpak(unittest.TestCase):
    def setUp(self):
        # In no folder that the sandbox has: only the portal and a drop can bring it in.
        self.folder = os.path.join(os.path.expanduser("~"), "evidence")
        os.makedirs(self.folder, exist_ok=True)
        self.addCleanup(shutil.rmtree, self.folder)
        self.capture = shutil.copy(os.path.join(DATA, "samples", "sample.pcap"), self.folder)

    def start(self, dark=False):
        colours = ["--env=ADW_DEBUG_COLOR_SCHEME=prefer-dark"] if dark else []
        app = Sandboxed("flatpak", "--user", "run", "--env=GSK_RENDERER=cairo", *colours, ID,
                        log=os.path.join(OUT, self.id() + ("-dark.log" if dark else ".log")))
        self.addCleanup(self.finish, app)
        app.place("Wirecase", 1200, 800)
        app.keys("ctrl+1")                       # wherever it was left
        app.one("button|push button", ".*Open a Capture….*")
        return app

    def finish(self, app):
        run("import", "-window", "root", os.path.join(OUT, self.id() + ".png"))
        run("flatpak", "kill", ID)
        app.close()
        self.assertEqual(app.complaints(), [])

    def inside(self, *words):
        return subprocess.run(["flatpak", "--user", "run", f"--command={words[0]}", ID, *words[1:]],
                              capture_output=True, text=True, timeout=60)

    def test_nothing_outside_is_readable(self):
        answer = self.inside("wirecase-cli", "flows", self.capture)
        self.assertEqual(answer.returncode, 1)
        self.assertIn("sample.pcap", answer.stderr)
        listed = self.inside("ls", self.folder)
        self.assertNotEqual(listed.returncode, 0)

    def test_command_line_is_there(self):
        with open(self.capture, "rb") as capture:
            answer = subprocess.run(["flatpak", "--user", "run", "--command=wirecase-cli", ID,
                                     "flows", "--json", "-"], stdin=capture, capture_output=True,
                                    text=True, timeout=60)
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertEqual(len(answer.stdout.splitlines()), FIGURES["flows"])

    def test_capture_comes_through_the_portal(self):
        app = self.start()
        app.photograph("Wirecase", os.path.join(OUT, "flatpak-empty.png"))
        app.keys("ctrl+o")
        until(lambda: app.window_id("Open Capture"), "the portal's file chooser")
        time.sleep(1)
        app.keys("slash")                        # opens the dialog's entry; what comes at once is lost
        time.sleep(1)
        app.keys("ctrl+a")
        app.type(self.capture)
        time.sleep(0.5)
        app.leave_dialog("Return")
        app.one("page tab", f"Packets {FIGURES['packets']}")
        app.photograph("sample.pcap — Wirecase", os.path.join(OUT, "flatpak-capture.png"))

    def test_two_files_are_dropped_and_hashed(self):
        contents = {"notes.txt": b"Nothing to see.\n", "cyber.dll": b"GIF89a not a library\n"}
        paths = []
        for name, content in contents.items():
            paths.append(os.path.join(self.folder, name))
            with open(paths[-1], "wb") as file:
                file.write(content)
        app = self.start()
        app.keys("ctrl+2")
        app.wait_label("Drop.*")
        app.drop(*paths)
        for name, content in contents.items():
            app.wait_label(name)
            app.wait_label(hashlib.md5(content).hexdigest())
        app.photograph("Wirecase", os.path.join(OUT, "flatpak-files.png"))

    def visit(self, app, title, name, *keys):
        """Presses @keys, and takes a picture of what is to be seen then."""
        app.keys(*keys)
        app.photograph(title, os.path.join(OUT, name + ".png"))

    def visit_captures(self, app, prefix):
        app.act(app.one("button|push button", ".*Sample.*"))
        app.one("page tab", r"Transfers \d+")
        title = "sample.pcap — Wirecase"
        for keys, name in (("alt+1", "overview"), ("alt+2", "packets"), ("alt+3", "flows"), ("alt+4", "http"),
                           ("alt+5", "downloads")):
            self.visit(app, title, f"{prefix}-{name}", keys)
        picture = until(lambda: [w for w in walk(app.root) if (w.get_name() or "").startswith("tiles.png")],
                        "a picture")[0]
        app.click(title, picture, at=(0.5, 0.3))
        app.wait_label("JPEG")
        self.visit(app, title, prefix + "-pictures")
        app.keys("alt+2")
        app.click(title, app.one("tree table|table|list", "Packets"), at=(0.3, 0.2))
        app.keys("ctrl+shift+t")
        app.wait_label(r"Stream \d+ of \d+")
        self.visit(app, title, prefix + "-stream")
        app.keys("Escape")
        return title

    def visit_files(self, app, title, prefix):
        app.keys("ctrl+2")
        app.wait_label("Drop.*")
        app.act(app.one("button|push button", ".*Hash Sets….*"))
        self.visit(app, "Hash Sets", prefix + "-hash-sets")
        app.leave_dialog("Escape")
        path = os.path.join(self.folder, "cyber.dll")
        with open(path, "wb") as file:
            file.write(b"GIF89a not a library\n")
        app.drop(path)
        app.click(title, app.wait_label("cyber.dll"))
        app.wait_label("Investigation recommended")
        self.visit(app, title, prefix + "-files")

    def test_every_page(self):
        """Without a complaint of the newer libraries; how they look, people tell by the pictures."""
        for prefix, dark in (("light", False), ("dark", True)):
            app = self.start(dark)
            title = self.visit_captures(app, prefix)
            self.visit_files(app, title, prefix)
            self.visit(app, title, prefix + "-sockets", "ctrl+3")
            app.keys("ctrl+4")
            app.act(app.one("button|push button", "Try.*café.*"))
            app.wait_label("^4 characters")
            self.visit(app, title, prefix + "-text")
            self.visit(app, "Preferences", prefix + "-preferences", "ctrl+comma")
            app.leave_dialog("Escape")
            run("gdbus", "call", "--session", "--dest", ID, "--object-path", "/io/github/wirecase/Wirecase",
                "--method", "org.gtk.Actions.Activate", "about", "[]", "{}")
            self.visit(app, "About", prefix + "-about")
            run("flatpak", "kill", ID)
            app.process.wait(timeout=60)


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    unittest.main(verbosity=2)

#!/usr/bin/python3
# test-stream.py WIRECASE DATA OUT: following streams in the real window, by mouse and keys
# SPDX-License-Identifier: GPL-3.0-or-later

"""Inside session.sh. Pictures of the view go into the folder OUT, for people to look at."""

import os
import re
import struct
import subprocess
import sys
import tempfile
import unittest

from driver import Application, has_size, run, until, walk

WIRECASE, DATA, OUT = (os.path.abspath(path) for path in sys.argv[1:4])
del sys.argv[1:4]
CLI = os.path.join(os.path.dirname(WIRECASE), "cli", "wirecase-cli")
SAMPLE = os.path.join(DATA, "samples", "sample.pcap")
NEWS = 2                                         # the stream of the page, packet 2 its first


def frame(source, target, flags, sequence, said, port=0):
    """Ethernet, IPv4 and TCP without checksums; hosts by the last byte of their address."""
    tcp = struct.pack(">HHIIBBHHH", 1024 if source == 1 else 80 + port, 80 + port if source == 1 else 1024,
                      sequence, 0, 0x50, flags, 8192, 0, 0)
    ip = struct.pack(">BBHHHBBH4B4B", 0x45, 0, 20 + len(tcp) + len(said), 1, 0x4000, 64, 6, 0,
                     10, 0, 0, source, 10, 0, 0, target)
    return b"\2" * 12 + b"\x08\x00" + ip + tcp + said


def write_capture(path, frames):
    with open(path, "wb") as out:
        out.write(struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 1))
        for i, packet in enumerate(frames):
            out.write(struct.pack("<IIII", 1365588131, i * 1000, len(packet), len(packet)) + packet)


class Stream(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(dir=os.environ["HOME"])
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def start(self, capture=SAMPLE, width=1200, dark=False):
        environment = {"WIRECASE_DATA_DIR": DATA}
        if dark:
            environment["ADW_DEBUG_COLOR_SCHEME"] = "prefer-dark"
        app = Application(WIRECASE, capture, log=os.path.join(OUT, self.id() + ".log"),
                          environment=environment)
        self.addCleanup(self.finish, app)
        self.title = os.path.basename(capture) + " — Wirecase"
        app.one("page tab", r"Packets \d+")
        app.place(self.title, width, 800)
        return app

    def finish(self, app):
        run("import", "-window", "root", os.path.join(OUT, self.id() + ".png"))
        app.close()

    def photograph(self, app, name):
        app.photograph(self.title, os.path.join(OUT, "stream-" + name + ".png"))

    def go_to_packet(self, app, number):
        app.keys("ctrl+g")
        app.one("spin button", "Packet number")
        app.keys("ctrl+a")
        app.type(str(number))
        app.leave_dialog("Return")

    def follow_packet(self, app, number):
        self.go_to_packet(app, number)
        app.keys("ctrl+shift+t")
        self.wait_shown(app)

    def wait_shown(self, app):
        app.one("push button", ".*Back")
        return app.one("label", r"Stream \d+ of \d+")

    @staticmethod
    def line(app):
        """What the line of the cursor says, and who says it."""
        return app.one("image", "What was said").get_description()

    def wait_line(self, app, pattern):
        return until(lambda: re.search(pattern, self.line(app)), f"a line that says {pattern}")

    def press(self, app, name):
        app.act(app.one("push button", name))

    # Following

    def test_from_a_flow_and_back(self):
        app = self.start()
        app.keys("alt+3")
        app.click(self.title, app.one("label", "53659"))
        app.keys("ctrl+shift+t")
        self.wait_shown(app)
        self.wait_line(app, "→ 146.176.164.91:53659: GET /static/all/img/clear.gif")
        app.wait_label("^→ 146.176.164.91:53659, 13 packets, ")
        app.wait_label("^← 23.209.213.8:80, .* packets, ")
        app.keys("Down", "Down", "Down", "Down", "Down", "Down", "Down", "Down", "Down", "Down")
        self.photograph(app, "from-flow")
        app.keys("Escape")
        until(lambda: not [w for w in app.find("label", r"Stream \d+ of \d+") if has_size(w)]
              or app.find("tree table", "Flows"), "the flows again")
        app.keys("ctrl+shift+t")                 # the row has kept selection and focus
        self.wait_line(app, "→ 146.176.164.91:53659: GET")

    def test_from_a_packet_by_its_menu(self):
        app = self.start()
        self.go_to_packet(app, 3)
        app.click(self.title, app.one("label", "200 OK text/html"))
        app.keys("shift+F10")
        app.one("menu item", "Follow Its Stream")
        app.keys("s")
        self.wait_shown(app)
        self.wait_line(app, "→ 146.176.164.91:54100: GET /news/ HTTP/1.1")
        app.keys("ctrl+End")
        self.wait_line(app, "← 212.58.244.68:80: ")
        app.keys("ctrl+Page_Down")
        app.one("label", f"Stream {NEWS + 1} of .*")
        self.press(app, "Previous stream")
        app.one("label", f"Stream {NEWS} of .*")
        app.keys("alt+Left")
        app.one("tree table", "Packets")

    def test_forms_and_finding(self):
        app = self.start()
        self.follow_packet(app, 2)
        self.press(app, "Hex")
        self.wait_line(app, "00000000  47 45 54 20 2f 6e 65 77  73 2f 20")
        self.photograph(app, "hex")
        self.press(app, "Raw")
        self.wait_line(app, re.escape(r"GET /news/ HTTP/1.1\r\n"))
        app.keys("ctrl+f")
        app.type("harbour NEWS")
        app.keys("Return")
        self.wait_line(app, "← .*<title>Harbour news</title>")
        app.wait_label("12 bytes selected")
        self.photograph(app, "found")
        app.keys("ctrl+a")
        app.type("0x0d 0a 0d 0a")
        app.keys("Return", "F3")
        app.wait_label("4 bytes selected")
        app.keys("ctrl+a")
        app.type("nowhere")
        app.keys("Return")
        app.wait_label("Not found")
        app.keys("Escape")                       # closes the search only
        self.wait_shown(app)

    def test_back_to_the_packet_of_a_place(self):
        app = self.start()
        self.follow_packet(app, 2)
        app.keys("ctrl+f")
        app.type("fog in the")
        app.keys("Return")
        self.press(app, "Show Packet 3")
        app.one("tree table", "Packets")
        app.wait_label("212.58.244.68 → 146.176.164.91")
        app.place(self.title, 1200, 960)         # rows are made when there is room for them
        app.wait_label("Header length")

    # Saving

    def save(self, app, item, name):
        path = os.path.join(self.folder, name)
        app.act(app.find("push button", "Save what was said")[-1])
        app.one("menu item", item)
        app.keys(re.search("_(.)", {"Save Both Directions…": "_b", "Save First Direction .*": "_f",
                                    "Save Second Direction .*": "_s"}[item])[1])
        app.answer_file_dialog("Save Stream", path)
        until(lambda: os.path.exists(path), "the file")
        with open(path, "rb") as saved:
            return saved.read()

    @staticmethod
    def raw(*options):
        return subprocess.run([CLI, "stream", SAMPLE, str(NEWS), "--raw", *options], check=True,
                              capture_output=True, timeout=60).stdout

    def test_saved_is_what_was_said(self):
        app = self.start()
        self.follow_packet(app, 2)
        self.assertEqual(self.save(app, "Save Both Directions…", "both"), self.raw())
        self.assertEqual(self.save(app, "Save Second Direction .*", "b"), self.raw("--direction", "b"))
        self.assertEqual(self.save(app, "Save First Direction .*", "a"), self.raw("--direction", "a"))

    # What is not there, and what would deceive

    def test_gaps_and_hostile_bytes(self):
        path = os.path.join(self.folder, "holes.pcap")
        write_capture(path, [
            frame(1, 2, 2, 99, b""),
            frame(1, 2, 16, 100, b"<b>give\x1b[2J\n"),
            frame(2, 1, 16, 0, "txt.\u202eexe\n".encode()),
            frame(2, 1, 16, 12 + 1460, b"behind"),
            b"\xff" * 6 + b"\2" * 6 + b"\x08\x06" + bytes(28),
            frame(1, 2, 2, 5, b"", port=1),
        ])
        app = self.start(path)
        self.follow_packet(app, 1)
        self.wait_line(app, re.escape("→ 10.0.0.1:1024: <b>give^[[2J"))
        app.wait_label("← 10.0.0.2:80, 2 packets, 17 bytes, 1,461 bytes missing")
        app.keys("Down")
        self.wait_line(app, re.escape("txt.\\u202eexe"))
        app.keys("Down")
        self.wait_line(app, re.escape("[… 1,461 bytes missing …]"))
        self.photograph(app, "gap")
        app.keys("ctrl+Page_Down")
        app.wait_label("Nothing Was Said")
        self.photograph(app, "silent")
        app.keys("Escape")
        self.go_to_packet(app, 5)                # ARP
        app.click(self.title, app.one("label", "ARP", app.one("tree table", "Packets")))
        app.keys("shift+F10")
        app.one("menu item", "No Stream to Follow: Neither TCP nor UDP")
        app.keys("Escape")

    # Looking

    def test_pictures_and_names(self):
        for dark in (False, True):
            for width in (1200, 500):
                app = self.start(width=width, dark=dark)
                self.follow_packet(app, 2)
                for form in ("Text", "Hex", "Raw"):
                    self.press(app, form)
                    self.photograph(app, f"{form.lower()}-{'dark' if dark else 'light'}-{width}")
                unnamed = [w.get_role_name() for w in walk(app.root)
                           if w.get_role_name() in ("push button", "combo box", "text", "image")
                           and has_size(w) and not (w.get_name() or "").strip()]
                self.assertEqual(unnamed, [])
                app.close()


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    unittest.main(verbosity=2)

#!/usr/bin/python3
# test-responder.py WIRECASE DATA OUT: a capture worked from its opening to its report, in one go
# SPDX-License-Identifier: GPL-3.0-or-later

"""Inside session.sh. A mail brings a link, the link a program that calls itself a picture, and a file leaves
by FTP: all of it is found, followed, saved and reported without leaving the window. Pictures go into OUT."""

import base64
import hashlib
import os
import sys
import tempfile
import time
import unittest

from driver import Application, run, states, text, until, walk

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "cli"))
import captures  # noqa: E402
from conversations import Wire  # noqa: E402

WIRECASE, DATA, OUT = (os.path.abspath(path) for path in sys.argv[1:4])
del sys.argv[1:4]
TITLE = "incident.pcap — Wirecase"
CLIENT, MAIL, WEB, FTP = "192.0.2.10", "192.0.2.25", "198.51.100.80", "203.0.113.21"
PROGRAM = b"MZ" + bytes(58) + b"\x40\0\0\0" + b"PE\0\0\x4c\x01" + bytes(2000) + b"This program cannot be run in DOS mode."
PAPERS = b"PK\x03\x04" + bytes(range(256)) * 30
LETTER = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def write_mail():
    body = base64.encodebytes(LETTER).decode().replace("\n", "\r\n")
    return ("From: Accounts <accounts@example.net>\r\nTo: anna@example.org\r\nSubject: Your invoice 2322\r\n"
            "Date: Mon, 30 Nov 2026 09:00:00 +0000\r\nMIME-Version: 1.0\r\n"
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n"
            "Please look at http://update.example.com/holiday.jpg\r\n--b\r\nContent-Type: application/pdf\r\n"
            "Content-Disposition: attachment; filename=invoice.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            f"{body}\r\n--b--\r\n")


def talk(wire, server, port, said, own):
    connection = wire.connect((CLIENT, own), (server, port))
    for side, text in said:
        connection.say(side, text)
    connection.close()


def send_mail(wire):
    talk(wire, MAIL, 25, [(1, "220 mail.example.org\r\n"), (0, "HELO pc\r\n"), (1, "250 Hello\r\n"),
                          (0, "MAIL FROM:<accounts@example.net>\r\n"), (1, "250 Ok\r\n"),
                          (0, "RCPT TO:<anna@example.org>\r\n"), (1, "250 Ok\r\n"), (0, "DATA\r\n"),
                          (1, "354 Go on\r\n"), (0, write_mail() + ".\r\n"), (1, "250 Taken\r\n"),
                          (0, "QUIT\r\n"), (1, "221 Bye\r\n")], 40001)


def fetch_program(wire):
    head = f"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: {len(PROGRAM)}\r\n\r\n".encode()
    talk(wire, WEB, 80, [(0, "GET /holiday.jpg HTTP/1.1\r\nHost: update.example.com\r\n\r\n"),
                         (1, head + PROGRAM)], 40002)


def upload_papers(wire):
    control = wire.connect((CLIENT, 40003), (FTP, 2121))
    for side, text in ((1, "220 Ready\r\n"), (0, "USER drop\r\n"), (1, "331 Password?\r\n"), (0, "PASS drop\r\n"),
                       (1, "230 In\r\n"), (0, "TYPE I\r\n"), (1, "200 Ok\r\n"), (0, "PASV\r\n"),
                       (1, f"227 Entering Passive Mode ({FTP.replace('.', ',')},117,48).\r\n"),
                       (0, "STOR backup.zip\r\n"), (1, "150 Go on\r\n")):
        control.say(side, text)
    data = wire.connect((CLIENT, 40004), (FTP, 117 * 256 + 48))
    data.say(0, PAPERS)
    data.close()
    for side, text in ((1, "226 Transfer complete\r\n"), (0, "RNFR backup.zip\r\n"), (1, "350 To what?\r\n"),
                       (0, "RNTO holiday.txt\r\n"), (1, "250 Done\r\n"), (0, "QUIT\r\n"), (1, "221 Bye\r\n")):
        control.say(side, text)
    control.close()


class Responder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(dir=os.environ["HOME"])
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        wire = Wire()
        for part in (send_mail, fetch_program, upload_papers):
            part(wire)
        path = os.path.join(self.folder, "incident.pcap")
        with open(path, "wb") as out:
            out.write(captures.pcap(wire.frames))
        self.app = Application(WIRECASE, path, log=os.path.join(OUT, self.id() + ".log"),
                               environment={"WIRECASE_DATA_DIR": DATA,
                                            "XDG_DATA_HOME": os.path.join(self.folder, "data-home")})
        self.addCleanup(self.finish)
        self.app.place(TITLE, 1200, 900)
        self.step = 0

    def finish(self):
        run("import", "-window", "root", os.path.join(OUT, self.id() + ".png"))
        self.app.close()
        self.assertEqual(self.app.complaints(), [])

    def photograph(self, name):
        self.step += 1
        self.app.photograph(TITLE, os.path.join(OUT, f"responder-{self.step:02d}-{name}.png"))

    def press(self, name):
        self.app.act(self.app.one("push button|toggle button", name))

    def tile(self, name):
        grid = self.app.one(None, "Pictures of transfers")
        return until(lambda: [w for w in walk(grid) if (w.get_name() or "").startswith(name + ",")], name)[0]

    def select(self, name):
        self.app.click(TITLE, self.tile(name), at=(0.5, 0.3))

    def test_story(self):
        """Ten steps, each with a picture."""
        for step in (self.look_at_findings, self.look_at_hosts, self.read_mail, self.show_attachment,
                     self.find_program, self.follow_upload, self.save_all, self.know_program,
                     self.check_program, self.report):
            step()
            self.photograph(step.__name__.replace("_", "-"))

    def look_at_findings(self):
        self.app.wait_label("^Program in disguise$")
        self.app.wait_label(r"The URI ends in \.jpg and the server says image/jpeg, but the bytes are")

    def look_at_hosts(self):
        self.app.keys("alt+7")
        self.app.click(TITLE, self.app.one("label", "pc"))
        self.app.wait_label("^Copy FTP, accepted: drop$")

    def read_mail(self):
        self.app.keys("alt+8")
        self.app.click(TITLE, self.app.one("label", "Your invoice 2322"))
        view = self.app.one("text", "Text")
        self.assertIn("http://update.example.com/holiday.jpg", text(view))
        self.assertGreater(self.app.box(TITLE, view)[3], 20, "the mail's one line is seen")

    def show_attachment(self):
        self.app.wait_label("^Copy application/pdf: invoice.pdf")
        self.press("Show in Transfers")
        self.app.wait_label("Copy SHA-256: " + hashlib.sha256(LETTER).hexdigest())

    def find_program(self):
        self.press("_All All")
        self.select("holiday.jpg")
        self.app.wait_label("Copy SHA-256: " + hashlib.sha256(PROGRAM).hexdigest())
        self.app.wait_label("Program in disguise$")
        self.assertEqual(self.app.find("push button", ".*Session Log"), [], "HTTP has no log")

    def follow_upload(self):
        """One step from the file to what was said on another connection."""
        self.select("backup.zip")
        self.app.wait_label("Copy SHA-256: " + hashlib.sha256(PAPERS).hexdigest())
        self.press(".*Session Log")
        self.app.wait_label("^Stream 3 of 4$")
        self.app.wait_label("^Log, in UTC$")
        self.photograph("log")
        self.app.keys("Escape")
        self.tile("backup.zip")

    def reach(self, widget):
        """With Tab alone: of a dialog that the window manager draws, nobody says where it stands."""
        for _ in range(20):
            if "focused" in states(widget):
                return
            self.app.keys("Tab")
            time.sleep(0.2)
        self.fail("the focus does not get to " + widget.get_name())

    def save_all(self):
        out = os.path.join(self.folder, "saved")
        os.mkdir(out)
        self.press("Sa_ve All….*")
        until(lambda: self.app.window_id("Save Downloads Into"), "the folder dialog")
        time.sleep(0.5)                          # the dialog takes the keys a moment after it is seen
        sorts = self.app.one("check box", "Sort into folders by protocol and host")
        self.reach(sorts)
        self.app.keys("space")
        until(lambda: "checked" in states(sorts), "folders to be chosen")
        self.app.keys("ctrl+l")
        self.app.type(out)
        self.app.leave_dialog("Return")
        if self.app.window_id("Save Downloads Into"): # the first key only entered the folder
            self.app.leave_dialog("Return")
        self.app.wait_label("4 downloads saved")
        found = {os.path.relpath(os.path.join(folder, name), out)
                 for folder, _, names in os.walk(out) for name in names}
        self.assertEqual(found, {
            "SHA256SUMS", "transfers.csv", "FTP/203.0.113.21/backup.zip", "HTTP/update.example.com/holiday.jpg",
            "SMTP/192.0.2.25/Your invoice 2322.eml", "SMTP/192.0.2.25/invoice.pdf"})

    def know_program(self):
        self.select("holiday.jpg")
        self.app.click(TITLE, self.app.one("push button", "More that can be done with this transfer"))
        self.app.act(self.app.one("menu item", "Add to Known Bad…"))
        self.app.wait_label(".*everything with the same MD5 or SHA-256")
        time.sleep(0.3)
        self.app.leave_dialog("Return")
        until(lambda: self.tile("holiday.jpg").get_name().endswith("Known bad"), "the verdict")

    def check_program(self):
        self.press("_Check in Files Check in Files")
        self.app.wait_label("1 download was checked")

    def report(self):
        self.app.act(self.app.one("push button", ".*Show in Captures"))
        self.app.wait_label("Its hash is that of holiday.jpg in the set “Known bad”.")
        self.app.click(TITLE, self.app.one("push button", "Main menu"))
        self.app.act(self.app.one("menu item", "Report…"))
        self.app.act(self.app.one("push button", ".*Write….*"))
        path = os.path.join(self.folder, "report.html")
        self.app.answer_file_dialog("Write Report", path)
        self.app.wait_label("The report is written")
        with open(path, encoding="utf-8") as file:
            written = file.read()
        for what in ("holiday.jpg", "backup.zip", "invoice.pdf", "known-bad",
                     hashlib.sha256(PROGRAM).hexdigest()):
            self.assertIn(what, written)


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    unittest.main(verbosity=2)

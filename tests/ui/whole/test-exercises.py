#!/usr/bin/python3
# test-exercises.py WIRECASE DATA OUT: the lab's exercises as the help tells them, by keyboard
# SPDX-License-Identifier: GPL-3.0-or-later

"""Inside session.sh. The steps of help/C/exercise-NN.page are taken one by one: what they call a control is
what is looked for, and what they say to enter is entered. A step that is added or dropped there fails here."""

import collections
import os
import re
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ET

from driver import Application, Listener, free_port, run, spell, states, text, until, walk
from keyboard_case import DATA, OUT, SAMPLE, TITLE, WIRECASE, KeyboardCase, place

MALLARD = "{http://projectmallard.org/1.0/}"
HELP = os.path.join(os.path.dirname(DATA), "help", "C")
Step = collections.namedtuple("Step", "gui code words")
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000") + bytes(64) + bytes.fromhex("ffd9")
BAD = {"badfile1.txt": b"bad content", "badfile2.txt": b"bad stuff",
       "badfile3.txt": b"bad minton", "badfile4.txt": b"bad teacher"}


def read_steps(number):
    page = ET.parse(os.path.join(HELP, f"exercise-{number:02d}.page")).getroot()
    return [Step([gui.text for gui in item.iter(MALLARD + "gui")], [code.text for code in item.iter(MALLARD + "code")],
                 "".join(item.itertext())) for item in page.iter(MALLARD + "item")]


class Exercise(KeyboardCase):
    def begin(self, number, *arguments, title="Wirecase"):
        self.steps = read_steps(number)
        self.addCleanup(lambda: self.assertEqual(self.steps, []))
        self.folder = tempfile.mkdtemp(prefix="evidence.", dir=os.environ["HOME"])
        self.app = Application(WIRECASE, *arguments, log=os.path.join(OUT, self.id() + ".log"),
                               environment={"WIRECASE_DATA_DIR": DATA, "XDG_DATA_HOME": self.folder + "/data-home"})
        self.addCleanup(self.finish, self.app)
        self.trail = Listener("object:state-changed:focused",
                              lambda event: place(event.source) if event.detail1 else None)
        self.addCleanup(self.trail.stop)
        self.app.place(title, 1200, 800)

    def step(self, *gui):
        """The next step of the page, which names the controls @gui."""
        step = self.steps.pop(0)
        self.assertEqual(step.gui, list(gui), step.words)
        return step

    def to(self, name, key="Tab"):
        self.go(self.app, self.trail, key, name, presses=70)

    def press(self, name, key="Tab"):
        self.to(name, key)
        self.app.keys("space")

    def to_row(self, name="", key="Tab"):
        """Into a table, and down to the row that has @name in its name."""
        way = []
        while not (way and way[-1][0] == "table row" and name in way[-1][1]):
            self.assertLess(len(way), 70, (name, way))
            self.trail.get().clear()
            self.app.keys("Down" if way and way[-1][0] == "table row" else key)
            until(self.trail.get, f"the focus behind {way[-1:]}")
            way.append(self.trail.get()[-1])

    def type(self, words):
        """Letters that no key has are entered by their numbers, as GTK takes them."""
        for letter in words:
            if letter.isascii():
                self.app.type(letter)
            else:
                self.app.keys("ctrl+shift+u")
                self.app.type(f"{ord(letter):x}")
                self.app.keys("space")

    def enter(self, name, words, key="Tab"):
        self.to(name, key)
        self.app.keys("ctrl+a")
        if words.isascii():
            self.app.type(words)
        else:
            self.type(words)

    def says(self, pattern):
        return self.app.wait_label(pattern)

    def rows(self, table):
        """What the cells of each row say."""
        return [[w.get_name() for w in walk(row) if w.get_role_name() in ("label", "static")]
                for row in self.app.find("table row", below=self.app.one("tree table", table))[1:]]

    def write(self, folder, files):
        path = os.path.join(self.folder, folder)
        os.makedirs(path, exist_ok=True)
        for name, content in files.items():
            with open(os.path.join(path, name), "wb") as file:
                file.write(content)
        return path


class Sockets(Exercise):
    """Exercises 1 to 7."""

    def show(self, number):
        self.begin(number)
        self.app.one("push button", ".*Open a Capture….*")
        self.press("Sockets")
        self.app.one("filler", "WireServerPane")
        self.port = free_port()

    def start(self, button="Start", address="127.0.0.1"):
        self.enter("Port to listen on", str(self.port))
        self.press(button, "shift+Tab")
        self.says(rf"Listening on .*{re.escape(address)}:{self.port}")

    def connect(self, button="Connect"):
        self.enter("Port to connect to", str(self.port))
        self.press(button, "shift+Tab")
        return re.search(r"own port (\d+)", self.says("Connected to .*; own port").get_name()).group(1)

    def send(self, words):
        self.enter("Message", words)
        self.app.keys("Return")

    def test_1_server(self):
        self.show(1)
        step = self.step("Sockets")
        port = self.app.one("spin button", "Port to listen on")
        buffer = self.app.one("spin button", "Receive buffer")
        self.assertIn(f"port {port.get_current_value():.0f};", step.words)
        self.assertIn(f"{buffer.get_current_value():,.0f} bytes", step.words)
        self.assertEqual(text(self.app.one("text", "Address to listen at")), "localhost")
        self.start(*self.step("Start").gui)
        own = self.connect(*self.step("Connect").gui)
        self.says(rf"127\.0\.0\.1:{own}")
        self.send("h")
        self.says("^Got that thanks!$")
        self.press("Disconnect", "shift+Tab")
        self.says("end of data")

    def test_2_sockets(self):
        self.show(2)
        self.step()
        self.start()
        own = self.connect()
        its, everyone = self.step("Its Sockets", "Sockets on This Machine").gui
        self.press(its)
        self.assertIn("pressed", states(self.app.one("page tab|radio button|toggle button", spell(everyone))))
        until(lambda: self.count("LISTENING") >= 1 and self.count("ESTABLISHED") == 2, "both ends, and who listens")
        self.assertTrue(any(own in " ".join(row) for row in self.rows("Sockets on this machine")))

    def count(self, state):
        return len([row for row in self.rows("Sockets on this machine") if state in row])

    def test_3_telnet(self):
        self.show(3)
        self.step()
        self.start()
        self.connect()
        self.press(*self.step("As I type").gui)
        self.to("Message", "shift+Tab")
        self.app.keys("ctrl+a", "BackSpace")
        letters = self.step().code[0]
        for n, letter in enumerate(letters, 1):
            self.app.type(letter)
            self.says(rf"Received: {n} bytes? in {n} pieces?: {', '.join(['1'] * n)}\.")

    def test_4_killed_client(self):
        self.show(4)
        self.start()
        self.step()
        with subprocess.Popen(["nc", "127.0.0.1", str(self.port)], stdin=subprocess.PIPE) as client:
            client.stdin.write(b"hello\n")
            client.stdin.flush()
            self.says(rf"nc \(process {client.pid}\)")
            self.assertIn("kill -9", self.step().code)
            client.kill()
            self.says(rf"nc \(process {client.pid}\) was killed")
        self.says("Listening on")

    def test_5_client(self):
        self.show(5)
        self.connect_to_nobody()
        self.step()
        self.start()
        connect, send = self.step("Connect", "Send").gui
        self.connect(connect)
        self.enter("Message", "hello")
        self.press(send)
        self.says("^hello$")
        self.says("^Got that thanks!$")

    def connect_to_nobody(self):
        self.enter("Port to connect to", str(self.port))
        self.press("Connect", "shift+Tab")
        self.says("[Cc]onnection refused|[Nn]obody listens|was refused")

    def test_6_buffer(self):
        self.show(6)
        step = self.step("Receive buffer")
        self.to(step.gui[0])                     # by powers of two
        self.enter(step.gui[0], re.search(r"to (\d+)", step.words).group(1))
        self.start()
        self.connect()
        self.send(self.step().code[0])
        self.step("Pieces")
        self.says(r"Received: 36 bytes in 4 pieces: 10, 10, 10, 6\.")

    def test_7_two_machines(self):
        """The other machine is this one: its client is given an address that others could reach."""
        self.show(7)
        self.step("Address")
        self.enter("Address to listen at", "0.0.0.0")
        self.start(address="0.0.0.0")
        self.says("^Others on the network can connect to this server at |reached from this machine only")
        self.step()
        self.enter("Host", "127.0.0.2")
        self.connect()
        self.says("Connected to 127.0.0.2")


class Captures(Exercise):
    """Exercises 8 to 13."""

    def show(self, number):
        self.begin(number, SAMPLE, title=TITLE)
        self.app.one("page tab", r"Transfers \d+")

    def test_8_layers(self):
        self.show(8)
        self.press(self.step("Packets").gui[0] + " 55")
        self.step()
        until(lambda: "selected" in states(self.app.find("table row", below=self.app.one("tree table", "Packets"))[1]),
              "packet 1")
        self.to("Ethernet")
        fields = self.go(self.app, self.trail, "Down", "Method, GET")
        for field in ("Destination, a4:18:75:47:49:44", "Source, e8:40:f2:3b:eb:cd", "Total length, 1010",
                      "Identification, 958", "Flags and offset, 16384 (don't fragment)", "Time to live, 128",
                      "Protocol, 6 (TCP)", "Source, 146.176.164.91", "Destination, 23.21.54.131",
                      "Source port, 53954", "Destination port, 80", "Sequence number, 846336224",
                      "Acknowledgement number, 543676321", "Flags, 24 (PSH, ACK)", "Window, 64647"):
            self.assertIn(field, fields)

    def test_9_addresses(self):
        self.begin(9)
        self.app.one("push button", ".*Open a Capture….*")
        page, pane = self.step("Text", "Address").gui
        self.press(page)
        entry = self.app.one("text", "Text or bytes")
        self.press(pane)
        self.enter("Address, number or network", self.step().code[0])
        self.says("92 b0 a4 5b")
        # And the way that Python writes it.
        self.press("Bytes", "shift+Tab")
        self.enter("Text or bytes", r"b'\x92\xb0\xa4['")
        until(lambda: text(entry) == r"b'\x92\xb0\xa4['", "the bytes")
        self.app.one("push button", "Copy Address: 146.176.164.91.*")

    def requests(self):
        """Method and Referer of each request that is listed."""
        return [(row[1], row[4]) for row in self.rows("HTTP requests")]

    def test_10_requests(self):
        self.show(10)
        self.press(self.step("HTTP").gui[0] + " 12")
        until(lambda: ("GET", "http://www.foxnews.com/") in self.requests(), "methods and Referers")
        headers, body = self.step("Headers", "Body").gui
        self.to_row()
        self.app.keys("shift+Tab", *["Right"] * 2, "space", "Tab", "Down")
        self.app.one("page tab|toggle button|radio button", spell(headers))
        self.app.one("page tab|toggle button|radio button", spell(body))
        self.press(self.step("Tree").gui[0], "shift+Tab")
        self.app.one("tree table", "HTTP requests")
        self.app.keys("ctrl+f")
        self.app.type("clear.gif")
        until(lambda: self.requests() == [("GET", "http://www.harbour.example/news/")], "the one request")

    def test_11_downloads(self):
        self.show(11)
        page, gif = self.step("Transfers", "GIF").gui
        self.press(page + " 13")
        self.says("found by URI 7 · by bytes 7")
        self.press(gif, "shift+Tab")
        self.says("found by URI 2 · by bytes 3")
        self.step()
        self.press("Table")
        self.to_row("clear.gif")
        self.says("/static/all/img/clear.gif")
        self.press("JPEG", "shift+Tab")
        self.says("found by URI 3 · by bytes 3")

    def flow(self):
        return self.rows("Flows")[0]

    def test_12_flows(self):
        self.show(12)
        self.press(self.step("Flows").gui[0] + " 13")
        self.step()
        self.to(", ".join(self.flow()[:2]))
        said = Listener("object:property-change:accessible-description", lambda event: event.any_data)
        self.addCleanup(said.stop)
        self.app.keys("shift+Tab", *["Right"] * 5, "space")
        until(lambda: self.flow()[5] == "1", "the flow with the fewest packets above")
        self.app.keys("Return")
        most = ["146.176.164.91", "53659", "23.209.213.8", "80", "TCP", "13"]
        until(lambda: self.flow()[:6] == most, "the flow with the most packets above")
        until(lambda: said.get() and said.get()[-1] == "Sorted by Packets, largest first", "how it is sorted")

    def test_13_not_from(self):
        self.show(13)
        self.press(*self.step("Not From…").gui)
        self.app.type("146.176.164.91")
        self.app.keys("Return")
        self.app.one("page tab", "Packets 13 of 55|Packets 13")
        self.app.keys("alt+2")
        sources = until(lambda: {row[2] for row in self.rows("Packets")}, "the packets")
        self.assertIn("212.58.244.68", sources)
        self.assertNotIn("146.176.164.91", sources)


class Bytes(Exercise):
    """Exercises 14 to 17."""

    def show_files(self, number):
        self.begin(number)
        self.app.one("push button", ".*Open a Capture….*")
        self.press("Files")

    def choose(self, button, path):
        self.press(button)
        self.app.answer_file_dialog(button.replace("a ", "").rstrip("…"), path)

    def choose_more(self, item, path):
        """By the menu, as the buttons are on an empty page only."""
        self.press("What to do with the files")
        self.to(item.replace("a ", ""), "Down")
        self.app.keys("Return")
        self.app.answer_file_dialog(item.replace("a ", "").rstrip("…"), path)

    def cells(self, name):
        return until(lambda: [row for row in self.rows("Files") if name in row], f"a row of {name}")[0]

    def test_14_codecs(self):
        self.begin(14)
        self.app.one("push button", ".*Open a Capture….*")
        step = self.step("Text")
        self.press(*step.gui)
        self.enter("Text or bytes", step.code[0])
        self.says("^4 characters · 5 bytes in UTF-8$")
        self.press(*self.step("Side by Side").gui)
        self.app.one(".*", "windows-1252, .*")
        step = self.step("Garbled?")
        self.enter("Text or bytes", step.code[0], "shift+Tab")
        self.press(*step.gui)
        self.says("^It was written as UTF-8 and read as windows-1252")

    def test_15_digest(self):
        self.show_files(15)
        folder = self.write("one", {"empty.txt": b""})
        _page, button = self.step("Files", "Open Files…").gui
        self.choose(button, os.path.join(folder, "empty.txt"))
        self.assertIn("d41d8cd98f00b204e9800998ecf8427e", self.cells("empty.txt"))
        self.step()
        os.rename(os.path.join(folder, "empty.txt"), os.path.join(folder, "renamed.txt"))
        self.choose_more(button, os.path.join(folder, "renamed.txt"))
        self.assertIn("d41d8cd98f00b204e9800998ecf8427e", self.cells("renamed.txt"))

    def test_16_known_bad(self):
        self.show_files(16)
        _page, button = self.step("Files", "Open a Folder…").gui
        self.choose(button, self.write("bad", BAD))
        self.app.one("push button", "All 4")
        (item,) = self.step("Add Selected to Known Bad…").gui
        self.to_row()
        self.app.keys("ctrl+a")
        self.says("4 Files Selected")
        self.press("What to do with the files")
        self.to(item, "Down")
        self.app.keys("Return")
        self.says("are recorded, with their names")
        self.app.leave_dialog("Return")
        self.app.one("push button", "Known Bad 4")
        self.step()
        self.choose_more(button, self.write("unsure", {"unsure1.txt": b"good content", "unsure2.txt": b"bad stuff",
                                                       "unsure3.txt": b"bad stuff "}))
        self.app.one("push button", "Known Bad 5")
        self.assertIn("badfile2.txt (Known bad)", self.cells("unsure2.txt"))
        for name in ("unsure1.txt", "unsure3.txt"):
            self.assertEqual(self.cells(name)[0], "OK")

    def test_17_types(self):
        self.show_files(17)
        _page, button = self.step("Files", "Open a Folder…").gui
        self.choose(button, self.write("types", {"cyber.dll": JPEG, "cyber.jpg": JPEG, "invalid.docx": b"PK\3\4" + bytes(30)}))
        self.app.one("push button", "All 3")
        self.press(*self.step("Types").gui)
        until(lambda: "JPEG picture" in self.cells("cyber.dll"), "the columns of types")
        self.assertEqual(self.cells("cyber.dll")[0], "Mismatch")
        self.assertEqual(self.cells("cyber.jpg")[0], "OK")
        self.press(*self.step("As in the Lab").gui, "shift+Tab")
        until(lambda: any(cell.startswith("(-2, ") for cell in self.cells("cyber.dll")), "what the script says")
        self.assertTrue(any(cell.startswith("(0, ") for cell in self.cells("cyber.jpg")))
        self.assertTrue(any(cell.startswith("(-1, ") for cell in self.cells("invalid.docx")))


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    unittest.main(verbosity=2)

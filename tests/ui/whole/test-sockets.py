#!/usr/bin/python3
# test-sockets.py WIRECASE DATA OUT: the Sockets page, worked by mouse and keys
# SPDX-License-Identifier: GPL-3.0-or-later

"""Inside session.sh. The lab's exercises 1 to 6, what others' programs do to the page, and pictures
of it in the folder OUT. One window serves many tests; each leaves it idle and cleared."""

import collections
import hashlib
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import unittest

from driver import Application, free_port, has_size, run, spell, states, unnamed_controls, until, walk

WIRECASE, DATA, OUT = (os.path.abspath(path) for path in sys.argv[1:4])
del sys.argv[1:4]
BUILD = os.path.dirname(os.path.dirname(WIRECASE))
CLI = os.path.join(BUILD, "src", "cli", "wirecase-cli")
LOAD = os.path.join(BUILD, "tests", "sockets", "wire-load")
TITLE = "Wirecase"

Side = collections.namedtuple("Side", "pane transcript")


class Page(unittest.TestCase):
    dark = False

    @classmethod
    def setUpClass(cls):
        os.makedirs(OUT, exist_ok=True)
        environment = {"WIRECASE_DATA_DIR": DATA}
        if cls.dark:
            environment["ADW_DEBUG_COLOR_SCHEME"] = "prefer-dark"
        cls.app = Application(WIRECASE, log=os.path.join(OUT, f"{cls.__name__}.log"),
                              environment=environment)
        cls.addClassCleanup(cls.finish)
        cls.app.one("push button", ".*Open a Capture….*")
        cls.app.place(TITLE, 1200, 800)
        cls.show()

    @classmethod
    def show(cls):
        cls.app.keys("ctrl+3")
        cls.page = cls.app.one("filler", "WireSocketsPage")
        cls.server, cls.client = [
            Side(pane, cls.app.one("filler", "WireTranscriptView", pane))
            for pane in (cls.app.one("filler", name, cls.page)
                         for name in ("WireServerPane", "WireClientPane"))]

    @classmethod
    def finish(cls):
        cls.app.close()

    def setUp(self):
        self.port = free_port()
        self.choose(self.server, "Port to listen on", self.port)
        self.choose(self.client, "Port to connect to", self.port)

    def tearDown(self):
        if not self._outcome.success:
            run("import", "-window", "root", os.path.join(OUT, self.id() + ".png"))
        for side, label in ((self.client, "Disconnect"), (self.server, "Stop")):
            for button in self.app.find("push button", spell(label), side.pane):
                self.app.act(button)
        self.says(self.server, "Not listening")
        self.says(self.client, "Not connected")
        for side in (self.server, self.client):
            self.clear(side)

    def clear(self, side):
        def cells():
            return self.app.find("table cell", below=side.transcript)
        if cells():
            self.from_menu(side, "Clear", "l")
            until(lambda: not cells(), "an empty transcript")

    def button(self, side, label):
        return self.app.one("push button", spell(label), getattr(side, "pane", side))

    def press(self, side, label):
        self.app.act(self.button(side, label))

    def choose(self, side, name, value):
        self.app.one("spin button", name, side.pane).set_current_value(value)

    def choose_from(self, drop_down, opening, *keys):
        """What is @keys away from what is chosen; on a busy machine keys may come before the focus."""
        def is_open():
            self.app.keys("Escape", *opening)
            box = self.app.one("combo box", drop_down, self.page)
            return until(lambda: self.app.find("list item", below=box), "its list", 3)
        until(is_open, drop_down, 30)
        self.app.keys(*keys, "Return")

    def choose_reply(self, *keys):
        self.choose_from("_?Reply.*", ["alt+r"], *keys)

    def choose_codec(self, codec):
        def is_open():
            self.app.click(TITLE, self.app.one("push button", "Codec: .*", self.client.pane))
            return until(lambda: [w for w in self.app.find("text|entry", "Find a codec")
                                  if "focused" in states(w)], "the codecs", 2)
        until(is_open, "the codecs")
        self.app.type(codec)
        self.app.keys("Return")
        self.app.one("push button", f"Codec: {codec.upper()}.*", self.client.pane)

    def choose_line_end(self, *keys):
        """While the client is connected: behind what sends, and how."""
        self.choose_from("What ends a message", ["alt+m", *["Tab"] * 5, "space"], *keys)

    def choose_notation(self, *keys):
        self.choose_from("How the message becomes bytes", ["alt+m", *["Tab"] * 3, "space"], *keys)

    def from_menu(self, side, item, key):
        """From a transcript's menu."""
        self.app.act(self.app.find("push button", "Transcript", side.transcript)[-1])
        self.app.one("menu item", spell(item), side.transcript)
        self.app.keys(key)

    def from_row(self, side, content, item, key):
        """From the menu of the row that has @content in one of its cells."""
        self.app.click(TITLE, self.says(side.transcript, content))
        self.from_menu(side, item, key)

    def says(self, side, pattern):
        return until(lambda: [w for w in walk(getattr(side, "pane", side))
                              if re.search(pattern, w.get_name() or "")],
                     f"something that says {pattern}")[0]

    def listen(self, address="127.0.0.1"):
        self.press(self.server, "Start")
        self.says(self.server, f"Listening on .*{re.escape(address)}:{self.port}")

    def connect(self):
        self.press(self.client, "Connect")
        words = self.says(self.client, "Connected to .*; own port").get_name()
        return int(re.search(r"own port (\d+)", words).group(1))

    def say(self, words):
        self.app.one("text", "_?Message", self.client.pane).set_text_contents(words)
        self.press(self.client, "Send")

    def peer(self):
        """A client of the page's server that is no one's but the test's."""
        peer = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        self.addCleanup(peer.close)
        return peer

    def save_as(self, title, name):
        """Answers the file dialog @title. Returns: the path of what was saved"""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = os.path.join(folder.name, name)
        self.app.answer_file_dialog(title, path)
        until(lambda: os.path.exists(path) and os.path.getsize(path), "the file")
        return path

    def photograph(self, name):
        self.app.photograph(TITLE, os.path.join(OUT, name + ".png"))


class Light(Page):
    # The lab's exercises

    def test_server_and_client_talk(self):
        self.listen()
        own = self.connect()
        self.say("hello")
        self.says(self.server.transcript, "^hello$")
        self.says(self.client.transcript, "^Got that thanks!$")
        self.says(self.page, r"Sent: 5 bytes in 1 send: 5\. Received: 5 bytes in 1 piece: 5\.")
        self.says(self.server, f"127.0.0.1:{own}")       # the same port that the client says
        self.press(self.server, "Its Sockets")
        self.says(self.app.one("filler", "WireSocketTableView", self.page), "this window")
        self.photograph("sockets-light")
        self.press(self.client, "Disconnect")
        self.says(self.server.transcript, "end of data")
        self.press(self.server, "Stop")
        self.says(self.server, "Not listening")

    def test_addresses_by_a_click(self):
        self.app.act(self.app.one("page tab", "Addresses", self.page))
        view = self.app.one("filler", "WireAddressesView", self.page)
        self.says(view, r"Copy localhost – loopback: reached from this machine only: 127\.0\.0\.1")
        self.says(view, "Copy lo – loopback: .*: 127\\.0\\.0\\.1")
        self.press(view, "Look Up Again")
        self.says(view, "Copy localhost – loopback: .*: 127")
        self.photograph("sockets-addresses")
        self.app.act(self.app.one("page tab", "Pieces", self.page))

    def test_every_key_by_itself(self):
        self.listen()
        self.connect()
        box = self.app.one("check box", "As I _?type", self.client.pane)
        self.app.click(TITLE, box)
        self.app.click(TITLE, self.app.one("text", "_?Message", self.client.pane))
        self.app.keys("ctrl+a", "BackSpace")
        for letter in "hi":
            self.app.type(letter)
            self.says(self.server.transcript, f"^{letter}$")
        self.says(self.page, r"Received: 2 bytes in 2 pieces: 1, 1\.")
        self.app.click(TITLE, box)

    def test_hex_is_sent_whole(self):
        self.listen()
        self.connect()
        self.choose_notation("Down")
        box = self.app.one("check box", "As I _?type", self.client.pane)
        self.app.click(TITLE, box)
        self.app.click(TITLE, self.app.one("text", "_?Message", self.client.pane))
        self.app.keys("ctrl+a", "BackSpace")
        self.app.type("68 69")
        self.app.keys("Return")
        self.says(self.server.transcript, "^hi$")
        self.says(self.page, r"Received: 2 bytes in 1 piece: 2\.")
        self.app.click(TITLE, box)
        self.choose_notation("Up")

    def test_proposed_message_is_not_typed(self):
        self.listen()
        self.peer().sendall(b"evidence")
        self.connect()
        box = self.app.one("check box", "As I _?type", self.client.pane)
        self.app.click(TITLE, box)
        self.from_row(self.server, "^evidence$", "Open in Text", "t")
        self.app.wait_label("8 bytes")
        self.app.click(TITLE, self.app.one("push button", "Copy and send"))
        self.app.act(self.app.one("menu item", "_?Send Through Sockets"))
        self.app.click(TITLE, self.app.one("check box", "As I _?type", self.client.pane))
        self.say("x")                                    # is the first thing that is sent
        self.says(self.page, r"Sent: 1 bytes in 1 send: 1\.")

    def test_killed_client(self):
        self.listen()
        with subprocess.Popen(["nc", "127.0.0.1", str(self.port)], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE) as nc:
            nc.stdin.write(b"a client of flesh\n")
            nc.stdin.flush()
            self.says(self.server, rf"nc \(process {nc.pid}\)")
            nc.kill()
            self.says(self.server.transcript, "✕ killed")
            self.says(self.server.transcript, rf"nc \(process {nc.pid}\) was killed")
        path = self.save_transcript()
        with open(path, encoding="utf-8") as lines:
            last = lines.read().splitlines()[-2:]
            self.assertEqual(last[0], "#<INFO> Socket Shutdown Received - Exiting...")
            self.assertRegex(last[1], rf"^#<INFO> nc \(process {nc.pid}\) was killed: ")
        self.assertEqual(self.reply_to(b"still there?"), b"Got that thanks!")

    def save_transcript(self):
        self.from_menu(self.server, "Save Transcript…", "r")
        return self.save_as("Save Transcript", "transcript.txt")

    def reply_to(self, message):
        peer = self.peer()
        peer.sendall(message)
        return peer.recv(100)

    def test_nobody_listens(self):
        self.press(self.client, "Connect")
        self.says(self.client, "Nobody listens at 127.0.0.1")

    def test_connecting_is_cancelled(self):
        with socket.socket() as full, socket.socket() as only:
            full.bind(("127.0.0.1", self.port))
            full.listen(0)
            only.connect(("127.0.0.1", self.port))
            self.press(self.client, "Connect")           # and nobody answers
            self.press(self.client, "Cancel")
            self.says(self.client, "was cancelled")

    # What becomes of what was said

    def test_bytes_of_a_piece(self):
        said = b"caf\xc3\xa9 \xff\x00<b>"
        self.listen()
        peer = self.peer()
        peer.sendall(said)
        row = r"^café \\xff\\x00<b>$"               # no markup, nothing run
        self.from_row(self.server, row, "Save Its Bytes…", "s")
        with open(self.save_as("Save Bytes", "piece"), "rb") as saved:
            self.assertEqual(saved.read(), said)
        self.from_row(self.server, row, "Digests…", "d")
        self.app.wait_label(hashlib.md5(said).hexdigest())
        self.app.wait_label(hashlib.sha256(said).hexdigest())
        self.app.leave_dialog("Escape")
        self.from_row(self.server, row, "Open in Text", "t")
        self.app.wait_label("127.0.0.1:%u" % peer.getsockname()[1])
        self.app.one("filler", "WireTextPage")
        self.app.wait_label(f"{len(said)} bytes")
        self.show()

    def test_codec_and_line_end(self):
        self.listen()
        self.connect()
        self.choose_codec("utf-16be")
        self.choose_line_end("Down", "Down")
        self.say("né")
        self.says(self.server.transcript, r"^\\x00n\\x00\\xe9\\x00\\r\\x00\\n$")
        self.choose_codec("utf-8")
        self.choose_line_end("Up", "Up")

    # What others do to the page

    def test_flood(self):
        self.choose(self.server, "Receive _?buffer", 65536)
        self.choose_reply("Down", "Down")
        self.listen()
        resident, gaps = [], []
        for messages in (20000, 60000):
            with subprocess.Popen([LOAD, "127.0.0.1", str(self.port), "50", str(messages)],
                                  stdout=subprocess.PIPE, text=True) as load:
                seen = self.picture()
                until(lambda seen=seen: self.picture() != seen, "the flood on the screen")
                self.assertIsNone(load.poll(), "the flood was over before it was shown")
                while load.poll() is None:
                    before = time.monotonic()
                    has_size(self.server.pane)           # which its main loop answers
                    gaps.append(time.monotonic() - before)
                print(load.stdout.read().strip(), end="; ")
                self.assertEqual(load.returncode, 0)
            resident.append(self.resident())
        print(f"longest wait for the window {max(gaps) * 1000:.0f} ms; {resident[0]} KiB of memory "
              f"after 20,000 messages, {resident[1]} KiB after 80,000", flush=True)
        self.assertLess(resident[1], resident[0] + 32 * 1024)
        self.says(self.server.transcript, "earlier events are on the disk")
        self.choose_reply("Up", "Up")

    def picture(self):
        """What the window shows where the server's transcript is."""
        x, y, width, height = self.app.box(TITLE, self.server.transcript)
        return subprocess.run(["import", "-window", "root", "-crop", f"{width}x{height}+{x}+{y}",
                               "rgb:-"], check=True, capture_output=True, timeout=60).stdout

    def resident(self):
        with open(f"/proc/{self.app.process.pid}/status", encoding="ascii") as status:
            return int(re.search(r"RssAnon:\s+(\d+)", status.read())[1])

    def test_reset_leaves_the_server_serving(self):
        self.listen()
        rude = self.peer()
        self.says(self.server, "^1 client$")
        rude.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        rude.close()
        self.says(self.server.transcript, "reset")
        polite = self.peer()
        polite.sendall(b"still there?")
        self.assertEqual(polite.recv(100), b"Got that thanks!")

    def test_port_taken(self):
        with socket.socket() as other:
            other.bind(("127.0.0.1", self.port))
            other.listen()
            self.press(self.server, "Start")
            self.says(self.server, "is used by")
            self.app.place(TITLE, 500, 800)
            self.photograph("sockets-narrow")
            self.app.place(TITLE, 1200, 800)
            self.press(self.server, "Use Port ")
            self.says(self.server, "Listening on 127.0.0.1:")


    def test_others_can_connect(self):
        address = self.app.one("text", "Address to listen at", self.server.pane)
        address.set_text_contents("0.0.0.0")
        self.listen("0.0.0.0")
        self.says(self.server, "^Others on the network can connect to this server at .*until it is stopped")
        self.press(self.server, "Stop")
        self.says(self.server, "Not listening")
        address.set_text_contents("192.0.2.99")
        self.press(self.server, "Start")
        self.says(self.server, "^192.0.2.99 is not an address of this machine")
        address.set_text_contents("localhost")

    # The transcript

    def test_find_and_undo(self):
        self.listen()
        peer = self.peer()
        for words in (b"needle in a haystack", b"hay"):
            peer.sendall(words)
            peer.recv(100)
        self.says(self.server.transcript, "^hay$")
        self.app.one("text|entry", "Find in what was said", self.server.transcript).set_text_contents("NEEDLE")
        until(lambda: [w for w in self.app.find("table row", below=self.server.transcript)
                       if "selected" in states(w)
                       and any("needle" in (cell.get_name() or "") for cell in walk(w))], "what was found")
        self.app.one("text|entry", "Find in what was said", self.server.transcript).set_text_contents("")
        self.clear(self.server)
        peer.sendall(b"said since")
        self.says(self.server.transcript, "^said since$")
        self.press(self.app.root, "Undo")
        self.says(self.server.transcript, "^needle in a haystack$")
        self.says(self.server.transcript, "^said since$")

    def test_file_is_sent(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = os.path.join(folder.name, "three-pieces")
        with open(path, "wb") as file:
            file.write(b"a" * 1024 + b"b" * 1024 + b"c" * 100)
        self.listen()
        self.connect()
        self.press(self.client, "Send a file")
        until(lambda: self.app.window_id("Send a File"), "the file dialog")
        time.sleep(0.5)                          # the dialog takes the keys a moment after it is seen
        self.app.type(path)
        self.app.leave_dialog("Return")
        self.says(self.page, r"Received: 2,?148 bytes in 3 pieces: 1,?024, 1,?024, 100\.")


class Dark(Page):
    """In the dark; a capture is opened last, after which the window has another title."""

    dark = True

    def test_buffer_of_ten(self):
        self.choose(self.server, "Receive _?buffer", 10)
        self.listen()
        self.connect()
        self.say("my message is longer than the buffer")
        self.says(self.page, r"Received: 36 bytes in 4 pieces: 10, 10, 10, 6\.")
        self.photograph("sockets-pieces-dark")
        self.assertEqual(unnamed_controls(self.page), [])

    def test_capture_of_an_exchange(self):
        self.listen()
        self.connect()
        self.say("hello pcap")
        self.says(self.client.transcript, "^Got that thanks!$")
        self.press(self.client, "Disconnect")
        self.says(self.server.transcript, "end of data")
        self.press(self.server, "Capture…")
        path = self.save_as("Save as Capture", "exchange.pcap")
        self.app.wait_label("exchange.pcap")         # and it is open on Captures
        for program in (["tshark", "-r", path, "-q", "-z", "follow,tcp,raw,0"],
                        [CLI, "stream", path, "1"]):
            said = subprocess.run(program, check=True, capture_output=True, text=True, timeout=60).stdout
            with self.subTest(program[0]):
                for words in (b"hello pcap", b"Got that thanks!"):
                    self.assertTrue(words.hex() in said or words.decode() in said, said)
        checks = subprocess.run(["tshark", "-r", path, "-o", "tcp.check_checksum:TRUE", "-Y",
                                 "tcp.analysis.flags or tcp.checksum.status == 0 or _ws.malformed"],
                                check=True, capture_output=True, text=True, timeout=60).stdout
        self.assertEqual(checks, "")


if __name__ == "__main__":
    unittest.main(verbosity=2)

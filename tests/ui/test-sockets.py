#!/usr/bin/python3
# test-sockets.py WIRECASE DATA OUT: the Sockets page, worked by mouse and keys
# SPDX-License-Identifier: GPL-3.0-or-later

"""Inside session.sh. The lab's exercises 1 to 6, and pictures of them in the folder OUT."""

import os
import re
import socket
import sys
import unittest

from driver import Application, run

WIRECASE, DATA, OUT = (os.path.abspath(path) for path in sys.argv[1:4])
del sys.argv[1:4]
TITLE = "Wirecase"


class Sockets(unittest.TestCase):
    def start(self, dark=False, size=(1200, 800)):
        environment = {"WIRECASE_DATA_DIR": DATA}
        if dark:
            environment["ADW_DEBUG_COLOR_SCHEME"] = "prefer-dark"
        app = Application(WIRECASE, log=os.path.join(OUT, self.id() + ".log"), environment=environment)
        self.addCleanup(self.finish, app)
        app.one("push button", ".*Open a Capture….*")
        app.place(TITLE, *size)
        app.keys("ctrl+3")
        self.button(app, "Start")
        self.set_port(app, self.free_port())
        return app

    def finish(self, app):
        run("import", "-window", "root", os.path.join(OUT, self.id() + ".png"))
        app.close()
        self.assertEqual(app.complaints(), [])

    @staticmethod
    def button(app, label):
        """GTK 4.8 leaves the mark of the mnemonic in the name."""
        return app.one("push button", "_?" + "_?".join(re.escape(letter) for letter in label) + ".*")

    def press(self, app, label):
        app.act(self.button(app, label))

    @staticmethod
    def free_port():
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return probe.getsockname()[1]

    def set_port(self, app, port):
        self.port = port
        app.one("spin button", "Port to listen on").set_current_value(port)

    def listen(self, app):
        self.press(app, "Start")
        app.wait_label(f"Listening on 127.0.0.1:{self.port}")

    def connect(self, app):
        self.press(app, "Connect")
        app.wait_label("Connected to .*; own port")

    def say(self, app, words):
        entry = app.one("text", "_?Message")
        entry.set_text_contents(words)
        self.press(app, "Send")

    def photograph(self, app, name):
        app.photograph(TITLE, os.path.join(OUT, name + ".png"))

    def test_server_and_client_talk(self):
        app = self.start()
        self.listen(app)
        self.connect(app)
        self.say(app, "hello")
        app.wait_label("^hello$")
        app.wait_label("^Got that thanks!$")
        app.wait_label(r"Sent: 5 bytes in 1 send: 5\. Received: 5 bytes in 1 piece: 5\.")
        own = re.search(r"own port (\d+)", app.wait_label("own port").get_name()).group(1)
        app.wait_label(f"127.0.0.1:{own}")       # the server says the same port of its client
        self.press(app, "Its Sockets")
        app.wait_label("this window")
        self.photograph(app, "sockets-light")
        self.press(app, "Disconnect")
        app.wait_label("end of data")
        self.press(app, "Stop")
        app.wait_label("Not listening")

    def test_buffer_of_ten(self):
        app = self.start(dark=True)
        self.listen(app)
        app.one("spin button", "Receive _?buffer").set_current_value(10)
        self.connect(app)
        self.say(app, "my message is longer than the buffer")
        app.wait_label(r"Received: 36 bytes in 4 pieces: 10, 10, 10, 6\.")
        self.photograph(app, "sockets-pieces-dark")

    def test_reset_leaves_the_server_serving(self):
        app = self.start()
        self.listen(app)
        with socket.create_connection(("127.0.0.1", self.port)) as rude:
            app.wait_label("^1 client$")
            rude.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        app.wait_label("reset")
        with socket.create_connection(("127.0.0.1", self.port)) as polite:
            polite.sendall(b"still there?")
            self.assertEqual(polite.recv(100), b"Got that thanks!")

    def test_every_key_by_itself(self):
        app = self.start()
        self.listen(app)
        self.connect(app)
        app.click(TITLE, app.one("check box", "As I _?type"))
        app.click(TITLE, app.one("text", "_?Message"))
        app.type("hi")
        app.wait_label(r"Received: 2 bytes in 2 pieces: 1, 1\.")

    def test_port_taken(self):
        app = self.start(size=(500, 800))
        with socket.socket() as other:
            other.bind(("127.0.0.1", self.port))
            other.listen()
            self.press(app, "Start")
            app.wait_label("is taken by")
            self.photograph(app, "sockets-narrow")
            self.press(app, "Use Port ")
            app.wait_label("Listening on 127.0.0.1:")

    def test_nobody_listens(self):
        app = self.start()
        app.one("spin button", "Port to connect to").set_current_value(self.port)
        self.press(app, "Connect")
        app.wait_label("Nobody listens at 127.0.0.1")


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    unittest.main(verbosity=2)

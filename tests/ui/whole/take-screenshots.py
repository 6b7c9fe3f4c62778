#!/usr/bin/python3
# take-screenshots.py WIRECASE DATA OUT: the pictures of README.md and of the software centre
# SPDX-License-Identifier: GPL-3.0-or-later

"""Inside session.sh; `make screenshots` starts it. Follows the sample's evidence from page to page, as
README.md tells it, so that the pictures show what the program does now."""

import os
import re
import subprocess
import sys
import tempfile
import time

from driver import Application, run, states, until, walk

WIRECASE, DATA, OUT = (os.path.abspath(path) for path in sys.argv[1:4])
SAMPLE = os.path.join(DATA, "samples", "sample.pcap")
TITLE = "sample.pcap — Wirecase"
SIZE = (1200, 760)
COLORS = "96"


def start(*arguments, title=TITLE, dark=False):
    environment = {"WIRECASE_DATA_DIR": DATA}
    if dark:
        environment["ADW_DEBUG_COLOR_SCHEME"] = "prefer-dark"
    app = Application(WIRECASE, *arguments, log=os.path.join(OUT, "screenshots.log"),
                      environment=environment)
    app.place(title, *SIZE)
    return app


def take(app, name, title=TITLE):
    """The window without its shadow, in few colours: a picture of some 40 kB."""
    window = until(lambda: app.window_id(title), title)
    left, right, top, bottom = map(int, re.findall(
        r"\d+", run("xprop", "-id", window, "_GTK_FRAME_EXTENTS").partition("=")[2]))
    run("xdotool", "mousemove", "1590", "990")   # no tooltip, nothing under the pointer
    time.sleep(1)
    path = os.path.join(OUT, name + ".png")
    run("import", "-window", window, path)
    run("convert", path, "-shave", "0x0", "-gravity", "NorthWest", "-chop", f"{left}x{top}",
        "-gravity", "SouthEast", "-chop", f"{right}x{bottom}", "+dither", "-colors", COLORS,
        "-strip", "PNG8:" + path)


def cell(app, table, text):
    return until(lambda: [w for w in walk(app.one("tree table", table)) if w.get_name() == text], text)[0]


def captures():
    app = start(SAMPLE)
    app.one("page tab", r"Transfers \d+")
    take(app, "overview")
    app.keys("alt+2")
    app.click(TITLE, cell(app, "Packets", "GET /static/all/img/clear.gif"))
    take(app, "packets")
    app.keys("alt+4")
    app.click(TITLE, cell(app, "HTTP requests", "/photos/harbour.jpg"))
    app.wait_label("^GET /photos/harbour.jpg")
    take(app, "http")
    app.keys("alt+5")
    tile = until(lambda: [w for w in walk(app.root) if (w.get_name() or "").startswith("tiles.png,")], "a tile")
    app.click(TITLE, tile[0], at=(0.5, 0.3))
    app.wait_label("the bytes are: JPEG")
    take(app, "downloads")
    app.keys("alt+3")
    app.click(TITLE, app.one("label", "53659"))
    app.keys("ctrl+shift+t")
    app.one("label", r"Stream \d+ of \d+")
    take(app, "stream")
    app.close()


def files():
    with tempfile.TemporaryDirectory(dir=os.environ["HOME"]) as folder:
        for name, content in (("invoice.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"),
                              ("badfile1.txt", b"bad content one\n"), ("unsure2.txt", b"bad content one\n"),
                              ("notes.txt", b"Nothing to see here.\n")):
            with open(os.path.join(folder, name), "wb") as file:
                file.write(content)
        subprocess.run(["convert", "rose:", os.path.join(folder, "rose.jpg")], check=True)
        os.rename(os.path.join(folder, "rose.jpg"), os.path.join(folder, "cyber.dll"))
        subprocess.run([os.path.join(os.path.dirname(WIRECASE), "cli", "wirecase-cli"), "hashset", "add",
                        "lab", os.path.join(folder, "badfile1.txt")], check=True, capture_output=True)
        app = start(title="Wirecase")
        app.keys("ctrl+2")
        app.drop(folder)
        app.click("Wirecase", cell(app, "Files", "cyber.dll"))
        app.wait_label("Investigation recommended")
        take(app, "files", "Wirecase")
        app.close()


def sockets():
    app = start(title="Wirecase")
    app.place("Wirecase", 1200, 990)             # the pieces, too
    app.keys("ctrl+3")
    page = app.one("filler", "WireSocketsPage")
    server, client = (app.one("filler", name, page) for name in ("WireServerPane", "WireClientPane"))
    app.act(app.one("push button", "_?Start.*", server))
    app.wait_label("Listening on")
    app.act(app.one("push button", "_?Connect.*", client))
    app.wait_label("Connected to")
    for words in ("hello", "my message is longer than the buffer"):
        message = app.one("text", "_?Message.*", client)
        until(lambda: (app.click("Wirecase", message), "focused" in states(message))[1], "the message")
        app.keys("ctrl+a")
        app.type(words)
        app.keys("Return")
        app.wait_label("Got that thanks!")
    take(app, "sockets", "Wirecase")
    app.close()


def text():
    app = start(title="Wirecase", dark=True)
    app.keys("ctrl+4")
    app.act(app.one("push button", "Try.*café.*"))
    app.wait_label("^4 characters")
    app.click("Wirecase", app.one("page tab", "Side by Side"))
    app.wait_label("strictly valid UTF-8")
    take(app, "text-dark", "Wirecase")
    app.close()


def dark():
    app = start(SAMPLE, dark=True)
    app.one("page tab", r"Transfers \d+")
    take(app, "overview-dark")
    app.close()


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    for take_some in (captures, files, sockets, text, dark):
        take_some()
    os.remove(os.path.join(OUT, "screenshots.log"))

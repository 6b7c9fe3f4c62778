#!/usr/bin/python3
# test-http.py WIRECASE DATA OUT: the HTTP view, worked by mouse and keys
# SPDX-License-Identifier: GPL-3.0-or-later

"""Inside session.sh. Pictures go into the folder OUT."""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, os.pardir, "cli"))

from captures import ipv4, pcap, tcp  # noqa: E402
from driver import Application, run, until, walk

WIRECASE, DATA, OUT = (os.path.abspath(path) for path in sys.argv[1:4])
del sys.argv[1:4]
SAMPLE = os.path.join(DATA, "samples", "sample.pcap")
TITLE = "sample.pcap — Wirecase"
CLI = os.path.join(os.path.dirname(WIRECASE), "cli", "wirecase-cli")
REQUESTS = [json.loads(line) for line in
            subprocess.run([CLI, "http", "--json", SAMPLE], capture_output=True, text=True, check=True,
                           timeout=60).stdout.splitlines()]


class Http(unittest.TestCase):
    def start(self, dark=False, size=(1200, 800)):
        environment = {"WIRECASE_DATA_DIR": DATA}
        if dark:
            environment["ADW_DEBUG_COLOR_SCHEME"] = "prefer-dark"
        app = Application(WIRECASE, SAMPLE, log=os.path.join(OUT, self.id() + ".log"),
                          environment=environment)
        self.addCleanup(self.finish, app)
        app.place(TITLE, *size)
        app.one("page tab", f"HTTP {len(REQUESTS)}")
        app.keys("alt+4")
        # A narrow window has room for fewer rows, and announces the others when they are scrolled to.
        least = len(REQUESTS) if size[0] >= 800 else 8
        until(lambda: len(self.rows(app)) >= least, "the requests")
        return app

    def finish(self, app):
        run("import", "-window", "root", os.path.join(OUT, self.id() + ".png"))
        app.close()
        self.assertEqual(app.complaints(), [])

    def photograph(self, app, name):
        app.photograph(TITLE, os.path.join(OUT, name + ".png"))

    @staticmethod
    def rows(app):
        """Methods, URIs and Referers of the rows that are there."""
        rows = []
        for row in walk(app.one("tree table", "HTTP requests")):
            if row.get_role_name() == "table row":
                cells = [c for c in walk(row) if c.get_role_name() == "table cell"]
                texts = [(c.get_child_at_index(0).get_name() or "") if c.get_child_count() else ""
                         for c in cells]
                if texts and texts[2]:
                    rows.append((texts[1], texts[2], texts[4]))
        return rows

    def select(self, app, uri):
        cell = next(w for w in walk(app.one("tree table", "HTTP requests"))
                    if (w.get_name() or "").endswith(uri))
        app.click(TITLE, cell, at=(0.05, 0.5))

    def test_table_is_what_the_command_line_says(self):
        app = self.start()
        self.assertEqual(self.rows(app),
                         [(r["method"], r["uri"], r.get("referer") or "") for r in REQUESTS])
        app.click(TITLE, app.one("label", "URI", below=app.one("tree table", "HTTP requests")))
        until(lambda: [row[1].lower() for row in self.rows(app)]
              == sorted(r["uri"].lower() for r in REQUESTS), "rows sorted by URI")

    def test_headers_in_order_as_sent(self):
        app = self.start()
        wanted = REQUESTS[1]
        self.select(app, wanted["uri"])
        head = app.wait_label(r"^GET " + re.escape(wanted["uri"]) + r" HTTP/1\.1\n").get_name()
        self.assertEqual([line.split(": ", 1) for line in head.splitlines()[1:]],
                         [list(header) for header in wanted["headers"]])
        app.wait_label(r"^HTTP/1\.1 200 ")
        self.photograph(app, "http-light")

    def test_picture_in_the_body(self):
        app = self.start(dark=True)
        self.select(app, "/photos/harbour.jpg")
        app.wait_label(r"^GET /photos/harbour.jpg")
        app.act(app.one("page tab", "Body"))
        app.one(None, "The picture that was downloaded")
        self.photograph(app, "http-picture-dark")

    def test_search_looks_into_headers(self):
        app = self.start()
        app.keys("ctrl+f")
        app.type("harbour.jpg")
        until(lambda: [row[1] for row in self.rows(app)] == ["/photos/harbour.jpg"], "one request")
        app.keys("ctrl+a")
        app.type("no such words")
        app.wait_label("Nothing Found")

    def test_tree(self):
        app = self.start()
        app.click(TITLE, app.one(None, "T_?ree"))
        until(lambda: any(row[1].startswith("▾ /news/") for row in self.rows(app)), "a branch")
        below = [row[1] for row in self.rows(app) if row[1].startswith("    ")]
        self.assertIn("    · /static/all/img/clear.gif", below)
        self.photograph(app, "http-tree")
        self.select(app, "▾ /news/")
        app.keys("minus")
        until(lambda: not any("clear.gif" in row[1] for row in self.rows(app)), "the branch folded in")
        app.keys("plus")
        until(lambda: any("clear.gif" in row[1] for row in self.rows(app)), "the branch unfolded")

    def test_what_is_in_no_row_is_told(self):
        folder = tempfile.TemporaryDirectory(dir=os.environ["HOME"])
        self.addCleanup(folder.cleanup)
        path = os.path.join(folder.name, "odd.pcap")
        said = (b"GET /a.gif HTTP/1.1\r\nHost: a.example\r\n\r\n",
                b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nno length\r\nabc")
        with open(path, "wb") as file:
            file.write(pcap([ipv4("10.0.0.1", "10.0.0.2", 6, tcp(1000, 80, 0x18, said[0])),
                             ipv4("10.0.0.2", "10.0.0.1", 6, tcp(80, 1000, 0x18, said[1]))]))
        app = Application(WIRECASE, path, log=os.path.join(OUT, self.id() + ".log"),
                          environment={"WIRECASE_DATA_DIR": DATA})
        self.addCleanup(self.finish, app)
        app.place("odd.pcap — Wirecase", 1200, 800)
        app.one("page tab", "HTTP 1")
        app.keys("alt+4")
        label = app.wait_label("^1 request ⚠$")
        self.assertEqual(label.get_description(), "1 HTTP message could not be read and was passed over.")

    def test_narrow(self):
        app = self.start(size=(500, 800))
        self.select(app, REQUESTS[1]["uri"])
        app.wait_label(r"^HTTP/1\.1 200 ")
        self.photograph(app, "http-narrow")

    def test_from_a_request_to_its_stream_and_download(self):
        app = self.start()
        self.select(app, "/photos/harbour.jpg")
        app.wait_label(r"^GET /photos/harbour.jpg")
        app.keys("shift+F10")
        app.act(app.one("menu item", "Show Transfer"))
        app.wait_label("harbour.jpg")
        app.keys("alt+4")


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    unittest.main(verbosity=2)

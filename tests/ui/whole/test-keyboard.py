#!/usr/bin/python3
# test-keyboard.py WIRECASE DATA OUT: the way of the focus on every page, and a lab's exercises by keyboard
# SPDX-License-Identifier: GPL-3.0-or-later

"""Inside session.sh. No mouse: every key goes through the window manager, as a person's would."""

import os
import re
import sys
import unittest

from driver import Application, Listener, run, spell, states, until, walk

WIRECASE, DATA, OUT = (os.path.abspath(path) for path in sys.argv[1:4])
del sys.argv[1:4]
SAMPLE = os.path.join(DATA, "samples", "sample.pcap")
TITLE = "sample.pcap — Wirecase"

HEADER = ["Open", "Recent captures", "Captures", "Files", "Sockets", "Text", "Main menu"]
# The sample has no mail, so there is no tab for messages.
VIEWS = ["Filter expression", "Saved and recent filters", "Not From…", "Overview", "Packets 55", "Flows 13",
         "HTTP 12", "Transfers 13", "TLS", "Hosts"]
ROW = "table row"
PANES = ["Explain: What a server calls", "Explain: AF_INET and SOCK_STREAM", "Start", "Address to listen at",
         "Port to listen on", "Explain: localhost", "Receive buffer, in powers of two", "Receive buffer",
         "Explain: Why it receives in a loop", "Reply", "Find in what was said", "Hex", "Transcript",
         "Explain: Two programs, the server first", "Explain: Whose address is in the scripts", "Connect", "Host",
         "Port to connect to", "Give up after", "Message", "How the message becomes bytes", "Codec",
         "What ends a message", "As I type", "Find in what was said", "Hex", "Transcript"]
SOCKETS = "Sockets on This Machine"
# The keys that lead to a page, how many tables it has (none: not gone around backwards as well), and what Tab
# comes by on it.
WAYS = (
    (("alt+1",), 0, VIEWS + ["Mismatch", "What was looked for", "Charts and rankings count packets",
                             "Charts and rankings count bytes", "Traffic over time"]),
    (("alt+2",), 1, VIEWS + [ROW, "Explain: Layers", "Explain: Addresses are bytes", "Ethernet", "Bytes"]),
    (("alt+2", "ctrl+shift+t"), None, ["Back", "Next stream", "Text", "Hex", "Raw", "Directions shown",
                                       "Find text or bytes", "Save what was said", "Open in Text", "What was said",
                                       "Show Packet"]),
    (("alt+3",), None, VIEWS + ["Each Direction", "Conversations", ROW]),
    (("alt+4",), None, VIEWS + ["Table", "Tree", "Find requests", ROW]),
    (("alt+5",), 1, VIEWS + ["GIF", "JPEG", "Images", "All", "Pictures", "Table", "Save All…", "Check All in Files",
                             "Details", "↓ Downloads 12", "↑ Uploads 1", "Explain: The same filter in Wireshark"]),
    (("alt+6",), 0, VIEWS + ["Add Keys…", "Find connections by name"]),
    (("alt+7",), 1, VIEWS + ["Hosts 6", "DNS 1", "Sign-ins", "Regularity", "One row an address",
                             "Address, name, system, user or maker", ROW]),
    (("ctrl+shift+f",), 0, ["Back", "Text", "Indicators", "YARA", "Search everything",
                                "What the search is for", "Places"]),
    (("ctrl+2",), None, ["Open Files…", "Open a Folder…", "Hash Sets…"]),
    (("ctrl+3",), 2, PANES + ["Pieces", SOCKETS, "Addresses", "The connection whose pieces are shown", "To the Server",
                              "To the Client"]),
    (("ctrl+4",), 0, ["Text", "Bytes", "Codec", "What to do with characters that cannot be coded", "Copy and send",
                      "Text or bytes", "Explain: How text gets into a file", "Explain: Why it reads cafÃ©",
                      "Characters", "Side by Side", "Garbled?", "Digests", "Address", "File"]),
)


def place(widget):
    return widget.get_role_name(), widget.get_name(), widget.path


class Keyboard(unittest.TestCase):
    def start(self, *arguments, title="Wirecase"):
        app = Application(WIRECASE, *arguments, log=os.path.join(OUT, self.id() + ".log"),
                          environment={"WIRECASE_DATA_DIR": DATA})
        self.addCleanup(self.finish, app)
        app.place(title, 1200, 800)
        return app

    def finish(self, app):
        run("import", "-window", "root", os.path.join(OUT, self.id() + ".png"))
        app.close()

    def focused(self, app):
        return next((w for w in walk(app.root) if "focused" in states(w)), None)

    def selected(self, app, table):
        """The texts of the row that is selected, or has the focus."""
        for row in walk(app.one("tree table", table)):
            if row.get_role_name() == "table row" and states(row) & {"selected", "focused"}:
                return [w.get_name() for w in walk(row) if w.get_role_name() in ("label", "static")]
        return []

    # The way of the focus

    def start_with_trail(self, *arguments, title):
        """Where the focus has come, in the order of coming there."""
        app = self.start(*arguments, title=title)
        trail = Listener("object:state-changed:focused", lambda event: place(event.source) if event.detail1 else None)
        self.addCleanup(trail.stop)
        return app, trail

    def tab_around(self, app, trail, key):
        """All the places between one visit of a place and the next."""
        way = []
        while not way or way[-1] not in way[:-1]:
            trail.get().clear()
            app.keys(key)
            until(trail.get, f"the focus somewhere else than at {way[-1:]}")
            way.append(trail.get()[-1])
            self.assertLess(len(way), 60, way)
        return way[way.index(way[-1]):-1]

    def assert_order(self, way, labels):
        """@way comes by @labels in their order, which is the one on the screen."""
        names = [role if role == ROW else name for role, name, _path in way]
        begin = next(i for i, name in enumerate(names) if re.fullmatch("_?Open Open", name))
        ahead = iter(names[begin:] + names[:begin])
        for label in HEADER + labels:
            self.assertTrue(any(re.match(spell(label), name) for name in ahead), (label, names))

    def shows(self, app, labels):
        """Whether all that Tab is to come by is there: some of it is found or counted by and by."""
        there = [w.get_role_name() if w.get_role_name() == ROW else w.get_name() or "" for w in app.find()]
        return all(any(re.match(spell(label), name) for name in there) for label in labels)

    def assert_both_ways(self, app, trail, heads, labels, page):
        until(lambda: self.shows(app, labels), f"{labels} at {page}")
        there = self.tab_around(app, trail, "Tab")
        self.assert_order(there, labels)
        # What only scrolls has nothing to do for who comes to it.
        self.assertNotIn("scroll pane", [role for role, _name, _path in there], page)
        if heads is not None:
            back = self.tab_around(app, trail, "shift+Tab")
            self.assertLessEqual(set(there), set(back), page)
            # Backwards there are the column heads as well.
            self.assertLessEqual(len(back) - len(there), heads, (page, back))

    def test_tab_comes_around_every_page_both_ways(self):
        app, trail = self.start_with_trail(SAMPLE, title=TITLE)
        app.one("page tab", r"Transfers \d+")
        for page, heads, labels in WAYS:
            app.keys(*page)
            self.assert_both_ways(app, trail, heads, labels, page)

    def test_tab_comes_around_the_sockets_of_this_machine(self):
        app, trail = self.start_with_trail(title="Wirecase")
        app.keys("ctrl+3")
        self.go(app, trail, "Tab", SOCKETS, presses=60)
        app.keys("space")
        self.assert_both_ways(app, trail, 3, PANES + ["Pieces", SOCKETS, "Explain: LISTEN and ESTABLISHED",
                                                      "Show sockets", "Listening only", ROW], SOCKETS)

    def test_tab_comes_around_files(self):
        app, trail = self.start_with_trail(SAMPLE, title=TITLE)
        app.one("page tab", r"Transfers \d+")
        app.keys("alt+5")
        self.go(app, trail, "Tab", "Check All in Files")
        app.keys("space", "ctrl+2")
        app.one("push button", r"All \d+")
        there = self.tab_around(app, trail, "Tab")
        self.assert_order(there, ["Hashes", "Types", "Search", "Digests", "What to do with the files", "Details",
                                  "All", ROW])
        self.assertNotIn("scroll pane", [role for role, _name, _path in there])

    def test_tab_leaves_a_table_and_comes_back_to_the_row(self):
        app, trail = self.start_with_trail(SAMPLE, title=TITLE)
        app.one("page tab", r"Transfers \d+")
        for keys, table in (("alt+2", "Packets"), ("alt+3", "Flows"), ("alt+4", "HTTP requests")):
            app.keys(keys)
            until(lambda: self.focused(app).get_role_name() == "table row", f"the focus in {table}")
            app.keys("Down", "Down")
            row = until(lambda: self.selected(app, table), "a row")
            until(lambda: self.focused(app).get_name() == ", ".join(filter(None, row)), f"the name of {row}")
            app.keys("Tab")
            until(lambda: self.focused(app).get_role_name() != "table row", f"the focus behind {table}")
            app.keys("shift+Tab")
            until(lambda: self.focused(app).get_role_name() == "table row", f"the focus in {table} again")
            self.assertEqual(self.selected(app, table), row)

    def first_cells(self, app, table):
        _heads, row = app.find("table row", below=app.one("tree table", table))[:2]
        return [w.get_name() for w in walk(row) if w.get_role_name() in ("label", "static")]

    # By keyboard alone: exercises 8 to 13 of a lab on packets

    def go(self, app, trail, key, name, presses=40):
        """Presses @key until the focus is at @name; gives the names on the way."""
        way = []
        while not (way and re.match(spell(name), way[-1])):
            self.assertLess(len(way), presses, (name, way))
            trail.get().clear()
            app.keys(key)
            until(trail.get, f"the focus behind {way[-1:]}")
            way.append(trail.get()[-1][1])
        return way

    def requests(self, app):
        """Method and Referer of each request that is listed."""
        rows = app.find("table row", below=app.one("tree table", "HTTP requests"))[1:]
        cells = [[w.get_name() for w in walk(row) if w.get_role_name() in ("label", "static")] for row in rows]
        return [(row[1], row[4]) for row in cells]

    def sources(self, app):
        rows = app.find("table row", below=app.one("tree table", "Packets"))[1:]
        return {[w.get_name() for w in walk(row) if w.get_role_name() in ("label", "static")][2] for row in rows}

    def test_layers_and_addresses_by_keyboard(self):
        app, trail = self.start_with_trail(SAMPLE, title=TITLE)
        app.one("page tab", r"Transfers \d+")
        app.keys("alt+2")
        until(lambda: self.focused(app).get_role_name() == "table row", "the focus in Packets")
        self.assertEqual(self.go(app, trail, "Tab", "Ethernet")[:-1],
                         ["Explain: Layers Explain: Layers",
                          "Explain: Addresses are bytes Explain: Addresses are bytes"])
        fields = self.go(app, trail, "Down", "Method, GET")
        for field in ("Destination, a4:18:75:47:49:44", "Source, e8:40:f2:3b:eb:cd", "Total length, 1010",
                      "Identification, 958", "Flags and offset, 16384 (don't fragment)", "Time to live, 128",
                      "Protocol, 6 (TCP)", "Source, 146.176.164.91", "Destination, 23.21.54.131",
                      "Source port, 53954", "Destination port, 80", "Sequence number, 846336224",
                      "Acknowledgement number, 543676321", "Flags, 24 (PSH, ACK)", "Window, 64647"):
            self.assertIn(field, fields)

        # An address is four bytes, each of them an octet.
        app.keys("ctrl+4")
        entry = app.one("text", "Text or bytes")
        until(lambda: "focused" in states(entry), "the cursor in the input")
        self.go(app, trail, "shift+Tab", "Bytes")
        app.keys("space")
        self.go(app, trail, "Tab", "Text or bytes")
        app.type(r"b'\x92\xb0\xa4['")
        self.go(app, trail, "Tab", "Address")
        app.keys("space")
        app.one("push button", "Copy Address: 146.176.164.91.*")

    def test_requests_and_downloads_by_keyboard(self):
        app, trail = self.start_with_trail(SAMPLE, title=TITLE)
        app.one("page tab", r"Transfers \d+")
        app.keys("alt+4")
        until(lambda: ("GET", "http://www.foxnews.com/") in self.requests(app), "methods and Referers")
        app.keys("ctrl+f")
        app.type("clear.gif")
        until(lambda: self.requests(app) == [("GET", "http://www.harbour.example/news/")], "the one request")

        app.keys("alt+5")
        app.wait_label("found by URI 7 · by bytes 7")
        self.go(app, trail, "shift+Tab", "JPEG")
        app.keys("space")
        app.wait_label("found by URI 3 · by bytes 3")
        self.go(app, trail, "shift+Tab", "GIF")
        app.keys("space")
        app.wait_label("found by URI 2 · by bytes 3")

    def test_flows_and_sources_by_keyboard(self):
        app = self.start(SAMPLE, title=TITLE)
        app.one("page tab", r"Transfers \d+")
        app.keys("alt+3")
        until(lambda: self.focused(app).get_role_name() == "table row", "the focus in Flows")
        said = Listener("object:property-change:accessible-description", lambda event: event.any_data)
        self.addCleanup(said.stop)
        app.keys("shift+Tab", *["Right"] * 5, "space")
        until(lambda: self.first_cells(app, "Flows")[5] == "1", "the flow with the fewest packets above")
        app.keys("Return")
        most = ["146.176.164.91", "53659", "23.209.213.8", "80", "TCP", "13"]
        until(lambda: self.first_cells(app, "Flows")[:6] == most, "the flow with the most packets above")
        until(lambda: said.get() and said.get()[-1] == "Sorted by Packets, largest first", "how it is sorted")

        # Every packet that is not from one source.
        app.keys("ctrl+l")
        app.type("not src host 146.176.164.91")
        app.keys("Return", "alt+2")
        app.one("page tab", "Packets 13 of 55|Packets 13")
        until(lambda: "212.58.244.68" in self.sources(app), "the packets")
        self.assertNotIn("146.176.164.91", self.sources(app))
        app.keys("ctrl+l", "ctrl+a", "BackSpace", "Return")
        app.one("page tab", "Packets 55")

        # A packet by its number, and what was said on its stream.
        app.keys("ctrl+g")
        app.one("spin button", "Packet number")
        app.type("10")
        app.leave_dialog("Return")
        app.wait_label(re.escape("GET /static/all/img/clear.gif"))
        app.keys("ctrl+shift+t")
        app.one("label", r"Stream \d+ of \d+")
        app.keys("Escape")
        app.one("tree table", "Packets")


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    unittest.main(verbosity=2)

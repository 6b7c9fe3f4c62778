#!/usr/bin/python3
# test-keyboard.py WIRECASE DATA OUT: the way of the focus on every page
# SPDX-License-Identifier: GPL-3.0-or-later

"""Inside session.sh. No mouse: every key goes through the window manager, as a person's would."""

import os
import re
import unittest

from driver import spell, until
from keyboard_case import OUT, SAMPLE, TITLE, KeyboardCase

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


class Keyboard(KeyboardCase):
    # The way of the focus

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


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    unittest.main(verbosity=2)

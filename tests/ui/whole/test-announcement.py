#!/usr/bin/python3
# test-announcement.py WIRECASE DATA OUT: what a screen reader is told to say of its own accord
# SPDX-License-Identifier: GPL-3.0-or-later

"""Inside session.sh. A screen reader listens for a new description of what has the focus; so does this."""

import os
import sys
import unittest

from driver import Application, Listener, free_port, run, spell, states, until, walk

WIRECASE, DATA, OUT = (os.path.abspath(path) for path in sys.argv[1:4])
del sys.argv[1:4]
SAMPLE = os.path.join(DATA, "samples", "sample.pcap")
TITLE = "sample.pcap — Wirecase"


def what_is_said(event):
    """A screen reader lets pass what has not the focus."""
    return event.any_data if "focused" in states(event.source) else None


class Announcement(unittest.TestCase):
    def setUp(self):
        self.heard = Listener("object:property-change:accessible-description", what_is_said)
        self.addCleanup(self.heard.stop)
        self.app = Application(WIRECASE, SAMPLE, log=os.path.join(OUT, self.id() + ".log"),
                               environment={"WIRECASE_DATA_DIR": DATA})
        self.addCleanup(self.finish)
        self.app.place(TITLE, 1200, 800)
        self.app.one("page tab", r"Transfers \d+")

    def finish(self):
        run("import", "-window", "root", os.path.join(OUT, self.id() + ".png"))
        self.app.close()

    def assert_says(self, sentence):
        until(lambda: any(sentence in said for said in self.heard.get()), f"“{sentence}”")
        self.heard.taken.clear()

    def description_of_focus(self):
        focus = next(w for w in walk(self.app.root) if "focused" in states(w))
        return focus.get_description()

    def test_what_a_filter_leaves_and_what_is_wrong_with_it(self):
        self.app.keys("ctrl+l")
        self.app.type("tcp port 80")
        self.app.keys("Return")
        self.assert_says("53 packets")
        self.app.keys("ctrl+a")
        self.app.type("prot 80")
        self.app.keys("Return")
        self.assert_says("does not fit here")

    def test_the_old_description_comes_back(self):
        self.app.keys("ctrl+l")
        before = until(self.description_of_focus, "a description")
        self.app.type("tcp port 80")
        self.app.keys("Return")
        self.assert_says("53 packets")
        self.assertEqual(self.description_of_focus(), "53 packets")
        self.app.keys("Tab", "ctrl+l")
        until(lambda: self.description_of_focus() == before, f"“{before}” again")

    def test_how_a_connection_goes_and_a_toast(self):
        self.app.keys("ctrl+3")
        for name in ("Port to listen on", "Port to connect to"):
            self.app.one("spin button", name).set_current_value(free_port())
        self.app.act(self.app.one("push button", spell("Connect")))
        self.assert_says("Nobody")
        self.app.act(self.app.one("push button", spell("Start")))
        self.assert_says("Listening on")
        menus = until(lambda: self.app.find("push button", "Transcript"), "the transcripts' menus")
        self.app.act(next(menu for menu in menus if menu.get_n_actions()))  # the server's
        self.app.one("menu item", spell("Clear"))
        self.app.keys("l")
        self.assert_says("The transcript was cleared.")


unittest.main()

#!/usr/bin/python3
# test-ui.py ROOT: every message of the .ui files tells translators what it is
# SPDX-License-Identifier: GPL-3.0-or-later

"""“Open” may be a command or a state, and other languages need two words for them. The note is a comment right
above the message, where xgettext finds it; GTK does not take an attribute for it everywhere."""

import glob
import os
import sys
import unittest
import xml.etree.ElementTree as ET

ROOT = sys.argv.pop(1)


class Notes(unittest.TestCase):
    def test_every_message_has_a_note(self):
        messages = 0
        for path in glob.glob(os.path.join(ROOT, "data", "ui", "**", "*.ui"), recursive=True):
            note = None
            for element in ET.parse(path, ET.XMLParser(target=ET.TreeBuilder(insert_comments=True))).iter():
                if element.tag is ET.Comment:
                    note = element.text.strip()
                    continue
                if element.get("translatable") in ("yes", "true"):
                    messages += 1
                    self.assertRegex(note or "", "^[A-Z].", f"{path}: {element.text}")
                note = None
        self.assertGreater(messages, 500)


if __name__ == "__main__":
    unittest.main()

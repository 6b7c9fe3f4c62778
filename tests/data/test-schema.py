#!/usr/bin/python3
# test-schema.py ROOT: every key of the settings is explained, is used, and fits what is bound to it
# SPDX-License-Identifier: GPL-3.0-or-later

import glob
import os
import re
import sys
import unittest
import xml.etree.ElementTree as ET

ROOT = sys.argv.pop(1)
SCHEMA = ET.parse(os.path.join(ROOT, "data", "io.github.wirecase.Wirecase.gschema.xml")).getroot()
KEYS = {key.get("name"): key for key in SCHEMA.iter("key")}


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


SOURCES = {path: read(path) for path in glob.glob(os.path.join(ROOT, "src", "ui", "*", "*.c"))}
BOUND = re.compile(r'wire_view_memory_attach \(self->(\w+),\s*"selected",\s*"([\w-]+)"\)'
                   r'|wire_settings_bind_choice \("([\w-]+)",\s*self->(\w+)\)')


def count_rows(source, name):
    """The rows of the list @name in the template of @source."""
    template = source.replace(os.path.join(ROOT, "src"), os.path.join(ROOT, "data")).replace(".c", ".ui")
    listed, = (o for o in ET.parse(template).getroot().iter("object") if o.get("id") == name)
    return len(list(listed.iter("item")))


class Schema(unittest.TestCase):
    def test_every_key_is_explained(self):
        for name, key in KEYS.items():
            self.assertRegex(key.findtext("summary") or "", r"^[A-Z].{10,}[^.]$", name)

    def test_every_key_is_used(self):
        named = set(re.findall(r'"([a-z][a-z-]*)"', "".join(SOURCES.values())))
        self.assertEqual(set(KEYS) - named, set())

    def test_lists_have_a_row_for_each_value(self):
        values = {e.get("id"): len(e.findall("value")) for e in SCHEMA.iter("enum")}
        bound = {(path, view or choice, key or setting) for path, source in SOURCES.items()
                 for view, key, setting, choice in BOUND.findall(source)}
        self.assertGreater(len(bound), 6)
        for path, name, key in bound:
            self.assertEqual(count_rows(path, name), values[KEYS[key].get("enum")], key)


if __name__ == "__main__":
    unittest.main()

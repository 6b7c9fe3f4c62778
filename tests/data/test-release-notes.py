#!/usr/bin/python3
# test-release-notes.py NEWS METAINFO VERSION: what is installed says of the newest version what the news say
# SPDX-License-Identifier: GPL-3.0-or-later

import sys
import unittest
import xml.etree.ElementTree as ET

NEWS, METAINFO, VERSION = sys.argv[1:4]
del sys.argv[1:4]


def newest_items():
    """Items of the first section, without their marks."""
    items = []
    with open(NEWS, encoding="utf-8") as news:
        assert next(line for line in news if line.startswith("## ")).startswith(f"## {VERSION},")
        for line in news:
            if line.startswith("## "):
                break
            if line.startswith("- "):
                items.append("")
            if items:
                items[-1] = (items[-1] + " " + line.removeprefix("- ").strip()).strip()
    return [item.replace("`", "").replace("*", "") for item in items]


class ReleaseNotes(unittest.TestCase):
    maxDiff = None

    def test_newest(self):
        release = ET.parse(METAINFO).find("releases/release")
        self.assertEqual(release.get("version"), VERSION)
        self.assertGreater(len(newest_items()), 0)
        self.assertEqual(["".join(item.itertext()) for item in release.iterfind("description/ul/li")],
                         newest_items())


unittest.main()

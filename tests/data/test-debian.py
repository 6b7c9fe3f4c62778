#!/usr/bin/python3
# test-debian.py SOURCE-ROOT VERSION: the Debian package needs what the build needs, and has its version
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import re
import sys
import unittest

ROOT, VERSION = sys.argv[1:3]
del sys.argv[1:3]


def read(*path):
    with open(os.path.join(ROOT, *path), encoding="utf-8") as file:
        return file.read()


class Debian(unittest.TestCase):
    def test_libraries(self):
        building = read("build-aux", "debian-packages").split("# Testing")[0]
        named = set(re.findall(r"^([a-z0-9.+-]+-dev)\b", building, re.MULTILINE)) - {"libc6-dev"}
        control = set(re.findall(r"[a-z0-9.+-]+-dev\b", read("debian", "control")))
        self.assertGreater(len(named), 10)
        self.assertEqual(named, control)

    def test_what_the_window_draws_with(self):
        """GTK needs no icons, but the buttons without words do: none may hang on what is only recommended."""
        depends = re.search(r"^Depends: (.*)$", read("debian", "control"), re.MULTILINE)[1].split(", ")
        self.assertIn("adwaita-icon-theme", depends)
        self.assertIn("shared-mime-info", depends)

    def test_version(self):
        self.assertTrue(read("debian", "changelog").startswith(f"wirecase ({VERSION})"))


unittest.main()

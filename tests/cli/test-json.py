#!/usr/bin/python3
# test-json.py PROGRAM: `--json` is valid JSON whatever the input, and gives back what was read
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import random
import subprocess
import sys
import tempfile
import unicodedata
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))

BLANK_LETTERS = "\u115f\u1160\u3164\uffa0"


def refuse(constant):
    raise ValueError(f"{constant} is not JSON")


def read(line):
    """One answer, by a reader that allows nothing beyond RFC 8259."""
    return json.loads(line, strict=True, parse_constant=refuse)


def run(*arguments, given=b"", folder=None):
    done = subprocess.run([PROGRAM, *arguments], input=given, capture_output=True, cwd=folder,
                          timeout=60, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"})
    return done.stdout


def hides(character):
    return unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp") or character in BLANK_LETTERS


class Text(unittest.TestCase):
    def test_every_control(self):
        for code in [*range(1, 0x20), *range(0x7f, 0xa0), 0xad, 0x202e, 0x2028, 0xfff9, 0x3164,
                     0xe0041, 0x1f600]:
            given = f"a{chr(code)}b".encode()
            line = run("text", "guess", "--json", "-", given=given).decode().split("\n")[0]
            self.assertEqual(read(line)["text"], given.decode(), hex(code))
            self.assertEqual([c for c in line if hides(c)], [], hex(code))

    def test_anything(self):
        chance = random.Random(14)
        for _ in range(60):
            given = bytes(chance.choices(range(256), k=chance.randrange(1, 200)))
            for line in run("text", "guess", "--json", "-", given=given).split(b"\n")[:-1]:
                read(line.decode())

    def test_fix(self):
        lines = run("text", "fix", "--json", "caf\u00c3\u00a9 \x1f").decode().split("\n")[:-1]
        self.assertEqual(read(lines[0])["text"], "caf\u00e9 \x1f")
        for line in lines[1:]:
            read(line)


class Files(unittest.TestCase):
    def test_names(self):
        with tempfile.TemporaryDirectory() as folder:
            names = [b"unit\x1fseparator", b"new\nline", b"esc\x1b[1m", "rtl\u202egpj.exe".encode(),
                     b"latin\xe9", b'quote"and\\', "soft\u00adhyphen".encode()]
            for name in names:
                with open(os.path.join(os.fsencode(folder), name), "wb") as file:
                    file.write(b"x")
            for command in ("hash", "types"):
                out = run(command, "--json", "-r", ".", folder=folder).decode()
                lines = out.split("\n")[:-1]
                self.assertEqual(len(lines), len(names), command)
                for line in lines:
                    self.assertIn("path", read(line))
                    self.assertEqual([c for c in line if hides(c)], [])


if __name__ == "__main__":
    unittest.main()

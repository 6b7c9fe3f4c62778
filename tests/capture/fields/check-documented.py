#!/usr/bin/python3
# check-documented.py LIST-FIELDS ROOT [--write]: docs/fields.md lists the fields that there are
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import subprocess
import sys

MARK = "<!-- fields: made by tests/capture/fields/check-documented.py --write -->\n"


def main():
    path = os.path.join(sys.argv[2], "docs", "fields.md")
    table = subprocess.run([sys.argv[1]], capture_output=True, text=True, check=True).stdout
    with open(path, encoding="utf-8") as file:
        text = file.read()
    current = text[:text.index(MARK) + len(MARK)] + "\n" + table
    if "--write" in sys.argv:
        with open(path, "w", encoding="utf-8") as file:
            file.write(current)
    elif text != current:
        print("docs/fields.md is not current: run this again with --write")
        return 1
    return 0


sys.exit(main())

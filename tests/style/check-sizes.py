#!/usr/bin/python3
# check-sizes.py ROOT: files and private headers stay small
# SPDX-License-Identifier: GPL-3.0-or-later

"""No file of src has more than 450 lines, and no struct of a private header more than 20 fields: a
class that grows is parted into objects that talk by properties and signals."""

import os
import re
import sys

MOST_LINES = 450
MOST_FIELDS = 20


def sources(root):
    for folder, _, names in os.walk(os.path.join(root, "src")):
        for name in sorted(names):
            if name.endswith((".c", ".h")):
                yield os.path.join(folder, name)


def count_fields(text):
    plain = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return max((body.count(";") for body in re.findall(r"struct \w*\s*\{(.*?)\n\}", plain, re.DOTALL)),
               default=0)


def faults(root):
    for path in sources(root):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        name = os.path.basename(path)
        where = os.path.relpath(path, root)
        if text.count("\n") > MOST_LINES:
            yield f"{where}: {text.count(chr(10))} lines"
        if name.endswith("-private.h") and count_fields(text) > MOST_FIELDS:
            yield f"{where}: {count_fields(text)} fields"


def main():
    wrong = list(faults(sys.argv[1]))
    print("\n".join(wrong) if wrong else "every file and private header is small")
    return 1 if wrong else 0


sys.exit(main())

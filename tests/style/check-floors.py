#!/usr/bin/python3
# check-floors.py ROOT: every include of src goes down the floors of docs/architecture.md
# SPDX-License-Identifier: GPL-3.0-or-later

"""The page lists the floors, the top one first, one a line; rooms on one line do not know each other. A
file may include headers of its own room and of rooms below. As the order is total, rooms that only go
down cannot form a circle, so a circle is always reported as an include that goes up."""

import os
import re
import sys

INCLUDE = re.compile(r'^#include "([^"]+)"', re.MULTILINE)
FLOORS = re.compile(r"<!-- floors -->\n(.*?)<!-- end of floors -->", re.DOTALL)
GENERATED = {"wire-config.h", "ui/wirecase-resources.h", "text/wire-text-resource.h"}


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def read_floors(root):
    """The number of each room's floor; 0 is the top."""
    block = FLOORS.search(read(os.path.join(root, "docs", "architecture.md")))
    lines = [line for line in block[1].splitlines() if line.startswith("    ")]
    floors = {}
    for number, line in enumerate(lines):
        for room in line.strip().split("  ")[1].split():
            assert room not in floors, f"{room} has two floors"
            floors[room] = number
    return floors


def sources(root):
    for folder, folders, names in os.walk(os.path.join(root, "src")):
        if "pch" in folders:  # lists of headers of others, for the compiler
            folders.remove("pch")
        for name in names:
            if name.endswith((".c", ".h")):
                yield os.path.join(folder, name)


def faults(root, floors):
    src = os.path.join(root, "src")
    for path in sorted(sources(root)):
        room = os.path.relpath(os.path.dirname(path), src)
        where = os.path.relpath(path, root)
        if room not in floors:
            yield f"{where}: the room {room} has no floor in docs/architecture.md"
            continue
        for header in INCLUDE.findall(read(path)):
            other = os.path.dirname(header)
            if header in GENERATED or other == room:
                continue
            if not other:
                yield f"{where}: {header} does not say its room"
            elif other not in floors:
                yield f"{where}: {header}: that room has no floor"
            elif floors[other] <= floors[room]:
                yield f"{where}: {header} is not below {room}"


def main():
    root = sys.argv[1]
    floors = read_floors(root)
    rooms = {os.path.relpath(os.path.dirname(path), os.path.join(root, "src")) for path in sources(root)}
    wrong = list(faults(root, floors))
    wrong += [f"docs/architecture.md: there is no room {room}" for room in sorted(set(floors) - rooms)]
    if wrong:
        print("\n".join(wrong))
        return 1
    print(f"{len(rooms)} rooms on {len(set(floors.values()))} floors; every include goes down")
    return 0


sys.exit(main())

#!/usr/bin/python3
# check-actions.py ROOT: the table of actions in docs/architecture.md is complete
# SPDX-License-Identifier: GPL-3.0-or-later

"""Pages and views do not know each other: one room of src/ui asks another by an action. Every action that is
installed in one room and named in another has a row in docs/architecture.md, with the type of its parameter, and
every row has its action."""

import collections
import os
import re
import sys

ROW = re.compile(r"^\| `([a-z]+\.[a-z-]+)` \| ([a-z()]*)", re.MULTILINE)
INSTALLED = re.compile(r'(?:install_action \(\s*widget_class,|\{) "([a-z]+\.[a-z-]+)", (?:"([^"]*)"|NULL)')
NAMED = re.compile(r'"([a-z]+\.[a-z-]+)(?:::[^"]*)?"|>([a-z]+\.[a-z-]+)(?:::[^<]*)?<')
# The window's own menu and keys are in data/ui/window, and lead to its room or to the page that is shown.
GROUPS = ("capture", "win", "files", "sockets")


def read_rooms(root):
    """(room, text) of every file of the window; data/ui mirrors src/ui."""
    for top in ("src/ui", "data/ui"):
        for folder, _, names in os.walk(os.path.join(root, top)):
            for name in sorted(names):
                if name.endswith((".c", ".h", ".ui")):
                    with open(os.path.join(folder, name), encoding="utf-8") as file:
                        yield os.path.relpath(folder, os.path.join(root, top)), file.read()


def main():
    root = sys.argv[1]
    with open(os.path.join(root, "docs", "architecture.md"), encoding="utf-8") as file:
        rows = dict(ROW.findall(file.read()))
    homes, parameters, users = {}, {}, collections.defaultdict(set)
    for room, text in read_rooms(root):
        for name, parameter in INSTALLED.findall(text):
            if name.split(".")[0] in GROUPS:
                homes[name], parameters[name] = room, parameter
        for match in NAMED.finditer(text):
            users[match[1] or match[2]].add(room)
    wrong = [f"{name}: not in the table" for name in sorted(homes)
             if users[name] - {homes[name]} and name not in rows]
    wrong += [f"{name}: nobody installs it" for name in sorted(rows) if name not in homes]
    wrong += [f"{name}: takes {parameters[name] or 'nothing'}, and the table says {rows[name] or 'nothing'}"
              for name in sorted(rows) if name in homes and rows[name] != parameters[name]]
    print("\n".join(wrong) if wrong else f"{len(rows)} actions are in the table")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

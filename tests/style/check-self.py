#!/usr/bin/python3
# check-self.py ROOT: one word for the object that a function belongs to
# SPDX-License-Identifier: GPL-3.0-or-later

"""In the files of a class, wire-NAME.c and wire-NAME-ASPECT.c, the first parameter of its public functions
is called self. Functions that make another object may name it otherwise, and so may wire_command_NAME(), which
are commands and not methods."""

import os
import re
import sys

FUNCTION = re.compile(r"^(?!static|typedef)(?:const )?(\w+)[ \w]*\**\n(wire_\w+) \((?:const )?(Wire\w+) \*+(\w+)[,)]",
                      re.MULTILINE)
TYPE = re.compile(r"^(?:typedef (?:struct|union) _?(Wire\w+)|G_DECLARE_\w+\s*\(\s*(Wire\w+)|\} (Wire\w+);)", re.MULTILINE)
NOT_A_CLASS = {"WireCommand"}


def split(word, by):
    """WireHttp2Connection → wire-http2-connection"""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", by, word).lower()


def sources(root, suffix):
    for folder, _, names in os.walk(os.path.join(root, "src")):
        for name in sorted(names):
            if name.endswith(suffix):
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    yield os.path.join(folder, name), file.read()


def find_types(root):
    """The names of all classes and structs, by the names of their files"""
    types = {}
    for _, text in sources(root, ".h"):
        for match in TYPE.finditer(text):
            name = next(group for group in match.groups() if group)
            types[split(name, "-")] = name
    return types


def find_owner(path, types):
    """The class that a file belongs to, or None"""
    words = os.path.basename(path)[:-2].split("-")
    names = ("-".join(words[:n]) for n in range(len(words), 1, -1))
    return next((types[name] for name in names if name in types), None)


def faults(text, owner):
    """The functions that give their object another name: (start, function, name)"""
    for match in FUNCTION.finditer(text):
        returned, function, kind, name = match.groups()
        if kind == owner and function.startswith(split(kind, "_") + "_") and returned != kind \
                and not function.endswith("_new") and kind not in NOT_A_CLASS and name != "self":
            yield match.start(), function, name


def main():
    root = sys.argv[1]
    types = find_types(root)
    wrong = [f"{os.path.relpath(path, root)}: {function} ({name})"
             for path, text in sources(root, ".c")
             for _, function, name in faults(text, find_owner(path, types))]
    print("\n".join(wrong) if wrong else "every object is called self where it is at home")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

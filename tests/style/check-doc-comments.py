#!/usr/bin/python3
# check-doc-comments.py ROOT [--list]: every public function and type of src has a doc comment
# SPDX-License-Identifier: GPL-3.0-or-later

"""A function is public when a header that is not private declares it, and a type when such a header
defines it. The comment (/** … */) is where readers look: above the declaration in the header, or above
the definition. One comment may speak for a group of declarations without an empty line between them. What G_DECLARE_… and get_type() make needs none; the type has one."""

import collections
import os
import re
import sys

FUNCTION = re.compile(r"^(?!typedef|static|struct|enum|union|return|G_|#)[A-Za-z_][\w \t]*[ \t*]+\**"
                      r"((?:wire|_wire)_\w+) \(", re.MULTILINE)
TYPE = re.compile(r"^(?:typedef (?:struct|enum|union)\b[^;{]*?(?:\{.*?\n\}\s*(\w+)|\b(\w+));"
                  r"|typedef [^;{]*\(\*(\w+)\) ?\(|G_DECLARE_\w+ \((\w+))", re.MULTILINE | re.DOTALL)
COMMENT = re.compile(r"/\*\*.*?\*/", re.DOTALL)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def is_documented(text, start):
    """Whether a doc comment ends above the declaration at @start, or above the group of lines it is in."""
    above = text[:start].rsplit("\n\n", 1)[-1] if "\n\n" in text[:start] else text[:start]
    last = text[:start].rfind("*/")
    if last < 0 or last < start - len(above):
        return False
    return text[text.rindex("/*", 0, last):].startswith("/**")


def documented_in(text):
    """The names of functions whose definition in a .c file has a doc comment above it."""
    found = set()
    for match in re.finditer(r"^((?:wire|_wire)_\w+) \(", text, re.MULTILINE):
        line = text.rfind("\n", 0, match.start() - 1) + 1
        if is_documented(text, line):
            found.add(match[1])
    return found


def main():
    root = sys.argv[1]
    missing, count = collections.defaultdict(list), 0
    for folder, _, names in os.walk(os.path.join(root, "src")):
        for name in sorted(names):
            if not name.endswith(".h") or name.endswith("-private.h"):
                continue
            path = os.path.join(folder, name)
            text = read(path)
            comments = [match.span() for match in COMMENT.finditer(text)]
            source = path[:-2] + ".c"
            defined = documented_in(read(source)) if os.path.exists(source) else set()
            seen = []
            for match in list(FUNCTION.finditer(text)) + list(TYPE.finditer(text)):
                what = next(group for group in match.groups() if group)
                inside = any(start <= match.start() < end for start, end in comments)
                if inside or what.endswith("_get_type") or what in seen:
                    continue
                seen.append(what)
                count += 1
                by_name = re.search(r"/\*\*\s*\n \* %s(\b|:|\s\()" % re.escape(what), text)
                if not (by_name or is_documented(text, match.start()) or what in defined):
                    missing[os.path.relpath(path, root)].append(what)
    total = sum(map(len, missing.values()))
    if "--list" in sys.argv or total:
        for path in sorted(missing):
            print(f"{path}: {' '.join(missing[path])}")
    print(f"{count - total} of {count} public functions and types have a doc comment")
    return 1 if total else 0


sys.exit(main())

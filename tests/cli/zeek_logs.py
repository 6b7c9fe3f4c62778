# zeek_logs.py: Zeek's logs, read strictly, and held against each other
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reads logs as Zeek's own readers do, and compares two of them row by row.

Baselines of the zeek project mask times, and tests of it redefine fields: what is masked, and fields that
only one side has, are not compared. Identifiers are compared up to renaming: a uid stands for addresses
and ports.
"""

import re

MASK = "XXXXXXXXXX.XXXXXX"
SEPARATOR = "\t"


def read(path):
    """Returns (fields, rows), or (None, None) where the file is no whole log. Rows are dictionaries."""
    with open(path, encoding="utf-8", errors="surrogateescape", newline="\n") as file:
        lines = file.read().split("\n")
    fields = None
    rows = []
    for line in lines:
        if line.startswith("#fields" + SEPARATOR):
            fields = line.split(SEPARATOR)[1:]
        elif line.startswith("#") or not line:
            continue
        elif fields is None:
            # Cut out of a log by zeek-cut: names stand in the first line.
            fields = line.split(SEPARATOR)
            if not all(re.fullmatch(r"[A-Za-z_0-9.]+", name) for name in fields):
                return None, None
        else:
            values = line.split(SEPARATOR)
            if len(values) != len(fields):
                return None, None
            rows.append(dict(zip(fields, values)))
    return fields, rows


def names_of_uids(rows_of_logs):
    """What uids stand for, from all rows that have addresses with them."""
    names = {}
    for rows in rows_of_logs:
        for row in rows:
            if "uid" in row and "id.orig_h" in row:
                names[row["uid"]] = tuple(row[key] for key in ("id.orig_h", "id.orig_p", "id.resp_h",
                                                               "id.resp_p"))
    return names


SETS = {"rcptto", "to", "cc", "service", "tunnel_parents", "uids", "tags", "analyzers"}
IDENTIFIERS = {"uid", "fuid", "uids", "tunnel_parents", "orig_fuids", "resp_fuids", "fuids", "parent_fuid",
               "conn_uids", "tx_hosts", "client_cert_fuid", "server_cert_fuid"}


def plain(name, value, names):
    """A value that can be compared."""
    if value in ("-", "(empty)"):
        return "-"
    if name == "uid":
        return names.get(value, "one") if names else "one"
    if name in IDENTIFIERS:
        return f"{value.count(',') + 1} of them"
    if name in SETS:
        return ",".join(sorted(value.split(",")))
    return value


def agree(name, ours, theirs):
    if MASK in theirs or ours == theirs:
        return True
    try:
        return abs(float(ours) - float(theirs)) <= 2e-6 * max(1, abs(float(theirs))) and "." in theirs
    except (TypeError, ValueError):
        return False


def pair_equal(ours, theirs, names):
    """Places of rows that are equal in all fields that are not masked, so that not each is held against each."""
    names = [name for name in names if not any(MASK in row[name] for row in theirs)]
    places = {}
    for j, row in enumerate(ours):
        places.setdefault(tuple(row[name] for name in names), []).append(j)
    taken_i, taken_j = [], []
    for i, row in enumerate(theirs):
        found = places.get(tuple(row[name] for name in names))
        if found:
            taken_i.append(i)
            taken_j.append(found.pop(0))
    return taken_i, taken_j


def compare(ours, theirs, names_ours, names_theirs, skip=()):
    """Pairs rows so that as many fields as possible agree. Yields (row of theirs, row of ours or None,
    names that differ)."""
    if not theirs:
        return
    common = [name for name in theirs[0] if ours and name in ours[0] and name not in skip]
    if "id.orig_h" not in theirs[0]:
        names_ours = names_theirs = {}
    mine = [{name: plain(name, row[name], names_ours) for name in common} for row in ours]
    left = list(range(len(mine)))
    expected = [{name: plain(name, row[name], names_theirs) for name in common} for row in theirs]
    result = {}
    taken_i, taken_j = pair_equal(mine, expected, common)
    result.update((i, (theirs[i], ours[j], [])) for i, j in zip(taken_i, taken_j))
    taken_i, taken_j = set(taken_i), set(taken_j)
    left = [j for j in left if j not in taken_j]
    scored = []
    for i, row in enumerate(expected):
        if i in taken_i:
            continue
        for j in left:
            wrong = [name for name in common if not agree(name, mine[j][name], row[name])]
            scored.append((len(wrong) + 5 * sum(name.startswith("id.") for name in wrong), i, j, wrong))
    for _, i, j, wrong in sorted(scored, key=lambda entry: entry[:3]):
        if i in taken_i or j in taken_j:
            continue
        taken_i.add(i)
        taken_j.add(j)
        result[i] = (theirs[i], ours[j], wrong)
    for i, row in enumerate(theirs):
        yield result.get(i, (row, None, ["(row)"]))

#!/usr/bin/python3
# check-fuzzed.py ROOT [--list]: every function that takes bytes from outside is run by a fuzz harness
# SPDX-License-Identifier: GPL-3.0-or-later

"""Such a function is one that a header of src declares (the command line and the window apart) with bytes
and their length, a GBytes, a WireCursor or a WireTypeSource, or with a text or a path where its name says
that it parses, reads, opens or recognises something. It is run by a harness where a call leads to it from
one: calls, and tables of functions, are followed through the sources by name. What is written for other
reasons is in NOT_PARSERS, each with its reason. With --list, each function and a harness that runs it."""

import collections
import os
import re
import sys

DECLARATION = re.compile(r"^(?!typedef|static|struct|enum|union|return|G_|#)[A-Za-z_][\w \t]*[ \t*]+\**"
                         r"(_?wire_\w+) \(([^;{]*)\)", re.MULTILINE)
DEFINITION = re.compile(r"^(?:[A-Za-z_][\w \t*]*[ \t*]+)?\**(\w+)(?: \([^;{]*\)\n\{|(?:\[[^\]]*\])*(?: G_\w+)* = ?)",
                        re.MULTILINE)
WORD = re.compile(r"\b[A-Za-z_]\w*\b")
BYTES = re.compile(r"const (?:guint8|void|char) \*\w+, (?:gsize|guint\d*|size_t) |GBytes \*|WireCursor \*|WireTypeSource \*")
READS = re.compile(r"_(?:parse|read|open|load|recognise|import|verify)(?:_|$)")
TEXT = re.compile(r"const char \*")

# Names, or what they begin with, and why no harness has to run them.
NOT_PARSERS = {
    "wire_hex_append_line": "writes", "wire_hex_c_array": "writes", "wire_hex_dump": "writes",
    "wire_hex_encode": "writes",
    "wire_spool_": "our own file", "wire_save_": "writes",
    "wire_digest_hmac": "libgcrypt's, any bytes", "wire_digester_": "libgcrypt's, any bytes",
    "wire_hash_ring_": "any bytes, unread", "wire_digest_parse_name": "an option",
    "wire_geo_": "libmaxminddb's file, which the user chose",
    "wire_yara_": "libyara's rules, which the user chose, run with a timeout",
    "wire_client_": "sends", "wire_connection_": "sends", "wire_pieces_": "any bytes, unread",
    "wire_server_": "sends", "wire_tcp_frame_build": "writes", "wire_transcript_": "text of a window",
    "wire_port_explain": "an error", "wire_socket_error_": "an error",
    "wire_proc_net_read": "the kernel's tables; their rows are fuzzed", "wire_process_stat_read": "likewise",
    "wire_socket_table_read": "likewise",
    "wire_tls_certificate_to_pem": "writes", "wire_tls_extract": "libgcrypt's, any bytes",
    "wire_zeek_sink_write": "writes", "wire_zeek_log_add_": "writes",
    "wire_notation_parse_key": "an option",
    "wire_text_policy_parse": "an option",
}


def read(path):
    with open(path, encoding="utf-8") as file:
        return re.sub(r"/\*.*?\*/", "", file.read(), flags=re.DOTALL)


def sources(folder, ending):
    for where, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            if name.endswith(ending):
                yield os.path.join(where, name)


def definitions(text):
    """Names at the margin of a source, each with the words of what it is."""
    found = list(DEFINITION.finditer(text))
    for match in found:
        end = re.compile(r"^\}", re.MULTILINE).search(text, match.end())
        semicolon = text.find(";", match.end())
        stop = end.end() if match[0].endswith("{") and end else semicolon
        yield match[1], set(WORD.findall(text[match.end():stop]))


def read_graph(root):
    """What each name leads to: names of the same file go first, as static functions do."""
    by_file, public = {}, collections.defaultdict(set)
    for path in sources(os.path.join(root, "src"), ".c"):
        text = read(path)
        by_file[path] = dict(definitions(text))
        for start in re.finditer(r"G_DEFINE_\w+ \((\w+), (\w+)", text):  # a class leads to its functions
            prefix = start[2]
            by_file[path][prefix + "_get_type"] = {prefix + "_init", prefix + "_class_init"}
        for name in by_file[path]:
            public[name].add(path)
    return by_file, public


def follow(by_file, public, node, seen):
    """Adds to @seen what @node, a file and a name, leads to."""
    queue = [node]
    while queue:
        node = queue.pop()
        if node in seen:
            continue
        seen.add(node)
        path, name = node
        for word in by_file[path][name]:
            if word in by_file[path]:
                queue.append((path, word))
            else:
                queue += [(other, word) for other in public.get(word, ())]


def parsers(root):
    for path in sources(os.path.join(root, "src"), ".h"):
        room = os.path.relpath(path, os.path.join(root, "src"))
        if room.startswith("cli/") or room.startswith("ui/"):
            continue
        for match in DECLARATION.finditer(read(path)):
            arguments = " ".join(match[2].split())
            if BYTES.search(arguments) or READS.search(match[1]) and TEXT.search(arguments):
                yield room, match[1]


def main():
    root = sys.argv[1]
    by_file, public = read_graph(root)
    run_by, all_seen = {}, set()
    for path in sources(os.path.join(root, "tests", "fuzz"), ".c"):
        seen = set() if "--list" in sys.argv else all_seen
        for name in WORD.findall(read(path)):
            for source in public.get(name, ()):
                follow(by_file, public, (source, name), seen)
        for _, name in seen:
            run_by.setdefault(name, os.path.basename(path)[:-2])
    missing, count, unused = [], 0, set(NOT_PARSERS)
    for room, name in parsers(root):
        excuse = next((prefix for prefix in NOT_PARSERS if name.startswith(prefix)), None)
        unused.discard(excuse)
        if excuse:
            continue
        count += 1
        if "--list" in sys.argv:
            print(f"{run_by.get(name, '-'):24} {name:48} {room}")
        elif name not in run_by:
            missing.append(f"{room}: {name} takes bytes or text from outside, and no harness of tests/fuzz runs it")
    print("\n".join(missing + [f"check-fuzzed.py: no function begins with {prefix}" for prefix in sorted(unused)]))
    print(f"{count - len(missing)} of {count} functions that take bytes or text from outside are run by a fuzz harness")
    return 1 if missing or unused else 0


sys.exit(main())

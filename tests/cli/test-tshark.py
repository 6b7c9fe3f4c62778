#!/usr/bin/python3
# test-tshark.py WIRECASE-CLI SOURCE-ROOT: requests and objects as tshark finds them
# SPDX-License-Identifier: GPL-3.0-or-later

"""Over the project's sample, and over the captures of others where those are: in the folder that
WIRECASE_SHARED_DATA names, or beside the project."""

import collections
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

CLI, ROOT = (os.path.abspath(path) for path in sys.argv[1:3])
del sys.argv[1:3]
TSHARK = shutil.which("tshark")
SHARED = os.environ.get("WIRECASE_SHARED_DATA", os.path.join(ROOT, "..", "shared", "data"))
FOLDERS = ("pcapplusplus", "pcapflowlab", "peafowl", "pcapfs", "zeek")
LARGEST = 30_000_000

# What tshark exports and is no whole response, by capture; everything else must be ours to the byte.
OTHERWISE = {
    # The body of its POST.
    "sample.pcap": 1,
    # Content-Length says 689, 553 were captured: tshark saves them as if that were all. Packet 110 is
    # a head whose body was not sent, as to HEAD: tshark takes the next response for its body.
    "650HttpResponses.pcap": ["361577a41e095d77cf322a92220d20f6b97f6631c44248ec62ba2e80b5278f19",
                              "69fb2228958794742c477b62d3f209e3c6aefc6f571f61ab703dd5c7d00c0bef"],
    # Bodies of requests: three that ask about certificates, and an empty one.
    "example2.pcap": 4,
}

# Requests that we find beyond tshark's. Here only requests were captured, and nothing of what stood
# between them: tshark waits for what is missing (with reassembly off, it finds 367). Each of ours stands
# where a segment's payload begins, or behind the end of another.
BEYOND = {"4KHttpRequests.pcap": 381 - 124}


def captures():
    yield os.path.join(ROOT, "data", "samples", "sample.pcap")
    for folder in FOLDERS:
        for name in sorted(os.listdir(os.path.join(SHARED, "captures", folder))
                           if os.path.isdir(os.path.join(SHARED, "captures", folder)) else []):
            path = os.path.join(SHARED, "captures", folder, name)
            if name.endswith((".pcap", ".pcapng", ".cap", ".trace")) and os.path.getsize(path) < LARGEST:
                yield path


def tshark(*words):
    done = subprocess.run([TSHARK, "-o", "tcp.reassemble_out_of_order:TRUE", *words], timeout=300,
                          capture_output=True, check=False)
    return done.stdout.decode(errors="replace").splitlines()


def ours(*words):
    done = subprocess.run([CLI, *words], timeout=300, capture_output=True, check=False)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def requests_of_tshark(path):
    found = collections.Counter()
    for line in tshark("-r", path, "-Y", "http.request", "-T", "fields", "-E", "separator=\t",
                       "-e", "http.request.method", "-e", "http.request.uri"):
        methods, _, uris = line.partition("\t")
        several = list(zip(methods.split(","), uris.split(",")))
        found.update(several if methods.count(",") == uris.count(",") else [(methods, uris)])
    return found


class Tshark(unittest.TestCase):
    def setUp(self):
        self.assertIsNotNone(TSHARK, "tshark is missing: make install-deps brings it")

    def test_requests(self):
        for path in captures():
            with self.subTest(capture=os.path.basename(path)):
                theirs = requests_of_tshark(path)
                found = collections.Counter((row["method"], row["uri"])
                                            for row in ours("http", "--json", path))
                self.assertEqual(theirs - found, collections.Counter())
                self.assertEqual(sum((found - theirs).values()), BEYOND.get(os.path.basename(path), 0))

    def test_objects(self):
        for path in captures():
            with self.subTest(capture=os.path.basename(path)), tempfile.TemporaryDirectory() as folder:
                tshark("-q", "-r", path, "--export-objects", "http," + folder)
                theirs = set()
                for name in os.listdir(folder):
                    with open(os.path.join(folder, name), "rb") as file:
                        theirs.add(hashlib.sha256(file.read()).hexdigest())
                rows = ours("downloads", "--type", "all", "--json", path)
                whole = {row.get(key) for row in rows for key in ("sha256", "sha256_as_sent")}
                allowed = OTHERWISE.get(os.path.basename(path), [])
                if isinstance(allowed, int):
                    self.assertEqual(len(theirs - whole), allowed)
                else:
                    self.assertEqual(sorted(theirs - whole), allowed)


if __name__ == "__main__":
    unittest.main(verbosity=2)

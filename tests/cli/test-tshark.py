#!/usr/bin/python3
# test-tshark.py WIRECASE-CLI SOURCE-ROOT: requests and objects as tshark finds them
# SPDX-License-Identifier: GPL-3.0-or-later

"""Over the project's sample, and over the captures of others where those are: in the folder that
WIRECASE_SHARED_DATA names, or beside the project."""

import collections
import hashlib
import json
import os
import re
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


class Decrypted(unittest.TestCase):
    """What tshark decrypts of the project's captures with their key logs."""

    FOLDER = os.path.join(ROOT, "tests", "capture", "tls", "data")
    DATAGRAMS = os.path.join(ROOT, "tests", "capture", "tls", "datagrams")
    # tshark 4.0 does not have the cipher ARIA, nor what is said after DTLS renegotiates with ChaCha20.
    UNKNOWN = {"tls12-ecdhe-rsa-aria128-gcm", "dtls12-chacha-renegotiated"}
    # What is pushed was not asked for in HEADERS; and tshark loses its way where a table changes its size.
    OTHER_HEADS = {"h2-nghttp-push", "h2-nghttp-table"}

    def setUp(self):
        self.assertIsNotNone(TSHARK, "tshark is missing: make install-deps brings it")

    @staticmethod
    def captures(folder):
        """(name, capture, key log)"""
        for name in sorted(os.listdir(folder)):
            base, end = os.path.splitext(os.path.join(folder, name))
            if end in (".pcap", ".pcapng") and os.path.exists(base + ".keys"):
                yield os.path.basename(base), os.path.join(folder, name), base + ".keys"

    def follow(self, path, keys, number):
        """(who spoke first, what they said, what the other side said)"""
        sides, first = [b"", b""], None
        for line in tshark("-r", path, "-o", "tls.keylog_file:" + keys, "-q", "-z", f"follow,tls,raw,{number}"):
            if line.startswith("Node 0: "):
                first = line[len("Node 0: "):]
            elif re.fullmatch("\t?([0-9a-f]{2})+", line):
                sides[line.startswith("\t")] += bytes.fromhex(line.strip())
        return first, *sides

    def test_follow(self):
        for name, path, keys in self.captures(self.FOLDER):
            if name in self.UNKNOWN:
                continue
            with self.subTest(name):
                row = ours("tls", "--json", path, "--keys", keys)[0]
                first, said, answered = self.follow(path, keys, 0)
                if first != f"{row['src']}:{row['sport']}":
                    said, answered = answered, said
                self.assertTrue(said or answered)
                self.assertEqual(self.stream(path, keys, row, "a"), said)
                self.assertEqual(self.stream(path, keys, row, "b"), answered)

    @staticmethod
    def stream(path, keys, row, direction):
        return subprocess.run([CLI, "stream", path, str(row["stream"]), "--raw", "--direction", direction,
                               "--keys", keys], timeout=60, capture_output=True, check=False).stdout

    def test_http2(self):
        fields = ("method", "path", "status")
        for name, path, keys in self.captures(self.FOLDER):
            rows = [row for row in ours("http", "--json", path, "--keys", keys) if row["version"] == "2"]
            if not rows or name in self.OTHER_HEADS:
                continue
            with self.subTest(name):
                theirs = {field: collections.Counter() for field in fields}
                for line in tshark("-r", path, "-o", "tls.keylog_file:" + keys, "-Y", "http2", "-T", "fields",
                                   *(word for field in fields for word in ("-e", "http2.headers." + field))):
                    for field, values in zip(fields, line.split("\t")):
                        theirs[field].update(value for value in values.split(",") if value)
                self.assertEqual(collections.Counter(row["method"] for row in rows), theirs["method"])
                self.assertEqual(collections.Counter(row["uri"] for row in rows), theirs["path"])
                self.assertEqual(collections.Counter(str(row["status"]) for row in rows if "status" in row),
                                 theirs["status"])

    def test_datagrams(self):
        for name, path, keys in self.captures(self.DATAGRAMS):
            if name in self.UNKNOWN:
                continue
            with self.subTest(name):
                lines = tshark("-r", path, "-o", "tls.keylog_file:" + keys, "-d", "udp.port==4433,dtls", "-Y", "data",
                               "-T", "fields", "-e", "data.data")
                said = b"".join(bytes.fromhex(line) for line in lines)
                found = b"".join(subprocess.run([CLI, "stream", path, str(row["stream"]), "--raw", "--keys", keys],
                                                timeout=60, capture_output=True, check=False).stdout
                                 for row in ours("tls", "--json", path, "--keys", keys))
                self.assertTrue(said)
                self.assertEqual(found, said)


if __name__ == "__main__":
    unittest.main(verbosity=2)

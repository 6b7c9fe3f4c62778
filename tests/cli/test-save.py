#!/usr/bin/python3
# test-save.py WIRECASE-CLI SAMPLES: packets saved as captures
# SPDX-License-Identifier: GPL-3.0-or-later

import gzip
import hashlib
import json
import os
import struct
import subprocess
import sys
import tempfile
import unittest

import captures

CLI, SAMPLES = (os.path.abspath(path) for path in sys.argv[1:3])
del sys.argv[1:3]
SAMPLE = os.path.join(SAMPLES, "sample.pcap")
SECTION, INTERFACE, OLD_PACKET, SIMPLE_PACKET, NAMES, STATISTICS, PACKET, SECRETS = (
    0x0A0D0D0A, 1, 2, 3, 4, 5, 6, 10)
A, B, C = "192.0.2.1", "192.0.2.2", "192.0.2.3"


def padded(data):
    return data + bytes(-len(data) % 4)


def options(order, *pairs):
    out = b"".join(struct.pack(order + "HH", code, len(value)) + padded(value) for code, value in pairs)
    return out + bytes(4) if out else b""


def block(order, kind, body):
    length = struct.pack(order + "I", len(body) + 12)
    return struct.pack(order + "I", kind) + length + body + length


def section(order, *pairs):
    return block(order, SECTION, struct.pack(order + "IHHq", 0x1A2B3C4D, 1, 0, -1) + options(order, *pairs))


def interface(order, link=1, snapshot=0, *pairs):
    return block(order, INTERFACE, struct.pack(order + "HHI", link, 0, snapshot) + options(order, *pairs))


def packet(order, number, ticks, data, *pairs, length=None):
    return block(order, PACKET,
                 struct.pack(order + "IIIII", number, ticks >> 32, ticks & 0xFFFFFFFF, len(data),
                             len(data) if length is None else length)
                 + padded(data) + options(order, *pairs))


def blocks(data):
    """Blocks of pcapng as [(type, bytes)], all in little endian."""
    out, offset = [], 0
    while offset < len(data):
        kind, length = struct.unpack_from("<II", data, offset)
        out.append((kind, data[offset:offset + length]))
        offset += length
    return out


def options_of(text, order):
    """The options of a packet block as [(code, value)]."""
    captured, = struct.unpack_from(order + "I", text, 20)
    offset, out = 28 + (captured + 3) // 4 * 4, []
    while offset + 4 <= len(text) - 4:
        code, length = struct.unpack_from(order + "HH", text, offset)
        if code == 0:
            break
        out.append((code, text[offset + 4:offset + 4 + length]))
        offset += 4 + (length + 3) // 4 * 4
    return out


def of_kind(data, kind):
    return [text for found, text in blocks(data) if found == kind]


class Save(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, name):
        return os.path.join(self.folder, name)

    def put(self, name, data):
        with open(self.path(name), "wb") as file:
            file.write(data)
        return self.path(name)

    def get(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def run_cli(self, *words, status=0):
        done = subprocess.run([CLI, *words], capture_output=True, timeout=60, stdin=subprocess.DEVNULL,
                              cwd=self.folder)
        self.assertEqual(done.returncode, status, done.stderr)
        return done.stderr.decode() if status else done.stdout.decode()

    def save(self, source, name, *words):
        self.run_cli("packets", source, "--write", name, *words)
        return self.get(name)

    def oracle(self, *words):
        return subprocess.run(words, capture_output=True, timeout=60, check=True, cwd=self.folder,
                              stdin=subprocess.DEVNULL).stdout

    def rows(self, source, *words):
        return [json.loads(line) for line in self.run_cli("packets", source, "--json", *words).splitlines()]

    def test_pcap_stays_as_it_was(self):
        with open(SAMPLE, "rb") as file:
            whole = file.read()
        self.assertEqual(self.save(SAMPLE, "all.pcap"), whole)

    def test_filter_as_tshark(self):
        self.oracle("tshark", "-r", SAMPLE, "-Y", "tcp.port == 80 && ip.src == 146.176.164.91", "-w", "t.pcapng")
        words = "--filter", "tcp port 80 and src host 146.176.164.91"
        mine, other = self.save(SAMPLE, "m.pcapng", *words), self.get("t.pcapng")
        for kind in INTERFACE, PACKET:
            self.assertEqual(of_kind(mine, kind), of_kind(other, kind))
        self.assertGreater(len(of_kind(mine, PACKET)), 3)
        self.oracle("tshark", "-r", SAMPLE, "-F", "pcap", "-Y", "tcp.port == 80 && ip.src == 146.176.164.91",
                    "-w", "t.pcap")
        self.assertEqual(self.save(SAMPLE, "m.pcap", *words), self.get("t.pcap"))

    def test_says_where_it_comes_from(self):
        header = blocks(self.save(SAMPLE, "m.pcapng", "--filter", "udp port 53"))[0][1].decode(errors="replace")
        with open(SAMPLE, "rb") as file:
            digest = hashlib.sha256(file.read()).hexdigest()
        for words in "“sample.pcap”", digest, "Filter: udp port 53", "Wirecase", "of 55":
            self.assertIn(words, header)
        self.assertIn(b"Wirecase", self.oracle("capinfos", "m.pcapng"))

    def test_comment_says_what_was_chosen(self):
        header = blocks(self.save(SAMPLE, "m.pcapng", "--stream", "1"))[0][1].decode(errors="replace")
        self.assertIn("Chosen: stream 1", header)
        self.put("cut.pcap", captures.pcap([captures.arp()])[:-3])
        self.run_cli("packets", "cut.pcap", "--write", "c.pcapng")
        self.assertIn("not read to its end", self.get("c.pcapng").decode(errors="replace"))

    def rich(self, order):
        """A capture with nearly everything that pcapng can say."""
        frame = captures.ipv4(A, B, 17, captures.udp(1, 2, b"x" * 33))
        u32, u64 = (lambda n: struct.pack(order + "I", n)), (lambda n: struct.pack(order + "Q", n))
        words = [section(order, (1, "Öl\nzwei".encode()), (2, b"board"), (3, b"system"), (4, b"writer")),
                 interface(order, 1, 100, (2, b"eth0"), (3, b"first"), (8, u64(10**9)), (9, b"\x09"),
                           (11, b"\0udp"), (14, u64(5))),
                 interface(order, 113, 0, (2, b"any"), (9, b"\x94")),
                 block(order, NAMES, struct.pack(order + "HH4s", 1, 12, bytes([192, 0, 2, 1])) + b"host.it\0"
                       + bytes(4) + options(order, (2, b"server"))),
                 block(order, SECRETS, struct.pack(order + "II", 0x544C534B, 6) + padded(b"# key\n")),
                 packet(order, 0, 17 * 10**17 + 3, frame, (1, b"first comment"), (1, b"second"),
                        (2, u32(0x1)), (4, u64(7)), (5, u64(1 << 40)), (6, u32(9))),
                 packet(order, 0, 17 * 10**17 + 9, frame[:40], length=len(frame)),
                 packet(order, 1, 5 << 20, bytes(20), (7, b"\1" + u64(6))),
                 block(order, OLD_PACKET, struct.pack(order + "HHIIII", 0, 3, 1, 2, 5, 9) + padded(b"hello")),
                 block(order, SIMPLE_PACKET, struct.pack(order + "I", 300) + bytes(100)),
                 block(order, STATISTICS, struct.pack(order + "III", 1, 1, 2) + options(
                     order, (2, struct.pack(order + "II", 1, 2)), (4, u64(99)), (5, u64(1))))]
        return b"".join(words)

    def test_everything_is_carried_over(self):
        little, big = self.put("le.pcapng", self.rich("<")), self.put("be.pcapng", self.rich(">"))
        saved = self.save(little, "l.pcapng", "--with-keys")
        original = blocks(self.rich("<"))
        for kind in INTERFACE, NAMES, SECRETS, PACKET, SIMPLE_PACKET, STATISTICS:
            mine, theirs = of_kind(saved, kind), [text for found, text in original if found == kind]
            self.assertEqual(mine[:len(theirs)], theirs, kind)
        # What became of the obsolete packet: it keeps how many were lost before it.
        self.assertEqual(of_kind(saved, PACKET)[3],
                         packet("<", 0, 1 << 32 | 2, b"hello", (4, struct.pack("<Q", 3)), length=9))
        header = blocks(saved)[0][1]
        for text in "Öl\nzwei".encode(), b"board", b"system":
            self.assertIn(text, header)
        # The byte order of the file makes no difference.
        turned = self.save(big, "b.pcapng", "--with-keys")
        self.assertEqual(blocks(turned)[1:], blocks(saved)[1:])
        self.assertEqual(of_kind(self.save(little, "n.pcapng"), SECRETS), [])
        self.assertIn(b"eth0", self.oracle("capinfos", "b.pcapng"))

    def test_keys_that_are_needed(self):
        def hello(byte):
            body = b"\3\3" + bytes([byte]) * 32 + b"\0\0\2\x13\1\1\0"
            message = b"\1" + struct.pack(">I", len(body))[1:] + body
            return captures.ipv4(A, B, 6, captures.tcp(1000 + byte, 443, 0x18, b"\x16\3\1" + struct.pack(">H", len(message)) + message))

        source = self.put("t.pcap", captures.pcap([hello(1), hello(2)]))
        lines = [f"CLIENT_RANDOM {byte:02x}{f'{byte:02x}' * 31} {'ab' * 48}" for byte in (1, 2, 3)]
        self.put("keys", ("# a comment\n" + "\n".join(lines) + "\nCLIENT_RANDOM zz\n").encode())
        saved = self.save(source, "m.pcapng", "--with-keys", "--keys", "keys", "--filter", "tcp port 1002")
        log = lines[1].encode() + b"\n"
        self.assertEqual(of_kind(saved, SECRETS),
                         [block("<", SECRETS, struct.pack("<II", 0x544C534B, len(log)) + padded(log))])
        self.assertEqual(of_kind(self.save(source, "n.pcapng", "--keys", "keys"), SECRETS), [])

    def test_comments_in_place_of_others(self):
        for order in "<>":
            source = self.put("r.pcapng", self.rich(order))
            whole = self.rows(source)
            self.save(source, "m.pcapng", "--set-comment", "1=one alone", "--set-comment", "2=Öl, neu",
                      "--comment", "1=and more", "--comment", "1=and again")
            found = self.rows("m.pcapng")
            self.assertEqual([row.get("comments") for row in found[:2]], [["one alone", "and more", "and again"], ["Öl, neu"]])
            self.save("m.pcapng", "n.pcapng", "--set-comment", "1=", "--set-comment", "2=")
            self.assertNotIn("comments", self.rows("n.pcapng")[0])
            self.assertEqual([row.get("time") for row in self.rows("n.pcapng")],
                             [row.get("time") for row in whole])
            # Nothing else of a packet block changes.
            rest = [[pair for pair in options_of(text, "<") if pair[0] != 1]
                    for text in of_kind(self.save(source, "p.pcapng"), PACKET)]
            self.assertEqual([[pair for pair in options_of(text, "<") if pair[0] != 1]
                              for text in of_kind(self.get("n.pcapng"), PACKET)], rest)
        self.assertIn("no place for comments", self.run_cli("packets", source, "--write", "x.pcap", "--comment", "1=x",
                                                            status=1))
        self.assertIn("no place for comments", self.run_cli("packets", source, "--write", "x.pcap", "--set-comment", "1=",
                                                            status=1))
        self.assertFalse(os.path.exists(self.path("x.pcap")))

    def test_comments_are_found(self):
        source = self.put("r.pcapng", self.rich("<"))
        for text, numbers in ("frame.comment", [1]), ('frame.comment contains "second"', [1]), \
                             ('frame.comment == "first comment"', [1]), ("!frame.comment && frame.number < 3", [2]), \
                             ("count(frame.comment) == 2", [1]), ('frame.comment matches "FIRST"', [1]):
            with self.subTest(filter=text):
                self.assertEqual([row["number"] for row in self.rows(source, "--filter", text)], numbers)
                found = self.oracle("tshark", "-r", source, "-Y", text, "-T", "fields", "-e", "frame.number")
                self.assertEqual([int(number) for number in found.split()], numbers)
        hit, = [json.loads(line) for line in self.run_cli("search", source, "first COMMENT", "--json").splitlines()]
        self.assertEqual((hit["place"], hit["packet"], hit["offset"], hit["match"]), ("comment", 1, 0, "first comment"))
        self.assertIn("comment on packet 1 offset 0", self.run_cli("search", source, "first comment"))

    def test_one_side(self):
        whole = self.rows(SAMPLE, "--stream", "1")
        sender = whole[0]["src"]
        for side in "ab":
            mine = self.rows(SAMPLE, "--stream", "1", "--side", side)
            self.assertEqual({row["src"] == sender for row in mine}, {side == "a"})
            self.save(SAMPLE, side + ".pcap", "--stream", "1", "--side", side)
            self.assertEqual(len(self.rows(side + ".pcap")), len(mine))
        both = [row["number"] for side in "ab" for row in self.rows(SAMPLE, "--stream", "1", "--side", side)]
        self.assertEqual(sorted(both), [row["number"] for row in whole])
        for words in ["--side", "a"], ["--stream", "1", "--side", "c"]:
            self.run_cli("packets", SAMPLE, *words, status=2)

    def test_comments(self):
        source = self.put("le.pcapng", self.rich("<"))
        self.assertEqual(self.rows(source)[0]["comments"], ["first comment", "second"])
        self.assertNotIn("comments", self.rows(source)[1])
        self.assertIn("Comment: first comment", self.run_cli("packets", source, "--layers"))
        self.save(source, "m.pcapng", "--comment", "2=mine, too", "--limit", "2")
        found = self.oracle("tshark", "-r", "m.pcapng", "-T", "fields", "-e", "frame.comment").decode()
        self.assertEqual(found.split("\n")[:2], ["first comment,second", "mine, too"])
        self.assertEqual([row.get("comments") for row in self.rows("m.pcapng")],
                         [["first comment", "second"], ["mine, too"]])

    def test_again_gives_the_same_packets(self):
        self.put("le.pcapng", self.rich("<"))
        once = self.save("le.pcapng", "1.pcapng")
        again = self.save("1.pcapng", "2.pcapng")
        self.assertEqual(blocks(again)[1:], blocks(once)[1:])
        self.assertEqual(self.rows("le.pcapng"), self.rows("2.pcapng"))

    def test_link_types_in_pcap(self):
        source = self.put("le.pcapng", self.rich("<"))
        self.assertIn("several types", self.run_cli("packets", source, "--write", "x.pcap", status=1))
        self.assertFalse(os.path.exists(self.path("x.pcap")))
        saved = self.save(source, "x.pcap", "--filter", "udp", "--limit", "2")
        self.assertEqual(struct.unpack_from("<IHHIIII", saved), (0xA1B23C4D, 2, 4, 0, 0, 100, 1))
        self.assertEqual(saved[24:40], struct.pack("<IIII", 1_700_000_005, 3, len(saved) - 40 - 16 - 40, len(saved) - 40 - 16 - 40))

    def test_packed_by_name(self):
        plain = self.save(SAMPLE, "m.pcapng")
        self.assertEqual(gzip.decompress(self.save(SAMPLE, "m.pcapng.gz")), plain)
        self.save(SAMPLE, "m.pcap.zst")
        with open(SAMPLE, "rb") as file:
            self.assertEqual(self.oracle("zstd", "-qdc", "m.pcap.zst"), file.read())
        self.assertEqual(self.rows("m.pcapng.gz"), self.rows(SAMPLE))

    def test_packed_source(self):
        with open(SAMPLE, "rb") as file:
            self.put("s.pcap.gz", gzip.compress(file.read()))
        self.assertEqual(of_kind(self.save("s.pcap.gz", "m.pcapng"), PACKET),
                         of_kind(self.save(SAMPLE, "n.pcapng"), PACKET))

    def test_never_over_the_source(self):
        with open(SAMPLE, "rb") as file:
            whole = file.read()
        self.put("s.pcap", whole)
        os.link(self.path("s.pcap"), self.path("hard.pcapng"))
        os.symlink("s.pcap", self.path("soft.pcapng"))
        for name in "s.pcap", "hard.pcapng", "soft.pcapng":
            self.assertIn("evidence", self.run_cli("packets", "s.pcap", "--write", name, status=1))
        self.assertEqual(self.get("s.pcap"), whole)
        self.assertEqual(sorted(os.listdir(self.folder)), ["hard.pcapng", "s.pcap", "soft.pcapng"])

    def test_full_disk(self):
        error = self.run_cli("packets", SAMPLE, "--write", "/dev/full", status=1)
        self.assertIn("not a regular file", error)
        self.put("old.pcap", b"old")
        self.run_cli("packets", SAMPLE, "--filter", "((", "--write", "old.pcap", status=1)
        self.assertEqual(self.get("old.pcap"), b"old")

    def test_streams_transfers_requests(self):
        for stream, theirs in ("1", "tcp.stream == 0"), ("2", "tcp.stream == 1"), ("3", "udp.stream == 0"):
            self.oracle("tshark", "-r", SAMPLE, "-Y", theirs, "-w", "t.pcapng")
            self.assertEqual(of_kind(self.save(SAMPLE, "m.pcapng", "--stream", stream), PACKET),
                             of_kind(self.get("t.pcapng"), PACKET))
        transfer = json.loads(self.run_cli("transfers", SAMPLE, "--json").splitlines()[2])
        saved = self.rows(SAMPLE, "--transfer", "3")
        self.assertEqual(saved, self.rows(SAMPLE, "--request", str(transfer["packet"])))
        self.save(SAMPLE, "m.pcapng", "--transfer", "3")
        alone = [json.loads(line) for line in self.run_cli("transfers", "m.pcapng", "--json").splitlines()]
        self.assertEqual((alone[0]["sha256"], alone[0]["complete"]), (transfer["sha256"], True))

    def test_merge_as_mergecap(self):
        names = []
        for number in range(3):
            frames = [captures.ipv4(A, B, 17, captures.udp(number, n, bytes(n))) for n in range(9)]
            data = [struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1)]
            for n, frame in enumerate(frames):  # times that are equal between files, and that go back
                when = (n * (number + 1) * 7) % 11
                data.append(struct.pack("<IIII", 1000 + when, 5, len(frame), len(frame)) + frame)
            names.append(self.put(f"{number}.pcap", b"".join(data)))
        self.oracle("mergecap", "-F", "pcap", "-w", "t.pcap", *names)
        self.run_cli("merge", *names, "--write", "m.pcap")
        self.assertEqual(self.get("m.pcap")[24:], self.get("t.pcap")[24:])
        self.run_cli("merge", *names, "--write", "m.pcapng.gz")
        merged = gzip.decompress(self.get("m.pcapng.gz"))
        self.assertEqual(len(of_kind(merged, INTERFACE)), 3)
        self.assertEqual([row["time"] for row in self.rows("m.pcapng.gz")], [row["time"] for row in self.rows("t.pcap")])
        for name in names:
            with open(name, "rb") as file:
                self.assertIn(hashlib.sha256(file.read()).hexdigest().encode(), blocks(merged)[0][1])

    def test_merge_what_passes(self):
        other = self.put("other.pcap", captures.pcap([captures.ipv4(A, B, 17, captures.udp(53, 9, b"x")),
                                                      captures.ipv4(A, B, 6, captures.tcp(9, 80, 2))]))
        for words in (["--filter", "udp"], ["--bpf", "tcp"], ["--fields", "ip.src == 192.0.2.1"]):
            parts = []
            for number, source in enumerate((SAMPLE, other)):
                self.save(source, f"{number}.pcapng", *words)
                parts.append(f"{number}.pcapng")
            self.run_cli("merge", *parts, "--write", "parts.pcapng")
            self.run_cli("merge", SAMPLE, other, "--write", "m.pcapng", *words)
            self.assertEqual(of_kind(self.get("m.pcapng"), PACKET), of_kind(self.get("parts.pcapng"), PACKET))
            self.assertIn(f"Filter: {words[1]}".encode(), self.get("m.pcapng"))

    def test_merge_rich(self):
        little, big = self.put("le.pcapng", self.rich("<")), self.put("be.pcapng", self.rich(">"))
        self.run_cli("merge", little, big, SAMPLE, "--write", "m.pcapng")
        merged = self.get("m.pcapng")
        self.assertEqual([len(of_kind(merged, kind)) for kind in (INTERFACE, NAMES, STATISTICS)], [5, 2, 2])
        self.assertEqual([struct.unpack_from("<I", text, 8)[0] for text in of_kind(merged, STATISTICS)], [1, 3])
        self.assertEqual(len(self.rows("m.pcapng")), 5 + 5 + 55)
        self.assertIn("several types", self.run_cli("merge", little, SAMPLE, "--write", "m.pcap", status=1))
        self.assertIn("evidence", self.run_cli("merge", little, SAMPLE, "--write", little, status=1))

    def split(self, *words):
        rows = [json.loads(line) for line in self.run_cli("split", SAMPLE, "--json", *words).splitlines()]
        self.assertEqual([row["packets"] for row in rows], [len(self.rows(row["name"])) for row in rows])
        return rows

    def test_split(self):
        whole = of_kind(self.save(SAMPLE, "whole.pcapng"), PACKET)
        for words in ["--packets", "20"], ["--seconds", "0.05"], ["--size", "10K"], ["--conversations"]:
            rows = self.split("--write", f"part{words[-1]}.pcapng", *words)
            self.assertGreater(len(rows), 2)
            packets = [text for row in rows for text in of_kind(self.get(row["name"]), PACKET)]
            self.assertEqual(sorted(packets), sorted(whole), words)
            if words != ["--conversations"]:
                self.assertEqual(packets, whole)
            if words[0] == "--size":
                self.assertLessEqual(max(len(self.get(row["name"])) for row in rows[:-1]), 10240 + 16380)
        self.assertEqual([row["packets"] for row in self.split("--write", "p.pcap.gz", "--packets", "20")], [20, 20, 15])
        self.assertTrue(os.path.exists(self.path("p-00003.pcap.gz")))
        self.oracle("editcap", "-F", "pcap", "-i", "1", SAMPLE, "e.pcap")
        self.assertEqual(self.split("--write", "s.pcap", "--seconds", "1")[0]["packets"], 55)

    def test_split_by_time_as_editcap(self):
        data = [struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1)]
        for when in (0.5, 1.4, 1.6, 2.4, 9.5, 9.6, 3.0, 10.6):
            data.append(struct.pack("<IIII", int(when) + 1000, round(when % 1 * 10**6), 60, 60) + bytes(60))
        source = self.put("t.pcap", b"".join(data))
        self.oracle("editcap", "-F", "pcap", "-i", "1", source, "e.pcap")
        theirs = [self.get(name) for name in sorted(os.listdir(self.folder)) if name.startswith("e_")]
        self.run_cli("split", source, "--write", "m.pcap", "--seconds", "1")
        mine = [self.get(name) for name in sorted(os.listdir(self.folder)) if name.startswith("m-")]
        self.assertEqual(mine, [text for text in theirs if len(text) > 24])

    def test_split_overwrites_nothing(self):
        self.put("p-00001.pcap", b"old")
        names = [row["name"] for row in self.split("--write", "p.pcap", "--packets", "30")]
        self.assertEqual(names, ["p-00001 (2).pcap", "p-00002.pcap"])
        self.assertEqual(self.get("p-00001.pcap"), b"old")

    # The key and some of the addresses that come with Crypto-PAn 1.0.
    KEY = bytes([21, 34, 23, 141, 51, 164, 207, 128, 19, 10, 91, 22, 73, 144, 125, 16, 216, 152, 143, 131, 121, 121,
                 101, 39, 98, 87, 76, 45, 42, 132, 34, 2]).hex()
    VECTORS = {"128.11.68.132": "135.242.180.132", "129.118.74.4": "134.136.186.123",
               "130.132.252.244": "133.68.164.234", "141.223.7.43": "141.167.8.160",
               "141.233.145.108": "141.129.237.235", "152.163.225.39": "151.140.114.167",
               "156.29.3.236": "147.225.12.42", "165.247.96.84": "162.9.99.234",
               "166.107.77.190": "160.132.178.185", "192.102.249.13": "252.138.62.131",
               "24.0.250.221": "100.15.198.226"}

    def anonymise(self, source, *words, name="a.pcapng"):
        self.run_cli("anonymise", source, "--write", name, "--key", self.KEY, *words)
        return name

    def checks(self, name):
        """What tshark thinks of every checksum."""
        found = self.oracle("tshark", "-r", name, "-o", "ip.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE",
                            "-o", "udp.check_checksum:TRUE", "-T", "fields", "-e", "ip.checksum.status",
                            "-e", "tcp.checksum.status", "-e", "udp.checksum.status", "-e", "icmp.checksum.status",
                            "-e", "icmpv6.checksum.status").decode().splitlines()
        return found

    def test_anonymise_vectors(self):
        frames = [captures.ipv4(src, "255.255.255.255", 17, captures.udp(5, 6, b"secret")) for src in self.VECTORS]
        source = self.put("v.pcap", captures.pcap(frames))
        rows = self.rows(self.anonymise(source))
        self.assertEqual([row["src"] for row in rows], list(self.VECTORS.values()))
        self.assertEqual({row["dst"] for row in rows}, {"255.255.255.255"})
        self.assertEqual({(row["captured"], row["length"]) for row in rows}, {(42, 48)})
        with open(self.path("key"), "w", encoding="ascii") as file:
            file.write(self.KEY + "\n")
        self.run_cli("anonymise", source, "--write", "b.pcapng", "--key", "key")
        self.assertEqual(self.get("a.pcapng"), self.get("b.pcapng"))
        self.run_cli("anonymise", source, "--write", "c.pcapng")
        self.assertNotEqual(self.get("a.pcapng"), self.get("c.pcapng"))

    def test_anonymise_leaves_no_name(self):
        frame = (captures.ipv4(A, B, 17, captures.udp(1, 2, b"payload of " + A.encode())))
        data = (section("<", (1, b"host.example"), (3, b"system"))
                + interface("<", 1, 0, (2, b"eth0"), (4, bytes(8)), (9, b"\x09"), (11, b"\0host 192.0.2.1"))
                + block("<", NAMES, struct.pack("<HH4s", 1, 12, bytes([192, 0, 2, 1])) + b"host.it\0" + bytes(4))
                + packet("<", 0, 7, frame, (1, b"host.example did it"), (2, struct.pack("<I", 1))))
        self.put("host.example.pcapng", data)
        self.anonymise("host.example.pcapng", "--filter", "host 192.0.2.1")
        saved = self.get("a.pcapng")
        for words in (b"host", b"eth0", b"system", b"192.0.2.1", bytes([192, 0, 2, 1]), bytes([192, 0, 2, 2]),
                      bytes.fromhex("020000000001"), b"payload"):
            self.assertNotIn(words, saved)
        self.assertEqual(len(of_kind(saved, PACKET)), 1)
        self.assertEqual(of_kind(saved, NAMES), [])
        self.assertTrue(of_kind(saved, PACKET)[0].endswith(options("<", (2, struct.pack("<I", 1))) + struct.pack("<I", 88)))

    def test_anonymise_mends_checksums(self):
        self.anonymise(SAMPLE, "--payload", "keep")
        before, after = self.checks(SAMPLE), self.checks("a.pcapng")
        self.assertEqual(before, after)
        self.assertGreater(len([line for line in before if line.startswith("1\t1")]), 20)
        olds, news = self.rows(SAMPLE), self.rows("a.pcapng")
        self.assertEqual([(row["length"], row["captured"], row["time"]) for row in olds],
                         [(row["length"], row["captured"], row["time"]) for row in news])
        mapping = dict((old["src"], new["src"]) for old, new in zip(olds, news))
        self.assertEqual(len(set(mapping.values())), len(mapping))
        for old, new in mapping.items():
            self.assertNotEqual(old, new)
        sums = lambda name: [json.loads(line).get("sha256") for line in self.run_cli("downloads", name, "--json").splitlines()]
        self.assertEqual(sums("a.pcapng"), sums(SAMPLE))

    def icmp_error(self, version):
        """A datagram that could not be delivered, quoted in the answer."""
        def total(data):
            data += bytes(len(data) % 2)
            value = sum(struct.unpack(f">{len(data) // 2}H", data))
            while value >> 16:
                value = (value & 0xFFFF) + (value >> 16)
            return ~value & 0xFFFF

        if version == 4:
            datagram = captures.ipv4(A, B, 17, captures.udp(1, 2, b"abc"))[14:]
            datagram = datagram[:10] + struct.pack(">H", total(datagram[:20])) + datagram[12:]
            body = struct.pack(">BBHI", 3, 3, 0, 0) + datagram
            return captures.ipv4(B, A, 1, body[:2] + struct.pack(">H", total(body)) + body[4:])
        src, dst = "2001:db8::1", "2001:db8::2"
        datagram = captures.ipv6(src, dst, 17, captures.udp(1, 2, b"abc"))[14:]
        body = struct.pack(">BBHI", 1, 4, 0, 0) + datagram
        pseudo = (captures.socket.inet_pton(captures.socket.AF_INET6, dst)
                  + captures.socket.inet_pton(captures.socket.AF_INET6, src) + struct.pack(">II", len(body), 58))
        return captures.ipv6(dst, src, 58, body[:2] + struct.pack(">H", total(pseudo + body)) + body[4:])

    def test_anonymise_quotes_and_arp(self):
        arp = captures.ethernet(0x0806, struct.pack(">HHBBH", 1, 0x0800, 6, 4, 1) + bytes.fromhex(
            "020000000001" "c0000201" "000000000000" "c0000202"))
        source = self.put("i.pcap", captures.pcap([self.icmp_error(4), self.icmp_error(6), arp]))
        good = self.checks(source)
        self.assertEqual([line.split("\t")[3:] for line in good[:2]], [["1", ""], ["", "1"]])
        for words in ["--payload", "keep"], ["--payload", "cut"]:
            self.anonymise(source, *words)
            saved = self.get("a.pcapng")
            for address in bytes.fromhex("c0000201"), bytes.fromhex("20010db8"), bytes.fromhex("020000000001"):
                self.assertNotIn(address, saved)
        self.anonymise(source, "--payload", "keep")
        self.assertEqual([line.split("\t")[3:] for line in self.checks("a.pcapng")[:2]], [["1", ""], ["", "1"]])
        fields = self.oracle("tshark", "-r", "a.pcapng", "-T", "fields", "-e", "ip.src", "-e", "ip.dst", "-e", "arp.src.proto_ipv4",
                             "-e", "arp.dst.proto_ipv4").decode().splitlines()
        outer, quoted = fields[0].split("\t")[0].split(",")
        self.assertEqual(fields[2].split("\t")[2:], [quoted, outer])

    def test_anonymise_cuts_what_is_damaged(self):
        whole = captures.ipv4(A, B, 17, captures.udp(1, 2, b"x"))
        source = self.put("d.pcap", captures.pcap([whole[:30], b"\1" * 5]))
        done = subprocess.run([CLI, "anonymise", source, "--write", self.path("a.pcapng"), "--payload", "keep"],
                              capture_output=True, timeout=60, check=True)
        self.assertIn(b"2 packets were cut", done.stderr)
        self.assertEqual([row["captured"] for row in self.rows("a.pcapng")], [14, 0])

    def test_wrong_usage(self):
        for words in ([], ["--write", "x", "--payload", "all"]):
            self.run_cli("anonymise", SAMPLE, *words, status=2)
        self.run_cli("anonymise", SAMPLE, "--write", "x", "--key", "00", status=1)
        for words in (["--write", "x"], ["--write", "x", "--packets", "1", "--seconds", "1"], ["--packets", "2"],
                      ["--write", "x", "--size", "12"], ["--write", "x", "--seconds", "nan"], ["--write", "x", "--packets", "-1"]):
            self.run_cli("split", SAMPLE, *words, status=2)
        self.run_cli("merge", SAMPLE, status=2)
        for words in (["--stream", "0"], ["--transfer", "x"], ["--comment", "1=x"], ["--write", "o", "--number", "1"],
                      ["--write", "o", "--comment", "x"], ["--with-keys"]):
            self.run_cli("packets", SAMPLE, *words, status=2)
        for words in ["--stream", "999"], ["--transfer", "999"], ["--request", "3"]:
            self.run_cli("packets", SAMPLE, *words, status=1)

    def test_damaged_options(self):
        frame = captures.arp()
        data = bytearray(section("<") + interface("<") + packet("<", 0, 1, frame, (1, b"comment")))
        at = data.index(b"comment") - 2
        data[at:at + 2] = b"\xff\xff"  # an option that is longer than its block
        self.put("d.pcapng", data)
        self.assertEqual(of_kind(self.save("d.pcapng", "m.pcapng"), PACKET), [packet("<", 0, 1, frame)])


unittest.main()

#!/usr/bin/python3
# test-reading.py WIRECASE-CLI: captures in archives, joined, cut, and of other kinds
# SPDX-License-Identifier: GPL-3.0-or-later

import bz2
import gzip
import io
import json
import lzma
import os
import struct
import subprocess
import sys
import tarfile
import tempfile
import unittest
import zipfile

from captures import ipv4, pcap, udp

CLI = os.path.abspath(sys.argv.pop(1))


def frames(n, first=0):
    return [ipv4("192.0.2.1", "192.0.2.2", 17, udp(1000 + first + i, 53, b"x" * i)) for i in range(n)]


def microseconds(count, fraction=7, order="<", link=1, version=(2, 4)):
    """A pcap of packets, one a second, with that fraction."""
    out = [struct.pack(order + "IHHiIII", 0xA1B2C3D4, *version, 0, 0, 65535, link)]
    for i, frame in enumerate(frames(count)):
        out.append(struct.pack(order + "IIII", 1_700_000_000 + i, fraction, len(frame), len(frame)) + frame)
    return b"".join(out)


def pcapng(count):
    def block(kind, body):
        body += bytes(-len(body) % 4)
        return struct.pack("<II", kind, len(body) + 12) + body + struct.pack("<I", len(body) + 12)

    out = block(0x0A0D0D0A, struct.pack("<IHHq", 0x1A2B3C4D, 1, 0, -1)) + block(1, struct.pack("<HHI", 1, 0, 0))
    for frame in frames(count):
        out += block(6, struct.pack("<IIIII", 0, 0x5F000, 0, len(frame), len(frame)) + frame)
    return out


def snoop(count, link=4, version=2):
    out = b"snoop\0\0\0" + struct.pack(">II", version, link)
    for i, frame in enumerate(frames(count)):
        padding = -len(frame) % 4
        out += struct.pack(">IIIIII", len(frame), len(frame), 24 + len(frame) + padding, 0, 1_700_000_000 + i, 5)
        out += frame + bytes(padding)
    return out


def zipped(*members, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for i, member in enumerate(members):
            archive.writestr(f"member{i}", member)
    return out.getvalue()


def tarred(*members, mode="w"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for i, member in enumerate(members):
            info = tarfile.TarInfo(f"member{i}")
            info.size = len(member)
            archive.addfile(info, io.BytesIO(member))
    return out.getvalue()


class Reading(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = os.path.join(self.folder.name, "capture")

    def run_cli(self, content, *arguments, status=0, pipe=False):
        with open(self.path, "wb") as file:
            file.write(content)
        done = subprocess.run([CLI, *arguments, "-" if pipe else self.path], input=content if pipe else b"",
                              capture_output=True, timeout=60, env={**os.environ, "LC_ALL": "C.UTF-8"})
        self.assertEqual(done.returncode, status, done.stderr)
        return done.stdout.decode(), done.stderr.decode()

    def count(self, content, pipe=False, says=None):
        out, err = self.run_cli(content, "packets", "--json", pipe=pipe)
        if says is None:
            self.assertEqual(err, "")
        else:
            self.assertIn(says, err)
        return len(out.splitlines())

    def test_packed(self):
        plain = pcap(frames(5))
        for name, content in {
                "xz": lzma.compress(plain), "lzma": lzma.compress(plain, lzma.FORMAT_ALONE),
                "bzip2": bz2.compress(plain), "zip": zipped(plain), "stored": zipped(plain, method=zipfile.ZIP_STORED),
                "tar": tarred(plain), "tar.gz": tarred(plain, mode="w:gz"), "tar.xz": tarred(plain, mode="w:xz"),
                "tar.bz2": tarred(plain, mode="w:bz2")}.items():
            with self.subTest(name):
                self.assertEqual(self.count(content), 5)
        for content in (lzma.compress(plain), bz2.compress(plain), tarred(plain)):
            self.assertEqual(self.count(content, pipe=True), 5)
        out, _ = self.run_cli(lzma.compress(plain), "summary", "--json")
        self.assertIn("xz", json.loads(out)["format"])

    def test_lz4(self):
        # As lz4 1.9 packs it: a frame with the content's checksum, blocks stored as they are.
        plain = pcap(frames(3))
        head = bytes.fromhex("04224d18") + bytes([0x60, 0x40]) + bytes([0x82])
        content = head + struct.pack("<I", len(plain) | 1 << 31) + plain + bytes(4)
        self.assertEqual(self.count(content), 3)

    def test_several_in_an_archive(self):
        content = zipped(b"read me", pcap(frames(3)), pcapng(2), b"", microseconds(4))
        self.assertEqual(self.count(content), 9)
        _, err = self.run_cli(zipped(b"read me", b"and me"), "summary", status=1)
        self.assertIn("without a capture", err)
        _, err = self.run_cli(lzma.compress(b"no capture at all"), "summary", status=1)
        self.assertIn("not a capture", err)

    def test_archives_in_archives(self):
        plain = pcap(frames(3))
        for name, content in {
                "zip in tar": tarred(zipped(plain)), "tar in zip": zipped(tarred(plain)), "zip in zip": zipped(zipped(plain)),
                "gzip in zip": zipped(gzip.compress(plain)), "xz in tar.gz": tarred(lzma.compress(plain), mode="w:gz"),
                "tar.gz in zip": zipped(tarred(plain, mode="w:gz")), "stored zip in tar": tarred(zipped(plain, method=zipfile.ZIP_STORED)),
                "four deep": zipped(tarred(zipped(gzip.compress(plain))))}.items():
            with self.subTest(name):
                self.assertEqual(self.count(content), 3)
        self.assertEqual(self.count(tarred(zipped(plain)), pipe=True), 3)
        several = tarred(b"read me", zipped(b"x" * 600, plain, plain), plain, zipped(b"nothing"), gzip.compress(plain))
        self.assertEqual(self.count(several), 12)
        out, _ = self.run_cli(zipped(tarred(plain)), "summary", "--json")
        self.assertRegex(json.loads(out)["format"], "(?i)tar.*zip")
        deep = plain
        for _ in range(9):
            deep = zipped(deep)
        _, err = self.run_cli(deep, "summary", status=1)
        self.assertIn("without a capture", err)
        bomb = zipped(zipped(*[bytes(1 << 20) for _ in range(200)]))
        _, err = self.run_cli(bomb, "summary", status=1)
        self.assertNotEqual(err, "")

    def test_damaged_archives(self):
        plain = pcap(frames(400))
        packed = lzma.compress(os.urandom(0) + plain, check=lzma.CHECK_CRC32)
        self.run_cli(packed[:40], "summary", status=1)
        store = zipped(plain, method=zipfile.ZIP_STORED)
        out, err = self.run_cli(store[:len(store) // 2], "packets", "--json")
        self.assertGreater(len(out.splitlines()), 100)
        self.assertIn("Packet ", err)

    def test_joined(self):
        """Files that were joined by cat are read one after the other, whatever their kinds."""
        parts = [microseconds(3), microseconds(2, order=">"), pcap(frames(4)), pcapng(5), microseconds(1, link=101)]
        counts = [3, 2, 4, 5, 1]
        for first in range(5):
            order = [(first + i) % 5 for i in range(5)]
            with self.subTest(order):
                self.assertEqual(self.count(b"".join(parts[i] for i in order)), sum(counts))
        self.assertEqual(self.count(microseconds(0) * 1000 + microseconds(1)), 1)
        out, _ = self.run_cli(parts[0] + parts[2], "packets", "--json")
        times = [json.loads(line)["time"] for line in out.splitlines()]
        self.assertTrue(all(time.startswith("170000000") for time in times), times)
        self.assertEqual(self.count(gzip.compress(parts[0]) + gzip.compress(parts[3])), 8)

    def test_many_parts_end(self):
        """65,535 interfaces are the most; more parts are damage, and no endless recursion."""
        out, err = self.run_cli(microseconds(1) + microseconds(0) * 70000 + microseconds(1), "packets", "--json")
        self.assertEqual(len(out.splitlines()), 1)
        self.assertIn("interfaces", err)

    def test_zero_tail(self):
        for tail in (16, 17, 4096, 3_000_000):
            with self.subTest(tail):
                self.assertEqual(self.count(microseconds(3) + bytes(tail), says="nothing but zeros from byte"), 3)
                self.assertEqual(self.count(pcapng(3) + bytes(tail), says="nothing but zeros from byte"), 3)
        self.assertEqual(self.count(microseconds(3) + bytes(100) + b"x" * 50, says="there are zeros"), 3)

    def test_nanoseconds_under_the_wrong_number(self):
        out, _ = self.run_cli(microseconds(3, fraction=123_456_789), "packets", "--json")
        for i, line in enumerate(out.splitlines()):
            self.assertEqual(json.loads(line)["time"], f"{1_700_000_000 + i}.123456789")
        out, _ = self.run_cli(microseconds(3, fraction=123_456_789), "summary", "--json")
        self.assertIn("nanoseconds", json.loads(out)["format"])

    def test_one_fraction_too_large(self):
        out, _ = self.run_cli(microseconds(1, fraction=1_000_000) + microseconds(1, fraction=999_999)[24:] +
                              microseconds(1, fraction=3_000_000)[24:] + microseconds(1, fraction=5)[24:],
                              "summary", "--json")
        self.assertNotIn("nanoseconds", json.loads(out)["format"])

    def test_snoop(self):
        self.assertEqual(self.count(snoop(4)), 4)
        self.assertEqual(self.count(snoop(4)[:-3], says="cut short"), 3)
        for content in (snoop(1, link=99), snoop(1, version=3)):
            _, err = self.run_cli(content, "summary", status=1)
            self.assertIn("snoop", err)

    def test_other_kinds_are_named(self):
        erf = b"".join(struct.pack("<Q", i << 32) + struct.pack(">BBHHH", 2, 4, 80, 0, 60) + bytes(64) for i in range(4))
        for content, name in ((b"GMBU" + bytes(100), "Network Monitor"), (b"RTSS" + bytes(100), "Network Monitor"),
                              (b"\0\0\2\0\x12\5\0\x10" + bytes(100), "K12"), (b"XCP\0" + bytes(100), "Sniffer"),
                              (b"TRSNIFF data    \x1a" + bytes(100), "Sniffer"), (erf, "ERF"),
                              (b"iptrace 2.0" + bytes(100), "iptrace"), (b"btsnoop\0" + bytes(100), "btsnoop")):
            with self.subTest(name):
                _, err = self.run_cli(content, "summary", status=1)
                self.assertIn(name, err)

    def test_bombs_end(self):
        """A capture that unpacks to very much more than its size is read as far as the limit."""
        empty = struct.pack("<IIII", 1_700_000_000, 0, 0, 0) * 65536
        packer = lzma.LZMACompressor(preset=1)
        packed = packer.compress(microseconds(0)) + b"".join(packer.compress(empty) for _ in range(80)) + packer.flush()
        out, err = self.run_cli(packed, "summary", "--json")
        self.assertIn("which is the limit", err)
        self.assertGreater(json.loads(out)["packets"], 4_000_000)
        _, err = self.run_cli(packed, "summary", "--unpack-ratio=1000000")
        self.assertNotIn("which is the limit", err)
        _, err = self.run_cli(packed, "summary", "--unpack-ratio=1000000", "--unpack-limit=10")
        self.assertIn("10 MiB, which is the limit", err)
        self.run_cli(packed, "summary", "--unpack-limit=0", status=2)

    def test_empty_packets(self):
        """Packets without bytes take little of a file, and may go on without end."""
        packer = lzma.LZMACompressor(preset=1)
        empty = struct.pack("<IIII", 1, 0, 0, 0) * 65536
        packed = packer.compress(microseconds(0)) + b"".join(packer.compress(empty) for _ in range(100)) + packer.flush()
        out, err = self.run_cli(packed, "summary", "--json", "--unpack-ratio=1000000")
        self.assertIn("packets in a row have no bytes", err)
        self.assertLess(json.loads(out)["packets"], 6_400_000)
        self.assertFalse(json.loads(out)["complete"])


if __name__ == "__main__":
    unittest.main()

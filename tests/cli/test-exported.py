#!/usr/bin/python3
# test-exported.py WIRECASE-CLI SOURCE-ROOT: files of FTP, SMB, TFTP and mail, as tshark exports them
# SPDX-License-Identifier: GPL-3.0-or-later

"""What tshark exports must be among our transfers, byte for byte and whole. It is asked only where it is
right: it undoes no dots of mails, takes heads that IMAP fetched alone for mails, and BDAT for a part of one.
Over captures of our own, and over those of real programs in the folder that WIRECASE_SHARED_DATA names."""

import hashlib
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest

CLI, ROOT = (os.path.abspath(path) for path in sys.argv[1:3])
del sys.argv[1:3]
sys.path.insert(0, os.path.join(ROOT, "bench"))
sys.path.insert(0, os.path.join(ROOT, "tests", "cli"))
import captures
import carried

TSHARK = shutil.which("tshark")
TRAFFIC = os.path.join(os.environ.get("WIRECASE_SHARED_DATA", os.path.join(ROOT, "..", "shared", "data")), "traffic")
REAL = {"ftp-active-ascii": "ftp-data", "ftp-lftp-segments": "ftp-data", "smb2-2mb": "smb", "smb311-clear": "smb",
        "tftp-rrq-wrq": "tftp", "tftp-lost-block": "tftp", "case": "smb"}


def tftp(content):
    """A file that a server of TFTP sends from a port of its own."""
    client, server, port = "192.0.2.1", "192.0.2.2", 50000
    frames = [captures.ipv4(client, server, 17, captures.udp(port, 69, b"\0\1a.bin\0octet\0"))]
    for at in range(0, len(content) + 1, 512):
        number = struct.pack(">H", at // 512 + 1)
        frames.append(captures.ipv4(server, client, 17, captures.udp(50001, port, b"\0\3" + number + content[at:at + 512])))
        frames.append(captures.ipv4(client, server, 17, captures.udp(port, 50001, b"\0\4" + number)))
    return captures.pcap(frames)


class Exported(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def ours(self, path):
        done = subprocess.run([CLI, "transfers", "--json", path], capture_output=True, text=True, check=True)
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        return {row["sha256"] for row in rows if row["complete"] and "sha256" in row}

    def check(self, path, kind, least=1):
        out = os.path.join(self.folder, "out")
        subprocess.run([TSHARK, "-nr", path, "-q", "--export-objects", f"{kind},{out}"], capture_output=True, check=True)
        names = sorted(os.listdir(out))
        self.assertGreaterEqual(len(names), least, path)
        ours = self.ours(path)
        for name in names:
            with open(os.path.join(out, name), "rb") as file:
                self.assertIn(hashlib.sha256(file.read()).hexdigest(), ours, f"{name} of {path}")
        shutil.rmtree(out)

    def carry(self, kind):
        path = os.path.join(self.folder, kind + ".pcap")
        with open(path, "wb") as out:
            blocks = carried.make_blocks(1, hashlib.sha256())
            if kind == "ftp":
                carried.write_ftp(carried.Writer(out), blocks)
            else:
                carried.write_smb(carried.Writer(out), blocks, carried.BLOCK)
        return path

    def test_ftp(self):
        self.check(self.carry("ftp"), "ftp-data")

    def test_smb(self):
        self.check(self.carry("smb"), "smb")

    def test_tftp(self):
        path = os.path.join(self.folder, "tftp.pcap")
        with open(path, "wb") as out:
            out.write(tftp(bytes(range(256)) * 20))
        self.check(path, "tftp")

    def test_mail(self):
        self.check(os.path.join(ROOT, "tests", "cli", "hosts", "smtp-plain.pcapng"), "imf", 3)

    def test_real(self):
        for name, kind in REAL.items():
            path = os.path.join(TRAFFIC, name + ".pcapng")
            if os.path.exists(path):
                self.check(path, kind, 2)


if __name__ == "__main__":
    unittest.main()

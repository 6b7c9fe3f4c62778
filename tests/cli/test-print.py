#!/usr/bin/python3
# test-print.py WIRECASE-CLI: documents that were sent to printers, by LPD and IPP
# SPDX-License-Identifier: GPL-3.0-or-later

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import unittest

import captures

CLI = os.path.abspath(sys.argv[1])
del sys.argv[1:]
SAMPLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "print", "cups.pcap")
CLIENT, SERVER = "192.0.2.1", "192.0.2.2"
TEXT = b"".join(b"%%!PS-Adobe-3.0\n(line %d) show\n" % number for number in range(60))
CONTROL = b"Hhost\nPalice\nJa job\nldfA001host\nUdfA001host\nN/home/alice/a.ps\n"


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def talk(said, size=200, orderly=True):
    """Frames of a connection: @said is (from the server, bytes)."""
    frames, sequence = [], [1, 1]

    def add(side, piece, flags=0x18):
        ends = (SERVER, CLIENT, 515, 721) if side else (CLIENT, SERVER, 721, 515)
        frames.append(captures.ipv4(ends[0], ends[1], 6, captures.tcp(
            ends[2], ends[3], flags, piece, sequence=sequence[side], acknowledgement=sequence[not side])))
        sequence[side] += len(piece) + (flags & 3 != 0)

    add(0, b"", 2)
    add(1, b"", 0x12)
    for side, text in said:
        for at in range(0, len(text), size):
            add(side, text[at:at + size])
    if orderly:
        add(0, b"", 0x11)
        add(1, b"", 0x11)
    return frames


def job(files=((b"dfA001host", TEXT),), control=CONTROL, control_first=False, ack=b"\0"):
    said = [(0, b"\2lp\n"), (1, b"\0")]
    head = [(0, b"\2%d cfA001host\n" % len(control)), (1, b"\0"), (0, control + b"\0"), (1, ack)]
    data = []
    for name, content in files:
        data += [(0, b"\3%d %s\n" % (len(content), name)), (1, b"\0"), (0, content + b"\0"), (1, ack)]
    return said + (head + data if control_first else data + head)


class Print(unittest.TestCase):
    def rows(self, capture):
        with tempfile.NamedTemporaryFile(suffix=".pcap") as file:
            file.write(captures.pcap(capture) if isinstance(capture, list) else capture)
            file.flush()
            done = subprocess.run([CLI, "transfers", "--json", file.name], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def check(self, frames, name="a.ps"):
        row, = self.rows(frames)
        self.assertEqual((row["protocol"], row["direction"], row["name"], row["user"], row["sha256"], row["complete"]),
                         ("LPD", "upload", name, "alice", sha256(TEXT), True))
        return row

    def test_real(self):
        """CUPS with lp, with a client of LPD that is a script, and with rlpr."""
        with open(SAMPLE, "rb") as file:
            rows = self.rows(file.read())
        self.assertTrue(rows)
        lpd = [(row["name"], row["user"], row["complete"], row["size"]) for row in rows if row["protocol"] == "LPD"]
        self.assertEqual([row[2] for row in lpd], [True, True])
        self.assertEqual(lpd[0][0], "d.bin")
        documents = [row for row in rows if row["protocol"].startswith("HTTP") and "parent" in row]
        content = {row["sha256"] for row in rows if row["protocol"] == "LPD"}
        self.assertEqual({row["sha256"] for row in documents}, content)
        self.assertTrue(all(row["complete"] and row["direction"] == "upload" for row in documents))
        self.assertIn("job ü.ps", {row["name"] for row in documents})
        by_number = {row["number"]: row for row in rows}
        for row in documents:
            self.assertGreater(by_number[row["parent"]]["size"], row["size"])

    def test_orders(self):
        self.assertEqual(self.check(talk(job()))["path"], "/home/alice/a.ps")
        self.check(talk(job(control_first=True)))
        self.check(talk(job(control=b"Palice\nNa.ps\nfdfA001host\n")))
        self.check(talk(job(control=b"Palice\nJa job\nfdfA001host\n")), "a job")

    def test_cut_anywhere(self):
        for size in (1, 2, 3, 7, 1460):
            self.check(talk(job(), size))
        said = job()
        self.check(talk([one for one in said if not one[0]]))  # the server's side is missing

    def test_several_files(self):
        control = b"Palice\nfdfA001host\nNone\nfdfB001host\nNtwo\n"
        rows = self.rows(talk(job(((b"dfA001host", TEXT), (b"dfB001host", b"short")), control)))
        self.assertEqual([(row["name"], row["sha256"], row["complete"]) for row in rows],
                         [("one", sha256(TEXT), True), ("two", sha256(b"short"), True)])

    def test_size_not_told(self):
        said = [(0, b"\2lp\n"), (1, b"\0"), (0, b"\3" + b"0 dfA001host\n"), (1, b"\0"), (0, TEXT)]
        row, = self.rows(talk(said))
        self.assertEqual((row["sha256"], row["complete"]), (sha256(TEXT), True))
        row, = self.rows(talk(said, orderly=False))
        self.assertFalse(row["complete"])

    def test_refused(self):
        row, = self.rows(talk(job(ack=b"\1")))
        self.assertEqual(row["note"], "The server refused it.")

    def test_each_segment_lost(self):
        for said in (job(), job(control_first=True)):
            frames = talk(said)
            for lost in range(2, len(frames) - 2):
                with self.subTest(lost=lost):
                    rows = self.rows(frames[:lost] + frames[lost + 1:])
                    self.assertFalse(any(row["complete"] and row["sha256"] != sha256(TEXT) for row in rows
                                         if row["protocol"] == "LPD"))

    def test_others(self):
        for text in (b"\2lp\nhello\n", b"\2two words\n\0039 dfA1\n", b"\3lp\n", b"\2\n", b"\2" + b"x" * 500 + b"\n"):
            self.assertEqual([row for row in self.rows(talk([(0, text), (1, b"\0")])) if row["protocol"] == "LPD"], [])


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/python3
# test-smb.py WIRECASE-CLI: files that SMB carried
# SPDX-License-Identifier: GPL-3.0-or-later

import hashlib
import json
import os
import random
import struct
import subprocess
import sys
import tempfile
import unittest

import captures
import smb

CLI = os.path.abspath(sys.argv[1])
del sys.argv[1:]
CLIENT, SERVER = "192.0.2.1", "192.0.2.2"
CONTENT = bytes(random.Random(18).randrange(256) for _ in range(5000))
FILE, OTHER = smb.file_id(1), smb.file_id(2)


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def segments(dialogue, size=1000, port=40000, client=CLIENT, server_port=445, cut=None, server=SERVER):
    """Frames of a connection. @cut: each of its messages is cut there, too. Each is (from the server, frame)."""
    out, sequence = [], [1, 1]

    def add(side, flags, piece=b""):
        ends = (server, client, server_port, port) if side else (client, server, port, server_port)
        out.append(captures.ipv4(ends[0], ends[1], 6, captures.tcp(ends[2], ends[3], flags, piece,
                                                                    sequence=sequence[side])))
        sequence[side] += len(piece) + (flags & 3 != 0)

    sequence = [0, 0]
    add(0, 2)
    add(1, 0x12)
    for side, text in dialogue.said:
        pieces = [text] if cut is None else [text[:cut], text[cut:]]
        for piece in pieces:
            for at in range(0, len(piece), size):
                add(side, 0x18, piece[at:at + size])
    add(0, 0x11)
    add(1, 0x11)
    return out


class Smb(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def load(self, frames, *words):
        path = os.path.join(self.folder, "talk.pcap")
        with open(path, "wb") as out:
            out.write(captures.pcap(frames))
        done = subprocess.run([CLI, "transfers", "--json", *words, path], capture_output=True, timeout=120,
                              stdin=subprocess.DEVNULL)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.warnings = done.stderr.decode()
        return [json.loads(line) for line in done.stdout.decode().splitlines()]

    def rows(self, dialogue, **named):
        return self.load(segments(dialogue, **named))

    def assert_file(self, row, content, direction, path="\\\\server\\share\\dir\\a.docx", complete=True):
        self.assertEqual((row["protocol"], row["direction"], row.get("path"), row["size"], row["sha256"],
                          row["complete"]), ("SMB", direction, path, len(content), sha256(content), complete))

    # What is read and written

    def test_download(self):
        talk = smb.Dialogue().begin()
        talk.open("dir\\a.docx", FILE, len(CONTENT))
        talk.get(FILE, CONTENT)
        talk.close(FILE)
        row, = self.rows(talk)
        self.assert_file(row, CONTENT, "download")
        self.assertEqual((row["name"], row["user"], row["sender"], row["client"]),
                         ("a.docx", "LAB\\alice", SERVER, CLIENT))
        self.assertNotIn("problem", row)

    def test_upload(self):
        talk = smb.Dialogue().begin()
        talk.open("dir\\a.docx", FILE, action=smb.CREATED)
        talk.put(FILE, CONTENT)
        talk.close(FILE)
        row, = self.rows(talk, server_port=12345)
        self.assert_file(row, CONTENT, "upload")
        self.assertEqual(row["sender"], CLIENT)

    def test_any_order(self):
        steps = list(range(0, len(CONTENT), 700))
        random.Random(1).shuffle(steps)
        talk = smb.Dialogue().begin()
        talk.open("dir\\a.docx", FILE, action=smb.CREATED)
        talk.open("b", OTHER, len(CONTENT))
        talk.set_size(FILE, len(CONTENT))
        for at in steps:
            talk.put(FILE, CONTENT[at:at + 700], start=at)
            talk.get(OTHER, CONTENT[at:at + 700], start=at)
        talk.close(OTHER)
        talk.close(FILE)
        rows = self.rows(talk)
        self.assert_file(rows[0], CONTENT, "upload")
        self.assert_file(rows[1], CONTENT, "download", "\\\\server\\share\\b")

    def test_written_over_and_cut(self):
        talk = smb.Dialogue().begin()
        talk.open("dir\\a.docx", FILE, action=smb.CREATED)
        talk.put(FILE, b"x" * 5000)
        talk.put(FILE, CONTENT[:3000])
        talk.set_size(FILE, 4000)
        talk.close(FILE, 4000)
        row, = self.rows(talk)
        self.assert_file(row, CONTENT[:3000] + b"x" * 1000, "upload")

    def test_cut_and_longer_again(self):
        talk = smb.Dialogue().begin()
        talk.open("dir\\a.docx", FILE, action=smb.CREATED)
        talk.put(FILE, CONTENT)
        talk.set_size(FILE, 1000)
        talk.put(FILE, CONTENT[2000:], start=2000)
        talk.close(FILE)
        row, = self.rows(talk)
        self.assertEqual((row["complete"], row["gaps"], row["size"]), (False, 1, 5000))

    def test_parts(self):
        talk = smb.Dialogue().begin()
        talk.open("dir\\a.docx", FILE, len(CONTENT))
        talk.get(FILE, CONTENT[:1000])
        talk.get(FILE, CONTENT[3000:4000], start=3000)
        talk.close(FILE)
        row, = self.rows(talk)
        self.assertFalse(row["complete"])
        self.assertEqual((row["gaps"], row["size"], row["problem"]), (2, 5000, "Only parts of it were read."))

    def test_part_of_what_was_there(self):
        talk = smb.Dialogue().begin()
        talk.open("log", FILE, 100)
        talk.put(FILE, b"line\n", start=100)
        talk.close(FILE)
        row, = self.rows(talk)
        self.assertFalse(row["complete"])
        self.assertEqual((row["size"], row["problem"]), (105, "Only parts of it were written."))

    def test_read_twice(self):
        talk = smb.Dialogue().begin()
        talk.open("dir\\a.docx", FILE, len(CONTENT))
        talk.get(FILE, CONTENT)
        talk.get(FILE, CONTENT, step=1700)
        talk.close(FILE)
        talk.open("dir\\a.docx", FILE, len(CONTENT))
        talk.get(FILE, CONTENT)
        talk.close(FILE)
        rows = self.rows(talk)
        self.assertEqual(len(rows), 2)
        for row in rows:
            self.assert_file(row, CONTENT, "download")

    def test_not_closed(self):
        talk = smb.Dialogue().begin()
        talk.open("dir\\a.docx", FILE, action=smb.CREATED)
        talk.put(FILE, CONTENT)
        row, = self.rows(talk)
        self.assert_file(row, CONTENT, "upload", complete=False)
        self.assertIn("not closed", row["problem"])

    def test_refused_write(self):
        talk = smb.Dialogue().begin()
        talk.open("dir\\a.docx", FILE, action=smb.CREATED)
        talk.put(FILE, CONTENT)
        talk.call(talk.write(FILE, 0, b"no" * 10), talk.answer(smb.WRITE, struct.pack("<HHI", 9, 0, 0),
                                                                status=smb.DENIED))
        talk.call(talk.write(FILE, 5000, b"half of it"), talk.written(5))
        talk.close(FILE)
        row, = self.rows(talk)
        self.assert_file(row, CONTENT + b"half ", "upload")

    def test_empty(self):
        talk = smb.Dialogue().begin()
        talk.open("old", FILE, 0)
        talk.close(FILE)
        talk.open("attributes", FILE, 0, access=0x80)
        talk.close(FILE)
        talk.open("new", FILE, 0, action=smb.CREATED)
        talk.close(FILE)
        talk.open("copied", FILE, 0, action=smb.CREATED)
        talk.control(FILE, 0x001440F2)  # FSCTL_SRV_COPYCHUNK: the server has the bytes
        talk.close(FILE)
        self.assertEqual([(row["name"], row["direction"], row["size"], row["complete"]) for row in self.rows(talk)],
                         [("old", "download", 0, True), ("new", "upload", 0, True)])

    def test_pipes_and_folders(self):
        talk = smb.Dialogue().begin()
        talk.connect("\\\\server\\IPC$", 2, tree=9)
        talk.open("srvsvc", FILE, tree=9)
        talk.put(FILE, CONTENT)
        talk.get(FILE, CONTENT)
        talk.close(FILE)
        talk.open("dir", FILE, attributes=0x10)
        talk.close(FILE)
        self.assertEqual(self.rows(talk), [])

    def test_size_from_elsewhere(self):
        talk = smb.Dialogue().begin()
        talk.open("dir\\a.docx", FILE, 9000)
        talk.query_size(FILE, len(CONTENT))
        talk.get(FILE, CONTENT)
        talk.close(FILE)
        self.assert_file(self.rows(talk)[0], CONTENT, "download")

    def test_names(self):
        talk = smb.Dialogue().begin()
        talk.open("neu\\Ber\u00efcht \U0001f4c4.txt", FILE, action=smb.CREATED)
        talk.put(FILE, CONTENT)
        talk.close(FILE)
        row, = self.rows(talk)
        self.assertEqual((row["name"], row["extension"]), ("Ber\u00efcht \U0001f4c4.txt", "txt"))

    def test_rename_and_delete(self):
        talk = smb.Dialogue().begin()
        talk.open("~tmp1", FILE, action=smb.CREATED)
        talk.put(FILE, CONTENT)
        talk.rename(FILE, "dir\\a.docx")
        talk.close(FILE)
        talk.open("dir\\a.docx", OTHER, len(CONTENT))
        talk.delete(OTHER)
        talk.close(OTHER)
        row, = self.rows(talk)
        self.assert_file(row, CONTENT, "upload")
        self.assertEqual(row["note"], "It was renamed from “\\\\server\\share\\~tmp1”. It was deleted.")

    # How it is said

    def test_compound(self):
        talk = smb.Dialogue().begin()
        create = talk.create("dir\\a.docx")
        opened = talk.created(FILE, len(CONTENT))
        read = talk.read(smb.NO_FILE, 0, 5000, flags=smb.RELATED, tree=0xFFFFFFFF)
        got = talk.bytes_read(CONTENT, flags=smb.RELATED)
        close = talk.close_request(smb.NO_FILE, flags=smb.RELATED, tree=0xFFFFFFFF)
        closed = talk.closed(flags=smb.RELATED)
        talk.say(smb.compound(create, read, close))
        talk.say(smb.compound(opened, got, closed), True)
        self.assert_file(self.rows(talk)[0], CONTENT, "download")

    def test_unrelated_compound(self):
        talk = smb.Dialogue().begin()
        talk.open("dir\\a.docx", FILE, len(CONTENT))
        talk.open("b", OTHER, action=smb.CREATED)
        read, got = talk.read(FILE, 0, 5000), talk.bytes_read(CONTENT)
        write, wrote = talk.write(OTHER, 0, CONTENT), talk.written(5000)
        talk.say(smb.compound(read, write))
        talk.say(wrote, True)
        talk.say(got, True)
        talk.close(OTHER)
        talk.close(FILE)
        rows = self.rows(talk)
        self.assertEqual([row["sha256"] for row in rows], [sha256(CONTENT)] * 2)
        self.assertEqual({row["direction"] for row in rows}, {"download", "upload"})

    def test_answers_that_come_later(self):
        talk = smb.Dialogue().begin()
        talk.open("dir\\a.docx", FILE, len(CONTENT))
        asked = []
        for at in range(0, 5000, 1000):
            talk.say(talk.read(FILE, at, 1000))
            asked.append((talk.number, at))
            talk.say(talk.answer(smb.READ, struct.pack("<HHIB", 9, 0, 0, 0), status=smb.PENDING, flags=smb.ASYNC), True)
        for number, at in reversed(asked):
            talk.say(talk.bytes_read(CONTENT[at:at + 1000], number=number, flags=smb.ASYNC), True)
        talk.close(FILE)
        self.assert_file(self.rows(talk)[0], CONTENT, "download")

    def test_several_connections(self):
        one, two = smb.Dialogue(), smb.Dialogue()
        one.begin()
        one.open("dir\\a.docx", FILE, len(CONTENT))
        one.get(FILE, CONTENT[:2000])
        frames = segments(one)[:-2]
        two.negotiate()
        two.sign_in(binding=True)
        two.get(FILE, CONTENT[2000:], start=2000)
        frames += segments(two, port=40001, client="192.0.2.77", server="192.0.2.78")[:-2]
        rest = smb.Dialogue()
        rest.said, rest.number = list(one.said), one.number
        rest.close(FILE)
        frames += segments(rest)[len(segments(one)) - 2:]
        row, = self.load(frames)
        self.assert_file(row, CONTENT, "download")

    def test_same_number_of_other_clients(self):
        frames = []
        for number, client in enumerate(("192.0.2.10", "192.0.2.11", "192.0.2.10")):
            talk = smb.Dialogue()
            talk.negotiate(client=bytes([number % 2 + 1]) * 16)
            talk.sign_in(f"user{number}")
            talk.connect()
            talk.open(f"{number}.bin", FILE, 5)
            talk.get(FILE, b"%05d" % number)
            talk.close(FILE)
            frames.append(segments(talk, client=client, port=41000 + number)[:-2])
        mixed = [frame for group in zip(*frames) for frame in group]
        self.assertEqual([(row["name"], row["user"], row["sha256"]) for row in self.load(mixed)],
                         [(f"{number}.bin", f"LAB\\user{number}", sha256(b"%05d" % number)) for number in range(3)])

    def test_old_negotiation(self):
        """A client that begins in SMB 1, and frames of NetBIOS."""
        talk = smb.Dialogue()
        talk.said.append((False, b"\x81\0\0\x44\x20" + b"CK" * 16 + b"\0\x20" + b"CA" * 16 + b"\0"))
        talk.said.append((True, b"\x82\0\0\0"))
        talk.said.append((False, smb.frame(b"\xffSMBr" + bytes(27) + b"\0\x0c\0\2SMB 2.???\0")))
        talk.say(smb.header(0, 0, smb.RESPONSE, session=0) + struct.pack(
            "<HHHH16sIIIIQQHHI", 65, 1, 0x2FF, 0, b"s" * 16, 0, 65536, 65536, 65536, 0, 0, 128, 0, 0), True)
        talk.said.append((False, b"\x85\0\0\0"))
        talk.begin()
        talk.open("dir\\a.docx", FILE, len(CONTENT))
        talk.get(FILE, CONTENT)
        talk.close(FILE)
        self.assert_file(self.rows(talk, server_port=139)[0], CONTENT, "download")

    # What is missing

    def test_cut_at_every_byte(self):
        talk = smb.Dialogue().begin()
        talk.open("dir\\a.docx", FILE, 300)
        talk.get(FILE, CONTENT[:300])
        talk.close(FILE)
        longest = max(len(text) for _, text in talk.said)
        frames = []
        for cut in range(longest):
            frames += segments(talk, cut=cut, port=20000 + cut, client=f"192.0.2.{cut % 250 + 3}")
        frames += segments(talk, size=1, port=19999)
        rows = self.load(frames)
        self.assertEqual(len(rows), longest + 1)
        for row in rows:
            self.assert_file(row, CONTENT[:300], "download")

    def test_each_segment_lost(self):
        for make in (self.get_both, self.put_both):
            count = len(segments(make(), size=400))
            frames = []
            for lost in range(2, count - 2):
                frames += self.without(make, lost, size=400)
            rows = self.load(frames)
            saved = self.saved(rows)
            self.assertEqual([row["stream"] for row in rows], list(range(1, count - 3)))
            for row in rows:
                self.assertEqual(len(saved[row["number"]]), row["size"])
                if row["complete"]:
                    self.assertEqual(saved[row["number"]], CONTENT, row)
                else:
                    self.assertTrue(row["problem"])
                    self.assertTrue(row["missing"])

    def without(self, make, lost, size):
        """Frames of a connection of its own client, without one of them."""
        frames = segments(make(client=b"%016d" % lost), size=size, port=20000 + lost, client=f"192.0.3.{lost}")
        return frames[:lost] + frames[lost + 1:]

    def get_both(self, **named):
        talk = smb.Dialogue().begin(**named)
        talk.open("dir\\a.docx", FILE, len(CONTENT))
        talk.get(FILE, CONTENT, step=1700)
        talk.close(FILE)
        return talk

    def put_both(self, **named):
        talk = smb.Dialogue().begin(**named)
        talk.open("dir\\a.docx", FILE, action=smb.CREATED)
        talk.put(FILE, CONTENT, step=1700)
        talk.close(FILE)
        return talk

    def saved(self, rows):
        """The content of each of @rows, by number."""
        folder = os.path.join(self.folder, "saved")
        done = subprocess.run([CLI, "transfers", "--json", "--save", folder, os.path.join(self.folder, "talk.pcap")],
                              capture_output=True, check=True, stdin=subprocess.DEVNULL)
        contents = {}
        for row in map(json.loads, done.stdout.decode().splitlines()):
            with open(os.path.join(folder, row["saved_as"]), "rb") as file:
                contents[row["number"]] = file.read()
        self.assertEqual(len(contents), len(rows))
        return contents

    def test_reordered(self):
        talk = self.get_both()
        talk.open("b", OTHER, action=smb.CREATED)
        talk.put(OTHER, CONTENT)
        talk.close(OTHER)
        mixed = []
        for seed in range(20):
            chance = random.Random(seed)
            frames = segments(talk, size=300, port=20000 + seed, client=f"192.0.3.{seed}")
            mixed += frames[:2]
            for at in range(2, len(frames) - 2, 6):
                group = frames[at:min(at + 6, len(frames) - 2)]
                chance.shuffle(group)
                mixed += group
            mixed += frames[-2:]
        self.assertEqual([(row["sha256"], row["complete"]) for row in self.load(mixed)], [(sha256(CONTENT), True)] * 40)

    def test_begun_late(self):
        talk = smb.Dialogue().begin()
        talk.open("dir\\a.docx", FILE, len(CONTENT))
        begun = len(segments(talk)) - 2
        talk.get(FILE, CONTENT)
        talk.close(FILE)
        row, = self.load(segments(talk)[begun:])
        self.assertEqual((row["size"], row["sha256"], row["complete"]), (5000, sha256(CONTENT), False))
        self.assertIn("opening was not captured", row["problem"])
        self.assertNotIn("name", row)

    def test_pipe_begun_late(self):
        talk = smb.Dialogue().begin()
        talk.connect("\\\\server\\IPC$", 2, tree=9)
        talk.open("srvsvc", FILE, tree=9)
        begun = len(segments(talk)) - 2
        call = bytes.fromhex("05000b0310000000") + bytes(64)
        talk.call(talk.write(FILE, 0, call, tree=9), talk.written(len(call), tree=9))
        talk.call(talk.read(FILE, 0, 1024, tree=9), talk.bytes_read(call, tree=9))
        self.assertEqual(self.load(segments(talk)[begun:]), [])

    def test_a_capture_in_a_file(self):
        """What a file holds is never taken for messages, also where messages are lost."""
        inner = b"".join(text for _, text in self.get_both().said)
        talk = smb.Dialogue(session=0x77)
        talk.begin()
        talk.open("inner.bin", FILE, len(inner))
        talk.get(FILE, inner, step=len(inner))
        talk.close(FILE)
        frames = []
        for lost in range(2, len(segments(talk, size=500)) - 2):
            one = segments(talk, size=500, port=20000 + lost, client=f"192.0.3.{lost}")
            frames += one[:lost] + one[lost + 1:]
        self.assertEqual({row.get("name") for row in self.load(frames)}, {"inner.bin", None})

    # What is hostile

    def test_holes(self):
        talk = smb.Dialogue().begin()
        for number, at in enumerate((1 << 40, (1 << 62), (1 << 63) - 10, (1 << 64) - 100)):
            talk.open(f"{number}", smb.file_id(number), action=smb.CREATED)
            talk.put(smb.file_id(number), CONTENT[:100], start=at)
            talk.close(smb.file_id(number))
        talk.open("set", FILE, action=smb.CREATED)
        talk.set_size(FILE, 1 << 63)
        talk.put(FILE, CONTENT)
        talk.close(FILE)
        rows = self.rows(talk)
        self.assertEqual(len(rows), 5)
        self.assertEqual({row["complete"] for row in rows}, {False})

    def test_many_holes(self):
        talk = smb.Dialogue().begin()
        for number in range(600):
            talk.open(f"{number}", smb.file_id(number), action=smb.CREATED)
            talk.put(smb.file_id(number), b"x", start=(1 << 43))
            talk.close(smb.file_id(number))
        rows = self.rows(talk)
        self.assertEqual({row["complete"] for row in rows}, {False})
        self.assertIn("It has holes that are too large to be shown.", {row["problem"] for row in rows})

    def test_compound_that_loops(self):
        talk = smb.Dialogue().begin()
        talk.open("dir\\a.docx", FILE, len(CONTENT))
        for step in (0, 1, 8, 63, 64, 0x7FFFFFFF, 0xFFFFFFFF):
            message = talk.request(99, b"")
            talk.say(message[:20] + struct.pack("<I", step) + message[24:] + bytes(2000))
            talk.say(smb.header(smb.CANCEL if hasattr(smb, "CANCEL") else 12, talk.number, next=step) * 2000)
        talk.get(FILE, CONTENT)
        talk.close(FILE)
        self.assert_file(self.rows(talk)[0], CONTENT, "download")


if __name__ == "__main__":
    unittest.main()

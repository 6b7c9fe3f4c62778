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
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SAMPLES = os.path.join(HERE, "smb")
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


class HuffmanWriter:
    """Bits in words of two bytes, the highest first, with bytes between them (MS-XCA, section 2.1.4.3)."""

    def __init__(self):
        self.out = bytearray(4)
        self.places = [0, 2]
        self.bits = ""

    def put(self, bits):
        for bit in bits:
            if len(self.bits) == 16:
                struct.pack_into("<H", self.out, self.places[0], int(self.bits, 2))
                self.places = [self.places[1], len(self.out)]
                self.out += bytes(2)
                self.bits = ""
            self.bits += bit

    def finish(self):
        struct.pack_into("<H", self.out, self.places[0], int(self.bits.ljust(16, "0"), 2))
        return bytes(self.out)


def huffman(content):
    """@content in codes of nine bits, with runs of one byte as repetitions (MS-XCA, section 2.2)."""
    out = b""
    for start in range(0, len(content), 65536):
        block, writer, at = content[start:start + 65536], HuffmanWriter(), 0
        while at < len(block):
            run = 0
            while at and at + run < len(block) and block[at + run] == block[at - 1]:
                run += 1
            if run >= 3:
                writer.put(format(256 + min(run - 3, 15), "09b"))
                if 255 <= run - 18:
                    writer.out += struct.pack("<BH", 255, run - 3)
                elif run >= 18:
                    writer.out.append(run - 18)
                at += run
            else:
                writer.put(format(block[at], "09b"))
                at += 1
        out += b"\x99" * 256 + writer.finish()
    return out


def lznt1(content):
    """@content with repetitions of one byte and of three (MS-XCA, section 2.5)."""
    out = b""
    for start in range(0, len(content), 4096):
        chunk, packed, at = content[start:start + 4096], b"", 0
        while at < len(chunk):
            flags, group = 0, b""
            for bit in range(8):
                bits = 12 - max((at - 1).bit_length() - 4, 0) if at else 12
                back = next((back for back in (1, 3, 700) if at >= back and chunk[at:at + 3] == chunk[at - back:][:3]
                             and at + 3 <= len(chunk)), 0)
                if back:
                    length = 3
                    while (at + length < len(chunk) and chunk[at + length] == chunk[at + length - back]
                           and length < (1 << bits) + 2):
                        length += 1
                    group += struct.pack("<H", back - 1 << bits | length - 3)
                    flags |= 1 << bit
                    at += length
                elif at < len(chunk):
                    group += chunk[at:at + 1]
                    at += 1
            packed += bytes([flags]) + group
        out += struct.pack("<H", 0xB000 | len(packed) - 1) + packed
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
        self.assertIn("read again", rows[0]["note"])
        self.assertNotIn("note", rows[1])

    def test_changed_while_it_is_open(self):
        """Bytes of two states of a file are never mixed in one that is called whole."""
        talk = smb.Dialogue().begin()
        talk.open("dir\\a.docx", FILE, len(CONTENT))
        talk.get(FILE, CONTENT)
        talk.get(FILE, bytes(2000), start=1000)
        talk.close(FILE)
        row, = self.rows(talk)
        self.assert_file(row, CONTENT, "download")
        self.assertIn("read again", row["note"])

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

    def test_distributed_names(self):
        talk = smb.Dialogue().begin()
        talk.open("files\\root\\dir\\a.docx", FILE, action=smb.CREATED, flags=0x10000000)
        talk.put(FILE, CONTENT)
        talk.close(FILE)
        self.assert_file(self.rows(talk)[0], CONTENT, "upload", "\\\\files\\root\\dir\\a.docx")

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
        self.assertNotIn("session_stream", row)  # the connection that opened it brought its first bytes

    def test_opened_on_another_connection(self):
        one, two = smb.Dialogue().begin(), smb.Dialogue()
        one.open("dir\\a.docx", FILE, len(CONTENT))
        two.negotiate()
        two.sign_in(binding=True)
        two.get(FILE, CONTENT)
        two.close(FILE)
        row, = self.load(segments(one)[:-2] + segments(two, port=40001))
        self.assert_file(row, CONTENT, "download")
        self.assertEqual((row["stream"], row["session_stream"]), (2, 1))

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

    def packed(self, *parts, chained=True):
        """A download whose answer is packed; @parts make that of it."""
        talk = smb.Dialogue().begin(dialect=0x0311)
        talk.open("dir\\a.docx", FILE, len(self.content))
        talk.say(talk.read(FILE, 0, len(self.content)))
        head = talk.bytes_read(self.content)[:80]
        payload = b"".join(part(head) for part in parts)
        size = len(head) + len(self.content)
        if chained:
            message = struct.pack("<4sI", b"\xfcSMB", size) + payload
        else:
            message = payload
        talk.say(message, True)
        talk.close(FILE)
        return self.rows(talk)

    @staticmethod
    def part(packing, data, size=None):
        more = b"" if size is None else struct.pack("<I", size)
        return struct.pack("<HHI", packing, 1, len(more + data)) + more + data

    def test_packed_pattern(self):
        self.content = b"head" + b"z" * 70000 + b"tail"
        row, = self.packed(lambda head: self.part(0, head + b"head"),
                           lambda head: self.part(4, b"z\0\0\0" + struct.pack("<I", 70000)),
                           lambda head: self.part(0, b"tail"))
        self.assert_file(row, self.content, "download")

    def test_packed_lz77(self):
        self.content = b"abc" * 100 + bytes(range(97, 123))
        row, = self.packed(lambda head: self.part(0, head),
                           lambda head: self.part(2, bytes.fromhex("ffffff1f61626317000fff2601"), 300),
                           lambda head: self.part(2, b"\x3f\0\0\0" + self.content[300:], 26))
        self.assert_file(row, self.content, "download")

    def test_packed_lznt1(self):
        for content, packed in ((CONTENT[:700] * 9 + b"a" * 9000 + b"abc" * 900, None),
                                (bytes(100), struct.pack("<H", 0x3000 | 99) + bytes(100))):
            self.content = content
            packed = packed or lznt1(content)
            row, = self.packed(lambda head: self.part(0, head), lambda head: self.part(1, packed, len(content)))
            self.assert_file(row, content, "download")

    def test_packed_huffman(self):
        self.content = CONTENT * 14 + b"x" * 10 + b"y" * 200 + b"z" * 50000 + CONTENT  # more than one block
        row, = self.packed(lambda head: self.part(0, head),
                           lambda head: self.part(3, huffman(self.content), len(self.content)))
        self.assert_file(row, self.content, "download")

    def test_packed_behind_a_header(self):
        self.content = b"abc" * 100
        row, = self.packed(lambda head: struct.pack("<4sIHHI", b"\xfcSMB", 300, 2, 0, len(head)) + head
                           + bytes.fromhex("ffffff1f61626317000fff2601"), chained=False)
        self.assert_file(row, self.content, "download")

    def test_packed_wrongly(self):
        self.content = b"abc" * 100
        packed = bytes.fromhex("ffffff1f61626317000fff2601")
        for packing, data, size in ((2, packed[:-1], 300), (2, packed, 301), (2, packed, 1 << 31), (9, packed, 300),
                                    (1, packed, 300), (3, packed, 300), (3, bytes(400), 300)):
            row, = self.packed(lambda head: self.part(0, head), lambda head: self.part(packing, data, size))
            self.assertFalse(row["complete"])
            self.assertIn("could not be unpacked", self.warnings)

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

    # What happened

    def test_story(self):
        talk = smb.Dialogue().begin()
        talk.open("neu", FILE, action=smb.CREATED, options=1, attributes=0x10)
        talk.close(FILE)
        talk.open("a", FILE, action=smb.CREATED)
        talk.rename(FILE, "b")
        talk.delete(FILE)
        talk.close(FILE)
        talk.call(talk.create("secret"), talk.answer(smb.CREATE, struct.pack("<HHI", 9, 0, 0), status=smb.DENIED))
        refused = smb.Dialogue()
        refused.negotiate()
        refused.call(refused.request(smb.SESSION_SETUP, struct.pack(
            "<HBBIIHHQ", 25, 0, 1, 0, 0, 88, len(smb.ntlm("mallory")), 0) + smb.ntlm("mallory")),
            refused.answer(smb.SESSION_SETUP, struct.pack("<HHI", 9, 0, 0), status=0xC000006D))
        path = os.path.join(self.folder, "talk.pcap")
        with open(path, "wb") as out:
            out.write(captures.pcap(segments(talk) + segments(refused, port=40001)))
        done = subprocess.run([CLI, "sessions", "--json", path], capture_output=True, check=True,
                              stdin=subprocess.DEVNULL)
        first, second = (json.loads(line) for line in done.stdout.decode().splitlines())
        share = "\\\\server\\share"
        self.assertEqual((first["protocol"], first["user"], first["src"], first["dport"]),
                         ("SMB", "LAB\\alice", CLIENT, 445))
        self.assertEqual([(event["event"], event.get("text"), event.get("other")) for event in first["events"]], [
            ("logged-in", "LAB\\alice", None), ("said", f"TREE_CONNECT {share}", None),
            ("made-folder", f"{share}\\neu", None), ("said", f"CREATE {share}\\a", None),
            ("renamed", f"{share}\\a", f"{share}\\b"), ("deleted", f"{share}\\b", None),
            ("said", f"CREATE {share}\\secret: status 0xc0000022", None)])
        self.assertEqual([(event["event"], event["text"]) for event in second["events"]],
                         [("login-refused", "LAB\\mallory")])
        self.assertNotIn("user", second)

    def test_copied_there(self):
        """A server copies a file in two pieces; another piece is of a file whose key was not captured."""
        talk = smb.Dialogue().begin()
        talk.open("a", FILE, len(CONTENT))
        talk.control(FILE, 0x140078, told=b"k" * 24 + bytes(8))
        talk.open("b", OTHER, action=smb.CREATED)
        chunk = struct.pack("<II", 1, 0) + struct.pack("<QQII", 0, 0, len(CONTENT), 0)
        talk.control(OTHER, 0x1440f2, asked=b"k" * 24 + chunk)
        talk.control(OTHER, 0x1480f2, asked=b"k" * 24 + chunk)
        talk.control(OTHER, 0x1440f2, asked=b"?" * 24 + chunk)
        talk.control(OTHER, 0x1440f2, asked=b"?")
        path = os.path.join(self.folder, "talk.pcap")
        with open(path, "wb") as out:
            out.write(captures.pcap(segments(talk)))
        done = subprocess.run([CLI, "sessions", "--json", path], capture_output=True, check=True,
                              stdin=subprocess.DEVNULL)
        told, = (json.loads(line) for line in done.stdout.decode().splitlines())
        share = "\\\\server\\share"
        self.assertEqual([(event.get("text"), event.get("other")) for event in told["events"] if event["event"] == "copied"],
                         [(f"{share}\\a", f"{share}\\b"), (None, f"{share}\\b")])

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


class Samples(unittest.TestCase):
    """Samba 4.17 and its client: two downloads, an empty one, an upload that was renamed and deleted."""
    maxDiff = None

    FILES = [
        ("download", "data.bin", 3000, "6158620b669ccbfb88d18e8a0c3b972fd1f6a81240589e032668ed99ed7bbfbf"),
        ("download", "Projekte\\Gr\u00fc\u00dfe.txt", 14, "df8848aa15aa66f606f578e995ed7931af1f8762f8b0246296e5831789b901f3"),
        ("download", "empty.txt", 0, sha256(b"")),
        ("upload", "Projekte\\up.bin", 2500, "321d06964cb3523864ffd87670eb0416ea5265c91e7d6f53ffa297f45393d9f5"),
    ]

    def load(self, path, *words):
        done = subprocess.run([CLI, "transfers", "--json", *words, path], capture_output=True, timeout=60,
                              stdin=subprocess.DEVNULL)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.warnings = done.stderr.decode()
        return [json.loads(line) for line in done.stdout.decode().splitlines()]

    def check(self, name, share, *words):
        rows = self.load(os.path.join(SAMPLES, name + ".pcap"), *words)
        self.assertEqual([(row["direction"], row["path"], row["size"], row["sha256"], row["complete"], row["user"])
                          for row in rows],
                         [(direction, share + "\\" + path, size, digest, True, "LAB\\root")
                          for direction, path, size, digest in self.FILES])
        self.assertEqual(rows[3]["note"], f"It was renamed to “{share}\\Projekte\\neu.bin”.")
        self.assertEqual({row["decrypted"] for row in rows}, {bool(words)})

    def test_smb1(self):
        self.check("nt1", "\\\\127.0.0.1\\FILES")

    def test_smb1_folders(self):
        """The same client makes and removes folders by commands of their own."""
        done = subprocess.run([CLI, "sessions", "--json", os.path.join(SAMPLES, "nt1-folders.pcap")],
                              capture_output=True, check=True, stdin=subprocess.DEVNULL)
        told, = (json.loads(line) for line in done.stdout.decode().splitlines())
        share = "\\\\127.0.0.1\\SHARE"
        self.assertEqual([(event["event"], event["text"]) for event in told["events"]], [
            ("logged-in", "WORKGROUP\\root"), ("said", "TREE_CONNECT \\\\127.0.0.1\\IPC$"),
            ("said", f"TREE_CONNECT {share}"), ("made-folder", f"{share}\\neu"),
            ("removed-folder", f"{share}\\neu"), ("made-folder", f"{share}\\ü")])

    def test_encrypted(self):
        for name in ("smb302-aes-128-ccm", "smb311-aes-256-gcm", "smb311-aes-256-ccm"):
            self.check(name, "\\\\127.0.0.1\\files", "--keys", os.path.join(SAMPLES, name + ".smbkeys"))

    def test_names_of_computers(self):
        done = subprocess.run([CLI, "sessions", "--json", os.path.join(SAMPLES, "smb302-aes-128-ccm.pcap")],
                              capture_output=True, check=True, stdin=subprocess.DEVNULL)
        row = json.loads(done.stdout.decode().splitlines()[0])
        self.assertEqual([(event["from"], event["text"]) for event in row["events"] if event["event"] == "said"][:2],
                         [("server", "NTLM computer VM, domain VM, DNS vm, system 6.1.0"),
                          ("client", "NTLM computer VM, system 6.1.0")])

    def test_without_keys(self):
        path = os.path.join(SAMPLES, "smb311-aes-256-gcm.pcap")
        self.assertEqual(self.load(path), [])
        self.assertIn("whose keys were not given", self.warnings)
        self.assertIn("smb311-aes-256-gcm.smbkeys", self.warnings)

    def test_forms_of_keys(self):
        name = "smb311-aes-256-ccm"
        with open(os.path.join(SAMPLES, name + ".smbkeys"), encoding="ascii") as file:
            session, key, server, client = file.read().strip().split(",")
        forms = [f"{session},{key}", f"{session},,{server},{client}", f"uat:smb2_seskey_list:{session},{key},,",
                 f'"{session}","{key}"', f"# a comment\n\n{session.lower()}, {key.lower()}\r\n"]
        with tempfile.TemporaryDirectory() as folder:
            for form in forms:
                path = os.path.join(folder, "keys")
                with open(path, "w", encoding="ascii") as out:
                    out.write(form)
                self.check(name, "\\\\127.0.0.1\\files", "--keys", path)

    def test_wrong_keys(self):
        name = "smb311-aes-256-gcm"
        with open(os.path.join(SAMPLES, name + ".smbkeys"), encoding="ascii") as file:
            session = file.read().split(",", 1)[0]
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "keys")
            with open(path, "w", encoding="ascii") as out:
                out.write(f"{session},{'00' * 16}\n")
            self.assertEqual(self.load(os.path.join(SAMPLES, name + ".pcap"), "--keys", path), [])
            self.assertIn("could not be decrypted", self.warnings)
            with open(path, "w", encoding="ascii") as out:
                out.write(f"{session},{'00' * 15}\n{session}\n,,,\nx,y\n")
            done = subprocess.run([CLI, "transfers", "--keys", path, os.path.join(SAMPLES, name + ".pcap")],
                                  capture_output=True, stdin=subprocess.DEVNULL)
            self.assertEqual(done.returncode, 1)

    def test_packets_lost(self):
        """Of each version one packet after the other: what is called whole is whole."""
        whole = {digest for _, _, _, digest in self.FILES}
        for name, *words in (["nt1"], ["smb302-aes-128-ccm", "--keys",
                                       os.path.join(SAMPLES, "smb302-aes-128-ccm.smbkeys")]):
            with open(os.path.join(SAMPLES, name + ".pcap"), "rb") as file:
                content = file.read()
            records, at = [], 24
            while at < len(content):
                length = struct.unpack_from("<I", content, at + 8)[0]
                records.append(content[at:at + 16 + length])
                at += 16 + length
            with tempfile.TemporaryDirectory() as folder:
                for lost in range(3, len(records), 7):
                    path = os.path.join(folder, "lost.pcap")
                    with open(path, "wb") as out:
                        out.write(content[:24] + b"".join(records[:lost] + records[lost + 1:]))
                    for row in self.load(path, *words):
                        if row["complete"]:
                            self.assertIn(row["sha256"], whole, (name, lost, row))
                        else:
                            self.assertTrue(row["missing"])

    def test_shared(self):
        """What others made, where that is there: every file, byte for byte."""
        folder = os.path.join(os.environ.get("WIRECASE_SHARED_DATA", os.path.join(ROOT, "..", "shared", "data")), "traffic")
        found = wanted = 0
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
            stem, end = os.path.splitext(name)
            truth = os.path.join(folder, stem + ".json")
            if end not in (".pcap", ".pcapng") or not os.path.exists(truth):
                continue
            with open(truth, encoding="utf-8") as file:
                files = [file for file in json.load(file)["transfers"] if file["protocol"] == "SMB"]
            keys = os.path.join(folder, stem + ".smbkeys")
            rows = self.load(os.path.join(folder, name), *(["--keys", keys] if os.path.exists(keys) else [])) if files else []
            rows = {(row["direction"], row["name"], row["size"], row["sha256"]) for row in rows
                    if row["protocol"] == "SMB" and row["complete"]}
            for file in files:
                wanted += 1
                found += (file["direction"], file["name"], file["size"], file["sha256"]) in rows
            self.assertEqual(len(rows), len(files), name)
        print(f"{found} of {wanted} files of SMB in shared captures", file=sys.stderr)
        self.assertEqual(found, wanted)


if __name__ == "__main__":
    unittest.main()

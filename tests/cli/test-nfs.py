#!/usr/bin/python3
# test-nfs.py WIRECASE-CLI: files that NFS carried
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
import nfs

CLI = os.path.abspath(sys.argv[1])
del sys.argv[1:]
HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLE = os.path.join(HERE, "nfs", "libnfs.pcap")
CLIENT, SERVER = "192.0.2.1", "192.0.2.2"
CONTENT = random.Random(3).randbytes(5000)
ROOT, FILE, OTHER = b"root", b"file-1", b"file-22"


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def marked(message, cut=None):
    """A record of one fragment, or of two."""
    if cut is None:
        return struct.pack(">I", 1 << 31 | len(message)) + message
    cut = min(cut, len(message))
    return struct.pack(">I", cut) + message[:cut] + struct.pack(">I", 1 << 31 | len(message) - cut) + message[cut:]


class Connection:
    def __init__(self, port=700):
        self.port = port
        self.sequence = [1, 1]
        self.frames = [self.frame(0, b"", 2), self.frame(1, b"", 0x12)]

    def frame(self, side, piece, flags=0x18):
        ends = (SERVER, CLIENT, 2049, self.port) if side else (CLIENT, SERVER, self.port, 2049)
        made = captures.ipv4(ends[0], ends[1], 6, captures.tcp(ends[2], ends[3], flags, piece,
                                                                sequence=self.sequence[side],
                                                                acknowledgement=self.sequence[not side]))
        self.sequence[side] += len(piece) + (flags & 3 != 0)
        return made

    def say(self, said, size=1000, fragment=None):
        for side, message in said:
            text = marked(message, fragment)
            self.frames += [self.frame(side, text[at:at + size]) for at in range(0, len(text), size)]
        return self

    def end(self):
        self.frames += [self.frame(0, b"", 0x11), self.frame(1, b"", 0x11)]
        return self.frames


def download(talk=None):
    talk = talk or nfs.Talk()
    talk.mount("/srv", ROOT)
    talk.lookup(ROOT, "a.bin", FILE, len(CONTENT))
    for at in range(0, len(CONTENT), 2000):
        talk.read(FILE, CONTENT, at, 2000)
    return talk


def upload(talk=None, commit=True):
    talk = talk or nfs.Talk()
    talk.mount("/srv", ROOT)
    talk.create(ROOT, "b.bin", OTHER)
    for at in range(0, len(CONTENT), 2000):
        talk.write(OTHER, at, CONTENT[at:at + 2000], min(at + 2000, len(CONTENT)), changed=at + 1)
    if commit:
        talk.commit(OTHER, len(CONTENT), changed=at + 1)
    return talk


def datagrams(said, port=700):
    out = []
    for side, message in said:
        ends = (SERVER, CLIENT, 2049, port) if side else (CLIENT, SERVER, port, 2049)
        out.append(captures.ipv4(ends[0], ends[1], 17, captures.udp(ends[2], ends[3], message)))
    return out


class Nfs(unittest.TestCase):
    def run_cli(self, frames, command="transfers"):
        with tempfile.NamedTemporaryFile(suffix=".pcap") as file:
            file.write(captures.pcap(frames) if isinstance(frames, list) else frames)
            file.flush()
            done = subprocess.run([CLI, command, "--json", file.name], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def one(self, frames):
        found = self.run_cli(frames)
        self.assertEqual(len(found), 1, found)
        return found[0]

    def check(self, found, direction, path):
        self.assertEqual((found["protocol"], found["direction"], found["path"], found["complete"], found["sha256"]),
                         ("NFS", direction, path, True, sha256(CONTENT)), found)

    def honest(self, found, content=CONTENT):
        """Whole and right, or not called whole."""
        for one in found:
            if one["complete"]:
                self.assertEqual(one["sha256"], sha256(content))

    # Real traffic

    def test_libnfs(self):
        with open(SAMPLE, "rb") as file:
            found = self.run_cli(file.read())
        r = random.Random(3)
        big, small = r.randbytes(70000), r.randbytes(100)
        truth = [("download", "/tmp/c18/export/big.bin", big),
                 ("download", "/tmp/c18/export/Projekte/Bericht Müller.txt", b"hallo\n"),
                 ("upload", "/tmp/c18/export/up.bin", r.randbytes(50000)),
                 ("upload", "/tmp/c18/export/Projekte/zwei.txt", b"x" * 900),
                 ("download", "/tmp/c18/export/small.bin", small)]
        self.assertEqual([(one["direction"], one["path"], one["sha256"], one["complete"]) for one in found],
                         [(*one[:2], sha256(one[2]), True) for one in truth])
        self.assertEqual({one["user"] for one in found}, {"uid 0 on libnfs"})

    # Over TCP

    def test_download(self):
        self.check(self.one(Connection().say(download().said).end()), "download", "/srv/a.bin")

    def test_upload(self):
        self.check(self.one(Connection().say(upload().said).end()), "upload", "/srv/b.bin")

    def test_fragments_of_messages(self):
        for cut in (24, 40, 90):
            self.check(self.one(Connection().say(download().said, fragment=cut).end()), "download", "/srv/a.bin")

    def test_cut_anywhere(self):
        for size in (1, 2, 3, 5, 7, 64, 1460):
            for talk, direction, path in ((download(), "download", "/srv/a.bin"), (upload(), "upload", "/srv/b.bin")):
                self.check(self.one(Connection().say(talk.said, size).end()), direction, path)

    def test_each_segment_lost(self):
        for talk in (download(), upload()):
            frames = Connection().say(talk.said).end()
            for lost in range(2, len(frames) - 2):
                with self.subTest(lost=lost):
                    self.honest(self.run_cli(frames[:lost] + frames[lost + 1:]))

    def test_reordered(self):
        for talk, direction, path in ((download(), "download", "/srv/a.bin"), (upload(), "upload", "/srv/b.bin")):
            frames = Connection().say(talk.said).end()
            for first in range(2, len(frames) - 3, 3):
                frames[first], frames[first + 1] = frames[first + 1], frames[first]
            self.check(self.one(frames), direction, path)

    def test_begun_late(self):
        frames = Connection().say(download().said).end()
        found = self.run_cli(frames[3:])
        self.assertEqual([(one["sha256"], one["complete"]) for one in found], [(sha256(CONTENT), True)])

    def test_several_connections(self):
        talk = download()
        connections = [Connection(700), Connection(701)]
        for number, (_, message) in enumerate(talk.said):
            connections[number // 2 % 2].say([talk.said[number]])
        frames = connections[0].end() + connections[1].end()
        self.check(self.one(frames), "download", "/srv/a.bin")

    def test_answers_in_another_order(self):
        talk = download()
        said = talk.said[:4] + [one for one in talk.said[4:] if not one[0]] \
            + list(reversed([one for one in talk.said[4:] if one[0]]))
        self.check(self.one(Connection().say(said).end()), "download", "/srv/a.bin")

    # What is not whole

    def test_parts(self):
        talk = nfs.Talk()
        talk.lookup(ROOT, "a.bin", FILE, len(CONTENT))
        talk.read(FILE, CONTENT, 2000, 1000)
        found = self.one(Connection().say(talk.said).end())
        self.assertEqual((found["complete"], found["problem"]), (False, "Only parts of it were read."))

    def test_changed_while_it_is_read(self):
        talk = nfs.Talk()
        talk.lookup(ROOT, "a.bin", FILE, len(CONTENT))
        talk.read(FILE, CONTENT, 0, 2500)
        other = CONTENT[::-1]
        talk.read(FILE, other, 2500, 2500, changed=2)
        found = self.run_cli(Connection().say(talk.said).end())
        self.assertEqual([one["complete"] for one in found], [False, False])
        self.assertEqual(found[0]["problem"], "It was changed while it was read.")

    def test_written_over(self):
        talk = upload(commit=False)
        talk.write(OTHER, 100, b"new", len(CONTENT), changed=9000)
        talk.commit(OTHER, len(CONTENT), changed=9000)
        found = self.one(Connection().say(talk.said).end())
        self.assertEqual((found["complete"], found["sha256"]), (True, sha256(CONTENT[:100] + b"new" + CONTENT[103:])))

    def test_not_stored(self):
        found = self.one(Connection().say(upload(commit=False).said).end())
        self.assertFalse(found["complete"])
        self.assertIn("did not ask the server to store", found["problem"])

    def test_others_write_as_well(self):
        talk = upload(commit=False)
        talk.commit(OTHER, len(CONTENT), changed=123456)
        found = self.one(Connection().say(talk.said).end())
        self.assertEqual((found["complete"], found["problem"]),
                         (False, "It was changed by what was not captured, or by another client."))

    def test_unanswered(self):
        talk = upload(commit=False)
        del talk.said[-1]
        found = self.one(Connection().say(talk.said).end())
        self.assertEqual((found["complete"], found["problem"]),
                         (False, "The server’s answer to some of its bytes was not captured."))

    def test_refused(self):
        talk = nfs.Talk()
        talk.ask(nfs.WRITE, nfs.opaque(FILE) + struct.pack(">QII", 0, 4, 2) + nfs.opaque(b"text"),
                 nfs.change(None), status=13)
        self.assertEqual(self.run_cli(Connection().say(talk.said).end()), [])

    def test_emptied_and_written_again(self):
        talk = upload()
        talk.create(ROOT, "b.bin", OTHER)
        talk.write(OTHER, 0, b"short", 5, changed=9999, stable=2)
        found = self.run_cli(Connection().say(talk.said).end())
        self.assertEqual([(one["sha256"], one["complete"]) for one in found],
                         [(sha256(CONTENT), True), (sha256(b"short"), True)])

    def test_empty(self):
        talk = nfs.Talk()
        talk.create(ROOT, "empty", OTHER)
        found = self.one(Connection().say(talk.said).end())
        self.assertEqual((found["name"], found["size"], found["complete"]), ("empty", 0, True))

    def test_hole_of_a_hostile_size(self):
        talk = nfs.Talk()
        for number in range(50):
            talk.write(b"f%d" % number, 1 << 62, b"x", 1 << 63, stable=2)
        self.assertFalse(any(one["complete"] for one in self.run_cli(Connection().say(talk.said).end())))

    # Names

    def test_names_of_a_listing(self):
        entry = struct.pack(">IQ", 1, 7) + nfs.opaque(b"a.bin") + bytes(8) + nfs.some(None) \
            + nfs.some(nfs.opaque(FILE))
        talk = nfs.Talk()
        talk.mount("/srv", ROOT)
        talk.ask(nfs.READDIRPLUS, nfs.opaque(ROOT) + bytes(24), nfs.some(None) + bytes(8) + entry + bytes(4) + nfs.some(b""))
        talk.read(FILE, CONTENT, 0, 9000)
        self.check(self.one(Connection().say(talk.said).end()), "download", "/srv/a.bin")

    def test_renamed(self):
        talk = upload()
        talk.ask(nfs.RENAME, nfs.opaque(ROOT) + nfs.opaque(b"b.bin") + nfs.opaque(ROOT) + nfs.opaque(b"c.bin"),
                 nfs.change(None) * 2)
        talk.ask(nfs.REMOVE, nfs.opaque(ROOT) + nfs.opaque(b"old"), nfs.change(None))
        frames = Connection().say(talk.said).end()
        self.check(self.one(frames), "upload", "/srv/c.bin")
        events = self.run_cli(frames, "sessions")[0]["events"]
        self.assertEqual([(one["event"], one["text"], one.get("other")) for one in events if one["event"] != "said"],
                         [("renamed", "/srv/b.bin", "/srv/c.bin"), ("deleted", "/srv/old", None)])

    def test_names_that_go_round(self):
        talk = nfs.Talk()
        talk.lookup(FILE, "x", OTHER, 0)
        talk.lookup(OTHER, "y", FILE, 0)
        talk.read(FILE, CONTENT, 0, 9000)
        self.assertEqual(self.one(Connection().say(talk.said).end())["name"], "y")

    # Over UDP

    def test_datagrams(self):
        self.check(self.one(datagrams(download().said) + datagrams(nfs.Talk().said)), "download", "/srv/a.bin")
        talk = upload()
        talk.ask(nfs.GETATTR, nfs.opaque(OTHER), nfs.facts(len(CONTENT), 4001))
        self.check(self.one(datagrams(talk.said)), "upload", "/srv/b.bin")

    def test_datagrams_in_fragments(self):
        frames = []
        for number, frame in enumerate(datagrams(download().said)):
            head, body = frame[14:34], frame[34:]
            for at in range(0, len(body), 800):
                piece = body[at:at + 800]
                more = 0x2000 if at + 800 < len(body) else 0
                frames.append(frame[:14] + head[:2] + struct.pack(">HHH", 20 + len(piece), number + 1, more | at // 8)
                              + head[8:] + piece)
        self.check(self.one(frames), "download", "/srv/a.bin")

    def test_each_datagram_lost_or_repeated(self):
        for talk in (download(), upload()):
            frames = datagrams(talk.said)
            for number in range(len(frames)):
                with self.subTest(number=number):
                    self.honest(self.run_cli(frames[:number] + frames[number + 1:]))
        frames = datagrams(download().said)
        for number in range(len(frames)):
            self.check(self.one(frames[:number + 1] + frames[number:]), "download", "/srv/a.bin")

    # Others

    def test_sealed(self):
        """RPCSEC_GSS with privacy: nothing can be read, which is said."""
        gss = struct.pack(">5I", 1, 0, 1, 3, 4) + b"abcd" + bytes(4)
        said = []
        for side, message in download().said:
            at = message.find(nfs.system())
            said.append((side, message if at < 0 else message[:at - 8] + struct.pack(">I", 6) + nfs.opaque(gss)
                         + message[at + len(nfs.system()):]))
        with tempfile.NamedTemporaryFile(suffix=".pcap") as file:
            file.write(captures.pcap(Connection().say(said).end()))
            file.flush()
            done = subprocess.run([CLI, "transfers", file.name], capture_output=True, text=True, check=False)
        self.assertEqual(done.stdout, "")
        self.assertIn("Kerberos encrypts them", done.stderr)

    def test_others(self):
        for message in (struct.pack(">6I", 1, 0, 2, 100000, 2, 3) + bytes(24),  # the port mapper
                        struct.pack(">6I", 1, 0, 2, nfs.NFS, 4, 1) + bytes(24),  # NFS 4
                        b"GET / HTTP/1.1\r\n\r\n", bytes(100)):
            self.assertEqual(self.run_cli(Connection().say([(0, message)]).end(), "sessions"), [])

    def test_garbage_after_the_beginning(self):
        talk = download()
        talk.said.insert(6, (1, b"\xff" * 100))
        frames = Connection().say(talk.said)
        frames.frames.append(frames.frame(1, b"\xff" * 500))
        self.honest(self.run_cli(frames.say(download(nfs.Talk()).said).end()))


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/python3
# test-tls.py WIRECASE-CLI CAPTURES: TLS, HTTP/2 and WebSocket, byte for byte
# SPDX-License-Identifier: GPL-3.0-or-later

"""Each capture has its truth in a .json file: what programs sent and received, by SHA-256.

Where WIRECASE_SHARED_DATA names a folder with “traffic” in it, its captures are tried too.
"""

import glob
import json
import os
import pty
import subprocess
import sys
import tempfile
import unittest

import captures

CLI, FOLDER = (os.path.abspath(path) for path in sys.argv[1:3])
del sys.argv[1:3]


def run(*words):
    return subprocess.run([CLI, *words], capture_output=True, timeout=120, stdin=subprocess.DEVNULL)


def find(folder):
    """(name, capture, truth, [keys]) of each capture of a folder, once for each kind of key."""
    for path in sorted(glob.glob(os.path.join(folder, "*.json"))):
        with open(path, encoding="utf-8") as file:
            truth = json.load(file)
        if truth.get("group", 1) not in (1, 2, 3, 5):
            continue
        base = path[:-len(".json")]
        capture = next(base + end for end in (".pcapng", ".pcap") if os.path.exists(base + end))
        keys = [base + end for end in (".keys", ".key") if os.path.exists(base + end)]
        for key in keys or [None]:
            yield truth["name"], capture, truth, ["--keys", key] if key else []


def digests(capture, keys):
    done = run("transfers", "--json", *keys, capture)
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    return done, {row.get(name) for row in rows for name in ("sha256", "sha256_as_sent")}


class Truth(unittest.TestCase):
    def check(self, folder):
        for name, capture, truth, keys in find(folder):
            with self.subTest(name, keys=[os.path.splitext(key)[1] for key in keys[1:]]):
                done, found = digests(capture, keys)
                self.assertEqual(done.returncode, 0, done.stderr)
                wanted = [one for one in truth["transfers"] if one["size"] and one["sha256"]]
                missing = [one for one in wanted if one["sha256"] not in found]
                print(f"{name}: {len(wanted) - len(missing)} of {len(wanted)}", file=sys.stderr)
                self.assertEqual([one for one in missing if not one.get("affected")], [])

    def test_own_captures(self):
        self.check(FOLDER)

    def test_shared_captures(self):
        shared = os.environ.get("WIRECASE_SHARED_DATA")
        if shared:
            self.check(os.path.join(shared, "traffic"))


def blocks(data):
    """The blocks of a little-endian pcapng file."""
    at = 0
    while at < len(data):
        length = int.from_bytes(data[at + 4:at + 8], "little")
        yield int.from_bytes(data[at:at + 4], "little"), data[at:at + length]
        at += length


class Secrets(unittest.TestCase):
    def test_wherever_they_are(self):
        """A key log in the capture itself, before the packets, among them, and after them."""
        with open(os.path.join(FOLDER, "tls13-early-data-dsb.pcapng"), "rb") as file:
            parts = list(blocks(file.read()))
        with open(os.path.join(FOLDER, "tls13-early-data-dsb.json"), encoding="utf-8") as file:
            wanted = {one["sha256"] for one in json.load(file)["transfers"] if one["size"]}
        secrets = [block for kind, block in parts if kind == 10]
        others = [block for kind, block in parts if kind != 10]
        self.assertEqual(len(secrets), 1)
        for place in (2, len(others) // 2, len(others)):
            with self.subTest(place), tempfile.NamedTemporaryFile(suffix=".pcapng") as out:
                out.write(b"".join(others[:place] + secrets + others[place:]))
                out.flush()
                done, found = digests(out.name, [])
                self.assertEqual(done.stderr, b"")
                self.assertEqual(wanted - found, set())

    def test_wrong_ones_before(self):
        """Others for the same connections come first, and the right ones after everything else."""
        with open(os.path.join(FOLDER, "tls13-early-data-dsb.pcapng"), "rb") as file:
            parts = list(blocks(file.read()))
        right = next(block for kind, block in parts if kind == 10)
        length = int.from_bytes(right[12:16], "little")
        lines = [line.split() for line in right[16:16 + length].decode().splitlines()]
        log = "".join(" ".join([*words[:-1], words[-1][::-1]]) + "\n" for words in lines if len(words) == 3).encode()
        log += b"#" * (-len(log) % 4)
        size = (20 + len(log)).to_bytes(4, "little")
        wrong = b"\x0a\0\0\0" + size + b"KSLT" + len(log).to_bytes(4, "little") + log + size
        others = [block for kind, block in parts if kind != 10]
        with tempfile.NamedTemporaryFile(suffix=".pcapng") as out:
            out.write(b"".join(others[:2] + [wrong] + others[2:] + [right]))
            out.flush()
            done = run("tls", "--json", out.name)
        self.assertEqual([json.loads(line)["readable"] for line in done.stdout.decode().splitlines()], ["yes", "yes"])


class Streams(unittest.TestCase):
    """Following a stream, decrypted and as it was sent."""

    CAPTURE = os.path.join(FOLDER, "tls13-early-data.pcapng")
    KEYS = ("--keys", os.path.join(FOLDER, "tls13-early-data.keys"))

    def test_decrypted_where_it_can_be(self):
        for words in ((), ("--decrypted",)):
            done = run("stream", self.CAPTURE, "2", "--raw", *words, *self.KEYS)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertTrue(done.stdout.startswith(b"GET /report.pdf HTTP/1.1\r\n"), done.stdout[:60])
            self.assertIn(b"%PDF-", done.stdout)

    def test_as_sent(self):
        with_keys = run("stream", self.CAPTURE, "2", "--raw", "--as-sent", *self.KEYS)
        without = run("stream", self.CAPTURE, "2", "--raw")
        self.assertEqual(with_keys.stdout, without.stdout)
        self.assertTrue(without.stdout.startswith(b"\x16\x03\x01"))

    def test_nothing_was_decrypted(self):
        done = run("stream", self.CAPTURE, "2", "--decrypted")
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"Nothing was decrypted on stream 2", done.stderr)
        self.assertEqual(run("stream", self.CAPTURE, "2", "--decrypted", "--as-sent").returncode, 2)


class Connections(unittest.TestCase):
    """What “tls” says of connections, and why one cannot be read."""

    def tell(self, name, *keys):
        words = [word for key in keys for word in ("--keys", os.path.join(FOLDER, key))]
        done = run("tls", "--json", os.path.join(FOLDER, name + ".pcapng"), *words)
        self.assertEqual(done.returncode, 0, done.stderr)
        return [json.loads(line) for line in done.stdout.decode().splitlines()]

    def test_facts(self):
        row = self.tell("tls12-rsa-aes256-cbc-sha-noems", "tls12-rsa-aes256-cbc-sha-noems.key")[0]
        self.assertEqual(row["version"], "TLS 1.2")
        self.assertEqual(row["cipher_suite"], "TLS_RSA_WITH_AES_256_CBC_SHA")
        self.assertEqual(row["server_name"], "www.example.org")
        self.assertEqual(row["readable"], "yes")
        self.assertEqual(row["key"], "private key")
        self.assertNotIn("reason", row)
        certificate = row["certificates"][0]
        self.assertEqual(certificate["subject"], "CN=www.example.org,O=Traffic Lab")
        self.assertEqual(certificate["issuer"], "CN=Traffic Lab CA,O=Traffic Lab")
        self.assertIn("*.example.org", certificate["names"])
        self.assertEqual(len(certificate["sha256"]), 64)
        self.assertRegex(row["ja3"], "^[0-9a-f]{32}$")
        self.assertRegex(row["ja4"], "^t12d[0-9]{4}[0-9a-z]{2}_[0-9a-f]{12}_[0-9a-f]{12}$")

    def test_why_not(self):
        name = "tls12-rsa-aes256-cbc-sha-noems"
        for keys, reason in (((), "There are no keys."),
                             (("tls13-padding.keys",), "There is no key for this client random.")):
            row = self.tell(name, *keys)[0]
            self.assertEqual(row["readable"], "no")
            self.assertIn(reason, row["reason"])
        row = self.tell("tls13-padding", name + ".key")[0]
        self.assertEqual(row["readable"], "no")

    def test_keys_beside(self):
        done = run("http", os.path.join(FOLDER, "tls13-padding.pcapng"))
        self.assertEqual(done.stdout, b"")
        self.assertIn("tls13-padding.keys” may have its keys", done.stderr.decode())
        done = run("http", os.path.join(FOLDER, "h2c-nghttp-upgrade.pcapng"))
        self.assertEqual(done.stderr, b"")

    def test_keys_that_make_no_sense(self):
        with tempfile.NamedTemporaryFile("w") as file:
            file.write("nothing of use\n")
            file.flush()
            done = run("tls", os.path.join(FOLDER, "tls13-padding.pcapng"), "--keys", file.name)
        self.assertEqual(done.returncode, 1)
        self.assertIn("is neither a key log nor a private key", done.stderr.decode())
        done = run("tls", os.path.join(FOLDER, "tls13-padding.pcapng"), "--keys", "/nonexistent")
        self.assertEqual(done.returncode, 1)


class Details(unittest.TestCase):
    """What the records of a packet say, among its layers."""

    def tell(self, name, *keys):
        """(title, value, {name: value}) of each layer that was decrypted or is in one that was."""
        done = run("packets", "--json", "--layers", os.path.join(FOLDER, name), *keys)
        self.assertEqual(done.returncode, 0, done.stderr)
        for line in done.stdout.decode().splitlines():
            inside = False
            for layer in json.loads(line)["layers"]:
                inside = inside or layer["name"] == "TLS record, decrypted"
                if inside:
                    self.assertEqual(layer["length"], 0)
                    fields = {}
                    for field in layer["fields"]:
                        fields.setdefault(field["name"], field["value"])
                        fields.setdefault("all", []).append(field["value"])
                    yield layer["name"], layer["value"], fields

    def test_http_and_handshake(self):
        layers = list(self.tell("tls13-padding.pcapng", "--keys", os.path.join(FOLDER, "tls13-padding.keys")))
        requests = [fields for name, _, fields in layers if "Hypertext" in name and "Target" in fields]
        self.assertEqual(len(requests), 3)
        keys = {fields.get("Decrypted with") for _, value, fields in layers if "application data" in value}
        self.assertEqual(keys, {"CLIENT_TRAFFIC_SECRET_0", "SERVER_TRAFFIC_SECRET_0"})
        self.assertTrue(any("Certificate" in value for name, value, _ in layers if "Transport" in name), layers)
        self.assertEqual(list(self.tell("tls13-padding.pcapng")), [])

    def test_frames(self):
        layers = list(self.tell("h2-nghttp-push.pcapng", "--keys", os.path.join(FOLDER, "h2-nghttp-push.keys")))
        frames = [value for name, _, fields in layers if name == "HTTP/2" for value in fields["all"]]
        for kind in ("SETTINGS", "HEADERS", "PRIORITY", "DATA", "GOAWAY"):  # of frames that end with the record
            self.assertTrue(any(kind in frame for frame in frames), frames)


class Passphrases(unittest.TestCase):
    """A private key that is locked."""

    CAPTURE = os.path.join(FOLDER, "tls12-resume-id-rsa-key.pcap")
    KEY = os.path.join(FOLDER, "tls12-resume-id-rsa-key.locked")

    def read(self, *words, **environment):
        return subprocess.run([CLI, "transfers", self.CAPTURE, "--keys", self.KEY, *words], capture_output=True,
                              timeout=120, stdin=subprocess.DEVNULL, start_new_session=True,
                              env={**os.environ, **environment})

    def read_with(self, content):
        with tempfile.NamedTemporaryFile("w") as file:
            file.write(content)
            file.flush()
            return self.read("--key-passphrase-file", file.name)

    def test_right(self):
        for done in (self.read_with("open sesame\nmore\n"), self.read_with("open sesame\r\n"),
                     self.read_with("open sesame"), self.read(WIRECASE_KEY_PASSPHRASE="open sesame")):
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(done.stdout.decode().count("image/gif"), 2)

    def test_scrypt(self):
        """What openssl pkcs8 -topk8 -scrypt writes, in PEM and DER."""
        for name in ("rsa-key.scrypt", "rsa-key.scrypt.der"):
            self.KEY = os.path.join(FOLDER, "tls12-resume-id-" + name)
            done = self.read_with("open sesame")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(done.stdout.decode().count("image/gif"), 2)
            done = self.read_with("open barley")
            self.assertEqual((done.returncode, done.stdout), (1, b""))
            self.assertIn("the passphrase is wrong", done.stderr.decode())

    def test_wrong(self):
        for done in (self.read_with("open barley\n"), self.read(WIRECASE_KEY_PASSPHRASE="open barley")):
            self.assertEqual((done.returncode, done.stdout), (1, b""))
            self.assertIn("the passphrase is wrong", done.stderr.decode())
            self.assertNotIn("barley", done.stderr.decode())

    def test_none(self):
        done = self.read()
        self.assertEqual((done.returncode, done.stdout), (1, b""))
        self.assertIn("--key-passphrase-file", done.stderr.decode())
        self.assertEqual(self.read_with("\n").returncode, 2)
        self.assertEqual(self.read("--key-passphrase-file", "/nonexistent").returncode, 1)

    def test_typed(self):
        """On a terminal, where what is typed is not shown."""
        pid, terminal = pty.fork()
        if pid == 0:
            os.execv(CLI, [CLI, "transfers", self.CAPTURE, "--keys", self.KEY])
        shown = b""
        for word in (b"open barley\n", b"open sesame\n"):
            while shown.count(b"Passphrase") < 1 + (word == b"open sesame\n"):
                shown += os.read(terminal, 1000)
            os.write(terminal, word)
        try:
            while part := os.read(terminal, 1000):
                shown += part
        except OSError:
            pass  # the other end was closed
        os.close(terminal)
        self.assertEqual(os.waitpid(pid, 0)[1], 0)
        self.assertEqual(shown.count(b"image/gif"), 2)
        self.assertNotIn(b"sesame", shown)


class WrongLines(unittest.TestCase):
    def test_they_are_named(self):
        with open(os.path.join(FOLDER, "tls13-padding.keys"), encoding="ascii") as file:
            lines = file.read().splitlines()
        lines[2:2] = ["CLIENT_RANDOM 0011 2233", "# a remark", ""]
        with tempfile.NamedTemporaryFile("w", suffix=".keys") as file:
            file.write("\n".join(lines) + "\nSERVER_TRAFFIC")
            file.flush()
            done = run("tls", "--keys", file.name, os.path.join(FOLDER, "tls13-padding.pcapng"))
        self.assertEqual(done.stdout.decode().count("readable"), 3)
        self.assertIn(f"Line 3 of “{file.name}”", done.stderr.decode())
        self.assertIn(f"Line {len(lines) + 1} of “{file.name}”", done.stderr.decode())
        self.assertEqual(done.stderr.decode().count("Line "), 2)
        self.assertNotIn("2233", done.stderr.decode())


class SeveralLines(unittest.TestCase):
    """Key logs that have more than one line for a connection, or none for one that is resumed."""

    def tell(self, name, change):
        base = os.path.join(FOLDER, name)
        capture = next(base + end for end in (".pcapng", ".pcap") if os.path.exists(base + end))
        with open(base + ".keys", encoding="ascii") as file, tempfile.NamedTemporaryFile("w") as out:
            out.write("".join(line + "\n" for line in change(file.read().splitlines())))
            out.flush()
            done = run("tls", "--json", capture, "--keys", out.name)
        return [json.loads(line) for line in done.stdout.decode().splitlines()]

    @staticmethod
    def wrong(line):
        words = line.split()
        return " ".join([*words[:2], words[2][::-1]]) if len(words) == 3 else line

    def test_right_and_wrong(self):
        for name in ("tls13-key-updates", "tls12-ccm8-smallrecords", "tls10-aes256-cbc-sha-etm", "tls13-early-data"):
            right = self.tell(name, lambda lines: lines)
            for change in (lambda lines: [*lines, *map(self.wrong, lines)], lambda lines: [*map(self.wrong, lines), *lines],
                           lambda lines: [other for line in lines for other in (line, self.wrong(line), line)]):
                self.assertEqual(self.tell(name, change), right, name)

    def test_spellings(self):
        right = self.tell("tls13-key-updates", lambda lines: lines)
        for change in (lambda lines: [line + "\r" for line in lines], lambda lines: ["   " + line for line in lines],
                       lambda lines: [line.replace(" ", "\t") for line in lines],
                       lambda lines: [" ".join([line.split(" ")[0], *line.upper().split(" ")[1:]]) for line in lines]):
            self.assertEqual(self.tell("tls13-key-updates", change), right)

    def with_bytes(self, content, capture="tls13-key-updates.pcap"):
        with tempfile.NamedTemporaryFile(suffix=".keys") as out:
            out.write(content)
            out.flush()
            return run("tls", "--json", os.path.join(FOLDER, capture), "--keys", out.name)

    def test_encodings(self):
        with open(os.path.join(FOLDER, "tls13-key-updates.keys"), encoding="ascii") as file:
            text = "".join(line for line in file if not line.startswith("#"))
        right = self.with_bytes(text.encode("ascii"))
        self.assertEqual(right.stderr, b"")  # what OpenSSL writes after a KeyUpdate is not a wrong line
        marked = self.with_bytes(text.encode("utf-8-sig"))
        self.assertEqual((marked.stdout, marked.stderr), (right.stdout, b""))
        for encoding in ("utf-16-le", "utf-16-be"):
            done = self.with_bytes(("\ufeff" + text).encode(encoding))
            self.assertIn("is in UTF-16.", done.stderr.decode())
            self.assertNotEqual(done.returncode, 0)

    def lines(self):
        with open(os.path.join(FOLDER, "tls13-key-updates.keys"), encoding="ascii") as file:
            return [line for line in file.read().splitlines() if not line.startswith("#")]

    def test_remarks_and_ends_of_macs(self):
        right = self.tell("tls13-key-updates", lambda lines: lines)
        self.assertEqual(self.tell("tls13-key-updates", lambda lines: [line + " # of curl" for line in lines]), right)
        for end in ("\r", "\r\n", "\n"):
            done = self.with_bytes(end.join(["# begun", *self.lines(), ""]).encode("ascii"))
            self.assertEqual([json.loads(line) for line in done.stdout.decode().splitlines()], right)
            self.assertEqual(done.stderr, b"")

    def test_log_without_a_right_line(self):
        small = [" ".join([line.split(" ")[0].lower(), *line.split(" ")[1:]]) for line in self.lines()]
        for lines, why in ((small, "its label is not in capital letters"),
                           ([line + " more" for line in self.lines()], "there is more after its secret")):
            done = self.with_bytes("\n".join(["# begun", *lines, ""]).encode("ascii"))
            self.assertEqual(done.returncode, 1)
            self.assertIn("has no line with a key.", done.stderr.decode())
            self.assertRegex(done.stderr.decode(), f"Line 2 of “[^”]*” was left out: {why}")

    def test_block_and_log_differ(self):
        with open(os.path.join(FOLDER, "tls13-early-data-dsb.pcapng"), "rb") as file:
            capture = file.read()
        with open(os.path.join(FOLDER, "tls13-early-data.keys"), "rb") as file:
            log = file.read()
        lines = [line for line in log.decode("ascii").splitlines() if len(line.split()) == 3]
        changed = capture
        for line in lines:
            changed = changed.replace(line.encode(), self.wrong(line).encode())
        self.assertNotEqual(changed, capture)
        right = run("tls", "--json", os.path.join(FOLDER, "tls13-early-data-dsb.pcapng")).stdout
        wrong_log = "".join(self.wrong(line) + "\n" for line in lines).encode()
        self.assertEqual(self.with_bytes(wrong_log, "tls13-early-data-dsb.pcapng").stdout, right)
        with tempfile.NamedTemporaryFile(suffix=".pcapng") as file:
            file.write(changed)
            file.flush()
            self.assertEqual(self.with_bytes(log, file.name).stdout, right)
            alone = run("tls", "--json", file.name).stdout.decode()
        self.assertIn("did not verify", alone)

    def test_resumed_session_has_no_line(self):
        right = self.tell("tls12-resume-id", lambda lines: lines)
        self.assertEqual([row["resumed"] for row in right], [False, True])
        first = [self.tell("tls12-resume-id", lambda lines, i=i: lines[:i] + lines[i + 1:]) for i in (-1, -2)]
        self.assertIn(right, first)  # the line that is missing is that of the second connection


class Talk:
    """The first connection of a capture: (from the client, bytes), in the order they were sent."""

    def __init__(self, name):
        self.keys = ["--keys", os.path.join(FOLDER, name + ".keys")]
        self.packets = []
        client = None
        for frame in read_pcapng(os.path.join(FOLDER, name + ".pcapng")):
            head = 14 + 4 * (frame[14] & 15)
            end = 14 + int.from_bytes(frame[16:18], "big")
            payload = frame[head + 4 * (frame[head + 12] >> 4):end]
            ports = frame[head:head + 2], frame[head + 2:head + 4]
            client = client or ports
            if payload and client in (ports, ports[::-1]):
                self.packets.append((ports == client, payload))

    def side(self, client):
        return b"".join(payload for sender, payload in self.packets if sender == client)

    def records(self, client):
        """(position, length) of each record of a side."""
        data, at = self.side(client), 0
        while at + 5 <= len(data):
            length = 5 + int.from_bytes(data[at + 3:at + 5], "big")
            yield at, length
            at += length

    def pieces(self, size):
        """The same in segments of another size."""
        for sender, payload in self.packets:
            for at in range(0, len(payload), size):
                yield sender, payload[at:at + size]

    def changed(self, client, position, change):
        """With one byte of a side changed."""
        at = 0
        for sender, payload in self.packets:
            if sender == client and at <= position < at + len(payload):
                other = bytearray(payload)
                other[position - at] ^= change
                yield sender, bytes(other)
            else:
                yield sender, payload
            at += len(payload) if sender == client else 0

    def without(self, client, position, length):
        """With bytes of a side that were not captured."""
        at = 0
        for sender, payload in self.packets:
            if sender != client:
                yield sender, payload
                continue
            first = min(max(position - at, 0), len(payload))
            last = min(max(position + length - at, 0), len(payload))
            yield sender, payload[:first]
            yield sender, last - first
            yield sender, payload[last:]
            at += len(payload)

    def read(self, packets=None):
        """Transfers of the connection, where it was like that."""
        sequence = {True: 1, False: 1}
        frames = []
        for client, payload in self.packets if packets is None else packets:
            ends = ("10.0.0.1", "10.0.0.2") if client else ("10.0.0.2", "10.0.0.1")
            ports = (50000, 443) if client else (443, 50000)
            if isinstance(payload, int):
                sequence[client] += payload
            elif payload:
                frames.append(captures.ipv4(*ends, 6, captures.tcp(*ports, 0x18, payload,
                                                                   sequence[client])))
                sequence[client] += len(payload)
        for client, ends, ports in ((True, ("10.0.0.1", "10.0.0.2"), (50000, 443)),
                                    (False, ("10.0.0.2", "10.0.0.1"), (443, 50000))):
            frames.append(captures.ipv4(*ends, 6, captures.tcp(*ports, 0x11, b"", sequence[client])))
        with tempfile.NamedTemporaryFile(suffix=".pcap") as out:
            out.write(captures.pcap(frames))
            out.flush()
            done = run("transfers", "--json", *self.keys, out.name)
        return [json.loads(line) for line in done.stdout.decode().splitlines()]


TALKS = ["tls12-rsa-aes256-cbc-sha-noems", "tls12-ccm8-smallrecords", "tls12-renegotiate-client", "tls11-aes128-cbc-sha", "tls13-padding",
         "tls13-key-update", "h2-nghttp-push", "wss-nginx-deflate"]


class Damage(unittest.TestCase):
    """What is whole is right, and what is not whole does not say so."""

    def check_honest(self, whole, rows, what):
        for row in rows:
            if row["complete"]:
                self.assertIn(row.get("sha256"), whole, f"{what}: {row}")

    def each_talk(self):
        for name in TALKS:
            with self.subTest(name):
                talk = Talk(name)
                whole = [row.get("sha256") for row in talk.read() if row["complete"]]
                self.assertTrue(whole)
                yield talk, whole

    def test_cut_anywhere(self):
        for talk, whole in self.each_talk():
            for size in (7, 100, 1460):
                rows = talk.read(talk.pieces(size))
                self.assertEqual([row.get("sha256") for row in rows if row["complete"]], whole, size)

    def test_flipped_bits(self):
        for talk, whole in self.each_talk():
            for client in (True, False):
                records = list(talk.records(client))
                for at, length in records[::1 + len(records) // 12]:
                    rows = talk.read(talk.changed(client, at + length - 1, 1))
                    self.check_honest(whole, rows, f"{client} {at}")

    def test_lost_records(self):
        for talk, whole in self.each_talk():
            for client in (True, False):
                records = list(talk.records(client))
                for at, length in records[::1 + len(records) // 12]:
                    rows = talk.read(talk.without(client, at, length))
                    self.check_honest(whole, rows, f"{client} {at}")

    def test_lost_segments(self):
        for talk, whole in self.each_talk():
            for i in range(0, len(talk.packets), 1 + len(talk.packets) // 16):
                sender, payload = talk.packets[i]
                packets = talk.packets[:i] + [(sender, len(payload))] + talk.packets[i + 1:]
                self.check_honest(whole, talk.read(packets), i)

    def test_wrong_key(self):
        talk = Talk("tls13-key-update")
        with open(talk.keys[1], encoding="ascii") as file, tempfile.NamedTemporaryFile("w") as wrong:
            for line in file:
                words = line.split()
                wrong.write(" ".join(words[:-1] + [words[-1][::-1]]) + "\n")
            wrong.flush()
            talk.keys = ["--keys", wrong.name]
            self.assertEqual(talk.read(), [])


class Rfc8448(unittest.TestCase):
    """The whole traces: sections 3 (one round trip), 4 (resumed, with early data), 5 (the server has the client
    begin again), 6 (the client shows a certificate) and 7 (made to look like TLS 1.2)."""

    SAID = bytes(range(50))  # by both

    def setUp(self):
        self.open("1rtt")

    def open(self, name):
        self.records, keys = [], []
        with open(os.path.join(FOLDER, f"rfc8448-{name}.txt"), encoding="ascii") as file:
            for line in file:
                word, _, rest = line.partition(" ")
                if word == "key":
                    keys.append(rest.split())
                elif word in ("client", "server"):
                    self.records.append((word == "client", bytes.fromhex(rest)))
                elif not word:
                    self.records[-1] = self.records[-1][0], self.records[-1][1] + bytes.fromhex(rest)
        random = self.records[0][1][11:43].hex()
        log = tempfile.NamedTemporaryFile("w", suffix=".keys")
        self.addCleanup(log.close)
        log.write("".join(f"{label} {random} {secret}\n" for label, secret in keys))
        log.flush()
        self.log = log.name

    def ask(self, pieces, *words):
        """What the command WORDS says of the pieces; a number instead of bytes is a gap."""
        at, frames = {True: 1, False: 1}, []
        for client, piece in pieces:
            if isinstance(piece, int):
                at[client] += piece
                continue
            ends = ("10.0.0.1", "10.0.0.2") if client else ("10.0.0.2", "10.0.0.1")
            ports = (50000, 443) if client else (443, 50000)
            frames.append(captures.ipv4(*ends, 6, captures.tcp(*ports, 0x18, piece, at[client])))
            at[client] += len(piece)
        with tempfile.NamedTemporaryFile(suffix=".pcap") as out:
            out.write(captures.pcap(frames))
            out.flush()
            done = run(words[0], out.name, *words[1:], "--keys", self.log)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def tell(self, pieces):
        return json.loads(self.ask(pieces, "tls", "--json"))

    def test_whole(self):
        row = self.tell(self.records)
        self.assertEqual((row["readable"], row["server_name"]), ("yes", "server"))
        self.assertEqual((row["version"], row["cipher_suite"]), ("TLS 1.3", "TLS_AES_128_GCM_SHA256"))
        for side, records in (("client", 3), ("server", 4)):
            self.assertEqual([row[f"{side}_records"], row[f"{side}_records_read"], row[f"{side}_bytes"]],
                             [records, records, 50])
        self.assertEqual(row["certificates"][0]["subject"], "CN=rsa")
        self.assertEqual(self.ask(self.records, "stream", "1", "--raw"), 2 * self.SAID)

    def test_retry(self):
        self.open("retry")
        row = self.tell(self.records)
        self.assertEqual((row["readable"], row["version"], row["server_name"]), ("yes", "TLS 1.3", "server"))
        for side in ("client", "server"):
            self.assertEqual([row[f"{side}_records"], row[f"{side}_records_read"], row[f"{side}_bytes"]], [2, 2, 0])
        self.assertEqual(row["certificates"][0]["subject"], "CN=rsa")

    def test_no_answer(self):
        row = self.tell(self.records[:1])
        self.assertEqual((row["readable"], row["reason"]), ("no", "The capture has no answer to the Client Hello."))
        refused = [self.records[0], (False, bytes.fromhex("15030300020228"))]  # handshake failure
        row = self.tell(refused)
        self.assertEqual((row["readable"], row.get("reason")), ("yes", None))

    def test_nothing_but_an_encrypted_alert(self):
        """The capture began just before the end."""
        row = self.tell([(False, bytes.fromhex("150303001a") + bytes(range(26)))])
        self.assertEqual(row["readable"], "no")
        self.assertIn("the Client Hello, is missing", row["reason"])
        row = self.tell([(False, bytes.fromhex("15030300020100"))])
        self.assertEqual(row["readable"], "yes")

    def count(self, row):
        return [[row[f"{side}_{what}"] for what in ("records", "records_read", "bytes")]
                for side in ("client", "server")]

    def test_resumed(self):
        self.open("resumed")
        row = self.tell(self.records)
        self.assertEqual((row["readable"], row["version"], row["server_name"]), ("yes", "TLS 1.3", "server"))
        self.assertEqual((row["resumed"], row["early_data"], row["certificates"]), (True, True, []))
        self.assertEqual(self.count(row), [[5, 5, 56], [3, 3, 50]])
        said = self.ask(self.records, "stream", "1", "--raw")
        self.assertEqual(said, b"ABCDEF" + 2 * self.SAID)
        for i in (1, 3, 5, 6):  # the early data, the messages of the handshake, what the client says next
            row = self.tell(self.records[:i] + [(self.records[i][0], len(self.records[i][1]))] + self.records[i + 1:])
            self.assertEqual(row["readable"], "in part", i)
            self.assertIn(row["client_bytes"], (50, 56) if i != 6 else (6,), i)
            self.assertEqual(row["server_bytes"], 50, i)

    def test_resumed_without_key_for_early_data(self):
        self.open("resumed")
        with open(self.log, encoding="ascii") as file:
            lines = [line for line in file if not line.startswith("CLIENT_EARLY")]
        with open(self.log, "w", encoding="ascii") as file:
            file.writelines(lines)
        row = self.tell(self.records)
        self.assertEqual((row["readable"], row["reason"]),
                         ("in part", "There is no key for the early data of this client random."))
        self.assertEqual(self.count(row), [[5, 3, 50], [3, 3, 50]])

    def test_client_authentication(self):
        self.open("client-authentication")
        row = self.tell(self.records)
        self.assertEqual((row["readable"], row["version"], row["resumed"]), ("yes", "TLS 1.3", False))
        self.assertEqual(self.count(row), [[2, 2, 0], [2, 2, 0]])
        self.assertEqual([one["subject"] for one in row["certificates"]], ["CN=ecdsa256"])  # the server's alone

    def test_compatibility(self):
        self.open("compatibility")
        row = self.tell(self.records)
        self.assertEqual((row["readable"], row["version"]), ("yes", "TLS 1.3"))
        self.assertEqual(self.count(row), [[2, 2, 0], [2, 2, 0]])
        self.assertEqual(row["certificates"][0]["subject"], "CN=rsa")

    def test_cut_anywhere(self):
        data = {client: b"".join(r for c, r in self.records if c == client) for client in (True, False)}
        for size in (1, 2, 5, 6, 21, 64, 333):
            pieces = [(client, piece[i:i + size]) for client, piece in self.records
                      for i in range(0, len(piece), size)]
            self.assertEqual(b"".join(p for c, p in pieces if c), data[True])
            self.assertEqual(self.ask(pieces, "stream", "1", "--raw"), 2 * self.SAID, size)

    def test_each_record_lost(self):
        for i, (client, record) in enumerate(self.records):
            row = self.tell(self.records[:i] + [(client, len(record))] + self.records[i + 1:])
            side = "client" if client else "server"
            if 2 <= i < 7:  # the last record of a side leaves no hole
                self.assertEqual(row["readable"], "in part", i)
                self.assertIn(f"Bytes of the {side} are missing", row["reason"])
            whole = row["client_bytes"], row["server_bytes"]
            self.assertIn(whole, ((50, 50), (0, 50), (50, 0), (0, 0)), i)

    def test_a_bit_in_each_record(self):
        for i, (client, record) in enumerate(self.records[2:], 2):
            for bit in (8 * 5, 8 * len(record) - 1):
                other = bytearray(record)
                other[bit // 8] ^= 1 << bit % 8
                row = self.tell(self.records[:i] + [(client, bytes(other))] + self.records[i + 1:])
                self.assertEqual(row["readable"], "in part", (i, bit))
                self.assertIn("did not verify", row["reason"])


def read_pcapng(path):
    with open(path, "rb") as file:
        for kind, block in blocks(file.read()):
            if kind == 6:
                yield block[28:28 + int.from_bytes(block[20:24], "little")]


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/python3
# test-dtls.py WIRECASE-CLI DATAGRAMS: DTLS, by what openssl said (tests/capture/tls/make-datagrams.py)
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import random
import struct
import subprocess
import sys
import tempfile
import unittest

import captures

CLI, FOLDER = (os.path.abspath(path) for path in sys.argv[1:3])
del sys.argv[1:3]
NAMES = ["dtls12-gcm-resumed", "dtls12-cbc-rsa-key", "dtls10-cbc", "dtls12-chacha-renegotiated"]
CLIENT, SERVER = b"\xc0\x00\x02\x01", b"\xc0\x00\x02\x02"


def run(*words):
    return subprocess.run([CLI, *words], capture_output=True, timeout=120, stdin=subprocess.DEVNULL)


class Talk:
    """The datagrams of a capture: (port of the client, whether it sent it, datagram)."""

    def __init__(self, name):
        base = os.path.join(FOLDER, name)
        self.keys = base + (".key" if os.path.exists(base + ".key") else ".keys")
        with open(base + ".json", encoding="utf-8") as file:
            self.said = json.load(file)
        with open(base + ".pcap", "rb") as file:
            data = file.read()[24:]
        self.datagrams = []
        while data:
            length = struct.unpack("<I", data[8:12])[0]
            packet, data = data[16:16 + length], data[16 + length:]
            sent = packet[12:16] == CLIENT
            port = int.from_bytes(packet[20:22] if sent else packet[22:24], "big")
            self.datagrams.append((port, sent, packet[28:]))

    def first(self):
        """Those of the first connection."""
        return [datagram for datagram in self.datagrams if datagram[0] == self.datagrams[0][0]]

    def of(self, client, connection=0):
        return "".join(line for by, line in self.said[connection] if by == client).encode()

    def ask(self, *words, datagrams=None, keys=()):
        """What the command WORDS says of the datagrams."""
        frames = []
        for port, sent, payload in self.datagrams if datagrams is None else datagrams:
            ends = ("192.0.2.1", "192.0.2.2") if sent else ("192.0.2.2", "192.0.2.1")
            ports = (port, 4433) if sent else (4433, port)
            frames.append(captures.ipv4(*ends, 17, captures.udp(*ports, payload)))
        with tempfile.NamedTemporaryFile(suffix=".pcap") as out:
            out.write(captures.pcap(frames))
            out.flush()
            done = run(words[0], out.name, *words[1:],
                       *(word for key in (keys or [self.keys]) for word in ("--keys", key)))
        assert done.returncode == 0, done.stderr
        return done.stdout

    def tell(self, **options):
        return [json.loads(line) for line in self.ask("tls", "--json", **options).decode().splitlines()]

    def heard(self, side, **options):
        """What a side of the first connection said."""
        first = (options.get("datagrams") or self.datagrams)[0][1]
        return self.ask("stream", "1", "--raw", "--direction", "a" if first == (side == "client") else "b", **options)


class Whole(unittest.TestCase):
    WANTED = {
        "dtls12-gcm-resumed": ("DTLS 1.2", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "CLIENT_RANDOM"),
        "dtls12-cbc-rsa-key": ("DTLS 1.2", "TLS_RSA_WITH_AES_128_CBC_SHA256", "private key"),
        "dtls10-cbc": ("DTLS 1.0", "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA", "CLIENT_RANDOM"),
        "dtls12-chacha-renegotiated": ("DTLS 1.2", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "CLIENT_RANDOM"),
    }

    def test_facts(self):
        for name in NAMES:
            with self.subTest(name):
                talk = Talk(name)
                rows = talk.tell()
                self.assertEqual(len(rows), len(talk.said))
                for number, row in enumerate(rows):
                    self.assertEqual((row["version"], row["cipher_suite"], row["key"]), self.WANTED[name])
                    self.assertEqual((row["readable"], row.get("reason"), row["protocol"]), ("yes", None, "UDP"))
                    self.assertEqual(row["server_name"], "www.example.org")
                    self.assertEqual((row["src"], row["dport"]), ("192.0.2.1", 4433))
                    self.assertRegex(row["ja4"], "^dd[12]d[0-9]{6}_[0-9a-f]{12}_[0-9a-f]{12}$")
                    for client, side in ((True, "client"), (False, "server")):
                        self.assertEqual(row[f"{side}_bytes"], len(talk.of(client, number)))
                        self.assertEqual(row[f"{side}_records"], row[f"{side}_records_read"])

    def test_resumed(self):
        rows = Talk("dtls12-gcm-resumed").tell()
        self.assertEqual([row["resumed"] for row in rows], [False, True])
        self.assertEqual([one["subject"] for one in rows[0]["certificates"]], ["CN=www.example.org"])
        self.assertEqual(rows[1]["certificates"], [])

    def test_said(self):
        for name in NAMES:
            talk = Talk(name)
            said = "".join(line for _, line in talk.said[0]).encode()
            self.assertEqual(talk.ask("stream", "1", "--raw"), said, name)

    def test_details(self):
        lines = Talk("dtls12-chacha-renegotiated").ask("packets", "--json", "--layers").decode().splitlines()
        layers = [layer for line in lines for layer in json.loads(line)["layers"]
                  if layer["name"] == "DTLS record, decrypted"]
        values = [layer["value"] for layer in layers]
        self.assertIn("application data, 11 bytes", values)
        self.assertGreater(len([value for value in values if value.startswith("handshake")]), 6)
        shown = {field["value"] for layer in layers for field in layer["fields"]}
        self.assertTrue(any("first of 0" in value for value in shown), shown)
        self.assertIn("CLIENT_RANDOM", shown)

    def test_saved_with_keys(self):
        talk = Talk("dtls12-gcm-resumed")
        with tempfile.TemporaryDirectory() as folder:
            saved = os.path.join(folder, "saved.pcapng")
            done = run("packets", os.path.join(FOLDER, "dtls12-gcm-resumed.pcap"), "--write", saved, "--with-keys",
                       "--keys", talk.keys, "--filter", "udp port 50001")
            self.assertEqual(done.returncode, 0, done.stderr)
            done = run("tls", "--json", saved)
            self.assertEqual(json.loads(done.stdout)["server_bytes"], len(talk.of(False, 1)))
            with open(saved, "rb") as file:
                self.assertEqual(file.read().count(b"CLIENT_RANDOM"), 1)


class Reasons(unittest.TestCase):
    def reason(self, talk, **options):
        row = talk.tell(**options)[0]
        return row["readable"], row["reason"]

    def test_keys(self):
        talk = Talk("dtls10-cbc")
        other = os.path.join(FOLDER, "dtls12-gcm-resumed.keys")
        self.assertEqual(self.reason(talk, keys=[other]), ("no", "There is no key for this client random."))
        done = run("tls", "--json", os.path.join(FOLDER, "dtls10-cbc.pcap"))
        self.assertEqual(json.loads(done.stdout)["reason"], "There are no keys.")
        with open(talk.keys, encoding="ascii") as file, tempfile.NamedTemporaryFile("w") as wrong:
            for line in file:
                words = line.split()
                if len(words) == 3:
                    wrong.write(" ".join([*words[:2], words[2][::-1]]) + "\n")
            wrong.flush()
            readable, reason = self.reason(talk, keys=[wrong.name])
        self.assertEqual(readable, "no")
        self.assertIn("The key is wrong: record 1 of the client did not verify.", reason)
        self.assertEqual(self.reason(Talk("dtls10-cbc"), keys=[os.path.join(FOLDER, "dtls12-cbc-rsa-key.key")]),
                         ("no", "There is only an RSA key, and this connection does not use the RSA key exchange."))

    def test_late_start(self):
        talk = Talk("dtls10-cbc")
        found = [i for i, (_, _, data) in enumerate(talk.datagrams) if data[0] == 23][0]
        readable, reason = self.reason(talk, datagrams=talk.datagrams[found:])
        self.assertEqual(readable, "no")
        self.assertIn("the Client Hello, is missing", reason)

    def test_no_answer(self):
        talk = Talk("dtls10-cbc")
        self.assertEqual(self.reason(talk, datagrams=talk.datagrams[:1]),
                         ("no", "The capture has no answer to the Client Hello."))

    def test_connection_id(self):
        talk = Talk("dtls10-cbc")
        at = [i for i, (_, _, data) in enumerate(talk.datagrams) if data[0] == 23][0]
        port, sent, data = talk.datagrams[at]
        named = [(port, sent, b"\x19" + data[1:])]
        readable, reason = self.reason(talk, datagrams=talk.datagrams[:at] + named)
        self.assertEqual((readable, reason), ("in part", "Its records have a connection ID, which is not supported."))


class Damage(unittest.TestCase):
    """What is heard was said, and what was not heard is told."""

    def check(self, talk, datagrams, what):
        row = talk.tell(datagrams=datagrams)[0]
        if row["client_bytes"] + row["server_bytes"] > 0:
            lines = [line.encode() for _, line in talk.said[0]]
            for line in talk.ask("stream", "1", "--raw", datagrams=datagrams).splitlines(keepends=True):
                self.assertIn(line, lines, what)
        return row

    def test_each_lost(self):
        """A datagram that is lost is not missed by those that come after it, but numbers show that it was there."""
        for name in NAMES:
            talk = Talk(name)
            first = talk.first()
            for i, (_, sent, data) in enumerate(first):
                row = self.check(talk, first[:i] + first[i + 1:], (name, i))
                if data[0] == 23:
                    side = "client" if sent else "server"
                    self.assertEqual((row["readable"], row["reason"]),
                                     ("in part", f"Records of the {side} that are not in the capture: 1."), (name, i))
                elif row["readable"] != "yes":
                    self.assertTrue(row["reason"], (name, i))

    def test_a_bit_in_each_record(self):
        """Whatever bit of an encrypted record is another one."""
        for name in NAMES[2:]:
            talk = Talk(name)
            first = talk.first()
            for i, (port, sent, data) in enumerate(first):
                if data[3:5] == b"\0\0":
                    continue
                for at in (len(data) - 1, 12 + len(data) // 3):
                    other = bytearray(data)
                    other[at] ^= 0x10
                    row = self.check(talk, first[:i] + [(port, sent, bytes(other))] + first[i + 1:], (name, i, at))
                    self.assertEqual(row["readable"], "in part", (name, i, at))
                    self.assertIn("verify", row["reason"])

    def test_twice_and_out_of_order(self):
        shuffle = random.Random(1)
        for name in NAMES:
            talk = Talk(name)
            twice = [datagram for one in talk.first() for datagram in (one, one)]
            row = self.check(talk, twice, name)
            self.assertEqual((row["readable"], row["client_bytes"]), ("yes", len(talk.of(True))), name)
            self.assertEqual(talk.heard("client", datagrams=twice), talk.of(True))
            order = talk.first()
            shuffle.shuffle(order)
            self.check(talk, order, name)

    def test_neighbours_change_places(self):
        """Nothing is lost where two datagrams of one side change places on their way."""
        for name in ("dtls12-cbc-rsa-key", "dtls12-chacha-renegotiated"):
            talk = Talk(name)
            for i in range(len(talk.datagrams) - 1):
                order = list(talk.datagrams)
                if order[i][1] != order[i + 1][1]:
                    continue
                order[i], order[i + 1] = order[i + 1], order[i]
                row = self.check(talk, order, (name, i))
                self.assertEqual((row["readable"], row["client_bytes"], row["server_bytes"]),
                                 ("yes", len(talk.of(True)), len(talk.of(False))), (name, i))

    def test_messages_in_any_order(self):
        """The flights of a handshake, each backwards."""
        talk = Talk("dtls12-cbc-rsa-key")
        order, flight = [], []
        for datagram in talk.datagrams:
            if flight and (flight[0][1] != datagram[1] or datagram[2][3:5] != b"\0\0"):
                order += flight[::-1]
                flight = []
            flight.append(datagram)
        row = self.check(talk, order + flight, "backwards")
        self.assertEqual((row["readable"], row["server_bytes"]), ("yes", len(talk.of(False))))

    def test_others_in_between(self):
        """STUN and media share the ports with DTLS in WebRTC (RFC 7983)."""
        talk = Talk("dtls12-gcm-resumed")
        stun = bytes.fromhex("000100002112a442") + bytes(12)
        mixed = [datagram for port, sent, data in talk.datagrams
                 for datagram in ((port, sent, data), (port, sent, stun), (port, sent, b"\x80" + bytes(40)))]
        row = self.check(talk, mixed, "mixed")
        self.assertEqual((row["readable"], row["client_bytes"]), ("yes", len(talk.of(True))))

    def test_fragments_of_ip(self):
        talk = Talk("dtls12-gcm-resumed")
        frames = []
        for number, (port, sent, data) in enumerate(talk.datagrams):
            ends = ("192.0.2.1", "192.0.2.2") if sent else ("192.0.2.2", "192.0.2.1")
            whole = captures.udp(*((port, 4433) if sent else (4433, port)), data)
            for at in range(0, len(whole), 120):
                frame = bytearray(captures.ipv4(*ends, 17, whole[at:at + 120]))
                frame[18:22] = struct.pack(">HH", number, (0x2000 if at + 120 < len(whole) else 0) | at // 8)
                frames.append(bytes(frame))
        with tempfile.NamedTemporaryFile(suffix=".pcap") as out:
            out.write(captures.pcap(frames))
            out.flush()
            done = run("tls", "--json", out.name, "--keys", talk.keys)
            rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
        self.assertEqual([(row["readable"], row["client_bytes"], row["server_bytes"]) for row in rows],
                         [("yes", len(talk.of(True, n)), len(talk.of(False, n))) for n in range(2)])

    def test_ports_used_again(self):
        """Another connection between the same ports, as a new handshake."""
        talk = Talk("dtls12-gcm-resumed")
        port = talk.datagrams[0][0]
        same = [(port, sent, data) for _, sent, data in talk.datagrams]
        heard = talk.heard("client", datagrams=same)
        self.assertEqual(heard, talk.of(True, 0) + talk.of(True, 1))


if __name__ == "__main__":
    unittest.main()

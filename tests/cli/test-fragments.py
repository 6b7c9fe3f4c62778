#!/usr/bin/python3
# test-fragments.py WIRECASE-CLI: datagrams in fragments and in tunnels, and their checksums
# SPDX-License-Identifier: GPL-3.0-or-later

"""The packet that completes a datagram shows the layers of all of it. What is in a tunnel is checked as what is
outside of one."""

import json
import os
import socket
import struct
import subprocess
import sys
import tempfile
import unittest

import captures

CLI = os.path.abspath(sys.argv[1])
del sys.argv[1]

CLIENT, SERVER = "192.0.2.1", "198.51.100.1"
CLIENT6, SERVER6 = "2001:db8::1", "2001:db8::2"
ETHERNET, VXLAN = 14, b"\x08\0\0\0\0\0\x2a\0"
QUESTION = struct.pack(">HHHHHH", 7, 0x0100, 1, 0, 0, 0) + b"\7example\3com\0" + struct.pack(">HH", 16, 1)
LONG = QUESTION[:4] + struct.pack(">HHHH", 1, 12, 0, 0) + QUESTION[12:] + 12 * (
    b"\xc0\x0c" + struct.pack(">HHIH", 16, 1, 60, 201) + b"\xc8" + b"x" * 200)


def cut4(frame, size, number=9):
    head, payload = frame[ETHERNET:ETHERNET + 20], frame[ETHERNET + 20:]
    out = []
    for at in range(0, len(payload), size):
        part = payload[at:at + size]
        more = at + size < len(payload)
        out.append(frame[:ETHERNET] + head[:2] + struct.pack(">HHH", 20 + len(part), number, more << 13 | at // 8)
                   + head[8:] + part)
    return out


def cut6(frame, size, number=9):
    head, payload = frame[ETHERNET:ETHERNET + 40], frame[ETHERNET + 40:]
    out = []
    for at in range(0, len(payload), size):
        part = payload[at:at + size]
        more = at + size < len(payload)
        out.append(frame[:ETHERNET] + head[:4] + struct.pack(">HB", 8 + len(part), 44) + head[7:]
                   + struct.pack(">BBHI", head[6], 0, at | more, number) + part)
    return out


def in_vxlan(frame):
    return captures.ipv4("203.0.113.1", "203.0.113.2", 17, captures.udp(1, 4789, VXLAN + frame))


def in_authentication(frame):
    """The Authentication Header between IP and what it carries."""
    inner = frame[ETHERNET + 20:]
    return captures.ipv4(CLIENT, SERVER, 51, struct.pack(">BBHII", frame[ETHERNET + 9], 4, 0, 1, 1) + bytes(12) + inner)


def summed(frame, wrong=False):
    """With the checksum of TCP."""
    pseudo = frame[ETHERNET + 12:ETHERNET + 20] + struct.pack(">HH", 6, len(frame) - ETHERNET - 20)
    segment = bytearray(frame[ETHERNET + 20:])
    segment[16:18] = b"\0\0"
    words = pseudo + bytes(segment) + b"\0" * (len(segment) % 2)
    total = sum(struct.unpack(f">{len(words) // 2}H", words))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    segment[16:18] = struct.pack(">H", (total ^ 0xffff) ^ (0x0101 if wrong else 0))
    return frame[:ETHERNET + 20] + bytes(segment)


def headed(frame, wrong=0):
    """With the checksum of IPv4's header."""
    head = frame[ETHERNET:ETHERNET + 10] + frame[ETHERNET + 12:ETHERNET + 20]
    total = sum(struct.unpack(">9H", head))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return frame[:ETHERNET + 10] + struct.pack(">H", (total ^ 0xffff) ^ wrong) + frame[ETHERNET + 12:]


class Fragments(unittest.TestCase):
    def run_command(self, frames, *command):
        with tempfile.NamedTemporaryFile(suffix=".pcap") as file:
            file.write(captures.pcap(frames))
            file.flush()
            return subprocess.run([CLI, command[0], file.name, *command[1:]], capture_output=True, timeout=60, check=True)

    def get_layers(self, frames):
        """The names of the layers of each packet."""
        done = self.run_command(frames, "packets", "--layers", "--json")
        return [[layer["name"] for layer in json.loads(line)["layers"]] for line in done.stdout.splitlines()]

    def assert_last_is_whole(self, frames, network, last=-1):
        rows = self.get_layers(frames)
        whole = [i for i, row in enumerate(rows) if "IP datagram, put together" in row]
        self.assertEqual(whole, [last % len(frames)])
        row = rows[last]
        at = row.index("IP datagram, put together")
        self.assertEqual(row[at + 1].split(" (")[0].split(",")[0], network)
        self.assertIn("Domain Name System", row[at + 1:])

    def test_whole(self):
        answer = captures.ipv4(SERVER, CLIENT, 17, captures.udp(53, 5000, LONG))
        title = self.get_layers([answer])[0][1]
        for size in 1480, 520, 64:
            parts = cut4(answer, size)
            for order in parts, parts[::-1], parts[1:] + parts[:1]:
                self.assert_last_is_whole(order, title)
            self.assert_last_is_whole([in_vxlan(part) for part in parts], title)
        self.assert_last_is_whole(parts + parts[:1], title, -2)
        self.assert_last_is_whole(cut4(in_vxlan(answer), 1000), title)

    def test_whole_of_ipv6(self):
        answer = captures.ipv6(SERVER6, CLIENT6, 17, captures.udp(53, 5000, LONG))
        title = self.get_layers([answer])[0][1]
        parts = cut6(answer, 1232)
        for order in parts, parts[::-1]:
            self.assert_last_is_whole(order, title)

    def test_not_whole(self):
        """A part is missing, or is of another datagram."""
        parts = cut4(captures.ipv4(SERVER, CLIENT, 17, captures.udp(53, 5000, LONG)), 520)
        others = cut4(captures.ipv4(SERVER, CLIENT, 17, captures.udp(53, 5000, LONG)), 520, 10)
        for frames in parts[:-1], parts[1:], parts[:2] + others[2:]:
            self.assertFalse(any("IP datagram, put together" in row for row in self.get_layers(frames)))
        both = [frame for pair in zip(parts, others) for frame in pair]
        self.assertEqual([i for i, row in enumerate(self.get_layers(both)) if "IP datagram, put together" in row],
                         [len(both) - 2, len(both) - 1])

    def test_number_used_again(self):
        parts = cut4(captures.ipv4(SERVER, CLIENT, 17, captures.udp(53, 5000, LONG)), 1480)
        rows = self.get_layers(parts + parts)
        self.assertEqual([i for i, row in enumerate(rows) if "IP datagram, put together" in row], [len(parts) - 1, 2 * len(parts) - 1])

    def test_authenticated(self):
        """Only the first fragment shows what follows an Authentication Header."""
        question = in_authentication(captures.ipv4(CLIENT, SERVER, 17, captures.udp(5000, 53, LONG)))
        for order in cut4(question, 520), cut4(question, 520)[::-1]:
            flows = [json.loads(line) for line in self.run_command(order, "flows", "--json").stdout.splitlines()]
            self.assertEqual([(row["protocol"], row["dport"], row["packets"]) for row in flows], [("UDP", 53, len(order))])

    def test_checksums(self):
        for wrap in None, in_vxlan, lambda frame: captures.ipv4("203.0.113.1", "203.0.113.2", 4, frame[ETHERNET:]):
            frames = [summed(captures.ipv4(CLIENT, SERVER, 6, captures.tcp(40000, 80, 0x18, b"x" * 100, 1 + 100 * i)), i == 3)
                      for i in range(6)]
            done = self.run_command([wrap(frame) for frame in frames] if wrap else frames, "triage")
            self.assertIn(b"1 packet with a wrong checksum", done.stderr)
            done = self.run_command([wrap(frame) for frame in frames[:3]] if wrap else frames[:3], "triage")
            self.assertNotIn(b"checksum", done.stderr)

    def test_header_checksums(self):
        """A receiver drops a datagram whose header is wrong, whatever TCP's checksum says; 0 is the card's business."""
        plain = [summed(captures.ipv4(CLIENT, SERVER, 6, captures.tcp(40000, 80, 0x18, b"x" * 100, 1 + 100 * i)))
                 for i in range(6)]
        wrong = [headed(frame, 0x0101 if i == 3 else 0) for i, frame in enumerate(plain)]
        outside = lambda frame, wrong=0: headed(captures.ipv4("203.0.113.1", "203.0.113.2", 4, frame[ETHERNET:]), wrong)
        quoted = [outside(plain[0]), captures.ipv4(SERVER, CLIENT, 1, b"\3\3" + bytes(6) + wrong[3][ETHERNET:])]
        for frames, counted in ((wrong, True), (plain, False), ([headed(frame) for frame in plain], False),
                                ([outside(frame) for frame in wrong], True),
                                ([outside(frame, 7 if i == 2 else 0) for i, frame in enumerate(plain)], True),
                                ([headed(frame, 0x0101) for frame in plain], False),
                                (plain + quoted, False)):
            done = self.run_command(frames, "triage")
            self.assertEqual(b"1 packet with a wrong checksum" in done.stderr, counted, done.stderr)

    def test_many_extension_headers(self):
        data = captures.udp(5000, 53, QUESTION)
        for n in 1, 13, 14, 15, 30, 60:
            headers = b"".join(bytes([60 if i < n - 1 else 17, 0, 1, 4, 0, 0, 0, 0]) for i in range(n))
            frame = captures.ethernet(0x86DD, struct.pack(">IHBB", 6 << 28, len(headers) + len(data), 60, 64)
                                      + socket.inet_pton(socket.AF_INET6, CLIENT6)
                                      + socket.inet_pton(socket.AF_INET6, SERVER6) + headers + data)
            row, = self.get_layers([frame])
            self.assertEqual(row[-1], "Domain Name System", n)

    def test_bridged_by_ppp(self):
        frame = captures.ipv4(CLIENT, SERVER, 17, captures.udp(5000, 53, QUESTION))
        for head in b"\0\1", b"\x80\1", b"\x40\1\0\0\0\5":
            point = captures.ethernet(0x8864, struct.pack(">BBHH", 0x11, 0, 7, len(head) + len(frame) + 2) + b"\0\x31" + head + frame)
            self.assertEqual(self.get_layers([point])[0][-1], "Domain Name System")


if __name__ == "__main__":
    unittest.main()

# test-carried.py: what tunnels, tags, link types and fragments carry, and what is not decoded
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import re
import socket
import struct
import subprocess
import sys
import tempfile
import unittest

from captures import arp, ethernet, ipv4, tcp, udp

CLI, SOURCE = sys.argv[1:3]
CARRIED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "carried")
PICTURE = "b836e04375bd9527e5b27b87fec5a242ba34d16f4420dcd06cc1156bc3bdcda5"
TUNNELS = {"6in4": "6in4", "erspan2": "ERSPAN", "gre": "GRE", "gtpu": "GTP-U", "ipip": "IP in IP",
           "vxlan": "VXLAN"}
CLIENT, SERVER = "192.0.2.10", "198.51.100.20"


def run(*words):
    return subprocess.run([CLI, *words], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          env=dict(os.environ, LC_ALL="C.UTF-8"), timeout=60)


def pcap(frames, link_type=1, lengths=None):
    """Microsecond pcap; lengths are those on the wire, where the frames are cut."""
    out = [struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, link_type)]
    for number, frame in enumerate(frames):
        length = lengths[number] if lengths else len(frame)
        out.append(struct.pack("<IIII", 1_700_000_000, number * 1000, len(frame), length) + frame)
    return b"".join(out)


def checksum(data):
    data += bytes(len(data) % 2)
    total = sum(struct.unpack(f">{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def ip_packet(src, dst, protocol, payload, identification=1, fragment=0):
    return struct.pack(">BBHHHBBH4s4s", 0x45, 0, 20 + len(payload), identification, fragment, 64, protocol, 0,
                       socket.inet_aton(src), socket.inet_aton(dst)) + payload


def fragments(src, dst, protocol, payload, identification, size=512):
    """Ethernet frames of IPv4 fragments, in order."""
    out = []
    for start in range(0, len(payload), size):
        more = 0x2000 if start + size < len(payload) else 0
        out.append(ethernet(0x0800, ip_packet(src, dst, protocol, payload[start:start + size],
                                              identification, more | start // 8)))
    return out


def fragments6(src, dst, protocol, payload, identification, size=512):
    out = []
    for start in range(0, len(payload), size):
        more = 1 if start + size < len(payload) else 0
        part = struct.pack(">BBHI", protocol, 0, start | more, identification) + payload[start:start + size]
        head = struct.pack(">IHBB", 6 << 28, len(part), 44, 64)
        out.append(ethernet(0x86DD, head + socket.inet_pton(socket.AF_INET6, src)
                            + socket.inet_pton(socket.AF_INET6, dst) + part))
    return out


BODY = bytes(range(256)) * 16
ANSWER = (b"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n"
          b"Content-Length: %d\r\n\r\n" % len(BODY)) + BODY
ASK = b"GET /x.bin HTTP/1.1\r\nHost: h\r\n\r\n"


def talk(send, answer_parts):
    """A connection; send() makes the frames of a segment one way, and the answer's parts travel each in a segment."""
    frames = send(True, tcp(4000, 80, 0x02, sequence=0)) + send(False, tcp(80, 4000, 0x12, sequence=0))
    frames += send(True, tcp(4000, 80, 0x18, ASK, 1))
    at = 1
    for part in answer_parts:
        frames += send(False, tcp(80, 4000, 0x18, part, at))
        at += len(part)
    return frames + send(False, tcp(80, 4000, 0x11, b"", at))


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def write(self, content):
        path = os.path.join(self.folder, "capture.pcap")
        with open(path, "wb") as file:
            file.write(content)
        return path

    def rows(self, *words):
        done = run(*words, "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def assert_body(self, frames, link_type=1):
        """The answer is whole, and no byte of it is called missing."""
        path = self.write(pcap(frames, link_type))
        rows = self.rows("transfers", path)
        self.assertEqual([(row["size"], row["complete"], row["gaps"]) for row in rows],
                         [(len(BODY), True, 0)])
        raw = subprocess.run([CLI, "stream", path, "1", "--raw", "--direction=b"], capture_output=True,
                             check=True).stdout
        self.assertTrue(raw.endswith(ANSWER), len(raw))


class TestCases(Case):
    """Captures with the same picture in each."""

    def test_picture(self):
        for name in sorted(os.listdir(CARRIED)):
            with self.subTest(name):
                path = os.path.join(CARRIED, name)
                if name == "snap68.pcap":
                    continue
                self.assertEqual([row["sha256"] for row in self.rows("triage", path)], [PICTURE])
                self.assertEqual([row["uri"] for row in self.rows("http", path)], ["/a.jpg"])
                self.assertTrue(self.rows("summary", path)[0]["decoded"])

    def test_tunnels(self):
        for name, tunnel in TUNNELS.items():
            with self.subTest(name):
                path = os.path.join(CARRIED, name + ".pcap")
                self.assertEqual([row["packets"] for row in self.rows("flows", path)], [13])
                self.assertEqual([(row["packets"], row["tunnel"]) for row in self.rows("flows", path, "--inner")],
                                 [(8, tunnel), (5, tunnel)])
                self.assertEqual([row["tunnel"] for row in self.rows("http", path)], [tunnel])
                self.assertEqual([row["tunnel"] for row in self.rows("triage", path)], [tunnel])
                self.assertEqual(len(self.rows("flows", path, "--inner", "--conversations")), 1)
                outside, inside = (self.rows("summary", path, *words)[0] for words in ((), ("--inner",)))
                self.assertEqual((outside["flows"], inside["flows"], inside["packets_inside"]), (1, 2, 13))
                inner = self.rows("connections", path, "--inner")
                self.assertEqual(len(inner), 13)
                self.assertEqual({row["dport"] for row in inner if row["protocol"] == "TCP"}, {80, 49152})

    def test_not_tunnelled(self):
        for name in ("nflog", "ppi", "etag", "ipv4-fragments"):
            path = os.path.join(CARRIED, name + ".pcap")
            for command in ("flows", "connections", "summary"):
                self.assertEqual(self.rows(command, path), self.rows(command, path, "--inner"))
            self.assertNotIn("packets_inside", self.rows("summary", path)[0])

    def test_cut(self):
        path = os.path.join(CARRIED, "snap68.pcap")
        self.assertEqual(self.rows("summary", path)[0]["undecoded"], [{"reason": "cut", "number": 68, "packets": 5}])
        self.assertIn("not all of it is decoded", run("summary", path).stdout)
        for command in ("http", "downloads", "triage", "transfers"):
            self.assertIn("5 packets cut at 68 bytes: what they carry is not in here.",
                          run(command, path).stderr, command)
        self.assertNotIn("No transfers were found.", run("triage", path).stderr)


class TestFragments(Case):
    def send4(self, order=lambda frames: frames):
        self.count = 0

        def send(to_server, segment):
            self.count += 1
            ends = (CLIENT, SERVER) if to_server else (SERVER, CLIENT)
            return order(fragments(*ends, 6, segment, self.count))
        return send

    def test_in_order(self):
        self.assert_body(talk(self.send4(), [ANSWER[:2000], ANSWER[2000:]]))

    def test_backwards(self):
        self.assert_body(talk(self.send4(lambda frames: frames[::-1]), [ANSWER]))

    def test_tiny(self):
        """The header of TCP itself is split."""
        self.count = 0

        def send(to_server, segment):
            self.count += 1
            ends = (CLIENT, SERVER) if to_server else (SERVER, CLIENT)
            return fragments(*ends, 6, segment, self.count, 8)
        self.assert_body(talk(send, [ANSWER[:300], ANSWER[300:]]))

    def test_twice(self):
        self.assert_body(talk(self.send4(lambda frames: [f for frame in frames for f in (frame, frame)]), [ANSWER]))

    def test_ipv6(self):
        self.count = 0

        def send(to_server, segment):
            self.count += 1
            ends = ("2001:db8::1", "2001:db8::2") if to_server else ("2001:db8::2", "2001:db8::1")
            return fragments6(*ends, 6, segment, self.count)[::-1]
        self.assert_body(talk(send, [ANSWER]))

    def test_tunnel_in_fragments(self):
        self.count = 0

        def send(to_server, segment):
            self.count += 1
            ends = (CLIENT, SERVER) if to_server else (SERVER, CLIENT)
            inner = bytes.fromhex("0000080045") [:4] + ip_packet(*ends, 6, segment)
            return fragments("203.0.113.1", "203.0.113.2", 47, inner, self.count)
        frames = talk(send, [ANSWER])
        self.assert_body(frames)
        path = self.write(pcap(frames))
        self.assertEqual({row.get("tunnel") for row in self.rows("http", path)}, {"GRE"})

    def test_fragments_in_a_tunnel(self):
        self.count = 0

        def send(to_server, segment):
            self.count += 1
            ends = (CLIENT, SERVER) if to_server else (SERVER, CLIENT)
            return [ethernet(0x0800, ip_packet("203.0.113.1", "203.0.113.2", 4, frame[14:]))
                    for frame in fragments(*ends, 6, segment, self.count)]
        self.assert_body(talk(send, [ANSWER]))

    def test_one_is_missing(self):
        frames = talk(self.send4(), [ANSWER])
        path = self.write(pcap(frames[:5] + frames[6:]))
        rows = self.rows("transfers", path)
        self.assertFalse(rows and rows[0]["complete"])
        self.assertIn({"reason": "fragments-missing", "packets": 1}, self.rows("summary", path)[0]["undecoded"])

    def test_no_first(self):
        """A later fragment without its first one has ports, but they are not known."""
        frames = fragments(CLIENT, SERVER, 17, udp(4000, 53, bytes(2000)), 7)[1:]
        path = self.write(pcap(frames))
        self.assertEqual(run("flows", path).stdout, f"{CLIENT}:?->{SERVER}:? - 3\n")
        row = self.rows("flows", path)[0]
        self.assertTrue(row["ports_unknown"])
        self.assertNotIn("sport", row)

    def test_contradicting(self):
        frames = fragments(CLIENT, SERVER, 17, udp(4000, 9, bytes(1000)), 7)
        other = fragments(CLIENT, SERVER, 17, udp(4000, 9, b"\1" * 1000), 7)
        path = self.write(pcap([frames[0], other[0], frames[1]]))
        self.assertIn({"reason": "fragments-overlap", "packets": 1}, self.rows("summary", path)[0]["undecoded"])

    def test_same_again(self):
        frames = fragments(CLIENT, SERVER, 17, udp(4000, 9, bytes(1000)), 7)
        self.assertTrue(self.rows("summary", self.write(pcap([frames[0], frames[0], frames[1]])))[0]["decoded"])


def cut_frame():
    whole = ipv4(CLIENT, SERVER, 6, tcp(1, 2, 0x10, bytes(100)))
    return pcap([whole[:60]], lengths=[len(whole)])


def wrong_checksum():
    """One right, one wrong."""
    frames = []
    for damage in (0, 1):
        segment = tcp(4000, 80, 0x10, b"hello")
        pseudo = socket.inet_aton(CLIENT) + socket.inet_aton(SERVER) + struct.pack(">BBH", 0, 6, len(segment))
        right = checksum(pseudo + segment)
        frames.append(ipv4(CLIENT, SERVER, 6,
                           segment[:16] + struct.pack(">H", right ^ damage) + segment[18:]))
    return pcap(frames)


# A capture for each reason.
UNDECODED = {
    "link-type": pcap([bytes(40)], 189),
    "ethertype": pcap([ethernet(0x88B5, bytes(40))]),
    "ip-protocol": pcap([ipv4(CLIENT, SERVER, 253, bytes(20))]),
    "ppp-protocol": pcap([b"\xff\x03\x00\x2d" + bytes(40)], 9),
    "tunnel": pcap([ipv4(CLIENT, SERVER, 17, udp(50000, 6081, b"\0\0\x12\x34\0\0\1\0" + bytes(20)))]),
    "encrypted": pcap([ipv4(CLIENT, SERVER, 50, bytes(40))]),
    "cut": cut_frame(),
    "broken": pcap([ethernet(0x0800, b"\x41" + bytes(39))]),
    "fragments-missing": pcap(fragments(CLIENT, SERVER, 17, udp(1, 2, bytes(1000)), 7)[:1]),
    "fragments-overlap": pcap([fragments(CLIENT, SERVER, 17, udp(1, 2, bytes(1000)), 7)[0],
                               fragments(CLIENT, SERVER, 17, udp(1, 2, b"\1" * 1000), 7)[0],
                               fragments(CLIENT, SERVER, 17, udp(1, 2, bytes(1000)), 7)[1]]),
}


class TestUndecoded(Case):
    def test_reasons(self):
        for reason, content in UNDECODED.items():
            with self.subTest(reason):
                path = self.write(content)
                self.assertEqual([kind["reason"] for kind in self.rows("summary", path)[0]["undecoded"]], [reason])
                self.assertIn("what they carry is not in here", run("triage", path).stderr)
                self.assertIn("what they carry is not in here", run("summary", path).stdout)

    def test_checksum(self):
        path = self.write(wrong_checksum())
        self.assertIn("1 packet with a wrong checksum", run("http", path).stderr)

    def test_offload(self):
        """All of a sender's checksums are wrong: its network card makes them."""
        segment = tcp(4000, 80, 0x10, b"hello")
        path = self.write(pcap([ipv4(CLIENT, SERVER, 6, segment[:16] + b"\x12\x34" + segment[18:])] * 5))
        self.assertEqual(run("http", path).stderr, "")

    def test_page_agrees(self):
        """docs/limits.md has each reason, and no other."""
        with open(os.path.join(SOURCE, "docs", "limits.md"), encoding="utf-8") as file:
            page = re.findall(r"^\| ([a-z][a-z-]+) \|", file.read(), re.MULTILINE)
        self.assertEqual(sorted(set(page) - {"key"}), sorted([*UNDECODED, "checksum"]))

    def test_business_of_the_link(self):
        frames = [arp(), ethernet(0x88CC, bytes(40)), ethernet(0x8809, bytes(40)), ipv4(CLIENT, SERVER, 89, bytes(24))]
        self.assertTrue(self.rows("summary", self.write(pcap(frames)))[0]["decoded"])

    def test_several(self):
        frames = [ethernet(0x88B5, bytes(40))] * 3 + [ipv4(CLIENT, SERVER, 253, bytes(20))]
        self.assertIn("3 packets with EtherType 0x88b5, 1 of IP protocol 253: what they carry is not in here.",
                      run("triage", self.write(pcap(frames))).stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])

#!/usr/bin/python3
# test-hosts.py WIRECASE-CLI CAPTURES: hosts and their names, DNS, and what repeats
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import socket
import struct
import subprocess
import sys
import tempfile
import unittest

import captures
import talks

CLI, FOLDER = (os.path.abspath(path) for path in sys.argv[1:3])
del sys.argv[1:3]

SHARED = os.environ.get("WIRECASE_SHARED_DATA", "/nonexistent")
ROUTER = bytes.fromhex("001122334455")
PC = bytes.fromhex("286fb9000001")


def run(command, path, *options, environment=None):
    done = subprocess.run([CLI, command, "--json", *options, path], capture_output=True, timeout=120,
                          stdin=subprocess.DEVNULL, env={**os.environ, **(environment or {})})
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def of(command, wire, *options, environment=None):
    with tempfile.NamedTemporaryFile(suffix=".pcap") as file:
        file.write(wire.pcap())
        file.flush()
        return run(command, file.name, *options, environment=environment)


def find(hosts, address):
    found = [host for host in hosts if any(one["address"] == address for one in host["addresses"])]
    assert len(found) == 1, (address, len(found))
    return found[0]


def addresses(host):
    return [one["address"] for one in host["addresses"]]


def macs(host):
    return [(one["mac"], one["by"]) for one in host["macs"]]


def names(host):
    return {(one["name"], one["source"]) for one in host["names"]}


class Addresses(unittest.TestCase):
    def test_a_router_is_not_its_senders(self):
        """Two hosts of the Internet come through one station, and neither has its MAC address."""
        wire = talks.Wire({"192.168.1.5": PC, "198.51.100.1": ROUTER, "203.0.113.1": ROUTER},
                          {"198.51.100.1": 64, "203.0.113.1": 55})
        wire.talk(0, 80, talks.lines("C: x", "S: y"), src="192.168.1.5", dst="198.51.100.1")
        wire.talk(1, 80, talks.lines("C: x", "S: y"), src="192.168.1.5", dst="203.0.113.1")
        hosts = of("hosts", wire)
        self.assertEqual([macs(find(hosts, one)) for one in ("198.51.100.1", "203.0.113.1")], [[], []])
        self.assertEqual(find(hosts, "203.0.113.1")["via"][0]["mac"], "00:11:22:33:44:55")
        self.assertEqual(macs(find(hosts, "192.168.1.5")), [("28:6f:b9:00:00:01", "frames")])

    def test_one_host_behind_a_router(self):
        """A single address tells nothing, but for what routers took from its packets."""
        wire = talks.Wire({"192.168.1.5": PC, "203.0.113.1": ROUTER}, {"203.0.113.1": 52})
        wire.talk(0, 80, talks.lines("C: x", "S: y"), src="192.168.1.5", dst="203.0.113.1")
        self.assertEqual(macs(find(of("hosts", wire), "203.0.113.1")), [])

    def test_arp_joins_and_routers_have_their_own(self):
        wire = talks.Wire({"192.168.1.1": ROUTER, "203.0.113.1": ROUTER, "192.168.1.5": PC, "192.168.1.6": PC})
        wire.arp(0, 2, ROUTER, "192.168.1.1", "192.168.1.5")
        wire.arp(0.1, 2, PC, "192.168.1.5", "192.168.1.1")
        wire.arp(0.2, 2, PC, "192.168.1.6", "192.168.1.1")
        wire.talk(1, 80, talks.lines("C: x", "S: y"), src="192.168.1.5", dst="203.0.113.1")
        wire.talk(2, 80, talks.lines("C: x", "S: y"), src="192.168.1.6", dst="203.0.113.1")
        hosts = of("hosts", wire)
        self.assertEqual(addresses(find(hosts, "192.168.1.5")), ["192.168.1.5", "192.168.1.6"])
        self.assertEqual(addresses(find(hosts, "203.0.113.1")), ["203.0.113.1"])
        self.assertEqual(macs(find(hosts, "192.168.1.1")), [("00:11:22:33:44:55", "ARP")])
        self.assertEqual(len(find(of("hosts", wire, "--apart"), "192.168.1.5")["addresses"]), 1)

    def test_an_address_that_changed_hands_joins_nobody(self):
        wire = talks.Wire()
        wire.arp(0, 2, PC, "192.168.1.5", "192.168.1.1")
        wire.arp(1, 2, ROUTER, "192.168.1.1", "192.168.1.5")
        wire.arp(2, 2, PC, "192.168.1.1", "192.168.1.5")
        hosts = of("hosts", wire)
        self.assertEqual(addresses(find(hosts, "192.168.1.5")), ["192.168.1.5"])
        self.assertEqual([mac for mac, by in macs(find(hosts, "192.168.1.1"))], ["00:11:22:33:44:55", "28:6f:b9:00:00:01"])
        changes = [one for one in of("regularity", wire) if one["kind"] == "arp-change"]
        self.assertEqual([(one["source"], one["figures"]["mac"], one["figures"]["then"], one["packets"]) for one in changes],
                         [("192.168.1.1", "00:11:22:33:44:55", "28:6f:b9:00:00:01", [2, 3])])

    def test_makers(self):
        wire = talks.Wire({"192.168.1.5": PC})
        wire.udp(0, "192.168.1.5", 1000, "192.168.1.255", 1000, b"x", b"\xff" * 6)
        with tempfile.TemporaryDirectory() as folder:
            os.mkdir(os.path.join(folder, "ieee-data"))
            with open(os.path.join(folder, "ieee-data", "oui.txt"), "w", encoding="utf-8") as file:
                file.write("28-6F-B9   (hex)\t\tBird & Söhne\n286FB9     (base 16)\t\tBird & Söhne\n")
            host = of("hosts", wire, environment={"XDG_DATA_DIRS": folder})[0]
            self.assertEqual(host["macs"][0]["maker"], "Bird & Söhne")
            self.assertNotIn("maker", of("hosts", wire, environment={"XDG_DATA_DIRS": "/nonexistent"})[0]["macs"][0])

    def test_figures_and_services(self):
        wire = talks.Wire()
        wire.talk(0, 8888, talks.lines("C: x", "S: y"))
        wire.segment(1, talks.CLIENT, 1, talks.SERVER, 81, 2, 0, 0)
        wire.segment(1.1, talks.SERVER, 81, talks.CLIENT, 1, 0x14, 0, 1)
        client, server = of("hosts", wire)
        self.assertEqual((client["packets_in"], client["packets_out"]), (4, 4))
        self.assertEqual([(one["port"], one["seen"], one["clients"]) for one in server["offers"]], [(8888, "answered", 1)])
        self.assertEqual([(one["port"], one["seen"]) for one in client["uses"]], [(8888, "answered"), (81, "silent")])


class Names(unittest.TestCase):
    def test_dhcp(self):
        with open(os.path.join(FOLDER, "dhcp.json"), encoding="utf-8") as file:
            truth = json.load(file)["dhcp"]
        host = find(run("hosts", os.path.join(FOLDER, "dhcp.pcapng")), truth["address"])
        self.assertIn((truth["host_name"], "DHCP option 12"), names(host))
        self.assertEqual([mac for mac, _ in macs(host)], [truth["client_mac"]])

    def test_who_says_what(self):
        wire = talks.Wire()
        wire.udp(0, talks.CLIENT, 5000, "192.0.2.53", 53, talks.question(1, "WWW.example.org"))
        wire.udp(0.1, "192.0.2.53", 53, talks.CLIENT, 5000, talks.answer(1, "WWW.example.org", [
            ("www.example.org", 5, 60, talks.name("edge.example.net")),
            ("edge.example.net", 1, 60, talks.address(talks.SERVER))]))
        wire.udp(0.2, talks.CLIENT, 5001, "192.0.2.53", 53, talks.question(2, "20.2.0.192.in-addr.arpa", 12))
        wire.udp(0.3, "192.0.2.53", 53, talks.CLIENT, 5001, talks.answer(2, "20.2.0.192.in-addr.arpa", [
            ("20.2.0.192.in-addr.arpa", 12, 60, talks.name("host20.example.org"))], 12))
        wire.udp(0.4, talks.CLIENT, 5353, "224.0.0.251", 5353, struct.pack(">HHHHHH", 0, 0x8400, 0, 1, 0, 0)
                 + talks.name("pc.local") + struct.pack(">HHIH", 1, 0x8001, 120, 4) + talks.address(talks.CLIENT))
        wire.udp(0.5, talks.SERVER, 5355, talks.CLIENT, 5002, talks.answer(3, "files", [("files", 1, 30, talks.address(talks.SERVER))]))
        wire.udp(0.6, talks.CLIENT, 137, "192.0.2.255", 137, struct.pack(">HHHHHH", 7, 0x2910, 1, 0, 0, 1)
                 + talks.netbios("PC7", 0x20) + struct.pack(">HH", 32, 1) + b"\xc0\x0c"
                 + struct.pack(">HHIHH", 32, 1, 300000, 6, 0) + talks.address(talks.CLIENT))
        wire.talk(1, 80, [(True, b"GET / HTTP/1.1\r\nHost: shop.example:80\r\nUser-Agent: Mozilla/5.0 (Windows NT 10.0)\r\n\r\n"),
                          (False, b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")])
        wire.talk(2, 25, talks.lines("S: 220 x", "C: EHLO laptop.example", "S: 250 x"))
        hosts = of("hosts", wire)
        client, server = find(hosts, talks.CLIENT), find(hosts, talks.SERVER)
        self.assertEqual(names(server), {("www.example.org", "DNS"), ("edge.example.net", "DNS"), ("host20.example.org", "DNS PTR"),
                                         ("files", "LLMNR"), ("shop.example", "HTTP Host")})
        self.assertEqual(names(client), {("pc.local", "mDNS"), ("PC7", "NBNS"), ("laptop.example", "SMTP HELO")})
        self.assertEqual([one["suffix"] for one in client["names"] if one["source"] == "NBNS"], [0x20])
        self.assertIn(("User-Agent", "Windows 10 or 11, or Server 2016 or later"),
                      {(one["evidence"], one.get("suggests")) for one in client["systems"]})

    def test_the_server_named_as_workstation(self):
        """Some clients say the server's name for their own: it is never theirs. The sign-in tells what was said."""
        for workstation, own in (("nas", set()), ("PC7", {("PC7", "NTLM")})):
            wire = talks.Wire()
            wire.talk(0, 445, [(True, talks.smb2_setup(1, False, 0, talks.ntlm(1))),
                               (False, talks.smb2_setup(1, True, 0xC0000016, talks.ntlm_challenge("NAS"))),
                               (True, talks.smb2_setup(2, False, 0, talks.ntlm(3, "eve", "D", workstation))),
                               (False, talks.smb2_setup(2, True, 0, b""))])
            hosts = of("hosts", wire)
            self.assertEqual(names(find(hosts, talks.CLIENT)), own)
            self.assertEqual(names(find(hosts, talks.SERVER)), {("NAS", "NTLM")})
            signin, = of("signins", wire)
            self.assertEqual((signin["user"], signin["workstation"]), ("eve", workstation))

    def test_what_is_asked_of_a_proxy_is_not_its_name(self):
        wire = talks.Wire()
        for request in ("GET http://other.example/ HTTP/1.1\r\nHost: other.example", "CONNECT other.example:443 HTTP/1.1\r\nHost: other.example"):
            wire.talk(0, 3128, [(True, request.encode() + b"\r\n\r\n"), (False, b"HTTP/1.1 200 OK\r\n\r\n")])
        self.assertEqual(names(find(of("hosts", wire), talks.SERVER)), set())

    def test_systems_are_suggested_by_the_first_segment(self):
        wire = talks.Wire(ttl={talks.CLIENT: 117})
        options = bytes.fromhex("020405b40103030801010402")
        wire.segment(0, talks.CLIENT, 1, talks.SERVER, 80, 2, 0, 0, options=options)
        system = find(of("hosts", wire), talks.CLIENT)["systems"][0]
        self.assertEqual((system["evidence"], system["suggests"]), ("TCP SYN", "Windows 10 or 11, or Server 2016 or later"))
        self.assertEqual(system["value"], "TTL 117 (128 at first), window 64240, options MNWNNS, MSS 1460, scale 8")

    def test_case(self):
        path = os.path.join(SHARED, "traffic", "case")
        if not os.path.isfile(path + ".json"):
            return
        with open(path + ".json", encoding="utf-8") as file:
            truth = json.load(file)
        hosts = run("hosts", path + ".pcapng", "--keys", path + ".keys")
        for name, address in truth["addresses"].items():
            if "." in name:
                self.assertIn((name, "DNS"), names(find(hosts, address)))
        self.assertEqual([one["user"] for one in find(hosts, truth["addresses"]["workstation"])["users"]], ["alice"] * 5)
        self.assertEqual(names(find(hosts, truth["addresses"]["workstation"])), {("ws101.example.org", "SMTP HELO")})
        beacon = [one for one in run("regularity", path + ".pcapng") if one["kind"] == "beacon"]
        self.assertEqual([(one["target"], one["count"]) for one in beacon], [("198.51.100.66", truth["beacon"]["count"])])


def mmdb(path, networks):
    """A database of MaxMind's format (version 2.0): networks are (IPv4 address, bits, data)."""
    def pack(value):
        if isinstance(value, dict):
            return bytes([7 << 5 | len(value)]) + b"".join(pack(key) + pack(one) for key, one in value.items())
        if isinstance(value, int):
            raw = value.to_bytes((value.bit_length() + 7) // 8, "big")
            return bytes([6 << 5 | len(raw)]) + raw
        raw = value.encode()
        return (bytes([2 << 5 | len(raw)]) if len(raw) < 29 else bytes([2 << 5 | 29, len(raw) - 29])) + raw
    nodes, data = [[None, None]], b""
    for address, bits, value in networks:
        number, node = int.from_bytes(socket.inet_aton(address), "big"), 0
        for bit in range(bits):
            side = number >> (31 - bit) & 1
            if bit == bits - 1:
                nodes[node][side] = ("data", len(data))
            else:
                if nodes[node][side] is None:
                    nodes.append([None, None])
                    nodes[node][side] = len(nodes) - 1
                node = nodes[node][side]
        data += pack(value)
    point = lambda one: len(nodes) if one is None else len(nodes) + 16 + one[1] if isinstance(one, tuple) else one
    tree = b"".join(point(one).to_bytes(4, "big") for node in nodes for one in node)
    meta = bytes([7 << 5 | 9]) + b"".join(pack(key) + raw for key, raw in (
        ("node_count", pack(len(nodes))), ("record_size", b"\xa1\x20"), ("ip_version", b"\xa1\x04"),
        ("database_type", pack("Test")), ("binary_format_major_version", b"\xa1\x02"),
        ("binary_format_minor_version", b"\xa0"), ("build_epoch", b"\x04\x02\x65\x53\xf1\x00"),
        ("languages", b"\x00\x04"), ("description", b"\xe0")))
    with open(path, "wb") as file:
        file.write(tree + bytes(16) + data + b"\xab\xcd\xefMaxMind.com" + meta)


def lease(wire, at, mac, address, name, seconds):
    """A client asks for an address and gets it."""
    head = bytes(8) + bytes(4)
    body = lambda kind, given: bytes([kind, 1, 6, 0]) + head + (socket.inet_aton(given) if given else bytes(4)) + bytes(8) \
        + mac + bytes(10) + bytes(192) + bytes.fromhex("63825363")
    option = bytes([12, len(name)]) + name.encode() if name else b""
    wire.udp(at, "0.0.0.0", 68, "255.255.255.255", 67, body(1, None) + b"\x35\x01\x03" + option + b"\xff", b"\xff" * 6)
    wire.udp(at + 0.1, "192.0.2.1", 67, "255.255.255.255", 68, body(2, address) + b"\x35\x01\x05\x33\x04"
             + struct.pack(">I", seconds) + b"\xff", b"\xff" * 6)


class NamesByTime(unittest.TestCase):
    def rows(self, wire):
        return [([one["name"] for one in row["src_names"]], [one["name"] for one in row["dst_names"]])
                for row in of("connections", wire, "--names") if row["protocol"] == "TCP"]

    def test_the_name_that_held_then(self):
        """An address that is leased to another client has another name, and one without a name has none."""
        wire = talks.Wire()
        for at, mac, name in ((0, PC, "first"), (100, ROUTER, "second"), (200, b"\2\0\0\0\0\7", None)):
            lease(wire, at, mac, talks.CLIENT, name, 3600)
            wire.segment(at + 10, talks.CLIENT, 1000, talks.SERVER, 80, 2, 0, 0)
        wire.segment(-5, talks.CLIENT, 1000, talks.SERVER, 80, 2, 0, 0)
        self.assertEqual([source for source, _ in self.rows(wire)], [[], ["first"], ["second"], []])

    def test_a_lease_ends(self):
        wire = talks.Wire()
        lease(wire, 0, PC, talks.CLIENT, "first", 60)
        for at in (30, 90):
            wire.segment(at, talks.CLIENT, 1000, talks.SERVER, 80, 2, 0, 0)
        self.assertEqual([source for source, _ in self.rows(wire)], [["first"], []])

    def test_all_names_of_one_address(self):
        wire = talks.Wire()
        for at, name, seconds in ((0, "a.example", 10), (1, "b.example", 1000)):
            wire.udp(at, "192.0.2.53", 53, talks.CLIENT, 5000, talks.answer(1, name, [(name, 1, seconds, talks.address(talks.SERVER))]))
        for at in (2, 200, 2000):
            wire.segment(at, talks.CLIENT, 1000 + at, talks.SERVER, 80, 2, 0, 0)
        self.assertEqual([target for _, target in self.rows(wire)], [["a.example", "b.example"], ["b.example"], []])
        flows = of("flows", wire, "--names", "--sort", "first")
        self.assertEqual([len(row["dst_names"]) for row in flows if row["protocol"] == "TCP"], [2, 1, 0])

    def test_nothing_is_added_unasked(self):
        wire = talks.Wire()
        wire.talk(0, 80, talks.lines("C: x", "S: y"))
        for command in ("flows", "connections"):
            self.assertNotIn("src_names", of(command, wire)[0])


class Places(unittest.TestCase):
    def test_country_and_network(self):
        wire = talks.Wire()
        wire.udp(0, "203.0.113.9", 1, "198.51.100.1", 2, b"x")
        with tempfile.TemporaryDirectory() as folder:
            first, second = (os.path.join(folder, name) for name in ("country.mmdb", "as.mmdb"))
            mmdb(first, [("203.0.113.0", 24, {"country": {"iso_code": "NL", "names": {"en": "Netherlands"}}})])
            mmdb(second, [("203.0.113.0", 24, {"autonomous_system_number": 64500, "autonomous_system_organization": "Example"})])
            one, other = of("hosts", wire, "--geoip", first, "--geoip", second)
            place = one["addresses"][0]
            self.assertEqual([place[key] for key in ("country", "country_name", "as", "network")], ["NL", "Netherlands", 64500, "Example"])
            self.assertNotIn("country", other["addresses"][0])
            with open(first, "wb") as file:
                file.write(b"not a database")
            with open(second, "wb") as file:
                file.write(wire.pcap())
            done = subprocess.run([CLI, "hosts", "--geoip", first, second], capture_output=True, timeout=60)
            self.assertEqual((done.returncode, done.stdout), (1, b""))
            self.assertIn(b"country.mmdb", done.stderr)


class Dns(unittest.TestCase):
    def test_truth(self):
        """What dig was told is what is listed, in the order in which it asked."""
        with open(os.path.join(FOLDER, "dns-bind.json"), encoding="utf-8") as file:
            truth = json.load(file)["queries"]
        rows = run("dns", os.path.join(FOLDER, "dns-bind.pcapng"))
        codes = {"NOERROR": "no error", "NXDOMAIN": "no such name", "REFUSED": "refused"}
        found = {(row["name"], row["type"], row["code"]) for row in rows}
        for one in truth:
            words = [word for word in one["arguments"] if not word.startswith(("+", "-", "@"))]
            if len(words) == 2 and one["rcode"] in codes:
                with self.subTest(words):
                    self.assertIn((words[0], words[1], codes[one["rcode"]]), found)
        self.assertTrue(all(row["answer_packet"] > row["packet"] for row in rows))
        self.assertEqual(len([row for row in rows if row.get("truncated")]), 3)

    def test_pairs(self):
        wire = talks.Wire()
        ask = lambda at, number, name: wire.udp(at, talks.CLIENT, 5000, "192.0.2.53", 53, talks.question(number, name))
        tell = lambda at, number, name, address: wire.udp(at, "192.0.2.53", 53, talks.CLIENT, 5000, talks.answer(
            number, name, [(name, 1, 300, talks.address(address))]))
        ask(0, 1, "a.example")
        ask(1, 1, "a.example")
        tell(1.25, 1, "a.example", talks.SERVER)
        tell(1.26, 1, "a.example", talks.SERVER)
        tell(1.5, 1, "a.example", "198.51.100.99")
        ask(2, 2, "b.example")
        wire.talk(3, 80, talks.lines("C: x", "S: y"))
        wire.talk(4, 80, talks.lines("C: x", "S: y"), src="192.0.2.11")
        rows = of("dns", wire)
        self.assertEqual([(row["name"], row["asked"], row.get("delay"), len(row.get("answers", []))) for row in rows],
                         [("a.example", 2, "1.250000000", 1), ("a.example", 0, None, 1), ("b.example", 1, None, 0)])
        self.assertEqual([one["address"] for one in rows[0]["used_by"]], [talks.CLIENT, "192.0.2.11"])
        self.assertEqual(rows[1]["used_by"], [])

    def test_remarks(self):
        wire = talks.Wire()
        for number in range(30):
            name = f"{number:02d}kq9x7zj4w1v8t3rb6mhd5fc.tunnel.example"
            wire.udp(number, talks.CLIENT, 6000 + number, "192.0.2.53", 53, talks.question(number, name, 16))
            wire.udp(number + 0.1, "192.0.2.53", 53, talks.CLIENT, 6000 + number, talks.answer(number, name, [
                (name, 16, 1, b"\xc8" + b"x" * 200)] if number < 5 else [], 16, 0 if number < 5 else 3))
        self.assertTrue(all(row["remark"]["random"] for row in of("dns", wire)))
        found = {one["kind"]: one for one in of("regularity", wire)}
        self.assertEqual((found["no-such-name-burst"]["count"], found["no-such-name-burst"]["figures"]["seconds"]), (25, "24.000"))
        self.assertEqual((found["odd-names"]["what"], found["odd-names"]["figures"]["names"]), ("tunnel.example", 30))
        self.assertNotIn("txt-volume", found)


class Regularity(unittest.TestCase):
    def kinds(self, wire):
        return [(one["kind"], one["figures"].get("technique"), one["count"]) for one in of("regularity", wire)]

    def scan(self, flags, answer, ports=range(1, 41), then=None):
        wire = talks.Wire()
        for at, port in enumerate(ports):
            wire.segment(at / 100, talks.CLIENT, 40000, talks.SERVER, port, flags, 5, 0)
            if port == 22:
                wire.segment(at / 100 + 0.001, talks.SERVER, port, talks.CLIENT, 40000, 0x12, 9, 6)
                if then:
                    wire.segment(at / 100 + 0.002, talks.CLIENT, 40000, talks.SERVER, port, then, 6, 10)
            elif answer:
                wire.segment(at / 100 + 0.001, talks.SERVER, port, talks.CLIENT, 40000, answer, 0, 6)
        return wire

    def test_scans(self):
        self.assertEqual(self.kinds(self.scan(0x02, 0x14, then=0x04)), [("port-scan", "SYN", 40)])
        self.assertEqual(self.kinds(self.scan(0x02, 0x14, then=0x10)), [("port-scan", "connect", 40)])
        self.assertEqual(self.kinds(self.scan(0x02, 0, range(100, 140))), [("port-scan", "SYN or connect", 40)])
        self.assertEqual(self.kinds(self.scan(0x29, 0x14, range(100, 140))), [("port-scan", "Xmas", 40)])
        self.assertEqual(self.kinds(self.scan(0x00, 0, range(100, 140))), [("port-scan", "NULL", 40)])
        self.assertEqual(self.kinds(self.scan(0x01, 0x14, range(100, 140))), [("port-scan", "FIN", 40)])

    def test_udp_and_sweeps(self):
        wire = talks.Wire()
        for port in range(100, 130):
            wire.udp(port / 100, talks.CLIENT, 40000, talks.SERVER, port, b"")
        self.assertEqual(self.kinds(wire), [("port-scan", "UDP", 30)])
        wire = talks.Wire()
        for last in range(1, 16):
            wire.segment(last / 100, talks.CLIENT, 40000, f"198.51.100.{last}", 445, 2, 5, 0)
        self.assertEqual(self.kinds(wire), [("sweep", "SYN or connect", 15)])
        wire = talks.Wire()
        for last in range(1, 16):
            wire.arp(last / 100, 1, PC, "192.0.2.10", f"192.0.2.{100 + last}")
        self.assertEqual(self.kinds(wire), [("sweep", "ARP", 15)])

    def test_who_has_answers_is_no_scanner(self):
        wire = talks.Wire()
        for number in range(30):
            wire.talk(number * number, 2000 + number, talks.lines("C: x", "S: y"))
            wire.udp(number * 7.5 + number % 3, "192.0.2.53", 53, talks.CLIENT, 7000 + number, b"x")
        self.assertEqual(self.kinds(wire), [])

    def test_beacons(self):
        def beacon(times):
            wire = talks.Wire()
            for at in times:
                wire.talk(at, 443, talks.lines("C: x", "S: y"))
            return of("regularity", wire)
        [row] = beacon([60 * n + (7 * n % 5) for n in range(12) if n != 6])
        self.assertEqual((row["kind"], row["count"], row["port"], row["figures"]["missed"]), ("beacon", 11, 443, 1))
        self.assertAlmostEqual(float(row["figures"]["interval"]), 60, delta=4)
        self.assertEqual(beacon([60 * n for n in range(7)]), [])
        self.assertEqual(beacon([n * n * n for n in range(20)]), [])
        self.assertEqual(beacon([n / 10 for n in range(50)]), [])


unittest.main()

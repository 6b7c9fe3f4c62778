#!/usr/bin/python3
# test-fields.py WIRECASE-CLI ASK-FIELDS SOURCE-ROOT: filters in fields, as tshark understands them
# SPDX-License-Identifier: GPL-3.0-or-later

"""What each filter lets through of the sample was asked of tshark once: fields-of-sample.json. Some small
captures of others are asked of it anew, where they are there."""

import json
import os
import struct
import subprocess
import sys
import tempfile
import unittest

import captures
import conversations

CLI, ASKER, ROOT = (os.path.abspath(path) for path in sys.argv[1:4])
del sys.argv[1:4]
SAMPLE = os.path.join(ROOT, "data", "samples", "sample.pcap")
ENVIRONMENT = dict(os.environ, LC_ALL="C.UTF-8", TZ="UTC")

REFUSED = [  # filter, what is underlined, part of the sentence
    ("tcp.prot == 80", "tcp.prot", "Near it are: tcp.port"),
    ("ip.tll == 64", "ip.tll", "ip.ttl"),
    ("tpc", "tpc", "tcp"),
    ("TCP", "TCP", "tcp"),
    ("tcp.analysis.retransmission", "tcp.analysis.retransmission", "not supported"),
    ("ip.ttl = 64", "=", "Write “==”"),
    ("ip.ttl == 300", "300", "255 at most"),
    ("ip.ttl == many", "many", "unsigned integer"),
    ("ip.ttl == 64.0", "64.0", "unsigned integer"),
    ("ip.src == 10.0.0.0/33", "10.0.0.0/33", "0 to 32 bits"),
    ("ip.src == 10.0.0", "10.0.0", "192.0.2.0/24"),
    ("ipv6.src == 10.0.0.1", "10.0.0.1", "2001:db8::1"),
    ("eth.src == 00:11:22", "00:11:22", "00:11:22:33:44:55"),
    ("frame contains GET", "GET", "\"GET\""),
    ("http.host contains \"a\" or \"b\"", "\"b\"", "is not a field"),
    ("http.host matches \"[\"", "\"[\"", "regular expression"),
    ("http.host matches www", "www", "quotation marks"),
    ("ip.src matches \"1\"", "ip.src", "IPv4 address"),
    ("tcp.port == http.host", "http.host", "cannot be compared"),
    ("len(ip)", "len(ip)", "must be compared"),
    ("size(ip) > 1", "size", "len, count, lower"),
    ("tcp.port in {80 443}", "443", "a comma"),
    ("tcp.port in {}", "}", "a field or a value"),
    ("tcp.port in 80", "80", "curly brackets"),
    ("(tcp", "", "closing bracket"),
    ("tcp)", ")", "the end"),
    ("tcp or", "", "ends too early"),
    ("tcp udp", "udp", "an operator"),
    ("tcp | udp", "|", "“||”"),
    ("frame[0:] == 1:2:x", "1:2:x", "47:45:54"),
    ("frame[a]", "[a", "[first:length]"),
    ("ip.addr#0 == 1.2.3.4", "#0", "ip.addr#1"),
    ("\"abc", "\"abc", "closing quotation mark"),
    ("http.host == \"\\q\"", "\"\\q", "escape"),
    ("frame.time > \"yesterday\"", "\"yesterday\"", "2024-05-01"),
    ("all tcp", "", "comparison after"),
    ("80", "80", "compared with a field"),
    ("tcp.port == 80 == 90", "80", "compared with a field"),
    ("max(1, 2) == 2", "1", "compared with a field"),
    ("len(64) == 2", "64", "compared with a field"),
    ("frame[3-1] == 00", "[3-1]", "first-last"),
    ("frame[-1-2] == 00", "[-1-2]", "first-last"),
    ("ip.ttl#[0-0] == 64", "[0-0]", "first-last"),
    ("tcp contains 1 + 2", "1", "compared with a field"),
    ("ip.src == 1 + 2", "1", "IPv4 address"),
    ("frame.time_relative > 1e", "1e", "duration"),
    ("http2.header.nam == \"x\"", "http2.header.nam", "http2.header.name"),
    ("wirecase.verdct == \"ok\"", "wirecase.verdct", "wirecase.verdict"),
    ("xx.yy", "xx.yy", "is not a field"),
    ("(" * 300 + "tcp" + ")" * 300, "(", "too many brackets"),
]

ROWS = {"summary", "connections", "http", "tls", "sessions", "messages", "downloads", "transfers", "triage", "dns",
        "hosts", "signins", "regularity", "findings"}


def run(*words, own=None):
    return subprocess.run([CLI, *words], capture_output=True, text=True, check=False, env=own or ENVIRONMENT)


def ask(path, filters, *keys):
    """The numbers of packets for every filter, or the sentence that refuses it."""
    done = subprocess.run([ASKER, path, *keys], input="\n".join(filters) + "\n", capture_output=True, text=True,
                          check=True, env=ENVIRONMENT)
    return [line if line.startswith("!") else [int(word) for word in line.split()]
            for line in done.stdout.splitlines()]


class Fields(unittest.TestCase):
    def numbers(self, *words):
        done = run("packets", *words, SAMPLE)
        self.assertEqual(done.returncode, 0, done.stderr)
        return [int(line.split()[0]) for line in done.stdout.splitlines()]

    def test_sample(self):
        with open(os.path.join(ROOT, "tests", "cli", "fields-of-sample.json"), encoding="utf-8") as file:
            expected = json.load(file)
        self.assertGreaterEqual(len(expected), 300)
        for (text, numbers), found in zip(expected.items(), ask(SAMPLE, expected), strict=True):
            with self.subTest(filter=text):
                self.assertEqual(found, numbers)

    def test_faults(self):
        for text, marked, part in REFUSED:
            with self.subTest(filter=text):
                done = run("packets", "--fields", text, SAMPLE)
                lines = done.stderr.splitlines()
                self.assertEqual(done.returncode, 1)
                self.assertEqual(done.stdout, "")
                self.assertIn(part, lines[0])
                if len(lines) == 3 and marked:
                    begin = lines[2].index("^")
                    self.assertEqual(lines[1][begin:begin + len(marked)], marked)
                    self.assertEqual(len(lines[2].strip()), len(marked))

    def test_languages(self):
        requests = [1, 2, 10, 11, 16, 29, 33, 34, 40, 41, 47, 49]
        self.assertEqual(self.numbers("--filter", "http.request"), requests)
        self.assertEqual(self.numbers("--fields", "http.request"), requests)
        self.assertEqual(self.numbers("--filter", "udp"), [5, 6])
        self.assertEqual(self.numbers("--filter", "udp port 53"), [5, 6])
        self.assertEqual(self.numbers("--bpf", "udp port 53", "--fields", "frame.number == 5"), [5])
        self.assertEqual(self.numbers("--filter", "!(arp or dns) and udp"), [])
        # The offset of a byte: BPF counts it in decimal, and has always been understood so here.
        self.assertEqual(self.numbers("--filter", "tcp[13] == 18"), [8, 27])
        self.assertEqual(self.numbers("--fields", "tcp[13] == 12"), [8, 27])

    def test_wrong_languages(self):
        for words in (("--fields", "udp port 53"), ("--bpf", "udp.port == 53"), ("--filter", "udp prot 53"),
                      ("--filter", "udp.prot == 53")):
            with self.subTest(words=words):
                done = run("packets", *words, SAMPLE)
                self.assertEqual((done.returncode, done.stdout), (1, ""))
                self.assertTrue(done.stderr.startswith("wirecase-cli: "))

    def test_sheet(self):
        """The filter of the lab's sheet, whose escape Wireshark 4 refuses."""
        self.assertEqual(self.numbers("--filter", "http.request.method==GET && http.request.full_uri "
                                      "matches \"http://.*\\.gif.*\""), [10, 29])

    def test_keys(self):
        """Keys are names of fields, and what stands at that key is found by it."""
        done = run("packets", "--layers", "--json", "--number", "6", SAMPLE)
        layers = json.loads(done.stdout)["layers"]
        self.assertEqual([layer["key"] for layer in layers], ["eth", "ip", "udp", "dns"])
        values = {field["key"]: field["value"] for layer in layers for field in layer["fields"] if "key" in field}
        self.assertEqual(values["ip.ttl"], "54")
        self.assertEqual(values["udp.srcport"], "53")
        self.assertEqual(values["dns.qry.name"], "img.harbour.example")
        self.assertEqual(values["dns.qry.type"], "1 (A)")
        self.assertEqual(values["dns.resp.ttl"], "300 s")
        self.assertEqual(ask(SAMPLE, [f"{key} and frame.number == 6" for key in values]), [[6]] * len(values))

    def test_where_answers_end(self):
        """Of lengths and codings that are no such thing, the message goes on until the server closes, as in tshark."""
        heads = [("Content-Length: 68", True), ("Content-Length:\t0068 ", True), ("Content-Length: +68", True),
                 ("Content-Length: 68;", False), ("Content-Length: 68, 6", False), ("Content-Length: 68.0", False),
                 ("Content-Length: 0x44", False), ("Content-Length: -68", False), ("Content-Length: 2147483648", False),
                 ("Content-Length: 99999999999999999999", False),
                 ("Transfer-Encoding: chunked", True), ("Transfer-Encoding: Chunkedx", True),
                 ("Transfer-Encoding:,chunked", False), ("Transfer-Encoding: gzip, chunked", False)]
        for head, at_once in heads:
            wire = conversations.Wire()
            talk = wire.connect(("192.0.2.1", 40000), ("198.51.100.1", 80))
            talk.say(0, "GET /a HTTP/1.1\r\nHost: www.example\r\n\r\n")
            body = "40\r\n" + "x" * 64 if "oding" in head and at_once else "x" * 68
            end = "\r\n0\r\n\r\n" if "oding" in head and at_once else ""
            talk.say(1, f"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n{head}\r\n\r\n{body}{end}", acknowledge=False)
            answer = len(wire.frames)
            talk.close(1)
            with self.subTest(head=head), tempfile.NamedTemporaryFile(suffix=".pcap") as file:
                file.write(captures.pcap(wire.frames))
                file.flush()
                self.assertEqual(ask(file.name, ["http.response"]), [[answer if at_once else answer + 1]])

    def test_nothing(self):
        """Which field there is none of is said where nothing passes."""
        done = run("packets", "--filter", "vlan.id == 3 || ip.ttl == 1", SAMPLE)
        self.assertEqual((done.returncode, done.stdout), (0, ""))
        self.assertIn("vlan.id", done.stderr)
        self.assertNotIn("ip.ttl", done.stderr)

    def test_with_keys(self):
        """What was encrypted is found where there are keys, as tshark -Y finds it, which was asked once."""
        data = os.path.join(ROOT, "tests", "capture", "tls", "data")
        with open(os.path.join(ROOT, "tests", "cli", "fields-with-keys.json"), encoding="utf-8") as file:
            expected = json.load(file)
        for name, filters in expected.items():
            keys = os.path.join(data, name + ".keys")
            found = ask(os.path.join(data, name + ".pcapng"), filters, *([keys] if os.path.exists(keys) else []))
            for (text, numbers), mine in zip(filters.items(), found, strict=True):
                with self.subTest(capture=name, filter=text):
                    self.assertEqual(mine, numbers)

    def test_keys_are_used(self):
        data = os.path.join(ROOT, "tests", "capture", "tls", "data")
        capture, keys = (os.path.join(data, "h2-nghttp-padding" + end) for end in (".pcapng", ".keys"))
        for command in ("packets", "flows"):
            with self.subTest(command=command):
                self.assertEqual(run(command, "--filter", "http2.headers.path", capture).stdout, "")
                self.assertTrue(run(command, "--filter", "http2.headers.path", "--keys", keys, capture).stdout)
        brought = os.path.join(data, "tls13-early-data-dsb.pcapng")
        self.assertTrue(run("packets", "--filter", "http.request", brought).stdout)

    def test_own_verdicts(self):
        """What triage says of a transfer is said of the packets that bring it, requests included."""
        for verdict, packets in (("mismatch", [41, 42]), ("redirect", [33, 35]), ("error-page", [49, 50])):
            found = self.numbers("--filter", f'wirecase.verdict == "{verdict}"')
            with self.subTest(verdict=verdict):
                self.assertEqual([number for number in found if number in packets], packets)
        self.assertEqual(self.numbers("--filter", 'wirecase.verdict == "mismatch"'), [41, 42])
        self.assertEqual(self.numbers("--filter", "wirecase.verdict and dns"), [])
        everything = self.numbers("--filter", "wirecase.verdict")
        self.assertEqual(self.numbers("--filter", "!wirecase.verdict"),
                         [n for n in self.numbers() if n not in everything])

    def test_own_digests(self):
        done = run("triage", "--json", SAMPLE)
        for line in done.stdout.splitlines():
            transfer = json.loads(line)
            if not transfer.get("complete") or "sha256" not in transfer or not transfer["size"]:
                continue
            with self.subTest(transfer=transfer["number"]):
                found = self.numbers("--filter", f'wirecase.transfer.sha256 == "{transfer["sha256"]}"')
                self.assertIn(transfer["packet"], found)
                verdicts = self.numbers("--filter", f'wirecase.verdict == "{transfer["verdict"]}"')
                self.assertTrue(set(found) <= set(verdicts))

    def test_own_hash_sets(self):
        """The user's own sets are asked; where they cannot be, that is said."""
        with tempfile.TemporaryDirectory() as home:
            own = dict(ENVIRONMENT, XDG_DATA_HOME=home)
            listed = os.path.join(home, "list.md5")
            with open(listed, "w", encoding="utf-8") as file:
                file.write("1caf1ca342cc07594389193126e5221e  tiles.png\n")
            self.assertEqual(run("hashset", "import", "Lab", listed, own=own).returncode, 0)
            done = run("packets", "--filter", 'wirecase.hash_set == "Lab"', SAMPLE, own=own)
            self.assertEqual([line.split()[0] for line in done.stdout.splitlines()], ["41", "42"])
            done = run("packets", "--filter", 'wirecase.verdict == "known-bad"', SAMPLE, own=own)
            self.assertEqual([line.split()[0] for line in done.stdout.splitlines()], ["41", "42"])
            for folder, _, names in os.walk(home):
                for name in names:
                    with open(os.path.join(folder, name), "wb") as file:
                        file.write(b"no database" * 400)
            done = run("packets", "--filter", "wirecase.hash_set", SAMPLE, own=own)
            self.assertEqual((done.returncode, done.stdout), (1, ""))
            self.assertTrue(done.stderr.startswith("wirecase-cli: "))

    def test_own_readable(self):
        data = os.path.join(ROOT, "tests", "capture", "tls", "data")
        capture, keys = (os.path.join(data, "tls13-padding" + end) for end in (".pcapng", ".keys"))
        done = run("packets", "--filter", 'wirecase.readable == "yes"', "--keys", keys, capture)
        self.assertEqual(done.stdout, run("packets", "--filter", "tcp", capture).stdout)
        done = run("packets", "--filter", 'wirecase.readable == "yes"', capture)
        self.assertEqual(done.stdout, "")
        done = run("packets", "--filter", 'wirecase.readable == "no"', capture)
        self.assertEqual(done.stdout, run("packets", "--filter", "tcp", capture).stdout)

    def passing(self, frames, text):
        with tempfile.NamedTemporaryFile(suffix=".pcap") as file:
            file.write(captures.pcap(frames))
            file.flush()
            done = run("packets", "--fields", text, file.name)
        self.assertEqual(done.returncode, 0, done.stderr)
        return [int(line.split()[0]) for line in done.stdout.splitlines()]

    def check(self, frames, expected):
        for text, packets in expected.items():
            with self.subTest(text):
                self.assertEqual(self.passing(frames, text), packets)

    def test_ftp(self):
        wire = conversations.Wire()
        ftp = wire.connect(("192.0.2.1", 40000), ("192.0.2.2", 21))  # 1 to 3
        ftp.say(1, "220-Hello\r\n220 Go on\r\n", False)  # 4
        ftp.say(0, "USER anna b\r\n", False)             # 5
        ftp.say(1, "331 Password?\r\n", False)           # 6
        ftp.say(0, "PWD\r\n", False)                     # 7
        ftp.say(1, " not a code\r\n", False)             # 8
        self.check(wire.frames, {
            "ftp": [4, 5, 6, 7, 8], "ftp.request == 1": [5, 7], "ftp.response == 1": [4, 6, 8],
            "ftp.request.command == \"USER\"": [5], "ftp.request.arg == \"anna b\"": [5],
            "ftp.response.code in {220, 331}": [4, 6], "ftp.response.arg matches \"^(hello|password)\"": [4, 6],
            "ftp.request.arg": [5], "frame.protocols == \"eth:ethertype:ip:tcp:ftp\"": [4, 5, 6, 7, 8]})

    def test_smtp(self):
        wire = conversations.Wire()
        smtp = wire.connect(("192.0.2.1", 40000), ("192.0.2.2", 25))
        smtp.say(1, "220 mail\r\n", False)                             # 4
        smtp.say(0, "EHLO desk\r\n", False)                            # 5
        smtp.say(1, "250-mail\r\n250 SIZE\r\n", False)                 # 6
        smtp.say(0, "MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA", False)  # 7
        smtp.say(0, "\r\n", False)                                     # 8
        smtp.say(1, "354 go\r\n", False)                               # 9
        smtp.say(0, "Subject: x\r\n\r\nQUIT is text\r\n.\r", False)    # 10
        smtp.say(0, "\nQUIT\r\n", False)                               # 11
        smtp.say(1, "221 bye\r\n", False)                              # 12
        self.check(wire.frames, {
            "smtp": [4, 5, 6, 7, 8, 9, 10, 11, 12], "smtp.req": [5, 7, 8, 11], "smtp.rsp": [4, 6, 9, 12],
            "smtp.req.command == \"RCPT\"": [7], "smtp.req.command == \"DATA\"": [8],
            "smtp.req.command == \"QUIT\"": [11], "smtp.req.parameter contains \"a@b\"": [7],
            "smtp.response.code == 250": [6], "smtp.rsp.parameter == \"SIZE\"": [6],
            "smtp.command_line contains \"EHLO\"": [5]})

    def test_ssh(self):
        def message(code):
            return struct.pack(">IBB", 12, 8, code) + bytes(10)
        wire = conversations.Wire()
        ssh = wire.connect(("192.0.2.1", 40000), ("192.0.2.2", 22))
        ssh.say(0, "SSH-2.0-me\r\n", False)       # 4
        ssh.say(1, "SSH-2.0-you\r\n", False)      # 5
        ssh.say(0, message(20)[:7], False)        # 6
        ssh.say(0, message(20)[7:], False)        # 7
        ssh.say(0, message(21), False)            # 8
        ssh.say(0, message(20), False)            # 9: encrypted
        self.check(wire.frames, {
            "ssh": [4, 5, 6, 7, 8, 9], "ssh.protocol == \"SSH-2.0-you\"": [5], "ssh.direction == 1": [5],
            "ssh.message_code == 20": [7], "ssh.message_code == 21": [8], "ssh.packet_length == 12": [7, 8],
            "ssh.padding_length": [7, 8]})

    def test_smb(self):
        def two(command, flags, status=0, following=0):
            return struct.pack("<4sHHIHHIIQIIQ16s", b"\xfeSMB", 64, 0, status, command, 1, flags, following, 7, 0,
                               3, 9, bytes(16))

        def session(data):
            return struct.pack(">I", len(data)) + data
        wire = conversations.Wire()
        smb = wire.connect(("192.0.2.1", 40000), ("192.0.2.2", 445))
        one = struct.pack("<4sBIBHH8sHHHHH", b"\xffSMB", 0x72, 0, 0, 0x4000, 0, bytes(8), 0, 5, 0, 6, 8) + bytes(3)
        smb.say(0, session(one), False)                                          # 4
        smb.say(1, session(two(0, 1)), False)                                    # 5
        smb.say(0, session(two(5, 8, following=64) + two(14, 12)), False)        # 6
        smb.say(1, session(two(5, 1, 0xC0000034))[:30], False)                   # 7
        smb.say(1, session(two(5, 1, 0xC0000034))[30:], False)                   # 8
        smb.say(0, session(b"\xfdSMB" + bytes(40) + struct.pack("<Q", 77)), False)  # 9
        self.check(wire.frames, {
            "smb": [4], "smb.cmd == 0x72": [4], "smb.tid == 5 && smb.uid == 6 && smb.mid == 8": [4],
            "smb2": [5, 6, 8, 9], "smb2.cmd == 14": [6], "smb2.flags.response == 1": [5, 8],
            "smb2.nt_status == 0xc0000034": [8], "smb2.flags.signature == 1": [6], "smb2.msg_id == 7": [5, 6, 8],
            "smb2.tid == 3": [5, 6, 8], "smb2.sesid == 77": [9], "nbss": [4, 5, 6, 8, 9], "nbss.length > 64": [6]})

    def test_times(self):
        """Packets are a microsecond apart."""
        wire = conversations.Wire()
        ask = struct.pack(">HHHHHH", 7, 0x100, 1, 0, 0, 0) + b"\1a\0\0\1\0\1"
        answer = struct.pack(">HHHHHH", 7, 0x8180, 1, 0, 0, 0) + b"\1a\0\0\1\0\1"
        client, server = ("192.0.2.1", 4000), ("192.0.2.2", 53)
        for src, dst, data in ((client, server, ask), (client, server, ask), (server, client, answer),
                               (server, client, answer), (client, server, ask), (server, client, answer)):
            wire.datagram(src, dst, data)
        tcp = wire.connect(("192.0.2.1", 4001), ("192.0.2.2", 53))  # 7 to 9
        tcp.say(0, struct.pack(">H", len(ask)) + ask, False)        # 10
        tcp.say(1, struct.pack(">H", len(answer)) + answer, False)  # 11
        self.check(wire.frames, {
            "dns.time": [3, 6, 11], "dns.time >= 0.000002": [3], "dns.response_to == 1": [3], "dns.response_to == 5": [6],
            "dns.response_to == 10": [11], "tcp.time_relative == 0": [7], "tcp.time_relative > 0.0000025": [10, 11],
            "tcp.time_delta == 0.000001": [8, 9, 10, 11], "udp.time_relative == 0": [1],
            "udp.time_relative > 0.0000035": [5, 6], "udp.time_delta == 0.000001": [2, 3, 4, 5, 6],
            "frame.marked == 0": list(range(1, 12)), "frame.marked == 1": [],
            "frame.protocols contains \":udp:dns\"": [1, 2, 3, 4, 5, 6]})

    def test_fragments(self):
        """A fragment that does not make its datagram whole is data, as in tshark."""
        path = os.path.join(ROOT, "tests", "cli", "carried", "ipv4-fragments.pcap")
        self.assertEqual(ask(path, ["data", "data.len == 600", "data.data contains 00"]),
                         [[6, 7, 9, 10, 12, 13, 15], [6, 7, 9, 10, 12, 13, 15], [6, 9, 12, 15]])

    def test_names_of_values(self):
        for named, numbered in (("eth.type == IPv4", "eth.type == 0x800"),
                                ("dns.flags.rcode == \"No error\"", "dns.flags.rcode == 0"),
                                ("dns.qry.class == \"IN\"", "dns.qry.class == 1"),
                                ("dns.flags.opcode == \"standard query\"", "dns.flags.opcode == 0")):
            with self.subTest(named):
                found = self.numbers("--fields", named)
                self.assertEqual(found, self.numbers("--fields", numbered))
                self.assertNotEqual(found, [])
        for text in ("tls.handshake.type == \"Client Hello\"", "tls.record.version in {\"TLS 1.2\", 0x304}",
                     "http2.type == HEADERS", "smb2.cmd == Create", "dhcp.option.dhcp == Discover",
                     "websocket.opcode == Text", "icmpv6.type == \"Router Advertisement\"",
                     "ntp.flags.mode == client", "tls.alert_message.desc == \"Close Notify\""):
            with self.subTest(text):
                self.assertEqual(self.numbers("--fields", text), [])

    def test_literals_alone(self):
        """What is worked out of literals is of the type that it is compared with."""
        self.assertEqual(self.numbers("--filter", "frame.number == 10 + 5"), [15])
        self.assertEqual(self.numbers("--filter", "frame.number in {2 * 3, 7}"), [6, 7])
        self.assertEqual(self.numbers("--filter", "max(frame.number, 48) == 48 && min(3, frame.number) == 3"),
                         list(range(3, 49)))
        self.assertEqual(self.numbers("--filter", "frame.time_epoch >= 1.4e9"), self.numbers())

    def test_every_command(self):
        """A command that takes a filter takes both languages, and may be told which."""
        listed = run("--help").stdout
        takers = []
        for line in listed.splitlines():
            words = line.split()
            if not line.startswith("  ") or not words or not words[0].isalpha():
                continue
            told = run(words[0], "--help").stdout
            if "--filter" in told:
                takers.append(words[0])
                with self.subTest(command=words[0]):
                    for option in ("--fields=FILTER", "--bpf=FILTER", "--keys=FILE"):
                        self.assertIn(option, told)
                    self.assertRegex(told, "Only (packets|rows with a packet) that match|In place of a number")
        self.assertTrue({"packets", "flows", "search", "split", "anonymise", "export", "stream", "merge", "report", *ROWS} <= set(takers), takers)

    def rows(self, command, *words, capture=SAMPLE):
        done = run(command, "--json", *words, capture)
        self.assertEqual(done.returncode, 0, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def test_rows(self):
        """A row is listed exactly when one of the packets passes that `packets` has of it."""
        filters = ("frame.number <= 12", "http.response.code >= 400", "tcp.stream == 0",
                   'wirecase.verdict == "mismatch"', "arp")
        passing = [set(self.numbers("--filter", text)) for text in filters]
        chosen = {}  # by option and number
        for command, option, key in (("http", "--request", "packet"), ("transfers", "--transfer", "number"),
                                     ("triage", "--transfer", "number"), ("downloads", "--request", "packet")):
            words = ("--type", "all") if command == "downloads" else ()
            everything = self.rows(command, *words)
            self.assertTrue(everything)
            for row in everything:
                if (option, row[key]) not in chosen:
                    chosen[option, row[key]] = set(self.numbers(option, str(row[key])))
            for text, packets in zip(filters, passing, strict=True):
                with self.subTest(command=command, filter=text):
                    self.assertEqual(self.rows(command, *words, "--filter", text),
                                     [row for row in everything if chosen[option, row[key]] & packets])

    def test_rows_of_packets(self):
        everything = self.rows("connections")
        for text in ("udp", "tcp.len > 0", "frame.number > 20", "arp"):
            passing = set(self.numbers("--filter", text))
            with self.subTest(filter=text):
                self.assertEqual(self.rows("connections", "--filter", text),
                                 [row for row in everything if row["number"] in passing])
                summary, = self.rows("summary", "--filter", text)
                packets = self.rows("packets", "--filter", text)
                self.assertEqual(summary["packets"], len(packets))
                self.assertEqual(summary["bytes"], sum(packet["length"] for packet in packets))
                self.assertEqual(summary["flows"], len(self.rows("flows", "--filter", text)))

    def test_rows_of_questions(self):
        self.assertEqual([row["packet"] for row in self.rows("dns", "--filter", "frame.number == 6")], [5])
        self.assertEqual(len(self.rows("dns", "--filter", "udp port 53")), 1)
        self.assertEqual(self.rows("dns", "--filter", "tcp"), [])

    def test_rows_of_hosts(self):
        everything = self.rows("hosts")
        for text in ("udp", "tcp.flags.syn == 1", "frame.number == 49"):
            ends = {end for packet in self.rows("packets", "--filter", text) for end in (packet["src"], packet["dst"])}
            with self.subTest(filter=text):
                found = self.rows("hosts", "--filter", text)
                self.assertEqual(found, [host for host in everything
                                         if ends & {address["address"] for address in host["addresses"]}])
                self.assertTrue(found)

    def test_rows_of_streams(self):
        data = os.path.join(ROOT, "tests", "capture")
        tls = os.path.join(data, "tls", "data", "tls13-padding.pcapng")
        everything = self.rows("tls", capture=tls)
        self.assertTrue(everything)
        self.assertEqual(self.rows("tls", "--filter", "tcp.flags.syn == 1", capture=tls), everything)
        self.assertEqual(self.rows("tls", "--filter", "udp", capture=tls), [])
        for command in ("messages", "sessions", "signins"):
            with self.subTest(command=command):
                self.assertEqual(self.rows(command, "--filter", "udp"), [])

    def test_nothing_passes(self):
        """What a filter held back was not looked for in vain."""
        done = run("triage", "--filter", "frame.number == 5", SAMPLE)
        self.assertIn("passes the filter", done.stderr)
        self.assertNotIn("were found", done.stderr)
        self.assertIn("passes the filter", run("downloads", "--filter", "frame.number == 5", SAMPLE).stdout)
        self.assertNotEqual(run("triage", "--fail-on", "mismatch", SAMPLE).returncode, 0)
        self.assertEqual(run("triage", "--fail-on", "mismatch", "--filter", "frame.number == 10", SAMPLE).returncode, 0)

    def test_faults_of_rows(self):
        for command in sorted(ROWS):
            with self.subTest(command=command):
                done = run(command, "--filter", "tcp.prot == 80", SAMPLE)
                self.assertEqual((done.returncode, done.stdout), (1, ""))
                self.assertIn("tcp.port", done.stderr)

    def test_flows(self):
        done = run("flows", "--filter", "udp.port == 53", "--json", SAMPLE)
        flows = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(sorted(flow["packets"] for flow in flows), [1, 1])


if __name__ == "__main__":
    unittest.main()

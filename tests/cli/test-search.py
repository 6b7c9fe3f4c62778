#!/usr/bin/python3
# test-search.py WIRECASE-CLI SAMPLES: looking for something in all that captures hold
# SPDX-License-Identifier: GPL-3.0-or-later

import base64
import gzip
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import unittest
import urllib.parse

import captures

CLI, SAMPLES = (os.path.abspath(path) for path in sys.argv[1:3])
del sys.argv[1:3]
SAMPLE = os.path.join(SAMPLES, "sample.pcap")
A, B = "192.0.2.1", "192.0.2.2"


class Search(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def put(self, name, data):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(data)
        return path

    def run_cli(self, *words, status=0):
        done = subprocess.run([CLI, *words], capture_output=True, timeout=60, stdin=subprocess.DEVNULL,
                              cwd=self.folder)
        self.assertEqual(done.returncode, status, done.stderr)
        self.errors = done.stderr.decode()
        return done.stdout.decode().splitlines()

    def hits(self, *words):
        return [json.loads(line) for line in self.run_cli("search", "--json", *words)]

    def places(self, *words):
        return sorted({hit["place"] for hit in self.hits(*words)})

    def datagrams(self, *payloads, name="d.pcap"):
        frames = [captures.ipv4(A, B, 17, captures.udp(1000 + n, 2000, data)) for n, data in enumerate(payloads)]
        return self.put(name, captures.pcap(frames))

    def talk(self, *said, size=7, name="t.pcap"):
        """Client and server say these in turn, in segments of @size bytes; the first two of a side are swapped."""
        frames, sequence = [], [1, 1]
        for turn, text in enumerate(said):
            side, new = turn % 2, []
            for at in range(0, len(text), size):
                ends = ((A, B, 1000, 80), (B, A, 80, 1000))[side]
                segment = captures.tcp(ends[2], ends[3], 0x18, text[at:at + size], sequence[side])
                new.append(captures.ipv4(ends[0], ends[1], 6, segment))
                sequence[side] += len(text[at:at + size])
            frames += new
        return self.put(name, captures.pcap(frames))

    def test_forms_of_text(self):
        text = "Geheim/Ärger 7"
        raw = text.encode()
        forms = {"UTF-8": raw, "UTF-16LE": text.encode("utf-16-le"), "UTF-16BE": text.encode("utf-16-be"),
                 "hex": raw.hex().encode(), "percent": urllib.parse.quote(text, safe="").encode()}
        source = self.datagrams(*(b"<" + data + b">" for data in forms.values()))
        found = self.hits(source, text, "--in", "packets")
        self.assertEqual([(hit["packet"], hit["form"]) for hit in found], list(enumerate(forms, 1)))
        self.assertEqual([hit["offset"] for hit in found], [43] * 5)
        for other in raw.hex().upper(), urllib.parse.quote_plus(text), "".join(f"%{byte:02X}" for byte in raw):
            source = self.datagrams(other.encode())
            self.assertEqual(len(self.hits(source, text, "--in", "packets")), 1, other)

    def test_base64_in_three_shifts(self):
        for lead in b"", b"x", b"xy", b"xyz":
            for encode in base64.b64encode, base64.urlsafe_b64encode:
                source = self.datagrams(encode(lead + b"Passwort>?\xc3\xbf=1" + b"tail"))
                found = self.hits(source, "PASSWORT>?ÿ=1", "--in", "packets")
                self.assertEqual([hit["form"] for hit in found], ["base64"], (lead, encode))

    def test_any_case(self):
        source = self.datagrams("straßE ÉCOLE αΣ".encode(), b"xx")
        for text in "STRAßE", "école", "ας"[:1] + "σ", "Α":
            self.assertEqual(len(self.hits(source, text, "--in", "packets")), 1, text)
        self.assertEqual(self.hits(source, "école", "--exact"), [])
        self.assertEqual(self.places(source, "ÉCOLE", "--exact"), ["packet", "stream"])
        # Bytes of two letters in one case each make another one: that is no hit.
        self.assertEqual(self.hits(self.datagrams("ϣ".encode()), "σ"), [])

    def test_hex(self):
        source = self.datagrams(b"abc\x01\xfe\x33z")
        for pattern in "01 fe 33", "01:FE:33", "01fe33", "?1 ?? 3?", "63-01":
            self.assertEqual(len(self.hits(source, pattern, "--hex", "--in", "packets")), 1, pattern)
        self.assertEqual(self.hits(source, "01 fe 34", "--hex"), [])
        for pattern in "1", "zz", "", "????", "01 f":
            self.run_cli("search", source, pattern, "--hex", status=2)

    def test_regex(self):
        source = self.datagrams(b"id=42; id=7", "größe".encode(), b"\xff\xfe\x00")
        self.assertEqual([hit["match"] for hit in self.hits(source, r"id=\d+", "--regex", "--in", "packets")], ["id=42", "id=7"])
        self.assertEqual(len(self.hits(source, "ID=", "--regex", "-i", "--in", "packets")), 2)
        self.assertEqual(self.hits(source, "ID=", "--regex"), [])
        self.assertEqual(len(self.hits(source, "gr.ße", "--regex", "--in", "packets")), 1)
        self.assertEqual(len(self.hits(source, r"\xff\xfe", "--regex", "--in", "packets")), 1)
        self.run_cli("search", source, "(", "--regex", status=2)
        self.assertIn("character", self.errors)
        evil = self.datagrams(b"a" * 60 + b"b")
        self.hits(evil, "(a|aa|aaa)+$", "--regex")
        self.assertIn("not searched to", self.errors)

    def test_streams(self):
        source = self.talk(b"this is a needle in a haystack", b"and another NEEDLE there")
        found = self.hits(source, "needle", "--in", "streams")
        self.assertEqual([(hit["stream"], hit["direction"], hit["offset"], hit["packet"]) for hit in found],
                         [(1, "a", 10, 2), (1, "b", 12, 7)])
        self.assertEqual(self.hits(source, "needle", "--in", "packets"), [])
        for size in range(1, 9):  # wherever the segments are cut
            source = self.talk(b"xxneedlexneedleneedle", size=size)
            self.assertEqual([hit["offset"] for hit in self.hits(source, "needle", "--in", "streams")], [2, 9, 15], size)
            found = self.hits(source, "n[ed]+le", "--in", "streams", "--regex")
            self.assertEqual([hit["offset"] for hit in found], [2, 9, 15], size)

    def test_datagrams_are_not_joined(self):
        frames = [captures.ipv4(A, B, 17, captures.udp(1, 2, data)) for data in (b"nee", b"dle")]
        self.assertEqual(self.hits(self.put("u.pcap", captures.pcap(frames)), "needle"), [])

    def test_bodies_heads_names(self):
        packed = gzip.compress(b"The answer: Sesame " * 3)
        answer = (f"HTTP/1.1 200 OK\r\nX-Mark: headmark\r\nContent-Encoding: gzip\r\nContent-Length: {len(packed)}\r\n\r\n".encode()
                  + packed)
        source = self.talk(b"GET /path/nameless.txt HTTP/1.1\r\nHost: www.example.org\r\n\r\n", answer, size=50)
        found = self.hits(source, "sesame")
        self.assertEqual({(hit["place"], hit["transfer"]) for hit in found}, {("decoded", 1)})
        self.assertEqual([hit["offset"] for hit in found], [12, 31, 50])
        self.assertEqual(self.places(source, "headmark", "--in", "heads,bodies,names"), ["head"])
        self.assertEqual([(hit["message"], hit["packet"]) for hit in self.hits(source, "headmark", "--in", "heads")],
                         [("response", 3)])
        names = self.hits(source, "nameless", "--in", "names")
        self.assertIn("uri", [hit["name"] for hit in names])
        self.assertEqual(self.places(source, "nameless"), ["head", "name", "packet", "stream"])
        self.assertEqual(len(self.hits(source, packed[:12].hex(), "--hex", "--in", "bodies")), 1)

    def test_context_and_bound(self):
        source = self.datagrams(b"before needle after" * 9)
        found = self.hits(source, "needle", "--in", "packets", "--limit", "2")
        self.assertEqual(len(found), 2)
        self.assertIn("7 more hits", self.errors)
        self.assertTrue(found[0]["before"].endswith("before "))
        self.assertTrue(found[0]["after"].startswith(" after"))
        self.assertEqual((found[0]["match"], found[0]["bytes"]), ("needle", b"needle".hex()))
        self.assertIn("[needle] after", self.run_cli("search", source, "needle")[0])

    def test_several_captures_and_filter(self):
        one, two = self.datagrams(b"needle", name="1.pcap"), self.datagrams(b"x", b"needle", name="2.pcap")
        found = self.hits(one, two, "needle", "--in", "packets")
        self.assertEqual([(os.path.basename(hit["file"]), hit["packet"]) for hit in found], [("1.pcap", 1), ("2.pcap", 2)])
        self.assertEqual(self.hits(two, "needle", "--filter", "udp src port 1000"), [])
        self.assertEqual(len(self.hits(two, "needle", "--filter", "udp src port 1001", "--in", "packets")), 1)

    def test_as_grep(self):
        chance = random.Random(7)
        data = bytes(chance.choice(list(b"abAB")) for _ in range(1400))
        source = self.datagrams(data)
        for length in 1, 2, 3, 5, 8:
            start = chance.randrange(1300)
            text = data[start:start + length].decode()
            expected, at = [], 0
            while (at := data.lower().find(text.lower().encode(), at)) >= 0:
                expected.append(42 + at)
                at += length
            found = [hit["offset"] for hit in self.hits(source, text, "--in", "packets") if hit["form"] == "UTF-8"]
            self.assertEqual([at for at in found if at >= 42], expected, text)

    def indicators(self, text, source, *words):
        path = self.put("list", text if isinstance(text, bytes) else text.encode())
        rows = [json.loads(line) for line in self.run_cli("search", "--json", "--indicators", path, source, *words)]
        return {row["written"]: row for row in rows}

    def web(self):
        body = b"what was looked for"
        packed = gzip.compress(body, mtime=0)
        self.digests = [hashlib.new(name, body).hexdigest() for name in ("md5", "sha1", "sha256", "sha512")]
        self.sent = hashlib.sha256(packed).hexdigest()
        return self.talk(b"GET /Path?q=1 HTTP/1.1\r\nHost: WWW.Evil.example:80\r\nUser-Agent: Bad/1.0 (thing)\r\n"
                         b"Referer: https://from.referer.test/x#y\r\n\r\n",
                         b"HTTP/1.1 302 Found\r\nLocation: http://next.test/a\r\nContent-Encoding: gzip\r\nContent-Length: "
                         + str(len(packed)).encode() + b"\r\n\r\n" + packed, size=60)

    def test_indicators_of_each_kind(self):
        source = self.web()
        wanted = ["192.0.2[.]1", "192.0.2.0/31", "evil[.]example", "hxxps://www[.]evil.example/Path?q=1",
                  "Bad/1.0 (thing)", "referer.test", "https://from.referer.test/x", "http://next.test/a", self.sent,
                  self.digests[0].upper(), *self.digests[1:]]
        others = ["192.0.2.9", "192.0.2.4/30", "vil.example", "wwwevil.example", "example.evil", "http://www.evil.example/path?q=1",
                  "http://www.evil.example/", "bad/1.0", "0" * 64, "user@evil.example"]
        seen = self.indicators("\n".join(wanted + others) + "\n# comment\n", source)
        self.assertEqual(sorted(seen), sorted(wanted))
        self.assertIn(f"{len(wanted)} of {len(wanted) + len(others)} indicators", self.errors)
        self.assertEqual(seen["192.0.2[.]1"]["type"], "address")
        self.assertEqual((seen["192.0.2[.]1"]["first_packet"], seen["192.0.2[.]1"]["count"]),
                         (1, seen["192.0.2[.]1"]["last_packet"]))
        self.assertEqual([place["place"] for place in seen["evil[.]example"]["places"]], ["http-host"])
        self.assertEqual([(place["place"], place["transfer"]) for place in seen[self.sent]["places"]], [("transfer", 1)])

    def test_indicators_under_a_filter(self):
        source = self.web()
        whole = self.indicators("192.0.2.1\nevil.example", source)
        self.assertEqual(set(whole), {"192.0.2.1", "evil.example"})
        one = self.indicators("192.0.2.1\nevil.example", source, "--filter", "frame.number == 2")
        self.assertEqual({value: (row["count"], row["first_packet"], row["last_packet"]) for value, row in one.items()
                          if row["type"] == "address"}, {"192.0.2.1": (1, 2, 2)})
        self.assertEqual(self.indicators("192.0.2.1\nevil.example", source, "--bpf", "udp"), {})
        for words in ["--hex"], ["--regex"], ["--exact"], ["--in", "packets"]:
            self.run_cli("search", "--indicators", source, source, *words, status=2)

    def test_indicators_in_dns(self):
        name = b"\4evil\7example\0"
        question = name + b"\0\1\0\1"
        answer = b"\xc0\x0c\0\5\0\1\0\0\0\1\0\6\3cdn\xc0\x11" + b"\xc0\x2a\0\1\0\1\0\0\0\1\0\4\xc6\x33\x64\7"
        messages = [b"\0\1\1\0\0\1\0\0\0\0\0\0" + question, b"\0\1\x81\x80\0\1\0\2\0\0\0\0" + question + answer]
        frames = [captures.ipv4(A, B, 17, captures.udp(5000, 53, messages[0])), captures.ipv4(B, A, 17, captures.udp(53, 5000, messages[1]))]
        source = self.put("dns.pcap", captures.pcap(frames))
        seen = self.indicators("evil.example\ncdn.example\n198.51.100.0/24\nexample\n", source)
        self.assertEqual({key: (row["first_packet"], row["last_packet"]) for key, row in seen.items()},
                         {"evil.example": (1, 2), "cdn.example": (2, 2), "198.51.100.0/24": (2, 2)})

    def test_indicator_formats(self):
        source = self.web()
        sha = self.digests[2]
        misp = {"Event": {"info": "evil.example", "Attribute": [
            {"type": "ip-dst|port", "value": "192.0.2.1|80"}, {"type": "filename|sha256", "value": "evil.example|" + sha},
            {"type": "comment", "value": "192.0.2.2"}, {"type": "user-agent", "value": "Bad/1.0 (thing)"}],
            "Object": [{"Attribute": [{"type": "hostname", "value": "www.evil.example"}]}]}}
        stix = {"type": "bundle", "objects": [
            {"type": "indicator", "name": "referer.test", "pattern_type": "stix",
             "pattern": "[ipv4-addr:value = '192.0.2.1' OR domain-name:value IN ('evil.example', 'no.example')] AND "
                        "[file:hashes.'SHA-256' = '" + sha + "' AND domain-name:value != 'next.test'] AND "
                        "[network-traffic:extensions.'http-request-ext'.request_header.'User-Agent' = 'Bad/1.0 (thing)']"},
            {"type": "ipv4-addr", "value": "192.0.2.2"}, {"type": "file", "name": "x", "hashes": {"MD5": self.digests[0]}}]}
        table = ('id,type,"value",comment\n1,domain,evil.example,"see next.test, too"\n2,user-agent,"Bad/1.0 (thing)",\n'
                 f"3,sha256,{sha},\n4,thing,???,\n")
        bare = f'"1","2024-01-01 00:00:00","http://www.evil.example/Path?q=1","online"\n"2","x","{sha}"\n'
        expected = {
            json.dumps(misp): ["192.0.2.1", sha, "Bad/1.0 (thing)", "www.evil.example"],
            json.dumps(stix): ["192.0.2.1", "evil.example", sha, "Bad/1.0 (thing)", "192.0.2.2", self.digests[0]],
            table: ["evil.example", "Bad/1.0 (thing)", sha],
            bare: ["http://www.evil.example/Path?q=1", sha],
            "\ufeffevil.example\r\n": ["evil.example"],
        }
        for text, wanted in expected.items():
            self.assertEqual(sorted(self.indicators(text, source)), sorted(wanted), text)
        self.indicators(table, source)
        self.assertIn("1 line of the list was not understood: line 5", self.errors)

    def test_indicator_lists_that_are_damaged(self):
        for text in '{"Event": [', "[" * 100000, '{"a": }', "nothing at all\n", "":
            path = self.put("list", text.encode())
            self.run_cli("search", "--indicators", path, SAMPLE, status=1)
        self.run_cli("search", "--indicators", "missing", SAMPLE, status=1)

    def test_wrong_usage(self):
        for words in [], ["x"], [SAMPLE, ""], [SAMPLE, "x", "--in", "nowhere"], [SAMPLE, "x", "--limit", "0"], [
                SAMPLE, "00", "--hex", "--regex"]:
            self.run_cli("search", *words, status=2)
        self.run_cli("search", "missing.pcap", "x", status=1)


unittest.main()

#!/usr/bin/python3
# test-report.py WIRECASE-CLI SAMPLES: reports, and that evidence stays text in every form of them
# SPDX-License-Identifier: GPL-3.0-or-later

import base64
import csv
import ctypes
import hashlib
import html.parser
import io
import json
import os
import re
import shlex
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest

import captures
import conversations

CLI, SAMPLES = (os.path.abspath(path) for path in sys.argv[1:3])
del sys.argv[1:3]
SAMPLE = os.path.join(SAMPLES, "sample.pcap")


def forbid_writing():
    """Has the mode of a file count for root, too: PR_CAPBSET_DROP of CAP_DAC_OVERRIDE."""
    ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)


class Tables(html.parser.HTMLParser):
    """Rows by the section that they are in, and every element and attribute."""

    def __init__(self):
        super().__init__()
        self.section, self.rows, self.elements, self.open = None, {}, set(), []

    def handle_starttag(self, tag, attrs):
        self.elements.add(tag)
        self.elements.update(f"{tag}@{name}" for name, _ in attrs)
        if tag == "section":
            self.section = dict(attrs)["id"]
            self.rows.setdefault(self.section, [])
        elif tag == "tr":
            self.rows[self.section].append([])
        elif tag in ("td", "th"):
            self.rows[self.section][-1].append("")
        if tag not in ("meta", "img", "br", "rect", "path"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_startendtag(self, tag, attrs):
        self.elements.add(tag)

    def handle_data(self, data):
        if self.open and self.open[-1] in ("td", "th"):
            self.rows[self.section][-1][-1] += data


def hostile():
    client, server = ("192.0.2.1", "198.51.100.1"), ("198.51.100.1", "192.0.2.1")
    request = b"GET /<script>alert(1)</script>|=cmd\\u202egnp.exe&'\" HTTP/1.1\r\nHost: <b>\r\n\r\n".replace(
        b"\\u202e", "\u202e".encode())
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 5\r\n\r\nMZ\1\2\3"
    return captures.pcap([captures.ipv4(*client, 6, captures.tcp(40000, 80, 0x18, request)),
                          captures.ipv4(*server, 6, captures.tcp(80, 40000, 0x18, answer))])


class Report(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def run_cli(self, *words, status=0, **how):
        environment = {**os.environ, "XDG_DATA_HOME": self.folder, "LC_ALL": "C.UTF-8", "LANGUAGE": "C"}
        done = subprocess.run([CLI, *words], capture_output=True, timeout=60, cwd=self.folder, env=environment,
                              stdin=subprocess.DEVNULL, **how)
        self.assertEqual(done.returncode, status, done.stderr)
        return done.stdout

    def test_sample(self):
        report = json.loads(self.run_cli("report", SAMPLE, "--format", "json"))
        sections = {section["id"]: section for section in report["sections"]}
        self.assertEqual([row["verdict"] for row in sections["findings"]["rows"]], ["appended", "mismatch"])
        with open(SAMPLE, "rb") as file:
            digest = hashlib.sha256(file.read()).hexdigest()
        self.assertIn({"fact": "SHA-256", "value": digest}, sections["capture"]["rows"])
        triage = [json.loads(line) for line in self.run_cli("triage", "--json", SAMPLE).splitlines()]
        rows = sections["findings"]["rows"] + sections["transfers"]["rows"]
        self.assertEqual(sorted((row["packet"], row["verdict"], row["sha256"]) for row in rows),
                         sorted((row["packet"], row["verdict"], row.get("sha256", "")) for row in triage))
        self.assertTrue(any(text.startswith("wirecase-cli triage ") for text in sections["repeat"]["paragraphs"]))

    def test_filter(self):
        words = ["--filter", "http.request.method == GET && frame.number < 20"]
        report = json.loads(self.run_cli("report", SAMPLE, "--format", "json", *words))
        sections = {section["id"]: section for section in report["sections"]}
        triage = [json.loads(line) for line in self.run_cli("triage", "--json", SAMPLE, *words).splitlines()]
        rows = sections["findings"]["rows"] + sections["transfers"]["rows"]
        self.assertEqual(sorted(row["packet"] for row in rows), sorted(row["packet"] for row in triage))
        self.assertLess(len(rows), len(self.run_cli("triage", "--json", SAMPLE).splitlines()))
        facts = {row["fact"]: row["value"] for row in sections["capture"]["rows"]}
        passed = len(self.run_cli("packets", SAMPLE, *words).splitlines())
        self.assertEqual((facts["Filter"], facts["Packets"], facts["Packets in the file"]),
                         (words[1], str(passed), "55"))
        self.assertEqual(sum(int(row["packets"]) for row in sections["flows"]["rows"]), passed)
        hosts = [json.loads(line) for line in self.run_cli("hosts", "--json", SAMPLE, *words).splitlines()]
        self.assertEqual(len(sections["hosts"]["rows"]), len(hosts))
        self.assertIn("only what has a packet that passes", " ".join(sections["limits"]["paragraphs"]).lower())
        self.assertTrue(all(words[1] in text for text in sections["repeat"]["paragraphs"]))
        self.run_cli("report", SAMPLE, "--filter", "((", status=1)

    def test_html(self):
        text = self.run_cli("report", SAMPLE).decode()
        tables = Tables()
        tables.feed(text)
        self.assertEqual(tables.open, [])
        self.assertEqual(tables.elements & {"script", "link", "iframe", "a@href", "object"}, set())
        self.assertNotRegex(text, r"url\(|@import")
        self.assertEqual(set(re.findall(r'src="(.{5})', text)), {"data:"})
        self.assertIn("html@lang", tables.elements)
        self.assertEqual(len(tables.rows["findings"]), 3)
        self.assertEqual(tables.rows["findings"][2][3], "mismatch")

    def sections(self, *words, **how):
        report = json.loads(self.run_cli("report", *words, "--format", "json", **how))
        return {section["id"]: section for section in report["sections"]}

    def test_pictures(self):
        """The bytes are those that were sent, up to the picture's own end; icons are left out."""
        text = self.run_cli("report", SAMPLE, "--parts", "pictures").decode()
        shown = [base64.b64decode(data) for data in re.findall(r'src="data:image/[a-z]+;base64,([^"]+)"', text)]
        rows = self.sections(SAMPLE)["pictures"]["rows"]
        self.assertEqual(len(shown), len(rows))
        self.assertEqual([row["packet"] for row in rows], [1, 10, 11, 16, 29, 34, 41])
        for row, data in zip(rows, shown):
            if row["packet"] == 34:
                self.assertEqual((row["size"], len(data)), (2476, 2460))
                self.assertTrue(data.endswith(b"\xff\xd9"))
            else:
                self.assertEqual(hashlib.sha256(data).hexdigest(), row["sha256"])
            if row["type"] == "image/png":
                self.assertEqual((row["width"], row["height"]), struct.unpack(">2I", data[16:24]))
        pages = self.run_cli("report", SAMPLE, "--format", "pdf")
        self.assertIn(b"/DCTDecode", pages)
        self.assertIn(b"/Marked true", pages)

    def test_picture_heads(self):
        """What a head says is believed only within bounds, and nothing is decoded."""
        def png(width, height):
            return b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">2I", width, height) + bytes(2000)
        bodies = {"/small.png": png(8, 8), "/wide.png": png(100000, 40), "/fair.png": png(40, 40),
                  "/cut.gif": b"GIF89a\x40", "/other.jpg": b"\xff\xd8\xff\xe0\xff\xff" + bytes(300)}
        wire = conversations.Wire()
        connection = wire.connect(("192.0.2.1", 40000), ("198.51.100.1", 80))
        for name, body in bodies.items():
            connection.say(0, b"GET %s HTTP/1.1\r\nHost: a\r\n\r\n" % name.encode())
            connection.say(1, b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        connection.close()
        path = os.path.join(self.folder, "heads.pcap")
        with open(path, "wb") as file:
            file.write(captures.pcap(wire.frames))
        section = self.sections(path)["pictures"]
        self.assertEqual([row["name"] for row in section["rows"]], ["a/fair.png"])
        self.assertIn("1 picture is less than 24 pixels wide or high, and is not shown.", section["paragraphs"])
        self.run_cli("report", path, "--format", "pdf")

    def test_timeline(self):
        sections = self.sections(SAMPLE)
        rows = sections["timeline"]["rows"]
        facts = {row["fact"]: row["value"] for row in sections["capture"]["rows"]}
        self.assertEqual(sum(row["packets"] for row in rows), int(facts["Packets"]))
        self.assertEqual(sum(row["bytes"] for row in rows), int(facts["Bytes on the wire"]))
        self.assertEqual(sum(row["findings"] for row in rows), 3)
        self.assertEqual(rows[0]["time"], facts["First packet (UTC)"])
        self.assertLessEqual(len(rows), 80)
        text = self.run_cli("report", SAMPLE).decode()
        self.assertEqual(text.count('<path class="finding"'), sum(row["findings"] > 0 for row in rows))
        self.assertEqual(text.count('<rect class="bar"'), sum(row["packets"] > 0 for row in rows))

    def test_repeats(self):
        """Each finding is found again by the command that the report tells."""
        sections = self.sections(SAMPLE)
        found = [(row["packet"], row["verdict"]) for row in sections["findings"]["rows"]]
        found += [(row["packet"], row["finding"]) for row in sections["attention"]["rows"]]
        rows = sections["repeat"]["rows"]
        self.assertEqual([(row["packet"], row["finding"]) for row in rows], found)
        for row in rows:
            words = shlex.split(row["command"])
            self.assertEqual(words[0], "wirecase-cli")
            again = [json.loads(line) for line in self.run_cli(*words[1:], "--json").splitlines()]
            self.assertIn(row["packet"], [one.get("packet") for one in again])

    def test_language(self):
        self.assertIn(b'<html lang="en">', self.run_cli("report", SAMPLE))
        self.assertIn(b'<html lang="en">', self.run_cli("report", SAMPLE, "--language", "en"))
        self.run_cli("report", SAMPLE, "--language", "xx", status=2)

    def test_hostile_names(self):
        path = os.path.join(self.folder, "<i>|a.pcap")
        with open(path, "wb") as file:
            file.write(hostile())
        text = self.run_cli("report", path).decode()
        tables = Tables()
        tables.feed(text)
        self.assertEqual(tables.elements & {"script", "b", "i"}, set())
        self.assertIn("<script>alert(1)</script>|=cmd\\u202egnp.exe&'\"", tables.rows["findings"][1][4])
        for form in ("html", "md"):
            self.assertNotIn("\u202e", self.run_cli("report", path, "--format", form).decode())
        rows = [line for line in self.run_cli("report", path, "--format", "md").decode().splitlines()
                if "alert" in line]
        self.assertEqual(len(re.findall(r"(?<!\\)\|", rows[0])), 10)
        self.assertNotIn("<script>", rows[0].replace("\\<script\\>", ""))

    def test_never_over_evidence(self):
        case, capture = (os.path.join(self.folder, name) for name in ("one.wirecase", "one.pcap"))
        with open(SAMPLE, "rb") as file, open(capture, "wb") as copy:
            copy.write(file.read())
        self.run_cli("case", "new", case)
        self.run_cli("case", "add", case, capture)
        os.symlink(capture, os.path.join(self.folder, "link"))
        for about, out in ((capture, capture), (case, capture), (case, case), (case, "link")):
            with self.subTest((about, out)):
                self.run_cli("report", about, "-o", out, status=1)
        with open(SAMPLE, "rb") as file, open(capture, "rb") as copy:
            self.assertEqual(file.read(), copy.read())
        self.run_cli("case", "notes", case)

    def test_parts(self):
        report = json.loads(self.run_cli("report", SAMPLE, "--format", "json", "--parts", "hosts,limits"))
        self.assertEqual([section["id"] for section in report["sections"]], ["hosts", "limits"])
        addresses = [row["address"] for row in report["sections"][0]["rows"]]
        self.assertIn("146.176.164.91", addresses)
        self.assertTrue(all(row["packets_out"] >= 0 for row in report["sections"][0]["rows"]))
        self.run_cli("report", SAMPLE, "--parts", "nothing", status=2)

    def test_json_ld(self):
        graph = json.loads(self.run_cli("report", SAMPLE, "--format", "case"))
        objects = {thing["@id"]: thing for thing in graph["@graph"]}
        self.assertEqual(len(objects), len(graph["@graph"]))
        self.assertTrue(all(name.split(":")[0] in graph["@context"]
                            for thing in graph["@graph"] for name in [thing["@id"], thing["@type"], *thing]
                            if not name.startswith("@")))
        with open(SAMPLE, "rb") as file:
            digest = hashlib.sha256(file.read()).hexdigest()
        hashes = [facet["uco-observable:hash"][0]["uco-types:hashValue"]["@value"]
                  for thing in graph["@graph"] for facet in thing.get("uco-core:hasFacet", [])
                  if "uco-observable:hash" in facet]
        self.assertIn(digest, hashes)
        # What the published shapes of CASE 1.3 and UCO 1.3 ask for: identifiers with a UUID, each of one thing;
        # an investigation with objects; the types of values.
        names = re.findall(r'\{"@id":"([^"]+)","@type"', self.run_cli("report", SAMPLE, "--format", "case").decode())
        self.assertEqual(len(names), len(set(names)))
        for name in names:
            self.assertRegex(name, r"^kb:[a-z-]+-[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
        investigation, = (thing for thing in graph["@graph"] if thing["@type"] == "case-investigation:Investigation")
        self.assertEqual({thing["@id"] for thing in investigation["uco-core:object"]},
                         set(objects) - {investigation["@id"]})
        for thing in graph["@graph"]:
            for facet in thing.get("uco-core:hasFacet", []):
                size = facet.get("uco-observable:sizeInBytes", {"@type": "xsd:integer", "@value": "0"})
                self.assertEqual(size["@type"], "xsd:integer")
                self.assertTrue(size["@value"].isdigit())
            if thing["@type"] == "uco-observable:ObservableRelationship":
                self.assertIs(thing["uco-core:isDirectional"], True)
                self.assertIn(thing["uco-core:source"]["@id"], objects)
                self.assertIn(thing["uco-core:target"]["@id"], objects)
        self.assertEqual(self.run_cli("report", SAMPLE, "--format", "case"), self.run_cli("report", SAMPLE, "--format", "case"))

    def test_csv(self):
        rows = list(csv.reader(io.StringIO(self.run_cli("report", SAMPLE, "--format", "csv").decode(), newline="")))
        start = rows.index(["findings"])
        self.assertEqual(rows[start + 1][:4], ["packet", "time", "severity", "verdict"])
        self.assertEqual([row[3] for row in rows[start + 2:start + 4]], ["appended", "mismatch"])

    def test_same_bytes(self):
        for form in ("html", "md", "csv", "json", "pdf"):
            with self.subTest(form):
                once, again = (self.run_cli("report", SAMPLE, "--format", form) for _ in range(2))
                self.assertEqual(once, again)
        self.assertTrue(once.startswith(b"%PDF-1."))
        self.assertTrue(once.rstrip().endswith(b"%%EOF"))

    def test_output(self):
        path = os.path.join(self.folder, "report.html")
        self.assertEqual(self.run_cli("report", SAMPLE, "-o", path), b"")
        with open(path, "rb") as file:
            self.assertEqual(file.read(), self.run_cli("report", SAMPLE))
        self.run_cli("report", SAMPLE, "-o", os.path.join(self.folder, "no", "folder.html"), status=1)
        self.run_cli("report", SAMPLE, "--format", "doc", status=2)

    def test_case(self):
        for name in ("a.pcap", "b.pcap"):
            shutil.copy(SAMPLE, os.path.join(self.folder, name))
        with open(os.path.join(self.folder, "notes.txt"), "w", encoding="utf-8") as file:
            file.write("not a capture")
        self.run_cli("case", "new", "one.wirecase")
        self.run_cli("case", "add", "one.wirecase", "a.pcap", "b.pcap", "notes.txt")
        self.run_cli("case", "note", "one.wirecase", "<b>This one</b>", "--on", "packet:41", "--evidence", "a.pcap",
                     "--mark", "red")
        with open(os.path.join(self.folder, "b.pcap"), "ab") as file:
            file.write(b"changed")
        report = json.loads(self.run_cli("report", "one.wirecase", "--format", "json"))
        sections = {}
        for section in report["sections"]:
            sections.setdefault(section["id"], []).append(section)
        self.assertEqual([row["state"] for row in sections["evidence"][0]["rows"]], ["same", "changed", "same"])
        self.assertEqual([(row["place"], row["text"]) for row in sections["notes"][0]["rows"]],
                         [("41", "<b>This one</b>")])
        self.assertEqual(len(sections["capture"]), 1)
        self.assertEqual(sections["unread"][0]["heading"], "notes.txt")
        self.assertEqual([row["action"] for row in sections["log"][0]["rows"]], ["made"] + ["added"] * 3)
        self.assertNotIn(b"<b>This", self.run_cli("report", "one.wirecase"))

    def test_same_packets(self):
        """A report of a case tells which captures have the same packets, and what was not looked at."""
        self.run_cli("case", "new", "one.wirecase")
        shutil.copy(SAMPLE, os.path.join(self.folder, "a.pcap"))
        with open(SAMPLE, "rb") as source, open(os.path.join(self.folder, "b.pcap"), "wb") as file:
            file.write(source.read() + b"more")
        self.run_cli("case", "add", "one.wirecase", "a.pcap", "b.pcap")
        row, = self.sections("one.wirecase")["taps"]["rows"]
        self.assertEqual((row["capture"], row["other"], row["packets"], row["of"], row["of_other"]),
                         ("a.pcap", "b.pcap", 55, 55, 55))
        self.assertNotIn("taps", self.sections("one.wirecase", "--parts", "evidence,findings"))
        os.remove(os.path.join(self.folder, "b.pcap"))
        section = self.sections("one.wirecase")["taps"]
        self.assertEqual(section["rows"], [])
        self.assertIn("b.pcap", " ".join(section["paragraphs"]))

    def test_read_only_case(self):
        """Which sets were asked cannot be kept in it: the report is made, and says so."""
        path = os.path.join(self.folder, "list")
        with open(path, "w", encoding="utf-8") as file:
            file.write("0" * 64 + "\n")
        self.run_cli("hashset", "import", "mine", path, "--kind", "bad")
        self.run_cli("case", "new", "one.wirecase")
        shutil.copy(SAMPLE, os.path.join(self.folder, "a.pcap"))
        self.run_cli("case", "add", "one.wirecase", "a.pcap")
        os.chmod(os.path.join(self.folder, "one.wirecase"), 0o444)
        section = self.sections("one.wirecase", "--parts", "means", preexec_fn=forbid_writing)["means"]
        self.assertEqual(section["rows"], [])
        self.assertIn("could not keep which", section["paragraphs"][0])

    def test_keys_are_named(self):
        """Who repeats it needs the same keys: their file is named, and they are not in the report."""
        path = os.path.join(self.folder, "the keys.log")
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"CLIENT_RANDOM {'ab' * 32} {'cd' * 48}\n")
        section = self.sections(SAMPLE, "--keys", path)["repeat"]
        self.assertTrue(all(f"--keys '{path}' " in text for text in section["paragraphs"]), section["paragraphs"])
        self.assertTrue(all(f"--keys '{path}' " in row["command"] for row in section["rows"]))
        self.assertNotIn("cdcdcd", json.dumps(section))
        self.assertFalse(any("--keys" in text for text in self.sections(SAMPLE)["repeat"]["paragraphs"]))

    def test_sets_are_kept(self):
        """A case tells which hash sets were asked for its report, and what was in them."""
        path = os.path.join(self.folder, "list")
        with open(path, "w", encoding="utf-8") as file:
            file.write("0" * 64 + "\n" + "1" * 64 + "\n")
        self.run_cli("hashset", "import", "mine", path, "--kind", "bad")
        self.run_cli("case", "new", "one.wirecase")
        shutil.copy(SAMPLE, os.path.join(self.folder, "a.pcap"))
        self.run_cli("case", "add", "one.wirecase", "a.pcap")
        row, = self.sections("one.wirecase")["means"]["rows"]
        self.assertEqual((row["kind"], row["name"], row["digests"], len(row["sha256"])), ("set", "mine", 2, 64))
        self.assertEqual(self.sections("one.wirecase")["means"]["rows"], [row])
        with open(path, "w", encoding="utf-8") as file:
            file.write("2" * 64 + "\n")
        self.run_cli("hashset", "import", "mine", path)
        rows = self.sections("one.wirecase")["means"]["rows"]
        self.assertEqual([one["digests"] for one in rows], [2, 3])
        self.assertNotEqual(rows[0]["sha256"], rows[1]["sha256"])


if __name__ == "__main__":
    unittest.main(verbosity=2)

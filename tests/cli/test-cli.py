#!/usr/bin/python3
# test-cli.py WIRECASE-CLI SAMPLES: what every command prints, and how it ends
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import pty
import signal
import subprocess
import sys
import tempfile
import time
import threading
import unittest

from captures import START, arp, icmp_echo, ipv4, ipv6, pcap, tcp, udp

CLI = sys.argv[1]
SAMPLES = sys.argv[2]
SAMPLE = os.path.join(SAMPLES, "sample.pcap")
COMMANDS = ["summary", "packets", "connections", "flows"]

# A generous end for what must not hang; nothing is measured.
PATIENCE = 60

A, B = "192.0.2.1", "192.0.2.2"
SIX_A, SIX_B = "2001:db8::1", "2001:db8::2"
FRAMES = [
    ipv4(A, B, 6, tcp(1000, 80, 0x02)),
    ipv4(B, A, 6, tcp(80, 1000, 0x12)),
    ipv4(A, B, 6, tcp(1000, 80, 0x18, b"GET /a HTTP/1.1\r\nHost: h\r\n\r\n")),
    ipv6(SIX_A, SIX_B, 17, udp(5000, 9)),
    ipv4(B, A, 1, icmp_echo()),
    arp(),
    ipv4(A, B, 17, udp(5001, 9, bytes(500))),
]


def run(*words, stdin=subprocess.DEVNULL):
    """(status, standard output, standard error) of one run."""
    done = subprocess.run([CLI, *words], stdin=stdin, capture_output=True, timeout=PATIENCE,
                          check=False, encoding="utf-8")
    return done.returncode, done.stdout, done.stderr


def time_text(number):
    """When packet @number of a capture of captures.py was captured."""
    seconds, rest = divmod(START + (number - 1) * 1000, 1_000_000_000)
    return f"{seconds}.{rest:09d}"


def late_first_byte(behind):
    """A stream whose first byte comes after @behind others."""
    piece = 16384
    pieces = [(2 + at, b"x" * piece) for at in range(0, behind, piece)] + [(1, b"!")]
    return pcap([ipv4(A, B, 6, tcp(1000, 80, 0x02, sequence=0))]
                + [ipv4(A, B, 6, tcp(1000, 80, data=data, sequence=at)) for at, data in pieces])


class Case(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.capture = self.write("small.pcap", pcap(FRAMES))

    def write(self, name, content):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(content)
        return path

    def lines(self, *words, **options):
        """What a run that succeeds without a word of complaint prints."""
        status, out, err = run(*words, **options)
        self.assertEqual(err, "")
        self.assertEqual(status, 0)
        return out.splitlines()

    def rows(self, *words, **options):
        return [json.loads(line) for line in self.lines(*words, "--json", **options)]

    def assert_fails(self, status, *words, says="", **options):
        ended, out, err = run(*words, **options)
        self.assertEqual(ended, status, err)
        self.assertEqual(out, "")
        self.assertEqual(len(err.splitlines()), 1, err)
        self.assertTrue(err.startswith("wirecase-cli: "), err)
        self.assertIn(says, err)


class TestSummary(Case):
    def test_text(self):
        facts = dict(line.split(maxsplit=1) for line in self.lines("summary", self.capture)
                     if not line.startswith(("Link", "Captured")))
        self.assertEqual(facts["Packets"], "7")
        self.assertEqual(facts["Flows"], "5")
        self.assertEqual(facts["Complete"], "yes")
        self.assertEqual(facts["First"], f"{time_text(1)} (2023-11-14 22:13:20 UTC)")

    def test_json(self):
        size = sum(map(len, FRAMES))
        self.assertEqual(self.rows("summary", self.capture), [{
            "file": self.capture,
            "format": "pcap, nanoseconds",
            "link_types": ["Ethernet"],
            "packets": 7,
            "bytes": size,
            "captured_bytes": size,
            "first": time_text(1),
            "last": time_text(7),
            "flows": 5,
            "complete": True,
            "decoded": True,
            "undecoded": [],
            "warnings": [],
        }])

    def test_nothing_in_it(self):
        row, = self.rows("summary", self.write("none.pcap", pcap([])))
        self.assertEqual(row["packets"], 0)
        self.assertTrue(row["complete"])
        self.assertNotIn("first", row)


class TestPackets(Case):
    def test_text(self):
        lines = self.lines("packets", self.capture)
        self.assertEqual(len(lines), 7)
        self.assertEqual(lines[2], f"3 {time_text(3)} {A} -> {B} HTTP {len(FRAMES[2])} GET /a")

    def test_json(self):
        rows = self.rows("packets", self.capture)
        self.assertEqual([row["number"] for row in rows], [1, 2, 3, 4, 5, 6, 7])
        self.assertEqual(rows[2], {
            "number": 3, "time": time_text(3), "length": len(FRAMES[2]),
            "captured": len(FRAMES[2]), "protocol": "HTTP", "src": A, "dst": B,
            "sport": 1000, "dport": 80, "info": "GET /a",
        })
        self.assertEqual((rows[3]["src"], rows[3]["dport"]), (SIX_A, 9))

    def test_no_ports_where_there_are_none(self):
        rows = self.rows("packets", self.capture)
        for row in rows[4:6]:
            self.assertNotIn("sport", row)
            self.assertNotIn("dport", row)
        self.assertEqual((rows[4]["protocol"], rows[5]["protocol"]), ("ICMP", "ARP"))

    def test_filter(self):
        rows = self.rows("packets", "--filter", "udp", self.capture)
        self.assertEqual([row["number"] for row in rows], [4, 7])

    def test_not_from(self):
        self.assertEqual(self.lines("packets", "--not-from", A, "--filter", "ip", self.capture),
                         [f"[+] Src: {B} --> Dst: {A}"] * 2)
        rows = self.rows("packets", "--not-from", SIX_A, self.capture)
        self.assertEqual([row["number"] for row in rows], [1, 2, 3, 5, 6, 7])

    def test_limit(self):
        rows = self.rows("packets", "--limit", "2", "--filter", "udp or icmp", self.capture)
        self.assertEqual([row["number"] for row in rows], [4, 5])
        self.assertEqual(len(self.lines("packets", "--limit", "100", self.capture)), 7)

    def test_reads_no_further_than_needed(self):
        """What is not needed is not waited for: the pipe stays open."""
        for words, numbers in [(["--limit", "7"], range(1, 8)), (["--number", "3"], [3])]:
            reading, writing = os.pipe()
            with os.fdopen(reading, "rb") as pipe, os.fdopen(writing, "wb") as writer:
                writer.write(pcap(FRAMES))
                writer.flush()
                rows = self.rows("packets", *words, "-", stdin=pipe)
                self.assertEqual([row["number"] for row in rows], list(numbers))

    def test_number(self):
        row, = self.rows("packets", "--number", "4", self.capture)
        self.assertEqual((row["number"], row["protocol"]), (4, "UDP"))
        self.assertEqual(self.lines("packets", "--number", "4", "--filter", "tcp", self.capture), [])
        self.assert_fails(1, "packets", "--number", "8", self.capture, says="7 packets")

    def test_layers_json(self):
        row, = self.rows("packets", "--number", "1", "--layers", self.capture)
        self.assertEqual([(layer["name"], layer["offset"], layer["length"])
                          for layer in row["layers"]],
                         [("Ethernet", 0, 14), ("Internet Protocol version 4", 14, 20),
                          ("Transmission Control Protocol", 34, 20)])
        ports = {field["name"]: field for field in row["layers"][2]["fields"]}
        self.assertEqual({key: ports["Source port"][key] for key in ("value", "offset", "length")},
                         {"value": "1000", "offset": 34, "length": 2})

    def test_layers_text(self):
        lines = self.lines("packets", "--number", "1", "--layers", self.capture)
        self.assertIn("    Source port: 1000", lines)
        self.assertTrue(lines[1].startswith("  Ethernet: "), lines[1])


class TestConnections(Case):
    def test_text(self):
        self.assertEqual(self.lines("connections", self.capture), [
            f"{A}:1000 -> {B}:80",
            f"{B}:80 -> {A}:1000",
            f"{A}:1000 -> {B}:80",
            f"[{SIX_A}]:5000 -> [{SIX_B}]:9",
            f"{A}:5001 -> {B}:9",
        ])

    def test_json(self):
        rows = self.rows("connections", self.capture)
        self.assertEqual([row["number"] for row in rows], [1, 2, 3, 4, 7])
        self.assertEqual(rows[3], {"number": 4, "protocol": "UDP", "src": SIX_A, "sport": 5000,
                                   "dst": SIX_B, "dport": 9})


class TestFlows(Case):
    def test_text(self):
        self.assertEqual(self.lines("flows", self.capture), [
            f"{A}:1000->{B}:80 - 2",
            f"{B}:80->{A}:1000 - 1",
            f"[{SIX_A}]:5000->[{SIX_B}]:9 - 1",
            f"{B}->{A} - 1",
            f"{A}:5001->{B}:9 - 1",
        ])

    def test_json(self):
        first = self.rows("flows", "--top", "1", self.capture)
        self.assertEqual(first, [{
            "protocol": "TCP", "src": A, "sport": 1000, "dst": B, "dport": 80, "packets": 2,
            "bytes": len(FRAMES[0]) + len(FRAMES[2]), "first": time_text(1), "last": time_text(3),
        }])

    def test_sort(self):
        def ports(key):
            rows = self.rows("flows", "--sort", key, self.capture)
            return [row.get("sport") for row in rows]

        self.assertEqual(ports("packets"), [1000, 80, 5000, None, 5001])
        self.assertEqual(ports("bytes")[0], 5001)
        self.assertEqual(ports("duration"), [1000, 80, 5000, None, 5001])
        self.assertEqual(ports("first"), [1000, 80, 5000, None, 5001])

    def test_conversations(self):
        self.assertEqual(self.lines("flows", "--conversations", "--top", "1", self.capture),
                         [f"{A}:1000<->{B}:80 - 3"])
        row = self.rows("flows", "--conversations", self.capture)[0]
        self.assertEqual((row["packets"], row["forth_packets"], row["back_packets"]), (3, 2, 1))

    def test_filter(self):
        self.assertEqual(self.lines("flows", "--filter", "src port 80", self.capture),
                         [f"{B}:80->{A}:1000 - 1"])
        self.assert_fails(1, "flows", "--filter", "no such words", self.capture)


class TestSample(Case):
    """The lab's figures, to the letter."""

    def test_first_packet(self):
        row, = self.rows("packets", "--number", "1", "--layers", SAMPLE)
        values = [{field["name"]: field["value"] for field in layer["fields"]}
                  for layer in row["layers"]]
        self.assertEqual(values[0]["Destination"], "a4:18:75:47:49:44")
        self.assertEqual(values[0]["Source"], "e8:40:f2:3b:eb:cd")
        self.assertEqual(values[1]["Total length"], "1010")
        self.assertEqual(values[1]["Identification"], "958")
        self.assertEqual(values[1]["Flags and offset"].split()[0], "16384")
        self.assertEqual(values[1]["Time to live"], "128")
        self.assertEqual(values[1]["Protocol"].split()[0], "6")
        self.assertEqual((values[1]["Source"], values[1]["Destination"]),
                         ("146.176.164.91", "23.21.54.131"))
        self.assertEqual((values[2]["Source port"], values[2]["Destination port"]),
                         ("53954", "80"))
        self.assertEqual(values[2]["Sequence number"], "846336224")
        self.assertEqual(values[2]["Acknowledgement number"], "543676321")
        self.assertEqual(values[2]["Flags"], "24 (PSH, ACK)")
        self.assertEqual(values[2]["Window"], "64647")
        self.assertEqual(values[2]["Checksum"].split()[0], "34952")
        self.assertEqual(values[3]["Method"], "GET")

    def test_connections(self):
        lines = self.lines("connections", SAMPLE)
        self.assertEqual(len(lines), 55)
        self.assertEqual(lines[0], "146.176.164.91:53954 -> 23.21.54.131:80")

    def test_flows(self):
        lines = self.lines("flows", "--top", "10", SAMPLE)
        self.assertEqual(len(lines), 10)
        self.assertEqual(lines[:2], ["146.176.164.91:53659->23.209.213.8:80 - 13",
                                     "146.176.164.91:54261->23.209.210.242:80 - 11"])

    def test_not_from(self):
        lines = self.lines("packets", "--not-from", "146.176.164.91", SAMPLE)
        self.assertEqual(len(lines), 13)
        self.assertEqual(lines[0], "[+] Src: 212.58.244.68 --> Dst: 146.176.164.91")

    def test_what_its_maker_says(self):
        with open(os.path.join(SAMPLES, "sample.json"), encoding="utf-8") as file:
            told = json.load(file)
        row, = self.rows("summary", SAMPLE)
        self.assertEqual(row["packets"], told["packets"])
        self.assertEqual(row["flows"], told["flows"])
        self.assertEqual(self.lines("flows", "--top", "10", SAMPLE), told["top"])
        self.assertEqual(self.lines("packets", "--not-from", "146.176.164.91", SAMPLE),
                         told["not_from"])


class TestStandardInput(Case):
    def test_pipe(self):
        for command in COMMANDS:
            with self.subTest(command), open(self.capture, "rb") as file:
                with subprocess.Popen(["cat"], stdin=file, stdout=subprocess.PIPE) as cat:
                    piped = self.lines(command, "-", stdin=cat.stdout)
                named = self.lines(command, self.capture)
                # Only the summary says where it came from.
                self.assertEqual(piped[1:], named[1:])

    def test_redirected_file(self):
        with open(self.capture, "rb") as file:
            self.assertEqual(len(self.lines("packets", "-", stdin=file)), 7)

    def test_nothing(self):
        for command in COMMANDS:
            with self.subTest(command):
                self.assert_fails(1, command, "-", says="standard input")

    def test_silent_pipe_is_waited_for(self):
        reading, writing = os.pipe()
        self.addCleanup(os.close, reading)

        def type_a_password():
            time.sleep(5.5)  # longer than standard input was once waited for
            os.close(writing)

        typing = threading.Thread(target=type_a_password)
        typing.start()
        self.assert_fails(1, "flows", "-", stdin=reading, says="empty")
        typing.join()

    def test_terminal_is_refused(self):
        controller, terminal = pty.openpty()
        self.addCleanup(os.close, controller)
        self.addCleanup(os.close, terminal)
        self.assert_fails(1, "flows", "-", stdin=terminal, says="terminal")


class TestUsage(Case):
    def test_wrong(self):
        wrong = [
            [],
            ["no-such-command"],
            ["--no-such-option"],
            ["flows"],
            ["flows", "--no-such-option", self.capture],
            ["flows", self.capture, self.capture],
            ["flows", "--sort", "colour", self.capture],
            ["flows", "--top", "0", self.capture],
            ["flows", "--top", "-1", self.capture],
            ["flows", "--top", "x", self.capture],
            ["packets", "--not-from", "nobody", self.capture],
            ["packets", "--limit", "0", self.capture],
            ["packets", "--number", "-4", self.capture],
            ["http", "--stream-memory", "0", self.capture],
            ["stream", "--stream-memory", "65", self.capture, "1"],
            ["downloads", "--total-memory", "1025", self.capture],
            ["triage", "--total-memory", "-1", self.capture],
            ["http", "--http-memory", "0", self.capture],
            ["search", "--http-memory", "16385", self.capture, "x"],
        ]
        for words in wrong:
            with self.subTest(words):
                self.assert_fails(2, *words)

    def test_help(self):
        text = "\n".join(self.lines("--help"))
        for command in COMMANDS:
            self.assertIn(command, text)
            own = "\n".join(self.lines(command, "--help"))
            self.assertIn(f"wirecase-cli {command} [", own)
            self.assertIn("--json", own)

    def test_version(self):
        self.assertRegex(self.lines("--version")[0], r"^wirecase-cli \d+\.\d+\.\d+$")


class TestStreams(Case):
    def test_streams_that_a_filter_finds(self):
        found = self.lines("stream", SAMPLE, "--filter", "udp")
        numbers = [line for line in found if line.startswith("Stream ")]
        self.assertEqual(len(numbers), 1)
        self.assertEqual(found[1:], self.lines("stream", SAMPLE, numbers[0].split()[1]))
        hexadecimal = self.lines("stream", SAMPLE, "--fields", "udp", "--hex")
        self.assertEqual(hexadecimal[1:], self.lines("stream", SAMPLE, numbers[0].split()[1], "--hex"))
        both = self.lines("stream", SAMPLE, "--bpf", "ip")
        self.assertGreater(len([line for line in both if line.startswith("Stream ")]), 3)
        self.assert_fails(1, "stream", SAMPLE, "--filter", "ip", "--raw")
        self.assert_fails(2, "stream", SAMPLE, "1", "--filter", "ip")
        self.assert_fails(2, "stream", SAMPLE)


class TestMemory(Case):
    """What comes after a missing byte waits for it as long as there is room."""

    def stream(self, *options):
        path = self.write("late.pcap", late_first_byte(3 * 512 * 1024))
        done = subprocess.run([CLI, "stream", "--raw", "--direction", "a", *options, path, "1"],
                              capture_output=True, timeout=PATIENCE, check=True)
        return done.stdout[:2], done.stderr.decode()

    def test_late_byte_is_in_its_place(self):
        self.assertEqual(self.stream(), (b"!x", ""))
        self.assertEqual(self.stream("--stream-memory", "2", "--total-memory", "2"), (b"!x", ""))

    def test_full_memory_makes_a_gap(self):
        for bound in ("--stream-memory", "--total-memory"):
            with self.subTest(bound):
                first, says = self.stream(bound, "1")
                self.assertNotEqual(first, b"!x")
                self.assertIn("not captured", says)


class TestManyExchanges(Case):
    """Exchanges beyond the bound are counted, and every command that they may belong to says so."""

    def test_every_command_says_so(self):
        requests = b"GET / HTTP/1.0\n\n" * 5000
        frames = [ipv4("192.0.2.1", "192.0.2.2", 6, tcp(1000, 80, data=requests[at:at + 1600],
                                                       sequence=1 + at))
                  for at in range(0, len(requests), 1600)]
        path = self.write("many.pcap", pcap(frames))
        sentence = "904 HTTP exchanges were left out: there is too much to keep."
        for words in (["http"], ["downloads"], ["transfers"], ["triage"], ["hosts"],
                      ["search", "--limit", "1"], ["findings"]):
            with self.subTest(words):
                more = ["x"] if words[0] == "search" else []
                done = subprocess.run([CLI, *words, "--http-memory", "1", path, *more],
                                      capture_output=True, timeout=PATIENCE)
                self.assertIn(sentence, (done.stdout + done.stderr).decode())
                done = subprocess.run([CLI, *words, path, *more], capture_output=True,
                                      timeout=PATIENCE)
                self.assertNotIn("left out", (done.stdout + done.stderr).decode())


class TestBadFiles(Case):
    def test_fifos_hold_nobody_up(self):
        fifo = os.path.join(self.folder, "fifo")
        os.mkfifo(fifo)
        out = os.path.join(self.folder, "out")
        for words in (["http", "--keys", fifo, self.capture],
                      ["batch", fifo, "--out", out, "--", "summary"]):
            with self.subTest(words):
                self.assert_fails(1, *words, says="is not a regular file")

    def test_refused(self):
        refused = {
            "missing": os.path.join(self.folder, "missing.pcap"),
            "folder": self.folder,
            "empty": self.write("empty.pcap", b""),
            "not a capture file": self.write("text.pcap", b"There is no packet in this file.\n" * 9),
        }
        for what, path in refused.items():
            for command in COMMANDS:
                with self.subTest(what=what, command=command):
                    self.assert_fails(1, command, path, says=os.path.basename(path))

    def test_cut_keeps_what_was_before(self):
        cut = self.write("cut.pcap", pcap(FRAMES)[:-1])
        status, out, err = run("connections", cut)
        self.assertEqual((status, len(out.splitlines())), (0, 4))
        self.assertEqual(len(err.splitlines()), 1)

        status, out, err = run("summary", "--json", cut)
        row = json.loads(out)
        self.assertEqual((status, row["packets"], row["complete"]), (0, 6, False))
        self.assertEqual(f"wirecase-cli: {row['warnings'][0]}\n", err)


class TestStandardOutput(Case):
    def test_reader_that_leaves(self):
        big = self.write("big.pcap", pcap(FRAMES * 10000))
        for command in ("packets", "connections"):
            with self.subTest(command):
                with subprocess.Popen([CLI, command, big], stdout=subprocess.PIPE,
                                      stderr=subprocess.PIPE, stdin=subprocess.DEVNULL) as process:
                    process.stdout.readline()
                    process.stdout.close()
                    self.assertEqual(process.stderr.read(), b"")
                    self.assertEqual(process.wait(PATIENCE), -signal.SIGPIPE)

    def test_full_disk(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([CLI, "flows", self.capture], stdout=full, check=False,
                                  stderr=subprocess.PIPE, timeout=PATIENCE, encoding="utf-8")
        self.assertEqual(done.returncode, 1)
        self.assertEqual(len(done.stderr.splitlines()), 1)

    def test_interrupt(self):
        reading, writing = os.pipe()
        with subprocess.Popen([CLI, "flows", "-"], stdin=reading, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as process:
            os.write(writing, pcap([])[:24])  # it waits for more from now on
            process.send_signal(signal.SIGINT)
            self.assertEqual(process.communicate(timeout=PATIENCE), (b"", b""))
            self.assertEqual(process.returncode, -signal.SIGINT)
        os.close(reading)
        os.close(writing)

    def test_progress(self):
        self.assertEqual(len(self.lines("flows", "--progress", self.capture)), 5)

        controller, terminal = pty.openpty()
        with subprocess.Popen([CLI, "flows", "--progress", self.capture], stderr=terminal,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as process:
            out = process.communicate(timeout=PATIENCE)[0]
        os.close(terminal)
        self.assertEqual((process.returncode, len(out.splitlines())), (0, 5))
        self.assertIn(b"\r", os.read(controller, 4096))
        os.close(controller)


if __name__ == "__main__":
    os.environ["LC_ALL"] = "C.UTF-8"
    # Who runs the tests in the background of a shell script has it ignored, and hands that down.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    unittest.main(argv=sys.argv[:1], verbosity=2)

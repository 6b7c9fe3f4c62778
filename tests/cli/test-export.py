#!/usr/bin/python3
# test-export.py WIRECASE-CLI SAMPLE: captures as other programs' tables
# SPDX-License-Identifier: GPL-3.0-or-later

"""Logs are read by a strict reader (zeek_logs.py), and JSON by Python's own."""

import csv
import io
import json
import os
import subprocess
import sys
import tempfile
import unittest

import captures
import zeek_logs

CLI, SAMPLE = sys.argv[1:3]


def run(*arguments):
    return subprocess.run([CLI, *arguments], capture_output=True, check=False)


def export(*arguments):
    """Returns the names and contents of what `export zeek` writes."""
    with tempfile.TemporaryDirectory() as folder:
        result = run("export", "zeek", *arguments, "--to", folder)
        if result.returncode:
            raise AssertionError(result.stderr.decode())
        files = {}
        for name in os.listdir(folder):
            with open(os.path.join(folder, name), "rb") as file:
                files[name] = file.read()
        return files


def stream(client, server=b""):
    """A connection that says this, both ways."""
    def frame(forth, flags, data, sequence):
        ends = ("10.0.0.1", "10.0.0.2") if forth else ("10.0.0.2", "10.0.0.1")
        ports = (40000, 80) if forth else (80, 40000)
        return captures.ipv4(*ends, 6, captures.tcp(*ports, flags, data, sequence))
    frames = [frame(True, 0x02, b"", 0), frame(False, 0x12, b"", 0), frame(True, 0x18, client, 1)]
    if server:
        frames.append(frame(False, 0x18, server, 1))
    return captures.pcap(frames)


def rows(data):
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        return zeek_logs.read(file.name)[1]


class ZeekTest(unittest.TestCase):
    def test_connections_have_what_zeek_says_of_them(self):
        connections = rows(export(SAMPLE)["conn.log"])
        whole = [row for row in connections if row["conn_state"] == "SF" and row["service"] == "http"]
        self.assertTrue(whole)
        for row in connections:
            self.assertRegex(row["uid"], r"^C[0-9A-Za-z]{17}$")
            self.assertRegex(row["community_id"], r"^1:[0-9A-Za-z+/]{27}=$")
            self.assertIn(row["proto"], ("tcp", "udp", "icmp", "unknown_transport"))
        self.assertEqual(len({row["uid"] for row in connections}), len(connections))

    def test_names_are_asked_for_and_answered(self):
        answered = [row for row in rows(export(SAMPLE)["dns.log"]) if row["answers"] != "-"]
        self.assertTrue(answered)
        for row in answered:
            self.assertEqual(len(row["answers"].split(",")), len(row["TTLs"].split(",")))
            self.assertEqual(row["opcode_name"], "query")

    def connection(self, *segments):
        """The row of a connection that these segments make: (from the client, flags, data, number)."""
        frames = []
        for forth, flags, data, sequence in segments:
            ends = ("10.0.0.1", "10.0.0.2") if forth else ("10.0.0.2", "10.0.0.1")
            ports = (40000, 9999) if forth else (9999, 40000)
            frames.append(captures.ipv4(*ends, 6, captures.tcp(*ports, flags, data, sequence)))
        with tempfile.NamedTemporaryFile(suffix=".pcap") as file:
            file.write(captures.pcap(frames))
            file.flush()
            found = rows(export(file.name)["conn.log"])
        self.assertEqual(len(found), 1)
        return found[0]

    def test_states_and_histories(self):
        syn, answer = (True, 0x02, b"", 0), (False, 0x12, b"", 0)
        hello, reply = (True, 0x18, b"hello", 1), (False, 0x18, b"reply!", 1)
        for segments, state, history in (
                ([syn], "S0", "S"),
                ([syn, (False, 0x14, b"", 0)], "REJ", "Sr"),
                ([syn, answer], "S1", "Sh"),
                ([syn, answer, hello, reply], "S1", "ShDd"),
                ([syn, answer, hello, (True, 0x11, b"", 6), (False, 0x11, b"", 1)], "SF", "ShDFf"),
                ([syn, answer, (True, 0x04, b"", 1)], "RSTO", "ShR"),
                ([syn, (True, 0x04, b"", 1)], "RSTOS0", "SR"),
                ([syn, (True, 0x11, b"", 1)], "SH", "SF"),
                ([hello, reply], "OTH", "Dd"),
                ([syn, answer, hello, hello], "S1", "ShDT"),
        ):
            row = self.connection(*segments)
            self.assertEqual((row["conn_state"], row["history"]), (state, history), segments)

    def test_bytes_are_counted_by_numbers(self):
        row = self.connection((True, 0x02, b"", 0), (False, 0x12, b"", 0), (True, 0x18, b"hello", 1),
                              (True, 0x18, b"again", 11))
        self.assertEqual((row["orig_bytes"], row["orig_pkts"], row["resp_bytes"]), ("15", "3", "0"))
        self.assertEqual(row["orig_ip_bytes"], str(3 * 40 + 10))

    def test_tunnels_have_their_connections(self):
        inside = captures.ipv4("10.1.0.1", "10.1.0.2", 17, captures.udp(1000, 2000, b"abc"))
        vxlan = bytes([8, 0, 0, 0, 0, 0, 1, 0]) + inside
        frame = captures.ipv4("10.0.0.1", "10.0.0.2", 17, captures.udp(3000, 4789, vxlan))
        with tempfile.NamedTemporaryFile(suffix=".pcap") as file:
            file.write(captures.pcap([frame]))
            file.flush()
            by_port = {row["id.resp_p"]: row for row in rows(export(file.name)["conn.log"])}
        self.assertEqual(by_port["4789"]["service"], "vxlan")
        self.assertEqual(by_port["2000"]["tunnel_parents"], by_port["4789"]["uid"])

    def test_rows_of_all_logs_name_connections(self):
        logs = {name: rows(data) for name, data in export(SAMPLE).items()}
        uids = {row["uid"] for row in logs["conn.log"]}
        fuids = {row["fuid"] for row in logs["files.log"]}
        for row in logs["http.log"] + logs["files.log"]:
            self.assertIn(row["uid"], uids)
        for row in logs["http.log"]:
            if row["resp_fuids"] != "-":
                self.assertLessEqual(set(row["resp_fuids"].split(",")), fuids)

    def test_every_run_writes_the_same_bytes(self):
        self.assertEqual(export(SAMPLE), export(SAMPLE))

    def test_json_says_the_same(self):
        table = rows(export(SAMPLE)["conn.log"])
        lines = export(SAMPLE, "--json")["conn.log"].decode().splitlines()
        objects = [json.loads(line) for line in lines]
        self.assertEqual(len(objects), len(table))
        for row, one in zip(table, objects):
            self.assertEqual(row["uid"], one["uid"])
            self.assertEqual(int(row["id.orig_p"]), one["id.orig_p"])
            self.assertEqual(row["local_orig"] == "T", one["local_orig"])
            self.assertEqual(row["service"] != "-", "service" in one)

    def test_compressed_logs_unpack_to_the_same(self):
        plain, packed = export(SAMPLE), export(SAMPLE, "--zstd")
        self.assertEqual({name + ".zst" for name in plain}, set(packed))
        for name, data in packed.items():
            self.assertEqual(data[:4], b"\x28\xb5\x2f\xfd", name)

    def test_tables_as_csv_have_all_keys_of_json(self):
        for table in ("packets", "connections", "flows", "conversations", "http", "tls", "sessions", "downloads",
                      "transfers", "triage"):
            objects = [json.loads(line) for line in run("export", "json", table, SAMPLE).stdout.splitlines()]
            text = run("export", "csv", table, SAMPLE).stdout.decode()
            lines = list(csv.DictReader(io.StringIO(text, newline="")))
            self.assertEqual(len(lines), len(objects), table)
            for one, row in zip(objects, lines):
                self.assertLessEqual(set(one), set(row), table)
                for key, value in one.items():
                    if isinstance(value, str) and not value.startswith(("=", "+", "-", "@")):
                        self.assertEqual(row[key], value)
                    elif isinstance(value, bool) or not isinstance(value, str):
                        self.assertEqual(json.loads(row[key]), value)

    def test_json_is_that_of_the_command(self):
        self.assertEqual(run("export", "json", "flows", SAMPLE).stdout, run("flows", SAMPLE, "--json").stdout)

    def test_tables_of_what_passes(self):
        for table, words in (("packets", ["--filter", "udp"]), ("http", ["--bpf", "tcp port 80"]),
                             ("transfers", ["--fields", "ip.addr == 192.0.2.9"])):
            self.assertEqual(run("export", "json", table, SAMPLE, *words).stdout,
                             run(table, SAMPLE, "--json", *words).stdout)

    def test_logs_of_what_passes(self):
        """As if the other packets had never been captured."""
        for words in (["--filter", "udp"], ["--bpf", "tcp"], ["--fields", "http.request || udp"]):
            with tempfile.TemporaryDirectory() as folder:
                path = os.path.join(folder, "part.pcapng")
                run("packets", SAMPLE, "--write", path, *words)
                part, whole = export(path), export(SAMPLE, *words)
            self.assertEqual(set(part), set(whole))
            self.assertEqual([{**row, "uid": ""} for row in rows(part["conn.log"])],
                             [{**row, "uid": ""} for row in rows(whole["conn.log"])])
        with tempfile.TemporaryDirectory() as folder:
            done = run("export", "zeek", SAMPLE, "--to", os.path.join(folder, "logs"), "--filter", "((")
            self.assertEqual(done.returncode, 1, done.stderr)
            self.assertEqual(os.listdir(folder), [])

    def test_formulas_are_text(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "formula.pcap")
            request = b"GET =cmd|'/c_calc'!A1 HTTP/1.1\r\nHost: a,\"b\r\nUser-Agent: @SUM(1)\r\n\r\n"
            with open(path, "wb") as file:
                file.write(stream(request))
            text = run("export", "csv", "http", path).stdout.decode()
            row = list(csv.DictReader(io.StringIO(text, newline="")))[0]
            self.assertEqual(row["uri"], "'=cmd|'/c_calc'!A1")
            self.assertEqual(row["user_agent"], "'@SUM(1)")
            self.assertEqual(row["host"], 'a,"b')

    def test_wrong_usage(self):
        self.assertEqual(run("export", "zeek", SAMPLE).returncode, 2)
        self.assertEqual(run("export", "csv", "bees", SAMPLE).returncode, 2)
        self.assertEqual(run("export", "csv", "flows").returncode, 2)
        self.assertEqual(run("export", "bees", SAMPLE, "--to", "x").returncode, 2)
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(run("export", "zeek", SAMPLE, "--to", folder, "--json", "--tsv").returncode, 2)
            self.assertEqual(run("export", "zeek", "/nowhere", "--to", folder).returncode, 1)
            self.assertEqual(os.listdir(folder), [])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])

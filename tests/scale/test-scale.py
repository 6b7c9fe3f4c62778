#!/usr/bin/python3
# test-scale.py WIRECASE-CLI ROOT: logs of many captures in ClickHouse and DuckDB
# SPDX-License-Identifier: GPL-3.0-or-later

"""Starts two servers on the loopback, loads the logs of some hundred generated captures, and holds the answers of
the views against what Wirecase says of the same captures. DuckDB is asked the same where DUCKDB_NODE names a folder
that has its module."""

import collections
import glob
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

CLI, ROOT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
sys.path.insert(0, os.path.join(ROOT, "tests", "cli"))
import captures  # noqa: E402

CAPTURES = int(os.environ.get("SCALE_CAPTURES", "200"))
PORTS = (29000, 29100)

SERVER = """<yandex>
  <logger><level>warning</level><log>{folder}/log</log><errorlog>{folder}/errors</errorlog></logger>
  <http_port>{http}</http_port><tcp_port>{tcp}</tcp_port><interserver_http_port>{other}</interserver_http_port>
  <listen_host>127.0.0.1</listen_host>
  <path>{folder}/data/</path><tmp_path>{folder}/tmp/</tmp_path>
  <users_config>{folder}/users.xml</users_config>
  <default_profile>default</default_profile><default_database>default</default_database>
  <mark_cache_size>16777216</mark_cache_size>
  <remote_servers><wirecase>{shards}</wirecase></remote_servers>
</yandex>"""

USERS = """<yandex><profiles><default><max_memory_usage>1000000000</max_memory_usage></default></profiles>
<users><default><password></password><networks><ip>127.0.0.1</ip></networks><profile>default</profile>
<quota>default</quota></default></users><quotas><default></default></quotas></yandex>"""


def make_capture(number):
    """Three connections, each with another file, and a question about a name."""
    def frame(forth, flags, data, sequence, port):
        ends = (f"10.0.{number % 7}.1", "10.9.0.1") if forth else ("10.9.0.1", f"10.0.{number % 7}.1")
        ports = (port, 80) if forth else (80, port)
        return captures.ipv4(*ends, 6, captures.tcp(*ports, flags, data, sequence))
    frames = []
    for i in range(3):
        body = b"file %d of all, and again " % ((number + i) % 50) * 20
        answer = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body
        request = b"GET /%d HTTP/1.1\r\nHost: example.com\r\n\r\n" % i
        port = 40000 + i
        frames += [frame(True, 2, b"", 0, port), frame(False, 18, b"", 0, port),
                   frame(True, 24, request, 1, port), frame(False, 24, answer, 1, port)]
    name = b"\4host" + bytes([2]) + b"%02d" % (number % 20) + b"\0"
    question = name + b"\0\1\0\1"
    query = number.to_bytes(2, "big") + b"\1\0\0\1\0\0\0\0\0\0" + question
    answer = (number.to_bytes(2, "big") + b"\x81\x80\0\1\0\1\0\0\0\0" + question + b"\xc0\x0c\0\1\0\1\0\0\0\x3c\0\4"
              + bytes([10, 1, 0, number % 20]))
    frames.append(captures.ipv4("10.0.0.9", "10.9.0.2", 17, captures.udp(5000 + number, 53, query)))
    frames.append(captures.ipv4("10.9.0.2", "10.0.0.9", 17, captures.udp(53, 5000 + number, answer)))
    return captures.pcap(frames)


class Server:
    def __init__(self, folder, port):
        self.folder, self.port = folder, port
        os.makedirs(os.path.join(folder, "data"))
        os.makedirs(os.path.join(folder, "tmp"))
        shards = "".join(f"<shard><replica><host>127.0.0.1</host><port>{one}</port></replica></shard>" for one in PORTS)
        with open(os.path.join(folder, "config.xml"), "w", encoding="utf-8") as file:
            file.write(SERVER.format(folder=folder, tcp=port, http=port + 1, other=port + 2, shards=shards))
        with open(os.path.join(folder, "users.xml"), "w", encoding="utf-8") as file:
            file.write(USERS)
        self.start()

    def start(self):
        self.process = subprocess.Popen(["clickhouse-server", f"--config-file={self.folder}/config.xml"],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(600):
            if subprocess.run(self.client("SELECT 1"), capture_output=True, check=False).returncode == 0:
                return
            if self.process.poll() is not None:
                raise AssertionError("the server ended")
            time.sleep(0.1)
        raise AssertionError("the server does not answer")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def client(self, query):
        return ["clickhouse-client", "--port", str(self.port), "--query", query]

    def run_file(self, path):
        with open(path, encoding="utf-8") as file:
            subprocess.run(["clickhouse-client", "--port", str(self.port), "-n"], stdin=file, check=True)

    def ask(self, query):
        text = subprocess.run(self.client(query + " FORMAT JSONEachRow"), capture_output=True, text=True, check=True)
        return [json.loads(line) for line in text.stdout.splitlines()]


class ScaleTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp()
        cls.addClassCleanup(cls.clear)
        cls.captures = os.path.join(cls.folder, "captures")
        cls.logs = os.path.join(cls.folder, "logs")
        os.mkdir(cls.captures)
        for number in range(CAPTURES):
            with open(os.path.join(cls.captures, f"{number}.pcap"), "wb") as file:
                file.write(make_capture(number))
        subprocess.run([CLI, "batch", "--out", cls.logs, cls.captures, "--", "export", "zeek", "{}", "--to", "{out}",
                        "--json"], check=True)
        cls.servers = []
        for port in PORTS:
            cls.servers.append(Server(os.path.join(cls.folder, str(port)), port))
        for server in cls.servers:
            server.run_file(os.path.join(ROOT, "data", "clickhouse", "schema.sql"))
            server.run_file(os.path.join(ROOT, "data", "clickhouse", "views.sql"))
        cls.load(sorted(glob.glob(cls.logs + "/" + "[0-9a-f]" * 64)))

    servers = []

    @classmethod
    def clear(cls):
        for server in cls.servers:
            server.kill()
        shutil.rmtree(cls.folder)

    @classmethod
    def load(cls, folders):
        subprocess.run([os.path.join(ROOT, "data", "clickhouse", "load"), *folders, "--", "--port", str(PORTS[0])],
                       check=True)

    def answers(self, table):
        """What Wirecase's own commands say of all captures."""
        for path in glob.glob(self.captures + "/*.pcap"):
            text = subprocess.run([CLI, "export", "json", table, path], capture_output=True, text=True, check=True)
            for line in text.stdout.splitlines():
                yield json.loads(line)

    def test_1_every_row_is_there_once(self):
        self.assertEqual(self.servers[1].ask("SELECT count() AS n FROM wirecase.conn FINAL")[0]["n"], str(4 * CAPTURES))
        counts = [server.ask("SELECT count() AS n FROM wirecase.conn_local")[0]["n"] for server in self.servers]
        self.assertTrue(all(int(n) > CAPTURES for n in counts), counts)

    def test_2_transfers_by_digest_are_those_of_transfers(self):
        times = collections.Counter(row["sha256"] for row in self.answers("transfers"))
        rows = self.servers[0].ask("SELECT sha256, times FROM wirecase.transfers_by_digest")
        self.assertEqual({row["sha256"]: int(row["times"]) for row in rows}, dict(times))
        body = b"file 7 of all, and again " * 20
        self.assertIn(hashlib.sha256(body).hexdigest(), times)

    def test_3_talkers_are_those_of_conversations(self):
        connections = collections.Counter()
        for row in self.answers("conversations"):
            connections[row["src"], row["dst"]] += 1
        rows = self.servers[0].ask("SELECT `id.orig_h` AS src, `id.resp_h` AS dst, connections FROM wirecase.top_talkers")
        self.assertEqual({(row["src"], row["dst"]): int(row["connections"]) for row in rows}, dict(connections))

    def test_4_names_lead_to_addresses(self):
        rows = self.servers[1].ask("SELECT address, name, times FROM wirecase.names_by_address")
        self.assertEqual(len(rows), min(20, CAPTURES))
        self.assertEqual(sum(int(row["times"]) for row in rows), CAPTURES)

    def test_5_a_second_load_changes_nothing(self):
        before = self.servers[0].ask("SELECT * FROM wirecase.top_talkers ORDER BY `id.orig_h`, `id.resp_h`")
        folders = sorted(glob.glob(self.logs + "/" + "[0-9a-f]" * 64))
        self.load(folders[:20])
        after = self.servers[0].ask("SELECT * FROM wirecase.top_talkers ORDER BY `id.orig_h`, `id.resp_h`")
        self.assertEqual(before, after)

    def test_6_a_shard_that_is_killed_loses_nothing(self):
        query = "SELECT count() AS n FROM wirecase.files FINAL"
        before = self.servers[0].ask(query)
        self.servers[1].kill()
        self.servers[1].start()
        self.assertEqual(self.servers[0].ask(query), before)

    @unittest.skipUnless("DUCKDB_NODE" in os.environ, "DUCKDB_NODE is not set")
    def test_7_duckdb_gives_the_same_answers(self):
        script = os.path.join(ROOT, "data", "clickhouse", "duckdb.sql")
        with open(script, encoding="utf-8") as file:
            text = file.read().replace("LOGS", self.logs)
        code = """
            const { DuckDBInstance } = require(process.argv[1] + '/node_modules/@duckdb/node-api');
            (async () => {
              const connection = await (await DuckDBInstance.create(':memory:')).connect();
              await connection.run(process.argv[2]);
              const rows = await connection.runAndReadAll('SELECT sha256, times FROM transfers_by_digest');
              console.log(JSON.stringify(rows.getRowObjectsJson()));
            })();"""
        result = subprocess.run(["node", "-e", code, os.environ["DUCKDB_NODE"], text], capture_output=True, text=True,
                                check=True)
        theirs = {row["sha256"]: int(row["times"]) for row in json.loads(result.stdout)}
        times = collections.Counter(row["sha256"] for row in self.answers("transfers"))
        self.assertEqual(theirs, dict(times))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])

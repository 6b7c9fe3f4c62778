#!/usr/bin/python3
# test-sockets.py WIRECASE-CLI: what the system's tables say of sockets, beside what ss says
# SPDX-License-Identifier: GPL-3.0-or-later

import contextlib
import json
import os
import re
import socket
import subprocess
import sys
import unittest

CLI = os.path.abspath(sys.argv.pop(1))

# What the lab's netstat calls what ss calls so.
STATES = {"LISTEN": "LISTENING", "ESTAB": "ESTABLISHED", "TIME-WAIT": "TIME_WAIT",
          "CLOSE-WAIT": "CLOSE_WAIT", "FIN-WAIT-2": "FIN_WAIT_2", "UNCONN": "UNCONNECTED"}


def run_cli(*arguments, status=0):
    done = subprocess.run([CLI, *arguments], capture_output=True, timeout=60, text=True,
                          stdin=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C.UTF-8"})
    assert done.returncode == status, (done.returncode, done.stderr)
    return done.stdout.splitlines()


def rows_of_ss(ports):
    """(protocol, local, remote, state, pid or None) of every socket at one of ports."""
    out = subprocess.run(["ss", "-tuanpH"], capture_output=True, text=True, check=True, timeout=60)
    rows = []
    for line in out.stdout.splitlines():
        protocol, state, _, _, local, remote, *rest = line.split()
        # An address of zeros is `*` to ss where the socket takes IPv4 as well.
        local, remote = (re.sub(r":\*$", ":0", end) for end in (local, remote))
        pid = re.search(r"pid=(\d+)", " ".join(rest))
        rows.append((protocol.upper(), local, remote, STATES.get(state, state),
                     int(pid[1]) if pid else None))
    return sorted((row for row in rows if any(row[1].endswith(f":{p}") or row[2].endswith(f":{p}")
                                              for p in ports)), key=str)


def rows_of_cli(ports):
    rows = set()
    for port in ports:
        for line in run_cli("sockets", "--json", "--port", str(port)):
            row = json.loads(line)
            rows.add((row["protocol"], row["local"], row["remote"], row["state"], row.get("pid")))
    return sorted(rows, key=str)


class Addresses(unittest.TestCase):
    def test_localhost(self):
        answers = [json.loads(line) for line in run_cli("addresses", "--json")]
        local = [a for a in answers if a["name"] == "localhost"]
        self.assertEqual({a["address"] for a in local},
                         {i[4][0] for i in socket.getaddrinfo("localhost", None)})
        self.assertEqual({a["kind"] for a in local}, {"loopback"})
        self.assertIn("127.0.0.1", {a["address"] for a in answers if a["name"] == "lo"})
        for answer in answers:
            self.assertTrue(("address" in answer) != ("error" in answer))
        self.assertRegex(run_cli("addresses")[0], r"^localhost +\S+ +loopback: ")


class Sockets(unittest.TestCase):
    def setUp(self):
        self.stack = contextlib.ExitStack()
        self.addCleanup(self.stack.close)

    def listen(self, family, host):
        server = self.stack.enter_context(socket.socket(family))
        if family == socket.AF_INET6:
            server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        server.bind((host, 0))
        server.listen()
        return server, server.getsockname()[1]

    def meet(self, family, host):
        server, port = self.listen(family, host)
        client = self.stack.enter_context(socket.create_connection((host, port)))
        taken = self.stack.enter_context(server.accept()[0])
        return port, client, taken

    def test_equals_ss(self):
        ports = []
        for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
            port, _, _ = self.meet(family, host)
            ports.append(port)

            port, client, taken = self.meet(family, host)
            client.close()          # who closes first is left in TIME-WAIT
            self.assertEqual(taken.recv(1), b"")
            taken.close()
            ports.append(port)

            port, client, taken = self.meet(family, host)
            client.shutdown(socket.SHUT_WR)
            self.assertEqual(taken.recv(1), b"")
            ports.append(port)

            datagrams = self.stack.enter_context(socket.socket(family, socket.SOCK_DGRAM))
            datagrams.bind((host, 0))
            port = datagrams.getsockname()[1]
            peer = self.stack.enter_context(socket.socket(family, socket.SOCK_DGRAM))
            peer.connect((host, port))
            ports.append(port)
        rows = rows_of_cli(ports)
        self.assertEqual(rows, rows_of_ss(ports))
        for state in ("LISTENING", "ESTABLISHED", "TIME_WAIT", "CLOSE_WAIT", "FIN_WAIT_2",
                      "UNCONNECTED"):
            self.assertGreaterEqual(sum(row[3] == state for row in rows), 2, state)

    def test_columns_of_the_lab(self):
        port, client, _ = self.meet(socket.AF_INET, "127.0.0.1")
        there = client.getsockname()[1]
        me = os.getpid()
        lines = [" ".join(line.split()[:5]) for line in run_cli("sockets", "--port", str(port))]
        self.assertCountEqual(lines, [
            f"TCP 127.0.0.1:{port} 0.0.0.0:0 LISTENING {me}",
            f"TCP 127.0.0.1:{port} 127.0.0.1:{there} ESTABLISHED {me}",
            f"TCP 127.0.0.1:{there} 127.0.0.1:{port} ESTABLISHED {me}"])
        with open("/proc/self/comm", encoding="utf-8") as name:
            program = name.read().strip()
        self.assertTrue(all(line.endswith(f"{me} {program}")
                            for line in run_cli("sockets", "--port", str(port))))

    def test_listening_only(self):
        port, _, _ = self.meet(socket.AF_INET6, "::1")
        lines = run_cli("sockets", "--listening", "--port", str(port))
        self.assertEqual([line.split()[:4] for line in lines],
                         [["TCP", f"[::1]:{port}", "[::]:0", "LISTENING"]])

    def test_no_process(self):
        port, client, taken = self.meet(socket.AF_INET, "127.0.0.1")
        client.close()
        self.assertEqual(taken.recv(1), b"")
        taken.close()
        waiting = [line for line in run_cli("sockets", "--port", str(port)) if "TIME_WAIT" in line]
        self.assertEqual(len(waiting), 1)
        self.assertTrue(waiting[0].endswith("TIME_WAIT - (no process: the kernel closes it)"))

    def test_usage(self):
        for words in (["--port", "65536"], ["--port", "-1"], ["--port", "http"], ["extra"],
                      ["--frobnicate"]):
            self.assertEqual(run_cli("sockets", *words, status=2), [])


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/python3
# test-stress.py WIRECASE-CLI WIRE-LOAD: 5,000 clients at once and 200,000 messages, every byte of
# them confirmed, and memory that does not grow
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import re
import resource
import signal
import subprocess
import sys
import unittest

CLI, LOAD = (os.path.abspath(path) for path in sys.argv[1:3])
del sys.argv[1:3]

CLIENTS = 5000
MESSAGES = 200000


class Stress(unittest.TestCase):
    def start(self, *words, **options):
        process = subprocess.Popen(words, env={**os.environ, "LC_ALL": "C.UTF-8"}, **options)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def serve(self):
        """A server that echoes, whose lines somebody reads, and its port."""
        server = self.start(CLI, "serve", "--echo", "--port", "0", "--buffer", "4096",
                            stdout=subprocess.PIPE)
        line = server.stdout.readline().decode()
        self.start("cat", stdin=server.stdout, stdout=subprocess.DEVNULL)
        server.stdout.close()
        return server, line.rsplit(":", 1)[1].strip()

    def load(self, port, clients, messages):
        done = subprocess.run([LOAD, "127.0.0.1", port, str(clients), str(messages)],
                              capture_output=True, text=True, timeout=200, check=False)
        print(done.stdout.strip(), done.stderr.strip(), flush=True)
        self.assertEqual(done.returncode, 0)
        return done.stdout.split()

    def resident(self, process):
        with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
            return int(re.search(r"RssAnon:\s+(\d+)", status.read())[1])

    def test_many_clients(self):
        server, port = self.serve()
        figures = self.load(port, CLIENTS, MESSAGES)
        self.assertEqual(int(figures[1]), MESSAGES)
        if resource.getrlimit(resource.RLIMIT_NOFILE)[1] > CLIENTS + 100:
            self.assertEqual(int(figures[0]), CLIENTS)
        first = self.resident(server)
        self.load(port, CLIENTS, MESSAGES // 4)
        second = self.resident(server)
        print(f"{first} KiB of memory after {MESSAGES} messages, {second} KiB after "
              f"{MESSAGES + MESSAGES // 4}", flush=True)
        # Of 100 MB that passed. What malloc keeps of 5,000 connections that are gone differs by some MiB.
        self.assertLess(second, first + 16 * 1024)
        self.assertLess(second, 128 * 1024)
        server.send_signal(signal.SIGTERM)
        self.assertEqual(server.wait(60), 0)


if __name__ == "__main__":
    unittest.main()

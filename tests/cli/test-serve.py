#!/usr/bin/python3
# test-serve.py WIRECASE-CLI: serve and send, among themselves and with programs of others
# SPDX-License-Identifier: GPL-3.0-or-later

import base64
import contextlib
import faulthandler
import glob
import json
import os
import pty
import re
import resource
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time
import unittest

CLI = os.path.abspath(sys.argv.pop(1))
# What AddressSanitizer keeps of freed memory is not the server's: it would count as that.
ENV = {**os.environ, "LC_ALL": "C.UTF-8",
       "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":quarantine_size_mb=8"}
REPLY = b"Got that thanks!"


def reset(peer):
    """Closes as a killed program's system may: without a word of farewell."""
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    peer.close()


def read_all(peer):
    parts = []
    while part := peer.recv(65536):
        parts.append(part)
    return b"".join(parts)


def read_exactly(peer, n):
    parts = b""
    while len(parts) < n and (part := peer.recv(n - len(parts))):
        parts += part
    return parts


class Case(unittest.TestCase):
    def setUp(self):
        self.stack = contextlib.ExitStack()
        self.addCleanup(self.stack.close)

    def run_cli(self, *arguments, status=0, stdin=subprocess.DEVNULL, **options):
        done = subprocess.run([CLI, *map(str, arguments)], capture_output=True, timeout=60, env=ENV,
                              **({} if "input" in options else {"stdin": stdin}), **options)
        self.assertEqual(done.returncode, status, (done.stdout, done.stderr))
        self.errors = done.stderr.decode().splitlines()
        return done.stdout.decode().splitlines()

    def start(self, *words, **options):
        """A process that is gone by the end of the test."""
        process = subprocess.Popen(words, env=ENV, **options)
        for stream in (process.stdin, process.stdout):
            if stream:
                self.stack.callback(stream.close)   # when it is gone: a thread may wait for its words
        self.stack.callback(process.wait)
        self.stack.callback(process.kill)
        return process

    def connect(self, port, host="127.0.0.1"):
        return self.stack.enter_context(socket.create_connection((host, port), timeout=60))

    def listen(self, host="127.0.0.1"):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        server = self.stack.enter_context(socket.socket(family))
        server.settimeout(60)
        server.bind((host, 0))
        server.listen()
        return server, server.getsockname()[1]

    def free_port(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return probe.getsockname()[1]


class Served:
    """A running `serve`, whose lines are read as they come: each has to be there at once."""

    def __init__(self, case, *arguments, host="127.0.0.1"):
        self.case = case
        self.process = case.start(CLI, "serve", "--port", "0", *arguments, stdout=subprocess.PIPE)
        line = self.line()
        found = re.fullmatch(rf"#<INFO> Server Initialising on {re.escape(host)}:(\d+)", line)
        case.assertTrue(found, line)
        self.port = int(found[1])
        case.assertEqual(self.line(), "#<INFO> Awaiting connection...")

    def line(self):
        return self.process.stdout.readline().decode().rstrip("\n")

    def expect(self, *lines):
        for line in lines:
            self.case.assertEqual(self.line(), f"#<INFO> {line}")

    def expect_client(self):
        line = self.line()
        self.case.assertRegex(line, r"^#<INFO> A client on: \('(127\.0\.0\.1|::1)', \d+\) has connected\.$")
        return int(re.search(r", (\d+)\)", line)[1])

    def pieces(self, n, until):
        """What was received, n bytes in all, and then the line that ends it."""
        text = ""
        while len(text) < n:
            line = self.line()
            self.case.assertTrue(line.startswith("#<INFO> Received: "), line)
            text += line[len("#<INFO> Received: "):]
        self.expect(until)
        return text

    def end(self, number=signal.SIGINT):
        self.process.send_signal(number)
        self.case.assertEqual(self.process.wait(60), 0)


class Serve(Case):
    def test_lines_of_the_lab(self):
        server = Served(self)
        client = self.connect(server.port)
        self.assertEqual(server.expect_client(), client.getsockname()[1])
        client.sendall(b"h")
        server.expect("Received: h")
        self.assertEqual(read_exactly(client, 16), REPLY)
        client.close()
        server.expect("End of Data - Socket Exiting...")
        server.end()

    def test_reset_ends_one_client_only(self):
        server = Served(self)
        other = self.connect(server.port)
        server.expect_client()
        client = self.connect(server.port)
        server.expect_client()
        reset(client)
        server.expect("Socket Shutdown Received - Exiting...", "The client reset the connection.")
        other.sendall(b"still here")
        server.expect("Received: still here")
        server.end(signal.SIGTERM)

    def kill(self, client, number, server):
        """Ends the process with a signal once the server knows whose its connection is."""
        tasks = f"/proc/{server.process.pid}/task/*/comm"
        while sorted(map(self.read_text, glob.glob(tasks))) != ["gmain\n", "wirecase-cli\n"]:
            time.sleep(0.005)           # until the thread that looks for it is gone
        client.send_signal(number)      # and it is asked for its end only afterwards

    @staticmethod
    def read_text(path):
        try:
            with open(path, encoding="utf-8") as stream:
                return stream.read()
        except OSError:
            return ""

    def test_signals_that_end_clients(self):
        # Their systems say goodbye for them: to TCP that is an end like another.
        server = Served(self)
        for number in (signal.SIGKILL, signal.SIGTERM):
            client = self.start("nc", "127.0.0.1", str(server.port), stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE)
            server.expect_client()
            client.stdin.write(b"here\n")
            client.stdin.flush()
            server.expect(r"Received: here\n")
            self.assertEqual(client.stdout.read(16), REPLY)
            self.kill(client, number, server)
            server.expect("Socket Shutdown Received - Exiting...")
            self.assertRegex(server.line(), "^#<INFO> nc .*was killed: ")
        server.end()

    def test_clients_that_end_by_themselves(self):
        server = Served(self)
        for end in ("s.close(); time.sleep(600)", "s.shutdown(1); time.sleep(600)", "sys.exit(1)",
                    "os._exit(3)"):
            with self.subTest(end):
                code = ("import os, socket, sys, time; s = socket.create_connection(('127.0.0.1', %d)); "
                        "sys.stdin.readline(); %s" % (server.port, end))
                client = self.start(sys.executable, "-c", code, stdin=subprocess.PIPE)
                server.expect_client()
                client.stdin.write(b"\n")
                client.stdin.close()
                server.expect("End of Data - Socket Exiting...")
        server.end()

    def test_killed_client(self):
        server = Served(self)
        # It does not read what it is answered, so that its system breaks the connection off.
        code = ("import socket, sys, time; s = socket.create_connection(('127.0.0.1', %d)); "
                "s.sendall(b'x'); s.recv(16, socket.MSG_PEEK); print('sent', flush=True); "
                "time.sleep(600)" % server.port)
        client = self.start(sys.executable, "-c", code, stdout=subprocess.PIPE)
        self.assertEqual(client.stdout.readline(), b"sent\n")
        server.expect_client()
        server.expect("Received: x")
        client.kill()
        server.expect("Socket Shutdown Received - Exiting...")
        self.assertRegex(server.line(), "^#<INFO> (The client reset the connection.|.*was killed: )")
        self.connect(server.port)
        server.expect_client()
        server.end()

    def test_once(self):
        server = Served(self, "--once")
        client = self.connect(server.port)
        server.expect_client()
        # It is about to stop listening; who knocks at that very moment is turned away.
        with self.assertRaises((ConnectionRefusedError, ConnectionResetError)):
            while True:
                self.connect(server.port)
        client.close()
        server.expect("End of Data - Socket Exiting...")
        self.assertEqual(server.process.wait(60), 0)
        self.assertEqual(server.line(), "")

    def test_once_with_a_reset(self):
        server = Served(self, "--once")
        reset(self.connect(server.port))
        server.expect_client()
        server.expect("Socket Shutdown Received - Exiting...", "The client reset the connection.")
        self.assertEqual(server.process.wait(60), 0)

    def test_buffer_of_ten(self):
        server = Served(self, "--buffer", "10", "--no-reply")
        client = self.connect(server.port)
        server.expect_client()
        client.sendall(b"my message is longer than the buffer")
        server.expect("Received: my message", "Received:  is longer", "Received:  than the ",
                      "Received: buffer")
        client.close()
        server.expect("End of Data - Socket Exiting...")
        server.end()

    def test_replies(self):
        for arguments, expected in ((["--echo"], b"abc"), (["--no-reply"], b""),
                                    (["--reply", "né"], "né".encode()), ([], REPLY)):
            with self.subTest(arguments):
                server = Served(self, *arguments)
                client = self.connect(server.port)
                client.sendall(b"abc")
                client.shutdown(socket.SHUT_WR)      # half-close: the answer still comes
                self.assertEqual(read_all(client), expected)
                server.end()

    def test_both_loopbacks(self):
        server = Served(self, "--address", "localhost")
        server.expect(f"Server Initialising on [::1]:{server.port}", "Awaiting connection...")
        for host in ("::1", "127.0.0.1"):
            client = self.connect(server.port, host)
            self.assertEqual(server.expect_client(), client.getsockname()[1])
        server.end()

    def test_all_addresses(self):
        server = Served(self, "--address", "::", host="[::]")
        server.expect(f"Server Initialising on 0.0.0.0:{server.port}", "Awaiting connection...")
        for host in ("::1", "127.0.0.1"):
            client = self.connect(server.port, host)
            self.assertEqual(server.expect_client(), client.getsockname()[1])
        server.end()

    def test_pieces(self):
        server = Served(self, "--pieces")
        client = self.connect(server.port)
        server.expect_client()
        client.sendall(b"a")
        server.expect("Received: a", "A piece of 1 byte", "A send of 16 bytes")
        self.assertEqual(client.recv(16), REPLY)
        client.sendall(b"\xff\xfd\x01\xff\xfb\x22hi")
        server.expect(r'Received: \xff\xfd\x01\xff\xfb"hi', "A piece of 8 bytes",
                      "Commands of telnet: DO ECHO, WILL LINEMODE", "A send of 16 bytes")
        server.end()

    def test_telnet_is_explained_where_it_comes(self):
        server = Served(self, "--no-reply")
        client = self.connect(server.port)
        server.expect_client()
        client.sendall(b"\xff\xf4\xff\xfd\x06")
        server.expect(r"Received: \xff\xf4\xff\xfd\x06", "Commands of telnet: INTERRUPT, DO TIMING-MARK")
        client.sendall(b"\xff\xfb\x90\x64")
        server.expect(r"Received: \xff\xfb\x90d")
        client.close()
        server.expect("End of Data - Socket Exiting...")
        server.end()

    def test_foreign_bytes_are_escaped(self):
        server = Served(self)
        client = self.connect(server.port)
        server.expect_client()
        client.sendall(b"\x1b[31m\xff\0\r\n#<INFO> Received: forged\n")
        server.expect(r"Received: \x1b[31m\xff\x00\r\n#<INFO> Received: forged\n")
        server.end()

    def test_one_byte_at_a_time(self):
        server = Served(self, "--echo")
        client = self.connect(server.port)
        for byte in b"one byte at a time":
            client.sendall(bytes([byte]))
            self.assertEqual(client.recv(10), bytes([byte]))
        server.end()

    def test_who_never_reads_harms_nobody(self):
        process = self.start(CLI, "serve", "--port", "0", "--echo", "--buffer", "65536",
                             stdout=subprocess.PIPE)
        port = int(process.stdout.readline().decode().rsplit(":", 1)[1])
        threading.Thread(target=process.stdout.read, daemon=True).start()
        mute = self.connect(port)
        mute.setblocking(False)
        sent, quiet = 0, 0
        while quiet < 20 and sent < 1 << 30:
            try:
                sent += mute.send(bytes(1 << 20))
                quiet = 0
            except BlockingIOError:
                time.sleep(0.02)
                quiet += 1
        self.assertLess(sent, 1 << 28)
        other = self.connect(port)
        other.sendall(b"hello")
        self.assertEqual(other.recv(10), b"hello")
        with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
            resident = int(re.search(r"RssAnon:\s+(\d+)", status.read())[1])
        self.assertLess(resident, 64 * 1024)
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(60), 0)

    def test_no_descriptor_left(self):
        # More knock than can be taken: those inside go on, the others get their turn.
        process = self.start(CLI, "serve", "--port", "0", "--echo", stdout=subprocess.PIPE,
                             preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE,
                                                                   (32, 32)))
        port = int(process.stdout.readline().decode().rsplit(":", 1)[1])
        crowd = [self.connect(port) for _ in range(40)]
        lines = []
        while not any("No more connections" in line for line in lines):
            lines.append(process.stdout.readline().decode())
        inside = sum("has connected" in line for line in lines)
        self.assertGreater(inside, 10)
        self.assertLess(inside, 32)
        crowd[0].sendall(b"still inside")
        self.assertEqual(crowd[0].recv(100), b"still inside")
        crowd[39].sendall(b"my turn")
        for peer in crowd[:39]:
            peer.close()
        self.assertEqual(crowd[39].recv(100), b"my turn")
        process.send_signal(signal.SIGTERM)
        process.stdout.read()
        self.assertEqual(process.wait(60), 0)

    def test_json(self):
        process = self.start(CLI, "serve", "--port", "0", "--once", "--json",
                             stdout=subprocess.PIPE)
        events = [json.loads(process.stdout.readline())]
        host, port = events[0]["local"].rsplit(":", 1)
        client = self.connect(int(port), host)
        client.sendall(b"\0\xff")
        self.assertEqual(read_exactly(client, 16), REPLY)
        client.close()
        events += [json.loads(line) for line in process.stdout]
        self.assertEqual([event["event"] for event in events],
                         ["listening", "connected", "stopped", "received", "sent", "shutdown",
                          "closed"])
        received = events[3]
        self.assertEqual(base64.b64decode(received["data"]), b"\0\xff")
        self.assertEqual(received["size"], 2)
        self.assertEqual(received["local"], f"127.0.0.1:{port}")
        self.assertTrue(received["peer"].startswith("127.0.0.1:"))
        self.assertLess(abs(float(received["time"]) - time.time()), 3600)
        self.assertEqual(base64.b64decode(events[4]["data"]), REPLY)

    def test_taken_port(self):
        server = Served(self)
        self.assertEqual(self.run_cli("serve", "--port", server.port, status=1), [])
        self.assertRegex(self.errors[0], rf"port {server.port} is used by wirecase-cli "
                                         rf"\(process {server.process.pid}\); \d+ is free\.$")
        server.end()

    def test_address_that_is_not_ours(self):
        self.run_cli("serve", "--address", "192.0.2.99", status=1)
        self.assertEqual(self.errors, ["wirecase-cli: 192.0.2.99 is not an address of this machine. A server can "
                                       "listen only at the addresses of its own machine: choose one of those."])
        self.run_cli("serve", "--address", "no-such-host.invalid", status=1)
        self.assertIn("no-such-host.invalid", self.errors[0])

    def test_reader_that_leaves(self):
        process = self.start(CLI, "serve", "--port", "0", stdout=subprocess.PIPE)
        port = int(process.stdout.readline().decode().rsplit(":", 1)[1])
        process.stdout.close()
        self.connect(port)
        self.assertEqual(process.wait(60), -signal.SIGPIPE)

    def test_nowhere_to_write(self):
        with open("/dev/full", "wb") as full:
            process = self.start(CLI, "serve", "--port", "0", stdout=full, stderr=subprocess.PIPE)
        with process.stderr:
            self.assertIn(b"could not be written", process.stderr.read())
        self.assertEqual(process.wait(60), 1)

    def test_usage(self):
        for words in (["--port", "65536"], ["--port", "http"], ["--buffer", "0"],
                      ["--buffer", "65537"], ["--echo", "--no-reply"], ["--reply", "x", "--echo"],
                      ["extra"], ["--frobnicate"]):
            with self.subTest(words):
                self.assertEqual(self.run_cli("serve", *words, status=2), [])
                self.assertEqual(len(self.errors), 1)


class Clients(Case):
    """Programs that no one here wrote, as clients of `serve`."""

    def check(self, *words, text=b"hello\n"):
        server = Served(self)
        done = subprocess.run([word.replace("PORT", str(server.port)) for word in words],
                              input=text, capture_output=True, timeout=60, check=False)
        self.assertEqual(done.stdout, REPLY)
        server.expect_client()
        server.expect(r"Received: hello\n", "End of Data - Socket Exiting...")
        server.end()

    def test_nc(self):
        self.check("nc", "-N", "127.0.0.1", "PORT")

    def test_ncat(self):
        self.check("ncat", "127.0.0.1", "PORT")

    def test_socat(self):
        self.check("socat", "-", "TCP:127.0.0.1:PORT")

    def test_telnet_by_the_letter(self):
        server = Served(self)
        # Telnet sends whole lines unless it is told not to; the lab's sends every letter.
        main, terminal = pty.openpty()
        self.stack.callback(os.close, main)
        telnet = self.start("telnet", "127.0.0.1", str(server.port), stdin=terminal,
                            stdout=terminal, stderr=terminal, start_new_session=True)
        os.close(terminal)
        server.expect_client()
        shown = self.read_until(main, b"Escape character")
        # What is typed before the terminal is set up for it waits for an end of line for ever.
        self.wait_for_terminal(main, lambda flags: flags[6][termios.VEOL] == b"\x1d")
        os.write(main, b"\x1d")
        self.read_until(main, b"telnet> ")
        os.write(main, b"mode character\n")
        self.wait_for_terminal(main, lambda flags: not flags[3] & termios.ICANON)
        for letter in "hithere":
            os.write(main, letter.encode())
            piece = ""
            while not piece:     # what the mode made it say first is no letter (RFC 854)
                line = server.line()
                if not line.startswith("#<INFO> Commands of telnet: "):
                    piece = re.sub(r"^(\\xff\\xf[b-e]\\x..)+", "", line[len("#<INFO> Received: "):])
            self.assertEqual(piece, letter)
            shown += self.read_until(main, REPLY)
        telnet.kill()
        self.assertIn(server.line(), ("#<INFO> End of Data - Socket Exiting...",
                                      "#<INFO> Socket Shutdown Received - Exiting..."))
        server.end()

    def wait_for_terminal(self, terminal, ready):
        for _ in range(6000):
            if ready(termios.tcgetattr(terminal)):
                return
            time.sleep(0.01)
        self.fail(f"telnet left the terminal as it is: {termios.tcgetattr(terminal)}")

    def read_until(self, terminal, text):
        shown = b""
        while text not in shown:
            shown += os.read(terminal, 4096)
        return shown


class Send(Case):
    def test_lines_of_the_lab(self):
        server = Served(self)
        self.assertEqual(self.run_cli("send", "127.0.0.1", server.port, "hello"),
                         [f"#<INFO> Connected to server 127.0.0.1, {server.port}",
                          "#<INFO> Reply Received: Got that thanks!", "#<INFO> exiting..."])
        server.expect_client()
        server.expect("Received: hello", "End of Data - Socket Exiting...")
        server.end()

    def test_pieces(self):
        server = Served(self)
        self.assertEqual(self.run_cli("send", "--pieces", "127.0.0.1", server.port, "hello"),
                         [f"#<INFO> Connected to server 127.0.0.1, {server.port}", "#<INFO> A send of 5 bytes",
                          "#<INFO> Reply Received: Got that thanks!", "#<INFO> A piece of 16 bytes",
                          "#<INFO> exiting..."])
        server.end()

    def received_from(self, *arguments, **options):
        """What a server in Python gets of `send HOST PORT ARGUMENTS`."""
        listener, port = self.listen()
        got = []

        def serve():
            peer = listener.accept()[0]
            with peer:
                got.append(read_all(peer))

        thread = threading.Thread(target=serve)
        thread.start()
        self.run_cli("send", "localhost", port, *arguments, **options)
        thread.join(60)
        return got[0]

    def test_what_is_sent(self):
        with tempfile.NamedTemporaryFile() as large:
            content = os.urandom(1 << 20)
            large.write(content)
            large.flush()
            self.assertEqual(self.received_from("--file", large.name), content)
            self.assertEqual(self.received_from("--file", large.name, "--repeat", 3), content * 3)
            with open(large.name, "rb") as stream:
                self.assertEqual(self.received_from(stdin=stream), content)
        self.assertEqual(self.received_from("café"), "café".encode())
        self.assertEqual(self.received_from("--hex", "00 ff 0a"), b"\0\xff\n")
        self.assertEqual(self.received_from("--repeat", 10000, "again"), b"again" * 10000)
        self.assertEqual(self.received_from(input=b"from a pipe\0"), b"from a pipe\0")
        self.assertEqual(self.received_from(""), b"")

    def test_echo_of_much(self):
        # The server stops reading while its echo is not read: both ends have to take turns.
        process = self.start(CLI, "serve", "--port", "0", "--once", "--echo", "--buffer", "4096",
                             stdout=subprocess.PIPE)
        port = int(process.stdout.readline().decode().rsplit(":", 1)[1])
        lines = []
        reader = threading.Thread(target=lambda: lines.extend(process.stdout))
        reader.start()
        with tempfile.NamedTemporaryFile() as large:
            large.write(os.urandom(8 << 20))
            large.flush()
            events = [json.loads(line) for line in
                      self.run_cli("send", "127.0.0.1", port, "--file", large.name, "--json")]
            echoed = b"".join(base64.b64decode(event["data"]) for event in events
                              if event["event"] == "received")
            large.seek(0)
            self.assertEqual(echoed, large.read())
        self.assertEqual(process.wait(60), 0)
        reader.join(60)

    def test_a_server_that_breaks_off(self):
        listener, port = self.listen()

        def serve():
            peer = listener.accept()[0]
            peer.recv(10)
            reset(peer)

        thread = threading.Thread(target=serve)
        thread.start()
        self.assertEqual(self.run_cli("send", "127.0.0.1", port, "hello", status=1)[1:],
                         ["#<INFO> Socket Shutdown Received - Exiting...",
                          "#<INFO> The server reset the connection.", "#<INFO> exiting..."])
        self.assertIn("reset the connection", self.errors[0])
        thread.join(60)

    def test_a_reply_before_the_server_broke_off(self):
        listener, port = self.listen()

        def serve():
            peer = listener.accept()[0]
            peer.recv(1)                   # the rest is never read: closing resets
            peer.sendall(b"bye")
            peer.close()

        thread = threading.Thread(target=serve)
        thread.start()
        with tempfile.NamedTemporaryFile() as large:
            large.write(bytes(8 << 20))
            large.flush()
            lines = self.run_cli("send", "127.0.0.1", port, "--file", large.name, status=1)
        self.assertIn("#<INFO> Reply Received: bye", lines)
        thread.join(60)

    def test_a_link_local_address_without_its_interface(self):
        self.assertEqual(self.run_cli("serve", "--address", "fe80::1", "--port", 0, "--once", status=1), [])
        self.assertIn("fe80::1%eth0", self.errors[0])

    def test_a_server_that_says_nothing(self):
        _, port = self.listen()      # the system takes the connection; nobody reads
        self.assertEqual(self.run_cli("send", "127.0.0.1", port, "hello", "--timeout", 1),
                         [f"#<INFO> Connected to server 127.0.0.1, {port}", "#<INFO> exiting..."])
        self.assertEqual(self.errors, ["wirecase-cli: The server sent nothing for 1 second, and did not "
                                       "close the connection."])

    def test_nobody_listens(self):
        port = self.free_port()
        self.assertEqual(self.run_cli("send", "127.0.0.1", port, "hello", status=1), [])
        self.assertEqual(self.errors, [f"wirecase-cli: Nobody listens at 127.0.0.1, port {port}: "
                                       "start the server first, or check the port."])
        events = self.run_cli("send", "127.0.0.1", port, "hello", "--json", status=1)
        self.assertEqual(json.loads(events[0])["event"], "error")

    def test_no_answer_in_time(self):
        # Whose queue of connections is full drops who knocks, as a firewall does.
        server, port = self.listen()
        server.listen(0)
        self.connect(port)
        self.assertEqual(self.run_cli("send", "127.0.0.1", port, "x", "--timeout", 1, status=1), [])
        self.assertIn("did not answer in time", self.errors[0])

    def test_unknown_host(self):
        self.assertEqual(self.run_cli("send", "no-such-host.invalid", 5005, "x", status=1), [])
        self.assertIn("no-such-host.invalid", self.errors[0])

    def test_port_within_the_host(self):
        # It is the port that was said that is connected to, or none.
        _, port = self.listen()
        self.assertEqual(self.run_cli("send", f"127.0.0.1:{port}", 5005, "x", status=1), [])
        self.assertIn(f"“127.0.0.1:{port}”", self.errors[0])

    def test_host_that_is_cut_within_a_character(self):
        for host in ("é" * 60, "x" + "é" * 60, b"\xff" * 9):
            done = subprocess.run([CLI, "send", host, "5005", "x", "--json"], env=ENV, timeout=60,
                                  capture_output=True)
            self.assertEqual(done.returncode, 1)
            peer = json.loads(done.stdout.decode())["peer"]      # which is UTF-8, or this raises
            self.assertTrue(peer.endswith(":5005"), peer)

    def test_missing_file(self):
        _, port = self.listen()
        self.run_cli("send", "127.0.0.1", port, "--file", "/nonexistent/file", status=1)
        self.assertIn("/nonexistent/file", self.errors[0])

    def test_usage(self):
        for words in ([], ["127.0.0.1"], ["127.0.0.1", "0", "x"], ["127.0.0.1", "65536", "x"],
                      ["127.0.0.1", "5005", "x", "--repeat", "0"],
                      ["127.0.0.1", "5005", "--repeat", "2"],
                      ["127.0.0.1", "5005", "x", "--timeout", "0"],
                      ["127.0.0.1", "5005", "x", "--file", "y"],
                      ["127.0.0.1", "5005", "0g", "--hex"], ["127.0.0.1", "5005", "--hex"],
                      ["127.0.0.1", "5005", "x", "y"]):
            with self.subTest(words):
                self.assertEqual(self.run_cli("send", *words, status=2), [])
                self.assertEqual(len(self.errors), 1)


class Servers(Case):
    """Programs that no one here wrote, as servers of `send`."""

    def check(self, *words, answer=b"an answer\n"):
        port = self.free_port()
        words = [word.replace("PORT", str(port)) for word in words]
        server = self.start(*words, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                            stderr=subprocess.DEVNULL)
        self.wait_for_listener(port)
        server.stdin.write(answer)
        server.stdin.close()
        lines = self.run_cli("send", "127.0.0.1", port, "hello")
        self.assertEqual(lines, [f"#<INFO> Connected to server 127.0.0.1, {port}",
                                 r"#<INFO> Reply Received: an answer\n", "#<INFO> exiting..."])
        self.assertEqual(server.stdout.read(), b"hello")

    def wait_for_listener(self, port):
        for _ in range(600):
            if self.run_cli("sockets", "--listening", "--port", port):
                return
            time.sleep(0.05)
        self.fail(f"nobody listens at {port}")

    def test_nc(self):
        self.check("nc", "-N", "-l", "127.0.0.1", "PORT")

    def test_ncat(self):
        self.check("ncat", "-l", "127.0.0.1", "PORT")

    def test_socat(self):
        self.check("socat", "-", "TCP-LISTEN:PORT,bind=127.0.0.1,reuseaddr")


if __name__ == "__main__":
    faulthandler.dump_traceback_later(110, exit=True)      # a line that never comes says where
    unittest.main()

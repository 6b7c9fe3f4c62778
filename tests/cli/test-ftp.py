# test-ftp.py WIRECASE-CLI: FTP and TFTP, put together
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sessions as servers and clients have them, cut at every byte, with losses and out of order.

Where WIRECASE_SHARED_DATA names a folder with “traffic” in it, its captures are tried too.
"""

import hashlib
import json
import os
import struct
import subprocess
import sys
import tempfile
import unittest
import zlib

import captures
from conversations import Wire
from sealed import Secrets

CLI = os.path.abspath(sys.argv[1])
del sys.argv[1]
TRAFFIC = os.path.join(os.environ.get("WIRECASE_SHARED_DATA", "/nonexistent"), "traffic")
CLIENT, SERVER = "192.0.2.10", "198.51.100.20"
FILE = bytes(range(256)) * 20
ZIP = b"PK\5\6" + bytes(18)
TEXT = b"".join(b"line %d\r\n" % i for i in range(40))


def run(command, path, *words):
    done = subprocess.run([CLI, command, "--json", path, *words], capture_output=True, timeout=120,
                          stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def ask(frames, command="transfers", *words):
    with tempfile.NamedTemporaryFile(suffix=".pcap") as file:
        file.write(captures.pcap(frames))
        file.flush()
        return run(command, file.name, *words)


def sha256(data):
    return hashlib.sha256(data).hexdigest()


class Client:
    """A client and a server that does as it is told."""

    def __init__(self, client=CLIENT, server=SERVER, port=21, wire=None, mss=1400, control_mss=1400,
                 told=None, own=40000):
        self.wire = wire or Wire(mss)
        self.client, self.server, self.told = client, server, told or server
        self.control = self.wire.connect((client, own), (server, port), control_mss)
        self.data_port, self.own = 30000, own + 1
        self.awaited = None

    seal = staticmethod(lambda channel: channel)

    def answer(self, text):
        self.control.say(1, text + "\r\n")

    def command(self, text, *answers):
        self.control.say(0, text + "\r\n")
        for answer in answers:
            self.answer(answer)

    def login(self):
        self.answer("220 Lab FTP service")
        self.command("USER alice", "331 Please specify the password.")
        self.command("PASS secret", "230 Login successful.")
        self.command("TYPE I", "200 Switching to Binary mode.")
        return self

    def announce(self, how):
        self.data_port += 1
        self.own += 1
        split = f"{self.data_port >> 8},{self.data_port & 255}"
        own = f"{self.own >> 8},{self.own & 255}"
        if how == "PASV":
            self.command("PASV", f"227 Entering Passive Mode ({self.told.replace('.', ',')},{split}).")
        elif how == "EPSV":
            self.command("EPSV", f"229 Entering Extended Passive Mode (|||{self.data_port}|)")
        elif how == "PORT":
            self.command(f"PORT {self.client.replace('.', ',')},{own}", "200 PORT command successful.")
        else:
            kind = 2 if ":" in self.client else 1
            self.command(f"EPRT |{kind}|{self.client}|{self.own}|", "200 EPRT command successful.")
        self.active = how in ("PORT", "EPRT")

    def connect(self):
        if self.active:
            return self.wire.connect((self.server, 20), (self.client, self.own))
        return self.wire.connect((self.client, self.own), (self.server, self.data_port))

    def transfer(self, command, data, how="PASV", begin="150 Ok.", end="226 Transfer complete.",
                 upload=False, aborted=False):
        self.announce(how)
        channel = None if self.active else self.connect()
        self.command(command, begin)
        channel = self.seal(channel or self.connect())
        listening = 1
        sender = listening if upload == self.active else 1 - listening
        if data:
            channel.say(sender, data)
        if aborted:
            channel.reset(1 - sender)
        else:
            channel.close(sender)
        if end:
            self.answer(end)

    def quit(self):
        self.command("QUIT", "221 Goodbye.")
        self.control.close()
        return self.wire.frames


def session(how="PASV", **words):
    client = Client(**words).login()
    client.transfer("RETR docs/report.bin", FILE, how)
    client.transfer("STOR up.bin", FILE[::-1], how, upload=True)
    return client.quit()


class Transfers(unittest.TestCase):
    def check(self, frames, wanted):
        rows = ask(frames)
        got = [(row["protocol"], row["direction"], row.get("name"), row.get("sha256"),
                row["complete"]) for row in rows]
        self.assertEqual(got, [(protocol, direction, name, sha256(data), complete)
                               for protocol, direction, name, data, complete in wanted])
        return rows

    def check_session(self, frames, **words):
        rows = self.check(frames, [("FTP", "download", "report.bin", FILE, True),
                                   ("FTP", "upload", "up.bin", FILE[::-1], True)])
        self.assertEqual([row["user"] for row in rows], ["alice", "alice"])
        self.assertEqual([row["path"] for row in rows], ["docs/report.bin", "up.bin"])
        self.assertEqual([row["method"] for row in rows], ["RETR", "STOR"])
        self.assertEqual([(row["stream"] != 1, row["session_stream"]) for row in rows], [(True, 1), (True, 1)])
        return rows

    def test_ways(self):
        for how in ("PASV", "EPSV", "PORT", "EPRT"):
            for port in (21, 2121):
                with self.subTest(how, port=port):
                    self.check_session(session(how, port=port))

    def test_ipv6(self):
        for how in ("EPSV", "EPRT"):
            with self.subTest(how):
                self.check_session(session(how, client="2001:db8::1", server="2001:db8::2"))

    def test_nat(self):
        """The server tells an address that only it knows."""
        self.check_session(session("PASV", told="10.1.2.3"))

    def test_other_address(self):
        """The data connection goes to an address that nobody told, but comes from the client."""
        client = Client(told="10.1.2.3").login()
        client.announce("PASV")
        client.command("RETR a", "150 Ok.")
        channel = client.wire.connect((CLIENT, 41000), ("198.51.100.99", client.data_port))
        channel.say(1, FILE)
        channel.close(1)
        client.answer("226 Done.")
        self.check(client.quit(), [("FTP", "download", "a", FILE, True)])

    def test_other_servers(self):
        """What other servers say, and text behind the last line of a reply."""
        for begin, end in (("125 Data connection already open; Transfer starting.",
                            "226 Transfer complete."),
                           ("150 Accepted data connection",
                            "226-File successfully transferred\r\n226 0.000 seconds, 5 Mbytes"),
                           ('150 Opening data channel for file download from server of "/a"',
                            '226 Successfully transferred "/a"'),
                           ("150-Accepted data connection\r\n150 5.0 kbytes to download",
                            "250 File transferred.")):
            client = Client().login()
            client.transfer("retr a", FILE, begin=begin, end=end)
            client.transfer("Stor b", FILE, begin=begin, end=end, upload=True)
            self.check(client.quit(), [("FTP", "download", "a", FILE, True),
                                       ("FTP", "upload", "b", FILE, True)])

    def test_bytewise(self):
        self.check_session(session(mss=1400, control_mss=1))
        client = Client(mss=1).login()
        client.transfer("RETR a", FILE[:300])
        self.check(client.quit(), [("FTP", "download", "a", FILE[:300], True)])

    def test_backwards(self):
        """Data segments in each four, the last first."""
        frames = session(mss=300)
        data = [i for i, one in enumerate(frames) if len(one) > 250]
        for at in range(0, len(data) - 3, 4):
            group = data[at:at + 4]
            if group[3] - group[0] == 3:
                frames[group[0]], frames[group[3]] = frames[group[3]], frames[group[0]]
        self.check_session(frames)

    def test_each_lost(self):
        """The same files, or honest about what is missing: never other bytes that are complete."""
        frames = session(mss=1400)
        whole = {sha256(FILE), sha256(FILE[::-1])}
        found = 0
        for lost in range(len(frames)):
            rows = [row for row in ask(frames[:lost] + frames[lost + 1:])
                    if row["protocol"] == "FTP"]
            for row in rows:
                if row["complete"]:
                    self.assertIn(row["sha256"], whole, lost)
                found += row["complete"]
        self.assertGreater(found, 2 * len(frames) - 17)

    def test_each_lost_of_parts(self):
        """Where a REST or a LIST was not captured, nobody knows that what came is a whole file."""
        for reply in ("350 Restarting at 2000.", "350 Go on."):
            client = Client(mss=1400).login()
            client.transfer("LIST", TEXT)
            client.transfer("RETR big.bin", FILE[:3000], end="426 Broken.", aborted=True)
            client.command("REST 2000", reply)
            client.transfer("RETR big.bin", FILE[2000:])
            client.transfer("STOR up.bin", FILE[:2000], upload=True)
            client.command("REST 2000", reply)
            client.transfer("STOR up.bin", FILE[2000:], upload=True)
            frames = client.quit()
            whole = {sha256(FILE), sha256(FILE[:2000])}
            for lost in (i for i, one in enumerate(frames)
                         if any(word in one for word in (b"LIST", b"REST ", b"350 ", b"RETR", b"STOR", b"PASV"))):
                for row in ask(frames[:lost] + frames[lost + 1:]):
                    if row["complete"]:
                        self.assertIn(row["sha256"], whole, (reply, lost))

    def test_each_cut(self):
        """The capture ends early, or begins late."""
        frames = session(mss=1400)
        whole = {sha256(FILE), sha256(FILE[::-1])}
        for at in range(1, len(frames), 3):
            for part in (frames[:at], frames[at:]):
                for row in ask(part):
                    if row["complete"] and row["protocol"] == "FTP":
                        self.assertIn(row["sha256"], whole, at)

    def test_resumed(self):
        client = Client().login()
        client.command("SIZE big.bin", f"213 {len(FILE)}")
        client.transfer("RETR big.bin", FILE[:3000], end="426 Failure writing network stream.",
                        begin=f"150 Opening BINARY mode data connection for big.bin ({len(FILE)} bytes).",
                        aborted=True)
        client.command("REST 2000", "350 Restart position accepted (2000).")
        client.transfer("RETR big.bin", FILE[2000:])
        rows = ask(client.quit())
        self.assertEqual([(row["size"], row["complete"], row.get("offset"), row.get("parts"))
                          for row in rows],
                         [(3000, False, None, None), (len(FILE), True, None, 2),
                          (len(FILE) - 2000, False, 2000, None)])
        self.assertEqual(rows[1]["sha256"], sha256(FILE))
        self.assertIn("426 Failure", rows[0]["problem"])

    def test_told_size_of_the_rest(self):
        """Some servers tell how much is left: a transfer that is broken off there is not whole."""
        client = Client().login()
        client.transfer("RETR big.bin", FILE[:3000], end="426 Broken.", aborted=True)
        client.command("REST 2000", "350 Restarting at 2000.")
        client.transfer("RETR big.bin", FILE[2000:3120], aborted=True, end="426 Broken.",
                        begin="150 Opening BINARY mode data connection for big.bin (3120 bytes)")
        client.command("REST 2000", "350 Restarting at 2000.")
        client.transfer("RETR big.bin", FILE[2000:],
                        begin="150 Opening BINARY mode data connection for big.bin (3120 bytes)")
        rows = ask(client.quit())
        self.assertEqual([(row["size"], row["complete"]) for row in rows],
                         [(3000, False), (len(FILE), True), (1120, False), (3120, False)])
        self.assertEqual(rows[1]["sha256"], sha256(FILE))

    def test_upload_resumed(self):
        """As clients do it that append what is left."""
        client = Client().login()
        client.transfer("STOR up.bin", FILE[:3000], upload=True, aborted=True, end="426 Broken.")
        client.command("SIZE up.bin", "213 2500")
        client.transfer("APPE up.bin", FILE[2500:], upload=True)
        rows = ask(client.quit())
        self.assertEqual([(row["direction"], row["size"], row["complete"], row.get("offset"))
                          for row in rows],
                         [("upload", 3000, False, None), ("upload", len(FILE), True, None),
                          ("upload", len(FILE) - 2500, True, 2500)])
        self.assertEqual(rows[1]["sha256"], sha256(FILE))

    def test_segments(self):
        """Three clients fetch a third each; the server sends more than they want."""
        wire, clients = Wire(), []
        for i in range(3):
            clients.append(Client(wire=wire, own=40000 + 100 * i).login())
            clients[i].data_port += 100 * i
        for i, client in reversed(list(enumerate(clients))):
            begin = i * 1700
            client.command(f"REST {begin}", "350 Restart position accepted.")
            client.transfer("RETR big.bin", FILE[begin:] if i == 2 else FILE[begin:begin + 2500],
                            end="226 Transfer complete." if i == 2 else "426 Broken.")
        for client in clients:
            client.quit()
        rows = ask(wire.frames)
        self.assertEqual([row["sha256"] for row in rows if row["complete"]], [sha256(FILE)])
        self.assertEqual([row["parts"] for row in rows if row["complete"]], [3])

    def test_appended(self):
        client = Client().login()
        client.transfer("STOR log", FILE[:100], upload=True)
        client.transfer("APPE log", FILE[100:200], upload=True)
        client.transfer("STOU", FILE[:50], upload=True, begin="150 FILE: ftp.1")
        client.transfer("STOU hint", FILE[:60], upload=True, begin="125 FILE: hint.2")
        client.transfer("APPE other", FILE[:70], upload=True)
        client.command("TYPE A", "200 Switching to ASCII mode.")
        client.transfer("APPE log", TEXT, upload=True)
        rows = self.check(client.quit(), [("FTP", "upload", "log", FILE[:100], True),
                                          ("FTP", "upload", "log", FILE[:200], True),
                                          ("FTP", "upload", "log", FILE[100:200], True),
                                          ("FTP", "upload", "ftp.1", FILE[:50], True),
                                          ("FTP", "upload", "hint.2", FILE[:60], True),
                                          ("FTP", "upload", "other", FILE[:70], True),
                                          ("FTP", "upload", "log", TEXT, True)])
        self.assertEqual(["It was appended" in row.get("note", "") for row in rows], [False, False, True, False, False, True, True])

    def test_parts_are_not_judged(self):
        """What begins later in a file, or may, says nothing of the file's type; a program is one."""
        client = Client().login()
        client.command("REST 40000", "350 Restart position accepted (40000).")
        client.transfer("RETR mid.jpg", TEXT)
        client.transfer("APPE old.jpg", TEXT, upload=True)
        client.transfer("APPE old.jpg", TEXT, upload=True)
        client.transfer("STOR new.zip", ZIP, upload=True)
        client.transfer("APPE new.zip", b"X", upload=True)
        frames = client.quit()
        rows = ask(frames)
        self.assertEqual([(row["name"], row["complete"], row.get("offset"), row.get("verdict")) for row in rows],
                         [("mid.jpg", False, 40000, None), ("old.jpg", True, None, None),
                          ("old.jpg", True, None, None), ("new.zip", True, None, None),
                          ("new.zip", True, None, None), ("new.zip", True, len(ZIP), None)])
        self.assertIn(f"{len(ZIP)} bytes", rows[-1]["note"])
        self.assertIn("not known", rows[1]["note"])
        self.assertNotIn("mismatch", [row["verdict"] for row in ask(frames, "triage")])

    def test_appended_after_a_loss(self):
        """Where bytes of what was sent before are missing, what is appended has no known place."""
        client = Client().login()
        client.transfer("STOR log", FILE[:1000], upload=True)
        client.command("REST 1000", "350 Restart position accepted (1000).")
        before = len(client.wire.frames)
        client.transfer("STOR log", FILE[1000:5000], upload=True)
        after = len(client.wire.frames)
        client.transfer("APPE log", FILE[5000:], upload=True)
        frames = client.quit()
        whole = {sha256(FILE[:1000]), sha256(FILE[:5000]), sha256(FILE), sha256(FILE[1000:5000]), sha256(FILE[5000:])}
        self.assertIn(sha256(FILE), [row["sha256"] for row in ask(frames) if row["complete"]])
        for lost in range(before, after):
            with self.subTest(lost=lost):
                rows = ask(frames[:lost] + frames[lost + 1:])
                self.assertLessEqual({row["sha256"] for row in rows if row["complete"]}, whole)

    def test_fetched_twice(self):
        """What was fetched to its end is a file already, and needs none of what is fetched again."""
        client = Client().login()
        client.transfer("RETR big.bin", FILE)
        client.command("REST 2000", "350 Restart position accepted (2000).")
        client.transfer("RETR big.bin", FILE[2000:])
        rows = ask(client.quit())
        self.assertEqual([(row["size"], row["complete"], row.get("offset"), row.get("parts")) for row in rows],
                         [(len(FILE), True, None, None), (len(FILE) - 2000, False, 2000, None)])

    def test_grown(self):
        """The file is longer than when it was fetched: only the rest is fetched."""
        client = Client().login()
        client.transfer("RETR big.bin", FILE[:2000])
        client.command("REST 2000", "350 Restart position accepted (2000).")
        client.transfer("RETR big.bin", FILE[2000:])
        rows = ask(client.quit())
        self.assertEqual([(row["size"], row["complete"], row.get("parts")) for row in rows],
                         [(2000, True, None), (len(FILE), True, 2), (len(FILE) - 2000, False, None)])
        self.assertEqual(rows[1]["sha256"], sha256(FILE))

    def test_text(self):
        client = Client().login()
        client.command("TYPE A", "200 Switching to ASCII mode.")
        client.transfer("RETR a.txt", TEXT)
        rows = self.check(client.quit(), [("FTP", "download", "a.txt", TEXT, True)])
        self.assertTrue(rows[0]["text_mode"])

    def test_empty(self):
        client = Client().login()
        client.transfer("RETR empty", b"")
        rows = ask(client.quit())
        self.assertEqual([(row["size"], row["complete"]) for row in rows], [(0, True)])

    def test_ends(self):
        """What is complete is what the server says, and only where the bytes agree."""
        cases = ((dict(end="426 Connection closed; transfer aborted."), "426"),
                 (dict(end="451 Local error in processing."), "451"),
                 (dict(end=None), "reply"),
                 (dict(begin="150 Opening data connection for a (9999 bytes)."), "size"))
        for words, problem in cases:
            with self.subTest(problem):
                client = Client().login()
                client.transfer("RETR a", FILE, **words)
                client.control.close()
                row, = ask(client.wire.frames)
                self.assertEqual((row["size"], row["complete"]), (len(FILE), False))
                self.assertIn(problem, row["problem"])

    def test_abor(self):
        client = Client().login()
        client.announce("PASV")
        channel = client.connect()
        client.command("RETR a", "150 Ok.")
        channel.say(1, FILE)
        client.control.say(0, b"\xff\xf4\xff\xf2ABOR\r\n")
        channel.reset(0)
        client.answer("426 Transfer aborted.")
        client.answer("226 Abort successful.")
        client.transfer("RETR b", FILE)
        rows = ask(client.quit())
        self.assertEqual([(row["name"], row["complete"]) for row in rows],
                         [("a", False), ("b", True)])

    def test_refused(self):
        client = Client().login()
        client.announce("PASV")
        client.command("RETR none", "550 Failed to open file.")
        client.transfer("RETR there", FILE)
        self.check(client.quit(), [("FTP", "download", "there", FILE, True)])

    def test_pipelined(self):
        client = Client().login()
        client.control.say(0, "CWD a\r\nCWD b\r\nPWD\r\n")
        client.answer("250 Ok.\r\n250 Ok.\r\n257 \"/home/a \"\"b\" is the current directory")
        client.transfer("RETR ../x", FILE)
        row, = ask(client.quit())
        self.assertEqual(row["path"], "/home/x")

    def pipelined(self, how="PASV", refused=False):
        """A client that waits for no answers, as lftp with sync-mode off, two files in one go."""
        client = Client().login()
        announced = [["227 Entering Passive Mode (198,51,100,20,%d,%d)." % divmod(port, 256) if how == "PASV"
                      else f"229 Entering Extended Passive Mode (|||{port}|)"] for port in (30001, 30002)]
        client.control.say(0, f"{how}\r\nREST 100\r\nRETR a\r\n{how}\r\nRETR b\r\nSIZE b\r\n")
        for number, data in enumerate((FILE[100:], FILE[::-1])):
            client.answer(announced[number][0])
            if number == 0:
                client.answer("350 Restarting at 100.")
            channel = client.wire.connect((client.client, 50000 + number), (client.server, 30001 + number))
            if refused and number == 0:
                client.answer("550 No such file.")
            else:
                client.answer("150 Ok.")
                channel.say(1, data)
            channel.close(1)
            if not (refused and number == 0):
                client.answer("226 Transfer complete.")
        client.answer(f"213 {len(FILE)}")
        return client.quit()

    def test_pipelined_transfers(self):
        for how in ("PASV", "EPSV"):
            rows = ask(self.pipelined(how))
            self.assertEqual([(row.get("name"), row["sha256"], row.get("offset"), row["complete"]) for row in rows],
                             [("a", sha256(FILE[100:]), 100, False), ("b", sha256(FILE[::-1]), None, True)])
        row, = ask(self.pipelined(refused=True))
        self.assertEqual((row["name"], row["sha256"], row["complete"]), ("b", sha256(FILE[::-1]), True))

    def test_pipelined_with_losses(self):
        """Nothing is said to be whole that is not, or gets the name of another file."""
        whole = {("b", sha256(FILE[::-1]), True)}
        frames = self.pipelined()
        for lost in range(len(frames)):
            with self.subTest(lost=lost):
                for row in ask(frames[:lost] + frames[lost + 1:]):
                    if row["complete"]:
                        self.assertIn((row.get("name"), row["sha256"], True), whole)
                    if row.get("sha256") == sha256(FILE[::-1]):
                        self.assertIn(row.get("name"), ("b", None))

    def test_data_connection_missing(self):
        client = Client().login()
        client.announce("PASV")
        client.command("RETR a", "150 Opening BINARY mode data connection for a (5120 bytes).",
                       "226 Transfer complete.")
        row, = ask(client.quit())
        self.assertEqual((row["name"], row["size"], row["complete"]), ("a", 0, False))
        self.assertIn("not found", row["problem"])
        self.assertNotIn("sha256", row)

    def test_same_port(self):
        """Two control connections announce one port, and both ask for a file on it."""
        wire = Wire()
        one = Client(wire=wire).login()
        two = Client(wire=wire, own=50000).login()
        two.announce("PASV")
        one.announce("PASV")
        channel = one.connect()
        one.command("RETR a", "150 Ok.")
        two.command("RETR b", "150 Ok.")
        channel.say(1, FILE)
        channel.close(1)
        one.answer("226 Done.")
        two.answer("226 Done.")
        one.quit()
        two.quit()
        row, = ask(wire.frames)
        self.assertFalse(row["complete"])
        self.assertNotIn("name", row)
        self.assertIn("“RETR b” or “RETR a”", row["problem"])

    def test_same_port_once_used(self):
        """Only one of them asks for something."""
        wire = Wire()
        one = Client(wire=wire).login()
        two = Client(wire=wire, own=50000).login()
        two.announce("PASV")
        one.transfer("RETR a", FILE)
        two.quit()
        self.check(one.quit(), [("FTP", "download", "a", FILE, True)])

    def test_between_servers(self):
        """Each server is told of the other; the file goes from one to the other."""
        wire, other = Wire(), "203.0.113.5"
        one = Client(wire=wire).login()
        two = Client(wire=wire, server=other, own=50000).login()
        one.announce("PASV")
        port = one.data_port
        two.command(f"PORT {SERVER.replace('.', ',')},{port >> 8},{port & 255}", "200 Ok.")
        one.command("RETR a", "150 Ok.")
        two.command("STOR b", "150 Ok.")
        channel = wire.connect((other, 20), (SERVER, port))
        channel.say(1, FILE)
        channel.close(1)
        for client in (one, two):
            client.answer("226 Done.")
            client.quit()
        self.assertEqual(sorted((row["direction"], row["name"], row["sha256"], row["complete"])
                                for row in ask(wire.frames)), [("download", "a", sha256(FILE), True),
                                             ("upload", "b", sha256(FILE), True)])

    def test_bounce(self):
        """PORT of a victim takes nobody else's connection to it away."""
        wire = Wire()
        client = Client(wire=wire).login()
        client.command("PORT 203,0,113,80,0,80", "200 PORT command successful.")
        client.command("STOR x", "150 Ok.")
        http = wire.connect(("192.0.2.99", 5555), ("203.0.113.80", 80))
        http.say(0, "GET /page HTTP/1.1\r\nHost: victim\r\n\r\n")
        http.say(1, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npage")
        http.close()
        client.quit()
        rows = [row for row in ask(wire.frames) if row["protocol"] == "HTTP/1.1"]
        self.assertEqual([(row["uri"], row["size"]) for row in rows], [("/page", 4)])

    def test_http_on_announced_port(self):
        """What nobody asked for on a data connection is heard as what it is."""
        client = Client().login()
        client.announce("PASV")
        http = client.connect()
        http.say(0, "GET /page HTTP/1.1\r\nHost: victim\r\n\r\n")
        http.say(1, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npage")
        http.close()
        rows = ask(client.quit())
        self.assertEqual([(row["protocol"], row["uri"]) for row in rows], [("HTTP/1.1", "/page")])

    def test_many_expectations(self):
        wire = Wire()
        client = Client(wire=wire).login()
        for port in range(20000):
            client.control.say(0, f"PORT 203,0,113,80,{port >> 8},{port & 255}\r\n", False)
        client.transfer("RETR a", FILE)
        self.check(client.quit(), [("FTP", "download", "a", FILE, True)])

    def test_others(self):
        """What begins alike is not FTP."""
        for greeting, said in (("220 mail ESMTP\r\n", "EHLO x\r\n"), ("+OK\r\n", "USER a\r\n"),
                               ("", "NICK a\r\nUSER a 0 * :A\r\n"), ("220 x\r\n", "HELO x\r\n")):
            wire = Wire()
            talk = wire.connect((CLIENT, 5000), (SERVER, 21))
            if greeting:
                talk.say(1, greeting)
            talk.say(0, said)
            talk.close()
            self.assertEqual([row for row in ask(wire.frames, "sessions")
                              if row["protocol"] == "FTP"], [])


    def test_packed(self):
        """Mode Z: the bytes on the wire are compressed."""
        client = Client().login()
        client.command("MODE Z", "200 MODE set to Z.")
        client.transfer("RETR a", zlib.compress(FILE))
        row, = ask(client.quit())
        self.assertEqual((row["sha256"], row["sha256_as_sent"], row["complete"]),
                         (sha256(FILE), sha256(zlib.compress(FILE)), True))


class Sealed(unittest.TestCase):
    """FTPS, explicit and implicit, with protected data connections and without."""

    def check(self, explicit, protected, active=False, with_keys=True):
        with tempfile.TemporaryDirectory() as folder:
            secrets = Secrets(folder)
            client = Client(port=21 if explicit else 990)
            if explicit:
                client.answer("220 Ready.")
                client.command("AUTH TLS", "234 Proceed.")
            client.control = secrets.seal(client.control)
            if not explicit:
                client.answer("220 Ready.")
            client.command("USER alice", "331 Please.")
            client.command("PASS secret", "230 In.")
            client.command("PBSZ 0", "200 Ok.")
            client.command("PROT P" if protected else "PROT C", "200 Ok.")
            client.command("TYPE I", "200 Ok.")
            if protected:  # the server of FTP is that of TLS, whoever calls
                client.seal = lambda channel: secrets.seal(channel, 1 if active else 0)
            client.transfer("RETR a.bin", FILE, "PORT" if active else "PASV")
            client.transfer("STOR b.bin", FILE[::-1], "PORT" if active else "PASV", upload=True)
            rows = ask(client.quit(), "transfers", *(["--keys", secrets.path] if with_keys else []))
        return [(row["protocol"], row["direction"], row.get("name"), row["sha256"],
                 row["complete"], row["decrypted"]) for row in rows]

    def test_all(self):
        for explicit in (True, False):
            for protected in (True, False):
                for active in (True, False):
                    with self.subTest(explicit=explicit, protected=protected, active=active):
                        self.assertEqual(self.check(explicit, protected, active),
                                         [("FTP", "download", "a.bin", sha256(FILE), True, protected),
                                          ("FTP", "upload", "b.bin", sha256(FILE[::-1]), True,
                                           protected)])

    def test_without_keys(self):
        self.assertEqual(self.check(True, True, with_keys=False), [])


class Sessions(unittest.TestCase):
    def test_words(self):
        client = Client().login()
        client.command("RNFR a.txt", "350 Ready for RNTO.")
        client.command("RNTO b.txt", "250 Rename successful.")
        client.command("DELE c.txt", "250 Delete operation successful.")
        client.command("DELE d.txt", "550 Delete operation failed.")
        client.command("MKD new", '257 "/new" created')
        client.command("RMD old", "250 Removed.")
        client.command("FEAT", "211-Features:\r\n EPSV\r\n226 odd\r\n211 End")
        row, = ask(client.quit(), "sessions")
        self.assertEqual([(one["event"], one["text"], one.get("other")) for one in row["events"]
                          if one["event"] != "said"],
                         [("logged-in", "alice", None), ("renamed", "a.txt", "b.txt"),
                          ("deleted", "c.txt", None), ("made-folder", "new", None),
                          ("removed-folder", "old", None)])
        said = [one["text"] for one in row["events"] if one["event"] == "said"]
        self.assertEqual(said[:3], ["220 Lab FTP service", "USER alice",
                                    "331 Please specify the password."])
        self.assertEqual(row["user"], "alice")

    def test_listings(self):
        unix = ("total 8\r\n-rw-r--r--    1 0  0   12 Nov 30 03:56  blank.txt\r\n"
                "drwxr-xr-x    2 0  0 4096 Jan 01  2025 docs\r\n"
                "lrwxrwxrwx    1 0  0    3 Jan 01  2025 l -> docs\r\n")
        dos = "01-31-26  09:15AM       <DIR>          folder\r\n01-31-26  09:15AM   77 a b.txt\r\n"
        facts = "type=file;size=5;modify=20260101000000; name with blank\r\ntype=dir;; d\r\n"
        client = Client().login()
        client.transfer("LIST -la", unix)
        client.transfer("LIST dos", dos)
        client.transfer("NLST", "a\r\nb\r\n")
        client.transfer("MLSD", facts)
        frames = client.quit()
        self.assertEqual(ask(frames), [])
        row, = ask(frames, "sessions")
        tables = [[(entry["name"], entry.get("kind"), entry.get("size")) for entry in one["entries"]]
                  for one in row["listings"]]
        self.assertEqual(tables, [[(" blank.txt", "file", 12), ("docs", "folder", 4096),
                                   ("l", "link", 3)],
                                  [("folder", "folder", None), ("a b.txt", "file", 77)],
                                  [("a", None, None), ("b", None, None)],
                                  [("name with blank", "file", 5), ("d", "folder", None)]])
        self.assertEqual(row["listings"][0]["sha256"], sha256(unix.encode()))
        self.assertTrue(all(one["complete"] for one in row["listings"]))


class Tftp(unittest.TestCase):
    CLIENT, SERVER, DATA = (CLIENT, 2000), (SERVER, 69), (SERVER, 3000)

    def request(self, opcode, *strings):
        return struct.pack(">H", opcode) + b"".join(one.encode() + b"\0" for one in strings)

    def blocks(self, data, size=512, first=1, wrap_to=0):
        number, at = first, 0
        while True:
            yield struct.pack(">HH", 3, number) + data[at:at + size]
            if len(data) - at < size:
                return
            at += size
            number = number + 1 if number < 65535 else wrap_to

    def send(self, wire, data, upload=False, size=512, wrap_to=0):
        ends = (self.CLIENT, self.DATA) if upload else (self.DATA, self.CLIENT)
        for block in self.blocks(data, size, wrap_to=wrap_to):
            wire.datagram(*ends, block)
            wire.datagram(*reversed(ends), b"\0\4" + block[2:4])

    def check(self, frames, data, name="a.bin", direction="download", complete=True):
        row, = ask(frames)
        self.assertEqual((row["protocol"], row["direction"], row.get("name"), row["sha256"],
                          row["complete"]), ("TFTP", direction, name, sha256(data), complete))
        return row

    def test_octet(self):
        for data in (FILE, FILE[:512], FILE[:511], b"x"):
            wire = Wire()
            wire.datagram(self.CLIENT, self.SERVER, self.request(1, "dir/a.bin", "octet"))
            self.send(wire, data)
            self.assertEqual(self.check(wire.frames, data)["path"], "dir/a.bin")

    def test_upload(self):
        wire = Wire()
        wire.datagram(self.CLIENT, self.SERVER, self.request(2, "a.bin", "OCTET", "tsize", "5120"))
        wire.datagram(self.DATA, self.CLIENT, self.request(6, "tsize", "5120"))
        self.send(wire, FILE, True)
        self.check(wire.frames, FILE, direction="upload")

    def test_from_the_same_port(self):
        wire, self.DATA = Wire(), self.SERVER
        wire.datagram(self.CLIENT, self.SERVER, self.request(1, "a.bin", "octet"))
        self.send(wire, FILE)
        self.check(wire.frames, FILE)

    def test_options(self):
        wire = Wire()
        wire.datagram(self.CLIENT, self.SERVER,
                      self.request(1, "a.bin", "octet", "blksize", "1000", "windowsize", "4"))
        wire.datagram(self.DATA, self.CLIENT,
                      self.request(6, "blksize", "1000", "windowsize", "4"))
        for block in self.blocks(FILE, 1000):
            wire.datagram(self.DATA, self.CLIENT, block)
        frames = wire.frames
        self.check(frames, FILE)
        self.check(frames[:1] + frames[2:], FILE)  # the answer to the options is missing

    def test_netascii(self):
        wire = Wire()
        wire.datagram(self.CLIENT, self.SERVER, self.request(1, "a.bin", "netascii"))
        self.send(wire, TEXT)
        self.assertTrue(self.check(wire.frames, TEXT)["text_mode"])

    def test_each_lost_or_repeated(self):
        wire = Wire()
        wire.datagram(self.CLIENT, self.SERVER, self.request(1, "a.bin", "octet"))
        self.send(wire, FILE)
        for at, one in enumerate(wire.frames):
            self.check(wire.frames[:at] + [one, one] + wire.frames[at + 1:], FILE)
            rows = ask(wire.frames[:at] + wire.frames[at + 1:])
            for row in rows:
                self.assertTrue(not row["complete"] or row["sha256"] == sha256(FILE), at)
            self.assertEqual(len(rows), 1, at)

    def test_rollover(self):
        data = bytes(8) * 65534 + FILE
        for wrap_to in (0, 1):
            wire = Wire()
            options = ["blksize", "8", "tsize", str(len(data))]
            wire.datagram(self.CLIENT, self.SERVER, self.request(1, "a.bin", "octet", *options))
            wire.datagram(self.DATA, self.CLIENT, self.request(6, *options))
            self.send(wire, data, size=8, wrap_to=wrap_to)
            self.check(wire.frames, data)

    def test_error(self):
        wire = Wire()
        wire.datagram(self.CLIENT, self.SERVER, self.request(1, "a.bin", "octet"))
        self.send(wire, FILE)
        wire.frames = wire.frames[:8]
        wire.datagram(self.DATA, self.CLIENT, b"\0\5\0\3Disk full\0")
        row, = ask(wire.frames)
        self.assertFalse(row["complete"])
        self.assertIn("Disk full", row["problem"])

    def test_not_found(self):
        wire = Wire()
        wire.datagram(self.CLIENT, self.SERVER, self.request(1, "a.bin", "octet"))
        wire.datagram(self.DATA, self.CLIENT, b"\0\5\0\1File not found\0")
        self.assertEqual(ask(wire.frames), [])
        rows = ask(wire.frames, "sessions")
        self.assertEqual([one["text"] for row in rows for one in row["events"]],
                         ["RRQ a.bin octet", "ERROR 1 File not found"])

    def test_twice_from_one_port(self):
        wire = Wire()
        for name, data in (("a", FILE), ("b", TEXT)):
            wire.datagram(self.CLIENT, self.SERVER, self.request(1, name, "octet"))
            self.send(wire, data)
        self.assertEqual([(row["name"], row["sha256"], row["complete"]) for row in ask(wire.frames)],
                         [("a", sha256(FILE), True), ("b", sha256(TEXT), True)])

    def test_request_missing(self):
        wire = Wire()
        self.send(wire, FILE)
        row, = ask(wire.frames)
        self.assertEqual((row["sha256"], row.get("name")), (sha256(FILE), None))


class Shared(unittest.TestCase):
    NAMES = ("ftp-passive", "ftp-active-ascii", "ftp-epsv-resume", "ftp-lftp-segments",
             "ftps-explicit", "ftps-explicit-dsb", "tftp-rrq-wrq", "tftp-lost-block", "case")

    def test_traffic(self):
        """Every transfer byte for byte; those that packets are missing of are said to be so."""
        if not os.path.isdir(TRAFFIC):
            return
        for name in self.NAMES:
            with self.subTest(name), open(os.path.join(TRAFFIC, name + ".json"),
                                          encoding="utf-8") as file:
                self.check(os.path.join(TRAFFIC, name), json.load(file))

    def check(self, base, truth):
        keys = ["--keys", base + ".keys"] if os.path.exists(base + ".keys") else []
        wanted = [one for one in truth["transfers"] if one["protocol"] in ("FTP", "TFTP")]
        rows = {(row.get("sha256"), row.get("name"), row["direction"]): row
                for row in run("transfers", base + ".pcapng", *keys)}
        listings = {one.get("sha256") for row in run("sessions", base + ".pcapng", *keys)
                    for one in row["listings"]}
        n = 0
        for one in wanted:
            if one["direction"] == "listing":
                self.assertIn(one["sha256"], listings)
            elif not one.get("affected") and not one.get("may_be_longer"):
                row = rows[one["sha256"], one["name"], one["direction"]]
                self.assertEqual(row["complete"], "offset" not in one, one)
            else:
                partial = [row for row in rows.values() if row.get("name") == one["name"]
                           and not row["complete"]]
                self.assertTrue(partial, one)
            n += 1
        print(f"{os.path.basename(base)}: {n} of {len(wanted)}", file=sys.stderr)


if __name__ == "__main__":
    unittest.main()

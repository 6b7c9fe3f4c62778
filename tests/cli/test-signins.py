#!/usr/bin/python3
# test-signins.py WIRECASE-CLI CAPTURES: who signed in, how, and whether it was accepted
# SPDX-License-Identifier: GPL-3.0-or-later

"""Captures of real programs have their truth in .json files; where WIRECASE_SHARED_DATA names a folder with
“traffic” in it, its captures are tried too. The others are made here."""

import base64
import glob
import json
import os
import struct
import subprocess
import sys
import tempfile
import unittest

import talks
from talks import lines

CLI, FOLDER = (os.path.abspath(path) for path in sys.argv[1:3])
del sys.argv[1:3]


def ask(path, *options):
    done = subprocess.run([CLI, "signins", "--json", *options, path], capture_output=True, timeout=120,
                          stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def of(data, *options):
    with tempfile.NamedTemporaryFile(suffix=".pcap") as file:
        file.write(data)
        file.flush()
        return ask(file.name, "--show-secrets", *options)


def said(port, *talk, cut=None):
    wire = talks.Wire()
    wire.talk(0, port, list(talk), cut=cut)
    return of(wire.pcap())


def brief(rows):
    return [(row["protocol"], row["method"], row.get("user"), row.get("secret"), row["result"]) for row in rows]


def base(*parts):
    return base64.b64encode(b"".join(part.encode() if isinstance(part, str) else part for part in parts)).decode()


def truths(folder):
    for path in sorted(glob.glob(os.path.join(folder, "*.json"))):
        with open(path, encoding="utf-8") as file:
            truth = json.load(file)
        start = path[:-len(".json")]
        found = [start + end for end in (".pcapng", ".pcap") if os.path.exists(start + end)]
        if not found or not truth.get("credentials"):
            continue
        keys = [start + ".keys"] if os.path.exists(start + ".keys") else []
        yield truth, found[0], [word for key in keys for word in ("--keys", key)]


class Truth(unittest.TestCase):
    def check(self, folder):
        for truth, path, keys in truths(folder):
            rows = ask(path, "--show-secrets", *keys)
            found = {(row["user"], row.get("secret"), row["result"]) for row in rows if "user" in row}
            for one in truth["credentials"]:
                with self.subTest(truth["name"], one=one):
                    readable = not one["protocol"].startswith("SMB")
                    user = one["user"].split("\\")[-1]
                    result = "accepted" if one["accepted"] else "refused"
                    self.assertIn((user, one.get("password") if readable else None, result), found)
            users = {one["user"].split("\\")[-1] for one in truth["credentials"]}
            self.assertEqual({row["user"] for row in rows if row.get("user")} - users, set())

    def test_own_captures(self):
        self.check(FOLDER)

    def test_shared_captures(self):
        shared = os.environ.get("WIRECASE_SHARED_DATA")
        if shared:
            self.check(os.path.join(shared, "traffic"))


class Lines(unittest.TestCase):
    def check(self, port, wanted, *talk):
        """The same, whatever the pieces are."""
        for cut in (None, 1, 7):
            with self.subTest(cut=cut):
                self.assertEqual(brief(said(port, *lines(*talk), cut=cut)), wanted)

    def test_ftp(self):
        self.check(2121, [("FTP", "USER/PASS", "carol", "two words", "accepted"),
                          ("FTP", "USER/PASS", "dave", "x", "refused")],
                   "S: 220-Hello", "S: 220 ready", "C: USER carol", "S: 331 say it", "C: PASS two words",
                   "S: 230 in", "C: USER dave", "S: 331 say it", "C: PASS x", "S: 530 no")

    def test_ftp_without_an_answer(self):
        self.check(21, [("FTP", "USER/PASS", "carol", "pw", "unknown")],
                   "S: 220 ready", "C: USER carol", "S: 331 say it", "C: PASS pw")
        self.check(21, [("FTP", "USER/PASS", "anonymous", None, "accepted")],
                   "S: 220 ready", "C: USER anonymous", "S: 230 in")

    def test_pop3(self):
        self.check(1110, [("POP3", "USER/PASS", "bob", "s3 cret", "refused"), ("POP3", "APOP", "bob", None, "accepted")],
                   "S: +OK POP3 <1@x>", "C: USER bob", "S: +OK", "C: PASS s3 cret", "S: -ERR no",
                   "C: APOP bob c4c9334bac560ecc979e58001b3e22fb", "S: +OK in")

    def test_what_a_mail_says_is_not_a_sign_in(self):
        self.check(110, [("POP3", "USER/PASS", "bob", "pw", "accepted")],
                   "S: +OK POP3", "C: USER bob", "S: +OK", "C: PASS pw", "S: +OK", "C: RETR 1", "S: +OK 30 octets",
                   "S: -ERR quoted", "S: +OK quoted", "S: .", "C: QUIT", "S: +OK bye")
        self.check(25, [], "S: 220 x ESMTP", "C: EHLO pc", "S: 250 x", "C: DATA", "S: 354 go", "C: AUTH PLAIN",
                   "C: " + base("\0a\0b"), "C: .", "S: 250 kept")

    def test_imap(self):
        self.check(143, [("IMAP", "LOGIN", "bob smith", 'a"b\\c', "refused"), ("IMAP", "LOGIN", "bob", "pw", "accepted")],
                   "S: * OK ready", 'C: a1 LOGIN "bob smith" "a\\"b\\\\c"', "S: a1 NO wrong", "C: a2 LOGIN bob pw",
                   "S: * CAPABILITY x", "S: a2 OK in")

    def test_imap_literals(self):
        self.check(143, [("IMAP", "LOGIN", "bob", 'p w"', "accepted")],
                   "S: * OK ready", "C: a1 LOGIN {3}", "S: + go on", "C: bob {4+}", 'C: p w"', "S: a1 OK in")

    def test_imap_fetches_hide_nothing(self):
        body = "a1 OK this is mail\r\n"
        talk = lines("S: * OK ready", "C: a1 LOGIN b c", "S: * 1 FETCH (BODY[] {%d}" % len(body))
        talk += [(False, body.encode())] + lines("S: )", "S: a1 NO no")
        self.assertEqual(brief(said(143, *talk)), [("IMAP", "LOGIN", "b", "c", "refused")])

    def test_mechanisms(self):
        cases = {
            "PLAIN": ([base("\0u\0p")], "u", "p"),
            "LOGIN": ([base("u"), base("p")], "u", "p"),
            "CRAM-MD5": ([base("u 0123456789abcdef")], "u", None),
            "XOAUTH2": ([base("user=u\1auth=Bearer t0k\1\1")], "u", "t0k"),
            "SCRAM-SHA-256": ([base("n,,n=u,r=abc"), base("c=biws,r=abcdef,p=xyz")], "u", None),
            "DIGEST-MD5": ([base('username="u",realm="r"'), ""], "u", None),
            "NTLM": ([base(talks.ntlm(1)), base(talks.ntlm(3, "u", "DOM", "PC"))], "u", None),
        }
        for mechanism, (responses, user, secret) in cases.items():
            talk = ["S: 220 x", "C: EHLO pc", "S: 250 x", "C: AUTH " + mechanism]
            for response in responses:
                talk += ["S: 334 ", "C: " + response]
            self.check(587, [("SMTP", mechanism, user, secret, "accepted")], *talk, "S: 235 in")

    def test_initial_response(self):
        self.check(587, [("SMTP", "PLAIN", "u", "p", "refused")], "S: 220 x", "C: EHLO pc", "S: 250 x",
                   "C: AUTH PLAIN " + base("\0u\0p"), "S: 535 no")

    def test_gaps_are_not_made_up(self):
        """Each segment lost in turn: no other user or secret, and no result that was not there."""
        talk = lines("S: 220 x", "C: USER carol", "S: 331 say it", "C: PASS pw", "S: 530 no")
        whole = talks.Wire()
        whole.talk(0, 21, talk)
        for number in range(len(whole.frames)):
            wire = talks.Wire()
            wire.frames = whole.frames[:number] + whole.frames[number + 1:]
            for row in of(wire.pcap()):
                with self.subTest(number):
                    self.assertEqual(row["user"], "carol")
                    self.assertIn(row.get("secret"), (None, "pw"))
                    self.assertIn(row["result"], ("refused", "unknown"))


def redis(*words):
    return f"*{len(words)}\r\n".encode() + b"".join(f"${len(word)}\r\n{word}\r\n".encode() for word in words)


class Messages(unittest.TestCase):
    def check(self, port, wanted, *talk):
        for cut in (None, 1, 9):
            with self.subTest(cut=cut):
                self.assertEqual(brief(said(port, *talk, cut=cut)), wanted)

    def test_redis(self):
        self.check(7000, [("Redis", "AUTH", "default", "pw", "refused"), ("Redis", "AUTH", "u", "p", "accepted")],
                   (True, redis("AUTH", "pw")), (False, b"-WRONGPASS no\r\n"),
                   (True, redis("GET", "x") + redis("AUTH", "u", "p")), (False, b"$4\r\n+OK\n\r\n+OK\r\n"))

    def test_redis_hello(self):
        self.check(6379, [("Redis", "AUTH", "u", "p", "accepted")],
                   (True, redis("HELLO", "3", "AUTH", "u", "p")), (False, b"%1\r\n+a\r\n*2\r\n:1\r\n:2\r\n"))

    def test_mqtt_5_with_a_will(self):
        text = lambda words: struct.pack(">H", len(words)) + words
        body = text(b"MQTT") + bytes([5, 0xC4, 0, 60, 0]) + text(b"id") + b"\0" + text(b"topic") + text(b"gone")
        body += text(b"user") + text(b"pw")
        self.check(1883, [("MQTT", "CONNECT", "user", "pw", "refused")],
                   (True, b"\x10" + bytes([len(body)]) + body), (False, b"\x20\x03\x00\x87\x00"))

    def ldap(self, number, operation):
        return talks.ber(0x30, talks.ber(2, bytes([number])), operation)

    def test_ldap(self):
        bind = lambda name, secret: talks.ber(0x60, talks.ber(2, b"\3"), talks.ber(4, name), talks.ber(0x80, secret))
        done = lambda code: talks.ber(0x61, talks.ber(10, bytes([code])), talks.ber(4), talks.ber(4, b"why"))
        self.check(10389, [("LDAP", "simple", "cn=a", "pw", "refused"), ("LDAP", "simple, anonymous", "", "", "accepted")],
                   (True, self.ldap(1, bind(b"cn=a", b"pw"))), (False, self.ldap(1, done(49))),
                   (True, self.ldap(2, bind(b"", b""))), (False, self.ldap(2, done(0))))

    def test_smb(self):
        rows = [("SMB", "NTLMv2", "eve", None, "refused"), ("SMB", "NTLMv1", "eve", None, "accepted")]
        self.check(445, rows,
                   (True, talks.smb2_setup(1, False, 0, talks.ntlm(1))), (False, talks.smb2_setup(1, True, 0xC0000016, b"x")),
                   (True, talks.smb2_setup(2, False, 0, talks.ntlm(3, "eve", "D", "PC"))), (False, talks.smb2_setup(2, True, 0xC000006D, b"")),
                   (True, talks.smb2_setup(3, False, 0, talks.ntlm(3, "eve", "D", "PC", bytes(24)))),
                   (False, talks.smb2_setup(3, True, 0, b"")))

    def kerberos(self, kind, *parts):
        return talks.ber(0x60 + kind, talks.ber(0x30, *(talks.ber(0xA0 + number, part) for number, part in parts)))

    def test_kerberos(self):
        principal = lambda *names: talks.ber(0x30, talks.ber(0xA0, talks.ber(2, b"\1")),
                                             talks.ber(0xA1, talks.ber(0x30, *(talks.ber(0x1B, one) for one in names))))
        realm = talks.ber(0x1B, b"LAB.EXAMPLE")
        body = talks.ber(0x30, talks.ber(0xA0, talks.ber(3, b"\0\0\0\0\0")), talks.ber(0xA1, principal(b"PC7$")),
                         talks.ber(0xA2, realm), talks.ber(0xA3, principal(b"krbtgt", b"LAB.EXAMPLE")))
        request = self.kerberos(10, (1, talks.ber(2, b"\5")), (2, talks.ber(2, b"\x0a")), (4, body))
        error = lambda code: self.kerberos(30, (0, talks.ber(2, b"\5")), (1, talks.ber(2, b"\x1e")), (6, talks.ber(2, bytes([code]))))
        reply = self.kerberos(11, (0, talks.ber(2, b"\5")), (3, realm), (4, principal(b"PC7$")))
        wire = talks.Wire()
        for at, port, sent, got in ((0, 50001, request, error(25)), (1, 50002, request, reply), (2, 50003, request, error(6))):
            wire.udp(at, talks.CLIENT, port, talks.SERVER, 88, sent)
            wire.udp(at + 0.1, talks.SERVER, 88, talks.CLIENT, port, got)
        rows = of(wire.pcap())
        self.assertEqual(brief(rows), [("Kerberos", "AS-REQ", "PC7$", None, "accepted"),
                                       ("Kerberos", "AS-REQ", "PC7$", None, "refused")])
        self.assertEqual([row["domain"] for row in rows], ["LAB.EXAMPLE"] * 2)
        self.assertIn("KDC_ERR_C_PRINCIPAL_UNKNOWN", rows[1]["reason"])


class Http(unittest.TestCase):
    def check(self, wanted, *said_):
        self.assertEqual(brief(said(80, *((side, text.encode()) for side, text in said_))), wanted)

    def exchange(self, field, status="200 OK"):
        return ((True, f"GET / HTTP/1.1\r\nHost: x\r\n{field}\r\n\r\n"),
                (False, f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n"))

    def test_fields(self):
        self.check([("HTTP", "Basic", "u", "p:q", "accepted")], *self.exchange("Authorization: Basic " + base("u:p:q")))
        self.check([("HTTP", "Basic", "u", "p", "unknown")],
                   *self.exchange("Authorization: Basic " + base("u:p"), "404 Not Found"))
        self.check([("HTTP", "Digest", "u", None, "refused")],
                   *self.exchange('Authorization: Digest username="u", realm="r"', "401 Unauthorized"))
        self.check([("HTTP", "NTLMv2", "u", None, "accepted")],
                   *self.exchange("Authorization: NTLM " + base(talks.ntlm(3, "u", "D", "PC"))))
        self.check([("HTTP", "Basic", "u", "p", "refused")],
                   *self.exchange("Proxy-Authorization: Basic " + base("u:p"), "407 No"))

    def test_forms(self):
        form = "user=a%40b.c&password=x+y%21&go=1"
        post = (True, "POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                f"Content-Length: {len(form)}\r\n\r\n{form}")
        answer = lambda status, more="": (False, f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n{more}\r\n")
        row = ("HTTP", "form", "a@b.c", "x y!")
        self.check([(*row, "accepted")], post, answer("302 Found", "Location: /home\r\n"))
        self.check([(*row, "unknown")], post, answer("302 Found", "Location: /login?error=1\r\n"))
        self.check([(*row, "unknown")], post, answer("200 OK"))
        self.check([(*row, "refused")], post, answer("403 No"))


class Secrets(unittest.TestCase):
    def test_masked(self):
        path = os.path.join(FOLDER, "telnet.pcapng")
        rows = ask(path)
        self.assertEqual([(row["has_secret"], "secret" in row) for row in rows], [(True, False)])
        for options in ([], ["--json"]):
            done = subprocess.run([CLI, "signins", *options, path], capture_output=True, timeout=60)
            self.assertNotIn(b"Wonder-land7", done.stdout)


unittest.main()

# test-mail.py: mails that SMTP, POP3 and IMAP carry, and what is in them
# SPDX-License-Identifier: GPL-3.0-or-later

import base64
import binascii
import email.message
import email.policy
import hashlib
import json
import os
import random
import struct
import subprocess
import sys
import tempfile
import time
import unittest
import zlib

import captures
from mails import capture, smtp, tls, transfers

CLI = sys.argv[1]
DATA = os.environ.get("WIRECASE_SHARED_DATA")
BLOB = bytes(random.Random(18).randrange(256) for _ in range(5000))
HEAD = b"Subject: s\r\nFrom: a@example.org\r\n"


def digest(data):
    return hashlib.sha256(data).hexdigest()


def coded(data):
    return base64.encodebytes(data).replace(b"\n", b"\r\n")


def mixed(*parts, head=HEAD, boundary=b"=_b"):
    """A mail of several parts, each with its head."""
    body = b"".join(b"--" + boundary + b"\r\n" + part + b"\r\n" for part in parts)
    return (head + b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="' + boundary
            + b'"\r\n\r\n' + body + b"--" + boundary + b"--\r\n")


def attached(field, data=BLOB):
    return field + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + coded(data)


class Mail(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = os.path.join(self.folder.name, "mail.pcap")

    def tearDown(self):
        self.folder.cleanup()

    def hear(self, talk, *options, lost=()):
        with open(self.path, "wb") as file:
            file.write(capture(talk, lost=lost))
        return transfers(CLI, self.path, *options)

    def send(self, mail):
        """The mail and what was attached to it, as transfers."""
        whole, *parts = self.hear(smtp(mail))
        self.assertEqual((whole["protocol"], whole["direction"], whole["complete"]),
                         ("SMTP", "upload", True))
        self.assertEqual(whole["sha256"], digest(mail))
        return whole, parts

    def messages(self, *options):
        done = subprocess.run([CLI, "messages", *options, self.path], capture_output=True, text=True,
                              env=dict(os.environ, LC_ALL="C.UTF-8"), timeout=60)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout.splitlines()

    def test_python(self):
        """What Python's own library makes, read back."""
        mail = email.message.EmailMessage(policy=email.policy.SMTP)
        mail["From"] = "Zoë <zoe@example.org>"
        mail["To"] = "李雷 <li@example.org>, bob@example.org"
        mail["Date"] = "Mon, 02 Mar 2026 09:01:00 +0100"
        mail["Message-ID"] = "<1@example.org>"
        mail["Subject"] = "日本語の件名 " + "and a subject that has to be folded " * 4
        mail.set_content("Grüße\n.\n..\nend\n")
        mail.add_attachment(BLOB, maintype="application", subtype="pdf",
                            filename="файл с длинным именем, который разбит на части.pdf")
        mail.add_attachment(b"", maintype="application", subtype="octet-stream", filename="empty.bin")
        whole, parts = self.send(mail.as_bytes())
        self.assertEqual(whole["name"], str(mail["Subject"]).strip())
        self.assertEqual(whole["mail"], {
            "subject": whole["name"], "from": "Zoë <zoe@example.org>",
            "to": "李雷 <li@example.org>, bob@example.org", "date": "Mon, 02 Mar 2026 09:01:00 +0100",
            "message_id": "<1@example.org>", "envelope_from": "a@example.org",
            "envelope_to": "b@example.org"})
        self.assertEqual([(part["name"], part["sha256"], part["parent"], part["complete"])
                          for part in parts],
                         [("файл с длинным именем, который разбит на части.pdf", digest(BLOB), 1, True),
                          ("empty.bin", digest(b""), 1, True)])
        message = json.loads(self.messages("--json")[0])
        self.assertEqual([part["name"] for part in message["attachments"]],
                         [part["name"] for part in parts])
        line = self.messages()[0].split("\t")
        self.assertEqual(line[:3], ["1", "Mon, 02 Mar 2026 09:01:00 +0100", "Zoë <zoe@example.org>"])

    def test_names(self):
        """RFC 2047 and 2231, and what programs make of them."""
        names = {
            b'Content-Type: a/b; name="=?iso-8859-1?Q?R=E9sum=E9.pdf?="': ("Résumé.pdf", None),
            b'Content-Type: a/b\r\nContent-Disposition: attachment; filename="=?koi8-r?B?1MXT1C5iaW4=?="':
                ("тест.bin", None),
            b'Content-Type: a/b\r\nContent-Disposition: attachment;'
            b' filename="=?ISO-2022-JP?B?GyRCRnxLXBsoQi50eHQ=?="': ("日本.txt", None),
            b"Content-Type: a/b\r\nContent-Disposition: attachment; filename*=windows-1252''%80uro.bin":
                ("€uro.bin", None),
            b"Content-Type: a/b\r\nContent-Disposition: attachment; filename*0*=utf-8''%C3%A4;\r\n"
            b" filename*1=b; filename*2*=%C3%BC.bin": ("äbü.bin", None),
            b'Content-Type: a/b\r\nContent-Disposition: attachment; filename="x.bin"; filename*=utf-8\'\'%C3%A4.bin':
                ("ä.bin", None),
            b'Content-Type: a/b; name*=utf-8\'\'%C3%B6.bin; name="y.bin"': ("ö.bin", None),
            b'Content-Type: a/b\r\nContent-Disposition: attachment; filename="raw-\xe4\xf6\xfc.bin"':
                ("raw-äöü.bin", None),
            b'Content-Type: a/b\r\nContent-Disposition: attachment; filename="Report #3?.bin"':
                ("Report #3?.bin", None),
            b'Content-Type: a/b\r\nContent-Disposition: attachment; filename="C:\\\\Users\\\\bob\\\\x.bin"':
                ("x.bin", "C:\\Users\\bob\\x.bin"),
            b'Content-Type: a/b\r\nContent-Disposition: attachment; filename="../../etc/passwd"':
                ("passwd", "../../etc/passwd"),
            b"Content-Type: a/b\r\nContent-Disposition: attachment": (None, None),
        }
        _, parts = self.send(mixed(*[attached(field) for field in names]))
        self.assertEqual([(part.get("name"), part.get("path")) for part in parts], list(names.values()))
        self.assertEqual({part["sha256"] for part in parts}, {digest(BLOB)})
        self.assertEqual(parts[8]["extension"], "bin")

    def test_codings(self):
        text = "Zeile eins\r\nZeile zwei ü\r\n".encode()
        whole, parts = self.send(mixed(
            b"Content-Type: text/plain\r\n\r\nThe text itself is no attachment.",
            b"Content-Type: text/html\r\n\r\n<p>Nor this.</p>",
            b"Content-Type: a/b; name=8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nabc\r\n\xff",
            b"Content-Type: text/x-log; name=q\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
            + b"Zeile eins\r\nZeile zwei =C3=\r\n=BC\r\n",
            b"Content-Type: text/x-log; name=t\r\n\r\n" + text,
            b"Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR",
            attached(b"Content-Type: application/x-dosexec; name=photo.jpg", b"MZ" + BLOB)))
        lines = text.replace(b"\r\n", b"\n")
        self.assertEqual([part["sha256"] for part in parts[:3]],
                         [digest(b"abc\r\n\xff"), digest(lines), digest(lines)])
        self.assertEqual([part["sha256_as_sent"] for part in parts[1:3]], [digest(text)] * 2)
        self.assertEqual(parts[3]["content_type"], "text/calendar")
        self.assertIn(".jpg", parts[4]["verdict"])
        self.assertIn("photo.jpg: ", self.messages()[0])

    def test_mails_in_mails(self):
        inner = mixed(attached(b"Content-Type: image/gif; name=in.gif", b"GIF89a" + BLOB),
                      head=b"Subject: inner\r\n", boundary=b"=_bc")
        _, parts = self.send(mixed(
            b"Content-Type: message/rfc822\r\n\r\n" + inner,
            b"Content-Type: message/rfc822; name=fwd.eml\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + coded(inner)))
        gif = digest(b"GIF89a" + BLOB)
        self.assertEqual([(part["name"], part["parent"], part["sha256"]) for part in parts],
                         [("inner", 1, digest(inner)), ("in.gif", 2, gif),
                          ("fwd.eml", 1, digest(inner)), ("in.gif", 4, gif)])
        self.assertEqual(parts[0]["mail"]["subject"], "inner")
        self.assertEqual(len(self.messages()), 3)

    def test_files_in_text(self):
        def uuencoded(name, data):
            lines = [binascii.b2a_uu(data[i:i + 45]).rstrip(b"\n") for i in range(0, len(data), 45)]
            return b"begin 644 " + name + b"\r\n" + b"\r\n".join(lines) + b"\r\n`\r\nend\r\n"

        def yencoded(name, data):
            out = bytearray()
            for n, byte in enumerate(data):
                byte = (byte + 42) % 256
                out += bytes([61, (byte + 64) % 256]) if byte in (0, 10, 13, 61) else bytes([byte])
                out += b"\r\n" if n % 100 == 99 else b""
            return (b"=ybegin line=128 size=%d name=%s\r\n" % (len(data), name) + bytes(out)
                    + b"\r\n=yend size=%d\r\n" % len(data))

        _, parts = self.send(HEAD + b"\r\nbegin 2024 well\r\n" + uuencoded(b"a b.bin", BLOB)
                             + b"and\r\n" + yencoded(b"y.bin", BLOB)
                             + uuencoded(b"cut.bin", BLOB)[:-5])
        self.assertEqual([(part["name"], part["complete"]) for part in parts],
                         [("a b.bin", True), ("y.bin", True), ("cut.bin", False)])
        self.assertEqual([part["sha256"] for part in parts[:2]], [digest(BLOB)] * 2)

    def test_uuencoded_part(self):
        """Where the coding is of the whole part, the name is that of the part."""
        lines = b"".join(binascii.b2a_uu(BLOB[i:i + 45]).rstrip(b"\n") + b"\r\n" for i in range(0, len(BLOB), 45))
        head = b"Content-Type: a/b; name=x.bin\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 y.bin\r\n"
        _, parts = self.send(mixed(head + lines + b"`\r\nend\r\n", head + lines))
        self.assertEqual([(part["name"], part["sha256"], part["complete"]) for part in parts],
                         [("x.bin", digest(BLOB), True), ("x.bin", digest(BLOB), False)])
        self.assertIn("uuencoded", parts[1]["problem"])

    def test_parts_of_yenc(self):
        """A file that several mails carry: each has a part, and all bytes of that are there."""
        part = b"=ybegin part=2 total=3 line=128 size=300 name=y.bin\r\n=ypart begin=101 end=200\r\n"
        _, (one,) = self.send(HEAD + b"\r\n" + part + b"k" * 100 + b"\r\n=yend size=100 part=2\r\n")
        self.assertEqual((one["name"], one["size"], one["complete"]), ("y.bin", 100, False))
        self.assertIn("part 2 of 3", one["problem"])

    def test_digest(self):
        """A part of a digest (RFC 2046, section 5.1.5) need not have a head of its own."""
        mails = [b"Subject: first\r\nFrom: a@example.org\r\n\r\nfirst text", b"Subject: second\r\n\r\nsecond text"]
        mail = mixed(*[b"\r\n" + one for one in mails]).replace(b"multipart/mixed", b"multipart/digest")
        _, parts = self.send(mail)
        self.assertEqual([(part["name"], part["sha256"]) for part in parts],
                         [("first", digest(mails[0])), ("second", digest(mails[1]))])

    def test_fetched_decoded(self):
        """BINARY (RFC 3516) sends a part decoded, whatever BODYSTRUCTURE says of its coding."""
        said = [(False, b"* OK\r\n"), (True, b"a LOGIN bob x\r\n"), (False, b"a OK\r\n"),
                (True, b"b FETCH 1 BODYSTRUCTURE\r\n"),
                (False, b'* 1 FETCH (BODYSTRUCTURE ("IMAGE" "PNG" ("NAME" "f.png") NIL NIL "BASE64" 6800))\r\nb OK\r\n'),
                (True, b"c FETCH 1 BODY[1]\r\n"),
                (False, b"* 1 FETCH (BODY[1] {%d}\r\n" % len(coded(BLOB)) + coded(BLOB) + b")\r\nc OK\r\n"),
                (True, b"d FETCH 1 BINARY[1]\r\n"),
                (False, b"* 1 FETCH (BINARY[1] ~{%d}\r\n" % len(BLOB) + BLOB + b")\r\nd OK\r\n")]
        for offset, count in ((3000, 3000), (0, 3000)):
            part = BLOB[offset:offset + count]
            said += [(True, b"e FETCH 1 BINARY[1]<%d.%d>\r\n" % (offset, count)),
                     (False, b"* 1 FETCH (BINARY[1]<%d> ~{%d}\r\n" % (offset, len(part)) + part + b")\r\ne OK\r\n")]
        heard = self.hear(said)
        self.assertEqual([one["sha256"] for one in heard if one["name"] == "f.png"], [digest(BLOB)] * 3)
        self.assertEqual([one["sha256"] for one in heard if one["complete"] and one["name"] != "f.png"],
                         [digest(coded(BLOB)), digest(BLOB), digest(BLOB)])

    def test_fetched_with_its_head(self):
        """A client that asks for the head of a part knows how the part is coded, and so do we; of a head of
        which only some was asked for, nobody knows."""
        head = (b"Content-Type: image/png; name=f.png\r\nContent-Transfer-Encoding: base64\r\n\r\n")
        for asked, known in ((b"BODY[1.2.MIME]", True), (b"BODY[1.2.MIME]<0>", False), (b"BODY[1.3.MIME]", False)):
            said = [(False, b"* OK\r\n"), (True, b"a LOGIN bob x\r\n"), (False, b"a OK\r\n"),
                    (True, b"b FETCH 1 (BODY[1.2.MIME] BODY[1.2])\r\n"),
                    (False, b"* 1 FETCH (" + asked + b" {%d}\r\n" % len(head) + head +
                     b" BODY[1.2] {%d}\r\n" % len(coded(BLOB)) + coded(BLOB) + b")\r\nb OK\r\n")]
            heard = self.hear(said)
            self.assertEqual([one["sha256"] for one in heard if one["name"] == "f.png"], [digest(BLOB)] if known else [])
            self.assertIn(digest(coded(BLOB)), [one["sha256"] for one in heard])

    def test_range_whose_request_is_lost(self):
        """What an earlier command asked for says nothing of a range whose request was not captured."""
        mail = HEAD + b"\r\n" + b"text\r\n" * 300
        said = [(False, b"* OK\r\n"), (True, b"a LOGIN bob x\r\n"), (False, b"a OK\r\n"),
                (True, b"b FETCH 1 BODY[]<0.1000>\r\n"),
                (False, b"* 1 FETCH (BODY[]<0> {1000}\r\n" + mail[:1000] + b")\r\nb OK\r\n"),
                (False, b"* 2 FETCH (BODY[]<0> {100}\r\n" + mail[:100] + b")\r\nc OK\r\n")]
        self.assertEqual({one["complete"] for one in self.hear(said)}, {False})

    def test_response_lost(self):
        """What a server answered before was not captured: the mail that it sends then is."""
        mail = HEAD + b"\r\ntext\r\n"
        said = [(False, b"* OK\r\n"), (True, b"a LOGIN bob x\r\n"), (False, b"a OK\r\n"), (True, b"b SELECT INBOX\r\n"),
                (False, b"* 1 EXISTS\r\nb OK\r\n"), (True, b"c FETCH 1 BODY[]\r\n"),
                (False, b"* 1 FETCH (BODY[] {%d}\r\n" % len(mail) + mail + b")\r\nc OK\r\n")]
        heard = self.hear(said, lost=(6,))
        self.assertEqual([(one["protocol"], one["name"], one["sha256"], one["complete"]) for one in heard],
                         [("IMAP", "s", digest(mail), True)])

    def test_command_lost(self):
        """Of what a client stores, the first mail was not captured, and the second one was."""
        first, mail = HEAD + b"\r\nfirst\r\n", HEAD + b"\r\ntext\r\n"
        said = [(False, b"* OK\r\n"), (True, b"a LOGIN bob x\r\n"), (False, b"a OK\r\n")]
        for tag, one in ((b"b", first), (b"c", mail)):
            said += [(True, tag + b" APPEND Sent {%d+}\r\n" % len(one) + one + b"\r\n"), (False, tag + b" OK\r\n")]
        heard = self.hear(said, lost=(5,))
        self.assertEqual([(one["direction"], one["name"], one["sha256"], one["complete"]) for one in heard],
                         [("upload", "s", digest(mail), True)])

    def test_greeting_lost(self):
        """What the server says first was not captured, nor anything that it says."""
        mail = HEAD + b"\r\ntext\r\n"
        said = [(False, b"+OK ready\r\n"), (True, b"USER bob\r\n"), (False, b"+OK\r\n"), (True, b"PASS x\r\n"),
                (False, b"+OK\r\n"), (True, b"STAT\r\n"), (False, b"+OK 1 60\r\n"), (True, b"RETR 1\r\n"),
                (False, b"+OK\r\n" + mail + b".\r\n")]
        heard = self.hear(said, lost=(2,))
        self.assertEqual([(one["protocol"], one["name"], one["sha256"], one["complete"]) for one in heard],
                         [("POP3", "s", digest(mail), True)])

    def test_winmail(self):
        def attribute(level, tag, data):
            return struct.pack("<BII", level, tag, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)

        name = "Übersicht lang.docx".encode("utf-16-le") + b"\0\0"
        properties = struct.pack("<IHHI", 2, 0x0003, 0x3705, 1) + struct.pack("<HHII", 0x001F, 0x3707, 1,
                                                                             len(name)) + name
        winmail = (struct.pack("<IH", 0x223E9F78, 1) + attribute(1, 0x00069002, bytes(14))
                   + attribute(2, 0x00018010, b"UEBERS~1.DOC\0") + attribute(2, 0x0006800F, BLOB)
                   + attribute(2, 0x00069005, properties + bytes(-len(name) % 4))
                   + attribute(2, 0x00069002, bytes(14)) + attribute(2, 0x00018010, b"b.txt\0")
                   + attribute(2, 0x0006800F, b"short"))
        _, parts = self.send(mixed(attached(b"Content-Type: application/ms-tnef; name=winmail.dat", winmail)))
        self.assertEqual([(part["name"], part["parent"], part["sha256"]) for part in parts],
                         [("winmail.dat", 1, digest(winmail)), ("Übersicht lang.docx", 2, digest(BLOB)),
                          ("b.txt", 2, digest(b"short"))])

    def test_sealed(self):
        sealed = {
            b"\r\n-----BEGIN PGP MESSAGE-----\r\nx\r\n": "PGP",
            b"Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=q\r\n\r\n"
            b"--q\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--q--\r\n": "PGP",
            b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\n"
            b"Content-Transfer-Encoding: base64\r\n\r\n" + coded(BLOB): "encrypted by S/MIME",
            b"Content-Type: application/x-pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\n"
            b"Content-Transfer-Encoding: base64\r\n\r\n" + coded(BLOB): "signed by S/MIME",
        }
        for body, word in sealed.items():
            whole, _ = self.send(HEAD + body)
            self.assertIn(word, whole["note"])

    def test_bombs(self):
        """Deep, many, and long heads: bounded, and what is left out is said."""
        deep = HEAD + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i)
                               for i in range(10000)) + b"Content-Type: a/b; name=x\r\n\r\nhello\r\n"
        mails = HEAD + b"Content-Type: message/rfc822\r\n\r\n" * 10000 + b"\r\nhello\r\n"
        many = (HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                + b"--b\r\nContent-Type: a/b\r\n\r\n\r\n" * 30000)
        heads = HEAD + b"A: b\r\n" * 250000 + b"\r\ntext\r\n"
        for bomb, most in ((deep, 1), (mails, 20), (many, 10001), (heads, 1)):
            begun = time.monotonic()
            all_of_it = self.hear(smtp(bomb))
            self.assertLessEqual(len(all_of_it), most)
            self.assertTrue(all_of_it[0]["complete"])
            self.assertIn("more parts", all_of_it[0]["note"])
            self.assertLess(time.monotonic() - begun, 60)

    def test_compressed_imap(self):
        packers = [zlib.compressobj(9, zlib.DEFLATED, -15) for _ in range(2)]

        def packed(client, data):
            packer = packers[client]
            return client, packer.compress(data) + packer.flush(zlib.Z_SYNC_FLUSH)

        mail = mixed(attached(b"Content-Type: a/b; name=x.bin"))
        heard = self.hear([
            (False, b"* OK ready\r\n"), (True, b"a1 LOGIN bob x\r\n"), (False, b"a1 OK\r\n"),
            (True, b"a2 COMPRESS DEFLATE\r\n"), (False, b"a2 OK\r\n"),
            packed(True, b"a3 SELECT INBOX\r\n"), packed(False, b"* 1 EXISTS\r\na3 OK\r\n"),
            packed(True, b"a4 FETCH 1 BODY[]\r\n"),
            packed(False, b"* 1 FETCH (BODY[] {%d}\r\n" % len(mail) + mail + b")\r\na4 OK\r\n")])
        self.assertEqual([(one["protocol"], one["user"], one["sha256"], one["complete"]) for one in heard],
                         [("IMAP", "bob", digest(mail), True), ("IMAP", "bob", digest(BLOB), True)])

    def test_tls(self):
        """From the first byte on, and after STLS and STARTTLS; no port says what it is."""
        mail = HEAD + b"\r\ntext\r\n"
        pop3 = [(False, b"+OK\r\n"), (True, b"USER bob\r\n"), (False, b"+OK\r\n"),
                (True, b"PASS x\r\n"), (False, b"+OK\r\n"), (True, b"RETR 1\r\n"),
                (False, b"+OK\r\n" + mail + b".\r\n")]
        imap = [(False, b"* OK\r\n"), (True, b"a LOGIN bob x\r\n"), (False, b"a OK\r\n"),
                (True, b"b FETCH 1 BODY[]\r\n"),
                (False, b"* 1 FETCH (BODY[] {%d}\r\n" % len(mail) + mail + b")\r\nb OK\r\n")]
        stls = [(False, b"+OK\r\n"), (True, b"STLS\r\n"), (False, b"+OK\r\n")]
        starttls = [(False, b"220 mx\r\n"), (True, b"EHLO x\r\n"), (False, b"250 STARTTLS\r\n"),
                    (True, b"STARTTLS\r\n"), (False, b"220 go\r\n")]
        for protocol, clear, inside in (("SMTP", [], smtp(mail)), ("POP3", [], pop3), ("IMAP", [], imap),
                                        ("POP3", stls, pop3[1:]), ("SMTP", starttls, smtp(mail)[1:])):
            keys = os.path.join(self.folder.name, f"{len(clear)}-{protocol}.keys")
            heard = self.hear(clear + tls(inside, keys), "--keys", keys)
            self.assertEqual([(one["protocol"], one["sha256"], one["complete"], one["decrypted"])
                              for one in heard], [(protocol, digest(mail), True, True)])

    def test_tls_after_others(self):
        """What asked for it in a byte or some, as PostgreSQL and SOCKS 4 do, is not missing in TLS."""
        mail = HEAD + b"\r\ntext\r\n"
        for number, clear in enumerate(([(True, bytes.fromhex("0000000804d2162f")), (False, b"S")],
                                        [(True, b"\4\1\1\xbb\x7f\0\0\1me\0"), (False, b"\0\x5a" + bytes(6))])):
            keys = os.path.join(self.folder.name, f"{number}-others.keys")
            heard = self.hear(clear + tls(smtp(mail), keys), "--keys", keys)
            self.assertEqual([(one["protocol"], one["sha256"]) for one in heard], [("SMTP", digest(mail))])
            done = subprocess.run([CLI, "tls", "--json", self.path, "--keys", keys], capture_output=True, check=True)
            row = json.loads(done.stdout)
            self.assertEqual((row["readable"], row.get("reason")), ("yes", None))

    def test_others(self):
        """What others say that sounds alike."""
        for talk in ([(True, b"NICK list\r\nUSER id 0 * :x\r\n"), (False, b":x 001 list :Welcome\r\n")],
                     [(False, b"220 files\r\n"), (True, b"USER id\r\n"), (False, b"331 ok\r\n")],
                     [(True, b"*1\r\n$4\r\nPING\r\n"), (False, b"+PONG\r\n")]):
            self.assertEqual(self.hear(talk), [])

    def test_saved(self):
        folder = os.path.join(self.folder.name, "saved")
        mail = mixed(attached(b"Content-Type: a/b; name=x.bin"), head=b"Subject: see v1.gif\r\n")
        self.assertEqual([one["saved_as"] for one in self.hear(smtp(mail), "--save", folder)],
                         ["see v1.gif.eml", "x.bin"])
        with open(os.path.join(folder, "see v1.gif.eml"), "rb") as file:
            self.assertEqual(file.read(), mail)

    def test_lost(self):
        """A segment in the middle is missing: what it may have been part of is not complete."""
        mail = mixed(*[attached(b"Content-Type: a/b; name=%d.bin" % n, bytes([n]) * 4000) for n in range(4)])
        talk = smtp(mail)
        frames = capture(talk)
        with open(self.path, "wb") as file:
            file.write(frames)
        whole = transfers(CLI, self.path)
        right = {one["sha256"] for one in whole}
        records, at = [frames[:24]], 24
        while at < len(frames):
            size = struct.unpack_from("<I", frames, at + 8)[0]
            records.append(frames[at:at + 16 + size])
            at += 16 + size
        for lost in range(13, len(records) - 5, 3):
            with open(self.path, "wb") as file:
                file.write(b"".join(records[:lost] + records[lost + 1:]))
            heard = transfers(CLI, self.path)
            complete = [one for one in heard if one["complete"]]
            self.assertLessEqual({one["sha256"] for one in complete}, right)
            self.assertIn(len(complete), (2, 3))
            self.assertFalse(heard[0]["complete"])
            self.assertGreater(heard[0]["gaps"], 0)


class Words(unittest.TestCase):
    """What was said, as sessions: not the mails, and who was let in."""

    def sessions(self, said):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "words.pcap")
            with open(path, "wb") as out:
                out.write(captures.pcap(said))
            done = subprocess.run([CLI, "sessions", "--json", path], capture_output=True, text=True, timeout=60,
                                  check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def talk(self, port, *said):
        frames, sequence = [], [1, 1]
        for side, line in said:
            text, ports = line.encode() + b"\r\n", (port, 40000) if side else (40000, port)
            ends = ("192.0.2.2", "192.0.2.1") if side else ("192.0.2.1", "192.0.2.2")
            frames.append(captures.ipv4(*ends, 6, captures.tcp(*ports, 0x18, text, sequence=sequence[side],
                                                               acknowledgement=sequence[not side])))
            sequence[side] += len(text)
        return frames

    def check(self, protocol, port, said, unsaid, signed_in):
        session, = self.sessions(self.talk(port, *said))
        words = [(one["from"] == "server", one["text"]) for one in session["events"] if one["event"] == "said"]
        self.assertEqual(session["protocol"], protocol)
        self.assertEqual(words, [one for one in said if one not in unsaid])
        self.assertEqual([(one["event"], one["text"]) for one in session["events"] if one["event"] != "said"], signed_in)
        self.assertEqual(session.get("user"), "alice")

    def test_smtp(self):
        text = [(0, "Subject: x"), (0, ""), (0, "..text"), (0, ".")]
        self.check("SMTP", 25, [(1, "220 mail"), (0, "EHLO me"), (1, "250-mail"), (1, "250 AUTH PLAIN"),
                                (0, "AUTH PLAIN AGJvYgBwdw=="), (1, "535 no"), (0, "AUTH PLAIN AGFsaWNlAHB3"), (1, "235 yes"),
                                (0, "MAIL FROM:<a@b>"), (1, "250 ok"), (0, "RCPT TO:<c@d>"), (1, "250 ok"), (0, "DATA"),
                                (1, "354 go"), *text, (1, "250 queued"), (0, "QUIT"), (1, "221 bye")], text,
                   [("login-refused", "bob"), ("logged-in", "alice")])

    def test_pop3(self):
        text = [(1, "Subject: x"), (1, ""), (1, "text"), (1, ".")]
        self.check("POP3", 110, [(1, "+OK ready"), (0, "USER alice"), (1, "+OK"), (0, "PASS no"), (1, "-ERR wrong"),
                                 (0, "USER alice"), (1, "+OK"), (0, "PASS pw"), (1, "+OK in"), (0, "RETR 1"), (1, "+OK 20"),
                                 *text, (0, "QUIT"), (1, "+OK bye")], text,
                   [("login-refused", "alice"), ("logged-in", "alice")])

    def test_imap(self):
        self.check("IMAP", 143, [(1, "* OK ready"), (0, "a1 LOGIN bob x"), (1, "a1 NO wrong"), (0, "a2 LOGIN alice y"),
                                 (1, "a2 OK in"), (0, "a3 SELECT INBOX"), (1, "* 1 EXISTS"), (1, "a3 OK done")], [],
                   [("login-refused", "bob"), ("logged-in", "alice")])


class Traffic(unittest.TestCase):
    NAMES = ["smtp-attachments", "smtp-bdat", "smtp-plain", "smtp-starttls", "smtp-starttls-dsb", "pop3",
             "imap-fetch", "imap-starttls", "imap-starttls-dsb", "case", "case-dsb"]

    def test_all(self):
        """Real servers and clients, where their captures are."""
        for name in self.NAMES:
            path = os.path.join(DATA or "", "traffic", name)
            if not os.path.exists(path + ".json"):
                continue
            with open(path + ".json", encoding="utf-8") as file:
                wanted = [one for one in json.load(file)["transfers"]
                          if one["protocol"] in ("SMTP", "POP3", "IMAP")]
            keys = ["--keys", path + ".keys"] if os.path.exists(path + ".keys") else []
            got = {}
            for one in transfers(CLI, path + ".pcapng", *keys):
                key = one["protocol"], one["direction"], one["sha256"], one.get("name")
                got.setdefault(key, []).append(one)
            for one in wanted:
                found = got[one["protocol"], one["direction"], one["sha256"], one["name"]].pop(0)
                self.assertEqual(found["complete"], "part_of" not in one, one)
            print(f"{name}: {len(wanted)} of {len(wanted)} mails")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])

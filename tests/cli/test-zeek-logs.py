#!/usr/bin/python3
# test-zeek-logs.py WIRECASE-CLI: what conversations become in Zeek's logs
# SPDX-License-Identifier: GPL-3.0-or-later

"""Each test says what two hosts say to each other, and looks at the rows that come of it."""

import base64
import hashlib
import os
import struct
import subprocess
import sys
import tempfile
import unittest

import captures
import conversations
import talks
import zeek_logs
from talks import ber

CLI = sys.argv[1]
CLIENT, SERVER = "10.0.0.1", "10.0.0.2"


def export(wire, *options):
    """Rows of each log that `export zeek` writes of these packets."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "capture.pcap")
        with open(path, "wb") as file:
            file.write(captures.pcap(wire.frames))
        logs = os.path.join(folder, "logs")
        result = subprocess.run([CLI, "export", "zeek", path, "--to", logs, *options], capture_output=True, check=False)
        if result.returncode:
            raise AssertionError(result.stderr.decode())
        return {name[:-4]: zeek_logs.read(os.path.join(logs, name))[1] for name in os.listdir(logs)}


def talk(port, *said, mss=1400, sport=40000):
    """A connection: (side, bytes), in this order."""
    wire = conversations.Wire(mss)
    connection = wire.connect((CLIENT, sport), (SERVER, port))
    for side, data in said:
        connection.say(side, data)
    connection.close()
    return wire


def sha256(data):
    return hashlib.sha256(data).hexdigest()


class Http(unittest.TestCase):
    def row(self, *said, **options):
        logs = export(talk(80, *said, **options))
        self.assertEqual(len(logs["http"]), 1)
        return logs["http"][0], logs.get("files", [])

    def test_a_request_without_a_version_is_answered_without_a_head(self):
        answer = b"HTTP/1.0 403 Forbidden\r\nContent-Length: 2\r\n\r\nno"
        row, files = self.row((0, b"GET /a\r\n"), (1, answer))
        self.assertEqual((row["version"], row["status_code"], row["status_msg"]), ("0.9", "0", "<empty>"))
        self.assertEqual(row["response_body_len"], str(len(answer)))
        self.assertEqual((row["resp_mime_types"], row["resp_fuids"]), ("text/plain", files[0]["fuid"]))
        self.assertEqual([(one["seen_bytes"], one["sha256"], one["is_orig"]) for one in files],
                         [(str(len(answer)), sha256(answer), "F")])

    def test_a_plain_answer_to_a_request_without_a_version(self):
        row, files = self.row((0, b"GET /\r\n"), (1, b"<html><body>hello</body></html>"), mss=10)
        self.assertEqual((row["response_body_len"], row["resp_mime_types"]), ("31", "text/html"))
        self.assertEqual(len(files), 1)

    def test_lines_that_lack_a_space_or_a_target_are_requests(self):
        row, _ = self.row((0, b"CCM_POST /HTTP/1.1\r\nHost: a\r\n\r\n"), (1, b"x" * 20))
        self.assertEqual((row["method"], row["uri"], row["host"], row["version"]),
                         ("CCM_POST", "/HTTP/1.1", "a", "0.9"))
        row, _ = self.row((0, b"OPTIONS HTTP/1.1\r\nHost: a\r\n\r\n"),
                          (1, b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"))
        self.assertEqual((row["method"], row["uri"], row["host"], row["status_code"]),
                         ("OPTIONS", "(empty)", "a", "400"))

    def test_each_field_of_a_form_is_a_file(self):
        boundary = b"XyZ"
        form = b"".join(b"--XyZ\r\nContent-Disposition: form-data; " + head + b"\r\n\r\n" + data + b"\r\n"
                        for head, data in ((b'name="a"', b"first"), (b'name="f"; filename="n.bin"', b"\0" * 50),
                                           (b'name="b"', b"second and longer")))
        form += b"--" + boundary + b"--\r\n"
        row, files = self.row((0, b"POST / HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=XyZ\r\n"
                                  b"Content-Length: %d\r\n\r\n" % len(form) + form),
                              (1, b"HTTP/1.1 204 No Content\r\n\r\n"))
        self.assertEqual(row["orig_fuids"].split(","), [one["fuid"] for one in files])
        self.assertEqual((row["orig_filenames"], row["request_body_len"]), ("n.bin", str(len(form))))
        self.assertEqual([one["sha256"] for one in files],
                         [sha256(b"first"), sha256(b"\0" * 50), sha256(b"second and longer")])
        self.assertEqual([one["is_orig"] for one in files], ["T"] * 3)

    def test_bodies_that_nothing_measures_are_counted_by_lines(self):
        head = b"HTTP/1.1 200 OK\r\n"
        for more, body, length in ((b"", b"one\r\ntwo", 10), (b"", b"a\nb\r\n", 6), (b"", b"a\rb\r\n", 6),
                                   (b"Connection: close\r\n", b"one\r\ntwo", 8),
                                   (b"Content-Length: 8\r\n", b"one\r\ntwo", 8)):
            row, _ = self.row((0, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"), (1, head + more + b"\r\n" + body))
            self.assertEqual(row["response_body_len"], str(length), (more, body))

    def test_types_of_parts_are_told_when_all_is_there(self):
        request = (0, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        for span, kind in ((b"0-15/16", "text/plain"), (b"0-15/99", "-"), (b"foo-bar/baz", "-")):
            row, _ = self.row(request, (1, b"HTTP/1.1 206 Partial Content\r\nContent-Length: 16\r\nContent-Range: bytes "
                                           + span + b"\r\n\r\nsixteen letters!"))
            self.assertEqual(row["resp_mime_types"], kind, span)


class Mail(unittest.TestCase):
    def test_each_part_of_a_mail_is_a_file(self):
        attached = bytes(range(256)) * 12
        mail = (b"From: a@example.org\r\nTo: b@example.org\r\nSubject: parts\r\nMIME-Version: 1.0\r\n"
                b'Content-Type: multipart/mixed; boundary="b1"\r\n\r\n--b1\r\nContent-Type: text/plain\r\n\r\n'
                b"the text itself\r\n--b1\r\nContent-Type: application/octet-stream; name=\"n.bin\"\r\n"
                b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(attached).replace(b"\n", b"\r\n")
                + b"--b1--\r\n")
        wire = talk(25, (1, b"220 ready\r\n"), (0, b"EHLO c\r\n"), (1, b"250 ok\r\n"), (0, b"MAIL FROM:<a@example.org>\r\n"),
                    (1, b"250 ok\r\n"), (0, b"RCPT TO:<b@example.org>\r\n"), (1, b"250 ok\r\n"), (0, b"DATA\r\n"),
                    (1, b"354 go\r\n"), (0, mail + b".\r\n"), (1, b"250 queued\r\n"), mss=500)
        files = export(wire)["files"]
        self.assertEqual([(one["source"], one["depth"], one["filename"], one["sha256"]) for one in files],
                         [("SMTP", "2", "-", sha256(b"the text itself")), ("SMTP", "3", "n.bin", sha256(attached))])
        self.assertEqual(files[1]["seen_bytes"], str(len(attached)))

    def test_all_of_a_long_mail_is_looked_into(self):
        wire = talk(25, (1, b"220 ready\r\n"), (0, b"EHLO c\r\n"), (1, b"250 ok\r\n"), (0, b"MAIL FROM:<a@example.org>\r\n"),
                    (1, b"250 ok\r\n"), (0, b"RCPT TO:<b@example.org>\r\n"), (1, b"250 ok\r\n"), (0, b"DATA\r\n"),
                    (1, b"354 go\r\n"), (0, b"Subject: a\r\n\r\n" + b"word " * 300 + b"needle\r\n.\r\n"), (1, b"250 queued\r\n"),
                    mss=500)
        with tempfile.TemporaryDirectory() as folder:
            rules, path = os.path.join(folder, "a.yar"), os.path.join(folder, "a.pcap")
            with open(rules, "w", encoding="ascii") as file:
                file.write('rule late { strings: $a = "needle" condition: $a }')
            with open(path, "wb") as file:
                file.write(captures.pcap(wire.frames))
            result = subprocess.run([CLI, "yara", "--captures", rules, path], capture_output=True, check=False)
        self.assertIn(b"late", result.stdout, result.stderr)


    def test_a_row_tells_who_sent_what_to_whom(self):
        head = (b"Received: from relay ([198.51.100.7]) by here\r\nReceived: from first (x [203.0.113.9])\r\n by relay\r\n"
                b'From: "A, B" <a@example.org>\r\nTo: "C, D" <c@example.org>, e@example.org\r\nCC: f@example.org\r\n'
                b"Subject: long\r\n words\r\nMessage-ID: <1@a>\r\nX-Mailer: M 1\r\nX-Originating-IP: [192.0.2.5]\r\n")
        wire = talk(25, (1, b"220 ready\r\n"), (0, b"EHLO c.example.org\r\n"), (1, b"250-ok\r\n250 CHUNKING\r\n"),
                    (0, b"MAIL FROM:<a@example.org> SIZE=9\r\n"), (1, b"250 ok\r\n"), (0, b"RCPT TO:<c@example.org>\r\n"),
                    (1, b"250 ok\r\n"), (0, b"RCPT TO:<e@example.org>\r\n"), (1, b"250 ok\r\n"), (0, b"DATA\r\n"), (1, b"354 go\r\n"),
                    (0, head + b"\r\nSubject: in the text\r\n.\r\n"), (1, b"250 queued as 1\r\n"),
                    (0, b"MAIL FROM:<g@example.org>\r\n"), (1, b"250 ok\r\n"), (0, b"RCPT TO:<h@example.org>\r\n"), (1, b"250 ok\r\n"),
                    (0, b"BDAT 20\r\nSubject: in chunks\r\n"), (1, b"250 20\r\n"), (0, b"BDAT 11 LAST\r\n\r\nthe text!"),
                    (1, b"250 queued as 2\r\n"), (0, b"QUIT\r\n"), (1, b"221 bye\r\n"))
        logs = export(wire)
        first, second = logs["smtp"]
        self.assertEqual((first["trans_depth"], first["helo"], first["mailfrom"], first["rcptto"], first["last_reply"]),
                         ("1", "c.example.org", "a@example.org", "c@example.org,e@example.org", "250 queued as 1"))
        self.assertEqual((first["from"], first["cc"], first["subject"], first["msg_id"], first["user_agent"]),
                         ('"A, B" <a@example.org>', "f@example.org", "long words", "<1@a>", "M 1"))
        self.assertEqual((first["to"], first["x_originating_ip"], first["tls"]),
                         ('"C\\x2c D" <c@example.org>,e@example.org', "192.0.2.5", "F"))
        self.assertEqual(first["path"], f"{SERVER},{CLIENT},198.51.100.7,203.0.113.9")
        self.assertIn("first (x", first["first_received"])
        self.assertEqual((second["trans_depth"], second["mailfrom"], second["subject"], second["last_reply"]),
                         ("2", "g@example.org", "in chunks", "250 queued as 2"))
        self.assertEqual([row["fuids"] for row in (first, second)], [one["fuid"] for one in logs["files"]])

    def test_what_is_not_finished_is_a_row_too(self):
        row, = export(talk(2525, (1, b"220 ready\r\n"), (0, b"HELO c\r\n"), (1, b"250 ok\r\n"), (0, b"STARTTLS\r\n"),
                           (1, b"220 go\r\n"), (0, b"\x16\x03\x01MAIL FROM:<x@y>\r\n")))["smtp"]
        self.assertEqual((row["tls"], row["mailfrom"], row["helo"]), ("T", "-", "c"))


class Ftp(unittest.TestCase):
    def test_commands_have_their_files(self):
        wire = conversations.Wire()
        control = wire.connect((CLIENT, 40000), (SERVER, 21))
        for client, server in ((None, "220 ready"), ("USER anonymous", "331 name"), ("PASS a@b", "230-hello\r\n there\r\n230 in"),
                               ("CWD /pub/x", "250 ok"), ("CWD ../y", "250 ok"), ("PASV", "227 Entering (10,0,0,2,195,80)")):
            if client:
                control.say(0, client + "\r\n")
            control.say(1, server + "\r\n")
        control.say(0, "RETR a.txt\r\n")
        data = wire.connect((CLIENT, 40001), (SERVER, 50000))
        control.say(1, "150 Opening (12 bytes)\r\n")
        data.say(1, "hello, world")
        data.close(1)
        control.say(1, "226 done\r\n")
        control.say(0, "PORT 10,0,0,1,156,70\r\n")
        control.say(1, "200 ok\r\n")
        control.say(0, "STOR b.bin\r\n")
        back = wire.connect((SERVER, 20), (CLIENT, 40006))
        back.say(0, b"\0" * 7)
        back.close()
        control.say(1, "226 done\r\n")
        control.close()
        logs = export(wire)
        passive, get, active, put = logs["ftp"]
        files = {one["fuid"]: one for one in logs["files"]}
        self.assertEqual((passive["command"], passive["data_channel.passive"], passive["data_channel.resp_p"], passive["reply_code"]),
                         ("PASV", "T", "50000", "227"))
        self.assertEqual((get["arg"], get["file_size"], get["reply_msg"], get["mime_type"], get["user"], get["password"]),
                         ("ftp://10.0.0.2/pub/y/a.txt", "12", "done", "text/plain", "anonymous", "a@b"))
        self.assertEqual(files[get["fuid"]]["sha256"], sha256(b"hello, world"))
        self.assertEqual((active["data_channel.passive"], active["data_channel.orig_h"], active["data_channel.resp_p"]),
                         ("F", SERVER, "40006"))
        self.assertEqual((files[put["fuid"]]["source"], files[put["fuid"]]["seen_bytes"]), ("FTP_DATA", "7"))

    def test_passwords_of_people_are_hidden(self):
        row, = export(talk(21, (1, b"220 a\r\n"), (0, b"USER me\r\n"), (1, b"331 b\r\n"), (0, b"PASS secret\r\n"), (1, b"230 c\r\n"),
                           (0, b"DELE f\r\n"), (1, b"250 d\r\n")))["ftp"]
        self.assertEqual((row["user"], row["password"], row["arg"]), ("me", "<hidden>", "ftp://10.0.0.2/./f"))


def principal(tag, *names):
    return ber(tag, ber(0x30, ber(0xA0, ber(2, b"\1")), ber(0xA1, ber(0x30, *(ber(0x1B, name) for name in names)))))


class SignIn(unittest.TestCase):
    def kerberos(self, port, *messages, prefix=b""):
        wire = conversations.Wire()
        for side, message in messages:
            ends = ((CLIENT, 40000), (SERVER, port))
            wire.datagram(ends[side], ends[1 - side], message)
        return export(wire)["kerberos"]

    def request(self):
        body = ber(0x30, ber(0xA0, ber(3, b"\0\x40\x80\0\0")), principal(0xA1, b"user"), ber(0xA2, ber(0x1B, b"REALM")),
                   principal(0xA3, b"krbtgt", b"REALM"), ber(0xA5, ber(0x18, b"19700101000010Z")))
        return ber(0x6A, ber(0x30, ber(0xA1, ber(2, b"\5")), ber(0xA2, ber(2, b"\x0a")), ber(0xA4, body)))

    def test_a_ticket_is_given(self):
        ticket = ber(0x61, ber(0x30, ber(0xA1, ber(0x1B, b"REALM")), principal(0xA2, b"krbtgt", b"REALM"),
                               ber(0xA3, ber(0x30, ber(0xA0, ber(2, b"\x12"))))))
        reply = ber(0x6B, ber(0x30, ber(0xA3, ber(0x1B, b"REALM")), principal(0xA4, b"user"), ber(0xA5, ticket)))
        row, = self.kerberos(88, (0, self.request()), (1, reply))
        self.assertEqual((row["request_type"], row["client"], row["service"], row["success"], row["cipher"], row["till"]),
                         ("AS", "user/REALM", "krbtgt/REALM", "T", "aes256-cts-hmac-sha1-96", "10.000000"))
        self.assertEqual((row["forwardable"], row["renewable"], row["from"]), ("T", "T", "-"))

    def test_a_ticket_is_refused(self):
        error = ber(0x7E, ber(0x30, ber(0xA6, ber(2, b"\x06")), ber(0xA9, ber(0x1B, b"REALM"))))
        row, = self.kerberos(88, (0, self.request()), (1, error))
        self.assertEqual((row["success"], row["error_msg"]), ("F", "KDC_ERR_C_PRINCIPAL_UNKNOWN"))
        for cut in range(len(error)):
            self.kerberos(88, (0, self.request()), (1, error[:cut]))

    def test_names_of_ntlm(self):
        with_smb = lambda status, data: b"\0\0" + (64 + len(data)).to_bytes(2, "big") + b"\xfeSMB" + b"\x40\0\0\0" + status + \
            b"\1\0\0\0" + bytes(44) + data
        pairs = b"".join(kind.to_bytes(2, "little") + (2 * len(text)).to_bytes(2, "little") + text.encode("utf-16le")
                         for kind, text in ((1, "SRV"), (3, "srv.example.org"), (5, "example.org"))) + bytes(4)
        challenge = b"NTLMSSP\0\2\0\0\0" + bytes(8) + b"\1\0\0\0" + bytes(16) + len(pairs).to_bytes(2, "little") * 2 + \
            b"\x30\0\0\0" + pairs
        more, fine = b"\x16\0\0\xc0", bytes(4)
        wire = talk(445, (0, with_smb(fine, talks.ntlm(1))), (1, with_smb(more, challenge)),
                    (0, with_smb(fine, talks.ntlm(3, "user", "DOM", "HOST"))), (1, with_smb(fine, b"ok")))
        row, = export(wire)["ntlm"]
        self.assertEqual((row["username"], row["domainname"], row["hostname"], row["success"]), ("user", "DOM", "HOST", "T"))
        self.assertEqual((row["server_nb_computer_name"], row["server_dns_computer_name"], row["server_tree_name"]),
                         ("SRV", "srv.example.org", "example.org"))


class Findings(unittest.TestCase):
    def program(self, wide=True):
        optional = struct.pack("<H38xHH24xHH", 0x20B if wide else 0x10B, 6, 1, 2, 0x0140) + bytes(36 if wide else 20)
        optional += struct.pack("<I", 16) + b"".join(struct.pack("<II", 4096 * (i == 1), 20 * (i == 1)) for i in range(16))
        head = b"PE\0\0" + struct.pack("<HHI8xHH", 0x8664 if wide else 0x14C, 2, 1_000_000_000, len(optional), 0x22)
        return (b"MZ" + bytes(58) + struct.pack("<I", 128) + bytes(64) + head + optional + b".text\0\0\0" + bytes(32)
                + b".rdata\0\0" + bytes(32) + bytes(3000))

    def test_programs_have_rows_and_what_lies_is_weird(self):
        for wide, machine in ((True, "AMD64"), (False, "I386")):
            program = self.program(wide)
            logs = export(talk(80, (0, b"GET /a.png HTTP/1.1\r\nHost: a\r\n\r\n"),
                               (1, b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: %d\r\n\r\n" % len(program) + program)))
            row, = logs["pe"]
            self.assertEqual((row["machine"], row["compile_ts"], row["os"], row["subsystem"], row["section_names"]),
                             (machine, "1000000000.000000", "Windows 7 or Server 2008 R2", "WINDOWS_GUI", ".text,.rdata"))
            self.assertEqual("".join(row[name] for name in ("is_exe", "is_64bit", "uses_aslr", "uses_dep", "uses_code_integrity",
                                                           "uses_seh", "has_import_table", "has_export_table",
                                                           "has_cert_table", "has_debug_data")),
                             "T" + "FT"[wide] + "TTFTTFFF")
            self.assertEqual(row["id"], logs["files"][0]["fuid"])
            weird, = logs["weird"]
            self.assertEqual((weird["name"], weird["source"], weird["uid"]), ("type-mismatch", "FILES", logs["conn"][0]["uid"]))

    def test_odd_messages_are_weird(self):
        weird = export(talk(80, (0, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
                            (1, b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc")))["weird"]
        self.assertIn(("HTTP", "response"), {(row["source"], row["addl"]) for row in weird})


class Order(unittest.TestCase):
    def test_what_comes_early_is_heard_in_its_place(self):
        answer = bytes(range(48))
        wire = talk(80, (0, b"GET /\r\n"), (1, answer), mss=8)
        places = [number for number, frame in enumerate(wire.frames) if len(frame) == 14 + 20 + 20 + 8]
        first, second, third = places[1:4]
        wire.frames[first], wire.frames[second], wire.frames[third] = (
            wire.frames[third], wire.frames[first], wire.frames[second])
        self.assertEqual([one["sha256"] for one in export(wire)["files"]], [sha256(answer)])
        del wire.frames[second]
        file = export(wire)["files"][0]
        self.assertEqual((file["seen_bytes"], file["missing_bytes"], file["sha256"]), ("40", "8", "-"))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])

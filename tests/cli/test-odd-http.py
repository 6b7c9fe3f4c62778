#!/usr/bin/python3
# test-odd-http.py WIRECASE-CLI SOURCE-ROOT: answers that programs read differently
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is found in an odd answer is never plainly ok, and what came back is never called nothing. Over
answers of our own, and over those of HTTP Evader where they are: in the folder that
WIRECASE_SHARED_DATA names, or beside the project."""

import gzip
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
import conversations

CLI, ROOT = (os.path.abspath(path) for path in sys.argv[1:3])
del sys.argv[1:3]
FOLDER = os.path.join(os.environ.get("WIRECASE_SHARED_DATA", os.path.join(ROOT, "..", "shared", "data")), "http-evader")
EICAR = "275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f"

BODY = b"What a browser would save, in sixty bytes and a few more ....."
SHA256 = hashlib.sha256(BODY).hexdigest()
CHUNKS = b"".join(b"4\r\n" + BODY[i:i + 4] + b"\r\n" for i in range(0, 60, 4)) + b"2\r\n" + BODY[60:] + b"\r\n0\r\n\r\n"
START = b"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n"


def conversation(answer):
    client, server = ("192.0.2.1", "198.51.100.1"), ("198.51.100.1", "192.0.2.1")
    request = b"GET /file HTTP/1.1\r\nHost: files.example\r\n\r\n"
    return captures.pcap([captures.ipv4(*client, 6, captures.tcp(40000, 80, 2, sequence=0)),
                          captures.ipv4(*server, 6, captures.tcp(80, 40000, 0x12, sequence=0)),
                          captures.ipv4(*client, 6, captures.tcp(40000, 80, 0x18, request)),
                          captures.ipv4(*server, 6, captures.tcp(80, 40000, 0x18, answer)),
                          captures.ipv4(*server, 6, captures.tcp(80, 40000, 0x11, sequence=1 + len(answer)))])


def acknowledging(segment, number):
    return segment[:8] + struct.pack(">I", number) + segment[12:]


def triage(path):
    done = subprocess.run([CLI, "triage", "--json", path], capture_output=True, timeout=60, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


class OddHttp(unittest.TestCase):
    def ask(self, answer):
        with tempfile.NamedTemporaryFile(suffix=".pcap") as file:
            file.write(conversation(answer))
            file.flush()
            rows = [row for row in triage(file.name) if "parent" not in row]
        self.assertEqual(len(rows), 1)
        return rows[0]

    def test_carriage_returns(self):
        for before in (b"\r\r\n", b"\r\r", b"\r \r", b"\r\r\r\r\n"):
            with self.subTest(before):
                self.assertEqual(self.ask(START + before + b"Transfer-Encoding: chunked\r\n\r\n" + CHUNKS)["sha256"],
                                 SHA256)
        odd = b"HTTP/1.1 200 OK\n\rContent-Type: text/plain\n\rTransfer-Encoding: chunked\r\n\r\n"
        self.assertEqual(self.ask(odd + CHUNKS)["sha256"], SHA256)

    def test_zeros_before_a_size(self):
        for zeros in (4, 20, 300):
            size = b"0" * zeros + b"%x" % len(BODY)
            with self.subTest(zeros):
                row = self.ask(START + b"Transfer-Encoding: chunked\r\n\r\n" + size + b"\r\n" + BODY + b"\r\n0\r\n\r\n")
                self.assertEqual(row["sha256"], SHA256)

    def test_name_without_a_kind(self):
        row = self.ask(b"HTTP/1.1 200 OK\r\nContent-Disposition: filename=report.txt\r\nContent-Length: %d\r\n\r\n" %
                       len(BODY) + BODY)
        self.assertEqual(row["name"], "report.txt")

    def test_proxy_header_in_pieces(self):
        signature = b"\r\n\r\n\0\r\nQUIT\n"
        request = b"GET /file HTTP/1.1\r\nHost: files.example\r\n\r\n"
        for header in (signature + b"\x20\0\0\0", signature + b"\x21\x11\0\x0c" + bytes(range(12)),
                       signature + b"\x21\x11\0\x13" + bytes(12) + b"\4\0\4a\nb\n", b"\r\n", b""):
            for mss in (1400, 16, 7, 2, 1):
                with self.subTest(header, mss=mss), tempfile.NamedTemporaryFile(suffix=".pcap") as file:
                    wire = conversations.Wire(mss)
                    talk = wire.connect(("192.0.2.1", 40000), ("198.51.100.1", 80))
                    talk.say(0, header + request)
                    talk.say(1, START + b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY)
                    file.write(captures.pcap(wire.frames))
                    file.flush()
                    row, = triage(file.name)
                    self.assertEqual((row["uri"], row["sha256"]), ("/file", SHA256))

    def list(self, requests, snapshot=262144):
        wire = conversations.Wire()
        talk = wire.connect(("192.0.2.1", 40000), ("198.51.100.1", 80))
        talk.say(0, requests)
        talk.say(1, START + b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY)
        whole = captures.pcap(wire.frames)
        records, at = [whole[:24]], 24
        while at < len(whole):
            kept, length = struct.unpack_from("<II", whole, at + 8)
            records.append(whole[at:at + 8] + struct.pack("<II", min(kept, snapshot), length)
                           + whole[at + 16:at + 16 + min(kept, snapshot)])
            at += 16 + kept
        with tempfile.NamedTemporaryFile(suffix=".pcap") as file:
            file.write(b"".join(records))
            file.flush()
            done = subprocess.run([CLI, "http", "--json", file.name], capture_output=True, timeout=60, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def test_requests(self):
        for line, uri, odd in ((b"GET /a HTTP/1.1", "/a", None), (b"GET  /a HTTP/1.1", "/a", ["start-line"]),
                               (b"GET\t/a\tHTTP/1.1", "/a", ["start-line"]), (b"GET /a b HTTP/1.1", "/a b", ["start-line"]),
                               (b"GET /a HTTP/1.0.8", "/a", ["start-line"]), (b"GET /a", "/a", ["start-line"]),
                               (b"get /a HTTP/1.1", "/a", ["method"]), (b"BREW /pot HTTP/1.1", "/pot", ["method"]),
                               (b"PROPFIND / HTTP/1.1", "/", None), (b"M-SEARCH * HTTP/1.1", "*", None)):
            with self.subTest(line):
                row, = self.list(line + b"\r\nHost: files.example\r\n\r\n")
                self.assertEqual((row["uri"], row.get("odd")), (uri, odd))

    def test_what_attackers_send(self):
        """First lines that only a lenient server takes for a request are listed all the same."""
        for line, method, uri in ((b"GET/a HTTP/1.1", "GET", "/a"), (b" GET /a HTTP/1.1", "GET", "/a"),
                                  (b"\x16\x03GET /a HTTP/1.1", None, "/a"), (b"G\xcbT /a HTTP/1.1", "GËT", "/a"),
                                  (b"<x> /a HTTP/1.1", "<x>", "/a"), (b"@@@ /a HTTP/1.0", "@@@", "/a"),
                                  (b"A" * 400 + b" /a HTTP/1.1", "A" * 400, "/a"),
                                  (b"GET /a HTTPS/1.1", "GET", "/a")):
            with self.subTest(line):
                row, = self.list(line + b"\r\nHost: files.example\r\n\r\n")
                self.assertEqual((row["uri"], row["status"], row["host"]), (uri, 200, "files.example"))
                self.assertTrue(row["odd"])
                if method:
                    self.assertEqual(row["method"], method)
        hello = b"\x16\x03\1\2\0\1\0\1\xfc" + bytes(40) + b"\0\x10\0\x0b\0\x09\x08http/1.1\0\n\0\x08"
        self.assertEqual(self.list(hello), [])
        self.assertEqual(self.list(b"OPTIONS / RTSP/1.0\r\n\r\n"), [])

    def test_request_after_a_last_chunk(self):
        inside = b"0\r\n\r\nGET /inner HTTP/1.1\r\nHost: other.example\r\n\r\n"
        head = b"POST /outer HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\nTransfer-Encoding: xchunked\r\n\r\n"
        self.assertEqual(self.list(head % len(inside) + inside)[0]["odd"], ["fields", "request-inside"])

    def test_two_proxy_headers(self):
        headers = b"PROXY TCP4 192.0.2.9 192.0.2.1 1 80\r\n" * 2
        row, = self.list(headers + b"GET /a HTTP/1.1\r\nHost: files.example\r\n\r\n")
        self.assertEqual((row["uri"], row["odd"]), ("/a", ["after-proxy"]))

    def test_transfer_codings(self):
        packed = gzip.compress(BODY)
        chunks = b"%x\r\n" % len(packed) + packed + b"\r\n0\r\n\r\n"
        for fields, sent in ((b"Transfer-Encoding: gzip, chunked\r\n", chunks),
                             (b"Transfer-Encoding: x-gzip\r\nTransfer-Encoding: chunked\r\n", chunks),
                             (b"Transfer-Encoding: gzip\r\n", packed)):
            with self.subTest(fields):
                row = self.ask(START + fields + b"\r\n" + sent)
                self.assertEqual((row["sha256"], row["complete"]), (SHA256, True))
        packed = gzip.compress(packed)
        row = self.ask(START + b"Content-Encoding: gzip\r\nTransfer-Encoding: gzip\r\n\r\n" + packed)
        self.assertEqual(row["sha256"], SHA256)

    def test_odd_chunks(self):
        """Browsers read them; others may not, and it is said."""
        for before, after in ((b"  %x\r\n", b"\r\n"), (b"+%x\r\n", b"\r\n"), (b"%x junk\r\n", b"\r\n"),
                              (b"%x\r\r\n", b"\r\n"), (b"%x\r\n", b" \r\n"), (b"%x\r\n", b"\r\r\n")):
            with self.subTest((before, after)):
                row = self.ask(START + b"Transfer-Encoding: chunked\r\n\r\n" + before % len(BODY) + BODY + after
                               + b"0\r\n\r\n")
                self.assertEqual((row["sha256"], row["verdict"], row["complete"]), (SHA256, "odd", True))
        row = self.ask(START + b"Transfer-Encoding: chunked\r\n\r\n%x   \r\n" % len(BODY) + BODY + b"\r\n0\r\n\r\n")
        self.assertNotIn("odd", row)

    def test_how_it_ended(self):
        """Every packet is there: what is missing was not sent, and nothing is said about the capture."""
        chunk = b"%x\r\n" % len(BODY) + BODY + b"\r\n"
        for sent, verdict, words in ((chunk, "incomplete", "The connection ended before it did"),
                                     (chunk + b"0\r\n", "odd", "chunks"),
                                     (chunk + b"-0\r\n\r\n", "incomplete", "next chunk is not one"),
                                     (b"ffff\r\n" + BODY, "incomplete", "The connection ended")):
            with self.subTest(sent):
                row = self.ask(START + b"Transfer-Encoding: chunked\r\n\r\n" + sent)
                self.assertEqual((row["sha256"], row["verdict"]), (SHA256, verdict))
                self.assertIn(words, row["reason"])
        row = self.ask(START + b"Content-Length: 100\r\n\r\n" + BODY)
        self.assertIn("The connection ended after", row["reason"])
        row = self.ask(START + b"Content-Length: 100\r\n\r\n")
        self.assertEqual((row["verdict"], row["reason"]),
                         ("cut", "The server ended the connection after the answer’s head."))
        row = self.ask(START)
        self.assertEqual((row["verdict"], row["reason"]),
                         ("cut", "The server ended the connection within the answer’s head."))

    def test_part_of_what_nobody_knows(self):
        """A 206 that does not say which part it is: its first bytes are not those of the file."""
        row = self.ask(b"HTTP/1.1 206 Partial Content\r\nContent-Type: image/jpeg\r\nContent-Length: 40\r\n\r\n"
                       + bytes(range(200, 240)))
        self.assertEqual(row["verdict"], "incomplete")

    def test_types_by_extension(self):
        """Text in a .ts is TypeScript, whatever the server's table says of the extension."""
        for uri, kind, content, verdict in ((b"/a.ts", b"video/mp2t", b"let a: number = 1;\n" * 9, "ok"),
                                            (b"/a.jpg", b"video/mp2t", b"let a: number = 1;\n" * 9, "mismatch"),
                                            (b"/a.ts", b"image/png", b"let a: number = 1;\n" * 9, "mismatch"),
                                            (b"/a.ts", b"video/mp2t", b"MZ\x90\0\3\0\0\0\4\0\0\0" + bytes(90), "mismatch")):
            with self.subTest((uri, kind)), tempfile.NamedTemporaryFile(suffix=".pcap") as file:
                wire = conversations.Wire()
                talk = wire.connect(("192.0.2.1", 40000), ("198.51.100.1", 80))
                talk.say(0, b"GET %s HTTP/1.1\r\nHost: files.example\r\n\r\n" % uri)
                talk.say(1, b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n" % (kind, len(content))
                         + content)
                file.write(captures.pcap(wire.frames))
                file.flush()
                row, = triage(file.name)
                self.assertEqual(row["verdict"], verdict)

    def test_names(self):
        """What browsers save a file as."""
        for disposition, name in ((b'filename="=?UTF-8?B?YS50eHQ=?="', "a.txt"), (b"filename==?utf-8?Q?=C3=A4=2Etxt?=", "ä.txt"),
                                  (b'filename="=?UTF-8?B?YS4=?= =?UTF-8?B?dHh0?="', "a.txt"), (b"filename=a%2Etxt", "a.txt"),
                                  (b"filename=100%.txt", "100%.txt"), (b"filename='a.txt'", "a.txt"),
                                  (b'filename="a.txt. "', "a.txt"), (b'filename*0="a."; filename*1="txt"', "a.txt"),
                                  (b"filename*0*=UTF-8''%C3%A4; filename*1*=.txt", "ä.txt")):
            with self.subTest(disposition):
                row = self.ask(b"HTTP/1.1 200 OK\r\nContent-Disposition: attachment; " + disposition
                               + b"\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY)
                self.assertEqual(row["name"], name)
        row = self.ask(b"HTTP/1.1 200 OK\r\nContent-Disposition: attachment\r\nContent-Disposition: filename=a.txt\r\n"
                       b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY)
        self.assertEqual(row["name"], "a.txt")

    def test_request_in_a_body(self):
        inside = b"POST /inner HTTP/1.1\r\nHost: other.example\r\n\r\n"
        head = b"POST /outer HTTP/1.1\r\nHost: files.example\r\nContent-Length: %d\r\n\r\n"
        self.assertEqual(self.list(head % len(inside) + inside)[0]["odd"], ["request-inside"])
        self.assertNotIn("odd", self.list(head % 9 + b"a=b&c=d\r\n")[0])

    def test_cut_lines(self):
        """What the snapshot length left of a request line is listed."""
        request = b"GET /a/long/way HTTP/1.1\r\nHost: files.example\r\n\r\n"
        for kept, uri in ((10, "/a/lon"), (19, "/a/long/way"), (20, "/a/long/way"), (22, "/a/long/way"), (30, "/a/long/way")):
            with self.subTest(kept):
                row, = self.list(request, 54 + kept)
                self.assertEqual((row["method"], row["uri"]), ("GET", uri))
                self.assertNotIn("odd", row)

    def test_animated_png(self):
        def chunk(kind, data):
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        def picture(middle):
            return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) + middle
                    + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b""))
        film = picture(chunk(b"acTL", struct.pack(">II", 2, 0)))
        for content, kind, verdict in ((film, b"image/png", "odd"), (film, b"image/apng", "ok"),
                                       (picture(b""), b"image/png", "ok")):
            with self.subTest(kind):
                row = self.ask(b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n" %
                               (kind, len(content)) + content)
                self.assertEqual(row["verdict"], verdict)

    def test_status_lines(self):
        """What browsers take for the first line of an answer."""
        for start in (b"HTTP 200 OK", b"HTTP", b"HTTP/1.1", b"HTTP/1.1 OK", b"HTTP/x.y 200 OK", 
                      b"ICY 200 OK", b"icy 200 OK", b"SOURCETABLE 200 OK", b"HTTPS/1.1 200 OK", b"HTTP-1.1 200 OK",
                      b"http/1.1 200 ok", b"HTTP/3.7 200 OK"):
            with self.subTest(start):
                row = self.ask(start + b"\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY)
                self.assertEqual((row["sha256"], row["verdict"]), (SHA256, "odd"))

    def test_bytes_before_a_status_line(self):
        """On its own line, and where the client waits for an answer."""
        for before in b"junk", b"\xef\xbb\xbf", b"S":
            with self.subTest(before), tempfile.NamedTemporaryFile(suffix=".pcap") as file:
                wire = conversations.Wire()
                talk = wire.connect(("192.0.2.1", 40000), ("198.51.100.1", 80))
                talk.say(0, b"GET /file HTTP/1.1\r\nHost: files.example\r\n\r\n")
                talk.say(1, before + START + b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY)
                file.write(captures.pcap(wire.frames))
                file.flush()
                row, = triage(file.name)
                self.assertEqual((row["uri"], row["sha256"], row["verdict"]), ("/file", SHA256, "odd"))

    def test_plain(self):
        row = self.ask(START.replace(b"octet-stream", b"zip") + b"Content-Length: 22\r\n\r\nPK\5\6" + bytes(18))
        self.assertEqual(row["verdict"], "ok")
        self.assertNotIn("odd", row)

    def test_two_ways(self):
        picture = b"GIF89a\1\0\1\0\0\0\0;"
        row = self.ask(b"HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nContent-Length: 99\r\n"
                       b"Transfer-Encoding: chunked\r\n\r\ne\r\n" + picture + b"\r\n0\r\n\r\n")
        self.assertEqual(row["sha256"], hashlib.sha256(picture).hexdigest())
        self.assertEqual(row["verdict"], "odd")
        self.assertIn("both a length and chunks", row["reason"])

    def test_not_http(self):
        for answer in (BODY, b"HTTP/1.1 100 Continue\r\n\r\n" + BODY, b"220 mail.example ESMTP\r\n"):
            with self.subTest(answer):
                row = self.ask(answer)
                self.assertEqual(row["verdict"], "not-http")
                self.assertIn("is not an HTTP response", row["reason"])

    def test_syn_that_was_not_counted(self):
        """Packets made by hand: the first byte has the number of the SYN."""
        client, server = ("192.0.2.1", "198.51.100.1"), ("198.51.100.1", "192.0.2.1")
        request = b"GET /file HTTP/1.1\r\nHost: files.example\r\n\r\n"
        answer = START + b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY
        for first in (0, 1):
            with self.subTest(first), tempfile.NamedTemporaryFile(suffix=".pcap") as file:
                end = first + len(request)
                file.write(captures.pcap(
                    [captures.ipv4(*client, 6, captures.tcp(40000, 80, 2, sequence=0)),
                     captures.ipv4(*server, 6, captures.tcp(80, 40000, 0x12, sequence=0)),
                     captures.ipv4(*client, 6, acknowledging(captures.tcp(40000, 80, 0x18, request, first), first)),
                     captures.ipv4(*server, 6, acknowledging(captures.tcp(80, 40000, 0x18, answer[:90], first), end)),
                     captures.ipv4(*server, 6, acknowledging(captures.tcp(80, 40000, 0x18, answer[90:], first + 90),
                                                             end))]))
                file.flush()
                row, = triage(file.name)
                self.assertEqual((row["method"], row["uri"], row["sha256"]), ("GET", "/file", SHA256))
                self.assertTrue(row["complete"])

    def talk(self, *said):
        wire = conversations.Wire()
        connection = wire.connect(("192.0.2.1", 40000), ("198.51.100.1", 80))
        for side, data in said:
            connection.say(side, data)
        connection.close()
        with tempfile.NamedTemporaryFile(suffix=".pcap") as file:
            file.write(captures.pcap(wire.frames))
            file.flush()
            return triage(file.name)

    def test_bare_request_lines(self):
        """A method and a target without a version, first on a connection or after others."""
        refused = (1, b"HTTP/1.1 400 Bad Request\r\nContent-Length: 3\r\n\r\nbad")
        usual = [(0, b"GET /file HTTP/1.1\r\nHost: x\r\n\r\n"), (1, START + b"Content-Length: 62\r\n\r\n" + BODY)]
        for line in b"FOO /a", b"FOOBAR http://x/y", b"GET index.html", b"GET ?x":
            for before in [], usual:
                for end in b"\r\n", b"\r\n\r\n", b"\r\nHost: x\r\n\r\n":
                    with self.subTest(line=line, before=len(before), end=end):
                        row = self.talk(*before, (0, line + end), refused)[-1]
                        self.assertEqual(f'{row["method"]} {row["uri"]}'.encode(), line)
                        self.assertEqual(row["status"], 400)

    def test_answer_to_another_protocol(self):
        """What scanners say to every port: a server of HTTP answers in HTTP."""
        hello = b"\x16\x03\x01\0\x9f\x01\0\0\x9b\x03\x03" + bytes(148)
        for probe in (b"hello\r\n", b"\r\n\r\n", b"EHLO x\r\n", hello, b"*1\r\n$4\r\nPING\r\n", b"NICK a\r\nUSER a\r\n",
                      b"\0\0\0\x2f\xffSMBr" + bytes(42), b"\x10\x0d\0\4MQTT\4\2\0\x3c\0\1a", b"a001 LOGIN x y\r\n",
                      b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"OPTIONS sip:nm SIP/2.0\r\n\r\n"):
            with self.subTest(probe):
                row, = self.talk((0, probe), (1, START + b"Content-Length: 62\r\n\r\n" + BODY))
                self.assertEqual((row["status"], row["sha256"]), (200, SHA256))

    def test_no_chunk_at_all(self):
        """What follows the head is there, and cannot be read: it is not called missing."""
        for size in b"ffffffffffffffff", b"4;" + b"x" * 100000:
            row = self.talk((0, b"GET /file HTTP/1.1\r\nHost: x\r\n\r\n"),
                            (1, START + b"Transfer-Encoding: chunked\r\n\r\n" + size + b"\r\n" + BODY))[0]
            self.assertEqual(row["verdict"], "incomplete")
            self.assertIn("is not one", row["reason"])

    def test_answer_without_a_request(self):
        wire = conversations.Wire()
        wire.connect(("192.0.2.1", 40000), ("198.51.100.1", 80)).say(1, START + b"Content-Length: 62\r\n\r\n" + BODY)
        with tempfile.NamedTemporaryFile(suffix=".pcap") as file:
            file.write(captures.pcap(wire.frames))
            file.flush()
            done = subprocess.run([CLI, "http", file.name], capture_output=True, timeout=60, check=True)
        self.assertEqual(done.stdout, b"")
        self.assertIn(b"1 answer to a request that was not read", done.stderr)

    def test_parts_that_differ(self):
        """Ranges that overlap, and say different bytes there."""
        part = (b"HTTP/1.1 206 Partial Content\r\nETag: \"1\"\r\nContent-Type: text/plain\r\n"
                b"Content-Range: bytes %d-%d/62\r\nContent-Length: %d\r\n\r\n")
        ask = (0, b"GET /file HTTP/1.1\r\nHost: x\r\nRange: bytes=0-\r\n\r\n")
        for second, verdict in (BODY[20:], "ok"), (b"other" + BODY[25:], "two-versions"), (BODY[20:61] + b"?", "ok"):
            row, = self.talk(ask, (1, part % (0, 39, 40) + BODY[:40]), ask, (1, part % (20, 61, 42) + second))
            self.assertEqual(row["verdict"], verdict)
            self.assertTrue(row["complete"])

    def test_unknown_coding(self):
        """What cannot be undone is not judged."""
        jpeg = b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Encoding: %s\r\nContent-Length: 62\r\n\r\n"
        row = self.ask(jpeg % b"sdch" + BODY)
        self.assertEqual(row["verdict"], "unidentified")
        self.assertIn("sdch", row["reason"])
        self.assertEqual(self.ask(jpeg % b"identity" + BODY)["verdict"], "mismatch")

    def test_packed_names(self):
        """A packed file may be called what is in it, by a server that also undoes it or does not."""
        svg = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'
        script = b"var a = 1;\n" * 30
        packet = captures.pcap([])
        program = b"MZ" + bytes(58) + struct.pack("<I", 64) + b"PE\0\0" + bytes(300)
        for uri, kind, content, right in (
                ("/x.svgz", b"image/svg+xml", svg, True), ("/x.js.gz", b"application/javascript", script, True),
                ("/x.pcap.gz", b"application/vnd.tcpdump.pcap", packet, True), ("/x.js.gz", b"image/png", script, False),
                ("/x.svgz", b"image/svg+xml", program, None), ("/x.js.gz", b"application/octet-stream", program, None)):
            for coding in b"", b"Content-Encoding: gzip\r\n":
                with self.subTest(uri=uri, kind=kind, coding=coding):
                    packed = gzip.compress(content)
                    row, = self.talk((0, b"GET %s HTTP/1.1\r\nHost: x\r\n\r\n" % uri.encode()),
                                     (1, b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\n%sContent-Length: %d\r\n\r\n"
                                      % (kind, coding, len(packed)) + packed))
                    if right is not None or coding:
                        self.assertEqual(row["verdict"], "ok" if right else "mismatch")

    def test_content_where_there_is_none(self):
        for status in (b"204 No Content", b"304 Not Modified"):
            with self.subTest(status):
                row = self.ask(b"HTTP/1.1 " + status + b"\r\n\r\n" + BODY)
                self.assertEqual(row["verdict"], "extra")
                self.assertIn(f"{len(BODY)} bytes follow", row["reason"])

    def test_evader(self):
        """Every answer is either read as a browser does, or is not said to be in order."""
        for name in sorted(os.listdir(FOLDER)) if os.path.isdir(FOLDER) else []:
            if not name.endswith(".pcap"):
                continue
            with self.subTest(name):
                rows = triage(os.path.join(FOLDER, name))
                self.assertTrue(any(EICAR in (row.get("sha256"), row.get("sha256_as_sent")) for row in rows)
                                or all(row["verdict"] not in ("ok", "no-answer", "no-content") for row in rows))


if __name__ == "__main__":
    unittest.main(verbosity=2)

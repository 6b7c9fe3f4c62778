#!/usr/bin/python3
# test-transfers.py WIRECASE-CLI SAMPLES: what was sent or received, and saving it
# SPDX-License-Identifier: GPL-3.0-or-later

import base64
import csv
import gzip
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import unittest
import zlib

import captures

CLI, SAMPLES = (os.path.abspath(path) for path in sys.argv[1:3])
del sys.argv[1:3]
GIF = b"GIF89a\1\0\1\0\0\0\0;"
A, B = "192.0.2.1", "192.0.2.2"
LISTS = ("SHA256SUMS", "transfers.csv")
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def form(*parts, boundary=b"----x"):
    """A multipart body of (fields, content)."""
    return b"".join(b"--" + boundary + b"\r\n" + fields + b"\r\n\r\n" + content + b"\r\n"
                    for fields, content in parts) + b"--" + boundary + b"--\r\n"


def file_part(name, kind, content):
    return (f'Content-Disposition: form-data; name="f"; filename="{name}"\r\nContent-Type: {kind}'.encode(),
            content)


def post(body, kind="multipart/form-data; boundary=----x", method="POST", uri="/upload.php", more=""):
    return (f"{method} {uri} HTTP/1.1\r\nHost: h\r\nContent-Type: {kind}\r\n{more}"
            f"Content-Length: {len(body)}\r\n\r\n").encode() + body


def frame(kind, flags=0, stream=0, content=b""):
    """A frame of HTTP/2 (RFC 9113, section 4.1)."""
    return len(content).to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + content


def headers(stream, *fields, flags=4):
    """HEADERS, whose fields are all written out (RFC 7541, section 6.2.2)."""
    return frame(1, flags, stream, b"".join(
        b"\0" + b"".join(bytes([len(part)]) + part.encode() for part in field) for field in fields))


class Transfers(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def run_cli(self, *words, command="transfers"):
        done = subprocess.run([CLI, command, *words], capture_output=True, timeout=60,
                              stdin=subprocess.DEVNULL, cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.decode().splitlines()

    def rows(self, *words, **named):
        return [json.loads(line) for line in self.run_cli("--json", *words, **named)]

    def talk(self, *said, size=1000, lost=()):
        """A capture in which client and server say these in turn, cut into segments of @size bytes, of
        which those numbered in @lost are not there."""
        frames, sequence = [], [1, 1]
        for side, text in enumerate(said):
            side %= 2
            for at in range(0, len(text), size):
                piece = text[at:at + size]
                ends = (A, B, 1000, 80) if side == 0 else (B, A, 80, 1000)
                frames.append(captures.ipv4(ends[0], ends[1], 6, captures.tcp(
                    ends[2], ends[3], 0x10, piece, sequence=sequence[side])))
                sequence[side] += len(piece)
        frames = [frame for number, frame in enumerate(frames) if number not in lost]
        with open(os.path.join(self.folder, "talk.pcap"), "wb") as out:
            out.write(captures.pcap(frames))
        return "talk.pcap"

    def test_put(self):
        rows = self.rows(self.talk(post(GIF, "image/gif", "PUT", "/pictures/dot.gif?x=1"), OK))
        self.assertEqual(len(rows), 2)
        down, up = sorted(rows, key=lambda row: row["direction"])
        self.assertEqual((up["direction"], up["protocol"], up["sender"], up["receiver"], up["name"]),
                         ("upload", "HTTP/1.1", A, B, "dot.gif"))
        self.assertEqual((up["method"], up["client"], up["server"]), ("PUT", A, B))
        self.assertEqual((up["size"], up["sha256"], up["type"], up["complete"], up["decrypted"]),
                         (len(GIF), hashlib.sha256(GIF).hexdigest(), "image/gif", True, False))
        self.assertNotIn("verdict", up)
        self.assertEqual((down["sender"], down["receiver"], down["size"]), (B, A, 2))
        self.assertEqual({row["number"] for row in rows}, {1, 2})

    def test_form(self):
        other = b"%PDF-1.4\n" + bytes(range(256)) * 20 + b"\n%%EOF\n"
        body = form((b'Content-Disposition: form-data; name="who"', b"me"),
                    file_part("dot.gif", "image/gif", GIF),
                    file_part("C:\\\\dir\\\\a #1.pdf", "image/png", other),
                    file_part("", "application/octet-stream", b""))
        for size in (1, 7, 1000, 100000):
            rows = self.rows(self.talk(post(body), OK, size=size))
            whole = [row for row in rows if row.get("content_type", "").startswith("multipart/")]
            self.assertEqual([row["sha256"] for row in whole], [hashlib.sha256(body).hexdigest()])
            self.assertNotIn("verdict", whole[0])
            parts = [row for row in rows if "parent" in row]
            self.assertEqual([(row["name"], row["size"], row["sha256"], row["type"], row["complete"])
                              for row in parts],
                             [("dot.gif", len(GIF), hashlib.sha256(GIF).hexdigest(), "image/gif", True),
                              ("a #1.pdf", len(other), hashlib.sha256(other).hexdigest(),
                               "application/pdf", True)])
            self.assertEqual({row["parent"] for row in parts}, {whole[0]["number"]})
            self.assertEqual({row["direction"] for row in parts}, {"upload"})
            self.assertEqual(parts[1]["path"], "C:\\dir\\a #1.pdf")
            self.assertIn("verdict", parts[1])  # it is not the PNG that it says it is

    def uploads(self, *said, **named):
        return [(row["name"], row["size"], row.get("sha256"), row["complete"], row.get("parts"))
                for row in self.rows(self.talk(*said, **named)) if row["direction"] == "upload"]

    def test_put_in_parts(self):
        """Content-Range in requests, as resumable uploads of many services have it."""
        content = bytes(range(256)) * 10

        def put(first, last, total="2560", method="PUT"):
            return post(content[first:last + 1], "application/x-a", method, "/up/a.bin?id=7",
                        f"Content-Range: bytes {first}-{last}/{total}\r\n")

        whole = [("a.bin", 2560, hashlib.sha256(content).hexdigest(), True, 2)]
        more = b"HTTP/1.1 308 Resume Incomplete\r\nRange: bytes=0-999\r\nContent-Length: 0\r\n\r\n"
        self.assertEqual(self.uploads(put(0, 999), more, put(1000, 2559), OK), whole)
        self.assertEqual(self.uploads(put(1000, 2559), OK, put(0, 999), OK), whole)
        self.assertEqual(self.uploads(put(0, 999, "*"), more, put(1000, 2559), OK), whole)
        self.assertEqual(self.uploads(put(0, 999), more, put(1000, 2559), OK, size=7), whole)
        self.assertEqual(self.uploads(put(0, 2559), OK)[0][3], True)
        # the middle is missing; nobody says how long it is; a part is missing in the capture
        self.assertEqual([row[3] for row in self.uploads(put(0, 999), more, put(1500, 2559), OK)], [False])
        self.assertEqual([row[3] for row in self.uploads(put(0, 999, "*"), more, put(1000, 2559, "*"), OK)], [False])
        self.assertEqual([row[3] for row in self.uploads(put(0, 999), more, put(1000, 2559), OK, lost=(3,))], [False])
        # what the server refused is not of the file; sent again, it is
        refused = b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"
        self.assertEqual([row[3:] for row in self.uploads(put(0, 999), more, put(1000, 2559), refused,
                                                          put(1000, 2559), OK)], [(True, 2), (True, None)])
        # the same name later is another file
        self.assertEqual([row[3:] for row in self.uploads(put(0, 999), more, put(1000, 2559), OK, put(0, 999), more,
                                                          put(1000, 2559), OK)], [(True, 2), (True, 2)])
        # a form about a part is not the part
        form_of_part = post(form(file_part("a", "image/gif", GIF)), uri="/f", more="Content-Range: bytes 0-13/999\r\n")
        self.assertEqual([row[3] for row in self.uploads(form_of_part, OK)], [True, True])

    def test_tus(self):
        content = bytes(range(256)) * 10
        made = b"HTTP/1.1 201 Created\r\nLocation: http://h/files/24e533e\r\nContent-Length: 0\r\n\r\n"
        create = (b"POST /files HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\nUpload-Length: 2560\r\nTus-Resumable: 1.0.0"
                  b"\r\nUpload-Metadata: type aW1hZ2U=,filename " + base64.b64encode("Grüße.gif".encode()) + b"\r\n\r\n")

        def patch(first, end):
            return post(content[first:end], "application/offset+octet-stream", "PATCH", "/files/24e533e",
                        f"Upload-Offset: {first}\r\n")

        done = b"HTTP/1.1 204 No Content\r\nUpload-Offset: 1\r\n\r\n"
        whole = [("Grüße.gif", 2560, hashlib.sha256(content).hexdigest(), True, 3)]
        self.assertEqual(self.uploads(create, made, patch(0, 100), done, patch(100, 2000), done, patch(2000, 2560), done),
                         whole)
        self.assertEqual([row[3:] for row in self.uploads(create, made, patch(0, 100), done, patch(100, 2000), done)],
                         [(False, 2)])
        self.assertEqual([row[3:] for row in self.uploads(patch(0, 100), done, patch(100, 2560), done)], [(False, 2)])
        conflict = b"HTTP/1.1 409 Conflict\r\nContent-Length: 0\r\n\r\n"
        self.assertEqual([row[3:] for row in self.uploads(create, made, patch(0, 100), done, patch(50, 90), conflict,
                                                          patch(100, 2560), done)], [(True, 2), (True, None)])

    def deeds(self, *said, **named):
        """What `sessions` tells of a talk."""
        return [(row["protocol"], [(event["event"], event.get("text"), event.get("other")) for event in row["events"]])
                for row in self.rows(self.talk(*said, **named), command="sessions")]

    def test_webdav(self):
        """Only what a server confirmed was done, and done whole."""
        def ask(method, uri, more=""):
            return f"{method} {uri} HTTP/1.1\r\nHost: h:8080\r\n{more}Content-Length: 0\r\n\r\n".encode()

        def answer(status):
            return f"HTTP/1.1 {status} x\r\nContent-Length: 0\r\n\r\n".encode()

        to = "Destination: http://h:8080/neu/b%20c.txt\r\nOverwrite: T\r\n"
        self.assertEqual(self.deeds(
            ask("GET", "/index"), answer(200),
            ask("MKCOL", "/neu/"), answer(201),
            ask("MOVE", "/a%C3%BC.txt", to), answer(204),
            ask("COPY", "/x", "destination: http://other/y\r\n"), answer(201),
            ask("DELETE", "/neu/"), answer(204),
            ask("DELETE", "/x"), answer(404),
            ask("DELETE", "/y"), answer(202),
            ask("MOVE", "/z/", to), answer(207),
            ask("PROPPATCH", "/x"), answer(207),
            ask("PUT", "/p"), answer(201),
            ask("COPY", "/last", to)),
            [("WebDAV", [
                ("said", "MKCOL /neu/", None), ("said", "201", None), ("made-folder", "/neu/", None),
                ("said", "MOVE /a%C3%BC.txt to http://h:8080/neu/b%20c.txt", None), ("said", "204", None),
                ("renamed", "/aü.txt", "/neu/b c.txt"),
                ("said", "COPY /x to http://other/y", None), ("said", "201", None), ("copied", "/x", "http://other/y"),
                ("said", "DELETE /neu/", None), ("said", "204", None), ("removed-folder", "/neu/", None),
                ("said", "DELETE /x", None), ("said", "404", None),
                ("said", "DELETE /y", None), ("said", "202", None),
                ("said", "MOVE /z/ to http://h:8080/neu/b%20c.txt", None), ("said", "207", None),
                ("said", "PROPPATCH /x", None), ("said", "207", None),
                ("said", "PUT /p", None), ("said", "201", None),
                ("said", "COPY /last to http://h:8080/neu/b%20c.txt", None)])])

    def test_delete_alone_is_not_webdav(self):
        self.assertEqual(self.deeds(b"DELETE /api/1?x=2 HTTP/1.1\r\nHost: h\r\n\r\n", OK),
                         [("HTTP", [("said", "DELETE /api/1?x=2", None), ("said", "200", None),
                                    ("deleted", "/api/1?x=2", None)])])
        self.assertEqual(self.deeds(b"PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n", OK), [])

    def test_webdav_with_losses(self):
        """Nothing is told as done whose answer, or whose request, is not there."""
        said = [b"MKCOL /f HTTP/1.1\r\nHost: h\r\n\r\n", OK, b"DELETE /g HTTP/1.1\r\nHost: h\r\n\r\n", OK]
        done = {("made-folder", "/f", None), ("deleted", "/g", None)}
        for size in (13, 1000):
            for lost in range(len(b"".join(said)) // size + 4):
                with self.subTest(size=size, lost=lost):
                    for _, events in self.deeds(*said, size=size, lost=(lost,)):
                        told = {event for event in events if event[0] != "said"}
                        self.assertLessEqual(told, done)

    def test_form_with_a_loss(self):
        first, second = bytes(range(256)) * 20, bytes(range(255, -1, -1)) * 20
        body = form(file_part("a", "application/x-a", first), file_part("b", "application/x-b", second))
        segments = (len(post(body)) + 999) // 1000
        for lost in range(1, segments - 1):
            rows = self.rows(self.talk(post(body), OK, lost=(lost,)))
            for row in rows:
                if row.get("name") in ("a", "b") and row["complete"]:
                    content = first if row["name"] == "a" else second
                    self.assertEqual(row["sha256"], hashlib.sha256(content).hexdigest(), lost)
            self.assertLess(sum(row["complete"] for row in rows if row["direction"] == "upload"), 3)

    def test_form_in_chunks(self):
        body = form(file_part("dot.gif", "image/gif", GIF))
        chunks = b"".join(b"1\r\n%c\r\n" % byte for byte in body) + b"0\r\n\r\n"
        head = (b"POST /u HTTP/1.1\r\nHost: h\r\nContent-Type: multipart/form-data; boundary=\"----x\"\r\n"
                b"Transfer-Encoding: chunked\r\n\r\n")
        rows = self.rows(self.talk(head + chunks, OK))
        self.assertEqual([(row["name"], row["sha256"], row["complete"]) for row in rows if "parent" in row],
                         [("dot.gif", hashlib.sha256(GIF).hexdigest(), True)])

    def messages(self, request, answer, **named):
        """The parts of the transfers of a talk: (direction, size, digest, decoded digest, complete)."""
        rows = self.rows(self.talk(request, answer, **named))
        numbers = {row["number"]: row for row in rows}
        parts = [row for row in rows if "parent" in row]
        for row in parts:
            self.assertEqual(numbers[row["parent"]]["direction"], row["direction"])
            self.assertEqual(numbers[row["parent"]]["protocol"], row["protocol"])
        return [(row["direction"], row["size"], row["sha256"], row["complete"]) for row in parts]

    def test_messages_of_grpc(self):
        first, second, third = GIF, bytes(range(256)) * 20, b"a reply " * 30
        packed = gzip.compress(third, mtime=0)
        request = b"".join(b"\0" + len(one).to_bytes(4, "big") + one for one in (first, second))
        answer = (b"\1" + len(packed).to_bytes(4, "big") + packed + b"\0\0\0\0\0"
                  + b"\x80" + (15).to_bytes(4, "big") + b"grpc-status:0\r\n")
        head = (f"HTTP/1.1 200 OK\r\nContent-Type: application/grpc-web+proto\r\n"
                f"Content-Length: {len(answer)}\r\n\r\n").encode()
        for size in (1, 9, 1000):
            found = self.messages(post(request, "application/grpc-web+proto"), head + answer, size=size)
            self.assertEqual(sorted(found), sorted(
                [("upload", len(one), hashlib.sha256(one).hexdigest(), True) for one in (first, second)]
                + [("download", len(third), hashlib.sha256(third).hexdigest(), True)]))

    def test_events_of_a_server(self):
        events = [b"event: price\ndata: 1.25\nid: 7\n", b"data: two\ndata: lines\n"]
        body = b": hello\n\n" + b"\n".join(events) + b"\nevent: empty\n\ndata: cut"
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n\r\n" + body
        for size in (3, 1000):
            found = self.messages(b"GET /events HTTP/1.1\r\nHost: h\r\n\r\n", answer, size=size)
            self.assertEqual(found, [("download", len(one), hashlib.sha256(one).hexdigest(), whole)
                                     for one, whole in [(events[0], True), (events[1], True),
                                                        (b"data: cut", False)]])

    def test_messages_of_grpc_over_data(self):
        """Two messages in one frame of DATA, and one over three with frames of others between."""
        first, second, third = GIF, b"the second " * 40, bytes(range(256)) * 3
        answer = b"\0" + len(third).to_bytes(4, "big") + third
        ask = (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(4)
               + headers(1, (":method", "POST"), (":scheme", "http"), (":path", "/a.B/C"), (":authority", "h"),
                         ("content-type", "application/grpc"), ("te", "trailers"))
               + frame(0, 1, 1, b"".join(b"\0" + len(one).to_bytes(4, "big") + one for one in (first, second))))
        said = (frame(4) + headers(1, (":status", "200"), ("content-type", "application/grpc"))
                + frame(0, 0, 1, answer[:3]) + frame(6, 0, 0, bytes(8)) + frame(0, 0, 1, answer[3:400])
                + frame(8, 0, 0, b"\0\0\1\0") + frame(0, 0, 1, answer[400:]) + headers(1, ("grpc-status", "0"), flags=5))
        for size in (7, 1000):
            self.assertEqual(sorted(self.messages(ask, said, size=size)), sorted(
                [("upload", len(one), hashlib.sha256(one).hexdigest(), True) for one in (first, second)]
                + [("download", len(third), hashlib.sha256(third).hexdigest(), True)]))

    def test_upgrade_to_http2_with_a_body(self):
        """RFC 7540, section 3.2: what is asked in HTTP/1.1 is answered as stream 1."""
        sent, got = b"a=1&b=" + b"2" * 3000, bytes(range(256)) * 9
        ask = (b"POST /form HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
               b"HTTP2-Settings: AAMAAABk\r\nContent-Type: application/octet-stream\r\n"
               b"Content-Length: %d\r\n\r\n" % len(sent)) + sent
        said = (b"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n" + frame(4)
                + headers(1, (":status", "200"), ("content-type", "application/octet-stream")) + frame(0, 1, 1, got))
        for size in (11, 1000):
            rows = self.rows(self.talk(ask, said, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(4), size=size))
            found = [(row["direction"], row["size"], row["sha256"], row["complete"]) for row in rows]
            self.assertEqual(sorted(found), [("download", len(got), hashlib.sha256(got).hexdigest(), True),
                                             ("upload", len(sent), hashlib.sha256(sent).hexdigest(), True)])

    def test_deflated_messages_with_control_frames_between(self):
        """permessage-deflate with and without context takeover (RFC 7692, section 7.1.1), in three fragments."""
        said = [b"one and the same " * 30, b"one and the same " * 31, bytes(range(256)) * 2]
        for takeover in (True, False):
            wanted = b"permessage-deflate" + (b"" if takeover else b"; server_no_context_takeover")
            ask = (b"GET /ws HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                   b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                   b"Sec-WebSocket-Extensions: " + wanted + b"\r\n\r\n")
            answer = (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                      b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"
                      b"Sec-WebSocket-Extensions: " + wanted + b"\r\n\r\n")
            packer = zlib.compressobj(9, zlib.DEFLATED, -15)
            for plain in said:
                if not takeover:
                    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
                packed = (packer.compress(plain) + packer.flush(zlib.Z_SYNC_FLUSH))[:-4]
                answer += b"\x42\x01" + packed[:1] + b"\x89\x02hi" + b"\0\0" + b"\x8a\0"
                answer += b"\x80\x7e" + (len(packed) - 1).to_bytes(2, "big") + packed[1:]
            for size in (5, 1000):
                rows = [row for row in self.rows(self.talk(ask, answer, size=size)) if row["protocol"] == "WebSocket"]
                self.assertEqual([(row["size"], row["complete"], row["sha256"]) for row in rows],
                                 [(len(one), True, hashlib.sha256(one).hexdigest()) for one in said], (takeover, size))

    def test_message_that_unpacks_to_much(self):
        """16 MiB in 16 KiB of permessage-deflate: read in parts, whatever it unpacks to."""
        plain = bytes(16 << 20)
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = (packer.compress(plain) + packer.flush(zlib.Z_SYNC_FLUSH))[:-4]
        ask = (b"GET /ws HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
               b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
               b"Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n")
        answer = (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"
                  b"Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n"
                  b"\xc2\x7f" + len(packed).to_bytes(8, "big") + packed)
        rows = [row for row in self.rows(self.talk(ask, answer)) if row["protocol"] == "WebSocket"]
        self.assertEqual([(row["size"], row["complete"], row["sha256"]) for row in rows],
                         [(len(plain), True, hashlib.sha256(plain).hexdigest())])

    def test_fields_are_no_mismatch(self):
        rows = self.rows(self.talk(post(b"a=1&b=2", "application/x-www-form-urlencoded"), OK))
        self.assertEqual(["verdict" in row for row in rows], [False, False])
        rows = self.rows(self.talk(post(b'{"a": 1}', "application/json"), OK))
        self.assertEqual(["verdict" in row for row in rows], [False, False])

    def test_save(self):
        body = form(file_part("../../dot.gif", "image/gif", GIF), file_part("x?y#z.bin", "a/b", b"12"))
        self.rows("--save", "out", self.talk(post(body), OK))
        saved = {}
        for name in os.listdir(os.path.join(self.folder, "out")):
            with open(os.path.join(self.folder, "out", name), "rb") as file:
                saved[name] = file.read()
        self.assertEqual(saved["dot.gif"], GIF)
        self.assertEqual(saved["x_y#z.bin"], b"12")
        self.assertIn(body, saved.values())
        self.assertEqual(len(saved), 4 + len(LISTS))

    def read_lists(self, folder, suffix=""):
        """The digests by name, and the rows by file."""
        folder = os.path.join(self.folder, folder)
        with open(os.path.join(folder, f"SHA256SUMS{suffix}"), encoding="utf-8") as file:
            sums = {line[66:-1]: line[:64] for line in file}
        with open(os.path.join(folder, f"transfers{suffix}.csv"), newline="", encoding="utf-8") as file:
            rows = {row["file"]: row for row in csv.DictReader(file)}
        for name, sha256 in sums.items():
            with open(os.path.join(folder, name), "rb") as file:
                self.assertEqual(hashlib.sha256(file.read()).hexdigest(), sha256, name)
        return sums, rows

    def test_folders(self):
        path = self.talk(post(GIF, "image/gif", "PUT", "/x/dot.gif"), OK)
        self.run_cli("--save", "out", "--folders", path)
        self.assertTrue(os.path.exists(os.path.join(self.folder, "out", "HTTP", "h", "dot.gif")))
        done = subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=os.path.join(self.folder, "out"),
                              capture_output=True, check=False)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b"", b""))
        # a host's name cannot lead out of the folder
        bad = post(GIF, "image/gif", "PUT", "/x/evil.gif").replace(b"Host: h", b"Host: ../../..")
        self.run_cli("--save", "bad", "--folders", self.talk(bad, OK))
        host, = os.listdir(os.path.join(self.folder, "bad", "HTTP"))
        self.assertIn("evil.gif", os.listdir(os.path.join(self.folder, "bad", "HTTP", host)))
        self.assertNotIn("evil.gif", os.listdir(self.folder) + os.listdir(os.path.join(self.folder, "bad")))

    def test_lists(self):
        body = form(file_part("dot.gif", "image/png", GIF), file_part("=1+1", "a/b", b"12"))
        talk = self.talk(post(body), OK)
        for command in ("transfers",), ("downloads", "--type", "all"):
            out = command[0]
            shown = self.rows(*command[1:], "--save", out, talk, command=out)
            sums, rows = self.read_lists(out)
            self.assertEqual(set(sums) | {"SHA256SUMS"}, set(os.listdir(os.path.join(self.folder, out))))
            self.assertEqual({name.lstrip("'") for name in rows} | {"transfers.csv"}, set(sums))
            with open(os.path.join(self.folder, talk), "rb") as file:
                capture = hashlib.sha256(file.read()).hexdigest()
            for row in shown:
                listed = rows[("'" if row["saved_as"][0] == "=" else "") + row["saved_as"]]
                self.assertEqual((listed["md5"], listed["sha256"], listed["size"], listed["packet"],
                                  listed["client"], listed["server"], listed["complete"]),
                                 (row["md5"], row["sha256"], str(row["size"]), str(row["packet"]), A, B, "yes"))
                self.assertEqual(listed["capture_sha256"], capture)
                self.assertRegex(listed["time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$")
        sums, rows = self.read_lists("transfers")
        self.assertEqual((rows["dot.gif"]["verdict"], rows["dot.gif"]["direction"]), ("mismatch", "upload"))
        self.assertIn("=1+1.txt", sums)
        self.assertIn("'=1+1.txt", rows)  # a spreadsheet would take it for a formula

    def test_lists_overwrite_nothing(self):
        body = form(file_part("transfers.csv", "text/csv", b"mine"))
        talk = self.talk(post(body), OK)
        for _ in range(2):
            self.rows("--save", "out", talk)
        with open(os.path.join(self.folder, "out", "transfers.csv"), "rb") as file:
            self.assertEqual(file.read(), b"mine")
        names = set(os.listdir(os.path.join(self.folder, "out")))
        self.assertEqual({name for name in names if name.endswith(".csv") or "SUMS" in name},
                         {"transfers.csv", "transfers (2).csv", "transfers (3).csv", "transfers (4).csv",
                          "SHA256SUMS", "SHA256SUMS (2)"})
        for name in "SHA256SUMS", "SHA256SUMS (2)":
            with open(os.path.join(self.folder, "out", name), encoding="utf-8") as file:
                sums = {line[66:-1]: line[:64] for line in file}
            self.assertEqual(len(sums), 3 + 1)
            for saved, sha256 in sums.items():
                with open(os.path.join(self.folder, "out", saved), "rb") as file:
                    self.assertEqual(hashlib.sha256(file.read()).hexdigest(), sha256, saved)

    def test_no_lists_of_nothing(self):
        talk = self.talk(post(b"12"), OK)
        self.rows("--type", "gif", "--save", "out", talk)
        self.assertEqual(os.listdir(os.path.join(self.folder, "out")), [])

    def test_lists_of_losses(self):
        body = bytes(range(256)) * 20
        talk = self.talk(post(body, "application/x-a", "PUT", "/a.bin"), OK, lost=(2,))
        self.rows("--save", "out", talk)
        sums, rows = self.read_lists("out")
        cut = next(row for row in rows.values() if row["direction"] == "upload")
        self.assertEqual((cut["complete"], cut["verdict"]), ("no", "incomplete"))
        self.assertEqual(cut["sha256"], sums[cut["file"]])

    def test_lists_of_a_pipe(self):
        """It cannot be read twice: its digest is missing, and that is said."""
        talk = self.talk(post(b"12"), OK)
        with open(os.path.join(self.folder, talk), "rb") as file:
            done = subprocess.run([CLI, "transfers", "--save", "out", "-"], input=file.read(), capture_output=True,
                                  timeout=60, cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(b"stdin", done.stderr)
        rows = self.read_lists("out")[1]
        self.assertEqual({row["capture_sha256"] for row in rows.values()}, {""})

    def test_type(self):
        path = self.talk(post(GIF, "image/gif", "PUT", "/x"), OK)
        self.assertEqual([row["direction"] for row in self.rows("--type", "gif", path)], ["upload"])
        self.assertEqual(self.rows("--type", "jpeg", path), [])

    def test_lines(self):
        path = self.talk(post(GIF, "image/gif", "PUT", "/x/dot.gif"), OK)
        self.assertEqual(sorted(line.split(" ", 1)[1] for line in self.run_cli(path)), [
            f"download HTTP/1.1 {B} -> {A} 2 complete text/plain /x/dot.gif",
            f"upload HTTP/1.1 {A} -> {B} {len(GIF)} complete image/gif /x/dot.gif"])

    def test_downloads_are_among_them(self):
        sample = os.path.join(SAMPLES, "sample.pcap")
        downloads = self.rows("--type", "all", sample, command="downloads")
        transfers = [row for row in self.rows(sample) if row["direction"] == "download"]
        self.assertEqual([row["sha256"] for row in downloads if "sha256" in row],
                         [row["sha256"] for row in transfers])
        for row in transfers:
            self.assertEqual(set(row) & {"number", "protocol", "sender", "receiver", "decrypted"},
                             {"number", "protocol", "sender", "receiver", "decrypted"})

    def test_triage_has_uploads(self):
        path = self.talk(post(form(file_part("a.jpg", "image/jpeg", GIF))), OK)
        rows = self.rows(path, command="triage")
        part = [row for row in rows if row.get("name") == "a.jpg"][0]
        self.assertEqual((part["verdict"], part["direction"]), ("mismatch", "upload"))
        lines = self.run_cli(path, command="triage")
        self.assertEqual(sum("[upload a.jpg]" in line for line in lines), 1)


if __name__ == "__main__":
    unittest.main()

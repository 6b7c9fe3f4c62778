#!/usr/bin/python3
# test-text.py PROGRAM: `wirecase-cli text`, as a student uses it
# SPDX-License-Identifier: GPL-3.0-or-later

import hmac
import json
import os
import subprocess
import sys
import tempfile
import unittest

PROGRAM = sys.argv.pop(1)


def run(*arguments, given=b""):
    """Status, standard output, standard error of one call."""
    done = subprocess.run([PROGRAM, "text", *arguments], input=given, capture_output=True,
                          timeout=30, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"})
    return done.returncode, done.stdout.decode(), done.stderr.decode()


class Encode(unittest.TestCase):
    def test_lab(self):
        self.assertEqual(run("encode", "café"), (0, "636166c3a9\n", ""))
        self.assertEqual(run("encode", "--as", "escapes", "café"), (0, "b'caf\\xc3\\xa9'\n", ""))

    def test_json(self):
        def ask(*words):
            return json.loads(run(*words, "--json")[1])
        self.assertEqual(ask("encode", "é\x1f", "-c", "latin1"),
                         {"codec": "ISO-8859-1", "notation": "hex", "bytes": "e91f", "unwritable": 0})
        self.assertEqual(ask("decode", "001f7f85e900", "-c", "latin1"),
                         {"codec": "ISO-8859-1", "text": "\0\x1f\x7f\x85é\0", "unreadable": 0})
        self.assertEqual(ask("decode", "61ff", "--errors", "replace")["unreadable"], 1)

    def test_notations(self):
        for notation, text in (("base64", "Y2Fmw6k="), ("binary", "01100011 01100001 01100110 "
                                                        "11000011 10101001"),
                               ("percent", "caf%C3%A9")):
            self.assertEqual(run("encode", "--as", notation, "café")[1], text + "\n")

    def test_standard_input(self):
        self.assertEqual(run("encode", "--codec", "utf-16le", given="é".encode())[1], "e900\n")

    def test_lacking(self):
        status, out, err = run("encode", "--codec", "latin1", "5 €")
        self.assertEqual((status, out), (1, ""))
        self.assertIn("offset 2", err)
        self.assertIn("U+20AC EURO SIGN", err)
        status, out, err = run("encode", "--codec", "latin1", "--errors", "escape", "5 €")
        self.assertEqual((status, out), (0, "35205c7532306163\n"))
        self.assertIn("1 place is not as it was", err)


class Count(unittest.TestCase):
    def test_kinds_of_counts(self):
        self.assertEqual(run("count", "cafe\u0301")[1],
                         "Characters: 4. Code points: 5. Bytes in UTF-8: 6.\n")
        self.assertEqual(run("count", "--codec", "utf16le", given="a\U0001f600".encode())[1],
                         "Characters: 2. Code points: 2. Bytes in UTF-16LE: 6.\n")
        self.assertEqual(json.loads(run("count", "--json", "café")[1]),
                         {"characters": 4, "code_points": 4, "bytes": 5, "codec": "UTF-8"})


class Decode(unittest.TestCase):
    def test_lab(self):
        self.assertEqual(run("decode", "--from", "raw", "--codec", "windows-1252",
                             given="café".encode()), (0, "cafÃ©\n", ""))
        self.assertEqual(run("decode", "63 61 66 c3 a9"), (0, "café\n", ""))

    def test_file(self):
        with tempfile.NamedTemporaryFile() as file:
            file.write("é".encode("utf-16"))
            file.flush()
            self.assertEqual(run("decode", "--codec", "utf-16", "-f", file.name)[1], "é\n")

    def test_wrong_byte(self):
        status, out, err = run("decode", "61c0af")
        self.assertEqual((status, out), (1, ""))
        self.assertIn("offset 1", err)
        self.assertIn("overlong", err)
        self.assertEqual(run("decode", "--errors", "replace", "61c0af")[1], "a\ufffd\n")

    def test_wrong_use(self):
        for arguments in (["decode", "--codec", "klingon", "61"], ["decode", "--from", "runes", "61"],
                          ["decode", "--errors", "hope", "61"], ["decode", "61", "62"],
                          ["decode", "-f", "x", "61"], ["sing"], []):
            status, out, err = run(*arguments)
            self.assertEqual((status, out, err.count("\n")), (2, "", 1), arguments)


    def test_nothing_is_cut_off(self):
        status, out, err = run("decode", given=b"41\x0042")
        self.assertEqual((status, out), (1, ""))
        self.assertIn("offset 2", err)
        for arguments in (["decode", "--from", "raw"], ["encode"]):
            status, out, err = run(*arguments, given=b"a" * (16 * 1024 * 1024 + 1))
            self.assertEqual((status, out), (1, ""))
            self.assertIn("larger than 16 MiB", err)


class Guess(unittest.TestCase):
    def test_mark(self):
        status, out, _ = run("guess", "--json", "-", given="\ufeffcafé".encode())
        first = json.loads(out.split("\n")[0])
        self.assertEqual(status, 0)
        self.assertEqual((first["codec"], first["confidence"], first["bom"], first["text"]),
                         ("UTF-8", 100, True, "café"))
        self.assertIn("ef bb bf", first["reason"])

    def test_short(self):
        out = run("guess", "-", given="café".encode("cp1252"))[1]
        self.assertIn("no one can know", out.split("\n")[0])

    def test_shown_text_is_short(self):
        out = run("guess", "--json", "-", given=b"x" * 1000)[1]
        self.assertEqual(len(json.loads(out.split("\n")[0])["text"]), 200)

    def test_missing_file(self):
        status, out, err = run("guess", "/nonexistent")
        self.assertEqual((status, out), (1, ""))
        self.assertIn("/nonexistent", err)


class Convert(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.source = os.path.join(self.folder.name, "in")
        self.target = os.path.join(self.folder.name, "out")

    def convert(self, data, *arguments):
        with open(self.source, "wb") as file:
            file.write(data)
        return run("convert", *arguments, self.source, self.target)

    def read(self):
        with open(self.target, "rb") as file:
            return file.read()

    def test_codec_mark_and_newline(self):
        status, out, _ = self.convert(b"caf\xe9\r\n", "--from", "latin1", "--to", "utf-8", "--bom",
                                      "--newline", "lf")
        self.assertEqual(status, 0)
        self.assertEqual(self.read(), b"\xef\xbb\xbfcaf\xc3\xa9\n")
        self.assertIn("1 CR LF", out)

    def test_never_lossy_unasked(self):
        status, out, err = self.convert("5 €".encode(), "--from", "utf-8", "--to", "latin1")
        self.assertEqual((status, out, os.listdir(self.folder.name)), (1, "", ["in"]))
        self.assertIn("EURO SIGN", err)
        status, _, err = self.convert("5 €".encode(), "--from", "utf-8", "--to", "latin1",
                                      "--errors", "replace")
        self.assertEqual((status, self.read()), (0, b"5 ?"))
        self.assertIn("could not be written: 1", err)

    def test_codecs_are_needed(self):
        self.assertEqual(self.convert(b"", "--from", "utf-8")[0], 2)


class Fix(unittest.TestCase):
    def test_chains(self):
        status, out, err = run("fix", "cafÃ©")
        self.assertEqual((status, out), (0, "café\n"))
        self.assertIn("written as UTF-8 and read as windows-1252: 63 61 66 c3 a9", err)
        self.assertEqual(run("fix", given="cafÃƒÂ©\n".encode())[1], "café\n")

    def test_json(self):
        first = json.loads(run("fix", "--json", "cafÃƒÂ©")[1].split("\n")[0])
        self.assertEqual(first["text"], "café")
        self.assertEqual([step["text"] for step in first["steps"]], ["cafÃ©", "café"])

    def test_nothing_is_cut_off(self):
        status, out, err = run("fix", given=b"caf\xc3\x83\xc2\xa9\0caf")
        self.assertEqual((status, out), (1, ""))
        self.assertIn("a NUL at offset 7", err)
        status, out, err = run("fix", given="cafÃ©".encode() * 200000)
        self.assertEqual((status, out), (1, ""))
        self.assertIn("larger than 1 MiB", err)

    def test_clean(self):
        status, out, err = run("fix", "café")
        self.assertEqual((status, out), (0, "café\n"))
        self.assertIn("No wrong reading", err)


class Hash(unittest.TestCase):
    def test_digests(self):
        self.assertEqual(run("hash", "-a", "md5", "bad stuff"),
                         (0, "cff5ad7d18e86a83e8b0660d5707397a\n", ""))
        self.assertEqual(run("hash", "-a", "md5", "")[1], "d41d8cd98f00b204e9800998ecf8427e\n")
        self.assertNotEqual(run("hash", "-a", "md5", "é")[1],
                            run("hash", "-a", "md5", "--codec", "latin1", "é")[1])

    def test_hmac(self):
        # RFC 4231, section 4.3, and RFC 2202, section 2.
        for algorithm, expected in (
                ("sha256", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
                ("md5", "750c783e6ab0b503eaa86e310a5db738")):
            self.assertEqual(run("hash", "-a", algorithm, "--hmac", "Jefe", "what do ya want for nothing?"),
                             (0, expected + "\n", ""))

    def test_hmac_of_codecs_and_keys(self):
        def by_python(key, message):
            return (0, hmac.new(key.encode(), message, "sha256").hexdigest() + "\n", "")

        for key in ("", "ключ", "k" * 1000):
            self.assertEqual(run("hash", "-a", "sha256", "--hmac", key, "é"),
                             by_python(key, "é".encode()))
        self.assertEqual(run("hash", "-a", "sha256", "--codec", "latin1", "--hmac", "é", "é"),
                         by_python("é", b"\xe9"))

    def test_hmac_has_no_crc32(self):
        plain = json.loads(run("hash", "--json", "x")[1])
        keyed = json.loads(run("hash", "--json", "--hmac", "k", "x")[1])
        self.assertEqual(set(plain) - set(keyed), {"crc32"})
        for algorithms in ("crc32", "md5,crc32"):
            status, out, err = run("hash", "-a", algorithms, "--hmac", "k", "x")
            self.assertEqual((status, out, err.count("\n")), (2, "", 1))
            self.assertIn("CRC32", err)

    def test_several(self):
        lines = run("hash", "x")[1].splitlines()
        self.assertGreater(len(lines), 10)
        self.assertEqual(set(json.loads(run("hash", "-a", "md5,sha1", "--json", "x")[1])),
                         {"md5", "sha1"})


class Address(unittest.TestCase):
    def test_lab(self):
        out = run("address", "b'\\x92\\xb0\\xa4['")[1]
        self.assertIn("146.176.164.91", out)
        self.assertIn("146 << 24 | 176 << 16 | 164 << 8 | 91", out)
        self.assertIn("b'\\x92\\xb0\\xa4['", run("address", "146.176.164.91")[1])

    def test_network(self):
        found = json.loads(run("address", "--json", "10.1.2.3/20")[1])
        self.assertEqual((found["network"], found["first"], found["last"], found["broadcast"],
                          found["count"]),
                         ("10.1.0.0", "10.1.0.1", "10.1.15.254", "10.1.15.255", "4096"))

    def test_link_of_two_has_no_broadcast(self):
        for value in ("192.0.2.7/31", "192.0.2.7/32", "2001:db8::1/64"):
            self.assertNotIn("broadcast", json.loads(run("address", "--json", value)[1]))

    def test_wrong(self):
        self.assertEqual(run("address", "1.2.3")[0], 1)


class FixParts(unittest.TestCase):
    def test_parts(self):
        status, out, err = run("fix", "café and cafÃ©")
        self.assertEqual((status, out), (0, "café and café\n"))
        self.assertIn("“Ã©” is “é”", err)
        answer = json.loads(run("fix", "--json", "café and cafÃ©")[1].split("\n")[0])
        self.assertEqual(answer["lost"], 0)
        self.assertEqual(answer["steps"][0]["parts"],
                         [{"offset": 13, "garbled": "Ã©", "text": "é", "lost": False}])

    def test_lost(self):
        _, out, err = run("fix", "â€œlossyâ€\ufffd")
        self.assertEqual(out, "“lossy\ufffd\n")
        self.assertIn("1 character is lost", err)

    def test_clean(self):
        for text in ("CAFÉ®", "3×£20", "√π", "Å™"):
            _, out, err = run("fix", text)
            self.assertEqual(out, text + "\n")
            self.assertIn("No wrong reading", err)


unittest.main()

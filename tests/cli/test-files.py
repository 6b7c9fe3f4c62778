#!/usr/bin/python3
# test-files.py WIRECASE-CLI: digests, hash sets, checksum lists and types from the command line
# SPDX-License-Identifier: GPL-3.0-or-later

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

CLI = os.path.abspath(sys.argv.pop(1))

# The lab's sheet, exercise 16.
BAD = {
    "badfile1.txt": ("bad content", "4eea91e7a2009ecd9bbf1242b4eaf267"),
    "badfile2.txt": ("bad stuff", "cff5ad7d18e86a83e8b0660d5707397a"),
    "badfile3.txt": ("bad minton", "4b909a85b6216851eb7197949bbb29b1"),
    "badfile4.txt": ("bad teacher", "2b5a2771906feb3baf75b35675a8919b"),
}


class Files(unittest.TestCase):
    def setUp(self):
        self.home = tempfile.TemporaryDirectory()
        self.addCleanup(self.home.cleanup)
        for name, (text, _) in BAD.items():
            self.put(name, text)

    def put(self, name, content):
        with open(os.path.join(self.home.name, name), "wb") as out:
            out.write(content if isinstance(content, bytes) else content.encode())

    def run_cli(self, *arguments, status=0):
        done = subprocess.run([CLI, *arguments], cwd=self.home.name, capture_output=True, timeout=60,
                              stdin=subprocess.DEVNULL,
                              env={**os.environ, "LC_ALL": "C.UTF-8", "HOME": self.home.name,
                                   "XDG_DATA_HOME": self.home.name + "/data"})
        self.assertEqual(done.returncode, status, done.stderr.decode())
        return done.stdout.decode(errors="surrogateescape").splitlines()

    def test_hash_is_what_md5sum_says(self):
        lines = self.run_cli("hash", *BAD)
        self.assertEqual(lines, [f"{digest}  {name}" for name, (_, digest) in BAD.items()])
        self.put("SUMS", "\n".join(lines) + "\n")
        subprocess.run(["md5sum", "--check", "--strict", "SUMS"], cwd=self.home.name, check=True,
                       capture_output=True)

    def test_several_algorithms_are_tagged(self):
        lines = self.run_cli("hash", "-a", "md5,sha1", "badfile2.txt")
        self.assertEqual(lines[0], "MD5 (badfile2.txt) = cff5ad7d18e86a83e8b0660d5707397a")
        self.assertTrue(lines[1].startswith("SHA1 (badfile2.txt) = "))

    def test_names_that_are_hard_to_print(self):
        name = "two\nlines\\".encode() + b"\xff"
        with open(os.path.join(os.fsencode(self.home.name), name), "wb") as out:
            out.write(b"bad stuff")
        done = subprocess.run([CLI.encode(), b"hash", name], cwd=self.home.name, capture_output=True,
                              timeout=60, check=True)
        self.assertEqual(done.stdout,
                         b"\\cff5ad7d18e86a83e8b0660d5707397a  two\\nlines\\\\\xff\n")

    def test_known_bad_table(self):
        self.assertEqual(self.run_cli("hashset", "add", "Lab", *BAD),
                         ["added 4, duplicates 0, skipped 0"])
        self.put("unsure1.txt", "good content")
        self.put("unsure2.txt", "bad stuff")
        self.put("unsure3.txt", "bad stuff ")
        self.assertEqual(self.run_cli("hash", "badfile4.txt")[1],
                         "[+] Bad file match: badfile4.txt hash: 2b5a2771906feb3baf75b35675a8919b")
        self.assertEqual(self.run_cli("hash", "unsure2.txt")[1],
                         "[+] Bad file match: badfile2.txt hash: cff5ad7d18e86a83e8b0660d5707397a")
        self.assertEqual(len(self.run_cli("hash", "unsure1.txt", "unsure3.txt")), 2)
        row = json.loads(self.run_cli("hash", "--json", "unsure2.txt")[0])
        self.assertEqual(row["size"], 9)
        self.assertEqual(row["matches"][0]["name"], "badfile2.txt")
        self.assertEqual(row["matches"][0]["kind"], "bad")

    def test_a_damaged_database_hides_nothing(self):
        self.run_cli("hashset", "add", "Lab", *BAD)
        database = os.path.join(self.home.name, "data/wirecase/hash-sets.db")
        with open(database, "rb") as file:
            good = file.read()
        hashed = f"{BAD['badfile2.txt'][1]}  badfile2.txt"
        for page in range(len(good) // 4096):
            with open(database, "wb") as file:
                file.write(good[:page * 4096] + bytes(4096) + good[(page + 1) * 4096:])
            for aside in ("-wal", "-shm"):
                if os.path.exists(database + aside):
                    os.remove(database + aside)
            done = subprocess.run([CLI, "hash", "badfile2.txt"], cwd=self.home.name,
                                  capture_output=True, text=True,
                                  env={**os.environ, "LC_ALL": "C.UTF-8",
                                       "XDG_DATA_HOME": self.home.name + "/data"})
            lines = done.stdout.splitlines()
            self.assertEqual(lines[0], hashed)
            if done.returncode == 0:
                self.assertTrue(lines[1].startswith("[+] Bad file match: "), page)
            else:
                self.assertIn("hash-sets.db", done.stderr)
                rows = self.run_cli("hash", "--json", "badfile2.txt", status=1)
                self.assertIn("hash-sets.db", json.loads(rows[0])["unmatched"])
        with open(database, "wb") as file:
            file.write(b"not a database at all\n" * 500)
        self.assertEqual(self.run_cli("hash", "badfile2.txt", status=1), [hashed])
        self.assertEqual(self.run_cli("hash", "--database", database, "badfile2.txt", status=1), [])

    def test_hashset_actions(self):
        self.put("list.md5", "cff5ad7d18e86a83e8b0660d5707397a  two.bin\nnonsense\n")
        self.assertEqual(
            self.run_cli("hashset", "--kind", "good", "import", "Known", "list.md5", status=1),
            ["added 1, duplicates 0, skipped 1"])
        self.assertEqual(self.run_cli("hashset", "list")[0].split("\t")[:3], ["Known", "good", "1"])
        self.assertEqual(self.run_cli("hashset", "export", "Known"),
                         ["MD5 (two.bin) = cff5ad7d18e86a83e8b0660d5707397a"])
        self.assertEqual(
            self.run_cli("hashset", "lookup", "CFF5AD7D18E86A83E8B0660D5707397A")[0].split("\t")[1:],
            ["Known", "good", "two.bin"])
        self.assertEqual(self.run_cli("hashset", "lookup", "0" * 32, status=1), [])
        self.run_cli("hashset", "remove", "Known")
        self.assertEqual(self.run_cli("hashset", "list"), [])
        self.run_cli("hashset", "remove", "Known", status=1)
        self.run_cli("hashset", "frobnicate", status=2)
        self.run_cli("hashset", "add", "Lab", status=2)

    def test_hashset_in_json(self):
        rows = lambda *words: [json.loads(line) for line in self.run_cli("hashset", "--json", *words)]
        self.assertEqual(rows("add", "La\x1fb", "badfile1.txt"),
                         [{"set": "La\x1fb", "added": 1, "duplicates": 0, "skipped": 0}])
        digest = BAD["badfile1.txt"][1]
        self.put("list", digest + "\n" + "0" * 40 + "  a\x1bb\n")
        self.assertEqual(rows("import", "La\x1fb", "list")[0]["duplicates"], 1)
        self.assertEqual([(row["set"], row["kind"], row["count"]) for row in rows("list")], [("La\x1fb", "bad", 2)])
        self.assertEqual(sorted(row["algorithm"] for row in rows("export", "La\x1fb")), ["md5", "sha1"])
        row, = rows("lookup", "0" * 40)
        self.assertEqual((row["digest"], row["algorithm"], row["name"]), ("0" * 40, "sha1", "a\x1bb"))
        self.assertNotIn("\x1b", "".join(self.run_cli("hashset", "lookup", "0" * 40)))

    def test_verify(self):
        self.put("SUMS", "\n".join(self.run_cli("hash", "-a", "sha256", *BAD)) + "\n")
        self.assertEqual(self.run_cli("verify", "SUMS"), [f"{name}: OK" for name in BAD])
        self.put("badfile1.txt", "bad content ")
        os.remove(os.path.join(self.home.name, "badfile3.txt"))
        self.assertEqual(self.run_cli("verify", "SUMS", status=1),
                         ["badfile1.txt: FAILED", "badfile2.txt: OK", "badfile3.txt: missing",
                          "badfile4.txt: OK"])
        rows = [json.loads(line) for line in self.run_cli("verify", "--json", "SUMS", status=1)]
        self.assertEqual([row["status"] for row in rows], ["failed", "ok", "missing", "ok"])
        self.put("empty", "")
        self.run_cli("verify", "empty", status=1)

    def test_not_in_a_set_is_an_answer(self):
        self.run_cli("hashset", "add", "Lab", "badfile1.txt")
        self.run_cli("hashset", "add", "Other", "badfile2.txt")
        self.assertEqual(self.run_cli("hash", "--set", "Lab", "badfile2.txt")[1:],
                         ["[-] Not in Lab: badfile2.txt"])
        self.assertEqual(self.run_cli("hash", "--set", "Lab", "--set", "Other", "badfile2.txt")[1:],
                         ["[+] Bad file match: badfile2.txt hash: " + BAD["badfile2.txt"][1],
                          "[-] Not in Lab: badfile2.txt"])
        self.run_cli("hash", "--require-match", "badfile1.txt", "badfile2.txt")
        self.run_cli("hash", "--require-match", "badfile3.txt", status=1)
        self.run_cli("hash", "--require-match", "--set", "Lab", "badfile2.txt", status=1)

    def test_verify_reads_what_others_write(self):
        name, (text, md5) = next(iter(BAD.items()))
        forms = [f"{md5} {name}", f"{md5}\t{name}", f"    {md5}  {name}", f"MD5({name})= {md5}",
                 f"MD5 ({name}) = {md5.upper()}", f"{md5},{name}", f"11  {md5}  {name}",
                 f"Algorithm Hash Path\n--------- ---- ----\nMD5 {md5}  C:\\x\\{name}",
                 f"Algorithm : MD5\nHash : {md5}\nPath : C:\\x\\{name}",
                 f'"Algorithm","Hash","Path"\n"MD5","{md5}","C:\\x\\{name}"',
                 f"MD5 hash of {name}:\n{md5}\nCertUtil: -hashfile command completed successfully."]
        for form in forms:
            with self.subTest(form):
                self.put("list", form + "\n")
                self.assertEqual(self.run_cli("verify", "list"), [f"{name}: OK"])
                self.put("list", form.replace(md5[:4], "0000").replace(md5[:4].upper(), "0000") + "\n")
                self.assertEqual(self.run_cli("verify", "list", status=1), [f"{name}: FAILED"])
                self.put("hashes.txt", form.replace(md5[:4], "0000").replace(md5[:4].upper(), "0000") + "\n")
                row = json.loads(self.run_cli("hash", "--json", name)[0])
                self.assertEqual(row["verified"]["status"], "failed")
                os.remove(os.path.join(self.home.name, "hashes.txt"))

    def test_verify_options(self):
        self.put("LIST", f"{BAD['badfile1.txt'][1]}  badfile1.txt\n{'0' * 32}  gone.txt\nnonsense\n")
        self.run_cli("verify", "LIST", status=1)
        self.assertEqual(self.run_cli("verify", "--ignore-missing", "LIST"), ["badfile1.txt: OK"])
        self.run_cli("verify", "--ignore-missing", "--strict", "LIST", status=1)
        lines = self.run_cli("verify", "--ignore-missing", "--unlisted", "LIST")
        self.assertEqual(sorted(lines), ["badfile1.txt: OK"] + [f"badfile{i}.txt: unlisted" for i in (2, 3, 4)])
        rows = [json.loads(line) for line in
                self.run_cli("verify", "--ignore-missing", "--unlisted", "--json", "LIST")]
        self.assertEqual([row["status"] for row in rows].count("unlisted"), 3)
        self.put("LIST", f"{'0' * 32}  gone.txt\n")
        self.run_cli("verify", "--ignore-missing", "LIST", status=1)
        done = subprocess.run([CLI, "verify", "-"], cwd=self.home.name, capture_output=True, timeout=60,
                              input=f"{BAD['badfile1.txt'][1]} *badfile1.txt\n".encode())
        self.assertEqual(done.stdout, b"badfile1.txt: OK\n")

    def test_an_unreadable_list_beside_a_file_is_said(self):
        self.put("badfile1.txt.sha256", "no digest here\n")
        row = json.loads(self.run_cli("hash", "--json", "badfile1.txt")[0])
        self.assertEqual(row["verified"]["status"], "unreadable")
        self.assertIn("badfile1.txt.sha256", row["verified"]["reason"])
        self.assertEqual(self.run_cli("verify", "badfile1.txt", status=1), ["badfile1.txt: unreadable"])

    def test_fifos_and_devices_are_refused(self):
        os.mkfifo(os.path.join(self.home.name, "fifo"))
        for path in ("fifo", "/dev/zero", "/dev/null", "."):
            for command in (("verify", path), ("hashset", "import", "S", path), ("text", "guess", path),
                            ("text", "convert", "--from", "utf-8", "--to", "utf-16", path, "out"),
                            ("hash", path), ("types", path), ("hexdump", path)):
                with self.subTest(command):
                    self.assertEqual(self.run_cli(*command, status=1), [])
        self.assertEqual(self.run_cli("hashset", "list"), [])

    def test_a_failed_import_leaves_nothing(self):
        self.put("broken.csv", "MD5,Name\nnot-a-digest,x\n")
        self.put("good.txt", BAD["badfile2.txt"][1] + "\n")
        self.run_cli("hashset", "import", "Known", "broken.csv", status=1)
        self.run_cli("hashset", "add", "Known", "missing", status=1)
        self.assertEqual(self.run_cli("hashset", "list"), [])
        self.run_cli("hashset", "--kind", "good", "import", "Known", "good.txt")
        self.assertEqual(self.run_cli("hash", "badfile2.txt")[1],
                         "[+] Match in “Known”: badfile2.txt hash: " + BAD["badfile2.txt"][1])
        self.run_cli("hashset", "--kind", "bad", "import", "Known", "good.txt", status=1)
        self.run_cli("hashset", "--kind", "bad", "add", "Known", "badfile1.txt", status=1)
        self.assertEqual(self.run_cli("hashset", "list")[0].split("\t")[:3], ["Known", "good", "1"])
        self.run_cli("hashset", "import", "Known", "good.txt")     # as it is, where nothing is said

    def test_rows_without_a_digest_are_counted(self):
        self.put("list", "\n".join(f"nonsense {i}" for i in range(5)) + f"\n{'0' * 32}\n")
        done = subprocess.run([CLI, "hashset", "--database", "db", "import", "S", "list"],
                              cwd=self.home.name, capture_output=True, text=True)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stdout, "added 1, duplicates 0, skipped 5\n")
        self.assertEqual([line for line in done.stderr.splitlines() if "nonsense" in line],
                         [f"wirecase-cli: Line {i + 1}: nonsense {i}" for i in range(3)])
        self.assertIn("5 rows", done.stderr)

    def test_files_of_the_kernel(self):
        for path in ("/proc/version", "/sys/class/net/lo/mtu"):
            if os.path.exists(path):
                with open(path, "rb") as file:
                    wanted = hashlib.md5(file.read()).hexdigest()
                self.assertEqual(self.run_cli("hash", path), [f"{wanted}  {path}"])

    def test_audit(self):
        folder = os.path.join(self.home.name, "case")
        os.makedirs(folder + "/sub")
        for name, text in (("a", "one"), ("b", "two"), ("sub/c", "three"), ("d", "four"), ("empty", "")):
            self.put("case/" + name, text)
        forms = {"gnu": ("sha256",), "bsd": ("md5,sha1",), "hashdeep": ("md5,sha256",)}
        for form, (algorithms,) in forms.items():
            self.put("LIST." + form, "\n".join(
                self.run_cli("hash", "-r", "-a", algorithms, "--format", form, "case")) + "\n")
            lines = self.run_cli("audit", "LIST." + form, "case")
            self.assertEqual(sorted(lines), [f"{name}: matched" for name in ("a", "b", "d", "empty", "sub/c")])
        copy = os.path.join(self.home.name, "copy")
        shutil.copytree(folder, copy)
        self.assertEqual(len(self.run_cli("audit", "case", "copy")), 5)
        os.rename(folder + "/a", folder + "/sub/moved")
        os.remove(folder + "/b")
        self.put("case/sub/c", "THREE")
        self.put("case/new", "five")
        self.put("case/empty too", "")
        wanted = ["b: missing", "d: matched", "empty too: new", "empty: matched", "new: new", "sub/c: changed",
                  "sub/moved: moved from a"]
        for before in ("LIST.gnu", "LIST.bsd", "LIST.hashdeep", "copy"):
            with self.subTest(before):
                lines = self.run_cli("audit", before, "case", status=1)
                self.assertEqual(sorted(line.replace("case/", "") for line in lines), wanted)
        rows = [json.loads(line) for line in self.run_cli("audit", "--json", "copy", "case", status=1)]
        moved = [row for row in rows if row["status"] == "moved"][0]
        self.assertEqual((moved["name"], moved["was"], moved["path"]), ("sub/moved", "a", "case/sub/moved"))
        # the list was written elsewhere, on another system, or lies in the folder
        os.rename(folder, os.path.join(self.home.name, "elsewhere"))
        self.assertEqual(len([line for line in self.run_cli("audit", "LIST.gnu", "elsewhere", status=1)
                              if line.endswith(": matched")]), 2)
        self.put("copy/windows.md5", "".join(
            f"{hashlib.md5(text).hexdigest()} *D:\\\\evidence\\\\{name}\r\n".replace("\\\\", "\\")
            for name, text in (("a", b"one"), ("b", b"two"), ("sub\\c", b"three"), ("d", b"four"), ("empty", b""))))
        self.assertEqual([line for line in self.run_cli("audit", "copy/windows.md5", "copy")
                          if not line.endswith(": matched")], [])
        self.run_cli("audit", "LIST.gnu", "missing", status=1)
        self.run_cli("audit", "missing", "copy", status=1)
        self.run_cli("audit", "copy", status=2)

    def test_forms_of_lists(self):
        self.run_cli("hash", "-a", "md5,sha1", "--format", "gnu", "badfile1.txt", status=2)
        self.run_cli("hash", "-a", "sm3", "--format", "hashdeep", "badfile1.txt", status=2)
        self.run_cli("hash", "--format", "x", "badfile1.txt", status=2)
        self.assertEqual(self.run_cli("hash", "--format", "bsd", "badfile1.txt"),
                         [f"MD5 (badfile1.txt) = {BAD['badfile1.txt'][1]}"])
        self.run_cli("hashset", "add", "Lab", "badfile1.txt")
        self.assertEqual(len(self.run_cli("hash", "--format", "gnu", "badfile1.txt")), 1)
        self.put("two\nlines", "x")
        self.assertEqual(len(self.run_cli("hash", "--format", "hashdeep", "two\nlines", status=1)), 4)

    def test_types(self):
        jpeg = b"\xff\xd8\xff\xe0\0\x10JFIF\0"
        self.put("cyber.dll", jpeg)
        self.put("cyber.jpg", jpeg)
        self.put("noise.bin", bytes([1, 0x93, 0xFE, 7]))
        lines = self.run_cli("types", "cyber.dll", "cyber.jpg", "noise.bin")
        self.assertEqual(lines[0], "cyber.dll ffd8ff")
        self.assertTrue(lines[1].startswith("  (-2, JPEG picture, jpg) "), lines[1])
        self.assertIn("Investigation recommended", lines[1])
        self.assertEqual(lines[2:4], ["cyber.jpg ffd8ff", "  (0, JPEG picture, jpg)"])
        self.assertTrue(lines[5].startswith('  (-1, "") '), lines[5])
        row = json.loads(self.run_cli("types", "--json", "cyber.dll")[0])
        self.assertEqual((row["verdict"], row["code"], row["mime"], row["expected"][0]),
                         ("mismatch", -2, "image/jpeg", "jpg"))

    def test_types_tell_what_is_behind_the_end(self):
        gif = b"GIF89a\1\0\1\0\0\0\0\x2c\0\0\0\0\1\0\1\0\0\2\2\x4c\1\0\x3b"
        self.put("hidden.gif", gif + b"%PDF-1.4\n%%EOF\n")
        lines = self.run_cli("types", "hidden.gif")
        self.assertEqual(lines[1:], ["  (0, GIF picture, gif)", "  [+] Also: PDF document at 29, 15 bytes"])
        row = json.loads(self.run_cli("types", "--json", "hidden.gif")[0])
        self.assertEqual(row["parts"], [{"offset": 29, "size": 15, "type": "PDF document",
                                         "mime": "application/pdf"}])
        self.assertIn("from byte 29 on", row["reason"])
        self.put("plain.gif", gif)
        self.assertEqual(json.loads(self.run_cli("types", "--json", "plain.gif")[0])["parts"], [])

    def test_a_list_beside_a_file_verifies_it(self):
        self.put("badfile1.txt.md5", BAD["badfile1.txt"][1] + "\n")
        self.put("badfile2.txt.md5", BAD["badfile1.txt"][1] + "\n")
        self.assertEqual(self.run_cli("verify", "badfile1.txt"), ["badfile1.txt: OK"])
        self.assertEqual(self.run_cli("verify", "badfile2.txt", status=1), ["badfile2.txt: FAILED"])
        self.run_cli("verify", "badfile3.txt", status=1)
        rows = [json.loads(line) for line in
                self.run_cli("hash", "--json", "-a", "sha1", *list(BAD)[:3])]
        self.assertEqual([row.get("verified", {}).get("status") for row in rows],
                         ["ok", "failed", None])
        self.assertEqual(rows[0]["md5"], BAD["badfile1.txt"][1])
        self.assertNotIn("md5", rows[2])

    def test_names_that_mislead(self):
        for name in ("\u202egpj.exe", "x" * 255):
            self.put(name, "bad stuff")
            self.assertEqual(self.run_cli("hash", name), [BAD["badfile2.txt"][1] + "  " + name])
            row = json.loads(self.run_cli("hash", "--json", name)[0])
            self.assertEqual(row["path"], name)
        line = self.run_cli("types", "\u202egpj.exe")[0]       # made plain for people
        self.assertNotIn("\u202e", line)
        self.assertTrue(line.endswith("gpj.exe -"), line)

    def test_errors_go_on(self):
        lines = self.run_cli("hash", "missing", "badfile2.txt", status=1)
        self.assertEqual(lines, ["cff5ad7d18e86a83e8b0660d5707397a  badfile2.txt"])
        self.run_cli("hash", self.home.name, status=1)          # a folder, without -r
        self.run_cli("hash", "-a", "sha2000", "badfile2.txt", status=2)
        self.run_cli("hash", status=2)
        self.run_cli("types", "missing", status=1)
        self.run_cli("hexdump", "missing", status=1)

    def test_hexdump(self):
        self.put("bytes", bytes(range(40)))
        lines = self.run_cli("hexdump", "--offset", "16", "--length", "17", "bytes")
        self.assertEqual(len(lines), 2)
        self.assertTrue(lines[0].startswith("0010  10 11 12"), lines[0])
        self.assertTrue(lines[1].startswith("0020  20 "), lines[1])


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/python3
# test-files.py WIRECASE DATA OUT: the Files page of the real window, worked by mouse and keys
# SPDX-License-Identifier: GPL-3.0-or-later

"""Inside session.sh. Pictures of both panels go into the folder OUT, for people to look at."""

import io
import os
import re
import sys
import tempfile
import time
import unittest
import zipfile

from driver import Application, run, until, walk

WIRECASE, DATA, OUT = (os.path.abspath(path) for path in sys.argv[1:4])
del sys.argv[1:4]
TITLE = "Wirecase"

# The lab's table of known-bad files, and what is to be held against it.
BAD = {"badfile1.txt": b"bad content", "badfile2.txt": b"bad stuff",
       "badfile3.txt": b"bad minton", "badfile4.txt": b"bad teacher"}
BAD_MD5 = {"badfile1.txt": "4eea91e7a2009ecd9bbf1242b4eaf267",
           "badfile2.txt": "cff5ad7d18e86a83e8b0660d5707397a",
           "badfile3.txt": "4b909a85b6216851eb7197949bbb29b1",
           "badfile4.txt": "2b5a2771906feb3baf75b35675a8919b"}
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000") + bytes(64) + bytes.fromhex("ffd9")
UNSURE = {"unsure1.txt": b"good content", "unsure2.txt": b"bad stuff", "unsure3.txt": b"bad stuff ",
          "cyber.dll": JPEG, "cyber.jpg": JPEG, "empty.txt": b"", "noise.bin": bytes(i * i * 7 % 251 for i in range(512))}


class Files(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="evidence.", dir=os.environ["HOME"])
        self.make("bad", BAD)
        self.make("unsure", UNSURE)

    def make(self, folder, files):
        path = os.path.join(self.folder, folder)
        os.makedirs(path, exist_ok=True)
        for name, content in files.items():
            with open(os.path.join(path, name), "wb") as file:
                file.write(content)
        return path

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def start(self, *arguments, dark=False, width=1200):
        environment = {"WIRECASE_DATA_DIR": DATA, "XDG_DATA_HOME": self.path("data-home")}
        if dark:
            environment["ADW_DEBUG_COLOR_SCHEME"] = "prefer-dark"
        app = Application(WIRECASE, *arguments, log=os.path.join(OUT, self.id() + ".log"),
                          environment=environment)
        self.addCleanup(self.finish, app)
        if not arguments:
            app.one("page tab", "Captures")
            app.place(TITLE, width, 800)
            self.show_files(app)
            app.one("push button", ".*Open a Folder….*")
        return app

    def finish(self, app):
        run("import", "-window", "root", os.path.join(OUT, self.id() + ".png"))
        app.close()
        self.assertEqual(app.complaints(), [])

    def show_files(self, app):
        app.keys("ctrl+2")

    def photograph(self, app, name, title=TITLE):
        app.photograph(title, os.path.join(OUT, "files-" + name + ".png"))

    def drag(self, app, *paths, to=(400, 500)):
        app.drop(*paths, to=to)

    def rows(self, app):
        """What the cells of each row say, by their columns' order."""
        rows = []
        for row in walk(app.one("tree table", "Files")):
            if row.get_role_name() != "table row":
                continue
            cells = [c for c in walk(row) if c.get_role_name() == "table cell"]
            if cells:
                rows.append([" ".join(w.get_name() for w in walk(c)
                                      if w.get_role_name() in ("label", "static") and w.get_name())
                             for c in cells])
        return rows

    def wait_rows(self, app, n):
        return until(lambda: (lambda rows: rows if len(rows) == n else None)(self.rows(app)), f"{n} rows")

    def row(self, app, name):
        found = until(lambda: [row for row in self.rows(app) if row[1] == name], f"a row of {name}")
        return found[0]

    def test_drag_of_files_and_a_folder(self):
        app = self.start()
        self.photograph(app, "empty")
        self.drag(app, self.path("bad", "badfile1.txt"), self.path("bad", "badfile4.txt"),
                  self.path("unsure"))
        rows = self.wait_rows(app, 2 + len(UNSURE))
        by_name = {row[1]: row for row in rows}
        self.assertIn(BAD_MD5["badfile4.txt"], by_name["badfile4.txt"])
        self.assertIn("d41d8cd98f00b204e9800998ecf8427e", by_name["empty.txt"])
        self.assertEqual(by_name["cyber.dll"][0], "Mismatch")
        self.assertEqual(by_name["cyber.jpg"][0], "OK")
        self.assertEqual(by_name["noise.bin"][0], "Unidentified")
        app.one("push button", "Mismatch 1")
        self.photograph(app, "hashes")

    # Hash sets

    def click_row(self, app, name, title=TITLE, button=1, times=1):
        label = until(lambda: [w for w in walk(app.one("tree table", "Files"))
                               if w.get_role_name() in ("label", "static") and w.get_name() == name],
                      f"the cell {name}")[0]
        app.click(title, label, button=button, times=times)

    def menu(self, app, item, title=TITLE):
        """Chooses @item of the page's menu."""
        app.click(title, app.one("push button", "What to do with the files"))
        app.act(app.one("menu item", item))

    def test_known_bad(self):
        app = self.start()
        self.drag(app, self.path("bad"))
        self.wait_rows(app, len(BAD))
        self.click_row(app, "badfile1.txt")
        app.keys("ctrl+a")
        app.wait_label("4 Files Selected")
        self.menu(app, "Add Selected to Known Bad…")
        app.wait_label("are recorded, with their names")
        time.sleep(0.5)
        run("import", "-window", "root", os.path.join(OUT, "files-add-bad.png"))
        app.leave_dialog("Return")
        app.one("push button", "Known Bad 4")
        self.drag(app, self.path("unsure"))
        app.one("push button", "Known Bad 5")
        row = self.row(app, "unsure2.txt")
        self.assertEqual(row[0], "Known bad")
        self.assertEqual(row[2], "badfile2.txt (Known bad)")
        for name in ("unsure1.txt", "unsure3.txt"):
            self.assertEqual(self.row(app, name)[0], "OK")
        self.click_row(app, "unsure2.txt")
        app.wait_label("“Known bad” knows it as badfile2.txt, by its MD5 cff5ad7d18e86a83e8b0660d5707397a")
        app.wait_label("A name does not change a digest")
        self.photograph(app, "hashes")
        app.click(TITLE, app.one("push button", ".*Types"))
        until(lambda: "JPEG picture" in self.row(app, "cyber.dll")[2:], "the columns of types")
        self.assertNotIn("badfile2.txt (Known bad)", self.row(app, "unsure2.txt"))
        self.click_row(app, "cyber.dll")
        app.wait_label("Investigation recommended")
        self.photograph(app, "types")
        app.click(TITLE, app.one("push button", ".*As in the _?Lab"))
        until(lambda: any(cell.startswith("(-2, ") for cell in self.row(app, "cyber.dll")), "what the script says")
        self.photograph(app, "lab")
        app.click(TITLE, app.one("push button", ".*Hashes"))
        until(lambda: "badfile2.txt (Known bad)" in self.row(app, "unsure2.txt"), "the columns of digests")

    def test_clear_and_undo(self):
        app = self.start()
        self.drag(app, self.path("unsure"))
        self.wait_rows(app, len(UNSURE))
        self.click_row(app, "unsure1.txt")
        app.keys("Delete")
        app.wait_label("1 row removed")
        self.assertNotIn("unsure1.txt", [row[1] for row in self.wait_rows(app, len(UNSURE) - 1)])
        app.act(app.one("push button", ".*Undo"))
        self.wait_rows(app, len(UNSURE))
        self.menu(app, "Clear")
        app.one("push button", ".*Open a Folder….*")
        app.act(app.one("push button", ".*Undo"))
        self.wait_rows(app, len(UNSURE))

    def test_search_and_chips(self):
        app = self.start()
        self.drag(app, self.path("unsure"))
        self.wait_rows(app, len(UNSURE))
        app.act(app.one("push button", "Mismatch 1"))
        self.assertEqual(self.wait_rows(app, 1)[0][1], "cyber.dll")
        app.act(app.one("push button", "All 7"))
        self.wait_rows(app, len(UNSURE))
        app.keys("ctrl+f")
        app.type("CFF5AD7D18")
        until(lambda: [row[1] for row in self.rows(app)] == ["unsure2.txt"], "the row with that digest")
        app.keys("ctrl+a")
        app.type("nowhere")
        app.wait_label("No File Passes")

    def test_verify_a_digest(self):
        app = self.start()
        self.drag(app, self.path("unsure"))
        self.wait_rows(app, len(UNSURE))
        self.menu(app, "Verify a Digest…")
        app.wait_label("Upper or lower case")
        time.sleep(0.5)
        app.type("CFF5 AD7D 18E8 6A83 E8B0 660D 5707 397A")
        app.wait_label("It is the MD5 of unsure2.txt")
        run("import", "-window", "root", os.path.join(OUT, "files-verify.png"))
        app.leave_dialog("Return")
        app.wait_label("A name does not change a digest|By its bytes")

    def test_add_a_signature(self):
        own = os.path.join(os.environ["XDG_CONFIG_HOME"], "wirecase", "signatures.tsv")
        self.addCleanup(lambda: os.path.exists(own) and os.remove(own))
        app = self.start()
        self.drag(app, self.path("unsure"))
        self.wait_rows(app, len(UNSURE))
        self.assertEqual(self.row(app, "noise.bin")[0], "Unidentified")
        self.menu(app, "Add a Signature…")
        app.wait_label("A signature needs a name")
        app.type("00071c3f??AF\t8\tLab noise\t.bin")
        app.wait_label("Files with these bytes at this place are of this type")
        app.keys("shift+Tab", "shift+Tab")
        app.type("0")
        app.wait_label("Files with these bytes at this place are of this type")
        run("import", "-window", "root", os.path.join(OUT, "files-signature.png"))
        app.leave_dialog("Return")
        app.wait_label("Files of type “Lab noise” are now recognised by their signature")
        until(lambda: self.row(app, "noise.bin")[0] == "OK", "the file to be told by it")

    # What is dropped is recognised

    def test_checksum_list_verifies_the_files_beside_it(self):
        folder = self.make("sums", {"one": b"bad stuff", "two": b"changed", "MD5SUMS": (
            b"cff5ad7d18e86a83e8b0660d5707397a  one\n"
            b"cff5ad7d18e86a83e8b0660d5707397a  two\n"
            b"cff5ad7d18e86a83e8b0660d5707397a  three\n")})
        app = self.start()
        self.drag(app, os.path.join(folder, "MD5SUMS"))
        app.wait_label("1 of 3 OK · 1 differs · 1 is missing")
        self.assertEqual(self.row(app, "one")[0], "Checksum agrees")
        self.assertEqual(self.row(app, "two")[0], "Checksum differs")
        self.assertEqual(self.row(app, "three")[0], "Missing")
        app.one("push button", "Missing 1")
        self.click_row(app, "two")
        app.wait_label("“MD5SUMS” gives another digest for it")
        self.photograph(app, "verified")

    def test_hash_set_is_offered_for_import(self):
        folder = self.make("lists", {"lab.txt": "".join(f"{digest}  {name}\n" for name, digest
                                                        in BAD_MD5.items()).encode()})
        app = self.start()
        self.drag(app, self.path("unsure", "unsure2.txt"))
        self.wait_rows(app, 1)
        self.drag(app, os.path.join(folder, "lab.txt"))
        app.wait_label("The digests listed in “lab.txt” are added")
        time.sleep(0.5)
        app.leave_dialog("Return")
        app.wait_label("4 digests were added")
        app.wait_label("4 digests · MD5 · from lab.txt")
        run("import", "-window", "root", os.path.join(OUT, "files-hash-sets.png"))
        app.leave_dialog("Escape")
        self.assertEqual(self.row(app, "unsure2.txt")[0], "Known bad")

    def test_capture_opens_on_captures(self):
        app = self.start()
        self.drag(app, os.path.join(DATA, "samples", "sample.pcap"))
        app.one("page tab", r"Packets \d+")

    def test_downloads_are_checked_and_lead_back(self):
        app = self.start(os.path.join(DATA, "samples", "sample.pcap"))
        title = "sample.pcap — Wirecase"
        app.place(title, 1200, 800)
        app.act(app.one("page tab", r"Transfers \d+"))
        app.act(app.one("push button", ".*Check All in Files"))
        app.wait_label("downloads were checked")
        rows = until(lambda: self.rows(app), "rows of downloads")
        self.assertTrue(any("http://" in cell for row in rows for cell in row))
        self.photograph(app, "downloads", title)
        self.click_row(app, rows[0][1], title)
        app.act(app.one("push button", ".*Show in Captures"))
        app.one("push button", ".*Check All in Files")

    # Looks and access

    def test_archive_behind_a_picture(self):
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as out:
            out.writestr("hidden.txt", "nobody looks here")
        path = os.path.join(self.folder, "holiday.gif")
        with open(path, "wb") as file:
            file.write(b"GIF89a\1\0\1\0\0\0\0;" + archive.getvalue())
        app = self.start()
        self.drag(app, path)
        self.wait_rows(app, 1)
        self.click_row(app, "holiday.gif")
        app.wait_label(f"^ZIP archive, {len(archive.getvalue())} bytes at offset 14$")
        self.photograph(app, "appended")

    def test_pictures(self):
        for dark in (False, True):
            for width in (1200, 500):
                app = self.start(dark=dark, width=width)
                self.drag(app, self.path("bad"), self.path("unsure"), to=(200, 300))
                self.wait_rows(app, len(BAD) + len(UNSURE))
                self.click_row(app, "cyber.dll")
                name = f"{'dark' if dark else 'light'}-{width}"
                self.photograph(app, f"hashes-{name}")
                app.click(TITLE, app.one("push button", ".*Types"))
                self.photograph(app, f"types-{name}")
                app.keys("Return") if width > 600 else self.click_row(app, "cyber.dll", times=2)
                self.photograph(app, f"pane-{name}")
                app.close()


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    unittest.main(verbosity=2)

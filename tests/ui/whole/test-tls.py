#!/usr/bin/python3
# test-tls.py WIRECASE DATA OUT: what is said inside of TLS, once the window has the keys
# SPDX-License-Identifier: GPL-3.0-or-later

"""Inside session.sh. Pictures go into the folder OUT."""

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from driver import Application, run, until, walk

WIRECASE, DATA, OUT = (os.path.abspath(path) for path in sys.argv[1:4])
del sys.argv[1:4]
CLI = os.path.join(os.path.dirname(WIRECASE), "cli", "wirecase-cli")
CASES = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, os.pardir, "capture", "tls", "data")
TITLE = "push.pcapng — Wirecase"


def ask(*words):
    """What the command line says to the same question."""
    done = subprocess.run([CLI, *words, "--json"], capture_output=True, text=True, check=True, timeout=60)
    return [json.loads(line) for line in done.stdout.splitlines()]


class Tls(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(dir=os.environ["HOME"])
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.capture = self.copy("h2-nghttp-push.pcapng", "push.pcapng")

    def copy(self, case, name):
        return shutil.copy(os.path.join(CASES, case), os.path.join(self.folder, name))

    def start(self, dark=False, size=(1200, 800), capture=None):
        environment = {"WIRECASE_DATA_DIR": DATA}
        if dark:
            environment["ADW_DEBUG_COLOR_SCHEME"] = "prefer-dark"
        capture = capture or self.capture
        app = Application(WIRECASE, capture, log=os.path.join(OUT, self.id() + ".log"),
                          environment=environment)
        self.addCleanup(self.finish, app)
        app.place(os.path.basename(capture) + " — Wirecase", *size)
        return app

    def finish(self, app):
        run("import", "-window", "root", os.path.join(OUT, self.id() + ".png"))
        app.close()

    @staticmethod
    def cells(app, table):
        """The texts of each row of the table."""
        rows = []
        for row in walk(app.one("tree table", table)):
            if row.get_role_name() == "table row":
                cells = [c for c in walk(row) if c.get_role_name() == "table cell"]
                rows.append([(c.get_child_at_index(0).get_name() or "") if c.get_child_count() else ""
                             for c in cells])
        return [row for row in rows if any(row)]

    def test_dropped_key_log_fills_http(self):
        log = self.copy("h2-nghttp-push.keys", "secrets.txt")
        app = self.start()
        app.one("page tab", "HTTP( 0)?")
        app.drop(log)
        requests = ask("http", "--keys", log, self.capture)
        app.one("page tab", f"HTTP {len(requests)}")
        app.keys("alt+4")
        until(lambda: {r["uri"] for r in requests}
              <= {text for row in self.cells(app, "HTTP requests") for text in row}, "the requests")

    def test_key_log_beside_the_capture_is_offered_and_remembered(self):
        log = self.copy("h2-nghttp-push.keys", "push.keys")
        app = self.start()
        app.wait_label("“push.keys” in the same folder may have the keys")
        app.photograph(TITLE, os.path.join(OUT, "keys-offered.png"))
        n = len(ask("http", "--keys", log, self.capture))
        app.one("page tab", "HTTP( 0)?")
        app.act(app.one("push button", "_?U_?s_?e.*"))
        app.one("page tab", f"HTTP {n}")

    def test_locked_key_is_unlocked(self):
        self.capture = self.copy("tls12-resume-id-rsa-key.pcap", "locked.pcap")
        key = self.copy("tls12-resume-id-rsa-key.locked", "server.key")
        app = self.start()
        app.one("page tab", "HTTP( 0)?")
        app.drop(key)
        for word, why in (("open barley", "is encrypted with a passphrase"), ("open sesame", "the passphrase is wrong")):
            app.wait_label(f"server.key” .*{why}")
            app.photograph("locked.pcap — Wirecase", os.path.join(OUT, "passphrase.png"))
            app.type(word)
            app.keys("Return")
        app.one("page tab", "HTTP 2")

    def test_connections_are_what_the_command_line_says(self):
        self.capture = self.copy("tls12-ecdhe-rsa-aria128-gcm.pcapng", "aria.pcapng")
        log = self.copy("tls12-ecdhe-rsa-aria128-gcm.keys", "secrets.txt")
        app = self.start()
        for keys, word in ([], "✕ No: "), (["--keys", log], "✓ Yes"):
            if keys:
                app.drop(log)
                app.one("page tab", r"HTTP [1-9]\d*")
            said = ask("tls", *keys, self.capture)
            app.keys("alt+6")
            rows = until(lambda word=word: [row for row in self.cells(app, "TLS connections")
                                            if row[2].startswith(word)], word)
            self.assertEqual([row[1:2] + row[3:6] for row in rows],
                             [[c["server_name"] or "", c["version"], self.suite(c), c["alpn"] or ""]
                              for c in said])
            if not keys:
                self.assertEqual([row[2] for row in rows], [f"✕ No: {c['reason']}" for c in said])
            self.assertEqual([row[9:] for row in rows], [[c["ja4"], c["ja3"], c["ja3s"]] for c in said])
        app.keys("ctrl+f")
        app.type("no such server")
        app.wait_label("Nothing Found")

    def test_datagrams_are_decrypted_and_followed(self):
        base = os.path.join(os.pardir, "datagrams", "dtls12-gcm-resumed")
        self.capture = self.copy(base + ".pcap", "datagrams.pcap")
        app = self.start()
        app.one("page tab", "TLS 2")
        log = self.copy(base + ".keys", "secrets.txt")
        app.drop(log)
        app.keys("alt+6")
        rows = until(lambda: [row for row in self.cells(app, "TLS connections") if row[2].startswith("✓ Yes")], "✓ Yes")
        self.assertEqual([row[3] for row in rows], ["DTLS 1.2", "DTLS 1.2"])
        app.keys("Down", "ctrl+shift+t")
        app.wait_label("^Decrypted with CLIENT_RANDOM, ")
        app.photograph("datagrams.pcap — Wirecase", os.path.join(OUT, "datagrams.png"))
        self.assertEqual(self.save(app, "inside.bin"),
                         self.follow("--decrypted", "--raw", "--keys", log, self.capture, "2"))

    @staticmethod
    def suite(connection):
        name = connection["cipher_suite"]
        return name if name != "unknown" else f'0x{connection["cipher_suite_number"]:04x}'

    def test_certificate_is_saved(self):
        self.capture = self.copy("tls12-ecdhe-rsa-aria128-gcm.pcapng", "aria.pcapng")
        certificate = ask("tls", self.capture)[0]["certificates"][0]
        app = self.start(size=(1200, 950), dark=True)
        app.one("page tab", r"TLS \d+")
        app.keys("alt+6", "Down")
        app.wait_label(re.escape(certificate["subject"]))
        app.photograph("aria.pcapng — Wirecase", os.path.join(OUT, "tls-dark.png"))
        path = os.path.join(self.folder, "server.pem")
        app.act(app.one("push button", "Save as PE_?M….*"))
        app.answer_file_dialog("Save Certificate", path)
        with until(lambda: open(path, encoding="ascii"), "the file") as file:
            der = base64.b64decode("".join(file.read().splitlines()[1:-1]))
        self.assertEqual(hashlib.sha256(der).hexdigest(), certificate["sha256"])

    def test_stream_decrypted_as_sent_and_in_messages(self):
        self.capture = self.copy("wss-nginx-deflate.pcapng", "talk.pcapng")
        app = self.start()
        app.one("page tab", r"TLS \d+")
        app.drop(self.copy("wss-nginx-deflate.keys", "secrets.txt"))
        app.one("page tab", r"HTTP [1-9]\d*")
        app.keys("alt+4", "space", "ctrl+shift+t")
        app.wait_label(r"^Decrypted with SERVER_TRAFFIC_SECRET_0, ")
        keys = os.path.join(self.folder, "secrets.txt")
        self.assertEqual(self.save(app, "inside.bin"),
                         self.follow("--decrypted", "--raw", "--keys", keys, self.capture, "1"))
        for choice, words in ("Home", r"^TCP, "), ("End", "^Messages, "):
            app.click("talk.pcapng — Wirecase", app.one(".*", "Layer shown"))
            app.keys(choice, "Return")
            app.wait_label(words)
            app.photograph("talk.pcapng — Wirecase", os.path.join(OUT, f"stream-layer-{choice}.png"))
            if choice == "Home":
                app.keys("Tab", "Tab")
                self.assertEqual(self.save(app, "sent.bin"), self.follow("--raw", self.capture, "1"))

    @staticmethod
    def follow(*words):
        return subprocess.run([CLI, "stream", *words], capture_output=True, check=True, timeout=60).stdout

    def save(self, app, name):
        """The bytes that the stream view saves."""
        path = os.path.join(self.folder, name)
        app.keys("ctrl+s")
        app.answer_file_dialog("Save Stream", path)
        with until(lambda: open(path, "rb"), path) as file:
            return file.read()

    def test_transfers_by_way_and_protocol(self):
        log = self.copy("wss-nginx-deflate.keys", "secrets.txt")
        self.capture = self.copy("wss-nginx-deflate.pcapng", "talk.pcapng")
        title = "talk.pcapng — Wirecase"
        found = [t for t in ask("transfers", "--keys", log, self.capture)]
        app = self.start()
        app.one("page tab", r"TLS \d+")
        app.drop(log)
        app.one("page tab", rf"Transfers {len(found) + 1}")      # with the request that was switched
        app.keys("alt+5")
        app.act(app.one("push button|toggle button", "_?A_?l_?l.*All"))
        app.wait_label(f"^{len(found) + 1} transfers$")
        for way, chip in (("upload", "↑ Uploads"), ("WebSocket", "WebSocket")):
            n = sum(way in (t["direction"], t["protocol"]) for t in found)
            button = app.one(None, f"{chip} {n}")
            app.click(title, button)
            app.wait_label(f"^{n} transfers$")
            app.photograph(title, os.path.join(OUT, f"transfers-{way}.png"))
            app.click(title, button)

    def test_picture_of_http_2_in_the_grid(self):
        log = self.copy("h2-nghttp-push.keys", "secrets.txt")
        picture = next(t for t in ask("transfers", "--keys", log, self.capture) if t["uri"] == "/pic.jpg")
        app = self.start(size=(1200, 900))
        app.one("page tab", r"TLS \d+")
        app.drop(log)
        app.one("page tab", r"Transfers \d+")
        app.keys("alt+5")
        tile = until(lambda: [w for w in walk(app.one(None, "Pictures of transfers"))
                              if (w.get_name() or "").startswith("pic.jpg, ")], "the picture")[0]
        app.click(TITLE, tile, at=(0.5, 0.3))
        app.one("push button", f"Copy SHA-256: {picture['sha256']}")
        app.wait_label(r"^HTTP/2\. Decrypted with SERVER_TRAFFIC_SECRET_0$")
        app.photograph(TITLE, os.path.join(OUT, "transfers-http-2.png"))

    def test_keys_by_the_menu_and_what_is_wrong_with_them(self):
        wrong = os.path.join(self.folder, "wrong.txt")
        with open(wrong, "w", encoding="ascii") as file:
            file.write("CLIENT_RANDOM of another\n")
        app = self.start()
        app.one("page tab", "HTTP( 0)?")
        self.add_keys(app, wrong)
        app.wait_label(".*The key log “.*wrong.txt” has no line with a key")
        app.leave_dialog("Escape")
        self.add_keys(app, self.copy("h2-nghttp-push.keys", "secrets.txt"))
        app.one("page tab", "HTTP 5")

    def test_growing_key_log_is_read_again(self):
        with open(os.path.join(CASES, "h2-nghttp-push.keys"), "rb") as file:
            lines = file.read().splitlines(True)
        log = os.path.join(self.folder, "secrets.txt")
        with open(log, "wb") as file:
            file.write(b"# not written yet\nCLIENT_RANDOM " + 64 * b"0" + b" " + 96 * b"0" + b"\n")
        app = self.start()
        app.one("page tab", "HTTP( 0)?")
        app.drop(log)
        with open(log, "ab") as file:
            file.writelines(lines)
        self.menu(app, "Read Keys Again")
        app.one("page tab", "HTTP 5")
        self.menu(app, "Forget Keys")
        app.one("page tab", "HTTP( 0)?")

    @staticmethod
    def menu(app, name):
        app.keys("F10")
        app.act(app.one("menu item", name))

    def add_keys(self, app, path):
        self.menu(app, "Add Keys…")
        app.answer_file_dialog("Add Keys", path)


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    unittest.main(verbosity=2)

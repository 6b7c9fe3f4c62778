#!/usr/bin/python3
# test-language.py WIRECASE DATA OUT: nothing that a person reads is kept from translators
# SPDX-License-Identifier: GPL-3.0-or-later

"""Inside session.sh. The window runs in a language of which every message is in brackets
(build-aux/pseudo-locale): what has none must be data, or a name that is the same everywhere."""

import os
import re
import subprocess
import sys
import tempfile
import unittest

from driver import Application, run, until, walk

WIRECASE, DATA, OUT = (os.path.abspath(path) for path in sys.argv[1:4])
del sys.argv[1:4]
TOOLS = os.path.join(os.path.dirname(DATA), "build-aux")
SAMPLE = os.path.join(DATA, "samples", "sample.pcap")
TITLE = "sample.pcap — Wirecase"

UNTRANSLATED = re.compile("|".join((
    r"(Gtk|Adw|Wire)[A-Za-z]+",                  # what GTK calls a widget without a name
    r"\(None\)|Close|Expand|(Maximi|Minimi)ze|(Close|Maximize|Minimize) the window",  # GTK's own words
    r"wirecase|.* — Wirecase",
    r"[^ ]*[\d/.:@][^ ]*",                       # addresses, digests, file names, URIs, types of MIME
    r"[\d<][^\[]*",                              # figures with their units, values of fields, start of a summary
    r"[A-Z\d ,/()_–-]+",                         # flags, methods, states, short names of protocols and algorithms
    r"Ethernet|Whirlpool|[A-Z][a-z]+( [A-Z][a-z]+)* [Pp]rotocol( version \d)?",
    r"(GET|POST|Query A|Answer A) .*",           # what a packet says, in a line
    r"A [\d.]+|no error|Linux",                  # a record and a code of DNS, a system's name
    r"Accept|Connection|Host|Referer|User-Agent|X-Padding|keep-alive|Mozilla.*|text/.*",  # heads as sent
    r"pcap|ping|hi|p+|localhost|UTF-8 .*|Got that thanks!|~?/.*",
    r"→ .*|[a-f0-9: →]+")))                    # a line of a stream


class Language(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(dir=os.environ["HOME"])
        self.addCleanup(folder.cleanup)
        template = os.path.join(folder.name, "wirecase.pot")
        subprocess.run([os.path.join(TOOLS, "template"), template], check=True)
        subprocess.run([os.path.join(TOOLS, "pseudo-locale"), template, folder.name], check=True)
        with open(os.path.join(folder.name, "lies.pdf"), "wb") as file:
            file.write(b"GIF89a\1\0\1\0\0\0\0;")
        self.file = file.name
        self.app = Application(WIRECASE, SAMPLE, log=os.path.join(OUT, self.id() + ".log"),
                               environment={"WIRECASE_DATA_DIR": DATA, "WIRECASE_LOCALE_DIR": folder.name,
                                            "GSETTINGS_SCHEMA_DIR": os.path.join(os.path.dirname(OUT), "data"),
                                            "LC_ALL": "C.UTF-8", "LANGUAGE": "en_XA"})
        self.addCleanup(self.finish)
        self.app.place(TITLE, 1200, 800)
        self.seen = set()

    def finish(self):
        run("import", "-window", "root", os.path.join(OUT, self.id() + ".png"))
        self.app.close()

    def look(self, where):
        """Every name and description that is there."""
        self.app.photograph(TITLE, os.path.join(OUT, f"language-{where}.png"))
        for widget in walk(self.app.root, everywhere=True):
            for words in (widget.get_name() or "", widget.get_description() or ""):
                words = words.replace("\u00a0", " ").strip()
                if re.search("[A-Za-z]", words) and not re.search(r"\[.*\]", words, re.S) \
                   and not UNTRANSLATED.fullmatch(words):
                    self.seen.add((where, widget.get_role_name(), words))

    def test_everything_is_translated(self):
        app = self.app
        for view in range(1, 9):
            app.keys(f"alt+{view}")
            app.keys("Tab", "Tab", "Down")
            self.look(f"view-{view}")
        app.keys("alt+3")
        app.click(TITLE, app.one("label", "53659"))
        app.keys("ctrl+shift+t")
        app.one("label", r"\[Šţřéåm .*")
        self.look("stream")
        app.keys("Escape", "ctrl+2")
        app.drop(self.file)
        until(lambda: [w for w in walk(app.root) if w.get_name() == "lies.pdf"], "the file")
        app.keys("Down")
        self.look("files")
        app.keys("ctrl+3")
        self.look("sockets")
        app.keys("ctrl+4")
        app.type("hi")
        app.wait_label("2 çĥåřåçţéřš")
        self.look("text")
        app.keys("ctrl+comma")
        app.one("frame|window|dialog", r"\[Přéféřéñçéš.*")
        self.look("preferences")
        app.leave_dialog("Escape")
        self.assertEqual(sorted(self.seen), [])


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    unittest.main(verbosity=2)

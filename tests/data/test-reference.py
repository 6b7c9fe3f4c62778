#!/usr/bin/python3
# test-reference.py REFERENCE WIRECASE-CLI: man pages and completions know every command and option
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import re
import subprocess
import sys
import tempfile
import unittest

REFERENCE, CLI = (os.path.abspath(path) for path in sys.argv[1:3])
del sys.argv[1:3]


def ask(*words):
    return subprocess.run([CLI, *words, "--help"], capture_output=True, check=True, encoding="utf-8",
                          stdin=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "C"}).stdout


class Reference(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        environment = {name: value for name, value in os.environ.items() if name != "MESON_INSTALL_DESTDIR_PREFIX"}
        subprocess.run([REFERENCE, CLI, "1.2.3", cls.folder.name], check=True, env=environment)
        cls.commands = re.findall(r"^  ([a-z]\S*) ", ask().split("Commands:\n")[1].split("\n\n")[0], re.MULTILINE)

    def read(self, *path):
        with open(os.path.join(self.folder.name, "share", *path), encoding="utf-8") as file:
            return file.read()

    def test_every_option_has_its_place(self):
        self.assertGreater(len(self.commands), 20)
        shells = [self.read("bash-completion", "completions", "wirecase-cli"),
                  self.read("fish", "vendor_completions.d", "wirecase-cli.fish"),
                  self.read("zsh", "site-functions", "_wirecase-cli")]
        for command in self.commands:
            page = self.read("man", "man1", f"wirecase-cli-{command}.1")
            self.assertIn(f"wirecase\\-cli\\-{command}", self.read("man", "man1", "wirecase-cli.1"))
            for option in re.findall(r"^  (?:-\w, )?--([\w-]+)", ask(command), re.MULTILINE):
                with self.subTest(command=command, option=option):
                    self.assertIn("\\-\\-" + option.replace("-", "\\-"), page)
                    self.assertIn("--" + option, shells[0])
                    self.assertIn(f"from {command}' -l {option}", shells[1])
                    self.assertIn("--" + option, shells[2])

    def test_pages_are_whole(self):
        for name in os.listdir(os.path.join(self.folder.name, "share", "man", "man1")):
            page = self.read("man", "man1", name)
            self.assertRegex(page, r'^\.TH "[A-Z-]+" 1 "" "Wirecase 1\.2\.3"')
            for head in ("NAME", "SYNOPSIS", "DESCRIPTION"):
                self.assertIn(f"\n.SH {head}\n", page)

    def test_bash(self):
        path = os.path.join(self.folder.name, "share", "bash-completion", "completions", "wirecase-cli")
        script = f"""source {path}
COMP_WORDS=(wirecase-cli tri); COMP_CWORD=1; _wirecase_cli; echo "${{COMPREPLY[@]}}"
COMP_WORDS=(wirecase-cli triage --fail); COMP_CWORD=2; _wirecase_cli; echo "${{COMPREPLY[@]}}"
"""
        done = subprocess.run(["bash", "-c", script], capture_output=True, check=True, encoding="utf-8")
        self.assertEqual(done.stdout.split(), ["triage", "--fail-on"])
        self.assertEqual(done.stderr, "")


if __name__ == "__main__":
    unittest.main(verbosity=2)

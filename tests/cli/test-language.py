#!/usr/bin/python3
# test-language.py WIRECASE-CLI SAMPLES TRANSLATIONS: what is said in the user's language, and what never is
# SPDX-License-Identifier: GPL-3.0-or-later

import gettext
import json
import os
import subprocess
import sys
import tempfile
import unittest

CLI, SAMPLES, TRANSLATIONS = (os.path.abspath(path) for path in sys.argv[1:4])
del sys.argv[1:4]
SAMPLE = os.path.join(SAMPLES, "sample.pcap")
LANGUAGES = sorted(name for name in os.listdir(TRANSLATIONS)
                   if os.path.exists(os.path.join(TRANSLATIONS, name, "LC_MESSAGES", "wirecase.mo")))

# Lines whose words are agreed on.
LAB = (("connections", SAMPLE), ("flows", SAMPLE), ("http", SAMPLE), ("downloads", SAMPLE),
       ("types", SAMPLE, "lies.pdf", "odd"), ("hash", "lies.pdf"), ("hash", "-a", "md5,sha1", "lies.pdf"),
       ("stream", SAMPLE, "1"), ("hexdump", "lies.pdf"), ("text", "encode", "café"),
       ("text", "fix", "cafÃ©"))
JSON = (("summary", SAMPLE), ("packets", "--layers", SAMPLE), ("flows", SAMPLE), ("http", SAMPLE),
        ("downloads", "--type", "all", SAMPLE), ("triage", SAMPLE), ("types", SAMPLE, "lies.pdf", "odd"),
        ("hash", "lies.pdf", "absent"), ("text", "guess", "lies.pdf"), ("text", "address", "10.0.0.0/8"))


class Language(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = folder.name
        for name, content in (("lies.pdf", b"GIF89a\1\0\1\0\0\0\0;"), ("odd", bytes(range(200, 256)))):
            with open(os.path.join(cls.folder, name), "wb") as file:
                file.write(content)

    def say(self, language, *words):
        """What is said on standard output and on standard error, without a look at how it ended."""
        done = subprocess.run([CLI, *words], capture_output=True, timeout=60, stdin=subprocess.DEVNULL,
                              cwd=self.folder, check=False,
                              env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": language, "TZ": "UTC",
                                   "XDG_DATA_HOME": self.folder, "WIRECASE_LOCALE_DIR": TRANSLATIONS})
        return done.stdout.decode(), done.stderr.decode()

    def translate(self, language, message):
        words = gettext.translation("wirecase", TRANSLATIONS, [language]).gettext(message)
        self.assertNotEqual(words, message)
        return words

    def test_there_are_languages(self):
        self.assertLessEqual({"de", "fr"}, set(LANGUAGES))

    def test_people_are_answered_in_their_language(self):
        for language in LANGUAGES:
            with self.subTest(language):
                out, _ = self.say(language, "--help")
                self.assertIn(self.translate(language, "Flows of a capture, counted"), out)
                out, _ = self.say(language, "summary", SAMPLE)
                self.assertIn(self.translate(language, "Captured bytes"), out)
                _, error = self.say(language, "flows", self.folder)
                self.assertIn(self.translate(language, "“%s” is a folder, not a capture.") % self.folder, error)

    def test_reports_in_another_language(self):
        """Whatever the terminal's language is, and HTML says which one it is."""
        for language in LANGUAGES:
            for terminal in ("C", "de", "fr"):
                with self.subTest(f"{terminal}: {language}"):
                    out, error = self.say(terminal, "report", SAMPLE, "--parts", "capture", "--language", language)
                    self.assertIn(f'<html lang="{language.replace("_", "-")}"', out)
                    self.assertIn(self.translate(language, "Bytes captured"), out)
                    self.assertEqual(error, "")
        out, _ = self.say("de", "report", SAMPLE, "--parts", "capture")
        self.assertIn('<html lang="de"', out)
        out, _ = self.say("de", "report", SAMPLE, "--parts", "capture", "--language", "en")
        self.assertIn("Bytes captured", out)

    def test_lab_lines_are_the_same_everywhere(self):
        for words in LAB:
            right, _ = self.say("C", *words)
            self.assertTrue(right, words)
            for language in LANGUAGES:
                with self.subTest(f"{language}: {words[0]}"):
                    self.assertEqual(self.say(language, *words)[0], right)

    def test_json_is_the_same_everywhere(self):
        for command, *words in JSON:
            words = [command, *words] if command == "text" else [command, "--json", *words]
            if command == "text":
                words.insert(2, "--json")
            right, _ = self.say("C", *words)
            self.assertTrue([json.loads(line) for line in right.splitlines()], words)
            for language in LANGUAGES:
                with self.subTest(f"{language}: {' '.join(words[:2])}"):
                    self.assertEqual(self.say(language, *words)[0], right)


if __name__ == "__main__":
    unittest.main(verbosity=2)

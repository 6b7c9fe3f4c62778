#!/usr/bin/python3
# test-help.py SOURCE-ROOT TRANSLATED: help pages lead to each other, and name what there is, in each language
# SPDX-License-Identifier: GPL-3.0-or-later

import gettext
import glob
import io
import os
import re
import subprocess
import sys
import unittest
import xml.etree.ElementTree as ET

ROOT, TRANSLATED = sys.argv[1:3]
del sys.argv[1:3]
MALLARD = "{http://projectmallard.org/1.0/}"


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def read_pages(folder):
    return {os.path.basename(path)[:-5]: ET.parse(path).getroot() for path in glob.glob(f"{folder}/*.page")}


PAGES = read_pages(os.path.join(ROOT, "help/C"))


def texts_of(page, tag):
    return [element.text for element in page.iter(MALLARD + tag)]


def links_of(page):
    return [link.get("xref") for link in page.iter(MALLARD + "link")]


def words_in(language):
    """Everything that the window says in a language, without the marks of its keys."""
    catalog = subprocess.run(["msgfmt", "-o", "-", os.path.join(ROOT, f"po/{language}.po")], check=True,
                             capture_output=True).stdout
    said = gettext.GNUTranslations(io.BytesIO(catalog))._catalog.values()
    return re.sub(r"\s*\(_\w\)", "", "\n".join(said)).replace("_", "")


def words_of_window():
    """Everything that the window may say, without the marks of its keys."""
    text = "".join(read(os.path.relpath(path, ROOT)) for path in
                   glob.glob(os.path.join(ROOT, "data/ui/**/*.ui"), recursive=True)
                   + glob.glob(os.path.join(ROOT, "src/ui/**/*.c"), recursive=True))
    return text.replace("_", "").replace("&amp;", "&")


class Help(unittest.TestCase):
    def test_links(self):
        self.assertIn("index", PAGES)
        for name, page in PAGES.items():
            self.assertEqual(page.get("id"), name)
            sections = {element.get("id") for element in PAGES["index"].iter(MALLARD + "section")}
            for link in page.iter(MALLARD + "link"):
                target, _, section = link.get("xref").partition("#")
                with self.subTest(page=name, link=link.get("xref")):
                    self.assertIn(target, PAGES)
                    if section:
                        self.assertIn(section, sections)

    def test_every_page_is_reached(self):
        for name, page in PAGES.items():
            guides = [link for link in page.iter(MALLARD + "link") if link.get("type") == "guide"]
            self.assertEqual(len(guides) > 0, name != "index", name)
            self.assertIsNotNone(page.find(f"{MALLARD}info/{MALLARD}desc"), name)

    def test_exercises_and_verdicts(self):
        self.assertEqual({name for name in PAGES if name.startswith("exercise-")},
                         {f"exercise-{number:02d}" for number in range(1, 18)})
        table = read("src/capture/objects/wire-object-judgement.c").split("VERDICTS[] = {")[1].split("};")[0]
        self.assertEqual({name[8:] for name in PAGES if name.startswith("verdict-")},
                         set(re.findall(r'"([a-z-]+)"', table)))

    def test_names_of_the_window(self):
        words = words_of_window()
        for name, page in PAGES.items():
            for element in page.iter(MALLARD + "gui"):
                with self.subTest(page=name, gui=element.text):
                    self.assertIn(element.text, words)

    def test_languages(self):
        """The same pages, links and commands, and the window's own words."""
        languages = read("po/LINGUAS").split()
        self.assertGreater(len(languages), 5)
        for language in languages:
            pages = read_pages(os.path.join(TRANSLATED, language, "wirecase"))
            words = words_in(language)
            self.assertEqual(set(pages), set(PAGES))
            for name, page in pages.items():
                with self.subTest(language=language, page=name):
                    self.assertEqual(sorted(links_of(page)), sorted(links_of(PAGES[name])))
                    self.assertEqual(texts_of(page, "cmd"), texts_of(PAGES[name], "cmd"))
                    self.assertNotEqual("".join(page.itertext()), "".join(PAGES[name].itertext()))
                    self.assertEqual([text for text in texts_of(page, "gui") if text not in words], [])

    def test_commands(self):
        commands = set(re.findall(r'^  \{ "([a-z]+)",', read("src/cli/main.c"), re.MULTILINE))
        for name, page in PAGES.items():
            for element in page.iter(MALLARD + "cmd"):
                program, command = element.text.split()[:2]
                with self.subTest(page=name, command=element.text):
                    self.assertEqual(program, "wirecase-cli")
                    self.assertTrue(command in commands or command == "--help")


unittest.main()

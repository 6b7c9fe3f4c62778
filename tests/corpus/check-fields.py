#!/usr/bin/python3
# check-fields.py ASK-FIELDS [OPTIONS] CAPTURE…: filters let through what tshark lets through
# SPDX-License-Identifier: GPL-3.0-or-later

"""Asks Wirecase and Wireshark for the packets of every filter in every capture, and prints where they
differ. Wireshark is asked through sharkd, which reads each capture once; where that differs,
tshark -Y has the last word."""

import argparse
import collections
import hashlib
import json
import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from field_filters import ENCRYPTED, FILTERS  # noqa: E402


def tshark(path, keys, text):
    """The numbers of packets, or None where tshark does not know the filter."""
    options = ["-o", f"tls.keylog_file:{keys}"] if keys else []
    done = subprocess.run(["tshark", "-r", path, *options, "-Y", text, "-T", "fields", "-e", "frame.number"],
                          capture_output=True, check=False, text=True, env=dict(os.environ, TZ="UTC"))
    return {int(number) for number in done.stdout.split()} if done.stdout or done.returncode == 0 else None


class Sharkd:
    """One capture, open in sharkd."""

    def __init__(self, path, keys=None):
        environment = dict(os.environ, TZ="UTC")
        self.process = subprocess.Popen(["sharkd", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True, errors="replace", env=environment)
        self.number, self.path, self.keys = 0, path, keys
        if keys:
            self.ask("setconf", name="tls.keylog_file", value=keys)
        self.usable = "status" in self.ask("load", file=path).get("result", {})

    def ask(self, method, **parameters):
        self.number += 1
        request = {"jsonrpc": "2.0", "id": self.number, "method": method, "params": parameters}
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        return json.loads(line) if line else {}

    def packets(self, text):
        """The numbers, or None where sharkd does not know the filter."""
        answer = self.ask("frames", filter=text)
        if "result" not in answer:
            return None
        return {frame["num"] for frame in answer["result"]}

    def passes(self, text):
        return tshark(self.path, self.keys, text)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Cached:
    """As Sharkd, but what was answered once is kept in a folder, so that another run is quick."""

    def __init__(self, path, keys, folder):
        with open(path, "rb") as file:
            name = hashlib.sha256(file.read() + path.encode() + (keys or "").encode()).hexdigest()
        self.path, self.keys, self.shark, self.changed = path, keys, None, False
        self.kept = os.path.join(folder, name + ".json")
        self.answers = {}
        if os.path.exists(self.kept):
            with open(self.kept, encoding="utf-8") as file:
                self.answers = json.load(file)
        if "usable" not in self.answers:
            self.shark = Sharkd(path, keys)
            self.answers["usable"], self.changed = self.shark.usable, True
        self.usable = self.answers["usable"]

    def packets(self, text):
        key = " " + text
        if key not in self.answers:
            self.shark = self.shark or Sharkd(self.path, self.keys)
            found = self.shark.packets(text)
            self.answers[key], self.changed = None if found is None else sorted(found), True
        answer = self.answers[key]
        return None if answer is None else set(answer)

    def passes(self, text):
        """As tshark -Y says, which reads once: sharkd knows of a packet what later ones bring."""
        key = "-Y " + text
        if key not in self.answers:
            found = tshark(self.path, self.keys, text)
            self.answers[key], self.changed = None if found is None else sorted(found), True
        answer = self.answers[key]
        return None if answer is None else set(answer)

    def close(self):
        if self.shark:
            self.shark.close()
        if self.changed:
            with open(self.kept, "w", encoding="utf-8") as file:
                json.dump(self.answers, file)


def keys_beside(path):
    """The key log that has the capture's name, where there is one."""
    keys = os.path.splitext(path)[0] + ".keys"
    return keys if os.path.exists(keys) else None


def ours(asker, path, keys, filters):
    """For each filter the numbers, or the sentence that refuses it."""
    done = subprocess.run([asker, path, *([keys] if keys else [])], input="\n".join(filters) + "\n", capture_output=True, check=False,
                          text=True, env=dict(os.environ, TZ="UTC"))
    for line in done.stdout.splitlines():
        yield line if line.startswith("!") else {int(number) for number in line.split()}


def shorten(numbers):
    text = " ".join(str(number) for number in sorted(numbers)[:8])
    return text + (" …" if len(numbers) > 8 else "") if numbers else "-"


def write(path, capture):
    shark = Sharkd(capture, keys_beside(capture))
    answers = {text: sorted(shark.packets(text) or ()) for text in FILTERS}
    for text in (text for text in FILTERS if "[" in text):  # sharkd cuts bytes in another way than tshark -Y
        answers[text] = sorted(shark.passes(text) or ())
    shark.close()
    with open(path, "w", encoding="utf-8") as file:
        lines = (f" {json.dumps(text)}: {json.dumps(numbers)}" for text, numbers in answers.items())
        file.write("{\n" + ",\n".join(lines) + "\n}\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("asker")
    parser.add_argument("captures", nargs="+")
    parser.add_argument("--write", metavar="FILE", help="write what Wireshark says of one capture")
    parser.add_argument("--filter", action="append", help="only these")
    parser.add_argument("--encrypted", action="store_true", help="filters on HTTP/2 and WebSocket instead")
    parser.add_argument("--cache", metavar="FOLDER", help="keep what Wireshark says there")
    parser.add_argument("--minutes", type=float, help="begin no other capture after so long, and say how many were left")
    options = parser.parse_args()
    until = time.monotonic() + options.minutes * 60 if options.minutes else float("inf")
    filters = options.filter or (ENCRYPTED if options.encrypted else FILTERS)
    if options.write:
        write(options.write, options.captures[0])
        return 0
    equal = different = hits = 0
    by_filter = collections.Counter()

    for done, path in enumerate(options.captures):
        if time.monotonic() > until:
            print(f"# {len(options.captures) - done} of {len(options.captures)} captures were not asked: the time was up")
            break
        keys = keys_beside(path)
        shark = Cached(path, keys, options.cache) if options.cache else Sharkd(path, keys)
        if not shark.usable:
            shark.close()
            continue
        answers = list(ours(options.asker, path, keys, filters))
        if len(answers) != len(filters):
            print(f"{path}\tWirecase cannot read it")
            different += 1
            continue
        if shark.packets("frame") != next(ours(options.asker, path, None, ["frame"])):
            print(f"{path}\tWireshark counts other records as frames, too")
            shark.close()
            continue
        for text, mine in zip(filters, answers):
            theirs = shark.packets(text)
            if theirs is not None and mine != theirs and not isinstance(mine, str):
                theirs = shark.passes(text)
            if theirs is not None and mine == theirs:
                equal += 1
                hits += bool(theirs)
                continue
            different += 1
            by_filter[text] += 1
            if isinstance(mine, str) or theirs is None:
                print(f"{path}\t{text}\t{mine if isinstance(mine, str) else 'sharkd refuses it'}")
            else:
                print(f"{path}\t{text}\tonly here: {shorten(mine - theirs)}\tonly tshark: {shorten(theirs - mine)}")
            sys.stdout.flush()
        shark.close()
    for text, count in by_filter.most_common(60):
        print(f"# {count:4} {text}")
    print(f"# {equal} equal ({hits} with packets), {different} different, {len(filters)} filters")
    return 1 if different else 0


sys.exit(main())

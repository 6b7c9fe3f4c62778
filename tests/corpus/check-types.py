#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-types.py CLI FOLDER...: how types are told of files whose names are honest, and of the same files renamed.

Prints how many honest files are flagged, how many nothing is known of, and how many of the renamed ones are caught.
With --min-caught and --max-flagged, in per cent, it fails where the figures are worse.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile

# What a file is renamed to, and what that agrees with: a rename within a group is not a disguise.
GROUPS = [
    {'jpg', 'jpeg', 'jpe', 'jfif', 'mpo'}, {'png', 'apng'}, {'gif'}, {'pdf'},
    {'docx', 'docm', 'dotx'}, {'xls', 'xlt'}, {'exe', 'dll', 'sys', 'scr'}, {'mp3'},
    {'mp4', 'm4v', 'm4a', 'mov', '3gp'}, {'gz', 'tgz', 'svgz'}, {'zip'}, {'txt'},
]
TARGETS = ['jpg', 'png', 'gif', 'pdf', 'docx', 'xls', 'exe', 'mp3', 'mp4', 'gz', 'zip', 'txt']


def ask(cli, folders):
    """The answers for all files below folders."""
    run = subprocess.run([cli, 'types', '--json', '-r', *folders], stdout=subprocess.PIPE, check=False)
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    return [a for a in answers if 'verdict' in a and a['verdict'] != 'empty']


def is_disguise(answer, target):
    """Whether target is not one of the names that such a file may have."""
    own = answer['extension']
    names = {own, *answer['expected']}
    if target in names or any(own in group and target in group for group in GROUPS):
        return False
    if target == 'zip':
        with open(answer['path'], 'rb') as file:
            return file.read(2) != b'PK'
    if target == 'txt':
        return answer['mime'] not in ('text/plain',) and not is_text(answer['path'])
    return True


def is_text(path):
    """Whether nothing but text is in the file, by the strictest measure."""
    with open(path, 'rb') as file:
        head = file.read(8192)
    try:
        head.decode('utf-8')
    except UnicodeDecodeError:
        return False
    return b'\0' not in head


def rename(answers, folder):
    """Puts every file under each name that would be a lie into folder; returns how many and how."""
    lies = {}
    for number, answer in enumerate(answers):
        first = None
        for target in TARGETS:
            if not is_disguise(answer, target):
                continue
            path = os.path.join(folder, f'{number}.{target}')
            if first is None:
                shutil.copyfile(answer['path'], path)
                first = path
            else:
                os.link(first, path)
            lies[path] = answer['path']
    return lies


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--max-flagged', type=float, default=100)
    parser.add_argument('--min-caught', type=float, default=0)
    parser.add_argument('--honest-only', action='store_true', help='rename nothing')
    parser.add_argument('--verbose', action='store_true')
    parser.add_argument('cli')
    parser.add_argument('folders', nargs='+')
    options = parser.parse_args()

    honest = ask(options.cli, options.folders)
    flagged = [a for a in honest if a['verdict'] == 'mismatch']
    unknown = [a for a in honest if a['verdict'] == 'unidentified']
    with tempfile.TemporaryDirectory() as folder:
        told = [a for a in honest if a['verdict'] != 'mismatch' and not options.honest_only]
        lies = rename(told, folder)
        answers = ask(options.cli, [folder])
        missed = [a for a in answers if a['code'] == 0]
        caught = 100 * (len(lies) - len(missed)) / len(lies) if lies else 100
        if options.verbose:
            for answer in missed:
                print(f"  missed: {lies[answer['path']]} as .{answer['extension']}: {answer['reason']}")
    if options.verbose:
        for answer in flagged:
            print(f"  flagged: {answer['path']}: {answer['reason']}")
        for answer in unknown:
            print(f"  not identified: {answer['path']}")
    share = 100 * len(flagged) / max(len(honest), 1)
    print(f'types: {len(honest)} honest files, {len(flagged)} flagged ({share:.2f} %), {len(unknown)} not identified; '
          f'{len(lies)} renamed, {len(lies) - len(missed)} caught ({caught:.2f} %)')
    if share > options.max_flagged or caught < options.min_caught:
        sys.exit(1)


if __name__ == '__main__':
    main()

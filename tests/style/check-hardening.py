#!/usr/bin/python3
# check-hardening.py BUILT-FOR PROGRAM…: programs are linked, and compiled, so that one fault is not two
# SPDX-License-Identifier: GPL-3.0-or-later

"""BUILT-FOR is “hardened” where the compiler was given its flags too, otherwise “debugging”. What readelf
shows of each program: position-independent, all symbols bound before the start and read-only from then on
(full RELRO), no stack that can be executed, no segment that can be written and executed; and, hardened,
that stacks are guarded and that functions of libc are the checking ones."""

import re
import subprocess
import sys

# Functions of libc that write into memory of the caller's, of which there are checking ones, too. A
# program that is large enough calls both: where the compiler knows that there is room, nothing is checked.
UNCHECKED = r"\b(?:mem(?:cpy|move|set)|strn?(?:cpy|cat)|v?sn?printf|v?f?printf)@"


def readelf(option, program):
    done = subprocess.run(["readelf", "--wide", option, program], capture_output=True, text=True, check=True,
                          env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})
    return done.stdout


def find_faults(program, hardened):
    header, segments = readelf("--file-header", program), readelf("--program-headers", program)
    dynamic, symbols = readelf("--dynamic", program), readelf("--dyn-syms", program)
    if not re.search(r"Type:\s+DYN", header) or not re.search(r"FLAGS_1\).*\bPIE\b", dynamic):
        yield "is not position-independent"
    if "GNU_RELRO" not in segments:
        yield "has no GNU_RELRO: what the linker filled in can be written to"
    if not re.search(r"BIND_NOW|FLAGS_1\).*\bNOW\b", dynamic):
        yield "binds symbols late, so that its table of them can be written to"
    stack = re.search(r"GNU_STACK\s.*?\s([RWE ]{3})\s+0x", segments)
    if not stack or "E" in stack[1]:
        yield "has a stack that can be executed"
    for flags in re.findall(r"LOAD\s.*?\s([RWE ]{3})\s+0x", segments):
        if "W" in flags and "E" in flags:
            yield "has a segment that can be written and executed"
    if re.search(r"\((RPATH|RUNPATH)\)", dynamic):
        yield "looks for libraries in a folder of its own"
    if hardened and "__stack_chk_fail" not in symbols:
        yield "has no guards on its stacks"
    if hardened and re.search(UNCHECKED, symbols) and not re.search(r"\b__\w+_chk\b", symbols):
        yield "calls no function of libc that checks lengths (_FORTIFY_SOURCE)"


def main():
    hardened, faults = sys.argv[1] == "hardened", 0
    for program in sys.argv[2:]:
        for fault in find_faults(program, hardened):
            print(f"{program} {fault}")
            faults += 1
    print(f"{len(sys.argv) - 2} programs, {faults} faults")
    return 1 if faults or len(sys.argv) < 3 else 0


sys.exit(main())

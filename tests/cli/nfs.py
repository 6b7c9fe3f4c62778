# nfs.py: conversations of NFS 3 (RFC 1813), byte by byte
# SPDX-License-Identifier: GPL-3.0-or-later

import struct

NFS, MOUNT = 100003, 100005
GETATTR, SETATTR, LOOKUP, READ, WRITE, CREATE, REMOVE, RENAME, READDIRPLUS, COMMIT = 1, 2, 3, 6, 7, 8, 12, 14, 17, 21


def opaque(data):
    return struct.pack(">I", len(data)) + data + bytes(-len(data) % 4)


def system(user=1000, machine=b"station"):
    return struct.pack(">I", 7) + opaque(machine) + struct.pack(">III", user, 100, 0)


def facts(size, changed=1, kind=1):
    return (struct.pack(">5IQ", kind, 0o644, 1, 0, 0, size) + bytes(40)
            + struct.pack(">II", changed, 0) + bytes(8))


def some(what):
    return struct.pack(">I", 0) if what is None else struct.pack(">I", 1) + what


def change(after):
    return some(None) + some(after)


class Talk:
    """What both sides say: pairs of (from the server, message)."""

    def __init__(self):
        self.said = []
        self.number = 100

    def call(self, procedure, arguments, program=NFS, credential=None):
        self.number += 1
        credential = system() if credential is None else credential
        self.said.append((0, struct.pack(">6I", self.number, 0, 2, program, 3, procedure)
                          + struct.pack(">I", 1) + opaque(credential) + bytes(8) + arguments))
        return self.number

    def answer(self, number, results, status=0):
        self.said.append((1, struct.pack(">6I", number, 1, 0, 0, 0, 0) + struct.pack(">I", status) + results))

    def ask(self, procedure, arguments, results, status=0, **more):
        self.answer(self.call(procedure, arguments, **more), results, status)

    # What is asked often

    def mount(self, path, root):
        self.ask(1, opaque(path.encode()), opaque(root) + bytes(4), program=MOUNT)

    def lookup(self, folder, name, handle, size):
        self.ask(LOOKUP, opaque(folder) + opaque(name.encode()),
                 opaque(handle) + some(facts(size)) + some(None))

    def read(self, handle, content, at, count, changed=1):
        piece = content[at:at + count]
        self.ask(READ, opaque(handle) + struct.pack(">QI", at, count),
                 some(facts(len(content), changed)) + struct.pack(">II", len(piece), at + count >= len(content))
                 + opaque(piece))

    def create(self, folder, name, handle):
        self.ask(CREATE, opaque(folder) + opaque(name.encode()) + struct.pack(">I", 1) + bytes(24),
                 some(opaque(handle)) + some(facts(0)) + change(None))

    def write(self, handle, at, piece, size, changed=1, stable=0):
        self.ask(WRITE, opaque(handle) + struct.pack(">QII", at, len(piece), stable) + opaque(piece),
                 change(facts(size, changed)) + struct.pack(">II", len(piece), stable) + bytes(8))

    def commit(self, handle, size, changed=1):
        self.ask(COMMIT, opaque(handle) + struct.pack(">QI", 0, 0), change(facts(size, changed)) + bytes(8))

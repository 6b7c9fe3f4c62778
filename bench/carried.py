#!/usr/bin/python3
# carried.py ftp|smb FILE [MIB]: a capture of one large file that FTP or SMB 2 carries
# SPDX-License-Identifier: GPL-3.0-or-later

"""Writes a pcap of Ethernet frames of 1,514 bytes at most, and prints the SHA-256 digest of the file."""

import hashlib
import os
import random
import struct
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "cli"))
import captures
import smb

SEGMENT, BLOCK = 1448, 1 << 20
CLIENT, SERVER = "192.0.2.1", "192.0.2.2"
ACK, PUSH, SYN, FIN = 0x10, 0x18, 2, 0x11


class Writer:
    def __init__(self, out):
        self.out = out
        self.time = captures.START
        out.write(captures.pcap([]))

    def write(self, frame):
        self.time += 10_000
        seconds, rest = divmod(self.time, 1_000_000_000)
        self.out.write(struct.pack("<IIII", seconds, rest, len(frame), len(frame)) + frame)


class Connection:
    def __init__(self, writer, port, server_port):
        self.writer = writer
        self.ports = port, server_port
        self.sequence = [1000, 2000]
        for side, flags in ((0, SYN), (1, SYN | ACK), (0, ACK)):
            self.send(side, b"", flags)

    def send(self, side, piece, flags=PUSH):
        ends = (SERVER, CLIENT, *reversed(self.ports)) if side else (CLIENT, SERVER, *self.ports)
        self.writer.write(captures.ipv4(ends[0], ends[1], 6, captures.tcp(
            ends[2], ends[3], flags, piece, sequence=self.sequence[side],
            acknowledgement=self.sequence[not side] if flags & ACK else 0)))
        self.sequence[side] += len(piece) + (flags & 3 != 0)

    def say(self, side, text):
        """Every other segment is acknowledged."""
        for number, at in enumerate(range(0, len(text), SEGMENT)):
            self.send(side, text[at:at + SEGMENT])
            if number % 2:
                self.send(not side, b"", ACK)

    def end(self):
        for side, flags in ((1, FIN), (0, FIN), (1, ACK)):
            self.send(side, b"", flags)


def write_ftp(writer, blocks):
    control = Connection(writer, 40000, 21)
    for side, line in ((1, "220 ready"), (0, "USER alice"), (1, "331 password"), (0, "PASS secret"), (1, "230 welcome"),
                       (0, "TYPE I"), (1, "200 binary"), (0, "PASV"), (1, "227 Entering Passive Mode (192,0,2,2,195,80)"),
                       (0, "RETR large.bin")):
        control.say(side, line.encode() + b"\r\n")
    data = Connection(writer, 40001, 195 * 256 + 80)
    control.say(1, b"150 opening\r\n")
    for block in blocks:
        data.say(1, block)
    data.end()
    for side, line in ((1, "226 done"), (0, "QUIT"), (1, "221 bye")):
        control.say(side, line.encode() + b"\r\n")
    control.end()


def write_smb(writer, blocks, size):
    connection = Connection(writer, 40000, 445)
    talk, file, at = smb.Dialogue().begin(), smb.file_id(1), 0
    talk.open("large.bin", file, size)
    for block in blocks:
        talk.call(talk.read(file, at, len(block)), talk.bytes_read(block))
        at += len(block)
        for side, text in talk.said:
            connection.say(int(side), text)
        talk.said.clear()
    talk.close(file)
    for side, text in talk.said:
        connection.say(int(side), text)
    connection.end()


def make_blocks(count, digest):
    """Each is another, so that no one can pass over what they had."""
    noise = random.Random(18).randbytes(BLOCK)
    for number in range(count):
        block = struct.pack("<Q", number) + noise[8:]
        digest.update(block)
        yield block


def main():
    if len(sys.argv) < 3 or sys.argv[1] not in ("ftp", "smb"):
        sys.exit("usage: carried.py ftp|smb FILE [MIB]")
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 1024
    digest = hashlib.sha256()
    with open(sys.argv[2], "wb", buffering=1 << 20) as out:
        if sys.argv[1] == "ftp":
            write_ftp(Writer(out), make_blocks(count, digest))
        else:
            write_smb(Writer(out), make_blocks(count, digest), count * BLOCK)
    print(digest.hexdigest())


if __name__ == "__main__":
    main()

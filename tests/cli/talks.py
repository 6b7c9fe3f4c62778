# talks.py: what clients and servers say, as captures
# SPDX-License-Identifier: GPL-3.0-or-later

"""TCP connections and datagrams between hosts that have MAC addresses, at times that are given."""

import socket
import struct

import captures

CLIENT = "192.0.2.10"
SERVER = "192.0.2.20"


class Wire:
    """Frames with times, in seconds after captures.START."""

    def __init__(self, macs=None, ttl=None):
        self.frames = []
        self.macs = macs or {}
        self.ttl = ttl or {}
        self.port = 40000

    def mac(self, address):
        number = int.from_bytes(socket.inet_aton(address), "big")
        return self.macs.get(address) or b"\x02\x00" + number.to_bytes(4, "big")

    def add(self, time, frame):
        self.frames.append((time, frame))

    def ip(self, time, src, dst, protocol, payload, to=None):
        head = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 20 + len(payload), 1, 0, self.ttl.get(src, 64), protocol, 0,
                           socket.inet_aton(src), socket.inet_aton(dst))
        self.add(time, (to or self.mac(dst)) + self.mac(src) + b"\x08\x00" + head + payload)

    def udp(self, time, src, sport, dst, dport, data, to=None):
        self.ip(time, src, dst, 17, captures.udp(sport, dport, data), to)

    def arp(self, time, operation, mac, address, target):
        body = struct.pack(">HHBBH", 1, 0x0800, 6, 4, operation) + mac + socket.inet_aton(address)
        self.add(time, b"\xff" * 6 + mac + b"\x08\x06" + body + bytes(6) + socket.inet_aton(target))

    def segment(self, time, src, sport, dst, dport, flags, sequence, acknowledged, data=b"", options=b"", window=64240):
        offset = (20 + len(options)) // 4 << 4
        head = struct.pack(">HHIIBBHHH", sport, dport, sequence, acknowledged, offset, flags, window, 0, 0)
        self.ip(time, src, dst, 6, head + options + data)

    def talk(self, time, port, said, src=CLIENT, dst=SERVER, cut=None, step=0.001, sport=None):
        """Opens a connection, has it say `said`, a list of (from client?, bytes), and closes it."""
        if sport is None:
            sport = self.port
            self.port += 1
        ends = {True: (src, sport, dst, port), False: (dst, port, src, sport)}
        sequence = {True: 1000, False: 5000}
        self.segment(time, *ends[True], 0x02, 1000, 0)
        self.segment(time, *ends[False], 0x12, 5000, 1001)
        sequence = {True: 1001, False: 5001}
        for side, data in said:
            for at in range(0, len(data), cut or 1400):
                time += step
                part = data[at:at + (cut or 1400)]
                self.segment(time, *ends[side], 0x18, sequence[side], sequence[not side], part)
                sequence[side] += len(part)
        for side in (True, False):
            time += step
            self.segment(time, *ends[side], 0x11, sequence[side], sequence[not side])
            sequence[side] += 1
        return sport

    def pcap(self):
        out = [struct.pack("<IHHiIII", 0xA1B23C4D, 2, 4, 0, 0, 262144, captures.ETHERNET)]
        for time, frame in sorted(self.frames, key=lambda one: one[0]):
            nanoseconds = captures.START + round(time * 1e9)
            out.append(struct.pack("<IIII", nanoseconds // 10**9, nanoseconds % 10**9, len(frame), len(frame)) + frame)
        return b"".join(out)


def lines(*said):
    """“C: text” and “S: text” as (from client?, bytes)."""
    return [(one.startswith("C: "), one[3:].encode() + b"\r\n") for one in said]


def name(text):
    return b"".join(bytes([len(part)]) + part.encode() for part in text.split(".") if part) + b"\0"


def question(number, text, kind=1):
    return struct.pack(">HHHHHH", number, 0x0100, 1, 0, 0, 0) + name(text) + struct.pack(">HH", kind, 1)


def answer(number, text, records, kind=1, code=0):
    """`records`: (name, type, time to live, data)."""
    message = struct.pack(">HHHHHH", number, 0x8180 | code, 1, len(records), 0, 0) + name(text)
    message += struct.pack(">HH", kind, 1)
    for owner, what, seconds, data in records:
        message += name(owner) + struct.pack(">HHIH", what, 1, seconds, len(data)) + data
    return message


def address(text):
    return socket.inet_aton(text)


def ber(tag, *content):
    body = b"".join(content)
    length = bytes([len(body)]) if len(body) < 128 else b"\x82" + len(body).to_bytes(2, "big")
    return bytes([tag]) + length + body


def netbios(text, suffix):
    padded = text.encode().ljust(15) + bytes([suffix])
    return b"\x20" + b"".join(bytes([65 + (byte >> 4), 65 + (byte & 15)]) for byte in padded) + b"\0"


def ntlm_challenge(computer):
    """What a server answers, with its name in it."""
    value = computer.encode("utf-16le")
    pairs = struct.pack("<HH", 1, len(value)) + value + bytes(4)
    return (b"NTLMSSP\0" + struct.pack("<IHHIIQQHHI", 2, 0, 0, 56, 0x02800001, 1, 0, len(pairs), len(pairs), 56)
            + b"\x0a\0\x61\x4a\0\0\0\x0f" + pairs)


def smb2_setup(number, response, status, blob):
    """A message of SMB 2 that sets up a session."""
    head = b"\xfeSMB" + struct.pack("<HHIHHIIQIIQ", 64, 0, status, 1, 1, int(response), 0, number, 0, 0, 7) + bytes(16)
    body = head + struct.pack("<HH", 9 if response else 25, 0) + bytes(20) + blob
    return b"\0" + len(body).to_bytes(3, "big") + body


def ntlm(kind, user="", domain="", workstation="", response=bytes(60)):
    """A message of NTLM: an authentication, or a negotiation without anything."""
    if kind != 3:
        return b"NTLMSSP\0" + struct.pack("<II", kind, 0x02000001) + bytes(24)
    fields = [b"", response, domain.encode("utf-16le"), user.encode("utf-16le"), workstation.encode("utf-16le"), b""]
    at, heads, body = 72, b"", b""
    for field in fields:
        heads += struct.pack("<HHI", len(field), len(field), at + len(body))
        body += field
    return b"NTLMSSP\0" + struct.pack("<I", 3) + heads + struct.pack("<I", 0x02000001) + b"\x0a\0\x61\x4a\0\0\0\x0f" + body

# conversations.py: what two hosts say to each other, as packets, for the tests of the command line
# SPDX-License-Identifier: GPL-3.0-or-later

"""Connections with their handshakes, numbers and ends, cut into segments as wished."""

import struct

import captures

FIN, SYN, RST, ACK = 1, 2, 4, 16


def frame(src, dst, protocol, payload):
    make = captures.ipv6 if ":" in src else captures.ipv4
    return make(src, dst, protocol, payload)


class Wire:
    """Frames in the order in which they are captured."""

    def __init__(self, mss=1400):
        self.frames = []
        self.mss = mss

    def connect(self, client, server, mss=None):
        """Endpoints are (address, port). Returns an open connection."""
        return Connection(self, client, server, mss or self.mss)

    def datagram(self, src, dst, data):
        self.frames.append(frame(src[0], dst[0], 17, captures.udp(src[1], dst[1], data)))


class Connection:
    def __init__(self, wire, client, server, mss):
        self.wire, self.ends, self.mss = wire, (client, server), mss
        self.next = [1000, 5_000_000]
        self.segment(0, SYN)
        self.segment(1, SYN | ACK)
        self.segment(0, ACK)

    def segment(self, side, flags, data=b""):
        src, dst = self.ends[side], self.ends[1 - side]
        head = struct.pack(">HHIIBBHHH", src[1], dst[1], self.next[side] & 0xFFFFFFFF,
                           self.next[1 - side] & 0xFFFFFFFF if flags & ACK else 0, 5 << 4, flags,
                           65535, 0, 0)
        self.wire.frames.append(frame(src[0], dst[0], 6, head + data))
        self.next[side] += len(data) + (1 if flags & (SYN | FIN) else 0)

    def say(self, side, data, acknowledge=True):
        data = data.encode() if isinstance(data, str) else data
        for at in range(0, len(data), self.mss):
            self.segment(side, ACK, data[at:at + self.mss])
        if acknowledge:
            self.segment(1 - side, ACK)

    def close(self, side=0):
        self.segment(side, FIN | ACK)
        self.segment(1 - side, FIN | ACK)
        self.segment(side, ACK)

    def reset(self, side=0):
        self.segment(side, RST | ACK)

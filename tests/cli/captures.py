# captures.py: small captures for the tests of the command line
# SPDX-License-Identifier: GPL-3.0-or-later

"""pcap files of Ethernet frames, put together byte by byte."""

import socket
import struct

ETHERNET = 1
START = 1_700_000_000_000_000_000  # nanoseconds since 1970


def pcap(frames, snapshot=262144):
    """Nanosecond pcap (magic a1b23c4d): one frame a microsecond, the first at START."""
    out = [struct.pack("<IHHiIII", 0xA1B23C4D, 2, 4, 0, 0, snapshot, ETHERNET)]
    for number, frame in enumerate(frames):
        seconds, rest = divmod(START + number * 1000, 1_000_000_000)
        out.append(struct.pack("<IIII", seconds, rest, len(frame), len(frame)) + frame)
    return b"".join(out)


def ethernet(ethertype, payload):
    return bytes.fromhex("020000000002" "020000000001") + struct.pack(">H", ethertype) + payload


def ipv4(src, dst, protocol, payload):
    head = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 20 + len(payload), 1, 0, 64, protocol, 0,
                       socket.inet_aton(src), socket.inet_aton(dst))
    return ethernet(0x0800, head + payload)


def ipv6(src, dst, protocol, payload):
    head = struct.pack(">IHBB", 6 << 28, len(payload), protocol, 64)
    return ethernet(0x86DD, head + socket.inet_pton(socket.AF_INET6, src)
                    + socket.inet_pton(socket.AF_INET6, dst) + payload)


def udp(sport, dport, data=b""):
    return struct.pack(">HHHH", sport, dport, 8 + len(data), 0) + data


def tcp(sport, dport, flags=0x10, data=b"", sequence=1, acknowledgement=1):
    return struct.pack(">HHIIBBHHH", sport, dport, sequence, acknowledgement, 5 << 4, flags, 1024, 0, 0) + data


def icmp_echo():
    return struct.pack(">BBHHH", 8, 0, 0, 1, 1)


def arp():
    return ethernet(0x0806, struct.pack(">HHBBH", 1, 0x0800, 6, 4, 1) + bytes(20))

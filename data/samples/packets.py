"""Frames with true checksums, TCP connections that count their bytes, and a pcap writer."""

import socket
import struct

ME = '146.176.164.91'
MY_MAC = bytes.fromhex('e840f23bebcd')
ROUTER_MAC = bytes.fromhex('a41875474944')

FIN, SYN, RST, PSH, ACK = 1, 2, 4, 8, 16


def checksum(data):
    total = sum(struct.unpack(f'>{(len(data) + 1) // 2}H', data + b'\0' * (len(data) % 2)))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return total ^ 0xffff


def pseudo_header(src, dst, protocol, length):
    return socket.inet_aton(src) + socket.inet_aton(dst) + struct.pack('>BBH', 0, protocol, length)


def ip_frame(src, dst, protocol, payload, identification, ttl):
    head = struct.pack('>BBHHHBBH', 0x45, 0, 20 + len(payload), identification, 0x4000, ttl, protocol, 0)
    head += socket.inet_aton(src) + socket.inet_aton(dst)
    head = head[:10] + struct.pack('>H', checksum(head)) + head[12:]
    macs = ROUTER_MAC + MY_MAC if src == ME else MY_MAC + ROUTER_MAC
    return macs + b'\x08\x00' + head + payload


def tcp_segment(src, dst, sport, dport, seq, ack, flags, window, data):
    head = struct.pack('>HHIIBBHHH', sport, dport, seq & 0xffffffff, ack & 0xffffffff, 5 << 4, flags, window,
                       0, 0)
    total = checksum(pseudo_header(src, dst, 6, len(head) + len(data)) + head + data)
    return head[:16] + struct.pack('>H', total) + head[18:] + data


def udp_datagram(src, dst, sport, dport, data):
    head = struct.pack('>HHHH', sport, dport, 8 + len(data), 0)
    total = checksum(pseudo_header(src, dst, 17, len(head) + len(data)) + head + data) or 0xffff
    return head[:6] + struct.pack('>H', total) + data


class Capture:
    """Frames in order, each some microseconds after the one before."""

    def __init__(self, start):
        self.now, self.frames, self.identification = start, [], {ME: 957}

    def add(self, src, dst, protocol, payload, wait):
        self.identification[src] = self.identification.get(src, 4000) + 1
        self.now += wait
        self.frames.append((self.now, ip_frame(src, dst, protocol, payload, self.identification[src],
                                               128 if src == ME else 54)))

    def write(self, path):
        with open(path, 'wb') as out:
            out.write(struct.pack('<IHHiIII', 0xa1b2c3d4, 2, 4, 0, 0, 262144, 1))
            for microseconds, frame in self.frames:
                out.write(struct.pack('<IIII', microseconds // 1000000, microseconds % 1000000, len(frame),
                                      len(frame)) + frame)


class Connection:
    """One TCP connection of ours to port 80 of a server."""

    def __init__(self, capture, server, port, seq, ack, window=64647):
        self.capture, self.server, self.port = capture, server, port
        self.seq, self.ack, self.window = seq, ack, window

    def send(self, data=b'', flags=ACK, wait=900, ack=None):
        segment = tcp_segment(ME, self.server, self.port, 80, self.seq,
                              (self.ack if ack is None else ack) if flags & ACK else 0, flags, self.window,
                              data)
        self.capture.add(ME, self.server, 6, segment, wait)
        self.seq += len(data) + (1 if flags & (SYN | FIN) else 0)

    def receive(self, data=b'', flags=ACK, wait=9000, at=None):
        """@at: a sequence number, for a segment that is not the next."""
        segment = tcp_segment(self.server, ME, 80, self.port, self.ack if at is None else at, self.seq, flags,
                              28960, data)
        self.capture.add(self.server, ME, 6, segment, wait)
        if at is None:
            self.ack += len(data) + (1 if flags & (SYN | FIN) else 0)

    def acknowledge(self, times=1, behind=0, wait=400):
        """ACKs as a receiver sends them while a long answer comes in: @behind bytes, then fewer."""
        for i in range(times):
            self.send(wait=wait, ack=self.ack - behind * (times - 1 - i) // max(1, times - 1))

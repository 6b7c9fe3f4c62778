"""Baseline JPEG (ITU-T T.81): YCbCr without subsampling, the standard's example tables (annex K)."""

import math
import struct

ZIGZAG = [0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
          13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52,
          45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63]

LUMA = [16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14,
        17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49,
        64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99]

DC_COUNTS = bytes([0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0])
DC_VALUES = bytes(range(12))
AC_COUNTS = bytes([0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 0x7d])
AC_VALUES = bytes.fromhex(
    '01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a'
    '3435363738393a434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a929394'
    '95969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8'
    'e9eaf1f2f3f4f5f6f7f8f9fa')

# Whole numbers, so that every machine rounds alike.
COSINE = [[round(4096 * math.cos((2 * x + 1) * u * math.pi / 16) * (math.sqrt(0.5) if u == 0 else 1))
           for x in range(8)] for u in range(8)]


def codes(counts, values):
    table, code, i = {}, 0, 0
    for length, count in enumerate(counts, 1):
        for _ in range(count):
            table[values[i]] = (code, length)
            code, i = code + 1, i + 1
        code <<= 1
    return table


DC, AC = codes(DC_COUNTS, DC_VALUES), codes(AC_COUNTS, AC_VALUES)


def transform(block):
    """The discrete cosine transform of 64 samples, quantised, in zigzag order."""
    rows = [[sum(block[8 * y + x] * COSINE[u][x] for x in range(8)) for u in range(8)] for y in range(8)]
    flat = [sum(rows[y][u] * COSINE[v][y] for y in range(8)) for v in range(8) for u in range(8)]
    scaled = [(value + (1 << 25) * LUMA[i]) // ((1 << 26) * LUMA[i]) for i, value in enumerate(flat)]
    return [scaled[i] for i in ZIGZAG]


class Bits:
    def __init__(self):
        self.out, self.accumulator, self.filled = bytearray(), 0, 0

    def put(self, value, length):
        self.accumulator = self.accumulator << length | value
        self.filled += length
        while self.filled >= 8:
            byte = self.accumulator >> (self.filled - 8) & 255
            self.out += bytes([byte, 0]) if byte == 255 else bytes([byte])
            self.filled -= 8
            self.accumulator &= (1 << self.filled) - 1

    def magnitude(self, value):
        size = abs(value).bit_length()
        if size:
            self.put(value if value > 0 else value + (1 << size) - 1, size)


def put_block(bits, coefficients, before):
    difference = coefficients[0] - before
    bits.put(*DC[abs(difference).bit_length()])
    bits.magnitude(difference)
    zeros = 0
    last = max((i for i in range(1, 64) if coefficients[i]), default=0)
    for value in coefficients[1:last + 1]:
        if value == 0:
            zeros += 1
            continue
        while zeros > 15:
            bits.put(*AC[0xf0])
            zeros -= 16
        bits.put(*AC[zeros << 4 | abs(value).bit_length()])
        bits.magnitude(value)
        zeros = 0
    if last < 63:
        bits.put(*AC[0])
    return coefficients[0]


def planes(r, g, b):
    """JFIF's YCbCr in sixteenths of 1/65536, levelled to 0."""
    return ((19595 * r + 38470 * g + 7471 * b) // 65536 - 128,
            (-11056 * r - 21712 * g + 32768 * b) // 65536,
            (32768 * r - 27440 * g - 5328 * b) // 65536)


def segment(marker, data):
    return struct.pack('>BBH', 255, marker, len(data) + 2) + data


def encode(rows):
    """Width and height must be multiples of eight."""
    height, width = len(rows), len(rows[0])
    colours = [[planes(*pixel) for pixel in row] for row in rows]
    bits, before = Bits(), [0, 0, 0]
    for top in range(0, height, 8):
        for left in range(0, width, 8):
            for plane in range(3):
                block = [colours[top + y][left + x][plane] for y in range(8) for x in range(8)]
                before[plane] = put_block(bits, transform(block), before[plane])
    bits.put(0x7f, 7)
    components = b''.join(bytes([i, 0x11, 0]) for i in (1, 2, 3))
    return (b'\xff\xd8' + segment(0xe0, b'JFIF\0\1\1\0\0\1\0\1\0\0')
            + segment(0xdb, b'\0' + bytes(LUMA[i] for i in ZIGZAG))
            + segment(0xc0, struct.pack('>BHHB', 8, height, width, 3) + components)
            + segment(0xc4, b'\0' + DC_COUNTS + DC_VALUES) + segment(0xc4, b'\x10' + AC_COUNTS + AC_VALUES)
            + segment(0xda, b'\3' + b''.join(bytes([i, 0]) for i in (1, 2, 3)) + b'\0\x3f\0')
            + bytes(bits.out) + b'\xff\xd9')

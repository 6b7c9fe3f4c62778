"""GIF89a (CompuServe, 1990): one picture, at most 256 colours, LZW."""

import struct


def palette(rows):
    """Every colour reduced to 6 levels a channel; returns the colours used and the pixels."""
    colours, pixels = {}, []
    for row in rows:
        for r, g, b in row:
            key = tuple((c * 5 + 127) // 255 * 51 for c in (r, g, b))
            pixels.append(colours.setdefault(key, len(colours)))
    return list(colours), pixels


def lzw(pixels, bits):
    """Variable-length codes, packed from the low bit up (appendix F)."""
    clear, end = 1 << bits, (1 << bits) + 1
    out, accumulator, filled = bytearray(), 0, 0

    def reset():
        return {(i,): i for i in range(clear)}, bits + 1

    table, width = reset()

    def emit(code):
        nonlocal accumulator, filled
        accumulator |= code << filled
        filled += width
        while filled >= 8:
            out.append(accumulator & 255)
            accumulator >>= 8
            filled -= 8

    emit(clear)
    prefix = ()
    for pixel in pixels:
        longer = prefix + (pixel,)
        if longer in table:
            prefix = longer
            continue
        emit(table[prefix])
        table[longer] = len(table) + 2
        if table[longer] == 1 << width and width < 12:
            width += 1
        if len(table) + 2 >= 4096:
            emit(clear)
            table, width = reset()
        prefix = (pixel,)
    emit(table[prefix])
    emit(end)
    if filled:
        out.append(accumulator & 255)
    return bytes(out)


def encode(rows):
    colours, pixels = palette(rows)
    bits = max(2, (len(colours) - 1).bit_length())
    data = lzw(pixels, bits)
    table = b''.join(bytes(c) for c in colours).ljust(3 << bits, b'\0')
    blocks = b''.join(bytes([len(data[i:i + 255])]) + data[i:i + 255] for i in range(0, len(data), 255))
    return (b'GIF89a' + struct.pack('<HHBBB', len(rows[0]), len(rows), 0x80 | (bits - 1), 0, 0) + table
            + b',' + struct.pack('<HHHHB', 0, 0, len(rows[0]), len(rows), 0) + bytes([bits]) + blocks
            + b'\0;')

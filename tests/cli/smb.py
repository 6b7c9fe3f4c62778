# smb.py: what clients and servers of SMB 2 say, for the tests of the command line
# SPDX-License-Identifier: GPL-3.0-or-later

"""Messages of SMB 2 (MS-SMB2, section 2.2), put together byte by byte."""

import struct

NEGOTIATE, SESSION_SETUP, LOGOFF, TREE_CONNECT, TREE_DISCONNECT, CREATE, CLOSE, FLUSH, READ, WRITE = range(10)
IOCTL, QUERY_INFO, SET_INFO = 11, 16, 17
RESPONSE, ASYNC, RELATED = 1, 2, 4
PENDING, END_OF_FILE, MORE_PROCESSING, DENIED = 0x103, 0xC0000011, 0xC0000016, 0xC0000022
OPENED, CREATED = 1, 2
SESSION, TREE = 0x0000140000000021, 5
NO_FILE = b"\xff" * 16


def frame(message):
    """A message as it goes over TCP."""
    return struct.pack(">I", len(message)) + message


def header(command, number, flags=0, status=0, next=0, tree=TREE, session=SESSION):
    return struct.pack("<4sHHIHHIIQIIQ16s", b"\xfeSMB", 64, 1, status, command, 1, flags, next, number, 0xFEFF,
                       tree, session, bytes(16))


def compound(*messages):
    """Messages in one frame, each padded to eight bytes."""
    out = b""
    for at, message in enumerate(messages):
        if at < len(messages) - 1:
            message += bytes(-len(message) % 8)
            message = message[:20] + struct.pack("<I", len(message)) + message[24:]
        out += message
    return out


def utf16(text):
    return text.encode("utf-16-le")


def file_id(number):
    return struct.pack("<QQ", number, 0x1000 + number)


def ntlm(user, domain="LAB"):
    """An AUTHENTICATE message (MS-NLMP, section 2.2.1.3)."""
    names, at, fields = utf16(domain) + utf16(user), 64, b""
    for length in (0, 0, len(utf16(domain)), len(utf16(user)), 0, 0):
        fields += struct.pack("<HHI", length, length, at)
        at += length
    return b"NTLMSSP\0" + struct.pack("<I", 3) + fields + struct.pack("<I", 1) + names


class Dialogue:
    """What is said on one connection: a list of (from the server, bytes of a frame)."""

    def __init__(self, session=SESSION):
        self.said = []
        self.number = 0
        self.session = session

    def request(self, command, body, **named):
        self.number += 1
        return header(command, self.number, session=self.session, **named) + body

    def answer(self, command, body, number=None, flags=0, **named):
        return header(command, number or self.number, RESPONSE | flags, session=self.session, **named) + body

    def say(self, message, server=False):
        self.said.append((server, frame(message)))

    def call(self, request, answer):
        """Both halves; @answer is made after @request, and so has its number."""
        self.say(request)
        self.say(answer, True)

    def negotiate(self, client=b"c" * 16, server=b"s" * 16, dialect=0x0210):
        ask = struct.pack("<HHHHI16sQH", 36, 1, 1, 0, 0, client, 0, dialect)
        tell = struct.pack("<HHHH16sIIIIQQHHI", 65, 1, dialect, 0, server, 0, 65536, 65536, 65536, 0, 0, 128, 0, 0)
        session, self.session = self.session, 0
        self.call(self.request(NEGOTIATE, ask), self.answer(NEGOTIATE, tell))
        self.session = session

    def sign_in(self, user="alice", binding=False, token=None):
        token = ntlm(user) if token is None else token
        ask = struct.pack("<HBBIIHHQ", 25, int(binding), 1, 0, 0, 88, len(token), 0) + token
        message = self.request(SESSION_SETUP, ask)
        if not binding:
            message = message[:40] + bytes(8) + message[48:]
        self.call(message, self.answer(SESSION_SETUP, struct.pack("<HHHH", 9, 0, 72, 0)))

    def connect(self, path="\\\\server\\share", kind=1, tree=TREE):
        ask = struct.pack("<HHHH", 9, 0, 72, len(utf16(path))) + utf16(path)
        self.call(self.request(TREE_CONNECT, ask, tree=0),
                  self.answer(TREE_CONNECT, struct.pack("<HBBIII", 16, kind, 0, 0, 0, 0), tree=tree))

    def begin(self, **named):
        self.negotiate(**named)
        self.sign_in()
        self.connect()
        return self

    def create(self, name, access=0x12019F, options=0x40, **named):
        ask = struct.pack("<HBBIQQIIIIIHHII", 57, 0, 0, 2, 0, 0, access, 0, 7, 1, options, 120, len(utf16(name)), 0,
                          0) + (utf16(name) or b"\0")
        return self.request(CREATE, ask, **named)

    def created(self, file, size=0, action=OPENED, attributes=0x80, **named):
        return self.answer(CREATE, struct.pack("<HBBI4QQQII16sII", 89, 0, 0, action, 0, 0, 0, 0, size, size, attributes,
                                               0, file, 0, 0), **named)

    def open(self, name, file, size=0, action=OPENED, access=0x12019F, options=0x40, attributes=0x80, **named):
        self.call(self.create(name, access, options, **named), self.created(file, size, action, attributes, **named))

    def read(self, file, offset, length, **named):
        return self.request(READ, struct.pack("<HBBIQ16sIIIHHB", 49, 80, 0, length, offset, file, 1, 0, 0, 0, 0, 0),
                            **named)

    def bytes_read(self, data, **named):
        return self.answer(READ, struct.pack("<HBBIII", 17, 80, 0, len(data), 0, 0) + data, **named)

    def write(self, file, offset, data, **named):
        return self.request(WRITE, struct.pack("<HHIQ16sIIHHI", 49, 112, len(data), offset, file, 0, 0, 0, 0, 0) + data,
                            **named)

    def written(self, length, **named):
        return self.answer(WRITE, struct.pack("<HHIIHH", 17, 0, length, 0, 0, 0), **named)

    def get(self, file, content, step=1000, start=0):
        """Reads all of @content, whose first byte is at @start of the file."""
        for at in range(0, len(content), step):
            piece = content[at:at + step]
            self.call(self.read(file, start + at, len(piece)), self.bytes_read(piece))

    def put(self, file, content, step=1000, start=0):
        for at in range(0, len(content), step):
            piece = content[at:at + step]
            self.call(self.write(file, start + at, piece), self.written(len(piece)))

    def close_request(self, file, **named):
        return self.request(CLOSE, struct.pack("<HHI16s", 24, 0, 0, file), **named)

    def closed(self, size=None, **named):
        return self.answer(CLOSE, struct.pack("<HHI4QQQI", 60, int(size is not None), 0, 0, 0, 0, 0, 0, size or 0, 0),
                           **named)

    def close(self, file, size=None):
        self.call(self.close_request(file), self.closed(size))

    def set_info(self, file, level, data):
        ask = struct.pack("<HBBIHHI16s", 33, 1, level, len(data), 96, 0, 0, file) + data
        self.call(self.request(SET_INFO, ask), self.answer(SET_INFO, struct.pack("<H", 2)))

    def set_size(self, file, size):
        self.set_info(file, 20, struct.pack("<Q", size))

    def rename(self, file, name):
        self.set_info(file, 10, struct.pack("<BxxxxxxxQI", 0, 0, len(utf16(name))) + utf16(name))

    def delete(self, file):
        self.set_info(file, 13, b"\1")

    def query_size(self, file, size):
        ask = struct.pack("<HBBIHHIII16s", 41, 1, 5, 24, 0, 0, 0, 0, 0, file)
        told = struct.pack("<QQIBBH", size, size, 1, 0, 0, 0)
        self.call(self.request(QUERY_INFO, ask), self.answer(QUERY_INFO, struct.pack("<HHI", 9, 72, len(told)) + told))

    def control(self, file, code, asked=b"", told=b""):
        ask = struct.pack("<HHI16sIIIIIIII", 57, 0, code, file, 120, len(asked), 0, 0, 0, 0, 1, 0) + asked
        tell = struct.pack("<HHI16sIIIIII", 49, 0, code, file, 112, 0, 112, len(told), 0, 0) + told
        self.call(self.request(IOCTL, ask), self.answer(IOCTL, tell))

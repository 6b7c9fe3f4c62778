# test-services.py WIRECASE-CLI: what MQTT, Redis and bare connections carry
# SPDX-License-Identifier: GPL-3.0-or-later

import hashlib
import json
import os
import struct
import subprocess
import sys
import tempfile
import unittest

import captures
from conversations import Wire

CLI = os.path.abspath(sys.argv[1])
del sys.argv[1]
CLIENT, SERVER = ("192.0.2.10", 40000), ("198.51.100.20", 1883)
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 12


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def ask(frames):
    with tempfile.NamedTemporaryFile(suffix=".pcap") as file:
        file.write(captures.pcap(frames))
        file.flush()
        done = subprocess.run([CLI, "transfers", "--json", file.name], capture_output=True,
                              timeout=120, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


class Case(unittest.TestCase):
    def check(self, frames, wanted):
        self.assertEqual([(row["protocol"], row["direction"], row.get("name"), row.get("sha256"),
                           row["complete"]) for row in ask(frames)],
                         [(*one[:3], sha256(one[3]), one[4]) for one in wanted])

    def check_losses(self, frames, whole):
        whole = {sha256(one) for one in whole}
        for lost in range(len(frames)):
            for row in ask(frames[:lost] + frames[lost + 1:]):
                self.assertTrue(not row["complete"] or row["sha256"] in whole, (lost, row))


class Mqtt(Case):
    def text(self, text):
        return struct.pack(">H", len(text)) + text.encode()

    def packet(self, first, body):
        length, rest = len(body), b""
        while True:
            length, digit = divmod(length, 128)
            rest += bytes([digit | (128 if length else 0)])
            if not length:
                return bytes([first]) + rest + body

    def connect(self, version=4):
        properties = b"\0" if version == 5 else b""
        body = (self.text("MQTT") + bytes([version, 0xC6]) + b"\0\x3c" + properties + self.text("id")
                + properties + self.text("will") + self.text("gone") + self.text("sensor")
                + self.text("secret"))
        return self.packet(0x10, body)

    def publish(self, topic, data, qos=0, version=4):
        number = struct.pack(">H", 7) if qos else b""
        properties = b"\2\x01\x01" if version == 5 else b""
        return self.packet(0x30 | qos << 1, self.text(topic) + number + properties + data)

    def talk(self, version=4, mss=1400):
        wire = Wire(mss)
        connection = wire.connect(CLIENT, SERVER)
        connection.say(0, self.connect(version))
        connection.say(1, self.packet(0x20, b"\0\0" + (b"\0" if version == 5 else b"")))
        connection.say(0, self.publish("lab/a", b"21.5", 0, version)
                       + self.publish("lab/camera", PICTURE, 2, version))
        connection.say(1, self.publish("lab/b", b"closed", 1, version))
        connection.say(0, self.packet(0xE0, b""))
        connection.close()
        return wire.frames

    def test_messages(self):
        for version in (4, 5):
            for mss in (1400, 1):
                self.check(self.talk(version, mss),
                           [("MQTT", "upload", "lab/a", b"21.5", True),
                            ("MQTT", "upload", "lab/camera", PICTURE, True),
                            ("MQTT", "download", "lab/b", b"closed", True)])

    def test_losses(self):
        self.check_losses(self.talk(), (b"21.5", PICTURE, b"closed"))

    def test_after_loss(self):
        """Connections last for days: what comes after a lost segment is heard again."""
        wire = Wire(1400)
        connection = wire.connect(CLIENT, SERVER)
        connection.say(0, self.connect())
        connection.say(1, self.packet(0x20, b"\0\0"))
        for number in range(4):
            connection.say(1, self.publish("lab/b", b"%d" % number) + self.packet(0xD0, b""))
        connection.say(1, self.publish("lab/camera", PICTURE))
        connection.close()
        lost = [number for number, frame in enumerate(wire.frames)
                if frame.endswith(b"\x20\x02\0\0") or b"lab/b1" in frame]
        self.assertEqual(len(lost), 2)
        self.check([frame for number, frame in enumerate(wire.frames) if number not in lost],
                   [("MQTT", "download", "lab/b", b"%d" % number, True) for number in (0, 2, 3)]
                   + [("MQTT", "download", "lab/camera", PICTURE, True)])


class Redis(Case):
    def command(self, *words):
        words = [word.encode() if isinstance(word, str) else word for word in words]
        return b"*%d\r\n" % len(words) + b"".join(self.string(word) for word in words)

    def string(self, data):
        return b"$%d\r\n%s\r\n" % (len(data), data)

    def talk(self, mss=1400):
        wire = Wire(mss)
        connection = wire.connect(CLIENT, SERVER)
        connection.say(0, self.command("PING") + self.command("SET", "picture", PICTURE))
        connection.say(1, b"+PONG\r\n+OK\r\n")
        connection.say(0, self.command("GET", "none") + self.command("HGETALL", "small")
                       + self.command("GET", "picture"))
        connection.say(1, b"$-1\r\n*2\r\n" + self.string(b"a") + b":7\r\n" + self.string(PICTURE))
        connection.close()
        return wire.frames

    def test_values(self):
        for mss in (1400, 1):
            self.check(self.talk(mss), [("Redis", "upload", "picture", PICTURE, True),
                                        ("Redis", "download", "picture", PICTURE, True)])

    def test_losses(self):
        self.check_losses(self.talk(), (PICTURE,))


class Dcc(Case):
    PEER = ("203.0.113.9", 50123)

    def talk(self, line, data=PICTURE, side=1, server=None, mss=1400):
        wire = Wire(mss)
        irc = wire.connect(CLIENT, (SERVER[0], 6667))
        irc.say(0, "NICK bob\r\nUSER bob 0 * :Bob\r\n")
        irc.say(1, ":irc 001 bob :Welcome\r\n" + line + "\r\n")
        channel = wire.connect(("192.0.2.77", 40404), server or self.PEER)
        for at in range(0, len(data), 1000):
            channel.say(side, data[at:at + 1000])
            channel.say(1 - side, struct.pack(">I", min(at + 1000, len(data))))
        channel.close(side)
        return wire.frames

    def offer(self, name="cat.png", size=len(PICTURE)):
        return f":alice!a@host PRIVMSG bob :\1DCC SEND {name} 3405803785 50123 {size}\1"

    def test_offers(self):
        for mss in (1400, 1):
            for name in ("cat.png", '"my cat.png"'):
                frames = self.talk(self.offer(name), mss=mss)
                self.check(frames, [("IRC DCC", "download", name.strip('"'), PICTURE, True)])
        self.assertEqual(ask(frames)[0]["user"], "alice")

    def test_reversed(self):
        lines = (":alice!a@host PRIVMSG bob :\1DCC SEND f 3405803785 0 %d 7\1\r\n"
                 ":bob!b@host PRIVMSG alice :\1DCC SEND f 203.0.113.9 50123 %d 7\1" % (
                     len(PICTURE), len(PICTURE)))
        self.check(self.talk(lines, side=0), [("IRC DCC", "upload", "f", PICTURE, True)])

    def test_not_whole(self):
        self.check(self.talk(self.offer(size=999999)),
                   [("IRC DCC", "download", "cat.png", PICTURE, False)])

    def test_losses(self):
        self.check_losses(self.talk(self.offer()), (PICTURE,))

    def test_hides_nothing(self):
        wire = Wire()
        irc = wire.connect(CLIENT, (SERVER[0], 6667))
        irc.say(0, "NICK bob\r\n")
        irc.say(1, self.offer() + "\r\n")
        http = wire.connect(CLIENT, self.PEER)
        http.say(0, "GET /page HTTP/1.1\r\nHost: victim\r\n\r\n")
        http.say(1, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npage")
        http.close()
        self.assertIn(("HTTP/1.1", "/page"),
                      [(row["protocol"], row.get("uri")) for row in ask(wire.frames)])


class LoneFile(Case):
    def send(self, data, side=1, mss=1400):
        wire = Wire(mss)
        connection = wire.connect(CLIENT, (SERVER[0], 31337))
        connection.say(side, data)
        connection.close(side)
        return wire.frames

    def test_file(self):
        for side, direction in ((0, "upload"), (1, "download")):
            for mss in (1400, 1):
                self.check(self.send(PICTURE, side, mss), [("TCP", direction, None, PICTURE, True)])

    def test_its_ends_must_be_seen(self):
        frames = self.send(PICTURE)
        self.assertEqual(ask(frames[2:]), [])    # neither SYN
        self.assertEqual(ask(frames[:-3]), [])   # no FIN
        self.assertEqual(ask(frames[4:]), [])

    def test_losses(self):
        self.check_losses(self.send(PICTURE), (PICTURE,))

    def test_other(self):
        self.assertEqual(ask(self.send(b"What is this?" * 100)), [])
        wire = Wire()
        connection = wire.connect(CLIENT, (SERVER[0], 31337))
        connection.say(1, PICTURE)
        connection.say(0, b"and now?")
        connection.close()
        self.assertEqual(ask(wire.frames), [])


if __name__ == "__main__":
    unittest.main()

# sealed.py: TLS between two hosts, as packets, for the tests of the command line
# SPDX-License-Identifier: GPL-3.0-or-later

"""Both ends are Python's ssl module; nothing goes over a network."""

import os
import ssl

# Of "ftp.example", made for these tests alone.
KEY = (
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgWQRcahxeHqgcG6+SGu+A2kucCwNC"
    "AnFGwGtnZ+PNXTyhRANCAAQka2cBar3sXMeVSic6gPUsrNNhaHtpNWNyVT1aUUuR4FS3nl9I2Hf+"
    "UdfTcgJpI7kHfsFwGV3xamJ6WsXoteha"
)
CERTIFICATE = (
    "MIIBgjCCASmgAwIBAgIUC5VuaUJo3TZ73jGGLzbVBzPjJugwCgYIKoZIzj0EAwIwFjEUMBIGA1UE"
    "AwwLZnRwLmV4YW1wbGUwIBcNMjYxMTMwMTIzNjI1WhgPMjEyNjExMDYxMjM2MjVaMBYxFDASBgNV"
    "BAMMC2Z0cC5leGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEJGtnAWq97FzHlUonOoD1"
    "LKzTYWh7aTVjclU9WlFLkeBUt55fSNh3/lHX03ICaSO5B37BcBld8WpielrF6LXoWqNTMFEwHQYD"
    "VR0OBBYEFE9GcTnen1cAdCzZXszq80RgnrjvMB8GA1UdIwQYMBaAFE9GcTnen1cAdCzZXszq80Rg"
    "nrjvMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIgPL9I3Ttw/e6y7CwONrdClKor"
    "lJ7LOAq5p67e20ZRSIoCIHI8IMfchgKZvBf2anIrAMi6HvExA0D0FS/s0ISRxMY0"
)


def pem(name, text):
    return f"-----BEGIN {name}-----\n{text}\n-----END {name}-----\n"


class Secrets:
    """What all connections of a capture use; keys go to a file of folder."""

    def __init__(self, folder):
        self.path = os.path.join(folder, "keys")
        both = os.path.join(folder, "both.pem")
        with open(both, "w", encoding="ascii") as file:
            file.write(pem("PRIVATE KEY", KEY) + pem("CERTIFICATE", CERTIFICATE))
        self.server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.server.load_cert_chain(both)
        self.client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self.client.check_hostname = False
        self.client.verify_mode = ssl.CERT_NONE
        self.client.keylog_filename = self.path

    def seal(self, connection, client=0):
        return Sealed(self, connection, client)


class Sealed:
    """TLS on a connection that is open; the client's side may be the one that was called."""

    def __init__(self, secrets, connection, client):
        self.connection = connection
        self.ends, self.outgoing, self.incoming = [None, None], [None, None], [None, None]
        for side in (0, 1):
            self.incoming[side], self.outgoing[side] = ssl.MemoryBIO(), ssl.MemoryBIO()
            context = secrets.client if side == client else secrets.server
            self.ends[side] = context.wrap_bio(self.incoming[side], self.outgoing[side],
                                               server_side=side != client)
        pending = {0, 1}
        while pending:
            for side in sorted(pending):
                try:
                    self.ends[side].do_handshake()
                    pending.discard(side)
                except ssl.SSLWantReadError:
                    pass
                self.flush(side)

    def flush(self, side):
        data = self.outgoing[side].read()
        if data:
            self.connection.say(side, data)
            self.incoming[1 - side].write(data)

    def say(self, side, data, acknowledge=True):
        self.ends[side].write(data.encode() if isinstance(data, str) else data)
        self.flush(side)
        try:
            while True:
                self.ends[1 - side].read()
        except ssl.SSLWantReadError:
            pass

    def close(self, side=0):
        try:
            self.ends[side].unwrap()
        except ssl.SSLWantReadError:
            pass
        self.flush(side)
        self.connection.close(side)

/* wire-lesson.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-lesson.h"

#include <glib/gi18n.h>

/* The one table of them; docs/lab-questions.md says which question each of them answers, and a test
 * reads the answers there. */
static const WireLesson LESSONS[] = {
  { "localhost", N_ ("localhost"),
    N_ ("localhost is this machine itself: 127.0.0.1 in IPv4 and ::1 in IPv6. What is sent there "
        "never reaches the network, so a server can be tried first without another machine. Other "
        "machines reach the address of an interface. A host name that leads to 127.… is reached "
        "from this machine only."),
    "exercise-01" },
  { "socket-kinds", N_ ("AF_INET and SOCK_STREAM"),
    N_ ("AF_INET says that addresses are those of IPv4, AF_INET6 that they are those of IPv6. "
        "SOCK_STREAM says that the socket is a stream of TCP: bytes arrive once and in order. "
        "SOCK_DGRAM would be single datagrams of UDP."),
    "exercise-01" },
  { "server-calls", N_ ("What a server calls"),
    N_ ("socket makes a socket, bind gives it the address and port, and listen lets clients come. "
        "accept waits for a client and returns a new socket for it. recv reads what the client "
        "sent, send answers, and close ends the connection. The tooltip of each step names its "
        "call."),
    "exercise-01" },
  { "receive-loop", N_ ("Why it receives in a loop"),
    N_ ("recv returns what has arrived, and at most as many bytes as the buffer holds, so one "
        "message may take several calls. A server calls it again and again in a while loop. The "
        "loop ends when recv returns zero bytes: the client will send nothing more."),
    "exercise-06" },
  { "two-programs", N_ ("Two programs, the server first"),
    N_ ("Server and client are two programs, each a process of its own. A shell waits for the "
        "program that it runs, so the lab uses two shells. The server has to listen first: a "
        "client is refused at once where nobody listens."),
    "exercise-05" },
  { "own-port", N_ ("Whose address is in the scripts"),
    N_ ("Both scripts have the server’s address: the server listens there, and the client has to "
        "find it. Nobody needs to know the client’s. The system chooses a free port for the client "
        "when it connects, and accept tells the server which."),
    "exercise-02" },
  { "socket-states", N_ ("LISTEN and ESTABLISHED"),
    N_ ("The server’s socket is in state LISTEN. Once a client is connected there are two more, "
        "one "
        "for each end, in state ESTABLISHED: the local port of the client is the remote port of "
        "the server. Each socket has the process that it belongs to."),
    "exercise-02" },
  { "encapsulation", N_ ("Layers"),
    N_ ("Each layer carries the next one. Ethernet carries IP, IP carries TCP, and TCP carries "
        "HTTP. For dpkt each is an object: eth is an Ethernet object, eth.data is the IP packet, "
        "ip.data is the TCP segment, and tcp.data is the bytes of the request."),
    "exercise-08" },
  { "address-bytes", N_ ("Addresses are bytes"),
    N_ ("A packet has its addresses as bytes: 4 for IPv4, 16 for IPv6, 6 for a MAC address. In "
        "Python their type is bytes. 146.176.164.91 is how 92 b0 a4 5b is written: one number for "
        "each byte."),
    "exercise-09" },
  { "gif-filter", N_ ("The same filter in Wireshark"),
    N_ ("“By URI” is what http.request.method == \"GET\" and http.request.full_uri matches "
        "\"http://.*\\.gif.*\" ask together: the method is GET, and the address has .gif in it. "
        "“By "
        "bytes” looks at what came: whether it begins as a GIF does."),
    "exercise-11" },
  { "write-text", N_ ("How text gets into a file"),
    N_ ("open (\"cafe.txt\", \"w\", encoding=\"utf-8\").write (\"café\") makes the file, encodes "
        "the "
        "text and writes the bytes. write returns the number of characters, 4. The file has 5 "
        "bytes, since é takes two of them in UTF-8."),
    "exercise-14" },
  { "wrong-codec", N_ ("Why it reads cafÃ©"),
    N_ ("A codec says which bytes stand for which character. In windows-1252 each byte is one: c3 "
        "is Ã and a9 is ©. In UTF-8 these two bytes together are é. So the same bytes read café in "
        "one codec and cafÃ© in the other."),
    "exercise-14" },
  { "digest", N_ ("Digests"),
    N_ ("A digest is worked out from the bytes alone. The same content has the same digest "
        "whatever "
        "its name is, and one byte more gives another digest. Two hexadecimal digits are one byte: "
        "the 32 digits of an MD5 are 16 bytes."),
    "exercise-15" },
  { "digest-of-text", N_ ("Digests are of bytes"),
    N_ ("hashlib.md5 takes bytes, and not a string. Text has to be encoded first, as in "
        "md5 (text.encode (\"utf-8\")). Another codec makes other bytes of the same text, and so "
        "another digest."),
    "exercise-15" },
  { "finally", N_ ("What finally does"),
    N_ ("In Python, what follows finally: is done in any case, after an error, too. The script "
        "closes the file there, so that it is closed whether it could be read or not."),
    "exercise-15" },
  { "lookup", N_ ("Why a look-up is quick"),
    N_ ("A hash set is a dictionary, as in the lab: from the digest to a name. It goes straight to "
        "the digest that is asked for and does not look at the others, so that a million entries "
        "take hardly longer than four."),
    "exercise-16" },
  { "signature", N_ ("Signatures"),
    N_ ("Files of one format begin with the same bytes. Two hexadecimal digits are one byte: "
        "504b0304 of ZIP has 8 digits and is 4 bytes, ffd8ff of JPEG has 6 digits and is 3 bytes."),
    "exercise-17" },
};

/** Returns: (nullable): the lesson with this key */
const WireLesson *
wire_lesson_find (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (LESSONS); i++)
    if (g_strcmp0 (LESSONS[i].key, key) == 0)
      return &LESSONS[i];
  return NULL;
}

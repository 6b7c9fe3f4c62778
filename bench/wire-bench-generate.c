/* wire-bench-generate.c: captures of any size whose figures are known beforehand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wire-bench-generate web|small FILE [PACKETS]
 *
 * Writes a pcap file (little endian, microseconds, Ethernet) and prints the right answers: packets,
 * directional flows, bytes on the wire, and the packets of the largest flow. The same arguments
 * give the same file on every machine.
 *
 * web    conversations of 500 packets each, 64 of them at once: what a lab captures when people
 *        browse. Two million packets are about 1.7 GB in 8,000 flows.
 * small  60-byte packets, each of another flow than those before it; every flow comes round three
 *        times. Three million packets are a million flows: nothing is ever in the cache.
 */

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CONVERSATION 500u
#define AT_ONCE 64u
#define ROUNDS 3u
#define HEADERS (14 + 20 + 20)
#define SEGMENT 1460u

typedef struct
{
  guint64 packets;
  guint64 flows;
  guint64 bytes;
  guint64 largest;
} Answers;

typedef struct
{
  FILE *file;
  guint64 random;
  guint64 time; /* microseconds */
  Answers answers;
  guint8 frame[HEADERS + SEGMENT];
  guint8 body[SEGMENT]; /* what segments carry but for the first bytes of a message */
} Generator;

/* splitmix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014) */
static guint64
next_random (guint64 *state)
{
  guint64 z = *state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ z >> 30) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ z >> 27) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ z >> 31;
}

static void
put_le32 (guint8 *at, guint32 value)
{
  value = GUINT32_TO_LE (value);
  memcpy (at, &value, sizeof value);
}

static void
put_be16 (guint8 *at, guint value)
{
  at[0] = (guint8) (value >> 8);
  at[1] = (guint8) value;
}

static void
put_be32 (guint8 *at, guint32 value)
{
  put_be16 (at, value >> 16);
  put_be16 (at + 2, value & 0xffff);
}

static void
write_bytes (Generator *self, const void *bytes, gsize length)
{
  if (fwrite (bytes, 1, length, self->file) == length)
    return;
  perror ("wire-bench-generate");
  exit (1);
}

static void
write_file_header (Generator *self)
{
  guint8 header[24] = { 0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0 };

  put_le32 (header + 16, 262144);
  put_le32 (header + 20, 1);
  write_bytes (self, header, sizeof header);
}

static void
write_frame (Generator *self, guint32 length)
{
  guint8 header[16];

  self->time += next_random (&self->random) % 200;
  put_le32 (header, (guint32) (1355000000 + self->time / 1000000));
  put_le32 (header + 4, (guint32) (self->time % 1000000));
  put_le32 (header + 8, length);
  put_le32 (header + 12, length);
  write_bytes (self, header, sizeof header);
  write_bytes (self, self->frame, length);
  self->answers.packets++;
  self->answers.bytes += length;
}

typedef struct
{
  guint32 client;
  guint32 server;
  guint16 client_port;
  gboolean back; /* from the server */
} Ends;

static void
put_headers (Generator *self, const Ends *ends, guint32 payload, guint8 tcp_flags)
{
  guint8 *ip = self->frame + 14;
  guint8 *tcp = ip + 20;

  memset (self->frame, 0, HEADERS);
  memcpy (self->frame, "\xa4\x18\x75\x47\x49\x44\xe8\x40\xf2\x3b\xeb\xcd\x08", 13);
  ip[0] = 0x45;
  put_be16 (ip + 2, 40 + payload);
  put_be16 (ip + 6, 0x4000);
  ip[8] = 64;
  ip[9] = 6;
  put_be32 (ip + 12, ends->back ? ends->server : ends->client);
  put_be32 (ip + 16, ends->back ? ends->client : ends->server);
  put_be16 (tcp, ends->back ? 80 : ends->client_port);
  put_be16 (tcp + 2, ends->back ? ends->client_port : 80);
  tcp[12] = 0x50;
  tcp[13] = tcp_flags;
  put_be16 (tcp + 14, 64240);
}

/* The k-th packet of a conversation: a handshake, a request, then segments and acknowledgements in
 * turn, with a second segment now and then. Returns: its length */
static guint32
put_web_packet (Generator *self, guint conversation, guint k)
{
  static const char REQUEST[] =
      "GET /static/all/img/clear.gif HTTP/1.1\r\nHost: www.example.com\r\n"
      "User-Agent: Mozilla/5.0\r\nAccept: image/*\r\n\r\n";
  static const char RESPONSE[] = "HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\n"
                                 "Content-Length: 400000\r\nConnection: close\r\n\r\n";
  gboolean segment = k > 3 && (k % 2 == 0 || k % 40 == 1);
  Ends ends = { 0x92b00000 + conversation % 251, 0x17d1d508 + conversation % 509 * 256,
                (guint16) (1024 + conversation), segment || k == 1 };
  guint32 payload = segment ? SEGMENT : k == 3 ? sizeof REQUEST - 1 : 12;

  put_headers (self, &ends, payload, k == 0 ? 2 : k == 1 ? 18 : payload > 12 ? 24 : 16);
  memcpy (self->frame + HEADERS, self->body, sizeof REQUEST + sizeof RESPONSE);
  if (k == 3)
    memcpy (self->frame + HEADERS, REQUEST, sizeof REQUEST - 1);
  if (k == 4)
    memcpy (self->frame + HEADERS, RESPONSE, sizeof RESPONSE - 1);
  self->answers.largest += conversation == 0 && ends.back;
  return HEADERS + payload;
}

typedef struct
{
  guint conversation;
  guint sent;
} Active;

static void
generate_web (Generator *self, guint64 packets)
{
  guint conversations = (guint) (packets / CONVERSATION);
  Active active[AT_ONCE];
  guint next = 0;
  guint n = 0;

  for (gsize i = 0; i < sizeof self->body; i++)
    self->body[i] = (guint8) next_random (&self->random);
  memcpy (self->frame + HEADERS, self->body, sizeof self->body);
  while (n < AT_ONCE && next < conversations)
    active[n++] = (Active){ next++, 0 };
  while (n > 0)
    {
      Active *one = &active[next_random (&self->random) % n];

      write_frame (self, put_web_packet (self, one->conversation, one->sent++));
      if (one->sent == CONVERSATION)
        *one = next < conversations ? (Active){ next++, 0 } : active[--n];
    }
  self->answers.flows = 2 * conversations;
}

/* Flows come round in an order that is the same each time and jumps about: an odd factor visits
 * every number below a power of two once. Neighbouring numbers are the two directions of one
 * conversation. */
static void
generate_small (Generator *self, guint64 packets)
{
  guint32 flows = (guint32) (packets / ROUNDS);
  guint32 mask = 1;

  while (mask < flows)
    mask = mask << 1 | 1;
  for (guint round = 0; round < ROUNDS; round++)
    for (guint32 i = 0; i <= mask; i++)
      {
        guint32 flow = i * 2654435761u & mask;
        Ends ends = { 0x0a000000 + flow / 2 / 16, 0xc6336400 + flow / 2 % 16,
                      (guint16) (1024 + flow / 2 % 64000), flow & 1 };

        if (flow >= flows)
          continue;
        put_headers (self, &ends, 6, 16);
        write_frame (self, HEADERS + 6);
      }
  self->answers.flows = flows;
  self->answers.largest = ROUNDS;
}

int
main (int argc, char **argv)
{
  Generator self = { .random = 42 };
  guint64 packets = argc > 3 ? g_ascii_strtoull (argv[3], NULL, 10) : 0;

  if (argc < 3 || (strcmp (argv[1], "web") != 0 && strcmp (argv[1], "small") != 0))
    {
      fputs ("usage: wire-bench-generate web|small FILE [PACKETS]\n", stderr);
      return 2;
    }
  self.file = fopen (argv[2], "wb");
  if (!self.file)
    {
      perror (argv[2]);
      return 1;
    }
  write_file_header (&self);
  if (strcmp (argv[1], "web") == 0)
    generate_web (&self, packets ? packets : 2000000);
  else
    generate_small (&self, packets ? packets : 3000000);
  if (fclose (self.file) != 0)
    {
      perror (argv[2]);
      return 1;
    }
  printf ("%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT
          "\n",
          self.answers.packets, self.answers.flows, self.answers.bytes, self.answers.largest);
  return 0;
}

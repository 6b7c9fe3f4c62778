/* wire-bench-packets.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A pcap file: little endian, microseconds, Ethernet. The same calls give the same file on every
 * machine.
 */

#include "bench/wire-bench-packets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ETHERNET 14
#define IP 20
#define TCP 20
#define HEADERS (ETHERNET + IP + TCP)

struct _BenchPackets
{
  FILE *file;
  guint64 random;
  guint64 time; /* microseconds */
  BenchAnswers answers;
  guint8 frame[HEADERS + BENCH_SEGMENT];
};

/** splitmix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014) */
guint64
bench_packets_random (BenchPackets *packets)
{
  guint64 z = packets->random += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

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

static G_NORETURN void
give_up (const char *what)
{
  perror (what);
  exit (1);
}

static void
write_bytes (BenchPackets *self, const void *bytes, gsize length)
{
  if (fwrite (bytes, 1, length, self->file) != length)
    give_up ("wire-bench-generate");
}

/** Begins a capture; ends the program where that cannot be. */
BenchPackets *
bench_packets_new (const char *path)
{
  BenchPackets *self = g_new0 (BenchPackets, 1);
  guint8 header[24] = { 0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0 };

  self->random = 42;
  self->file = fopen (path, "wb");
  if (!self->file)
    give_up (path);
  put_le32 (header + 16, 262144);
  put_le32 (header + 20, 1);
  write_bytes (self, header, sizeof header);
  memcpy (self->frame, "\xa4\x18\x75\x47\x49\x44\xe8\x40\xf2\x3b\xeb\xcd\x08", 13);
  return self;
}

void
bench_packets_close (BenchPackets *packets)
{
  if (fclose (packets->file) != 0)
    give_up ("wire-bench-generate");
  g_free (packets);
}

BenchAnswers *
bench_packets_get_answers (BenchPackets *packets)
{
  return &packets->answers;
}

/* The checksum of RFC 1071 over @bytes, added to @sum. */
static guint
add_up (guint64 sum, const guint8 *bytes, gsize length)
{
  for (; length > 1; bytes += 2, length -= 2)
    sum += (guint) (bytes[0] << 8 | bytes[1]);
  if (length)
    sum += (guint) (bytes[0] << 8);
  while (sum >> 16)
    sum = (sum & 0xffff) + (sum >> 16);
  return (guint) sum;
}

static void
put_ip (guint8 *ip, const BenchSegment *segment, guint32 length)
{
  memset (ip, 0, IP);
  ip[0] = 0x45;
  put_be16 (ip + 2, IP + TCP + length);
  put_be16 (ip + 6, 0x4000);
  ip[8] = 64;
  ip[9] = 6;
  put_be32 (ip + 12, segment->back ? segment->server : segment->client);
  put_be32 (ip + 16, segment->back ? segment->client : segment->server);
  put_be16 (ip + 10, ~add_up (0, ip, IP) & 0xffff);
}

static void
put_tcp (guint8 *tcp, const BenchSegment *segment, guint32 length)
{
  const guint8 *addresses = tcp - 8;

  memset (tcp, 0, TCP);
  put_be16 (tcp, segment->back ? 80 : segment->client_port);
  put_be16 (tcp + 2, segment->back ? segment->client_port : 80);
  put_be32 (tcp + 4, segment->sequence);
  put_be32 (tcp + 8, segment->acknowledgement);
  tcp[12] = TCP / 4 << 4;
  tcp[13] = segment->flags;
  put_be16 (tcp + 14, 64240);
  put_be16 (tcp + 16,
            ~add_up (add_up (6 + TCP + length, addresses, 8), tcp, TCP + length) & 0xffff);
}

/** Writes a packet with at most %BENCH_SEGMENT bytes of payload. */
void
bench_packets_write (BenchPackets *packets,
                     const BenchSegment *segment,
                     const void *payload,
                     guint32 length)
{
  guint32 size = HEADERS + length;
  guint8 header[16];

  packets->time += bench_packets_random (packets) % 200;
  put_le32 (header, (guint32) (1355000000 + packets->time / 1000000));
  put_le32 (header + 4, (guint32) (packets->time % 1000000));
  put_le32 (header + 8, size);
  put_le32 (header + 12, size);
  if (length > 0)
    memcpy (packets->frame + HEADERS, payload, length);
  put_ip (packets->frame + ETHERNET, segment, length);
  put_tcp (packets->frame + ETHERNET + IP, segment, length);
  write_bytes (packets, header, sizeof header);
  write_bytes (packets, packets->frame, size);
  packets->answers.packets++;
  packets->answers.bytes += size;
}

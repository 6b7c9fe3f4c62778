/* wire-bench-packets.h: TCP packets with what they say, into a capture file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#define BENCH_SEGMENT 1460u
#define BENCH_FIN 0x01
#define BENCH_SYN 0x02
#define BENCH_PSH 0x08
#define BENCH_ACK 0x10

/* What whoever reads the capture must find; the packets are counted by who writes them. */
typedef struct
{
  guint64 packets;
  guint64 flows;
  guint64 bytes;
  guint64 largest; /* packets of the flow that has most */
  guint64 objects;
  guint64 object_bytes; /* when decoded */
  guint64 hashed_bytes; /* of both forms where they differ */
  guint8 digests[32];   /* SHA-256 of all objects, exclusive or */
} BenchAnswers;

typedef struct _BenchPackets BenchPackets;

typedef struct
{
  guint32 client;
  guint32 server;
  guint16 client_port;
  gboolean back; /* from the server */
  guint8 flags;
  guint32 sequence;
  guint32 acknowledgement;
} BenchSegment;

BenchPackets *bench_packets_new (const char *path);
void bench_packets_close (BenchPackets *packets);
guint64 bench_packets_random (BenchPackets *packets);
void bench_packets_write (BenchPackets *packets,
                          const BenchSegment *segment,
                          const void *payload,
                          guint32 length);
BenchAnswers *bench_packets_get_answers (BenchPackets *packets);

void bench_write_web (BenchPackets *packets, guint64 at_least);

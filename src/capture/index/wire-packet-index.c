/* wire-packet-index.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/index/wire-packet-index.h"

#include "base/wire-chunks.h"

#include <string.h>

/* Half a million packets are in memory. They are mostly read in order, and a file is as good for
 * that. */
#define MAX_MEMORY ((gsize) 16 * 1024 * 1024)

/* Records a chunk: 2 MiB, one huge page. */
#define CHUNK_SHIFT 16
#define CHUNK_RECORDS (1u << CHUNK_SHIFT)
#define CHUNK_BYTES (CHUNK_RECORDS * sizeof (WirePacketRecord))

struct _WirePacketIndex
{
  WireChunks *chunks; /* of WirePacketRecord[CHUNK_RECORDS] */
  guint32 length;
};

WirePacketIndex *
wire_packet_index_new (void)
{
  WirePacketIndex *self = g_new0 (WirePacketIndex, 1);

  self->chunks = wire_chunks_new (CHUNK_BYTES, MAX_MEMORY);
  return self;
}

void
wire_packet_index_free (WirePacketIndex *self)
{
  wire_chunks_free (self->chunks);
  g_free (self);
}

/* Returns: record @packet and, in @run, how many there is room for from there in its chunk */
static WirePacketRecord *
locate (WirePacketIndex *self, guint32 packet, guint32 *run)
{
  guint32 within = packet & (CHUNK_RECORDS - 1);

  *run = CHUNK_RECORDS - within;
  return wire_chunks_get (self->chunks, packet >> CHUNK_SHIFT, within * sizeof (WirePacketRecord));
}

/** Adds @n records, which are copied. The caller sees to it that they stay below %G_MAXUINT32. */
void
wire_packet_index_append (WirePacketIndex *self, const WirePacketRecord *records, guint n)
{
  while (n > 0)
    {
      WirePacketRecord *place;
      guint32 run;

      if (self->length >> CHUNK_SHIFT == self->chunks->n)
        wire_chunks_add (self->chunks);
      place = locate (self, self->length, &run);
      run = MIN (run, n);
      memcpy (place, records, run * sizeof *records);
      self->length += run;
      records += run;
      n -= run;
    }
}

guint32
wire_packet_index_get_length (const WirePacketIndex *self)
{
  return self->length;
}

/** Returns: (transfer none): record @packet, which must exist. It stays where it is. */
WirePacketRecord *
wire_packet_index_get (WirePacketIndex *self, guint32 packet)
{
  guint32 run;

  g_return_val_if_fail (packet < self->length, NULL);

  return locate (self, packet, &run);
}

/**
 * wire_packet_index_copy:
 * @self: an index
 * @first: the first packet wanted
 * @n: how many are wanted
 * @records: takes them
 *
 * Returns: how many there were from @first on, at most @n
 */
guint32
wire_packet_index_copy (WirePacketIndex *self, guint32 first, guint32 n, WirePacketRecord *records)
{
  guint32 copied = 0;

  if (first >= self->length)
    return 0;
  n = MIN (n, self->length - first);
  while (copied < n)
    {
      guint32 run;
      const WirePacketRecord *place = locate (self, first + copied, &run);

      run = MIN (run, n - copied);
      memcpy (&records[copied], place, run * sizeof *records);
      copied += run;
    }
  return n;
}

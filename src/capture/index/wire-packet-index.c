/* wire-packet-index.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/index/wire-packet-index.h"

#include "base/wire-pages.h"

#include <string.h>

/* Records a chunk: 2 MiB, one huge page. */
#define CHUNK_SHIFT 16
#define CHUNK_RECORDS (1u << CHUNK_SHIFT)
#define CHUNK_BYTES (CHUNK_RECORDS * sizeof (WirePacketRecord))

struct _WirePacketIndex
{
  GPtrArray *chunks; /* of WirePacketRecord[CHUNK_RECORDS] */
  guint32 length;
};

static void
free_chunk (gpointer chunk)
{
  wire_pages_free (chunk, CHUNK_BYTES);
}

WirePacketIndex *
wire_packet_index_new (void)
{
  WirePacketIndex *self = g_new0 (WirePacketIndex, 1);

  self->chunks = g_ptr_array_new_with_free_func (free_chunk);
  return self;
}

void
wire_packet_index_free (WirePacketIndex *index)
{
  g_ptr_array_unref (index->chunks);
  g_free (index);
}

/* Returns: record @packet and, in @run, how many there is room for from there in its chunk */
static WirePacketRecord *
locate (WirePacketIndex *self, guint32 packet, guint32 *run)
{
  WirePacketRecord *chunk = g_ptr_array_index (self->chunks, packet >> CHUNK_SHIFT);

  *run = CHUNK_RECORDS - (packet & (CHUNK_RECORDS - 1));
  return &chunk[packet & (CHUNK_RECORDS - 1)];
}

/** Adds @n records, which are copied. The caller sees to it that they stay below %G_MAXUINT32. */
void
wire_packet_index_append (WirePacketIndex *index, const WirePacketRecord *records, guint n)
{
  while (n > 0)
    {
      WirePacketRecord *place;
      guint32 run;

      if (index->length >> CHUNK_SHIFT == index->chunks->len)
        g_ptr_array_add (index->chunks, wire_pages_new (CHUNK_BYTES));
      place = locate (index, index->length, &run);
      run = MIN (run, n);
      memcpy (place, records, run * sizeof *records);
      index->length += run;
      records += run;
      n -= run;
    }
}

guint32
wire_packet_index_get_length (const WirePacketIndex *index)
{
  return index->length;
}

/** Returns: (transfer none): record @packet, which must exist. It stays where it is. */
WirePacketRecord *
wire_packet_index_get (WirePacketIndex *index, guint32 packet)
{
  guint32 run;

  g_return_val_if_fail (packet < index->length, NULL);

  return locate (index, packet, &run);
}

/**
 * wire_packet_index_copy:
 * @index: an index
 * @first: the first packet wanted
 * @n: how many are wanted
 * @records: takes them
 *
 * Returns: how many there were from @first on, at most @n
 */
guint32
wire_packet_index_copy (WirePacketIndex *index, guint32 first, guint32 n, WirePacketRecord *records)
{
  guint32 copied = 0;

  if (first >= index->length)
    return 0;
  n = MIN (n, index->length - first);
  while (copied < n)
    {
      guint32 run;
      const WirePacketRecord *place = locate (index, first + copied, &run);

      run = MIN (run, n - copied);
      memcpy (&records[copied], place, run * sizeof *records);
      copied += run;
    }
  return n;
}

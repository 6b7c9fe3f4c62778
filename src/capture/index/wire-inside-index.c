/* wire-inside-index.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/index/wire-inside-index.h"

typedef struct
{
  guint32 packet;
  guint32 flow;
} Entry;

struct _WireInsideIndex
{
  GArray *entries; /* of Entry, in order of packet; a packet may have several */
};

WireInsideIndex *
wire_inside_index_new (void)
{
  WireInsideIndex *self = g_new0 (WireInsideIndex, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  return self;
}

void
wire_inside_index_free (WireInsideIndex *self)
{
  g_array_unref (self->entries);
  g_free (self);
}

/** Adds a packet, which comes after all that were added or is the last of them. */
void
wire_inside_index_append (WireInsideIndex *self, guint32 packet, guint32 flow)
{
  const Entry entry = { packet, flow };

  g_array_append_val (self->entries, entry);
}

/** Returns: how many entries there are */
guint32
wire_inside_index_get_length (const WireInsideIndex *self)
{
  return self->entries->len;
}

/* Returns: the position of the first entry that is not before @packet */
static guint
find_position (const WireInsideIndex *self, guint32 packet)
{
  guint low = 0, high = self->entries->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->entries, Entry, middle).packet < packet)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/** Gives each of the @n @records, which are packets from @first on, the flow inside it, where it
 * has one. */
void
wire_inside_index_patch (const WireInsideIndex *self,
                         guint32 first,
                         guint32 n,
                         WirePacketRecord *records)
{
  guint32 done = G_MAXUINT32;

  for (guint i = find_position (self, first); i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (entry->packet - first >= n)
        break;
      if (entry->packet != done)
        records[entry->packet - first].flow = entry->flow;
      done = entry->packet;
    }
}

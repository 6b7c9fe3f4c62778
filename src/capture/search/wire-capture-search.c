/* wire-capture-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/search/wire-capture-search.h"

#include "capture/wire-packet-block.h"

#include <string.h>

/* Packets taken out of the index at once. */
#define BLOCK 1024u

static gboolean
feed_all (const WireCaptureSearch *self,
          const char *place,
          guint32 packet,
          const guint8 *data,
          gsize length)
{
  WireSearchFeed feed = { .hit = { .place = place, .number = packet, .packet = packet } };
  gboolean more =
      wire_search_feed_add (&feed, self->pattern, data, length, self->found, self->user_data);

  wire_search_feed_clear (&feed);
  return more;
}

/* The bytes of a packet, and what the file says of it. */
static gboolean
search_packet (const WireCaptureSearch *self,
               guint32 packet,
               const WirePacketRecord *record,
               const WirePacketBlock *block)
{
  g_auto (GStrv) comments = wire_packet_block_get_comments (block);

  if (!feed_all (self, "packet", packet, block->data, record->captured))
    return FALSE;
  for (guint i = 0; comments && comments[i]; i++)
    if (!feed_all (self, "comment", packet, (const guint8 *) comments[i], strlen (comments[i])))
      return FALSE;
  return TRUE;
}

static gboolean
search_packets (const WireCaptureSearch *self, WireJob *job, GError **error)
{
  g_autoptr (WirePacketBlocks) blocks = wire_packet_blocks_new (self->capture);
  g_autofree WirePacketRecord *records = g_new (WirePacketRecord, BLOCK);
  guint32 total = wire_capture_get_n_packets (self->capture);
  guint32 n;

  for (guint32 first = 0; (n = wire_capture_get_packets (self->capture, first, BLOCK, records)) > 0;
       first += n)
    {
      if (wire_job_set_error_if_cancelled (job, error))
        return FALSE;
      wire_job_set_progress (job, (double) first / total, NULL);
      for (guint32 i = 0; i < n; i++)
        {
          WirePacketBlock block;

          if (!wire_packet_blocks_read (blocks, &records[i], &block, error))
            return FALSE;
          if (!search_packet (self, first + i, &records[i], &block))
            return TRUE;
        }
    }
  return TRUE;
}

/**
 * wire_capture_search:
 * @search: what, and where
 * @job: (nullable): for progress and cancellation
 * @error: set where %FALSE is returned: the file cannot be read any more
 *
 * Looks in one place after the other. Where the same bytes are in several places, there is a hit in
 * each. Blocks: call it in a worker; memory stays bounded.
 */
gboolean
wire_capture_search (const WireCaptureSearch *search, WireJob *job, GError **error)
{
  if (search->places & WIRE_SEARCH_PACKETS && !search_packets (search, job, error))
    return FALSE;
  if (search->places & WIRE_SEARCH_STREAMS && !wire_search_streams (search, job, error))
    return FALSE;
  return wire_search_messages (search, job, error);
}

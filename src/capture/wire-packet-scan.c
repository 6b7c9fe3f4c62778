/* wire-packet-scan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-packet-scan.h"

/* Bytes read at once: little where packets far apart are wanted, more as they prove to be
 * neighbours. Above a megabyte nothing is gained any more. */
#define SMALLEST_PIECE (64u * 1024)
#define LARGEST_PIECE (1024u * 1024)

struct _WirePacketScan
{
  WireCapture *capture;
  GBytes *piece;
  const guint8 *data; /* of @piece */
  guint64 begin;      /* of @piece in the file */
  guint64 end;
  guint64 limit; /* where the last known packet ends: past it, there may be no file */
  guint32 size;  /* of the next piece */
};

WirePacketScan *
wire_packet_scan_new (WireCapture *capture)
{
  WirePacketScan *self = g_new0 (WirePacketScan, 1);

  self->capture = g_object_ref (capture);
  self->size = SMALLEST_PIECE;
  return self;
}

void
wire_packet_scan_free (WirePacketScan *self)
{
  g_clear_pointer (&self->piece, g_bytes_unref);
  g_object_unref (self->capture);
  g_free (self);
}

static void
update_limit (WirePacketScan *self)
{
  guint32 n = wire_capture_get_n_packets (self->capture);
  WirePacketRecord last;

  if (n > 0 && wire_capture_get_packet (self->capture, n - 1, &last))
    self->limit = last.offset + last.captured;
}

static gboolean
read_piece (WirePacketScan *self, const WirePacketRecord *record, GError **error)
{
  guint64 length;

  if (record->offset + record->captured > self->limit)
    update_limit (self);
  if (record->offset >= self->begin && record->offset < self->end + SMALLEST_PIECE)
    self->size = MIN (self->size * 2, LARGEST_PIECE);
  else
    self->size = SMALLEST_PIECE;

  length = MIN (self->size, self->limit > record->offset ? self->limit - record->offset : 0);
  length = MAX (length, record->captured);
  g_clear_pointer (&self->piece, g_bytes_unref);
  self->piece = wire_capture_read_bytes (self->capture, record->offset, (guint32) length, error);
  self->begin = record->offset;
  self->end = self->piece ? record->offset + length : record->offset;
  self->data = self->piece ? g_bytes_get_data (self->piece, NULL) : NULL;
  return self->piece != NULL;
}

/**
 * wire_packet_scan_read:
 * @self: a scan
 * @record: a packet of its capture, best one after the last that was read
 * @error: set where %NULL is returned
 *
 * Blocks where a new piece has to be read.
 *
 * Returns: (transfer none) (nullable): the packet's captured bytes, until the next call
 */
const guint8 *
wire_packet_scan_read (WirePacketScan *self, const WirePacketRecord *record, GError **error)
{
  static const guint8 nothing[1];

  if (record->captured == 0)
    return nothing;
  if (record->offset < self->begin || record->offset + record->captured > self->end)
    if (!read_piece (self, record, error))
      return NULL;
  return self->data + (record->offset - self->begin);
}

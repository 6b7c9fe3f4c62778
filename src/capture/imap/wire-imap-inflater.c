/* wire-imap-inflater.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/imap/wire-imap-inflater.h"

#include <zlib.h>

#define PIECE 16384u

/* deflate packs no better than 1032 to 1. */
#define MAX_RATIO 1100u

struct _WireImapInflater
{
  z_stream zlib;
  guint64 taken;
  guint64 made;
  gboolean broken;
};

/** Returns: (transfer full): for bare deflate */
WireImapInflater *
wire_imap_inflater_new (void)
{
  WireImapInflater *self = g_new0 (WireImapInflater, 1);

  self->broken = inflateInit2 (&self->zlib, -MAX_WBITS) != Z_OK;
  return self;
}

void
wire_imap_inflater_free (WireImapInflater *self)
{
  inflateEnd (&self->zlib);
  g_free (self);
}

/* Returns: whether more may come out of what was put in */
static gboolean
inflate_some (WireImapInflater *self, WireChannel *inside, guint side, const WireStreamPiece *piece)
{
  guint8 out[PIECE];
  int status;
  gsize n;

  self->zlib.next_out = out;
  self->zlib.avail_out = PIECE;
  status = inflate (&self->zlib, Z_SYNC_FLUSH);
  n = PIECE - self->zlib.avail_out;
  self->made += n;
  if (n > 0)
    wire_channel_derive (inside, side, out, n, piece);
  if ((status != Z_OK && status != Z_BUF_ERROR) || self->made > (self->taken + PIECE) * MAX_RATIO)
    self->broken = TRUE;
  return status == Z_OK && (self->zlib.avail_in > 0 || self->zlib.avail_out == 0);
}

/**
 * wire_imap_inflater_add:
 * @self: of @side
 * @inside: takes what comes out
 * @side: 0 or 1
 * @piece: what was sent, or a gap: of how many bytes is not known, so that it is one byte inside
 */
void
wire_imap_inflater_add (WireImapInflater *self,
                        WireChannel *inside,
                        guint side,
                        const WireStreamPiece *piece)
{
  if (self->broken)
    return;
  if (!piece->data)
    {
      self->broken = TRUE;
      wire_channel_add_gap (inside, side, 1, piece);
      return;
    }
  self->taken += piece->length;
  self->zlib.next_in = (Bytef *) piece->data;
  self->zlib.avail_in = piece->length;
  while (!self->broken && inflate_some (self, inside, side, piece))
    continue;
}

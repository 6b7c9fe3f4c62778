/* wire-ftp-data.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/ftp/wire-ftp-data.h"

/** Returns: (transfer full): a connection on which nothing was said yet */
WireFtpData *
wire_ftp_data_new (WireChannel *channel)
{
  WireFtpData *self = g_new0 (WireFtpData, 1);

  self->channel = channel;
  self->stream = wire_channel_get_stream (channel);
  wire_channel_get_tuple (channel, 0, &self->tuple);
  self->candidates = g_ptr_array_new ();
  return self;
}

/** Frees @self, which must have been left. */
void
wire_ftp_data_free (WireFtpData *self)
{
  for (guint i = 0; i < 2; i++)
    wire_body_clear (&self->sides[i].body);
  g_ptr_array_unref (self->candidates);
  g_free (self);
}

static void
keep (WireFtpDataSide *self, const WireStreamPiece *piece)
{
  if (self->body.size == 0)
    {
      self->packet = piece->packet;
      self->time = piece->time;
      self->anchored = piece->anchored;
    }
  self->last_packet = piece->packet;
  if (piece->data)
    wire_body_add (&self->body, piece->offset, piece->length, piece->packet);
  else
    wire_body_add_gap (&self->body, piece->length, piece->packet);
}

/* The end of the control connection that could say so was decrypted, and this looks like a TLS
 * record. A file that looks so can come there, but not where protection is on. */
static gboolean
is_tls (const WireFtpData *self, const WireStreamPiece *piece)
{
  gboolean asked = FALSE;

  for (guint i = 0; i < self->candidates->len; i++)
    asked |= ((const WireFtpOffer *) g_ptr_array_index (self->candidates, i))->decrypted;
  return asked && piece->data && piece->data[0] >= 0x14 && piece->data[0] <= 0x17
         && (piece->length < 2 || piece->data[1] == 3);
}

static gboolean
is_asked_for (const WireFtpData *self)
{
  for (guint i = 0; i < self->candidates->len; i++)
    if (((const WireFtpOffer *) g_ptr_array_index (self->candidates, i))->asked)
      return TRUE;
  return FALSE;
}

/* The first bytes of all. */
static void
begin (WireFtpData *self, const WireStreamPiece *piece)
{
  const WireChannelOptions tls = { .listener = "TLS", .inner = "FTP data", .hint = self };
  const WireChannelOptions anything = { 0 };

  self->encrypted = is_tls (self, piece);
  if (self->encrypted)
    self->tls = wire_channel_open (self->channel, &tls);
  else if (!is_asked_for (self))
    self->inside = wire_channel_open (self->channel, &anything);
}

/* Gaps before the first bytes are known by then. */
static void
pass_gap_on (WireFtpData *self)
{
  for (guint side = 0; side < 2; side++)
    {
      WireFtpDataSide *own = &self->sides[side];
      const WireStreamPiece gap = {
        .length = (guint32) MIN (own->body.size, G_MAXUINT32),
        .packet = own->packet,
        .time = own->time,
      };

      if (gap.length > 0)
        wire_channel_add (self->tls, side, &gap);
      wire_body_clear (&own->body);
    }
}

/** The next bytes of @side, or a gap, as the connection has them. */
void
wire_ftp_data_add (WireFtpData *self, guint side, const WireStreamPiece *piece)
{
  gboolean first = self->sides[0].body.size == self->sides[0].body.missing
                   && self->sides[1].body.size == self->sides[1].body.missing;

  if (!self->tls && first && piece->data)
    {
      begin (self, piece);
      if (self->tls)
        pass_gap_on (self);
    }
  if (self->tls)
    wire_channel_add (self->tls, side, piece);
  else
    keep (&self->sides[side], piece);
  if (self->inside)
    wire_channel_add (self->inside, side, piece);
}

/** The next bytes that @side sent in TLS. */
void
wire_ftp_data_add_decrypted (WireFtpData *self, guint side, const WireStreamPiece *piece)
{
  keep (&self->sides[side], piece);
  self->sides[side].anchored = TRUE; /* records are numbered */
}

/** Nothing more comes from @side. */
void
wire_ftp_data_end (WireFtpData *self, guint side, gboolean orderly)
{
  WireFtpDataSide *own = &self->sides[side];

  if (own->ended)
    return;
  if (self->tls)
    wire_channel_end (self->tls, side, orderly);
  if (self->inside)
    wire_channel_end (self->inside, side, orderly);
  own->ended = TRUE;
  own->orderly = orderly;
}

/** The conversation is over: what it handed on is closed. */
void
wire_ftp_data_leave (WireFtpData *self)
{
  g_clear_pointer (&self->tls, wire_channel_close);
  g_clear_pointer (&self->inside, wire_channel_close);
  self->channel = NULL;
  self->ended = TRUE;
}

/** Whether it came to nothing: as where it was refused, and is tried again. */
gboolean
wire_ftp_data_is_silent (const WireFtpData *self)
{
  return !self->encrypted && self->sides[0].body.size == 0 && self->sides[1].body.size == 0
         && !self->sides[0].orderly && !self->sides[1].orderly;
}

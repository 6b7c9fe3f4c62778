/* wire-ftp-listener.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/ftp/wire-ftp-listener.h"

#include "capture/ftp/wire-ftp-control.h"
#include "capture/ftp/wire-ftp-log.h"
#include "capture/ftp/wire-ftp-recognise.h"

/* What the lines of all control connections may take that are not understood yet. */
#define BUDGET (64u * 1024 * 1024)

/* Control connections */

static gpointer
begin (WireChannel *channel)
{
  return wire_ftp_control_new (channel);
}

static WireListenerTaken
take_piece (gpointer conversation, guint side, const WireStreamPiece *piece)
{
  wire_ftp_control_add (conversation, side, piece);
  return WIRE_LISTENER_STAYS;
}

static void
foresee (gpointer conversation, guint side, const WireStreamPiece *piece)
{
  wire_ftp_control_foresee (conversation, side, piece);
}

static void
end_side (gpointer conversation, guint side, gboolean orderly)
{
  wire_ftp_control_end (conversation, side, orderly);
}

static void
free_control (gpointer conversation)
{
  wire_ftp_control_free (conversation);
}

static gpointer
new_log (WireListening *listening)
{
  return wire_ftp_log_new (listening);
}

static void
free_log (gpointer log)
{
  wire_ftp_log_free (log);
}

const WireListener wire_ftp_listener = {
  .name = "FTP",
  .flags = WIRE_LISTENER_STREAMS | WIRE_LISTENER_ANYWHERE,
  .budget = BUDGET,
  .may_start = wire_ftp_may_start,
  .begin = begin,
  .piece = take_piece,
  .foresee = foresee,
  .end = end_side,
  .free = free_control,
  .log_new = new_log,
  .log_free = free_log,
};

/* Data connections */

static gpointer
begin_data (WireChannel *channel)
{
  WireFtpOffer *offer = wire_channel_get_hint (channel);

  return wire_ftp_log_meet (offer->log, offer, channel);
}

static WireListenerTaken
take_data (gpointer conversation, guint side, const WireStreamPiece *piece)
{
  wire_ftp_data_add (conversation, side, piece);
  return WIRE_LISTENER_STAYS;
}

static void
end_data (gpointer conversation, guint side, gboolean orderly)
{
  wire_ftp_data_end (conversation, side, orderly);
}

static void
leave_data (gpointer conversation)
{
  WireFtpData *data = conversation;

  wire_ftp_log_end_data (data->log, data);
}

const WireListener wire_ftp_data_listener = {
  .name = "FTP data connection",
  .flags = WIRE_LISTENER_STREAMS,
  .begin = begin_data,
  .piece = take_data,
  .end = end_data,
  .free = leave_data,
};

/* What is inside of them */

static gpointer
begin_protected (WireChannel *channel)
{
  return wire_channel_get_hint (channel);
}

static WireListenerTaken
take_protected (gpointer conversation, guint side, const WireStreamPiece *piece)
{
  wire_ftp_data_add_decrypted (conversation, side, piece);
  return WIRE_LISTENER_STAYS;
}

const WireListener wire_ftp_protected_listener = {
  .name = "FTP data",
  .flags = WIRE_LISTENER_STREAMS,
  .begin = begin_protected,
  .piece = take_protected,
};

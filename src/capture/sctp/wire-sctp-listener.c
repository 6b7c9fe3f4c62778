/* wire-sctp-listener.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/sctp/wire-sctp-listener.h"

#include "capture/sctp/wire-sctp-association.h"

static gpointer
begin (WireChannel *channel)
{
  return wire_sctp_association_new (channel);
}

static WireListenerTaken
take (gpointer association, guint side, const WireStreamPiece *piece)
{
  wire_sctp_association_add (association, side, piece);
  return WIRE_LISTENER_STAYS;
}

static void
end (gpointer association, guint side, gboolean orderly G_GNUC_UNUSED)
{
  wire_sctp_association_end (association, side);
}

static void
free_association (gpointer association)
{
  wire_sctp_association_free (association);
}

const WireListener wire_sctp_listener = {
  .name = "SCTP", /* as the stream table asks for it */
  .flags = WIRE_LISTENER_DATAGRAMS,
  .budget = 32 * 1024 * 1024,
  .begin = begin,
  .piece = take,
  .end = end,
  .free = free_association,
};

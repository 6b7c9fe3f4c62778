/* wire-talk-tls.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/facts/wire-talk-tls.h"

/** Returns: (transfer full): where what comes after STARTTLS goes; it is decrypted where there are
 * keys, and read as @inside, the name of a listener */
WireChannel *
wire_talk_start_tls (const WireTalk *self, const char *inside)
{
  const WireChannelOptions options = { .listener = "TLS", .inner = inside };

  return wire_channel_open (self->channel, &options);
}

/** Passes on @piece from byte @from. */
void
wire_talk_pass (WireChannel *tls, guint side, const WireStreamPiece *piece, guint32 from)
{
  WireStreamPiece rest = *piece;

  if (from >= piece->length)
    return;
  if (piece->data)
    rest.data += from;
  rest.length -= from;
  rest.offset += from;
  rest.position += from;
  rest.sequence += from;
  wire_channel_add (tls, side, &rest);
}

/** Ends and frees *@tls, where there is one. */
void
wire_talk_end_tls (WireChannel **tls)
{
  if (!*tls)
    return;
  wire_channel_end (*tls, 0, FALSE);
  wire_channel_end (*tls, 1, FALSE);
  g_clear_pointer (tls, wire_channel_close);
}

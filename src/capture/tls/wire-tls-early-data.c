/* wire-tls-early-data.c: what a client sends with its first message (RFC 8446, section 4.2.10)
 *
 * The server says later whether it takes it. If it does not, the client sends it again, so that it
 * is not part of the conversation.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/wire-tls-conversation-private.h"

/* Servers take 16 KiB as a rule. */
#define MAX_EARLY (1024u * 1024)

/**
 * wire_tls_early_data_take:
 * @half: the client
 * @bytes: early data
 * @length: of @bytes
 * @brought_by: the piece that completed its record
 *
 * Passes it on, or keeps it until the server has said whether it takes it.
 */
void
wire_tls_early_data_take (WireTlsHalf *half,
                          const guint8 *bytes,
                          gsize length,
                          const WireStreamPiece *brought_by)
{
  WireTlsConversation *self = half->conversation;

  if (!self->wants_early)
    {
      if (self->session->early_data)
        wire_tls_conversation_deliver (half, bytes, length, brought_by);
      return;
    }
  if (!self->early)
    self->early = g_byte_array_new ();
  if (self->early->len + length > MAX_EARLY)
    {
      self->early_lost += length;
      return;
    }
  g_byte_array_append (self->early, bytes, (guint) length);
  self->early_piece = *brought_by;
}

/** The server has taken the early data, or has not; only the first time counts. */
void
wire_tls_early_data_decide (WireTlsConversation *self, gboolean accepted)
{
  g_autoptr (GByteArray) early = g_steal_pointer (&self->early);
  WireTlsHalf *client = &self->halves[self->session->client];

  if (!self->wants_early)
    return;
  self->wants_early = FALSE;
  self->session->early_data = accepted;
  if (!accepted)
    return;
  if (early)
    wire_tls_conversation_deliver (client, early->data, early->len, &self->early_piece);
  if (self->early_lost > 0)
    wire_tls_conversation_deliver_gap (client, self->early_lost, &client->last);
}

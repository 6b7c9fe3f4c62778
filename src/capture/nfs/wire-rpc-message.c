/* wire-rpc-message.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/nfs/wire-rpc-message.h"

/* Of a message that waits, as much is kept. */
#define WAITING_HEAD 1024u

/** Returns: (transfer full): a message without bytes, which begins with @piece */
WireRpcMessage *
wire_rpc_message_new (const WireStreamPiece *piece)
{
  WireRpcMessage *self = g_new0 (WireRpcMessage, 1);

  self->head = g_byte_array_new ();
  self->packet = piece->packet;
  self->time = piece->time;
  return self;
}

void
wire_rpc_message_free (WireRpcMessage *self)
{
  g_byte_array_unref (self->head);
  wire_body_clear (&self->body);
  g_free (self);
}

/** Adds @length bytes of @piece from @from on, or as many of a gap. */
void
wire_rpc_message_add (WireRpcMessage *self,
                      const WireStreamPiece *piece,
                      guint32 from,
                      guint32 length)
{
  if (!piece->data)
    {
      wire_body_add_gap (&self->body, length, piece->packet);
      return;
    }
  if (self->body.missing == 0 && self->head->len < WIRE_RPC_MAX_HEAD)
    g_byte_array_append (self->head, piece->data + from,
                         MIN (length, WIRE_RPC_MAX_HEAD - self->head->len));
  wire_body_add (&self->body, piece->offset + from, length, piece->packet);
}

/** Keeps less of it, as it has to wait for another one. */
void
wire_rpc_message_trim (WireRpcMessage *self)
{
  GByteArray *head;

  wire_body_trim (&self->body);
  if (self->head->len <= WAITING_HEAD)
    return;
  head = g_byte_array_sized_new (WAITING_HEAD);
  g_byte_array_append (head, self->head->data, WAITING_HEAD);
  g_byte_array_unref (self->head);
  self->head = head;
}

/** Returns: bytes of memory that it takes, about */
gsize
wire_rpc_message_get_cost (const WireRpcMessage *self)
{
  return sizeof *self + sizeof *self->head + self->head->len
         + self->body.allocated * sizeof (WireExtent);
}

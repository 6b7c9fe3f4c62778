/* wire-websocket-message.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/websocket/wire-websocket-message.h"

#include "capture/reassembly/wire-listening.h"

#include <string.h>

/* Bytes that are put among the derived ones together: a place each takes memory. */
#define GATHER 32768u

/* A piece that is shorter is gathered, too. */
#define SHORT 1024u

/** Releases what @self holds; it is new again, but for its number. */
void
wire_websocket_message_clear (WireWebsocketMessage *self)
{
  g_clear_pointer (&self->gathered, g_byte_array_unref);
  *self = (WireWebsocketMessage){ 0 };
}

/* Messages without content are not transfers. */
static WireTransfer *
ensure_transfer (WireWebsocketMessage *self,
                 const WireWebsocketTarget *target,
                 const WireStreamPiece *piece)
{
  WireTransferLog *log =
      wire_listening_get_transfers (wire_channel_get_listening (target->channel));
  g_autofree char *name = NULL;

  if (self->transfer)
    return self->transfer;
  self->transfer = wire_transfer_log_append (log, NULL);
  if (!self->transfer)
    return NULL;
  name = g_strdup_printf ("message %u", self->number);
  self->transfer->protocol = "WebSocket";
  self->transfer->direction = target->upload ? WIRE_TRANSFER_UPLOAD : WIRE_TRANSFER_DOWNLOAD;
  self->transfer->sender = (guint8) target->side;
  self->transfer->flags = wire_channel_is_decrypted (target->channel) ? WIRE_TRANSFER_DECRYPTED : 0;
  self->transfer->stream = wire_channel_get_stream (target->channel);
  self->transfer->packet = piece->packet;
  self->transfer->time = piece->time;
  self->transfer->parent = WIRE_TRANSFER_NONE;
  self->transfer->expected = WIRE_TRANSFER_UNKNOWN;
  self->transfer->name = wire_transfer_log_keep (log, name, strlen (name));
  self->transfer->path = target->path;
  return self->transfer;
}

/* Returns: whether there was room among the derived bytes */
static gboolean
flush (WireWebsocketMessage *self, const WireWebsocketTarget *target, guint32 packet)
{
  WireDerived *derived = wire_listening_get_derived (wire_channel_get_listening (target->channel));
  guint64 offset;

  if (!self->gathered || self->gathered->len == 0 || !self->transfer)
    return TRUE;
  offset = wire_derived_add (derived, self->gathered->data, self->gathered->len);
  wire_body_add (&self->transfer->body, offset, self->gathered->len, packet);
  g_byte_array_set_size (self->gathered, 0);
  return offset != WIRE_EXTENT_GAP;
}

/** @piece has bytes of the message as they are. */
void
wire_websocket_message_add_place (WireWebsocketMessage *self,
                                  const WireWebsocketTarget *target,
                                  const WireStreamPiece *piece)
{
  WireTransfer *transfer;

  if (piece->length < SHORT)
    {
      wire_websocket_message_add_bytes (self, target, piece->data, piece->length, piece);
      return;
    }
  transfer = ensure_transfer (self, target, piece);
  self->size += piece->length;
  flush (self, target, piece->packet);
  if (!transfer)
    return;
  wire_body_add (&transfer->body, piece->offset, piece->length, piece->packet);
  transfer->last_packet = piece->packet;
}

/** @bytes are the next ones of the message, as no packet holds them. Returns: whether there is room
 * for more */
gboolean
wire_websocket_message_add_bytes (WireWebsocketMessage *self,
                                  const WireWebsocketTarget *target,
                                  const guint8 *bytes,
                                  gsize length,
                                  const WireStreamPiece *brought_by)
{
  WireTransfer *transfer;

  if (length == 0)
    return TRUE;
  transfer = ensure_transfer (self, target, brought_by);
  self->size += length;
  if (!transfer)
    return self->size <= WIRE_WEBSOCKET_MAX_MESSAGE;
  transfer->last_packet = brought_by->packet;
  if (!self->gathered)
    self->gathered = g_byte_array_new ();
  g_byte_array_append (self->gathered, bytes, (guint) length);
  return (self->gathered->len < GATHER || flush (self, target, brought_by->packet))
         && self->size <= WIRE_WEBSOCKET_MAX_MESSAGE;
}

/** The next @length bytes of the message are missing. */
void
wire_websocket_message_add_gap (WireWebsocketMessage *self,
                                const WireWebsocketTarget *target,
                                guint64 length,
                                const WireStreamPiece *shown_by)
{
  WireTransfer *transfer = ensure_transfer (self, target, shown_by);

  self->broken = TRUE;
  flush (self, target, shown_by->packet);
  if (transfer)
    wire_body_add_gap (&transfer->body, length, shown_by->packet);
}

/** Nothing more of the message comes; @whole: it has ended. */
void
wire_websocket_message_end (WireWebsocketMessage *self,
                            const WireWebsocketTarget *target,
                            gboolean whole)
{
  WireTransfer *transfer = self->transfer;
  guint number = self->number;

  if (transfer)
    {
      gboolean room = flush (self, target, transfer->last_packet);

      if (whole && room && !self->broken && transfer->body.gaps == 0)
        transfer->flags |= WIRE_TRANSFER_COMPLETE;
      wire_body_trim (&transfer->body);
    }
  wire_websocket_message_clear (self);
  self->number = number;
}

/* wire-object-transfers.c: what listeners noted as sent or received, as objects
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-object-private.h"

static void
fill_size (WireObject *object, const WireTransfer *transfer)
{
  object->size = transfer->body.size;
  object->expected = object->size;
  object->missing = transfer->body.missing;
  object->gaps = transfer->body.gaps;
  if (transfer->expected != WIRE_TRANSFER_UNKNOWN && transfer->expected > object->size)
    {
      object->expected = transfer->expected;
      object->missing += transfer->expected - object->size;
      object->gaps++;
    }
  /* Whatever a listener says: with a byte missing nothing is complete. */
  if (transfer->flags & WIRE_TRANSFER_COMPLETE && object->missing == 0)
    object->flags |= WIRE_OBJECT_COMPLETE;
}

/* From the client to the server, wherever the bytes went. */
static void
fill_tuple (WireCapture *capture, const WireTransfer *transfer, WireObject *object)
{
  guint client = transfer->direction == WIRE_TRANSFER_UPLOAD ? transfer->sender : !transfer->sender;
  const WireHttpExchange side = { .stream = transfer->stream, .client = (guint8) client };

  wire_capture_get_exchange_tuple (capture, &side, &object->tuple);
}

static void
fill_object (WireCapture *capture, const WireTransfer *transfer, WireObject *object)
{
  *object = (WireObject){
    .exchange = WIRE_OBJECT_NONE,
    .stream = transfer->stream,
    .packet = transfer->packet,
    .parts = 1,
    .time = transfer->time,
    .method = transfer->method,
    .content_type = transfer->content_type,
    .content_encoding = transfer->content_encoding,
    .origin = {
      .protocol = transfer->protocol,
      .direction = transfer->direction,
      .decrypted = (transfer->flags & WIRE_TRANSFER_DECRYPTED) != 0,
      .titled = (transfer->flags & WIRE_TRANSFER_TITLED) != 0,
      .text = (transfer->flags & WIRE_TRANSFER_TEXT) != 0,
      .unplaced = (transfer->flags & WIRE_TRANSFER_UNPLACED) != 0,
      .parent = WIRE_OBJECT_NONE,
      .asked_on = transfer->asked_on,
      .offset = transfer->offset,
      .parts = transfer->parts,
      .name = transfer->name,
      .path = transfer->path,
      .user = transfer->user,
      .problem = transfer->problem,
      .note = transfer->note,
      .mail = transfer->mail,
    },
  };
  fill_size (object, transfer);
  fill_tuple (capture, transfer, object);
}

/** Adds what listeners found. A transfer never is before the one that it is a part of. */
void
wire_object_list_add_transfers (WireObjectList *self)
{
  guint32 first = self->n;
  WireTransfer transfer;

  for (guint32 i = 0; wire_capture_get_transfer (self->capture, i, &transfer); i++)
    {
      WireObjectEntry entry = { .transfer = i };

      fill_object (self->capture, &transfer, &entry.object);
      if (transfer.parent < i)
        entry.object.origin.parent = first + transfer.parent;
      wire_object_list_append (self, &entry);
    }
}

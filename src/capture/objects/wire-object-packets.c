/* wire-object-packets.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-object-packets.h"

#include "capture/objects/wire-object-private.h"

static void
widen (WirePacketSpan *span, guint32 packet)
{
  span->first = MIN (span->first, packet);
  span->last = MAX (span->last, packet);
}

/* Packets come in any order: the one that brought the first byte may not be the first one. */
static void
widen_by_body (WirePacketSpan *span, const WireBody *body)
{
  for (guint32 i = 0; i < body->n; i++)
    widen (span, body->extents[i].packet);
}

static void
widen_by_message (WireCapture *capture,
                  guint32 exchange,
                  const WireHttpMessage *message,
                  WirePacketSpan *span)
{
  g_auto (WireBody) head = { 0 };
  g_auto (WireBody) body = { 0 };

  if (message->kind == WIRE_HTTP_NOTHING)
    return;
  widen (span, message->packet);
  widen (span, message->last_packet);
  if (!wire_capture_get_message_places (capture, exchange, message->kind, &head, &body))
    return;
  widen_by_body (span, &head);
  widen_by_body (span, &body);
}

/** Finds the packets of @exchange: from the first of the request to the last of the answer.
 * Returns: whether there is such an exchange */
gboolean
wire_exchange_get_span (WireCapture *capture, guint32 exchange, WirePacketSpan *span)
{
  WireHttpExchange found;

  if (!wire_capture_get_exchange (capture, exchange, &found))
    return FALSE;
  *span = (WirePacketSpan){ found.stream, G_MAXUINT32, 0 };
  widen_by_message (capture, exchange, &found.request, span);
  widen_by_message (capture, exchange, &found.response, span);
  return span->first <= span->last;
}

static void
add_transfer (const WireObjectList *list, guint32 object, guint32 transfer, GArray *spans)
{
  const WireObject *about = wire_object_list_get (list, object);
  WirePacketSpan span = { about->stream, about->packet, about->packet };
  g_auto (WireBody) body = { 0 };
  WireTransfer found;

  if (wire_capture_get_transfer (list->capture, transfer, &found))
    widen (&span, MAX (found.last_packet, found.packet));
  wire_object_list_get_body (list, object, &body);
  widen_by_body (&span, &body);
  g_array_append_val (spans, span);
}

/**
 * wire_object_list_get_spans:
 * @self: a list
 * @object: one of its objects
 *
 * Of HTTP, a span goes from the first packet of the request to the last one of the answer.
 *
 * Returns: (transfer full) (element-type WirePacketSpan): where its packets are: one span, but
 *   several where it was put together from several answers
 */
GArray *
wire_object_list_get_spans (const WireObjectList *self, guint32 object)
{
  const WireObjectEntry *entry = wire_object_list_get_entry (self, object);
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (WirePacketSpan));
  WirePacketSpan span;

  if (entry->object.exchange == WIRE_OBJECT_NONE)
    {
      add_transfer (self, object, entry->transfer, spans);
      return spans;
    }
  for (guint32 part = 0; part < MAX (entry->object.parts, 1); part++)
    {
      guint32 exchange =
          entry->parts ? wire_object_list_get_part (self, object, part) : entry->object.exchange;

      if (wire_exchange_get_span (self->capture, exchange, &span))
        g_array_append_val (spans, span);
    }
  return spans;
}

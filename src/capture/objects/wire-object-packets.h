/* wire-object-packets.h: the packets that brought an object
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object.h"

G_BEGIN_DECLS

/**
 * WirePacketSpan:
 * @stream: whose packets they are, from 0
 * @first: packet, from 0
 * @last: packet, from 0
 *
 * Part of a conversation. Packets of other conversations may lie between.
 */
typedef struct
{
  guint32 stream;
  guint32 first;
  guint32 last;
} WirePacketSpan;

gboolean wire_exchange_get_span (WireCapture *capture, guint32 exchange, WirePacketSpan *span);
GArray *wire_object_list_get_spans (const WireObjectList *list, guint32 object);

G_END_DECLS

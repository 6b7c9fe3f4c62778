/* wire-field-ear.h: hears what connections say, and gives the fields of their messages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/extraction/wire-field-conversation.h"

G_BEGIN_DECLS

/**
 * WireFieldEar:
 * @packet: takes the fields
 * @budget: what may still be kept of messages that are not whole
 *
 * What all conversations share.
 */
typedef struct
{
  WireFieldPacket *packet;
  guint64 budget;
} WireFieldEar;

void wire_field_ear_hear (WireFieldEar *ear,
                          WireFieldConversation *conversation,
                          guint direction,
                          const WireTuple *tuple,
                          const WireFieldSegment *segment);
void wire_field_ear_hear_bytes (WireFieldEar *ear,
                                WireFieldConversation *conversation,
                                guint direction,
                                const guint8 *bytes,
                                gsize length);
void wire_field_ear_end (WireFieldEar *ear, WireFieldConversation *conversation, guint direction);

G_END_DECLS

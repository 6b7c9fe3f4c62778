/* wire-field-part.h: one of the tests of a filter that must all hold, and what decides it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/extraction/wire-field-packet.h"
#include "capture/fields/language/wire-field-node.h"

G_BEGIN_DECLS

/**
 * WireFieldPart:
 * @test: owned by the filter
 * @frame_field: where @test compares nothing but that field of the frame with a constant: its
 * number, see wire_field_frame_find(); else -1
 * @flow_only: nothing but the flow decides
 * @answers: by flow, where @flow_only: 0, or a #WireTruth and 1
 *
 * `frame.len > 1000 && tcp.port == 80` has two parts. What decides a part alone is far cheaper to
 * ask than all values of a packet.
 */
typedef struct
{
  const WireFieldNode *test;
  int frame_field;
  gboolean flow_only;
  GByteArray *answers;
} WireFieldPart;

GPtrArray *wire_field_part_split (const WireFieldNode *test, WireFieldPacket *packet);

/** Returns: whether @info is known of every packet without its bytes and its flow */
gboolean wire_field_part_is_of_frame (const WireFieldInfo *info);

G_END_DECLS

/* wire-field-evaluate.h: whether a packet passes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/language/wire-field-node.h"
#include "capture/fields/extraction/wire-field-packet.h"

G_BEGIN_DECLS

/** What is known of a test while a packet was not read. */
typedef enum
{
  WIRE_TRUTH_NO,
  WIRE_TRUTH_YES,
  WIRE_TRUTH_UNKNOWN,
} WireTruth;

WireTruth wire_field_evaluate (const WireFieldNode *node, WireFieldPacket *packet);

G_END_DECLS

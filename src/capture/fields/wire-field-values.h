/* wire-field-values.h: the values of a part of a filter for one packet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/language/wire-field-node.h"
#include "capture/fields/extraction/wire-field-packet.h"

G_BEGIN_DECLS

/**
 * WireFieldValues:
 * @state: whether they are known
 * @items: (array length=n): of the packet, of the filter, or of @owned
 * @n: how many
 * @owned: (nullable): of #WireFieldValue: those that were worked out
 */
typedef struct
{
  WireFieldState state;
  const WireFieldValue *items;
  guint n;
  GArray *owned;
} WireFieldValues;

/** Frees what @values owns. */
void wire_field_values_clear (WireFieldValues *values);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireFieldValues, wire_field_values_clear)

void wire_field_values_get (const WireFieldNode *node,
                            WireFieldPacket *packet,
                            WireFieldValues *values);

G_END_DECLS

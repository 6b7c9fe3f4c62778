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
 * @values: of #WireFieldValue
 * @owned: whether @values is to be freed
 */
typedef struct
{
  WireFieldState state;
  GArray *values;
  gboolean owned;
} WireFieldValues;

/** Frees what @values owns. */
void wire_field_values_clear (WireFieldValues *values);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireFieldValues, wire_field_values_clear)

WireFieldValues wire_field_values_get (const WireFieldNode *node, WireFieldPacket *packet);

G_END_DECLS

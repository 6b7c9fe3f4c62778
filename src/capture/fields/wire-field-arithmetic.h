/* wire-field-arithmetic.h: an operation on two values of a filter
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/extraction/wire-field-packet.h"
#include "capture/fields/language/wire-field-node.h"

G_BEGIN_DECLS

void wire_field_work_out (const WireFieldNode *node,
                          const WireFieldValue *a,
                          const WireFieldValue *b,
                          WireFieldPacket *packet,
                          GArray *out);

G_END_DECLS

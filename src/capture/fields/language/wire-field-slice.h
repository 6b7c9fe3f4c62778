/* wire-field-slice.h: the inside of […] and what follows #
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/language/wire-field-parser.h"

G_BEGIN_DECLS

GArray *wire_field_slice_parse (const char *text, gsize *at, WireFieldFault *fault);
GArray *wire_field_layer_parse (const char *text, gsize *at, WireFieldFault *fault);
gboolean wire_field_span_apply (const WireFieldSpan *span, gsize length, gsize *first, gsize *n);

G_END_DECLS

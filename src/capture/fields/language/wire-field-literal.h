/* wire-field-literal.h: what a filter names becomes a value of a type
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/language/wire-field-node.h"
#include "capture/fields/language/wire-field-parser.h"

G_BEGIN_DECLS

gboolean wire_field_literal_resolve (WireFieldNode *node,
                                     const char *filter,
                                     WireFieldType type,
                                     guint bits,
                                     const char *field,
                                     WireFieldFault *fault);

/** Reads a point in time, in nanoseconds since 1970, and a span, in nanoseconds: wire-field-time.c.
 */
gboolean wire_field_time_parse (const char *text, gint64 *time);
gboolean wire_field_duration_parse (const char *text, gint64 *nanoseconds);

G_END_DECLS

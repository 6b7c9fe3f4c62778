/* wire-field-table.h: all fields that filters know
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/table/wire-field-info.h"

G_BEGIN_DECLS

const WireFieldInfo *wire_field_table_find (const char *name, gsize length);
guint wire_field_table_get_length (void);
const WireFieldInfo *wire_field_table_get (guint index);
const char *wire_field_table_find_protocol (WireProtocol protocol);
char *wire_field_table_suggest (const char *name, gsize length);

G_END_DECLS

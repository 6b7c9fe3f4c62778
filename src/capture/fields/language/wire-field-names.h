/* wire-field-names.h: numbers that filters may call by name
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean wire_field_names_find (const char *field, const char *name, guint64 *number);

G_END_DECLS

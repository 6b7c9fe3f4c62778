/* wire-printable.h: foreign bytes made fit to be shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean wire_printable_hides (gunichar c);
char *wire_printable (const void *bytes, gsize length);
char *wire_printable_name (const char *name);

G_END_DECLS

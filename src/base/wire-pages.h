/* wire-pages.h: large tables in large pages of memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gpointer wire_pages_new (gsize size);
void wire_pages_free (gpointer pages, gsize size);
void wire_pages_trim (void);

G_END_DECLS

/* wire-view-memory.h: what a view showed last
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wire_view_memory_attach (gpointer widget, const char *property, const char *key);
void wire_view_memory_pause (void);
/** Ends what wire_view_memory_pause() began. */
void wire_view_memory_resume (void);

G_END_DECLS

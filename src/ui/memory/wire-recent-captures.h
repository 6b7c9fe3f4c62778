/* wire-recent-captures.h: which of the desktop's recent files are captures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wire_recent_captures_add (const char *uri);
gboolean wire_recent_captures_has (GtkRecentInfo *info);

G_END_DECLS

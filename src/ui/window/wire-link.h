/* wire-link.h: links that name a capture and a packet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

gboolean wire_link_parse (const char *uri, char **path, guint32 *packet);
gboolean wire_link_ask (GtkApplication *application, GFile *file);

G_END_DECLS

/* wire-connection-list.h: rows of connections that are open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wire_connection_list_set_up (GtkListView *view, GListModel *connections);

G_END_DECLS

/* wire-recent-menu.h: captures that were opened before
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GMenuModel *wire_recent_menu_new (void);

G_END_DECLS

/* wire-recent-menu.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/window/wire-recent-menu.h"

#include <glib/gi18n.h>

#define MAX_RECENT 10

/**
 * Returns: (transfer full): captures among the recent files that are still there, the latest first,
 * each with the action `win.open-capture`
 */
GMenuModel *
wire_recent_menu_new (void)
{
  g_autolist (GtkRecentInfo) items =
      gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  GMenu *menu = g_menu_new ();
  guint n = 0;

  for (GList *l = items; l && n < MAX_RECENT; l = l->next)
    {
      GtkRecentInfo *info = l->data;
      g_autoptr (GMenuItem) item = NULL;

      if (!gtk_recent_info_has_application (info, g_get_application_name ())
          || !gtk_recent_info_exists (info))
        continue;
      item = g_menu_item_new (gtk_recent_info_get_display_name (info), NULL);
      g_menu_item_set_action_and_target (item, "win.open-capture", "s",
                                         gtk_recent_info_get_uri (info));
      g_menu_append_item (menu, item);
      n++;
    }
  if (n == 0)
    g_menu_append (menu, _ ("No recent captures"), "win.nothing"); /* no such action: insensitive */
  return G_MENU_MODEL (menu);
}

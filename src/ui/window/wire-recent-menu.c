/* wire-recent-menu.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/window/wire-recent-menu.h"

#include "base/wire-printable.h"
#include "ui/memory/wire-recent-captures.h"

#include <glib/gi18n.h>

#define MAX_RECENT 10

/* Returns: (transfer full): @name as it is, where an underscore marks a key */
static char *
escape_underscores (const char *name)
{
  GString *label = g_string_new (name);

  g_string_replace (label, "_", "__", 0);
  return g_string_free (label, FALSE);
}

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
      g_autofree char *name = NULL;
      g_autofree char *label = NULL;

      if (!wire_recent_captures_has (info))
        continue;
      name = wire_printable_name (gtk_recent_info_get_display_name (info));
      label = escape_underscores (name);
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "win.open-capture", "s",
                                         gtk_recent_info_get_uri (info));
      g_menu_append_item (menu, item);
      n++;
    }
  if (n == 0)
    g_menu_append (menu, _ ("No recent captures"), "win.nothing"); /* no such action: insensitive */
  return G_MENU_MODEL (menu);
}

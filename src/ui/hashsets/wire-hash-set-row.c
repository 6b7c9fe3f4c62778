/* wire-hash-set-row.c: a hash set in the list of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/hashsets/wire-hash-set-row.h"

#include "base/wire-printable.h"
#include "ui/widgets/wire-figures.h"
#include "ui/widgets/wire-verdict-look.h"

#include <glib/gi18n.h>

static char *
describe (const WireHashSet *set)
{
  g_autofree char *count = wire_figure_count ((guint64) set->count);
  g_autoptr (GDateTime) created = g_date_time_new_from_unix_local (set->created);
  g_autofree char *date = created ? g_date_time_format (created, "%F") : g_strdup ("");
  g_autofree char *source = set->source ? wire_printable_name (set->source) : NULL;
  GString *text = g_string_new (NULL);

  g_string_printf (text, ngettext ("%s digest", "%s digests", (gulong) set->count), count);
  for (guint i = 0, n = 0; i < WIRE_N_DIGESTS; i++)
    if (set->mask & WIRE_DIGEST_BIT (i))
      g_string_append_printf (text, "%s%s", n++ ? ", " : " · ", wire_digest_get_info (i)->name);
  if (source)
    g_string_append_printf (text, _ (" · from %s"), source);
  g_string_append_printf (text, " · %s", date);
  return g_string_free (text, FALSE);
}

static void
append_item (GMenu *menu, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_menu (const WireHashSet *set)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) kinds = g_menu_new ();
  g_autoptr (GMenu) rest = g_menu_new ();
  static const WireHashSetKind ALL[] = { WIRE_HASH_SET_BAD, WIRE_HASH_SET_GOOD,
                                         WIRE_HASH_SET_NOTABLE };

  for (guint i = 0; i < G_N_ELEMENTS (ALL); i++)
    if (ALL[i] != set->kind)
      append_item (kinds, _ (wire_hash_set_kind_get_look (ALL[i])->word), "sets.judge",
                   g_variant_new ("(xu)", set->id, (guint32) ALL[i]));
  append_item (rest, _ ("_Rename…"), "sets.rename", g_variant_new_int64 (set->id));
  append_item (rest, _ ("_Export…"), "sets.export", g_variant_new_int64 (set->id));
  append_item (rest, _ ("Re_move"), "sets.remove", g_variant_new_int64 (set->id));
  g_menu_append_section (menu, _ ("Being in It Means"), G_MENU_MODEL (kinds));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rest));
  return G_MENU_MODEL (menu);
}

/** Returns: (transfer floating): a row that says what @self is, with a menu of `sets.` actions */
GtkWidget *
wire_hash_set_row_new (const WireHashSet *self)
{
  const WireVerdictLook *look = wire_hash_set_kind_get_look (self->kind);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (look->icon);
  GtkWidget *kind = gtk_label_new (_ (look->word));
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = make_menu (self);
  g_autofree char *name = wire_printable_name (self->name);
  g_autofree char *title = g_markup_escape_text (name, -1);
  g_autofree char *subtitle = describe (self);
  g_autofree char *escaped = g_markup_escape_text (subtitle, -1);
  g_autofree char *label = g_strdup_printf (_ ("What to do with %s"), name);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  gtk_widget_add_css_class (icon, look->style);
  gtk_widget_add_css_class (kind, look->style);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), kind);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

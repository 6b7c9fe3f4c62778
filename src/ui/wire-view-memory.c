/* wire-view-memory.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-view-memory.h"

#include "wire-settings.h"

#define KEY "views"

/* Kept may be what another version showed. */
static gboolean
can_show (gpointer widget, const char *child)
{
  return !GTK_IS_STACK (widget) || gtk_stack_get_child_by_name (widget, child);
}

static void
restore (gpointer widget, const char *property, const char *name)
{
  g_autoptr (GVariant) all = g_settings_get_value (wire_settings_get (), KEY);
  const char *child;
  gboolean on;

  if (g_variant_lookup (all, name, "b", &on))
    {
      if (GTK_IS_TOGGLE_BUTTON (widget))
        g_object_set (widget, property, on, NULL);
    }
  else if (g_variant_lookup (all, name, "&s", &child) && !GTK_IS_TOGGLE_BUTTON (widget)
           && can_show (widget, child))
    g_object_set (widget, property, child, NULL);
}

/* What changes before a widget is seen, or while it goes away, was nobody's choice. */
static void
changed_cb (GtkWidget *widget, GParamSpec *pspec, const char *name)
{
  g_autoptr (GVariant) all = NULL;
  g_auto (GVariantDict) kept = { 0 };
  g_auto (GValue) value = G_VALUE_INIT;

  if (!gtk_widget_get_mapped (widget))
    return;
  all = g_settings_get_value (wire_settings_get (), KEY);
  g_variant_dict_init (&kept, all);
  g_object_get_property (G_OBJECT (widget), pspec->name, &value);
  if (G_VALUE_HOLDS_BOOLEAN (&value))
    g_variant_dict_insert (&kept, name, "b", g_value_get_boolean (&value));
  else if (g_value_get_string (&value))
    g_variant_dict_insert (&kept, name, "s", g_value_get_string (&value));
  g_settings_set_value (wire_settings_get (), KEY, g_variant_dict_end (&kept));
}

/**
 * wire_view_memory_attach:
 * @widget: a toggle button, or another #GtkWidget with a property that is a string
 * @property: what of it is remembered: `active`, `visible-child-name`
 * @name: (not nullable): under which it is remembered; static
 *
 * Sets @property as it was when a widget of that name was seen last, and remembers from now on how
 * it is set while it is seen. Main thread only.
 */
void
wire_view_memory_attach (gpointer widget, const char *property, const char *name)
{
  g_autofree char *signal = g_strconcat ("notify::", property, NULL);

  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (!wire_settings_get ())
    return;
  restore (widget, property, name);
  g_signal_connect (widget, signal, G_CALLBACK (changed_cb), (gpointer) name);
}

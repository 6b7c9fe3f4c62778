/* wire-view-memory.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/memory/wire-view-memory.h"

#include "ui/memory/wire-settings.h"

/* How often wire_view_memory_pause() was called, and not yet taken back. */
static guint paused;

static GType
get_type (gpointer widget, const char *property)
{
  return g_object_class_find_property (G_OBJECT_GET_CLASS (widget), property)->value_type;
}

/* The schema knows what each key may be: anything else that is kept is as its default. */
static void
restore (gpointer widget, const char *property, const char *key)
{
  GSettings *settings = wire_settings_get_views ();
  GType type = get_type (widget, property);
  g_autofree char *name = NULL;

  if (type == G_TYPE_BOOLEAN)
    g_object_set (widget, property, g_settings_get_boolean (settings, key), NULL);
  else if (type == G_TYPE_UINT)
    g_object_set (widget, property, (guint) g_settings_get_enum (settings, key), NULL);
  else
    {
      name = g_settings_get_string (settings, key);
      g_object_set (widget, property, name, NULL);
    }
}

static void
keep (const GValue *value, const char *key)
{
  GSettings *settings = wire_settings_get_views ();

  if (G_VALUE_HOLDS_BOOLEAN (value))
    g_settings_set_boolean (settings, key, g_value_get_boolean (value));
  else if (G_VALUE_HOLDS_STRING (value) && g_value_get_string (value))
    g_settings_set_string (settings, key, g_value_get_string (value));
  else if (G_VALUE_HOLDS_UINT (value) && g_value_get_uint (value) != GTK_INVALID_LIST_POSITION)
    g_settings_set_enum (settings, key, (int) g_value_get_uint (value));
}

/* What changes before a widget is seen, or while it goes away, was nobody's choice. */
static void
changed_cb (GtkWidget *widget, GParamSpec *pspec, const char *key)
{
  g_auto (GValue) value = G_VALUE_INIT;

  if (paused > 0 || !gtk_widget_get_mapped (widget))
    return;
  g_object_get_property (G_OBJECT (widget), pspec->name, &value);
  keep (&value, key);
}

/**
 * wire_view_memory_attach:
 * @widget: a #GtkWidget
 * @property: what of it is remembered: a boolean, a string, or the number of a row, which stand in
 *   the order of the enumeration that @key is of
 * @key: (not nullable): a key of the schema of views; static
 *
 * Sets @property as it was when such a widget was seen last, and remembers from now on how it is
 * set while it is seen. Other windows stay as they are. Main thread only.
 */
void
wire_view_memory_attach (gpointer widget, const char *property, const char *key)
{
  g_autofree char *signal = g_strconcat ("notify::", property, NULL);

  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (!wire_settings_get_views ())
    return;
  restore (widget, property, key);
  g_signal_connect (widget, signal, G_CALLBACK (changed_cb), (gpointer) key);
}

/** What changes until wire_view_memory_resume() comes of what is shown, and is not remembered. */
void
wire_view_memory_pause (void)
{
  paused++;
}

void
wire_view_memory_resume (void)
{
  g_return_if_fail (paused > 0);
  paused--;
}

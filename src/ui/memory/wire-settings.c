/* wire-settings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-config.h"

#include "ui/memory/wire-settings.h"

/**
 * wire_settings_get:
 *
 * GSettings ends a program whose schema is not installed. One that was copied somewhere, or is run
 * out of a build folder, shall work all the same and only forget.
 *
 * Returns: (transfer none) (nullable): the settings; %NULL where their schema is not installed.
 * Main thread only.
 */
GSettings *
wire_settings_get (void)
{
  static GSettings *settings;
  static gboolean looked;
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (looked)
    return settings;
  looked = TRUE;
  if (source)
    schema = g_settings_schema_source_lookup (source, WIRE_APPLICATION_ID, TRUE);
  if (schema)
    settings = g_settings_new_full (schema, NULL, NULL);
  else
    g_info ("The schema %s is not installed: nothing is remembered.", WIRE_APPLICATION_ID);
  return settings;
}

/** Returns: (transfer none) (nullable): what views showed last; %NULL where wire_settings_get() is
 */
GSettings *
wire_settings_get_views (void)
{
  static GSettings *views;

  if (!views && wire_settings_get ())
    views = g_settings_get_child (wire_settings_get (), "views");
  return views;
}

/** Sets @property of @object to what it was when the program ran last, and remembers from now on
 * how it is set; does not follow other windows. Nothing where settings are not kept. */
void
wire_settings_bind (const char *key, gpointer object, const char *property)
{
  GSettings *settings = wire_settings_get ();

  if (settings)
    g_settings_bind (settings, key, object, property,
                     G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_GET_NO_CHANGES);
}

static void
chosen_cb (GObject *list, GParamSpec *pspec, const char *key)
{
  guint selected;

  g_object_get (list, pspec->name, &selected, NULL);
  if (selected <= G_MAXINT) /* a row, and not that there is none */
    g_settings_set_enum (wire_settings_get (), key, (int) selected);
}

/** As wire_settings_bind() for the row that is selected in @list, whose rows are in the order of
 * the values of @key, an enumeration; static. */
void
wire_settings_bind_choice (const char *key, gpointer list)
{
  GSettings *settings = wire_settings_get ();

  if (!settings)
    return;
  g_object_set (list, "selected", (guint) g_settings_get_enum (settings, key), NULL);
  g_signal_connect (list, "notify::selected", G_CALLBACK (chosen_cb), (gpointer) key);
}

/** As wire_settings_bind(), and @property follows what other windows and the preferences set. */
void
wire_settings_follow (const char *key, gpointer object, const char *property)
{
  GSettings *settings = wire_settings_get ();

  if (settings)
    g_settings_bind (settings, key, object, property, G_SETTINGS_BIND_DEFAULT);
}

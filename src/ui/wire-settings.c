/* wire-settings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-config.h"

#include "wire-settings.h"

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

/** As wire_settings_bind(), and @property follows what other windows and the preferences set. */
void
wire_settings_follow (const char *key, gpointer object, const char *property)
{
  GSettings *settings = wire_settings_get ();

  if (settings)
    g_settings_bind (settings, key, object, property, G_SETTINGS_BIND_DEFAULT);
}

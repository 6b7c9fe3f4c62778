/* wire-key-memory.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/memory/wire-key-memory.h"

#include "ui/memory/wire-settings.h"

/* Captures whose keys are remembered: those that were given some last. */
#define MAX_CAPTURES 100u

#define KEY "key-files"

/**
 * wire_key_memory_get:
 * @capture: URI of a capture
 *
 * Returns: (transfer full): paths of the files that it was given before; the files themselves stay
 * where they are and may be gone. Main thread only.
 */
GStrv
wire_key_memory_get (const char *capture)
{
  GSettings *settings = wire_settings_get ();
  g_autoptr (GVariant) all = settings ? g_settings_get_value (settings, KEY) : NULL;
  GVariantIter iter;
  const char *uri;
  GStrv paths;

  if (all)
    for (g_variant_iter_init (&iter, all); g_variant_iter_next (&iter, "(&s^aay)", &uri, &paths);)
      {
        if (g_str_equal (uri, capture))
          return paths;
        g_strfreev (paths);
      }
  return g_new0 (char *, 1);
}

/* Adds to @builder what is remembered of captures other than @capture. */
static void
add_others (GVariantBuilder *builder, GVariant *all, const char *capture, guint most)
{
  for (gsize i = 0; i < g_variant_n_children (all) && most > 0; i++)
    {
      g_autoptr (GVariant) entry = g_variant_get_child_value (all, i);
      const char *uri;

      g_variant_get_child (entry, 0, "&s", &uri);
      if (g_str_equal (uri, capture))
        continue;
      g_variant_builder_add_value (builder, entry);
      most--;
    }
}

/** Remembers that @paths have the keys of the capture with the URI @capture; none: forgets it. Main
 * thread only. */
void
wire_key_memory_set (const char *capture, const char *const *paths)
{
  GSettings *settings = wire_settings_get ();
  g_autoptr (GVariant) all = settings ? g_settings_get_value (settings, KEY) : NULL;
  GVariantBuilder builder;

  if (!settings)
    return;
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(saay)"));
  if (paths[0])
    g_variant_builder_add (&builder, "(s^aay)", capture, paths);
  add_others (&builder, all, capture, MAX_CAPTURES - 1);
  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
}

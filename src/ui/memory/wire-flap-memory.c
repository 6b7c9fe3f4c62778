/* wire-flap-memory.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/memory/wire-flap-memory.h"

#include "ui/memory/wire-settings.h"

typedef struct
{
  AdwFlap *flap; /* unowned: it owns this */
  const char *key;
  gboolean beside; /* whether it is wanted where there is room beside the content */
  guint following; /* what follows the room there is, or 0 */
} Memory;

static void
memory_free (gpointer data)
{
  Memory *memory = data;

  g_clear_handle_id (&memory->following, g_source_remove);
  g_free (memory);
}

/* Over the content, it would hide that: there it is only while somebody asks for it. */
static gboolean
follow_cb (gpointer data)
{
  Memory *memory = data;

  adw_flap_set_reveal_flap (memory->flap, memory->beside && !adw_flap_get_folded (memory->flap));
  memory->following = 0;
  return G_SOURCE_REMOVE;
}

/* The flap folds while widgets are being given their places: nothing may change before that ends.
 */
static void
folded_cb (Memory *memory)
{
  if (!memory->following)
    memory->following = g_idle_add (follow_cb, memory);
}

static void
revealed_cb (Memory *memory)
{
  if (memory->following || adw_flap_get_folded (memory->flap)
      || !gtk_widget_get_mapped (GTK_WIDGET (memory->flap)))
    return;
  memory->beside = adw_flap_get_reveal_flap (memory->flap);
  if (wire_settings_get_views ())
    g_settings_set_boolean (wire_settings_get_views (), memory->key, memory->beside);
}

/**
 * wire_flap_memory_attach:
 * @key: (not nullable): a key of the schema of views; static
 *
 * Shows the flap of @flap next to its content as it was left last, and away where there is no room
 * for both; remembers whether its user wants it. Main thread only.
 */
void
wire_flap_memory_attach (AdwFlap *flap, const char *key)
{
  GSettings *settings = wire_settings_get_views ();
  Memory *memory;

  g_return_if_fail (ADW_IS_FLAP (flap));

  memory = g_new (Memory, 1);
  *memory = (Memory){ flap, key, adw_flap_get_reveal_flap (flap), 0 };
  if (settings)
    memory->beside = g_settings_get_boolean (settings, key);
  adw_flap_set_reveal_flap (flap, memory->beside);
  g_object_set_data_full (G_OBJECT (flap), "wire-flap-memory", memory, memory_free);
  g_signal_connect_swapped (flap, "notify::folded", G_CALLBACK (folded_cb), memory);
  g_signal_connect_swapped (flap, "notify::reveal-flap", G_CALLBACK (revealed_cb), memory);
}

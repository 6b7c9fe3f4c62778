/* wire-pane-memory.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/memory/wire-pane-memory.h"

#include "ui/memory/wire-settings.h"

#define WHOLE 1000

typedef struct
{
  GtkPaned *paned; /* unowned: it owns this */
  const char *key;
  int room;      /* the largest position that it had when it was looked at last; G_MAXINT before */
  guint putting; /* what puts the handle to its place once there is room for it, or 0 */
} Memory;

static void
memory_free (gpointer data)
{
  Memory *memory = data;

  g_clear_handle_id (&memory->putting, g_source_remove);
  g_free (memory);
}

static int
get_room (Memory *memory)
{
  int room;

  g_object_get (memory->paned, "max-position", &room, NULL);
  return room;
}

/* A share, so that it means the same in a window of another size. */
static gboolean
put_cb (gpointer data)
{
  Memory *memory = data;
  int share = g_settings_get_int (wire_settings_get_views (), memory->key);

  memory->putting = 0;
  gtk_paned_set_position (memory->paned, (int) ((gint64) memory->room * share / WHOLE));
  return G_SOURCE_REMOVE;
}

/* Comes while panes are being given their places: the handle may not be moved before that ends. */
static void
room_cb (Memory *memory)
{
  gboolean first = memory->room == G_MAXINT;

  memory->room = get_room (memory);
  if (first && !memory->putting
      && g_settings_get_int (wire_settings_get_views (), memory->key) >= 0)
    memory->putting = g_idle_add (put_cb, memory);
}

/* Where the room has become another one, the handle went with it, and nobody moved it. */
static void
moved_cb (Memory *memory)
{
  int room = get_room (memory);
  int position = gtk_paned_get_position (memory->paned);

  if (room != memory->room || room <= 0 || memory->putting
      || !gtk_widget_get_mapped (GTK_WIDGET (memory->paned)))
    return;
  g_settings_set_int (wire_settings_get_views (), memory->key,
                      (int) ((gint64) CLAMP (position, 0, room) * WHOLE / room));
}

/**
 * wire_pane_memory_attach:
 * @key: (not nullable): a key of the schema of views, in thousandths of the room there is; static
 *
 * Puts the handle of @paned where it was left last, once it is known how much room there is, and
 * remembers where its user moves it. Main thread only.
 */
void
wire_pane_memory_attach (GtkPaned *paned, const char *key)
{
  Memory *memory;

  g_return_if_fail (GTK_IS_PANED (paned));

  if (!wire_settings_get_views ())
    return;
  memory = g_new (Memory, 1);
  *memory = (Memory){ paned, key, G_MAXINT, 0 };
  g_object_set_data_full (G_OBJECT (paned), "wire-pane-memory", memory, memory_free);
  g_signal_connect_swapped (paned, "notify::max-position", G_CALLBACK (room_cb), memory);
  g_signal_connect_swapped (paned, "notify::position", G_CALLBACK (moved_cb), memory);
}

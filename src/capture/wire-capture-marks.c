/* wire-capture-marks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-capture-marks.h"

#define MARKS "wirecase-marks"

/* Data of the capture: the owner makes and changes them, filters read them in any thread. */
typedef struct
{
  GMutex lock;
  GHashTable *packets; /* a set of their numbers */
} Marks;

static void
marks_free (gpointer data)
{
  Marks *self = data;

  g_mutex_clear (&self->lock);
  g_hash_table_unref (self->packets);
  g_free (self);
}

static Marks *
find_marks (WireCapture *capture)
{
  return g_object_get_data (G_OBJECT (capture), MARKS);
}

static Marks *
make_marks (WireCapture *capture)
{
  Marks *marks = find_marks (capture);

  if (marks)
    return marks;
  marks = g_new0 (Marks, 1);
  g_mutex_init (&marks->lock);
  marks->packets = g_hash_table_new (g_direct_hash, g_direct_equal);
  g_object_set_data_full (G_OBJECT (capture), MARKS, marks, marks_free);
  return marks;
}

/** Marks packet @packet, from 0, or takes its mark away. Marks are of this run of the program: the
 * file is not changed. In the thread that owns @self. */
void
wire_capture_mark (WireCapture *self, guint32 packet, gboolean marked)
{
  Marks *marks = make_marks (self);

  g_mutex_lock (&marks->lock);
  if (marked)
    g_hash_table_add (marks->packets, GUINT_TO_POINTER (packet));
  else
    g_hash_table_remove (marks->packets, GUINT_TO_POINTER (packet));
  g_mutex_unlock (&marks->lock);
}

/** Returns: whether packet @packet, from 0, is marked. Any thread. */
gboolean
wire_capture_is_marked (WireCapture *self, guint32 packet)
{
  Marks *marks = find_marks (self);
  gboolean marked;

  if (!marks)
    return FALSE;
  g_mutex_lock (&marks->lock);
  marked = g_hash_table_contains (marks->packets, GUINT_TO_POINTER (packet));
  g_mutex_unlock (&marks->lock);
  return marked;
}

/** Returns: how many packets are marked. Any thread. */
guint
wire_capture_count_marked (WireCapture *self)
{
  Marks *marks = find_marks (self);
  guint n;

  if (!marks)
    return 0;
  g_mutex_lock (&marks->lock);
  n = g_hash_table_size (marks->packets);
  g_mutex_unlock (&marks->lock);
  return n;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint32 left = *(const guint32 *) a;
  guint32 right = *(const guint32 *) b;

  return left < right ? -1 : left > right;
}

/** Returns: (transfer full) (element-type guint32): the packets that are marked, from 0, in order.
 * Any thread. */
GArray *
wire_capture_list_marked (WireCapture *self)
{
  GArray *packets = g_array_new (FALSE, FALSE, sizeof (guint32));
  Marks *marks = find_marks (self);
  GHashTableIter iter;
  gpointer key;

  if (!marks)
    return packets;
  g_mutex_lock (&marks->lock);
  g_hash_table_iter_init (&iter, marks->packets);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint32 packet = GPOINTER_TO_UINT (key);

      g_array_append_val (packets, packet);
    }
  g_mutex_unlock (&marks->lock);
  g_array_sort (packets, compare_numbers);
  return packets;
}

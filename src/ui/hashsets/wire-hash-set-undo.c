/* wire-hash-set-undo.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/hashsets/wire-hash-set-undo.h"

#include "ui/widgets/wire-figures.h"
#include "ui/widgets/wire-toast.h"

#include <glib/gi18n.h>

typedef struct
{
  WireHashSetStore *store;
  WireHashSetTask *task; /* NULL once it was started */
} Undo;

/* Where a toast keeps what it undoes. */
#define UNDO_KEY "wire-undo"

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  g_clear_pointer (&undo->task, wire_hash_set_task_free);
  g_object_unref (undo->store);
  g_free (undo);
}

static void
undone_cb (const WireHashSetTask *task, const GError *error, GObject *owner)
{
  g_autofree char *count = wire_figure_count ((guint64) task->count.added);
  g_autofree char *sentence =
      g_strdup_printf (ngettext ("%s digest was taken out again.",
                                 "%s digests were taken out again.", (gulong) task->count.added),
                       count);

  if (gtk_widget_get_root (GTK_WIDGET (owner)))
    wire_toast_show (GTK_WIDGET (owner), error ? error->message : sentence);
}

static void
undo_cb (AdwToast *toast, GtkWidget *widget)
{
  Undo *undo = g_object_get_data (G_OBJECT (toast), UNDO_KEY);
  g_autoptr (WireJob) job = NULL;

  if (undo->task)
    job = wire_hash_set_task_start (g_steal_pointer (&undo->task), undo->store, undone_cb,
                                    G_OBJECT (widget));
}

/**
 * wire_hash_set_undo_offer:
 * @widget: in the window that says it
 * @store: where @task was done
 * @task: digests that were added, without an error
 * @sentence: what was done
 *
 * Says @sentence, and offers to take out again what @task added. What the set had before stays, and
 * a set that was made for it goes. Main thread only.
 */
void
wire_hash_set_undo_offer (GtkWidget *widget,
                          WireHashSetStore *store,
                          const WireHashSetTask *task,
                          const char *sentence)
{
  AdwToast *toast;
  Undo *undo;

  if (task->count.added == 0)
    {
      wire_toast_show (widget, sentence);
      return;
    }
  toast = wire_toast_offer (widget, sentence, _ ("_Undo"));
  undo = g_new (Undo, 1);
  *undo = (Undo){ g_object_ref (store), wire_hash_set_task_reverse (task) };
  g_object_set_data_full (G_OBJECT (toast), UNDO_KEY, undo, undo_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), widget, 0);
}

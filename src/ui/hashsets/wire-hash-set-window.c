/* wire-hash-set-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/hashsets/wire-hash-set-window.h"

#include "ui/widgets/wire-focus.h"
#include "ui/widgets/wire-file-dialog.h"
#include "ui/hashsets/wire-hash-set-dialog.h"
#include "ui/hashsets/wire-hash-set-row.h"
#include "ui/hashsets/wire-hash-set-work.h"
#include "ui/widgets/wire-message-dialog.h"
#include "base/wire-printable.h"
#include "ui/work/wire-progress-bar.h"
#include "ui/widgets/wire-toast.h"

#include <glib/gi18n.h>

/**
 * WireHashSetWindow:
 *
 * The sets of a #WireHashSetStore: what they are, how many digests they hold and where those came
 * from. Sets are made, imported, exported, renamed, judged otherwise and removed, which can be
 * undone. Main thread only.
 */
struct _WireHashSetWindow
{
  AdwWindow parent_instance;

  WireHashSetStore *store;
  WireJob *import; /* that runs, or NULL */
  gint64 set;      /* that a file dialog is for */

  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkListBox *list;
  GtkRevealer *progress;
  GtkLabel *progress_label;
  GtkProgressBar *progress_bar;
};

G_DEFINE_FINAL_TYPE (WireHashSetWindow, wire_hash_set_window, ADW_TYPE_WINDOW)

static void
say (WireHashSetWindow *self, const char *sentence)
{
  wire_toast_show (GTK_WIDGET (self->toasts), sentence);
}

static void
done_cb (const WireHashSetTask *task, const GError *error, GObject *owner)
{
  WireHashSetWindow *self = WIRE_HASH_SET_WINDOW (owner);

  if (error)
    say (self, error->message);
  else if (task->action == WIRE_HASH_SET_EXPORT)
    say (self, _ ("The hash set was exported."));
}

static void
start (WireHashSetWindow *self, WireHashSetTask *task)
{
  g_autoptr (WireJob) job = wire_hash_set_task_start (task, self->store, done_cb, G_OBJECT (self));

  (void) job;
}

static WireHashSetTask *
task_for (WireHashSetAction action, gint64 set)
{
  WireHashSetTask *task = wire_hash_set_task_new (action);

  task->set = set;
  return task;
}

/* Removing, and its undoing */

static void
undo_cb (AdwToast *toast, WireHashSetWindow *self)
{
  const gint64 *set = g_object_get_data (G_OBJECT (toast), "wire-set");

  start (self, task_for (WIRE_HASH_SET_RESTORE, *set));
}

static void
remove_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireHashSetWindow *self = WIRE_HASH_SET_WINDOW (widget);
  gint64 id = g_variant_get_int64 (parameter);
  const WireHashSet *set = wire_hash_set_store_find (self->store, id);
  g_autofree char *printable = set ? wire_printable_name (set->name) : NULL;
  g_autofree char *title = NULL;
  AdwToast *toast;

  (void) name;
  if (!set)
    return;
  title = g_strdup_printf (_ ("“%s” was removed."), printable);
  start (self, task_for (WIRE_HASH_SET_REMOVE, id));
  toast = wire_toast_offer (GTK_WIDGET (self->toasts), title, _ ("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "wire-set", g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, 0);
}

/* Import */

static void
show_bad_lines (WireHashSetWindow *self, const WireHashSetTask *task, const char *outcome)
{
  g_autoptr (GString) body = g_string_new (outcome);

  g_string_append (body, "\n\n");
  for (guint i = 0; i < task->bad->len; i++)
    {
      g_autofree char *line = wire_printable_name (g_ptr_array_index (task->bad, i));

      g_string_append_printf (body, "%s%s", i ? "\n" : "", line);
    }
  wire_message_dialog_show (GTK_WINDOW (self), _ ("Some Lines Were Skipped"), body->str);
}

static void
imported_cb (const WireHashSetTask *task, const GError *error, GObject *owner)
{
  WireHashSetWindow *self = WIRE_HASH_SET_WINDOW (owner);
  g_autofree char *outcome = wire_hash_set_task_describe (task);

  g_clear_object (&self->import);
  gtk_revealer_set_reveal_child (self->progress, FALSE);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say (self, _ ("Nothing was imported."));
  else if (error)
    wire_message_dialog_show (GTK_WINDOW (self), _ ("This List Could Not Be Imported"),
                              error->message);
  else if (task->bad && task->bad->len > 0)
    show_bad_lines (self, task, outcome);
  else
    say (self, outcome);
}

static void
import_progress_cb (WireHashSetWindow *self, GParamSpec *pspec, WireJob *job)
{
  (void) pspec;
  gtk_label_set_text (self->progress_label, wire_job_get_message (job));
  wire_progress_bar_pulse (self->progress_bar);
}

typedef struct
{
  WireHashSetWindow *window;
  char *path;
} Import;

static void
import_free (gpointer data)
{
  Import *import = data;

  g_free (import->path);
  g_free (import);
}

static void
import_chosen_cb (const WireHashSetChoice *choice, gpointer data)
{
  Import *import = data;
  WireHashSetWindow *self = import->window;
  WireHashSetTask *task = task_for (WIRE_HASH_SET_IMPORT, choice->set);

  if (self->import)
    wire_job_cancel (self->import);
  task->name = g_strdup (choice->name);
  task->kind = choice->kind;
  task->path = g_strdup (import->path);
  g_clear_object (&self->import);
  self->import = wire_hash_set_task_start (task, self->store, imported_cb, G_OBJECT (self));
  gtk_label_set_text (self->progress_label, wire_job_get_title (self->import));
  gtk_revealer_set_reveal_child (self->progress, TRUE);
  g_signal_connect_object (self->import, "notify::message", G_CALLBACK (import_progress_cb), self,
                           G_CONNECT_SWAPPED);
}

/* A list is proposed as a set named as the file is. */
static void
ask_import (WireHashSetWindow *self, const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = wire_printable_name (base);
  g_autofree char *body = g_strdup_printf (_ ("The digests listed in “%s” are added."), name);
  g_autofree char *stem = g_strdup (name);
  char *dot = strrchr (stem, '.');
  WireHashSetChoice proposed = { .name = stem, .kind = WIRE_HASH_SET_BAD };
  Import *import = g_new (Import, 1);

  if (dot && dot > stem)
    *dot = '\0';
  *import = (Import){ self, g_strdup (path) };
  wire_hash_set_dialog_choose (GTK_WINDOW (self), self->store, _ ("Import Digests"), body,
                               _ ("_Import"), &proposed, import_chosen_cb, import, import_free);
}

static void
import_file_cb (GFile *file, gpointer data)
{
  if (g_file_peek_path (file))
    ask_import (WIRE_HASH_SET_WINDOW (data), g_file_peek_path (file));
}

static void
import_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  wire_file_dialog_open (GTK_WINDOW (widget), _ ("Import Digests"), NULL, import_file_cb, widget);
}

static void
cancel_cb (WireHashSetWindow *self)
{
  if (self->import)
    wire_job_cancel (self->import);
}

/* The other actions */

static void
create_chosen_cb (const WireHashSetChoice *choice, gpointer data)
{
  WireHashSetTask *task = wire_hash_set_task_new (WIRE_HASH_SET_CREATE);

  task->name = g_strdup (choice->name);
  task->kind = choice->kind;
  start (WIRE_HASH_SET_WINDOW (data), task);
}

static void
create_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireHashSetWindow *self = WIRE_HASH_SET_WINDOW (widget);
  WireHashSetChoice proposed = { .name = "", .kind = WIRE_HASH_SET_BAD };

  (void) name;
  (void) parameter;
  wire_hash_set_dialog_name (GTK_WINDOW (self), self->store, _ ("New Hash Set"), _ ("_Create"),
                             &proposed, TRUE, create_chosen_cb, self, NULL);
}

typedef struct
{
  WireHashSetWindow *window;
  gint64 set;
} Renaming;

static void
rename_chosen_cb (const WireHashSetChoice *choice, gpointer data)
{
  Renaming *renaming = data;
  WireHashSetTask *task = task_for (WIRE_HASH_SET_RENAME, renaming->set);

  task->name = g_strdup (choice->name);
  start (renaming->window, task);
}

static void
rename_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireHashSetWindow *self = WIRE_HASH_SET_WINDOW (widget);
  const WireHashSet *set = wire_hash_set_store_find (self->store, g_variant_get_int64 (parameter));
  Renaming *renaming = g_new (Renaming, 1);
  WireHashSetChoice proposed = { .name = set ? set->name : "" };

  (void) name;
  *renaming = (Renaming){ self, set ? set->id : 0 };
  wire_hash_set_dialog_name (GTK_WINDOW (self), self->store, _ ("Rename Hash Set"), _ ("_Rename"),
                             &proposed, FALSE, rename_chosen_cb, renaming, g_free);
}

static void
judge_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireHashSetTask *task = wire_hash_set_task_new (WIRE_HASH_SET_JUDGE);
  guint32 kind;

  (void) name;
  g_variant_get (parameter, "(xu)", &task->set, &kind);
  task->kind = (WireHashSetKind) kind;
  start (WIRE_HASH_SET_WINDOW (widget), task);
}

static void
export_file_cb (GFile *file, gpointer data)
{
  WireHashSetWindow *self = WIRE_HASH_SET_WINDOW (data);
  WireHashSetTask *task = task_for (WIRE_HASH_SET_EXPORT, self->set);

  task->path = g_file_get_path (file);
  start (self, task);
}

static void
export_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireHashSetWindow *self = WIRE_HASH_SET_WINDOW (widget);
  const WireHashSet *set = wire_hash_set_store_find (self->store, g_variant_get_int64 (parameter));
  g_autofree char *proposed = NULL;

  (void) name;
  if (!set)
    return;
  self->set = set->id;
  proposed = g_strconcat (set->name, ".txt", NULL);
  g_strdelimit (proposed, G_DIR_SEPARATOR_S, '-');
  wire_file_dialog_save (GTK_WINDOW (widget), _ ("Export Hash Set"), proposed, export_file_cb,
                         self);
}

/* Rows */

static void
show_sets (WireHashSetWindow *self)
{
  GPtrArray *sets = wire_hash_set_store_get_sets (self->store);
  GtkWidget *row;

  wire_focus_leave (GTK_WIDGET (self->list));
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < sets->len; i++)
    gtk_list_box_append (self->list, wire_hash_set_row_new (g_ptr_array_index (sets, i)));
  gtk_stack_set_visible_child_name (self->stack, sets->len ? "sets" : "empty");
}

static void
wire_hash_set_window_dispose (GObject *object)
{
  WireHashSetWindow *self = WIRE_HASH_SET_WINDOW (object);

  if (self->store)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  g_clear_object (&self->import);
  G_OBJECT_CLASS (wire_hash_set_window_parent_class)->dispose (object);
}

static void
wire_hash_set_window_class_init (WireHashSetWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wire_hash_set_window_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/hashsets/wire-hash-set-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WireHashSetWindow, list);
  gtk_widget_class_bind_template_child (widget_class, WireHashSetWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, WireHashSetWindow, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, WireHashSetWindow, progress_label);
  gtk_widget_class_bind_template_child (widget_class, WireHashSetWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, WireHashSetWindow, toasts);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_install_action (widget_class, "sets.create", NULL, create_cb);
  gtk_widget_class_install_action (widget_class, "sets.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "sets.rename", "x", rename_cb);
  gtk_widget_class_install_action (widget_class, "sets.judge", "(xu)", judge_cb);
  gtk_widget_class_install_action (widget_class, "sets.export", "x", export_cb);
  gtk_widget_class_install_action (widget_class, "sets.remove", "x", remove_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
wire_hash_set_window_init (WireHashSetWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * wire_hash_set_window_present:
 * @parent: what the window belongs to
 * @store: whose sets it shows
 * @import: (nullable): path of a list that the user is asked to import
 */
void
wire_hash_set_window_present (GtkWindow *parent, WireHashSetStore *store, const char *import)
{
  WireHashSetWindow *self =
      g_object_new (WIRE_TYPE_HASH_SET_WINDOW, "transient-for", parent, "modal", TRUE, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_swapped (store, "changed", G_CALLBACK (show_sets), self);
  g_signal_connect_swapped (store, "failed", G_CALLBACK (say), self);
  show_sets (self);
  wire_hash_set_store_refresh (store);
  gtk_window_present (GTK_WINDOW (self));
  if (import)
    ask_import (self, import);
}

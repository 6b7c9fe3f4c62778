/* wire-case-window-actions.c: what is done with a case in its window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/cases/wire-case-window-private.h"

#include "ui/cases/wire-case-clock-dialog.h"
#include "ui/cases/wire-case-intake.h"
#include "ui/cases/wire-case-note-window.h"
#include "ui/widgets/wire-file-dialog.h"
#include "ui/widgets/wire-message-dialog.h"
#include "ui/widgets/wire-toast.h"

#include <glib/gi18n.h>

/* Notes */

static void
add_note_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireCaseWindow *self = WIRE_CASE_WINDOW (widget);
  WireCaseNote *note = wire_case_note_new ("case", "");

  (void) name;
  (void) parameter;
  adw_view_stack_set_visible_child_name (self->stack, "notes");
  wire_case_note_window_present (GTK_WINDOW (self), self->store, note);
}

static void
edit_note_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireCaseWindow *self = WIRE_CASE_WINDOW (widget);
  const WireCaseNote *note =
      wire_case_store_find_note (self->store, g_variant_get_int64 (parameter));

  (void) name;
  if (note)
    wire_case_note_window_present (GTK_WINDOW (self), self->store, wire_case_note_copy (note));
}

static void
undo_cb (AdwToast *toast, WireCaseWindow *self)
{
  const gint64 *id = g_object_get_data (G_OBJECT (toast), "wire-note");

  wire_case_store_remove_note (self->store, *id, FALSE);
}

static void
remove_note_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireCaseWindow *self = WIRE_CASE_WINDOW (widget);
  gint64 id = g_variant_get_int64 (parameter);
  AdwToast *toast;

  (void) name;
  if (!wire_case_store_remove_note (self->store, id, TRUE))
    return;
  toast = wire_toast_offer (GTK_WIDGET (self->toasts), _ ("The note was removed."), _ ("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "wire-note", g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, 0);
}

/* Ways to the evidence */

static void
go (WireCaseWindow *self, const WireCaseEvidence *evidence, const WireCaseNote *note)
{
  const WireCaseFinding *finding = evidence ? wire_case_window_find (self, evidence->id) : NULL;
  g_autofree char *path = finding ? g_strdup (finding->path) : NULL;
  g_autofree char *sha256 = evidence ? g_strdup (evidence->sha256) : NULL;

  if (path)
    g_signal_emit_by_name (self, "go", path, sha256, note);
  else if (!finding)
    wire_case_window_say (self, _ ("The evidence is still being checked."));
  else
    wire_case_window_say (self, _ ("The file is not there, or is not what it was."));
}

static void
go_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireCaseWindow *self = WIRE_CASE_WINDOW (widget);
  const WireCaseNote *note =
      wire_case_store_find_note (self->store, g_variant_get_int64 (parameter));

  (void) name;
  if (note)
    go (self, wire_case_store_find_evidence (self->store, note->sha256), note);
}

/* Opens the evidence of that number, at the place of @way, which may be NULL. */
void
wire_case_window_go (WireCaseWindow *self, gint64 evidence, const WireCaseNote *way)
{
  GPtrArray *all = wire_case_store_get_evidence (self->store);

  for (guint i = 0; i < all->len; i++)
    {
      const WireCaseEvidence *one = g_ptr_array_index (all, i);

      if (one->id == evidence)
        {
          go (self, one, way);
          return;
        }
    }
}

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  wire_case_window_go (WIRE_CASE_WINDOW (widget), g_variant_get_int64 (parameter), NULL);
}

static void
check_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireCaseWindow *self = WIRE_CASE_WINDOW (widget);

  (void) name;
  (void) parameter;
  adw_view_stack_set_visible_child_name (self->stack, "evidence");
  wire_case_window_check (self);
}

/* Adding */

/* A WireCaseAdded. */
static void
added_cb (WireCaseStore *store, const char *const *digests, const GError *error, GObject *owner)
{
  WireCaseWindow *self = WIRE_CASE_WINDOW (owner);
  guint n = g_strv_length ((char **) digests);
  g_autofree char *sentence =
      g_strdup_printf (ngettext ("%u file is in the case.", "%u files are in the case.", n), n);

  (void) store;
  if (!self->store)
    return;
  if (error)
    wire_message_dialog_show (GTK_WINDOW (self), _ ("Not All Files Could Be Added"),
                              error->message);
  else
    wire_case_window_say (self, sentence);
  wire_case_window_check (self);
}

static void
add_paths (WireCaseWindow *self, GPtrArray *paths)
{
  g_ptr_array_add (paths, NULL);
  if (paths->len == 1)
    return;
  adw_view_stack_set_visible_child_name (self->stack, "evidence");
  wire_case_intake_start (self->store, (const char *const *) paths->pdata, added_cb,
                          G_OBJECT (self));
}

/* A WireFilesChosen. */
static void
chosen_cb (GListModel *files, gpointer data)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      if (g_file_peek_path (file))
        g_ptr_array_add (paths, g_file_get_path (file));
    }
  add_paths (WIRE_CASE_WINDOW (data), paths);
}

/* What is dropped is evidence. */
void
wire_case_window_drop (GSList *files, gpointer data)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (GSList *l = files; l; l = l->next)
    if (g_file_peek_path (l->data))
      g_ptr_array_add (paths, g_file_get_path (l->data));
  add_paths (WIRE_CASE_WINDOW (data), paths);
}

static void
add_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  wire_file_dialog_open_files (GTK_WINDOW (widget), _ ("Add to the Case"), chosen_cb, widget);
}

static void
set_clock_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireCaseWindow *self = WIRE_CASE_WINDOW (widget);
  GPtrArray *all = wire_case_store_get_evidence (self->store);

  (void) name;
  for (guint i = 0; i < all->len; i++)
    {
      const WireCaseEvidence *evidence = g_ptr_array_index (all, i);

      if (evidence->id == g_variant_get_int64 (parameter))
        wire_case_clock_dialog_show (GTK_WINDOW (self), self->store, evidence);
    }
}

void
wire_case_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "case.add-note", NULL, add_note_cb);
  gtk_widget_class_install_action (widget_class, "case.edit-note", "x", edit_note_cb);
  gtk_widget_class_install_action (widget_class, "case.remove-note", "x", remove_note_cb);
  gtk_widget_class_install_action (widget_class, "case.go", "x", go_cb);
  gtk_widget_class_install_action (widget_class, "case.open", "x", open_cb);
  gtk_widget_class_install_action (widget_class, "case.check", NULL, check_cb);
  gtk_widget_class_install_action (widget_class, "case.set-clock", "x", set_clock_cb);
  gtk_widget_class_install_action (widget_class, "case.add", NULL, add_cb);
  wire_case_window_install_report (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

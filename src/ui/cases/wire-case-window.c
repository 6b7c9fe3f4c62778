/* wire-case-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/cases/wire-case-window-private.h"

#include "ui/cases/wire-case-note-row.h"
#include "ui/cases/wire-case-rows.h"
#include "ui/widgets/wire-file-drop.h"
#include "ui/widgets/wire-focus.h"
#include "ui/widgets/wire-toast.h"

#include <glib/gi18n.h>

/**
 * WireCaseWindow:
 *
 * What a case holds. Notes lead to what they are about, and evidence opens, by
 * #WireCaseWindow::go; both only where the file has the content that was added. Main thread only.
 */
G_DEFINE_FINAL_TYPE (WireCaseWindow, wire_case_window, ADW_TYPE_APPLICATION_WINDOW)

/* Rows of one list: each is a few widgets. The report and the command line have all. */
#define MAX_ROWS 1000u

static void
clear (GtkListBox *list)
{
  GtkWidget *row;

  wire_focus_leave (GTK_WIDGET (list));
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))))
    gtk_list_box_remove (list, row);
}

/* Returns: (nullable): what became of file @evidence, as far as that is known */
const WireCaseFinding *
wire_case_window_find (WireCaseWindow *self, gint64 evidence)
{
  for (guint i = 0; self->findings && i < self->findings->len; i++)
    {
      const WireCaseFinding *finding = g_ptr_array_index (self->findings, i);

      if (finding->evidence == evidence)
        return finding;
    }
  return NULL;
}

/* Until the evidence was checked, no note is said to be lost. */
static gboolean
is_reachable (WireCaseWindow *self, const WireCaseEvidence *evidence)
{
  const WireCaseFinding *finding = evidence ? wire_case_window_find (self, evidence->id) : NULL;

  return !finding || finding->path;
}

static gboolean
matches (const WireCaseNote *note, const char *wanted)
{
  const char *const texts[] = { note->text, note->mark, note->tags, note->place };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *folded = g_utf8_casefold (texts[i], -1);

      if (strstr (folded, wanted))
        return TRUE;
    }
  return FALSE;
}

static void
show_notes (WireCaseWindow *self)
{
  GPtrArray *notes = wire_case_store_get_notes (self->store);
  g_autofree char *wanted = g_utf8_casefold (gtk_editable_get_text (self->search), -1);
  guint n = 0;

  clear (self->notes);
  for (guint i = 0; i < notes->len; i++)
    {
      const WireCaseNote *note = g_ptr_array_index (notes, i);
      const WireCaseEvidence *evidence = wire_case_store_find_evidence (self->store, note->sha256);

      if (!matches (note, wanted) || n++ >= MAX_ROWS)
        continue;
      gtk_list_box_append (self->notes,
                           wire_case_note_row_new (note, evidence, is_reachable (self, evidence)));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->more), n > MAX_ROWS);
  gtk_stack_set_visible_child_name (self->note_stack, notes->len == 0 ? "empty"
                                                      : n == 0        ? "nothing"
                                                                      : "rows");
}

static void
show_evidence (WireCaseWindow *self)
{
  GPtrArray *evidence = wire_case_store_get_evidence (self->store);

  clear (self->evidence);
  for (guint i = 0; i < MIN (evidence->len, MAX_ROWS); i++)
    {
      const WireCaseEvidence *one = g_ptr_array_index (evidence, i);

      gtk_list_box_append (self->evidence,
                           wire_case_evidence_row_new (one, wire_case_window_find (self, one->id)));
    }
  gtk_stack_set_visible_child_name (self->evidence_stack, evidence->len ? "rows" : "empty");
}

/* The latest first. */
static void
show_deeds (WireCaseWindow *self)
{
  GPtrArray *deeds = wire_case_store_get_deeds (self->store);

  clear (self->deeds);
  for (guint i = 0; i < MIN (deeds->len, MAX_ROWS); i++)
    gtk_list_box_append (self->deeds,
                         wire_case_deed_row_new (g_ptr_array_index (deeds, deeds->len - 1 - i)));
}

static void
show_all (WireCaseWindow *self)
{
  g_autofree char *name = wire_case_store_get_name (self->store);
  g_autofree char *title = g_strdup_printf (_ ("%s — Case — Wirecase"), name);

  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_view_switcher_title_set_title (self->switcher_title, name);
  show_notes (self);
  show_evidence (self);
  show_deeds (self);
}

/* A WireCaseChecked. */
static void
checked_cb (GPtrArray *findings, GObject *owner)
{
  WireCaseWindow *self = WIRE_CASE_WINDOW (owner);

  g_clear_object (&self->check);
  if (!self->store) /* the window was closed meanwhile */
    return;
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = g_ptr_array_ref (findings);
  show_notes (self);
  show_evidence (self);
}

/* Hashes the evidence again, and shows what became of it. */
void
wire_case_window_check (WireCaseWindow *self)
{
  if (self->check)
    wire_job_cancel (self->check);
  g_clear_object (&self->check);
  self->check = wire_case_check_start (self->store, checked_cb, G_OBJECT (self));
}

/* Files that were added meanwhile have no state yet. */
static void
changed_cb (WireCaseWindow *self)
{
  guint n = wire_case_store_get_evidence (self->store)->len;

  show_all (self);
  if (self->findings && self->findings->len != n && !self->check)
    wire_case_window_check (self);
}

static gboolean
reveal_bar_cb (gpointer data)
{
  WireCaseWindow *self = data;

  if (self->store) /* the window was not closed meanwhile */
    adw_view_switcher_bar_set_reveal (
        self->bar, adw_view_switcher_title_get_title_visible (self->switcher_title));
  return G_SOURCE_REMOVE;
}

/* The title changes while it gets its size, when a bar that appears would get none. */
static void
title_visible_cb (WireCaseWindow *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, reveal_bar_cb, g_object_ref (self), g_object_unref);
}

static void
across_go_cb (WireCaseWindow *self, gint64 evidence, const WireCaseNote *way)
{
  wire_case_window_go (self, evidence, way);
}

void
wire_case_window_say (WireCaseWindow *self, const char *sentence)
{
  g_return_if_fail (WIRE_IS_CASE_WINDOW (self));

  wire_toast_show (GTK_WIDGET (self->toasts), sentence);
}

static void
wire_case_window_dispose (GObject *object)
{
  WireCaseWindow *self = WIRE_CASE_WINDOW (object);

  if (self->check)
    wire_job_cancel (self->check);
  g_clear_object (&self->check);
  if (self->across)
    wire_case_across_stop (self->across);
  if (self->store)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  G_OBJECT_CLASS (wire_case_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, WireCaseWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, WireCaseWindow, switcher_title);
  gtk_widget_class_bind_template_child (widget_class, WireCaseWindow, bar);
  gtk_widget_class_bind_template_child (widget_class, WireCaseWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, WireCaseWindow, note_stack);
  gtk_widget_class_bind_template_child (widget_class, WireCaseWindow, evidence_stack);
  gtk_widget_class_bind_template_child (widget_class, WireCaseWindow, notes);
  gtk_widget_class_bind_template_child (widget_class, WireCaseWindow, evidence);
  gtk_widget_class_bind_template_child (widget_class, WireCaseWindow, deeds);
  gtk_widget_class_bind_template_child (widget_class, WireCaseWindow, across);
  gtk_widget_class_bind_template_child (widget_class, WireCaseWindow, search);
  gtk_widget_class_bind_template_child (widget_class, WireCaseWindow, more);
  gtk_widget_class_bind_template_child (widget_class, WireCaseWindow, content);
}

static void
wire_case_window_class_init (WireCaseWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (WIRE_TYPE_CASE_ACROSS);
  G_OBJECT_CLASS (klass)->dispose = wire_case_window_dispose;
  /**
   * WireCaseWindow::go:
   * @window: the window
   * @path: of a file of the case, whose content is the one that was added
   * @sha256: of it
   * @note: (nullable): a #WireCaseNote on the place that is wanted; valid during the call
   *
   * Opens the file, in a capture's window.
   */
  g_signal_new ("go", WIRE_TYPE_CASE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                G_TYPE_STRING, G_TYPE_STRING, G_TYPE_POINTER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/cases/wire-case-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, show_notes);
  gtk_widget_class_bind_template_callback (widget_class, title_visible_cb);
  gtk_widget_class_bind_template_callback (widget_class, across_go_cb);
  wire_case_window_install_actions (widget_class);
}

static void
wire_case_window_init (WireCaseWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (self->content, "drop-area");
  wire_file_drop_accept (self->content, wire_case_window_drop, self);
}

/** Returns: (transfer none): a window that shows @store; GTK holds it */
WireCaseWindow *
wire_case_window_new (GtkApplication *application, WireCaseStore *store)
{
  WireCaseWindow *self = g_object_new (WIRE_TYPE_CASE_WINDOW, "application", application, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_swapped (store, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (store, "failed", G_CALLBACK (wire_case_window_say), self);
  wire_case_across_set_store (self->across, store);
  show_all (self);
  wire_case_window_check (self);
  return self;
}

/** Returns: (transfer none): the case that is shown */
WireCaseStore *
wire_case_window_get_store (WireCaseWindow *self)
{
  g_return_val_if_fail (WIRE_IS_CASE_WINDOW (self), NULL);
  return self->store;
}

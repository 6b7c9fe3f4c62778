/* wire-window-case.c: keeping what a window shows in a case, and notes on it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/window/wire-window-case.h"

#include "base/wire-printable.h"
#include "ui/cases/wire-case-intake.h"
#include "ui/cases/wire-case-note-window.h"
#include "ui/cases/wire-report-window.h"
#include "ui/capture/wire-capture-place.h"
#include "ui/widgets/wire-file-dialog.h"
#include "ui/widgets/wire-message-dialog.h"
#include "ui/widgets/wire-toast.h"
#include "ui/window/wire-window-cases.h"

#include <glib/gi18n.h>

/* Lets go of the case: the window is closed. */
void
wire_window_forget_case (WireWindow *self)
{
  g_clear_object (&self->kept);
  g_clear_pointer (&self->kept_sha256, g_free);
  g_clear_pointer (&self->wish, wire_case_note_free);
  g_clear_pointer (&self->wish_path, g_free);
}

/* Returns: (transfer full) (nullable): where the capture of the window is */
static char *
get_capture_path (WireWindow *self)
{
  WireCapture *capture = wire_capture_page_get_capture (self->captures);

  return capture ? g_file_get_path (wire_capture_get_file (capture)) : NULL;
}

static void
show_failed (WireWindow *self, const GError *error)
{
  wire_message_dialog_show (GTK_WINDOW (self), _ ("The Case Could Not Be Used"), error->message);
}

/* Notes */

static void
edit_cb (AdwToast *toast, WireWindow *self)
{
  const gint64 *id = g_object_get_data (G_OBJECT (toast), "wire-note");
  const WireCaseNote *note = self->kept ? wire_case_store_find_note (self->kept, *id) : NULL;

  if (note)
    wire_case_note_window_present (GTK_WINDOW (self), self->kept, wire_case_note_copy (note));
}

static void
add_bookmark (WireWindow *self, WireCaseNote *note)
{
  AdwToast *toast;

  g_free (note->colour);
  note->colour = g_strdup ("yellow");
  if (!wire_case_store_add_note (self->kept, note))
    {
      wire_toast_show (GTK_WIDGET (self->toasts), _ ("The bookmark could not be kept."));
      return;
    }
  toast =
      wire_toast_offer (GTK_WIDGET (self->toasts), _ ("The bookmark is in the case."), _ ("_Edit"));
  g_object_set_data_full (G_OBJECT (toast), "wire-note", g_memdup2 (&note->id, sizeof note->id),
                          g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (edit_cb), self, 0);
}

/* Does what was asked for, now that there is a case; @sha256: of the file that it is about. */
static void
fulfil (WireWindow *self, const char *sha256)
{
  WireCapture *capture = wire_capture_page_get_capture (self->captures);
  WireCaseNote *note = g_steal_pointer (&self->wish);

  if (!note)
    return;
  note->sha256 = g_strdup (sha256);
  if (note->packet > 0 && capture)
    {
      g_free (note->digest);
      note->digest = wire_capture_place_digest (capture, note->packet - 1);
    }
  if (!note->digest)
    note->digest = g_strdup ("");
  if (!self->wish_is_bookmark)
    {
      wire_case_note_window_present (GTK_WINDOW (self), self->kept, note);
      return;
    }
  add_bookmark (self, note);
  wire_case_note_free (note);
}

/* Files that a note is about become evidence first. A WireCaseAdded. */
static void
file_added_cb (WireCaseStore *store,
               const char *const *digests,
               const GError *error,
               GObject *owner)
{
  WireWindow *self = WIRE_WINDOW (owner);

  (void) store;
  if (error)
    show_failed (self, error);
  else if (self->kept && digests[0])
    fulfil (self, digests[0]);
}

static void
go_on (WireWindow *self)
{
  g_autofree char *path = g_steal_pointer (&self->wish_path);
  const char *const paths[] = { path, NULL };

  if (path)
    wire_case_intake_start (self->kept, paths, file_added_cb, G_OBJECT (self));
  else if (self->kept_sha256)
    fulfil (self, self->kept_sha256);
}

/* Keeping */

static void
show_case_cb (WireWindow *self)
{
  if (self->kept)
    wire_window_present_case (gtk_window_get_application (GTK_WINDOW (self)), self->kept);
}

/* A WireCaseAdded: the capture comes first. */
static void
kept_cb (WireCaseStore *store, const char *const *digests, const GError *error, GObject *owner)
{
  WireWindow *self = WIRE_WINDOW (owner);
  g_autofree char *path = get_capture_path (self);
  g_autofree char *name = wire_case_store_get_name (store);
  g_autofree char *sentence = g_strdup_printf (_ ("Kept in the case “%s”."), name);
  AdwToast *toast;

  if (error)
    show_failed (self, error);
  if (error || !self->content) /* or the window was closed meanwhile */
    return;
  g_set_object (&self->kept, store);
  g_clear_pointer (&self->kept_sha256, g_free);
  self->kept_sha256 = path ? g_strdup (digests[0]) : NULL;
  toast = wire_toast_offer (GTK_WIDGET (self->toasts), sentence, _ ("_Show Case"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (show_case_cb), self,
                           G_CONNECT_SWAPPED);
  go_on (self);
}

/* Returns: (transfer full): the capture, and what the Files page lists */
static GPtrArray *
list_files (WireWindow *self)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  WireEvidenceList *list = wire_files_page_get_list (self->files);
  char *capture = get_capture_path (self);

  if (capture)
    g_ptr_array_add (paths, capture);
  for (guint32 i = 0; i < wire_evidence_list_get_length (list); i++)
    {
      const WireEvidenceRow *row = wire_evidence_list_get (list, i);

      if (!row->removed && !row->origin && row->evidence && row->evidence->path)
        g_ptr_array_add (paths, g_strdup (row->evidence->path));
    }
  g_ptr_array_add (paths, NULL);
  return paths;
}

static void
keep_at (WireWindow *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WireCaseStore) store = wire_case_store_make (path, &error);
  g_autoptr (GPtrArray) paths = list_files (self);

  if (store)
    wire_case_intake_start (store, (const char *const *) paths->pdata, kept_cb, G_OBJECT (self));
  else
    show_failed (self, error);
}

/* A WireFileChosen. */
static void
chosen_cb (GFile *file, gpointer data)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *whole = NULL;

  if (!path)
    return;
  whole = g_str_has_suffix (path, ".wirecase") || g_file_test (path, G_FILE_TEST_EXISTS)
              ? g_strdup (path)
              : g_strconcat (path, ".wirecase", NULL);
  keep_at (WIRE_WINDOW (data), whole);
}

static void
ask_where (WireWindow *self)
{
  g_autofree char *path = get_capture_path (self);
  g_autofree char *base = path ? g_path_get_basename (path) : g_strdup (_ ("Case"));
  char *dot = strchr (base, '.');
  g_autofree char *name = NULL;

  if (dot && dot > base)
    *dot = '\0';
  name = g_strconcat (base, ".wirecase", NULL);
  wire_file_dialog_save (GTK_WINDOW (self), _ ("Keep as Case"), name, chosen_cb, self);
}

static void
keep_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireWindow *self = WIRE_WINDOW (widget);
  g_autoptr (GPtrArray) paths = list_files (self);

  (void) name;
  (void) parameter;
  g_clear_pointer (&self->wish, wire_case_note_free);
  g_clear_pointer (&self->wish_path, g_free);
  if (paths->len > 1)
    ask_where (self);
  else
    wire_toast_show (GTK_WIDGET (self->toasts), _ ("Open a capture or files first."));
}

static void
show_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireWindow *self = WIRE_WINDOW (widget);

  (void) name;
  (void) parameter;
  if (self->kept)
    show_case_cb (self);
  else
    wire_toast_show (GTK_WIDGET (self->toasts),
                     _ ("This window is not of a case. “Keep as Case…” makes one."));
}

/* A WireReportWritten. */
static void
written_cb (GFile *file, GtkWindow *owner)
{
  wire_report_offer (GTK_WIDGET (WIRE_WINDOW (owner)->toasts), file, _ ("The report is written."));
}

static void
report_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireWindow *self = WIRE_WINDOW (widget);
  g_autofree char *path = get_capture_path (self);

  (void) name;
  (void) parameter;
  if (path || self->kept)
    wire_report_window_present (GTK_WINDOW (self), path, self->kept, written_cb);
  else
    wire_toast_show (GTK_WIDGET (self->toasts), _ ("Open a capture or a case first."));
}

static void
explain_cb (AdwMessageDialog *dialog, const char *response, WireWindow *self)
{
  (void) dialog;
  if (g_str_equal (response, "keep"))
    ask_where (self);
}

/* There is nowhere to keep a note yet. */
static void
explain (WireWindow *self)
{
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (self), _ ("Keep as a Case?"),
                              _ ("Notes and bookmarks are kept in a case: a file that names the "
                                 "evidence with its digests. The evidence is not changed."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "keep",
                                    _ ("_Keep as Case…"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "keep",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (explain_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* @note: (transfer full); @path: (transfer full) (nullable): of another file than the capture */
static void
wish (WireWindow *self, WireCaseNote *note, gboolean bookmark, char *path)
{
  g_clear_pointer (&self->wish, wire_case_note_free);
  g_clear_pointer (&self->wish_path, g_free);
  self->wish = note;
  self->wish_is_bookmark = bookmark;
  self->wish_path = path;
  if (self->kept && (self->kept_sha256 || path))
    go_on (self);
  else
    explain (self);
}

static void
add_note_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *kind, *place;
  gboolean bookmark;
  WireCaseNote *note;
  guint32 packet;

  (void) name;
  g_variant_get (parameter, "(b&s&su)", &bookmark, &kind, &place, &packet);
  note = wire_case_note_new (kind, place);
  note->packet = packet;
  wish (WIRE_WINDOW (widget), note, bookmark, NULL);
}

/* A transfer of the window's capture, which is known by its number. */
static void
add_object_note_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireWindow *self = WIRE_WINDOW (widget);
  WireObjectList *objects = wire_capture_page_get_objects (self->captures);
  g_autofree char *place = NULL;
  WireCaseNote *note;
  gboolean bookmark;
  guint32 number;

  (void) name;
  g_variant_get (parameter, "(bu)", &bookmark, &number);
  if (!objects || number >= wire_object_list_get_length (objects))
    return;
  place = g_strdup_printf ("%u", number + 1);
  note = wire_case_note_new ("transfer", place);
  note->packet = wire_object_list_get (objects, number)->packet + 1;
  wish (self, note, bookmark, NULL);
}

static void
add_file_note_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *path;
  gboolean bookmark;

  (void) name;
  g_variant_get (parameter, "(b^&ay)", &bookmark, &path);
  wish (WIRE_WINDOW (widget), wire_case_note_new ("file", ""), bookmark, g_strdup (path));
}

/* Without a case it is not kept. */
static void
used_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireWindow *self = WIRE_WINDOW (widget);
  const char *kind, *path;

  (void) name;
  g_variant_get (parameter, "(&s^&ay)", &kind, &path);
  if (self->kept)
    wire_case_intake_use (self->kept, kind, path, G_OBJECT (self));
}

/* Likewise */
static void
save_filter_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireWindow *self = WIRE_WINDOW (widget);
  const char *called, *expression;

  (void) name;
  g_variant_get (parameter, "(&s&s)", &called, &expression);
  if (self->kept)
    wire_case_store_save_filter (self->kept, called, expression);
}

/* Filters of a case come from outside: their names are for people to read. */
static GPtrArray *
list_filters (WireFilterSource *source)
{
  WireWindow *self = WIRE_WINDOW (source);
  GPtrArray *list = wire_filter_list_new ();
  g_autoptr (GPtrArray) kept = self->kept ? wire_case_store_list_filters (self->kept) : NULL;

  for (guint i = 0; kept && i < MIN (kept->len, WIRE_FILTERS_SAVED_MAX); i++)
    {
      const WireCaseFilter *filter = g_ptr_array_index (kept, i);
      g_autofree char *name = wire_printable_name (filter->name);

      wire_filter_list_add (list, name, filter->expression);
    }
  return list;
}

void
wire_window_case_filter_source_init (WireFilterSourceInterface *iface)
{
  iface->list_filters = list_filters;
}

void
wire_window_install_case_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.keep-as-case", NULL, keep_cb);
  gtk_widget_class_install_action (widget_class, "win.report", NULL, report_cb);
  gtk_widget_class_install_action (widget_class, "win.show-case", NULL, show_cb);
  gtk_widget_class_install_action (widget_class, "win.add-note", "(bssu)", add_note_cb);
  gtk_widget_class_install_action (widget_class, "win.add-object-note", "(bu)", add_object_note_cb);
  gtk_widget_class_install_action (widget_class, "win.add-file-note", "(bay)", add_file_note_cb);
  gtk_widget_class_install_action (widget_class, "win.used-in-case", "(say)", used_cb);
  gtk_widget_class_install_action (widget_class, "win.save-filter-in-case", "(ss)", save_filter_cb);
}

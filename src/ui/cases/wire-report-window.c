/* wire-report-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/cases/wire-report-window.h"

#include "base/wire-language.h"
#include "base/wire-printable.h"
#include "ui/cases/wire-report-run.h"
#include "ui/cases/wire-report-translated.h"
#include "ui/widgets/wire-file-dialog.h"
#include "ui/widgets/wire-message-dialog.h"
#include "ui/widgets/wire-toast.h"
#include "ui/work/wire-progress-bar.h"

#include <glib/gi18n.h>

/**
 * WireReportWindow:
 *
 * Asks which parts a report is to have, and in which format, and writes it. Main thread only.
 */
struct _WireReportWindow
{
  AdwWindow parent_instance;

  char *path; /* of the capture or the case */
  WireCaseStore *store;
  WireReportWritten written;
  GtkWindow *owner;
  WireJob *job; /* that writes, or NULL */
  guint pulse;

  AdwWindowTitle *title;
  AdwComboRow *format;
  AdwComboRow *language;
  GtkListBox *parts;
  GtkWidget *write;
  GtkWidget *choices;
  GtkRevealer *progress;
  GtkProgressBar *bar;
};

G_DEFINE_FINAL_TYPE (WireReportWindow, wire_report_window, ADW_TYPE_WINDOW)

static const struct
{
  WireReportFormat format;
  const char *name;
  const char *ending;
} FORMATS[] = {
  { WIRE_REPORT_HTML, N_ ("HTML, one file"), ".html" },
  { WIRE_REPORT_PDF, N_ ("PDF"), ".pdf" },
  { WIRE_REPORT_MARKDOWN, N_ ("Markdown"), ".md" },
  { WIRE_REPORT_CSV, N_ ("Tables (CSV)"), ".csv" },
  { WIRE_REPORT_JSON, N_ ("JSON, for programs"), ".json" },
  { WIRE_REPORT_CASE, N_ ("JSON-LD (CASE and UCO)"), ".jsonld" },
};

/* Languages are called as those who speak them call them. */
static const struct
{
  const char *key;
  const char *name;
} LANGUAGES[] = {
  { "en", "English" },
  { "de", "Deutsch" },
  { "es", "Español" },
  { "fr", "Français" },
  { "pt_BR", "Português (Brasil)" },
  { "uk", "Українська" },
  { "zh_CN", "简体中文" },
  { "ar", "العربية" },
};

static GtkSwitch *
get_switch (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "wire-switch");
}

/* Returns: (transfer full): keys of the parts that are wanted */
static GStrv
list_parts (WireReportWindow *self)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  guint n;
  const WireReportPart *parts = wire_report_get_parts (&n);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->parts, i)); i++)
    if (gtk_switch_get_active (get_switch (row)))
      {
        guint at = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "wire-part"));

        g_strv_builder_add (keys, parts[at].key);
      }
  return g_strv_builder_end (keys);
}

static void
update (WireReportWindow *self)
{
  g_auto (GStrv) parts = list_parts (self);

  gtk_widget_set_sensitive (self->write, parts[0] != NULL && !self->job);
  gtk_widget_set_sensitive (self->choices, !self->job);
  gtk_revealer_set_reveal_child (self->progress, self->job != NULL);
}

/* What can be said of a part before it is made. */
static char *
preview (WireReportWindow *self, const WireReportPart *part)
{
  guint n;

  if (!self->store || !part->of_case)
    return NULL;
  if (g_str_equal (part->key, "notes"))
    {
      n = wire_case_store_get_notes (self->store)->len;
      return g_strdup_printf (ngettext ("%u note", "%u notes", n), n);
    }
  if (g_str_equal (part->key, "evidence"))
    {
      n = wire_case_store_get_evidence (self->store)->len;
      return g_strdup_printf (ngettext ("%u file", "%u files", n), n);
    }
  if (!g_str_equal (part->key, "log"))
    return NULL;
  n = wire_case_store_get_deeds (self->store)->len;
  return g_strdup_printf (ngettext ("%u entry", "%u entries", n), n);
}

static void
add_part (WireReportWindow *self, const WireReportPart *part, guint at)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *wanted = gtk_switch_new ();
  g_autofree char *words = preview (self, part);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (part->title));
  if (words)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_switch_set_active (GTK_SWITCH (wanted), TRUE);
  gtk_widget_set_valign (wanted, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), wanted);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), wanted);
  g_object_set_data (G_OBJECT (row), "wire-switch", wanted);
  g_object_set_data (G_OBJECT (row), "wire-part", GUINT_TO_POINTER (at));
  g_signal_connect_object (wanted, "notify::active", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->parts, row);
}

static const char *
name_language (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (LANGUAGES); i++)
    if (g_str_equal (LANGUAGES[i].key, key))
      return LANGUAGES[i].name;
  return key;
}

/* The command line writes in other languages: without it there is nothing to choose. */
static void
fill_languages (WireReportWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *program = wire_report_translated_find_program ();
  g_auto (GStrv) keys = wire_language_list ();

  /* The first choice of a language */
  gtk_string_list_append (names, _ ("As in the Window"));
  for (char **key = keys; *key; key++)
    gtk_string_list_append (names, name_language (*key));
  adw_combo_row_set_model (self->language, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->language), program != NULL);
}

/* Returns: (transfer full) (nullable): the key of the language that was chosen */
static char *
get_language (WireReportWindow *self)
{
  guint chosen = adw_combo_row_get_selected (self->language);
  g_auto (GStrv) keys = wire_language_list ();

  return chosen > 0 && chosen <= g_strv_length (keys) ? g_strdup (keys[chosen - 1]) : NULL;
}

static void
fill (WireReportWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n;
  const WireReportPart *parts = wire_report_get_parts (&n);

  for (gsize i = 0; i < G_N_ELEMENTS (FORMATS); i++)
    gtk_string_list_append (names, _ (FORMATS[i].name));
  adw_combo_row_set_model (self->format, G_LIST_MODEL (names));
  fill_languages (self);
  for (guint i = 0; i < n; i++)
    if (self->store || !parts[i].of_case)
      add_part (self, &parts[i], i);
}

static void
set_job (WireReportWindow *self, WireJob *job)
{
  g_set_object (&self->job, job);
  g_clear_handle_id (&self->pulse, g_source_remove);
  if (job)
    self->pulse = wire_progress_bar_keep_pulsing (self->bar);
  update (self);
}

/* A WireOwnedJobEnded. */
static void
ended_cb (WireJob *job, gpointer data, GObject *owner)
{
  WireReportWindow *self = WIRE_REPORT_WINDOW (owner);
  const WireReportRun *run = data;
  g_autoptr (GFile) file = g_file_new_for_path (run->out);

  if (job != self->job) /* the window was closed meanwhile */
    return;
  set_job (self, NULL);
  if (wire_job_get_state (job) == WIRE_JOB_FAILED)
    wire_message_dialog_show (GTK_WINDOW (self), _ ("The Report Could Not Be Written"),
                              wire_job_get_error (job)->message);
  if (wire_job_get_state (job) != WIRE_JOB_DONE)
    return;
  if (self->store)
    wire_case_store_log (self->store, "reported", run->out, run->sha256);
  self->written (file, self->owner);
  gtk_window_close (GTK_WINDOW (self));
}

/* A WireFileChosen. */
static void
chosen_cb (GFile *file, gpointer data)
{
  WireReportWindow *self = WIRE_REPORT_WINDOW (data);
  WireReportRun *run;
  g_autoptr (WireJob) job = NULL;

  if (!g_file_peek_path (file) || self->job)
    return;
  run = wire_report_run_new (self->path, self->store);
  run->out = g_file_get_path (file);
  run->format = FORMATS[adw_combo_row_get_selected (self->format)].format;
  run->parts = list_parts (self);
  run->language = get_language (self);
  job = wire_report_run_start (run, ended_cb, G_OBJECT (self));
  set_job (self, job);
}

static void
write_cb (WireReportWindow *self)
{
  g_autofree char *base = g_path_get_basename (self->path);
  char *dot = strrchr (base, '.');
  g_autofree char *name = NULL;

  if (dot && dot > base)
    *dot = '\0';
  name = g_strconcat (base, FORMATS[adw_combo_row_get_selected (self->format)].ending, NULL);
  wire_file_dialog_save (GTK_WINDOW (self), _ ("Write Report"), name, chosen_cb, self);
}

static void
cancel_cb (WireReportWindow *self)
{
  if (self->job)
    wire_job_cancel (self->job);
}

static void
wire_report_window_dispose (GObject *object)
{
  WireReportWindow *self = WIRE_REPORT_WINDOW (object);

  cancel_cb (self);
  g_clear_object (&self->job);
  g_clear_handle_id (&self->pulse, g_source_remove);
  g_clear_object (&self->store);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (wire_report_window_parent_class)->dispose (object);
}

static void
wire_report_window_class_init (WireReportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wire_report_window_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/cases/wire-report-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WireReportWindow, title);
  gtk_widget_class_bind_template_child (widget_class, WireReportWindow, format);
  gtk_widget_class_bind_template_child (widget_class, WireReportWindow, language);
  gtk_widget_class_bind_template_child (widget_class, WireReportWindow, parts);
  gtk_widget_class_bind_template_child (widget_class, WireReportWindow, write);
  gtk_widget_class_bind_template_child (widget_class, WireReportWindow, choices);
  gtk_widget_class_bind_template_child (widget_class, WireReportWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, WireReportWindow, bar);
  gtk_widget_class_bind_template_callback (widget_class, write_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
wire_report_window_init (WireReportWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
open_cb (AdwToast *toast, gpointer data)
{
  const char *uri = g_object_get_data (G_OBJECT (toast), "wire-uri");

  gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (data))), uri, GDK_CURRENT_TIME);
}

/** Says @sentence in @toasts, with a button that opens @file. */
void
wire_report_offer (GtkWidget *toasts, GFile *file, const char *sentence)
{
  AdwToast *toast = wire_toast_offer (toasts, sentence, _ ("_Open"));

  g_object_set_data_full (G_OBJECT (toast), "wire-uri", g_file_get_uri (file), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (open_cb), toasts, 0);
}

/**
 * wire_report_window_present:
 * @parent: what the window belongs to, and what @written is given
 * @capture: (nullable): path of a capture, where there is no case
 * @store: (nullable): a case
 * @written: called where a report was written
 */
void
wire_report_window_present (GtkWindow *parent,
                            const char *capture,
                            WireCaseStore *store,
                            WireReportWritten written)
{
  WireReportWindow *self = g_object_new (WIRE_TYPE_REPORT_WINDOW, "transient-for", parent, "modal",
                                         TRUE, "destroy-with-parent", TRUE, NULL);
  g_autofree char *base = NULL, *name = NULL;

  self->store = store ? g_object_ref (store) : NULL;
  self->path = g_strdup (store ? wire_case_store_get_path (store) : capture);
  self->owner = parent;
  self->written = written;
  base = g_path_get_basename (self->path);
  name = wire_printable_name (base);
  adw_window_title_set_subtitle (self->title, name);
  fill (self);
  update (self);
  gtk_window_present (GTK_WINDOW (self));
}

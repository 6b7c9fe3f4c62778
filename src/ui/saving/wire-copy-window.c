/* wire-copy-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/saving/wire-copy-window-private.h"

#include "base/wire-printable.h"
#include "ui/widgets/wire-file-dialog.h"
#include "ui/widgets/wire-message-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

/* As many as the command line takes: the files stay open. */
#define MOST_OTHERS 999u

/**
 * WireCopyWindow:
 *
 * Asks how a capture is to be split, merged with others or anonymised, writes it, and shows what
 * was written. Main thread only.
 */
G_DEFINE_FINAL_TYPE (WireCopyWindow, wire_copy_window, ADW_TYPE_WINDOW)

/* What the two choices are, in the order of their lists. */
enum
{
  ALL,
  SHOWN,
};

enum
{
  CUT,
  KEEP,
};

static const struct
{
  WireSplitBy by;
  const char *name;
  double first;
  double largest;
  guint64 unit;
} SPLITS[] = {
  { WIRE_SPLIT_TIME, N_ ("Time, in Seconds"), 60, 1e9, 1000000000 },
  { WIRE_SPLIT_PACKETS, N_ ("Number of Packets"), 10000, 1e9, 1 },
  { WIRE_SPLIT_SIZE, N_ ("Size, in MiB"), 100, 1e6, 1024 * 1024 },
  { WIRE_SPLIT_CONVERSATION, N_ ("Conversation"), 1, 1, 1 },
};

static const struct
{
  const char *title;
  const char *write;
  const char *ending;
  const char *failed;
} KINDS[] = {
  [WIRE_COPY_SPLIT] = { N_ ("Split"), N_ ("_Split…"), "part",
                        N_ ("The Capture Could Not Be Split") },
  [WIRE_COPY_MERGE] = { N_ ("Merge"), N_ ("_Merge…"), "merged",
                        N_ ("The Captures Could Not Be Merged") },
  [WIRE_COPY_ANONYMISE] = { N_ ("Anonymise"), N_ ("_Anonymise…"), "anonymised",
                            N_ ("The Capture Could Not Be Anonymised") },
};

static gboolean
has_key (WireCopyWindow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->key));
  guint8 key[WIRE_CRYPTO_PAN_KEY];
  gboolean good = *text == '\0' || wire_crypto_pan_parse_key (text, key);

  explicit_bzero (key, sizeof key);
  return good;
}

/* What can be done with what is chosen. */
static void
update (WireCopyWindow *self)
{
  guint by = adw_combo_row_get_selected (self->by);
  gboolean key = has_key (self);
  gboolean ready = self->kind == WIRE_COPY_SPLIT   ? by < G_N_ELEMENTS (SPLITS)
                   : self->kind == WIRE_COPY_MERGE ? self->others->len > 0
                                                   : key;

  gtk_widget_set_sensitive (GTK_WIDGET (self->write), ready && !self->job);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), !self->job);
  gtk_revealer_set_reveal_child (self->progress, self->job != NULL);
  if (key)
    gtk_widget_remove_css_class (GTK_WIDGET (self->key), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->key), "error");
}

static void
by_cb (WireCopyWindow *self)
{
  guint by = adw_combo_row_get_selected (self->by);

  if (by >= G_N_ELEMENTS (SPLITS))
    return;
  gtk_spin_button_set_range (self->amount, 1, SPLITS[by].largest);
  gtk_spin_button_set_value (self->amount, SPLITS[by].first);
  gtk_widget_set_visible (GTK_WIDGET (gtk_widget_get_template_child (
                              GTK_WIDGET (self), WIRE_TYPE_COPY_WINDOW, "amount_row")),
                          SPLITS[by].by != WIRE_SPLIT_CONVERSATION);
  update (self);
}

/* The captures that are merged */

static void
remove_cb (GtkButton *button, WireCopyWindow *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_LIST_BOX_ROW);
  guint at = (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) - 1;

  if (at < self->others->len)
    g_ptr_array_remove_index (self->others, at);
  gtk_list_box_remove (self->captures, row);
  update (self);
}

static GtkWidget *
add_capture_row (WireCopyWindow *self, const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = wire_printable_name (base);
  g_autofree char *place = wire_printable_name (path);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  gtk_widget_set_tooltip_text (row, place);
  gtk_list_box_append (self->captures, row);
  return row;
}

/** Adds a capture to those that are merged. */
void
wire_copy_window_add (WireCopyWindow *self, GFile *file)
{
  const char *path = g_file_peek_path (file);
  GtkWidget *row, *button;

  if (!path || self->others->len >= MOST_OTHERS)
    return;
  row = add_capture_row (self, path);
  button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Do not merge this capture"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Do not merge this capture"), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_ptr_array_add (self->others, g_strdup (path));
  update (self);
}

/* A WireFilesChosen. */
static void
added_cb (GListModel *files, gpointer data)
{
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      wire_copy_window_add (WIRE_COPY_WINDOW (data), file);
    }
}

static void
add_cb (WireCopyWindow *self)
{
  wire_file_dialog_open_files (GTK_WINDOW (self), _ ("Add Captures"), added_cb, self);
}

/* The work */

static gboolean
tick_cb (gpointer data)
{
  WireCopyWindow *self = WIRE_COPY_WINDOW (data);

  gtk_progress_bar_set_fraction (self->bar, CLAMP (wire_job_get_fraction (self->job), 0, 1));
  return G_SOURCE_CONTINUE;
}

static void
set_job (WireCopyWindow *self, WireJob *job)
{
  g_set_object (&self->job, job);
  g_clear_handle_id (&self->tick, g_source_remove);
  gtk_progress_bar_set_fraction (self->bar, 0);
  if (job)
    {
      gtk_progress_bar_set_text (self->bar, wire_job_get_title (job));
      self->tick = g_timeout_add (150, tick_cb, self);
    }
  update (self);
}

/* A WireOwnedJobEnded. */
static void
ended_cb (WireJob *job, gpointer data, GObject *owner)
{
  WireCopyWindow *self = WIRE_COPY_WINDOW (owner);

  if (job != self->job) /* the window was closed meanwhile */
    return;
  set_job (self, NULL);
  if (wire_job_get_state (job) == WIRE_JOB_FAILED)
    wire_message_dialog_show (GTK_WINDOW (self), _ (KINDS[self->kind].failed),
                              wire_job_get_error (job)->message);
  if (wire_job_get_state (job) == WIRE_JOB_DONE)
    wire_copy_window_show_result (self, data);
}

static void
fill_split (WireCopyWindow *self, WireCopyRun *run)
{
  guint by = MIN (adw_combo_row_get_selected (self->by), G_N_ELEMENTS (SPLITS) - 1);

  run->by = SPLITS[by].by;
  run->amount = (guint64) gtk_spin_button_get_value (self->amount) * SPLITS[by].unit;
}

static void
fill_key (WireCopyWindow *self, WireCopyRun *run)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->key));

  run->cut = adw_combo_row_get_selected (self->payload) != KEEP;
  if (*text == '\0' || !wire_crypto_pan_parse_key (text, run->key))
    wire_crypto_pan_make_key (run->key);
}

/** Writes what was chosen to @file, or to files that are called like it. */
void
wire_copy_window_write (WireCopyWindow *self, GFile *file)
{
  g_autoptr (WireJob) job = NULL;
  WireCopyRun *run;

  if (self->job || !g_file_peek_path (file))
    return;
  run = wire_copy_run_new (self->kind, self->view);
  run->all = adw_combo_row_get_selected (self->packets) != SHOWN;
  run->path = g_file_get_path (file);
  run->secrets = gtk_switch_get_active (self->secrets);
  fill_split (self, run);
  fill_key (self, run);
  for (guint i = 0; i < self->others->len; i++)
    g_ptr_array_add (run->others, g_strdup (self->others->pdata[i]));
  job = wire_copy_run_start (run, ended_cb, G_OBJECT (self));
  set_job (self, job);
}

/* A WireFileChosen. */
static void
chosen_cb (GFile *file, gpointer data)
{
  WireCopyWindow *self = WIRE_COPY_WINDOW (data);
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *text =
      g_strdup_printf (_ ("“%s” is not on this machine: choose a folder of this machine."), uri);

  if (g_file_peek_path (file))
    wire_copy_window_write (self, file);
  else
    wire_message_dialog_show (GTK_WINDOW (self), _ (KINDS[self->kind].failed), text);
}

/* Of “web.pcap.gz”: “web-merged.pcapng”. */
static void
write_cb (WireCopyWindow *self)
{
  WireCapture *capture = wire_view_get_capture (self->view);
  g_autofree char *name = g_file_get_basename (wire_capture_get_file (capture));
  char *dot = strchr (name + 1, '.');
  g_autofree char *suggested = NULL;

  if (dot)
    *dot = '\0';
  suggested = g_strdup_printf ("%s-%s.pcapng", name, KINDS[self->kind].ending);
  wire_file_dialog_save (GTK_WINDOW (self), _ (KINDS[self->kind].title), suggested, chosen_cb,
                         self);
}

static void
cancel_cb (WireCopyWindow *self)
{
  if (self->job)
    wire_job_cancel (self->job);
}

static void
wire_copy_window_dispose (GObject *object)
{
  WireCopyWindow *self = WIRE_COPY_WINDOW (object);

  cancel_cb (self);
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_object (&self->job);
  g_clear_object (&self->view);
  g_clear_pointer (&self->others, g_ptr_array_unref);
  g_clear_pointer (&self->written, g_free);
  G_OBJECT_CLASS (wire_copy_window_parent_class)->dispose (object);
}

static void
wire_copy_window_class_init (WireCopyWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wire_copy_window_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/saving/wire-copy-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WireCopyWindow, title);
  gtk_widget_class_bind_template_child (widget_class, WireCopyWindow, write);
  gtk_widget_class_bind_template_child (widget_class, WireCopyWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, WireCopyWindow, bar);
  gtk_widget_class_bind_template_child (widget_class, WireCopyWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, WireCopyWindow, packets);
  gtk_widget_class_bind_template_child (widget_class, WireCopyWindow, by);
  gtk_widget_class_bind_template_child (widget_class, WireCopyWindow, amount);
  gtk_widget_class_bind_template_child (widget_class, WireCopyWindow, payload);
  gtk_widget_class_bind_template_child (widget_class, WireCopyWindow, key);
  gtk_widget_class_bind_template_child (widget_class, WireCopyWindow, secrets);
  gtk_widget_class_bind_template_child (widget_class, WireCopyWindow, captures);
  gtk_widget_class_bind_template_child_full (widget_class, "amount_row", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "split_group", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "merge_group", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "anonymise_group", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "more_group", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "secrets_row", FALSE, 0);
  wire_copy_window_bind_result (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, by_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, write_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
wire_copy_window_init (WireCopyWindow *self)
{
  self->others = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_group (WireCopyWindow *self, const char *name, gboolean shown)
{
  gtk_widget_set_visible (
      GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (self), WIRE_TYPE_COPY_WINDOW, name)),
      shown);
}

static void
fill (WireCopyWindow *self)
{
  WireCapture *capture = wire_view_get_capture (self->view);
  g_autofree char *path = g_file_get_path (wire_capture_get_file (capture));
  g_autofree char *base = path ? g_path_get_basename (path) : g_strdup ("");
  g_autofree char *name = wire_printable_name (base);
  g_autoptr (GtkStringList) splits = gtk_string_list_new (NULL);
  gboolean filtered = wire_filter_get_length (wire_view_get_filter (self->view)) > 0;

  gtk_window_set_title (GTK_WINDOW (self), _ (KINDS[self->kind].title));
  adw_window_title_set_title (self->title, _ (KINDS[self->kind].title));
  adw_window_title_set_subtitle (self->title, name);
  gtk_button_set_label (self->write, _ (KINDS[self->kind].write));
  show_group (self, "split_group", self->kind == WIRE_COPY_SPLIT);
  show_group (self, "merge_group", self->kind == WIRE_COPY_MERGE);
  show_group (self, "anonymise_group", self->kind == WIRE_COPY_ANONYMISE);
  show_group (self, "secrets_row", self->kind != WIRE_COPY_ANONYMISE);
  show_group (self, "more_group", self->kind != WIRE_COPY_ANONYMISE || filtered);
  gtk_widget_set_visible (GTK_WIDGET (self->packets), filtered);
  for (gsize i = 0; i < G_N_ELEMENTS (SPLITS); i++)
    gtk_string_list_append (splits, _ (SPLITS[i].name));
  adw_combo_row_set_model (self->by, G_LIST_MODEL (splits));
  by_cb (self);
  if (path)
    add_capture_row (self, path);
  update (self);
}

/**
 * wire_copy_window_present:
 * @parent: what the window belongs to
 * @kind: what is to be done
 * @view: the packets that are shown, of a capture that was read
 *
 * Returns: (transfer none): the window, until it is closed
 */
WireCopyWindow *
wire_copy_window_present (GtkWindow *parent, WireCopyKind kind, WireView *view)
{
  WireCopyWindow *self = g_object_new (WIRE_TYPE_COPY_WINDOW, "transient-for", parent, "modal",
                                       TRUE, "destroy-with-parent", TRUE, NULL);

  self->kind = kind;
  self->view = g_object_ref (view);
  fill (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

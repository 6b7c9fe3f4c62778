/* wire-jobs-button.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/window/wire-jobs-button.h"

#include "ui/widgets/wire-figures.h"
#include "base/wire-job-list.h"
#include "ui/work/wire-progress-bar.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/**
 * WireJobsButton:
 *
 * Shows while something takes long: how many jobs run, and in a popover each with its progress and
 * a way to cancel it. It knows nothing of the jobs but what every #WireJob tells. Main thread only.
 */
struct _WireJobsButton
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkLabel *count;
  GtkListBox *list;
  GListModel *running;
  GListStore *shown;
  guint looking; /* the source that notices which jobs take long */
};

G_DEFINE_FINAL_TYPE (WireJobsButton, wire_jobs_button, GTK_TYPE_WIDGET)

/* What ends sooner is no work that anybody waits for: sorting, filtering, counting. A button that
 * comes and goes would only draw the eye. */
#define LONG_US G_USEC_PER_SEC
#define LOOK_MS 250

/* Where a row keeps its progress bar. */
#define BAR_KEY "wire-bar"

static void
show_progress (GtkProgressBar *bar, GParamSpec *pspec, WireJob *job)
{
  double fraction = wire_job_get_fraction (job);
  const char *message = wire_job_get_message (job);

  (void) pspec;
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (bar, fraction);
  gtk_progress_bar_set_show_text (bar, message != NULL);
  gtk_progress_bar_set_text (bar, message);
}

static void
progress_cb (WireJob *job, GParamSpec *pspec, GtkProgressBar *bar)
{
  show_progress (bar, pspec, job);
}

static GtkWidget *
make_row (gpointer item, gpointer data)
{
  WireJob *job = item;
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (wire_job_get_title (job));
  GtkWidget *bar = gtk_progress_bar_new ();
  GtkWidget *cancel = gtk_button_new_from_icon_name ("process-stop-symbolic");
  g_autofree char *name = g_strdup_printf (_ ("Cancel: %s"), wire_job_get_title (job));

  (void) data;
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (title), 36);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  wire_job_get_title (job), -1);
  gtk_widget_set_tooltip_text (cancel, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cancel), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (cancel, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (cancel, "flat");
  gtk_widget_set_size_request (words, 240, -1);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), bar);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), cancel);
  gtk_widget_add_css_class (row, "job-row");
  g_object_set_data (G_OBJECT (row), BAR_KEY, bar);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (wire_job_cancel), job, G_CONNECT_SWAPPED);
  g_signal_connect_object (job, "notify::fraction", G_CALLBACK (progress_cb), bar, 0);
  g_signal_connect_object (job, "notify::message", G_CALLBACK (progress_cb), bar, 0);
  show_progress (GTK_PROGRESS_BAR (bar), NULL, job);
  return row;
}

static void
show_count (WireJobsButton *self)
{
  guint n = wire_jobs_button_count (self);
  g_autofree char *figure = wire_figure_count (n);
  g_autofree char *name =
      g_strdup_printf (ngettext ("%s job is running", "%s jobs are running", n), figure);

  gtk_label_set_text (self->count, figure);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  if (n == 0)
    gtk_menu_button_popdown (self->button);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

/* Work of which nobody knows how much there is moves all the same. */
static void
pulse (WireJobsButton *self)
{
  for (guint i = 0; i < wire_jobs_button_count (self); i++)
    {
      g_autoptr (WireJob) job = g_list_model_get_item (G_LIST_MODEL (self->shown), i);
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i);

      if (wire_job_get_fraction (job) < 0)
        wire_progress_bar_pulse (
            g_object_get_data (G_OBJECT (gtk_list_box_row_get_child (row)), BAR_KEY));
    }
}

/* Jobs that have ended leave; jobs that have come to take long join, in the order of their start.
 */
static gboolean
look (gpointer data)
{
  WireJobsButton *self = data;
  gint64 now = g_get_monotonic_time ();
  guint n = g_list_model_get_n_items (self->running);
  guint before = wire_jobs_button_count (self);

  for (guint i = before; i > 0; i--)
    {
      g_autoptr (WireJob) job = g_list_model_get_item (G_LIST_MODEL (self->shown), i - 1);

      if (wire_job_get_state (job) != WIRE_JOB_RUNNING)
        g_list_store_remove (self->shown, i - 1);
    }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (WireJob) job = g_list_model_get_item (self->running, i);

      if (now - wire_job_get_started (job) >= LONG_US
          && !g_list_store_find (self->shown, job, NULL))
        g_list_store_append (self->shown, job);
    }
  show_count (self);
  pulse (self);
  if (n > 0)
    return G_SOURCE_CONTINUE;
  self->looking = 0;
  return G_SOURCE_REMOVE;
}

/* Only while anything runs is anything looked at. */
static void
running_cb (WireJobsButton *self)
{
  if (!self->looking && g_list_model_get_n_items (self->running) > 0)
    self->looking = g_timeout_add (LOOK_MS, look, self);
}

static void
wire_jobs_button_dispose (GObject *object)
{
  WireJobsButton *self = WIRE_JOBS_BUTTON (object);

  g_clear_handle_id (&self->looking, g_source_remove);
  if (self->button)
    gtk_widget_unparent (GTK_WIDGET (self->button));
  self->button = NULL;
  g_clear_object (&self->shown);
  G_OBJECT_CLASS (wire_jobs_button_parent_class)->dispose (object);
}

static void
wire_jobs_button_class_init (WireJobsButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wire_jobs_button_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
wire_jobs_button_init (WireJobsButton *self)
{
  GtkWidget *face = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *spinner = gtk_spinner_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *list = gtk_list_box_new ();

  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  self->count = GTK_LABEL (gtk_label_new (NULL));
  self->list = GTK_LIST_BOX (list);
  self->running = wire_job_list_get_running ();
  self->shown = g_list_store_new (WIRE_TYPE_JOB);
  gtk_spinner_set_spinning (GTK_SPINNER (spinner), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  gtk_box_append (GTK_BOX (face), spinner);
  gtk_box_append (GTK_BOX (face), GTK_WIDGET (self->count));
  gtk_menu_button_set_child (self->button, face);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->shown), make_row, NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Running jobs"), -1);
  gtk_popover_set_child (GTK_POPOVER (popover), list);
  gtk_menu_button_set_popover (self->button, popover);
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
  g_signal_connect_object (self->running, "items-changed", G_CALLBACK (running_cb), self,
                           G_CONNECT_SWAPPED);
  show_count (self);
  running_cb (self);
}

/** Returns: how many jobs take long just now */
guint
wire_jobs_button_count (WireJobsButton *self)
{
  g_return_val_if_fail (WIRE_IS_JOBS_BUTTON (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->shown));
}

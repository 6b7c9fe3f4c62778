/* wire-case-across.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/cases/wire-case-across.h"

#include "ui/cases/wire-case-across-rows.h"
#include "ui/cases/wire-case-gathering.h"
#include "ui/cases/wire-case-timeline.h"
#include "ui/widgets/wire-figures.h"
#include "ui/work/wire-progress-bar.h"

#include <glib/gi18n.h>

/**
 * WireCaseAcross:
 *
 * A timeline of all captures of a case, and a list of what they have: findings, transfers,
 * requests, hosts, flows, what is looked for, and captures that have the same packets. The captures
 * are read when that is asked for. A row leads to its place, by WireCaseAcross::go. Main thread
 * only.
 */
struct _WireCaseAcross
{
  AdwBin parent_instance;

  WireCaseStore *store; /* NULL once it was stopped */
  WireJob *job;         /* that reads, or NULL */
  guint pulse;
  GListStore *rows;
  GPtrArray *read_rows; /* the same, as they were read */
  GArray *marks;        /* likewise, of notes */
  char *wanted;         /* casefolded: what rows must have */
  GtkFilter *filter;

  GtkDropDown *table;
  GtkEditable *words;
  GtkWidget *read;
  GtkWidget *stop;
  GtkProgressBar *bar;
  GtkWidget *times;
  WireCaseTimeline *timeline;
  GtkStack *stack;
  GtkListView *list;
  GtkLabel *count;
  GtkExpander *more;
  GtkLabel *rest;
};

G_DEFINE_FINAL_TYPE (WireCaseAcross, wire_case_across, ADW_TYPE_BIN)

/* Sentences on what is not in the list that are shown at once. */
#define MAX_REST 200u

static gboolean
is_search (WireCaseAcross *self)
{
  return gtk_drop_down_get_selected (self->table) == WIRE_CASE_TABLE_FOUND;
}

static gboolean
passes (gpointer item, gpointer data)
{
  WireCaseAcross *self = data;

  return is_search (self) || !self->wanted || !*self->wanted
         || wire_case_row_matches (WIRE_CASE_ROW (item), self->wanted);
}

static void
update (WireCaseAcross *self)
{
  gboolean reads = self->job != NULL;
  gboolean has_words = *gtk_editable_get_text (self->words) != '\0';

  gtk_widget_set_visible (self->read, !reads);
  gtk_widget_set_visible (self->stop, reads);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), reads);
  gtk_widget_set_sensitive (self->read, has_words || !is_search (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->table), !reads);
}

static void
show_count (WireCaseAcross *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (self->list)));
  g_autofree char *figure = wire_figure_count (n);
  /* Translators: %s is a number, as it is written */
  g_autofree char *words = g_strdup_printf (ngettext ("%s row", "%s rows", n), figure);

  gtk_label_set_text (self->count, words);
  gtk_widget_set_visible (GTK_WIDGET (self->count), n > 0);
}

static void
set_job (WireCaseAcross *self, WireJob *job)
{
  g_set_object (&self->job, job);
  g_clear_handle_id (&self->pulse, g_source_remove);
  if (job)
    self->pulse = wire_progress_bar_keep_pulsing (self->bar);
  update (self);
}

/* Nothing is said to be all that there is where a part of it is not in the list. */
static void
show_rest (WireCaseAcross *self, const GPtrArray *rest)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *title =
      g_strdup_printf (ngettext ("%u remark on what is not in this list",
                                 "%u remarks on what is not in this list", rest->len),
                       rest->len);

  for (guint i = 0; i < MIN (rest->len, MAX_REST); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
                            (const char *) g_ptr_array_index (rest, i));
  if (rest->len > MAX_REST)
    g_string_append_printf (text, "\n%s", _ ("The others are not shown."));
  gtk_label_set_text (self->rest, text->str);
  gtk_expander_set_label (self->more, title);
  gtk_widget_set_visible (GTK_WIDGET (self->more), rest->len > 0);
}

static void
show_marks (WireCaseAcross *self)
{
  if (self->read_rows)
    wire_case_timeline_set_marks (self->timeline, self->read_rows, self->marks);
}

/* @rows and @marks: what the list and the chart show from now on */
static void
take (WireCaseAcross *self, GPtrArray *rows, GArray *marks)
{
  g_clear_pointer (&self->read_rows, g_ptr_array_unref);
  g_clear_pointer (&self->marks, g_array_unref);
  self->read_rows = g_ptr_array_ref (rows);
  self->marks = g_array_ref (marks);
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                       rows->pdata, rows->len);
  show_marks (self);
  show_count (self);
}

/* A WireOwnedJobEnded. */
static void
ended_cb (WireJob *job, gpointer data, GObject *owner)
{
  WireCaseAcross *self = WIRE_CASE_ACROSS (owner);
  WireCaseGathering *gathered = data;

  if (!self->store || job != self->job)
    return;
  set_job (self, NULL);
  if (wire_job_get_state (job) == WIRE_JOB_FAILED)
    g_ptr_array_add (gathered->rest, g_strdup (wire_job_get_error (job)->message));
  if (wire_job_get_state (job) == WIRE_JOB_CANCELLED)
    g_ptr_array_add (gathered->rest, g_strdup (_ ("Reading was stopped: captures after that were "
                                                  "not read.")));
  take (self, gathered->rows, gathered->marks);
  show_rest (self, gathered->rest);
  gtk_stack_set_visible_child_name (self->stack, gathered->rows->len > 0 ? "rows" : "nothing");
}

static void
read_cb (WireCaseAcross *self)
{
  g_autoptr (WireJob) job = NULL;
  const char *words = gtk_editable_get_text (self->words);

  if (!self->store || self->job || (is_search (self) && !*words))
    return;
  job = wire_case_gathering_start (self->store, gtk_drop_down_get_selected (self->table), words,
                                   ended_cb, G_OBJECT (self));
  set_job (self, job);
}

static void
stop_cb (WireCaseAcross *self)
{
  if (self->job)
    wire_job_cancel (self->job);
}

/* What is in the list is of another table. */
static void
table_cb (WireCaseAcross *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GArray) no_marks = g_array_new (FALSE, FALSE, sizeof (WireCaseMark));

  take (self, none, no_marks);
  show_rest (self, none);
  gtk_stack_set_visible_child_name (self->stack, "empty");
  g_object_set (self->words, "placeholder-text",
                is_search (self) ? _ ("What to look for in all captures")
                                 : _ ("Rows that have these words"),
                NULL);
  update (self);
}

static void
words_cb (WireCaseAcross *self)
{
  g_free (self->wanted);
  self->wanted = g_utf8_casefold (gtk_editable_get_text (self->words), -1);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_count (self);
  update (self);
}

static void
activate_cb (WireCaseAcross *self, guint position)
{
  g_autoptr (WireCaseRow) row =
      g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->list)), position);

  if (row)
    g_signal_emit_by_name (self, "go", wire_case_row_get_evidence (row),
                           wire_case_row_get_way (row));
}

static void
open_cb (WireCaseAcross *self, gint64 evidence)
{
  g_signal_emit_by_name (self, "go", evidence, NULL);
}

static void
show_times (WireCaseAcross *self)
{
  GPtrArray *evidence = wire_case_store_get_evidence (self->store);

  gtk_widget_set_visible (self->times, wire_case_timeline_set_evidence (self->timeline, evidence));
  show_marks (self);
}

/** Forgets the case, as the window is closed. */
void
wire_case_across_stop (WireCaseAcross *self)
{
  g_return_if_fail (WIRE_IS_CASE_ACROSS (self));

  stop_cb (self);
  set_job (self, NULL);
  if (self->store)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
}

/** Shows @store from now on, which is set once. */
void
wire_case_across_set_store (WireCaseAcross *self, WireCaseStore *store)
{
  g_return_if_fail (WIRE_IS_CASE_ACROSS (self) && !self->store);

  self->store = g_object_ref (store);
  g_signal_connect_swapped (store, "changed", G_CALLBACK (show_times), self);
  show_times (self);
}

static void
wire_case_across_finalize (GObject *object)
{
  WireCaseAcross *self = WIRE_CASE_ACROSS (object);

  g_clear_handle_id (&self->pulse, g_source_remove);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->read_rows, g_ptr_array_unref);
  g_clear_pointer (&self->marks, g_array_unref);
  g_clear_object (&self->filter);
  g_free (self->wanted);
  G_OBJECT_CLASS (wire_case_across_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, WireCaseAcross, table);
  gtk_widget_class_bind_template_child (widget_class, WireCaseAcross, words);
  gtk_widget_class_bind_template_child (widget_class, WireCaseAcross, read);
  gtk_widget_class_bind_template_child (widget_class, WireCaseAcross, stop);
  gtk_widget_class_bind_template_child (widget_class, WireCaseAcross, bar);
  gtk_widget_class_bind_template_child (widget_class, WireCaseAcross, times);
  gtk_widget_class_bind_template_child (widget_class, WireCaseAcross, timeline);
  gtk_widget_class_bind_template_child (widget_class, WireCaseAcross, stack);
  gtk_widget_class_bind_template_child (widget_class, WireCaseAcross, list);
  gtk_widget_class_bind_template_child (widget_class, WireCaseAcross, count);
  gtk_widget_class_bind_template_child (widget_class, WireCaseAcross, more);
  gtk_widget_class_bind_template_child (widget_class, WireCaseAcross, rest);
}

static void
wire_case_across_class_init (WireCaseAcrossClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (WIRE_TYPE_CASE_TIMELINE);
  G_OBJECT_CLASS (klass)->finalize = wire_case_across_finalize;
  /**
   * WireCaseAcross::go:
   * @across: the page
   * @evidence: number of a capture in the case
   * @way: (nullable): a #WireCaseNote on the place; valid during the call
   *
   * A row was activated.
   */
  g_signal_new ("go", WIRE_TYPE_CASE_ACROSS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                G_TYPE_INT64, G_TYPE_POINTER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/cases/wire-case-across.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, read_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, table_cb);
  gtk_widget_class_bind_template_callback (widget_class, words_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
}

static void
wire_case_across_init (WireCaseAcross *self)
{
  GtkFilterListModel *filtered;
  g_autoptr (GtkSelectionModel) selection = NULL;
  g_autoptr (GtkListItemFactory) factory = wire_case_across_factory_new ();

  self->rows = g_list_store_new (WIRE_TYPE_CASE_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filter = GTK_FILTER (gtk_custom_filter_new (passes, self, NULL));
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->rows)),
                                        g_object_ref (self->filter));
  selection = GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (filtered)));
  gtk_list_view_set_model (self->list, selection);
  gtk_list_view_set_factory (self->list, factory);
  table_cb (self);
}

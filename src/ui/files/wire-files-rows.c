/* wire-files-rows.c: which rows are seen, in what order, and which are selected
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/lists/wire-column-memory.h"
#include "ui/widgets/wire-figures.h"
#include "ui/files/wire-files-page-private.h"

#include <glib/gi18n.h>

/* While rows come, they are put in order this often. */
#define REORDER_MS 400

static const char *const CHIP_TITLES[WIRE_N_FINDINGS + 1] = {
  N_ ("Known Bad"),  N_ ("Checksum Differs"), N_ ("Mismatch"),     N_ ("Notable"),
  N_ ("Unreadable"), N_ ("Not Matched"),      N_ ("Incomplete"),   N_ ("Unidentified"),
  N_ ("Known Good"), N_ ("Checksum Agrees"),  N_ ("Same Content"), N_ ("All"),
};

/** Returns: (transfer full): numbers of the rows that are selected and shown, as guint32 */
GArray *
wire_files_rows_get_selected (WireFilesPage *self)
{
  return wire_row_selection_list (self->selection);
}

/** Returns: (transfer full): numbers of all rows that are shown, as guint32, in their order */
GArray *
wire_files_rows_get_shown (WireFilesPage *self)
{
  guint n = wire_row_list_get_length (self->rows);
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n);

  for (guint i = 0; i < n; i++)
    {
      guint32 row = wire_row_list_get_id (self->rows, i);

      g_array_append_val (rows, row);
    }
  return rows;
}

/** Shows in the pane what is selected. */
void
wire_files_rows_show_selected (WireFilesPage *self)
{
  g_autoptr (GArray) rows = wire_files_rows_get_selected (self);
  guint64 bytes = 0;

  for (guint i = 0; i < rows->len; i++)
    bytes += wire_evidence_list_get (self->list, g_array_index (rows, guint32, i))->evidence->size;
  if (rows->len == 1)
    wire_evidence_pane_show (self->pane, self->list, g_array_index (rows, guint32, 0));
  else
    wire_evidence_pane_show_many (self->pane, rows->len, bytes);
  wire_files_actions_update (self);
}

/* Order */

static void
show_stack (WireFilesPage *self)
{
  gboolean any = wire_evidence_list_get_n_shown (self->list) > 0;
  gboolean left = wire_row_list_get_length (self->rows) > 0;

  gtk_stack_set_visible_child_name (self->stack, any || self->run ? "files" : "empty");
  gtk_stack_set_visible_child_name (self->rows_stack, left || !any ? "rows" : "nothing-left");
}

static void
show_rows (WireFilesPage *self, guint n, GBytes *order)
{
  self->plain = order == NULL;
  wire_row_list_set_rows (self->rows, G_OBJECT (self->list), n, order);
  wire_files_rows_show_selected (self);
  show_stack (self);
}

static void start_ordering (WireFilesPage *self);

static gboolean
reorder_cb (gpointer data)
{
  WireFilesPage *self = data;

  self->reordering = 0;
  start_ordering (self);
  return G_SOURCE_REMOVE;
}

static void
ordered_cb (WireJob *job, GBytes *order, GObject *owner)
{
  WireFilesPage *self = WIRE_FILES_PAGE (owner);

  if (job != self->ordering)
    return;
  g_clear_object (&self->ordering);
  if (order)
    show_rows (self, 0, order);
  if (self->outdated && !self->reordering)
    self->reordering = g_timeout_add (REORDER_MS, reorder_cb, self);
}

static void
stop_ordering (WireFilesPage *self)
{
  if (self->ordering)
    wire_job_cancel (self->ordering);
  g_clear_object (&self->ordering);
  g_clear_handle_id (&self->reordering, g_source_remove);
}

static void
start_ordering (WireFilesPage *self)
{
  stop_ordering (self);
  self->outdated = FALSE;
  self->ordering =
      wire_evidence_order_start (self->list, &self->arrangement, ordered_cb, G_OBJECT (self));
}

/* Rows stand in their own places unless they are filtered, sorted, or some were taken out. */
static gboolean
is_plain (WireFilesPage *self)
{
  return wire_evidence_arrangement_is_plain (&self->arrangement)
         && wire_evidence_list_get_n_shown (self->list)
                == wire_evidence_list_get_length (self->list);
}

/** Begins to show the rows as the user wants them now. */
void
wire_files_rows_rearrange (WireFilesPage *self)
{
  if (!is_plain (self))
    {
      start_ordering (self);
      return;
    }
  stop_ordering (self);
  show_rows (self, wire_evidence_list_get_length (self->list), NULL);
}

/** Shows all rows, whatever was searched for or chosen. */
void
wire_files_rows_show_all (WireFilesPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_toggle_button_set_active (self->chips[WIRE_N_FINDINGS], TRUE);
}

/** Selects @row and brings it into sight, also where a filter hid it. */
void
wire_files_rows_choose (WireFilesPage *self, guint32 row)
{
  guint position = wire_row_list_find (self->rows, row);

  wire_row_selection_select_id (self->selection, row);
  if (position == WIRE_ROW_NONE)
    {
      wire_files_rows_show_all (self);
      return;
    }
  wire_row_list_announce_all (self->rows);
  wire_column_view_scroll_to (self->column_view, position);
  adw_flap_set_reveal_flap (self->flap, TRUE);
}

/* Counts and chips */

static GtkWidget *
chip_new (guint chip)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  if (chip < WIRE_N_FINDINGS)
    {
      const WireVerdictLook *look = wire_finding_get_look (1u << chip);
      GtkWidget *icon = gtk_image_new_from_icon_name (look->icon);

      gtk_widget_add_css_class (icon, look->style);
      gtk_box_append (GTK_BOX (box), icon);
    }
  gtk_box_append (GTK_BOX (box), gtk_label_new (NULL));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "filter-chip");
  return button;
}

static void
show_chip (WireFilesPage *self, guint chip, guint count)
{
  GtkWidget *button = GTK_WIDGET (self->chips[chip]);
  GtkWidget *label = gtk_widget_get_last_child (gtk_button_get_child (GTK_BUTTON (button)));
  g_autofree char *figure = wire_figure_count (count);
  g_autofree char *text = g_strdup_printf ("%s %s", _ (CHIP_TITLES[chip]), figure);

  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (label)), text) == 0)
    return;
  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* What nothing was found of has no chip, but the one that is pressed stays to be let go. */
static void
show_counts (WireFilesPage *self)
{
  guint32 n = wire_evidence_list_get_n_shown (self->list);
  g_autofree char *figure = wire_figure_count (n);
  g_autofree char *size = wire_figure_size (wire_evidence_list_get_bytes (self->list));
  /* Translators: how many files, and how large they are together */
  g_autofree char *text =
      g_strdup_printf (ngettext ("%s file · %s", "%s files · %s", n), figure, size);

  gtk_label_set_text (self->count, text);
  show_chip (self, WIRE_N_FINDINGS, n);
  for (guint i = 0; i < WIRE_N_FINDINGS; i++)
    {
      guint32 count = wire_evidence_list_count (self->list, 1u << i);

      show_chip (self, i, count);
      gtk_widget_set_visible (GTK_WIDGET (self->chips[i]),
                              count > 0 || gtk_toggle_button_get_active (self->chips[i]));
    }
}

static void
chip_cb (GtkToggleButton *button, WireFilesPage *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i <= WIRE_N_FINDINGS; i++)
    if (self->chips[i] == button)
      self->arrangement.findings = i < WIRE_N_FINDINGS ? 1u << i : 0;
  wire_files_rows_rearrange (self);
  show_counts (self);
}

static void
add_chips (WireFilesPage *self)
{
  for (guint i = 0; i <= WIRE_N_FINDINGS; i++)
    {
      guint chip = i == 0 ? WIRE_N_FINDINGS : i - 1;

      self->chips[chip] = GTK_TOGGLE_BUTTON (chip_new (chip));
      if (i > 0)
        gtk_toggle_button_set_group (self->chips[chip], self->chips[WIRE_N_FINDINGS]);
      gtk_widget_set_parent (GTK_WIDGET (self->chips[chip]), self->chip_box);
    }
  gtk_toggle_button_set_active (self->chips[WIRE_N_FINDINGS], TRUE);
  for (guint i = 0; i <= WIRE_N_FINDINGS; i++)
    g_signal_connect (self->chips[i], "toggled", G_CALLBACK (chip_cb), self);
}

/** Shows the columns of the panel that is looked at. */
void
wire_files_rows_show_columns (WireFilesPage *self)
{
  gboolean origins = FALSE;

  for (guint32 i = 0; i < wire_evidence_list_get_length (self->list) && !origins; i++)
    origins = wire_evidence_list_get (self->list, i)->origin != NULL;
  wire_evidence_columns_show (self->column_view, self->panel, self->mask, origins);
}

/** To be called where rows came or changed. */
void
wire_files_rows_update (WireFilesPage *self)
{
  guint n = wire_evidence_list_get_length (self->list);

  show_counts (self);
  if (!is_plain (self))
    {
      self->outdated = TRUE;
      if (!self->ordering && !self->reordering)
        start_ordering (self);
    }
  else if (self->plain && self->run && n > wire_row_list_get_length (self->rows))
    {
      wire_row_list_grow (self->rows, n);
      show_stack (self);
    }
  else
    wire_files_rows_rearrange (self);
}

static void
read_sort (WireFilesPage *self)
{
  self->arrangement.sort = WIRE_EVIDENCE_SORT_NONE;
  wire_column_view_get_sort (self->column_view, &self->arrangement.sort,
                             &self->arrangement.descending);
}

static void
resort_cb (WireFilesPage *self)
{
  read_sort (self);
  wire_files_rows_rearrange (self);
}

static void
search_cb (WireFilesPage *self)
{
  g_free (self->arrangement.search);
  self->arrangement.search =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));
  wire_files_rows_rearrange (self);
}

void
wire_files_rows_init (WireFilesPage *self)
{
  self->plain = TRUE;
  self->rows = wire_row_list_new ();
  wire_row_list_set_gradual (self->rows, TRUE);
  self->selection = wire_row_selection_new (self->rows);
  wire_row_list_set_rows (self->rows, G_OBJECT (self->list), 0, NULL);
  g_signal_connect_swapped (self->selection, "changed", G_CALLBACK (wire_files_rows_show_selected),
                            self);
  wire_evidence_columns_add (self->column_view);
  wire_column_memory_attach (self->column_view, "files");
  read_sort (self);
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (gtk_column_view_get_sorter (self->column_view), "changed",
                           G_CALLBACK (resort_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search_entry, "search-changed", G_CALLBACK (search_cb), self,
                           G_CONNECT_SWAPPED);
  add_chips (self);
  show_counts (self);
  wire_files_rows_show_columns (self);
}

void
wire_files_rows_dispose (WireFilesPage *self)
{
  stop_ordering (self);
  if (self->column_view)
    wire_column_view_end (self->column_view, self);
  if (self->chip_box)
    for (guint i = 0; i <= WIRE_N_FINDINGS; i++)
      {
        if (self->chips[i])
          gtk_widget_unparent (GTK_WIDGET (self->chips[i]));
        self->chips[i] = NULL;
      }
  if (self->selection)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->arrangement.search, g_free);
}

/* wire-download-rows.c: which downloads are shown, in what order, and which are selected
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/downloads/wire-download-view-private.h"

#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>

/* The selection */

static void
show_selected (WireDownloadView *self)
{
  guint32 object = wire_download_view_get_selected (self);

  if (object == WIRE_ROW_NONE)
    wire_download_pane_show_many (self->pane, wire_row_selection_count (self->selection));
  else
    {
      wire_download_pane_show_one (self->pane, self->store, object);
      if (gtk_widget_get_visible (GTK_WIDGET (self->bytes)))
        wire_download_bytes_show (self->bytes, wire_download_store_get_list (self->store), object);
    }
  wire_download_actions_update (self);
}

static void
selection_cb (WireDownloadView *self)
{
  guint32 object = wire_download_view_get_selected (self);

  if (!self->store)
    return;
  show_selected (self);
  if (object == WIRE_ROW_NONE)
    return;
  wire_download_store_examine_one (self->store, object);
  if (!adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, TRUE);
}

/* Rows */

static gboolean
scroll_cb (gpointer data)
{
  WireDownloadView *self = data;
  guint n = wire_row_list_get_length (self->rows);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->rows)) < n)
    return G_SOURCE_CONTINUE;
  self->scrolling = 0;
  if (self->scroll_to >= n)
    return G_SOURCE_REMOVE;
  if (gtk_toggle_button_get_active (self->as_table))
    wire_column_view_scroll_to (self->table, self->scroll_to);
  else
    gtk_widget_activate_action (GTK_WIDGET (self->grid), "list.scroll-to-item", "u",
                                self->scroll_to);
  return G_SOURCE_REMOVE;
}

/** Brings the row at @position into sight, once all rows were announced and have their place:
 * GTK 4.8 leaves rows out of the picture when it scrolls a list that is still being filled. */
void
wire_download_rows_scroll_to (WireDownloadView *self, guint position)
{
  self->scroll_to = position;
  if (!self->scrolling)
    self->scrolling = g_idle_add_full (G_PRIORITY_LOW, scroll_cb, self, NULL);
}

/** Selects the wanted object, if the order has it. */
void
wire_download_rows_select_wanted (WireDownloadView *self)
{
  guint position;

  if (self->wanted == WIRE_ROW_NONE)
    return;
  position = wire_row_list_find (self->rows, self->wanted);
  if (position == WIRE_ROW_NONE)
    wire_download_view_notify (self, _ ("The filters hide the packets of this download."));
  else
    {
      wire_row_selection_select_id (self->selection, self->wanted);
      wire_download_rows_scroll_to (self, position);
    }
  self->wanted = WIRE_ROW_NONE;
}

/* Whether listing was cancelled after the capture was read. */
static gboolean
is_stopped (WireDownloadView *self)
{
  return self->session && !wire_capture_session_get_job (self->session)
         && !wire_capture_session_get_listing (self->session)
         && !wire_capture_session_get_objects (self->session);
}

/** Turns to the rows, or to what explains that there are none. */
void
wire_download_rows_show_page (WireDownloadView *self)
{
  gboolean table = gtk_toggle_button_get_active (self->as_table);
  guint n = wire_row_list_get_length (self->rows);
  const char *name;

  if (!self->store)
    name = is_stopped (self) ? "stopped" : "loading";
  else if (n)
    name = table ? "table" : "grid";
  else if (self->count)
    name = "other-kinds";
  else if (wire_object_list_get_length (wire_download_store_get_list (self->store)))
    name = "nothing-left";
  else
    name = "no-downloads";
  gtk_stack_set_visible_child_name (self->stack, name);
}

static void
show_figures (WireDownloadView *self, const WireDownloadOrder *order)
{
  g_autofree char *by_uri = wire_figure_count (order->by_uri);
  g_autofree char *by_bytes = wire_figure_count (order->by_bytes);
  g_autofree char *n = wire_figure_count (order->n);
  g_autofree char *text = NULL;

  if (self->choice == WIRE_OBJECT_ALL)
    text = g_strdup_printf (ngettext ("%s download", "%s downloads", order->n), n);
  else
    /* Translators: which of two tests found how many */
    text = g_strdup_printf (_ ("found by URI %s · by bytes %s"), by_uri, by_bytes);
  gtk_label_set_text (self->found, text);
  if (self->count == order->n_all)
    return;
  self->count = order->n_all;
  g_object_notify (G_OBJECT (self), "count");
}

/** Takes all rows away; which objects are selected is not forgotten. */
void
wire_download_rows_clear (WireDownloadView *self)
{
  wire_row_list_set_rows (self->rows, NULL, 0, NULL);
}

/** Puts the rows of the last order there, again or for the first time. */
void
wire_download_rows_refill (WireDownloadView *self)
{
  if (!self->order)
    return;
  wire_row_list_set_rows (self->rows, G_OBJECT (self->store), 0, self->order);
  wire_download_rows_select_wanted (self);
}

static void
show_order (WireDownloadView *self, const WireDownloadOrder *order)
{
  g_clear_pointer (&self->order, g_bytes_unref);
  self->order = g_bytes_ref (order->rows);
  show_figures (self, order);
  wire_download_rows_refill (self);
  wire_download_rows_show_page (self);
  if (self->resorted)
    wire_download_rows_scroll_to (self, 0);
  self->resorted = FALSE;
  wire_download_actions_update (self);
}

static void
ordered_cb (WireJob *job, const WireDownloadOrder *order, GObject *owner)
{
  WireDownloadView *self = WIRE_DOWNLOAD_VIEW (owner);

  if (job != self->ordering)
    return;
  g_clear_object (&self->ordering);
  if (order)
    show_order (self, order);
  if (self->stale)
    wire_download_rows_order (self);
}

/** Asks anew which objects to show and in what order, and shows them when that is worked out. */
void
wire_download_rows_order (WireDownloadView *self)
{
  WireDownloadQuestion question = { .store = self->store, .choice = self->choice };
  guint key = WIRE_DOWNLOAD_SORT_NONE;

  self->stale = FALSE;
  if (self->ordering)
    wire_job_cancel (self->ordering);
  g_clear_object (&self->ordering);
  if (!self->store)
    return;
  question.view = wire_capture_session_get_view (self->session);
  wire_column_view_get_sort (self->table, &key, &question.descending);
  question.key = (WireDownloadSort) key;
  self->ordering = wire_download_order_start (&question, ordered_cb, G_OBJECT (self));
}

static void
resort_cb (WireDownloadView *self)
{
  self->resorted = TRUE;
  wire_download_rows_order (self);
}

/* Whether what was found out may put a row elsewhere, or list another. */
static gboolean
facts_matter (WireDownloadView *self)
{
  guint key = WIRE_DOWNLOAD_SORT_NONE;
  gboolean descending;
  gboolean typed = self->typed;

  self->typed = wire_download_store_has_types (self->store);
  wire_column_view_get_sort (self->table, &key, &descending);
  return !typed || key == WIRE_DOWNLOAD_SORT_SIZE || key == WIRE_DOWNLOAD_SORT_VERDICT
         || key == WIRE_DOWNLOAD_SORT_MD5 || key == WIRE_DOWNLOAD_SORT_SHA256;
}

/** Shows what was found out since. An order on its way is not thrown away for that: ten times a
 * second it would never come. */
void
wire_download_rows_update (WireDownloadView *self)
{
  if (self->ordering)
    self->stale = facts_matter (self) || self->stale;
  else if (facts_matter (self) || !self->order)
    wire_download_rows_order (self);
  else
    wire_download_rows_refill (self);
}

/** Makes the rows and their selection, which the grid or the table shows. */
void
wire_download_rows_init (WireDownloadView *self)
{
  self->wanted = WIRE_ROW_NONE;
  self->rows = wire_row_list_new ();
  wire_row_list_set_gradual (self->rows, TRUE);
  self->selection = wire_row_selection_new (self->rows);
  g_signal_connect_swapped (self->selection, "changed", G_CALLBACK (selection_cb), self);
}

/** Makes clicks on the headers of the table sort. */
void
wire_download_rows_connect_sorter (WireDownloadView *self)
{
  g_signal_connect_object (gtk_column_view_get_sorter (self->table), "changed",
                           G_CALLBACK (resort_cb), self, G_CONNECT_SWAPPED);
}

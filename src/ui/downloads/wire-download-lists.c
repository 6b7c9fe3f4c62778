/* wire-download-lists.c: the grid and the table of downloads, of which one is shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/downloads/wire-download-view-private.h"

#include "ui/downloads/wire-download-columns.h"
#include "ui/downloads/wire-download-tile.h"
#include "ui/downloads/wire-finding-chips.h"
#include "ui/downloads/wire-transfer-chips.h"
#include "ui/lists/wire-column-memory.h"
#include "ui/lists/wire-row-factory.h"

#include <glib/gi18n.h>

static void
show_selected (WireDownloadView *self)
{
  guint32 object = wire_download_view_get_selected (self);

  if (object == WIRE_ROW_NONE)
    wire_download_pane_show_many (
        self->pane, wire_row_selection_count (wire_download_rows_get_selection (self->rows)));
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

static gboolean
scroll_cb (gpointer data)
{
  WireDownloadView *self = data;
  if (wire_download_rows_is_filling (self->rows))
    return G_SOURCE_CONTINUE;
  self->scrolling = 0;
  if (self->scroll_to >= wire_download_rows_get_length (self->rows))
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
wire_download_lists_scroll_to (WireDownloadView *self, guint position)
{
  self->scroll_to = position;
  if (!self->scrolling)
    self->scrolling = g_idle_add_full (G_PRIORITY_LOW, scroll_cb, self, NULL);
}

/* Chips count transfers of any kind: where one is chosen, all that it counts are shown. */
static void
ways_cb (WireDownloadView *self, WireTransferChips *chips)
{
  guint direction = wire_transfer_chips_get_direction (chips);
  const char *protocol = wire_transfer_chips_get_protocol (chips);
  gboolean form_data = wire_transfer_chips_get_form_data (chips);

  if (direction || protocol || form_data)
    gtk_toggle_button_set_active (self->choices[WIRE_OBJECT_ALL], TRUE);
  wire_download_rows_set_ways (self->rows, direction, protocol, form_data);
}

static void
found_cb (WireDownloadView *self, WireFindingChips *chips)
{
  wire_download_rows_set_found (self->rows, wire_finding_chips_get_verdict (chips),
                                wire_finding_chips_get_kind (chips));
}

/** Selects the wanted object, if the order has it. */
void
wire_download_lists_select_wanted (WireDownloadView *self)
{
  guint position;

  if (self->wanted == WIRE_ROW_NONE)
    return;
  position = wire_download_rows_find (self->rows, self->wanted);
  if (position == WIRE_ROW_NONE)
    wire_download_view_notify (self, _ ("The filters hide the packets of this transfer."));
  else
    {
      wire_row_selection_select_id (wire_download_rows_get_selection (self->rows), self->wanted);
      wire_download_lists_scroll_to (self, position);
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

/** Lets go of all chips, but for that of form data where @form_data. */
void
wire_download_lists_reset (WireDownloadView *self, gboolean form_data)
{
  wire_transfer_chips_reset (wire_download_view_get_child (self, "chips"), form_data);
  wire_finding_chips_reset (wire_download_view_get_child (self, "findings"));
}

/** Shows how many transfers came which way, and what was found out about them. */
void
wire_download_lists_show_ways (WireDownloadView *self)
{
  wire_transfer_chips_show (wire_download_view_get_child (self, "chips"),
                            wire_download_rows_get_ways (self->rows));
  wire_finding_chips_show (wire_download_view_get_child (self, "findings"),
                           wire_download_rows_get_found (self->rows));
}

/** Turns to the rows, or to what explains that there are none. */
void
wire_download_lists_show_page (WireDownloadView *self)
{
  gboolean table = gtk_toggle_button_get_active (self->as_table);
  guint n = wire_download_rows_get_length (self->rows);
  const char *name;

  if (!self->store)
    name = is_stopped (self) ? "stopped" : "loading";
  else if (n)
    name = table ? "table" : "grid";
  else if (wire_download_rows_count (self->rows))
    name = "other-kinds";
  else if (wire_object_list_get_length (wire_download_store_get_list (self->store)))
    name = "nothing-left";
  else
    name = "no-downloads";
  gtk_stack_set_visible_child_name (self->stack, name);
}

static void
sort_cb (WireDownloadView *self)
{
  guint key = WIRE_DOWNLOAD_SORT_NONE;
  gboolean descending = FALSE;

  wire_column_view_get_sort (self->table, &key, &descending);
  wire_download_rows_set_sort (self->rows, key, descending);
  wire_download_lists_scroll_to (self, 0);
}

/** Shows the other of both. */
void
wire_download_lists_toggle (WireDownloadView *self)
{
  gboolean table = gtk_toggle_button_get_active (self->as_table);
  GtkSelectionModel *model = GTK_SELECTION_MODEL (wire_download_rows_get_selection (self->rows));
  guint position;

  /* Only one of them has cells to keep, and those are made in steps. None that goes may have the
   * focus: GTK 4.8 would look for it afterwards. */
  gtk_widget_grab_focus (GTK_WIDGET (self->as_table));
  wire_download_rows_hide (self->rows);
  gtk_grid_view_set_model (self->grid, table ? NULL : model);
  gtk_column_view_set_model (self->table, table ? model : NULL);
  wire_download_rows_refill (self->rows);
  wire_download_lists_show_page (self);
  position = wire_download_rows_find (self->rows, wire_download_view_get_selected (self));
  if (position != WIRE_ROW_NONE)
    wire_download_lists_scroll_to (self, position);
}

static void
set_up_tile (GtkListItem *item, gpointer data)
{
  GtkWidget *tile = wire_download_tile_new ();

  (void) data;
  wire_column_mark_cell (tile, item);
  gtk_list_item_set_child (item, tile);
}

static void
show_tile (GtkListItem *item, gpointer data)
{
  WireDownloadView *self = data;
  guint32 object = wire_row_get_id (gtk_list_item_get_item (item));

  if (self->store && object != WIRE_ROW_NONE)
    wire_download_tile_show (WIRE_DOWNLOAD_TILE (gtk_list_item_get_child (item)), self->store,
                             self->thumbnails, object, self->choice);
}

/** Fills the grid and the table, of which one is shown. */
void
wire_download_lists_init (WireDownloadView *self)
{
  g_autoptr (GtkListItemFactory) tiles = wire_row_factory_new (set_up_tile, show_tile, self, NULL);
  WireRowSelection *selection = wire_download_rows_get_selection (self->rows);

  g_signal_connect_object (selection, "changed", G_CALLBACK (selection_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_grid_view_set_factory (self->grid, tiles);
  gtk_grid_view_set_model (self->grid, GTK_SELECTION_MODEL (selection));
  wire_column_memory_attach (self->table, "downloads");
  g_signal_connect_object (gtk_column_view_get_sorter (self->table), "changed",
                           G_CALLBACK (sort_cb), self, G_CONNECT_SWAPPED);
  sort_cb (self);
  g_signal_connect_object (wire_download_view_get_child (self, "chips"), "chosen",
                           G_CALLBACK (ways_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (wire_download_view_get_child (self, "findings"), "chosen",
                           G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
}

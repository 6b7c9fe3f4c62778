/* wire-tab-stop.c
 *
 * In a list of GTK 4.8, Tab goes from row to row: nobody would reach what follows a hundred
 * thousand packets. Here the arrow keys do that, as everywhere else, and Tab leaves. Shift+Tab
 * goes from the rows of a table to its column heads, which sort by Space or Enter.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/lists/wire-tab-stop.h"

#include "ui/widgets/wire-announcement.h"
#include "ui/lists/wire-column.h"
#include "ui/lists/wire-list-rows.h"
#include "ui/lists/wire-row-name.h"

#include <glib/gi18n.h>

struct _WireTabStop
{
  AdwBin parent;

  GtkWidget *waiting; /* what has the focus until the rows come; only for comparison */
};

G_DEFINE_FINAL_TYPE (WireTabStop, wire_tab_stop, ADW_TYPE_BIN)

static GtkWidget *
get_list (WireTabStop *self)
{
  GtkWidget *child = adw_bin_get_child (ADW_BIN (self));

  return GTK_IS_SCROLLED_WINDOW (child)
             ? gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (child))
             : child;
}

/* Returns: (nullable): the table, where the list is one */
static GtkColumnView *
find_table (WireTabStop *self)
{
  GtkWidget *list = get_list (self);

  return GTK_IS_COLUMN_VIEW (list) ? GTK_COLUMN_VIEW (list) : NULL;
}

/* A table is its header, by this name of old, and a list. */
static gboolean
is_header (GtkWidget *widget)
{
  return strcmp (gtk_widget_get_css_name (widget), "header") == 0;
}

static GtkWidget *
get_header (GtkColumnView *table)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (table));

  while (child && !is_header (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* Returns: (nullable): the column head that has the focus */
static GtkWidget *
get_focused_head (GtkColumnView *table)
{
  GtkWidget *header = get_header (table);

  return header ? gtk_widget_get_focus_child (header) : NULL;
}

#if GTK_CHECK_VERSION(4, 12, 0)

/* From there on GTK enters a table at its first row, unless it is given another. */
static void
go_to_selected (GtkColumnView *table)
{
  g_autoptr (GtkBitset) selected =
      gtk_selection_model_get_selection (gtk_column_view_get_model (table));

  if (gtk_bitset_is_empty (selected))
    return;
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_column_view_scroll_to (table, gtk_bitset_get_minimum (selected), NULL, GTK_LIST_SCROLL_FOCUS,
                             NULL);
  G_GNUC_END_IGNORE_DEPRECATIONS
}

#else

static void
go_to_selected (GtkColumnView *table)
{
  (void) table;
}

#endif

/* The second way in is for newer GTK, where the first is shut once a column head had the focus. */
static gboolean
focus_rows (GtkColumnView *table)
{
  GListModel *rows = G_LIST_MODEL (gtk_column_view_get_model (table));
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (table));

  if (!rows || g_list_model_get_n_items (rows) == 0)
    return FALSE;
  for (; child; child = gtk_widget_get_next_sibling (child))
    if (!is_header (child)
        && (gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD) || gtk_widget_grab_focus (child)))
      {
        go_to_selected (table);
        return TRUE;
      }
  return FALSE;
}

/* Heads are there for the columns that can be seen, in their order. */
static GtkColumnViewColumn *
get_column (GtkColumnView *table, GtkWidget *head)
{
  GListModel *columns = gtk_column_view_get_columns (table);
  guint before = 0;

  while ((head = gtk_widget_get_prev_sibling (head)))
    before += gtk_widget_get_visible (head);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (gtk_column_view_column_get_visible (column) && before-- == 0)
        return column; /* the table has another reference */
    }
  return NULL;
}

/* GTK makes heads again as columns come and go, and before 4.10 not focusable. */
static gboolean
focus_head (GtkColumnView *table, GtkWidget *head)
{
  GtkColumnViewColumn *column = get_column (table, head);

  if (!column)
    return FALSE;
  gtk_widget_set_can_focus (gtk_widget_get_parent (head), TRUE);
  gtk_widget_set_focusable (head, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (head), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_column_view_column_get_title (column), -1);
  return gtk_widget_grab_focus (head);
}

static GtkWidget *
next_head (GtkWidget *head, gboolean forward)
{
  do
    head = forward ? gtk_widget_get_next_sibling (head) : gtk_widget_get_prev_sibling (head);
  while (head && !gtk_widget_get_visible (head));
  return head;
}

static gboolean
focus_header (GtkColumnView *table)
{
  GtkWidget *header = get_header (table);
  GtkWidget *head = header ? gtk_widget_get_first_child (header) : NULL;

  if (head && !gtk_widget_get_visible (head))
    head = next_head (head, TRUE);
  return head && focus_head (table, head);
}

static gboolean
wire_tab_stop_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkColumnView *table = find_table (WIRE_TAB_STOP (widget));

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (wire_tab_stop_parent_class)->focus (widget, direction);
  if (!gtk_widget_get_focus_child (widget)) /* from after as from before: no list box ends above */
    return table
               ? focus_rows (table)
               : GTK_WIDGET_CLASS (wire_tab_stop_parent_class)->focus (widget, GTK_DIR_TAB_FORWARD);
  if (!table)
    return FALSE;
  if (get_focused_head (table))
    return direction == GTK_DIR_TAB_FORWARD && focus_rows (table);
  return direction == GTK_DIR_TAB_BACKWARD && focus_header (table);
}

static gboolean
move_between_heads (GtkColumnView *table, GtkWidget *head, gboolean right)
{
  gboolean rtl = gtk_widget_get_direction (head) == GTK_TEXT_DIR_RTL;
  GtkWidget *next = next_head (head, right != rtl);

  if (next)
    focus_head (table, next);
  return TRUE;
}

/* Which way is only seen, by an arrow. */
static void
sort_by (GtkColumnView *table, GtkColumnViewColumn *column)
{
  guint id;
  gboolean descending;
  g_autofree char *sentence = NULL;

  if (!wire_column_view_toggle_sort (table, column)
      || !wire_column_view_get_sort (table, &id, &descending))
    return;
  /* Translators: the title of a column */
  sentence = g_strdup_printf (descending ? _ ("Sorted by %s, largest first")
                                         : _ ("Sorted by %s, smallest first"),
                              gtk_column_view_column_get_title (column));
  wire_announce (GTK_WIDGET (table), sentence);
}

/* These keys go to rows that GTK has to know of. */
static void
announce_for (WireTabStop *self, guint key)
{
  WireRowList *rows = wire_list_find_rows (get_list (self));
  gboolean far = key == GDK_KEY_End || key == GDK_KEY_KP_End || key == GDK_KEY_Page_Down
                 || key == GDK_KEY_KP_Page_Down;

  if (far && rows)
    wire_row_list_announce_all (rows);
}

static gboolean
key_cb (WireTabStop *self, guint key)
{
  GtkColumnView *table = find_table (self);
  GtkWidget *head = table ? get_focused_head (table) : NULL;

  if (!head) /* what follows is for those */
    {
      announce_for (self, key);
      return GDK_EVENT_PROPAGATE;
    }
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      return move_between_heads (table, head, key == GDK_KEY_Right);
    case GDK_KEY_Down:
      return focus_rows (table);
    case GDK_KEY_space:
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      sort_by (table, get_column (table, head));
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
wire_tab_stop_class_init (WireTabStopClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = wire_tab_stop_focus;
}

static void
wire_tab_stop_init (WireTabStop *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  /* Before the header, which GTK 4.8 makes from what rows are made from. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  wire_row_name_follow_focus (GTK_WIDGET (self));
}

static GtkWidget *
get_focus (WireTabStop *self)
{
  return gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* Who has gone elsewhere meanwhile stays there. */
static void
rows_cb (WireTabStop *self, guint position, guint removed, guint added, GListModel *rows)
{
  (void) position;
  (void) removed;
  if (added == 0)
    return;
  g_signal_handlers_disconnect_by_data (rows, self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && get_focus (self) == self->waiting)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
enter (WireTabStop *self)
{
  g_autoptr (GListModel) rows = NULL;

  if (gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD) || !find_table (self))
    return;
  g_object_get (get_list (self), "model", &rows, NULL);
  if (!rows)
    return;
  self->waiting = get_focus (self);
  g_signal_handlers_disconnect_by_data (rows, self);
  g_signal_connect_object (rows, "items-changed", G_CALLBACK (rows_cb), self, G_CONNECT_SWAPPED);
}

/**
 * wire_tab_stop_enter:
 * @within: on the screen, with such a list somewhere in it
 *
 * Puts the focus into the first list in @within that can be seen, and to the row that had it last;
 * where rows are still being put in order, as soon as they are. Main thread only.
 *
 * Returns: whether there is such a list
 */
gboolean
wire_tab_stop_enter (GtkWidget *within)
{
  GtkWidget *child = gtk_widget_get_first_child (within);

  if (WIRE_IS_TAB_STOP (within))
    {
      enter (WIRE_TAB_STOP (within));
      return TRUE;
    }
  for (; child; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child) && wire_tab_stop_enter (child))
      return TRUE;
  return FALSE;
}

/** Returns: (transfer floating): a list, table or grid @child, scrolled or not, that Tab leaves */
GtkWidget *
wire_tab_stop_new (GtkWidget *child)
{
  return g_object_new (WIRE_TYPE_TAB_STOP, "child", child, NULL);
}

/* wire-row-menu.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/lists/wire-row-menu.h"

#include "ui/lists/wire-column.h"
#include "ui/lists/wire-table-items.h"

/**
 * WireRowMenu:
 *
 * Opens a menu where a row is clicked with the secondary button, or by wire_row_menu_popup() at the
 * row that has the focus. A click into the selection is for all of it, one elsewhere selects its
 * row first. Let go of it in the owner's dispose. Main thread only.
 */
struct _WireRowMenu
{
  GObject parent_instance;

  GtkWidget *owner; /* not held: it holds this */
  GtkWidget *popover;
  GPtrArray *lists; /* of GtkWidget, not held */
};

G_DEFINE_FINAL_TYPE (WireRowMenu, wire_row_menu, G_TYPE_OBJECT)

/* How far right of its row's beginning a menu opens by key. */
#define INDENT 24

static void
wire_row_menu_dispose (GObject *object)
{
  g_clear_pointer (&WIRE_ROW_MENU (object)->popover, gtk_widget_unparent);
  G_OBJECT_CLASS (wire_row_menu_parent_class)->dispose (object);
}

static void
wire_row_menu_finalize (GObject *object)
{
  g_ptr_array_unref (WIRE_ROW_MENU (object)->lists);
  G_OBJECT_CLASS (wire_row_menu_parent_class)->finalize (object);
}

static void
wire_row_menu_class_init (WireRowMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wire_row_menu_dispose;
  G_OBJECT_CLASS (klass)->finalize = wire_row_menu_finalize;
}

static void
wire_row_menu_init (WireRowMenu *self)
{
  self->lists = g_ptr_array_new ();
}

/**
 * wire_row_menu_new:
 * @owner: has the lists and the actions of the menu
 * @model: what the menu offers
 *
 * Returns: (transfer full): a menu for the lists that wire_row_menu_add_list() adds
 */
WireRowMenu *
wire_row_menu_new (GtkWidget *owner, GMenuModel *model)
{
  WireRowMenu *self = g_object_new (WIRE_TYPE_ROW_MENU, NULL);

  self->owner = owner;
  self->popover = gtk_popover_menu_new_from_model (model);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_parent (self->popover, owner);
  return self;
}

static void
popup_at (WireRowMenu *self, double x, double y, double height)
{
  const GdkRectangle at = { (int) x, (int) y, 1, MAX (1, (int) height) };

  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &at);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer data)
{
  WireRowMenu *self = WIRE_ROW_MENU (data);
  GtkWidget *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  guint position = wire_list_pick (list, x, y);
  g_autoptr (GtkSelectionModel) selection = NULL;
  double own_x, own_y;

  (void) n_press;
  if (position == GTK_INVALID_LIST_POSITION || !self->popover)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  g_object_get (list, "model", &selection, NULL);
  if (!gtk_selection_model_is_selected (selection, position))
    gtk_selection_model_select_item (selection, position, TRUE);
  gtk_widget_translate_coordinates (list, self->owner, x, y, &own_x, &own_y);
  popup_at (self, own_x, own_y, 1);
}

/** Opens the menu on secondary clicks on rows of @list, a column, list or grid view in the owner.
 */
void
wire_row_menu_add_list (WireRowMenu *self, GtkWidget *list)
{
  GtkGesture *click = gtk_gesture_click_new ();

  g_return_if_fail (WIRE_IS_ROW_MENU (self));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, 0);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (click));
  g_ptr_array_add (self->lists, list);
}

/** As wire_row_menu_add_list(), for a table: it can be copied and saved from the menu, too, whose
 * model has to be a #GMenu. */
void
wire_row_menu_add_table (WireRowMenu *self, GtkColumnView *view)
{
  GMenuModel *model = gtk_popover_menu_get_menu_model (GTK_POPOVER_MENU (self->popover));

  wire_row_menu_add_list (self, GTK_WIDGET (view));
  wire_table_items_install (self->owner, view, G_MENU (model));
}

/* Whether a row of one of the lists has the focus; @bounds are then its own, in the owner. */
static gboolean
find_focus (WireRowMenu *self, graphene_rect_t *bounds)
{
  GtkRoot *root = gtk_widget_get_root (self->owner);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; focus && i < self->lists->len; i++)
    if (gtk_widget_is_ancestor (focus, self->lists->pdata[i]))
      return gtk_widget_compute_bounds (focus, self->owner, bounds);
  return FALSE;
}

/** Opens the menu from the keyboard: at the row that has the focus, so that it stays in sight, or
 * in the owner's corner. */
void
wire_row_menu_popup (WireRowMenu *self)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, 1, 1);

  g_return_if_fail (WIRE_IS_ROW_MENU (self));
  find_focus (self, &bounds);
  popup_at (self, bounds.origin.x + INDENT, bounds.origin.y, bounds.size.height);
}

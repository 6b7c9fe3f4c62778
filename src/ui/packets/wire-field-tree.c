/* wire-field-tree.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/packets/wire-field-tree-private.h"

#include "base/wire-printable.h"
#include "ui/packets/wire-field-explanation.h"

#include "ui/lists/wire-column.h"
#include "ui/lists/wire-tab-stop.h"
#include "ui/widgets/wire-wrap-layout.h"

#include <glib/gi18n.h>

/* An item of the tree: a field's index among the tree's fields. */
#define WIRE_TYPE_FIELD_ITEM (wire_field_item_get_type ())
G_DECLARE_FINAL_TYPE (WireFieldItem, wire_field_item, WIRE, FIELD_ITEM, GObject)

struct _WireFieldItem
{
  GObject parent_instance;
  guint index;
};

G_DEFINE_FINAL_TYPE (WireFieldItem, wire_field_item, G_TYPE_OBJECT)

static void
wire_field_item_class_init (WireFieldItemClass *klass)
{
  (void) klass;
}

static void
wire_field_item_init (WireFieldItem *self)
{
  (void) self;
}

/**
 * WireFieldTree:
 *
 * Layers that open into fields, and fields into their parts. Emits #WireFieldTree::selected when
 * another line is selected. Main thread only.
 */
G_DEFINE_FINAL_TYPE (WireFieldTree, wire_field_tree, ADW_TYPE_BIN)

static guint selected_signal;

/* Characters that names are given; longer ones push their value aside. */
#define NAME_CHARS 22

static gboolean
has_children (WireFields *fields, guint index)
{
  return index + 1 < wire_fields_get_length (fields)
         && wire_fields_get (fields, index + 1)->depth > wire_fields_get (fields, index)->depth;
}

/* The fields from @first on that are at @depth, up to where a shallower one comes. */
static GListModel *
make_level (WireFields *fields, guint first, guint depth)
{
  GListStore *store = g_list_store_new (WIRE_TYPE_FIELD_ITEM);

  for (guint i = first; i < wire_fields_get_length (fields); i++)
    {
      const WireField *field = wire_fields_get (fields, i);

      if (field->depth < depth)
        break;
      if (field->depth == depth)
        {
          g_autoptr (WireFieldItem) item = g_object_new (WIRE_TYPE_FIELD_ITEM, NULL);

          item->index = i;
          g_list_store_append (store, item);
        }
    }
  return G_LIST_MODEL (store);
}

static GListModel *
create_children_cb (gpointer item, gpointer data)
{
  WireFieldTree *self = WIRE_FIELD_TREE (data);
  guint index = WIRE_FIELD_ITEM (item)->index;

  if (!self->fields || !has_children (self->fields, index))
    return NULL;
  return make_level (self->fields, index + 1, wire_fields_get (self->fields, index)->depth + 1);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *expander = gtk_tree_expander_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *value = gtk_label_new (NULL);

  (void) factory;
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_width_chars (GTK_LABEL (name), NAME_CHARS);
  gtk_label_set_xalign (GTK_LABEL (value), 0);
  gtk_label_set_ellipsize (GTK_LABEL (value), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (value, TRUE);
  gtk_widget_set_layout_manager (box, g_object_new (WIRE_TYPE_WRAP_LAYOUT, "spacing", 6, NULL));
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), value);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), box);
  wire_column_mark_cell (expander, item);
  gtk_list_item_set_child (item, expander);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, WireFieldTree *self)
{
  GtkTreeListRow *row = gtk_list_item_get_item (item);
  g_autoptr (WireFieldItem) field_item = gtk_tree_list_row_get_item (row);
  GtkWidget *expander = gtk_list_item_get_child (item);
  GtkWidget *box = gtk_tree_expander_get_child (GTK_TREE_EXPANDER (expander));
  GtkWidget *name = gtk_widget_get_first_child (box);
  GtkWidget *value = gtk_widget_get_last_child (box);
  g_autofree char *shown = NULL, *said = NULL;
  const WireField *field;

  (void) factory;
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (expander), row);
  if (!self->fields || field_item->index >= wire_fields_get_length (self->fields))
    return;
  field = wire_fields_get (self->fields, field_item->index);
  shown = wire_printable_name (field->quoted ? field->name : _ (field->name));
  said = wire_printable_name (field->value ? field->value : "");
  gtk_label_set_label (GTK_LABEL (name), shown);
  gtk_label_set_label (GTK_LABEL (value), said);
  gtk_widget_set_tooltip_text (value, said);
  if (field->depth == 0)
    gtk_widget_add_css_class (name, "heading");
  else
    gtk_widget_remove_css_class (name, "heading");
}

static void
selected_cb (WireFieldTree *self)
{
  wire_field_tree_update_menu (self);
  if (!self->quiet)
    g_signal_emit (self, selected_signal, 0);
}

static void
wire_field_tree_dispose (GObject *object)
{
  WireFieldTree *self = WIRE_FIELD_TREE (object);

  if (self->selection)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->fields, wire_fields_free);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_object (&self->menu);
  g_clear_object (&self->terms);
  G_OBJECT_CLASS (wire_field_tree_parent_class)->dispose (object);
}

static void
wire_field_tree_class_init (WireFieldTreeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wire_field_tree_dispose;
  wire_field_tree_install_actions (GTK_WIDGET_CLASS (klass));

  /** WireFieldTree::selected: the user selected another field, or none */
  selected_signal = g_signal_new ("selected", WIRE_TYPE_FIELD_TREE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
wire_field_tree_init (WireFieldTree *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (selected_cb),
                            self);
  self->list = GTK_LIST_VIEW (
      gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "field-tree");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Layers and fields"), -1);

  GtkWidget *scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), wire_tab_stop_new (scrolled));
  wire_field_tree_init_menu (self);
}

/**
 * wire_field_tree_take_fields:
 * @fields: (transfer full) (nullable): of the frame to show
 *
 * Layers are open, parts of fields closed. Nothing is selected.
 */
void
wire_field_tree_take_fields (WireFieldTree *self, WireFields *fields)
{
  g_autoptr (GtkTreeListModel) model = NULL;

  g_return_if_fail (WIRE_IS_FIELD_TREE (self));

  self->quiet = TRUE;
  gtk_single_selection_set_model (self->selection, NULL);
  g_clear_pointer (&self->fields, wire_fields_free);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  self->fields = fields;
  if (fields)
    {
      model = gtk_tree_list_model_new (make_level (fields, 0, 0), FALSE, FALSE, create_children_cb,
                                       self, NULL);
      for (guint i = g_list_model_get_n_items (G_LIST_MODEL (model)); i > 0; i--)
        {
          g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (model, i - 1);
          gtk_tree_list_row_set_expanded (row, TRUE);
        }
      gtk_single_selection_set_model (self->selection, G_LIST_MODEL (model));
      gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
    }
  self->quiet = FALSE;
}

/** Returns: (transfer none) (nullable): valid until other fields are shown */
const WireField *
wire_field_tree_get_selected (WireFieldTree *self)
{
  GtkTreeListRow *row;
  g_autoptr (WireFieldItem) item = NULL;

  g_return_val_if_fail (WIRE_IS_FIELD_TREE (self), NULL);

  row = gtk_single_selection_get_selected_item (self->selection);
  if (!row || !self->fields)
    return NULL;
  item = gtk_tree_list_row_get_item (row);
  return wire_fields_get (self->fields, item->index);
}

/** Explains the selected field in a popover. */
void
wire_field_tree_explain (WireFieldTree *self)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (WireFieldItem) item = row ? gtk_tree_list_row_get_item (row) : NULL;

  if (item && self->fields)
    wire_field_explanation_show (GTK_WIDGET (self), self->fields, item->index);
}

/** Returns: (transfer full) (nullable): the condition that the selected field has its value */
char *
wire_field_tree_make_term (WireFieldTree *self)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (WireFieldItem) item = row ? gtk_tree_list_row_get_item (row) : NULL;

  return item && self->fields && self->bytes
             ? wire_field_term_new_field (&self->frame, self->fields, item->index)
             : NULL;
}

/**
 * wire_field_tree_set_frame:
 * @bytes: (nullable): of the frame whose fields are shown
 * @frame: it; copied, and not looked at where @bytes is %NULL
 *
 * Lets bytes be copied and filters be made of fields.
 */
void
wire_field_tree_set_frame (WireFieldTree *self, GBytes *bytes, const WireFrame *frame)
{
  g_return_if_fail (WIRE_IS_FIELD_TREE (self));

  g_clear_pointer (&self->bytes, g_bytes_unref);
  if (!bytes)
    return;
  self->bytes = g_bytes_ref (bytes);
  self->frame = *frame;
}

/* The row of field @index, opening what is before it. */
static guint
reveal (WireFieldTree *self, guint index)
{
  GListModel *model = gtk_single_selection_get_model (self->selection);
  guint best = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (model, i);
      g_autoptr (WireFieldItem) item = gtk_tree_list_row_get_item (row);
      const WireField *field = wire_fields_get (self->fields, item->index);

      if (item->index > index)
        break;
      best = i;
      if (item->index < index && field->depth < wire_fields_get (self->fields, index)->depth
          && !gtk_tree_list_row_get_expanded (row))
        {
          /* Open it only where the wanted field lies below: before the next of its depth. */
          guint next = item->index + 1;
          while (next <= index && wire_fields_get (self->fields, next)->depth > field->depth)
            next++;
          if (next > index)
            gtk_tree_list_row_set_expanded (row, TRUE);
        }
    }
  return best;
}

/** Selects the field that the byte at @offset of the frame belongs to, without announcing it. */
void
wire_field_tree_select_byte (WireFieldTree *self, guint32 offset)
{
  int index;
  guint position;

  g_return_if_fail (WIRE_IS_FIELD_TREE (self));

  index = self->fields ? wire_fields_find_byte (self->fields, offset) : -1;
  if (index < 0)
    return;
  self->quiet = TRUE;
  position = reveal (self, (guint) index);
  gtk_single_selection_set_selected (self->selection, position);
  self->quiet = FALSE;
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

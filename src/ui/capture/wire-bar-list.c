/* wire-bar-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/capture/wire-bar-list.h"

#include "ui/widgets/wire-announcement.h"
#include "ui/widgets/wire-bar.h"
#include "ui/lists/wire-tab-stop.h"
#include "ui/widgets/wire-label-wrap.h"

/**
 * WireBarList:
 *
 * A handful of rows, largest first, each with a bar as long as its share. A click on a row, or
 * Enter, emits #WireBarList::row-activated with the number that the row was added with.
 */
struct _WireBarList
{
  AdwBin parent_instance;

  GtkListBox *box;
  GtkSizeGroup *figures; /* equally wide, so that the bars are comparable */
  char *hint;
};

G_DEFINE_FINAL_TYPE (WireBarList, wire_bar_list, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_HINT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static guint row_activated_signal;

#define ID_KEY "wire-id"

static void
row_activated_cb (WireBarList *self, GtkListBoxRow *row)
{
  guint id = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), ID_KEY));

  g_signal_emit (self, row_activated_signal, 0, id);
}

static void
wire_bar_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WireBarList *self = WIRE_BAR_LIST (object);

  switch (id)
    {
    case PROP_TITLE:
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      g_value_get_string (value), -1);
      break;
    case PROP_HINT:
      g_free (self->hint);
      self->hint = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
wire_bar_list_finalize (GObject *object)
{
  WireBarList *self = WIRE_BAR_LIST (object);

  g_object_unref (self->figures);
  g_free (self->hint);
  G_OBJECT_CLASS (wire_bar_list_parent_class)->finalize (object);
}

static void
wire_bar_list_class_init (WireBarListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = wire_bar_list_set_property;
  object_class->finalize = wire_bar_list_finalize;

  /** WireBarList:title: what is ranked, for a screen reader */
  properties[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  /** WireBarList:hint: what a click on a row does, as its tooltip */
  properties[PROP_HINT] =
      g_param_spec_string ("hint", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * WireBarList::row-activated:
   * @list: the list
   * @id: of the row
   */
  row_activated_signal = g_signal_new ("row-activated", WIRE_TYPE_BAR_LIST, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
wire_bar_list_init (WireBarList *self)
{
  self->figures = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->box = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->box, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "bars");
  g_signal_connect_swapped (self->box, "row-activated", G_CALLBACK (row_activated_cb), self);
  adw_bin_set_child (ADW_BIN (self), wire_tab_stop_new (GTK_WIDGET (self->box)));
}

void
wire_bar_list_clear (WireBarList *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (WIRE_IS_BAR_LIST (self));
  while ((row = gtk_list_box_get_row_at_index (self->box, 0)))
    gtk_list_box_remove (self->box, GTK_WIDGET (row));
}

static GtkWidget *
row_content_new (WireBarList *self, const char *name, double share, const char *figure)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *name_label = gtk_label_new (name);
  GtkWidget *figure_label = gtk_label_new (figure);
  GtkWidget *bar = wire_bar_new ();

  gtk_label_set_xalign (GTK_LABEL (name_label), 0);
  wire_label_wrap (GTK_LABEL (name_label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (name_label, "monospace");
  /* “A → B” would otherwise become “B → A” where text runs from right to left. */
  wire_label_write_evidence (name_label);
  gtk_label_set_xalign (GTK_LABEL (figure_label), 1);
  gtk_widget_add_css_class (figure_label, "numeric");
  gtk_widget_add_css_class (figure_label, "caption");
  gtk_size_group_add_widget (self->figures, figure_label);
  gtk_widget_set_hexpand (bar, TRUE);
  wire_bar_set_share (WIRE_BAR (bar), share);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_attach (GTK_GRID (grid), name_label, 0, 0, 2, 1);
  gtk_grid_attach (GTK_GRID (grid), bar, 0, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), figure_label, 1, 1, 1, 1);
  return grid;
}

/* How far a row is set in that is part of the one above. */
#define INDENT 18

static void
add (WireBarList *self, guint id, const char *name, double share, const char *figure, int indent)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *content = row_content_new (self, name, share, figure);
  g_autofree char *label = g_strdup_printf ("%s, %s", name, figure);

  g_object_set_data (G_OBJECT (row), ID_KEY, GUINT_TO_POINTER (id));
  gtk_widget_set_margin_start (content, indent);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), content);
  gtk_widget_set_tooltip_text (row, self->hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  wire_describe (row, self->hint);
  gtk_list_box_append (self->box, row);
}

/**
 * wire_bar_list_add:
 * @self: a list
 * @id: what #WireBarList::row-activated says of this row
 * @name: what it is
 * @share: length of its bar, 0 to 1
 * @figure: its figure with unit
 */
void
wire_bar_list_add (WireBarList *self, guint id, const char *name, double share, const char *figure)
{
  g_return_if_fail (WIRE_IS_BAR_LIST (self));
  add (self, id, name, share, figure, 0);
}

/** As wire_bar_list_add(), of a part of what was added before. */
void
wire_bar_list_add_below (
    WireBarList *self, guint id, const char *name, double share, const char *figure)
{
  g_return_if_fail (WIRE_IS_BAR_LIST (self));
  add (self, id, name, share, figure, INDENT);
}

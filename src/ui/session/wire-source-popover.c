/* wire-source-popover.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/session/wire-source-popover.h"

#include "ui/widgets/wire-figures.h"
#include "ui/lists/wire-row-factory.h"
#include "ui/lists/wire-tab-stop.h"

#include <glib/gi18n.h>

/**
 * WireSourcePopover:
 *
 * The sources of a view, by packets, with a search entry where they are many.
 * #WireSourcePopover::source-chosen tells which one was clicked.
 */
struct _WireSourcePopover
{
  GtkPopover parent_instance;

  WireView *view;
  WireRowList *rows;

  GtkWidget *search;
  GtkWidget *nothing;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (WireSourcePopover, wire_source_popover, GTK_TYPE_POPOVER)

static guint source_chosen_signal;

/* As many as can be taken in without searching. */
#define SHORT_LIST 10

static const WireViewSource *
get_source (WireRow *row)
{
  WireView *view = wire_row_get_source (row);
  guint n = 0;
  const WireViewSource *sources = view ? wire_view_get_sources (view, &n) : NULL;

  return wire_row_get_id (row) < n ? &sources[wire_row_get_id (row)] : NULL;
}

static void
set_up_row (GtkListItem *item, gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *address = gtk_label_new (NULL);
  GtkWidget *packets = gtk_label_new (NULL);

  (void) data;
  gtk_label_set_xalign (GTK_LABEL (address), 0);
  gtk_widget_set_hexpand (address, TRUE);
  gtk_widget_add_css_class (address, "monospace");
  gtk_widget_add_css_class (packets, "numeric");
  gtk_widget_add_css_class (packets, "dim-label");
  gtk_box_append (GTK_BOX (box), address);
  gtk_box_append (GTK_BOX (box), packets);
  gtk_list_item_set_child (item, box);
}

static void
show_row (GtkListItem *item, gpointer data)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  const WireViewSource *source = get_source (gtk_list_item_get_item (item));
  char address[WIRE_ADDRESS_TEXT_MAX];
  g_autofree char *packets = NULL;

  (void) data;
  if (!source)
    return;
  packets = wire_figure_count (source->packets);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (box)),
                      wire_address_to_text (source->family, source->address, address));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (box)), packets);
}

/* The numbers of the sources whose address contains @text, still by packets. */
static GBytes *
find_sources (WireView *view, const char *text)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint n;
  const WireViewSource *sources = wire_view_get_sources (view, &n);

  for (guint32 i = 0; i < n; i++)
    {
      char address[WIRE_ADDRESS_TEXT_MAX];

      wire_address_to_text (sources[i].family, sources[i].address, address);
      if (strstr (address, text))
        g_array_append_val (found, i);
    }
  return g_bytes_new (found->data, found->len * sizeof (guint32));
}

static void
list_sources (WireSourcePopover *self)
{
  g_autofree char *text =
      g_strstrip (g_ascii_strdown (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1));
  g_autoptr (GBytes) order = self->view ? find_sources (self->view, text) : NULL;
  gboolean any = order && g_bytes_get_size (order) > 0;

  wire_row_list_set_rows (self->rows, G_OBJECT (self->view), 0, order);
  gtk_widget_set_visible (self->nothing, !any);
  gtk_widget_set_visible (GTK_WIDGET (self->list), any);
}

static void
activate_cb (WireSourcePopover *self, guint position)
{
  g_autoptr (WireRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);
  const WireViewSource *source = row ? get_source (row) : NULL;

  gtk_popover_popdown (GTK_POPOVER (self));
  if (source)
    g_signal_emit (self, source_chosen_signal, 0, source);
}

static void
search_activate_cb (WireSourcePopover *self)
{
  activate_cb (self, 0);
}

static void
wire_source_popover_show (GtkWidget *widget)
{
  WireSourcePopover *self = WIRE_SOURCE_POPOVER (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  list_sources (self);
  GTK_WIDGET_CLASS (wire_source_popover_parent_class)->show (widget);
}

static void
wire_source_popover_dispose (GObject *object)
{
  WireSourcePopover *self = WIRE_SOURCE_POPOVER (object);

  g_clear_object (&self->rows);
  g_clear_object (&self->view);
  G_OBJECT_CLASS (wire_source_popover_parent_class)->dispose (object);
}

static void
wire_source_popover_class_init (WireSourcePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wire_source_popover_dispose;
  widget_class->show = wire_source_popover_show;

  /**
   * WireSourcePopover::source-chosen:
   * @popover: the popover
   * @source: a #WireViewSource, valid during the call
   */
  source_chosen_signal = g_signal_new ("source-chosen", WIRE_TYPE_SOURCE_POPOVER, G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  g_type_ensure (WIRE_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/session/wire-source-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, WireSourcePopover, list);
  gtk_widget_class_bind_template_child (widget_class, WireSourcePopover, nothing);
  gtk_widget_class_bind_template_child (widget_class, WireSourcePopover, search);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_popover_popdown);
  gtk_widget_class_bind_template_callback (widget_class, list_sources);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
}

static void
wire_source_popover_init (WireSourcePopover *self)
{
  g_autoptr (GtkListItemFactory) factory = wire_row_factory_new (set_up_row, show_row, NULL, NULL);
  g_autoptr (GtkSelectionModel) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = wire_row_list_new ();
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->rows))));
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, selection);
}

/** @view: (nullable): whose sources to offer */
void
wire_source_popover_set_view (WireSourcePopover *self, WireView *view)
{
  guint n = 0;

  g_return_if_fail (WIRE_IS_SOURCE_POPOVER (self));
  g_set_object (&self->view, view);
  if (view)
    wire_view_get_sources (view, &n);
  gtk_widget_set_visible (self->search, n > SHORT_LIST);
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    list_sources (self);
}

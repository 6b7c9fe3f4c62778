/* wire-table-actions.c: what can be done with the selected row
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/tables/wire-table-view-private.h"

#include "ui/lists/wire-note-items.h"
#include "ui/session/wire-filter-terms.h"

#include <glib/gi18n.h>

static void
show_packet_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (WireTableTarget) target = { 0 };

  (void) name;
  (void) parameter;
  if (wire_table_view_get_target (WIRE_TABLE_VIEW (widget), &target)
      && target.packet != WIRE_TABLE_NONE)
    gtk_widget_activate_action (widget, "capture.show-packet", "u", target.packet);
}

static void
follow_stream_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (WireTableTarget) target = { 0 };

  (void) name;
  (void) parameter;
  if (wire_table_view_get_target (WIRE_TABLE_VIEW (widget), &target)
      && target.stream != WIRE_TABLE_NONE)
    gtk_widget_activate_action (widget, "capture.follow-stream", "u", target.stream);
}

/* Of its conversation, either the packets or the flows. */
static void
show_conversation_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireTableView *self = WIRE_TABLE_VIEW (widget);
  WireCondition condition = { .kind = WIRE_CONDITION_CONVERSATION };
  g_auto (WireTableTarget) target = { 0 };
  gboolean flow = g_str_equal (name, "table.show-flow");

  (void) parameter;
  if (!wire_table_view_get_target (self, &target) || target.tuple.family == WIRE_FAMILY_NONE)
    return;
  condition.tuple = target.tuple;
  wire_capture_session_add_condition (self->session, &condition);
  gtk_widget_activate_action (widget, "win.show-view", "s", flow ? "flows" : "packets");
}

/* For the host of the row; its flows are then shown, or what is shown now. */
static void
filter_host_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireTableView *self = WIRE_TABLE_VIEW (widget);
  WireCondition condition = { .kind = WIRE_CONDITION_FIELDS };
  g_auto (WireTableTarget) target = { 0 };

  (void) parameter;
  if (!wire_table_view_get_target (self, &target) || !target.host)
    return;
  condition.bpf = target.host;
  wire_capture_session_add_condition (self->session, &condition);
  if (g_str_equal (name, "table.show-host-flows"))
    gtk_widget_activate_action (widget, "win.show-view", "s", "flows");
}

/* All cells of the row, as a table is pasted. */
static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireTableView *self = WIRE_TABLE_VIEW (widget);
  guint row = wire_table_view_get_selected (self);
  g_autoptr (GString) line = g_string_new (NULL);

  (void) name;
  (void) parameter;
  if (row == WIRE_ROW_NONE || !self->source)
    return;
  for (guint i = 0; i < self->kind->n_columns; i++)
    {
      g_autofree char *text = self->kind->make_text (self->source, row, i);

      g_string_append_printf (line, "%s%s", i > 0 ? "\t" : "", text ? text : "");
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), line->str);
}

/* On the host of the row, or on its packet. */
static void
note_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (WireTableTarget) target = { 0 };
  g_autofree char *number = NULL;

  (void) parameter;
  if (!wire_table_view_get_target (WIRE_TABLE_VIEW (widget), &target)
      || target.packet == WIRE_TABLE_NONE)
    return;
  number = g_strdup_printf ("%u", target.packet + 1);
  wire_note_items_ask (widget, name, target.address ? "host" : "packet",
                       target.address ? target.address : number, target.packet);
}

static void
menu_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireTableView *self = WIRE_TABLE_VIEW (widget);

  (void) name;
  (void) parameter;
  if (wire_single_selection_get_id (self->selection) != WIRE_ROW_NONE)
    wire_row_menu_popup (self->menu);
}

void
wire_table_actions_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "table.show-packet", NULL, show_packet_cb);
  gtk_widget_class_install_action (widget_class, "table.follow-stream", NULL, follow_stream_cb);
  gtk_widget_class_install_action (widget_class, "table.show-conversation", NULL,
                                   show_conversation_cb);
  gtk_widget_class_install_action (widget_class, "table.show-flow", NULL, show_conversation_cb);
  gtk_widget_class_install_action (widget_class, "table.filter-host", NULL, filter_host_cb);
  gtk_widget_class_install_action (widget_class, "table.show-host-flows", NULL, filter_host_cb);
  gtk_widget_class_install_action (widget_class, "table.copy", NULL, copy_cb);
  wire_note_items_install (widget_class, "table", note_cb);
  gtk_widget_class_install_action (widget_class, "table.menu", NULL, menu_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "table.copy",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "table.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "table.menu",
                                       NULL);
}

static void
append_section (GMenu *menu, const WireTableItem *items, guint n)
{
  g_autoptr (GMenu) section = g_menu_new ();

  for (guint i = 0; i < n; i++)
    g_menu_append (section, _ (items[i].label), items[i].action);
  if (n > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static void
append_terms (GMenu *menu, GMenu *terms)
{
  g_autoptr (GMenu) section = g_menu_new ();

  /* Name of a menu in a menu: filters made of what the row has */
  g_menu_append_submenu (section, _ ("Filter B_y"), G_MENU_MODEL (terms));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static GMenu *
make_menu (const WireTableKind *kind, GMenu *terms)
{
  static const WireTableItem WAYS[] = {
    { N_ ("_Follow Stream"), "table.follow-stream" },
    { N_ ("Show Its _Packet"), "table.show-packet" },
    { N_ ("Show Packets of Its Con_versation"), "table.show-conversation" },
    { N_ ("Show Its F_low"), "table.show-flow" },
  };
  static const WireTableItem HOST[] = {
    { N_ ("_Filter to This Host"), "table.filter-host" },
    { N_ ("Show _Flows of This Host"), "table.show-host-flows" },
    { N_ ("Show Its First _Packet"), "table.show-packet" },
  };
  static const WireTableItem NOTES[] = {
    { N_ ("Add _Note…"), "table.add-note" },
    { N_ ("Book_mark"), "table.bookmark" },
  };
  static const WireTableItem COPY[] = { { N_ ("_Copy Row"), "table.copy" } };
  GMenu *menu = g_menu_new ();

  if (kind->has_host)
    append_section (menu, HOST, G_N_ELEMENTS (HOST));
  else
    append_section (menu, WAYS, G_N_ELEMENTS (WAYS));
  append_section (menu, kind->items, kind->n_items);
  append_section (menu, NOTES, G_N_ELEMENTS (NOTES));
  append_terms (menu, terms);
  append_section (menu, COPY, G_N_ELEMENTS (COPY));
  return menu;
}

void
wire_table_actions_init (WireTableView *self)
{
  g_autoptr (GMenu) menu = NULL;

  self->terms = g_menu_new ();
  menu = make_menu (self->kind, self->terms);
  gtk_menu_button_set_menu_model (self->menu_button, G_MENU_MODEL (menu));
  self->menu = wire_row_menu_new (GTK_WIDGET (self), G_MENU_MODEL (menu));
  wire_row_menu_add_table (self->menu, self->column_view);
  wire_table_actions_update (self);
}

static void
update_terms (WireTableView *self, const WireTableTarget *target)
{
  wire_filter_terms_clear (self->terms);
  if (!self->source)
    return;
  if (self->kind->add_terms)
    self->kind->add_terms (self->source, wire_table_view_get_selected (self), self->terms);
  if (target->host)
    wire_filter_terms_add (self->terms, g_strdup (target->host));
  wire_filter_terms_add_tuple (self->terms, &target->tuple);
}

/** Enables what can be done with what is selected. */
void
wire_table_actions_update (WireTableView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_auto (WireTableTarget) target = { .packet = WIRE_TABLE_NONE, .stream = WIRE_TABLE_NONE };
  gboolean selected = wire_table_view_get_target (self, &target);
  gboolean talks = selected && target.tuple.family != WIRE_FAMILY_NONE;

  gtk_widget_action_set_enabled (widget, "table.show-packet",
                                 selected && target.packet != WIRE_TABLE_NONE);
  gtk_widget_action_set_enabled (widget, "table.follow-stream",
                                 selected && target.stream != WIRE_TABLE_NONE);
  gtk_widget_action_set_enabled (widget, "table.show-conversation", talks);
  gtk_widget_action_set_enabled (widget, "table.show-flow", talks);
  gtk_widget_action_set_enabled (widget, "table.filter-host", selected && target.host);
  gtk_widget_action_set_enabled (widget, "table.show-host-flows", selected && target.host);
  gtk_widget_action_set_enabled (widget, "table.add-note",
                                 selected && target.packet != WIRE_TABLE_NONE);
  gtk_widget_action_set_enabled (widget, "table.bookmark",
                                 selected && target.packet != WIRE_TABLE_NONE);
  gtk_widget_action_set_enabled (widget, "table.copy", selected);
  if (selected)
    update_terms (self, &target);
  else
    wire_filter_terms_clear (self->terms);
  gtk_widget_set_sensitive (GTK_WIDGET (self->menu_button), selected);
}

/* wire-flow-actions.c: what can be done with a flow, and the menu that offers it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/flows/wire-flow-view-private.h"

#include "capture/wire-capture-streams.h"
#include "ui/lists/wire-note-items.h"

#include "ui/session/wire-filter-terms.h"

#include <glib/gi18n.h>

/* Numbers of protocols in headers of IP. */
#define TCP 6u
#define UDP 17u

static const char *const NEEDS_SELECTION[] = {
  "flow.show-packets", "flow.show-conversation", "flow.exclude-source", "flow.only-source",
  "flow.copy",
};

static gboolean
get_selected (WireFlowView *self, WireViewFlow *figures, WireFlow *flow)
{
  WireRow *row = gtk_single_selection_get_selected_item (self->selection);

  return row && wire_flow_row_get (row, &self->listing, figures, flow);
}

static gboolean
add_condition (WireFlowView *self, WireConditionKind kind)
{
  WireCondition condition = { .kind = kind };
  WireViewFlow figures;
  WireFlow flow;

  if (!get_selected (self, &figures, &flow))
    return FALSE;
  if (kind == WIRE_CONDITION_FROM || kind == WIRE_CONDITION_NOT_FROM)
    {
      condition.tuple.family = flow.tuple.family;
      memcpy (condition.tuple.src, flow.tuple.src, sizeof condition.tuple.src);
    }
  else
    condition.tuple = flow.tuple;
  wire_capture_session_add_condition (self->session, &condition);
  return TRUE;
}

static void
show_packets_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireFlowView *self = WIRE_FLOW_VIEW (widget);

  (void) name;
  (void) parameter;
  if (add_condition (self, self->listing.conversations ? WIRE_CONDITION_CONVERSATION
                                                       : WIRE_CONDITION_FLOW))
    wire_flow_view_show_packets (self);
}

static void
show_conversation_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireFlowView *self = WIRE_FLOW_VIEW (widget);

  (void) name;
  (void) parameter;
  if (add_condition (self, WIRE_CONDITION_CONVERSATION))
    wire_flow_view_show_packets (self);
}

static void
exclude_source_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  add_condition (WIRE_FLOW_VIEW (widget), WIRE_CONDITION_NOT_FROM);
}

static void
only_source_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  add_condition (WIRE_FLOW_VIEW (widget), WIRE_CONDITION_FROM);
}

/* The first of several, where ports were used again. */
static guint32
get_stream (WireFlowView *self)
{
  WireViewFlow figures;
  WireFlow flow;

  if (!self->view || !get_selected (self, &figures, &flow))
    return WIRE_STREAM_NONE;
  return wire_capture_find_flow_stream (wire_view_get_capture (self->view), figures.flow);
}

static void
follow_stream_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  guint32 stream = get_stream (WIRE_FLOW_VIEW (widget));

  (void) name;
  (void) parameter;
  if (stream != WIRE_STREAM_NONE)
    gtk_widget_activate_action (widget, "capture.follow-stream", "u", stream);
}

/* An item that is insensitive says why: menus have no tooltips. */
static void
update_stream_item (WireFlowView *self)
{
  gboolean has_stream = get_stream (self) != WIRE_STREAM_NONE;
  const char *label =
      has_stream ? _ ("Follow Its _Stream") : _ ("No _Stream to Follow: Neither TCP nor UDP");

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "flow.follow-stream", has_stream);
  g_menu_remove_all (self->stream_section);
  g_menu_append (self->stream_section, label, "flow.follow-stream");
}

/* As the lab's sheet writes it; a conversation is its two directions, a line each. */
static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireFlowView *self = WIRE_FLOW_VIEW (widget);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *forth = NULL;
  WireViewFlow figures;
  WireFlow flow;

  (void) name;
  (void) parameter;
  if (!get_selected (self, &figures, &flow))
    return;
  forth = wire_tuple_to_text (&flow.tuple, "->");
  g_string_append_printf (text, "%s - %u", forth, figures.packets);
  if (figures.back_packets)
    {
      WireTuple reversed;
      g_autofree char *back = NULL;

      wire_tuple_reverse (&flow.tuple, &reversed);
      back = wire_tuple_to_text (&reversed, "->");
      g_string_append_printf (text, "\n%s - %u", back, figures.back_packets);
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text->str);
}

/* Returns: the first packet of @flow, counted from 0, or %G_MAXUINT32 */
static guint32
find_packet (WireCapture *capture, guint32 flow)
{
  guint32 n = wire_capture_get_n_packets (capture);
  WirePacketRecord record;

  for (guint32 i = 0; i < n; i++)
    if (wire_capture_get_packet (capture, i, &record) && record.flow == flow)
      return i;
  return G_MAXUINT32;
}

static void
note_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireFlowView *self = WIRE_FLOW_VIEW (widget);
  g_autofree char *place = NULL;
  WireViewFlow figures;
  WireFlow flow;

  (void) parameter;
  if (!self->view || !get_selected (self, &figures, &flow))
    return;
  place = wire_tuple_to_text (&flow.tuple, " -> ");
  wire_note_items_ask (widget, name, "flow", place,
                       find_packet (wire_view_get_capture (self->view), figures.flow));
}

static void
menu_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireFlowView *self = WIRE_FLOW_VIEW (widget);

  (void) name;
  (void) parameter;
  if (wire_single_selection_get_id (self->selection) != WIRE_ROW_NONE)
    wire_row_menu_popup (self->menu);
}

void
wire_flow_actions_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "flow.show-packets", NULL, show_packets_cb);
  gtk_widget_class_install_action (widget_class, "flow.show-conversation", NULL,
                                   show_conversation_cb);
  gtk_widget_class_install_action (widget_class, "flow.follow-stream", NULL, follow_stream_cb);
  gtk_widget_class_install_action (widget_class, "flow.exclude-source", NULL, exclude_source_cb);
  gtk_widget_class_install_action (widget_class, "flow.only-source", NULL, only_source_cb);
  gtk_widget_class_install_action (widget_class, "flow.copy", NULL, copy_cb);
  wire_note_items_install (widget_class, "flow", note_cb);
  gtk_widget_class_install_action (widget_class, "flow.menu", NULL, menu_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "flow.copy",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "flow.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "flow.menu",
                                       NULL);
}

void
wire_flow_actions_init (WireFlowView *self)
{
  self->menu = wire_row_menu_new (GTK_WIDGET (self),
                                  G_MENU_MODEL (gtk_widget_get_template_child (
                                      GTK_WIDGET (self), WIRE_TYPE_FLOW_VIEW, "row_menu")));
  wire_row_menu_add_table (self->menu, self->column_view);
  wire_flow_actions_update (self);
}

/* A term for every cell of the row that has one. */
static void
update_terms (WireFlowView *self)
{
  GMenu *menu = G_MENU (
      gtk_widget_get_template_child (GTK_WIDGET (self), WIRE_TYPE_FLOW_VIEW, "filter_terms"));
  WireViewFlow figures;
  WireFlow flow;
  const char *protocol;

  wire_filter_terms_clear (menu);
  if (!get_selected (self, &figures, &flow))
    return;
  protocol = flow.tuple.protocol == TCP ? "tcp" : flow.tuple.protocol == UDP ? "udp" : NULL;
  wire_filter_terms_add_address (menu, "src", flow.tuple.family, flow.tuple.src);
  wire_filter_terms_add_address (menu, "dst", flow.tuple.family, flow.tuple.dst);
  wire_filter_terms_add_address (menu, "addr", flow.tuple.family, flow.tuple.src);
  wire_filter_terms_add_address (menu, "addr", flow.tuple.family, flow.tuple.dst);
  if (!protocol)
    return;
  wire_filter_terms_add (menu, g_strdup_printf ("%s.srcport == %u", protocol, flow.tuple.src_port));
  wire_filter_terms_add (menu, g_strdup_printf ("%s.dstport == %u", protocol, flow.tuple.dst_port));
  wire_filter_terms_add (menu, g_strdup (protocol));
}

/** Enables what can be done with what is selected. */
void
wire_flow_actions_update (WireFlowView *self)
{
  gboolean selected = wire_single_selection_get_id (self->selection) != WIRE_ROW_NONE;

  for (gsize i = 0; i < G_N_ELEMENTS (NEEDS_SELECTION); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), NEEDS_SELECTION[i], selected);
  update_stream_item (self);
  update_terms (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->menu_button), selected);
}

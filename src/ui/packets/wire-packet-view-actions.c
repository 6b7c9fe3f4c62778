/* wire-packet-view-actions.c: menus, copying, going to a packet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/packets/wire-packet-view-private.h"

#include "capture/wire-capture-streams.h"
#include "ui/lists/wire-column.h"
#include "ui/lists/wire-note-items.h"
#include "base/wire-hex.h"
#include "capture/fields/table/wire-field-table.h"
#include "ui/session/wire-filter-terms.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Numbers of protocols in headers of IP. */
#define TCP 6u
#define UDP 17u

static const char *const NEEDS_PACKET[] = { "packet.copy-text", "packet.copy-hex",
                                            "packet.copy-c" };
static const char *const NEEDS_FLOW[] = { "packet.show-flow", "packet.show-conversation",
                                          "packet.exclude-source" };

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WirePacketView *self = WIRE_PACKET_VIEW (widget);
  WireRow *row = gtk_single_selection_get_selected_item (self->selection);
  g_autofree char *text = NULL;
  const guint8 *bytes;
  gsize length;

  (void) parameter;
  if (!row || !self->bytes)
    return;
  bytes = g_bytes_get_data (self->bytes, &length);
  if (g_str_equal (name, "packet.copy-text"))
    text = wire_packet_rows_to_text (self->cells, row);
  else if (g_str_equal (name, "packet.copy-hex"))
    text = wire_hex_dump (0, bytes, length);
  else
    {
      g_autofree char *array = g_strdup_printf ("packet_%u", wire_row_get_id (row) + 1);
      text = wire_hex_c_array (array, bytes, length);
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static gboolean
get_tuple (WirePacketView *self, WireTuple *tuple)
{
  guint packet = wire_single_selection_get_id (self->selection);
  WirePacketRecord record;
  WireFlow flow;

  if (packet == WIRE_ROW_NONE || !self->view
      || !wire_capture_get_packet (wire_view_get_capture (self->view), packet, &record)
      || record.flow == WIRE_FLOW_NONE
      || !wire_capture_get_flow (wire_view_get_capture (self->view), record.flow, &flow))
    return FALSE;
  *tuple = flow.tuple;
  return TRUE;
}

static void
add_condition_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WirePacketView *self = WIRE_PACKET_VIEW (widget);
  WireCondition condition = { .kind = WIRE_CONDITION_FLOW };

  (void) parameter;
  if (!get_tuple (self, &condition.tuple))
    return;
  if (g_str_equal (name, "packet.show-conversation"))
    condition.kind = WIRE_CONDITION_CONVERSATION;
  else if (g_str_equal (name, "packet.exclude-source"))
    condition.kind = WIRE_CONDITION_NOT_FROM;
  wire_capture_session_add_condition (self->session, &condition);
}

static guint32
get_stream (WirePacketView *self)
{
  guint packet = wire_single_selection_get_id (self->selection);

  return packet == WIRE_ROW_NONE || !self->view
             ? WIRE_STREAM_NONE
             : wire_capture_find_stream (wire_view_get_capture (self->view), packet);
}

static void
follow_stream_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  guint32 stream = get_stream (WIRE_PACKET_VIEW (widget));

  (void) name;
  (void) parameter;
  if (stream != WIRE_STREAM_NONE)
    gtk_widget_activate_action (widget, "capture.follow-stream", "u", stream);
}

static void
note_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  guint packet = wire_single_selection_get_id (WIRE_PACKET_VIEW (widget)->selection);
  g_autofree char *place = g_strdup_printf ("%u", packet + 1);

  (void) parameter;
  if (packet != WIRE_ROW_NONE)
    wire_note_items_ask (widget, name, "packet", place, packet);
}

/* An item that is insensitive says why: menus have no tooltips. */
static void
update_stream_item (WirePacketView *self)
{
  gboolean has_stream = get_stream (self) != WIRE_STREAM_NONE;
  const char *label =
      has_stream ? _ ("Follow Its _Stream") : _ ("No _Stream to Follow: Neither TCP nor UDP");

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "packet.follow-stream", has_stream);
  g_menu_remove_all (G_MENU (
      gtk_widget_get_template_child (GTK_WIDGET (self), WIRE_TYPE_PACKET_VIEW, "stream_section")));
  g_menu_append (G_MENU (gtk_widget_get_template_child (GTK_WIDGET (self), WIRE_TYPE_PACKET_VIEW,
                                                        "stream_section")),
                 label, "packet.follow-stream");
}

/* The ports of the packet, of UDP where it is not TCP that the flow has. */
static void
add_port_terms (GMenu *menu, const WirePacketLine *line, gboolean tcp)
{
  const char *protocol = tcp ? "tcp" : "udp";

  if (!line->has_ports)
    return;
  wire_filter_terms_add (menu, g_strdup_printf ("%s.srcport == %u", protocol, line->src_port));
  wire_filter_terms_add (menu, g_strdup_printf ("%s.dstport == %u", protocol, line->dst_port));
}

/* A term for every cell of the row that has one. */
static void
update_terms (WirePacketView *self)
{
  GMenu *menu = G_MENU (
      gtk_widget_get_template_child (GTK_WIDGET (self), WIRE_TYPE_PACKET_VIEW, "filter_terms"));
  WireRow *row = gtk_single_selection_get_selected_item (self->selection);
  const WirePacketLine *line = row ? wire_packet_rows_get (self->cells, row) : NULL;
  WireTuple tuple = { 0 };
  const char *protocol;

  wire_filter_terms_clear (menu);
  if (!line)
    return;
  get_tuple (self, &tuple);
  protocol = wire_field_table_find_protocol (line->record.protocol);
  wire_filter_terms_add (menu, wire_field_term_new_address ("src", line->src));
  wire_filter_terms_add (menu, wire_field_term_new_address ("dst", line->dst));
  wire_filter_terms_add (menu, g_strdup (protocol));
  if (tuple.protocol == TCP || tuple.protocol == UDP)
    add_port_terms (menu, line, tuple.protocol == TCP);
  wire_filter_terms_add (menu, g_strdup_printf ("frame.len == %u", line->record.length));
}

void
wire_packet_view_update_actions (WirePacketView *self)
{
  WireTuple tuple;
  gboolean flow = get_tuple (self, &tuple);

  for (gsize i = 0; i < G_N_ELEMENTS (NEEDS_PACKET); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), NEEDS_PACKET[i], self->bytes != NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (NEEDS_FLOW); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), NEEDS_FLOW[i], flow);
  update_stream_item (self);
  update_terms (self);
  wire_packet_view_update_marks (self);
  wire_packet_view_update_saving (self, flow, get_stream (self) != WIRE_STREAM_NONE);
}

static void
menu_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  wire_row_menu_popup (WIRE_PACKET_VIEW (widget)->menu);
}

void
wire_packet_view_install_actions (GtkWidgetClass *widget_class)
{
  for (gsize i = 0; i < G_N_ELEMENTS (NEEDS_PACKET); i++)
    gtk_widget_class_install_action (widget_class, NEEDS_PACKET[i], NULL, copy_cb);
  for (gsize i = 0; i < G_N_ELEMENTS (NEEDS_FLOW); i++)
    gtk_widget_class_install_action (widget_class, NEEDS_FLOW[i], NULL, add_condition_cb);
  gtk_widget_class_install_action (widget_class, "packet.follow-stream", NULL, follow_stream_cb);
  wire_packet_view_install_saving (widget_class);
  wire_packet_view_install_marks (widget_class);
  wire_note_items_install (widget_class, "packet", note_cb);
  gtk_widget_class_install_property_action (widget_class, "packet.time", "time-display");
  gtk_widget_class_install_property_action (widget_class, "packet.save-keys", "save-keys");
  gtk_widget_class_install_action (widget_class, "packet.menu", NULL, menu_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "packet.menu",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "packet.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "packet.copy-text", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_h, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "packet.copy-hex", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "packet.copy-c", NULL);
}

void
wire_packet_view_init_menu (WirePacketView *self)
{
  self->menu = wire_row_menu_new (GTK_WIDGET (self),
                                  G_MENU_MODEL (gtk_widget_get_template_child (
                                      GTK_WIDGET (self), WIRE_TYPE_PACKET_VIEW, "packet_menu")));
  wire_row_menu_add_table (self->menu, self->column_view);
  wire_packet_view_update_actions (self);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, WirePacketView *self)
{
  GtkSpinButton *number = GTK_SPIN_BUTTON (adw_message_dialog_get_extra_child (dialog));

  if (!g_str_equal (response, "go"))
    return;
  gtk_spin_button_update (number);
  wire_packet_view_go_to (self, (guint32) gtk_spin_button_get_value (number) - 1);
}

/** Asks for a packet's number, and goes there. */
void
wire_packet_view_ask_packet (WirePacketView *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  guint n = wire_capture_get_n_packets (wire_capture_session_get_capture (self->session));
  AdwMessageDialog *dialog;
  GtkWidget *number;

  if (n == 0)
    return;
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (window, _ ("Go to Packet"), NULL));
  number = gtk_spin_button_new_with_range (1, n, 1);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (number),
                             self->wanted == WIRE_ROW_NONE ? 1 : self->wanted + 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (number), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Packet number"), -1);
  gtk_text_set_activates_default (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (number))),
                                  TRUE);
  adw_message_dialog_set_extra_child (dialog, number);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "go", _ ("_Go"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "go", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "go");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

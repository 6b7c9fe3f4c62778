/* wire-packet-view-marks.c: packets that are marked, to be saved together or found by frame.marked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/packets/wire-packet-view-private.h"

#include "capture/wire-capture-marks.h"
#include "ui/lists/wire-column.h"
#include "ui/widgets/wire-announcement.h"

#include <glib/gi18n.h>

static void
tell_count (WirePacketView *self, WireCapture *capture)
{
  guint n = wire_capture_count_marked (capture);
  g_autofree char *text =
      g_strdup_printf (ngettext ("%u packet is marked.", "%u packets are marked.", n), n);

  wire_packet_view_show_again (self);
  wire_packet_view_update_actions (self);
  wire_announce (GTK_WIDGET (self), text);
}

static void
mark_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WirePacketView *self = WIRE_PACKET_VIEW (widget);
  WireCapture *capture = self->view ? wire_view_get_capture (self->view) : NULL;
  guint packet = wire_single_selection_get_id (self->selection);

  (void) name;
  (void) parameter;
  if (!capture || packet == WIRE_ROW_NONE)
    return;
  wire_capture_mark (capture, packet, !wire_capture_is_marked (capture, packet));
  tell_count (self, capture);
}

static void
mark_shown_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WirePacketView *self = WIRE_PACKET_VIEW (widget);
  WireCapture *capture = self->view ? wire_view_get_capture (self->view) : NULL;
  guint32 n = self->view ? wire_view_get_n_packets (self->view) : 0;

  (void) name;
  (void) parameter;
  for (guint32 i = 0; i < n; i++)
    wire_capture_mark (capture, wire_view_get_packet (self->view, i), TRUE);
  if (capture)
    tell_count (self, capture);
}

static void
unmark_all_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WirePacketView *self = WIRE_PACKET_VIEW (widget);
  WireCapture *capture = self->view ? wire_view_get_capture (self->view) : NULL;
  g_autoptr (GArray) marked = capture ? wire_capture_list_marked (capture) : NULL;

  (void) name;
  (void) parameter;
  for (guint i = 0; marked && i < marked->len; i++)
    wire_capture_mark (capture, g_array_index (marked, guint32, i), FALSE);
  if (capture)
    tell_count (self, capture);
}

/** Adds the actions that mark packets, and their keys, which are those of Wireshark without Ctrl:
 * in this window Ctrl+M belongs to others. */
void
wire_packet_view_install_marks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "packet.mark", NULL, mark_cb);
  gtk_widget_class_install_action (widget_class, "packet.mark-shown", NULL, mark_shown_cb);
  gtk_widget_class_install_action (widget_class, "packet.unmark-all", NULL, unmark_all_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, 0, "packet.mark", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, GDK_SHIFT_MASK, "packet.mark-shown",
                                       NULL);
}

/** Enables what can be marked and unmarked. */
void
wire_packet_view_update_marks (WirePacketView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean any = self->view && wire_capture_count_marked (wire_view_get_capture (self->view)) > 0;

  gtk_widget_action_set_enabled (
      widget, "packet.mark",
      self->view && wire_single_selection_get_id (self->selection) != WIRE_ROW_NONE);
  gtk_widget_action_set_enabled (widget, "packet.mark-shown",
                                 self->view && wire_view_get_n_packets (self->view) > 0);
  gtk_widget_action_set_enabled (widget, "packet.unmark-all", any);
  gtk_widget_action_set_enabled (widget, "packet.save-marked", any);
}

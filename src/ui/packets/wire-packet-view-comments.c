/* wire-packet-view-comments.c: comments on the selected packet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/packets/wire-packet-view-private.h"

#include "ui/lists/wire-column.h"

#include <glib/gi18n.h>

/* Returns: (transfer none): what shows and keeps comments */
WireCommentBar *
wire_packet_view_get_comments (WirePacketView *self)
{
  return WIRE_COMMENT_BAR (
      gtk_widget_get_template_child (GTK_WIDGET (self), WIRE_TYPE_PACKET_VIEW, "comment_bar"));
}

/* @packet: or %WIRE_ROW_NONE */
void
wire_packet_view_show_comments (WirePacketView *self, guint packet)
{
  WireCapture *capture =
      packet != WIRE_ROW_NONE && self->view ? wire_view_get_capture (self->view) : NULL;

  wire_comment_bar_show (wire_packet_view_get_comments (self), capture, packet);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "packet.edit-comment", capture != NULL);
}

static void
edit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  wire_comment_bar_edit (wire_packet_view_get_comments (WIRE_PACKET_VIEW (widget)));
}

void
wire_packet_view_bind_comments (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child_full (widget_class, "comment_bar", FALSE, 0);
  gtk_widget_class_install_action (widget_class, "packet.edit-comment", NULL, edit_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK | GDK_ALT_MASK,
                                       "packet.edit-comment", NULL);
}

/** Returns: (transfer full) (nullable): what is lost when the capture is closed, in words */
char *
wire_packet_view_tell_unsaved (WirePacketView *self)
{
  guint n;

  g_return_val_if_fail (WIRE_IS_PACKET_VIEW (self), NULL);

  n = wire_comment_bar_count_unsaved (wire_packet_view_get_comments (self));
  return n > 0 ? g_strdup_printf (ngettext ("A comment on %u packet that is not saved",
                                            "Comments on %u packets that are not saved", n),
                                  n)
               : NULL;
}

/* wire-packet-view-decrypted.c: what the TLS records say that end in the selected packet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/packets/wire-packet-view-private.h"

#include "capture/wire-capture-tls.h"

static gpointer
get_child (WirePacketView *self, const char *id)
{
  return gtk_widget_get_template_child (GTK_WIDGET (self), WIRE_TYPE_PACKET_VIEW, id);
}

/**
 * wire_packet_view_show_decrypted:
 * @capture: (nullable): whose packet
 * @packet: counted from 0
 *
 * Where nothing was decrypted there are no pages to choose from.
 */
void
wire_packet_view_show_decrypted (WirePacketView *self, WireCapture *capture, guint32 packet)
{
  g_autoptr (GBytes) bytes = capture ? wire_capture_read_decrypted (capture, packet, NULL) : NULL;
  GtkStack *stack = get_child (self, "bytes_stack");

  wire_hex_view_set_bytes (get_child (self, "decrypted_hex"), bytes);
  gtk_stack_page_set_visible (gtk_stack_get_page (stack, get_child (self, "decrypted")),
                              bytes != NULL);
  gtk_widget_set_visible (get_child (self, "bytes_switcher"), bytes != NULL);
}

void
wire_packet_view_bind_decrypted (GtkWidgetClass *widget_class)
{
  static const char *const CHILDREN[] = { "bytes_stack", "bytes_switcher", "decrypted",
                                          "decrypted_hex" };

  for (gsize i = 0; i < G_N_ELEMENTS (CHILDREN); i++)
    gtk_widget_class_bind_template_child_full (widget_class, CHILDREN[i], FALSE, 0);
}

/* wire-packet-view-decrypted.c: bytes that belong to the selected packet and are not in it: what
 * its TLS records say, and the datagram of which it is the last fragment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/packets/wire-packet-view-private.h"

#include "capture/wire-capture-tls.h"
#include "capture/wire-capture-whole.h"

static gpointer
get_child (WirePacketView *self, const char *id)
{
  return gtk_widget_get_template_child (GTK_WIDGET (self), WIRE_TYPE_PACKET_VIEW, id);
}

/* Returns: whether there is such a page: @bytes are not %NULL */
static gboolean
show_page (WirePacketView *self, const char *page, const char *hex, GBytes *bytes)
{
  GtkStack *stack = get_child (self, "bytes_stack");

  wire_hex_view_set_bytes (get_child (self, hex), bytes);
  gtk_stack_page_set_visible (gtk_stack_get_page (stack, get_child (self, page)), bytes != NULL);
  return bytes != NULL;
}

/**
 * wire_packet_view_show_decrypted:
 * @capture: (nullable): whose packet
 * @packet: counted from 0
 *
 * Where nothing was decrypted or put together there are no pages to choose from.
 */
void
wire_packet_view_show_decrypted (WirePacketView *self, WireCapture *capture, guint32 packet)
{
  guint n;
  g_autoptr (GBytes) plain = capture ? wire_capture_read_decrypted (capture, packet, NULL) : NULL;
  g_autoptr (GBytes) whole = capture ? wire_capture_read_whole (capture, packet, &n) : NULL;
  gboolean more = show_page (self, "decrypted", "decrypted_hex", plain);

  more |= show_page (self, "whole", "whole_hex", whole);
  gtk_widget_set_visible (get_child (self, "bytes_switcher"), more);
}

void
wire_packet_view_bind_decrypted (GtkWidgetClass *widget_class)
{
  static const char *const CHILDREN[] = { "bytes_stack",   "bytes_switcher", "decrypted",
                                          "decrypted_hex", "whole",          "whole_hex" };

  for (gsize i = 0; i < G_N_ELEMENTS (CHILDREN); i++)
    gtk_widget_class_bind_template_child_full (widget_class, CHILDREN[i], FALSE, 0);
}

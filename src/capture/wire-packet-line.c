/* wire-packet-line.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-packet-line.h"

#include "capture/frame/wire-describe.h"
#include "capture/decode/wire-protocol.h"

void
wire_packet_line_clear (WirePacketLine *self)
{
  g_clear_pointer (&self->info, g_free);
}

/* Without an IP header, who spoke is known by Ethernet where there is one. */
static void
fill_link_addresses (WirePacketLine *line, const WireFrame *frame)
{
  const WireLayer *layer = &frame->layers[0];

  if (frame->n_layers == 0 || layer->protocol != WIRE_PROTOCOL_ETHERNET || layer->length < 12)
    return;
  wire_mac_to_text (frame->data + layer->offset, line->dst);
  wire_mac_to_text (frame->data + layer->offset + 6, line->src);
}

/**
 * wire_packet_line_fill:
 * @self: (out caller-allocates): cleared by the caller
 * @record: the packet's
 * @frame: its bytes, decoded
 *
 * Any thread.
 */
void
wire_packet_line_fill (WirePacketLine *self, const WirePacketRecord *record, const WireFrame *frame)
{
  g_autoptr (GString) info = g_string_new (NULL);

  *self = (WirePacketLine){ .record = *record };
  if (frame->tuple.family != WIRE_FAMILY_NONE)
    {
      wire_address_to_text (frame->tuple.family, frame->tuple.src, self->src);
      wire_address_to_text (frame->tuple.family, frame->tuple.dst, self->dst);
    }
  else
    fill_link_addresses (self, frame);
  self->has_ports = (frame->flags & WIRE_FRAME_HAS_PORTS) != 0;
  self->src_port = frame->tuple.src_port;
  self->dst_port = frame->tuple.dst_port;
  self->protocol = wire_protocol_get_info (wire_frame_get_protocol (frame))->name;
  wire_frame_summarise (frame, info);
  self->info = g_string_free (g_steal_pointer (&info), FALSE);
}

/**
 * wire_packet_line_read:
 * @packet: counted from 0
 * @line: (out caller-allocates): filled where this succeeds; cleared by the caller
 * @error: as wire_capture_read_frame() leaves it
 *
 * Reads the packet again from the file. Any thread.
 */
gboolean
wire_packet_line_read (WireCapture *capture, guint32 packet, WirePacketLine *line, GError **error)
{
  WirePacketRecord record;
  WireFrame frame;
  g_autoptr (GBytes) bytes = wire_capture_read_frame (capture, packet, &frame, error);

  if (!bytes)
    return FALSE;
  wire_capture_get_packet (capture, packet, &record);
  wire_packet_line_fill (line, &record, &frame);
  return TRUE;
}

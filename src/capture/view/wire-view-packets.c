/* wire-view-packets.c: the packets of a view
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/view/wire-view-private.h"

/** Returns: how many packets the filter lets through */
guint32
wire_view_get_n_packets (WireView *self)
{
  g_return_val_if_fail (WIRE_IS_VIEW (self), 0);

  return self->packets ? self->packets->len : self->n_all_packets;
}

/** Returns: the number in the capture of the packet at @position, which must exist */
guint32
wire_view_get_packet (WireView *self, guint32 position)
{
  g_return_val_if_fail (WIRE_IS_VIEW (self), WIRE_VIEW_NO_PACKET);
  g_return_val_if_fail (position < wire_view_get_n_packets (self), WIRE_VIEW_NO_PACKET);

  return self->packets ? g_array_index (self->packets, guint32, position) : position;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint32 left = *(const guint32 *) a;
  guint32 right = *(const guint32 *) b;

  return left < right ? -1 : left > right;
}

/**
 * wire_view_find_packet:
 * @self: a view
 * @packet: its number in the capture, from 0
 *
 * Returns: its position here, or %WIRE_VIEW_NO_PACKET
 */
guint32
wire_view_find_packet (WireView *self, guint32 packet)
{
  g_return_val_if_fail (WIRE_IS_VIEW (self), WIRE_VIEW_NO_PACKET);

  guint position;

  if (!self->packets)
    return packet < self->n_all_packets ? packet : WIRE_VIEW_NO_PACKET;
  if (!g_array_binary_search (self->packets, &packet, compare_numbers, &position))
    return WIRE_VIEW_NO_PACKET;
  return position;
}

/**
 * wire_view_get_packet_block:
 *
 * Fills @records with the packets at @position and after, in order, as many as one call can take.
 *
 * Returns: how many; 0 at the end
 */
guint32
wire_view_get_packet_block (WireView *self,
                            guint32 position,
                            WirePacketRecord records[WIRE_VIEW_BLOCK])
{
  guint32 n = wire_view_get_n_packets (self);

  n = position < n ? MIN (n - position, WIRE_VIEW_BLOCK) : 0;
  if (!self->packets)
    return wire_capture_get_packets (self->capture, position, n, records);
  for (guint32 i = 0; i < n; i++)
    wire_capture_get_packet (self->capture, wire_view_get_packet (self, position + i), &records[i]);
  return n;
}

/* wire-zeek-packet.h: one IP packet as Zeek's logs count it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-time.h"
#include "capture/frame/wire-frame.h"

G_BEGIN_DECLS

/**
 * WireZeekPacket:
 * @family: #WireFamily
 * @protocol: that follows the last header of IP
 * @fragment: it is a part of a datagram
 * @more: … and more parts follow
 * @fragment_offset: of @payload in the datagram, in bytes
 * @fragment_id: of the datagram
 * @src: 4 or 16 bytes
 * @dst: likewise
 * @total: bytes that the IP header says the packet has, its own included
 * @payload: what follows the headers of IP; not owned
 * @payload_length: how many bytes there should be
 * @payload_captured: how many there are
 * @number: of the frame, from 0
 * @time: of the frame, nanoseconds since 1970
 *
 * A frame that carries tunnels has one of these for every IP header.
 */
typedef struct
{
  guint8 family;
  guint8 protocol;
  gboolean fragment;
  gboolean more;
  guint32 fragment_offset;
  guint32 fragment_id;
  const guint8 *src;
  const guint8 *dst;
  guint32 total;
  const guint8 *payload;
  guint32 payload_length;
  guint32 payload_captured;
  guint32 number;
  gint64 time;
} WireZeekPacket;

gboolean wire_zeek_packet_read (const WireFrame *frame, guint layer, WireZeekPacket *packet);
gboolean wire_zeek_packet_read_bytes (const guint8 *bytes,
                                      guint32 available,
                                      WireZeekPacket *packet);
gboolean wire_zeek_packet_is_wrong (const WireZeekPacket *packet);

G_END_DECLS

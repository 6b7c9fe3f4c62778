/* wire-tcp-frame.h: one TCP segment, as it would be on the wire
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* TCP's flags (RFC 9293, section 3.1). */
#define WIRE_TCP_FIN 0x01
#define WIRE_TCP_SYN 0x02
#define WIRE_TCP_RST 0x04
#define WIRE_TCP_PSH 0x08
#define WIRE_TCP_ACK 0x10

/**
 * WireTcpSegment:
 * @src: from where
 * @dst: to where, of the same family
 * @src_port: of @src
 * @dst_port: of @dst
 * @seq: sequence number of the first byte
 * @ack: the next byte that is expected; with %WIRE_TCP_ACK
 * @flags: of TCP. %WIRE_TCP_SYN adds the option that says the largest segment
 * @id: identification of the IPv4 packet
 */
typedef struct
{
  GInetAddress *src;
  GInetAddress *dst;
  guint16 src_port;
  guint16 dst_port;
  guint32 seq;
  guint32 ack;
  guint8 flags;
  guint16 id;
} WireTcpSegment;

guint wire_tcp_frame_get_mss (GSocketFamily family);
void wire_tcp_frame_build (GByteArray *frame,
                           const WireTcpSegment *segment,
                           const guint8 *data,
                           guint length);

G_END_DECLS

/* wire-packet-line.h: one packet as a line of a list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/wire-capture.h"

G_BEGIN_DECLS

/**
 * WirePacketLine:
 * @record: as the capture keeps it
 * @src: address of the outermost IP header; where there is none, the link layer's
 * @dst: likewise
 * @has_ports: whether @src_port and @dst_port say something
 * @src_port: of this very packet, in host order; a later fragment has none
 * @dst_port: likewise
 * @protocol: as a packet list calls it; static
 * @info: what the packet says, in one line
 *
 * What a person reads of a packet before looking into it. Owned by the caller.
 */
typedef struct
{
  WirePacketRecord record;
  char src[WIRE_ADDRESS_TEXT_MAX];
  char dst[WIRE_ADDRESS_TEXT_MAX];
  gboolean has_ports;
  guint16 src_port;
  guint16 dst_port;
  const char *protocol;
  char *info;
} WirePacketLine;

gboolean wire_packet_line_read (WireCapture *capture,
                                guint32 packet,
                                WirePacketLine *line,
                                GError **error);
void wire_packet_line_fill (WirePacketLine *line,
                            const WirePacketRecord *record,
                            const WireFrame *frame);

/** Frees what @line owns, but not @line itself. */
void wire_packet_line_clear (WirePacketLine *line);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WirePacketLine, wire_packet_line_clear)

G_END_DECLS

/* wire-packet-block.h: packets with all that their file says of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/wire-packet-scan.h"
#include "capture/writing/wire-pcapng-options.h"

G_BEGIN_DECLS

/**
 * WirePacketBlock:
 * @data: the captured bytes
 * @ticks: its time, in units of its interface
 * @drops: packets that were lost before it, as the obsolete packet block says; 0 where that is not
 *   known
 * @options: that follow it; empty where its format has none
 *
 * A packet as it is in the file. What it points to is owned by the #WirePacketBlocks, until the
 * next one is read.
 */
typedef struct
{
  const guint8 *data;
  guint64 ticks;
  guint16 drops;
  WirePcapngOptions options;
} WirePacketBlock;

/**
 * WirePacketBlocks:
 *
 * Reads packets of a capture again in ascending order, with their options. Used by one thread.
 */
typedef struct _WirePacketBlocks WirePacketBlocks;

WirePacketBlocks *wire_packet_blocks_new (WireCapture *capture);

/** Frees @blocks and what it owns. */
void wire_packet_blocks_free (WirePacketBlocks *blocks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WirePacketBlocks, wire_packet_blocks_free)

gboolean wire_packet_blocks_read (WirePacketBlocks *blocks,
                                  const WirePacketRecord *record,
                                  WirePacketBlock *block,
                                  GError **error);
GStrv wire_packet_block_get_comments (const WirePacketBlock *block);

G_END_DECLS

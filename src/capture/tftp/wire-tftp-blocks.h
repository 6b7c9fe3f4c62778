/* wire-tftp-blocks.h: the blocks of one file, in any order and more than once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-body.h"
#include "capture/reassembly/wire-stream-direction.h"

G_BEGIN_DECLS

/**
 * WireTftpBlocks:
 *
 * Which blocks came and where their bytes are. Numbers on the wire have 16 bits, and begin again
 * with 0, or with 1 (RFC 1350 does not say; servers do both).
 */
typedef struct _WireTftpBlocks WireTftpBlocks;

WireTftpBlocks *wire_tftp_blocks_new (void);
void wire_tftp_blocks_free (WireTftpBlocks *self);

gboolean wire_tftp_blocks_add (WireTftpBlocks *self,
                               guint16 number,
                               gboolean in_step,
                               const WireStreamPiece *piece);
gboolean wire_tftp_blocks_add_more (WireTftpBlocks *self, const WireStreamPiece *piece);
gboolean wire_tftp_blocks_acknowledge (WireTftpBlocks *self, guint16 number);

gboolean wire_tftp_blocks_is_empty (const WireTftpBlocks *self);
gboolean wire_tftp_blocks_is_acknowledged (const WireTftpBlocks *self);
gboolean wire_tftp_blocks_has_skipped (const WireTftpBlocks *self);
gboolean wire_tftp_blocks_are_regular (const WireTftpBlocks *self, guint32 block_size);
guint32 wire_tftp_blocks_get_last_length (const WireTftpBlocks *self);
guint32 wire_tftp_blocks_get_longest (const WireTftpBlocks *self);
gsize wire_tftp_blocks_get_cost (const WireTftpBlocks *self);
void wire_tftp_blocks_fill (const WireTftpBlocks *self, guint32 block_size, WireBody *body);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireTftpBlocks, wire_tftp_blocks_free)

G_END_DECLS

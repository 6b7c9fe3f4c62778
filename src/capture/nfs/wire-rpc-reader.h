/* wire-rpc-reader.h: finds the messages in a stream of ONC RPC (record marking: RFC 5531, section
 * 11)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/nfs/wire-rpc-message.h"

G_BEGIN_DECLS

/** Takes @message; %NULL: some were not captured, nobody knows which. */
typedef void (*WireRpcHear) (WireRpcMessage *message, gpointer user_data);

/**
 * WireRpcReader:
 *
 * One side of a connection, however its messages are cut into fragments and pieces.
 */
typedef struct _WireRpcReader WireRpcReader;

WireRpcReader *wire_rpc_reader_new (WireRpcHear hear, gpointer user_data);

/** Frees @reader and what it owns. */
void wire_rpc_reader_free (WireRpcReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireRpcReader, wire_rpc_reader_free)

gboolean wire_rpc_mark_parse (const guint8 *bytes, gsize length, guint32 *size, gboolean *last);
void wire_rpc_reader_add (WireRpcReader *reader, const WireStreamPiece *piece);
void wire_rpc_reader_end (WireRpcReader *reader);

G_END_DECLS

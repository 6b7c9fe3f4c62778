/* wire-rpc-message.h: a message of ONC RPC (RFC 5531), with where its bytes are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-stream-direction.h"
#include "capture/reassembly/wire-body.h"

G_BEGIN_DECLS

/** As much of a message is kept in memory; of larger ones, only the places. A list of a folder is
 * seldom longer. */
#define WIRE_RPC_MAX_HEAD (64u * 1024)

/** A message that says that it is longer is none. Servers take 1 MiB at once. */
#define WIRE_RPC_MAX_LENGTH (16u * 1024 * 1024)

/**
 * WireRpcMessage:
 * @head: its first bytes, as far as they came without a gap
 * @body: where all of its bytes are
 * @packet: that brought its first byte
 * @time: of that packet
 */
typedef struct
{
  GByteArray *head;
  WireBody body;
  guint32 packet;
  gint64 time;
} WireRpcMessage;

WireRpcMessage *wire_rpc_message_new (const WireStreamPiece *piece);

/** Frees @message and what it owns. */
void wire_rpc_message_free (WireRpcMessage *message);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireRpcMessage, wire_rpc_message_free)

void wire_rpc_message_add (WireRpcMessage *message,
                           const WireStreamPiece *piece,
                           guint32 from,
                           guint32 length);
void wire_rpc_message_trim (WireRpcMessage *message);
gsize wire_rpc_message_get_cost (const WireRpcMessage *message);

G_END_DECLS

/* wire-dtls-half.h: the datagrams of one side of a DTLS connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/tls/wire-dtls-early.h"
#include "capture/tls/wire-dtls-epoch.h"
#include "capture/tls/wire-dtls-message-reader.h"
#include "capture/reassembly/wire-stream-direction.h"

G_BEGIN_DECLS

/** One side of a connection: see wire-tls-half.h. */
typedef struct _WireTlsHalf WireTlsHalf;

/**
 * WireDtlsHalf:
 * @held: (nullable): the beginning of a datagram that comes in pieces
 * @epochs: (element-type WireDtlsEpoch): keys, one after the other; those of epoch 0 are none
 * @messages: of the handshake
 * @early: (element-type WireDtlsEarly): records that wait for their keys
 * @draining: no record waits any longer
 * @epoch: of the record that is being taken
 *
 * What one side of a connection over datagrams has besides what it has over a stream.
 */
typedef struct
{
  GByteArray *held;
  GArray *epochs;
  WireDtlsMessageReader messages;
  GPtrArray *early;
  gboolean draining;
  guint16 epoch;
} WireDtlsHalf;

/** Returns: (transfer full): of a side that has sent nothing */
WireDtlsHalf *wire_dtls_half_new (void);

void wire_dtls_half_free (WireDtlsHalf *half);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireDtlsHalf, wire_dtls_half_free)

gsize wire_dtls_half_get_cost (const WireDtlsHalf *half);
void wire_dtls_half_drop_held (WireDtlsHalf *half);
void wire_dtls_half_add (WireTlsHalf *half, const WireStreamPiece *piece);
void wire_dtls_half_end (WireTlsHalf *half);

G_END_DECLS

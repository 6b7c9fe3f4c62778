/* wire-dtls-early.h: records that come before the messages that give their keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-stream-direction.h"
#include "capture/tls/wire-dtls-record.h"

G_BEGIN_DECLS

/**
 * WireDtlsEarly:
 * @bytes: (owned): a record with its head
 * @piece: that brought it, without its bytes
 */
typedef struct
{
  GBytes *bytes;
  WireStreamPiece piece;
} WireDtlsEarly;

/** Returns: (transfer full) (element-type WireDtlsEarly): no records */
GPtrArray *wire_dtls_early_new (void);

gboolean wire_dtls_early_is_full (const GPtrArray *early);
gboolean wire_dtls_early_keep (GPtrArray *early,
                               const WireDtlsRecord *record,
                               const WireStreamPiece *brought_by);
gsize wire_dtls_early_get_cost (const GPtrArray *early);

G_END_DECLS

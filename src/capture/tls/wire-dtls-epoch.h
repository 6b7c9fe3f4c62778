/* wire-dtls-epoch.h: the records of one side of a DTLS connection under the same keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/tls/wire-dtls-record.h"

G_BEGIN_DECLS

/**
 * WireDtlsEpoch:
 * @protection: (nullable) (owned): of its records; %NULL while these are not encrypted
 * @newest: the largest number that came
 * @seen: which ones came: the lowest bit is @newest
 * @count: how many came
 */
typedef struct
{
  WireTlsProtection *protection;
  guint64 newest;
  guint64 seen;
  guint64 count;
} WireDtlsEpoch;

void wire_dtls_epoch_clear (WireDtlsEpoch *epoch);
gboolean wire_dtls_epoch_has_seen (const WireDtlsEpoch *epoch, const WireDtlsRecord *record);
void wire_dtls_epoch_note (WireDtlsEpoch *epoch, const WireDtlsRecord *record);
guint64 wire_dtls_epoch_count_missing (const WireDtlsEpoch *epoch);

G_END_DECLS

/* wire-tls-side.h: what one side of a connection sends, record by record
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/tls/wire-tls-protection.h"

G_BEGIN_DECLS

/** Records that may have been lost between two that were captured, at most, if the second is still
 * to be found. */
#define WIRE_TLS_MAX_AHEAD 4096u

/**
 * WireTlsOpened:
 * @WIRE_TLS_NOT_OPENED: no key and no number fits
 * @WIRE_TLS_PLAINTEXT: the record was not encrypted
 * @WIRE_TLS_OPENED: it was, and its tag or MAC is right
 */
typedef enum
{
  WIRE_TLS_NOT_OPENED,
  WIRE_TLS_PLAINTEXT,
  WIRE_TLS_OPENED,
} WireTlsOpened;

/**
 * WireTlsSide:
 * @version: of the protocol; 0 while it is not known
 * @protection: (nullable): of its records; %NULL while these are not encrypted
 * @waiting: (element-type WireTlsProtection): what it changes to next, in order. A change may have
 *   been lost, so that they are tried as well.
 * @number: of its next record under @protection
 * @lost: bytes of the stream that were lost since the last record that was opened
 * @failed: records that could not be opened since then
 * @opened: how many were opened in all
 * @tried: bytes that were decrypted in vain
 * @skipped: of what it was told to await, changes that opened nothing and were passed over
 * @passed: records under known keys that were not opened before the last one that was; 0 where
 *   those that were not are under keys that nobody knows
 * @missing: bytes of content that were lost before the last record that was opened, as far as can
 * be told
 *
 * Zeroed is new. Used by one thread.
 */
typedef struct
{
  guint16 version;
  WireTlsProtection *protection;
  GQueue waiting;
  guint64 number;
  guint64 lost;
  guint64 failed;
  guint64 opened;
  guint64 tried;
  guint64 skipped;
  guint64 passed;
  guint64 missing;
} WireTlsSide;

void wire_tls_side_clear (WireTlsSide *side);
void wire_tls_side_await (WireTlsSide *side, WireTlsProtection *protection);
void wire_tls_side_forget_waiting (WireTlsSide *side);
gboolean wire_tls_side_change (WireTlsSide *side);
void wire_tls_side_update (WireTlsSide *side);
void wire_tls_side_rest (WireTlsSide *side);
void wire_tls_side_lose (WireTlsSide *side, guint64 length);
WireTlsOpened wire_tls_side_open (WireTlsSide *side,
                                  const WireTlsRecord *record,
                                  WireTlsPlain *plain);
void wire_tls_side_fail (WireTlsSide *side, const WireTlsRecord *record);

G_END_DECLS

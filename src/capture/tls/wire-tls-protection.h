/* wire-tls-protection.h: what protects the records that one side sends
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/tls/keys/wire-tls-key-line.h"
#include "capture/tls/wire-tls-schedule.h"

G_BEGIN_DECLS

/** Bytes in front of each record. */
#define WIRE_TLS_RECORD_HEAD 5u

/** The longest fragment of a record (RFC 5246, section 6.2.3). */
#define WIRE_TLS_MAX_FRAGMENT (16384u + 2048)

/** Types of content. */
enum
{
  WIRE_TLS_CHANGE_CIPHER_SPEC = 20,
  WIRE_TLS_ALERT = 21,
  WIRE_TLS_HANDSHAKE = 22,
  WIRE_TLS_APPLICATION_DATA = 23,
  WIRE_TLS_HEARTBEAT = 24,
};

/**
 * WireTlsRecord:
 * @head: %WIRE_TLS_RECORD_HEAD bytes: type, version and length
 * @fragment: what follows
 * @length: bytes of @fragment
 *
 * A record as it was sent.
 */
typedef struct
{
  const guint8 *head;
  const guint8 *fragment;
  gsize length;
} WireTlsRecord;

/**
 * WireTlsPlain:
 * @bytes: has room for as many bytes as the record has
 * @length: bytes that are used
 * @type: of the content
 *
 * What was in a record.
 */
typedef struct
{
  guint8 *bytes;
  gsize length;
  guint8 type;
} WireTlsPlain;

/**
 * WireTlsProtection:
 *
 * Suite and keys of one side from one change of keys to the next. It does not count records: who
 * opens them says the number.
 *
 * Used by one thread.
 */
typedef struct _WireTlsProtection WireTlsProtection;

WireTlsProtection *wire_tls_protection_new (const WireTlsSuite *suite,
                                            guint16 version,
                                            gboolean encrypt_then_mac,
                                            WireTlsKeyKind kind,
                                            const WireTlsMaterial *material);
void wire_tls_protection_set_sent_version (WireTlsProtection *protection, guint16 version);
WireTlsKeyKind wire_tls_protection_get_kind (const WireTlsProtection *protection);

/** Frees @protection and what it owns. */
void wire_tls_protection_free (WireTlsProtection *protection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireTlsProtection, wire_tls_protection_free)

WireTlsProtection *wire_tls_protection_update (const WireTlsProtection *protection);
gboolean wire_tls_protection_open (WireTlsProtection *protection,
                                   const WireTlsRecord *record,
                                   guint64 number,
                                   WireTlsPlain *plain);
void wire_tls_protection_pass (WireTlsProtection *protection, const WireTlsRecord *record);
void wire_tls_protection_rest (WireTlsProtection *protection);
gsize wire_tls_protection_get_overhead (const WireTlsProtection *protection);

G_END_DECLS

/* wire-dtls-record.h: a record of DTLS, as a datagram has it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/tls/wire-tls-protection.h"

G_BEGIN_DECLS

/** The versions, as they are in messages; each number is the complement of the version. */
#define WIRE_DTLS_1_0 0xfeff
#define WIRE_DTLS_1_2 0xfefd

/** Bytes in front of each record (RFC 6347, section 4.1). */
#define WIRE_DTLS_RECORD_HEAD 13u

/** Bytes in front of each message or fragment of one (section 4.2.2). */
#define WIRE_DTLS_MESSAGE_HEAD 12u

/** The type of records that name their connection (RFC 9146). */
#define WIRE_DTLS_WITH_ID 25

/**
 * WireDtlsRecord:
 * @head: type, version and length, as in TLS
 * @fragment: what follows the head
 * @length: bytes of @fragment
 * @number: epoch in its first 16 bits, and the number of the record in the epoch
 */
typedef struct
{
  guint8 head[WIRE_TLS_RECORD_HEAD];
  const guint8 *fragment;
  gsize length;
  guint64 number;
} WireDtlsRecord;

gboolean wire_dtls_record_may_start (const guint8 *bytes, gsize length);
gboolean wire_dtls_record_parse (const guint8 *bytes, gsize length, WireDtlsRecord *record);
guint16 wire_dtls_version_to_tls (guint16 version);

/** Whether @version, as it is in messages, is one of DTLS. */
static inline gboolean
wire_dtls_is_version (guint16 version)
{
  return version >> 8 == WIRE_DTLS_1_2 >> 8;
}

/** Returns: the epoch of @record, which grows by one with each change of keys */
static inline guint16
wire_dtls_record_get_epoch (const WireDtlsRecord *record)
{
  return (guint16) (record->number >> 48);
}

G_END_DECLS

/* wire-tls-record-reader.h: the records that one side sends, put together from pieces
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-stream-direction.h"
#include "capture/tls/wire-tls-protection.h"

G_BEGIN_DECLS

/**
 * WireTlsRecordTaker:
 * @take: a record. @sure: it follows the one before, so that its answer does not matter. Otherwise
 *   it was found by what its beginning looks like after bytes were lost, and the answer says
 * whether it is one.
 * @lose: @length bytes are missing, or belong to a record that is not whole. What was lost before a
 *   record is told before it.
 *
 * Who takes what a #WireTlsRecordReader finds.
 */
typedef struct
{
  gboolean (*take) (const WireTlsRecord *record,
                    gboolean sure,
                    const WireStreamPiece *brought_by,
                    gpointer user_data);
  void (*lose) (guint64 length, const WireStreamPiece *shown_by, gpointer user_data);
} WireTlsRecordTaker;

/**
 * WireTlsRecordReader:
 * @held: (nullable): the beginning of a record, or bytes in which one is looked for
 * @skip: bytes that a record still has of which others were lost
 * @lost: nobody knows where the next record begins
 *
 * Zeroed is new. Used by one thread.
 */
typedef struct
{
  GByteArray *held;
  guint64 skip;
  gboolean lost;
} WireTlsRecordReader;

void wire_tls_record_reader_clear (WireTlsRecordReader *reader);
void wire_tls_record_reader_add (WireTlsRecordReader *reader,
                                 const WireStreamPiece *piece,
                                 const WireTlsRecordTaker *taker,
                                 gpointer user_data);
void wire_tls_record_reader_end (WireTlsRecordReader *reader,
                                 const WireStreamPiece *last,
                                 const WireTlsRecordTaker *taker,
                                 gpointer user_data);
gboolean wire_tls_record_may_start (const guint8 *bytes, gsize length);

G_END_DECLS

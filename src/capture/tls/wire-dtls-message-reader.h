/* wire-dtls-message-reader.h: handshake messages, put together from the fragments of datagrams
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/tls/wire-tls-message-reader.h"

G_BEGIN_DECLS

/**
 * WireDtlsMessageReader:
 * @parts: of messages that are not whole, or come before another one that is missing; in the order
 *   of their numbers
 * @held: bytes that they take
 * @next: number of the message that is next
 * @epoch: of the records in which numbers began with 0 again
 *
 * Datagrams come in any order, and those that the other side did not answer come again: what was
 * taken is not taken twice.
 *
 * Zeroed is new. Used by one thread.
 */
typedef struct
{
  GQueue parts;
  gsize held;
  guint next;
  guint16 epoch;
} WireDtlsMessageReader;

void wire_dtls_message_reader_clear (WireDtlsMessageReader *reader);
void wire_dtls_message_reader_add (WireDtlsMessageReader *reader,
                                   guint16 epoch,
                                   const guint8 *bytes,
                                   gsize length,
                                   WireTlsMessageTaker take,
                                   gpointer user_data);
gboolean wire_dtls_message_reader_flush (WireDtlsMessageReader *reader,
                                         WireTlsMessageTaker take,
                                         gpointer user_data);

G_END_DECLS

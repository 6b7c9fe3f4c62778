/* wire-tls-message-reader.h: handshake messages, put together from records
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The longest message that is put together: chains of certificates are some kilobytes. Longer ones
 * are passed over. */
#define WIRE_TLS_MAX_MESSAGE (256u * 1024)

/** Bytes in front of each message: its type and length. */
#define WIRE_TLS_MESSAGE_HEAD 4u

/** Types of messages. */
enum
{
  WIRE_TLS_HELLO_REQUEST = 0,
  WIRE_TLS_CLIENT_HELLO = 1,
  WIRE_TLS_SERVER_HELLO = 2,
  WIRE_TLS_HELLO_VERIFY_REQUEST = 3, /* of DTLS */
  WIRE_TLS_NEW_SESSION_TICKET = 4,
  WIRE_TLS_END_OF_EARLY_DATA = 5,
  WIRE_TLS_ENCRYPTED_EXTENSIONS = 8,
  WIRE_TLS_CERTIFICATE = 11,
  WIRE_TLS_CERTIFICATE_REQUEST = 13,
  WIRE_TLS_CLIENT_KEY_EXCHANGE = 16,
  WIRE_TLS_FINISHED = 20,
  WIRE_TLS_KEY_UPDATE = 24,
  WIRE_TLS_COMPRESSED_CERTIFICATE = 25,
};

/**
 * WireTlsMessage:
 * @type: of the message
 * @bytes: the message with its head
 * @size: bytes of @bytes
 * @body: what follows the head
 * @length: bytes of @body
 */
typedef struct
{
  guint8 type;
  const guint8 *bytes;
  gsize size;
  const guint8 *body;
  gsize length;
} WireTlsMessage;

/** Takes a message. */
typedef void (*WireTlsMessageTaker) (const WireTlsMessage *message, gpointer user_data);

/**
 * WireTlsMessageReader:
 * @held: (nullable): the beginning of a message
 * @skip: bytes of one that is too long
 * @broken: bytes were lost: only a message that is whole in its record is believed next
 *
 * Zeroed is new. Used by one thread.
 */
typedef struct
{
  GByteArray *held;
  gsize skip;
  gboolean broken;
} WireTlsMessageReader;

void wire_tls_message_reader_clear (WireTlsMessageReader *reader);
void wire_tls_message_reader_lose (WireTlsMessageReader *reader);
void wire_tls_message_reader_add (WireTlsMessageReader *reader,
                                  const guint8 *bytes,
                                  gsize length,
                                  WireTlsMessageTaker take,
                                  gpointer user_data);

G_END_DECLS

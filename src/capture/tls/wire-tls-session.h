/* wire-tls-session.h: what is known of a TLS connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/tls/wire-tls-fingerprint.h"
#include "capture/tls/keys/wire-tls-key-line.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WireTlsReason:
 * @WIRE_TLS_REASON_NONE: nothing is missing
 * @WIRE_TLS_REASON_NO_CLIENT_HELLO: the client's first message was not captured
 * @WIRE_TLS_REASON_NO_SERVER_HELLO: the server's first message was not captured
 * @WIRE_TLS_REASON_VERSION: the version is not one of TLS 1.0 to 1.3, DTLS 1.0 and 1.2
 * @WIRE_TLS_REASON_SUITE: records of this cipher suite cannot be read
 * @WIRE_TLS_REASON_COMPRESSION: records are compressed
 * @WIRE_TLS_REASON_NO_KEYS: there are no keys at all
 * @WIRE_TLS_REASON_NO_KEY: there is no key for this client random
 * @WIRE_TLS_REASON_NO_EARLY_KEY: there is no key for the early data
 * @WIRE_TLS_REASON_NO_HANDSHAKE_KEY: there is no key for the handshake, but for what follows
 * @WIRE_TLS_REASON_RSA_KEY: no private key belongs to the certificate
 * @WIRE_TLS_REASON_RSA_FAILED: the premaster secret could not be decrypted with the private key
 * @WIRE_TLS_REASON_RSA_HANDSHAKE: a private key may fit, but what else is needed of the handshake
 * was not captured
 * @WIRE_TLS_REASON_NOT_RSA: there are private keys only, and the keys were agreed on in another way
 * @WIRE_TLS_REASON_WRONG_KEY: a record did not verify
 * @WIRE_TLS_REASON_MISSING: bytes are missing
 * @WIRE_TLS_REASON_BROKEN: a record among others did not verify
 * @WIRE_TLS_REASON_RECORDS: records of DTLS are missing, as their numbers show
 * @WIRE_TLS_REASON_NO_ANSWER: there is a first message of the client, and none of the server
 * @WIRE_TLS_REASON_CONNECTION_ID: records name their connection (RFC 9146)
 *
 * Why a connection cannot be read, or not all of it.
 */
typedef enum
{
  WIRE_TLS_REASON_NONE,
  WIRE_TLS_REASON_NO_CLIENT_HELLO,
  WIRE_TLS_REASON_NO_SERVER_HELLO,
  WIRE_TLS_REASON_VERSION,
  WIRE_TLS_REASON_SUITE,
  WIRE_TLS_REASON_COMPRESSION,
  WIRE_TLS_REASON_NO_KEYS,
  WIRE_TLS_REASON_NO_KEY,
  WIRE_TLS_REASON_NO_EARLY_KEY,
  WIRE_TLS_REASON_NO_HANDSHAKE_KEY,
  WIRE_TLS_REASON_RSA_KEY,
  WIRE_TLS_REASON_RSA_FAILED,
  WIRE_TLS_REASON_RSA_HANDSHAKE,
  WIRE_TLS_REASON_NOT_RSA,
  WIRE_TLS_REASON_WRONG_KEY,
  WIRE_TLS_REASON_MISSING,
  WIRE_TLS_REASON_BROKEN,
  WIRE_TLS_REASON_RECORDS,
  WIRE_TLS_REASON_NO_ANSWER,
  WIRE_TLS_REASON_CONNECTION_ID,
} WireTlsReason;

/** Whether a connection can be read. */
typedef enum
{
  WIRE_TLS_UNREADABLE,
  WIRE_TLS_READABLE_IN_PART,
  WIRE_TLS_READABLE,
} WireTlsReadable;

/**
 * WireTlsSpoken:
 * @offset: of decrypted bytes, as in a #WireExtent; %WIRE_EXTENT_GAP where they are missing
 * @time: of the packet
 * @length: bytes, or how many are missing
 * @packet: that brought the end of the record
 * @side: who said it
 * @type: of the content of the record
 *
 * A part of what was said inside of a connection.
 */
typedef struct
{
  guint64 offset;
  gint64 time;
  guint32 length;
  guint32 packet;
  guint8 side;
  guint8 type;
} WireTlsSpoken;

/** Certificates of a chain that are kept. */
#define WIRE_TLS_MAX_CHAIN 16u

/**
 * WireTlsSession:
 * @stream: that it is on
 * @packet: that brought the first record; from 0
 * @time: of that packet
 * @client: the side of the stream, 0 or 1
 * @version: that was agreed on, as messages have it; 0 where it is not known
 * @suite: likewise, where @version is known
 * @has_client_hello: the client's first message was captured
 * @has_server_hello: likewise
 * @resumed: an earlier session is taken up
 * @early_data: the client sent data with its first message, and the server took it
 * @key: #WireTlsKeyKind of what it was decrypted with
 * @private_key: … and a private key was
 * @reason: #WireTlsReason
 * @reason_side: the side of @reason
 * @reason_at: position in the stream, number of the record from 1, or how many records, that
 * @reason is about
 * @server_name: (nullable): that the client asked for
 * @alpn: (nullable): the protocol that the server chose
 * @ja3: of the client
 * @ja3s: of the server
 * @ja4: of the client
 * @chain: (nullable) (element-type GBytes): certificates of the server in DER, its own first
 * @spoken: (nullable) (element-type WireTlsSpoken): what could be read, in the order in which it
 * was said; only in the log
 * @told: (nullable) (element-type WireTlsSpoken): likewise, encrypted messages of TLS itself:
 * handshakes and alerts
 * @records: encrypted records of each side
 * @opened: of them, those that could be read
 * @content: bytes of application data of each side that could be read
 *
 * Strings are owned by the log.
 */
typedef struct
{
  guint32 stream;
  guint32 packet;
  gint64 time;
  guint8 client;
  guint16 version;
  guint16 suite;
  guint has_client_hello : 1;
  guint has_server_hello : 1;
  guint resumed : 1;
  guint early_data : 1;
  guint private_key : 1;
  guint8 key;
  guint8 reason;
  guint8 reason_side;
  guint64 reason_at;
  const char *server_name;
  const char *alpn;
  guint8 ja3[WIRE_TLS_JA3_LENGTH];
  guint8 ja3s[WIRE_TLS_JA3_LENGTH];
  char ja4[WIRE_TLS_JA4_SIZE];
  GPtrArray *chain;
  GArray *spoken;
  GArray *told;
  guint64 records[2];
  guint64 opened[2];
  guint64 content[2];
} WireTlsSession;

WireTlsReadable wire_tls_session_get_readable (const WireTlsSession *session);
char *wire_tls_session_tell_reason (const WireTlsSession *session);
void wire_tls_session_copy (const WireTlsSession *session, WireTlsSession *copy);

/** Frees what @session owns, but not @session itself. */
void wire_tls_session_clear (WireTlsSession *session);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireTlsSession, wire_tls_session_clear)

G_END_DECLS

/* wire-tls-key-line.h: a line of a key log
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The longest line that is read: a label, 32 bytes and 64 bytes in hexadecimal, and a remark. */
#define WIRE_TLS_KEY_LINE_MAX 512u

#define WIRE_TLS_KEY_ID_MAX 32u
#define WIRE_TLS_KEY_SECRET_MAX 64u

/**
 * WireTlsKeyKind:
 * @WIRE_TLS_KEY_NONE: not a line with a secret that is of use
 * @WIRE_TLS_KEY_MASTER: the master secret up to TLS 1.2, by client random
 * @WIRE_TLS_KEY_PREMASTER: the premaster secret, by client random
 * @WIRE_TLS_KEY_RSA: the premaster secret, by the first eight bytes of its encrypted form
 * @WIRE_TLS_KEY_SESSION: the master secret, by session id
 * @WIRE_TLS_KEY_CLIENT_EARLY: of 0-RTT data, by client random, as all that follow
 * @WIRE_TLS_KEY_CLIENT_HANDSHAKE: of what the client sends in the handshake
 * @WIRE_TLS_KEY_SERVER_HANDSHAKE: of what the server sends in the handshake
 * @WIRE_TLS_KEY_CLIENT_TRAFFIC: of what the client sends from then on
 * @WIRE_TLS_KEY_SERVER_TRAFFIC: of what the server sends from then on
 */
typedef enum
{
  WIRE_TLS_KEY_NONE,
  WIRE_TLS_KEY_MASTER,
  WIRE_TLS_KEY_PREMASTER,
  WIRE_TLS_KEY_RSA,
  WIRE_TLS_KEY_SESSION,
  WIRE_TLS_KEY_CLIENT_EARLY,
  WIRE_TLS_KEY_CLIENT_HANDSHAKE,
  WIRE_TLS_KEY_SERVER_HANDSHAKE,
  WIRE_TLS_KEY_CLIENT_TRAFFIC,
  WIRE_TLS_KEY_SERVER_TRAFFIC,
} WireTlsKeyKind;

/**
 * WireTlsKeyFault:
 * @WIRE_TLS_KEY_FAULT_NONE: nothing; also of comments and of secrets that are not needed
 * @WIRE_TLS_KEY_FAULT_LABEL: nobody knows its label
 * @WIRE_TLS_KEY_FAULT_ID: what it is found by is wrong
 * @WIRE_TLS_KEY_FAULT_NO_SECRET: it ends before the secret
 * @WIRE_TLS_KEY_FAULT_SECRET: the secret is not in hexadecimal
 * @WIRE_TLS_KEY_FAULT_LENGTH: the secret is too short or too long
 * @WIRE_TLS_KEY_FAULT_REST: something follows the secret that is not a remark
 * @WIRE_TLS_KEY_FAULT_CASE: its label is known, but has small letters
 * @WIRE_TLS_KEY_FAULT_LONG: it is longer than any line with a meaning
 * @WIRE_TLS_KEY_FAULT_CUT: it is the last line, is wrong and has no end
 *
 * Why a line has no meaning.
 */
typedef enum
{
  WIRE_TLS_KEY_FAULT_NONE,
  WIRE_TLS_KEY_FAULT_LABEL,
  WIRE_TLS_KEY_FAULT_ID,
  WIRE_TLS_KEY_FAULT_NO_SECRET,
  WIRE_TLS_KEY_FAULT_SECRET,
  WIRE_TLS_KEY_FAULT_LENGTH,
  WIRE_TLS_KEY_FAULT_REST,
  WIRE_TLS_KEY_FAULT_CASE,
  WIRE_TLS_KEY_FAULT_LONG,
  WIRE_TLS_KEY_FAULT_CUT,
} WireTlsKeyFault;

/**
 * WireTlsKeyLine:
 * @kind: #WireTlsKeyKind
 * @id: what it is found by
 * @id_length: bytes of @id
 * @secret: the secret
 * @secret_length: bytes of @secret
 *
 * It holds a secret: keep it in memory of wire_secret_new(), or wipe it.
 */
typedef struct
{
  guint8 kind;
  guint8 id_length;
  guint8 secret_length;
  guint8 id[WIRE_TLS_KEY_ID_MAX];
  guint8 secret[WIRE_TLS_KEY_SECRET_MAX];
} WireTlsKeyLine;

WireTlsKeyKind wire_tls_key_line_parse (const char *text, gsize length, WireTlsKeyLine *line);
WireTlsKeyFault wire_tls_key_line_find_fault (const char *text, gsize length);
const char *wire_tls_key_kind_get_label (WireTlsKeyKind kind);

G_END_DECLS

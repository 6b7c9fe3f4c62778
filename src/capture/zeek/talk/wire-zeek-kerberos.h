/* wire-zeek-kerberos.h: who asked for tickets, as Zeek counts it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/zeek/conn/wire-zeek-connections.h"

G_BEGIN_DECLS

/** Conversations of a capture; the rest is left out. */
#define WIRE_ZEEK_MAX_KERBEROS 1048576u

/**
 * WireZeekKerberosRow:
 * @connection: number of the connection
 * @time: of its first message
 * @type: (nullable): a literal, AS or TGS
 * @client: (nullable): with its realm
 * @service: (nullable): that the ticket is for
 * @error: (nullable): what the server says, or the name of its code
 * @answered: there was a ticket or an error
 * @success: there was a ticket
 * @from: since when the ticket shall be valid, seconds since 1970, or -1
 * @till: until when, or -1
 * @cipher: (nullable): of the ticket
 * @has_options: the request was seen
 * @forwardable: the ticket shall be
 * @renewable: likewise
 */
typedef struct
{
  guint32 connection;
  gint64 time;
  const char *type;
  char *client;
  char *service;
  char *error;
  gboolean answered;
  gboolean success;
  gint64 from;
  gint64 till;
  char *cipher;
  gboolean has_options;
  gboolean forwardable;
  gboolean renewable;
} WireZeekKerberosRow;

/**
 * WireZeekKerberos:
 *
 * Kerberos 5 (RFC 4120) over UDP and TCP. A connection has one row. For one thread.
 */
typedef struct _WireZeekKerberos WireZeekKerberos;

WireZeekKerberos *wire_zeek_kerberos_new (void);

/** Frees @kerberos and what it owns. */
void wire_zeek_kerberos_free (WireZeekKerberos *kerberos);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireZeekKerberos, wire_zeek_kerberos_free)

void wire_zeek_kerberos_hear (WireZeekKerberos *kerberos, const WireZeekPayload *payload);

/** Returns: the number of rows */
guint wire_zeek_kerberos_get_length (const WireZeekKerberos *kerberos);

const WireZeekKerberosRow *wire_zeek_kerberos_get (const WireZeekKerberos *kerberos, guint i);

G_END_DECLS

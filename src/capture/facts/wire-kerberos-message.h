/* wire-kerberos-message.h: who asks a KDC for a ticket, and what it says (RFC 4120)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-cursor.h"

G_BEGIN_DECLS

/** Kinds of messages (section 5.10). */
enum
{
  WIRE_KERBEROS_AS_REQUEST = 10,
  WIRE_KERBEROS_AS_REPLY = 11,
  WIRE_KERBEROS_ERROR = 30,
};

/** Error codes that mean something here (section 7.5.9). */
enum
{
  WIRE_KERBEROS_PREAUTH_REQUIRED = 25,
  WIRE_KERBEROS_TOO_BIG = 52, /* ask again over TCP */
};

/**
 * WireKerberosMessage:
 * @kind: of the three above
 * @client: (nullable): the client's principal without its realm
 * @realm: (nullable): the client's
 * @service: (nullable): that the ticket is for
 * @workstation: (nullable): the NetBIOS name among the client's addresses
 * @code: of an error
 */
typedef struct
{
  guint kind;
  char *client;
  char *realm;
  char *service;
  char *workstation;
  gint64 code;
} WireKerberosMessage;

gboolean wire_kerberos_message_read (const guint8 *bytes,
                                     gsize length,
                                     WireKerberosMessage *message);
const char *wire_kerberos_error_name (gint64 code);

/** Frees what @message owns, but not @message itself. */
void wire_kerberos_message_clear (WireKerberosMessage *message);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireKerberosMessage, wire_kerberos_message_clear)

G_END_DECLS

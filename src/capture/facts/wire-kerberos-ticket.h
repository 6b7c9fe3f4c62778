/* wire-kerberos-ticket.h: what is asked of a KDC, and what it says, in full (RFC 4120)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Kinds of messages (section 5.10). */
typedef enum
{
  WIRE_KERBEROS_TICKET_AS_REQUEST = 10,
  WIRE_KERBEROS_TICKET_AS_REPLY = 11,
  WIRE_KERBEROS_TICKET_TGS_REQUEST = 12,
  WIRE_KERBEROS_TICKET_TGS_REPLY = 13,
  WIRE_KERBEROS_TICKET_AP_REQUEST = 14,
  WIRE_KERBEROS_TICKET_AP_REPLY = 15,
  WIRE_KERBEROS_TICKET_ERROR = 30,
} WireKerberosTicketKind;

/**
 * WireKerberosTicket:
 * @kind: #WireKerberosTicketKind
 * @client: (nullable): the client's principal without its realm
 * @realm: (nullable): the client's; of a request, the server's; where a ticket is shown, that of
 * the ticket
 * @service: (nullable): that the ticket is for
 * @cipher: (nullable): that the ticket is encrypted with
 * @error: (nullable): what the server says, or the name of its code
 * @from: since when the ticket shall be valid, seconds since 1970, or -1
 * @till: until when, or -1
 * @forwardable: the ticket shall be
 * @renewable: likewise
 */
typedef struct
{
  guint kind;
  char *client;
  char *realm;
  char *service;
  char *cipher;
  char *error;
  gint64 from;
  gint64 till;
  gboolean forwardable;
  gboolean renewable;
} WireKerberosTicket;

gboolean wire_kerberos_ticket_read (const guint8 *bytes, gsize length, WireKerberosTicket *ticket);

/** Frees what @ticket owns, but not @ticket itself. */
void wire_kerberos_ticket_clear (WireKerberosTicket *ticket);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireKerberosTicket, wire_kerberos_ticket_clear)

G_END_DECLS

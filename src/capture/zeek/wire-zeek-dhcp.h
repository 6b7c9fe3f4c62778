/* wire-zeek-dhcp.h: transactions of DHCP
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/zeek/conn/wire-zeek-connections.h"

G_BEGIN_DECLS

/** Connections and messages of one row, as Zeek bounds them. */
#define WIRE_ZEEK_DHCP_MAX_CONNECTIONS 10u
#define WIRE_ZEEK_DHCP_MAX_TYPES 50u

/** An address of IPv4, or none. */
typedef struct
{
  gboolean known;
  guint8 bytes[4];
} WireZeekDhcpAddress;

/**
 * WireZeekDhcpRow:
 * @id: of the transaction
 * @first: time of the first message
 * @last: time of the last one
 * @connections: (element-type guint32): that carried it
 * @types: (element-type guint8): of its messages
 * @client: address of the client
 * @server: address of the server that gave an address
 * @requested: that the client asked for
 * @assigned: that the server gave
 * @mac: (nullable): of the client
 * @chaddr: (nullable): of the client, by the field of that name
 * @host_name: (nullable): option 12
 * @client_name: (nullable): option 81
 * @domain: (nullable): option 15
 * @client_message: (nullable): option 56
 * @server_message: (nullable): option 56
 * @lease: seconds, or -1
 *
 * A row of dhcp.log.
 */
typedef struct
{
  guint32 id;
  gint64 first;
  gint64 last;
  GArray *connections;
  GArray *types;
  WireZeekDhcpAddress client;
  WireZeekDhcpAddress server;
  WireZeekDhcpAddress requested;
  WireZeekDhcpAddress assigned;
  char *mac;
  char *chaddr;
  GBytes *host_name;
  GBytes *client_name;
  GBytes *domain;
  GBytes *client_message;
  GBytes *server_message;
  gint64 lease;
} WireZeekDhcpRow;

/** All messages of DHCP, joined into rows. For one thread. */
typedef struct _WireZeekDhcp WireZeekDhcp;

WireZeekDhcp *wire_zeek_dhcp_new (void);

/** Frees @dhcp and what it owns. */
void wire_zeek_dhcp_free (WireZeekDhcp *dhcp);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireZeekDhcp, wire_zeek_dhcp_free)

void wire_zeek_dhcp_hear (WireZeekDhcp *dhcp, const WireZeekPayload *payload);

/** Returns: the number of rows */
guint wire_zeek_dhcp_get_length (const WireZeekDhcp *dhcp);

/** Returns: (transfer none): a row, in the order of time */
const WireZeekDhcpRow *wire_zeek_dhcp_get (const WireZeekDhcp *dhcp, guint i);

G_END_DECLS

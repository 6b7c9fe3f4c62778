/* wire-zeek-connection.h: a connection as Zeek's conn.log has it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/zeek/conn/wire-zeek-endpoint.h"
#include "capture/zeek/conn/wire-zeek-packet.h"

G_BEGIN_DECLS

/** Letters of a history that are kept; a log has rarely more than twenty. */
#define WIRE_ZEEK_HISTORY_SIZE 48

/** No connection: the parent of one that is not in a tunnel. */
#define WIRE_ZEEK_NONE G_MAXUINT32

/** What is known of an originator or a responder. Each is one bit of @seen; those of the responder
 * are sixteen bits higher. */
typedef enum
{
  WIRE_ZEEK_SAW_SYN = 1 << 0,
  WIRE_ZEEK_SAW_FIN = 1 << 1,
  WIRE_ZEEK_SAW_RST = 1 << 2,
  WIRE_ZEEK_SAW_DATA = 1 << 3,
  WIRE_ZEEK_SAW_ACK = 1 << 4,
  WIRE_ZEEK_SAW_FIN_RST = 1 << 5,
  WIRE_ZEEK_SAW_SEVERAL = 1 << 6,
  WIRE_ZEEK_SAW_LIMIT = 1 << 7,
} WireZeekSeen;

/** Services of one connection that are kept, in the order in which they were recognised. */
#define WIRE_ZEEK_MAX_SERVICES 6u

/**
 * WireZeekSide:
 * @packets: that it sent
 * @ip_bytes: of them, by their IP headers
 * @bytes: payload that UDP and ICMP carried
 * @active: it sent something; of UDP and ICMP
 * @tcp: what TCP says of it
 */
typedef struct
{
  guint64 packets;
  guint64 ip_bytes;
  guint64 bytes;
  gboolean active;
  WireZeekEndpoint tcp;
} WireZeekSide;

/**
 * WireZeekConnection:
 * @tuple: from the originator to the responder; of ICMP, ports are the type and its counterpart
 * @number: of the connection, from 0
 * @first_packet: from 0
 * @first: time of the first packet
 * @last: time of the last one that counts
 * @sides: the originator and the responder
 * @seen: #WireZeekSeen
 * @history: letters, ended by NUL
 * @missed: bytes that gaps miss
 * @services: #WireZeekService that were recognised
 * @n_services: how many
 * @segments: of each side, that were looked at for services
 * @hints: of each side, what its first bytes may be: bits 1 << #WireZeekService
 * @handed: of each side, up to where those who hear it know what it sent
 * @older: number of an earlier connection with the same addresses and ports, or %WIRE_ZEEK_NONE
 * @parents: (nullable) (element-type guint32): connections that it was inside of
 * @parent: the one that its last packet was inside of, or %WIRE_ZEEK_NONE
 * @tunnel_changes: how often that changed
 * @timeout: without packets for so long, it has ended; nanoseconds
 * @next_check: when Zeek looks next whether it has ended
 * @delete_at: when it ends because both sides closed, or %WIRE_TIME_NONE
 * @partial: its beginning was not captured
 * @first_seen: bit 0 for the originator, 1 for the responder: it has sent
 * @attempted: until when a SYN without an answer is waited for has passed
 * @close_waits: a side has closed before all its bytes were there
 * @hidden: not a row of conn.log: a tunnel right on IP
 */
typedef struct
{
  WireTuple tuple;
  guint32 number;
  guint32 first_packet;
  gint64 first;
  gint64 last;
  WireZeekSide sides[2];
  guint32 seen;
  char history[WIRE_ZEEK_HISTORY_SIZE];
  guint64 missed;
  guint8 services[WIRE_ZEEK_MAX_SERVICES];
  guint8 n_services;
  guint8 segments[2];
  guint64 hints[2];
  guint64 handed[2];
  guint32 older;
  GArray *parents;
  guint32 parent;
  guint32 tunnel_changes;
  gint64 timeout;
  gint64 next_check;
  gint64 delete_at;
  gboolean partial;
  guint8 first_seen;
  gboolean attempted;
  gboolean close_waits;
  gboolean hidden;
} WireZeekConnection;

WireZeekConnection *wire_zeek_connection_new (const WireTuple *tuple,
                                              const WireZeekPacket *packet,
                                              gboolean flip);
void wire_zeek_connection_free (WireZeekConnection *connection);

/** Adds @letter to the history: for the responder in lower case. */
void wire_zeek_connection_add_history (WireZeekConnection *connection, guint side, char letter);

gboolean wire_zeek_connection_see (WireZeekConnection *connection,
                                   guint side,
                                   WireZeekSeen seen,
                                   char letter);
void wire_zeek_connection_count (WireZeekConnection *connection,
                                 guint side,
                                 guint32 *counter,
                                 char letter);
void wire_zeek_connection_flip (WireZeekConnection *connection);
void wire_zeek_connection_enter (WireZeekConnection *connection, guint32 parent);
gboolean wire_zeek_connection_is_dns (const WireZeekConnection *connection);
gboolean wire_zeek_connection_has_ended (WireZeekConnection *connection, gint64 now);
void wire_zeek_connection_add_service (WireZeekConnection *connection, guint8 service);
gboolean wire_zeek_connection_has_service (const WireZeekConnection *connection, guint8 service);
guint64 wire_zeek_connection_get_bytes (const WireZeekConnection *connection, guint side);
const char *wire_zeek_connection_get_state (const WireZeekConnection *connection);

G_END_DECLS

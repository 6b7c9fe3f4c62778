/* wire-socket-table.h: the TCP and UDP sockets of this machine, and whose they are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sockets/wire-socket-event.h"

G_BEGIN_DECLS

/** The protocol of a socket. */
typedef enum
{
  WIRE_SOCKET_PROTOCOL_TCP,
  WIRE_SOCKET_PROTOCOL_UDP,
} WireSocketProtocol;

/**
 * WireSocketState:
 *
 * What RFC 9293, section 3.3.2, and netstat call the states of TCP. UDP has none; there
 * %WIRE_SOCKET_STATE_ESTABLISHED is a socket that has a peer, and %WIRE_SOCKET_STATE_UNCONNECTED
 * one that takes from anyone.
 */
typedef enum
{
  WIRE_SOCKET_STATE_UNKNOWN,
  WIRE_SOCKET_STATE_ESTABLISHED,
  WIRE_SOCKET_STATE_SYN_SENT,
  WIRE_SOCKET_STATE_SYN_RECEIVED,
  WIRE_SOCKET_STATE_FIN_WAIT_1,
  WIRE_SOCKET_STATE_FIN_WAIT_2,
  WIRE_SOCKET_STATE_TIME_WAIT,
  WIRE_SOCKET_STATE_CLOSED,
  WIRE_SOCKET_STATE_CLOSE_WAIT,
  WIRE_SOCKET_STATE_LAST_ACK,
  WIRE_SOCKET_STATE_LISTENING,
  WIRE_SOCKET_STATE_CLOSING,
  WIRE_SOCKET_STATE_UNCONNECTED,
} WireSocketState;

/**
 * WireSocketOwner:
 * @WIRE_SOCKET_OWNER_SEEN: the row names a process
 * @WIRE_SOCKET_OWNER_KERNEL: no process has it any more; the kernel ends the connection by itself
 * @WIRE_SOCKET_OWNER_OTHER_USER: its process is another user's
 * @WIRE_SOCKET_OWNER_OUTSIDE: its process runs outside the sandbox that this one is in
 * @WIRE_SOCKET_OWNER_HIDDEN: its process ended meanwhile, or does not let itself be looked at
 */
typedef enum
{
  WIRE_SOCKET_OWNER_SEEN,
  WIRE_SOCKET_OWNER_KERNEL,
  WIRE_SOCKET_OWNER_OTHER_USER,
  WIRE_SOCKET_OWNER_OUTSIDE,
  WIRE_SOCKET_OWNER_HIDDEN,
} WireSocketOwner;

/**
 * WireSocketRow:
 * @protocol: TCP or UDP
 * @family: %G_SOCKET_FAMILY_IPV4 or %G_SOCKET_FAMILY_IPV6: which the socket is of. One of IPv6 may
 *   carry IPv4; its addresses then read `::ffff:127.0.0.1`
 * @state: of the connection
 * @local: this machine's endpoint; an address of zeros is every address
 * @remote: the other one; zeros and port 0 where there is none
 * @inode: number of the socket in the kernel; 0 where no process has it
 * @uid: user to whom it belongs
 * @owner: whether its process could be found, or why not
 * @pid: the process with the lowest number that has it open, or 0
 * @n_processes: how many have it open
 * @program: (nullable): that process's name, made printable; at most 15 characters of it are known
 */
typedef struct
{
  WireSocketProtocol protocol;
  GSocketFamily family;
  WireSocketState state;
  WireSocketEndpoint local;
  WireSocketEndpoint remote;
  guint64 inode;
  guint32 uid;
  WireSocketOwner owner;
  guint32 pid;
  guint32 n_processes;
  const char *program;
} WireSocketRow;

/**
 * WireSocketTable:
 *
 * The sockets as they were when it was read, sorted by protocol and local port. Immutable and
 * counted by reference; any thread.
 */
typedef struct _WireSocketTable WireSocketTable;

#define WIRE_TYPE_SOCKET_TABLE (wire_socket_table_get_type ())
GType wire_socket_table_get_type (void);

WireSocketTable *wire_socket_table_read (const char *proc,
                                         GCancellable *cancellable,
                                         GError **error);
WireSocketTable *wire_socket_table_ref (WireSocketTable *table);

/** Drops a reference. The last one frees @table. Any thread. */
void wire_socket_table_unref (WireSocketTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireSocketTable, wire_socket_table_unref)

/** Returns: the number of sockets */
guint wire_socket_table_get_length (const WireSocketTable *table);

const WireSocketRow *wire_socket_table_get (const WireSocketTable *table, guint row);

gboolean wire_socket_row_is_open (const WireSocketRow *row);

const char *wire_socket_protocol_to_name (WireSocketProtocol protocol);
const char *wire_socket_state_to_name (WireSocketState state);
const char *wire_socket_owner_to_nick (WireSocketOwner owner);
const char *wire_socket_owner_explain (WireSocketOwner owner);

G_END_DECLS

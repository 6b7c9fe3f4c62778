/* wire-socket-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sockets/wire-socket-table.h"

#include "sockets/wire-proc-net.h"
#include "sockets/wire-socket-owners.h"

#include <glib/gi18n.h>
#include <string.h>

struct _WireSocketTable
{
  GArray *rows; /* of WireSocketRow */
  GStringChunk *names;
};

static int
compare_endpoints (const WireSocketEndpoint *a, const WireSocketEndpoint *b)
{
  return a->port != b->port ? (a->port > b->port) - (a->port < b->port) : strcmp (a->host, b->host);
}

/* By protocol and port, as one looks for them; all else makes the order the same every time. */
static int
compare_rows (gconstpointer x, gconstpointer y)
{
  const WireSocketRow *a = x;
  const WireSocketRow *b = y;
  int order = (int) a->protocol - (int) b->protocol;

  if (order == 0)
    order = compare_endpoints (&a->local, &b->local);
  if (order == 0)
    order = compare_endpoints (&a->remote, &b->remote);
  if (order == 0)
    order = (int) a->family - (int) b->family;
  return order != 0 ? order : (a->inode > b->inode) - (a->inode < b->inode);
}

/* The kernel goes on while its table is read, and may tell of the same socket twice. */
static void
drop_repeated (GArray *rows)
{
  guint kept = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      WireSocketRow *row = &g_array_index (rows, WireSocketRow, i);

      if (kept == 0 || compare_rows (row, &g_array_index (rows, WireSocketRow, kept - 1)) != 0)
        g_array_index (rows, WireSocketRow, kept++) = *row;
    }
  g_array_set_size (rows, kept);
}

static gpointer
copy (gpointer table)
{
  return wire_socket_table_ref (table);
}

static void
release (gpointer table)
{
  wire_socket_table_unref (table);
}

/* G_DEFINE_BOXED_TYPE() is no ISO C. */
GType
wire_socket_table_get_type (void)
{
  static gsize type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_boxed_type_register_static ("WireSocketTable", copy, release));
  return type;
}

/**
 * wire_socket_table_read:
 * @proc: (nullable): a folder to be read in place of `/proc`
 *
 * Reads the kernel's tables of TCP and UDP, IPv4 and IPv6, and looks up whose each socket is. Reads
 * files only, so that it works the same in a sandbox. Blocks, on a busy machine for some tenths of
 * a second; any thread.
 *
 * Returns: (transfer full): the table; %NULL where it cannot be read, or with
 *   %G_IO_ERROR_CANCELLED
 */
WireSocketTable *
wire_socket_table_read (const char *proc, GCancellable *cancellable, GError **error)
{
  g_autoptr (WireSocketTable) table = g_atomic_rc_box_new0 (WireSocketTable);
  const char *folder = proc ? proc : "/proc";

  table->rows = g_array_new (FALSE, FALSE, sizeof (WireSocketRow));
  table->names = g_string_chunk_new (1024);
  if (!wire_proc_net_read (folder, table->rows, error))
    return NULL;
  g_array_sort (table->rows, compare_rows);
  drop_repeated (table->rows);
  if (!wire_socket_owners_find (folder, (WireSocketRow *) (gpointer) table->rows->data,
                                table->rows->len, table->names, cancellable, error))
    return NULL;
  return g_steal_pointer (&table);
}

/** Returns: (transfer full): @self */
WireSocketTable *
wire_socket_table_ref (WireSocketTable *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  WireSocketTable *table = data;

  g_array_unref (table->rows);
  g_string_chunk_free (table->names);
}

void
wire_socket_table_unref (WireSocketTable *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

guint
wire_socket_table_get_length (const WireSocketTable *self)
{
  return self->rows->len;
}

/** Returns: (transfer none): row number @row, from 0; as long as @self */
const WireSocketRow *
wire_socket_table_get (const WireSocketTable *self, guint row)
{
  g_return_val_if_fail (row < self->rows->len, NULL);
  return &g_array_index (self->rows, WireSocketRow, row);
}

/** Returns: whether anybody may send to @self: TCP that listens or, since UDP does not, UDP without
 * a peer */
gboolean
wire_socket_row_is_open (const WireSocketRow *self)
{
  return self->state == WIRE_SOCKET_STATE_LISTENING || self->state == WIRE_SOCKET_STATE_UNCONNECTED;
}

/** Returns: `TCP` or `UDP` */
const char *
wire_socket_protocol_to_name (WireSocketProtocol protocol)
{
  return protocol == WIRE_SOCKET_PROTOCOL_UDP ? "UDP" : "TCP";
}

/** Returns: the state as netstat of the lab writes it, such as `LISTENING`; never translated */
const char *
wire_socket_state_to_name (WireSocketState state)
{
  static const char *const NAMES[] = {
    [WIRE_SOCKET_STATE_UNKNOWN] = "UNKNOWN",
    [WIRE_SOCKET_STATE_ESTABLISHED] = "ESTABLISHED",
    [WIRE_SOCKET_STATE_SYN_SENT] = "SYN_SENT",
    [WIRE_SOCKET_STATE_SYN_RECEIVED] = "SYN_RECEIVED",
    [WIRE_SOCKET_STATE_FIN_WAIT_1] = "FIN_WAIT_1",
    [WIRE_SOCKET_STATE_FIN_WAIT_2] = "FIN_WAIT_2",
    [WIRE_SOCKET_STATE_TIME_WAIT] = "TIME_WAIT",
    [WIRE_SOCKET_STATE_CLOSED] = "CLOSED",
    [WIRE_SOCKET_STATE_CLOSE_WAIT] = "CLOSE_WAIT",
    [WIRE_SOCKET_STATE_LAST_ACK] = "LAST_ACK",
    [WIRE_SOCKET_STATE_LISTENING] = "LISTENING",
    [WIRE_SOCKET_STATE_CLOSING] = "CLOSING",
    [WIRE_SOCKET_STATE_UNCONNECTED] = "UNCONNECTED",
  };

  g_return_val_if_fail ((gsize) state < G_N_ELEMENTS (NAMES), NULL);
  return NAMES[state];
}

/** Returns: the stable name of @owner for programs, such as `other-user` */
const char *
wire_socket_owner_to_nick (WireSocketOwner owner)
{
  static const char *const NICKS[] = { "seen", "kernel", "other-user", "outside", "hidden" };

  g_return_val_if_fail ((gsize) owner < G_N_ELEMENTS (NICKS), NULL);
  return NICKS[owner];
}

/** Returns: (nullable): why no process is named, in few words; %NULL where one is */
const char *
wire_socket_owner_explain (WireSocketOwner owner)
{
  switch (owner)
    {
    case WIRE_SOCKET_OWNER_KERNEL:
      return _ ("no process: the kernel closes it");
    case WIRE_SOCKET_OWNER_OTHER_USER:
      return _ ("cannot be seen: another user’s");
    case WIRE_SOCKET_OWNER_OUTSIDE:
      return _ ("cannot be seen: outside the sandbox");
    case WIRE_SOCKET_OWNER_HIDDEN:
      return _ ("cannot be seen");
    case WIRE_SOCKET_OWNER_SEEN:
    default:
      return NULL;
    }
}

/* wire-port.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sockets/wire-port.h"

#include "sockets/wire-listening.h"

#include <glib/gi18n.h>
#include <string.h>

/* A socket at all addresses of IPv6 may have those of IPv4 as well (ipv6(7), IPV6_V6ONLY): it is
 * in the way of both. */
static gboolean
is_in_the_way (const WireSocketRow *row, GList *addresses)
{
  g_autoptr (GInetAddress) held = g_inet_address_new_from_string (row->local.host);

  if (!held)
    return FALSE;
  for (GList *l = addresses; l; l = l->next)
    if (g_inet_address_get_is_any (held) || g_inet_address_get_is_any (l->data)
        || g_inet_address_equal (held, l->data))
      return TRUE;
  return FALSE;
}

/**
 * wire_port_find_holder:
 * @table: as it is just now
 * @addresses: (element-type GInetAddress): that were to be listened at
 * @port: TCP port
 *
 * Returns: (transfer none) (nullable): the socket that has @port there: one that listens, or else
 *   one that is connected from it; as long as @table
 */
const WireSocketRow *
wire_port_find_holder (const WireSocketTable *table, GList *addresses, guint16 port)
{
  const WireSocketRow *found = NULL;

  for (guint i = 0; i < wire_socket_table_get_length (table); i++)
    {
      const WireSocketRow *row = wire_socket_table_get (table, i);

      if (row->protocol != WIRE_SOCKET_PROTOCOL_TCP || row->local.port != port
          || !is_in_the_way (row, addresses))
        continue;
      if (row->state == WIRE_SOCKET_STATE_LISTENING)
        return row;
      if (!found || found->owner != WIRE_SOCKET_OWNER_SEEN)
        found = row;
    }
  return found;
}

static char *
name_holder (const WireSocketRow *row)
{
  if (!row || row->owner != WIRE_SOCKET_OWNER_SEEN)
    return g_strdup (_ ("a program that cannot be seen"));
  if (!row->program)
    return g_strdup_printf (_ ("process %u"), row->pid);
  return g_strdup_printf (_ ("%s (process %u)"), row->program, row->pid);
}

/**
 * wire_port_explain_taken:
 * @table: as it is just now
 * @addresses: (element-type GInetAddress): that were to be listened at
 * @host: what the user called them
 * @port: TCP port that is taken
 *
 * Tries which port is free; any thread.
 *
 * Returns: (transfer full): a sentence that says who has @port, and which port after it is free
 */
char *
wire_port_explain_taken (const WireSocketTable *table,
                         GList *addresses,
                         const char *host,
                         guint16 port)
{
  g_autofree char *holder = name_holder (wire_port_find_holder (table, addresses, port));
  guint16 next = wire_listening_find_free_port (addresses, port);

  if (next == 0)
    return g_strdup_printf (_ ("At %s, port %u is used by %s, and so is every port after it."),
                            host, port, holder);
  return g_strdup_printf (_ ("At %s, port %u is used by %s; %u is free."), host, port, holder,
                          next);
}

typedef struct
{
  char *host;
  GList *addresses;
  guint16 port;
} Taken;

static gpointer
copy_address (gconstpointer address, gpointer data)
{
  (void) data;
  return g_object_ref ((gpointer) address);
}

static void
taken_free (gpointer data)
{
  Taken *taken = data;

  g_resolver_free_addresses (taken->addresses);
  g_free (taken->host);
  g_free (taken);
}

static void
explain_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Taken *taken = data;
  g_autoptr (WireSocketTable) table = wire_socket_table_read (NULL, cancellable, NULL);

  (void) source;
  g_task_return_pointer (
      task,
      table ? wire_port_explain_taken (table, taken->addresses, taken->host, taken->port) : NULL,
      g_free);
}

/**
 * wire_port_explain_taken_async:
 * @addresses: (element-type GInetAddress): that were to be listened at
 * @host: what the user called them
 * @port: TCP port that is taken
 * @callback: called on the caller's thread
 * @user_data: for @callback
 *
 * Reads the table of sockets and explains in a worker, since who has the port takes a look at every
 * process.
 */
void
wire_port_explain_taken_async (GList *addresses,
                               const char *host,
                               guint16 port,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Taken *taken = g_new (Taken, 1);

  *taken = (Taken){ g_strdup (host), g_list_copy_deep (addresses, copy_address, NULL), port };
  g_task_set_task_data (task, taken, taken_free);
  g_task_run_in_thread (task, explain_thread);
}

/** Returns: (transfer full) (nullable): the sentence; %NULL where the table cannot be read */
char *
wire_port_explain_taken_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/* wire-listening.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sockets/wire-listening.h"

#include "sockets/wire-socket-error.h"

#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

/* The kernel cuts it to its own limit (net.core.somaxconn, 4096 since Linux 5.4). */
#define BACKLOG 4096

/* Two addresses are to have the same port, and the second may be taken where the system chose it.
 */
#define PORT_TRIES 16

/* Of that GIO says no more than that binding failed. */
static gboolean
is_of_this_machine (GInetAddress *address)
{
  g_autoptr (GSocketAddress) where = g_inet_socket_address_new (address, 0);
  struct sockaddr_storage native;
  int fd = socket (g_inet_address_get_family (address), SOCK_DGRAM | SOCK_CLOEXEC, 0);
  gboolean is = fd < 0 || !g_socket_address_to_native (where, &native, sizeof native, NULL)
                || bind (fd, (const struct sockaddr *) &native,
                         (socklen_t) g_socket_address_get_native_size (where))
                       == 0
                || errno != EADDRNOTAVAIL;

  if (fd >= 0)
    close (fd);
  return is;
}

static GSocket *
listen_at (GInetAddress *address, guint16 port, GError **error)
{
  g_autoptr (GSocketAddress) where = g_inet_socket_address_new (address, port);
  g_autoptr (GSocket) socket = g_socket_new (g_inet_address_get_family (address),
                                             G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);

  if (!socket)
    return NULL;
  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6)
    g_socket_set_option (socket, IPPROTO_IPV6, IPV6_V6ONLY, 1, NULL);
  g_socket_set_blocking (socket, FALSE);
  g_socket_set_listen_backlog (socket, BACKLOG);
  if (!is_of_this_machine (address))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, g_strerror (EADDRNOTAVAIL));
      return NULL;
    }
  if (!g_socket_bind (socket, where, TRUE, error) || !g_socket_listen (socket, error))
    return NULL;
  return g_steal_pointer (&socket);
}

/** Returns: the TCP port that @socket is bound to */
guint16
wire_listening_get_port (GSocket *socket)
{
  g_autoptr (GSocketAddress) local = g_socket_get_local_address (socket, NULL);

  return local ? g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (local)) : 0;
}

/* Returns: (transfer full) (nullable): sockets that listen as wire_listening_open() says */
static GPtrArray *
listen_at_all (GList *addresses, guint16 port, GError **error)
{
  g_autoptr (GPtrArray) sockets = g_ptr_array_new_with_free_func (g_object_unref);

  for (GList *l = addresses; l; l = l->next)
    {
      g_autoptr (GError) local = NULL;
      GSocket *socket = listen_at (l->data, port, &local);

      if (socket)
        {
          g_ptr_array_add (sockets, socket);
          port = wire_listening_get_port (socket);
        }
      else if (sockets->len == 0 || g_error_matches (local, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }
  return g_steal_pointer (&sockets);
}

/**
 * wire_listening_open:
 * @addresses: (element-type GInetAddress): not empty
 * @port: TCP port; 0 for any that is free at all of them
 *
 * Returns: (transfer full) (element-type GSocket) (nullable): sockets that listen, without
 * blocking, at the same port; an address that this machine does not have after the first one that
 * it has is passed over. %NULL with GIO's error where that does not work
 */
GPtrArray *
wire_listening_open (GList *addresses, guint16 port, GError **error)
{
  for (guint i = 0;; i++)
    {
      g_autoptr (GError) local = NULL;
      GPtrArray *sockets = listen_at_all (addresses, port, &local);

      if (sockets)
        return sockets;
      if (port != 0 || i == PORT_TRIES
          || !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }
}

/**
 * wire_listening_list_addresses:
 * @host: an address, a name, `localhost` for both loopback addresses, or `::` for all addresses of
 *   IPv6 and of IPv4, as most systems take it
 *
 * A name is looked up, which may take seconds: blocks. Any thread.
 *
 * Returns: (transfer full) (element-type GInetAddress): free with g_resolver_free_addresses();
 * %NULL with a sentence as @error where there is none
 */
GList *
wire_listening_list_addresses (const char *host, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInetAddress) literal = g_inet_address_new_from_string (host);
  g_autoptr (GResolver) resolver = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *words = NULL;
  GList *addresses;

  if (literal && g_inet_address_get_is_any (literal)
      && g_inet_address_get_family (literal) == G_SOCKET_FAMILY_IPV6)
    {
      addresses = g_list_prepend (NULL, g_inet_address_new_any (G_SOCKET_FAMILY_IPV4));
      return g_list_prepend (addresses, g_steal_pointer (&literal));
    }
  if (literal)
    return g_list_prepend (NULL, g_steal_pointer (&literal));
  if (g_ascii_strcasecmp (host, "localhost") == 0)
    {
      addresses = g_list_prepend (NULL, g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV6));
      return g_list_prepend (addresses, g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4));
    }
  resolver = g_resolver_get_default ();
  addresses = g_resolver_lookup_by_name (resolver, host, cancellable, &local);
  if (addresses)
    return addresses;
  words = wire_socket_error_explain_listen (local, host, 0);
  g_set_error_literal (error, local->domain, local->code, words);
  return NULL;
}

static void
free_addresses (gpointer addresses)
{
  g_resolver_free_addresses (addresses);
}

static void
list_thread (GTask *task, gpointer source, gpointer host, GCancellable *cancellable)
{
  GError *error = NULL;
  GList *addresses = wire_listening_list_addresses (host, cancellable, &error);

  (void) source;
  if (addresses)
    g_task_return_pointer (task, addresses, free_addresses);
  else
    g_task_return_error (task, error);
}

/** wire_listening_list_addresses() in a worker; @callback is called on the caller's thread. */
void
wire_listening_list_addresses_async (const char *host,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, g_strdup (host), g_free);
  g_task_run_in_thread (task, list_thread);
}

/** Returns: what wire_listening_list_addresses() does */
GList *
wire_listening_list_addresses_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * wire_listening_find_free_port:
 * @addresses: (element-type GInetAddress): that are to be listened at
 * @after: a port that is taken
 *
 * Returns: the next one that is free at all of them just now; 0 where none is
 */
guint16
wire_listening_find_free_port (GList *addresses, guint16 after)
{
  for (guint port = after + 1u; port <= G_MAXUINT16; port++)
    {
      g_autoptr (GPtrArray) sockets = listen_at_all (addresses, (guint16) port, NULL);

      if (sockets)
        return (guint16) port;
    }
  return 0;
}

/* wire-socket-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sockets/wire-socket-error.h"

#include <glib/gi18n.h>
#include <string.h>

/* Ports below this one may be listened on by programs with the right to only (ip(7)). */
#define FIRST_UNPRIVILEGED_PORT 1024

static char *
explain_resolver (const GError *error, const char *host)
{
  if (g_error_matches (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND))
    return g_strdup_printf (_ ("No host is called “%s”: check the name, or use its address."),
                            host);
  if (error->domain == G_RESOLVER_ERROR)
    return g_strdup_printf (
        _ ("The address of “%s” could not be found: check the network, or use its address."), host);
  return NULL;
}

/**
 * wire_socket_error_explain_connect:
 * @error: what a #GSocketClient or #GSocket answered
 * @host: that was to be connected to
 * @port: of it
 *
 * Returns: (transfer full): what happened and what to try, in one sentence
 */
char *
wire_socket_error_explain_connect (const GError *error, const char *host, guint16 port)
{
  char *words = explain_resolver (error, host);

  if (words)
    return words;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return g_strdup_printf (
        _ ("Nobody listens at %s, port %u: start the server first, or check the port."), host,
        port);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return g_strdup_printf (_ ("%s, port %u, did not answer in time: it is switched off, or a "
                               "firewall drops packets to it."),
                            host, port);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE))
    return g_strdup_printf (
        _ ("There is no route to %s: check the address, and that this machine is on its network."),
        host);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup_printf (_ ("Connecting to %s, port %u, was cancelled."), host, port);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return g_strdup_printf (
        _ ("This system does not let programs connect to %s, port %u: check its firewall."), host,
        port);
  return g_strdup_printf (_ ("The connection to %s, port %u, failed: %s."), host, port,
                          error->message);
}

/**
 * wire_socket_error_explain_listen:
 * @error: what a #GSocket answered
 * @host: that was to be listened at
 * @port: of it
 *
 * Returns: (transfer full): as wire_socket_error_explain_connect(), for a server
 */
char *
wire_socket_error_explain_listen (const GError *error, const char *host, guint16 port)
{
  char *words = explain_resolver (error, host);

  if (words)
    return words;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
    return g_strdup_printf (
        _ ("At %s, port %u is used by another program: choose another port, or end that program."),
        host, port);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)
      && port < FIRST_UNPRIVILEGED_PORT)
    return g_strdup_printf (_ ("Port %u is below %u, and listening there needs a permission that "
                               "Wirecase does not have: choose a higher port."),
                            port, FIRST_UNPRIVILEGED_PORT);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return g_strdup_printf (_ ("%s is not an address of this machine. A server can listen only at "
                               "the addresses of its own machine: choose one of those."),
                            host);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT)
      && g_ascii_strncasecmp (host, "fe80:", 5) == 0 && !strchr (host, '%'))
    return g_strdup_printf (
        _ ("%s is a link-local address, which every interface may have: add the "
           "name of the interface, as in %s%%eth0."),
        host, host);
  return g_strdup_printf (_ ("The server could not listen at %s, port %u: %s."), host, port,
                          error->message);
}

/* wire-own-addresses.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sockets/wire-own-addresses.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>

/* Loopback goes by its name; a link-local address means nothing without its interface. */
static void
add (GPtrArray *list, const struct ifaddrs *interface)
{
  char text[INET6_ADDRSTRLEN];
  const struct sockaddr *address = interface->ifa_addr;

  if (!address || !(interface->ifa_flags & IFF_UP) || interface->ifa_flags & IFF_LOOPBACK)
    return;
  if (address->sa_family == AF_INET)
    inet_ntop (AF_INET, &((const struct sockaddr_in *) (const void *) address)->sin_addr, text,
               sizeof text);
  else if (address->sa_family == AF_INET6
           && !IN6_IS_ADDR_LINKLOCAL (
               &((const struct sockaddr_in6 *) (const void *) address)->sin6_addr))
    inet_ntop (AF_INET6, &((const struct sockaddr_in6 *) (const void *) address)->sin6_addr, text,
               sizeof text);
  else
    return;
  g_ptr_array_add (list, g_strdup (text));
}

/**
 * wire_own_addresses_list:
 *
 * Returns: (transfer full): `localhost` first, then this machine's name and the addresses of its
 *   interfaces that are up, and last the two that stand for all of them
 */
GStrv
wire_own_addresses_list (void)
{
  GPtrArray *list = g_ptr_array_new ();
  struct ifaddrs *interfaces = NULL;

  g_ptr_array_add (list, g_strdup ("localhost"));
  g_ptr_array_add (list, g_strdup (g_get_host_name ()));
  if (getifaddrs (&interfaces) == 0)
    for (const struct ifaddrs *i = interfaces; i; i = i->ifa_next)
      add (list, i);
  if (interfaces)
    freeifaddrs (interfaces);
  g_ptr_array_add (list, g_strdup ("0.0.0.0"));
  g_ptr_array_add (list, g_strdup ("::"));
  g_ptr_array_add (list, NULL);
  return (GStrv) g_ptr_array_free (list, FALSE);
}

/* wire-own-addresses.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sockets/wire-own-addresses.h"

#include <arpa/inet.h>
#include <glib/gi18n.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
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
 *   interfaces that are up, and last the two that mean all of them
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

/* What names resolve to */

void
wire_own_address_free (WireOwnAddress *self)
{
  g_free (self->name);
  g_free (self->address);
  g_free (self->error);
  g_free (self);
}

/* 100.64/10 is what providers give to many customers at once, fc00::/7 is IPv6's private range;
 * GIO knows only the deprecated fec0::/10. */
static gboolean
is_private (GInetAddress *address)
{
  const guint8 *bytes = g_inet_address_to_bytes (address);

  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6)
    return (bytes[0] & 0xfe) == 0xfc || g_inet_address_get_is_site_local (address);
  return g_inet_address_get_is_site_local (address) || (bytes[0] == 100 && (bytes[1] & 0xc0) == 64);
}

/* What examples are written with; nobody is reached there from elsewhere. */
static gboolean
is_documentation (GInetAddress *address)
{
  static const guint8 NETWORKS[][3] = { { 192, 0, 2 }, { 198, 51, 100 }, { 203, 0, 113 } };
  static const guint8 IPV6[] = { 0x20, 0x01, 0x0d, 0xb8 };
  const guint8 *bytes = g_inet_address_to_bytes (address);

  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6)
    return memcmp (bytes, IPV6, sizeof IPV6) == 0;
  for (gsize i = 0; i < G_N_ELEMENTS (NETWORKS); i++)
    if (memcmp (bytes, NETWORKS[i], sizeof NETWORKS[i]) == 0)
      return TRUE;
  return FALSE;
}

/** Returns: from where @address can be reached */
WireAddressKind
wire_address_kind_of (GInetAddress *address)
{
  if (g_inet_address_get_is_any (address))
    return WIRE_ADDRESS_ANY;
  if (g_inet_address_get_is_loopback (address))
    return WIRE_ADDRESS_LOOPBACK;
  if (g_inet_address_get_is_link_local (address))
    return WIRE_ADDRESS_LINK_LOCAL;
  if (is_documentation (address))
    return WIRE_ADDRESS_DOCUMENTATION;
  return is_private (address) ? WIRE_ADDRESS_PRIVATE : WIRE_ADDRESS_GLOBAL;
}

/** Returns: as `--json` writes it */
const char *
wire_address_kind_to_nick (WireAddressKind kind)
{
  static const char *const NICKS[] = { "loopback", "link-local",    "private",
                                       "any",      "documentation", "global" };

  return NICKS[kind];
}

/** Returns: from where such an address can be reached, in the user's language */
const char *
wire_address_kind_explain (WireAddressKind kind)
{
  static const char *const WORDS[] = {
    [WIRE_ADDRESS_LOOPBACK] = N_ ("loopback: reached from this machine only"),
    [WIRE_ADDRESS_LINK_LOCAL] = N_ ("link-local: reached on the same link only"),
    [WIRE_ADDRESS_PRIVATE] = N_ ("private: reached from the local network"),
    [WIRE_ADDRESS_ANY] = N_ ("all addresses of this machine"),
    [WIRE_ADDRESS_DOCUMENTATION] = N_ ("reserved for documentation"),
    [WIRE_ADDRESS_GLOBAL] = N_ ("public"),
  };

  return _ (WORDS[kind]);
}

static void
take (GPtrArray *list, const char *name, GInetAddress *address, const char *interface)
{
  WireOwnAddress *own = g_new0 (WireOwnAddress, 1);
  g_autofree char *text = g_inet_address_to_string (address);

  own->name = g_strdup (name);
  own->kind = wire_address_kind_of (address);
  own->address = interface ? g_strdup_printf ("%s%%%s", text, interface) : g_steal_pointer (&text);
  g_ptr_array_add (list, own);
}

/* Returns: (transfer full) (nullable): of IPv4 or IPv6 */
static GInetAddress *
get_inet_address (const struct sockaddr *address)
{
  if (address->sa_family == AF_INET)
    return g_inet_address_new_from_bytes (
        (const guint8 *) &((const struct sockaddr_in *) (const void *) address)->sin_addr,
        G_SOCKET_FAMILY_IPV4);
  if (address->sa_family == AF_INET6)
    return g_inet_address_new_from_bytes (
        (const guint8 *) &((const struct sockaddr_in6 *) (const void *) address)->sin6_addr,
        G_SOCKET_FAMILY_IPV6);
  return NULL;
}

static void
take_failure (GPtrArray *list, const char *name, const char *reason)
{
  WireOwnAddress *failed = g_new0 (WireOwnAddress, 1);

  failed->name = g_strdup (name);
  failed->error = g_utf8_make_valid (reason, -1);
  g_ptr_array_add (list, failed);
}

/* By the system, as other programs do: GIO has its own answer for localhost. */
static void
resolve (GPtrArray *list, const char *name)
{
  const struct addrinfo hints = { .ai_socktype = SOCK_STREAM };
  struct addrinfo *found = NULL;
  int status = getaddrinfo (name, NULL, &hints, &found);

  if (status != 0)
    take_failure (list, name, gai_strerror (status));
  for (const struct addrinfo *i = found; i; i = i->ai_next)
    {
      g_autoptr (GInetAddress) address = get_inet_address (i->ai_addr);

      if (address)
        take (list, name, address, NULL);
    }
  if (found)
    freeaddrinfo (found);
}

static void
take_interface (GPtrArray *list, const struct ifaddrs *interface)
{
  const struct sockaddr *address = interface->ifa_addr;
  g_autoptr (GInetAddress) inet = NULL;
  gboolean local = FALSE;

  if (!address || !(interface->ifa_flags & IFF_UP))
    return;
  inet = get_inet_address (address);
  if (!inet)
    return;
  local = g_inet_address_get_is_link_local (inet) && address->sa_family == AF_INET6;
  take (list, interface->ifa_name, inet, local ? interface->ifa_name : NULL);
}

/**
 * wire_own_addresses_resolve:
 *
 * Looks up what `localhost` and this machine's name are, as programs here would, and lists the
 * addresses of all interfaces that are up. Blocks, maybe for seconds. Any thread.
 *
 * Returns: (transfer full) (element-type WireOwnAddress)
 */
GPtrArray *
wire_own_addresses_resolve (void)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_own_address_free);
  struct ifaddrs *interfaces = NULL;

  resolve (list, "localhost");
  if (g_strcmp0 (g_get_host_name (), "localhost") != 0)
    resolve (list, g_get_host_name ());
  if (getifaddrs (&interfaces) == 0)
    for (const struct ifaddrs *i = interfaces; i; i = i->ifa_next)
      take_interface (list, i);
  if (interfaces)
    freeifaddrs (interfaces);
  return list;
}

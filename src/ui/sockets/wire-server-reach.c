/* wire-server-reach.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/sockets/wire-server-reach.h"

#include "base/wire-printable.h"
#include "sockets/wire-own-addresses.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
is_any (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return address && g_inet_address_get_is_any (address);
}

/* Returns: (transfer full): where others reach the server, which for one that listens at every
 * address are those of the machine */
static char *
list_reachable (WireServer *server, const char *host, const char *listening)
{
  g_auto (GStrv) own = is_any (host) ? wire_own_addresses_list () : NULL;
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; own && own[i]; i++)
    if (g_hostname_is_ip_address (own[i]) && !is_any (own[i])
        && (strchr (host, ':') || !strchr (own[i], ':')))
      g_string_append_printf (list, "%s%s", list->len ? ", " : "", own[i]);
  if (list->len == 0)
    return g_strdup (listening);
  g_string_append_printf (list, _ (", port %u,"), wire_server_get_port (server));
  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* Many a machine has its own name in /etc/hosts, and there it often leads to 127.0.1.1. */
static char *
explain_loopback (const char *host, const char *listening)
{
  g_autofree char *name = wire_printable_name (host);

  if (g_hostname_is_ip_address (host) || g_ascii_strcasecmp (host, "localhost") == 0
      || g_str_has_suffix (host, ".localhost"))
    return NULL;
  /* Translators: the name of a host, addresses with ports */
  return g_strdup_printf (_ ("“%s” leads to %s: only programs on this machine can connect. For "
                             "others, choose an address of the network."),
                          name, listening);
}

/**
 * wire_server_reach_explain:
 * @self: that listens
 * @host: where it was asked to
 * @listening: the addresses and ports where it does, as text
 *
 * Who else is on the network should not be a surprise, and neither should be that nobody is.
 *
 * Returns: (transfer full) (nullable): a sentence, where there is something to say
 */
char *
wire_server_reach_explain (WireServer *self, const char *host, const char *listening)
{
  g_autofree char *where = NULL;

  g_return_val_if_fail (WIRE_IS_SERVER (self), NULL);
  if (wire_server_is_loopback (self))
    return explain_loopback (host, listening);
  where = list_reachable (self, host, listening);
  return g_strdup_printf (
      _ ("Others on the network can connect to this server at %s until it is stopped."), where);
}

/* wire-host-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/hosts/wire-host-words.h"

#include "base/wire-text-hash.h"

#include <glib/gi18n.h>

#define SECOND 1e9

/* More of a kind are not said in one cell. */
#define MOST 16u

/** Returns: (transfer full) (nullable): %NULL where there is none */
char *
wire_host_words_address (const WireHostAddress *address)
{
  char text[WIRE_ADDRESS_TEXT_MAX];

  if (address->family == WIRE_FAMILY_NONE)
    return NULL;
  return g_strdup (wire_address_to_text (address->family, address->bytes, text));
}

/** Returns: (transfer full): an address and a port */
char *
wire_host_words_end (const WireTuple *tuple, gboolean server)
{
  char text[WIRE_ENDPOINT_TEXT_MAX];

  return g_strdup (wire_endpoint_to_text (tuple->family, server ? tuple->dst : tuple->src, TRUE,
                                          server ? tuple->dst_port : tuple->src_port, text));
}

/** Returns: (transfer full) (nullable): seconds since the capture began */
char *
wire_host_words_time (WireHosts *hosts, gint64 time)
{
  WireCaptureSummary summary;

  wire_capture_get_summary (wire_hosts_get_capture (hosts), &summary);
  if (time == WIRE_TIME_NONE || summary.first == WIRE_TIME_NONE)
    return NULL;
  return g_strdup_printf ("%.6f", (double) (time - summary.first) / SECOND);
}

/** Returns: (transfer full): `DOMAIN\user` */
char *
wire_host_words_user (const WireSignin *signin)
{
  gboolean domain = signin->domain && *signin->domain;

  return g_strconcat (domain ? signin->domain : "", domain ? "\\" : "",
                      signin->user ? signin->user : "", NULL);
}

/* Each once, and that there are more. @text: (transfer full) */
static void
append_once (GString *list, GHashTable *told, char *text)
{
  if (!text || !*text || g_hash_table_contains (told, text) || g_hash_table_size (told) > MOST)
    {
      g_free (text);
      return;
    }
  if (g_hash_table_size (told) == MOST)
    g_string_append (list, ", …");
  else
    g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", text);
  g_hash_table_add (told, text);
}

static GHashTable *
make_told (void)
{
  return g_hash_table_new_full (wire_text_hash, g_str_equal, g_free, NULL);
}

/** Returns: (transfer full): the addresses of @host */
char *
wire_host_words_addresses (WireHosts *hosts, const WireHost *host)
{
  g_autoptr (GHashTable) told = make_told ();
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < MIN (host->nodes->len, MOST + 1); i++)
    append_once (
        list, told,
        wire_host_words_address (&wire_host_traffic_get (wire_hosts_get_traffic (hosts),
                                                         g_array_index (host->nodes, guint, i))
                                      ->address));
  return g_string_free (list, FALSE);
}

/** Returns: (transfer full): its names, each once */
char *
wire_host_words_names (const WireHost *self)
{
  g_autoptr (GHashTable) told = make_told ();
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < self->names->len && g_hash_table_size (told) <= MOST; i++)
    append_once (list, told,
                 g_strdup (((const WireNameFact *) g_ptr_array_index (self->names, i))->name));
  return g_string_free (list, FALSE);
}

/** Returns: (transfer full): which systems are suggested, each once */
char *
wire_host_words_systems (const WireHost *self)
{
  g_autoptr (GHashTable) told = make_told ();
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < self->systems->len && g_hash_table_size (told) <= MOST; i++)
    append_once (
        list, told,
        g_strdup (((const WireSystemFact *) g_ptr_array_index (self->systems, i))->suggests));
  return g_string_free (list, FALSE);
}

/** Returns: (transfer full): who signed in from it, each once */
char *
wire_host_words_users (const WireHost *self)
{
  g_autoptr (GHashTable) told = make_told ();
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < self->signins->len && g_hash_table_size (told) <= MOST; i++)
    append_once (list, told, wire_host_words_user (g_ptr_array_index (self->signins, i)));
  return g_string_free (list, FALSE);
}

/** Returns: (transfer none) (nullable): the first MAC address that is the host's own */
const WireMac *
wire_host_words_find_mac (WireHosts *hosts, const WireHost *host)
{
  if (host->nodes->len == 0)
    return &host->mac;
  for (guint i = 0; i < host->nodes->len; i++)
    {
      const WireHostNode *node = wire_host_traffic_get (wire_hosts_get_traffic (hosts),
                                                        g_array_index (host->nodes, guint, i));

      for (guint j = 0; j < node->n_macs; j++)
        if (node->macs[j].own)
          return &node->macs[j].mac;
    }
  return NULL;
}

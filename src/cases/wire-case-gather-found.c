/* wire-case-gather-found.c: hosts of captures, and where something is found in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cases/wire-case-gather-private.h"

#include "base/wire-printable.h"
#include "base/wire-text-hash.h"
#include "base/wire-time.h"
#include "capture/frame/wire-address.h"
#include "capture/frame/wire-describe.h"
#include "capture/hosts/wire-hosts.h"
#include "capture/search/wire-capture-search.h"

#include <glib/gi18n.h>
#include <string.h>

/* Names of one host, and bytes of a match, that a row has. */
#define MAX_NAMES 8u
#define MAX_MATCH 64u

/* Hosts */

/* Returns: (transfer full): the @i-th address; the MAC address where it has none */
static char *
tell_address (WireHosts *hosts, const WireHost *host, guint i)
{
  const WireHostNode *node;
  char words[MAX (WIRE_ADDRESS_TEXT_MAX, WIRE_MAC_TEXT_MAX)];

  if (host->nodes->len == 0)
    {
      wire_mac_to_text (host->mac.bytes, words);
      return g_strdup (words);
    }
  node =
      wire_host_traffic_get (wire_hosts_get_traffic (hosts), g_array_index (host->nodes, guint, i));
  return g_strdup (wire_address_to_text (node->address.family, node->address.bytes, words));
}

static char *
tell_addresses (WireHosts *hosts, const WireHost *host)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MAX (host->nodes->len, 1); i++)
    {
      g_autofree char *address = tell_address (hosts, host, i);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", address);
    }
  return g_string_free (text, FALSE);
}

/* Each name once. */
static char *
tell_names (const WireHost *host)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (wire_text_hash, g_str_equal);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < host->names->len && g_hash_table_size (seen) < MAX_NAMES; i++)
    {
      const WireNameFact *fact = g_ptr_array_index (host->names, i);

      if (g_hash_table_add (seen, (gpointer) fact->name))
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", fact->name);
    }
  return g_string_free (text, FALSE);
}

/* A note on a host leads to the packets of its address. */
gboolean
wire_case_gather_hosts (WireCaseGather *self, WireJob *job, GError **error)
{
  g_autoptr (WireHosts) hosts = wire_hosts_new (self->capture, FALSE, job, error);
  g_auto (GStrv) left_out = hosts ? wire_hosts_tell_left_out (hosts) : NULL;

  for (guint i = 0; left_out && left_out[i]; i++)
    wire_case_gather_add_rest (self, left_out[i]);
  for (guint i = 0; hosts && i < wire_hosts_get_length (hosts); i++)
    {
      const WireHost *host = wire_hosts_get (hosts, i);
      WireCaseRow *row =
          wire_case_gather_add (self, host->first, tell_addresses (hosts, host), tell_names (host));

      wire_case_gather_lead (self, row, "host", tell_address (hosts, host, 0), host->first_packet);
    }
  return hosts != NULL;
}

/* What is looked for */

static char *
tell_match (const WireSearchHit *hit)
{
  g_autofree char *before = wire_printable (hit->bytes - hit->before, hit->before);
  g_autofree char *match = wire_printable (hit->bytes, MIN (hit->length, MAX_MATCH));
  g_autofree char *after = wire_printable (hit->bytes + hit->length, hit->after);

  return g_strdup_printf ("%s[%s]%s", before, match, after);
}

static char *
tell_place (const WireSearchHit *hit)
{
  static const struct
  {
    const char *place;
    const char *word;
  } PLACES[] = {
    { "packet", N_ ("In a packet") },
    { "comment", N_ ("In the comment on a packet") },
    { "stream", N_ ("In a stream") },
    { "decrypted", N_ ("In a decrypted stream") },
    { "head", N_ ("In the head of a message") },
    { "body", N_ ("In a transfer, as it was sent") },
    { "decoded", N_ ("In a transfer, decoded") },
    { "name", N_ ("In the name of a transfer") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (PLACES); i++)
    if (g_str_equal (PLACES[i].place, hit->place))
      return g_strdup (_ (PLACES[i].word));
  return g_strdup (hit->place);
}

static const char *
get_kind (const WireSearchHit *hit)
{
  const char *place = hit->place;

  if (g_str_equal (place, "stream") || g_str_equal (place, "decrypted"))
    return "stream";
  return g_str_equal (place, "packet") || g_str_equal (place, "comment")
                 || g_str_equal (place, "head")
             ? "packet"
             : "transfer";
}

/* A WireSearchFound. */
static gboolean
found_cb (const WireSearchHit *hit, gpointer user_data)
{
  WireCaseGather *self = user_data;
  const char *kind = get_kind (hit);
  gboolean is_packet = g_str_equal (kind, "packet");
  guint32 packet = is_packet ? hit->number : hit->packet;
  WirePacketRecord record = { .time = WIRE_TIME_NONE };
  WireCaseRow *row;

  if (packet != G_MAXUINT32 && !wire_capture_get_packet (self->capture, packet, &record))
    record.time = WIRE_TIME_NONE;
  row = wire_case_gather_add (self, record.time, tell_match (hit), tell_place (hit));
  wire_case_gather_lead (self, row, kind, g_strdup_printf ("%u", hit->number + 1), packet);
  return TRUE;
}

gboolean
wire_case_gather_found (WireCaseGather *self, WireJob *job, GError **error)
{
  g_autoptr (WireObjectList) list =
      wire_object_list_new_transfers (self->capture, job ? wire_job_get_cancellable (job) : NULL);
  WireSearchRest rest = { 0 };
  const WireCaptureSearch search = { .capture = self->capture,
                                     .list = list,
                                     .pattern = self->pattern,
                                     .places = WIRE_SEARCH_EVERYWHERE,
                                     .found = found_cb,
                                     .user_data = self,
                                     .rest = &rest };
  g_auto (GStrv) sentences = NULL;

  g_return_val_if_fail (self->pattern, FALSE);

  if (!wire_capture_search (&search, job, error))
    return FALSE;
  sentences = wire_search_rest_tell (&rest);
  for (guint i = 0; sentences[i]; i++)
    wire_case_gather_add_rest (self, sentences[i]);
  return TRUE;
}

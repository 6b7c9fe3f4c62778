/* wire-dns-regularity.c: names that do not exist, odd names, and much text, of DNS
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/hosts/wire-regularity.h"

#include "base/wire-text-hash.h"
#include "capture/hosts/wire-dns-remark.h"
#include "capture/protocols/application/wire-dns-message.h"

#include <string.h>

/* What one client asked of one domain; of names that do not exist, of all domains. */
typedef struct
{
  char *key;
  WireHostAddress client;
  char *domain;
  GHashTable *names; /* each once */
  GArray *exchanges; /* of guint: those that count */
  guint64 bytes;
  guint longest;
  guint random;
} Asked;

static void
free_asked (gpointer data)
{
  Asked *asked = data;

  g_free (asked->key);
  g_free (asked->domain);
  g_hash_table_unref (asked->names);
  g_array_unref (asked->exchanges);
  g_free (asked);
}

static Asked *
take_asked (GHashTable *table, const WireDnsExchange *exchange, const char *domain)
{
  WireHostAddress client = wire_host_address_of_source (&exchange->tuple);
  char text[WIRE_ADDRESS_TEXT_MAX];
  g_autofree char *key = g_strconcat (wire_address_to_text (client.family, client.bytes, text), " ",
                                      domain ? domain : "", NULL);
  Asked *asked = g_hash_table_lookup (table, key);

  if (asked || g_hash_table_size (table) >= WIRE_REGULARITY_MAX)
    return asked;
  asked = g_new0 (Asked, 1);
  asked->key = g_steal_pointer (&key);
  asked->client = client;
  asked->domain = g_strdup (domain);
  asked->names = g_hash_table_new (wire_text_hash, g_str_equal);
  asked->exchanges = g_array_new (FALSE, FALSE, sizeof (guint));
  g_hash_table_insert (table, asked->key, asked);
  return asked;
}

static WireRegular *
begin (const Asked *asked, WireRegularKind kind, WireDnsLog *log, guint first, guint n)
{
  WireRegular *regular = wire_regular_new (kind, &asked->client);

  regular->protocol = 17;
  regular->count = n;
  regular->what = g_strdup (asked->domain);
  for (guint i = first; i < first + n; i++)
    {
      const WireDnsExchange *exchange =
          wire_dns_log_get (log, g_array_index (asked->exchanges, guint, i));
      gboolean question = exchange->question != WIRE_DNS_NO_PACKET;

      wire_regular_add_packet (regular, question ? exchange->question : exchange->answer,
                               question ? exchange->asked_at : exchange->answered_at);
    }
  return regular;
}

/* Names that do not exist: the span with most of them */

static gint64
get_time (WireDnsLog *log, const Asked *asked, guint i)
{
  return wire_dns_log_get (log, g_array_index (asked->exchanges, guint, i))->answered_at;
}

static void
tell_burst (const Asked *asked, WireDnsLog *log, GPtrArray *found)
{
  guint best = 0;
  guint best_n = 0;

  for (guint start = 0, end = 0; start < asked->exchanges->len; start++)
    {
      while (end < asked->exchanges->len
             && get_time (log, asked, end) - get_time (log, asked, start) <= WIRE_NO_SUCH_NAME_SPAN)
        end++;
      if (end > start && end - start > best_n)
        {
          best = start;
          best_n = end - start;
        }
    }
  if (best_n < WIRE_NO_SUCH_NAME_LEAST)
    return;
  WireRegular *regular = begin (asked, WIRE_REGULAR_NO_SUCH_NAME, log, best, best_n);

  wire_regular_add_number (regular, "names", g_hash_table_size (asked->names));
  wire_regular_add_number (regular, "in_all", asked->exchanges->len);
  wire_regular_add_seconds (regular, "seconds",
                            get_time (log, asked, best + best_n - 1) - get_time (log, asked, best));
  g_ptr_array_add (found, regular);
}

static void
tell_odd (const Asked *asked, WireDnsLog *log, GPtrArray *found)
{
  WireRegular *regular;

  if (g_hash_table_size (asked->names) < WIRE_ODD_NAMES_LEAST)
    return;
  regular = begin (asked, WIRE_REGULAR_ODD_NAMES, log, 0, asked->exchanges->len);
  wire_regular_add_number (regular, "names", g_hash_table_size (asked->names));
  wire_regular_add_number (regular, "longest", asked->longest);
  wire_regular_add_number (regular, "random", asked->random);
  g_ptr_array_add (found, regular);
}

static void
tell_text (const Asked *asked, WireDnsLog *log, GPtrArray *found)
{
  WireRegular *regular;

  if (asked->bytes < WIRE_TEXT_LEAST_BYTES)
    return;
  regular = begin (asked, WIRE_REGULAR_TEXT, log, 0, asked->exchanges->len);
  wire_regular_add_number (regular, "bytes", asked->bytes);
  wire_regular_add_number (regular, "names", g_hash_table_size (asked->names));
  g_ptr_array_add (found, regular);
}

typedef void (*Tell) (const Asked *asked, WireDnsLog *log, GPtrArray *found);

static void
tell_all (GHashTable *table, WireDnsLog *log, Tell tell, GPtrArray *found)
{
  GHashTableIter iter;
  gpointer asked;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, &asked))
    tell (asked, log, found);
}

static Asked *
note (GHashTable *table, const WireDnsExchange *exchange, const char *domain, guint number)
{
  Asked *asked = take_asked (table, exchange, domain);

  if (!asked)
    return NULL;
  g_hash_table_add (asked->names, (gpointer) exchange->name);
  g_array_append_val (asked->exchanges, number);
  return asked;
}

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (wire_text_hash, g_str_equal, NULL, free_asked);
}

static void
note_odd (GHashTable *odd, const WireDnsExchange *exchange, const char *domain, guint number)
{
  WireDnsRemark remark;
  Asked *asked =
      wire_dns_remark (exchange->name, &remark) ? note (odd, exchange, domain, number) : NULL;

  if (!asked)
    return;
  asked->longest = MAX (asked->longest, remark.length);
  asked->random += remark.is_random;
}

gboolean
wire_dns_regularity_find (WireHosts *hosts, GPtrArray *found)
{
  WireDnsLog *log = wire_fact_log_get_dns (wire_hosts_get_facts (hosts));
  g_autoptr (GHashTable) missing = new_table ();
  g_autoptr (GHashTable) odd = new_table ();
  g_autoptr (GHashTable) text = new_table ();

  for (guint i = 0; i < wire_dns_log_get_length (log); i++)
    {
      const WireDnsExchange *exchange = wire_dns_log_get (log, i);
      g_autofree char *domain = wire_dns_get_domain (exchange->name);
      Asked *asked;

      if (exchange->answer != WIRE_DNS_NO_PACKET && exchange->code == WIRE_DNS_NO_SUCH_NAME
          && exchange->answered_at != WIRE_TIME_NONE)
        note (missing, exchange, NULL, i);
      note_odd (odd, exchange, domain, i);
      asked = exchange->text_bytes > 0 ? note (text, exchange, domain, i) : NULL;
      if (asked)
        asked->bytes += exchange->text_bytes;
    }
  tell_all (missing, log, tell_burst, found);
  tell_all (odd, log, tell_odd, found);
  tell_all (text, log, tell_text, found);
  return g_hash_table_size (missing) < WIRE_REGULARITY_MAX
         && g_hash_table_size (odd) < WIRE_REGULARITY_MAX
         && g_hash_table_size (text) < WIRE_REGULARITY_MAX;
}

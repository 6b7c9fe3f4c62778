/* wire-dns-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/facts/wire-dns-facts.h"

#include "capture/protocols/application/wire-dns-message.h"
#include "capture/protocols/application/wire-dns-name.h"

#include <string.h>

#define SECOND G_GINT64_CONSTANT (1000000000)

/* Records that are looked at in one message of multicast. */
#define MAX_RECORDS 256u

static gint64
get_end (gint64 time, guint32 seconds)
{
  return time == WIRE_TIME_NONE ? WIRE_TIME_NONE : time + (gint64) seconds * SECOND;
}

/* Names differ in case only to be hard to forge: the same name is kept once. */
static const char *
keep_name (WireFactLog *log, const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return wire_fact_log_keep (log, lower, strlen (lower));
}

static void
add_name (WireFactLog *log,
          WireNameSource source,
          const WireHostAddress *address,
          const char *name,
          guint32 packet,
          gint64 time,
          guint32 seconds)
{
  const WireNameFact fact = {
    .address = *address,
    .source = (guint8) source,
    .suffix = WIRE_NAME_NO_SUFFIX,
    .packet = packet,
    .time = time,
    .last = time,
    .expires = get_end (time, seconds),
    .name = keep_name (log, name),
  };

  if (wire_host_address_is_host (address) && !g_str_equal (name, "."))
    wire_fact_log_add_name (log, &fact);
}

/* RFC 1035, section 3.5: 4.3.2.1.in-addr.arpa. */
static gboolean
read_reverse_4 (const char *name, WireHostAddress *address)
{
  const char *end = strstr (name, ".in-addr.arpa");
  g_auto (GStrv) parts = end ? g_strsplit (name, ".", 5) : NULL;

  if (!end || end[13] != '\0' || g_strv_length (parts) != 5
      || !g_str_equal (parts[4], "in-addr.arpa"))
    return FALSE;
  for (guint i = 0; i < 4; i++)
    {
      guint64 byte;

      if (!g_ascii_string_to_unsigned (parts[3 - i], 10, 0, 255, &byte, NULL))
        return FALSE;
      address->bytes[i] = (guint8) byte;
    }
  address->family = WIRE_FAMILY_IPV4;
  return TRUE;
}

/* RFC 3596, section 2.5: 32 digits, the lowest first. */
static gboolean
read_reverse_6 (const char *name, WireHostAddress *address)
{
  if (strlen (name) != 72 || !g_str_equal (name + 63, ".ip6.arpa"))
    return FALSE;
  for (guint i = 0; i < 32; i++)
    {
      int digit = g_ascii_xdigit_value (name[2 * i]);

      if (digit < 0 || name[2 * i + 1] != '.')
        return FALSE;
      address->bytes[15 - i / 2] |= (guint8) (digit << (i % 2 ? 4 : 0));
    }
  address->family = WIRE_FAMILY_IPV6;
  return TRUE;
}

static void
add_reverse (WireFactLog *log, const WireDnsExchange *exchange, const WireDnsAnswer *answer)
{
  g_autofree char *name = g_ascii_strdown (answer->name, -1);
  WireHostAddress address = { 0 };

  if (read_reverse_4 (name, &address) || read_reverse_6 (name, &address))
    add_name (log, WIRE_NAME_REVERSE, &address, answer->data, exchange->answer,
              exchange->answered_at, answer->time_to_live);
}

/* The name that was asked for leads to the address through the aliases of the answer. Both it and
 * the name of the record are names of the address. */
static void
add_answer (WireFactLog *log, const WireDnsExchange *exchange, const WireDnsAnswer *answer)
{
  WireNameSource source = exchange->kind == WIRE_DNS_LLMNR ? WIRE_NAME_LLMNR : WIRE_NAME_DNS;

  if (answer->type == WIRE_DNS_TYPE_PTR)
    add_reverse (log, exchange, answer);
  if (answer->address.family == WIRE_FAMILY_NONE)
    return;
  if (*exchange->name && exchange->type == answer->type)
    add_name (log, source, &answer->address, exchange->name, exchange->answer,
              exchange->answered_at, answer->time_to_live);
  if (g_ascii_strcasecmp (answer->name, exchange->name) != 0)
    add_name (log, source, &answer->address, answer->name, exchange->answer, exchange->answered_at,
              answer->time_to_live);
}

/** Notes a message of DNS or LLMNR, and the names in its answers. */
void
wire_dns_facts_add (WireFactLog *log, const WireDnsHeard *heard)
{
  const WireDnsExchange *exchange = wire_dns_log_add (wire_fact_log_get_dns (log), heard);

  if (!exchange || exchange->answer != heard->packet)
    return;
  for (guint i = 0; i < exchange->n_answers; i++)
    add_answer (log, exchange, &exchange->answers[i]);
}

static void
add_multicast_record (WireFactLog *log,
                      const WireDnsRecord *record,
                      const char *name,
                      const WireDnsHeard *heard)
{
  gsize length = record->type == WIRE_DNS_TYPE_A ? 4 : 16;
  WireHostAddress address = { .family = length == 4 ? WIRE_FAMILY_IPV4 : WIRE_FAMILY_IPV6 };
  WireCursor data = record->data;
  const guint8 *bytes;

  if ((record->type != WIRE_DNS_TYPE_A && record->type != WIRE_DNS_TYPE_AAAA)
      || record->data_length != length || record->time_to_live == 0)
    return;
  bytes = wire_cursor_take (&data, length);
  if (!bytes)
    return;
  memcpy (address.bytes, bytes, length);
  add_name (log, WIRE_NAME_MDNS, &address, name, heard->packet, heard->time, record->time_to_live);
}

/** Notes the names in a response of multicast DNS (RFC 6762), wherever in it they are. */
void
wire_dns_facts_add_multicast (WireFactLog *log, const WireDnsHeard *heard)
{
  g_autoptr (GString) name = g_string_new (NULL);
  WireDnsMessage message;
  WireDnsRecord record;
  guint16 type, class;

  wire_dns_message_read (&message, heard->bytes, heard->length, FALSE);
  if (message.cursor.failed || !(message.flags & WIRE_DNS_RESPONSE))
    return;
  for (guint i = 0; i < message.counts[0] && i < MAX_RECORDS; i++)
    if (!wire_dns_message_read_question (&message, name, &type, &class))
      return;
  for (guint i = 0; i < MAX_RECORDS; i++)
    {
      g_string_truncate (name, 0);
      if (i >= (guint) message.counts[1] + message.counts[2] + message.counts[3]
          || !wire_dns_message_read_record (&message, name, &record) || message.cursor.failed)
        return;
      add_multicast_record (log, &record, name->str, heard);
    }
}

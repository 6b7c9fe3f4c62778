/* wire-netbios-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/facts/wire-netbios-facts.h"

#include "capture/facts/wire-netbios-name.h"
#include "capture/protocols/application/wire-dns-message.h"

#define SECOND G_GINT64_CONSTANT (1000000000)

#define TYPE_NB 0x20
#define TYPE_STATUS 0x21
#define FLAG_GROUP 0x8000
#define OPERATION_QUERY 0
#define OPERATION_REGISTER 5
#define OPERATION_REFRESH 8
#define OPERATION_REFRESH_TOO 9 /* as some wrote it: RFC 1002, section 4.2.1.1 */

/* Addresses or names of one message. */
#define MAX_ENTRIES 32u

static void
add_name (WireFactLog *log,
          const WireHostAddress *address,
          WireNameSource source,
          const char *name,
          guint8 suffix,
          const WireDnsHeard *heard,
          guint32 seconds)
{
  WireNameFact fact = {
    .address = *address,
    .source = (guint8) source,
    .suffix = suffix,
    .packet = heard->packet,
    .time = heard->time,
    .last = heard->time,
    .expires = WIRE_TIME_NONE,
    .name = wire_fact_log_keep_printable (log, name, strlen (name)),
  };

  if (seconds > 0 && heard->time != WIRE_TIME_NONE)
    fact.expires = heard->time + (gint64) seconds * SECOND;
  if (wire_host_address_is_host (address))
    wire_fact_log_add_name (log, &fact);
}

/* Section 4.2.18: the names that a node has. Those of groups are not its own. */
static void
read_status (WireFactLog *log, const WireDnsRecord *record, const WireDnsHeard *heard)
{
  WireHostAddress address = wire_host_address_of_source (&heard->tuple);
  WireCursor data = record->data;
  char name[WIRE_NETBIOS_NAME_SIZE];
  guint8 n;

  wire_cursor_limit (&data, record->data_length);
  n = wire_cursor_u8 (&data);
  for (guint i = 0; i < n && i < MAX_ENTRIES; i++)
    {
      const guint8 *bytes = wire_cursor_take (&data, WIRE_NETBIOS_NAME_BYTES);
      guint16 flags = wire_cursor_be16 (&data);

      if (data.failed)
        return;
      if (!(flags & FLAG_GROUP) && wire_netbios_name_trim (bytes, name))
        add_name (log, &address, WIRE_NAME_NBNS, name, bytes[15], heard, 0);
    }
}

/* Section 4.2.13: flags and addresses of a name. */
static void
read_addresses (WireFactLog *log,
                const WireDnsRecord *record,
                const char *name,
                guint8 suffix,
                const WireDnsHeard *heard)
{
  WireCursor data = record->data;

  wire_cursor_limit (&data, record->data_length);
  for (guint i = 0; i < MAX_ENTRIES && wire_cursor_remaining (&data) >= 6; i++)
    {
      guint16 flags = wire_cursor_be16 (&data);
      WireHostAddress address = { .family = WIRE_FAMILY_IPV4 };

      memcpy (address.bytes, wire_cursor_take (&data, 4), 4);
      if (!(flags & FLAG_GROUP))
        add_name (log, &address, WIRE_NAME_NBNS, name, suffix, heard, record->time_to_live);
    }
}

static gboolean
read_record (WireDnsMessage *message, WireDnsRecord *record)
{
  WireCursor *cursor = &message->cursor;

  record->type = wire_cursor_be16 (cursor);
  record->class = wire_cursor_be16 (cursor);
  record->time_to_live = wire_cursor_be32 (cursor);
  record->data_length = wire_cursor_be16 (cursor);
  record->data = *cursor;
  return !cursor->failed;
}

/* Takes the name of a record; a pointer is to the question's, which was read into @name. */
static gboolean
take_name (WireCursor *cursor, char name[WIRE_NETBIOS_NAME_SIZE], guint8 *suffix)
{
  const guint8 *first = wire_cursor_peek (cursor, 1);

  if (!first || (*first & 0xc0) != 0xc0)
    return wire_netbios_name_read (cursor, name, suffix);
  wire_cursor_skip (cursor, 2);
  return name[0] != '\0';
}

/** Notes the names in a message of the name service: of responses, registrations and refreshes. */
void
wire_netbios_facts_add (WireFactLog *log, const WireDnsHeard *heard)
{
  char name[WIRE_NETBIOS_NAME_SIZE] = "";
  WireDnsMessage message;
  WireDnsRecord record;
  guint8 suffix = 0;
  guint operation;
  gboolean response;

  wire_dns_message_read (&message, heard->bytes, heard->length, FALSE);
  operation = message.flags >> 11 & 0xf;
  response = (message.flags & WIRE_DNS_RESPONSE) != 0;
  if (message.cursor.failed || message.counts[0] > 1 || (response && message.flags & 0xf)
      || (response ? operation != OPERATION_QUERY
                   : operation != OPERATION_REGISTER && operation != OPERATION_REFRESH
                         && operation != OPERATION_REFRESH_TOO))
    return;
  if (message.counts[0] == 1)
    {
      wire_netbios_name_read (&message.cursor, name, &suffix);
      wire_cursor_skip (&message.cursor, 4);
    }
  if (!take_name (&message.cursor, name, &suffix) && !response)
    return;
  if (!read_record (&message, &record))
    return;
  if (record.type == TYPE_STATUS)
    read_status (log, &record, heard);
  else if (record.type == TYPE_NB && name[0] != '\0')
    read_addresses (log, &record, name, suffix, heard);
}

/** Notes the name of the sender of a NetBIOS datagram (section 4.4). */
void
wire_netbios_facts_add_datagram (WireFactLog *log, const WireDnsHeard *heard)
{
  WireHostAddress address = { .family = WIRE_FAMILY_IPV4 };
  WireCursor cursor = wire_cursor_new (heard->bytes, heard->length);
  char name[WIRE_NETBIOS_NAME_SIZE];
  const guint8 *source;
  guint8 type = wire_cursor_u8 (&cursor);
  guint8 suffix;

  wire_cursor_skip (&cursor, 3);
  source = wire_cursor_take (&cursor, 4);
  wire_cursor_skip (&cursor, 6);
  if (!source || type < 0x10 || type > 0x12 || !wire_netbios_name_read (&cursor, name, &suffix))
    return;
  memcpy (address.bytes, source, 4);
  add_name (log, &address, WIRE_NAME_NETBIOS, name, suffix, heard, 0);
}

/* wire-dhcp-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/facts/wire-dhcp-facts.h"

#include "base/wire-printable.h"
#include "base/wire-text-hash.h"
#include "capture/facts/wire-system-facts.h"
#include "capture/protocols/application/wire-dhcp-option.h"
#include "capture/protocols/application/wire-dns-name.h"

#include <string.h>

#define SECOND G_GINT64_CONSTANT (1000000000)

/* RFC 2131, section 2. */
#define OPTIONS_AT 236
#define COOKIE 0x63825363u
#define FROM_CLIENT 1
#define FROM_SERVER 2
#define ETHERNET 1

#define MESSAGE_ACK 5

/* RFC 4702, section 2.1: the name is in the form of DNS. */
#define FQDN_ENCODED 0x04

/* A message, as far as it matters here. */
typedef struct
{
  const WireDnsHeard *heard;
  guint8 operation;
  guint8 type; /* of option 53; 0: BOOTP */
  WireMac mac;
  WireHostAddress client; /* that it has already */
  WireHostAddress given;
  guint32 lease;
  const char *names[2]; /* of options 12 and 81 */
} Message;

/* What a client said before it had an address. */
typedef struct
{
  const char *names[2];
  guint32 packets[2];
  gint64 times[2];
} Client;

struct _WireDhcpFacts
{
  WireFactLog *log;
  GHashTable *clients; /* WireMac → Client */
};

static guint
hash_mac (gconstpointer mac)
{
  return wire_bytes_hash (mac, sizeof (WireMac));
}

static gboolean
equal_mac (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (WireMac)) == 0;
}

/** Returns: (transfer full): what hears for @log, which must live as long */
WireDhcpFacts *
wire_dhcp_facts_new (WireFactLog *log)
{
  WireDhcpFacts *self = g_new0 (WireDhcpFacts, 1);

  self->log = log;
  self->clients = g_hash_table_new_full (hash_mac, equal_mac, g_free, g_free);
  return self;
}

void
wire_dhcp_facts_free (WireDhcpFacts *self)
{
  g_hash_table_unref (self->clients);
  g_free (self);
}

/** Returns: whether @bytes are a message of DHCP or BOOTP for Ethernet */
gboolean
wire_dhcp_facts_may_be (const guint8 *bytes, gsize length)
{
  return length >= OPTIONS_AT && (bytes[0] == FROM_CLIENT || bytes[0] == FROM_SERVER)
         && bytes[1] == ETHERNET && bytes[2] == sizeof (WireMac);
}

/* Options */

static const char *
keep_text (WireFactLog *log, const WireCursor *value)
{
  const guint8 *bytes = value->data + value->position;
  gsize length = wire_cursor_remaining (value);

  while (length > 0 && bytes[length - 1] == 0)
    length--;
  return wire_fact_log_keep_printable (log, bytes, length);
}

static const char *
keep_fqdn (WireFactLog *log, WireCursor value)
{
  g_autoptr (GString) name = g_string_new (NULL);
  guint8 flags = wire_cursor_u8 (&value);
  WireCursor labels;

  wire_cursor_skip (&value, 2);
  if (value.failed || wire_cursor_remaining (&value) == 0)
    return NULL;
  if (!(flags & FQDN_ENCODED))
    return keep_text (log, &value);
  labels = wire_cursor_new (value.data + value.position, wire_cursor_remaining (&value));
  if (!wire_dns_name_read (&labels, name))
    return NULL;
  return wire_fact_log_keep (log, name->str, name->len);
}

static void
add_system (WireDhcpFacts *self,
            const Message *message,
            WireSystemEvidence evidence,
            const char *system,
            const char *value)
{
  const WireSystemFact fact = {
    .address = message->client,
    .mac = message->mac,
    .evidence = (guint8) evidence,
    .packet = message->heard->packet,
    .time = message->heard->time,
    .suggests = system ? wire_fact_log_keep (self->log, system, strlen (system)) : NULL,
    .value = value,
  };

  if (message->operation == FROM_CLIENT)
    wire_fact_log_add_system (self->log, &fact);
}

static void
add_parameters (WireDhcpFacts *self, const Message *message, const WireCursor *value)
{
  const guint8 *codes = value->data + value->position;
  gsize n = wire_cursor_remaining (value);
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? "," : "", codes[i]);
  add_system (self, message, WIRE_SYSTEM_DHCP_PARAMETERS, wire_system_of_dhcp_parameters (codes, n),
              wire_fact_log_keep (self->log, text->str, text->len));
}

static void
add_vendor (WireDhcpFacts *self, const Message *message, const WireCursor *value)
{
  const char *vendor = keep_text (self->log, value);

  if (vendor)
    add_system (self, message, WIRE_SYSTEM_DHCP_VENDOR, wire_system_of_dhcp_vendor (vendor),
                vendor);
}

static void
take_option (WireDhcpFacts *self, Message *message, guint8 code, WireCursor *value)
{
  switch (code)
    {
    case WIRE_DHCP_OPTION_MESSAGE_TYPE:
      message->type = wire_cursor_u8 (value);
      break;
    case WIRE_DHCP_OPTION_LEASE_TIME:
      message->lease = wire_cursor_be32 (value);
      break;
    case WIRE_DHCP_OPTION_HOST_NAME:
      message->names[0] = keep_text (self->log, value);
      break;
    case WIRE_DHCP_OPTION_FQDN:
      message->names[1] = keep_fqdn (self->log, *value);
      break;
    case WIRE_DHCP_OPTION_PARAMETERS:
      add_parameters (self, message, value);
      break;
    case WIRE_DHCP_OPTION_VENDOR_CLASS:
      add_vendor (self, message, value);
      break;
    default:
      break;
    }
}

/* Names */

static void
add_name (WireDhcpFacts *self,
          const Message *message,
          guint which,
          const WireHostAddress *address,
          const Client *client)
{
  const WireNameFact fact = {
    .address = *address,
    .mac = message->mac,
    .source = which == 0 ? WIRE_NAME_DHCP : WIRE_NAME_DHCP_FQDN,
    .suffix = WIRE_NAME_NO_SUFFIX,
    .packet = client->packets[which],
    .time = client->times[which],
    .last = message->heard->time,
    .expires = message->lease > 0 && message->heard->time != WIRE_TIME_NONE
                   ? message->heard->time + (gint64) message->lease * SECOND
                   : WIRE_TIME_NONE,
    .name = client->names[which],
  };

  wire_fact_log_add_name (self->log, &fact);
}

static Client *
find_client (WireDhcpFacts *self, const WireMac *mac)
{
  Client *client = g_hash_table_lookup (self->clients, mac);

  if (client || g_hash_table_size (self->clients) >= WIRE_DHCP_MAX_CLIENTS)
    return client;
  client = g_new0 (Client, 1);
  g_hash_table_insert (self->clients, g_memdup2 (mac, sizeof *mac), client);
  return client;
}

static void
take_from_client (WireDhcpFacts *self, const Message *message)
{
  Client *client = find_client (self, &message->mac);

  for (guint i = 0; client && i < G_N_ELEMENTS (message->names); i++)
    if (message->names[i])
      {
        client->names[i] = message->names[i];
        client->packets[i] = message->heard->packet;
        client->times[i] = message->heard->time;
        add_name (self, message, i, &message->client, client);
      }
}

/* RFC 2131, section 3.1: with the acknowledgement, the address is the client's. */
static void
take_acknowledgement (WireDhcpFacts *self, const Message *message)
{
  const Client *client = find_client (self, &message->mac);
  const WireLeaseFact lease = {
    .mac = message->mac,
    .address = message->given,
    .server = wire_host_address_of_source (&message->heard->tuple),
    .packet = message->heard->packet,
    .time = message->heard->time,
    .seconds = message->lease,
  };

  wire_fact_log_add_lease (self->log, &lease);
  for (guint i = 0; client && i < G_N_ELEMENTS (client->names); i++)
    if (client->names[i])
      add_name (self, message, i, &message->given, client);
}

/** Takes a message that wire_dhcp_facts_may_be(). */
void
wire_dhcp_facts_add (WireDhcpFacts *self, const WireDnsHeard *heard)
{
  WireCursor cursor = wire_cursor_new (heard->bytes, heard->length);
  Message message = { .heard = heard, .operation = heard->bytes[0] };
  WireCursor value;
  guint8 code;

  if (memcmp (heard->bytes + 12, "\0\0\0\0", 4) != 0)
    {
      message.client.family = WIRE_FAMILY_IPV4;
      memcpy (message.client.bytes, heard->bytes + 12, 4);
    }
  if (memcmp (heard->bytes + 16, "\0\0\0\0", 4) != 0)
    {
      message.given.family = WIRE_FAMILY_IPV4;
      memcpy (message.given.bytes, heard->bytes + 16, 4);
    }
  memcpy (message.mac.bytes, heard->bytes + 28, sizeof message.mac.bytes);
  wire_cursor_skip (&cursor, OPTIONS_AT);
  if (wire_cursor_be32 (&cursor) != COOKIE || wire_mac_is_zero (&message.mac))
    return;
  while (wire_dhcp_option_read (&cursor, &code, &value))
    take_option (self, &message, code, &value);
  if (message.operation == FROM_CLIENT)
    take_from_client (self, &message);
  else if (message.type == MESSAGE_ACK && wire_host_address_is_host (&message.given))
    take_acknowledgement (self, &message);
}

/* wire-zeek-dhcp.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/wire-zeek-dhcp.h"

#include "base/wire-cursor.h"
#include "base/wire-hex.h"
#include "base/wire-text-hash.h"

#include <netinet/in.h>

#define SECOND G_GINT64_CONSTANT (1000000000)

/* Messages that are further apart are of another row, even with the same number. */
#define LONGEST_PAUSE (5 * SECOND)
#define FIRST_LOOK (10 * SECOND)
#define LONGEST (30 * SECOND)

/* RFC 2131, section 2, and RFC 2132. */
enum
{
  OPTION_PAD = 0,
  OPTION_HOST_NAME = 12,
  OPTION_DOMAIN = 15,
  OPTION_REQUESTED = 50,
  OPTION_LEASE = 51,
  OPTION_TYPE = 53,
  OPTION_MESSAGE = 56,
  OPTION_CLIENT_ID = 61,
  OPTION_CLIENT_NAME = 81,
  OPTION_END = 255,
};

struct _WireZeekDhcp
{
  GPtrArray *rows;
  GHashTable *current; /* number of a transaction → WireZeekDhcpRow */
};

/* One message. */
typedef struct
{
  const WireZeekPayload *payload;
  gboolean from_client;
  WireZeekDhcpRow *row;
  const guint8 *assigned;
  char *chaddr;
  gboolean has_id;
} Message;

static void
free_row (gpointer data)
{
  WireZeekDhcpRow *row = data;

  g_array_unref (row->connections);
  g_array_unref (row->types);
  g_free (row->mac);
  g_free (row->chaddr);
  g_clear_pointer (&row->host_name, g_bytes_unref);
  g_clear_pointer (&row->client_name, g_bytes_unref);
  g_clear_pointer (&row->domain, g_bytes_unref);
  g_clear_pointer (&row->client_message, g_bytes_unref);
  g_clear_pointer (&row->server_message, g_bytes_unref);
  g_free (row);
}

static guint
hash_id (gconstpointer id)
{
  return wire_bytes_hash (&id, sizeof id);
}

/** Returns: (transfer full): no rows yet */
WireZeekDhcp *
wire_zeek_dhcp_new (void)
{
  WireZeekDhcp *self = g_new0 (WireZeekDhcp, 1);

  self->rows = g_ptr_array_new_with_free_func (free_row);
  self->current = g_hash_table_new (hash_id, g_direct_equal);
  return self;
}

void
wire_zeek_dhcp_free (WireZeekDhcp *self)
{
  g_hash_table_unref (self->current);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

guint
wire_zeek_dhcp_get_length (const WireZeekDhcp *self)
{
  return self->rows->len;
}

const WireZeekDhcpRow *
wire_zeek_dhcp_get (const WireZeekDhcp *self, guint i)
{
  return g_ptr_array_index (self->rows, i);
}

static gboolean
is_over (const WireZeekDhcpRow *row, gint64 now)
{
  return row->connections->len >= WIRE_ZEEK_DHCP_MAX_CONNECTIONS
         || row->types->len >= WIRE_ZEEK_DHCP_MAX_TYPES || now - row->first > LONGEST
         || (now - row->first > FIRST_LOOK && now - row->last > LONGEST_PAUSE);
}

static WireZeekDhcpRow *
get_row (WireZeekDhcp *self, guint32 id, gint64 time)
{
  WireZeekDhcpRow *row = g_hash_table_lookup (self->current, GUINT_TO_POINTER (id));

  if (row && !is_over (row, time))
    return row;
  row = g_new0 (WireZeekDhcpRow, 1);
  row->id = id;
  row->first = time;
  row->lease = -1;
  row->connections = g_array_new (FALSE, FALSE, sizeof (guint32));
  row->types = g_array_new (FALSE, FALSE, sizeof (guint8));
  g_ptr_array_add (self->rows, row);
  g_hash_table_insert (self->current, GUINT_TO_POINTER (id), row);
  return row;
}

static void
add_connection (WireZeekDhcpRow *row, guint32 connection)
{
  for (guint i = 0; i < row->connections->len; i++)
    if (g_array_index (row->connections, guint32, i) == connection)
      return;
  g_array_append_val (row->connections, connection);
}

static void
set_address (WireZeekDhcpAddress *address, const guint8 *bytes)
{
  address->known = TRUE;
  memcpy (address->bytes, bytes, sizeof address->bytes);
}

static gboolean
is_zero (const guint8 *bytes)
{
  return bytes[0] == 0 && bytes[1] == 0 && bytes[2] == 0 && bytes[3] == 0;
}

static void
set_bytes (GBytes **place, const guint8 *bytes, gsize length)
{
  g_clear_pointer (place, g_bytes_unref);
  *place = g_bytes_new (bytes, length);
}

/* Some end strings with NUL. */
static gsize
trim (const guint8 *bytes, gsize length)
{
  while (length > 0 && bytes[length - 1] == 0)
    length--;
  return length;
}

static void
take_client_id (Message *message, const guint8 *bytes, gsize length)
{
  if (length < 2 || bytes[0] != 1)
    return;
  message->has_id = TRUE;
  g_free (message->row->mac);
  message->row->mac = wire_hex_encode (bytes + 1, length - 1, ":");
}

static void
take_client_option (Message *message, guint8 code, const guint8 *bytes, gsize length)
{
  WireZeekDhcpRow *row = message->row;

  if (code == OPTION_HOST_NAME)
    set_bytes (&row->host_name, bytes, trim (bytes, length));
  else if (code == OPTION_CLIENT_NAME && length > 3)
    set_bytes (&row->client_name, bytes + 3, trim (bytes + 3, length - 3));
  else if (code == OPTION_CLIENT_ID)
    take_client_id (message, bytes, length);
  else if (code == OPTION_REQUESTED && length == 4)
    set_address (&row->requested, bytes);
  else if (code == OPTION_MESSAGE)
    set_bytes (&row->client_message, bytes, length);
}

static void
take_server_option (Message *message, guint8 code, const guint8 *bytes, gsize length)
{
  WireZeekDhcpRow *row = message->row;

  if (code == OPTION_DOMAIN)
    set_bytes (&row->domain, bytes, trim (bytes, length));
  else if (code == OPTION_LEASE && length == 4)
    row->lease = wire_be32 (bytes);
  else if (code == OPTION_MESSAGE)
    set_bytes (&row->server_message, bytes, length);
}

static void
take_options (Message *message, WireCursor *cursor)
{
  while (wire_cursor_remaining (cursor) > 0)
    {
      guint8 code = wire_cursor_u8 (cursor);
      guint8 length = code == OPTION_PAD || code == OPTION_END ? 0 : wire_cursor_u8 (cursor);
      const guint8 *bytes = length > 0 ? wire_cursor_take (cursor, length) : NULL;

      if (code == OPTION_END || cursor->failed)
        return;
      if (!bytes)
        continue;
      if (code == OPTION_TYPE)
        g_array_append_val (message->row->types, bytes[0]);
      else if (message->from_client)
        take_client_option (message, code, bytes, length);
      else
        take_server_option (message, code, bytes, length);
    }
}

static void
end_client (Message *message)
{
  const guint8 *src = message->payload->connection->tuple.src;
  WireZeekDhcpRow *row = message->row;

  if (!is_zero (src) && wire_be32 (src) != G_MAXUINT32)
    set_address (&row->client, src);
  if (message->has_id)
    return;
  g_free (row->chaddr);
  row->chaddr = g_strdup (message->chaddr);
}

static void
end_server (Message *message)
{
  const WireTuple *tuple = &message->payload->connection->tuple;
  WireZeekDhcpRow *row = message->row;

  if (!row->mac)
    row->mac = g_strdup (message->chaddr);
  if (!is_zero (message->assigned))
    {
      set_address (&row->server, message->payload->side == 0 ? tuple->src : tuple->dst);
      set_address (&row->assigned, message->assigned);
    }
  if (!row->client.known && row->assigned.known)
    row->client = row->assigned;
}

static gboolean
is_from_client (const WireZeekPayload *payload)
{
  const WireTuple *tuple = &payload->connection->tuple;

  return payload->side == 0
         && (is_zero (tuple->src) || tuple->src_port == 68 || tuple->dst_port == 67);
}

static void
take_message (WireZeekDhcp *self, const WireZeekPayload *payload)
{
  const guint8 *data = payload->data;
  WireCursor cursor = wire_cursor_new (data, payload->length);
  Message message = { .payload = payload, .from_client = is_from_client (payload) };

  message.row = get_row (self, wire_be32 (data + 4), payload->time);
  message.assigned = data + 16;
  message.chaddr = wire_hex_encode (data + 28, MIN (data[2], 16), ":");
  message.row->last = payload->time;
  add_connection (message.row, payload->connection->number);
  wire_cursor_skip (&cursor, 240);
  take_options (&message, &cursor);
  if (message.from_client)
    end_client (&message);
  else
    end_server (&message);
  g_free (message.chaddr);
}

/** Takes what connections at the ports of DHCP carry. */
void
wire_zeek_dhcp_hear (WireZeekDhcp *self, const WireZeekPayload *payload)
{
  const WireTuple *tuple = &payload->connection->tuple;

  if (tuple->protocol == IPPROTO_UDP && tuple->family == WIRE_FAMILY_IPV4
      && (tuple->dst_port == 67 || tuple->dst_port == 68 || tuple->dst_port == 4011)
      && payload->length >= 241 && wire_be32 (payload->data + 236) == 0x63825363)
    take_message (self, payload);
}

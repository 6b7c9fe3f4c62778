/* wire-zeek-dns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/wire-zeek-dns.h"

#include "base/wire-text-hash.h"
#include "capture/zeek/wire-zeek-dns-answer.h"

#include <netinet/in.h>

#define MAX_QUESTIONS 64u

/* Flags of the header (RFC 1035, section 4.1.1). */
#define RESPONSE 0x8000u
#define AUTHORITATIVE 0x0400u
#define TRUNCATED 0x0200u
#define DESIRED 0x0100u
#define AVAILABLE 0x0080u

#define UPDATE 5u

struct _WireZeekDns
{
  GPtrArray *rows;
  GHashTable *waiting; /* make_key() → GQueue of rows */
  GHashTable *streams; /* connection and side → GByteArray: the beginning of a message on TCP */
};

/* One message. */
typedef struct
{
  const WireZeekPayload *payload;
  WireCursor cursor;
  guint16 id;
  guint16 flags;
  guint16 counts[4]; /* questions, answers, authorities, additional */
  WireZeekDnsRow *row;
  gboolean netbios;
} Message;

static void
free_string (gpointer text)
{
  g_string_free (text, TRUE);
}

static void
free_row (gpointer data)
{
  WireZeekDnsRow *row = data;

  if (row->query)
    g_string_free (row->query, TRUE);
  g_clear_pointer (&row->answers, g_ptr_array_unref);
  g_clear_pointer (&row->ttls, g_array_unref);
  g_free (row);
}

static void
free_queue (gpointer queue)
{
  g_queue_free (queue);
}

static guint
hash_key (gconstpointer key)
{
  return wire_bytes_hash (key, sizeof (gint64));
}

/** Returns: (transfer full): no rows yet */
WireZeekDns *
wire_zeek_dns_new (void)
{
  WireZeekDns *self = g_new0 (WireZeekDns, 1);

  self->rows = g_ptr_array_new_with_free_func (free_row);
  self->waiting = g_hash_table_new_full (hash_key, g_int64_equal, g_free, free_queue);
  self->streams = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_byte_array_unref);
  return self;
}

void
wire_zeek_dns_free (WireZeekDns *self)
{
  g_hash_table_unref (self->waiting);
  g_hash_table_unref (self->streams);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

guint
wire_zeek_dns_get_length (const WireZeekDns *self)
{
  return self->rows->len;
}

const WireZeekDnsRow *
wire_zeek_dns_get (const WireZeekDns *self, guint i)
{
  return g_ptr_array_index (self->rows, i);
}

static gint64
make_key (guint32 connection, guint16 id, gboolean response)
{
  return (gint64) connection << 17 | (gint64) id << 1 | (response ? 1 : 0);
}

static WireZeekDnsRow *
new_row (WireZeekDns *self, const Message *message)
{
  WireZeekDnsRow *row = g_new0 (WireZeekDnsRow, 1);

  row->connection = message->payload->connection->number;
  row->time = message->payload->time;
  row->id = message->id;
  row->delay = -1;
  row->opcode = message->flags >> 11 & 15;
  g_ptr_array_add (self->rows, row);
  return row;
}

/* What waits for the other kind of message is its row; else there is a new one, which waits. */
static WireZeekDnsRow *
find_row (WireZeekDns *self, const Message *message)
{
  gboolean response = (message->flags & RESPONSE) != 0;
  guint32 connection = message->payload->connection->number;
  gint64 other = make_key (connection, message->id, !response);
  gint64 own = make_key (connection, message->id, response);
  GQueue *queue = g_hash_table_lookup (self->waiting, &other);
  WireZeekDnsRow *row = queue ? g_queue_pop_head (queue) : NULL;

  if (queue && queue->length == 0)
    g_hash_table_remove (self->waiting, &other);
  if (row)
    return row;
  row = new_row (self, message);
  queue = g_hash_table_lookup (self->waiting, &own);
  if (!queue)
    {
      queue = g_queue_new ();
      g_hash_table_insert (self->waiting, g_memdup2 (&own, sizeof own), queue);
    }
  if (queue->length > WIRE_ZEEK_DNS_MAX_WAITING)
    g_queue_clear (queue);
  g_queue_push_tail (queue, row);
  return row;
}

static void
set_query (WireZeekDnsRow *row, GString *name)
{
  if (row->query)
    g_string_free (row->query, TRUE);
  row->query = name;
}

/* Of several questions the last one is the row's. */
static void
take_question (Message *message)
{
  WireZeekDnsRow *row = message->row;
  GString *name = wire_zeek_dns_read_name (&message->cursor);
  guint16 type = wire_cursor_be16 (&message->cursor);
  guint16 number = wire_cursor_be16 (&message->cursor);
  gboolean response = (message->flags & RESPONSE) != 0;

  if (message->cursor.failed || response || (row->opcode == UPDATE && !message->netbios))
    {
      if (!message->cursor.failed && response && message->counts[1] == 0 && message->counts[2] == 0
          && message->counts[3] == 0)
        row->rejected = TRUE;
      g_string_free (name, TRUE);
      return;
    }
  if (message->netbios)
    wire_zeek_dns_decode_netbios (name);
  set_query (row, name);
  row->asked = TRUE;
  row->type = type;
  row->number = number;
  row->recursion_desired = (message->flags & DESIRED) != 0;
  row->truncated = (message->flags & TRUNCATED) != 0;
  row->reserved = message->flags >> 4 & 7;
}

static void
add_answer (WireZeekDnsRow *row, GString *text, guint32 ttl)
{
  if (!row->answers)
    {
      row->answers = g_ptr_array_new_with_free_func (free_string);
      row->ttls = g_array_new (FALSE, FALSE, sizeof ttl);
    }
  g_ptr_array_add (row->answers, text);
  g_array_append_val (row->ttls, ttl);
}

static void
take_answer (Message *message, const WireZeekDnsRecord *record)
{
  WireZeekDnsRow *row = message->row;
  gint64 delay = message->payload->time - row->time;
  GString *text = wire_zeek_dns_record_to_text (record, message->netbios);

  if (text && !row->query)
    row->query = g_string_new_len (record->name->str, (gssize) record->name->len);
  if (text)
    {
      row->authoritative = (message->flags & AUTHORITATIVE) != 0;
      row->recursion_available = (message->flags & AVAILABLE) != 0;
      if (row->delay < 0 && delay > 0)
        row->delay = delay;
    }
  if (text && text->len > 0)
    add_answer (row, text, record->ttl);
  else if (text)
    g_string_free (text, TRUE);
}

/* What a dynamic update demands and changes (RFC 2136, sections 2.4 and 2.5). */
static GString *
tell_update (const WireZeekDnsRecord *record, guint section)
{
  g_autofree char *type = wire_zeek_dns_name_type (record->type);
  GString *text = g_string_new (NULL);
  GString *data;

  if (section == 1)
    {
      g_string_printf (text, "pre: %s %s %s", record->number == 254 ? "NoRRSet" : "RRSet", type,
                       record->name->str);
      return text;
    }
  if (record->number == 255)
    {
      g_string_printf (text, "del: RRSet %s", type);
      return text;
    }
  data = wire_zeek_dns_record_to_text (record, FALSE);
  g_string_printf (text, "%s: %s %s %s", record->number == 254 ? "del" : "add", type,
                   record->name->str, data ? data->str : "");
  if (data)
    g_string_free (data, TRUE);
  return text;
}

static void
take_record (Message *message, const WireZeekDnsRecord *record, guint section)
{
  WireZeekDnsRow *row = message->row;

  if (message->flags & RESPONSE)
    {
      if (section == 1)
        take_answer (message, record);
      return;
    }
  if (row->opcode != UPDATE || message->netbios || section == 3)
    return;
  if (!row->query)
    row->query = g_string_new_len (record->name->str, (gssize) record->name->len);
  add_answer (row, tell_update (record, section), record->ttl);
}

static void
take_sections (Message *message)
{
  for (guint i = 0; i < message->counts[0] && !message->cursor.failed; i++)
    take_question (message);
  for (guint section = 1; section <= 3; section++)
    for (guint i = 0; i < message->counts[section] && !message->cursor.failed; i++)
      {
        WireZeekDnsRecord record;

        if (wire_zeek_dns_record_read (&message->cursor, &record))
          take_record (message, &record, section);
        wire_zeek_dns_record_clear (&record);
      }
}

static void
take_message (WireZeekDns *self, const WireZeekPayload *payload, const guint8 *data, gsize length)
{
  Message message = { .payload = payload, .cursor = wire_cursor_new (data, length) };

  message.netbios = payload->connection->tuple.dst_port == 137;
  message.id = wire_cursor_be16 (&message.cursor);
  message.flags = wire_cursor_be16 (&message.cursor);
  for (guint i = 0; i < 4; i++)
    message.counts[i] = wire_cursor_be16 (&message.cursor);
  if (message.cursor.failed || message.counts[0] > MAX_QUESTIONS)
    return;
  message.row = find_row (self, &message);
  if (message.flags & RESPONSE)
    {
      message.row->answered = TRUE;
      message.row->error = message.flags & 15;
      if (message.row->error != 0 && message.counts[0] == 0)
        message.row->rejected = TRUE;
      if (message.row->opcode == UPDATE && message.row->delay < 0
          && payload->time > message.row->time)
        message.row->delay = payload->time - message.row->time;
    }
  take_sections (&message);
}

static gpointer
make_stream (const WireZeekPayload *payload)
{
  return GUINT_TO_POINTER (payload->connection->number << 1 | payload->side);
}

/* Takes whole messages from the beginning of @bytes. Returns: how many bytes they are */
static gsize
take_messages (WireZeekDns *self, const WireZeekPayload *payload, const guint8 *bytes, gsize length)
{
  WireCursor cursor = wire_cursor_new (bytes, length);
  gsize taken = 0;

  while (wire_cursor_remaining (&cursor) > 2)
    {
      guint16 size = wire_cursor_be16 (&cursor);
      const guint8 *message = wire_cursor_take (&cursor, size);

      if (!message)
        break;
      taken = cursor.position;
      if (size >= 12)
        take_message (self, payload, message, size);
    }
  return taken;
}

/* On TCP each message has its length before it (RFC 1035, section 4.2.2). After a gap nobody knows
 * where the next one begins: a segment is tried alone. */
static void
take_segment (WireZeekDns *self, const WireZeekPayload *payload)
{
  gpointer key = make_stream (payload);
  GByteArray *waiting = g_hash_table_lookup (self->streams, key);
  gsize taken;

  if (payload->after_gap && waiting)
    {
      g_hash_table_remove (self->streams, key);
      waiting = NULL;
    }
  if (!waiting)
    {
      taken = take_messages (self, payload, payload->data, payload->length);
      if (taken == payload->length
          || g_hash_table_size (self->streams) >= WIRE_ZEEK_DNS_MAX_STREAMS)
        return;
      waiting = g_byte_array_new ();
      g_byte_array_append (waiting, payload->data + taken, (guint) (payload->length - taken));
      g_hash_table_insert (self->streams, key, waiting);
      return;
    }
  g_byte_array_append (waiting, payload->data, (guint) payload->length);
  taken = take_messages (self, payload, waiting->data, waiting->len);
  if (taken == waiting->len || waiting->len - taken > G_MAXUINT16 + 2u)
    g_hash_table_remove (self->streams, key);
  else if (taken > 0)
    g_byte_array_remove_range (waiting, 0, (guint) taken);
}

/** Takes what a connection at a port of DNS carries; others are left alone. */
void
wire_zeek_dns_hear (WireZeekDns *self, const WireZeekPayload *payload)
{
  if (!wire_zeek_connection_is_dns (payload->connection) || payload->length < 12)
    return;
  if (payload->connection->tuple.protocol == IPPROTO_UDP)
    take_message (self, payload, payload->data, payload->length);
  else
    take_segment (self, payload);
}

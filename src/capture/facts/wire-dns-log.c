/* wire-dns-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/facts/wire-dns-log.h"

#include "base/wire-text-hash.h"
#include "capture/protocols/application/wire-dns-message.h"
#include "capture/protocols/application/wire-dns-record.h"

#define STRING_BLOCK 16384

struct _WireDnsLog
{
  GPtrArray *exchanges;
  GPtrArray *answers; /* the arrays that exchanges point to */
  GHashTable *open;   /* client, identification and question → the exchange that waits */
  GHashTable *texts;
  GStringChunk *strings;
  gsize text;
  guint n_answers;
  guint32 left_out;
};

/** Returns: (transfer full): an empty log */
WireDnsLog *
wire_dns_log_new (void)
{
  WireDnsLog *self = g_new0 (WireDnsLog, 1);

  self->exchanges = g_ptr_array_new_with_free_func (g_free);
  self->answers = g_ptr_array_new_with_free_func (g_free);
  self->open = g_hash_table_new_full (wire_text_hash, g_str_equal, g_free, NULL);
  self->texts = g_hash_table_new (wire_text_hash, g_str_equal);
  self->strings = g_string_chunk_new (STRING_BLOCK);
  return self;
}

void
wire_dns_log_free (WireDnsLog *self)
{
  g_hash_table_unref (self->open);
  g_ptr_array_unref (self->exchanges);
  g_ptr_array_unref (self->answers);
  g_hash_table_unref (self->texts);
  g_string_chunk_free (self->strings);
  g_free (self);
}

static const char *
keep (WireDnsLog *self, const GString *text)
{
  const char *kept = g_hash_table_lookup (self->texts, text->str);

  if (kept)
    return kept;
  if (text->len + 1 > WIRE_DNS_MAX_TEXT - self->text)
    return "";
  self->text += text->len + 1;
  kept = g_string_chunk_insert_len (self->strings, text->str, (gssize) text->len);
  g_hash_table_add (self->texts, (gpointer) kept);
  return kept;
}

/* Pairing */

/* What question and answer have in common. A multicast question is answered by another address than
 * it was sent to. */
static char *
make_key (const WireDnsExchange *exchange)
{
  const WireTuple *tuple = &exchange->tuple;
  gboolean unicast = exchange->kind == WIRE_DNS_UNICAST;
  char client[WIRE_ENDPOINT_TEXT_MAX];
  char server[WIRE_ENDPOINT_TEXT_MAX];
  g_autofree char *name = g_ascii_strdown (exchange->name, -1);

  wire_endpoint_to_text (tuple->family, tuple->src, TRUE, tuple->src_port, client);
  wire_endpoint_to_text (tuple->family, tuple->dst, TRUE, tuple->dst_port, server);
  return g_strdup_printf ("%u %u %s %s %04x %u %u %s", exchange->kind, exchange->tcp, client,
                          unicast ? server : "-", exchange->id, exchange->type, exchange->class,
                          name);
}

static gboolean
is_in_time (gint64 before, gint64 now)
{
  return before == WIRE_TIME_NONE || now == WIRE_TIME_NONE
         || (now - before <= WIRE_DNS_WAIT && before - now <= WIRE_DNS_WAIT);
}

static WireDnsExchange *
append (WireDnsLog *self, const WireDnsExchange *exchange)
{
  if (self->exchanges->len >= WIRE_DNS_MAX_EXCHANGES || self->text >= WIRE_DNS_MAX_TEXT)
    {
      self->left_out++;
      return NULL;
    }
  g_ptr_array_add (self->exchanges, g_memdup2 (exchange, sizeof *exchange));
  return g_ptr_array_index (self->exchanges, self->exchanges->len - 1);
}

/* Returns: (nullable): the exchange; one that was sent again is the same */
static WireDnsExchange *
add_question (WireDnsLog *self, const WireDnsExchange *exchange)
{
  g_autofree char *key = make_key (exchange);
  WireDnsExchange *open = g_hash_table_lookup (self->open, key);

  if (open && open->answer == WIRE_DNS_NO_PACKET && open->question != WIRE_DNS_NO_PACKET
      && is_in_time (open->asked_at, exchange->asked_at))
    {
      open->asked++;
      return open;
    }
  open = append (self, exchange);
  if (open)
    g_hash_table_replace (self->open, g_steal_pointer (&key), open);
  return open;
}

/* Answers */

static void
read_address (const WireDnsRecord *record, WireHostAddress *address)
{
  gsize length = record->type == WIRE_DNS_TYPE_A ? 4 : 16;
  WireCursor data = record->data;
  const guint8 *bytes = wire_cursor_take (&data, length);

  if (!bytes || record->data_length != length
      || (record->type != WIRE_DNS_TYPE_A && record->type != WIRE_DNS_TYPE_AAAA))
    return;
  address->family = record->type == WIRE_DNS_TYPE_A ? WIRE_FAMILY_IPV4 : WIRE_FAMILY_IPV6;
  memcpy (address->bytes, bytes, length);
}

static void
keep_answer (WireDnsLog *self, const WireDnsRecord *record, const GString *name, GArray *answers)
{
  g_autoptr (GString) data = g_string_new (NULL);
  WireDnsAnswer answer = { .type = record->type, .time_to_live = record->time_to_live };

  if (answers->len >= WIRE_DNS_MAX_ANSWERS
      || self->n_answers + answers->len >= WIRE_DNS_MAX_ALL_ANSWERS)
    return;
  wire_dns_record_append_data (&record->data, record->type, record->data_length, data);
  answer.name = keep (self, name);
  answer.data = keep (self, data);
  read_address (record, &answer.address);
  g_array_append_val (answers, answer);
}

/* Takes the answers of a response, as many as there is room for. */
static void
read_answers (WireDnsLog *self, WireDnsMessage *message, WireDnsExchange *response)
{
  g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (WireDnsAnswer));
  g_autoptr (GString) name = g_string_new (NULL);
  WireDnsRecord record;

  for (guint i = 0; i < message->counts[1]; i++)
    {
      g_string_truncate (name, 0);
      if (!wire_dns_message_read_record (message, name, &record) || message->cursor.failed)
        {
          response->cut = TRUE;
          break;
        }
      if (record.type == WIRE_DNS_TYPE_TXT || record.type == WIRE_DNS_TYPE_NULL)
        response->text_bytes += record.data_length;
      keep_answer (self, &record, name, answers);
    }
  response->n_answers = (guint16) answers->len;
  self->n_answers += answers->len;
  if (answers->len == 0)
    return;
  response->answers = g_array_steal (answers, NULL);
  g_ptr_array_add (self->answers, (gpointer) response->answers);
}

/* Strings are kept once, so that equal ones are the same. */
static gboolean
is_same_answer (const WireDnsExchange *a, const WireDnsExchange *b)
{
  if (a->code != b->code || a->n_answers != b->n_answers || a->n_records != b->n_records)
    return FALSE;
  for (guint i = 0; i < a->n_answers; i++)
    if (a->answers[i].data != b->answers[i].data || a->answers[i].type != b->answers[i].type)
      return FALSE;
  return TRUE;
}

static void
fill_in_answer (WireDnsExchange *exchange, const WireDnsExchange *response)
{
  exchange->answer = response->answer;
  exchange->answered_at = response->answered_at;
  exchange->code = response->code;
  exchange->truncated = response->truncated;
  exchange->n_records = response->n_records;
  exchange->n_answers = response->n_answers;
  exchange->answers = response->answers;
  exchange->cut = response->cut;
  exchange->text_bytes = response->text_bytes;
  if (response->kind == WIRE_DNS_UNICAST)
    return;
  memcpy (exchange->tuple.dst, response->tuple.dst, sizeof exchange->tuple.dst);
  exchange->tuple.dst_port = response->tuple.dst_port;
}

/* A second answer that says something else is an exchange of its own: it may be forged, or the next
 * part of a zone. Returns: (nullable): where @response belongs; %NULL where it only came again */
static WireDnsExchange *
add_response (WireDnsLog *self, const WireDnsExchange *response)
{
  g_autofree char *key = make_key (response);
  WireDnsExchange *open = g_hash_table_lookup (self->open, key);

  if (!open || !is_in_time (open->asked_at, response->answered_at))
    return append (self, response);
  if (open->answer != WIRE_DNS_NO_PACKET)
    return is_same_answer (open, response) ? NULL : append (self, response);
  fill_in_answer (open, response);
  return open;
}

/* Messages */

static void
set_ends (WireDnsExchange *exchange, const WireDnsHeard *heard, gboolean response)
{
  exchange->kind = heard->kind;
  exchange->tcp = heard->tcp != FALSE;
  exchange->question = response ? WIRE_DNS_NO_PACKET : heard->packet;
  exchange->answer = response ? heard->packet : WIRE_DNS_NO_PACKET;
  exchange->asked_at = response ? WIRE_TIME_NONE : heard->time;
  exchange->answered_at = response ? heard->time : WIRE_TIME_NONE;
  exchange->asked = !response;
  if (response)
    wire_tuple_reverse (&heard->tuple, &exchange->tuple);
  else
    exchange->tuple = heard->tuple;
}

/* Answers of multicast carry no question: they are named by their first record. */
static gboolean
read_question (WireDnsLog *self, WireDnsMessage *message, WireDnsExchange *exchange)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (GString) rest = g_string_new (NULL);
  guint16 type, class;

  exchange->name = "";
  if (message->counts[0] == 0)
    return message->flags & WIRE_DNS_RESPONSE;
  if (!wire_dns_message_read_question (message, name, &exchange->type, &exchange->class))
    return FALSE;
  exchange->name = keep (self, name);
  for (guint i = 1; i < message->counts[0]; i++)
    if (!wire_dns_message_read_question (message, rest, &type, &class))
      return FALSE;
  return TRUE;
}

/**
 * wire_dns_log_add:
 * @self: a log
 * @heard: a message
 *
 * What is not a question or an answer of one (an update, a notification) is left alone.
 *
 * Returns: (transfer none) (nullable): the exchange that it is of; %NULL where it could not be
 *   read, or there are too many. It lives as long as @self.
 */
const WireDnsExchange *
wire_dns_log_add (WireDnsLog *self, const WireDnsHeard *heard)
{
  WireDnsExchange exchange = { 0 };
  WireDnsMessage message;
  gboolean response;

  wire_dns_message_read (&message, heard->bytes, heard->length, FALSE);
  response = (message.flags & WIRE_DNS_RESPONSE) != 0;
  if (message.cursor.failed || (message.flags >> 11 & 0xf) != 0)
    return NULL;
  set_ends (&exchange, heard, response);
  exchange.id = message.id;
  if (!read_question (self, &message, &exchange))
    return NULL;
  if (!response)
    return add_question (self, &exchange);
  exchange.code = (guint16) wire_dns_message_find_code (message);
  exchange.truncated = (message.flags & 0x0200) != 0;
  exchange.n_records = message.counts[1];
  read_answers (self, &message, &exchange);
  return add_response (self, &exchange);
}

/** Returns: how many exchanges there are */
guint
wire_dns_log_get_length (const WireDnsLog *self)
{
  return self->exchanges->len;
}

/** Returns: (transfer none): an exchange, from 0 */
const WireDnsExchange *
wire_dns_log_get (const WireDnsLog *self, guint index)
{
  return g_ptr_array_index (self->exchanges, index);
}

/** Returns: how many questions there was no room for */
guint32
wire_dns_log_get_left_out (const WireDnsLog *self)
{
  return self->left_out;
}

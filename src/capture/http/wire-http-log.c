/* wire-http-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-http-log.h"

#include "base/wire-text-hash.h"

#include <string.h>

/* Strings are short: a block holds those of a hundred messages. */
#define STRING_BLOCK 16384

struct _WireHttpLog
{
  GPtrArray *exchanges;
  GStringChunk *strings;
  GHashTable *shared;   /* those that are kept once */
  gsize text;           /* bytes of strings */
  gsize gathered;       /* bytes of heads that have not ended */
  WireDerived *derived; /* NULL: nothing is copied */
  guint32 unparsed;
  guint32 left_out;
  guint32 cut_heads;
};

static void
clear_message (WireHttpMessage *message)
{
  wire_body_clear (&message->head);
  wire_body_clear (&message->body);
  wire_body_clear (&message->trailers);
  if (message->behind)
    wire_body_clear (message->behind);
  g_free (message->behind);
}

static void
exchange_free (gpointer data)
{
  WireHttpExchange *exchange = data;

  clear_message (&exchange->request);
  clear_message (&exchange->response);
  g_free (exchange);
}

/** Returns: (transfer full): an empty log */
WireHttpLog *
wire_http_log_new (void)
{
  WireHttpLog *self = g_new0 (WireHttpLog, 1);

  self->exchanges = g_ptr_array_new_with_free_func (exchange_free);
  self->strings = g_string_chunk_new (STRING_BLOCK);
  self->shared = g_hash_table_new (wire_text_hash, g_str_equal);
  return self;
}

void
wire_http_log_free (WireHttpLog *self)
{
  g_ptr_array_unref (self->exchanges);
  g_hash_table_unref (self->shared);
  g_string_chunk_free (self->strings);
  g_clear_pointer (&self->derived, wire_derived_unref);
  g_free (self);
}

/** Has bytes that are in too many places for their message copied to @derived. */
void
wire_http_log_set_derived (WireHttpLog *self, WireDerived *derived)
{
  self->derived = wire_derived_ref (derived);
}

/** Returns: (transfer none) (nullable): see wire_http_log_set_derived() */
WireDerived *
wire_http_log_get_derived (const WireHttpLog *self)
{
  return self->derived;
}

static WireHttpExchange *
new_exchange (guint32 stream, guint client)
{
  WireHttpExchange *exchange = g_new0 (WireHttpExchange, 1);

  exchange->stream = stream;
  exchange->client = (guint8) client;
  return exchange;
}

/** Whether there is no room for the strings of one more message. */
gboolean
wire_http_log_is_full (const WireHttpLog *self)
{
  return self->text >= WIRE_HTTP_MAX_TEXT;
}

/** Returns: whether one more head may be kept that was cut; where it may not, it is counted */
gboolean
wire_http_log_admit_cut_head (WireHttpLog *self)
{
  if (self->cut_heads == WIRE_HTTP_MAX_CUT_HEADS)
    {
      self->left_out++;
      return FALSE;
    }
  self->cut_heads++;
  return TRUE;
}

/** Notes that an unfinished head had @before bytes and has @now. Returns: whether it may go on */
gboolean
wire_http_log_gather (WireHttpLog *self, gsize before, gsize now)
{
  self->gathered += now - before;
  return self->gathered <= WIRE_HTTP_MAX_GATHERED;
}

/**
 * wire_http_log_append:
 * @self: a log
 * @stream: that the exchange belongs to
 * @client: the direction of its request
 *
 * Returns: (transfer none) (nullable): a new exchange; %NULL where there are as many as may be,
 *   which is counted
 */
WireHttpExchange *
wire_http_log_append (WireHttpLog *self, guint32 stream, guint client)
{
  if (self->exchanges->len == WIRE_HTTP_MAX_EXCHANGES || wire_http_log_is_full (self))
    {
      self->left_out++;
      return NULL;
    }
  g_ptr_array_add (self->exchanges, new_exchange (stream, client));
  return g_ptr_array_index (self->exchanges, self->exchanges->len - 1);
}

/** Notes a message that could not be made sense of. */
void
wire_http_log_count_unparsed (WireHttpLog *self)
{
  self->unparsed++;
}

static const char *
insert (WireHttpLog *self, const char *text)
{
  gsize length = strlen (text);

  self->text += length + 1;
  return g_string_chunk_insert_len (self->strings, text, (gssize) length);
}

/** Returns: (transfer none) (nullable): @span as text, for as long as @self lives; %NULL where
 * @self is full */
const char *
wire_http_log_keep (WireHttpLog *self, WireSpan span)
{
  g_autofree char *text = NULL;

  if (wire_http_log_is_full (self))
    return NULL;
  text = wire_span_to_text (span);
  return insert (self, text);
}

/** As wire_http_log_keep(), for what many messages have in common: it is kept once. */
const char *
wire_http_log_share (WireHttpLog *self, WireSpan span)
{
  g_autofree char *text = wire_span_to_text (span);
  const char *kept = g_hash_table_lookup (self->shared, text);

  if (kept || wire_http_log_is_full (self))
    return kept;
  kept = insert (self, text);
  g_hash_table_add (self->shared, (gpointer) kept);
  return kept;
}

guint32
wire_http_log_get_length (const WireHttpLog *self)
{
  return self->exchanges->len;
}

/** Returns: (transfer none): exchange number @exchange, which must exist */
const WireHttpExchange *
wire_http_log_get (const WireHttpLog *self, guint32 exchange)
{
  g_return_val_if_fail (exchange < self->exchanges->len, NULL);

  return g_ptr_array_index (self->exchanges, exchange);
}

/** Returns: how many messages began and made no sense */
guint32
wire_http_log_get_unparsed (const WireHttpLog *self)
{
  return self->unparsed;
}

/** Returns: how many exchanges were too many to keep */
guint32
wire_http_log_get_left_out (const WireHttpLog *self)
{
  return self->left_out;
}

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
wire_http_log_free (WireHttpLog *log)
{
  g_ptr_array_unref (log->exchanges);
  g_hash_table_unref (log->shared);
  g_string_chunk_free (log->strings);
  g_clear_pointer (&log->derived, wire_derived_unref);
  g_free (log);
}

/** Has bytes that are in too many places for their message copied to @derived. */
void
wire_http_log_set_derived (WireHttpLog *log, WireDerived *derived)
{
  log->derived = wire_derived_ref (derived);
}

/** Returns: (transfer none) (nullable): see wire_http_log_set_derived() */
WireDerived *
wire_http_log_get_derived (const WireHttpLog *log)
{
  return log->derived;
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
wire_http_log_is_full (const WireHttpLog *log)
{
  return log->text >= WIRE_HTTP_MAX_TEXT;
}

/** Returns: whether one more head may be kept that was cut; where it may not, it is counted */
gboolean
wire_http_log_admit_cut_head (WireHttpLog *log)
{
  if (log->cut_heads == WIRE_HTTP_MAX_CUT_HEADS)
    {
      log->left_out++;
      return FALSE;
    }
  log->cut_heads++;
  return TRUE;
}

/** Notes that an unfinished head had @before bytes and has @now. Returns: whether it may go on */
gboolean
wire_http_log_gather (WireHttpLog *log, gsize before, gsize now)
{
  log->gathered += now - before;
  return log->gathered <= WIRE_HTTP_MAX_GATHERED;
}

/**
 * wire_http_log_append:
 * @log: a log
 * @stream: that the exchange belongs to
 * @client: the direction of its request
 *
 * Returns: (transfer none) (nullable): a new exchange; %NULL where there are as many as may be,
 *   which is counted
 */
WireHttpExchange *
wire_http_log_append (WireHttpLog *log, guint32 stream, guint client)
{
  if (log->exchanges->len == WIRE_HTTP_MAX_EXCHANGES || wire_http_log_is_full (log))
    {
      log->left_out++;
      return NULL;
    }
  g_ptr_array_add (log->exchanges, new_exchange (stream, client));
  return g_ptr_array_index (log->exchanges, log->exchanges->len - 1);
}

/** Notes a message that could not be made sense of. */
void
wire_http_log_count_unparsed (WireHttpLog *log)
{
  log->unparsed++;
}

static const char *
insert (WireHttpLog *self, const char *text)
{
  gsize length = strlen (text);

  self->text += length + 1;
  return g_string_chunk_insert_len (self->strings, text, (gssize) length);
}

/** Returns: (transfer none) (nullable): @span as text, for as long as @log lives; %NULL where @log
 *   is full */
const char *
wire_http_log_keep (WireHttpLog *log, WireSpan span)
{
  g_autofree char *text = NULL;

  if (wire_http_log_is_full (log))
    return NULL;
  text = wire_span_to_text (span);
  return insert (log, text);
}

/** As wire_http_log_keep(), for what many messages have in common: it is kept once. */
const char *
wire_http_log_share (WireHttpLog *log, WireSpan span)
{
  g_autofree char *text = wire_span_to_text (span);
  const char *kept = g_hash_table_lookup (log->shared, text);

  if (kept || wire_http_log_is_full (log))
    return kept;
  kept = insert (log, text);
  g_hash_table_add (log->shared, (gpointer) kept);
  return kept;
}

guint32
wire_http_log_get_length (const WireHttpLog *log)
{
  return log->exchanges->len;
}

/** Returns: (transfer none): exchange number @exchange, which must exist */
const WireHttpExchange *
wire_http_log_get (const WireHttpLog *log, guint32 exchange)
{
  g_return_val_if_fail (exchange < log->exchanges->len, NULL);

  return g_ptr_array_index (log->exchanges, exchange);
}

/** Returns: how many messages began and made no sense */
guint32
wire_http_log_get_unparsed (const WireHttpLog *log)
{
  return log->unparsed;
}

/** Returns: how many exchanges were too many to keep */
guint32
wire_http_log_get_left_out (const WireHttpLog *log)
{
  return log->left_out;
}

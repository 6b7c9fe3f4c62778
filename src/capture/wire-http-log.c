/* wire-http-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-http-log.h"

/* Strings are short: a block holds those of a hundred messages. */
#define STRING_BLOCK 16384

/* Small captures may use this many places whatever their packets. */
#define FIRST_EXTENTS 65536

struct _WireHttpLog
{
  GPtrArray *exchanges;
  GStringChunk *strings;
  guint64 extents;
  guint32 unparsed;
  guint32 left_out;
};

static void
exchange_free (gpointer data)
{
  WireHttpExchange *exchange = data;

  wire_body_clear (&exchange->request.head);
  wire_body_clear (&exchange->request.body);
  wire_body_clear (&exchange->response.head);
  wire_body_clear (&exchange->response.body);
  g_free (exchange);
}

/** Returns: (transfer full): an empty log */
WireHttpLog *
wire_http_log_new (void)
{
  WireHttpLog *self = g_new0 (WireHttpLog, 1);

  self->exchanges = g_ptr_array_new_with_free_func (exchange_free);
  self->strings = g_string_chunk_new (STRING_BLOCK);
  self->extents = FIRST_EXTENTS;
  return self;
}

void
wire_http_log_free (WireHttpLog *log)
{
  g_ptr_array_unref (log->exchanges);
  g_string_chunk_free (log->strings);
  g_free (log);
}

/** Lets bodies have the places that @packets more packets may add. */
void
wire_http_log_grant (WireHttpLog *log, guint packets)
{
  log->extents += (guint64) packets * WIRE_HTTP_EXTENTS_PER_PACKET;
}

/** Returns: whether a body may have one more place */
gboolean
wire_http_log_spend (WireHttpLog *log)
{
  if (log->extents == 0)
    return FALSE;
  log->extents--;
  return TRUE;
}

static WireHttpExchange *
new_exchange (guint32 stream, guint client)
{
  WireHttpExchange *exchange = g_new0 (WireHttpExchange, 1);

  exchange->stream = stream;
  exchange->client = (guint8) client;
  return exchange;
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
  if (log->exchanges->len == WIRE_HTTP_MAX_EXCHANGES)
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

/** Returns: (transfer none): @span as text, for as long as @log lives */
const char *
wire_http_log_keep (WireHttpLog *log, WireSpan span)
{
  g_autofree char *text = wire_span_to_text (span);

  return g_string_chunk_insert (log->strings, text);
}

/** As wire_http_log_keep(), for what many messages have in common: it is kept once. */
const char *
wire_http_log_share (WireHttpLog *log, WireSpan span)
{
  g_autofree char *text = wire_span_to_text (span);

  return g_string_chunk_insert_const (log->strings, text);
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

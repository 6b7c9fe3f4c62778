/* wire-http-read-head.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-http-read-head.h"

/* Content-Length was there more than once, with different numbers. */
#define CONTRADICTED (G_MAXUINT64 - 1)

/* What the fields say of the body. */
typedef struct
{
  guint64 length; /* WIRE_HTTP_UNKNOWN or CONTRADICTED where it is no number */
  gboolean chunked;
  gboolean coded; /* there is a transfer coding */
} Framing;

/* Where a field's text goes. Values that many messages share are kept once. */
static const struct
{
  const char *name;
  gsize place;
  gboolean shared;
} FIELDS[] = {
  { "Host", G_STRUCT_OFFSET (WireHttpMessage, host), TRUE },
  { "Referer", G_STRUCT_OFFSET (WireHttpMessage, referer), TRUE },
  { "User-Agent", G_STRUCT_OFFSET (WireHttpMessage, user_agent), TRUE },
  { "Content-Type", G_STRUCT_OFFSET (WireHttpMessage, content_type), TRUE },
  { "Content-Encoding", G_STRUCT_OFFSET (WireHttpMessage, content_encoding), TRUE },
  { "Content-Range", G_STRUCT_OFFSET (WireHttpMessage, content_range), FALSE },
  { "Upgrade", G_STRUCT_OFFSET (WireHttpMessage, upgrade), TRUE },
  { "Sec-WebSocket-Extensions", G_STRUCT_OFFSET (WireHttpMessage, extensions), TRUE },
  { "Location", G_STRUCT_OFFSET (WireHttpMessage, location), FALSE },
};

static gboolean
read_number (WireSpan span, guint64 *number)
{
  *number = 0;
  for (gsize i = 0; i < span.length; i++)
    {
      if (!g_ascii_isdigit (span.data[i]) || *number > G_MAXUINT64 / 20)
        return FALSE;
      *number = *number * 10 + (guint64) (span.data[i] - '0');
    }
  return span.length > 0;
}

/* Proxies join repeated fields with commas; equal numbers are one (RFC 9110, section 8.6). */
static void
read_length (WireSpan value, Framing *found)
{
  WireSpan item;
  guint64 number;

  while (wire_span_next_item (&value, &item))
    {
      if (!read_number (item, &number)
          || (found->length != WIRE_HTTP_UNKNOWN && found->length != number))
        found->length = CONTRADICTED;
      else
        found->length = number;
    }
}

static void
keep_field (WireHttpLog *log, WireHttpMessage *message, WireSpan name, WireSpan value)
{
  for (gsize i = 0; i < G_N_ELEMENTS (FIELDS); i++)
    {
      const char **place = G_STRUCT_MEMBER_P (message, FIELDS[i].place);

      if (*place || !wire_span_equals (name, FIELDS[i].name))
        continue;
      *place =
          FIELDS[i].shared ? wire_http_log_share (log, value) : wire_http_log_keep (log, value);
      return;
    }
}

static void
read_field (
    WireHttpLog *log, WireHttpMessage *message, Framing *found, WireSpan name, WireSpan value)
{
  if (wire_span_equals (name, "Content-Length"))
    read_length (value, found);
  else if (wire_span_equals (name, "Transfer-Encoding"))
    {
      found->chunked |= wire_span_has_token (value, "chunked");
      found->coded |= !wire_span_equals (value, "identity");
    }
  else if (wire_span_equals (name, "ETag")
           || (wire_span_equals (name, "Last-Modified") && !message->validator))
    message->validator = wire_http_log_keep (log, value);
  else
    keep_field (log, message, name, value);
}

static gboolean
status_has_body (guint status)
{
  return status >= 200 && status != 204 && status != 304;
}

static WireHttpFraming
choose_framing (const WireHttpMessage *message, const Framing *found)
{
  gboolean response = message->kind == WIRE_HTTP_RESPONSE;

  if (response && message->status == 101)
    return WIRE_HTTP_TUNNEL;
  if (response && !status_has_body (message->status))
    return WIRE_HTTP_NO_BODY;
  if (found->chunked)
    return WIRE_HTTP_CHUNKED;
  if (!found->coded && found->length < CONTRADICTED)
    return WIRE_HTTP_BY_LENGTH;
  return response ? WIRE_HTTP_BY_CLOSE : WIRE_HTTP_NO_BODY;
}

static void
read_fields (WireHttpLog *log, WireHttpMessage *message, Framing *found, WireHttpFields *fields)
{
  WireSpan name;
  WireSpan value;

  while (wire_http_fields_next (fields, &name, &value))
    read_field (log, message, found, name, value);
  if (wire_http_log_is_full (log))
    message->flags |= WIRE_HTTP_HEAD_CUT;
  message->declared = found->length < CONTRADICTED ? found->length : WIRE_HTTP_UNKNOWN;
}

/**
 * wire_http_read_head:
 * @log: keeps the strings
 * @head: begins with a start line that wire_http_read_start_line() knows
 * @length: of @head
 * @message: (inout): zeroed; all that the head says is filled in
 * @framing: (out): of the body, where nothing is known of what a response answers
 */
void
wire_http_read_head (WireHttpLog *log,
                     const void *head,
                     gsize length,
                     WireHttpMessage *message,
                     WireHttpFraming *framing)
{
  Framing found = { .length = WIRE_HTTP_UNKNOWN };
  WireHttpFields fields;
  WireHttpStart start;

  wire_http_fields_init (&fields, head, length);
  message->kind = (guint8) wire_http_read_start_line (head, fields.position, &start);
  message->major = 1;
  message->minor = (guint8) start.minor;
  message->status = (guint16) start.status;
  if (message->kind == WIRE_HTTP_REQUEST)
    {
      message->method = wire_http_log_share (log, start.method);
      message->uri = wire_http_log_keep (log, start.uri);
    }
  read_fields (log, message, &found, &fields);
  *framing = choose_framing (message, &found);
}

/**
 * wire_http_read_fields:
 * @log: keeps the strings
 * @head: a start line of whatever version, and fields
 * @length: of @head
 * @message: (inout): what the fields say is filled in
 *
 * As wire_http_read_head(), where the start line says nothing that is not known, and bodies are
 * framed by something else than fields.
 */
void
wire_http_read_fields (WireHttpLog *log, const void *head, gsize length, WireHttpMessage *message)
{
  Framing found = { .length = WIRE_HTTP_UNKNOWN };
  WireHttpFields fields;

  wire_http_fields_init (&fields, head, length);
  read_fields (log, message, &found, &fields);
}

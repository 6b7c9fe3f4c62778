/* wire-zeek-body.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/wire-zeek-body.h"

#include "capture/http/wire-content-coding.h"
#include "capture/http/wire-http-head.h"
#include "capture/wire-capture-body.h"
#include "capture/wire-capture-transfers.h"

/* Heads that are read again are no longer than this. */
#define MAX_HEAD (256u * 1024)

/* How Zeek takes a body: by bytes, or by lines, of which each counts with the two bytes of its end,
 * whether it has one, both or neither. */
typedef enum
{
  BY_BYTES,
  BY_LINES, /* each of CR, LF and CR LF ends one */
  BY_LINES_OF_CRLF,
} Reading;

/* A body that is being measured. */
typedef struct
{
  Reading reading;
  guint64 length;
  gboolean gaps;
  guint8 last; /* byte */
} Measure;

static gboolean
closes (WireCapture *capture, guint32 exchange)
{
  g_auto (WireBody) head = { 0 };
  g_autoptr (GBytes) bytes = NULL;
  WireHttpFields fields;
  WireSpan name;
  WireSpan value;

  if (!wire_capture_get_message_places (capture, exchange, WIRE_HTTP_RESPONSE, &head, NULL))
    return FALSE;
  bytes = wire_capture_read_body (capture, &head, 0, MIN (head.size, MAX_HEAD), NULL);
  if (!bytes)
    return FALSE;
  wire_http_fields_init (&fields, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  while (wire_http_fields_next (&fields, &name, &value))
    if (wire_span_equals (name, "connection") && wire_span_has_token (value, "close"))
      return TRUE;
  return FALSE;
}

/* By lines are bodies whose length nothing tells, where the server does not say that it will close,
 * and those that have parts. */
static Reading
find_reading (WireCapture *capture, guint32 exchange, const WireHttpMessage *message)
{
  if (wire_content_is_coded (message->content_encoding) || message->major > 1)
    return BY_BYTES;
  if (message->content_type && g_ascii_strncasecmp (message->content_type, "multipart/", 10) == 0)
    return BY_LINES_OF_CRLF;
  if (message->kind == WIRE_HTTP_RESPONSE && message->framing == WIRE_HTTP_BY_CLOSE
      && !closes (capture, exchange))
    return BY_LINES;
  return BY_BYTES;
}

/* A CR alone and an LF alone count as two. */
static void
add_line_ends (Measure *self, const guint8 *bytes, guint32 length)
{
  for (guint32 i = 0; i < length; i++)
    {
      guint8 before = i > 0 ? bytes[i - 1] : self->last;

      if (bytes[i] == '\n')
        self->length += before != '\r';
      else
        self->length += before == '\r';
    }
}

/* A WireBodyVisitor. */
static gboolean
take (const guint8 *bytes, guint32 length, gpointer user_data)
{
  Measure *self = user_data;

  if (!bytes)
    {
      self->gaps = TRUE;
      return FALSE;
    }
  self->length += length;
  if (self->reading == BY_LINES)
    add_line_ends (self, bytes, length);
  if (length > 0)
    self->last = bytes[length - 1];
  return TRUE;
}

/**
 * wire_zeek_body_measure:
 * @capture: loaded, with its streams
 * @exchange: number of an exchange
 * @message: its request or its response
 *
 * Reads some bodies again. Blocks.
 *
 * Returns: the length of its body, as Zeek counts it
 */
guint64
wire_zeek_body_measure (WireCapture *capture, guint32 exchange, const WireHttpMessage *message)
{
  const guint64 plain = message->body.size - MIN (message->body.missing, message->body.size);
  Measure measure = { .reading = find_reading (capture, exchange, message) };
  g_auto (WireBody) head = { 0 };
  g_auto (WireBody) body = { 0 };

  if (plain == 0 || measure.reading == BY_BYTES || message->body.missing > 0
      || !wire_capture_get_message_places (capture, exchange, (WireHttpKind) message->kind, &head,
                                           &body)
      || !wire_capture_visit_body (capture, &body, take, &measure, NULL, NULL) || measure.gaps)
    return plain;
  if (measure.last == '\r' && measure.reading == BY_LINES)
    measure.length++;
  else if (measure.last != '\n')
    measure.length += 2;
  return measure.length;
}

/** Returns: what @content_range, of an answer of status 206, says that all parts together have; the
 * greatest number where it does not */
guint64
wire_zeek_body_read_total (const char *content_range)
{
  const char *slash = strrchr (content_range, '/');
  guint64 total = 0;

  if (!g_ascii_isdigit (content_range[strcspn (content_range, "0123456789-/")]) || !slash
      || !g_ascii_string_to_unsigned (slash + 1, 10, 1, G_MAXUINT64, &total, NULL))
    return G_MAXUINT64;
  return total;
}

/* wire-http-read-head.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-http-read-head.h"

#include "capture/http/wire-content-names.h"
#include "capture/http/wire-http-odd-line.h"

#include <string.h>

/* Of Content-Disposition in several lines. */
#define MAX_DISPOSITION 4096u

/* What the fields say of the body. */
typedef struct
{
  guint64 length; /* WIRE_HTTP_UNKNOWN where none is a number */
  gboolean chunked;
  gboolean hinted; /* something in the head says chunked, in words that few understand */
  const char *transfer[WIRE_CONTENT_MAX_CODINGS]; /* codings of Transfer-Encoding but chunked */
  guint n_transfer;
  guint16 remarks;
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
  { "Content-Range", G_STRUCT_OFFSET (WireHttpMessage, content_range), FALSE },
  { "Upgrade", G_STRUCT_OFFSET (WireHttpMessage, upgrade), TRUE },
  { "Sec-WebSocket-Extensions", G_STRUCT_OFFSET (WireHttpMessage, extensions), TRUE },
  { "Content-Disposition", G_STRUCT_OFFSET (WireHttpMessage, content_disposition), FALSE },
  { "Location", G_STRUCT_OFFSET (WireHttpMessage, location), FALSE },
  { "Destination", G_STRUCT_OFFSET (WireHttpMessage, destination), FALSE },
};

/* Field names and words in values with other characters between their own are read by some. */
static gboolean
is_noise (char c)
{
  return (guint8) c <= ' ' || (guint8) c >= 0x7f;
}

/* Whether @name is @wanted but for noise. */
static gboolean
is_named (WireSpan name, const char *wanted, Framing *found)
{
  gsize k = 0;

  if (wire_span_equals (name, wanted))
    return TRUE;
  for (gsize i = 0; i < name.length; i++)
    if (wanted[k] && g_ascii_tolower (name.data[i]) == g_ascii_tolower (wanted[k]))
      k++;
    else if (!is_noise (name.data[i]))
      return FALSE;
  if (wanted[k])
    return FALSE;
  found->remarks |= WIRE_HTTP_ODD_FIELDS;
  return TRUE;
}

/* Whether @word, which is of small letters, is somewhere in @span, noise aside. */
static gboolean
mentions (WireSpan span, const char *word)
{
  for (gsize i = 0; i < span.length; i++)
    {
      gsize k = 0;

      for (gsize j = i; word[k] && j < span.length; j++)
        if ((span.data[j] | 0x20) == word[k])
          k++;
        else if (k == 0 || !is_noise (span.data[j]))
          break;
      if (!word[k])
        return TRUE;
    }
  return FALSE;
}

/* Returns: whether @span begins with a number; what else is in it is passed over, and noted */
static gboolean
read_number (WireSpan span, guint64 *number, Framing *found)
{
  gsize i = 0;

  *number = 0;
  for (; i < span.length && g_ascii_isdigit (span.data[i]); i++)
    {
      if (*number > G_MAXUINT64 / 20)
        return FALSE;
      *number = *number * 10 + (guint64) (span.data[i] - '0');
    }
  if (i < span.length)
    found->remarks |= WIRE_HTTP_ODD_LENGTH;
  return i > 0;
}

/* Proxies join repeated fields with commas; equal numbers are one (RFC 9110, section 8.6). Where
 * they differ, the first counts, as with most who read such messages at all. */
static void
read_length (WireSpan value, Framing *found)
{
  WireSpan item;
  guint64 number;

  while (wire_span_next_item (&value, &item))
    {
      if (item.length == 0 || !read_number (item, &number, found))
        found->remarks |= WIRE_HTTP_ODD_LENGTH;
      else if (found->length == WIRE_HTTP_UNKNOWN)
        found->length = number;
      else if (found->length != number)
        found->remarks |= WIRE_HTTP_TWO_LENGTHS;
    }
}

/* Codings of several lines are one list (RFC 9110, section 5.3). */
static void
add_coding (WireHttpLog *log, WireHttpMessage *message, WireSpan value)
{
  g_autofree char *text = NULL;
  g_autofree char *joined = NULL;

  if (!message->content_encoding)
    {
      message->content_encoding = wire_http_log_share (log, value);
      return;
    }
  text = wire_span_to_text (value);
  joined = g_strconcat (message->content_encoding, ", ", text, NULL);
  message->content_encoding = wire_http_log_share (log, (WireSpan){ joined, strlen (joined) });
}

/* A second line may have the name that the first one lacks. */
static void
join_disposition (WireHttpLog *log, WireHttpMessage *message, WireSpan value)
{
  g_autofree char *text = wire_span_to_text (value);
  g_autofree char *joined = g_strconcat (message->content_disposition, "; ", text, NULL);

  if (strlen (joined) < MAX_DISPOSITION)
    message->content_disposition = wire_http_log_keep (log, (WireSpan){ joined, strlen (joined) });
}

static void
keep_field (WireHttpLog *log, WireHttpMessage *message, WireSpan name, WireSpan value)
{
  for (gsize i = 0; i < G_N_ELEMENTS (FIELDS); i++)
    {
      const char **place = G_STRUCT_MEMBER_P (message, FIELDS[i].place);

      if (!wire_span_equals (name, FIELDS[i].name))
        continue;
      if (*place && place == &message->content_disposition)
        join_disposition (log, message, value);
      if (*place)
        return;
      *place =
          FIELDS[i].shared ? wire_http_log_share (log, value) : wire_http_log_keep (log, value);
      return;
    }
}

/* Uploads that may be resumed (tus 1.0.0) say where their bytes belong in fields of their own,
 * which become what Content-Range would say, and the file's name in a third. */
static gboolean
read_upload (WireHttpLog *log, WireHttpMessage *message, WireSpan name, WireSpan value)
{
  gboolean offset = wire_span_equals (name, "Upload-Offset");
  g_autofree char *text = NULL;

  if (wire_span_equals (name, "Upload-Metadata") && !message->content_disposition)
    message->content_disposition = wire_http_log_keep (log, value);
  else if (!offset && !wire_span_equals (name, "Upload-Length"))
    return FALSE;
  else if (!message->content_range)
    {
      text = g_strdup_printf (offset ? "bytes %.*s-*/*" : "bytes */%.*s",
                              (int) MIN (value.length, 20), value.data);
      message->content_range = wire_http_log_keep (log, (WireSpan){ text, strlen (text) });
    }
  return TRUE;
}

/* What was done to the body on top of its content codings (RFC 9112, section 7.2). */
static void
read_transfer_codings (WireSpan value, Framing *found)
{
  static const char *const CODINGS[] = { "gzip", "deflate", "compress" };
  WireSpan item;

  while (wire_span_next_item (&value, &item))
    for (guint i = 0; i < G_N_ELEMENTS (CODINGS); i++)
      if (found->n_transfer < G_N_ELEMENTS (found->transfer) && mentions (item, CODINGS[i]))
        found->transfer[found->n_transfer++] = CODINGS[i];
}

/* They are undone as content codings are, and come last in the list: who receives the message sees
 * neither. */
static void
add_transfer_codings (WireHttpLog *log, WireHttpMessage *message, const Framing *found)
{
  for (guint i = 0; i < found->n_transfer; i++)
    add_coding (log, message, (WireSpan){ found->transfer[i], strlen (found->transfer[i]) });
}

static void
read_field (
    WireHttpLog *log, WireHttpMessage *message, Framing *found, WireSpan name, WireSpan value)
{
  if (is_named (name, "Content-Length", found))
    read_length (value, found);
  else if (wire_span_equals (name, "Transfer-Encoding"))
    {
      gboolean plain = wire_span_has_token (value, "chunked");
      gboolean hinted = mentions (value, "chunked");

      found->chunked |= plain;
      found->hinted |= hinted;
      if (hinted && !plain && message->kind == WIRE_HTTP_REQUEST)
        found->remarks |= WIRE_HTTP_ODD_FIELDS;
      read_transfer_codings (value, found);
    }
  else if (is_named (name, "Content-Encoding", found))
    add_coding (log, message, value);
  else if (wire_span_equals (name, "ETag")
           || (wire_span_equals (name, "Last-Modified") && !message->validator))
    message->validator = wire_http_log_keep (log, value);
  else if (name.length < strlen ("Upload-") || g_ascii_tolower (name.data[0]) != 'u'
           || !read_upload (log, message, name, value))
    {
      found->hinted |= mentions (value, "chunked") || mentions (name, "chunked");
      keep_field (log, message, name, value);
    }
}

static gboolean
status_has_body (guint status)
{
  return status >= 200 && status != 204 && status != 304;
}

static WireHttpFraming
choose_plain_framing (const WireHttpMessage *message, const Framing *found)
{
  if (found->length != WIRE_HTTP_UNKNOWN)
    return WIRE_HTTP_BY_LENGTH;
  return message->kind == WIRE_HTTP_RESPONSE ? WIRE_HTTP_BY_CLOSE : WIRE_HTTP_NO_BODY;
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
  if (found->hinted && (response ? found->length != 0 : found->n_transfer > 0))
    return WIRE_HTTP_PERHAPS_CHUNKED;
  if (found->n_transfer == 0 && found->length != WIRE_HTTP_UNKNOWN)
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
  add_transfer_codings (log, message, found);
  if (wire_http_log_is_full (log))
    message->flags |= WIRE_HTTP_HEAD_CUT;
  message->declared = found->length;
}

static void
read_start (WireHttpLog *log, const char *line, gsize length, WireHttpMessage *message)
{
  WireHttpStart start;

  if (wire_http_read_start_line (line, length, &start) == WIRE_HTTP_NOTHING
      && !wire_http_read_bare_request_line (line, length, &start))
    wire_http_read_odd_status_line (line, length, &start);
  message->kind = (guint8) start.kind;
  message->major = 1;
  message->minor = (guint8) start.minor;
  message->status = (guint16) start.status;
  if (start.odd)
    {
      message->remarks |= WIRE_HTTP_ODD_START;
      message->version = wire_http_log_share (log, start.version);
    }
  if (message->kind == WIRE_HTTP_REQUEST)
    {
      message->method = wire_http_log_share (log, start.method);
      if (!wire_http_method_is_known (start.method))
        message->remarks |= WIRE_HTTP_ODD_METHOD;
      message->uri = wire_http_log_keep (log, start.uri);
    }
}

/**
 * wire_http_read_head:
 * @log: keeps the strings
 * @head: begins with a start line that wire_http_read_start_line() knows, or one of the others of
 *   wire-http-odd-line.h
 * @length: of @head
 * @message: (inout): zeroed; all that the head says is filled in
 * @framing: (out): of the body, where nothing is known of what a response answers
 * @otherwise: (out): of the body where chunks are said, but do not come
 */
void
wire_http_read_head (WireHttpLog *log,
                     const void *head,
                     gsize length,
                     WireHttpMessage *message,
                     WireHttpFraming *framing,
                     WireHttpFraming *otherwise)
{
  Framing found = { .length = WIRE_HTTP_UNKNOWN };
  WireHttpFields fields;

  wire_http_fields_init (&fields, head, length);
  read_start (log, head, fields.position, message);
  read_fields (log, message, &found, &fields);
  if (found.chunked && found.length != WIRE_HTTP_UNKNOWN)
    found.remarks |= WIRE_HTTP_LENGTH_AND_CHUNKS;
  message->remarks |= found.remarks;
  *framing = choose_framing (message, &found);
  *otherwise = choose_plain_framing (message, &found);
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

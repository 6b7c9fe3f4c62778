/* wire-http-head.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-http-head.h"

#include "capture/http/wire-http-odd-line.h"

#include <string.h>

#define VERSION "HTTP/1."
#define VERSION_LENGTH 7u

static gboolean
is_method_char (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_';
}

/**
 * wire_http_may_start:
 * @bytes: the first bytes of what may be a message
 * @length: how many there are; few are enough to say no, none to say yes
 *
 * A quick look that most of what is not HTTP does not survive.
 *
 * Returns: %FALSE where no message begins like this
 */
gboolean
wire_http_may_start (const void *bytes, gsize length)
{
  const char *text = bytes;
  gsize i = 0;

  while (i < length && i <= WIRE_HTTP_MAX_METHOD && is_method_char (text[i]))
    i++;
  if (i == length)
    return TRUE;
  if (i == 0)
    return *text == '\r' || *text == '\n'; /* RFC 9112, section 2.2: empty lines before it */
  if (text[i] == ' ' || text[i] == '\t')
    return i <= WIRE_HTTP_MAX_METHOD;
  return text[i] == '/' && i == 4 && g_ascii_strncasecmp (text, "HTTP", 4) == 0;
}

static WireSpan
make_span (const char *begin, const char *end)
{
  while (begin < end && g_ascii_isspace (*begin))
    begin++;
  while (begin < end && g_ascii_isspace (end[-1]))
    end--;
  return (WireSpan){ begin, (gsize) (end - begin) };
}

static gboolean
read_version (const char *text, gsize length, guint *minor)
{
  if (length < VERSION_LENGTH + 1 || memcmp (text, VERSION, VERSION_LENGTH) != 0
      || !g_ascii_isdigit (text[VERSION_LENGTH]))
    return FALSE;
  *minor = (guint) (text[VERSION_LENGTH] - '0');
  return TRUE;
}

/* Returns: the length of a version that is at the beginning of @line: `HTTP/`, digits, and often a
 * point with more of them; of others, 0. Shoutcast says ICY in its place. */
static gsize
measure_version (const char *line, gsize length)
{
  gsize i = 5;

  if (length > 4 && memcmp (line, "ICY ", 4) == 0)
    return 3;
  if (length < 7 || g_ascii_strncasecmp (line, "HTTP/", 5) != 0 || !g_ascii_isdigit (line[5]))
    return 0;
  while (i < length && (g_ascii_isdigit (line[i]) || line[i] == '.'))
    i++;
  return i;
}

static void
note_version (const char *line, gsize length, WireHttpStart *start)
{
  if (length == VERSION_LENGTH + 1 && read_version (line, length, &start->minor))
    return;
  start->odd = TRUE;
  start->version = (WireSpan){ line, length };
  start->minor = memchr (line, '.', length) ? 1 : 0;
}

static gboolean
read_status_line (const char *line, gsize length, WireHttpStart *start)
{
  const char *end = line + length;
  gsize version = measure_version (line, length);
  const char *p = line + version;
  guint status = 0;
  guint digits = 0;

  if (version == 0 || p == end || (*p != ' ' && *p != '\t'))
    return FALSE;
  while (p < end && (*p == ' ' || *p == '\t'))
    p++;
  for (; p < end && digits < 3 && g_ascii_isdigit (*p); digits++)
    status = status * 10 + (guint) (*p++ - '0');
  if (digits < 3 || status < 100 || (p < end && !g_ascii_isspace (*p)))
    return FALSE;
  note_version (line, version, start);
  start->status = status;
  start->reason = make_span (p, end);
  start->kind = WIRE_HTTP_RESPONSE;
  return TRUE;
}

/* Whether there is one space between the three parts of a request line, and none in its target (RFC
 * 9112, section 3). */
static gboolean
is_plain_request_line (const char *line, const char *method_end, const char *version, WireSpan uri)
{
  if (uri.data != method_end + 1 || *method_end != ' ' || uri.data + uri.length + 1 != version
      || version[-1] != ' ' || line[0] == ' ')
    return FALSE;
  for (gsize i = 0; i < uri.length; i++)
    if ((guint8) uri.data[i] <= ' ' || uri.data[i] == 0x7f)
      return FALSE;
  return TRUE;
}

/* The version is after the last space, so that a target with spaces in it is read whole. */
static gboolean
read_request_line (const char *line, gsize length, WireHttpStart *start)
{
  WireSpan whole = make_span (line, line + length);
  const char *end = whole.data + whole.length;
  const char *method_end = line;
  const char *version = end;

  while (version > line && !g_ascii_isspace (version[-1]))
    version--;
  if (end - version != VERSION_LENGTH + 1
      || !read_version (version, VERSION_LENGTH + 1, &start->minor))
    return FALSE;
  while (method_end < version && is_method_char (*method_end))
    method_end++;
  if (method_end == line || method_end - line > WIRE_HTTP_MAX_METHOD || method_end == version
      || (*method_end != ' ' && *method_end != '\t'))
    return FALSE;
  start->method = (WireSpan){ line, (gsize) (method_end - line) };
  start->uri = make_span (method_end, version);
  if (start->uri.length == 0)
    return FALSE;
  start->odd = !is_plain_request_line (line, method_end, version, start->uri);
  if (start->odd)
    start->version = (WireSpan){ version, (gsize) (end - version) };
  start->kind = WIRE_HTTP_REQUEST;
  return TRUE;
}

/**
 * wire_http_read_start_line:
 * @line: a line
 * @length: of it, with or without its end
 * @start: (out): what it says
 *
 * Returns: what it begins
 */
WireHttpKind
wire_http_read_start_line (const char *line, gsize length, WireHttpStart *start)
{
  *start = (WireHttpStart){ 0 };
  if (!read_status_line (line, length, start) && !read_request_line (line, length, start)
      && !wire_http_read_odd_request_line (line, length, start))
    start->kind = WIRE_HTTP_NOTHING;
  return start->kind;
}

/* Fields */

/* Whether a field begins at @at: a name, with a colon after it. */
static gboolean
is_field (const char *at, const char *end)
{
  const char *p = at;

  while (p < end && (is_method_char (*p) || *p == '\0'))
    p++;
  return p > at && p < end && *p == ':';
}

/* Returns: the end of the line that begins at @position, its line feed included. A carriage return
 * by itself ends a line where the next field follows. */
static gsize
find_line_end (const WireHttpFields *self, gsize position)
{
  const char *end = memchr (self->data + position, '\n', self->length - position);
  const char *all = self->data + self->length;
  const char *line = self->data + position;
  const char *stop = end ? end : all;

  for (const char *cr = memchr (line, '\r', (gsize) (stop - line)); cr && cr + 1 < stop;
       cr = memchr (cr + 1, '\r', (gsize) (stop - cr - 1)))
    if (is_field (cr + 1, stop))
      return (gsize) (cr + 1 - self->data);
  return end ? (gsize) (end + 1 - self->data) : self->length;
}

/** @head: begins with the start line */
void
wire_http_fields_init (WireHttpFields *self, const void *head, gsize length)
{
  *self = (WireHttpFields){ head, length, 0 };
  self->position = find_line_end (self, 0);
}

/* A line that begins with a space goes on with the one before (RFC 9112, section 5.2). */
static gsize
find_field_end (const WireHttpFields *self)
{
  gsize end = find_line_end (self, self->position);

  while (end < self->length
         && (self->data[end] == ' ' || self->data[end] == '\t' || self->data[end] == '\0'))
    end = find_line_end (self, end);
  return end;
}

/* Where a head ends was found before. Carriage returns by themselves, which some readers take for
 * the end and others for nothing, do not hide the fields after them. */
static void
skip_blank (WireHttpFields *self)
{
  while (self->position < self->length)
    {
      gsize end = find_line_end (self, self->position);

      if (make_span (self->data + self->position, self->data + end).length > 0)
        return;
      self->position = end;
    }
}

/**
 * wire_http_fields_next:
 * @self: where the walk is
 * @name: (out): of the next field. Of a line that has no colon, all of it
 * @value: (out): without the spaces around it; line ends of continued lines are still in it, which
 *   wire_span_to_text() makes spaces of
 *
 * Returns: %FALSE after the last one
 */
gboolean
wire_http_fields_next (WireHttpFields *self, WireSpan *name, WireSpan *value)
{
  const char *line;
  const char *end;
  const char *colon;

  skip_blank (self);
  line = self->data + self->position;
  end = self->data + find_field_end (self);
  colon = line < end ? memchr (line, ':', (gsize) (end - line)) : NULL;
  if (line == end)
    return FALSE;
  *name = make_span (line, colon ? colon : end);
  *value = make_span (colon ? colon + 1 : end, end);
  self->position = (gsize) (end - self->data);
  return TRUE;
}

/* Spans */

/** Whether @span is @text, whatever the case of ASCII letters. */
gboolean
wire_span_equals (WireSpan span, const char *text)
{
  return span.length == strlen (text) && g_ascii_strncasecmp (span.data, text, span.length) == 0;
}

/**
 * wire_span_next_item:
 * @self: (inout): what commas separate; loses its first item
 * @item: (out): that, without the spaces around it
 *
 * Returns: %FALSE where nothing is left
 */
gboolean
wire_span_next_item (WireSpan *self, WireSpan *item)
{
  const char *end = self->data + self->length;
  const char *comma = self->length > 0 ? memchr (self->data, ',', self->length) : NULL;

  if (self->length == 0)
    return FALSE;
  *item = make_span (self->data, comma ? comma : end);
  self->data = comma ? comma + 1 : end;
  self->length = (gsize) (end - self->data);
  return TRUE;
}

/** Whether @token is one of the words in @span, which commas separate. */
gboolean
wire_span_has_token (WireSpan span, const char *token)
{
  WireSpan item;

  while (wire_span_next_item (&span, &item))
    {
      const char *semicolon = memchr (item.data, ';', item.length);

      if (wire_span_equals (semicolon ? make_span (item.data, semicolon) : item, token))
        return TRUE;
    }
  return FALSE;
}

static void
append_latin1 (GString *text, WireSpan span)
{
  for (gsize i = 0; i < span.length; i++)
    g_string_append_unichar (text, span.data[i] ? (guint8) span.data[i] : 0xfffd);
}

static void
unfold (GString *text)
{
  for (gsize i = 0; i < text->len; i++)
    if (text->str[i] == '\r' || text->str[i] == '\n')
      text->str[i] = ' ';
}

/**
 * wire_span_to_text:
 * @span: bytes of a head
 *
 * Bytes that are no UTF-8 are taken for ISO 8859-1, as fields were defined once (RFC 9110, section
 * 5.5).
 *
 * Returns: (transfer full): UTF-8 without line ends
 */
char *
wire_span_to_text (WireSpan span)
{
  GString *text = g_string_sized_new (span.length + 1);

  if (g_utf8_validate_len (span.data, span.length, NULL))
    g_string_append_len (text, span.data, (gssize) span.length);
  else
    append_latin1 (text, span);
  unfold (text);
  return g_string_free (text, FALSE);
}

/* wire-http.c: HTTP/1.x start lines and headers of one segment (RFC 9112)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/wire-protocols.h"

#include "base/wire-printable.h"

#include <glib/gi18n.h>

/* Longest target or reason in a one-line summary. */
#define SUMMARY_BYTES 200

/* One line of a header block. @length leaves out the line end, which RFC 9112, section 2.2, lets
 * be a bare line feed. */
typedef struct
{
  const guint8 *bytes;
  guint32 offset;
  guint32 length;
} Line;

static gboolean
read_line (WireCursor *cursor, Line *line)
{
  gsize left = wire_cursor_remaining (cursor);
  const guint8 *bytes = wire_cursor_peek (cursor, left);

  if (left == 0 || !bytes)
    return FALSE;

  const guint8 *end = memchr (bytes, '\n', left);
  gsize length = end ? (gsize) (end - bytes) : left;

  line->bytes = bytes;
  line->offset = (guint32) cursor->position;
  line->length = (guint32) (length > 0 && bytes[length - 1] == '\r' ? length - 1 : length);
  wire_cursor_skip (cursor, end ? length + 1 : length);
  return TRUE;
}

static const guint8 *
find_in_line (const Line *line, guint32 from, char wanted)
{
  return from < line->length ? memchr (line->bytes + from, wanted, line->length - from) : NULL;
}

/* Leaves the cursor after the empty line that ends the headers, or at the end of the segment. */
static void
skip_headers (WireCursor *cursor)
{
  Line line;

  while (read_line (cursor, &line))
    if (line.length == 0)
      return;
}

WireProtocol
wire_http_decode (WireFrame *frame, WireCursor *cursor)
{
  WireCursor headers = *cursor;

  skip_headers (&headers);
  wire_frame_add_layer (frame, WIRE_PROTOCOL_HTTP, cursor,
                        (guint32) (headers.position - cursor->position));
  *cursor = headers;
  return wire_cursor_remaining (cursor) > 0 ? WIRE_PROTOCOL_DATA : WIRE_PROTOCOL_NONE;
}

static void
add_text (WireFields *fields, const Line *line, guint32 from, guint32 to, const char *name)
{
  g_autofree char *text = wire_printable (line->bytes + from, to - from);

  wire_fields_add (fields, line->offset + from, to - from, name, "%s", text);
}

/* Three parts between two spaces: method, target, version, or version, status, reason. The reason
 * may hold spaces; so may the target of a client that does not escape them. */
static void
describe_start_line (const Line *line, WireFields *fields)
{
  gboolean response = line->length >= 5 && memcmp (line->bytes, "HTTP/", 5) == 0;
  const guint8 *first = find_in_line (line, 0, ' ');
  const guint8 *second = NULL;

  if (!first)
    {
      add_text (fields, line, 0, line->length, "Start line");
      return;
    }

  guint32 a = (guint32) (first - line->bytes);
  if (response)
    second = find_in_line (line, a + 1, ' ');
  else
    second = memrchr (line->bytes, ' ', line->length);
  guint32 b = second && second > first ? (guint32) (second - line->bytes) : line->length;

  add_text (fields, line, 0, a, response ? "Version" : "Method");
  add_text (fields, line, a + 1, b, response ? N_ ("Status") : N_ ("Target"));
  if (b < line->length)
    add_text (fields, line, b + 1, line->length, response ? "Reason" : "Version");
}

static guint32
skip_blanks (const Line *line, guint32 from)
{
  while (from < line->length && (line->bytes[from] == ' ' || line->bytes[from] == '\t'))
    from++;
  return from;
}

static gboolean
describe_header (const Line *line, WireFields *fields)
{
  const guint8 *colon = find_in_line (line, 0, ':');
  gboolean folded = line->bytes[0] == ' ' || line->bytes[0] == '\t';
  guint32 from = folded || !colon ? 0 : (guint32) (colon - line->bytes) + 1;
  g_autofree char *name = wire_printable (line->bytes, from > 0 ? from - 1 : 0);

  from = skip_blanks (line, from);
  g_autofree char *value = wire_printable (line->bytes + from, line->length - from);
  gboolean room = wire_fields_add (fields, line->offset, line->length,
                                   folded   ? N_ ("Continued line")
                                   : !colon ? N_ ("Line without a colon")
                                            : name,
                                   "%s", value);

  if (!folded && colon)
    wire_fields_set_quoted (fields);
  return room;
}

void
wire_http_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  g_autoptr (GString) summary = g_string_new (NULL);
  Line line;

  wire_cursor_limit (&cursor, layer->header);
  wire_http_summarise (frame, layer, summary);
  wire_fields_set_layer_value (fields, "%s", summary->str);
  if (read_line (&cursor, &line))
    describe_start_line (&line, fields);
  while (read_line (&cursor, &line) && line.length > 0)
    if (!describe_header (&line, fields))
      return;
}

/* Field names are compared without case (RFC 9110, section 5.1). Returns (nullable) the value, not
 * printable yet. */
static const guint8 *
find_header (WireCursor cursor, const char *name, guint32 *length)
{
  gsize name_length = strlen (name);
  Line line;

  while (read_line (&cursor, &line) && line.length > 0)
    {
      if (line.length <= name_length || line.bytes[name_length] != ':'
          || g_ascii_strncasecmp ((const char *) line.bytes, name, name_length) != 0)
        continue;

      guint32 from = skip_blanks (&line, (guint32) name_length + 1);
      *length = line.length - from;
      return line.bytes + from;
    }
  return NULL;
}

static void
append_text (GString *out, const guint8 *bytes, gsize length)
{
  g_autofree char *text = wire_printable (bytes, MIN (length, SUMMARY_BYTES));

  g_string_append (out, text);
  if (length > SUMMARY_BYTES)
    g_string_append (out, "…");
}

static void
summarise_response (WireCursor *cursor, const Line *line, GString *out)
{
  const guint8 *space = find_in_line (line, 0, ' ');
  guint32 from = space ? (guint32) (space - line->bytes) + 1 : 0;
  guint32 length = 0;
  const guint8 *type = find_header (*cursor, "Content-Type", &length);

  append_text (out, line->bytes + from, line->length - from);
  if (!type)
    return;

  const guint8 *parameters = memchr (type, ';', length);
  g_string_append_c (out, ' ');
  append_text (out, type, parameters ? (gsize) (parameters - type) : length);
}

static void
summarise_request (const Line *line, GString *out)
{
  const guint8 *version = memrchr (line->bytes, ' ', line->length);
  gboolean has_version =
      version && line->bytes + line->length - version > 5 && memcmp (version + 1, "HTTP/", 5) == 0;

  append_text (out, line->bytes, has_version ? (gsize) (version - line->bytes) : line->length);
}

void
wire_http_summarise (const WireFrame *frame, const WireLayer *layer, GString *out)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  Line line;

  if (!read_line (&cursor, &line))
    return;
  if (line.length >= 5 && memcmp (line.bytes, "HTTP/", 5) == 0)
    summarise_response (&cursor, &line, out);
  else
    summarise_request (&line, out);
}

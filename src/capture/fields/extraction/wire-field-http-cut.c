/* wire-field-http-cut.c: where messages of HTTP/1 end (RFC 9112)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/extraction/wire-field-http.h"

#include <string.h>

#define MAX_HEAD (128u * 1024)

const guint8 *
wire_field_http_find_line (const guint8 *at, const guint8 *end, const guint8 **next)
{
  const guint8 *line_feed = memchr (at, '\n', (gsize) (end - at));

  *next = line_feed ? line_feed + 1 : NULL;
  if (!line_feed)
    return end;
  return line_feed > at && line_feed[-1] == '\r' ? line_feed - 1 : line_feed;
}

static gboolean
is_method (const guint8 *word, gsize length)
{
  static const char *const METHODS[] = {
    "GET",
    "PUT",
    "POST",
    "HEAD",
    "DELETE",
    "OPTIONS",
    "CONNECT",
    "TRACE",
    "PATCH",
    "PROPFIND",
    "PROPPATCH",
    "MKCOL",
    "COPY",
    "MOVE",
    "LOCK",
    "UNLOCK",
    "SEARCH",
    "REPORT",
    "MERGE",
    "CHECKOUT",
    "CHECKIN",
    "MKACTIVITY",
    "LABEL",
    "UPDATE",
    "UNCHECKOUT",
    "NOTIFY",
    "SUBSCRIBE",
    "UNSUBSCRIBE",
    "BCOPY",
    "BDELETE",
    "BMOVE",
    "BPROPFIND",
    "BPROPPATCH",
    "POLL",
    "M-SEARCH",
    "VERSION-CONTROL",
    "BASELINE-CONTROL",
    "MKWORKSPACE",
    "RPC_IN_DATA",
    "RPC_OUT_DATA",
    "RPC_CONNECT",
  };

  for (guint i = 0; i < G_N_ELEMENTS (METHODS); i++)
    if (strlen (METHODS[i]) == length && memcmp (METHODS[i], word, length) == 0)
      return TRUE;
  return FALSE;
}

gboolean
wire_field_http_is_status (const guint8 *line, gsize length)
{
  return length >= 5 && memcmp (line, "HTTP/", 5) == 0;
}

gboolean
wire_field_http_is_start (const guint8 *line, gsize length)
{
  const guint8 *space;

  if (wire_field_http_is_status (line, length))
    return TRUE;
  space = memchr (line, ' ', length);
  return space && is_method (line, (gsize) (space - line));
}

gboolean
wire_field_http_is_message (const guint8 *bytes, gsize length)
{
  const guint8 *next;
  gsize size = (gsize) (wire_field_http_find_line (bytes, bytes + length, &next) - bytes);

  return size > 8
         && (g_ascii_strncasecmp ((const char *) bytes + size - 8, "HTTP/1.", 7) == 0
             || g_ascii_strncasecmp ((const char *) bytes, "HTTP/1.", 7) == 0);
}

/* What a head says of the body. */
typedef struct
{
  guint64 length;
  gboolean has_length;
  gboolean chunked;
  gboolean has_type;
  gboolean keeps_alive;
} Framing;

static gboolean
has_name (const guint8 *line, gsize length, const char *name)
{
  gsize size = strlen (name);

  return length > size && line[size] == ':'
         && g_ascii_strncasecmp ((const char *) line, name, size) == 0;
}

/* A length is one number and nothing else, as Wireshark takes it. */
static gboolean
parse_length (const char *value, guint64 *length)
{
  const char *digits = value + (*value == '+');
  char *end;

  if (!g_ascii_isdigit (*digits))
    return FALSE;
  *length = g_ascii_strtoull (digits, &end, 10);
  return *end == '\0';
}

static void
note_line (const guint8 *line, gsize length, Framing *framing)
{
  const guint8 *colon = memchr (line, ':', length);
  g_autofree char *value = NULL;

  if (!has_name (line, length, "Content-Length") && !has_name (line, length, "Transfer-Encoding")
      && !has_name (line, length, "Content-Type") && !has_name (line, length, "Connection"))
    return;
  value = g_ascii_strdown ((const char *) colon + 1, line + length - (colon + 1));
  g_strstrip (value);
  if (has_name (line, length, "Content-Length") && parse_length (value, &framing->length))
    framing->has_length = TRUE;
  framing->chunked |=
      has_name (line, length, "Transfer-Encoding") && g_str_has_prefix (value, "chunked");
  framing->has_type |= has_name (line, length, "Content-Type");
  framing->keeps_alive |= has_name (line, length, "Connection") && strstr (value, "keep-alive");
}

/* Returns: the length of the head, or 0 where it does not end */
static gsize
read_head (const guint8 *bytes, gsize length, Framing *framing)
{
  const guint8 *at = bytes, *end = bytes + length, *next;

  for (gboolean first = TRUE; at < end; at = next, first = FALSE)
    {
      const guint8 *line_end = wire_field_http_find_line (at, end, &next);

      if (!next)
        return 0;
      if (line_end == at && !first)
        return (gsize) (next - bytes);
      if (!first)
        note_line (at, (gsize) (line_end - at), framing);
    }
  return 0;
}

/* Where chunks are (RFC 9112, section 7.1). */
enum
{
  CHUNK_NONE,
  CHUNK_SIZE,
  CHUNK_EXTENSION, /* the rest of the line with a size */
  CHUNK_DATA,
  CHUNK_DATA_END, /* the line end after data */
  CHUNK_TRAILER_BEGIN,
  CHUNK_TRAILER,
};

static void
end_size_line (WireFieldSide *side)
{
  side->following = side->left > 0 ? CHUNK_DATA : CHUNK_TRAILER_BEGIN;
}

/* One byte that is not data. Returns: whether the message ends with it */
static gboolean
take_byte (WireFieldSide *side, guint8 byte)
{
  switch (side->following)
    {
    case CHUNK_SIZE:
      if (g_ascii_isxdigit (byte) && side->left < G_MAXUINT32)
        side->left = side->left << 4 | (guint64) g_ascii_xdigit_value ((char) byte);
      else if (byte == '\n')
        end_size_line (side);
      else
        side->following = CHUNK_EXTENSION;
      return FALSE;
    case CHUNK_EXTENSION:
      if (byte == '\n')
        end_size_line (side);
      return FALSE;
    case CHUNK_DATA_END:
      if (byte == '\n')
        {
          side->following = CHUNK_SIZE;
          side->left = 0;
        }
      return FALSE;
    case CHUNK_TRAILER_BEGIN:
      if (byte != '\r' && byte != '\n')
        side->following = CHUNK_TRAILER;
      return byte == '\n';
    default:
      if (byte == '\n')
        side->following = CHUNK_TRAILER_BEGIN;
      return FALSE;
    }
}

gsize
wire_field_http_follow (WireFieldSide *side, const guint8 *bytes, gsize length, gboolean *done)
{
  gsize at = 0;

  while (at < length && !*done)
    {
      if (side->following != CHUNK_DATA)
        *done = take_byte (side, bytes[at++]);
      else
        {
          gsize n = (gsize) MIN (side->left, length - at);

          at += n;
          side->left -= n;
          if (side->left == 0)
            side->following = CHUNK_DATA_END;
        }
    }
  return at;
}

static guint
read_status (const guint8 *line, gsize length)
{
  const guint8 *space = memchr (line, ' ', length);
  guint status = 0;

  for (space = space ? space + 1 : line + length;
       space < line + length && g_ascii_isdigit (*space) && status < 1000; space++)
    status = status * 10 + (guint) g_ascii_digit_value ((char) *space);
  return status;
}

static gboolean
has_no_body (const WireFieldSide *side, const guint8 *line, gsize length)
{
  guint status;

  if (!wire_field_http_is_status (line, length))
    return FALSE;
  status = read_status (line, length);
  return side->head || side->connect || status / 100 == 1 || status == 204 || status == 304;
}

WireFieldCut
wire_field_http_cut (WireFieldSide *side, const guint8 *bytes, gsize length, guint64 *size)
{
  Framing framing = { 0 };
  const guint8 *next;
  gsize line = (gsize) (wire_field_http_find_line (bytes, bytes + length, &next) - bytes);
  gsize head;

  *size = 0;
  if (!next)
    return length > MAX_HEAD ? WIRE_FIELD_CUT_FOREIGN : WIRE_FIELD_CUT_MORE;
  if (length >= 14 && memcmp (bytes, "PRI * HTTP/2.0", 14) == 0) /* RFC 9113, section 3.4 */
    {
      side->next_talk = WIRE_FIELD_TALK_HTTP2;
      return WIRE_FIELD_CUT_OTHER;
    }
  if (!wire_field_http_is_start (bytes, line))
    return WIRE_FIELD_CUT_FOREIGN;
  head = read_head (bytes, length, &framing);
  if (head == 0)
    return length > MAX_HEAD ? WIRE_FIELD_CUT_FOREIGN : WIRE_FIELD_CUT_MORE;
  *size = head;
  if (has_no_body (side, bytes, line))
    return WIRE_FIELD_CUT_WHOLE;
  if (framing.chunked)
    {
      side->following = CHUNK_SIZE;
      side->left = 0;
      return WIRE_FIELD_CUT_PARTS;
    }
  if (framing.has_length && framing.length > G_MAXINT32)
    *size = WIRE_FIELD_UNTIL_END; /* more than Wireshark waits for */
  else if (framing.has_length)
    *size = head + framing.length;
  else if (wire_field_http_is_status (bytes, line) && framing.has_type && !framing.keeps_alive)
    *size = WIRE_FIELD_UNTIL_END;
  return WIRE_FIELD_CUT_WHOLE;
}

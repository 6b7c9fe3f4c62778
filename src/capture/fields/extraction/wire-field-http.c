/* wire-field-http.c: fields of messages of HTTP/1
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/extraction/wire-field-http.h"

#include "capture/fields/table/wire-field-table.h"

#include <string.h>

typedef struct
{
  WireFieldPacket *packet;
  gboolean request;
  gboolean secure;
  guint status;
  WireFieldTalk next; /* what an upgrade leads to */
  char *host;
  char *uri;
} Message;

static void
give_part (WireFieldPacket *packet, const char *name, const guint8 *from, const guint8 *to)
{
  wire_field_packet_give_raw (packet, name, from, (gsize) (to - from));
}

static void
give_parameters (WireFieldPacket *packet, const guint8 *from, const guint8 *to)
{
  while (from < to)
    {
      const guint8 *end = memchr (from, '&', (gsize) (to - from));

      give_part (packet, "http.request.uri.query.parameter", from, end ? end : to);
      from = end ? end + 1 : to;
    }
}

static void
give_uri (Message *self, const guint8 *from, const guint8 *to)
{
  const guint8 *mark = memchr (from, '?', (gsize) (to - from));

  give_part (self->packet, "http.request.uri", from, to);
  self->uri = g_strndup ((const char *) from, (gsize) (to - from));
  if (!mark)
    return;
  give_part (self->packet, "http.request.uri.path", from, mark);
  give_part (self->packet, "http.request.uri.query", mark + 1, to);
  give_parameters (self->packet, mark + 1, to);
}

static const guint8 *
find_space (const guint8 *from, const guint8 *to)
{
  const guint8 *space = from < to ? memchr (from, ' ', (gsize) (to - from)) : NULL;

  return space ? space : to;
}

static const guint8 *
skip_spaces (const guint8 *from, const guint8 *to)
{
  while (from < to && (*from == ' ' || *from == '\t'))
    from++;
  return from;
}

static void
give_request_line (Message *self, const guint8 *from, const guint8 *to)
{
  const guint8 *method_end = find_space (from, to);
  const guint8 *uri = skip_spaces (method_end, to);
  const guint8 *uri_end = find_space (uri, to);
  const guint8 *version = skip_spaces (uri_end, to);

  wire_field_packet_give_number (self->packet, "http.request", 1);
  give_part (self->packet, "http.request.method", from, method_end);
  give_uri (self, uri, uri_end);
  if (version < to)
    give_part (self->packet, "http.request.version", version, to);
}

static void
give_status_line (Message *self, const guint8 *from, const guint8 *to)
{
  const guint8 *version_end = find_space (from, to);
  const guint8 *code = skip_spaces (version_end, to);
  const guint8 *code_end = find_space (code, to);
  guint number = 0;

  wire_field_packet_give_number (self->packet, "http.response", 1);
  give_part (self->packet, "http.response.version", from, version_end);
  for (const guint8 *at = code; at < code_end && g_ascii_isdigit (*at) && number < 10000; at++)
    number = number * 10 + (guint) g_ascii_digit_value ((char) *at);
  self->status = number;
  if (code_end - code >= 3)
    wire_field_packet_give_number (self->packet, "http.response.code", number);
  if (code_end < to)
    give_part (self->packet, "http.response.phrase", code_end + 1, to);
}

/* Headers */

static void
give_cookies (WireFieldPacket *packet, const guint8 *from, const guint8 *to)
{
  while (from < to)
    {
      const guint8 *end = memchr (from, ';', (gsize) (to - from));

      from = skip_spaces (from, to);
      give_part (packet, "http.cookie_pair", from, end ? MAX (end, from) : to);
      from = end ? MAX (end, from) + 1 : to;
    }
}

static void
give_basic (WireFieldPacket *packet, const guint8 *from, const guint8 *to)
{
  g_autofree char *text = NULL;
  guchar *plain;
  gsize length;

  if (to - from <= 6 || g_ascii_strncasecmp ((const char *) from, "Basic ", 6) != 0)
    return;
  text = g_strndup ((const char *) from + 6, (gsize) (to - from) - 6);
  plain = wire_field_packet_own (packet, g_base64_decode (text, &length));
  wire_field_packet_give_raw (packet, "http.authbasic", plain, length);
}

static void
give_special (Message *self, const char *header, const guint8 *from, const guint8 *to)
{
  if (strcmp (header, "Content-Length") == 0 && from < to && g_ascii_isdigit (*from))
    {
      g_autofree char *digits = g_strndup ((const char *) from, (gsize) (to - from));

      wire_field_packet_give_number (self->packet, "http.content_length",
                                     g_ascii_strtoull (digits, NULL, 10));
    }
  else if (strcmp (header, "Cookie") == 0)
    give_cookies (self->packet, from, to);
  else if (strcmp (header, "Authorization") == 0)
    give_basic (self->packet, from, to);
  else if (strcmp (header, "Upgrade") == 0)
    self->next = to - from == 9 && g_ascii_strncasecmp ((const char *) from, "websocket", 9) == 0
                     ? WIRE_FIELD_TALK_WEBSOCKET
                 : to - from == 3 && g_ascii_strncasecmp ((const char *) from, "h2c", 3) == 0
                     ? WIRE_FIELD_TALK_HTTP2
                     : WIRE_FIELD_TALK_UNKNOWN;
  else if (strcmp (header, "Host") == 0 && !self->host)
    self->host = g_strndup ((const char *) from, (gsize) (to - from));
}

static const WireFieldInfo *
find_header (const guint8 *name, gsize length)
{
  guint n = wire_field_table_get_length ();

  for (guint i = 0; i < n; i++)
    {
      const WireFieldInfo *info = wire_field_table_get (i);

      if (info->protocol == WIRE_PROTOCOL_HTTP && info->describer
          && strlen (info->describer) == length
          && g_ascii_strncasecmp (info->describer, (const char *) name, length) == 0)
        return info;
    }
  return NULL;
}

/* A value goes on in lines that begin with a space (obs-fold); these are left out here. */
static void
give_header (Message *self, const guint8 *from, const guint8 *to, const guint8 *next)
{
  const guint8 *colon = memchr (from, ':', (gsize) (to - from));
  const WireFieldInfo *info = colon ? find_header (from, (gsize) (colon - from)) : NULL;
  const guint8 *value;

  give_part (self->packet, self->request ? "http.request.line" : "http.response.line", from, next);
  if (!info)
    return;
  value = skip_spaces (colon + 1, to);
  while (to > value && (to[-1] == ' ' || to[-1] == '\t'))
    to--;
  give_part (self->packet, info->name, value, to);
  give_special (self, info->describer, value, to);
}

static void
give_full_uri (Message *self)
{
  if (!self->uri)
    return;
  if (g_ascii_strncasecmp (self->uri, "http://", 7) == 0 || strcmp (self->uri, "*") == 0)
    wire_field_packet_give_text (self->packet, "http.request.full_uri", g_strdup (self->uri));
  else if (self->host)
    wire_field_packet_give_text (
        self->packet, "http.request.full_uri",
        g_strconcat (self->secure ? "https://" : "http://", self->host, self->uri, NULL));
}

static void
give_head (Message *self, const guint8 *bytes, const guint8 *end)
{
  const guint8 *at, *next, *line_end = wire_field_http_find_line (bytes, end, &next);

  self->request = !wire_field_http_is_status (bytes, (gsize) (line_end - bytes));
  if (self->request)
    give_request_line (self, bytes, line_end);
  else
    give_status_line (self, bytes, line_end);
  for (at = next; at && at < end; at = next)
    {
      line_end = wire_field_http_find_line (at, end, &next);
      if (line_end == at)
        break;
      give_header (self, at, line_end, next ? next : end);
    }
  give_full_uri (self);
}

static void
give (WireFieldSide *side,
      WireFieldSide *other,
      WireFieldPacket *packet,
      const guint8 *bytes,
      gsize length)
{
  Message self = { .packet = packet, .secure = side->secure };
  const guint8 *next;
  gsize line = (gsize) (wire_field_http_find_line (bytes, bytes + length, &next) - bytes);

  /* Where a packet was cut, this may be no message at all. */
  if (!wire_field_http_is_start (bytes, line))
    return;
  wire_field_packet_begin_layer (packet, WIRE_PROTOCOL_HTTP);
  wire_field_packet_give_protocol (packet, "http", bytes, length, length);
  give_head (&self, bytes, bytes + length);
  if (self.request)
    {
      other->head = length >= 5 && memcmp (bytes, "HEAD ", 5) == 0;
      other->connect = length >= 8 && memcmp (bytes, "CONNECT ", 8) == 0;
    }
  else if (self.status == 101 || (side->connect && self.status / 100 == 2))
    {
      side->ended = other->ended = TRUE;
      side->next_talk = self.status == 101 ? (guint8) self.next : WIRE_FIELD_TALK_UNKNOWN;
    }
  g_free (self.host);
  g_free (self.uri);
}

/* On its port, what is no message is called HTTP all the same. */
static void
foreign (WireFieldPacket *packet, const guint8 *bytes, gsize length)
{
  wire_field_packet_begin_layer (packet, WIRE_PROTOCOL_HTTP);
  wire_field_packet_give_protocol (packet, "http", bytes, length, length);
}

const WireFieldProtocol wire_field_http = { wire_field_http_follow, wire_field_http_cut, give,
                                            foreign, NULL };

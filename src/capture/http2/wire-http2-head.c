/* wire-http2-head.c: HPACK (RFC 7541), by libnghttp2, and pseudo fields (RFC 9113, section 8.3)
 *
 * A table that is begun late is right all the same: new entries come in front, so that an index
 * means what it should or lies beyond the table's end, which is an error. After one, or after a
 * block was lost, an empty table begins: again nothing can be mistaken for something else.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http2/wire-http2-head.h"

#include <string.h>

/** Releases what @self holds. */
void
wire_http2_head_clear (WireHttp2Head *self)
{
  g_free (self->method);
  g_free (self->path);
  g_free (self->scheme);
  g_free (self->authority);
  g_free (self->protocol);
  if (self->fields)
    g_string_free (self->fields, TRUE);
  *self = (WireHttp2Head){ 0 };
}

/* What would be taken for the end of a line, or of the text. */
static char *
to_line (const guint8 *bytes, gsize length)
{
  char *text = g_strndup ((const char *) bytes, length);

  for (gsize i = 0; i < length; i++)
    if (text[i] == '\r' || text[i] == '\n' || text[i] == '\0')
      text[i] = ' ';
  return text;
}

static gboolean
is_named (const nghttp2_nv *field, const char *name)
{
  return field->namelen == strlen (name) && memcmp (field->name, name, field->namelen) == 0;
}

static guint
read_status (const nghttp2_nv *field)
{
  guint status = 0;

  if (field->valuelen != 3)
    return 0;
  for (guint i = 0; i < 3; i++)
    {
      if (!g_ascii_isdigit (field->value[i]))
        return 0;
      status = status * 10 + (guint) (field->value[i] - '0');
    }
  return status;
}

static void
take_pseudo (WireHttp2Head *self, const nghttp2_nv *field)
{
  const struct
  {
    const char *name;
    char **place;
  } PLACES[] = {
    { ":method", &self->method },     { ":path", &self->path },
    { ":scheme", &self->scheme },     { ":authority", &self->authority },
    { ":protocol", &self->protocol },
  };

  if (is_named (field, ":status"))
    self->status = read_status (field);
  for (guint i = 0; i < G_N_ELEMENTS (PLACES); i++)
    if (is_named (field, PLACES[i].name) && !*PLACES[i].place)
      *PLACES[i].place = to_line (field->value, field->valuelen);
}

static void
take_field (WireHttp2Head *self, const nghttp2_nv *field)
{
  gsize size = self->fields->len + field->namelen + field->valuelen;

  if (size > WIRE_HTTP2_MAX_FIELDS)
    {
      self->whole = FALSE;
      return;
    }
  if (field->namelen > 0 && field->name[0] == ':')
    {
      take_pseudo (self, field);
      return;
    }
  g_autofree char *name = to_line (field->name, field->namelen);
  g_autofree char *value = to_line (field->value, field->valuelen);
  g_string_append_len (self->fields, name, (gssize) field->namelen);
  g_string_append (self->fields, ": ");
  g_string_append_len (self->fields, value, (gssize) field->valuelen);
  g_string_append (self->fields, "\r\n");
}

static nghttp2_hd_inflater *
ensure_inflater (nghttp2_hd_inflater **inflater)
{
  if (!*inflater
      && (nghttp2_hd_inflate_new (inflater) != 0
          || nghttp2_hd_inflate_change_table_size (*inflater, WIRE_HTTP2_MAX_TABLE) != 0))
    g_error ("out of memory for HPACK");
  return *inflater;
}

/* Returns: whether the block makes sense to its end */
static gboolean
inflate (WireHttp2Head *self, nghttp2_hd_inflater *inflater, const guint8 *block, gsize length)
{
  int flags = 0;

  while (!(flags & NGHTTP2_HD_INFLATE_FINAL))
    {
      nghttp2_nv field;
      ssize_t used;

      flags = 0;
      used = nghttp2_hd_inflate_hd2 (inflater, &field, &flags, block, length, 1);
      if (used < 0 || (used == 0 && flags == 0))
        return FALSE;
      block += used;
      length -= (gsize) used;
      if (flags & NGHTTP2_HD_INFLATE_EMIT)
        take_field (self, &field);
    }
  nghttp2_hd_inflate_end_headers (inflater);
  return length == 0;
}

/**
 * wire_http2_head_read:
 * @self: (out): takes the fields
 * @inflater: (inout): of the side that sent @block; %NULL for an empty table. It is %NULL again
 * where
 *   @block refers to what is not in the table.
 * @block: fields, packed
 * @length: bytes of @block
 *
 * Unpacks the fields of a message. Those before one that cannot be unpacked are there.
 */
void
wire_http2_head_read (WireHttp2Head *self,
                      nghttp2_hd_inflater **inflater,
                      const guint8 *block,
                      gsize length)
{
  *self = (WireHttp2Head){ .fields = g_string_new (NULL), .whole = TRUE };
  if (inflate (self, ensure_inflater (inflater), block, length))
    return;
  self->whole = FALSE;
  g_clear_pointer (inflater, nghttp2_hd_inflate_del);
}

/** Returns: (transfer full): @self written as one of HTTP/1 would be */
GString *
wire_http2_head_write (const WireHttp2Head *self)
{
  GString *text = g_string_new (NULL);
  const char *target = self->path ? self->path : self->authority;

  if (self->method)
    g_string_append_printf (text, "%s %s HTTP/2\r\n", self->method, target ? target : "");
  else
    g_string_append_printf (text, "HTTP/2 %03u\r\n", self->status);
  g_string_append_len (text, self->fields->str, (gssize) self->fields->len);
  g_string_append (text, "\r\n");
  return text;
}

/* wire-field-http2-block.c: header fields of HTTP/2, unpacked (RFC 7541)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/extraction/wire-field-http2-block.h"

#include "capture/fields/table/wire-field-table.h"
#include "capture/http2/wire-http2-head.h"

#include <string.h>

/* What a full URI is made of. */
typedef struct
{
  WireFieldPacket *packet;
  char *scheme;
  char *authority;
  char *path;
  gsize size;
} Fields;

static char *
copy_value (const nghttp2_nv *field)
{
  return g_strndup ((const char *) field->value, field->valuelen);
}

static gboolean
is_named (const nghttp2_nv *field, const char *name)
{
  return field->namelen == strlen (name) && memcmp (field->name, name, field->namelen) == 0;
}

static void
keep_part (const nghttp2_nv *field, const char *name, char **part)
{
  if (!*part && is_named (field, name))
    *part = copy_value (field);
}

/* `:path` is http2.headers.path, and `content-type` is http2.headers.content_type. */
static void
give_named (WireFieldPacket *packet, const nghttp2_nv *field)
{
  gboolean pseudo = field->namelen > 0 && field->name[0] == ':';
  g_autofree char *end =
      g_strndup ((const char *) field->name + pseudo, field->namelen - (gsize) pseudo);
  g_autofree char *name = g_strconcat ("http2.headers.", g_strdelimit (end, "-", '_'), NULL);
  const WireFieldInfo *info = wire_field_table_find (name, strlen (name));
  g_autofree char *value = copy_value (field);

  if (info && info->type == WIRE_FIELD_TEXT)
    wire_field_packet_give_text (packet, info->name, g_steal_pointer (&value));
  else if (info && g_ascii_isdigit (*value))
    wire_field_packet_give_number (packet, info->name, g_ascii_strtoull (value, NULL, 10));
}

static void
give_field (Fields *self, const nghttp2_nv *field)
{
  char *name = g_strndup ((const char *) field->name, field->namelen);

  self->size += field->namelen + field->valuelen;
  if (self->size > WIRE_HTTP2_MAX_FIELDS)
    {
      g_free (name);
      return;
    }
  wire_field_packet_give_protocol (self->packet, "http2.header", (const guint8 *) name,
                                   field->namelen, field->namelen);
  wire_field_packet_give_text (self->packet, "http2.header.name", name);
  wire_field_packet_give_text (self->packet, "http2.header.value", copy_value (field));
  give_named (self->packet, field);
  keep_part (field, ":scheme", &self->scheme);
  keep_part (field, ":authority", &self->authority);
  keep_part (field, ":path", &self->path);
}

static nghttp2_hd_inflater *
ensure_inflater (WireFieldSide *side)
{
  if (!side->inflater
      && (nghttp2_hd_inflate_new (&side->inflater) != 0
          || nghttp2_hd_inflate_change_table_size (side->inflater, WIRE_HTTP2_MAX_TABLE) != 0))
    g_error ("out of memory for HPACK");
  return side->inflater;
}

/* After what makes no sense, an empty table begins. */
static void
inflate (WireFieldSide *side, Fields *fields, const guint8 *bytes, gsize length, gboolean ends)
{
  nghttp2_hd_inflater *inflater = ensure_inflater (side);
  int flags = 0;

  while (!(flags & NGHTTP2_HD_INFLATE_FINAL) && (length > 0 || ends))
    {
      nghttp2_nv field;
      ssize_t used;

      flags = 0;
      used = nghttp2_hd_inflate_hd2 (inflater, &field, &flags, bytes, length, ends);
      if (used < 0 || (used == 0 && flags == 0))
        {
          g_clear_pointer (&side->inflater, nghttp2_hd_inflate_del);
          return;
        }
      bytes += used;
      length -= (gsize) used;
      if (flags & NGHTTP2_HD_INFLATE_EMIT)
        give_field (fields, &field);
    }
  if (ends)
    nghttp2_hd_inflate_end_headers (inflater);
}

/**
 * wire_field_http2_add_block:
 * @side: who sends
 * @packet: takes the fields
 * @bytes: (nullable): what a frame holds of a block of header fields
 * @length: of @bytes
 * @ends: the block ends with them
 *
 * Gives the header fields that end in @bytes. One that goes on in the next frame is given there.
 */
void
wire_field_http2_add_block (
    WireFieldSide *side, WireFieldPacket *packet, const guint8 *bytes, gsize length, gboolean ends)
{
  Fields fields = { .packet = packet };

  inflate (side, &fields, bytes ? bytes : (const guint8 *) "", length, ends);
  if (fields.scheme && fields.authority && fields.path)
    wire_field_packet_give_text (
        packet, "http2.request.full_uri",
        g_strconcat (fields.scheme, "://", fields.authority, fields.path, NULL));
  g_free (fields.scheme);
  g_free (fields.authority);
  g_free (fields.path);
}

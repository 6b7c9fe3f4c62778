/* wire-smb-message.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-smb-message.h"

/* Names on the wire have 16 bits of length at most, and those of files are shorter than this. */
#define MAX_TEXT 65534u

static void
add_place (WireBody *body, const WireExtent *extent, guint64 skip, guint64 length)
{
  if (extent->offset == WIRE_EXTENT_GAP)
    wire_body_add_gap (body, length, extent->packet);
  else
    wire_body_add (body, extent->offset + skip, (guint32) length, extent->packet);
}

/**
 * wire_smb_message_find:
 * @self: a message
 * @from: the first byte of it that is wanted
 * @length: how many; where the message is shorter, fewer
 * @body: (inout): takes their places; those that were not captured are gaps
 */
void
wire_smb_message_find (const WireSmbMessage *self, guint64 from, guint64 length, WireBody *body)
{
  guint64 end = from > self->size ? from : from + MIN (length, self->size - from);
  const WireExtent whole = { self->offset, (guint32) self->length, self->packet };
  const WireExtent *extents = self->places ? self->places->extents : &whole;
  guint32 n = self->places ? self->places->n : 1;
  guint64 at = 0;

  for (guint32 i = 0; i < n && from < end; at += extents[i++].length)
    {
      guint64 skip = from - at;
      guint64 some;

      if (from >= at + extents[i].length)
        continue;
      some = MIN (end - from, extents[i].length - skip);
      add_place (body, &extents[i], skip, some);
      from += some;
    }
  if (from < end)
    wire_body_add_gap (body, end - from, self->packet);
}

/** Whether @self begins with @first and `SMB`. */
gboolean
wire_smb_message_is (const WireSmbMessage *self, guint8 first)
{
  return self->length >= 4 && self->bytes[0] == first && memcmp (self->bytes + 1, "SMB", 3) == 0;
}

/** Returns: a cursor at byte @from of @self; a failed one where that is not there */
WireCursor
wire_smb_message_read (const WireSmbMessage *self, gsize from)
{
  WireCursor cursor = wire_cursor_new (self->bytes, self->length);

  wire_cursor_skip (&cursor, from);
  return cursor;
}

/** Whether a packet of remote procedure calls is at @at, as they go through named pipes:
 * version 5.0 or 5.1, little endian (C706, section 12.6.3.1). */
gboolean
wire_smb_message_has_call (const WireSmbMessage *self, gsize at)
{
  WireCursor cursor = wire_smb_message_read (self, at);
  const guint8 *b = wire_cursor_take (&cursor, 8);

  return b && b[0] == 5 && b[1] <= 1 && b[2] <= 19 && memcmp (b + 4, "\x10\0\0\0", 4) == 0;
}

/* Returns: UTF-16, little endian, as UTF-8; what is not valid becomes a replacement character */
static char *
decode (const guint8 *bytes, gsize length)
{
  GString *out = g_string_sized_new (length / 2);

  for (gsize i = 0; i + 1 < length; i += 2)
    {
      gunichar unit = (gunichar) (bytes[i] | bytes[i + 1] << 8);
      gunichar next = i + 3 < length ? (gunichar) (bytes[i + 2] | bytes[i + 3] << 8) : 0;

      if ((unit & 0xfc00) == 0xd800 && (next & 0xfc00) == 0xdc00)
        {
          unit = 0x10000 + ((unit & 0x3ff) << 10) + (next & 0x3ff);
          i += 2;
        }
      g_string_append_unichar (out, unit == 0 || (unit & 0xf800) == 0xd800 ? 0xfffd : unit);
    }
  return g_string_free (out, FALSE);
}

/** Returns: (transfer full) (nullable): @length bytes of UTF-16 from byte @from of @self on, as
 *   UTF-8; %NULL where they are not all there */
char *
wire_smb_message_read_text (const WireSmbMessage *self, gsize from, gsize length)
{
  WireCursor cursor = wire_smb_message_read (self, from);
  const guint8 *bytes = length <= MAX_TEXT ? wire_cursor_take (&cursor, length) : NULL;

  return bytes ? decode (bytes, length) : NULL;
}

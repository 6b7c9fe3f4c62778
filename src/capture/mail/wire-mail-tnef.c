/* wire-mail-tnef.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Outlook packs what a mail carries into one attachment of a format of its own: MS-OXTNEF.
 */

#include "capture/mail/wire-mail-tnef.h"

#include "base/wire-cursor.h"

#include <string.h>

#define SIGNATURE 0x223e9f78u

/* Attributes (2.1.3.3). */
#define ATTACHMENT_BEGINS 0x00069002u
#define ATTACHMENT_TITLE 0x00018010u
#define ATTACHMENT_DATA 0x0006800fu
#define ATTACHMENT_PROPERTIES 0x00069005u

/* Properties and their types (MS-OXPROPS, MS-OXCDATA 2.11.1). */
#define LONG_FILE_NAME 0x3707
#define NAMED 0x8000
#define SEVERAL 0x1000
#define STRING8 0x001e
#define UNICODE 0x001f
#define OBJECT 0x000d
#define BINARY 0x0102
#define CLASS_ID 0x0048

#define MAX_PROPERTIES 4096u

/* An attachment, as its attributes come. Bytes belong to the file. */
typedef struct
{
  char *title;
  char *long_name;
  const guint8 *data;
  gsize length;
} File;

static void
file_clear (File *self)
{
  g_free (self->title);
  g_free (self->long_name);
  *self = (File){ 0 };
}

/* Strings of old are of the sender's code page, which is mostly this one; they end in a NUL. */
static char *
read_string8 (const guint8 *bytes, gsize length)
{
  gsize n = strnlen ((const char *) bytes, length);

  if (g_utf8_validate ((const char *) bytes, (gssize) n, NULL))
    return g_strndup ((const char *) bytes, n);
  return g_convert ((const char *) bytes, (gssize) n, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);
}

static char *
read_utf16 (const guint8 *bytes, gsize length)
{
  char *text = g_convert ((const char *) bytes, (gssize) (length & ~(gsize) 1), "UTF-8", "UTF-16LE",
                          NULL, NULL, NULL);

  return text;
}

static void
skip_name (WireCursor *cursor)
{
  wire_cursor_skip (cursor, 16);
  if (wire_cursor_le32 (cursor) == 0)
    wire_cursor_skip (cursor, 4);
  else
    {
      gsize length = wire_cursor_le32 (cursor);

      wire_cursor_skip (cursor, (length + 3) & ~(gsize) 3);
    }
}

/* Returns: bytes of one value of @type, or 0 where it says how long it is */
static gsize
get_fixed_size (guint type)
{
  switch (type)
    {
    case STRING8:
    case UNICODE:
    case OBJECT:
    case BINARY:
      return 0;
    case CLASS_ID:
      return 16;
    case 0x0005: /* double, currency, times, integers of 64 bits */
    case 0x0006:
    case 0x0007:
    case 0x0014:
    case 0x0040:
      return 8;
    default:
      return 4; /* what is shorter is padded */
    }
}

static void
read_value (WireCursor *cursor, guint type, guint id, File *file)
{
  gsize length = get_fixed_size (type);
  gboolean variable = length == 0;
  const guint8 *bytes;

  if (variable)
    length = wire_cursor_le32 (cursor);
  bytes = wire_cursor_take (cursor, length);
  if (variable)
    wire_cursor_skip (cursor, -length & 3);
  if (!bytes || id != LONG_FILE_NAME || (type != STRING8 && type != UNICODE))
    return;
  g_free (file->long_name);
  file->long_name = type == UNICODE ? read_utf16 (bytes, length) : read_string8 (bytes, length);
}

static void
read_properties (WireCursor cursor, File *file)
{
  guint32 n = wire_cursor_le32 (&cursor);

  for (guint32 i = 0; i < MIN (n, MAX_PROPERTIES) && !cursor.failed; i++)
    {
      guint type = wire_cursor_le16 (&cursor);
      guint id = wire_cursor_le16 (&cursor);
      guint32 values = 1;

      if (id >= NAMED)
        skip_name (&cursor);
      if (type & SEVERAL || get_fixed_size (type) == 0)
        values = wire_cursor_le32 (&cursor);
      for (guint32 k = 0; k < values && !cursor.failed; k++)
        read_value (&cursor, type & ~(guint) SEVERAL, id, file);
    }
}

static void
finish_file (WireMailWalk *walk, File *file, gsize place)
{
  const WireMailPart part = {
    .name = file->long_name ? file->long_name : file->title,
    .from = place,
    .to = place,
    .content = file->data,
    .length = file->length,
    .whole = TRUE,
  };

  if (file->data)
    wire_mail_walk_add (walk, &part);
  file_clear (file);
}

static void
take_attribute (
    WireMailWalk *walk, guint32 tag, const guint8 *bytes, gsize length, gsize place, File *file)
{
  if (tag == ATTACHMENT_BEGINS)
    finish_file (walk, file, place);
  else if (tag == ATTACHMENT_DATA)
    {
      file->data = bytes;
      file->length = length;
    }
  else if (tag == ATTACHMENT_TITLE)
    {
      g_free (file->title);
      file->title = read_string8 (bytes, length);
    }
  else if (tag == ATTACHMENT_PROPERTIES)
    read_properties (wire_cursor_new (bytes, length), file);
}

/**
 * wire_mail_tnef_take:
 * @walk: gets the files
 * @bytes: an attachment, decoded
 * @length: of @bytes
 * @place: where it is in the mail
 *
 * Returns: whether it is such a file
 */
gboolean
wire_mail_tnef_take (WireMailWalk *walk, const guint8 *bytes, gsize length, gsize place)
{
  WireCursor cursor = wire_cursor_new (bytes, length);
  File file = { 0 };

  if (wire_cursor_le32 (&cursor) != SIGNATURE)
    return FALSE;
  wire_cursor_skip (&cursor, 2);
  while (wire_cursor_remaining (&cursor) > 0)
    {
      guint32 tag;
      guint32 size;
      const guint8 *value;

      wire_cursor_skip (&cursor, 1); /* of the mail or of an attachment: the tag says it, too */
      tag = wire_cursor_le32 (&cursor);
      size = wire_cursor_le32 (&cursor);
      value = wire_cursor_take (&cursor, size);
      wire_cursor_skip (&cursor, 2); /* a sum of the bytes */
      if (value)
        take_attribute (walk, tag, value, size, place, &file);
    }
  finish_file (walk, &file, place);
  return TRUE;
}

/* wire-file-length.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/types/wire-file-length.h"

#include "base/wire-cursor.h"

#include <string.h>

/* Of a header that is read at once. */
#define HEADER_BYTES 4096
/* Boxes of a film that are followed: fragmented ones have two a second. */
#define MAX_BOXES 100000
/* Of the end of a PDF, in which its last line is looked for. */
#define PDF_TAIL (1024 * 1024)

static WireCursor
read_at (const WireTypeSource *source, guint64 offset, guint8 *bytes, gsize length)
{
  gsize n = offset < source->size ? source->read (offset, bytes, length, source->data) : 0;

  return wire_cursor_new (bytes, n);
}

/* RIFF and IFF: a length that does not count itself, padded to even. */
static guint64
find_riff_end (const WireTypeSource *source)
{
  guint8 bytes[8];
  WireCursor cursor = read_at (source, 4, bytes, 4);
  guint32 size = wire_cursor_le32 (&cursor);

  return size == 0 || size == G_MAXUINT32 ? 0 : 8 + (guint64) size + (size & 1);
}

static guint64
find_iff_end (const WireTypeSource *source)
{
  guint8 bytes[8];
  WireCursor cursor = read_at (source, 4, bytes, 4);
  guint32 size = wire_cursor_be32 (&cursor);

  return size == 0 || size == G_MAXUINT32 ? 0 : 8 + (guint64) size + (size & 1);
}

/* 7zFormat.txt: the end header's offset and length count from the end of the start header. */
static guint64
find_7z_end (const WireTypeSource *source)
{
  guint8 bytes[32];
  WireCursor cursor = read_at (source, 12, bytes, 16);
  guint64 offset = wire_cursor_le64 (&cursor);
  guint64 size = wire_cursor_le64 (&cursor);

  return cursor.failed || offset > source->size || size > source->size ? 0 : 32 + offset + size;
}

/* [MS-CAB] 2.1: cbCabinet. */
static guint64
find_cabinet_end (const WireTypeSource *source)
{
  guint8 bytes[4];
  WireCursor cursor = read_at (source, 8, bytes, sizeof bytes);

  return wire_cursor_le32 (&cursor);
}

/* WOFF and WOFF2: length. */
static guint64
find_woff_end (const WireTypeSource *source)
{
  guint8 bytes[4];
  WireCursor cursor = read_at (source, 8, bytes, sizeof bytes);

  return wire_cursor_be32 (&cursor);
}

static gboolean
is_box_type (guint32 type)
{
  for (guint shift = 0; shift < 32; shift += 8)
    {
      guint8 c = type >> shift & 0xff;

      if (!(g_ascii_isalnum ((char) c) || c == ' ' || c == '-' || c == '_' || c == 0xa9))
        return FALSE;
    }
  return TRUE;
}

/* ISO 14496-12, section 4.2: boxes one after the other. */
static guint64
find_media_end (const WireTypeSource *source)
{
  guint64 at = 0;

  for (guint i = 0; i < MAX_BOXES && at < source->size; i++)
    {
      guint8 bytes[16];
      WireCursor cursor = read_at (source, at, bytes, sizeof bytes);
      guint64 size = wire_cursor_be32 (&cursor);
      guint32 type = wire_cursor_be32 (&cursor);

      if (cursor.failed || !is_box_type (type))
        return at;
      if (size == 0)
        return source->size;
      if (size == 1)
        size = wire_cursor_be64 (&cursor);
      if (cursor.failed || size < 8)
        return at;
      if (size > source->size - at)
        return 0; /* the file is cut */
      at += size;
    }
  return at;
}

/* After the last `%%EOF` and its line end. */
static guint64
find_pdf_end (const WireTypeSource *source)
{
  gsize length = (gsize) MIN (source->size, PDF_TAIL);
  g_autofree guint8 *bytes = g_malloc (MAX (length, 1));
  guint64 start = source->size - length;
  gsize n = source->read (start, bytes, length, source->data);

  for (gsize i = n >= 5 ? n - 5 + 1 : 0; i > 0; i--)
    if (memcmp (bytes + i - 1, "%%EOF", 5) == 0)
      {
        gsize end = i - 1 + 5;

        if (end < n && bytes[end] == '\r')
          end++;
        if (end < n && bytes[end] == '\n')
          end++;
        return start + end;
      }
  return 0;
}

/* PE: what the last section and the certificates, which follow it, reach to. */
static guint64
find_program_end (const WireTypeSource *source)
{
  g_autofree guint8 *bytes = g_malloc (HEADER_BYTES);
  WireCursor cursor = read_at (source, 0x3c, bytes, 4);
  guint64 header = wire_cursor_le32 (&cursor);
  const guint8 *signature;
  guint16 sections;
  guint16 optional;
  guint16 magic;
  guint64 end;
  guint32 at;
  guint32 size;

  cursor = read_at (source, header, bytes, HEADER_BYTES);
  signature = wire_cursor_take (&cursor, 4);
  if (!signature || memcmp (signature, "PE\0\0", 4) != 0)
    return 0;
  wire_cursor_skip (&cursor, 2);
  sections = wire_cursor_le16 (&cursor);
  wire_cursor_skip (&cursor, 12);
  optional = wire_cursor_le16 (&cursor);
  wire_cursor_skip (&cursor, 2);
  magic = wire_cursor_le16 (&cursor);
  if (cursor.failed || optional < 2 || sections > 96)
    return 0;
  end = header + 24 + optional + 40 * (guint64) sections;
  cursor = read_at (source, header + 24 + optional, bytes, HEADER_BYTES);
  for (guint i = 0; i < sections; i++)
    {
      wire_cursor_skip (&cursor, 16);
      size = wire_cursor_le32 (&cursor);
      at = wire_cursor_le32 (&cursor);
      wire_cursor_skip (&cursor, 16);
      if (!cursor.failed && size > 0)
        end = MAX (end, (guint64) at + size);
    }
  /* The fifth directory has the certificates; its address is an offset in the file. */
  cursor = read_at (source, header + 24 + (magic == 0x20b ? 144 : 128), bytes, 8);
  at = wire_cursor_le32 (&cursor);
  size = wire_cursor_le32 (&cursor);
  if (!cursor.failed && optional >= (magic == 0x20b ? 152 : 136) && at >= end)
    end = MAX (end, (guint64) at + size);
  return cursor.failed ? 0 : end;
}

static const struct
{
  guint offset;
  const char *bytes;
  guint64 (*find) (const WireTypeSource *source);
} FORMATS[] = {
  { 0, "RIFF", find_riff_end },
  { 0, "FORM", find_iff_end },
  { 0, "7z\xbc\xaf\x27\x1c", find_7z_end },
  { 0, "MSCF", find_cabinet_end },
  { 0, "wOFF", find_woff_end },
  { 0, "wOF2", find_woff_end },
  { 4, "ftyp", find_media_end },
  { 0, "%PDF-", find_pdf_end },
  { 0, "MZ", find_program_end },
};

/**
 * wire_file_length_find:
 * @source: a whole file
 * @end: (out): where its format ends; what comes after it was appended
 *
 * For RIFF and IFF, 7-Zip, cabinets, web fonts, MP4, PDF and Windows programs, of which an
 * installer often has its archive after the program. Reads some kilobytes. Any thread that may read
 * @source.
 *
 * Returns: whether the format says it, and the file is not shorter
 */
gboolean
wire_file_length_find (const WireTypeSource *source, guint64 *end)
{
  guint8 head[16];
  gsize n = source->read (0, head, sizeof head, source->data);

  for (gsize i = 0; i < G_N_ELEMENTS (FORMATS); i++)
    {
      gsize length = strlen (FORMATS[i].bytes);

      if (n >= FORMATS[i].offset + length
          && memcmp (head + FORMATS[i].offset, FORMATS[i].bytes, length) == 0)
        {
          *end = FORMATS[i].find (source);
          return *end > 0 && *end <= source->size;
        }
    }
  return FALSE;
}

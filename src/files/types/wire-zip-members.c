/* wire-zip-members.c
 *
 * PKWARE APPNOTE 6.3.10: the end record (4.3.16) tells where the central directory (4.3.12) is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/types/wire-zip-members.h"

#include "base/wire-cursor.h"

#include <string.h>
#include <zlib.h>

/* The end record with the longest comment. */
#define END_SEARCH (22 + 65535)
/* Of the central directory: some four thousand names. What tells a format is among them. */
#define DIRECTORY_BYTES (256 * 1024)
/* Of an archive that was cut. */
#define LOCAL_SEARCH (64 * 1024)
/* Of a member. */
#define START_BYTES 512

#define STORED 0
#define DEFLATED 8

typedef struct
{
  guint64 offset; /* of the directory */
  gsize length;
  guint64 base; /* of the archive: what comes before it does not count */
} Directory;

/* The end record at @bytes, which is at @at in @source. */
static gboolean
read_end (const WireTypeSource *source,
          const guint8 *bytes,
          gsize length,
          guint64 at,
          Directory *directory)
{
  WireCursor cursor = wire_cursor_new (bytes, length);
  guint64 size;
  guint64 offset;

  wire_cursor_skip (&cursor, 12);
  size = wire_cursor_le32 (&cursor);
  offset = wire_cursor_le32 (&cursor);
  if (cursor.failed || size > at || at > source->size)
    return FALSE;
  directory->offset = at - size;
  directory->base = offset <= directory->offset ? directory->offset - offset : 0;
  directory->length = (gsize) MIN (size, DIRECTORY_BYTES);
  return TRUE;
}

/* ZIP64 (4.3.14 and 4.3.15): where 32 bits do not do, a record says it, which a locator before the
 * end record at @at finds. */
static gboolean
read_zip64_end (const WireTypeSource *source, guint64 at, Directory *directory)
{
  guint8 bytes[56];
  WireCursor cursor;
  guint64 record;

  if (at < 20 || source->read (at - 20, bytes, 20, source->data) != 20
      || memcmp (bytes, "PK\6\7", 4) != 0)
    return FALSE;
  cursor = wire_cursor_new (bytes, 20);
  wire_cursor_skip (&cursor, 8);
  record = wire_cursor_le64 (&cursor);
  if (record >= at || source->read (record, bytes, sizeof bytes, source->data) != sizeof bytes
      || memcmp (bytes, "PK\6\6", 4) != 0)
    return FALSE;
  cursor = wire_cursor_new (bytes, sizeof bytes);
  wire_cursor_skip (&cursor, 40);
  directory->length = (gsize) MIN (wire_cursor_le64 (&cursor), DIRECTORY_BYTES);
  directory->offset = wire_cursor_le64 (&cursor);
  directory->base = 0;
  return directory->offset < source->size;
}

static gboolean
find_directory (const WireTypeSource *source, Directory *directory)
{
  gsize search = (gsize) MIN (source->size, END_SEARCH);
  g_autofree guint8 *tail = g_malloc (MAX (search, 1));
  guint64 start = source->size - search;
  gsize n = source->read (start, tail, search, source->data);

  for (gsize i = n >= 22 ? n - 22 + 1 : 0; i > 0; i--)
    if (memcmp (tail + i - 1, "PK\5\6", 4) == 0)
      return read_zip64_end (source, start + i - 1, directory)
             || read_end (source, tail + i - 1, n - i + 1, start + i - 1, directory);
  return FALSE;
}

/* Returns: whether an entry was there */
static gboolean
visit_entry (WireCursor *cursor, const Directory *directory, WireZipVisit visit, gpointer data)
{
  WireZipMember member;
  guint64 rest;

  if (wire_cursor_remaining (cursor) < 46
      || memcmp (wire_cursor_take (cursor, 4), "PK\1\2", 4) != 0)
    return FALSE;
  wire_cursor_skip (cursor, 6);
  member.method = wire_cursor_le16 (cursor);
  wire_cursor_skip (cursor, 8);
  member.packed = wire_cursor_le32 (cursor);
  wire_cursor_skip (cursor, 4);
  member.length = wire_cursor_le16 (cursor);
  rest = wire_cursor_le16 (cursor);
  rest += wire_cursor_le16 (cursor);
  wire_cursor_skip (cursor, 8);
  member.offset = directory->base + wire_cursor_le32 (cursor);
  member.name = wire_cursor_take (cursor, member.length);
  if (!member.name)
    return FALSE;
  visit (&member, data);
  wire_cursor_skip (cursor, MIN (rest, wire_cursor_remaining (cursor)));
  return TRUE;
}

/* Returns: whether the directory is there, and not empty */
static gboolean
visit_directory (const WireTypeSource *source, WireZipVisit visit, gpointer data)
{
  Directory directory;
  g_autofree guint8 *bytes = NULL;
  WireCursor cursor;
  guint n = 0;

  if (!find_directory (source, &directory) || directory.length == 0)
    return FALSE;
  bytes = g_malloc (directory.length);
  cursor = wire_cursor_new (bytes,
                            source->read (directory.offset, bytes, directory.length, source->data));
  while (visit_entry (&cursor, &directory, visit, data))
    n++;
  return n > 0;
}

/* Archives without a readable end: the local headers that still are there. They are searched for,
 * not followed: where sizes come after the data, they are 0 before it. */
static void
visit_local (const WireTypeSource *source, WireZipVisit visit, gpointer data)
{
  g_autofree guint8 *bytes = g_malloc (LOCAL_SEARCH);
  gsize length = source->read (0, bytes, LOCAL_SEARCH, source->data);
  const guint8 *entry = bytes;

  while ((entry = memmem (entry, length - (gsize) (entry - bytes), "PK\3\4", 4)))
    {
      WireCursor cursor = wire_cursor_new (entry, length - (gsize) (entry - bytes));
      WireZipMember member = { .offset = (guint64) (entry - bytes) };

      wire_cursor_skip (&cursor, 8);
      member.method = wire_cursor_le16 (&cursor);
      wire_cursor_skip (&cursor, 8);
      member.packed = wire_cursor_le32 (&cursor);
      wire_cursor_skip (&cursor, 4);
      member.length = wire_cursor_le16 (&cursor);
      wire_cursor_skip (&cursor, 2);
      member.name = wire_cursor_take (&cursor, member.length);
      if (member.name)
        visit (&member, data);
      entry += 4;
    }
}

/**
 * wire_zip_members_visit:
 * @source: a ZIP archive
 * @visit: called with each member, some thousands at most
 *
 * Returns: whether the directory was there; otherwise @visit saw what is left of the members at the
 *   beginning
 */
gboolean
wire_zip_members_visit (const WireTypeSource *source, WireZipVisit visit, gpointer data)
{
  if (visit_directory (source, visit, data))
    return TRUE;
  visit_local (source, visit, data);
  return FALSE;
}

static char *
inflate_start (guint8 *packed, gsize length)
{
  guint8 bytes[START_BYTES];
  z_stream stream = {
    .next_in = packed, .avail_in = (uInt) length, .next_out = bytes, .avail_out = sizeof bytes
  };
  int code;

  if (inflateInit2 (&stream, -MAX_WBITS) != Z_OK)
    return NULL;
  code = inflate (&stream, Z_SYNC_FLUSH);
  inflateEnd (&stream);
  return code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR
             ? g_strndup ((const char *) bytes, sizeof bytes - stream.avail_out)
             : NULL;
}

/**
 * wire_zip_member_read_start:
 * @source: the archive
 * @member: one of its members
 *
 * Returns: (transfer full) (nullable): up to 512 bytes of its content, up to the first NUL; %NULL
 *   where they cannot be read
 */
char *
wire_zip_member_read_start (const WireTypeSource *source, const WireZipMember *member)
{
  guint8 header[30];
  guint8 packed[START_BYTES];
  guint64 offset = member->offset;
  gsize n = source->read (offset, header, sizeof header, source->data);
  WireCursor cursor = wire_cursor_new (header, n);
  gsize length;

  if (n < sizeof header || memcmp (header, "PK\3\4", 4) != 0)
    return NULL;
  wire_cursor_skip (&cursor, 26);
  offset += sizeof header + wire_cursor_le16 (&cursor);
  offset += wire_cursor_le16 (&cursor);
  length = (gsize) MIN (member->packed, sizeof packed);
  length = offset < source->size ? source->read (offset, packed, length, source->data) : 0;
  if (member->method == STORED)
    return g_strndup ((const char *) packed, length);
  return member->method == DEFLATED && length > 0 ? inflate_start (packed, length) : NULL;
}

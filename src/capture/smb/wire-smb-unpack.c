/* wire-smb-unpack.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-smb-unpack.h"

#include "capture/smb/wire-smb-unpack-private.h"

#define IDENTIFIER 4u
#define CHAINED 1u

static gboolean
repeat_pattern (WireCursor *in, WireSmbUnpacked *out)
{
  guint8 byte = wire_cursor_u8 (in);
  guint32 times;

  wire_cursor_skip (in, 3);
  times = wire_cursor_le32 (in);
  if (in->failed || times != out->size)
    return FALSE;
  memset (out->bytes, byte, times);
  return TRUE;
}

static gboolean
copy (WireCursor *in, WireSmbUnpacked *out)
{
  const guint8 *bytes = wire_cursor_take (in, out->size);

  if (bytes)
    memcpy (out->bytes, bytes, out->size);
  return bytes != NULL;
}

/**
 * wire_smb_unpack:
 * @packing: how @in is packed
 * @in: packed
 * @in_length: of @in
 * @out: takes it
 * @out_length: how long that is
 *
 * Returns: whether @in has all of it, and is right
 */
gboolean
wire_smb_unpack (
    WireSmbPacking packing, const guint8 *in, gsize in_length, guint8 *out, gsize out_length)
{
  WireCursor cursor = wire_cursor_new (in, in_length);
  WireSmbUnpacked unpacked = { out, out_length, 0 };

  switch (packing)
    {
    case WIRE_SMB_UNPACKED:
      return copy (&cursor, &unpacked);
    case WIRE_SMB_LZNT1:
      return wire_smb_unpack_lznt1 (&cursor, &unpacked);
    case WIRE_SMB_LZ77:
      return wire_smb_unpack_lz77 (&cursor, &unpacked);
    case WIRE_SMB_LZ77_HUFFMAN:
      return wire_smb_unpack_huffman (&cursor, &unpacked);
    case WIRE_SMB_PATTERN:
      return repeat_pattern (&cursor, &unpacked);
    default:
      return FALSE;
    }
}

/* Adds @size bytes, unpacked, to @out, which has no more than @limit. */
static gboolean
add_part (GByteArray *out,
          gsize limit,
          WireSmbPacking packing,
          const guint8 *in,
          gsize in_length,
          gsize size)
{
  guint at = out->len;

  if (!in || size > limit - at)
    return FALSE;
  if (size == 0)
    return TRUE;
  g_byte_array_set_size (out, (guint) (at + size));
  return wire_smb_unpack (packing, in, in_length, out->data + at, size);
}

/* One part of a chain (MS-SMB2, section 2.2.42.2.1). */
static gboolean
unpack_part (WireCursor *cursor, GByteArray *out, gsize limit)
{
  WireSmbPacking packing = wire_cursor_le16 (cursor);
  WireCursor part;
  guint32 length;
  gsize size;
  gsize left;

  wire_cursor_skip (cursor, 2);
  length = wire_cursor_le32 (cursor);
  part = wire_cursor_new (wire_cursor_take (cursor, length), length);
  if (cursor->failed)
    return FALSE;
  size = length;
  if (packing >= WIRE_SMB_LZNT1 && packing <= WIRE_SMB_LZ77_HUFFMAN)
    size = wire_cursor_le32 (&part);
  else if (packing == WIRE_SMB_PATTERN && length >= 8)
    size = (gsize) part.data[4] | (gsize) part.data[5] << 8 | (gsize) part.data[6] << 16
           | (gsize) part.data[7] << 24;
  left = wire_cursor_remaining (&part);
  return !part.failed && add_part (out, limit, packing, wire_cursor_take (&part, left), left, size);
}

static gboolean
unpack_chain (WireCursor *cursor, GByteArray *out, gsize size)
{
  while (wire_cursor_remaining (cursor) > 0)
    if (!unpack_part (cursor, out, size))
      return FALSE;
  return out->len == size;
}

/* A message whose beginning is not packed (MS-SMB2, section 2.2.42.1). */
static gboolean
unpack_single (WireCursor *cursor, GByteArray *out, gsize size)
{
  WireSmbPacking packing = wire_cursor_le16 (cursor);
  guint32 before;
  gsize left;

  wire_cursor_skip (cursor, 2);
  before = wire_cursor_le32 (cursor);
  if (before > WIRE_SMB_UNPACK_MAX
      || !add_part (out, WIRE_SMB_UNPACK_MAX, WIRE_SMB_UNPACKED, wire_cursor_peek (cursor, before),
                    before, before))
    return FALSE;
  wire_cursor_skip (cursor, before);
  left = wire_cursor_remaining (cursor);
  return add_part (out, WIRE_SMB_UNPACK_MAX, packing, wire_cursor_take (cursor, left), left, size);
}

/**
 * wire_smb_unpack_message:
 * @bytes: a message from its transform header on
 * @length: of @bytes
 *
 * Returns: (transfer full) (nullable): the message that was packed; %NULL where it is larger than
 *   %WIRE_SMB_UNPACK_MAX, or packed in a way that is wrong or not known
 */
GByteArray *
wire_smb_unpack_message (const guint8 *bytes, gsize length)
{
  WireCursor cursor = wire_cursor_new (bytes, length);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  gboolean done;
  guint32 size;

  wire_cursor_skip (&cursor, IDENTIFIER);
  size = wire_cursor_le32 (&cursor);
  if (wire_cursor_remaining (&cursor) < 8 || size > WIRE_SMB_UNPACK_MAX)
    return NULL;
  if (bytes[cursor.position + 2] & CHAINED)
    done = unpack_chain (&cursor, out, size);
  else
    done = unpack_single (&cursor, out, size);
  return done && out->len > 0 ? g_steal_pointer (&out) : NULL;
}

/* wire-smb-lznt1.c: LZNT1 (MS-XCA, section 2.5)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-smb-unpack-private.h"

/* Parts of a chunk's header. */
#define PACKED 0x8000u
#define LENGTH 0x0fffu

/* The bytes of a chunk, unpacked. */
#define CHUNK 4096u

/* How many bits of a token are the length: fewer, the further into the chunk it is. */
static guint
get_length_bits (gsize place)
{
  guint bits = 12;

  for (gsize rest = place - 1; rest >= 16; rest >>= 1)
    bits--;
  return bits;
}

static gboolean
unpack_token (WireCursor *in, WireSmbUnpacked *out, gsize begin)
{
  guint16 token = wire_cursor_le16 (in);
  gsize place = out->length - begin;
  guint bits;

  if (in->failed || place == 0 || place >= CHUNK)
    return FALSE;
  bits = get_length_bits (place);
  if ((gsize) (token >> bits) + 1 > place)
    return FALSE;
  return wire_smb_unpacked_repeat (out, (gsize) (token >> bits) + 1,
                                   (token & ((1u << bits) - 1)) + 3u);
}

static gboolean
unpack_chunk (WireCursor *in, WireSmbUnpacked *out)
{
  gsize begin = out->length;

  while (wire_cursor_remaining (in) > 0 && out->length < out->size)
    {
      guint8 flags = wire_cursor_u8 (in);

      for (guint i = 0; i < 8 && wire_cursor_remaining (in) > 0 && out->length < out->size; i++)
        if (flags & 1u << i ? !unpack_token (in, out, begin)
                            : !wire_smb_unpacked_add (out, wire_cursor_u8 (in)))
          return FALSE;
    }
  return TRUE;
}

static gboolean
copy_chunk (WireCursor *in, WireSmbUnpacked *out, gsize length)
{
  const guint8 *bytes = wire_cursor_take (in, length);

  if (!bytes || length > out->size - out->length)
    return FALSE;
  memcpy (out->bytes + out->length, bytes, length);
  out->length += length;
  return TRUE;
}

/* Returns: whether @in fills @out */
gboolean
wire_smb_unpack_lznt1 (WireCursor *in, WireSmbUnpacked *out)
{
  while (out->length < out->size)
    {
      guint16 head = wire_cursor_le16 (in);
      gsize length = (head & LENGTH) + 1u;
      WireCursor chunk = *in;

      wire_cursor_limit (&chunk, length);
      if (in->failed || head == 0)
        return FALSE;
      if (head & PACKED ? !unpack_chunk (&chunk, out) : !copy_chunk (&chunk, out, length))
        return FALSE;
      wire_cursor_skip (in, length);
    }
  return TRUE;
}

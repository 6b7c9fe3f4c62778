/* wire-smb-lz77.c: plain LZ77 (MS-XCA, section 2.4)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-smb-unpack-private.h"

/* Lengths from these on go on in half a byte, a byte, two, and four. */
#define HALF 7u
#define BYTE 15u

typedef struct
{
  WireCursor *in;
  const guint8 *half; /* a byte whose upper half is the next length; NULL: there is none */
} Lengths;

static guint
read_half (Lengths *self)
{
  const guint8 *half = self->half;

  self->half = half ? NULL : wire_cursor_take (self->in, 1);
  if (half)
    return *half >> 4;
  return self->half ? *self->half & 15 : 0;
}

/* Returns: the length of a repetition; 0 where it cannot be */
static gsize
read_length (Lengths *self, guint16 token)
{
  gsize length = token & 7;

  if (length < HALF)
    return length + 3;
  length = read_half (self);
  if (length < BYTE)
    return length + HALF + 3;
  length = wire_cursor_u8 (self->in);
  if (length < 255)
    return length + BYTE + HALF + 3;
  length = wire_cursor_le16 (self->in);
  if (length == 0)
    length = wire_cursor_le32 (self->in);
  return length < BYTE + HALF ? 0 : length + 3;
}

static gboolean
unpack_token (Lengths *lengths, WireSmbUnpacked *out)
{
  guint16 token = wire_cursor_le16 (lengths->in);
  gsize length = read_length (lengths, token);

  return length > 0 && !lengths->in->failed
         && wire_smb_unpacked_repeat (out, (gsize) (token >> 3) + 1, length);
}

/* Returns: whether @in fills @out */
gboolean
wire_smb_unpack_lz77 (WireCursor *in, WireSmbUnpacked *out)
{
  Lengths lengths = { in, NULL };

  while (out->length < out->size && !in->failed)
    {
      guint32 flags = wire_cursor_le32 (in);

      for (guint i = 0; i < 32 && out->length < out->size; i++)
        {
          if (wire_cursor_remaining (in) == 0)
            return FALSE;
          if (flags & 0x80000000u >> i ? !unpack_token (&lengths, out)
                                       : !wire_smb_unpacked_add (out, wire_cursor_u8 (in)))
            return FALSE;
        }
    }
  return !in->failed;
}

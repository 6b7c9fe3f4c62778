/* wire-smb-huffman.c: LZ77 with Huffman codes (MS-XCA, section 2.2)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-smb-unpack-private.h"

#define SYMBOLS 512u
#define MAX_BITS 15u
#define TABLE (SYMBOLS / 2)

/* What a table of codes is for, unpacked. */
#define BLOCK 65536u

/* Symbols from here on are repetitions. */
#define REPEATS 256u

/* Codes of each length, in order: how many there are, and where their symbols begin. */
typedef struct
{
  guint16 count[MAX_BITS + 1];
  guint16 first[MAX_BITS + 1];
  guint16 symbols[SYMBOLS];
} Codes;

/* Bits come in words of two bytes, the highest first; bytes between them are read from after the
 * words. */
typedef struct
{
  WireCursor *in;
  guint64 bits; /* @n of them, the next one on top */
  guint n;
} Bits;

/* Returns: whether each code is different from the others */
static gboolean
read_codes (WireCursor *in, Codes *codes)
{
  const guint8 *table = wire_cursor_take (in, TABLE);
  guint32 used = 0;
  guint16 next[MAX_BITS + 1];

  if (!table)
    return FALSE;
  memset (codes, 0, sizeof *codes);
  for (guint i = 0; i < SYMBOLS; i++)
    codes->count[table[i / 2] >> (i % 2 * 4) & 15]++;
  codes->count[0] = 0;
  for (guint i = 1; i <= MAX_BITS; i++)
    {
      codes->first[i] = next[i] = (guint16) (codes->first[i - 1] + codes->count[i - 1]);
      used += (guint32) codes->count[i] << (MAX_BITS - i);
    }
  for (guint i = 0; i < SYMBOLS; i++)
    {
      guint length = table[i / 2] >> (i % 2 * 4) & 15;

      if (length > 0)
        codes->symbols[next[length]++] = (guint16) i;
    }
  return used > 0 && used <= 1u << MAX_BITS;
}

/* A word that is not there is zero: the last code may end before it. */
static void
fill (Bits *self)
{
  while (self->n < 16)
    {
      guint64 word = wire_cursor_remaining (self->in) >= 2 ? wire_cursor_le16 (self->in) : 0;

      self->bits |= word << (48 - self->n);
      self->n += 16;
    }
}

static guint32
take_bits (Bits *self, guint n)
{
  guint32 bits = n ? (guint32) (self->bits >> (64 - n)) : 0;

  self->bits <<= n;
  self->n -= n;
  fill (self);
  return bits;
}

/* Returns: the next symbol; SYMBOLS where there is none */
static guint
take_symbol (Bits *self, const Codes *codes)
{
  guint32 code = 0;
  guint32 first = 0;

  for (guint length = 1; length <= MAX_BITS; length++)
    {
      code = (guint32) (self->bits >> (64 - length));
      if (code - first < codes->count[length])
        {
          take_bits (self, length);
          return codes->symbols[codes->first[length] + code - first];
        }
      first = (first + codes->count[length]) << 1;
    }
  return SYMBOLS;
}

/* Returns: the length of a repetition; 0 where it cannot be */
static gsize
read_length (Bits *self, guint symbol)
{
  gsize length = symbol & 15;

  if (length < 15)
    return length + 3;
  length = wire_cursor_u8 (self->in);
  if (length < 255)
    return length + 15 + 3;
  length = wire_cursor_le16 (self->in);
  if (length == 0)
    length = wire_cursor_le32 (self->in);
  return length < 15 ? 0 : length + 3;
}

static gboolean
unpack_symbol (Bits *bits, guint symbol, WireSmbUnpacked *out)
{
  guint offset_bits = (symbol - REPEATS) >> 4;
  gsize length;
  gsize back;

  if (symbol < REPEATS)
    return wire_smb_unpacked_add (out, (guint8) symbol);
  if (symbol == SYMBOLS)
    return FALSE;
  length = read_length (bits, symbol);
  back = take_bits (bits, offset_bits) + ((gsize) 1 << offset_bits);
  return length > 0 && !bits->in->failed && wire_smb_unpacked_repeat (out, back, length);
}

static gboolean
unpack_block (WireCursor *in, WireSmbUnpacked *out)
{
  gsize end = out->size - out->length > BLOCK ? out->length + BLOCK : out->size;
  Bits bits = { in, 0, 0 };
  Codes codes;

  if (!read_codes (in, &codes) || wire_cursor_remaining (in) < 4)
    return FALSE;
  bits.bits = (guint64) wire_cursor_le16 (in) << 48;
  bits.bits |= (guint64) wire_cursor_le16 (in) << 32;
  bits.n = 32;
  while (out->length < end)
    if (!unpack_symbol (&bits, take_symbol (&bits, &codes), out))
      return FALSE;
  return TRUE;
}

/* Returns: whether @in fills @out */
gboolean
wire_smb_unpack_huffman (WireCursor *in, WireSmbUnpacked *out)
{
  while (out->length < out->size)
    if (!unpack_block (in, out))
      return FALSE;
  return TRUE;
}

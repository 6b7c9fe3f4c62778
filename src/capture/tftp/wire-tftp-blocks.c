/* wire-tftp-blocks.c: the blocks of one file, in any order and more than once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tftp/wire-tftp-blocks.h"

#include "capture/reassembly/wire-scattered.h"
#include "capture/tftp/wire-tftp-packet.h"

#include <string.h>

/* Blocks of one file: 32 GiB of the smallest usual ones. */
#define MAX_BLOCKS (64u * 1024 * 1024)

/* Numbers on the wire. */
#define NUMBERS 65536u

/*
 * @block: counted from 1, without a wrap
 * @at: of the first byte, in the block
 * @offset: where the bytes are; %WIRE_EXTENT_GAP: they were not captured
 */
typedef struct
{
  guint64 block;
  guint64 offset;
  guint32 at;
  guint32 length;
  guint32 packet;
} Run;

/*
 * @runs: (element-type Run): in the order in which they came
 * @seen: a bit a block
 * @base: what is added to numbers on the wire
 * @high: the highest block so far
 * @high_length: how long that one is, in bytes
 * @acknowledged: the last number that was acknowledged
 * @skipped: after 65,535 came 1
 * @broken: a number came that cannot be one of this file
 */
struct _WireTftpBlocks
{
  GArray *runs;
  GByteArray *seen;
  guint64 base;
  guint64 high;
  guint32 high_length;
  guint16 acknowledged;
  gboolean skipped;
  gboolean broken;
};

/** Returns: (transfer full): none yet */
WireTftpBlocks *
wire_tftp_blocks_new (void)
{
  WireTftpBlocks *self = g_new0 (WireTftpBlocks, 1);

  self->runs = g_array_new (FALSE, FALSE, sizeof (Run));
  self->seen = g_byte_array_new ();
  return self;
}

/** Frees @self. */
void
wire_tftp_blocks_free (WireTftpBlocks *self)
{
  g_array_unref (self->runs);
  g_byte_array_unref (self->seen);
  g_free (self);
}

/* Returns: whether @block is new; notes that it came */
static gboolean
note_block (WireTftpBlocks *self, guint64 block)
{
  guint byte = (guint) (block / 8);
  guint8 bit = (guint8) (1 << block % 8);

  if (byte >= self->seen->len)
    {
      guint before = self->seen->len;

      g_byte_array_set_size (self->seen, byte + 1 + byte / 4);
      memset (self->seen->data + before, 0, self->seen->len - before);
    }
  if (self->seen->data[byte] & bit)
    return FALSE;
  self->seen->data[byte] |= bit;
  return TRUE;
}

/* Returns: the block that @number is nearest to, from 1 on; 0 where there is none */
static guint64
unroll (WireTftpBlocks *self, guint16 number, gboolean in_step)
{
  guint64 block;

  /* Who acknowledged 65,535 and gets 1 next has a server that leaves 0 out. */
  if (number == 1 && self->acknowledged == G_MAXUINT16 && in_step
      && self->high == self->base + G_MAXUINT16)
    {
      self->skipped = TRUE;
      self->base += NUMBERS - 1;
    }
  block = self->base + number;
  if (block + NUMBERS / 2 < self->high)
    {
      self->base += NUMBERS;
      return block + NUMBERS;
    }
  if (block > self->high + NUMBERS / 2 && block >= NUMBERS)
    return block - NUMBERS;
  return block;
}

/**
 * wire_tftp_blocks_add:
 * @number: of the block, as on the wire
 * @in_step: each block is acknowledged before the next one is sent
 * @piece: the datagram, from its opcode on, as far as it came in one packet
 *
 * Returns: whether it is a new one
 */
gboolean
wire_tftp_blocks_add (WireTftpBlocks *self,
                      guint16 number,
                      gboolean in_step,
                      const WireStreamPiece *piece)
{
  guint64 block = unroll (self, number, in_step);
  const Run run = {
    .block = block,
    .offset = piece->offset + WIRE_TFTP_HEAD,
    .length = piece->length - WIRE_TFTP_HEAD,
    .packet = piece->packet,
  };

  if (block == 0 || block > MAX_BLOCKS || block > self->high + NUMBERS / 2)
    {
      self->broken = TRUE;
      return FALSE;
    }
  if (!note_block (self, block))
    return FALSE;
  if (block > self->high)
    self->high_length = run.length;
  self->high = MAX (self->high, block);
  g_array_append_val (self->runs, run);
  return TRUE;
}

/**
 * wire_tftp_blocks_add_more:
 * @piece: more bytes of the block that came last, or a gap in it
 *
 * Returns: whether they follow those that are there
 */
gboolean
wire_tftp_blocks_add_more (WireTftpBlocks *self, const WireStreamPiece *piece)
{
  const Run *last =
      self->runs->len > 0 ? &g_array_index (self->runs, Run, self->runs->len - 1) : NULL;
  Run run;

  if (!last || piece->sequence != WIRE_TFTP_HEAD + last->at + last->length)
    return FALSE;
  run = (Run){
    .block = last->block,
    .offset = piece->data ? piece->offset : WIRE_EXTENT_GAP,
    .at = last->at + last->length,
    .length = piece->length,
    .packet = piece->packet,
  };
  if (run.block == self->high)
    self->high_length = run.at + run.length;
  g_array_append_val (self->runs, run);
  return TRUE;
}

/** Notes that @number, as on the wire, was acknowledged. Returns: whether that is the highest block
 * that came */
gboolean
wire_tftp_blocks_acknowledge (WireTftpBlocks *self, guint16 number)
{
  self->acknowledged = number;
  return wire_tftp_blocks_is_acknowledged (self);
}

/** Whether none came. */
gboolean
wire_tftp_blocks_is_empty (const WireTftpBlocks *self)
{
  return self->runs->len == 0;
}

/** Whether the highest block that came was the last to be acknowledged. */
gboolean
wire_tftp_blocks_is_acknowledged (const WireTftpBlocks *self)
{
  return self->high > 0 && self->acknowledged == (guint16) (self->high - self->base);
}

/** Whether block 1 came after block 65,535, and no block 0. */
gboolean
wire_tftp_blocks_has_skipped (const WireTftpBlocks *self)
{
  return self->skipped;
}

/** Whether each block but the last is @block_size bytes long. */
gboolean
wire_tftp_blocks_are_regular (const WireTftpBlocks *self, guint32 block_size)
{
  for (guint i = 0; i < self->runs->len; i++)
    {
      const Run *run = &g_array_index (self->runs, Run, i);
      gboolean ends =
          i + 1 == self->runs->len || g_array_index (self->runs, Run, i + 1).block != run->block;
      guint64 total = (guint64) run->at + run->length;

      if (total > block_size || (ends && run->block < self->high && total != block_size))
        return FALSE;
    }
  return !self->broken;
}

/** Returns: bytes of the highest block */
guint32
wire_tftp_blocks_get_last_length (const WireTftpBlocks *self)
{
  return self->high_length;
}

/** Returns: bytes of the longest block */
guint32
wire_tftp_blocks_get_longest (const WireTftpBlocks *self)
{
  guint32 longest = 0;

  for (guint i = 0; i < self->runs->len; i++)
    {
      const Run *run = &g_array_index (self->runs, Run, i);

      longest = MAX (longest, run->at + run->length);
    }
  return longest;
}

/** Returns: bytes of memory that the blocks take */
gsize
wire_tftp_blocks_get_cost (const WireTftpBlocks *self)
{
  return self->runs->len * sizeof (Run) + self->seen->len;
}

/** Fills @body with the places of all blocks, which are @block_size bytes long but for the last. */
void
wire_tftp_blocks_fill (const WireTftpBlocks *self, guint32 block_size, WireBody *body)
{
  g_autoptr (WireScattered) scattered = wire_scattered_new ();
  guint64 size = self->high > 0 ? (self->high - 1) * block_size + self->high_length : 0;

  for (guint i = 0; i < self->runs->len; i++)
    {
      const Run *run = &g_array_index (self->runs, Run, i);

      if (run->length > 0 && run->offset != WIRE_EXTENT_GAP)
        wire_scattered_add (scattered, (run->block - 1) * block_size + run->at, run->offset,
                            run->length, run->packet);
    }
  wire_scattered_fill (scattered, size, body);
}

/* wire-needle-scan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/search/wire-needle-scan.h"

#include <string.h>

/* How far is skipped at most, in bytes. */
#define SKIP_MAX 255u

struct _WireNeedleScan
{
  GPtrArray *needles; /* of WireNeedle */
  guint shortest;
  guint longest;
  guint window;      /* bytes at the start of all needles that the table is about */
  guint8 *skips;     /* by pair of bytes: how far the window may move; NULL for one byte */
  guint16 *ends;     /* by pair of bytes: a bit for each needle whose window may end in it */
  guint8 heads[256]; /* by byte: a needle may begin with it */
};

static const WireByteSet *
get_set (const WireNeedle *needle, guint i)
{
  return &g_array_index (needle->sets, WireByteSet, i);
}

/* Notes that the bytes of @needle at @i and after it allow the window to move by @skip only. */
static void
note_pair (WireNeedleScan *self, guint n, guint i, guint8 skip)
{
  const WireNeedle *needle = g_ptr_array_index (self->needles, n);

  for (guint first = 0; first < 256; first++)
    {
      if (!wire_byte_set_has (get_set (needle, i), (guint8) first))
        continue;
      for (guint second = 0; second < 256; second++)
        if (wire_byte_set_has (get_set (needle, i + 1), (guint8) second))
          {
            guint pair = first << 8 | second;

            self->skips[pair] = MIN (self->skips[pair], skip);
            if (skip == 0)
              self->ends[pair] |= (guint16) (1u << n);
          }
    }
}

static void
fill_tables (WireNeedleScan *self)
{
  for (guint n = 0; n < self->needles->len; n++)
    {
      const WireNeedle *needle = g_ptr_array_index (self->needles, n);

      for (guint byte = 0; byte < 256; byte++)
        self->heads[byte] |= wire_byte_set_has (get_set (needle, 0), (guint8) byte);
      for (guint i = 0; i + 1 < self->window; i++)
        note_pair (self, n, i, (guint8) (self->window - 2 - i));
    }
}

/** Returns: (transfer full): what finds @needles (transfer full), from 1 to 16 of them, of at least
 * a byte each */
WireNeedleScan *
wire_needle_scan_new (GPtrArray *needles)
{
  WireNeedleScan *self = g_new0 (WireNeedleScan, 1);

  self->needles = needles;
  self->shortest = G_MAXUINT;
  for (guint i = 0; i < needles->len; i++)
    {
      const WireNeedle *needle = g_ptr_array_index (needles, i);

      self->shortest = MIN (self->shortest, needle->sets->len);
      self->longest = MAX (self->longest, needle->sets->len);
    }
  self->window = MIN (self->shortest, SKIP_MAX);
  if (self->window >= 2)
    {
      self->skips = g_malloc (0x10000);
      memset (self->skips, (int) (self->window - 1), 0x10000);
      self->ends = g_new0 (guint16, 0x10000);
    }
  fill_tables (self);
  return self;
}

void
wire_needle_scan_free (WireNeedleScan *self)
{
  g_ptr_array_unref (self->needles);
  g_free (self->skips);
  g_free (self->ends);
  g_free (self);
}

guint
wire_needle_scan_get_longest (const WireNeedleScan *self)
{
  return self->longest;
}

/* Returns: (nullable): the first needle of @which, a bit each, that is at @bytes */
static const WireNeedle *
look_at (const WireNeedleScan *self, guint which, const guint8 *bytes, gsize length)
{
  if (!self->heads[bytes[0]])
    return NULL;
  for (; which != 0; which &= which - 1)
    {
      const WireNeedle *needle =
          g_ptr_array_index (self->needles, (guint) g_bit_nth_lsf (which, -1));

      if (needle->sets->len <= length && wire_needle_matches (needle, bytes))
        return needle;
    }
  return NULL;
}

/* As wire_needle_scan_find(), where a needle has one byte. */
static const WireNeedle *
find_by_head (const WireNeedleScan *self, const guint8 *bytes, gsize length, gsize from, gsize *at)
{
  guint all = (1u << self->needles->len) - 1;
  const WireNeedle *found;

  for (gsize i = from; i < length; i++)
    if ((found = look_at (self, all, bytes + i, length - i)))
      {
        *at = i;
        return found;
      }
  return NULL;
}

/**
 * wire_needle_scan_find:
 * @self: needles
 * @bytes: where to look
 * @length: of @bytes
 * @from: where to begin in them
 * @at: (out): where the match begins
 *
 * Returns: (nullable): the needle that comes first from @from on
 */
const WireNeedle *
wire_needle_scan_find (
    const WireNeedleScan *self, const guint8 *bytes, gsize length, gsize from, gsize *at)
{
  gsize last = self->window - 2; /* where the last pair of the window begins in it */
  const WireNeedle *found;

  if (self->window < 2)
    return find_by_head (self, bytes, length, from, at);
  while (from + self->window <= length)
    {
      guint pair = (guint) (bytes[from + last] << 8 | bytes[from + last + 1]);
      guint skip = self->skips[pair];

      if (skip == 0 && (found = look_at (self, self->ends[pair], bytes + from, length - from)))
        {
          *at = from;
          return found;
        }
      from += MAX (skip, 1);
    }
  return NULL;
}

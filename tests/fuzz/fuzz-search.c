/* fuzz-search.c: looks for what a fuzzer makes up in what it makes up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-hex.h"
#include "capture/search/wire-search-feed.h"

#include <string.h>

#define INPUT_MAX 4096

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

typedef struct
{
  const guint8 *bytes;
  gsize length;
} Whole;

/* A WireSearchFound: hits are where they say. */
static gboolean
check (const WireSearchHit *hit, gpointer user_data)
{
  const Whole *whole = user_data;

  g_assert (hit->length > 0 && hit->offset + hit->length <= whole->length);
  g_assert (memcmp (whole->bytes + hit->offset, hit->bytes, hit->length) == 0);
  g_assert (hit->before <= hit->offset);
  g_assert (memcmp (whole->bytes + hit->offset - hit->before, hit->bytes - hit->before,
                    hit->before + hit->length + hit->after)
            == 0);
  return TRUE;
}

/* The first byte says what is looked for and how the rest is cut; a NUL ends what is looked for. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (WireSearchPattern) pattern = NULL;
  g_autofree char *what = NULL;
  g_autoptr (GBytes) needle = NULL;
  gboolean is_text;
  WireSearchFeed feed = { .hit = { .place = "packet" } };
  const guint8 *end;
  gsize piece;
  Whole whole;

  size = MIN (size, INPUT_MAX);
  if (size < 3 || !(end = memchr (data + 1, 0, size - 1)))
    return 0;
  what = g_strndup ((const char *) data + 1, (gsize) (end - data - 1));
  needle = wire_hex_parse_needle (what, &is_text);
  pattern = wire_search_pattern_new (data[0] % 5, what, NULL);
  if (!pattern)
    return 0;
  whole = (Whole){ end + 1, size - (gsize) (end + 1 - data) };
  piece = data[0] / 5 + 1u;
  for (gsize at = 0; at < whole.length; at += piece)
    g_assert (wire_search_feed_add (&feed, pattern, whole.bytes + at,
                                    MIN (piece, whole.length - at), check, &whole));
  wire_search_feed_clear (&feed);
  return 0;
}

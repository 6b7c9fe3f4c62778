/* wire-search-feed.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/search/wire-search-feed.h"

/* From which position on a packet brought bytes. */
typedef struct
{
  guint64 position;
  guint32 packet;
} Brought;

void
wire_search_feed_clear (WireSearchFeed *self)
{
  g_clear_pointer (&self->packets, g_array_unref);
  g_clear_pointer (&self->tail, g_byte_array_unref);
}

/** Bytes are missing: what comes next is @length bytes further on. */
void
wire_search_feed_skip (WireSearchFeed *self, guint64 length)
{
  wire_search_feed_clear (self);
  self->position += length;
}

/* Tells of @match in @bytes, whose first byte is at @start of the source. */
static gboolean
tell (WireSearchFeed *self,
      guint32 packet,
      const guint8 *bytes,
      gsize length,
      guint64 start,
      const WireSearchMatch *match,
      WireSearchFound found,
      gpointer user_data)
{
  WireSearchHit hit = self->hit;

  hit.packet = packet;
  hit.offset = start + match->begin;
  hit.form = match->form;
  hit.bytes = bytes + match->begin;
  hit.length = match->end - match->begin;
  hit.before = MIN (match->begin, WIRE_SEARCH_CONTEXT);
  hit.after = MIN (length - match->end, WIRE_SEARCH_CONTEXT);
  self->searched = start + match->end;
  return found (&hit, user_data);
}

/* Returns: which packet brought the byte at @position of the tail */
static guint32
find_packet (const WireSearchFeed *self, guint64 position)
{
  guint32 packet = self->hit.packet;

  for (guint i = 0; i < self->packets->len; i++)
    {
      const Brought *brought = &g_array_index (self->packets, Brought, i);

      if (brought->position > position)
        break;
      packet = brought->packet;
    }
  return packet;
}

/* Looks where the last bytes and the new ones meet. */
static gboolean
search_seam (WireSearchFeed *self,
             WireSearchPattern *pattern,
             const guint8 *bytes,
             gsize length,
             WireSearchFound found,
             gpointer user_data)
{
  gsize reach = wire_search_pattern_get_reach (pattern);
  gsize n = MIN (length, reach + WIRE_SEARCH_CONTEXT);
  gsize tail = self->tail->len;
  guint64 start = self->position - tail;
  g_autoptr (GByteArray) seam = g_byte_array_sized_new ((guint) (tail + n));
  WireSearchMatch match;

  g_byte_array_append (seam, self->tail->data, (guint) tail);
  g_byte_array_append (seam, bytes, (guint) n);
  for (gsize from = tail - MIN (tail, reach);
       wire_search_pattern_find (pattern, seam->data, seam->len, from, &match)
       && match.begin < tail;
       from = match.begin + 1)
    {
      /* What ends in the tail was found before. */
      if (match.end <= tail || start + match.begin < self->searched)
        continue;
      if (!tell (self, find_packet (self, start + match.begin), seam->data, seam->len, start,
                 &match, found, user_data))
        return FALSE;
    }
  return TRUE;
}

static gboolean
search_piece (WireSearchFeed *self,
              WireSearchPattern *pattern,
              const guint8 *bytes,
              gsize length,
              WireSearchFound found,
              gpointer user_data)
{
  gsize from = 0;
  WireSearchMatch match;

  if (self->searched > self->position)
    from = (gsize) MIN (self->searched - self->position, length);
  while (wire_search_pattern_find (pattern, bytes, length, from, &match))
    {
      if (!tell (self, self->hit.packet, bytes, length, self->position, &match, found, user_data))
        return FALSE;
      from = match.end;
    }
  return TRUE;
}

/* Notes which packet brings the bytes from the position on, and forgets those of bytes that are not
 * in the tail, which will begin at @start, any more. */
static void
note_packet (WireSearchFeed *self, guint64 start)
{
  Brought brought = { self->position, self->hit.packet };
  guint gone = 0;

  if (!self->packets)
    self->packets = g_array_new (FALSE, FALSE, sizeof (Brought));
  g_array_append_val (self->packets, brought);
  while (gone + 1 < self->packets->len
         && g_array_index (self->packets, Brought, gone + 1).position <= start)
    gone++;
  if (gone > 0)
    g_array_remove_range (self->packets, 0, gone);
}

/* Keeps the last @keep bytes of what came. */
static void
keep_tail (WireSearchFeed *self, gsize keep, const guint8 *bytes, gsize length)
{
  gsize kept = self->tail ? self->tail->len : 0;

  if (!self->tail)
    self->tail = g_byte_array_new ();
  if (length >= keep)
    {
      bytes += length - keep;
      g_byte_array_set_size (self->tail, 0);
    }
  else if (kept + length > keep)
    g_byte_array_remove_range (self->tail, 0, (guint) (kept + length - keep));
  g_byte_array_append (self->tail, bytes, (guint) MIN (length, keep));
  note_packet (self, self->position + length - self->tail->len);
}

/**
 * wire_search_feed_add:
 * @self: of one source
 * @pattern: what to look for
 * @bytes: what comes next
 * @length: of @bytes
 * @found: called with every match
 * @user_data: for @found
 *
 * Returns: %FALSE where @found wants no more
 */
gboolean
wire_search_feed_add (WireSearchFeed *self,
                      WireSearchPattern *pattern,
                      const guint8 *bytes,
                      gsize length,
                      WireSearchFound found,
                      gpointer user_data)
{
  gsize reach = wire_search_pattern_get_reach (pattern);
  gsize keep = MAX (reach, WIRE_SEARCH_CONTEXT);

  if (length == 0)
    return TRUE;
  if (self->tail && self->tail->len > 0
      && !search_seam (self, pattern, bytes, length, found, user_data))
    return FALSE;
  if (!search_piece (self, pattern, bytes, length, found, user_data))
    return FALSE;
  keep_tail (self, keep, bytes, length);
  self->position += length;
  return TRUE;
}

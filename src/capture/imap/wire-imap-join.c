/* wire-imap-join.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/imap/wire-imap-join.h"

#include "capture/reassembly/wire-listening.h"

#include <string.h>

#define UNKNOWN G_MAXUINT64

/* A range that came. */
typedef struct
{
  guint64 offset;
  guint64 size; /* what is missing at its end included */
  GByteArray *bytes;
  WireBody body;
  gboolean whole;
  WireStreamPiece first;
} Range;

struct _WireImapJoin
{
  WireChannel *channel;
  WireMail *mail;
  GPtrArray *ranges;
  guint64 total; /* or UNKNOWN */
  gsize charged;
};

static void
range_free (gpointer data)
{
  Range *self = data;

  wire_body_clear (&self->body);
  g_byte_array_unref (self->bytes);
  g_free (self);
}

/** Returns: (transfer full): a transfer that is empty so far; see wire_imap_join_finish() */
WireImapJoin *
wire_imap_join_new (WireChannel *channel,
                    const WireMailOrigin *origin,
                    const WireStreamPiece *first)
{
  WireImapJoin *self = g_new0 (WireImapJoin, 1);

  self->channel = channel;
  self->mail = wire_mail_new (channel, origin, first);
  self->ranges = g_ptr_array_new_with_free_func (range_free);
  self->total = UNKNOWN;
  return self;
}

/** Returns: (transfer none): of the whole, to be filled in further */
WireTransfer *
wire_imap_join_get_transfer (const WireImapJoin *self)
{
  return wire_mail_get_transfer (self->mail);
}

/** @head: (nullable): as wire_mail_set_head() has it */
void
wire_imap_join_set_head (WireImapJoin *self, const char *head)
{
  wire_mail_set_head (self->mail, head);
}

/** The whole is known to be @size bytes long. */
void
wire_imap_join_set_size (WireImapJoin *self, guint64 size)
{
  self->total = size;
}

static Range *
get_last (const WireImapJoin *self)
{
  return self->ranges->len ? g_ptr_array_index (self->ranges, self->ranges->len - 1) : NULL;
}

/* Where there is no room for the bytes, the range is missing in the whole. */
static gboolean
charge (WireImapJoin *self, gsize more)
{
  if (!wire_channel_charge (self->channel, self->charged, self->charged + more))
    return FALSE;
  self->charged += more;
  return TRUE;
}

/** A range begins that has its first byte at @offset. */
void
wire_imap_join_begin (WireImapJoin *self, guint64 offset, const WireStreamPiece *piece)
{
  Range *range;

  if (self->ranges->len == WIRE_IMAP_JOIN_MAX)
    return;
  range = g_new0 (Range, 1);
  range->offset = MIN (offset, G_MAXUINT32);
  range->bytes = g_byte_array_new ();
  range->first = *piece;
  range->first.data = NULL;
  g_ptr_array_add (self->ranges, range);
}

/** The next @n bytes of the range: those of @piece from @from on. */
void
wire_imap_join_add (WireImapJoin *self, const WireStreamPiece *piece, guint32 from, guint32 n)
{
  Range *range = get_last (self);

  if (range->size != range->bytes->len || !charge (self, n))
    {
      wire_imap_join_add_gap (self, piece, n);
      return;
    }
  range->size += n;
  wire_body_add (&range->body,
                 piece->offset == WIRE_EXTENT_GAP ? WIRE_EXTENT_GAP : piece->offset + from, n,
                 piece->packet);
  g_byte_array_append (range->bytes, piece->data + from, n);
}

/** The next @length bytes of the range are missing. What follows them is not joined. */
void
wire_imap_join_add_gap (WireImapJoin *self, const WireStreamPiece *gap, guint64 length)
{
  Range *range = get_last (self);

  range->size += length;
  wire_body_add_gap (&range->body, length, gap->packet);
}

/* Returns: (transfer full): what a range is */
static char *
describe (const Range *range)
{
  return g_strdup_printf ("It is a part: bytes %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT
                          " of what it belongs to.",
                          range->offset, range->offset + range->size - (range->size > 0));
}

static void
list_range (const WireImapJoin *self, const Range *range, const WireTransfer *whole, guint32 parent)
{
  WireTransferLog *log = wire_listening_get_transfers (wire_channel_get_listening (self->channel));
  WireTransfer *transfer = wire_transfer_log_append (log, NULL);
  g_autofree char *words = describe (range);

  if (!transfer)
    return;
  transfer->protocol = whole->protocol;
  transfer->direction = whole->direction;
  transfer->sender = whole->sender;
  transfer->flags = whole->flags & (guint8) ~WIRE_TRANSFER_COMPLETE;
  transfer->stream = whole->stream;
  transfer->user = whole->user;
  transfer->packet = transfer->last_packet = range->first.packet;
  transfer->time = range->first.time;
  transfer->parent = parent;
  transfer->name = whole->name;
  transfer->problem = wire_transfer_log_keep (log, words, strlen (words));
  wire_body_copy (&range->body, &transfer->body);
}

/**
 * wire_imap_join_end:
 * @self: a mail, or a part of one
 * @whole: the range came to its end
 * @asked: how many bytes were asked for; 0 where that is not known. Fewer came only where the whole
 *   ends.
 */
void
wire_imap_join_end (WireImapJoin *self, gboolean whole, guint64 asked)
{
  Range *range = get_last (self);

  range->whole = whole;
  if (whole && range->size < asked)
    self->total = range->offset + range->size;
}

static int
compare_ranges (gconstpointer a, gconstpointer b)
{
  const Range *left = *(const Range *const *) a;
  const Range *right = *(const Range *const *) b;

  return (left->offset > right->offset) - (left->offset < right->offset);
}

/* Adds the bytes of @range from @skip on, place by place. */
static void
add_range (WireImapJoin *self, const Range *range, guint64 skip)
{
  guint64 at = 0;

  for (guint32 i = 0; i < range->body.n && range->body.extents[i].offset != WIRE_EXTENT_GAP; i++)
    {
      const WireExtent *extent = &range->body.extents[i];
      guint64 from = MAX (at, skip);
      WireStreamPiece piece = range->first;

      piece.packet = extent->packet;
      piece.offset = extent->offset;
      piece.data = range->bytes->data + at;
      piece.length = extent->length;
      if (from < at + extent->length)
        wire_mail_add (self->mail, &piece, (guint32) (from - at),
                       (guint32) (at + extent->length - from));
      at += extent->length;
    }
}

static void
join_ranges (WireImapJoin *self)
{
  guint64 size = 0;

  for (guint i = 0; i < self->ranges->len; i++)
    {
      const Range *range = g_ptr_array_index (self->ranges, i);
      guint64 there = range->bytes->len;

      if (range->offset > size)
        wire_mail_add_gap (self->mail, &range->first, range->offset - size);
      size = MAX (size, range->offset);
      if (range->offset + there > size)
        add_range (self, range, size - range->offset);
      size = MAX (size, range->offset + there);
    }
  if (self->total != UNKNOWN && self->total > size && self->ranges->len > 0)
    wire_mail_add_gap (self->mail, &get_last (self)->first, self->total - size);
}

static const char *
find_problem (const WireImapJoin *self)
{
  if (self->total == UNKNOWN)
    return "Only parts of it were fetched, and whether they are all is not known.";
  return "Only parts of it were fetched, or captured.";
}

static gboolean
is_whole (const WireImapJoin *self)
{
  const WireTransfer *transfer = wire_mail_get_transfer (self->mail);

  return self->total != UNKNOWN && transfer->body.size == self->total
         && transfer->body.missing == 0;
}

/** Joins what came, and frees @self. Returns: (transfer none) (nullable): the transfer of the whole
 */
WireTransfer *
wire_imap_join_finish (WireImapJoin *self)
{
  guint32 number = wire_mail_get_number (self->mail);
  const char *problem = find_problem (self);
  WireTransfer *whole;

  g_ptr_array_sort (self->ranges, compare_ranges);
  join_ranges (self);
  whole = wire_mail_finish (self->mail, is_whole (self), problem);
  for (guint i = 0; whole && self->ranges->len > 1 && i < self->ranges->len; i++)
    list_range (self, g_ptr_array_index (self->ranges, i), whole, number);
  wire_channel_charge (self->channel, self->charged, 0);
  g_ptr_array_unref (self->ranges);
  g_free (self);
  return whole;
}

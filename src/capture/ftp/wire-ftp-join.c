/* wire-ftp-join.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/ftp/wire-ftp-join.h"

/* Parts of all files together, and of one file; more are not put together. */
#define MAX_PARTS 65536u
#define MAX_OF_FILE 1024u

struct _WireFtpJoin
{
  WireTransferLog *transfers;
  GTree *files; /* of WireFtpPart, the first one, to GArray of WireFtpPart */
  guint parts;
};

/* Names come from strangers, so they are sorted and not hashed. */
static int
compare_files (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const WireFtpPart *one = a;
  const WireFtpPart *two = b;
  int order = memcmp (one->ends, two->ends, sizeof one->ends);

  (void) user_data;
  return order ? order : strcmp (one->path, two->path);
}

/** Returns: (transfer full): nothing to be put together; what is goes to @transfers */
WireFtpJoin *
wire_ftp_join_new (WireTransferLog *transfers)
{
  WireFtpJoin *self = g_new0 (WireFtpJoin, 1);

  self->transfers = transfers;
  self->files = g_tree_new_full (compare_files, NULL, g_free, (GDestroyNotify) g_array_unref);
  return self;
}

void
wire_ftp_join_free (WireFtpJoin *self)
{
  g_tree_unref (self->files);
  g_free (self);
}

static guint64
end_of (const WireFtpPart *part)
{
  return part->transfer->offset + part->transfer->body.size;
}

/* What was fetched up to the end of the file goes on only where that end was: the file has grown.
 * What begins earlier was fetched again. */
static gboolean
goes_on (const WireFtpPart *part, guint64 position)
{
  return !part->reaches_end || part->transfer->direction == WIRE_TRANSFER_UPLOAD
         || end_of (part) == position;
}

/* Returns: (nullable): of the parts that hold the byte before @position, or end there, the one that
 *   came last, but for those that begin no earlier */
static const WireFtpPart *
find_before (const GArray *parts, guint64 position)
{
  for (guint i = parts->len; i > 0; i--)
    {
      const WireFtpPart *part = &g_array_index (parts, WireFtpPart, i - 1);

      if (part->transfer->offset < position && end_of (part) >= position
          && goes_on (part, position))
        return part;
    }
  return NULL;
}

/* Adds the first @length bytes of @from to @to. */
static void
append_beginning (WireBody *to, const WireBody *from, guint64 length)
{
  for (guint32 i = 0; i < from->n && length > 0; i++)
    {
      const WireExtent *extent = &from->extents[i];
      guint32 some = (guint32) MIN (extent->length, length);

      wire_body_add (to, extent->offset, some, extent->packet);
      length -= some;
    }
}

/* Returns: (transfer full) (nullable): the chain of parts, the last first, that leads from @last to
 *   the file's beginning */
static GPtrArray *
find_chain (const GArray *parts, const WireFtpPart *last)
{
  g_autoptr (GPtrArray) chain = g_ptr_array_new ();
  const WireFtpPart *at = last;

  while (at)
    {
      g_ptr_array_add (chain, (gpointer) at);
      if (at->transfer->offset == 0)
        return g_steal_pointer (&chain);
      at = find_before (parts, at->transfer->offset);
    }
  return NULL;
}

static void
deliver (WireFtpJoin *self, const GPtrArray *chain)
{
  const WireFtpPart *first = g_ptr_array_index (chain, chain->len - 1);
  const WireFtpPart *last = g_ptr_array_index (chain, 0);
  WireTransfer *joined = wire_transfer_log_append (self->transfers, NULL);

  if (!joined)
    return;
  *joined = *first->transfer;
  joined->body = (WireBody){ 0 };
  joined->parts = chain->len;
  joined->problem = NULL;
  joined->flags |= last->transfer->flags | WIRE_TRANSFER_COMPLETE;
  joined->expected = end_of (last);
  joined->last_packet = last->transfer->last_packet;
  for (guint i = chain->len; i > 0; i--)
    {
      const WireFtpPart *part = g_ptr_array_index (chain, i - 1);
      const WireFtpPart *next = i > 1 ? g_ptr_array_index (chain, i - 2) : NULL;
      guint64 end = next ? next->transfer->offset : end_of (part);

      append_beginning (&joined->body, &part->transfer->body, end - part->transfer->offset);
    }
  wire_body_trim (&joined->body);
}

/* Each part that reaches the end is put together once. */
static void
try_all (WireFtpJoin *self, GArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    {
      WireFtpPart *last = &g_array_index (parts, WireFtpPart, i);
      g_autoptr (GPtrArray) chain = last->reaches_end && !last->joined && last->transfer->offset > 0
                                        ? find_chain (parts, last)
                                        : NULL;

      if (!chain)
        continue;
      last->joined = TRUE;
      deliver (self, chain);
    }
}

/** Adds a part, and puts together what is whole by it. The transfer and the path stay where they
 * are. */
void
wire_ftp_join_add (WireFtpJoin *self, const WireFtpPart *part)
{
  GArray *parts = g_tree_lookup (self->files, part);

  if (self->parts >= MAX_PARTS || (parts && parts->len >= MAX_OF_FILE))
    return;
  if (!parts)
    {
      parts = g_array_new (FALSE, FALSE, sizeof (WireFtpPart));
      g_tree_insert (self->files, g_memdup2 (part, sizeof *part), parts);
    }
  self->parts++;
  g_array_append_vals (parts, part, 1);
  try_all (self, parts);
}

/** Something was sent to the file of @part that is not a part of it, such as one with holes: where
 * the file ends by now is not known. */
void
wire_ftp_join_lose_end (WireFtpJoin *self, const WireFtpPart *part)
{
  GArray *parts = g_tree_lookup (self->files, part);

  if (parts)
    g_array_index (parts, WireFtpPart, parts->len - 1).overtaken = TRUE;
}

/**
 * wire_ftp_join_find_end:
 * @self: parts that came
 * @next: what is appended, without its transfer
 *
 * Returns: where the file ends that the same control connection wrote last; 0 where that is not
 * known
 */
guint64
wire_ftp_join_find_end (const WireFtpJoin *self, const WireFtpPart *next)
{
  const GArray *parts = g_tree_lookup (self->files, next);
  const WireFtpPart *last = parts ? &g_array_index (parts, WireFtpPart, parts->len - 1) : NULL;

  return last && last->reaches_end && !last->overtaken && last->stream == next->stream
                 && last->asked == next->asked
             ? end_of (last)
             : 0;
}

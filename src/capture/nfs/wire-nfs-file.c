/* wire-nfs-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/nfs/wire-nfs-file.h"

#include "capture/nfs/wire-nfs-way.h"

struct _WireNfsFile
{
  WireNfsLog *log;
  guint32 client;
  WireNfsHandle handle;
  WireNfsWay ways[2]; /* by WireTransferDirection */
  gsize charged;
  gboolean noted; /* it is to be settled */
};

/** Returns: (transfer full): a file of which nothing was read or written. It is charged already. */
WireNfsFile *
wire_nfs_file_new (WireNfsLog *log, guint32 client, const WireNfsHandle *handle)
{
  WireNfsFile *self = g_new0 (WireNfsFile, 1);

  self->log = log;
  self->client = client;
  self->handle = *handle;
  self->charged = WIRE_NFS_FILE_COST;
  return self;
}

void
wire_nfs_file_free (WireNfsFile *self)
{
  for (guint i = 0; i < 2; i++)
    wire_nfs_way_clear (&self->ways[i]);
  g_free (self);
}

/* Returns: whether there is room for what is kept by now */
static gboolean
charge (WireNfsFile *self)
{
  gsize before = self->charged;

  self->charged = WIRE_NFS_FILE_COST;
  for (guint i = 0; i < 2; i++)
    if (self->ways[i].bytes)
      self->charged += wire_scattered_get_cost (self->ways[i].bytes);
  return wire_nfs_log_charge (self->log, before, self->charged);
}

static void
list_way (WireNfsFile *self, WireTransferDirection direction)
{
  g_autofree char *path =
      wire_nfs_names_make_path (wire_nfs_log_get_names (self->log), &self->handle);
  const WireNfsList list = { self->log, direction, path,
                             wire_nfs_log_get_losses (self->log, self->client),
                             wire_nfs_log_get_ends (self->log, self->client) };

  if (self->ways[direction].bytes)
    wire_nfs_way_list (&self->ways[direction], &list);
}

/* What comes from now on is another file. */
static void
end_way (WireNfsFile *self, WireTransferDirection direction)
{
  list_way (self, direction);
  wire_nfs_way_clear (&self->ways[direction]);
  charge (self);
}

static WireNfsWay *
begin_way (WireNfsFile *self, WireTransferDirection direction, const WireNfsMoment *moment)
{
  WireNfsWay *way = &self->ways[direction];

  wire_nfs_way_begin (way, moment, wire_nfs_log_get_losses (self->log, self->client));
  if (!self->noted)
    wire_nfs_log_note_change (self->log, self);
  self->noted = TRUE;
  return way;
}

static void
add_bytes (WireNfsFile *self, WireNfsWay *way, guint64 at, const WireBody *bytes)
{
  way->lost |= bytes->missing > 0;
  if (way->left_out)
    return;
  if (!wire_scattered_add_body (way->bytes, at, bytes) || !charge (self))
    way->left_out = TRUE;
}

/* Reading */

/* Whether the file is another one than that of which the bytes so far were read. */
static gboolean
has_changed (const WireNfsWay *way, const WireNfsFacts *facts)
{
  return way->bytes && facts->known && way->changed != WIRE_NFS_NO_TIME
         && (facts->changed != way->changed || facts->size != way->size);
}

/**
 * wire_nfs_file_read:
 * @self: a file
 * @at: where in the file the bytes are
 * @bytes: that were read
 * @answer: that brought them
 * @moment: when that was
 */
void
wire_nfs_file_read (WireNfsFile *self,
                    guint64 at,
                    const WireBody *bytes,
                    const WireNfsAnswer *answer,
                    const WireNfsMoment *moment)
{
  WireNfsWay *way = &self->ways[WIRE_TRANSFER_DOWNLOAD];

  if (has_changed (way, &answer->facts))
    {
      way->other = TRUE;
      end_way (self, WIRE_TRANSFER_DOWNLOAD);
    }
  way = begin_way (self, WIRE_TRANSFER_DOWNLOAD, moment);
  if (answer->facts.known)
    {
      way->changed = answer->facts.changed;
      way->size = answer->facts.size;
    }
  else if (answer->ends && way->size == WIRE_TRANSFER_UNKNOWN)
    way->size = at + bytes->size;
  add_bytes (self, way, at, bytes);
}

/** Notes that bytes were read, or asked for, that were not captured. */
void
wire_nfs_file_miss_read (WireNfsFile *self, const WireNfsMoment *moment)
{
  begin_way (self, WIRE_TRANSFER_DOWNLOAD, moment)->lost = TRUE;
}

/* Writing */

/* A client that makes a file may empty it as well, before it writes. */
static gboolean
was_written (const WireNfsWay *way)
{
  return way->bytes && (wire_scattered_get_end (way->bytes) > 0 || way->lost || way->left_out);
}

/** Notes that the file was made, or emptied. */
void
wire_nfs_file_make (WireNfsFile *self, const WireNfsMoment *moment)
{
  WireNfsWay *way;

  if (was_written (&self->ways[WIRE_TRANSFER_UPLOAD]))
    end_way (self, WIRE_TRANSFER_UPLOAD);
  way = begin_way (self, WIRE_TRANSFER_UPLOAD, moment);
  way->size = 0;
  way->changed = WIRE_NFS_NO_TIME;
  way->ends = wire_nfs_log_get_ends (self->log, self->client);
}

static void
note_unstored (WireNfsWay *way, guint64 at, guint64 length)
{
  way->from = way->to > 0 ? MIN (way->from, at) : at;
  way->to = MAX (way->to, at + length);
}

/* Answers may come in another order than that in which the server wrote. */
static void
learn (WireNfsWay *way, guint64 end, const WireNfsFacts *facts)
{
  if (facts->known && (way->changed == WIRE_NFS_NO_TIME || facts->changed > way->changed))
    {
      way->size = facts->size;
      way->changed = facts->changed;
    }
  else if (way->size != WIRE_TRANSFER_UNKNOWN)
    way->size = MAX (way->size, facts->known ? facts->size : end);
}

/**
 * wire_nfs_file_write:
 * @self: a file
 * @at: where in the file the bytes are from now on
 * @bytes: that were written
 * @answer: (nullable): what the server said; %NULL where that was not captured
 * @moment: when they were sent
 */
void
wire_nfs_file_write (WireNfsFile *self,
                     guint64 at,
                     const WireBody *bytes,
                     const WireNfsAnswer *answer,
                     const WireNfsMoment *moment)
{
  WireNfsWay *way = begin_way (self, WIRE_TRANSFER_UPLOAD, moment);

  way->ends = wire_nfs_log_get_ends (self->log, self->client);
  way->followed = FALSE;
  if (at > G_MAXINT64)
    {
      way->left_out = TRUE;
      return;
    }
  if (bytes->missing > 0)
    way->left_out |= !wire_scattered_erase (way->bytes, at, bytes->size, moment->packet);
  add_bytes (self, way, at, bytes);
  if (answer)
    learn (way, at + bytes->size, &answer->facts);
  else
    way->unanswered = TRUE;
  if (answer && !answer->stable)
    note_unstored (way, at, bytes->size);
}

/** Notes that the server stored what @call is about; @facts: of the file then */
void
wire_nfs_file_commit (WireNfsFile *self, const WireNfsCall *call, const WireNfsFacts *facts)
{
  WireNfsWay *way = &self->ways[WIRE_TRANSFER_UPLOAD];

  if (!way->bytes)
    return;
  if (call->offset <= way->from && (call->count == 0 || call->offset + call->count >= way->to))
    way->from = way->to = 0;
  way->followed = TRUE;
  if (!facts->known)
    return;
  way->other |= way->changed != WIRE_NFS_NO_TIME && facts->changed > way->changed;
  way->size = facts->size;
}

/** Notes that @call gave the file another size, or another time. */
void
wire_nfs_file_set (WireNfsFile *self, const WireNfsCall *call, guint32 packet)
{
  WireNfsWay *way = &self->ways[WIRE_TRANSFER_UPLOAD];

  if (!way->bytes)
    return;
  way->changed = WIRE_NFS_NO_TIME;
  if (!call->sets_size)
    return;
  way->left_out |= !wire_scattered_erase (way->bytes, call->size, G_MAXUINT64, packet);
  way->size = call->size;
}

/** Notes that the client did something else with the file. */
void
wire_nfs_file_follow (WireNfsFile *self)
{
  self->ways[WIRE_TRANSFER_UPLOAD].followed = TRUE;
}

/** Notes that the server has no such file any more. */
void
wire_nfs_file_finish (WireNfsFile *self)
{
  for (guint i = 0; i < 2; i++)
    if (self->ways[i].bytes)
      end_way (self, i);
}

/** Lists what was read and written so far. More may come. */
void
wire_nfs_file_settle (WireNfsFile *self)
{
  self->noted = FALSE;
  for (guint i = 0; i < 2; i++)
    list_way (self, i);
}

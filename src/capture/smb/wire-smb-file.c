/* wire-smb-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-smb-file-private.h"

#include <string.h>

/* What an open file takes, but for what grows. */
#define COST (sizeof (WireSmbFile) + 96u)

/**
 * wire_smb_file_new:
 * @log: of the capture
 * @user: (nullable): who opened it; kept by the transfers
 * @moment: when it was opened, or first heard of
 * @losses: how many times messages of its session may have been missing before
 *
 * Returns: (transfer full) (nullable): a file of which nothing is known; %NULL where too much is
 * open
 */
WireSmbFile *
wire_smb_file_new (WireSmbLog *log, const char *user, const WireSmbMoment *moment, guint64 losses)
{
  WireSmbFile *self;

  if (!wire_smb_log_charge (log, 0, COST))
    {
      wire_smb_log_charge (log, COST, 0);
      return NULL;
    }
  self = g_new0 (WireSmbFile, 1);
  self->log = log;
  self->user = user;
  self->opened = *moment;
  self->losses = losses;
  self->size = WIRE_TRANSFER_UNKNOWN;
  self->charged = COST;
  return self;
}

void
wire_smb_file_free (WireSmbFile *file)
{
  wire_smb_log_charge (file->log, file->charged, 0);
  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&file->ways[i].bytes, wire_scattered_free);
  g_free (file->renamed_from);
  g_free (file->path);
  g_free (file);
}

/* Returns: whether there is room for what is kept by now */
static gboolean
charge (WireSmbFile *self)
{
  gsize before = self->charged;

  self->charged = COST + (self->path ? strlen (self->path) : 0);
  for (guint i = 0; i < 2; i++)
    if (self->ways[i].bytes)
      self->charged += wire_scattered_get_cost (self->ways[i].bytes);
  return wire_smb_log_charge (self->log, before, self->charged);
}

/** Notes what the answer to the opening told. It may come after the first bytes. */
void
wire_smb_file_open (WireSmbFile *file, const WireSmbOpening *opening)
{
  file->kind = opening->kind;
  file->fresh = opening->fresh;
  file->reads = opening->reads;
  file->writes = opening->writes;
  file->deleted = opening->deletes;
  g_free (file->path);
  file->path = g_strdup (opening->path);
  file->size = opening->size;
  if (file->ways[WIRE_TRANSFER_UPLOAD].bytes)
    file->size = MAX (file->size, wire_scattered_get_end (file->ways[WIRE_TRANSFER_UPLOAD].bytes));
  charge (file);
}

WireSmbWay *
wire_smb_file_begin_way (WireSmbFile *self,
                         WireTransferDirection direction,
                         const WireSmbMoment *moment)
{
  WireSmbWay *way = &self->ways[direction];

  if (!way->bytes)
    {
      way->bytes = wire_scattered_new ();
      way->first = *moment;
    }
  way->last_packet = moment->packet;
  return way;
}

static void
add_bytes (WireSmbFile *self, WireSmbWay *way, guint64 at, const WireBody *bytes)
{
  if (way->left_out)
    return;
  way->lost |= bytes->missing > 0;
  if (!wire_scattered_add_body (way->bytes, at, bytes) || !charge (self))
    way->left_out = TRUE;
}

/* Whether all of the file was read before: what is read later may be another content, and is not
 * mixed with that. */
static gboolean
is_read_again (const WireSmbFile *self, WireSmbWay *way, guint64 at, const WireBody *bytes)
{
  if (self->size == WIRE_TRANSFER_UNKNOWN || way->front < self->size || at >= way->front)
    {
      if (at <= way->front && bytes->missing == 0 && at + bytes->size > way->front)
        way->front = at + bytes->size;
      return FALSE;
    }
  way->again = TRUE;
  return TRUE;
}

/** Notes @bytes that were read from @at on. */
void
wire_smb_file_read (WireSmbFile *file,
                    guint64 at,
                    const WireBody *bytes,
                    const WireSmbMoment *moment)
{
  WireSmbWay *way;

  if (file->kind == WIRE_SMB_PIPE || file->kind == WIRE_SMB_DIRECTORY || bytes->size == 0)
    return;
  way = wire_smb_file_begin_way (file, WIRE_TRANSFER_DOWNLOAD, moment);
  if (is_read_again (file, way, at, bytes))
    return;
  add_bytes (file, way, at, bytes);
  if (file->size != WIRE_TRANSFER_UNKNOWN && at <= G_MAXINT64)
    file->size = MAX (file->size, at + bytes->size);
}

/** Notes that the answer to a read, which @moment asked for, was not captured. */
void
wire_smb_file_miss_read (WireSmbFile *file, const WireSmbMoment *moment)
{
  WireSmbMoment answer = *moment;

  if (file->kind == WIRE_SMB_PIPE || file->kind == WIRE_SMB_DIRECTORY)
    return;
  answer.sender = !moment->sender;
  wire_smb_file_begin_way (file, WIRE_TRANSFER_DOWNLOAD, &answer)->lost = TRUE;
}

/**
 * wire_smb_file_write:
 * @file: a file
 * @at: where; %G_MAXUINT64: behind its end
 * @bytes: what is there from now on
 * @moment: when it was sent
 * @answered: the server said that it took them
 */
void
wire_smb_file_write (WireSmbFile *file,
                     guint64 at,
                     const WireBody *bytes,
                     const WireSmbMoment *moment,
                     gboolean answered)
{
  WireSmbWay *way;

  if (file->kind == WIRE_SMB_PIPE || file->kind == WIRE_SMB_DIRECTORY || bytes->size == 0)
    return;
  way = wire_smb_file_begin_way (file, WIRE_TRANSFER_UPLOAD, moment);
  way->unanswered |= !answered;
  if (at == G_MAXUINT64)
    at = file->size;
  if (at > G_MAXINT64)
    {
      way->left_out = TRUE; /* nobody knows where they belong */
      return;
    }
  if (bytes->missing > 0 && answered)
    wire_scattered_erase (way->bytes, at, bytes->size, moment->packet);
  add_bytes (file, way, at, bytes);
  if (file->size != WIRE_TRANSFER_UNKNOWN)
    file->size = MAX (file->size, at + bytes->size);
}

/** Notes that bytes were asked for, or sent, which the server has not answered yet. */
void
wire_smb_file_ask (WireSmbFile *file, WireTransferDirection direction)
{
  file->ways[direction].asked++;
}

/** Notes that it has, or that the answer is awaited no longer. */
void
wire_smb_file_answer (WireSmbFile *file, WireTransferDirection direction)
{
  if (file->ways[direction].asked > 0)
    file->ways[direction].asked--;
}

/** Whether answers are awaited. */
gboolean
wire_smb_file_is_asked (const WireSmbFile *file)
{
  return file->ways[0].asked > 0 || file->ways[1].asked > 0;
}

/** Notes that the server told @size. */
void
wire_smb_file_learn_size (WireSmbFile *file, guint64 size)
{
  file->size = size;
}

/** Notes that reading came to the end at @size, which counts where the server did not tell. */
void
wire_smb_file_learn_end (WireSmbFile *file, guint64 size)
{
  if (file->size == WIRE_TRANSFER_UNKNOWN)
    file->size = size;
}

/** Notes that the file was made to end at @size, or to reach to there. */
void
wire_smb_file_set_size (WireSmbFile *file, guint64 size, guint32 packet)
{
  WireSmbWay *way = &file->ways[WIRE_TRANSFER_UPLOAD];

  file->size = size;
  if (way->bytes && size < wire_scattered_get_end (way->bytes))
    way->left_out |= !wire_scattered_erase (way->bytes, size, G_MAXUINT64, packet);
}

/** Notes that @file is not a file but a named pipe. */
void
wire_smb_file_mark_pipe (WireSmbFile *file)
{
  file->kind = WIRE_SMB_PIPE;
}

/** Notes that the server put bytes into @file that did not come over the wire. */
void
wire_smb_file_mark_changed_there (WireSmbFile *file)
{
  file->changed_there = TRUE;
}

/** Notes whether @file is deleted once it is closed. */
void
wire_smb_file_mark_deleted (WireSmbFile *file, gboolean deleted)
{
  file->deleted = deleted;
}

/** Notes that @file is called @path from now on. */
void
wire_smb_file_rename (WireSmbFile *file, const char *path)
{
  if (file->path && (file->ways[0].bytes || file->ways[1].bytes) && !file->renamed_from)
    file->renamed_from = g_strdup (file->path);
  g_free (file->path);
  file->path = g_strdup (path);
  charge (file);
}

/** Whether @file is deleted once it is closed. */
gboolean
wire_smb_file_is_deleted (const WireSmbFile *file)
{
  return file->deleted;
}

/** Whether @file is a folder. */
gboolean
wire_smb_file_is_folder (const WireSmbFile *file)
{
  return file->kind == WIRE_SMB_DIRECTORY;
}

/** Returns: (transfer none) (nullable): where it is */
const char *
wire_smb_file_get_path (const WireSmbFile *file)
{
  return file->path;
}

/** Returns: the packet that opened it, or first told of it */
guint32
wire_smb_file_get_packet (const WireSmbFile *file)
{
  return file->opened.packet;
}

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
wire_smb_file_free (WireSmbFile *self)
{
  wire_smb_log_charge (self->log, self->charged, 0);
  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&self->ways[i].bytes, wire_scattered_free);
  g_free (self->renamed_from);
  g_free (self->path);
  g_free (self);
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

/** Notes what the answer to the opening said. It may come after the first bytes. */
void
wire_smb_file_open (WireSmbFile *self, const WireSmbOpening *opening)
{
  self->kind = opening->kind;
  self->fresh = opening->fresh;
  self->reads = opening->reads;
  self->writes = opening->writes;
  self->deleted = opening->deletes;
  g_free (self->path);
  self->path = g_strdup (opening->path);
  self->size = opening->size;
  if (self->ways[WIRE_TRANSFER_UPLOAD].bytes)
    self->size = MAX (self->size, wire_scattered_get_end (self->ways[WIRE_TRANSFER_UPLOAD].bytes));
  charge (self);
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
wire_smb_file_read (WireSmbFile *self,
                    guint64 at,
                    const WireBody *bytes,
                    const WireSmbMoment *moment)
{
  WireSmbWay *way;

  if (self->kind == WIRE_SMB_PIPE || self->kind == WIRE_SMB_DIRECTORY || bytes->size == 0)
    return;
  way = wire_smb_file_begin_way (self, WIRE_TRANSFER_DOWNLOAD, moment);
  if (is_read_again (self, way, at, bytes))
    return;
  add_bytes (self, way, at, bytes);
  if (self->size != WIRE_TRANSFER_UNKNOWN && at <= G_MAXINT64)
    self->size = MAX (self->size, at + bytes->size);
}

/** Notes that the answer to a read, which @moment asked for, was not captured. */
void
wire_smb_file_miss_read (WireSmbFile *self, const WireSmbMoment *moment)
{
  WireSmbMoment answer = *moment;

  if (self->kind == WIRE_SMB_PIPE || self->kind == WIRE_SMB_DIRECTORY)
    return;
  answer.sender = !moment->sender;
  wire_smb_file_begin_way (self, WIRE_TRANSFER_DOWNLOAD, &answer)->lost = TRUE;
}

/**
 * wire_smb_file_write:
 * @self: a file
 * @at: where; %G_MAXUINT64: after its end
 * @bytes: what is there from now on
 * @moment: when it was sent
 * @answered: the server said that it took them
 */
void
wire_smb_file_write (WireSmbFile *self,
                     guint64 at,
                     const WireBody *bytes,
                     const WireSmbMoment *moment,
                     gboolean answered)
{
  WireSmbWay *way;

  if (self->kind == WIRE_SMB_PIPE || self->kind == WIRE_SMB_DIRECTORY || bytes->size == 0)
    return;
  way = wire_smb_file_begin_way (self, WIRE_TRANSFER_UPLOAD, moment);
  way->unanswered |= !answered;
  if (at == G_MAXUINT64)
    at = self->size;
  if (at > G_MAXINT64)
    {
      way->left_out = TRUE; /* nobody knows where they belong */
      return;
    }
  if (bytes->missing > 0 && answered)
    wire_scattered_erase (way->bytes, at, bytes->size, moment->packet);
  add_bytes (self, way, at, bytes);
  if (self->size != WIRE_TRANSFER_UNKNOWN)
    self->size = MAX (self->size, at + bytes->size);
}

/** Notes that bytes were asked for, or sent, which the server has not answered yet. */
void
wire_smb_file_ask (WireSmbFile *self, WireTransferDirection direction)
{
  self->ways[direction].asked++;
}

/** Notes that it has, or that the answer is awaited no longer. */
void
wire_smb_file_answer (WireSmbFile *self, WireTransferDirection direction)
{
  if (self->ways[direction].asked > 0)
    self->ways[direction].asked--;
}

/** Whether answers are awaited. */
gboolean
wire_smb_file_is_asked (const WireSmbFile *self)
{
  return self->ways[0].asked > 0 || self->ways[1].asked > 0;
}

/** Notes that the server said @size. */
void
wire_smb_file_learn_size (WireSmbFile *self, guint64 size)
{
  self->size = size;
}

/** Notes that reading came to the end at @size, which counts where the server did not tell. */
void
wire_smb_file_learn_end (WireSmbFile *self, guint64 size)
{
  if (self->size == WIRE_TRANSFER_UNKNOWN)
    self->size = size;
}

/** Notes that the file was made to end at @size, or to reach to there. */
void
wire_smb_file_set_size (WireSmbFile *self, guint64 size, guint32 packet)
{
  WireSmbWay *way = &self->ways[WIRE_TRANSFER_UPLOAD];

  self->size = size;
  if (way->bytes && size < wire_scattered_get_end (way->bytes))
    way->left_out |= !wire_scattered_erase (way->bytes, size, G_MAXUINT64, packet);
}

/** Notes that @self is not a file but a named pipe. */
void
wire_smb_file_mark_pipe (WireSmbFile *self)
{
  self->kind = WIRE_SMB_PIPE;
}

/** Notes that the server put bytes into @self that did not come over the wire. */
void
wire_smb_file_mark_changed_there (WireSmbFile *self)
{
  self->changed_there = TRUE;
}

/** Notes whether @self is deleted once it is closed. */
void
wire_smb_file_mark_deleted (WireSmbFile *self, gboolean deleted)
{
  self->deleted = deleted;
}

/** Notes that @self is called @path from now on. */
void
wire_smb_file_rename (WireSmbFile *self, const char *path)
{
  if (self->path && (self->ways[0].bytes || self->ways[1].bytes) && !self->renamed_from)
    self->renamed_from = g_strdup (self->path);
  g_free (self->path);
  self->path = g_strdup (path);
  charge (self);
}

/** Whether @self is deleted once it is closed. */
gboolean
wire_smb_file_is_deleted (const WireSmbFile *self)
{
  return self->deleted;
}

/** Whether @self is a folder. */
gboolean
wire_smb_file_is_folder (const WireSmbFile *self)
{
  return self->kind == WIRE_SMB_DIRECTORY;
}

/** Returns: (transfer none) (nullable): where it is */
const char *
wire_smb_file_get_path (const WireSmbFile *self)
{
  return self->path;
}

/** Returns: the packet that opened it, or first named it */
guint32
wire_smb_file_get_packet (const WireSmbFile *self)
{
  return self->opened.packet;
}

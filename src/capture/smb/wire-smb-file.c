/* wire-smb-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-smb-file.h"

#include "capture/reassembly/wire-scattered.h"

#include <glib/gi18n.h>
#include <string.h>

/* What an open file takes, but for what grows. */
#define COST (sizeof (WireSmbFile) + 96u)

/* What went one way. */
typedef struct
{
  WireScattered *bytes; /* NULL: nothing did */
  WireSmbMoment first;
  guint32 last_packet;
  gboolean lost;       /* some of it was not captured */
  gboolean left_out;   /* there was no memory for some of it */
  gboolean unanswered; /* whether the server took it was not captured */
  guint asked;         /* reads or writes whose answers have not come */
} Way;

struct _WireSmbFile
{
  WireSmbLog *log;
  const char *user;
  WireSmbMoment opened;
  WireSmbKind kind;
  char *path;
  guint64 size; /* WIRE_TRANSFER_UNKNOWN: nobody told */
  gboolean fresh;
  gboolean reads;
  gboolean writes;
  gboolean deleted;
  gboolean changed_there; /* by the server, from what it has elsewhere */
  char *renamed_from;
  guint64 losses; /* of its session before it was opened; once it is finished, since then */
  Way ways[2];    /* by WireTransferDirection */
  gsize charged;
};

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

static Way *
begin_way (WireSmbFile *self, WireTransferDirection direction, const WireSmbMoment *moment)
{
  Way *way = &self->ways[direction];

  if (!way->bytes)
    {
      way->bytes = wire_scattered_new ();
      way->first = *moment;
    }
  way->last_packet = moment->packet;
  return way;
}

static void
add_bytes (WireSmbFile *self, Way *way, guint64 at, const WireBody *bytes)
{
  if (way->left_out)
    return;
  way->lost |= bytes->missing > 0;
  if (!wire_scattered_add_body (way->bytes, at, bytes) || !charge (self))
    way->left_out = TRUE;
}

/** Notes @bytes that were read from @at on. */
void
wire_smb_file_read (WireSmbFile *file,
                    guint64 at,
                    const WireBody *bytes,
                    const WireSmbMoment *moment)
{
  if (file->kind == WIRE_SMB_PIPE || file->kind == WIRE_SMB_DIRECTORY || bytes->size == 0)
    return;
  add_bytes (file, begin_way (file, WIRE_TRANSFER_DOWNLOAD, moment), at, bytes);
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
  begin_way (file, WIRE_TRANSFER_DOWNLOAD, &answer)->lost = TRUE;
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
  Way *way;

  if (file->kind == WIRE_SMB_PIPE || file->kind == WIRE_SMB_DIRECTORY || bytes->size == 0)
    return;
  way = begin_way (file, WIRE_TRANSFER_UPLOAD, moment);
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
  Way *way = &file->ways[WIRE_TRANSFER_UPLOAD];

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

/* Transfers */

/* Returns: (nullable): why the bytes are not all of the file, or may not be */
static const char *
find_problem (const WireSmbFile *self,
              WireTransferDirection direction,
              const Way *way,
              gboolean closed)
{
  gboolean upload = direction == WIRE_TRANSFER_UPLOAD;

  if (way->left_out)
    return N_ ("Some of its bytes were left out: there was no room for them.");
  if (self->size == WIRE_TRANSFER_UNKNOWN)
    return N_ ("Its opening was not captured, and nobody told its size: there may be more of it.");
  if (self->changed_there && upload)
    return N_ ("The server put other bytes into it, which were not sent.");
  if (way->unanswered)
    return N_ ("The server’s answer to some of its bytes was not captured.");
  if (upload && self->losses > 0)
    return N_ (
        "Bytes of its connection were not captured while it was open: there may be more of it.");
  if (upload && !closed)
    return N_ ("It was not closed as far as the capture shows: there may be more of it.");
  return NULL;
}

/* Returns: how much of the file is laid out: all of it, where its holes are not too many */
static guint64
get_laid_out (const WireSmbFile *self, const Way *way)
{
  guint64 end = wire_scattered_get_end (way->bytes);

  if (self->size != WIRE_TRANSFER_UNKNOWN && self->size > end
      && wire_smb_log_charge_hole (self->log, self->size))
    return self->size;
  return wire_smb_log_charge_hole (self->log, end) ? end : 0;
}

/* Puts the bytes into @transfer. Returns: whether all of the file is there */
static gboolean
fill_body (const WireSmbFile *self, Way *way, WireTransfer *transfer)
{
  guint64 end = get_laid_out (self, way);

  transfer->expected = self->size;
  if (end < wire_scattered_get_end (way->bytes))
    transfer->problem = N_ ("It has holes that are too large to be shown.");
  wire_scattered_fill (way->bytes, end, &transfer->body);
  return transfer->body.missing == 0 && transfer->body.size == self->size;
}

static void
fill_way (const WireSmbFile *self,
          WireTransferDirection direction,
          Way *way,
          gboolean closed,
          WireTransfer *transfer)
{
  const char *problem = find_problem (self, direction, way, closed);

  if (!fill_body (self, way, transfer) && !transfer->problem && !problem)
    problem = way->lost                           ? N_ ("Some of its bytes were not captured.")
              : direction == WIRE_TRANSFER_UPLOAD ? N_ ("Only parts of it were written.")
                                                  : N_ ("Only parts of it were read.");
  if (!transfer->problem)
    transfer->problem = problem;
  if (!transfer->problem)
    transfer->flags |= WIRE_TRANSFER_COMPLETE;
}

static const char *
keep (const WireSmbFile *self, const char *text)
{
  return wire_transfer_log_keep (wire_smb_log_get_transfers (self->log), text,
                                 text ? strlen (text) : 0);
}

static void
fill_names (const WireSmbFile *self, WireTransfer *transfer)
{
  const char *last = self->path ? strrchr (self->path, '\\') : NULL;
  g_autofree char *was =
      self->renamed_from ? g_strdup_printf ("It was renamed from “%s”.", self->renamed_from) : NULL;

  transfer->path = keep (self, self->path);
  transfer->name = keep (self, last ? last + 1 : self->path);
  transfer->user = self->user;
  transfer->note = keep (self, was);
}

static void
add_transfer (WireSmbFile *self, WireTransferDirection direction, gboolean closed)
{
  Way *way = &self->ways[direction];
  WireTransfer *transfer = wire_transfer_log_append (wire_smb_log_get_transfers (self->log), NULL);

  if (!transfer)
    return;
  transfer->protocol = "SMB";
  transfer->direction = (guint8) direction;
  transfer->sender = way->first.sender;
  transfer->flags = way->first.decrypted ? WIRE_TRANSFER_DECRYPTED : 0;
  transfer->stream = way->first.stream;
  transfer->packet = way->first.packet;
  transfer->time = way->first.time;
  transfer->last_packet = way->last_packet;
  fill_way (self, direction, way, closed, transfer);
  fill_names (self, transfer);
  wire_smb_log_note_transfer (self->log, transfer);
}

/* An empty file has no bytes to read or to write: opening it is all there is. The sender of its
 * answer is who opened it in an upload, and the other side in a download. */
static void
begin_empty (WireSmbFile *self)
{
  WireSmbMoment moment = self->opened;

  if (self->kind != WIRE_SMB_FILE || self->size != 0 || self->changed_there || self->ways[0].bytes
      || self->ways[1].bytes)
    return;
  if (self->fresh && self->writes)
    begin_way (self, WIRE_TRANSFER_UPLOAD, &moment);
  moment.sender = !moment.sender;
  if (!self->fresh && self->reads)
    begin_way (self, WIRE_TRANSFER_DOWNLOAD, &moment);
}

/**
 * wire_smb_file_finish:
 * @file: a file, to be freed next
 * @closed: it was closed; otherwise the capture ended before
 * @losses: how many times messages of its session may have been missing by now
 *
 * Makes transfers of what was read and written. Pipes and folders are none.
 */
void
wire_smb_file_finish (WireSmbFile *file, gboolean closed, guint64 losses)
{
  file->losses = losses - file->losses;
  for (guint i = 0; i < 2; i++)
    file->ways[i].lost |= file->ways[i].asked > 0;
  if (closed)
    begin_empty (file);
  if (file->kind == WIRE_SMB_FILE || file->kind == WIRE_SMB_UNKNOWN)
    for (guint i = 0; i < 2; i++)
      if (file->ways[i].bytes)
        add_transfer (file, i, closed);
  if (closed && file->deleted && file->path)
    wire_smb_log_note_delete (file->log, file->path);
}

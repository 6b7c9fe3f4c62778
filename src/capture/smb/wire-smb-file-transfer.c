/* wire-smb-file-transfer.c: what was read and written of a file, as transfers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-smb-file-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Returns: (nullable): why the bytes are not all of the file, or may not be */
static const char *
find_problem (const WireSmbFile *self,
              WireTransferDirection direction,
              const WireSmbWay *way,
              gboolean closed)
{
  gboolean upload = direction == WIRE_TRANSFER_UPLOAD;

  if (way->left_out)
    return N_ ("Some of its bytes were left out: there was no room for them.");
  if (self->size == WIRE_TRANSFER_UNKNOWN)
    return N_ ("Its opening was not captured, nor was its size: there may be more of it.");
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
get_laid_out (const WireSmbFile *self, const WireSmbWay *way)
{
  guint64 end = wire_scattered_get_end (way->bytes);

  if (self->size != WIRE_TRANSFER_UNKNOWN && self->size > end
      && wire_smb_log_charge_hole (self->log, self->size))
    return self->size;
  return wire_smb_log_charge_hole (self->log, end) ? end : 0;
}

/* Puts the bytes into @transfer. Returns: whether all of the file is there */
static gboolean
fill_body (const WireSmbFile *self, WireSmbWay *way, WireTransfer *transfer)
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
          WireSmbWay *way,
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
  WireSmbWay *way = &self->ways[direction];
  WireTransfer *transfer = wire_transfer_log_append (wire_smb_log_get_transfers (self->log), NULL);

  if (!transfer)
    return;
  transfer->protocol = "SMB";
  transfer->direction = (guint8) direction;
  transfer->sender = way->first.sender;
  transfer->flags = way->first.decrypted ? WIRE_TRANSFER_DECRYPTED : 0;
  transfer->stream = way->first.stream;
  if (self->opened.stream != transfer->stream)
    transfer->asked_on = self->opened.stream;
  transfer->packet = way->first.packet;
  transfer->time = way->first.time;
  transfer->last_packet = way->last_packet;
  fill_way (self, direction, way, closed, transfer);
  fill_names (self, transfer);
  if (way->again && !transfer->note)
    transfer->note = N_ (
        "It was read again later, in whole or in part: the bytes are those that were read first.");
  wire_smb_log_note_transfer (self->log, transfer);
}

/* An empty file has no bytes to read or to write: opening it is all there is. The sender of its
 * answer is who opened it in an upload, and the other side in a download. */
static void
begin_empty (WireSmbFile *self)
{
  WireSmbMoment moment = self->opened;

  if (self->kind == WIRE_SMB_FILE && self->fresh && self->writes && self->losses > 0
      && !self->ways[WIRE_TRANSFER_UPLOAD].bytes)
    wire_smb_file_begin_way (self, WIRE_TRANSFER_UPLOAD, &moment); /* what was written is lost */
  if (self->kind != WIRE_SMB_FILE || self->size != 0 || self->changed_there || self->ways[0].bytes
      || self->ways[1].bytes)
    return;
  if (self->fresh && self->writes)
    wire_smb_file_begin_way (self, WIRE_TRANSFER_UPLOAD, &moment);
  moment.sender = !moment.sender;
  if (!self->fresh && self->reads)
    wire_smb_file_begin_way (self, WIRE_TRANSFER_DOWNLOAD, &moment);
}

/**
 * wire_smb_file_finish:
 * @self: a file, to be freed next
 * @closed: it was closed; otherwise the capture ended before
 * @losses: how many times messages of its session may have been missing by now
 *
 * Makes transfers of what was read and written. Pipes and folders are none.
 */
void
wire_smb_file_finish (WireSmbFile *self, gboolean closed, guint64 losses)
{
  self->losses = losses - self->losses;
  for (guint i = 0; i < 2; i++)
    self->ways[i].lost |= self->ways[i].asked > 0;
  if (closed)
    begin_empty (self);
  if (self->kind == WIRE_SMB_FILE || self->kind == WIRE_SMB_UNKNOWN)
    for (guint i = 0; i < 2; i++)
      if (self->ways[i].bytes)
        add_transfer (self, i, closed);
  if (closed && self->deleted && self->path)
    wire_smb_log_note_delete (self->log, self->path);
}

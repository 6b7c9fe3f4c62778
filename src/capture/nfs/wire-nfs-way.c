/* wire-nfs-way.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/nfs/wire-nfs-way.h"

#include <glib/gi18n.h>
#include <string.h>

/* A gap of a body takes an extent for as many bytes. */
#define GAP_MAX (G_GUINT64_CONSTANT (1) << 32)

/** Notes that bytes come, or would have come, at @moment. @losses: of the client, so far */
void
wire_nfs_way_begin (WireNfsWay *self, const WireNfsMoment *moment, guint64 losses)
{
  if (!self->bytes)
    {
      *self = (WireNfsWay){ .bytes = wire_scattered_new (),
                            .first = *moment,
                            .size = WIRE_TRANSFER_UNKNOWN,
                            .changed = WIRE_NFS_NO_TIME,
                            .losses = losses };
    }
  self->last_packet = moment->packet;
}

void
wire_nfs_way_clear (WireNfsWay *self)
{
  g_clear_pointer (&self->bytes, wire_scattered_free);
  *self = (WireNfsWay){ 0 };
}

/* NFS 3 closes no files: an upload has ended where the server has stored it, and the client then
 * did something else. Returns: (nullable): why it is not known that it is whole */
static const char *
find_upload_problem (const WireNfsWay *self, const WireNfsList *list)
{
  if (self->unanswered)
    return N_ ("The server’s answer to some of its bytes was not captured.");
  if (self->losses != list->losses)
    return N_ (
        "Bytes of its connection were not captured while it was written: there may be more of it.");
  if (self->other)
    return N_ ("It was changed by what was not captured, or by another client.");
  if (self->to > 0)
    return N_ ("The client did not ask the server to store all of it: there may be more of it.");
  if (!self->followed && self->ends == list->ends)
    return N_ ("The capture ends with its last bytes: there may be more of it.");
  return NULL;
}

static const char *
find_problem (const WireNfsWay *self, const WireNfsList *list)
{
  if (self->left_out)
    return N_ ("Some of its bytes were left out: there was no room for them.");
  if (self->size == WIRE_TRANSFER_UNKNOWN)
    return N_ ("Its size was not captured: there may be more of it.");
  if (list->direction == WIRE_TRANSFER_UPLOAD)
    return find_upload_problem (self, list);
  return NULL;
}

static const char *
find_hole (const WireNfsWay *self, const WireNfsList *list)
{
  if (self->lost)
    return N_ ("Some of its bytes were not captured.");
  if (list->direction == WIRE_TRANSFER_UPLOAD)
    return N_ ("Only parts of it were written.");
  return self->other ? N_ ("It was changed while it was read.")
                     : N_ ("Only parts of it were read.");
}

static void
fill_body (WireNfsWay *self, const WireNfsList *list, WireTransfer *transfer)
{
  guint64 end = wire_scattered_get_end (self->bytes);
  guint64 size = self->size == WIRE_TRANSFER_UNKNOWN ? end : self->size;
  gsize holes = (gsize) (MIN (size, WIRE_SCATTERED_MAX_SIZE) / GAP_MAX * sizeof (WireExtent));

  if (holes > 0 && !wire_nfs_log_charge (list->log, 0, holes))
    {
      wire_nfs_log_charge (list->log, holes, 0);
      self->left_out = TRUE;
      size = 0;
    }
  wire_scattered_fill (self->bytes, size, &transfer->body);
  transfer->expected = self->size;
}

static void
fill_names (const WireNfsList *list, WireTransfer *transfer)
{
  WireTransferLog *log = wire_listening_get_transfers (wire_nfs_log_get_listening (list->log));
  const char *last = list->path ? strrchr (list->path, '/') : NULL;

  if (!list->path || g_strcmp0 (list->path, transfer->path) == 0)
    return;
  transfer->path = wire_transfer_log_keep (log, list->path, strlen (list->path));
  last = last && last[1] ? last + 1 : list->path;
  transfer->name = wire_transfer_log_keep (log, last, strlen (last));
}

static WireTransfer *
append (const WireNfsWay *self, const WireNfsList *list)
{
  WireTransferLog *log = wire_listening_get_transfers (wire_nfs_log_get_listening (list->log));
  WireTransfer *transfer = wire_transfer_log_append (log, NULL);

  if (!transfer)
    return NULL;
  transfer->protocol = "NFS";
  transfer->method = list->direction == WIRE_TRANSFER_UPLOAD ? "WRITE" : "READ";
  transfer->direction = (guint8) list->direction;
  transfer->sender = self->first.sender;
  transfer->stream = self->first.stream;
  transfer->packet = self->first.packet;
  transfer->time = self->first.time;
  transfer->user = self->first.user;
  return transfer;
}

/** Lists what came, or brings what was listed up to date. */
void
wire_nfs_way_list (WireNfsWay *self, const WireNfsList *list)
{
  WireTransfer *transfer = self->transfer ? self->transfer : append (self, list);

  self->transfer = transfer;
  if (!transfer)
    return;
  transfer->flags = self->first.decrypted ? WIRE_TRANSFER_DECRYPTED : 0;
  transfer->last_packet = self->last_packet;
  fill_body (self, list, transfer);
  fill_names (list, transfer);
  transfer->problem = find_problem (self, list);
  if (!transfer->problem && (transfer->body.missing > 0 || transfer->body.size != self->size))
    transfer->problem = find_hole (self, list);
  if (!transfer->problem)
    transfer->flags |= WIRE_TRANSFER_COMPLETE;
}

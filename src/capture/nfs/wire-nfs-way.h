/* wire-nfs-way.h: what was read of a file, or written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/nfs/wire-nfs-file.h"
#include "capture/reassembly/wire-scattered.h"

G_BEGIN_DECLS

/**
 * WireNfsWay:
 * @bytes: (nullable): what is known of them; %NULL: nothing came
 * @first: when it began
 * @last_packet: that brought some
 * @transfer: (nullable): that it is listed as
 * @size: of the file, or %WIRE_TRANSFER_UNKNOWN
 * @changed: when the file was changed last, or %WIRE_NFS_NO_TIME
 * @losses: of the client, when it began
 * @ends: connections that the client had ended in order when bytes came last
 * @followed: the client did something else with the file after that
 * @from: the first byte that the server has not stored yet
 * @to: after the last one of those; 0 where all are stored
 * @lost: some of it was not captured
 * @left_out: there was no memory for some of it
 * @unanswered: whether the server took it was not captured
 * @other: the file was changed by what was not captured, or by others
 */
typedef struct
{
  WireScattered *bytes;
  WireNfsMoment first;
  guint32 last_packet;
  WireTransfer *transfer;
  guint64 size;
  guint64 changed;
  guint64 losses;
  guint64 ends;
  guint64 from;
  guint64 to;
  gboolean followed;
  gboolean lost;
  gboolean left_out;
  gboolean unanswered;
  gboolean other;
} WireNfsWay;

/**
 * WireNfsList:
 * @log: where transfers are listed
 * @direction: of the way
 * @path: (nullable): of the file
 * @losses: of the client, by now
 * @ends: likewise
 *
 * What listing a way needs to know.
 */
typedef struct
{
  WireNfsLog *log;
  WireTransferDirection direction;
  const char *path;
  guint64 losses;
  guint64 ends;
} WireNfsList;

void wire_nfs_way_begin (WireNfsWay *way, const WireNfsMoment *moment, guint64 losses);
void wire_nfs_way_list (WireNfsWay *way, const WireNfsList *list);

/** Frees what @way owns: nothing came. */
void wire_nfs_way_clear (WireNfsWay *way);

G_END_DECLS

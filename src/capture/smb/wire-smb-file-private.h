/* wire-smb-file-private.h: what is known of an open file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-scattered.h"
#include "capture/smb/wire-smb-file.h"

G_BEGIN_DECLS

/* What was read, or written. */
typedef struct
{
  WireScattered *bytes; /* NULL: nothing did */
  WireSmbMoment first;
  guint32 last_packet;
  gboolean lost;       /* some of it was not captured */
  gboolean left_out;   /* there was no memory for some of it */
  gboolean unanswered; /* whether the server took it was not captured */
  guint asked;         /* reads or writes whose answers have not come */
  guint64 front;       /* what came in order from the beginning, without a gap */
  gboolean again;      /* all of it had come, and some came once more */
} WireSmbWay;

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
  guint64 losses;     /* of its session before it was opened; once it is finished, since then */
  WireSmbWay ways[2]; /* by WireTransferDirection */
  gsize charged;
};

/* Begins what goes in @direction, if it has not begun. Returns: (transfer none): it */
WireSmbWay *wire_smb_file_begin_way (WireSmbFile *self,
                                     WireTransferDirection direction,
                                     const WireSmbMoment *moment);

G_END_DECLS

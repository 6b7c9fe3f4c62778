/* wire-smb-file-private.h: what is known of an open file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/smb/wire-smb-way.h"

G_BEGIN_DECLS

struct _WireSmbFile
{
  WireSmbLog *log;
  const char *user;
  WireSmbMoment opened;
  WireSmbKind kind;
  char *path;
  guint64 size; /* WIRE_TRANSFER_UNKNOWN: nobody said */
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

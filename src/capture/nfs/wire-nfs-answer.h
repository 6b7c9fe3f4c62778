/* wire-nfs-answer.h: what a server of NFS answers (RFC 1813)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-cursor.h"
#include "capture/nfs/wire-nfs-call.h"

G_BEGIN_DECLS

/** There is no such time. */
#define WIRE_NFS_NO_TIME G_MAXUINT64

/**
 * WireNfsFacts:
 * @known: the server told them
 * @folder: it is a folder
 * @file: it is an ordinary file
 * @size: in bytes
 * @changed: when its bytes were changed last: seconds since 1970 in the upper half, nanoseconds in
 *   the lower
 *
 * What a server tells of a file (fattr3).
 */
typedef struct
{
  gboolean known;
  gboolean folder;
  gboolean file;
  guint64 size;
  guint64 changed;
} WireNfsFacts;

/**
 * WireNfsAnswer:
 * @status: 0 where it was done (nfsstat3)
 * @handle: of what was looked for or made; its length is 0 where the server does not tell
 * @facts: of that, or of the file that it is about
 * @count: bytes that were read or written
 * @ends: of READ: the file ends there
 * @stable: of WRITE: they are stored
 * @data: of READ: where in the message its bytes begin
 * @entries: of READDIRPLUS: where in the message its entries begin
 */
typedef struct
{
  guint32 status;
  WireNfsHandle handle;
  WireNfsFacts facts;
  guint32 count;
  gboolean ends;
  gboolean stable;
  gsize data;
  gsize entries;
} WireNfsAnswer;

gboolean wire_nfs_answer_parse (
    const guint8 *bytes, gsize length, gsize at, WireNfsProcedure procedure, WireNfsAnswer *answer);
gboolean wire_nfs_entry_read (WireCursor *cursor, char **name, WireNfsHandle *handle);

G_END_DECLS

/* wire-nfs-call.h: what clients ask a server of NFS (RFC 1813)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/nfs/wire-nfs-handle.h"
#include "capture/nfs/wire-rpc-head.h"

G_BEGIN_DECLS

/** Names of one folder that a server lets have more bytes are not looked for. */
#define WIRE_NFS_MAX_NAME 1024u

/** Procedures by their numbers; those that are not here change nothing. @WIRE_NFS_MOUNT is the
 * mount protocol’s. */
typedef enum
{
  WIRE_NFS_NULL = 0,
  WIRE_NFS_GETATTR = 1,
  WIRE_NFS_SETATTR = 2,
  WIRE_NFS_LOOKUP = 3,
  WIRE_NFS_READ = 6,
  WIRE_NFS_WRITE = 7,
  WIRE_NFS_CREATE = 8,
  WIRE_NFS_MKDIR = 9,
  WIRE_NFS_SYMLINK = 10,
  WIRE_NFS_REMOVE = 12,
  WIRE_NFS_RMDIR = 13,
  WIRE_NFS_RENAME = 14,
  WIRE_NFS_READDIRPLUS = 17,
  WIRE_NFS_COMMIT = 21,
  WIRE_NFS_MOUNT = 100,
  WIRE_NFS_OTHER = 101,
} WireNfsProcedure;

/**
 * WireNfsCall:
 * @procedure: what is asked
 * @handle: of which file, or in which folder
 * @name: (nullable) (owned): of what is in that folder; of a mount, the path
 * @to: of RENAME: the other folder
 * @to_name: (nullable) (owned): likewise the new name
 * @offset: of READ, WRITE and COMMIT: where in the file
 * @count: how many bytes
 * @data: of WRITE: where in the message its bytes begin
 * @stable: of WRITE: they are to be stored before the answer
 * @sets_size: of SETATTR and CREATE: the file gets @size
 * @sets_time: of SETATTR: its time is set
 * @size: see there
 * @fresh: of CREATE: the file must not be there already
 */
typedef struct
{
  WireNfsProcedure procedure;
  WireNfsHandle handle;
  char *name;
  WireNfsHandle to;
  char *to_name;
  guint64 offset;
  guint32 count;
  gsize data;
  gboolean stable;
  gboolean sets_size;
  gboolean sets_time;
  guint64 size;
  gboolean fresh;
} WireNfsCall;

gboolean wire_nfs_call_parse (const guint8 *bytes,
                              gsize length,
                              const WireRpcHead *head,
                              WireNfsCall *call);

/** Frees what @call owns, but not @call itself. */
void wire_nfs_call_clear (WireNfsCall *call);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireNfsCall, wire_nfs_call_clear)

G_END_DECLS

/* wire-nfs-call.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/nfs/wire-nfs-call.h"

#include "capture/nfs/wire-nfs-xdr.h"

/* MNT of the mount protocol (RFC 1813, section 5.2). */
#define MOUNT_MNT 1u

/* stable_how: anything but UNSTABLE. createmode: EXCLUSIVE (RFC 1813, sections 3.3.7, 3.3.8). */
#define UNSTABLE 0u
#define UNCHECKED 0u
#define EXCLUSIVE 2u

/* time_how: with the client’s time (RFC 1813, section 2.5.3). */
#define SET_TO_CLIENT_TIME 2u

/* sattr3: each part is there or not. */
static void
read_settings (WireCursor *cursor, WireNfsCall *call)
{
  guint32 how;

  for (guint i = 0; i < 3; i++) /* mode, user, group */
    if (wire_cursor_be32 (cursor))
      wire_cursor_skip (cursor, 4);
  call->sets_size = wire_cursor_be32 (cursor) != 0;
  if (call->sets_size)
    call->size = wire_cursor_be64 (cursor);
  if (wire_cursor_be32 (cursor) == SET_TO_CLIENT_TIME) /* of the last access */
    wire_cursor_skip (cursor, 8);
  how = wire_cursor_be32 (cursor);
  call->sets_time = how != 0;
}

static void
read_write (WireCursor *cursor, WireNfsCall *call)
{
  guint32 length;

  call->offset = wire_cursor_be64 (cursor);
  call->count = wire_cursor_be32 (cursor);
  call->stable = wire_cursor_be32 (cursor) != UNSTABLE;
  length = wire_cursor_be32 (cursor);
  call->count = MIN (call->count, length);
  call->data = cursor->position;
}

static void
read_create (WireCursor *cursor, WireNfsCall *call)
{
  guint32 how;

  call->name = wire_nfs_read_name (cursor);
  how = wire_cursor_be32 (cursor);
  call->fresh = how != UNCHECKED;
  if (how != EXCLUSIVE)
    read_settings (cursor, call);
}

static void
read_arguments (WireCursor *cursor, WireNfsCall *call)
{
  wire_nfs_read_handle (cursor, &call->handle);
  switch (call->procedure)
    {
    case WIRE_NFS_READ:
    case WIRE_NFS_COMMIT:
      call->offset = wire_cursor_be64 (cursor);
      call->count = wire_cursor_be32 (cursor);
      break;
    case WIRE_NFS_WRITE:
      read_write (cursor, call);
      break;
    case WIRE_NFS_SETATTR:
      read_settings (cursor, call);
      break;
    case WIRE_NFS_CREATE:
      read_create (cursor, call);
      break;
    case WIRE_NFS_LOOKUP:
    case WIRE_NFS_MKDIR:
    case WIRE_NFS_SYMLINK:
    case WIRE_NFS_REMOVE:
    case WIRE_NFS_RMDIR:
      call->name = wire_nfs_read_name (cursor);
      break;
    case WIRE_NFS_RENAME:
      call->name = wire_nfs_read_name (cursor);
      wire_nfs_read_handle (cursor, &call->to);
      call->to_name = wire_nfs_read_name (cursor);
      break;
    default:
      break;
    }
}

static WireNfsProcedure
find_procedure (const WireRpcHead *head)
{
  if (head->program == WIRE_RPC_MOUNT)
    return head->procedure == MOUNT_MNT ? WIRE_NFS_MOUNT : WIRE_NFS_OTHER;
  switch (head->procedure)
    {
    case WIRE_NFS_GETATTR:
    case WIRE_NFS_SETATTR:
    case WIRE_NFS_LOOKUP:
    case WIRE_NFS_READ:
    case WIRE_NFS_WRITE:
    case WIRE_NFS_CREATE:
    case WIRE_NFS_MKDIR:
    case WIRE_NFS_SYMLINK:
    case WIRE_NFS_REMOVE:
    case WIRE_NFS_RMDIR:
    case WIRE_NFS_RENAME:
    case WIRE_NFS_READDIRPLUS:
    case WIRE_NFS_COMMIT:
      return (WireNfsProcedure) head->procedure;
    default:
      return WIRE_NFS_OTHER;
    }
}

/**
 * wire_nfs_call_parse:
 * @bytes: of the message; of a large WRITE, its beginning will do
 * @length: of @bytes
 * @head: what it begins with
 * @call: (out): to be cleared in any case
 *
 * Returns: whether all that was looked for is there
 */
gboolean
wire_nfs_call_parse (const guint8 *bytes, gsize length, const WireRpcHead *head, WireNfsCall *call)
{
  WireCursor cursor = wire_cursor_new (bytes, length);

  *call = (WireNfsCall){ .procedure = find_procedure (head) };
  wire_cursor_skip (&cursor, head->at);
  if (head->wrapped) /* a length and a number before it (RFC 2203, section 5.3.2.2) */
    wire_cursor_skip (&cursor, 8);
  if (call->procedure == WIRE_NFS_MOUNT)
    call->name = wire_nfs_read_name (&cursor);
  else if (call->procedure != WIRE_NFS_OTHER)
    read_arguments (&cursor, call);
  return !cursor.failed;
}

void
wire_nfs_call_clear (WireNfsCall *self)
{
  g_free (self->name);
  g_free (self->to_name);
  *self = (WireNfsCall){ 0 };
}

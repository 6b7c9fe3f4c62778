/* wire-nfs-xdr.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/nfs/wire-nfs-xdr.h"

#include "capture/nfs/wire-nfs-call.h"

/* Returns: (nullable): what is as long as the number before it says, without what fills it up */
static const guint8 *
read_opaque (WireCursor *cursor, guint32 max, guint32 *length)
{
  const guint8 *bytes;

  *length = wire_cursor_be32 (cursor);
  if (*length > max)
    {
      wire_cursor_skip (cursor, G_MAXSIZE);
      return NULL;
    }
  bytes = wire_cursor_take (cursor, *length);
  wire_cursor_skip (cursor, (4 - *length % 4) % 4);
  return bytes;
}

/** @handle: (out): the next one; zeroed where it does not fit */
void
wire_nfs_read_handle (WireCursor *cursor, WireNfsHandle *handle)
{
  guint32 length;
  const guint8 *bytes = read_opaque (cursor, WIRE_NFS_MAX_HANDLE, &length);

  memset (handle, 0, sizeof *handle);
  if (!bytes || cursor->failed)
    return;
  memcpy (handle->bytes, bytes, length);
  handle->length = (guint8) length;
}

/** Returns: (transfer full) (nullable): the next name, as UTF-8 */
char *
wire_nfs_read_name (WireCursor *cursor)
{
  guint32 length;
  const guint8 *bytes = read_opaque (cursor, WIRE_NFS_MAX_NAME, &length);

  return bytes && !cursor->failed ? g_utf8_make_valid ((const char *) bytes, (gssize) length)
                                  : NULL;
}

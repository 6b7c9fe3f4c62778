/* wire-nfs-handle.h: how a server of NFS names a file or a folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** RFC 1813, section 2.4. */
#define WIRE_NFS_MAX_HANDLE 64u

/**
 * WireNfsHandle:
 * @bytes: what only the server understands, with zeros after it
 * @length: of @bytes; 0: none
 * @server: the number of the server, by wire_nfs_log_find_host(); 0 where that was not filled in
 */
typedef struct
{
  guint8 bytes[WIRE_NFS_MAX_HANDLE];
  guint8 length;
  guint32 server;
} WireNfsHandle;

guint wire_nfs_handle_hash (gconstpointer handle);
gboolean wire_nfs_handle_equal (gconstpointer a, gconstpointer b);

G_END_DECLS

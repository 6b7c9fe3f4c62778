/* wire-nfs-xdr.h: what calls and answers of NFS are made of (XDR: RFC 4506)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-cursor.h"
#include "capture/nfs/wire-nfs-handle.h"

G_BEGIN_DECLS

void wire_nfs_read_handle (WireCursor *cursor, WireNfsHandle *handle);
char *wire_nfs_read_name (WireCursor *cursor);

G_END_DECLS

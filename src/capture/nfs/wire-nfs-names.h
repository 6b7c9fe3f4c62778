/* wire-nfs-names.h: what the files of servers of NFS are called
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/nfs/wire-nfs-handle.h"

G_BEGIN_DECLS

/** Names are kept of no more files than this. */
#define WIRE_NFS_MAX_NAMES (256u * 1024)

/** Names together take no more than this. */
#define WIRE_NFS_MAX_NAMES_TEXT (32u * 1024 * 1024)

/**
 * WireNfsNames:
 *
 * Of each handle, in which folder it was found, and by which name. A file with several names has
 * the one by which it was found last.
 *
 * Used by the loading thread.
 */
typedef struct _WireNfsNames WireNfsNames;

WireNfsNames *wire_nfs_names_new (void);

/** Frees @names and what it owns. */
void wire_nfs_names_free (WireNfsNames *names);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireNfsNames, wire_nfs_names_free)

void wire_nfs_names_add (WireNfsNames *names,
                         const WireNfsHandle *folder,
                         const char *name,
                         const WireNfsHandle *handle);
const WireNfsHandle *wire_nfs_names_find (WireNfsNames *names,
                                          const WireNfsHandle *folder,
                                          const char *name);
void wire_nfs_names_remove (WireNfsNames *names, const WireNfsHandle *folder, const char *name);
char *wire_nfs_names_make_path (WireNfsNames *names, const WireNfsHandle *handle);

G_END_DECLS

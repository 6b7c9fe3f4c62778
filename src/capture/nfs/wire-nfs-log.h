/* wire-nfs-log.h: what conversations of NFS share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-address.h"
#include "capture/nfs/wire-nfs-names.h"
#include "capture/reassembly/wire-listening.h"

G_BEGIN_DECLS

/** A file of a server, as one client reads and writes it. */
typedef struct _WireNfsFile WireNfsFile;

/**
 * WireNfsLog:
 *
 * Files by server, client and handle, so that several connections of a client are one; their names.
 *
 * Used by the loading thread.
 */
typedef struct _WireNfsLog WireNfsLog;

WireNfsLog *wire_nfs_log_new (WireListening *listening);

/** Frees @log and what it owns. */
void wire_nfs_log_free (WireNfsLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireNfsLog, wire_nfs_log_free)

WireListening *wire_nfs_log_get_listening (WireNfsLog *log);
WireNfsNames *wire_nfs_log_get_names (WireNfsLog *log);
guint32 wire_nfs_log_find_host (WireNfsLog *log, const WireTuple *from_it);
WireNfsFile *wire_nfs_log_get_file (WireNfsLog *log, guint32 client, const WireNfsHandle *handle);
WireNfsFile *wire_nfs_log_find_file (WireNfsLog *log, guint32 client, const WireNfsHandle *handle);
void wire_nfs_log_settle (WireNfsLog *log);
gboolean wire_nfs_log_charge (WireNfsLog *log, gsize before, gsize now);
void wire_nfs_log_note_loss (WireNfsLog *log, guint32 client);
void wire_nfs_log_note_end (WireNfsLog *log, guint32 client);
void wire_nfs_log_note_change (WireNfsLog *log, WireNfsFile *file);
guint64 wire_nfs_log_get_losses (const WireNfsLog *log, guint32 client);
guint64 wire_nfs_log_get_ends (const WireNfsLog *log, guint32 client);

G_END_DECLS

/* wire-nfs-file.h: what a client read and wrote of a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/nfs/wire-nfs-answer.h"
#include "capture/nfs/wire-nfs-log.h"

G_BEGIN_DECLS

/** Memory that a file takes, about, without its bytes. */
#define WIRE_NFS_FILE_COST 1024u

/**
 * WireNfsMoment:
 * @stream: that carried a message
 * @packet: that brought its first byte
 * @time: of that packet
 * @sender: side of the stream, 0 or 1, that sent the bytes of the file
 * @user: (nullable): who asked; kept by the log of transfers
 * @decrypted: it was encrypted on the wire
 *
 * When bytes came.
 */
typedef struct
{
  guint32 stream;
  guint32 packet;
  gint64 time;
  guint8 sender;
  const char *user;
  gboolean decrypted;
} WireNfsMoment;

WireNfsFile *wire_nfs_file_new (WireNfsLog *log, guint32 client, const WireNfsHandle *handle);

/** Frees @file. What was not settled is lost. */
void wire_nfs_file_free (WireNfsFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireNfsFile, wire_nfs_file_free)

void wire_nfs_file_read (WireNfsFile *file,
                         guint64 at,
                         const WireBody *bytes,
                         const WireNfsAnswer *answer,
                         const WireNfsMoment *moment);
void wire_nfs_file_miss_read (WireNfsFile *file, const WireNfsMoment *moment);
void wire_nfs_file_make (WireNfsFile *file, const WireNfsMoment *moment);
void wire_nfs_file_write (WireNfsFile *file,
                          guint64 at,
                          const WireBody *bytes,
                          const WireNfsAnswer *answer,
                          const WireNfsMoment *moment);
void wire_nfs_file_commit (WireNfsFile *file, const WireNfsCall *call, const WireNfsFacts *facts);
void wire_nfs_file_set (WireNfsFile *file, const WireNfsCall *call, guint32 packet);
void wire_nfs_file_follow (WireNfsFile *file);
void wire_nfs_file_finish (WireNfsFile *file);
void wire_nfs_file_settle (WireNfsFile *file);

G_END_DECLS

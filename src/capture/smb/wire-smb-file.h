/* wire-smb-file.h: a file that is open on a server, and what was read and written of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/smb/wire-smb-log.h"

G_BEGIN_DECLS

/**
 * WireSmbKind:
 * @WIRE_SMB_UNKNOWN: its opening was not captured
 * @WIRE_SMB_FILE: a file
 * @WIRE_SMB_DIRECTORY: a folder
 * @WIRE_SMB_PIPE: a named pipe: what is written there asks a program something
 *
 * What was opened.
 */
typedef enum
{
  WIRE_SMB_UNKNOWN,
  WIRE_SMB_FILE,
  WIRE_SMB_DIRECTORY,
  WIRE_SMB_PIPE,
} WireSmbKind;

/**
 * WireSmbMoment:
 * @stream: that carried a message
 * @packet: that brought its first byte
 * @time: of that packet
 * @sender: side of the stream, 0 or 1
 * @decrypted: it was encrypted on the wire
 *
 * When something was said.
 */
typedef struct
{
  guint32 stream;
  guint32 packet;
  gint64 time;
  guint8 sender;
  gboolean decrypted;
} WireSmbMoment;

/**
 * WireSmbOpening:
 * @kind: what was opened
 * @path: (nullable): `\\server\share\folder\name`, as far as it is known
 * @size: of the file, when it was opened
 * @fresh: it was made, or emptied, by opening it
 * @reads: its bytes may be read
 * @writes: its bytes may be written
 * @deletes: it is deleted once it is closed
 *
 * What opening a file told.
 */
typedef struct
{
  WireSmbKind kind;
  const char *path;
  guint64 size;
  gboolean fresh;
  gboolean reads;
  gboolean writes;
  gboolean deletes;
} WireSmbOpening;

/**
 * WireSmbFile:
 *
 * One opening of a file. What was read becomes a download, what was written an upload, once it is
 * closed.
 *
 * Used by the loading thread.
 */
typedef struct _WireSmbFile WireSmbFile;

WireSmbFile *wire_smb_file_new (WireSmbLog *log,
                                const char *user,
                                const WireSmbMoment *moment,
                                guint64 losses);

/** Frees @file. What was not finished is lost. */
void wire_smb_file_free (WireSmbFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireSmbFile, wire_smb_file_free)

void wire_smb_file_open (WireSmbFile *file, const WireSmbOpening *opening);
void wire_smb_file_read (WireSmbFile *file,
                         guint64 at,
                         const WireBody *bytes,
                         const WireSmbMoment *moment);
void wire_smb_file_miss_read (WireSmbFile *file, const WireSmbMoment *moment);
void wire_smb_file_write (WireSmbFile *file,
                          guint64 at,
                          const WireBody *bytes,
                          const WireSmbMoment *moment,
                          gboolean answered);
void wire_smb_file_ask (WireSmbFile *file, WireTransferDirection direction);
void wire_smb_file_answer (WireSmbFile *file, WireTransferDirection direction);
gboolean wire_smb_file_is_asked (const WireSmbFile *file);
void wire_smb_file_learn_size (WireSmbFile *file, guint64 size);
void wire_smb_file_learn_end (WireSmbFile *file, guint64 size);
void wire_smb_file_set_size (WireSmbFile *file, guint64 size, guint32 packet);
void wire_smb_file_mark_pipe (WireSmbFile *file);
void wire_smb_file_mark_changed_there (WireSmbFile *file);
void wire_smb_file_mark_deleted (WireSmbFile *file, gboolean deleted);
void wire_smb_file_rename (WireSmbFile *file, const char *path);
gboolean wire_smb_file_is_deleted (const WireSmbFile *file);
gboolean wire_smb_file_is_folder (const WireSmbFile *file);
const char *wire_smb_file_get_path (const WireSmbFile *file);
guint32 wire_smb_file_get_packet (const WireSmbFile *file);

/** Makes transfers of what was read and written of @file, which is freed next. */
void wire_smb_file_finish (WireSmbFile *file, gboolean closed, guint64 losses);

G_END_DECLS

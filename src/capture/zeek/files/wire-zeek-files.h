/* wire-zeek-files.h: what Zeek calls files: everything that was sent or received
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/zeek/files/wire-zeek-part.h"
#include "capture/zeek/log/wire-zeek-ids.h"

G_BEGIN_DECLS

/** Forms and mails that are longer are one file, and not taken apart. */
#define WIRE_ZEEK_MAX_TAKEN_APART (16u * 1024 * 1024)

/**
 * WireZeekFiles:
 *
 * The files of a capture, examined, and found by the HTTP message that brought them. A file is an
 * object, or a part of a form or mail. They are counted from 0, objects first. For one thread.
 */
typedef struct _WireZeekFiles WireZeekFiles;

WireZeekFiles *wire_zeek_files_new (WireCapture *capture,
                                    const guint8 digest[WIRE_ZEEK_DIGEST_SIZE],
                                    WireTypeDetector *detector,
                                    GCancellable *cancellable,
                                    GError **error);

/** Frees @files and what it owns. */
void wire_zeek_files_free (WireZeekFiles *files);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireZeekFiles, wire_zeek_files_free)

/** Returns: the number of files, those that are hidden included */
guint32 wire_zeek_files_get_length (const WireZeekFiles *files);

WireObjectList *wire_zeek_files_get_list (const WireZeekFiles *files);

const WireObjectFacts *wire_zeek_files_get_facts (const WireZeekFiles *files, guint32 file);
const WireZeekPart *wire_zeek_files_get_part (const WireZeekFiles *files, guint32 file);
guint32 wire_zeek_files_get_object (const WireZeekFiles *files, guint32 file);

const GArray *wire_zeek_files_find (const WireZeekFiles *files, guint32 exchange, gboolean upload);
guint32 wire_zeek_files_add (WireZeekFiles *files, WireZeekPart *part);
void wire_zeek_files_hide (WireZeekFiles *files, guint32 file);
void wire_zeek_files_replace (WireZeekFiles *files,
                              guint32 exchange,
                              gboolean upload,
                              WireZeekPart *part);
gboolean wire_zeek_files_is_hidden (const WireZeekFiles *files, guint32 file);
void wire_zeek_files_make_fuid (const WireZeekFiles *files,
                                guint32 file,
                                char fuid[WIRE_ZEEK_ID_SIZE]);
char *wire_zeek_files_get_type (const WireZeekFiles *files, guint32 file);
const char *wire_zeek_files_get_name (const WireZeekFiles *files, guint32 file);

G_END_DECLS

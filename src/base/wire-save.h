/* wire-save.h: files that are there whole or not at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WireSaveFolder:
 *
 * A folder that files are saved into. It is opened once: whatever is put in its place meanwhile,
 * the files go where the first one went. Used by one thread at a time.
 */
typedef struct _WireSaveFolder WireSaveFolder;

WireSaveFolder *wire_save_folder_open (const char *path, GError **error);
WireSaveFolder *wire_save_folder_open_inside (WireSaveFolder *folder,
                                              const char *name,
                                              GError **error);

/** Frees @folder and what it owns. */
void wire_save_folder_free (WireSaveFolder *folder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireSaveFolder, wire_save_folder_free)

/**
 * WireSave:
 *
 * A file that is being written: without a name where the file system can do that (Linux,
 * O_TMPFILE), otherwise under one that begins with `.wirecase-`. It gets its name at the end by
 * wire_save_end_new() or wire_save_end_over(). Until then, and where those fail or wire_save_free()
 * comes first, what was there before stays as it was.
 */
typedef struct _WireSave WireSave;

WireSave *wire_save_begin (WireSaveFolder *folder, GError **error);
WireSave *wire_save_begin_at (const char *path, GError **error);
void wire_save_free (WireSave *save);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireSave, wire_save_free)

int wire_save_get_fd (WireSave *save);
gboolean wire_save_write (WireSave *save, gconstpointer bytes, gsize length, GError **error);
void wire_save_set_backup (WireSave *save, gboolean backup);
char *wire_save_end_new (WireSave *save, const char *wanted, GError **error);
gboolean wire_save_end (WireSave *save, GError **error);

const char *wire_save_find_extension (const char *name);

G_END_DECLS

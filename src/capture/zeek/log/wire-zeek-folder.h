/* wire-zeek-folder.h: a folder of logs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/zeek/log/wire-zeek-log.h"

G_BEGIN_DECLS

/**
 * WireZeekFolder:
 *
 * The logs of one or more captures. As with Zeek, a log without rows is not there. For one thread.
 */
typedef struct _WireZeekFolder WireZeekFolder;

WireZeekFolder *wire_zeek_folder_new (const char *path, WireZeekFormat format, GError **error);

/** Frees @folder and what it owns; logs that were not ended are not there. */
void wire_zeek_folder_free (WireZeekFolder *folder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireZeekFolder, wire_zeek_folder_free)

void wire_zeek_folder_set_times (WireZeekFolder *folder, gint64 first, gint64 last);
WireZeekLog *wire_zeek_folder_get_log (WireZeekFolder *folder,
                                       WireZeekLogKind kind,
                                       GError **error);
gboolean wire_zeek_folder_end (WireZeekFolder *folder, GError **error);

G_END_DECLS

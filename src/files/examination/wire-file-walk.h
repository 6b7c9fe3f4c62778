/* wire-file-walk.h: the files below a path
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WireFoundFile:
 * @path: in the file system's bytes
 * @size: in bytes, as the folder's entry says; it may change until the file is read
 * @error: (nullable): why this is a row but not a readable file: a folder that may not be entered,
 * a loop, a link that leads nowhere, a device, FIFO or socket that was passed over
 *
 * One row's worth of what a walk meets. Valid during the callback.
 */
typedef struct
{
  const char *path;
  guint64 size;
  const GError *error;
} WireFoundFile;

/** Returns: whether to go on. */
typedef gboolean (*WireFileWalkFunc) (const WireFoundFile *found, gpointer data);

gboolean wire_file_walk (const char *path, gboolean recurse, WireFileWalkFunc func, gpointer data);

G_END_DECLS

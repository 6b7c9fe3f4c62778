/* wire-kept-files.h: files that are open as evidence, and are never written over
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <sys/stat.h>

G_BEGIN_DECLS

void wire_kept_files_add (const struct stat *info);
void wire_kept_files_remove (const struct stat *info);
gboolean wire_kept_files_have (const struct stat *info);

G_END_DECLS

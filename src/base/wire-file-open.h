/* wire-file-open.h: opening evidence without being held up by it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <sys/stat.h>

G_BEGIN_DECLS

int wire_file_open_regular (const char *path, struct stat *info, GError **error);
void wire_file_set_errno_error (GError **error, const char *path, int code);

G_END_DECLS

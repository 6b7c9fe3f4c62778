/* wire-ftp-path.h: paths as an FTP server sees them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *wire_ftp_path_join (const char *folder, const char *path);
const char *wire_ftp_path_get_name (const char *path);
char *wire_ftp_path_read_quoted (const char *reply);

G_END_DECLS

/* wire-checksum-path.h: which file a name in a checksum list means
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *wire_checksum_find_file (const char *folder, const char *name, char **shown);
char *wire_checksum_get_last_part (const char *name);
gboolean wire_checksum_is_windows_path (const char *name);

G_END_DECLS

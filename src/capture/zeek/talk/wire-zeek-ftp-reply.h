/* wire-zeek-ftp-reply.h: what lines of an FTP server say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint64 wire_zeek_ftp_reply_find_count (const char *text);
char *wire_zeek_ftp_reply_find_path (const char *text);
guint wire_zeek_ftp_reply_read_code (const char *line);
gboolean wire_zeek_ftp_reply_is_inside (const char *line);

G_END_DECLS

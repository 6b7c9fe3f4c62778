/* wire-zeek-mime.h: MIME types by content, as Zeek calls them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What is looked at: Zeek's default_file_bof_buffer_size. */
#define WIRE_ZEEK_MIME_HEAD 4096u

char *wire_zeek_mime_guess (const void *bytes, gsize length, const char *type);

G_END_DECLS

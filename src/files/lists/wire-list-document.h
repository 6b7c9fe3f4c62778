/* wire-list-document.h: files that hold digests, though neither name nor form is a checksum list's
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/lists/wire-unread-lines.h"

G_BEGIN_DECLS

gboolean wire_list_document_read (const char *path, WireUnreadLines *unread);

G_END_DECLS

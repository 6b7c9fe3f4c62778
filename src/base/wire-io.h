/* wire-io.h: reading and writing descriptors to the last byte
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void wire_io_keep_standard (void);

gssize wire_io_read (int fd, gpointer buffer, gsize size);
gssize wire_io_read_full (int fd, gpointer buffer, gsize size);
gssize wire_io_pread_full (int fd, gpointer buffer, gsize size, guint64 offset);
gboolean wire_io_write (int fd, gconstpointer bytes, gsize length);
gboolean wire_io_pwrite (int fd, gconstpointer bytes, gsize length, guint64 offset);

G_END_DECLS

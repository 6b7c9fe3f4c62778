/* wire-file-print.h: what a file held, as far as its beginning and samples tell
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Bytes of a SHA-256. */
#define WIRE_FILE_PRINT_BYTES 32u

/**
 * WireFilePrint:
 * @size: of the file then, in bytes
 * @digest: of its beginning and of samples from all over it
 *
 * A file that grew may be the same with more after it, or another one. Reading it all again would
 * take as long as it took at first; what is compared instead is less than 32 KiB.
 */
typedef struct
{
  guint64 size;
  guint8 digest[WIRE_FILE_PRINT_BYTES];
} WireFilePrint;

gboolean wire_file_print_take (int fd, guint64 size, WireFilePrint *print);
gboolean wire_file_print_is_of (const WireFilePrint *print, int fd);

G_END_DECLS

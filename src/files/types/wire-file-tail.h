/* wire-file-tail.h: where pictures and archives end, and whether something follows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/types/wire-type.h"

G_BEGIN_DECLS

/** Bytes enough for wire_file_tail_has_end(). */
#define WIRE_FILE_TAIL_HEAD 8

/** Bytes that are read to find an end. Larger pictures are not looked into: a hostile one would
 * hold up all that wait for it. */
#define WIRE_FILE_TAIL_MAX_READ (256u * 1024 * 1024)

/**
 * WireZipExtent:
 * @start: of the archive; its offsets count from there
 * @first: where its first member is
 * @end: after its end record and comment
 *
 * Where a ZIP archive is in bytes that may hold something else before and after it.
 */
typedef struct
{
  guint64 start;
  guint64 first;
  guint64 end;
} WireZipExtent;

gboolean wire_file_tail_has_end (const guint8 *head, gsize length);
gboolean wire_file_tail_find (const WireTypeSource *source, guint64 *end);
gboolean wire_file_tail_find_zip (const WireTypeSource *source, WireZipExtent *zip);

G_END_DECLS

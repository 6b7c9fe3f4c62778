/* wire-object-range.h: which part of an entity a message brings
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Entities that are put together from parts: larger ones stay parts, as nobody could keep the
 * zeros that a hostile range asks for. */
#define WIRE_OBJECT_MAX_ENTITY (4ull * 1024 * 1024 * 1024)

/**
 * WireObjectRange:
 * @first: position of the first byte in the entity
 * @last: position of the last one
 * @total: bytes of the entity; 0 where the server did not know
 */
typedef struct
{
  guint64 first;
  guint64 last;
  guint64 total;
} WireObjectRange;

gboolean wire_object_range_parse_upload (const char *content_range,
                                         guint64 size,
                                         WireObjectRange *range);
gboolean wire_object_range_parse (const char *content_range, WireObjectRange *range);

G_END_DECLS

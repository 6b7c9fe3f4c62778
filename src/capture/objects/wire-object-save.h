/* wire-object-save.h: objects written to files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-save.h"
#include "capture/objects/wire-object-name.h"
#include "capture/objects/wire-object.h"

G_BEGIN_DECLS

/**
 * WireObjectSaved:
 * @name: of the file in its folder
 * @map: (nullable): of a text file there that says where the bytes of the first belong; %NULL where
 *   they are in their places
 * @size: bytes that were written into the file
 * @md5: of these bytes, zeros in place of gaps; only where wire_object_save() wrote them
 * @sha256: likewise
 * @map_sha256: of the bytes of @map
 *
 * Bytes that were not captured are zeros in the file, which take no room there. Where they are by
 * far the most (a single byte at the end of 4 GiB), the file holds what was captured and nothing
 * else, and @map has the places.
 */
typedef struct
{
  char *name;
  char *map;
  guint64 size;
  guint8 md5[16];
  guint8 sha256[32];
  guint8 map_sha256[32];
} WireObjectSaved;

/** Frees what @saved owns, but not @saved itself. */
void wire_object_saved_clear (WireObjectSaved *saved);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireObjectSaved, wire_object_saved_clear)

gboolean wire_object_save (const WireObjectList *list,
                           guint32 object,
                           const char *extension,
                           WireSaveFolder *folder,
                           GCancellable *cancellable,
                           WireObjectSaved *saved,
                           GError **error);
gboolean wire_object_save_as (const WireObjectList *list,
                              guint32 object,
                              const char *path,
                              GCancellable *cancellable,
                              WireObjectSaved *saved,
                              GError **error);

G_END_DECLS

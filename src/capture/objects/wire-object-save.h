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
 *
 * Bytes that were not captured are zeros in the file, which take no room there. Where they are by
 * far the most (a single byte at the end of 4 GiB), the file holds what was captured and nothing
 * else, and @map has the places.
 */
typedef struct
{
  char *name;
  char *map;
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

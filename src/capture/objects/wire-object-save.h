/* wire-object-save.h: objects written to files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object.h"

G_BEGIN_DECLS

/** Longest name in bytes; every file system in use takes 255, and a number must fit as well. */
#define WIRE_OBJECT_MAX_NAME 200

char *wire_object_make_name (const char *uri, const char *extension);
char *wire_object_save (const WireObjectList *list,
                        guint32 object,
                        const char *extension,
                        const char *folder,
                        GCancellable *cancellable,
                        GError **error);
gboolean wire_object_save_as (const WireObjectList *list,
                              guint32 object,
                              const char *path,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS

/* wire-object-multipart.h: the parts of an object that was sent as multipart
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/http/wire-multipart.h"
#include "capture/objects/wire-object-private.h"

G_BEGIN_DECLS

/** Parts of all objects of a capture together that become objects. */
#define WIRE_OBJECT_MAX_PARTS 200000u

/**
 * WireObjectMultipart:
 *
 * An object that is being taken apart. Used by one thread.
 */
typedef struct _WireObjectMultipart WireObjectMultipart;

/** Takes the next part; see #WireMultipartFound. */
typedef void (*WireObjectPartFound) (WireObjectMultipart *whole,
                                     const WireMultipartPart *part,
                                     gpointer user_data);

gboolean wire_object_multipart_visit (WireObjectList *list,
                                      guint32 object,
                                      GCancellable *cancellable,
                                      WireObjectPartFound found,
                                      gpointer user_data);
gboolean wire_object_messages_visit (WireObjectList *list,
                                     guint32 object,
                                     GCancellable *cancellable,
                                     WireObjectPartFound found,
                                     gpointer user_data);
gboolean wire_object_are_messages (const WireObject *object);
WireBody *wire_object_multipart_cut (WireObjectMultipart *whole, const WireMultipartPart *part);
WireObject wire_object_multipart_make (const WireObjectMultipart *whole,
                                       const WireMultipartPart *part,
                                       const WireBody *slice);
char *wire_multipart_part_get_field (const WireMultipartPart *part, const char *name);

G_END_DECLS

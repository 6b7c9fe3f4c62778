/* wire-thumbnails.h: small pictures of objects, made when they are looked at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/** The longer edge of a thumbnail, in pixels: twice what is shown, for screens that have them. */
#define WIRE_THUMBNAIL_EDGE 192

/** Thumbnails that are kept: a grid makes tiles for about 240 at a time. 59 MB where all of them
 * are square and large; those of the web take a tenth. */
#define WIRE_THUMBNAILS_MAX 400u

#define WIRE_TYPE_THUMBNAILS (wire_thumbnails_get_type ())
/** WireThumbnails: small pictures of objects, made when they are looked at */
G_DECLARE_FINAL_TYPE (WireThumbnails, wire_thumbnails, WIRE, THUMBNAILS, GObject)

WireThumbnails *wire_thumbnails_new (WireObjectList *list);

gboolean wire_thumbnails_get (WireThumbnails *thumbnails, guint32 object, GdkTexture **texture);
void wire_thumbnails_stop (WireThumbnails *thumbnails);
guint wire_thumbnails_count (WireThumbnails *thumbnails);

G_END_DECLS

/* wire-download-picture.h: what an object looks like
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object.h"
#include "ui/widgets/wire-picture.h"

G_BEGIN_DECLS

WireJob *wire_download_picture_start (
    WireObjectList *list, guint32 object, int edge, WirePictureReady ready, GObject *owner);
guint32 wire_download_picture_get_object (WireJob *job);

G_END_DECLS

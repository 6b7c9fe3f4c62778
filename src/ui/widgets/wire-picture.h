/* wire-picture.h: pictures out of foreign bytes, within bounds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"
#include "pictures/wire-picture-reply.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * WirePicture:
 * @texture: what it looks like, shrunk as asked
 * @width: of the picture itself, in pixels
 * @height: likewise
 * @partial: it breaks off; @texture shows what came before
 */
typedef struct
{
  GdkTexture *texture;
  int width;
  int height;
  gboolean partial;
} WirePicture;

/** Lets go of the texture, and empties @picture. */
void wire_picture_clear (WirePicture *picture);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WirePicture, wire_picture_clear)

gboolean wire_picture_is_one (GBytes *bytes);
gboolean wire_picture_decode (
    GBytes *bytes, int edge, GCancellable *cancellable, WirePicture *picture, GError **error);

/**
 * WirePictureReady:
 * @job: how it ended; its error says why there is no picture
 * @picture: (nullable): valid during the call
 * @owner: what wire_picture_start() was given
 *
 * Called once on the main thread.
 */
typedef void (*WirePictureReady) (WireJob *job, const WirePicture *picture, GObject *owner);

WireJob *wire_picture_start (GBytes *bytes, int edge, WirePictureReady ready, GObject *owner);

G_END_DECLS

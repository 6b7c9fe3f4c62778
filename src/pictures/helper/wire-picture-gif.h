/* wire-picture-gif.h: where the first frame of a GIF ends
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gsize wire_picture_gif_find_frame_end (const guint8 *data, gsize size);

G_END_DECLS

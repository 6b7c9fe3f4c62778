/* wire-picture-reply.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "pictures/wire-picture-reply.h"

static gboolean
is_size (gint32 width, gint32 height)
{
  return width > 0 && height > 0 && (gint64) width * height <= WIRE_PICTURE_MAX_PIXELS;
}

static gboolean
are_pixels_sound (const WirePictureReply *self, int edge)
{
  gint64 pixels = (gint64) self->shown_width * self->shown_height;

  return is_size (self->width, self->height) && is_size (self->shown_width, self->shown_height)
         && (edge <= 0 || MAX (self->shown_width, self->shown_height) <= edge)
         && (self->channels == 3 || self->channels == 4) && self->length == pixels * self->channels;
}

/**
 * wire_picture_reply_is_sound:
 * @self: what a helper sent
 * @edge: what it was asked for
 *
 * Any thread.
 *
 * Returns: whether @self means something, and what follows it is within bounds
 */
gboolean
wire_picture_reply_is_sound (const WirePictureReply *self, int edge)
{
  if (self->end == WIRE_PICTURE_SHOWN)
    return are_pixels_sound (self, edge);
  return self->end <= WIRE_PICTURE_ENDS_EARLY && self->length <= WIRE_PICTURE_MAX_WORDS;
}

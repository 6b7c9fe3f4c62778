/* wire-picture-decoder.h: pictures out of foreign bytes, by gdk-pixbuf
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "pictures/wire-picture-kind.h"
#include "pictures/wire-picture-reply.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/**
 * WirePictureDecoded:
 * @end: how it ended
 * @pixbuf: (nullable): what it looks like, shrunk as asked, where @end is %WIRE_PICTURE_SHOWN
 * @words: (nullable): those of the loader, where it is %WIRE_PICTURE_BROKEN
 * @width: of the picture itself, in pixels, where that is known
 * @height: likewise
 * @partial: it breaks off; @pixbuf is what came before
 */
typedef struct
{
  WirePictureEnd end;
  GdkPixbuf *pixbuf;
  char *words;
  int width;
  int height;
  gboolean partial;
} WirePictureDecoded;

/** Lets go of the pixels, and empties @decoded. */
void wire_picture_decoded_clear (WirePictureDecoded *decoded);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WirePictureDecoded, wire_picture_decoded_clear)

GdkPixbufLoader *wire_picture_decoder_load (WirePictureKind kind);
void wire_picture_decoder_decode (GdkPixbufLoader *loader,
                                  WirePictureKind kind,
                                  const guint8 *data,
                                  gsize size,
                                  int edge,
                                  WirePictureDecoded *decoded);

G_END_DECLS

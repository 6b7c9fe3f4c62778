/* wire-picture-kind.h: kinds of pictures that are decoded
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Each has a loader in gdk-pixbuf. */
typedef enum
{
  WIRE_PICTURE_NONE,
  WIRE_PICTURE_GIF,
  WIRE_PICTURE_JPEG,
  WIRE_PICTURE_PNG,
  WIRE_PICTURE_WEBP,
  WIRE_PICTURE_ICO,
  WIRE_PICTURE_BMP,
} WirePictureKind;

WirePictureKind wire_picture_kind_recognise (GBytes *bytes);
const char *wire_picture_kind_get_loader (WirePictureKind kind);

G_END_DECLS

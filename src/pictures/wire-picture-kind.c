/* wire-picture-kind.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "pictures/wire-picture-kind.h"

#include <string.h>

/* The kinds that the web is made of, by how they begin. gdk-pixbuf has loaders for others, which
 * are for desktop files; a stranger's bytes do not get to choose them. */
static const struct
{
  WirePictureKind kind;
  const char *signature;
  guint8 length;
  guint8 offset;
} SIGNATURES[] = {
  { WIRE_PICTURE_GIF, "GIF87a", 6, 0 },
  { WIRE_PICTURE_GIF, "GIF89a", 6, 0 },
  { WIRE_PICTURE_JPEG, "\xff\xd8\xff", 3, 0 },
  { WIRE_PICTURE_PNG, "\x89PNG\r\n\x1a\n", 8, 0 },
  { WIRE_PICTURE_WEBP, "WEBP", 4, 8 },
  { WIRE_PICTURE_ICO, "\0\0\1\0", 4, 0 },
  { WIRE_PICTURE_BMP, "BM", 2, 0 },
};

/* By WirePictureKind. */
static const char *const LOADERS[] = { NULL, "gif", "jpeg", "png", "webp", "ico", "bmp" };

/** Returns: what @bytes begin as; any thread */
WirePictureKind
wire_picture_kind_recognise (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i < G_N_ELEMENTS (SIGNATURES); i++)
    if (size >= (gsize) SIGNATURES[i].offset + SIGNATURES[i].length
        && memcmp (data + SIGNATURES[i].offset, SIGNATURES[i].signature, SIGNATURES[i].length) == 0)
      return SIGNATURES[i].kind;
  return WIRE_PICTURE_NONE;
}

/** Returns: (nullable): what gdk-pixbuf calls its loader of @kind, which may be any number */
const char *
wire_picture_kind_get_loader (WirePictureKind kind)
{
  return (guint) kind < G_N_ELEMENTS (LOADERS) ? LOADERS[kind] : NULL;
}

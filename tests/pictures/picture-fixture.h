/* picture-fixture.h: pictures for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

/* A GIF of one red pixel. */
static const guint8 PIXEL_GIF[] = {
  'G', 'I', 'F', '8', '9', 'a', 1, 0, 1, 0, 0x80, 0, 0, 255, 0, 0, 0,   0,
  0,   ',', 0,   0,   0,   0,   1, 0, 1, 0, 0,    2, 2, 68,  1, 0, ';',
};

/* Returns: a picture of @type with bytes that do not pack into nothing */
static inline GBytes *
picture_fixture_draw (const char *type, int width, int height)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr (GError) error = NULL;
  char *data = NULL;
  gsize size;

  for (int i = 0; i < height * gdk_pixbuf_get_rowstride (pixbuf); i++)
    gdk_pixbuf_get_pixels (pixbuf)[i] = (guint8) ((guint32) i * 2654435761u >> 24);
  gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, type, &error, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

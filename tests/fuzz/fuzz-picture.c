/* fuzz-picture.c: pictures of strangers: what they are is told by their heads, and they are bounded
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-picture.h"

#define INPUT_MAX 8192
#define EDGE 64

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (WirePicture) picture = { 0 };

  if (size > INPUT_MAX)
    return 0;
  bytes = g_bytes_new (data, size);
  if (!wire_picture_decode (bytes, EDGE, NULL, &picture, &error))
    {
      g_assert_nonnull (error);
      return 0;
    }
  g_assert_true (wire_picture_is_one (bytes));
  g_assert_true (picture.width > 0 && picture.height > 0);
  g_assert_cmpint (gdk_texture_get_width (picture.texture), <=, EDGE);
  g_assert_cmpint (gdk_texture_get_height (picture.texture), <=, EDGE);
  return 0;
}

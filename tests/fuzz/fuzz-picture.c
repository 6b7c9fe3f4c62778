/* fuzz-picture.c: pictures of strangers: what they are is told by their heads, and they are bounded
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "pictures/helper/wire-picture-decoder.h"

#include <string.h>

#define INPUT_MAX 8192
#define EDGE 64

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
decode (GdkPixbufLoader *loader, WirePictureKind kind, const guint8 *data, gsize size)
{
  g_auto (WirePictureDecoded) decoded = { 0 };

  wire_picture_decoder_decode (loader, kind, data, size, EDGE, &decoded);
  g_assert_true ((decoded.pixbuf != NULL) == (decoded.end == WIRE_PICTURE_SHOWN));
  if (!decoded.pixbuf)
    return;
  g_assert_true (decoded.width > 0 && decoded.height > 0);
  g_assert_cmpint (gdk_pixbuf_get_width (decoded.pixbuf), <=, EDGE);
  g_assert_cmpint (gdk_pixbuf_get_height (decoded.pixbuf), <=, EDGE);
}

/* Bytes that a decoder answered with which obeys somebody else. */
static void
reply (const guint8 *data, gsize size)
{
  WirePictureReply said;

  if (size < sizeof said)
    return;
  memcpy (&said, data, sizeof said);
  if (!wire_picture_reply_is_sound (&said, EDGE) || said.end != WIRE_PICTURE_SHOWN)
    return;
  g_assert_true (said.shown_width > 0 && said.shown_width <= EDGE);
  g_assert_cmpuint (said.length, ==,
                    (gsize) said.shown_width * (gsize) said.shown_height * said.channels);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkPixbufLoader) loader = NULL;
  WirePictureKind kind;

  if (size > INPUT_MAX)
    return 0;
  reply (data, size);
  bytes = g_bytes_new (data, size);
  kind = wire_picture_kind_recognise (bytes);
  loader = wire_picture_decoder_load (kind);
  if (loader)
    decode (loader, kind, data, size);
  return 0;
}

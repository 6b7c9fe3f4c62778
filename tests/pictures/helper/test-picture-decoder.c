/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "pictures/helper/wire-picture-decoder.h"
#include "tests/pictures/picture-fixture.h"

#include <string.h>
#include <zlib.h>

static WirePictureDecoded
decode (GBytes *bytes, int edge)
{
  WirePictureKind kind = wire_picture_kind_recognise (bytes);
  g_autoptr (GdkPixbufLoader) loader = wire_picture_decoder_load (kind);
  WirePictureDecoded decoded;

  g_assert_nonnull (loader);
  wire_picture_decoder_decode (loader, kind, g_bytes_get_data (bytes, NULL),
                               g_bytes_get_size (bytes), edge, &decoded);
  g_assert_true ((decoded.pixbuf != NULL) == (decoded.end == WIRE_PICTURE_SHOWN));
  g_assert_true ((decoded.words != NULL) == (decoded.end == WIRE_PICTURE_BROKEN));
  return decoded;
}

static void
test_kinds (void)
{
  static const char *const types[] = { "jpeg", "png", "bmp", "ico" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GBytes) bytes = picture_fixture_draw (types[i], 200, 100);
      g_auto (WirePictureDecoded) decoded = decode (bytes, 0);

      g_assert_cmpint (decoded.end, ==, WIRE_PICTURE_SHOWN);
      g_assert_cmpint (gdk_pixbuf_get_width (decoded.pixbuf), ==, 200);
      g_assert_cmpint (gdk_pixbuf_get_height (decoded.pixbuf), ==, 100);
      g_assert_false (decoded.partial);
    }
}

static void
test_shrinks (void)
{
  static const char *const types[] = { "jpeg", "png" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GBytes) bytes = picture_fixture_draw (types[i], 1000, 500);
      g_auto (WirePictureDecoded) decoded = decode (bytes, 96);

      g_assert_cmpint (gdk_pixbuf_get_width (decoded.pixbuf), ==, 96);
      g_assert_cmpint (gdk_pixbuf_get_height (decoded.pixbuf), ==, 48);
      g_assert_cmpint (decoded.width, ==, 1000);
      g_assert_cmpint (decoded.height, ==, 500);
    }
}

static void
test_gif (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (PIXEL_GIF, sizeof PIXEL_GIF);
  g_auto (WirePictureDecoded) decoded = decode (bytes, 96);

  g_assert_cmpint (decoded.width, ==, 1);
  g_assert_false (decoded.partial);
  g_assert_cmpmem (gdk_pixbuf_read_pixels (decoded.pixbuf), 3, ((guint8[]){ 255, 0, 0 }), 3);
}

/* A frame after the first is not even looked at. */
static void
test_first_frame (void)
{
  GByteArray *array = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_auto (WirePictureDecoded) decoded = { 0 };

  g_byte_array_append (array, PIXEL_GIF, sizeof PIXEL_GIF - 1);
  g_byte_array_append (array, (const guint8 *) ",hostile", 8);
  bytes = g_byte_array_free_to_bytes (array);
  decoded = decode (bytes, 96);
  g_assert_cmpint (gdk_pixbuf_get_width (decoded.pixbuf), ==, 1);
  g_assert_false (decoded.partial);
}

/* Cut at every byte it shows something or says why not. */
static void
test_truncated (void)
{
  static const char *const types[] = { "jpeg", "png", "bmp", "ico" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GBytes) whole = picture_fixture_draw (types[i], 20, 20);
      guint shown = 0;

      for (gsize length = 8; length < g_bytes_get_size (whole); length++)
        {
          g_autoptr (GBytes) cut = g_bytes_new_from_bytes (whole, 0, length);
          g_auto (WirePictureDecoded) decoded = decode (cut, 96);

          shown += decoded.end == WIRE_PICTURE_SHOWN;
        }
      if (i < 2)
        g_assert_cmpuint (shown, >, 0);
    }
}

static void
test_half (void)
{
  static const char *const types[] = { "jpeg", "png" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GBytes) whole = picture_fixture_draw (types[i], 600, 600);
      g_autoptr (GBytes) half = g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) / 2);
      g_auto (WirePictureDecoded) decoded = decode (half, 96);

      g_assert_true (decoded.partial);
      g_assert_cmpint (gdk_pixbuf_get_width (decoded.pixbuf), ==, 96);
    }
}

static void
test_broken (void)
{
  static const char *const types[] = { "jpeg", "png", "bmp", "ico" };
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint round = 0; round < 400; round++)
    {
      g_autoptr (GBytes) whole = picture_fixture_draw (types[round % G_N_ELEMENTS (types)], 24, 24);
      gsize size;
      guint8 *data = g_bytes_unref_to_data (g_steal_pointer (&whole), &size);
      g_auto (WirePictureDecoded) decoded = { 0 };

      for (guint i = 0; i < 6; i++)
        data[g_rand_int_range (random, 12, (gint32) size)] = (guint8) g_rand_int (random);
      whole = g_bytes_new_take (data, size);
      decoded = decode (whole, 96); /* which asserts that the answer agrees with itself */
    }
}

static void
append_chunk (GByteArray *out, const char *type, const guint8 *data, guint32 length)
{
  guint32 big = GUINT32_TO_BE (length);
  guint32 crc = (guint32) crc32 (0, (const guint8 *) type, 4);

  g_byte_array_append (out, (const guint8 *) &big, 4);
  g_byte_array_append (out, (const guint8 *) type, 4);
  g_byte_array_append (out, data, length);
  if (length)
    crc = (guint32) crc32 (crc, data, length);
  crc = GUINT32_TO_BE (crc);
  g_byte_array_append (out, (const guint8 *) &crc, 4);
}

static GBytes *
make_enormous_png (void)
{
  static const guint8 HEADER[13] = { 0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff, 8, 6 };
  GByteArray *out = g_byte_array_new ();

  g_byte_array_append (out, (const guint8 *) "\x89PNG\r\n\x1a\n", 8);
  append_chunk (out, "IHDR", HEADER, sizeof HEADER);
  append_chunk (out, "IDAT", (const guint8 *) "\x78\x9c\x63", 3);
  append_chunk (out, "IEND", NULL, 0);
  return g_byte_array_free_to_bytes (out);
}

/* @bytes with 65021 written where width and height stand, in little or big endian: JPEG has room
 * for little more. */
static GBytes *
enlarge (GBytes *bytes, gsize width_at, gsize height_at)
{
  gsize size;
  guint8 *data = g_bytes_unref_to_data (bytes, &size);

  memset (data + width_at, 0xfd, 2);
  memset (data + height_at, 0xfd, 2);
  return g_bytes_new_take (data, size);
}

/* Where the frame header of a JPEG begins: ITU-T T.81, B.2.2. */
static gsize
find_frame_header (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize at = 2; at + 4 < size; at += 2u + (guint) (data[at + 2] << 8 | data[at + 3]))
    if (data[at + 1] >= 0xc0 && data[at + 1] <= 0xc2)
      return at;
  g_assert_not_reached ();
}

/* One row of 2,147,483,647 pixels, for which the loader would take 8 GiB before it tells the size.
 */
static const guint8 WIDE_BMP[] = { 'B', 'M', 70, 0, 0,    0,    0,    0,    0, 0, 54, 0, 0, 0,
                                   40,  0,   0,  0, 0xff, 0xff, 0xff, 0x7f, 1, 0, 0,  0, 1, 0,
                                   24,  0,   0,  0, 0,    0,    16,   0,    0, 0, 0,  0, 0, 0,
                                   0,   0,   0,  0, 0,    0,    0,    0,    0, 0, 0,  0 };

static void
assert_too_large (GBytes *bytes, int width)
{
  g_auto (WirePictureDecoded) decoded = decode (bytes, 96);

  g_assert_cmpint (decoded.end, ==, WIRE_PICTURE_TOO_LARGE);
  g_assert_cmpint (decoded.width & 0xffff, ==, width & 0xffff);
}

static void
test_enormous (void)
{
  g_autoptr (GBytes) wide = g_bytes_new_static (WIDE_BMP, sizeof WIDE_BMP);
  g_autoptr (GBytes) png = make_enormous_png ();
  g_autoptr (GBytes) gif = enlarge (g_bytes_new (PIXEL_GIF, sizeof PIXEL_GIF), 6, 8);
  g_autoptr (GBytes) small_jpeg = picture_fixture_draw ("jpeg", 20, 20);
  gsize frame = find_frame_header (small_jpeg);
  g_autoptr (GBytes) jpeg = enlarge (g_steal_pointer (&small_jpeg), frame + 7, frame + 5);
  g_autoptr (GBytes) bmp = enlarge (picture_fixture_draw ("bmp", 20, 20), 18, 22);

  assert_too_large (png, 65535);
  assert_too_large (gif, 0xfdfd);
  assert_too_large (jpeg, 0xfdfd);
  assert_too_large (bmp, 0xfdfd);
  assert_too_large (wide, G_MAXINT32);
}

static void
test_no_picture (void)
{
  static const char *const texts[] = { "", "GIF", "<svg xmlns='http://www.w3.org/2000/svg'/>",
                                       "/* XPM */", "BA" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));

      g_assert_cmpint (wire_picture_kind_recognise (bytes), ==, WIRE_PICTURE_NONE);
    }
  g_assert_null (wire_picture_decoder_load (WIRE_PICTURE_NONE));
  g_assert_null (wire_picture_decoder_load ((WirePictureKind) 4711));
}

/* What a decoder that obeys somebody else may say of itself. */
static void
test_unsound_replies (void)
{
  const WirePictureReply good = { WIRE_PICTURE_SHOWN, 200, 100, 96, 48, 3, 0, 96 * 48 * 3 };
  WirePictureReply replies[] = { good, good, good, good, good, good, good, good };

  g_assert_true (wire_picture_reply_is_sound (&good, 96));
  replies[0].length--;
  replies[1].shown_width = 97; /* larger than asked for */
  replies[1].length = 97 * 48 * 3;
  replies[2].channels = 5;
  replies[2].length = 96 * 48 * 5;
  replies[3].shown_height = -48;
  replies[4].width = 0;
  replies[5].end = 99;
  replies[6].end = WIRE_PICTURE_BROKEN; /* with more words than there may be */
  replies[7].shown_width = replies[7].shown_height = 65536;
  replies[7].length = 0; /* what the product is in 32 bits */
  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    g_assert_false (wire_picture_reply_is_sound (&replies[i], i == 7 ? 0 : 96));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/picture-decoder/kinds", test_kinds);
  g_test_add_func ("/picture-decoder/shrinks", test_shrinks);
  g_test_add_func ("/picture-decoder/gif", test_gif);
  g_test_add_func ("/picture-decoder/first-frame", test_first_frame);
  g_test_add_func ("/picture-decoder/truncated", test_truncated);
  g_test_add_func ("/picture-decoder/half", test_half);
  g_test_add_func ("/picture-decoder/broken", test_broken);
  g_test_add_func ("/picture-decoder/enormous", test_enormous);
  g_test_add_func ("/picture-decoder/no-picture", test_no_picture);
  g_test_add_func ("/picture-decoder/unsound-replies", test_unsound_replies);
  return g_test_run ();
}

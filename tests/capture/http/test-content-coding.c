/* test-content-coding.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-content-coding.h"

#include <brotli/encode.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#define TEXT "What was sent is what is read, however it was packed on the way. "
#define TEXT_LENGTH (sizeof TEXT - 1)

/* @bits: as deflateInit2() takes them: 31 gzip, 15 zlib, -15 bare */
static GBytes *
deflate_as (const void *data, gsize length, int bits)
{
  g_autofree guint8 *out = g_malloc (length + 1000);
  z_stream stream = { .next_in = (Bytef *) data, .avail_in = (uInt) length };

  g_assert_cmpint (deflateInit2 (&stream, 9, Z_DEFLATED, bits, 8, Z_DEFAULT_STRATEGY), ==, Z_OK);
  stream.next_out = out;
  stream.avail_out = (uInt) length + 1000;
  g_assert_cmpint (deflate (&stream, Z_FINISH), ==, Z_STREAM_END);
  deflateEnd (&stream);
  return g_bytes_new (out, stream.total_out);
}

static GBytes *
pack_brotli (const void *data, gsize length)
{
  gsize size = BrotliEncoderMaxCompressedSize (length) + 1000;
  g_autofree guint8 *out = g_malloc (size);

  g_assert_true (BrotliEncoderCompress (9, 22, BROTLI_MODE_GENERIC, length, data, &size, out));
  return g_bytes_new (out, size);
}

static GBytes *
pack_zstd (const void *data, gsize length)
{
  gsize size = ZSTD_compressBound (length);
  g_autofree guint8 *out = g_malloc (size);

  size = ZSTD_compress (out, size, data, length, 9);
  g_assert_false (ZSTD_isError (size));
  return g_bytes_new (out, size);
}

static GBytes *
pack (const char *coding, const void *data, gsize length)
{
  if (g_str_equal (coding, "br"))
    return pack_brotli (data, length);
  if (g_str_equal (coding, "zstd"))
    return pack_zstd (data, length);
  return deflate_as (data, length,
                     g_str_equal (coding, "gzip")      ? 31
                     : g_str_equal (coding, "deflate") ? 15
                                                       : -15);
}

static gboolean
take (const guint8 *bytes, gsize length, gpointer user_data)
{
  g_byte_array_append (user_data, bytes, (guint) length);
  return TRUE;
}

/* Returns: what comes out of @packed in pieces of @step bytes */
static GByteArray *
unpack (const char *codings, GBytes *packed, gsize step, WireContentState *state)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (packed, &length);
  GByteArray *out = g_byte_array_new ();
  g_autoptr (WireContentDecoder) decoder = wire_content_decoder_new (codings, take, out);

  g_assert_nonnull (decoder);
  for (gsize at = 0; at < length; at += step)
    wire_content_decoder_add (decoder, bytes + at, MIN (step, length - at));
  *state = wire_content_decoder_get_state (decoder);
  g_assert_cmpuint (wire_content_decoder_get_size (decoder), ==, out->len);
  return out;
}

static void
assert_unpacks (const char *codings, GBytes *packed, const char *expected, WireContentState end)
{
  for (gsize step = 1; step <= g_bytes_get_size (packed); step++)
    {
      WireContentState state;
      g_autoptr (GByteArray) out = unpack (codings, packed, step, &state);

      g_assert_cmpint (state, ==, end);
      g_assert_cmpmem (out->data, out->len, expected, strlen (expected));
    }
}

static const struct
{
  const char *coding; /* as it is packed */
  const char *field;  /* as the header says */
} CODINGS[] = {
  { "gzip", "gzip" },    { "gzip", " X-GZip " }, { "deflate", "deflate" },
  { "bare", "deflate" }, { "br", "br" },         { "zstd", "identity, zstd" },
};

static void
test_each (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (CODINGS); i++)
    {
      g_autoptr (GBytes) packed = pack (CODINGS[i].coding, TEXT, TEXT_LENGTH);
      g_autoptr (GBytes) nothing = pack (CODINGS[i].coding, "", 0);

      assert_unpacks (CODINGS[i].field, packed, TEXT, WIRE_CONTENT_END);
      assert_unpacks (CODINGS[i].field, nothing, "", WIRE_CONTENT_END);
    }
}

/* The end alone says that it is whole: without it, what is there comes out, and is not called so.
 */
static void
test_cut (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (CODINGS); i++)
    {
      g_autoptr (GBytes) packed = pack (CODINGS[i].coding, TEXT, TEXT_LENGTH);

      for (gsize length = 1; length < g_bytes_get_size (packed); length++)
        {
          g_autoptr (GBytes) cut = g_bytes_new_from_bytes (packed, 0, length);
          WireContentState state;
          g_autoptr (GByteArray) out = unpack (CODINGS[i].field, cut, length, &state);

          g_assert_cmpint (state, ==, WIRE_CONTENT_MORE);
          g_assert_cmpuint (out->len, <=, TEXT_LENGTH);
          g_assert_cmpmem (out->data, out->len, TEXT, out->len);
        }
    }
}

static void
test_stacked (void)
{
  g_autoptr (GBytes) inner = pack ("gzip", TEXT, TEXT_LENGTH);
  g_autoptr (GBytes) middle = pack ("br", g_bytes_get_data (inner, NULL), g_bytes_get_size (inner));
  g_autoptr (GBytes) outer =
      pack ("zstd", g_bytes_get_data (middle, NULL), g_bytes_get_size (middle));
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (inner, 0, g_bytes_get_size (inner) - 9);
  g_autoptr (GBytes) around = pack ("br", g_bytes_get_data (cut, NULL), g_bytes_get_size (cut));
  WireContentState state;
  g_autoptr (GByteArray) out = NULL;

  assert_unpacks ("gzip, br, zstd", outer, TEXT, WIRE_CONTENT_END);
  out = unpack ("gzip, br", around, 1000, &state);
  g_assert_cmpint (state, ==, WIRE_CONTENT_MORE); /* the outer came to its end, the inner did not */
  g_assert_null (wire_content_decoder_new ("gzip, gzip, gzip, gzip, gzip", take, NULL));
  g_assert_true (wire_content_is_coded ("gzip, gzip, gzip, gzip, gzip"));
}

static GBytes *
join (GBytes *first, const void *second, gsize length)
{
  GByteArray *both = g_byte_array_new ();

  g_byte_array_append (both, g_bytes_get_data (first, NULL), (guint) g_bytes_get_size (first));
  g_byte_array_append (both, second, (guint) length);
  return g_byte_array_free_to_bytes (both);
}

/* What follows the end is no part of it, unless it is another gzip member or zstd frame. */
static void
test_behind_the_end (void)
{
  static const char *const SEVERAL[] = { "gzip", "zstd" };

  for (gsize i = 0; i < G_N_ELEMENTS (SEVERAL); i++)
    {
      g_autoptr (GBytes) one = pack (SEVERAL[i], TEXT, TEXT_LENGTH);
      g_autoptr (GBytes) two = join (one, g_bytes_get_data (one, NULL), g_bytes_get_size (one));

      assert_unpacks (SEVERAL[i], two, TEXT TEXT, WIRE_CONTENT_END);
    }
  for (gsize i = 0; i < 5; i++)
    {
      g_autoptr (GBytes) packed = pack (CODINGS[i].coding, TEXT, TEXT_LENGTH);
      g_autoptr (GBytes) followed = join (packed, "\x1f and so on", 11);

      assert_unpacks (CODINGS[i].field, followed, TEXT, WIRE_CONTENT_END);
    }
}

static void
test_broken (void)
{
  static const char *const FIELDS[] = { "gzip", "br", "zstd" };

  for (gsize i = 0; i < G_N_ELEMENTS (FIELDS); i++)
    {
      g_autoptr (GBytes) nonsense = g_bytes_new_static ("\xff\xff\xff\xff nonsense", 13);
      WireContentState state;
      g_autoptr (GByteArray) out = unpack (FIELDS[i], nonsense, 13, &state);

      g_assert_cmpint (state, ==, WIRE_CONTENT_BROKEN);
      g_assert_cmpuint (out->len, ==, 0);
    }
  g_assert_null (wire_content_decoder_new ("rot13", take, NULL));
  g_assert_true (wire_content_is_coded ("rot13"));
  g_assert_null (wire_content_decoder_new ("identity", take, NULL));
  g_assert_false (wire_content_is_coded ("identity"));
  g_assert_false (wire_content_is_coded (NULL));
}

static gboolean
count (const guint8 *bytes, gsize length, gpointer user_data)
{
  guint64 *n = user_data;

  (void) bytes;
  *n += length;
  return *n < 64 * 1024 * 1024;
}

/* A megabyte that asks for a gigabyte comes out in pieces, and stops when one has had enough. */
static void
test_bomb (void)
{
  g_autofree guint8 *zeros = g_malloc0 (128 * 1024 * 1024);
  g_autoptr (GBytes) packed = deflate_as (zeros, 128 * 1024 * 1024, 31);
  guint64 n = 0;
  g_autoptr (WireContentDecoder) decoder = wire_content_decoder_new ("gzip", count, &n);

  g_assert_cmpuint (g_bytes_get_size (packed), <, 200 * 1024);
  wire_content_decoder_add (decoder, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
  g_assert_cmpint (wire_content_decoder_get_state (decoder), ==, WIRE_CONTENT_STOPPED);
  g_assert_cmpuint (n, <, 65 * 1024 * 1024);
  wire_content_decoder_add (decoder, g_bytes_get_data (packed, NULL), 1000);
  g_assert_cmpint (wire_content_decoder_get_state (decoder), ==, WIRE_CONTENT_STOPPED);
}

static gboolean
count_all (const guint8 *bytes G_GNUC_UNUSED, gsize length, gpointer user_data)
{
  *(guint64 *) user_data += length;
  return TRUE;
}

/* A few bytes do not make a gigabyte, neither at the end nor between two codings. */
static void
test_ratio (void)
{
  gsize length = 64 * 1024 * 1024;
  g_autofree guint8 *zeros = g_malloc0 (length);
  g_autoptr (GBytes) inner = pack ("gzip", "x", 1);
  g_autoptr (GBytes) zstd = pack ("zstd", zeros, length);
  g_autoptr (GByteArray) behind = g_byte_array_new ();
  g_autoptr (GBytes) stacked = NULL;
  static const char *const STACKS[] = { "zstd", "gzip, zstd" };

  g_byte_array_append (behind, g_bytes_get_data (inner, NULL), (guint) g_bytes_get_size (inner));
  g_byte_array_append (behind, zeros, (guint) length);
  stacked = pack ("zstd", behind->data, behind->len);
  for (guint i = 0; i < G_N_ELEMENTS (STACKS); i++)
    {
      GBytes *packed = i == 0 ? zstd : stacked;
      guint64 n = 0;
      g_autoptr (WireContentDecoder) decoder = wire_content_decoder_new (STACKS[i], count_all, &n);

      g_assert_cmpuint (g_bytes_get_size (packed), <, 20 * 1024);
      wire_content_decoder_add (decoder, g_bytes_get_data (packed, NULL),
                                g_bytes_get_size (packed));
      g_assert_cmpint (wire_content_decoder_get_state (decoder), ==, WIRE_CONTENT_TOO_LARGE);
      g_assert_cmpuint (n, ==, wire_content_decoder_get_size (decoder));
      g_assert_cmpuint (n, <, 48 * 1024 * 1024);
    }
}

/* Bodies that unpack to much share what that may take; those that do not are not concerned. */
static void
test_shared (void)
{
  const gsize length = 32 * 1024 * 1024;
  const gsize few = 1024 * 1024;
  g_autofree guint8 *zeros = g_malloc0 (length);
  g_autoptr (GBytes) bomb = deflate_as (zeros, length, 31);
  g_autoptr (GBytes) honest = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  static const struct
  {
    guint32 n;
    gboolean whole;
  } SHARES[] = { { 0, TRUE }, { 1, TRUE }, { 100, TRUE }, { 1000, FALSE }, { 1000000, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (SHARES); i++)
    {
      guint64 n = 0;
      g_autoptr (WireContentDecoder) decoder = wire_content_decoder_new ("gzip", count_all, &n);

      wire_content_decoder_share (decoder, SHARES[i].n);
      wire_content_decoder_add (decoder, g_bytes_get_data (bomb, NULL), g_bytes_get_size (bomb));
      g_assert_cmpint (wire_content_decoder_get_state (decoder), ==,
                       SHARES[i].whole ? WIRE_CONTENT_END : WIRE_CONTENT_TOO_MUCH);
      g_assert_true (SHARES[i].whole || n < 10 * 1024 * 1024);
    }
  for (gsize i = 0; i < few; i += 16)
    zeros[i] = (guint8) g_rand_int (random);
  honest = deflate_as (zeros, few, 31);
  {
    guint64 n = 0;
    g_autoptr (WireContentDecoder) decoder = wire_content_decoder_new ("gzip", count_all, &n);

    wire_content_decoder_share (decoder, G_MAXUINT32);
    wire_content_decoder_add (decoder, g_bytes_get_data (honest, NULL), g_bytes_get_size (honest));
    g_assert_cmpint (wire_content_decoder_get_state (decoder), ==, WIRE_CONTENT_END);
    g_assert_cmpuint (n, ==, few);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/content-coding/each", test_each);
  g_test_add_func ("/content-coding/cut", test_cut);
  g_test_add_func ("/content-coding/stacked", test_stacked);
  g_test_add_func ("/content-coding/behind-the-end", test_behind_the_end);
  g_test_add_func ("/content-coding/broken", test_broken);
  g_test_add_func ("/content-coding/bomb", test_bomb);
  g_test_add_func ("/content-coding/ratio", test_ratio);
  g_test_add_func ("/content-coding/shared", test_shared);
  return g_test_run ();
}

/* fuzz-content.c: unpacks bodies that a fuzzer makes up, whole and in pieces
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-content-coding.h"

/* Before the body: which codings, and how long the pieces are. */
#define SETTINGS_BYTES 2

/* A few bytes ask for a gigabyte, which takes seconds; so much is enough to be wrong. */
#define MAX_DECODED (1024 * 1024)

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static gboolean
take (const guint8 *bytes, gsize length, gpointer user_data)
{
  GByteArray *out = user_data;

  g_byte_array_append (out, bytes, (guint) length);
  return out->len < MAX_DECODED;
}

static GByteArray *
decode (const char *codings, const guint8 *body, gsize length, gsize step, WireContentState *state)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr (WireContentDecoder) decoder = wire_content_decoder_new (codings, take, out);

  for (gsize at = 0; at < length; at += step)
    wire_content_decoder_add (decoder, body + at, MIN (step, length - at));
  *state = wire_content_decoder_get_state (decoder);
  g_assert_cmpuint (wire_content_decoder_get_size (decoder), >=,
                    *state == WIRE_CONTENT_STOPPED ? 0 : out->len);
  return out;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char *const CODINGS[] = {
    "gzip", "deflate", "br", "zstd", "gzip, deflate", "br, zstd", "x-gzip", "gzip, gzip, gzip",
  };
  WireContentState whole_state, cut_state;

  if (size < SETTINGS_BYTES)
    return 0;

  const char *codings = CODINGS[data[0] % G_N_ELEMENTS (CODINGS)];
  const guint8 *body = data + SETTINGS_BYTES;
  gsize length = size - SETTINGS_BYTES;
  g_autoptr (GByteArray) whole = decode (codings, body, length, MAX (1, length), &whole_state);
  g_autoptr (GByteArray) cut = decode (codings, body, length, 1 + data[1], &cut_state);

  /* What broke may have been told of in other pieces; what is whole is the same however it came. */
  if (whole_state == WIRE_CONTENT_END)
    {
      g_assert_cmpint (cut_state, ==, WIRE_CONTENT_END);
      g_assert_cmpmem (whole->data, whole->len, cut->data, cut->len);
    }
  return 0;
}

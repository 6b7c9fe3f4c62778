/* fuzz-text.c: reads bytes that a fuzzer makes up in every codec and notation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text/wire-codec.h"
#include "text/wire-guess.h"
#include "text/wire-inet.h"
#include "text/wire-mojibake.h"
#include "text/wire-notation.h"
#include "text/wire-text-stream.h"
#include "text/wire-text.h"
#include "text/wire-unicode.h"

#include <string.h>

#define CHOICE_BYTES 2

/* Longer input finds nothing new, and looking for mojibake takes its time. */
#define INPUT_MAX 4096

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_spans (const WireText *text)
{
  gsize text_offset = 0, byte_offset = 0;

  for (guint i = 0; i < text->spans->len; i++)
    {
      const WireTextSpan *span = &g_array_index (text->spans, WireTextSpan, i);

      g_assert (span->text_offset == text_offset && span->byte_offset == byte_offset);
      text_offset += span->text_length;
      byte_offset += span->byte_length;
    }
  g_assert (text_offset == text->text_length && byte_offset == g_bytes_get_size (text->bytes));
}

/* What is read strictly and written again is read the same. */
static void
read_and_write (GBytes *bytes, const char *codec, WireTextPolicy policy)
{
  g_autoptr (WireText) read = wire_text_decode (bytes, codec, policy, NULL);
  WireUnicodeStep problem;

  if (!read)
    return;
  check_spans (read);
  g_assert (wire_utf8_find_problem ((const guint8 *) read->text, read->text_length, &problem)
            == read->text_length);

  g_autoptr (WireText) written =
      wire_text_encode (read->text, read->text_length, codec, policy, NULL);
  if (written)
    check_spans (written);
}

/* A stream reads in pieces of any size what it reads at once. */
static void
read_as_stream (const guint8 *data, gsize size, const char *codec, gsize piece)
{
  g_autoptr (WireTextReader) whole = wire_text_reader_new (codec, WIRE_TEXT_REPLACE, NULL);
  g_autoptr (WireTextReader) cut = wire_text_reader_new (codec, WIRE_TEXT_REPLACE, NULL);
  g_autoptr (WireTextWriter) writer = wire_text_writer_new (codec, WIRE_TEXT_ESCAPE, FALSE, NULL);
  g_autoptr (GString) at_once = g_string_new (NULL);
  g_autoptr (GString) in_pieces = g_string_new (NULL);
  g_autoptr (GString) bytes = g_string_new (NULL);

  g_assert (wire_text_reader_add (whole, data, size, TRUE, at_once, NULL));
  for (gsize i = 0; i < size; i += piece)
    g_assert (wire_text_reader_add (cut, data + i, MIN (piece, size - i), FALSE, in_pieces, NULL));
  g_assert (wire_text_reader_add (cut, NULL, 0, TRUE, in_pieces, NULL));
  g_assert (g_string_equal (at_once, in_pieces));
  g_assert (wire_text_writer_add (writer, at_once->str, at_once->len, TRUE, bytes, NULL));
}

static void
read_notations (const char *text)
{
  WireInet inet;

  for (guint i = 0; i < WIRE_N_NOTATIONS; i++)
    {
      g_autoptr (GBytes) bytes = wire_notation_read ((WireNotation) i, text, NULL);
      g_autofree char *again =
          bytes ? wire_notation_write ((WireNotation) i, g_bytes_get_data (bytes, NULL),
                                       g_bytes_get_size (bytes))
                : NULL;
      g_autoptr (GBytes) same = again ? wire_notation_read ((WireNotation) i, again, NULL) : NULL;

      g_assert (!bytes || (same && g_bytes_equal (bytes, same)));
    }
  wire_notation_guess (text);
  if (wire_inet_parse (text, &inet, NULL))
    {
      g_autofree char *number = wire_inet_to_number (&inet);
      g_assert (*number != '\0');
    }
}

/* The first byte is the codec, the second what becomes of errors and how pieces are cut. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  gsize n;
  const WireCodec *codecs = wire_codecs_get (&n);

  if (size <= CHOICE_BYTES || size > INPUT_MAX)
    return 0;

  const char *codec = codecs[data[0] % n].name;
  WireTextPolicy policy = (WireTextPolicy) (data[1] & 3);
  gsize piece = (data[1] >> 2) + 1u;
  g_autoptr (GBytes) bytes = g_bytes_new (data + CHOICE_BYTES, size - CHOICE_BYTES);
  g_autofree char *text = g_strndup ((const char *) data + CHOICE_BYTES, size - CHOICE_BYTES);

  read_and_write (bytes, codec, policy);
  read_as_stream (data + CHOICE_BYTES, size - CHOICE_BYTES, codec, piece);
  read_notations (text);
  g_assert (wire_utf8_cut (data, size, piece) <= piece);
  g_ptr_array_unref (wire_guess_codecs (data + CHOICE_BYTES, size - CHOICE_BYTES, policy & 1));
  if (g_utf8_validate (text, -1, NULL))
    g_ptr_array_unref (wire_mojibake_find (text));
  return 0;
}

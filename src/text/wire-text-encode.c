/* wire-text-encode.c: from characters to bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text/wire-text.h"

#include "text/wire-codec-checker.h"
#include "text/wire-codec.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>

/* More than any codec writes for one character, shift sequences included. */
#define CHARACTER_BYTES_MAX 32

typedef struct
{
  iconv_t converter;
  WireCodecChecker *checker;
  const char *codec;
  WireTextPolicy policy;
  const char *text;
  GByteArray *bytes;
  WireText *result;
} Encoder;

static void
add_span (Encoder *encoder, WireTextSpan span)
{
  span.byte_length = encoder->bytes->len - span.byte_offset;
  g_array_append_val (encoder->result->spans, span);
  encoder->result->n_problems += span.reason != WIRE_TEXT_REASON_NONE;
}

/* Runs the converter over one character, or over none to have it write what it still holds back. */
static gboolean
convert (Encoder *encoder, const char *from, gsize length)
{
  char buffer[CHARACTER_BYTES_MAX];
  char *in = (char *) from, *out = buffer;
  gsize in_left = length, out_left = sizeof buffer;
  gsize result =
      iconv (encoder->converter, from ? &in : NULL, from ? &in_left : NULL, &out, &out_left);

  g_byte_array_append (encoder->bytes, (const guint8 *) buffer, sizeof buffer - (guint) out_left);
  return result != (gsize) -1;
}

static void
set_lacks_error (Encoder *encoder, gsize offset, GError **error)
{
  g_autofree char *name = wire_unicode_character_name (g_utf8_get_char (encoder->text + offset));
  glong position = g_utf8_pointer_to_offset (encoder->text, encoder->text + offset) + 1;

  g_set_error (error, WIRE_TEXT_ERROR, WIRE_TEXT_ERROR_LACKS,
               _ ("%s has no %s: character %ld, at offset %zu."), encoder->codec, name, position,
               offset);
}

static void
write_substitute (Encoder *encoder, gunichar c)
{
  char escape[16] = "?";

  if (encoder->policy == WIRE_TEXT_IGNORE)
    return;
  if (encoder->policy == WIRE_TEXT_ESCAPE)
    g_snprintf (escape, sizeof escape,
                c > 0xffff ? "\\U%08x"
                : c > 0xff ? "\\u%04x"
                           : "\\x%02x",
                c);
  for (const char *p = escape; *p; p++)
    convert (encoder, p, 1);
}

static gboolean
encode_character (Encoder *encoder, gsize offset, gsize length, GError **error)
{
  WireTextSpan span = { offset, length, encoder->bytes->len, 0, WIRE_TEXT_REASON_NONE };

  gunichar c = g_utf8_get_char (encoder->text + offset);

  if (!wire_codec_checker_keeps (encoder->checker, c)
      || !convert (encoder, encoder->text + offset, length))
    {
      if (encoder->policy == WIRE_TEXT_STRICT)
        {
          set_lacks_error (encoder, offset, error);
          return FALSE;
        }
      span.reason = WIRE_TEXT_REASON_UNASSIGNED;
      write_substitute (encoder, c);
    }
  add_span (encoder, span);
  return TRUE;
}

/* A codec that waits for a combining character writes both at once: they are one span then, as
 * neither has bytes of its own. */
static void
join_waiting (WireText *result)
{
  GArray *spans = result->spans;
  guint kept = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      WireTextSpan *span = &g_array_index (spans, WireTextSpan, i);
      WireTextSpan *last = kept > 0 ? &g_array_index (spans, WireTextSpan, kept - 1) : NULL;

      if (last && last->byte_length == 0 && last->reason == WIRE_TEXT_REASON_NONE)
        {
          last->text_length += span->text_length;
          last->byte_length = span->byte_length;
        }
      else
        g_array_index (spans, WireTextSpan, kept++) = *span;
    }
  g_array_set_size (spans, kept);
}

static gboolean
encode_all (Encoder *encoder, gsize length, GError **error)
{
  gsize offset = 0;

  while (offset < length)
    {
      gsize size = (gsize) (g_utf8_next_char (encoder->text + offset) - (encoder->text + offset));

      if (!encode_character (encoder, offset, size, error))
        return FALSE;
      encoder->result->n_characters++;
      offset += size;
    }

  /* What a stateful codec still has to write belongs to the last character. */
  if (encoder->result->spans->len > 0)
    {
      GArray *spans = encoder->result->spans;
      WireTextSpan *last = &g_array_index (spans, WireTextSpan, spans->len - 1);

      convert (encoder, NULL, 0);
      last->byte_length = encoder->bytes->len - last->byte_offset;
    }
  join_waiting (encoder->result);
  return TRUE;
}

/**
 * wire_text_encode:
 * @text: UTF-8, may hold NUL
 * @length: in bytes
 * @codec: as wire_codec_find() returned it; UTF-16 and UTF-32 get a byte-order mark
 *
 * Returns: (transfer full) (nullable): the bytes and which character each belongs to, or %NULL and
 *   %WIRE_TEXT_ERROR_LACKS naming the first character that @codec lacks. Any thread.
 */
WireText *
wire_text_encode (
    const char *text, gsize length, const char *codec, WireTextPolicy policy, GError **error)
{
  g_autoptr (WireText) result = g_new0 (WireText, 1);
  g_autoptr (GString) mark = g_string_new (NULL);
  WireUnicodeStep problem;
  const char *order;

  gsize bad = wire_utf8_find_problem ((const guint8 *) text, length, &problem);
  if (bad < length)
    {
      g_set_error (error, WIRE_TEXT_ERROR, WIRE_TEXT_ERROR_BYTES,
                   _ ("The text is not UTF-8: at offset %zu, %s."), bad,
                   wire_text_reason_to_words (problem.reason));
      return NULL;
    }

  gboolean unicode = wire_codec_mark (codec, &order, mark);
  Encoder encoder = { .codec = codec, .policy = policy, .text = text, .result = result };
  encoder.converter = wire_codec_open (order, "UTF-8", error);
  if (encoder.converter == (iconv_t) -1)
    return NULL;

  encoder.checker = wire_codec_checker_new (codec);
  encoder.bytes = g_byte_array_new ();
  result->text = g_malloc (length + 1);
  memcpy (result->text, text, length);
  result->text[length] = '\0';
  result->text_length = length;
  result->spans = g_array_new (FALSE, FALSE, sizeof (WireTextSpan));
  if (unicode && strcmp (order, codec) != 0)
    {
      WireTextSpan span = { 0 };

      g_byte_array_append (encoder.bytes, (const guint8 *) mark->str, (guint) mark->len);
      add_span (&encoder, span);
    }

  gboolean ok = encode_all (&encoder, length, error);
  result->bytes = g_byte_array_free_to_bytes (encoder.bytes);
  iconv_close (encoder.converter);
  wire_codec_checker_free (encoder.checker);
  return ok ? g_steal_pointer (&result) : NULL;
}

void
wire_text_free (WireText *self)
{
  g_free (self->text);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->spans, g_array_unref);
  g_free (self);
}

/** Returns: how many characters a reader sees */
gsize
wire_text_count_graphemes (const WireText *self)
{
  return wire_unicode_count_graphemes (self->text, self->text_length);
}

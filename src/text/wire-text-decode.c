/* wire-text-decode.c: from bytes to characters
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text/wire-text.h"

#include "text/wire-byte-table.h"
#include "text/wire-codec.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>

/* No codec needs more bytes for one character, an escape sequence before it included. */
#define UNIT_BYTES_MAX 16

/* iconv writes at most a base and its combining marks for one unit. */
#define UNIT_TEXT_MAX 64

typedef struct
{
  iconv_t converter; /* (iconv_t) -1 where @form reads by itself */
  iconv_t probe;     /* for codecs of one byte a character: says what bytes read as alone */
  WireUnicodeForm form;
  const char *codec;
  WireTextPolicy policy;
  const guint8 *bytes;
  gsize length;
  GString *text;
  WireText *result;
} Decoder;

/* What is at the position: how many bytes, and the text appended for them or the reason. */
typedef struct
{
  gsize length;
  WireTextReason reason;
} Unit;

static Unit
read_unicode (Decoder *decoder, gsize offset)
{
  WireUnicodeStep step =
      wire_unicode_read (decoder->form, decoder->bytes + offset, decoder->length - offset);

  /* g_string_append_unichar() writes a NUL as one byte, which is what is wanted. */
  if (step.reason == WIRE_TEXT_REASON_NONE)
    g_string_append_unichar (decoder->text, step.character);
  return (Unit){ step.length, step.reason };
}

/* Returns: how much text the probe makes of the bytes and nothing else; 0: none. */
static gsize
read_alone (Decoder *decoder, gsize offset, gsize size, char *text)
{
  char *in = (char *) decoder->bytes + offset, *out = text;
  gsize out_left = UNIT_TEXT_MAX;

  iconv (decoder->probe, NULL, NULL, NULL, NULL);
  if (iconv (decoder->probe, &in, &size, &out, &out_left) == (gsize) -1
      || iconv (decoder->probe, NULL, NULL, &out, &out_left) == (gsize) -1)
    return 0;
  return UNIT_TEXT_MAX - out_left;
}

/* A codec that composes characters holds a base back, in case a mark follows. The unit is as many
 * bytes as make one character. Returns: no length where nothing is held. */
static Unit
read_held (Decoder *decoder, gsize offset)
{
  gsize most = MIN (decoder->length - offset, UNIT_BYTES_MAX);
  char text[UNIT_TEXT_MAX], longer[UNIT_TEXT_MAX];
  gsize size = 1, length = read_alone (decoder, offset, 1, text);

  while (length > 0 && size < most)
    {
      gsize n = read_alone (decoder, offset, size + 1, longer);

      if (n == 0 || g_utf8_strlen (longer, (gssize) n) > 1)
        break;
      memcpy (text, longer, n);
      length = n;
      size++;
    }
  if (length == 0)
    return (Unit){ 0 };
  iconv (decoder->converter, NULL, NULL, NULL, NULL);
  g_string_append_len (decoder->text, text, (gssize) length);
  return (Unit){ size, WIRE_TEXT_REASON_NONE };
}

/* Gives iconv a byte more each time until it has enough for a character. */
static Unit
read_by_iconv (Decoder *decoder, gsize offset)
{
  gsize left = decoder->length - offset;

  for (gsize size = 1; size <= MIN (left, UNIT_BYTES_MAX); size++)
    {
      char buffer[UNIT_TEXT_MAX];
      char *in = (char *) decoder->bytes + offset, *out = buffer;
      gsize in_left = size, out_left = sizeof buffer;
      gsize result = iconv (decoder->converter, &in, &in_left, &out, &out_left);
      gsize taken = size - in_left;

      g_string_append_len (decoder->text, buffer, (gssize) (sizeof buffer - out_left));
      Unit held = { 0 };
      if (taken > 0 && out == buffer && decoder->probe != (iconv_t) -1)
        held = read_held (decoder, offset);
      if (taken > 0)
        return held.length > 0 ? held : (Unit){ taken, WIRE_TEXT_REASON_NONE };
      if (result == (gsize) -1 && errno == EILSEQ)
        return (Unit){ 1, WIRE_TEXT_REASON_UNASSIGNED };
    }
  return (Unit){ MIN (left, UNIT_BYTES_MAX), WIRE_TEXT_REASON_TRUNCATED };
}

static void
set_bytes_error (Decoder *decoder, gsize offset, const Unit *unit, GError **error)
{
  GString *hex = g_string_new (NULL);

  for (gsize i = 0; i < unit->length; i++)
    g_string_append_printf (hex, "%s%02x", i > 0 ? " " : "", decoder->bytes[offset + i]);
  g_set_error (error, WIRE_TEXT_ERROR, WIRE_TEXT_ERROR_BYTES,
               /* Translators: codec, offset, bytes in hexadecimal, reason */
               _ ("This is not %s: at offset %zu, %s: %s."), decoder->codec, offset, hex->str,
               wire_text_reason_to_words (unit->reason));
  g_string_free (hex, TRUE);
}

static void
append_substitute (Decoder *decoder, gsize offset, gsize length)
{
  if (decoder->policy == WIRE_TEXT_REPLACE)
    g_string_append_unichar (decoder->text, 0xfffd);
  else if (decoder->policy == WIRE_TEXT_ESCAPE)
    for (gsize i = 0; i < length; i++)
      g_string_append_printf (decoder->text, "\\x%02x", decoder->bytes[offset + i]);
}

/* Returns: (nullable): the last span, where it is nothing but shift sequences. */
static WireTextSpan *
get_shift (Decoder *decoder)
{
  GArray *spans = decoder->result->spans;
  WireTextSpan *last = spans->len > 0 ? &g_array_index (spans, WireTextSpan, spans->len - 1) : NULL;
  gboolean shift = last && decoder->form == WIRE_UNICODE_NONE && last->text_length == 0
                   && last->reason == WIRE_TEXT_REASON_NONE;

  return shift ? last : NULL;
}

/* A shift sequence, which is no text, belongs to the character after it. */
static void
add_span (Decoder *decoder, const WireTextSpan *start, gsize length, WireTextReason reason)
{
  WireTextSpan *shift = reason == WIRE_TEXT_REASON_NONE ? get_shift (decoder) : NULL;
  WireTextSpan span = *start;

  span.text_length = decoder->text->len - span.text_offset;
  span.byte_length = length;
  span.reason = reason;
  if (shift)
    {
      shift->text_length = span.text_length;
      shift->byte_length += length;
      return;
    }
  g_array_append_val (decoder->result->spans, span);
  decoder->result->n_problems += reason != WIRE_TEXT_REASON_NONE;
}

static gboolean
decode_from (Decoder *decoder, gsize offset, GError **error)
{
  gboolean by_iconv = decoder->form == WIRE_UNICODE_NONE;

  while (offset < decoder->length)
    {
      WireTextSpan span = { .text_offset = decoder->text->len, .byte_offset = offset };
      Unit unit = by_iconv ? read_by_iconv (decoder, offset) : read_unicode (decoder, offset);

      if (unit.reason != WIRE_TEXT_REASON_NONE)
        {
          if (decoder->policy == WIRE_TEXT_STRICT)
            {
              set_bytes_error (decoder, offset, &unit, error);
              return FALSE;
            }
          append_substitute (decoder, offset, unit.length);
        }
      add_span (decoder, &span, unit.length, unit.reason);
      offset += unit.length;
    }
  return TRUE;
}

/* What a codec still holds back belongs to the last character, and so does a last shift. */
static void
flush (Decoder *decoder)
{
  GArray *spans = decoder->result->spans;
  WireTextSpan *shift;
  char buffer[UNIT_TEXT_MAX];
  char *out = buffer;
  gsize out_left = sizeof buffer;

  if (decoder->converter == (iconv_t) -1 || spans->len == 0)
    return;
  iconv (decoder->converter, NULL, NULL, &out, &out_left);
  g_string_append_len (decoder->text, buffer, (gssize) (sizeof buffer - out_left));

  WireTextSpan *last = &g_array_index (spans, WireTextSpan, spans->len - 1);
  last->text_length = decoder->text->len - last->text_offset;
  shift = get_shift (decoder);
  if (shift && spans->len > 1 && shift[-1].reason == WIRE_TEXT_REASON_NONE)
    {
      shift[-1].byte_length += shift->byte_length;
      g_array_set_size (spans, spans->len - 1);
    }
}

/* Where the bytes begin with the mark of their own codec, the mark is no text. UTF-16 and UTF-32
 * without one are read little endian, as most files are. */
static gsize
take_mark (Decoder *decoder)
{
  guint mark;
  WireUnicodeForm form = wire_unicode_form_of_mark (decoder->bytes, decoder->length, &mark);
  gboolean utf16 = g_ascii_strcasecmp (decoder->codec, "UTF-16") == 0;
  gboolean utf32 = g_ascii_strcasecmp (decoder->codec, "UTF-32") == 0;
  WireTextSpan span = { .byte_length = mark };

  if (utf16)
    decoder->form = form == WIRE_UNICODE_UTF16BE ? form : WIRE_UNICODE_UTF16LE;
  else if (utf32)
    decoder->form = form == WIRE_UNICODE_UTF32BE ? form : WIRE_UNICODE_UTF32LE;
  if (utf16 && form == WIRE_UNICODE_UTF32LE)
    {
      form = WIRE_UNICODE_UTF16LE;
      span.byte_length = 2;
    }
  if (form == WIRE_UNICODE_NONE || form != decoder->form)
    return 0;
  g_array_append_val (decoder->result->spans, span);
  return span.byte_length;
}

/**
 * wire_text_decode:
 * @bytes: to read
 * @codec: as wire_codec_find() returned it
 *
 * A byte-order mark of @codec at the beginning is a span of no text.
 *
 * Returns: (transfer full) (nullable): the text and which bytes each character came from, or %NULL
 *   and %WIRE_TEXT_ERROR_BYTES naming the offset and the reason. Any thread.
 */
WireText *
wire_text_decode (GBytes *bytes, const char *codec, WireTextPolicy policy, GError **error)
{
  g_autoptr (WireText) result = g_new0 (WireText, 1);
  Decoder decoder = {
    .converter = (iconv_t) -1,
    .probe = (iconv_t) -1,
    .codec = codec,
    .policy = policy,
    .result = result,
  };

  decoder.bytes = g_bytes_get_data (bytes, &decoder.length);
  decoder.form = wire_unicode_form_of_codec (codec);
  result->spans = g_array_new (FALSE, FALSE, sizeof (WireTextSpan));
  gsize offset = take_mark (&decoder);
  if (decoder.form == WIRE_UNICODE_NONE)
    {
      decoder.converter = wire_codec_open ("UTF-8", codec, error);
      if (decoder.converter == (iconv_t) -1)
        return NULL;
      if (wire_byte_table_get (codec))
        decoder.probe = wire_codec_open ("UTF-8", codec, NULL);
    }

  decoder.text = g_string_new (NULL);
  gboolean ok = decode_from (&decoder, offset, error);
  flush (&decoder);
  if (decoder.converter != (iconv_t) -1)
    iconv_close (decoder.converter);
  if (decoder.probe != (iconv_t) -1)
    iconv_close (decoder.probe);

  result->bytes = g_bytes_ref (bytes);
  result->text_length = decoder.text->len;
  result->text = g_string_free (decoder.text, FALSE);
  for (gsize i = 0; i < result->text_length; i++)
    result->n_characters += (result->text[i] & 0xc0) != 0x80;
  return ok ? g_steal_pointer (&result) : NULL;
}

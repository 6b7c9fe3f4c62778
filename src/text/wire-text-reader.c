/* wire-text-reader.c: WireTextReader
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text/wire-text-stream.h"

#include "text/wire-codec.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#define OUT_BYTES 65536

struct _WireTextReader
{
  char *codec;
  WireTextPolicy policy;
  iconv_t converter;    /* (iconv_t) -1 for UTF-8, and until the order of UTF-16 is known */
  WireUnicodeForm form; /* NONE for what only iconv reads */
  GByteArray *rest;     /* the beginning of a character whose end is in the next piece */
  guint64 offset;       /* of the first byte of @rest */
  guint64 n_problems;
  gboolean begun;
};

/** Returns: (transfer full) (nullable): a reader; @codec is as wire_codec_find() returned it */
WireTextReader *
wire_text_reader_new (const char *codec, WireTextPolicy policy, GError **error)
{
  g_autoptr (WireTextReader) reader = g_new0 (WireTextReader, 1);

  reader->codec = g_strdup (codec);
  reader->policy = policy;
  reader->rest = g_byte_array_new ();
  reader->form = wire_unicode_form_of_codec (codec);
  reader->converter = (iconv_t) -1;
  if (reader->form == WIRE_UNICODE_NONE)
    {
      reader->converter = wire_codec_open ("UTF-8", codec, error);
      if (reader->converter == (iconv_t) -1)
        return NULL;
    }
  return g_steal_pointer (&reader);
}

void
wire_text_reader_free (WireTextReader *self)
{
  if (self->converter != (iconv_t) -1)
    iconv_close (self->converter);
  g_byte_array_unref (self->rest);
  g_free (self->codec);
  g_free (self);
}

/* How many bytes could not be read. */
guint64
wire_text_reader_get_problems (const WireTextReader *self)
{
  return self->n_problems;
}

/* UTF-16 and UTF-32 without an order are known by their mark, which is dropped; without one they
 * are little endian. Returns: bytes of mark to pass over. */
static gsize
begin (WireTextReader *reader, const guint8 *bytes, gsize length)
{
  guint mark;
  WireUnicodeForm found = wire_unicode_form_of_mark (bytes, length, &mark);
  gboolean wide = g_ascii_strcasecmp (reader->codec, "UTF-32") == 0;
  gboolean open = wide || g_ascii_strcasecmp (reader->codec, "UTF-16") == 0;

  reader->begun = TRUE;
  if (open)
    {
      if (!wide && found == WIRE_UNICODE_UTF32LE)
        {
          found = WIRE_UNICODE_UTF16LE;
          mark = 2;
        }
      gboolean big = found == (wide ? WIRE_UNICODE_UTF32BE : WIRE_UNICODE_UTF16BE);
      iconv_close (reader->converter);
      reader->converter = (iconv_t) -1;
      reader->form = wide ? (big ? WIRE_UNICODE_UTF32BE : WIRE_UNICODE_UTF32LE)
                          : (big ? WIRE_UNICODE_UTF16BE : WIRE_UNICODE_UTF16LE);
    }
  return reader->form != WIRE_UNICODE_NONE && found == reader->form ? mark : 0;
}

/* Reads as much as is right. Returns: how many bytes that was; @problem says what stopped it, its
 * length 0 where more bytes are needed to tell. */
static gsize
read_utf8 (const guint8 *bytes, gsize length, GString *text, WireUnicodeStep *problem)
{
  gsize good = wire_utf8_find_problem (bytes, length, problem);

  g_string_append_len (text, (const char *) bytes, (gssize) good);
  return good;
}

static gsize
read_wide (WireUnicodeForm form,
           const guint8 *bytes,
           gsize length,
           GString *text,
           WireUnicodeStep *problem)
{
  gsize good = 0;

  while (good < length)
    {
      *problem = wire_unicode_read (form, bytes + good, length - good);
      if (problem->reason != WIRE_TEXT_REASON_NONE)
        return good;
      g_string_append_unichar (text, problem->character);
      good += problem->length;
    }
  return good;
}

static gsize
read_by_iconv (WireTextReader *reader,
               const guint8 *bytes,
               gsize length,
               GString *text,
               WireUnicodeStep *problem)
{
  char *in = (char *) bytes;
  gsize left = length;

  while (left > 0)
    {
      char buffer[OUT_BYTES];
      char *out = buffer;
      gsize room = sizeof buffer;
      gsize result = iconv (reader->converter, &in, &left, &out, &room);
      int reason = errno;

      g_string_append_len (text, buffer, out - buffer);
      if (result == (gsize) -1 && reason != E2BIG)
        {
          *problem = (WireUnicodeStep){ 0, reason == EILSEQ ? 1 : (guint) left,
                                        reason == EILSEQ ? WIRE_TEXT_REASON_UNASSIGNED
                                                         : WIRE_TEXT_REASON_TRUNCATED };
          break;
        }
    }
  return length - left;
}

static gsize
read_good (WireTextReader *reader,
           const guint8 *bytes,
           gsize length,
           GString *text,
           WireUnicodeStep *problem)
{
  if (reader->form == WIRE_UNICODE_UTF8)
    return read_utf8 (bytes, length, text, problem);
  if (reader->form != WIRE_UNICODE_NONE)
    return read_wide (reader->form, bytes, length, text, problem);
  return read_by_iconv (reader, bytes, length, text, problem);
}

/* What the policy says of @problem, which is at @bytes. */
static gboolean
handle (WireTextReader *reader,
        const guint8 *bytes,
        gsize offset,
        const WireUnicodeStep *problem,
        GString *text,
        GError **error)
{
  reader->n_problems++;
  if (reader->policy == WIRE_TEXT_STRICT)
    {
      g_set_error (error, WIRE_TEXT_ERROR, WIRE_TEXT_ERROR_BYTES,
                   /* Translators: codec, offset, a byte in hexadecimal, reason */
                   _ ("This is not %s: at offset %" PRIu64 ", byte %02x: %s."), reader->codec,
                   reader->offset + offset, bytes[0], wire_text_reason_to_words (problem->reason));
      return FALSE;
    }
  if (reader->policy == WIRE_TEXT_REPLACE)
    g_string_append_unichar (text, 0xfffd);
  else if (reader->policy == WIRE_TEXT_ESCAPE)
    for (guint i = 0; i < problem->length; i++)
      g_string_append_printf (text, "\\x%02x", bytes[i]);
  return TRUE;
}

static void
flush (WireTextReader *reader, GString *text)
{
  char buffer[64];
  char *out = buffer;
  gsize room = sizeof buffer;

  if (reader->converter == (iconv_t) -1)
    return;
  iconv (reader->converter, NULL, NULL, &out, &room);
  g_string_append_len (text, buffer, out - buffer);
}

/**
 * wire_text_reader_add:
 * @last: no more bytes follow
 * @text: takes what they mean
 *
 * Returns: %FALSE and %WIRE_TEXT_ERROR_BYTES, with the offset from the first byte of all, where the
 *   policy is strict and bytes are wrong
 */
gboolean
wire_text_reader_add (WireTextReader *self,
                      const guint8 *bytes,
                      gsize length,
                      gboolean last,
                      GString *text,
                      GError **error)
{
  gsize offset = 0;

  g_byte_array_append (self->rest, bytes, (guint) length);
  if (!self->begun)
    {
      if (self->rest->len < 4 && !last)
        return TRUE; /* too little to see a mark */
      offset = begin (self, self->rest->data, self->rest->len);
    }

  while (offset < self->rest->len)
    {
      const guint8 *here = self->rest->data + offset;
      WireUnicodeStep problem = { 0 };
      gsize good = read_good (self, here, self->rest->len - offset, text, &problem);

      offset += good;
      if (offset == self->rest->len)
        break;
      if (problem.reason == WIRE_TEXT_REASON_TRUNCATED && !last)
        break;
      if (!handle (self, here + good, offset, &problem, text, error))
        return FALSE;
      offset += problem.length;
    }
  self->offset += offset;
  g_byte_array_remove_range (self->rest, 0, (guint) offset);
  if (last)
    flush (self, text);
  return TRUE;
}

/* wire-text-writer.c: WireTextWriter
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text/wire-text-stream.h"

#include "text/wire-codec-checker.h"
#include "text/wire-codec.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#define OUT_BYTES 65536

struct _WireTextWriter
{
  char *codec;
  WireTextPolicy policy;
  iconv_t converter; /* (iconv_t) -1 for UTF-8, which needs none */
  WireCodecChecker *checker;
  GString *mark; /* not written yet */
  guint64 line;
  guint64 n_problems;
};

/** Returns: (transfer full) (nullable): a writer; %NULL and %WIRE_TEXT_ERROR_CODEC where a mark is
 * wanted that @codec does not have */
WireTextWriter *
wire_text_writer_new (const char *codec, WireTextPolicy policy, gboolean mark, GError **error)
{
  g_autoptr (WireTextWriter) writer = g_new0 (WireTextWriter, 1);
  const char *order;

  writer->codec = g_strdup (codec);
  writer->policy = policy;
  writer->line = 1;
  writer->converter = (iconv_t) -1;
  writer->checker = wire_codec_checker_new (codec);
  writer->mark = g_string_new (NULL);

  gboolean unicode = wire_codec_mark (codec, &order, writer->mark);
  if (mark && !unicode)
    {
      g_set_error (error, WIRE_TEXT_ERROR, WIRE_TEXT_ERROR_CODEC, _ ("%s has no byte-order mark."),
                   codec);
      return NULL;
    }
  if (!mark && strcmp (order, codec) == 0)
    g_string_truncate (writer->mark, 0);
  if (wire_unicode_form_of_codec (codec) == WIRE_UNICODE_UTF8)
    return g_steal_pointer (&writer);

  writer->converter = wire_codec_open (order, "UTF-8", error);
  return writer->converter == (iconv_t) -1 ? NULL : g_steal_pointer (&writer);
}

void
wire_text_writer_free (WireTextWriter *self)
{
  if (self->converter != (iconv_t) -1)
    iconv_close (self->converter);
  wire_codec_checker_free (self->checker);
  g_string_free (self->mark, TRUE);
  g_free (self->codec);
  g_free (self);
}

/** Returns: how many characters could not be written */
guint64
wire_text_writer_get_problems (const WireTextWriter *self)
{
  return self->n_problems;
}

/* Returns: how much of @text was written; less than @length where a character is lacking. */
static gsize
convert (WireTextWriter *writer, const char *text, gsize length, GString *bytes)
{
  char *in = (char *) text;
  gsize left = length;

  while (left > 0)
    {
      char buffer[OUT_BYTES];
      char *out = buffer;
      gsize room = sizeof buffer;
      gsize result = iconv (writer->converter, &in, &left, &out, &room);
      int reason = errno;

      g_string_append_len (bytes, buffer, out - buffer);
      if (result == (gsize) -1 && reason != E2BIG)
        break;
    }
  return length - left;
}

/* Returns: how far the codec has every character, and changes none. */
static gsize
find_lost (WireTextWriter *writer, const char *text, gsize length)
{
  const char *p = text;

  while (p < text + length && wire_codec_checker_keeps (writer->checker, g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return (gsize) (p - text);
}

static gboolean
handle (WireTextWriter *writer, gunichar c, GString *bytes, GError **error)
{
  char escape[16] = "?";

  writer->n_problems++;
  if (writer->policy == WIRE_TEXT_STRICT)
    {
      g_autofree char *name = wire_unicode_character_name (c);

      g_set_error (error, WIRE_TEXT_ERROR, WIRE_TEXT_ERROR_LACKS,
                   _ ("%s has no %s, which is in line %" PRIu64 "."), writer->codec, name,
                   writer->line);
      return FALSE;
    }
  if (writer->policy == WIRE_TEXT_ESCAPE)
    g_snprintf (escape, sizeof escape,
                c > 0xffff ? "\\U%08x"
                : c > 0xff ? "\\u%04x"
                           : "\\x%02x",
                c);
  if (writer->policy != WIRE_TEXT_IGNORE)
    convert (writer, escape, strlen (escape), bytes);
  return TRUE;
}

static void
count_lines (WireTextWriter *writer, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    writer->line += text[i] == '\n';
}

static gboolean
write_converted (
    WireTextWriter *writer, const char *text, gsize length, GString *bytes, GError **error)
{
  gsize offset = 0;

  while (offset < length)
    {
      gsize kept = find_lost (writer, text + offset, length - offset);
      gsize done = convert (writer, text + offset, kept, bytes);

      count_lines (writer, text + offset, done);
      offset += done;
      if (offset == length)
        break;
      if (!handle (writer, g_utf8_get_char (text + offset), bytes, error))
        return FALSE;
      offset += (gsize) (g_utf8_next_char (text + offset) - (text + offset));
    }
  return TRUE;
}

/**
 * wire_text_writer_add:
 * @text: valid UTF-8
 * @last: no more text follows
 * @bytes: takes it under the codec
 *
 * Returns: %FALSE and %WIRE_TEXT_ERROR_LACKS, with the line, where the policy is strict and the
 *   codec lacks a character
 */
gboolean
wire_text_writer_add (WireTextWriter *self,
                      const char *text,
                      gsize length,
                      gboolean last,
                      GString *bytes,
                      GError **error)
{
  char buffer[64];
  char *out = buffer;
  gsize room = sizeof buffer;

  g_string_append_len (bytes, self->mark->str, (gssize) self->mark->len);
  g_string_truncate (self->mark, 0);
  if (self->converter == (iconv_t) -1)
    {
      g_string_append_len (bytes, text, (gssize) length);
      return TRUE;
    }
  if (!write_converted (self, text, length, bytes, error))
    return FALSE;
  if (last)
    {
      iconv (self->converter, NULL, NULL, &out, &room);
      g_string_append_len (bytes, buffer, out - buffer);
    }
  return TRUE;
}

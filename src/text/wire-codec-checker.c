/* wire-codec-checker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text/wire-codec-checker.h"

#include "text/wire-codec.h"

#include <string.h>

#define UNICODE_END 0x110000
#define BUFFER_BYTES 64

enum
{
  UNKNOWN,
  KEEPS,
  CHANGES,
};

struct _WireCodecChecker
{
  iconv_t writer; /* (iconv_t) -1 for the forms of Unicode, which change nothing */
  iconv_t reader;
  guint8 *answers; /* a byte a code point, so that each is tried once */
};

/** Returns: (transfer full): a checker; @codec is as wire_codec_find() returned it */
WireCodecChecker *
wire_codec_checker_new (const char *codec)
{
  WireCodecChecker *checker = g_new0 (WireCodecChecker, 1);

  checker->writer = checker->reader = (iconv_t) -1;
  if (g_ascii_strncasecmp (codec, "UTF-", 4) == 0)
    return checker;
  checker->writer = wire_codec_open (codec, "UTF-8", NULL);
  checker->reader = wire_codec_open ("UTF-8", codec, NULL);
  checker->answers = g_malloc0 (UNICODE_END);
  return checker;
}

void
wire_codec_checker_free (WireCodecChecker *self)
{
  if (self->writer != (iconv_t) -1)
    iconv_close (self->writer);
  if (self->reader != (iconv_t) -1)
    iconv_close (self->reader);
  g_free (self->answers);
  g_free (self);
}

/* Converts all of @from from the initial state of the codec and back to it. Returns: the bytes
 * written, or 0 where that fails. */
static gsize
convert_alone (iconv_t converter, char *from, gsize length, char *to)
{
  gsize left = BUFFER_BYTES;
  char *out = to;

  iconv (converter, NULL, NULL, NULL, NULL);
  if (iconv (converter, &from, &length, &out, &left) == (gsize) -1
      || iconv (converter, NULL, NULL, &out, &left) == (gsize) -1)
    return 0;
  return BUFFER_BYTES - left;
}

/* What cannot be written alone may be written after another: a mark after its base. */
static gboolean
try (WireCodecChecker *checker, gunichar character)
{
  char text[6], bytes[BUFFER_BYTES], back[BUFFER_BYTES];
  gsize length = (gsize) g_unichar_to_utf8 (character, text);
  gsize written = convert_alone (checker->writer, text, length, bytes);

  return written == 0
         || (convert_alone (checker->reader, bytes, written, back) == length
             && memcmp (text, back, length) == 0);
}

/** Returns: %FALSE where the codec writes @character as another; %TRUE too where it has none for
 * it, which the conversion itself finds */
gboolean
wire_codec_checker_keeps (WireCodecChecker *self, gunichar character)
{
  if (!self->answers || character >= UNICODE_END || self->writer == (iconv_t) -1
      || self->reader == (iconv_t) -1)
    return TRUE;
  if (self->answers[character] == UNKNOWN)
    self->answers[character] = try (self, character) ? KEEPS : CHANGES;
  return self->answers[character] == KEEPS;
}

/* wire-unicode.c: RFC 3629 (UTF-8), RFC 2781 (UTF-16), Unicode Standard chapter 3.9 (UTF-32)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text/wire-unicode.h"

#include "base/wire-cursor.h"

#include <unigbrk.h>
#include <uniname.h>

#define UNICODE_MAX 0x10ffff

static const char *const FORM_NAMES[] = {
  NULL, "UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE",
};

static gboolean
is_surrogate (gunichar c)
{
  return c >= 0xd800 && c <= 0xdfff;
}

static WireUnicodeStep
bad (guint length, WireTextReason reason)
{
  return (WireUnicodeStep){ 0, length, reason };
}

/* What is wrong with a character that was put together well. @least is the first one that needs so
 * many bytes. */
static WireTextReason
judge (gunichar c, gunichar least)
{
  if (c < least)
    return WIRE_TEXT_REASON_OVERLONG;
  if (is_surrogate (c))
    return WIRE_TEXT_REASON_SURROGATE;
  return c > UNICODE_MAX ? WIRE_TEXT_REASON_BEYOND : WIRE_TEXT_REASON_NONE;
}

/* A bad sequence is reported as one (`c0 af` is one overlong solidus, not two bad bytes): its
 * lead byte with the continuation bytes that belong to it. */
static WireUnicodeStep
read_utf8 (const guint8 *bytes, gsize length)
{
  static const gunichar LEAST[] = { 0, 0, 0x80, 0x800, 0x10000 };
  guint8 lead = bytes[0];
  guint size = lead < 0x80 ? 1 : lead < 0xc0 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;

  if (size == 1)
    return (WireUnicodeStep){ lead, 1, WIRE_TEXT_REASON_NONE };
  if (size == 0)
    return bad (1, WIRE_TEXT_REASON_LONE_CONTINUATION);
  if (lead >= 0xf8)
    return bad (1, WIRE_TEXT_REASON_IMPOSSIBLE);

  gunichar c = lead & (0xffu >> (size + 1));
  for (guint i = 1; i < size; i++)
    {
      if (i == length)
        return bad (i, WIRE_TEXT_REASON_TRUNCATED);
      if ((bytes[i] & 0xc0) != 0x80)
        return bad (i, WIRE_TEXT_REASON_BAD_CONTINUATION);
      c = c << 6 | (bytes[i] & 0x3fu);
    }

  WireTextReason reason = judge (c, LEAST[size]);
  return (WireUnicodeStep){ reason == WIRE_TEXT_REASON_NONE ? c : 0, size, reason };
}

static WireUnicodeStep
read_utf16 (const guint8 *bytes, gsize length, gboolean little)
{
  WireCursor cursor = wire_cursor_new (bytes, length);
  gunichar c = little ? wire_cursor_le16 (&cursor) : wire_cursor_be16 (&cursor);

  if (cursor.failed)
    return bad ((guint) length, WIRE_TEXT_REASON_TRUNCATED);
  if (!is_surrogate (c))
    return (WireUnicodeStep){ c, 2, WIRE_TEXT_REASON_NONE };
  if (c >= 0xdc00)
    return bad (2, WIRE_TEXT_REASON_SURROGATE);

  gsize left = wire_cursor_remaining (&cursor);
  gunichar low = little ? wire_cursor_le16 (&cursor) : wire_cursor_be16 (&cursor);
  if (cursor.failed)
    return bad (2 + (guint) left, WIRE_TEXT_REASON_TRUNCATED);
  if (low < 0xdc00 || low > 0xdfff)
    return bad (2, WIRE_TEXT_REASON_SURROGATE);
  return (WireUnicodeStep){ 0x10000 + ((c & 0x3ff) << 10 | (low & 0x3ff)), 4,
                            WIRE_TEXT_REASON_NONE };
}

static WireUnicodeStep
read_utf32 (const guint8 *bytes, gsize length, gboolean little)
{
  WireCursor cursor = wire_cursor_new (bytes, length);
  gunichar c = little ? wire_cursor_le32 (&cursor) : wire_cursor_be32 (&cursor);

  if (cursor.failed)
    return bad ((guint) length, WIRE_TEXT_REASON_TRUNCATED);

  WireTextReason reason = judge (c, 0);
  return (WireUnicodeStep){ reason == WIRE_TEXT_REASON_NONE ? c : 0, 4, reason };
}

/**
 * wire_unicode_read:
 * @form: one of the five
 * @bytes: at least one
 * @length: how many there are
 *
 * Returns: the character that the bytes begin with, or why they begin with none
 */
WireUnicodeStep
wire_unicode_read (WireUnicodeForm form, const guint8 *bytes, gsize length)
{
  switch (form)
    {
    case WIRE_UNICODE_UTF16LE:
    case WIRE_UNICODE_UTF16BE:
      return read_utf16 (bytes, length, form == WIRE_UNICODE_UTF16LE);
    case WIRE_UNICODE_UTF32LE:
    case WIRE_UNICODE_UTF32BE:
      return read_utf32 (bytes, length, form == WIRE_UNICODE_UTF32LE);
    case WIRE_UNICODE_NONE:
    case WIRE_UNICODE_UTF8:
    default:
      return read_utf8 (bytes, length);
    }
}

/**
 * wire_utf8_find_problem:
 * @problem: (out): what is wrong, where something is
 *
 * Returns: the offset of the first bytes that are not UTF-8, or @length where all are. A NUL is a
 *   character like others.
 */
gsize
wire_utf8_find_problem (const guint8 *bytes, gsize length, WireUnicodeStep *problem)
{
  gsize offset = 0;

  while (offset < length)
    {
      if (bytes[offset] < 0x80)
        {
          offset++;
          continue;
        }
      *problem = read_utf8 (bytes + offset, length - offset);
      if (problem->reason != WIRE_TEXT_REASON_NONE)
        return offset;
      offset += problem->length;
    }
  return length;
}

/** Returns: how many of @bytes to look at, no more than @most, where UTF-8 would not be cut inside
 * a character */
gsize
wire_utf8_cut (const guint8 *bytes, gsize length, gsize most)
{
  WireUnicodeStep problem;
  gsize good = length > most ? wire_utf8_find_problem (bytes, most, &problem) : length;

  return good < most && length > most && problem.reason == WIRE_TEXT_REASON_TRUNCATED
             ? good
             : MIN (length, most);
}

/**
 * wire_unicode_form_of_mark:
 * @mark_length: (out): bytes of the mark, 0 where there is none
 *
 * Returns: which form a byte-order mark at the beginning of @bytes tells. `ff fe 00 00` is UTF-32:
 *   a UTF-16 text whose first character is NUL is far rarer.
 */
WireUnicodeForm
wire_unicode_form_of_mark (const guint8 *bytes, gsize length, guint *mark_length)
{
  static const struct
  {
    WireUnicodeForm form;
    guint length;
    guint8 bytes[4];
  } MARKS[] = {
    { WIRE_UNICODE_UTF32LE, 4, { 0xff, 0xfe, 0, 0 } },
    { WIRE_UNICODE_UTF32BE, 4, { 0, 0, 0xfe, 0xff } },
    { WIRE_UNICODE_UTF8, 3, { 0xef, 0xbb, 0xbf } },
    { WIRE_UNICODE_UTF16LE, 2, { 0xff, 0xfe } },
    { WIRE_UNICODE_UTF16BE, 2, { 0xfe, 0xff } },
  };

  *mark_length = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (MARKS); i++)
    if (length >= MARKS[i].length && memcmp (bytes, MARKS[i].bytes, MARKS[i].length) == 0)
      {
        *mark_length = MARKS[i].length;
        return MARKS[i].form;
      }
  return WIRE_UNICODE_NONE;
}

/** Returns: the form that a codec of this name is; UTF-16 and UTF-32 without an order are none */
WireUnicodeForm
wire_unicode_form_of_codec (const char *codec)
{
  for (guint i = 1; i < G_N_ELEMENTS (FORM_NAMES); i++)
    if (g_ascii_strcasecmp (codec, FORM_NAMES[i]) == 0)
      return (WireUnicodeForm) i;
  return WIRE_UNICODE_NONE;
}

/** Returns: (transfer none) (nullable): the codec of a form */
const char *
wire_unicode_form_name (WireUnicodeForm form)
{
  return FORM_NAMES[form];
}

/** Returns: (transfer full): “U+20AC EURO SIGN” */
char *
wire_unicode_character_name (gunichar character)
{
  char name[UNINAME_MAX];

  if (!unicode_character_name (character, name))
    return g_strdup_printf ("U+%04X", character);
  return g_strdup_printf ("U+%04X %s", character, name);
}

/**
 * wire_unicode_count_graphemes:
 * @text: valid UTF-8
 * @length: in bytes
 *
 * Returns: how many characters a reader sees (Unicode Standard Annex #29): “é” may be one code
 *   point or two, and a flag or a family is many
 */
gsize
wire_unicode_count_graphemes (const char *text, gsize length)
{
  g_autofree char *breaks = g_malloc (length + 1);
  gsize n = 0;

  u8_grapheme_breaks ((const uint8_t *) text, length, breaks);
  for (gsize i = 0; i < length; i++)
    n += breaks[i] == 1;
  return n;
}

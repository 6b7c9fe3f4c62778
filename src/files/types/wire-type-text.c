/* wire-type-text.c
 *
 * Only whether bytes are text at all is asked here; which codec they are in is src/text's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/types/wire-type-text.h"

#include <string.h>

/* Units that a text without a mark must have for its codec to be believed. */
#define MIN_UNITS 4

typedef struct
{
  const guint8 *bytes;
  gsize length;
  guint width; /* bytes of a unit: 2 or 4 */
  gboolean big_endian;
} Units;

/* Control characters that texts have: BEL and BS (logs, man pages), tab, line feed, VT, form feed,
 * carriage return, SO and SI (ISO 2022), Ctrl-Z (DOS), escape. */
static gboolean
is_text_control (gunichar c)
{
  return (c >= 0x07 && c <= 0x0f) || c == 0x1a || c == 0x1b;
}

static gboolean
is_odd (gunichar c)
{
  return (c < 0x20 && !is_text_control (c)) || c == 0x7f;
}

/* UTF-16 and UTF-32. */

static gsize
count_units (const Units *units)
{
  return units->length / units->width;
}

static gunichar
get_unit (const Units *units, gsize i)
{
  const guint8 *b = units->bytes + i * units->width;

  if (units->width == 2)
    return units->big_endian ? (gunichar) (b[0] << 8 | b[1]) : (gunichar) (b[1] << 8 | b[0]);
  return units->big_endian ? (gunichar) b[0] << 24 | b[1] << 16 | b[2] << 8 | b[3]
                           : (gunichar) b[3] << 24 | b[2] << 16 | b[1] << 8 | b[0];
}

/* The character at @i, which is then moved past it. Returns: 0 where there is none */
static gunichar
next_character (const Units *units, gsize *i)
{
  gunichar high = get_unit (units, (*i)++);
  gunichar low;

  if (units->width == 4 || high < 0xd800 || high > 0xdfff)
    return high <= 0x10ffff && !(high >= 0xd800 && high <= 0xdfff) ? high : 0;
  if (high >= 0xdc00)
    return 0;
  if (*i == count_units (units))
    return 0x10000; /* the head ends within a pair */
  low = get_unit (units, (*i)++);
  return low >= 0xdc00 && low <= 0xdfff ? 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00) : 0;
}

/* With a mark, only what cannot be in a text is refused. */
static gboolean
is_marked_text (const Units *units)
{
  gsize odd = 0;

  for (gsize i = 1; i < count_units (units);)
    {
      gunichar c = next_character (units, &i);

      odd += c == 0 || is_odd (c);
    }
  return odd * 100 <= count_units (units);
}

/* A writing that a text keeps to, besides the signs that all share. Returns: 0: shared */
static guint
get_writing (gunichar c)
{
  if (c < 0x80 || (c >= 0xa0 && c <= 0xbf) || (c >= 0x2000 && c <= 0x22ff)
      || (c >= 0x3000 && c <= 0x303f) || (c >= 0xff00 && c <= 0xffef) || c == 0xfeff
      || (c >= 0x1f000 && c <= 0x1faff) || (c >= 0xfe00 && c <= 0xfe0f))
    return 0;
  if (c <= 0x24f || (c >= 0x1e00 && c <= 0x1eff))
    return 1;
  if (c >= 0x3040 && c <= 0x9fff)
    return 2;
  if (c >= 0xac00 && c <= 0xd7a3)
    return 3;
  if (c >= 0x20000 && c <= 0x3ffff)
    return 2;
  return c < 0x2000 ? 4 + (c >> 7) : 4 + (c >> 10 | 0x80);
}

/* Without a mark, every character must be one, and nearly all of one writing. */
static gboolean
is_unmarked_text (const Units *units)
{
  guint counts[1024] = { 0 };
  guint best = 0;
  guint written = 0;
  guint shared = 0;
  guint letters = 0;

  if (count_units (units) < MIN_UNITS)
    return FALSE;
  for (gsize i = 0; i < count_units (units);)
    {
      gunichar c = next_character (units, &i);
      guint writing;

      if (c == 0 || is_odd (c) || (c >= 0x80 && c < 0xa0) || !g_unichar_isdefined (c)
          || (c >= 0xe000 && c <= 0xf8ff))
        return FALSE;
      writing = MIN (get_writing (c), G_N_ELEMENTS (counts) - 1);
      letters += g_unichar_isalnum (c) || c == ' ' || c == '\n';
      if (writing == 0)
        shared++;
      else
        {
          written++;
          counts[writing]++;
          best = MAX (best, counts[writing]);
        }
    }
  return letters * 2 >= written + shared && (written - best) * 20 <= written + shared
         && (best > 0 || shared > 0);
}

static const char *
recognise_wide (const guint8 *head, gsize length, gboolean is_whole)
{
  for (guint order = 0; order < 4; order++)
    {
      Units units = { head, length, order < 2 ? 4 : 2, order % 2 == 1 };

      if ((!is_whole || length % units.width == 0) && is_unmarked_text (&units))
        return units.width == 4 ? "UTF-32 text" : "UTF-16 text";
    }
  return NULL;
}

static gboolean
has_mark (const guint8 *head, gsize length, const char *mark, gsize n)
{
  return length >= n && memcmp (head, mark, n) == 0;
}

/* Returns: whether there is a mark; then @words are %NULL where what follows is not text */
static gboolean
recognise_marked (const guint8 *head, gsize length, const char **words)
{
  Units units = { head, length, 0, FALSE };

  if (has_mark (head, length, "\xff\xfe\0\0", 4) || has_mark (head, length, "\0\0\xfe\xff", 4))
    units.width = 4;
  else if (has_mark (head, length, "\xff\xfe", 2) || has_mark (head, length, "\xfe\xff", 2))
    units.width = 2;
  else
    return FALSE;
  units.big_endian = head[units.width - 1] != 0 && head[0] != 0xff;
  *words = !is_marked_text (&units) ? NULL : units.width == 4 ? "UTF-32 text" : "UTF-16 text";
  return TRUE;
}

/* Bytes. */

static gboolean
is_utf8 (const guint8 *head, gsize length, gboolean is_whole)
{
  const char *end;

  if (g_utf8_validate ((const char *) head, (gssize) length, &end))
    return TRUE;
  /* The head may end in the middle of a character. */
  return !is_whole && length - (gsize) (end - (const char *) head) < 4;
}

/* Letters, digits and blanks of ASCII, and what legacy codecs have as letters. */
static gsize
count_letters (const guint8 *head, gsize length)
{
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    n += g_ascii_isalnum ((char) head[i]) || head[i] == ' ' || head[i] == '\n' || head[i] >= 0x80;
  return n;
}

static gsize
count_odd (const guint8 *head, gsize length)
{
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    n += is_odd (head[i]);
  return n;
}

/* Some texts have control characters as signs of their own (IRC, FIX, separators of records), but
 * mostly letters. */
static const char *
recognise_bytes (const guint8 *head, gsize length, gboolean is_whole, gboolean *is_certain)
{
  gsize odd = count_odd (head, length);
  gboolean utf8 = is_utf8 (head, length, is_whole);

  *is_certain = utf8 && odd == 0;
  if (*is_certain)
    return "text";
  if (count_letters (head, length) * 10 < length * 6)
    return NULL;
  if (utf8)
    return odd * 6 <= length ? "text" : NULL;
  return odd * 200 <= length ? "text in an 8-bit encoding" : NULL;
}

/* Some programs fill up their texts with NULs. Returns: how much comes before them, at least 1 */
static gsize
skip_filling (const guint8 *head, gsize length)
{
  while (length > 1 && head[length - 1] == 0)
    length--;
  return length;
}

/**
 * wire_text_recognise:
 * @head: the beginning of a file
 * @length: how much of it
 * @is_whole: it is all of the file
 * @is_certain: (out): it is UTF-8, UTF-16 or UTF-32; otherwise many bytes would do, and a
 *   signature, however short, tells more
 *
 * Returns: (nullable): which encoding the text has, in words for people, or %NULL where the bytes
 * are not text
 */
const char *
wire_text_recognise (const guint8 *head, gsize length, gboolean is_whole, gboolean *is_certain)
{
  const char *words = NULL;
  gsize filled;

  *is_certain = TRUE;
  if (recognise_marked (head, length, &words))
    return words;
  filled = is_whole ? skip_filling (head, length) : length;
  if (!memchr (head, 0, filled))
    words = recognise_bytes (head, filled, is_whole, is_certain);
  /* In an 8-bit codec nearly any few bytes are letters: before NULs, they rather begin something.
   */
  if (words && filled < MIN (length, 16) && !is_utf8 (head, filled, is_whole))
    words = NULL;
  if (words && filled < length)
    *is_certain = FALSE; /* other files end in NULs, too */
  if (!words && (words = recognise_wide (head, length, is_whole)))
    *is_certain = TRUE;
  return words;
}

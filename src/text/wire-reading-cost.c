/* wire-reading-cost.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text/wire-reading-cost.h"

#include "text/wire-sign-cost.h"

/* In bits, estimated. */
enum
{
  BITS_CAPITAL_INSIDE = 6,  /* after a small letter */
  BITS_CAPITAL_FIRST = 2,   /* of a word */
  BITS_CAPITAL_AGAIN = 1,   /* after another */
  BITS_SMALL_AFTER_TWO = 5, /* small letters after two capitals */
  BITS_OTHER_LETTER = 14,   /* not in the alphabet of the language */
  BITS_OTHER_SCRIPT = 16,   /* not of its script */
  BITS_MIXED_WORD = 8,      /* two scripts in one word */
  BITS_FOREIGN_WORD = 2,    /* English among other letters, a word */
  BITS_ALONE = 8,           /* one ideograph among other letters */
  BITS_BESIDE_DIGIT = 4,    /* a letter beyond ASCII */
};

typedef struct
{
  const WireLanguage *language;
  const WireLanguage *english; /* for ASCII among the letters of other scripts */
  guint letter;                /* the last one, by its number; 0: not a letter */
  gboolean ascii;              /* whether that was English */
  guint capitals;              /* how many in a row */
  gboolean small;              /* whether the last letter was small */
} Scan;

static guint
bits_of_case (Scan *scan, gunichar c, gboolean first)
{
  guint bits = 0;

  if (g_unichar_isupper (c))
    {
      bits = scan->small          ? BITS_CAPITAL_INSIDE
             : scan->capitals > 0 ? BITS_CAPITAL_AGAIN
                                  : BITS_CAPITAL_FIRST;
      scan->capitals++;
      scan->small = FALSE;
      return bits;
    }
  if (scan->capitals > 1 && !first && g_unichar_islower (c))
    bits = BITS_SMALL_AFTER_TWO;
  scan->small = g_unichar_islower (c);
  scan->capitals = 0;
  return bits;
}

static gboolean
is_letter (gunichar c)
{
  /* Unicode has µ, ª and º among the letters; they are written as signs. */
  return (g_unichar_isalpha (c) || g_unichar_ismark (c)) && c != 0xb5 && c != 0xaa && c != 0xba;
}

static guint
cost_of_ascii (Scan *scan, guint number)
{
  guint cost = wire_language_get_pair_cost (scan->english, scan->ascii ? scan->letter : 0, number);

  if (!scan->ascii)
    cost += (scan->letter > 0 ? BITS_MIXED_WORD : BITS_FOREIGN_WORD) * WIRE_BIT;
  scan->letter = number;
  scan->ascii = TRUE;
  return cost;
}

static guint
cost_of_other (Scan *scan, gunichar c)
{
  gboolean latin = wire_language_get_letter (scan->language, 'a') > 0;
  gboolean same = (g_unichar_get_script (c) == G_UNICODE_SCRIPT_LATIN) == latin;

  scan->letter = 0;
  scan->ascii = FALSE;
  return (same ? BITS_OTHER_LETTER : BITS_OTHER_SCRIPT) * WIRE_BIT;
}

static guint
cost_of_letter (Scan *scan, gunichar c)
{
  gunichar lower = g_unichar_tolower (c);
  gboolean first = scan->letter == 0;
  guint bits = bits_of_case (scan, c, first) * WIRE_BIT;
  guint number = wire_language_get_letter (scan->language, lower);
  guint before = scan->ascii ? 0 : scan->letter;

  if (number == 0 && c < 0x80)
    return bits + cost_of_ascii (scan, wire_language_get_letter (scan->english, lower));
  if (number == 0)
    return bits + cost_of_other (scan, c);
  bits += wire_language_get_pair_cost (scan->language, before, number);
  if (scan->ascii && scan->letter > 0)
    bits += BITS_MIXED_WORD * WIRE_BIT;
  scan->letter = number;
  scan->ascii = FALSE;
  return bits;
}

static guint
cost_of_end (Scan *scan)
{
  guint cost = scan->letter == 0 ? 0
                                 : wire_language_get_pair_cost (
                                     scan->ascii ? scan->english : scan->language, scan->letter, 0);

  scan->letter = scan->capitals = 0;
  scan->ascii = scan->small = FALSE;
  return cost;
}

static gboolean
is_plain (gunichar c)
{
  return (c >= 0x20 && c < 0x7f) || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0x1b;
}

/* “г5” was “£5”, and “7ž9” was “7×9”. */
static guint
cost_of_digits (const gunichar *characters, gsize i, gsize n)
{
  guint digits = (i > 0 && g_unichar_isdigit (characters[i - 1]))
                 + (i + 1 < n && g_unichar_isdigit (characters[i + 1]));

  return characters[i] < 0x80 ? 0 : digits * BITS_BESIDE_DIGIT * WIRE_BIT;
}

/* The same in nearly all codecs, but where two or four bytes are a character. */
static guint
bits_of_plain (gunichar c)
{
  return g_unichar_isspace (c) ? 1 : g_unichar_isdigit (c) ? 4 : 5;
}

static guint
cost_of_alphabet (const gunichar *characters, gsize n, const WireLanguage *language)
{
  Scan scan = { .language = language, .english = wire_language_find ("en_GB") };
  guint cost = 0;

  for (gsize i = 0; i < n; i++)
    {
      gunichar c = characters[i];

      if (is_letter (c))
        {
          cost += cost_of_letter (&scan, c) + cost_of_digits (characters, i, n);
          continue;
        }
      cost += cost_of_end (&scan);
      if (is_plain (c))
        cost += bits_of_plain (c) * WIRE_BIT;
      else
        cost += wire_sign_get_cost (i > 0 ? characters[i - 1] : 0, c,
                                    i + 1 < n ? characters[i + 1] : 0);
    }
  return cost + cost_of_end (&scan);
}

static gboolean
is_ideograph (gunichar c)
{
  return c >= 0x2e80 && c != 0xfffd && !(c >= 0xe000 && c < 0xf900);
}

static gboolean
is_alone (const gunichar *characters, gsize i, gsize n)
{
  return (i == 0 || !is_ideograph (characters[i - 1]))
         && (i + 1 == n || !is_ideograph (characters[i + 1]));
}

/* Characters of the East are counted one by one, and what is between them is English. */
static guint
cost_of_ideographs (const gunichar *characters, gsize n, const WireLanguage *language)
{
  const WireLanguage *english = wire_language_find ("en_GB");
  guint cost = 0;
  gsize begin = 0;

  for (gsize i = 0; i <= n; i++)
    {
      if (i < n && !is_ideograph (characters[i]))
        continue;
      if (i > begin)
        cost += cost_of_alphabet (characters + begin, i - begin, english);
      if (i < n)
        cost += wire_language_get_ideograph_cost (language, characters[i])
                + is_alone (characters, i, n) * BITS_ALONE * WIRE_BIT;
      begin = i + 1;
    }
  return cost;
}

/**
 * wire_reading_get_cost:
 * @characters: a text
 * @n: how many
 * @language: the language it may be in
 *
 * How unlikely the text is in @language, by pairs of letters, capitals and signs. What two readings
 * of the same bytes cost can be compared: each bit halves the chance. Any thread.
 *
 * Returns: eighths of a bit
 */
guint
wire_reading_get_cost (const gunichar *characters, gsize n, const WireLanguage *language)
{
  return wire_language_has_ideographs (language) ? cost_of_ideographs (characters, n, language)
                                                 : cost_of_alphabet (characters, n, language);
}

/* wire-oddness.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text/wire-oddness.h"

/* Points are on one scale: two say “hardly by chance”, five “nobody writes that”. They were found
 * by trying: clean text of forty languages must stay below two, words garbled in twenty ways must
 * come above. */
enum
{
  ODD_CONTROL = 5,
  ODD_CASE = 3,
  ODD_SCRIPTS = 3,
  ODD_SIGN = 2,
  ODD_CLEARLY = 3,
  ODD_BOX = 4,
};

static gboolean
is_one_of (gunichar c, const char *characters)
{
  return c >= 0x80 && g_utf8_strchr (characters, -1, c) != NULL;
}

/* ƒ is a letter to Unicode, and the florin to everyone who writes it. */
static gboolean
is_letter (gunichar c)
{
  return g_unichar_isalpha (c) && g_unichar_type (c) != G_UNICODE_MODIFIER_LETTER && c != 0x192
         && c != 0xaa && c != 0xba && c != 0xb5;
}

static gboolean
is_foreign_letter (gunichar c)
{
  return c >= 0x80 && is_letter (c);
}

static gboolean
is_box (gunichar c)
{
  return c >= 0x2500 && c <= 0x25ff;
}

/* Letters of two alphabets side by side; marks and Han writing join anything. */
static gboolean
mixes_scripts (gunichar a, gunichar b)
{
  GUnicodeScript one = g_unichar_get_script (a), two = g_unichar_get_script (b);

  return is_letter (a) && is_letter (b) && one != two && !g_unichar_iswide (a)
         && !g_unichar_iswide (b) && one != G_UNICODE_SCRIPT_COMMON
         && two != G_UNICODE_SCRIPT_COMMON;
}

static guint
odd_letters (gunichar before, gunichar c, gunichar after)
{
  gboolean foreign = before >= 0x80 || c >= 0x80;

  if (!is_letter (before))
    return 0;
  if (mixes_scripts (before, c))
    return ODD_SCRIPTS;
  if (foreign && g_unichar_islower (before) && g_unichar_isupper (c))
    return ODD_CASE;
  /* ZURÃœCK: one small letter among capitals */
  if (c >= 0x80 && before >= 0x80 && g_unichar_isupper (before) && g_unichar_islower (c)
      && g_unichar_isupper (after))
    return ODD_CASE;
  if (before == 0xc3 && c >= 0x80 && g_unichar_islower (c))
    return ODD_SIGN;
  /* ÄÆdomu: two capitals that nobody begins a word with */
  if (before >= 0x80 && c >= 0x80 && g_unichar_isupper (before) && g_unichar_isupper (c)
      && g_unichar_islower (after))
    return ODD_SIGN;
  /* œ and ƒ are written between letters of ASCII. */
  return before >= 0x80 && is_one_of (c, "œŒÿŸ") ? ODD_CLEARLY : 0;
}

/* Signs by what people write before and after them. */
static guint
odd_sign_in_word (gunichar before, gunichar c, gunichar after)
{
  gboolean inside = is_letter (after);

  if (is_one_of (c, "¿¡¼½¾"))
    return ODD_CLEARLY;
  if (is_one_of (c, "“‘„‚«‹¨´¸¯˜ˆˇ˘˙˛˝"))
    return ODD_SIGN + inside;
  if (is_one_of (c, "§¶†‡•‰¦¬±×÷µ‰"))
    return ODD_SIGN + inside;
  if (is_one_of (c, "¢£¥€¤ƒ"))
    return 1 + inside;
  if (is_one_of (c, "°²³¹ªº"))
    return (before >= 0x80 ? ODD_SIGN : 0) + (inside ? ODD_SIGN : 0);
  if (is_one_of (c, "®™©»›”"))
    return (inside ? ODD_SIGN + (before >= 0x80) : 0)
           + (before >= 0x80 && g_unichar_islower (before));
  if (is_one_of (c, "…–—"))
    return inside && before >= 0x80 ? 1 : 0;
  return c == 0xad && !inside ? 1 : 0;
}

/* √x and √π are mathematics, √ü and Zam√≤ are not; nor is a word that a sign of it ends. */
static guint
odd_mathematics (gunichar before, gunichar c, gunichar after)
{
  gboolean greek = g_unichar_get_script (after) == G_UNICODE_SCRIPT_GREEK;
  guint odd = is_letter (before) && !greek ? ODD_SIGN : 0;

  if (g_unichar_type (c) != G_UNICODE_MATH_SYMBOL && c != 0x25ca)
    return 0;
  if (is_foreign_letter (after) && !greek)
    return odd + ODD_SIGN;
  return odd > 0 && after >= 0x80 ? odd + 1 : odd / 2;
}

/* A frame has letters on one side, garbled words have them on both. */
static guint
odd_box (gunichar before, gunichar c, gunichar after)
{
  if (is_box (c) && is_letter (before))
    return ODD_SIGN + (is_letter (after) ? ODD_SIGN : 0);
  if (is_box (c))
    return is_letter (after);
  return is_box (before) && is_foreign_letter (c) ? ODD_BOX : 0;
}

/* Ã is followed by O, E or S where people write it, and  hardly ends a word. */
static guint
odd_after_tilde (gunichar earlier, gunichar before, gunichar c, gunichar after)
{
  if (c == 0xa0 && before == 0xc2)
    return g_unichar_isupper (earlier) ? 0 : ODD_SIGN;
  if (!is_one_of (c, "’…–—»”"))
    return ODD_CLEARLY + odd_sign_in_word (before, c, after);
  if (c == 0x2014) /* × between numbers; a dash where a word ends in Ã: MANHÃ—e */
    return is_letter (earlier) ? 0 : ODD_SIGN;
  return c != 0x2019 && is_letter (after) ? ODD_SIGN : 0;
}

/* Beginnings of UTF-8 that are common, and that nobody writes, as the Mac read them: “¬£” of the
 * signs of Latin-1, and “‚Äú” of the quotation marks. */
static guint
odd_beginning (gunichar earlier, gunichar before, gunichar c)
{
  if (before == 0xac && is_one_of (c, "£©±∞ÆΩ"))
    return ODD_SIGN;
  return earlier == 0x201a && before == 0xc4 && is_one_of (c, "ìîôöúùû¢¶") ? ODD_SIGN : 0;
}

static guint
odd_step (gunichar earlier, gunichar before, gunichar c, gunichar after)
{
  gboolean quoting = is_one_of (before, "“”‘’„‚«»‹›–—…") && is_one_of (c, "“”‘’„‚«»‹›–—…");

  if (c >= 0x80 && c < 0xa0)
    return ODD_CONTROL;
  if (odd_beginning (earlier, before, c) > 0)
    return odd_beginning (earlier, before, c);
  if (is_box (c) || is_box (before))
    return odd_box (before, c, after);
  if (is_letter (c))
    return odd_letters (before, c, after);
  if (c < 0x80)
    return 0;
  if (c == 0xfffd)
    return is_foreign_letter (before) ? 1 : 0;
  if (is_one_of (before, "ÃÂ"))
    return odd_after_tilde (earlier, before, c, after);
  if (is_letter (before) && odd_mathematics (before, c, after) == 0)
    return odd_sign_in_word (before, c, after);
  if (before >= 0x80 && !is_letter (before) && !quoting)
    return 1 + is_one_of (c, "†‡•‰¦¬±×÷¶") * is_letter (after) + odd_mathematics (before, c, after);
  return odd_mathematics (before, c, after);
}

/**
 * wire_oddness_of:
 * @before: the character before, or 0
 * @characters: what is asked about
 * @after: the character after, or 0
 *
 * Looks at neighbours only, so it needs no dictionary and no language. Any thread.
 *
 * Returns: 0 for what people write; 2 for what they hardly do; more for less
 */
guint
wire_oddness_of (gunichar before, const gunichar *characters, gsize n, gunichar after)
{
  guint odd = 0;
  gunichar earlier = 0;

  for (gsize i = 0; i < n; i++)
    {
      gunichar next = i + 1 < n ? characters[i + 1] : after;

      odd += odd_step (earlier, before, characters[i], next);
      earlier = before;
      before = characters[i];
    }
  return odd + (mixes_scripts (before, after) ? ODD_SCRIPTS : 0);
}

/* How rare the characters of a block are in text, the first and last of each. */
static const struct
{
  gunichar first;
  gunichar last;
  guint rarity;
} RARITIES[] = {
  { 0x00a0, 0x017e, 0 }, { 0x0192, 0x0192, 2 }, { 0x01a0, 0x01a1, 1 },   { 0x01af, 0x01b0, 1 },
  { 0x01cd, 0x01dc, 3 }, { 0x0218, 0x021b, 1 }, { 0x02c6, 0x02dd, 3 },   { 0x0300, 0x0336, 2 },
  { 0x0386, 0x03ce, 1 }, { 0x0400, 0x045f, 1 }, { 0x0490, 0x0491, 1 },   { 0x0531, 0x0587, 3 },
  { 0x05d0, 0x05ea, 1 }, { 0x060c, 0x0669, 1 }, { 0x066a, 0x06ff, 2 },   { 0x0900, 0x0dff, 2 },
  { 0x0e00, 0x0eff, 2 }, { 0x10a0, 0x10ff, 2 }, { 0x1ea0, 0x1ef9, 1 },   { 0x2009, 0x200f, 2 },
  { 0x2010, 0x203a, 0 }, { 0x20a0, 0x20bf, 1 }, { 0x2103, 0x2103, 1 },   { 0x2116, 0x2122, 0 },
  { 0x2190, 0x21ff, 1 }, { 0x2200, 0x22ff, 1 }, { 0x2300, 0x23ff, 2 },   { 0x2500, 0x257f, 2 },
  { 0x2580, 0x27bf, 1 }, { 0x2800, 0x28ff, 3 }, { 0x3000, 0x30ff, 2 },   { 0x4e00, 0x9fff, 2 },
  { 0xac00, 0xd7a3, 2 }, { 0xfb00, 0xfb06, 1 }, { 0xfe0f, 0xfe0f, 1 },   { 0xfeff, 0xfeff, 1 },
  { 0xff01, 0xffe6, 1 }, { 0xfffd, 0xfffd, 0 }, { 0x1f300, 0x1faff, 0 },
};

#define RARITY_OTHER 5
#define RARITY_ALONE 2
#define RARITY_GLUED 3

static guint
rarity_of_block (gunichar c)
{
  if (c == 0x138 || c == 0x149)
    return RARITY_OTHER;
  for (gsize i = 0; i < G_N_ELEMENTS (RARITIES); i++)
    if (c >= RARITIES[i].first && c <= RARITIES[i].last)
      return RARITIES[i].rarity + (c >= 0x100 && c <= 0x17e);
  return RARITY_OTHER;
}

/* A letter of a script that neither neighbour is of: a single ideograph in a word of Latin. Greek
 * letters are also signs. */
static guint
rarity_of_place (gunichar c, gunichar before, gunichar after)
{
  GUnicodeScript script = g_unichar_get_script (c);

  if (!g_unichar_isalpha (c) || script == G_UNICODE_SCRIPT_GREEK)
    return 0;
  if (mixes_scripts (before, c) || mixes_scripts (c, after))
    return RARITY_GLUED;
  if (script == G_UNICODE_SCRIPT_LATIN || script == G_UNICODE_SCRIPT_COMMON)
    return 0;
  if (g_unichar_get_script (before) == script || g_unichar_get_script (after) == script)
    return 0;
  if (g_unichar_iswide (c) && (g_unichar_iswide (before) || g_unichar_iswide (after)))
    return 0;
  return RARITY_ALONE
         + (g_unichar_isalpha (before) || g_unichar_isalpha (after) ? RARITY_GLUED : 0);
}

/**
 * wire_rarity_of:
 * @c: a character between @before and @after (or 0)
 *
 * Any thread.
 *
 * Returns: 0 for what text is full of, 5 for what only specialists write, %WIRE_RARITY_NEVER
 */
guint
wire_rarity_of (gunichar c, gunichar before, gunichar after)
{
  GUnicodeType type = g_unichar_type (c);

  if (type == G_UNICODE_CONTROL || type == G_UNICODE_PRIVATE_USE || type == G_UNICODE_UNASSIGNED
      || type == G_UNICODE_SURROGATE)
    return WIRE_RARITY_NEVER;
  return rarity_of_block (c) + rarity_of_place (c, before, after);
}

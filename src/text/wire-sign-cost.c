/* wire-sign-cost.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text/wire-sign-cost.h"

#include "text/wire-letter-pairs.h"

/* In bits, as estimates: a sign that one text in a hundred characters has costs seven. */
enum
{
  BITS_USUAL = 7,
  BITS_UNUSUAL = 11,
  BITS_RARE = 14,
  BITS_MISPLACED = 14,
  BITS_ARTS = 14, /* frames, blocks and mathematics */
  BITS_FRAME = 3, /* one piece of a frame after another */
  BITS_CONTROL = 22,
  BITS_NEVER = 26,
};

static gboolean
is_one_of (gunichar c, const char *characters)
{
  return c >= 0x80 && g_utf8_strchr (characters, -1, c) != NULL;
}

static gboolean
is_blank (gunichar c)
{
  return c == 0 || g_unichar_isspace (c);
}

static gboolean
is_word (gunichar c)
{
  return g_unichar_isalnum (c);
}

static gboolean
is_frame (gunichar c)
{
  return c >= 0x2500 && c <= 0x259f;
}

static guint
bits_of_quote (gunichar before, gunichar c, gunichar after)
{
  gboolean opens = !is_word (before) && !is_blank (after);
  gboolean closes = !is_blank (before) && !is_word (after);

  if (c == 0x2019 && g_unichar_isalpha (before) && g_unichar_isalpha (after))
    return 5;
  if (is_one_of (c, "‘“«‹"))
    return opens ? BITS_USUAL : c == 0xab && (is_blank (before) || closes) ? 9 : BITS_MISPLACED;
  if (is_one_of (c, "„‚"))
    return opens ? BITS_USUAL + 1 : BITS_MISPLACED;
  if (c == 0xbb && is_blank (before))
    return opens ? 10 : 9;
  return closes ? BITS_USUAL : BITS_MISPLACED;
}

/* £5, 5 €, and hardly inside of a word */
static guint
bits_of_currency (gunichar before, gunichar c, gunichar after)
{
  guint bits = is_one_of (c, "€£") ? BITS_USUAL : is_one_of (c, "¥¢") ? 10 : BITS_RARE + 1;

  if (g_unichar_isdigit (before) || g_unichar_isdigit (after))
    return bits;
  if (g_unichar_isalpha (before) && g_unichar_isalpha (after))
    return bits + BITS_MISPLACED / 2;
  return bits + (is_blank (before) || is_blank (after) ? 2 : 5);
}

/* 20 °C, m², 1º, ACME®, ½ */
static guint
bits_of_raised (gunichar before, gunichar c, gunichar after)
{
  if (is_one_of (c, "ªº"))
    return g_unichar_isdigit (before) ? 9 : BITS_RARE;
  if (is_one_of (c, "²³¹"))
    return is_word (before) && !g_unichar_isalpha (after) ? 10 : BITS_RARE + 2;
  if (c == 0xb0)
    return g_unichar_isdigit (before) || (is_blank (before) && g_unichar_isalpha (after)) ? 8 : 13;
  if (is_one_of (c, "®™"))
    return g_unichar_isalpha (before) && !is_word (after) ? 10 : BITS_RARE;
  return is_word (before) && !g_unichar_isdigit (before) ? BITS_RARE : BITS_UNUSUAL;
}

static guint
bits_of_symbol (gunichar before, gunichar c, gunichar after)
{
  if (is_frame (c))
    return is_frame (before) ? BITS_FRAME : BITS_ARTS;
  if (is_one_of (c, "¿¡"))
    return !is_word (before) && g_unichar_isalpha (after) ? BITS_USUAL : BITS_RARE + 4;
  if (c == 0xa0)
    return is_blank (before) || is_blank (after) ? BITS_UNUSUAL : BITS_USUAL;
  if (is_one_of (c, "©•·№،؛؟"))
    return is_one_of (c, "،؛؟") ? BITS_USUAL : 9;
  if (c == 0xb5 && !g_unichar_isalpha (before) && g_unichar_isalpha (after))
    return BITS_USUAL; /* 10 µm */
  if (is_one_of (c, "§×±µ"))
    return g_unichar_isalpha (before) ? BITS_RARE : BITS_UNUSUAL;
  return BITS_RARE + (g_unichar_isalpha (before) || g_unichar_isalpha (after));
}

/**
 * wire_sign_get_cost:
 * @c: what is not a letter, and beyond ASCII or a control
 *
 * Any thread.
 *
 * Returns: what @c costs between @before and @after, in eighths of a bit
 */
guint
wire_sign_get_cost (gunichar before, gunichar c, gunichar after)
{
  GUnicodeType type = g_unichar_type (c);

  if (type == G_UNICODE_CONTROL)
    return (c == 0 ? BITS_NEVER : BITS_CONTROL) * WIRE_BIT;
  if (type == G_UNICODE_PRIVATE_USE || type == G_UNICODE_UNASSIGNED || c == 0xfffd)
    return BITS_NEVER * WIRE_BIT;
  if (is_one_of (c, "’‘“”„‚«»‹›"))
    return bits_of_quote (before, c, after) * WIRE_BIT;
  if (is_one_of (c, "–—…"))
    return (g_unichar_isalpha (after) && g_unichar_isalpha (before) ? BITS_UNUSUAL + 1 : 8)
           * WIRE_BIT;
  if (type == G_UNICODE_CURRENCY_SYMBOL)
    return bits_of_currency (before, c, after) * WIRE_BIT;
  if (is_one_of (c, "ªº²³¹°®™½¼¾"))
    return bits_of_raised (before, c, after) * WIRE_BIT;
  return bits_of_symbol (before, c, after) * WIRE_BIT;
}

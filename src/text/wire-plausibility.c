/* wire-plausibility.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text/wire-plausibility.h"

/* What a pair of neighbours costs. Found by measuring: mojibake of ten scripts costs at least one a
 * foreign character, clean text in ten languages next to nothing. */
enum
{
  COST_NO_CHARACTER = 4, /* control codes, private use, unassigned */
  COST_CASE = 3,         /* a capital after a small letter, one of them beyond ASCII */
  COST_SCRIPTS = 2,      /* two scripts in one word */
  COST_SYMBOL = 2,       /* a symbol inside or after a word, where no word has one */
  COST_RUN = 1,          /* the third accented Latin letter in a row, and each after it */
};

#define RUN_FREE 2

/* The letters that make up three quarters and more of running text, by script. */
static const char COMMON_LETTERS[] = "оеаинтсрвлкмдпуяыьгзбОЕАИНТСРВЛКМДПУ"
                                     "αοιετσνηυρπκμλςάίόέήύώΑΟΙΕΤΣΝΗΥΡΠΚΜΛ"
                                     "אבגדהוזחטיכלמנסעפצקרשתםןךףץ"
                                     "اليمونرتبةعدسف"
                                     "áéíóúàèìòùâêîôûäëïöüãõñçåøæßÉÀÖÜÄÇěščřžýůąćęłńśźżőűăâîșțğışİ";

typedef struct
{
  gunichar before;
  GUnicodeScript script; /* of the last letter of this word */
  guint run;
} Scan;

static gboolean
is_no_character (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  if (c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0x1b)
    return FALSE;
  return type == G_UNICODE_CONTROL || type == G_UNICODE_PRIVATE_USE || type == G_UNICODE_UNASSIGNED
         || c == 0xfffd;
}

/* Scripts that one word may mix. */
static GUnicodeScript
script_family (gunichar c)
{
  GUnicodeScript script = g_unichar_get_script (c);

  switch (script)
    {
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_BOPOMOFO:
    case G_UNICODE_SCRIPT_HANGUL:
      return G_UNICODE_SCRIPT_HAN;
    case G_UNICODE_SCRIPT_INHERITED:
      return G_UNICODE_SCRIPT_COMMON;
    default:
      return script;
    }
}

static gboolean
is_word_mark (gunichar c)
{
  return c == 0xad || c == 0xb7 || (c >= 0x2010 && c <= 0x201d && c != 0x201a) || c == 0x2026
         || c == 0xbb || c == 0xab;
}

/* Letters take these after them: m², 20 °C, Brand™, 1ª. Words beyond ASCII seldom do. */
static gboolean
follows_ascii_letters (gunichar c)
{
  return c == 0xb0 || c == 0xb2 || c == 0xb3 || c == 0xb9 || c == 0xae || c == 0xa9 || c == 0x2122
         || c == 0xaa || c == 0xba || c == 0xa0 || c == 0x202f || c == 0x20ac;
}

/* As Latin-1 has it, a lead byte and a continuation byte of UTF-8. */
static gboolean
looks_like_utf8 (gunichar a, gunichar b)
{
  return a >= 0xc2 && a <= 0xf4 && b >= 0x80 && b <= 0xbf;
}

static guint
cost_of_symbol (gunichar before, gunichar c)
{
  if (looks_like_utf8 (before, c))
    return COST_SYMBOL;
  if (c < 0x80 || !g_unichar_isalpha (before) || g_unichar_isspace (c) || is_word_mark (c))
    return 0;
  if (script_family (before) == G_UNICODE_SCRIPT_HAN || g_unichar_iswide (c))
    return 0;
  return before < 0x80 && follows_ascii_letters (c) ? 0 : COST_SYMBOL;
}

static guint
cost_of_scripts (Scan *scan, gunichar c)
{
  GUnicodeScript script = script_family (c);
  GUnicodeScript last = scan->script;
  gboolean ideographs = script == G_UNICODE_SCRIPT_HAN || last == G_UNICODE_SCRIPT_HAN;

  if (script == G_UNICODE_SCRIPT_COMMON)
    return 0;
  scan->script = script;
  return last != G_UNICODE_SCRIPT_COMMON && last != script && !ideographs ? COST_SCRIPTS : 0;
}

/* Box drawing and the like; signs that come before a letter are degrees and rights. */
static gboolean
is_odd_before_letters (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  if (c < 0x80 || c == 0xb0 || c == 0xa9 || c == 0xae || g_unichar_iswide (c))
    return FALSE;
  return type == G_UNICODE_OTHER_SYMBOL || type == G_UNICODE_MATH_SYMBOL;
}

/* Five letters have a form that only ends words. */
static gboolean
is_final_hebrew (gunichar c)
{
  return c == 0x05da || c == 0x05dd || c == 0x05df || c == 0x05e3 || c == 0x05e5;
}

static guint
cost_of_letter (Scan *scan, gunichar c)
{
  gboolean accented = c >= 0xc0 && c <= 0xff;
  guint cost = cost_of_scripts (scan, c);

  scan->run = accented ? scan->run + 1 : 0;
  if (scan->run > RUN_FREE)
    cost += COST_RUN;
  if (g_unichar_islower (scan->before) && g_unichar_isupper (c)
      && (scan->before > 0x7f || c > 0x7f))
    cost += COST_CASE;
  /* Symbols before a word, as DOS box drawing leaves them. */
  if (is_final_hebrew (scan->before) || is_odd_before_letters (scan->before))
    cost += COST_SYMBOL;
  return cost;
}

static guint
cost_of (Scan *scan, gunichar c)
{
  guint cost = 0;

  if (is_no_character (c))
    cost = COST_NO_CHARACTER;
  else if (g_unichar_isalpha (c))
    cost = cost_of_letter (scan, c) + (looks_like_utf8 (scan->before, c) ? COST_SYMBOL : 0);
  else if (g_unichar_ismark (c))
    cost = cost_of_scripts (scan, c);
  else
    {
      cost = cost_of_symbol (scan->before, c);
      scan->run = 0;
      scan->script = G_UNICODE_SCRIPT_COMMON;
    }
  scan->before = c;
  return cost;
}

/**
 * wire_plausibility_measure:
 * @text: valid UTF-8
 * @length: in bytes
 *
 * Looks at neighbours only, so it needs no dictionary and no language. Any thread.
 */
WirePlausibility
wire_plausibility_measure (const char *text, gsize length)
{
  Scan scan = { ' ', G_UNICODE_SCRIPT_COMMON, 0 };
  WirePlausibility measured = { 0 };

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      measured.cost += cost_of (&scan, c);
      if (c < 0x80)
        {
          measured.n_ascii_letters += g_ascii_isalpha (c);
          continue;
        }
      measured.n_foreign++;
      if (!g_unichar_isalpha (c))
        continue;
      measured.n_letters++;
      measured.n_accented += c >= 0xc0 && c <= 0x17f;
      measured.n_ideographs += script_family (c) == G_UNICODE_SCRIPT_HAN;
      measured.n_common += (script_family (c) == G_UNICODE_SCRIPT_HAN && c < 0xff00)
                           || g_utf8_strchr (COMMON_LETTERS, -1, c) != NULL;
    }
  return measured;
}

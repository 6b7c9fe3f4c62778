/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/wire-guess.h"

#include "base/wire-hex.h"
#include "text/wire-text.h"
#include "text/wire-unicode.h"

#include <string.h>
#include <uchardet/uchardet.h>

static GPtrArray *
guess (const char *bytes, gsize length)
{
  return wire_guess_codecs ((const guint8 *) bytes, length, TRUE);
}

static void
assert_first (GPtrArray *guesses, const char *codec, guint least, const char *reason)
{
  const WireGuess *first = guesses->pdata[0];

  g_assert_cmpstr (first->codec, ==, codec);
  g_assert_cmpuint (first->confidence, >=, least);
  if (!strstr (first->reason, reason))
    g_error ("%s: %s", codec, first->reason);
}

static void
test_proven (void)
{
  static const struct
  {
    const char *bytes;
    gsize length;
    const char *codec;
    guint mark;
    const char *reason;
  } CASES[] = {
    { "\xef\xbb\xbf"
      "a",
      4, "UTF-8", 3, "mark of UTF-8: ef bb bf." },
    { "\xff\xfe"
      "a\0",
      4, "UTF-16LE", 2, "mark of UTF-16LE: ff fe." },
    { "\xfe\xff\0a", 4, "UTF-16BE", 2, "mark of UTF-16BE: fe ff." },
    { "\xff\xfe\0\0a\0\0\0", 8, "UTF-32LE", 4, "mark of UTF-32LE" },
    { "\0\0\xfe\xff\0\0\0a", 8, "UTF-32BE", 4, "mark of UTF-32BE" },
    { "plain", 5, "US-ASCII", 0, "Every byte is ASCII" },
    { "\x1b[1mbold\x1b[0m", 12, "US-ASCII", 0, "Every byte is ASCII" },
    { "\x1b$BF|K\\\x1b(B", 10, "ISO-2022-JP", 0, "escape sequences of ISO-2022-JP" },
    { "caf\xc3\xa9", 5, "UTF-8", 0, "strictly valid UTF-8, with 1 character" },
    { "p\0l\0a\0i\0n\0", 10, "UTF-16LE", 0, "odd offsets are zero" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GPtrArray) guesses = guess (CASES[i].bytes, CASES[i].length);
      const WireGuess *first = guesses->pdata[0];

      assert_first (guesses, CASES[i].codec, 90, CASES[i].reason);
      g_assert_cmpuint (first->mark, ==, CASES[i].mark);
      for (guint j = 1; j < guesses->len; j++)
        {
          const WireGuess *other = guesses->pdata[j];

          g_assert_false (g_str_has_prefix (other->codec, "UTF-"));
          g_assert_null (strstr (other->reason, "no one can know"));
        }
    }
}

static void
test_short_text (void)
{
  g_autoptr (GPtrArray) guesses = guess ("caf\xe9", 4);

  assert_first (guesses, "windows-1252", 1, "Short text: no one can know.");
  g_assert_cmpuint (((WireGuess *) guesses->pdata[0])->confidence, <, 50);
  g_assert_cmpstr (((WireGuess *) guesses->pdata[0])->text, ==, "café");
}

static void
test_long_text (void)
{
  static const char RUSSIAN[] =
      "Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива по-своему. "
      "Все смешалось в доме Облонских. Жена узнала, что муж был в связи с бывшею в их доме "
      "француженкою-гувернанткой, и объявила мужу, что не может жить с ним в одном доме.";
  static const char *const CODECS[] = { "windows-1251", "KOI8-R", "IBM866", "ISO-8859-5" };

  for (gsize i = 0; i < G_N_ELEMENTS (CODECS); i++)
    {
      g_autoptr (WireText) text =
          wire_text_encode (RUSSIAN, strlen (RUSSIAN), CODECS[i], WIRE_TEXT_STRICT, NULL);
      g_autoptr (GPtrArray) guesses =
          guess (g_bytes_get_data (text->bytes, NULL), g_bytes_get_size (text->bytes));

      assert_first (guesses, CODECS[i], 70, "uchardet");
    }
}

static void
test_order_and_cut (void)
{
  g_autoptr (GPtrArray) guesses = guess ("\xe4\xf6\xfc\xdf und", 8);
  g_autoptr (GPtrArray) cut = wire_guess_codecs ((const guint8 *) "caf\xc3\xa9 caf\xc3", 10, FALSE);
  g_autoptr (GPtrArray) none = guess ("", 0);

  for (guint i = 1; i < guesses->len; i++)
    g_assert_cmpuint (((WireGuess *) guesses->pdata[i - 1])->confidence, >=,
                      ((WireGuess *) guesses->pdata[i])->confidence);
  assert_first (cut, "UTF-8", 90, "strictly valid");
  g_assert_cmpuint (none->len, ==, 0);
}

static char *
ask_uchardet (const char *bytes, gsize length)
{
  uchardet_t detector = uchardet_new ();

  uchardet_handle_data (detector, bytes, length);
  uchardet_data_end (detector);
  char *answer = g_strdup (uchardet_get_charset (detector));
  uchardet_delete (detector);
  return *answer ? answer : (g_free (answer), g_strdup ("(nothing)"));
}

/* The same samples, short and long, as uchardet alone and as Wirecase answers them: run with
 * --verbose to see the table. Where the sample is long, Wirecase must be right; where it is short,
 * it must not claim to know. */
static void
test_beside_uchardet (void)
{
  static const struct
  {
    const char *codec;
    const char *text;
    gboolean brief;
  } SAMPLES[] = {
    { "windows-1252", "café", TRUE },
    { "windows-1251", "Привет", TRUE },
    { "Shift_JIS", "日本", TRUE },
    { "UTF-8", "café", FALSE },
    { "UTF-8", "日本語のテキスト", FALSE },
    { "windows-1251",
      "Съешь же ещё этих мягких французских булок, да выпей чаю. Широкая электрификация южных "
      "губерний даст мощный толчок подъёму сельского хозяйства.",
      FALSE },
    { "KOI8-R",
      "Мой дядя самых честных правил, когда не в шутку занемог, он уважать себя заставил и лучше "
      "выдумать не мог.",
      FALSE },
    { "Shift_JIS",
      "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。何でも薄暗いじめじめした所"
      "で"
      "ニャーニャー泣いていた事だけは記憶している。",
      FALSE },
    { "EUC-JP",
      "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。何でも薄暗いじめじめした所"
      "で"
      "ニャーニャー泣いていた事だけは記憶している。",
      FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (SAMPLES); i++)
    {
      g_autoptr (WireText) text = wire_text_encode (SAMPLES[i].text, strlen (SAMPLES[i].text),
                                                    SAMPLES[i].codec, WIRE_TEXT_STRICT, NULL);
      gsize length;
      const char *bytes = g_bytes_get_data (text->bytes, &length);
      g_autofree char *uchardet = ask_uchardet (bytes, length);
      g_autoptr (GPtrArray) guesses = guess (bytes, length);
      const WireGuess *first = guesses->pdata[0];

      g_test_message ("%-13s %4" G_GSIZE_FORMAT " bytes  uchardet: %-14s Wirecase: %-13s %u %%  %s",
                      SAMPLES[i].codec, length, uchardet, first->codec, first->confidence,
                      first->reason);
      if (SAMPLES[i].brief)
        g_assert_cmpuint (first->confidence, <, 50);
      else
        g_assert_cmpstr (first->codec, ==, SAMPLES[i].codec);
    }
}

static const guint CUTS[] = { 20, 60, 200 };

typedef struct
{
  guint n;
  guint right;
  guint uchardet;
} Tally;

static gboolean
reads_as (const char *bytes, gsize length, const char *codec, const char *text)
{
  g_autoptr (GBytes) given = g_bytes_new_static (bytes, length);
  g_autoptr (WireText) read = wire_text_decode (given, codec, WIRE_TEXT_REPLACE, NULL);

  return read && strcmp (read->text, text) == 0;
}

/* Of a text, from every third of its words on, as many characters as @cut. */
static void
try_cuts (const char *codec, const char *sentence, guint cut, Tally *tally)
{
  guint n_words = 0;

  for (const char *p = sentence; p; p = strchr (p, ' '), p = p ? p + 1 : NULL)
    {
      if (n_words++ % 3 != 0)
        continue;
      g_autofree char *text = g_utf8_substring (p, 0, MIN (cut, g_utf8_strlen (p, -1)));
      g_autoptr (WireText) encoded =
          wire_text_encode (text, strlen (text), codec, WIRE_TEXT_STRICT, NULL);
      gsize length;
      const char *bytes;

      if (p > sentence && g_utf8_strlen (p, -1) < cut)
        break;
      g_assert_nonnull (encoded);
      bytes = g_bytes_get_data (encoded->bytes, &length);
      if (wire_utf8_find_problem ((const guint8 *) bytes, length, &(WireUnicodeStep){ 0 })
          == length)
        continue; /* ASCII */

      g_autoptr (GPtrArray) guesses = guess (bytes, length);
      g_autofree char *other = ask_uchardet (bytes, length);
      gboolean right = reads_as (bytes, length, ((WireGuess *) guesses->pdata[0])->codec, text);
      tally->n++;
      tally->right += right;
      tally->uchardet += reads_as (bytes, length, other, text);
      if (!right)
        g_test_message ("%s: “%s” guessed as %s", codec, text,
                        ((WireGuess *) guesses->pdata[0])->codec);
    }
}

static void
try_line (const char *line, Tally tallies[G_N_ELEMENTS (CUTS)])
{
  g_auto (GStrv) columns = g_strsplit (line, "\t", 3);
  g_auto (GStrv) codecs = g_strsplit (columns[1], " ", -1);

  for (guint i = 0; codecs[i]; i++)
    {
      g_autoptr (GString) row = g_string_new (NULL);

      for (gsize k = 0; k < G_N_ELEMENTS (CUTS); k++)
        {
          Tally tally = { 0 };

          try_cuts (codecs[i], columns[2], CUTS[k], &tally);
          g_string_append_printf (row, "   %3u (%3u)", tally.n ? tally.right * 100 / tally.n : 100,
                                  tally.n ? tally.uchardet * 100 / tally.n : 100);
          tallies[k].n += tally.n;
          tallies[k].right += tally.right;
          tallies[k].uchardet += tally.uchardet;
        }
      g_test_message ("%-3s %-13s%s", columns[0], codecs[i], row->str);
    }
}

/* The first guess reads as what was written: in per cent, of 20, 60 and 200 characters, and in
 * brackets what uchardet alone says. Run with --verbose to see the table. */
static void
test_sentences (void)
{
  static const guint LEAST[] = { 90, 95, 98 };
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "sentences.txt", NULL);
  g_autofree char *table = NULL;
  Tally tallies[G_N_ELEMENTS (CUTS)] = { 0 };

  g_assert_true (g_file_get_contents (path, &table, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (table, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    if (*lines[i] != '\0' && *lines[i] != '#')
      try_line (lines[i], tallies);
  for (gsize k = 0; k < G_N_ELEMENTS (CUTS); k++)
    {
      g_test_message ("%3u characters: %.1f %% of %u right, uchardet %.1f %%", CUTS[k],
                      100.0 * tallies[k].right / tallies[k].n, tallies[k].n,
                      100.0 * tallies[k].uchardet / tallies[k].n);
      g_assert_cmpuint (tallies[k].right * 100, >=, tallies[k].n * LEAST[k]);
      g_assert_cmpuint (tallies[k].right, >, tallies[k].uchardet);
    }
}

/* English with one sign, as Windows, and not DOS, writes it. */
static void
test_one_sign (void)
{
  static const struct
  {
    const char *bytes;
    const char *text;
  } CASES[] = {
    { "Price: \xa3"
      "5",
      "Price: £5" },
    { "item;\xa3"
      "3.50\ntea;\xa3"
      "2\n",
      "item;£3.50\ntea;£2\n" },
    { "today\x92s lesson", "today’s lesson" },
    { "Mary\x92s shop", "Mary’s shop" },
    { "only 5 \x80 each", "only 5 € each" },
    { "20 \xb0"
      "C outside",
      "20 °C outside" },
    { "a 10 \xb5m filter", "a 10 µm filter" },
    { "\x93Hello\x94 he said", "“Hello” he said" },
    { "one \x96 two", "one – two" },
    { "wait\x85", "wait…" },
    { "\xa9 2024 ACME", "© 2024 ACME" },
    { "\xbd cup of milk", "½ cup of milk" },
    { "a caf\xe9 in town", "a café in town" },
    { "pi\xf1"
      "ata",
      "piñata" },
    { "na\xefve", "naïve" },
    { "10 \xb5m", "10 µm" },
    { "\xa3", "£" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      gsize length = strlen (CASES[i].bytes);
      g_autoptr (GPtrArray) guesses = guess (CASES[i].bytes, length);
      const WireGuess *first = guesses->pdata[0];

      if (!reads_as (CASES[i].bytes, length, first->codec, CASES[i].text))
        g_error ("“%s” read as %s: %s", CASES[i].text, first->codec, first->text);
    }
}

/* A byte of something else, or half a character at the end. */
static void
test_nearly_utf8 (void)
{
  static const char MIXED[] = "caf\xc3\xa9, na\xc3\xafve, r\xe9sum\xc3\xa9, \xe2\x82\xac 5";
  static const char CUT[] = "caf\xc3\xa9 na\xc3\xafve caf\xc3";
  g_autoptr (GPtrArray) mixed = guess (MIXED, sizeof MIXED - 1);
  g_autoptr (GPtrArray) cut = guess (CUT, sizeof CUT - 1);

  assert_first (mixed, "UTF-8", 90, "4 characters are valid UTF-8; 1 place is not: offset 16.");
  assert_first (cut, "UTF-8", 90, "It is valid UTF-8 up to offset 16");
}

/* Without a mark, in scripts that have no byte of ASCII. */
static void
test_wide (void)
{
  static const char *const TEXTS[] = {
    "Привет, как твои дела сегодня?",
    "Γειά σου Κόσμε, αυτό είναι κείμενο",
    "שלום עולם, מה שלומך",
    "这是一个没有标记的文本文件，内容是中文。",
    "昨日は雨が降っていました",
    "어제는 비가 왔습니다",
    "مرحبا بالعالم كيف حالك",
  };
  static const char *const CODECS[] = { "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE" };

  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (CODECS); k++)
      {
        g_autoptr (WireText) text =
            wire_text_encode (TEXTS[i], strlen (TEXTS[i]), CODECS[k], WIRE_TEXT_STRICT, NULL);
        g_autoptr (GPtrArray) guesses =
            guess (g_bytes_get_data (text->bytes, NULL), g_bytes_get_size (text->bytes));

        g_assert_cmpstr (((WireGuess *) guesses->pdata[0])->codec, ==, CODECS[k]);
      }
}

/* What a text says of itself decides between readings that are as good; but it may be wrong. */
static void
test_declared (void)
{
  static const struct
  {
    const char *text;
    const char *codec;
  } CASES[] = {
    { "<html><meta charset=\"windows-1251\"><p>\xd2\xe5\xf1\xf2", "windows-1251" },
    { "<?xml version=\"1.0\" encoding=\"KOI8-R\"?><a>\xf4\xc5\xd3\xd4</a>", "KOI8-R" },
    { "<?xml version='1.0' encoding='iso-8859-2'?><a>\xa3\xf3\x64\xbc</a>", "ISO-8859-2" },
    { "# -*- coding: cp866 -*-\nx = '\x92\xa5\xe1\xe2'\n", "IBM866" },
    { "Content-Type: text/plain; charset=iso-8859-7\n\n\xea\xe1\xeb\xdf", "ISO-8859-7" },
    { "Content-Transfer-Encoding: 8bit\n\ncaf\xe9", "windows-1252" },
    { "<meta charset=iso-8859-1><p>\xcf\xf0\xe8\xe2\xe5\xf2, \xea\xe0\xea \xe4\xe5\xeb\xe0? "
      "\xd1\xe5\xe3\xee\xe4\xed\xff \xf5\xee\xf0\xee\xf8\xe0\xff \xef\xee\xe3\xee\xe4\xe0",
      "windows-1251" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GPtrArray) guesses = guess (CASES[i].text, strlen (CASES[i].text));
      const WireGuess *first = guesses->pdata[0];

      g_test_message ("%s: %s", first->codec, first->reason);
      g_assert_cmpstr (first->codec, ==, CASES[i].codec);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guess/proven", test_proven);
  g_test_add_func ("/guess/short-text", test_short_text);
  g_test_add_func ("/guess/long-text", test_long_text);
  g_test_add_func ("/guess/order-and-cut", test_order_and_cut);
  g_test_add_func ("/guess/beside-uchardet", test_beside_uchardet);
  g_test_add_func ("/guess/one-sign", test_one_sign);
  g_test_add_func ("/guess/nearly-utf8", test_nearly_utf8);
  g_test_add_func ("/guess/wide", test_wide);
  g_test_add_func ("/guess/declared", test_declared);
  g_test_add_func ("/guess/sentences", test_sentences);
  return g_test_run ();
}

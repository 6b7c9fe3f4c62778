/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/wire-guess.h"

#include "base/wire-hex.h"
#include "text/wire-text.h"

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guess/proven", test_proven);
  g_test_add_func ("/guess/short-text", test_short_text);
  g_test_add_func ("/guess/long-text", test_long_text);
  g_test_add_func ("/guess/order-and-cut", test_order_and_cut);
  g_test_add_func ("/guess/beside-uchardet", test_beside_uchardet);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/wire-byte-table.h"
#include "text/wire-mojibake.h"

#include <string.h>

/* Clean text in twenty languages. */
static const char *const CLEAN[] = {
  "café",
  "Où est la bibliothèque ? Là-bas, à côté de l’hôtel.",
  "Ça m’a coûté 20 € déjà",
  "Grüße aus München, schöne Straße",
  "Öl übrig? Ärger!",
  "„Fünf Äpfel“ für 3 €",
  "El niño comió piñas mañana",
  "¿Qué pasó? ¡Nada!",
  "años de corazón",
  "São Paulo não é a capital",
  "Informações e opções",
  "coração",
  "Zażółć gęślą jaźń",
  "Dziękuję bardzo, proszę",
  "Łódź i Gdańsk",
  "Příliš žluťoučký kůň úpěl ďábelské ódy",
  "Děkuji, čau",
  "řeka",
  "Pijamalı hasta yağız şoföre çabucak güvendi",
  "İstanbul’da güneş",
  "teşekkürler",
  "Привет, мир! Как дела?",
  "Съешь же ещё этих мягких французских булок",
  "ёлка и снег",
  "Щасливий їжак ґрунтує Європу",
  "Доброго ранку, Києве",
  "їжа",
  "Καλημέρα κόσμε",
  "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία",
  "ευχαριστώ πολύ",
  "שלום עולם",
  "דג סקרן שט בים",
  "תודה רבה",
  "مرحبا بالعالم",
  "نص حكيم له سر قاطع",
  "شكرا جزيلا",
  "日本語のテキスト",
  "いろはにほへと",
  "東京都と大阪府",
  "中文文本测试",
  "你好,世界",
  "简体字",
  "한국어 텍스트",
  "안녕하세요 세계",
  "감사합니다",
  "Tiếng Việt có dấu",
  "Xin chào thế giới",
  "đường phố",
  "Räksmörgås på ö",
  "Åsa är här",
  "blåbär",
  "Þetta er íslenska",
  "Góðan daginn, ættingi",
  "þú og ég",
  "“Smart quotes” and it’s — fine…",
  "naïve résumé",
  "price: £5 or 20 °C, m², Brand™",
  "Árvíztűrő tükörfúrógép",
  "őszi szőlő",
  "köszönöm",
  "MENÜ»",
  "«À côté»",
  "100 %",
  "x² + y² = 1 ± ½",
  "©2024 ACME®",
  "ПРИВЕТ МИР",
  "Да",
  "Її",
  "моё",
  "└── src",
  "ÉCOLE NATIONALE",
  "№ 5",
  "日本 café",
  "Ελλάδα & Россия",
  "PURÉ® de tomate",
  "side = √π",
  "Tickets: 3×£20",
  "CAFÉ® bar",
  "Å™",
  "2r√π and ∆° and 2×½",
  "DE MANHÃ—disse ela",
  "The letter Ã is a vowel, “Ã” too",
  "¬p and ¬∃x",
  "‚Äußern‘ und ‚Österreich‘",
  "LIBERTÉ² ÉGALITÉ³",
  "Амерыка/СентВінсент",
  "информация, четката, форматиране",
  "підлітки й рідні",
  /* with Latin letters in them, as translators type them */
  "Gреенланд",
  "Булgариа Җөмһүриәте",
  "ТИGРИНЯЧА",
  "ЭиБ",
};

/* How UTF-8 gets read by mistake. */
static const char *const READ_AS[] = {
  "windows-1252", "ISO-8859-1", "windows-1251", "windows-1250", "macintosh",
  "IBM437",       "IBM850",     "KOI8-R",       "IBM866",       "windows-1254",
};

static char *
read_wrongly (const char *text, const char *codec)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return wire_byte_table_decode (wire_byte_table_get (codec), bytes);
}

static const char *
mend (GPtrArray *chains)
{
  return chains->len > 0 ? wire_mojibake_chain_get_text (chains->pdata[0]) : "";
}

/* Garbles every clean text in every way; the proof asks for 200 pairs and 95 in 100. */
static void
test_pairs (void)
{
  guint n = 0, undone = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (CLEAN); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (READ_AS); j++)
      {
        g_autofree char *garbled = read_wrongly (CLEAN[i], READ_AS[j]);

        if (!garbled || strcmp (garbled, CLEAN[i]) == 0)
          continue;
        g_autoptr (GPtrArray) chains = wire_mojibake_find (garbled);
        n++;
        undone += strcmp (mend (chains), CLEAN[i]) == 0;
        if (strcmp (mend (chains), CLEAN[i]) != 0)
          g_test_message ("%s, read as %s: %s", CLEAN[i], READ_AS[j], garbled);
      }
  g_test_message ("%u of %u undone", undone, n);
  g_assert_cmpuint (n, >=, 200);
  g_assert_cmpuint (undone * 100, >=, n * 95);
}

static void
test_two_rounds (void)
{
  guint n = 0, undone = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (CLEAN); i++)
    {
      g_autofree char *once = read_wrongly (CLEAN[i], "windows-1252");
      g_autofree char *twice = read_wrongly (once, "windows-1252");

      if (strcmp (twice, CLEAN[i]) == 0)
        continue;
      g_autoptr (GPtrArray) chains = wire_mojibake_find (twice);
      n++;
      undone += strcmp (mend (chains), CLEAN[i]) == 0;
    }
  g_test_message ("%u of %u undone", undone, n);
  g_assert_cmpuint (undone * 100, >=, n * 95);
}

/* Lists of letters, words in two alphabets, frames, and names in capitals with a sign. */
static void
test_lists_and_frames (void)
{
  static const char *const LISTS[] = {
    "ÂÊÎÔÛ",        "âêîôû",       "ÁÉÍÓÚ",         "ÁÉÍÓÚÑ", "áéíóúñ",
    "ÀÈÌÒÙ",        "ÀÈÉÌÒÓÙ",     "äëïöü",         "ÄËÏÖÜ",  "ÑÁÉÍÓÚÜ",
    "ÁÉÍÓÚÝ",       "ÁÐÉÍÓÚÝÞÆÖ",  "ÁÉÍÓÖŐÚÜŰ",     "ÀÁÂÃÄÅ", "ÃÕÂÊÔÁÉÍÓÚÀÇ",
    "ÂÊÎÔÛ, ÁÉÍÓÚ", "Â Ê Î Ô Û",   "ÀÂÇÉÈÊËÎÏÔÙÛÜ", "ÒÓÔÕÖ",  "Таgалоgча",
    "┌──éà──┐",     "┌─Édition─┐", "├─École",       "MAÇÃ©",  "IRMÃ®",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (LISTS); i++)
    {
      g_autoptr (GPtrArray) chains = wire_mojibake_find (LISTS[i]);

      if (chains->len > 0)
        g_error ("“%s” is clean, and not “%s”", LISTS[i], mend (chains));
    }
}

/* Words that look a little like such lists. */
static void
test_words_that_are_not_lists (void)
{
  static const char *const WORDS[][2] = {
    { "Êîìïüþòåð", "Компьютер" },
    { "ÏÐÈÂÅÒ", "ПРИВЕТ" },
    { "Ïðèâåò", "Привет" },
    { "╨ƒ╤Ç╨╕╨▓╨╡╤é", "Привет" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (WORDS); i++)
    {
      g_autoptr (GPtrArray) chains = wire_mojibake_find (WORDS[i][0]);

      g_assert_cmpuint (chains->len, >, 0);
      g_assert_cmpstr (mend (chains), ==, WORDS[i][1]);
    }
}

static void
test_clean (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (CLEAN); i++)
    {
      g_autoptr (GPtrArray) chains = wire_mojibake_find (CLEAN[i]);

      if (chains->len > 0)
        g_error ("“%s” is clean, and not “%s”", CLEAN[i], mend (chains));
    }
}

/* What claims to round-trip does. */
static void
test_round_trips (void)
{
  static const char *const GARBLED[] = { "cafÃ©", "cafÃƒÂ©", "Ïðèâåò, ìèð", "РџСЂРёРІРµС‚" };

  for (gsize i = 0; i < G_N_ELEMENTS (GARBLED); i++)
    {
      g_autoptr (GPtrArray) chains = wire_mojibake_find (GARBLED[i]);

      g_assert_cmpuint (chains->len, >, 0);
      for (guint j = 0; j < chains->len; j++)
        {
          const WireMojibakeChain *chain = chains->pdata[j];
          const WireMojibakeStep *step = &chain->steps[0];

          if (step->parts)
            continue;
          const WireByteTable *table = wire_byte_table_get (step->read);
          g_autofree char *again = wire_byte_table_decode (table, step->bytes);

          g_assert_cmpstr (again, ==, GARBLED[i]);
        }
    }
}

/* \uXXXX for what does not show. Returns: (transfer full): the text */
static char *
read_escapes (const char *text)
{
  GString *out = g_string_new (NULL);

  while (*text)
    if (text[0] == '\\' && text[1] == 'u')
      {
        g_autofree char *digits = g_strndup (text + 2, 4);

        g_string_append_unichar (out, (gunichar) g_ascii_strtoull (digits, NULL, 16));
        text += 6;
      }
    else if (text[0] == '\\' && text[1] == '\\')
      {
        g_string_append_c (out, '\\');
        text += 2;
      }
    else
      g_string_append_c (out, *text++);
  return g_string_free (out, FALSE);
}

typedef struct
{
  guint n;
  guint right;
  guint left;
  guint worse; /* clean text that was changed */
} Tally;

static void
try_case (const char *line, Tally *tally)
{
  g_auto (GStrv) columns = g_strsplit (line, "\t", 2);
  g_autofree char *garbled = read_escapes (columns[0]);
  g_autofree char *right = columns[1] ? read_escapes (columns[1]) : g_strdup (garbled);
  g_autoptr (GPtrArray) chains = wire_mojibake_find (garbled);
  const char *mended = chains->len > 0 ? mend (chains) : garbled;

  tally->n++;
  tally->right += strcmp (mended, right) == 0;
  tally->left += strcmp (mended, right) != 0 && strcmp (mended, garbled) == 0;
  tally->worse += strcmp (mended, right) != 0 && strcmp (garbled, right) == 0;
  if (strcmp (mended, right) != 0)
    g_test_message ("%s\n  became   %s\n  and not  %s", garbled, mended, right);
}

/* Texts that others found on the web. */
static void
test_table (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "mojibake.txt", NULL);
  g_autofree char *table = NULL;
  Tally tally = { 0 };

  g_assert_true (g_file_get_contents (path, &table, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (table, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    if (*lines[i] != '\0' && *lines[i] != '#')
      try_case (lines[i], &tally);
  g_test_message ("%u of %u right, %u left, %u clean ones changed", tally.right, tally.n,
                  tally.left, tally.worse);
  g_assert_cmpuint (tally.n, ==, 161);
  g_assert_cmpuint (tally.right, >=, 155);
  g_assert_cmpuint (tally.worse, ==, 0);
}

/* Signs without letters beyond ASCII next to them. */
static void
test_signs (void)
{
  static const struct
  {
    const char *garbled;
    const char *right;
  } CASES[] = {
    { "3Ã—4", "3×4" },
    { "1920 Ã— 1080", "1920 × 1080" },
    { "KÃ–LN", "KÖLN" },
    { "¬£5", "£5" },
    { "¬©2020", "©2020" },
    { "20¬∞C", "20°C" },
    { "¬Ω pint", "½ pint" },
    { "‚Äúquoted‚Äù", "“quoted”" },
    { "‚Äúquoted", "“quoted" },
    { "a ‚Äì b", "a – b" },
    { "Ã  la carte", "à la carte" },
    { "Il va Ã  la plage", "Il va à la plage" },
    { "â€œlossyâ€ text", "“lossy\xef\xbf\xbd text" },
    { "lossy â€ quote", "lossy \xef\xbf\xbd quote" },
    { "Price: Â£12.50", "Price: £12.50" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GPtrArray) chains = wire_mojibake_find (CASES[i].garbled);

      g_assert_cmpstr (mend (chains), ==, CASES[i].right);
    }
}

/* What was mended, where, and what is lost. */
static void
test_parts (void)
{
  g_autoptr (GPtrArray) chains = wire_mojibake_find ("café and cafÃ©, â€œlostâ€\xef\xbf\xbd");
  const WireMojibakeChain *chain = chains->pdata[0];
  const WireMojibakeStep *step = &chain->steps[0];
  const WireMojibakePart *part = &g_array_index (step->parts, WireMojibakePart, 0);

  g_assert_cmpstr (step->text, ==, "café and café, “lost\xef\xbf\xbd");
  g_assert_cmpuint (step->parts->len, ==, 3);
  g_assert_cmpuint (part->offset, ==, 13);
  g_assert_cmpuint (part->length, ==, 4);
  g_assert_cmpuint (part->text_offset, ==, 13);
  g_assert_cmpuint (part->text_length, ==, 2);
  g_assert_false (part->lost);
  g_assert_true (g_array_index (step->parts, WireMojibakePart, 2).lost);
  g_assert_cmpuint (wire_mojibake_chain_get_lost (chain), ==, 1);
  g_assert_cmpmem (g_bytes_get_data (step->bytes, NULL), 2, "\xc3\xa9", 2);
}

static void
test_lab (void)
{
  g_autoptr (GPtrArray) chains = wire_mojibake_find ("cafÃ©");
  const WireMojibakeChain *chain = chains->pdata[0];

  g_assert_cmpuint (chain->n_steps, ==, 1);
  g_assert_cmpstr (chain->steps[0].written, ==, "UTF-8");
  g_assert_cmpstr (chain->steps[0].read, ==, "windows-1252");
  g_assert_cmpstr (chain->steps[0].text, ==, "café");
  g_assert_cmpmem (g_bytes_get_data (chain->steps[0].bytes, NULL),
                   g_bytes_get_size (chain->steps[0].bytes), "caf\xc3\xa9", 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mojibake/lab", test_lab);
  g_test_add_func ("/mojibake/pairs", test_pairs);
  g_test_add_func ("/mojibake/two-rounds", test_two_rounds);
  g_test_add_func ("/mojibake/table", test_table);
  g_test_add_func ("/mojibake/signs", test_signs);
  g_test_add_func ("/mojibake/parts", test_parts);
  g_test_add_func ("/mojibake/clean", test_clean);
  g_test_add_func ("/mojibake/lists-and-frames", test_lists_and_frames);
  g_test_add_func ("/mojibake/words-that-are-not-lists", test_words_that_are_not_lists);
  g_test_add_func ("/mojibake/round-trips", test_round_trips);
  return g_test_run ();
}

/* wire-mojibake-codecs.c: a text that was written in one codec and read in another, all of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text/wire-byte-table.h"
#include "text/wire-mojibake-search.h"
#include "text/wire-oddness.h"
#include "text/wire-plausibility.h"
#include "text/wire-text.h"

#include <string.h>

/* Points that garbled text must have, and letters that its longest word must have when mended. */
#define ODD_ENOUGH 3
#define WORD_ENOUGH 3

/* Letters that are all different and mostly in order: words hardly have so many. */
#define LIST_ENOUGH 9

/* How the text was read, the commonest mistakes first: of two chains that explain the same, the
 * first is reported. */
static const char *const READ_AS[] = {
  "windows-1252", "ISO-8859-1",   "windows-1251", "ISO-8859-15",  "macintosh",    "IBM437",
  "IBM850",       "windows-1250", "ISO-8859-2",   "KOI8-R",       "IBM866",       "windows-1253",
  "windows-1254", "windows-1255", "windows-1256", "windows-1257", "windows-1258", "ISO-8859-5",
  "ISO-8859-7",   "ISO-8859-9",   "IBM852",       "KOI8-U",       "GBK",          "CP932",
  "CP949",        "Big5",
};

/* How it was written. UTF-8 proves itself; the others must read much better than what they were
 * read as. */
static const char *const WRITTEN_AS[] = {
  "UTF-8",      "windows-1251", "KOI8-R", "IBM866",  "windows-1253", "windows-1252", "windows-1250",
  "macintosh",  "IBM850",       "IBM437", "IBM852",  "windows-1255", "windows-1256", "windows-1254",
  "ISO-8859-5", "ISO-8859-2",   "CP932",  "GB18030", "EUC-JP",       "CP949",        "Big5",
};

/* The bytes that reading as @codec made @text of, or %NULL where no bytes read so. */
static GBytes *
bytes_behind (const char *text, const char *codec)
{
  const WireByteTable *table = wire_byte_table_get (codec);
  g_autoptr (WireText) encoded = NULL;

  if (table)
    return wire_byte_table_encode (table, text);
  encoded = wire_text_encode (text, strlen (text), codec, WIRE_TEXT_STRICT, NULL);
  return encoded ? g_bytes_ref (encoded->bytes) : NULL;
}

static char *
read_bytes (GBytes *bytes, const char *codec)
{
  const WireByteTable *table = wire_byte_table_get (codec);
  g_autoptr (WireText) decoded = NULL;

  if (table)
    return wire_byte_table_decode (table, bytes);
  decoded = wire_text_decode (bytes, codec, WIRE_TEXT_STRICT, NULL);
  if (!decoded || strlen (decoded->text) != decoded->text_length)
    return NULL;
  return g_strdup (decoded->text);
}

/* Going the same way again must lead to the same garbled text. */
static gboolean
goes_round (const char *garbled, const WireMojibakeStep *step)
{
  g_autoptr (GBytes) bytes = bytes_behind (step->text, step->written);
  g_autofree char *again =
      bytes && g_bytes_equal (bytes, step->bytes) ? read_bytes (bytes, step->read) : NULL;

  return again && strcmp (again, garbled) == 0;
}

/* Undoes one wrong reading. Returns: %FALSE where it cannot have happened, or changes nothing. */
static gboolean
undo (const char *garbled,
      GBytes *bytes,
      const char *written,
      const char *read,
      WireMojibakeStep *step)
{
  *step = (WireMojibakeStep){ written, read, bytes, read_bytes (bytes, written), NULL, 0 };
  if (step->text && strcmp (step->text, garbled) != 0 && goes_round (garbled, step))
    return TRUE;
  g_free (step->text);
  return FALSE;
}

/* In per cent. */
static guint
get_commonness (const WirePlausibility *measured)
{
  return measured->n_letters > 0 ? measured->n_common * 100 / measured->n_letters : 0;
}

/* A word of ideographs is three times in a thousand valid UTF-8 by chance, two are not. */
#define PROOF_IDEOGRAPHS 4
#define PROOF_CHARACTERS 2

/* Strict UTF-8 proves itself where the result reads better; where both read well, as Latin letters
 * and ideographs do, there must be enough of it, in letters that people use. */
static gboolean
is_proven (const WirePlausibility *garbled, const WirePlausibility *found)
{
  guint enough = found->n_ideographs > 0 ? PROOF_IDEOGRAPHS : PROOF_CHARACTERS;

  if (found->cost < garbled->cost)
    return TRUE;
  return found->cost == garbled->cost && found->n_foreign >= enough && get_commonness (found) >= 50;
}

/* Nobody writes nearly all of a text in accented letters. */
static gboolean
is_mostly_accented (const WirePlausibility *measured)
{
  return measured->n_accented >= 5 && measured->n_accented >= measured->n_ascii_letters * 3;
}

/* Between two codecs that can read anything, the garbled text must be thoroughly bad, the result
 * clean, and made of letters that its language uses. */
static gboolean
is_likely (const WirePlausibility *garbled, const WirePlausibility *found)
{
  if (found->n_ideographs > 0 && found->n_ideographs < PROOF_IDEOGRAPHS)
    return FALSE;
  return garbled->n_foreign >= 3 && garbled->cost >= 3 && found->cost == 0
         && found->n_letters * 2 > found->n_foreign
         && (garbled->cost * 3 >= garbled->n_foreign || is_mostly_accented (garbled))
         && found->n_accented <= found->n_ascii_letters && get_commonness (found) >= 50;
}

/* UTF-8 that was read byte by byte is found part by part; here are the readings as ideographs. */
static gboolean
is_found_elsewhere (const char *written, const char *read)
{
  return strcmp (written, "UTF-8") == 0 && wire_byte_table_get (read);
}

/* The longest run of letters of one script, one of them at least beyond ASCII. */
static guint
get_longest_word (const char *text)
{
  guint longest = 0, n = 0;
  gboolean foreign = FALSE;
  GUnicodeScript script = G_UNICODE_SCRIPT_COMMON;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalpha (c) || g_unichar_get_script (c) != script)
        n = foreign = 0;
      if (!g_unichar_isalpha (c))
        continue;
      script = g_unichar_get_script (c);
      n++;
      foreign |= c >= 0x80;
      longest = foreign ? MAX (longest, n) : longest;
    }
  return longest;
}

/* Letters and how they stand to each other in a text that may be a list of letters. */
typedef struct
{
  guint n;
  guint n_descents; /* by code points */
  guint n_base_descents;
  guint marks[0x70]; /* letters with each mark, from U+0300 */
  guint64 seen;      /* those of Latin-1 that were met, from U+00C0 */
} Letters;

/* Returns: %FALSE where @c is not a letter with a mark, or was met before */
static gboolean
take_letter (Letters *self, gunichar before, gunichar c)
{
  gunichar base, mark, last, ignored;

  if (c < 0xc0 || c >= 0x180 || (c < 0x100 && (self->seen >> (c - 0xc0)) & 1))
    return FALSE;
  if (c < 0x100)
    self->seen |= G_GUINT64_CONSTANT (1) << (c - 0xc0);
  if (!g_unichar_decompose (c, &base, &mark))
    base = c, mark = 0;
  if (!g_unichar_decompose (before, &last, &ignored))
    last = before;
  if (mark >= 0x300 && mark < 0x370)
    self->marks[mark - 0x300]++;
  self->n++;
  self->n_descents += c <= before;
  self->n_base_descents += base < last;
  return TRUE;
}

/* Typographers, keyboards and lessons list the accented letters of a language: each once, nearly
 * all with one mark, or in the order of the alphabet, or more of them than a word has. */
static gboolean
is_list_of_letters (const char *text)
{
  Letters letters = { 0 };
  gunichar before = 0;
  guint most = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80 && !g_ascii_isalnum ((char) c))
        continue;
      if (!take_letter (&letters, before, c))
        return FALSE;
      before = c;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (letters.marks); i++)
    most = MAX (most, letters.marks[i]);
  return most * 3 >= letters.n * 2 || letters.n_descents == 0 || letters.n_base_descents == 0
         || (letters.n >= LIST_ENOUGH && letters.n_descents * 4 <= letters.n);
}

/* A small letter of ASCII alone between ideographs, as nobody writes it. */
static gboolean
has_letter_among_ideographs (const char *text)
{
  gunichar earlier = 0, before = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (before < 0x80 && g_ascii_islower ((char) before) && g_unichar_iswide (earlier)
          && g_unichar_iswide (c))
        return TRUE;
      earlier = before;
      before = c;
    }
  return FALSE;
}

static guint
get_oddness (const char *text)
{
  glong n;
  g_autofree gunichar *characters = g_utf8_to_ucs4_fast (text, -1, &n);

  return wire_oddness_of (0, characters, (gsize) n, 0);
}

/* What was met is odd nearly everywhere, and what it would be is words. */
static gboolean
is_odder (const WirePlausibility *before, const char *garbled, const char *found)
{
  guint odd = get_oddness (garbled);

  return ((odd >= ODD_ENOUGH && odd > before->n_foreign) || is_mostly_accented (before))
         && get_oddness (found) == 0 && get_longest_word (found) >= WORD_ENOUGH
         && !has_letter_among_ideographs (found) && !is_list_of_letters (garbled);
}

static void
try_writing (GPtrArray *chains,
             const WirePlausibility *before,
             const char *garbled,
             GBytes *bytes,
             WireMojibakeStep step)
{
  gboolean proves_itself = strcmp (step.written, "UTF-8") == 0;
  WirePlausibility found;

  if (strcmp (step.written, step.read) == 0 || is_found_elsewhere (step.written, step.read)
      || (!proves_itself && !wire_byte_table_get (step.read))
      || !undo (garbled, bytes, step.written, step.read, &step))
    return;
  found = wire_plausibility_measure (step.text, strlen (step.text));
  if (proves_itself ? is_proven (before, &found)
                    : is_likely (before, &found) && is_odder (before, garbled, step.text))
    wire_mojibake_add_chain (chains, &step, 1, proves_itself ? 0 : -1);
  g_free (step.text);
}

/** Adds to @chains what explains all of @text as written in one codec and read in another. */
void
wire_mojibake_search_codecs (GPtrArray *chains, const char *text)
{
  WirePlausibility before = wire_plausibility_measure (text, strlen (text));

  for (gsize i = 0; i < G_N_ELEMENTS (READ_AS); i++)
    {
      g_autoptr (GBytes) bytes = bytes_behind (text, READ_AS[i]);

      for (gsize j = 0; bytes && j < G_N_ELEMENTS (WRITTEN_AS); j++)
        try_writing (chains, &before, text, bytes,
                     (WireMojibakeStep){ .written = WRITTEN_AS[j], .read = READ_AS[i] });
    }
}

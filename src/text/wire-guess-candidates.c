/* wire-guess-candidates.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text/wire-guess-candidates.h"

#include "text/wire-byte-table.h"
#include "text/wire-codec.h"
#include "text/wire-reading-cost.h"
#include "text/wire-text.h"

#include <string.h>
#include <uchardet/uchardet.h>

#define WEST "en_GB fr de es pt it nl da sv nb fi is ca ga cy sq"
#define CENTRE "pl cs sk hu sl hr ro sq de"
#define CYRILLIC "ru uk bg sr mk be"
#define BALTIC "lt lv et"
#define EVERYONE                                                                                   \
  WEST " pl cs sk hu sl hr ro " BALTIC " tr " CYRILLIC " el he ar fa th ja ko zh_CN zh_TW"

/* What is written in each codec, and how many bits it has against it: how seldom it is met. Of
 * codecs that read the same, the first is named. */
static const struct
{
  const char *codec;
  guint bits;
  const char *languages;
} CODECS[] = {
  { "windows-1252", 0, WEST },
  { "ISO-8859-1", 1, WEST },
  { "ISO-8859-15", 3, WEST },
  { "windows-1250", 2, CENTRE },
  { "ISO-8859-2", 3, CENTRE },
  { "ISO-8859-16", 15, "ro" },
  { "windows-1251", 1, CYRILLIC },
  { "KOI8-R", 2, "ru bg" },
  { "KOI8-U", 4, "uk ru" },
  { "IBM866", 3, CYRILLIC },
  { "ISO-8859-5", 4, CYRILLIC },
  { "MAC-CYRILLIC", 5, CYRILLIC },
  { "IBM855", 7, CYRILLIC },
  { "macintosh", 4, WEST },
  { "IBM850", 5, WEST },
  { "IBM437", 5, WEST },
  { "IBM852", 5, CENTRE },
  { "MAC-CENTRALEUROPE", 6, CENTRE },
  { "windows-1253", 1, "el" },
  { "ISO-8859-7", 2, "el" },
  { "IBM737", 6, "el" },
  { "windows-1254", 2, "tr" },
  { "ISO-8859-9", 3, "tr" },
  { "IBM857", 6, "tr" },
  { "windows-1255", 1, "he" },
  { "ISO-8859-8", 2, "he" },
  { "IBM862", 5, "he" },
  { "windows-1256", 1, "ar fa" },
  { "ISO-8859-6", 3, "ar" },
  { "windows-1257", 2, BALTIC },
  { "ISO-8859-13", 3, BALTIC },
  { "ISO-8859-4", 9, BALTIC },
  { "windows-1258", 4, "vi" },
  { "CP874", 1, "th" },
  { "TIS-620", 2, "th" },
  { "Shift_JIS", 1, "ja" },
  { "EUC-JP", 1, "ja" },
  { "GB18030", 1, "zh_CN" },
  { "Big5", 1, "zh_TW" },
  { "EUC-KR", 1, "ko" },
  { "CP949", 2, "ko" },
  { "UTF-16LE", 12, EVERYONE },
  { "UTF-16BE", 13, EVERYONE },
};

/* A place that cannot be read, in bits; another reading must be as bad. */
#define BITS_PROBLEM 24

/* A single byte beyond ASCII, in one word or next to a number, is rarely of a codec that writes
 * many. */
#define BITS_SINGLE 6

/* uchardet is right in nine texts of ten, if they are long enough for it. */
#define BITS_STATISTICS_MOST 12

typedef struct
{
  const guint8 *bytes;
  gsize length;
  gsize n_high;
  gboolean cut;
  char *statistics; /* uchardet's answer, as a text */
} Bytes;

static void
clear_candidate (gpointer data)
{
  g_free (((WireCandidate *) data)->text);
}

/* Returns: (transfer full) (nullable): the bytes in @codec */
static char *
read_bytes (const Bytes *bytes, const char *codec, gsize *length, gsize *n_problems)
{
  g_autoptr (GBytes) sample = g_bytes_new_static (bytes->bytes, bytes->length);
  g_autoptr (WireText) text = wire_text_decode (sample, codec, WIRE_TEXT_REPLACE, NULL);

  if (!text)
    return NULL;
  *length = text->text_length;
  *n_problems = text->n_problems;
  if (bytes->cut && *n_problems > 0
      && g_array_index (text->spans, WireTextSpan, text->spans->len - 1).reason
             != WIRE_TEXT_REASON_NONE)
    (*n_problems)--;
  return g_steal_pointer (&text->text);
}

/** Returns: (transfer full) (nullable): the codec that uchardet finds. Any thread. */
char *
wire_guess_ask_uchardet (const guint8 *bytes, gsize length)
{
  uchardet_t detector = uchardet_new ();
  char *codec;

  uchardet_handle_data (detector, (const char *) bytes, length);
  uchardet_data_end (detector);
  codec = wire_codec_find (uchardet_get_charset (detector), NULL);
  uchardet_delete (detector);
  return codec;
}

static char *
read_as_uchardet (const Bytes *bytes)
{
  g_autofree char *codec = wire_guess_ask_uchardet (bytes->bytes, bytes->length);
  gsize length, n_problems;

  return codec ? read_bytes (bytes, codec, &length, &n_problems) : NULL;
}

/* GLib's own conversion ends at a NUL. Returns: (transfer full): the characters of @text */
static gunichar *
get_characters (const char *text, gsize length, gsize *n)
{
  gunichar *characters = g_new (gunichar, length + 1);

  *n = 0;
  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    characters[(*n)++] = g_utf8_get_char (p);
  return characters;
}

/* The least of what @text costs in one of @codes. */
static void
find_language (WireCandidate *candidate, const char *text, gsize length, const char *codes)
{
  g_auto (GStrv) split = g_strsplit (codes, " ", -1);
  gsize n;
  g_autofree gunichar *characters = get_characters (text, length, &n);

  candidate->cost = G_MAXUINT;
  for (guint i = 0; split[i]; i++)
    {
      const WireLanguage *language = wire_language_find (split[i]);
      guint cost = language ? wire_reading_get_cost (characters, n, language) : G_MAXUINT;

      if (cost < candidate->cost)
        {
          candidate->cost = cost;
          candidate->language = wire_language_get_code (language);
        }
    }
}

static void
try_codec (const Bytes *bytes, gsize i, GArray *candidates)
{
  gboolean wide = g_str_has_prefix (CODECS[i].codec, "UTF-16");
  WireCandidate candidate = { .codec = CODECS[i].codec };
  gsize length;
  guint bonus = (guint) MIN (bytes->n_high / 2, BITS_STATISTICS_MOST);

  if (wide && (bytes->length < 4 || (bytes->length % 2 != 0 && !bytes->cut)))
    return;
  candidate.text = read_bytes (bytes, candidate.codec, &length, &candidate.n_problems);
  if (!candidate.text)
    return;
  find_language (&candidate, candidate.text, length, CODECS[i].languages);
  candidate.cost +=
      (CODECS[i].bits + (guint) MIN (candidate.n_problems, 100000) * BITS_PROBLEM) * WIRE_BIT;
  if (bytes->n_high == 1 && strcmp (CODECS[i].languages, WEST) != 0)
    candidate.cost += BITS_SINGLE * WIRE_BIT;
  candidate.statistics = g_strcmp0 (bytes->statistics, candidate.text) == 0;
  if (candidate.statistics)
    candidate.cost -= MIN (candidate.cost, bonus * WIRE_BIT);
  g_array_append_val (candidates, candidate);
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const WireCandidate *one = a, *two = b;

  return one->cost < two->cost ? -1 : one->cost > two->cost;
}

/**
 * wire_guess_candidates:
 * @bytes: a sample of text that is neither ASCII nor UTF-8
 * @cut: whether more follows, so that it may end inside of a character
 *
 * Reads @bytes in every codec that is still met, and finds how likely each reading is in the
 * languages that are written in it, and what uchardet says. Any thread.
 *
 * Returns: (transfer full) (element-type WireCandidate): the likeliest first
 */
GArray *
wire_guess_candidates (const guint8 *bytes, gsize length, gboolean cut)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (WireCandidate));
  Bytes given = { .bytes = bytes, .length = length, .cut = cut };

  g_array_set_clear_func (candidates, clear_candidate);
  for (gsize i = 0; i < length; i++)
    given.n_high += bytes[i] >= 0x80;
  given.statistics = read_as_uchardet (&given);
  for (gsize i = 0; i < G_N_ELEMENTS (CODECS); i++)
    try_codec (&given, i, candidates);
  g_array_sort (candidates, compare_candidates);
  g_free (given.statistics);
  return candidates;
}

/* wire-mojibake.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text/wire-mojibake.h"

#include "text/wire-byte-table.h"
#include "text/wire-plausibility.h"
#include "text/wire-text.h"

#include <string.h>

/* Chains that are kept, the best first. */
#define CHAINS_MAX 8

/* Longest text that is examined as a whole: what a person pastes. */
#define TEXT_MAX (1024 * 1024)

/* How the text was read, the commonest mistakes first: of two chains that explain the same, the
 * first is told. */
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

typedef struct
{
  GPtrArray *chains;
  WirePlausibility garbled;
  guint order;
} Search;

void
wire_mojibake_chain_free (WireMojibakeChain *chain)
{
  for (guint i = 0; i < chain->n_steps; i++)
    {
      g_bytes_unref (chain->steps[i].bytes);
      g_free (chain->steps[i].text);
    }
  g_free (chain);
}

/** Returns: (transfer none): what was meant */
const char *
wire_mojibake_chain_get_text (const WireMojibakeChain *chain)
{
  return chain->steps[chain->n_steps - 1].text;
}

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
  *step = (WireMojibakeStep){ written, read, bytes, read_bytes (bytes, written) };
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
         && !is_mostly_accented (found) && get_commonness (found) >= 50;
}

static void
add_chain (Search *search, const WireMojibakeStep *steps, guint n_steps)
{
  WireMojibakeChain *chain = g_new0 (WireMojibakeChain, 1);
  const char *text = steps[n_steps - 1].text;
  WirePlausibility found = wire_plausibility_measure (text, strlen (text));

  for (guint i = 0; i < n_steps; i++)
    {
      chain->steps[i] = steps[i];
      chain->steps[i].bytes = g_bytes_ref (steps[i].bytes);
      chain->steps[i].text = g_strdup (steps[i].text);
    }
  chain->n_steps = n_steps;
  chain->cost = found.cost;
  chain->commonness = get_commonness (&found);
  chain->order = search->order++;
  g_ptr_array_add (search->chains, chain);
}

/* Every way to undo one reading of @garbled as @read; for those of UTF-8, one more round. */
static void search_written (Search *search,
                            const char *garbled,
                            GBytes *bytes,
                            const char *read,
                            WireMojibakeStep *steps,
                            guint n_steps);

static void
search_round (Search *search, const char *garbled, WireMojibakeStep *steps, guint n_steps)
{
  for (gsize i = 0; i < G_N_ELEMENTS (READ_AS); i++)
    {
      g_autoptr (GBytes) bytes = bytes_behind (garbled, READ_AS[i]);

      if (bytes)
        search_written (search, garbled, bytes, READ_AS[i], steps, n_steps);
    }
}

static void
search_written (Search *search,
                const char *garbled,
                GBytes *bytes,
                const char *read,
                WireMojibakeStep *steps,
                guint n_steps)
{
  /* Only UTF-8 proves two rounds, or anything that was read as ideographs. */
  gsize n = n_steps == 0 && wire_byte_table_get (read) ? G_N_ELEMENTS (WRITTEN_AS) : 1;

  for (gsize i = 0; i < n; i++)
    {
      WireMojibakeStep *step = &steps[n_steps];

      if (strcmp (WRITTEN_AS[i], read) == 0 || !undo (garbled, bytes, WRITTEN_AS[i], read, step))
        continue;

      WirePlausibility found = wire_plausibility_measure (step->text, strlen (step->text));
      if (i == 0 ? is_proven (&search->garbled, &found) : is_likely (&search->garbled, &found))
        add_chain (search, steps, n_steps + 1);
      if (i == 0 && n_steps + 1 < WIRE_MOJIBAKE_ROUNDS && found.cost > 0)
        search_round (search, step->text, steps, n_steps + 1);
      g_free (step->text);
    }
}

static int
compare_chains (gconstpointer a, gconstpointer b)
{
  const WireMojibakeChain *one = *(const WireMojibakeChain *const *) a;
  const WireMojibakeChain *two = *(const WireMojibakeChain *const *) b;
  gboolean one_proven = strcmp (one->steps[0].written, "UTF-8") == 0;
  gboolean two_proven = strcmp (two->steps[0].written, "UTF-8") == 0;

  if (one_proven != two_proven)
    return one_proven ? -1 : 1;
  if (one->cost != two->cost)
    return one->cost < two->cost ? -1 : 1;
  if (one->n_steps != two->n_steps)
    return one->n_steps < two->n_steps ? -1 : 1;
  if (one->commonness != two->commonness)
    return one->commonness > two->commonness ? -1 : 1;
  return one->order < two->order ? -1 : 1;
}

/**
 * wire_mojibake_find:
 * @text: UTF-8, as it was met
 *
 * Finds the wrong readings that made @text what it is. Only those are told that round-trip (read
 * again in the same wrong way, the result is @text to the byte) and that leave the text more
 * plausible than they found it. Any thread.
 *
 * Returns: (transfer full) (element-type WireMojibakeChain): the best first; empty for clean text
 */
GPtrArray *
wire_mojibake_find (const char *text)
{
  Search search = { g_ptr_array_new_with_free_func ((GDestroyNotify) wire_mojibake_chain_free),
                    { 0 },
                    0 };
  WireMojibakeStep steps[WIRE_MOJIBAKE_ROUNDS];
  gsize length = strlen (text);

  if (length > TEXT_MAX)
    return search.chains;
  search.garbled = wire_plausibility_measure (text, length);
  if (search.garbled.n_foreign > 0)
    search_round (&search, text, steps, 0);
  g_ptr_array_sort (search.chains, compare_chains);
  if (search.chains->len > CHAINS_MAX)
    g_ptr_array_set_size (search.chains, CHAINS_MAX);
  return search.chains;
}

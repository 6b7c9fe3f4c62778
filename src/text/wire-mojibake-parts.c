/* wire-mojibake-parts.c: UTF-8 that was read byte by byte, in all of a text or parts of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text/wire-garbled-parts.h"
#include "text/wire-mojibake-search.h"
#include "text/wire-oddness.h"

#include <string.h>

/* Readings that are followed in the first round, and in each after it. */
#define FIRST_BRANCHES 6
#define BRANCHES 2

/* How the text was read, the commonest mistakes first: of two that explain the same, the first is
 * given. */
static const char *const READ_AS[] = {
  "windows-1252", "ISO-8859-1",   "windows-1251", "ISO-8859-15",  "macintosh",    "IBM437",
  "IBM850",       "windows-1250", "ISO-8859-2",   "KOI8-R",       "IBM866",       "windows-1253",
  "windows-1254", "windows-1255", "windows-1256", "windows-1257", "windows-1258", "ISO-8859-5",
  "ISO-8859-7",   "ISO-8859-9",   "IBM852",       "KOI8-U",       "MAC-CYRILLIC",
};

/* Points of oddness that a mended text may have left, whatever it had before. */
#define ODD_LEFT 8

typedef struct
{
  GPtrArray *chains;
  const char *text;
} Search;

typedef struct
{
  WireMojibakeStep step;
  int score;
} Reading;

static void
clear_reading (gpointer data)
{
  wire_mojibake_step_clear (&((Reading *) data)->step);
}

static void
append_characters (GString *text, const gunichar *characters, gsize n)
{
  for (gsize i = 0; i < n; i++)
    g_string_append_unichar (text, characters[i]);
}

/* All the bytes of the garbled text. */
static GBytes *
bytes_of_all (const WireGarbledText *garbled)
{
  GByteArray *bytes = g_byte_array_sized_new ((guint) garbled->n);

  for (gsize i = 0; i < garbled->n; i++)
    {
      /* ASCII that the codec has otherwise, such as none, is itself. */
      gunichar c = garbled->characters[i];
      guint8 byte = (guint8) (c < 0x80 ? c : (gunichar) garbled->bytes[i]);

      g_byte_array_append (bytes, &byte, 1);
    }
  return g_byte_array_free_to_bytes (bytes);
}

/* Writes the mended text, and where its parts are in both. */
static void
mend (const WireGarbledText *garbled, WireMojibakeStep *step)
{
  GString *text = g_string_sized_new (garbled->n);
  GByteArray *bytes = g_byte_array_new ();
  gsize done = 0, offset = 0;

  step->parts = g_array_new (FALSE, FALSE, sizeof (WireMojibakePart));
  for (guint i = 0; i < garbled->parts->len; i++)
    {
      const WireGarbledPart *part = &g_array_index (garbled->parts, WireGarbledPart, i);
      WireMojibakePart place = { .lost = part->lost };

      if (!part->accepted)
        continue;
      append_characters (text, garbled->characters + done, part->first - done);
      for (gsize k = done; k < part->first; k++)
        offset += (gsize) g_unichar_to_utf8 (garbled->characters[k], NULL);
      place.offset = offset;
      for (gsize k = part->first; k < part->first + part->n; k++)
        offset += (gsize) g_unichar_to_utf8 (garbled->characters[k], NULL);
      place.length = offset - place.offset;
      place.text_offset = text->len;
      g_string_append_unichar (text, part->character);
      /* The blank after à is still there, unless it was its second byte. */
      place.text_length = text->len - place.text_offset;
      g_byte_array_append (bytes, part->bytes, part->n_bytes);
      step->n_lost += part->lost;
      done = part->first + part->n;
      g_array_append_val (step->parts, place);
    }
  append_characters (text, garbled->characters + done, garbled->n - done);
  step->text = g_string_free (text, FALSE);
  step->bytes = g_byte_array_free_to_bytes (bytes);
}

static void
mend_whole (const WireGarbledText *garbled, WireMojibakeStep *step)
{
  mend (garbled, step);
  g_clear_pointer (&step->parts, g_array_unref);
  g_bytes_unref (step->bytes);
  step->bytes = bytes_of_all (garbled);
}

/* Controls are ISO-8859-1, and not a codec that has characters there. */
static gboolean
reads_back (const WireGarbledText *garbled, const WireByteTable *table)
{
  for (gsize i = 0; i < garbled->n; i++)
    if (garbled->characters[i] >= 0x80
        && wire_byte_table_find (table, garbled->characters[i]) != garbled->bytes[i])
      return FALSE;
  return TRUE;
}

static void
try_reading (const char *text, const char *codec, gboolean again, GArray *readings)
{
  const WireByteTable *table = wire_byte_table_get (codec);
  g_autoptr (WireGarbledText) garbled = table ? wire_garbled_text_new (text, table) : NULL;
  Reading reading = { { .written = "UTF-8", .read = codec }, 0 };

  if (!garbled)
    return;
  wire_garbled_text_find_parts (garbled, again);
  if (garbled->score <= 0)
    return;
  reading.score = garbled->score;
  if (garbled->clean && reads_back (garbled, table))
    mend_whole (garbled, &reading.step);
  else
    mend (garbled, &reading.step);
  g_array_append_val (readings, reading);
}

/* By score; of equals one that explains all of the text, and then the commoner. */
static int
compare_readings (gconstpointer a, gconstpointer b)
{
  const Reading *one = a, *two = b;

  if (one->score != two->score)
    return one->score > two->score ? -1 : 1;
  return (one->step.parts != NULL) - (two->step.parts != NULL);
}

/* GLib's sort of arrays keeps the order of equals. */
static GArray *
find_readings (const char *text, gboolean again)
{
  GArray *readings = g_array_new (FALSE, FALSE, sizeof (Reading));

  g_array_set_clear_func (readings, clear_reading);
  for (gsize i = 0; i < G_N_ELEMENTS (READ_AS); i++)
    try_reading (text, READ_AS[i], again, readings);
  g_array_sort (readings, compare_readings);
  return readings;
}

/* Windows-1252 that was read as ISO-8859-1: its quotation marks and dashes became controls. */

static gboolean
is_control (gunichar c)
{
  return c >= 0x80 && c < 0xa0;
}

/* A control between letters that Windows-1252 makes a sign of, and the Mac a letter. */
static gboolean
is_of_mac (const gunichar *characters, gsize i)
{
  const WireByteTable *mac = wire_byte_table_get ("macintosh");
  const WireByteTable *windows = wire_byte_table_get ("windows-1252");
  int byte = (int) characters[i];

  return i > 0 && g_unichar_isalpha (characters[i - 1]) && g_unichar_isalpha (characters[i + 1])
         && byte != 0x92 && !g_unichar_isalpha (wire_byte_table_read (windows, byte))
         && g_unichar_isalpha (wire_byte_table_read (mac, byte));
}

/* Returns: (nullable): the codec that has characters for all controls of the text */
static const char *
codec_of_controls (const gunichar *characters, gsize n)
{
  const WireByteTable *windows = wire_byte_table_get ("windows-1252");
  guint n_controls = 0, n_unknown = 0;
  gboolean mac = FALSE;

  for (gsize i = 0; i < n; i++)
    if (is_control (characters[i]))
      {
        n_controls++;
        n_unknown += is_control (wire_byte_table_read (windows, (int) characters[i]));
        mac |= is_of_mac (characters, i);
      }
  if (n_controls == 0)
    return NULL;
  return mac ? "macintosh" : n_unknown == 0 ? "windows-1252" : NULL;
}

static gboolean
mend_controls (const char *text, WireMojibakeStep *step)
{
  glong n;
  g_autofree gunichar *characters = g_utf8_to_ucs4_fast (text, -1, &n);
  const char *codec = codec_of_controls (characters, (gsize) n);
  GString *mended = codec ? g_string_new (NULL) : NULL;
  GByteArray *bytes = codec ? g_byte_array_new () : NULL;
  gsize offset = 0;

  if (!codec)
    return FALSE;
  *step = (WireMojibakeStep){ .written = codec, .read = "ISO-8859-1" };
  step->parts = g_array_new (FALSE, FALSE, sizeof (WireMojibakePart));
  for (glong i = 0; i < n; i++)
    {
      WireMojibakePart part = { offset, (gsize) g_unichar_to_utf8 (characters[i], NULL),
                                mended->len, 0, FALSE };
      guint8 byte = (guint8) characters[i];

      offset += part.length;
      if (!is_control (characters[i]))
        {
          g_string_append_unichar (mended, characters[i]);
          continue;
        }
      g_string_append_unichar (mended, wire_byte_table_read (wire_byte_table_get (codec), byte));
      part.text_length = mended->len - part.text_offset;
      g_byte_array_append (bytes, &byte, 1);
      g_array_append_val (step->parts, part);
    }
  step->text = g_string_free (mended, FALSE);
  step->bytes = g_byte_array_free_to_bytes (bytes);
  return TRUE;
}

/* What is as odd as before after all rounds was not understood. */
static gboolean
reads_better (const char *garbled, const char *mended)
{
  glong n, m;
  g_autofree gunichar *before = g_utf8_to_ucs4_fast (garbled, -1, &n);
  g_autofree gunichar *after = g_utf8_to_ucs4_fast (mended, -1, &m);
  guint left = wire_oddness_of (0, after, (gsize) m, 0);

  return left < ODD_LEFT || left * 3 < wire_oddness_of (0, before, (gsize) n, 0);
}

static void
add_chain (Search *search, const char *text, WireMojibakeStep *steps, guint n, int score)
{
  gboolean controls = mend_controls (text, &steps[n]);

  if (n + controls > 0 && reads_better (search->text, steps[n + controls - 1].text))
    wire_mojibake_add_chain (search->chains, steps, n + controls, score + controls);
  if (controls)
    wire_mojibake_step_clear (&steps[n]);
}

static void
search_round (Search *search, const char *text, WireMojibakeStep *steps, guint n, int score)
{
  g_autoptr (GArray) readings = n < WIRE_MOJIBAKE_ROUNDS ? find_readings (text, n > 0) : NULL;
  guint branches = n == 0 ? FIRST_BRANCHES : BRANCHES;

  for (guint i = 0; readings && i < MIN (readings->len, branches); i++)
    {
      const Reading *reading = &g_array_index (readings, Reading, i);

      steps[n] = reading->step;
      search_round (search, reading->step.text, steps, n + 1, score + reading->score - (n > 0));
    }
  add_chain (search, text, steps, n, score);
}

/** Adds to @chains what explains @text, or parts of it, as UTF-8 that was read byte by byte, or as
 * Windows-1252 that was read as ISO-8859-1. */
void
wire_mojibake_search_parts (GPtrArray *chains, const char *text)
{
  WireMojibakeStep steps[WIRE_MOJIBAKE_STEPS];

  Search search = { chains, text };

  search_round (&search, text, steps, 0, 0);
}

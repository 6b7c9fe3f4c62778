/* wire-guess.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text/wire-guess.h"

#include "text/wire-codec.h"
#include "base/wire-hex.h"
#include "text/wire-plausibility.h"
#include "text/wire-text.h"

#include <glib/gi18n.h>
#include <string.h>
#include <uchardet/uchardet.h>

/* Fewer bytes beyond ASCII say nothing of letter frequencies. */
#define SHORT_BYTES 12

/* Bytes that a candidate is decoded of, to be judged and shown. */
#define SAMPLE_BYTES 4096

/* What a reading can earn: half for being clean and made of common letters, half if uchardet's
 * statistics agree. Only marks and UTF-8 prove themselves, so no other reading comes near 100. */
enum
{
  CONFIDENCE_CLEAN = 15,
  CONFIDENCE_LETTERS = 30,
  CONFIDENCE_STATISTICS = 40,
  CONFIDENCE_NULS = 30,
  CONFIDENCE_PATTERN = 90,
  CONFIDENCE_ESCAPES = 95,
  CONFIDENCE_UTF8 = 99,
};

/* In the order in which they are told where nothing else decides: the most used first. */
static const char *const CANDIDATES[] = {
  "windows-1252", "ISO-8859-1",   "ISO-8859-15",  "windows-1250", "ISO-8859-2",
  "windows-1251", "KOI8-R",       "IBM866",       "macintosh",    "IBM437",
  "IBM850",       "windows-1253", "windows-1254", "windows-1255", "windows-1256",
  "Shift_JIS",    "EUC-JP",       "GB18030",      "Big5",         "EUC-KR",
};

/* Where a mark or strict UTF-8 has spoken, other readings are next to impossible. */
#define PROVEN_DIVISOR 5

typedef struct
{
  GPtrArray *guesses;
  const guint8 *bytes;
  gsize length;
  gboolean whole;
  gsize n_high;
  gboolean proven;
  char *statistics; /* uchardet's answer */
} Guesser;

void
wire_guess_free (WireGuess *guess)
{
  g_free (guess->codec);
  g_free (guess->reason);
  g_free (guess->text);
  g_free (guess);
}

static char *
beginning_of (const char *text, gsize length)
{
  glong n = g_utf8_strlen (text, (gssize) length);

  return g_utf8_substring (text, 0, MIN (n, WIRE_GUESS_CHARACTERS));
}

/* Takes @reason. */
static void
add (Guesser *guesser, const char *codec, guint confidence, guint mark, char *reason)
{
  gsize length = MIN (guesser->length, SAMPLE_BYTES);
  g_autoptr (GBytes) sample = g_bytes_new_static (guesser->bytes, length);
  g_autoptr (WireText) text = wire_text_decode (sample, codec, WIRE_TEXT_REPLACE, NULL);
  WireGuess *guess = g_new0 (WireGuess, 1);

  guess->codec = g_strdup (codec);
  guess->confidence = confidence;
  guess->reason = reason;
  guess->mark = mark;
  guess->text = text ? beginning_of (text->text, text->text_length) : g_strdup ("");
  g_ptr_array_add (guesser->guesses, guess);
}

static gboolean
guess_by_mark (Guesser *guesser)
{
  guint length;
  WireUnicodeForm form = wire_unicode_form_of_mark (guesser->bytes, guesser->length, &length);

  if (form == WIRE_UNICODE_NONE)
    return FALSE;

  g_autofree char *hex = wire_hex_encode (guesser->bytes, length, " ");
  add (guesser, wire_unicode_form_name (form), 100, length,
       g_strdup_printf (_ ("It begins with the byte-order mark of %s: %s."),
                        wire_unicode_form_name (form), hex));
  return TRUE;
}

/* A sample that was cut out of a longer text may end inside a character. */
static gboolean
is_utf8 (Guesser *guesser)
{
  WireUnicodeStep problem;
  gsize offset = wire_utf8_find_problem (guesser->bytes, guesser->length, &problem);

  return offset == guesser->length
         || (!guesser->whole && problem.reason == WIRE_TEXT_REASON_TRUNCATED);
}

static void
ask_uchardet (Guesser *guesser)
{
  uchardet_t detector = uchardet_new ();

  uchardet_handle_data (detector, (const char *) guesser->bytes, guesser->length);
  uchardet_data_end (detector);
  guesser->statistics = wire_codec_find (uchardet_get_charset (detector), NULL);
  uchardet_delete (detector);
}

/* Returns: (transfer full) (nullable): the sample in @codec, where that can read it */
static WireText *
read_sample (Guesser *guesser, const char *codec)
{
  gsize length = MIN (guesser->length, SAMPLE_BYTES);
  g_autoptr (GBytes) sample = g_bytes_new_static (guesser->bytes, length);
  g_autoptr (WireText) text = wire_text_decode (sample, codec, WIRE_TEXT_REPLACE, NULL);
  gboolean cut = guesser->length > length || !guesser->whole;

  return text && text->n_problems <= (cut ? 1u : 0u) ? g_steal_pointer (&text) : NULL;
}

/* Codecs of seven bits say by escape sequences what the ASCII behind them means. */
static void
guess_by_escapes (Guesser *guesser)
{
  g_autoptr (WireText) text = NULL;

  ask_uchardet (guesser);
  if (guesser->statistics && g_str_has_prefix (guesser->statistics, "ISO-2022-"))
    text = read_sample (guesser, guesser->statistics);
  if (text)
    add (guesser, guesser->statistics, CONFIDENCE_ESCAPES, 0,
         g_strdup_printf (_ ("Every byte is ASCII, and escape sequences of %s are among them."),
                          guesser->statistics));
  g_clear_pointer (&guesser->statistics, g_free);
}

static void
guess_by_utf8 (Guesser *guesser)
{
  gsize n = 0;

  if (!is_utf8 (guesser))
    return;
  for (gsize i = 0; i < guesser->length; i++)
    n += guesser->bytes[i] >= 0xc0;
  if (n == 0 && memchr (guesser->bytes, '\0', guesser->length))
    add (guesser, "US-ASCII", CONFIDENCE_NULS, 0,
         g_strdup (_ ("Every byte is ASCII, but some are NUL, which text does not use.")));
  else if (n == 0)
    add (guesser, "US-ASCII", guesser->guesses->len > 0 ? 100 / PROVEN_DIVISOR : 100, 0,
         g_strdup (_ ("Every byte is ASCII, which UTF-8 and most other codecs read alike.")));
  else
    add (guesser, "UTF-8",
         n >= 3   ? CONFIDENCE_UTF8
         : n == 2 ? 95
                  : 90,
         0,
         g_strdup_printf (ngettext ("It is strictly valid UTF-8, with %zu character beyond ASCII; "
                                    "text in other codecs hardly ever is.",
                                    "It is strictly valid UTF-8, with %zu characters beyond ASCII; "
                                    "text in other codecs hardly ever is.",
                                    n),
                          n));
}

/* Text in most languages has ASCII in it, if only spaces, and then every other byte is zero. */
static void
guess_by_zeros (Guesser *guesser)
{
  gsize zeros[2] = { 0 };

  for (gsize i = 0; i < guesser->length; i++)
    zeros[i % 2] += guesser->bytes[i] == 0;
  for (guint big = 0; big < 2; big++)
    {
      gsize here = zeros[big ? 0 : 1], there = zeros[big ? 1 : 0];

      if (here * 8 >= guesser->length && there * 16 < here)
        add (guesser, big ? "UTF-16BE" : "UTF-16LE", CONFIDENCE_PATTERN, 0,
             g_strdup (big ? _ ("Many bytes at even offsets are zero, as big-endian UTF-16 has "
                                "them.")
                           : _ ("Many bytes at odd offsets are zero, as little-endian UTF-16 has "
                                "them.")));
    }
}

static char *
describe_reading (Guesser *guesser, gboolean statistics, gboolean clean)
{
  const char *reading = clean ? _ ("It reads as text that people write.")
                              : _ ("It reads, but with characters that people do not write side by "
                                   "side.");

  if (guesser->n_high < SHORT_BYTES && !guesser->proven)
    return g_strdup_printf ("%s %s", reading, _ ("Short text: no one can know."));
  if (statistics)
    return g_strdup_printf ("%s %s", reading, _ ("uchardet finds its letter frequencies."));
  return g_strdup (reading);
}

static void
guess_by_reading (Guesser *guesser, const char *codec)
{
  gboolean statistics = g_strcmp0 (codec, guesser->statistics) == 0;
  gboolean brief = guesser->n_high < SHORT_BYTES;
  g_autoptr (WireText) text = read_sample (guesser, codec);

  if (!text)
    return;

  WirePlausibility measured = wire_plausibility_measure (text->text, text->text_length);
  guint letters = measured.n_letters > 0 ? measured.n_common * 100 / measured.n_letters : 0;
  guint confidence = measured.cost == 0 ? CONFIDENCE_CLEAN : 0;
  confidence += letters * CONFIDENCE_LETTERS / 100 / (1 + measured.cost);
  if (statistics && !brief)
    confidence += CONFIDENCE_STATISTICS;
  if (guesser->proven)
    confidence /= PROVEN_DIVISOR;
  add (guesser, codec, confidence, 0, describe_reading (guesser, statistics, measured.cost == 0));
}

static void
guess_by_readings (Guesser *guesser)
{
  gboolean listed = FALSE;

  ask_uchardet (guesser);
  for (gsize i = 0; i < G_N_ELEMENTS (CANDIDATES); i++)
    {
      guess_by_reading (guesser, CANDIDATES[i]);
      listed |= g_strcmp0 (CANDIDATES[i], guesser->statistics) == 0;
    }
  if (guesser->statistics && !listed && !g_str_has_prefix (guesser->statistics, "UTF-"))
    guess_by_reading (guesser, guesser->statistics);
  g_free (guesser->statistics);
}

/* The array holds them in the order of preference: a sort that keeps it is needed. */
static void
sort_by_confidence (GPtrArray *guesses)
{
  for (guint i = 1; i < guesses->len; i++)
    for (guint j = i; j > 0; j--)
      {
        WireGuess *before = guesses->pdata[j - 1], *after = guesses->pdata[j];

        if (before->confidence >= after->confidence)
          break;
        guesses->pdata[j - 1] = after;
        guesses->pdata[j] = before;
      }
}

/**
 * wire_guess_codecs:
 * @bytes: text, or its first %WIRE_GUESS_BYTES
 * @whole: whether that is all of it
 *
 * What the bytes may be, the likeliest first, each with the reason for its rank: a byte-order mark,
 * strictly valid UTF-8, zeros of UTF-16, and then every common codec that can read them. Any
 * thread.
 *
 * Returns: (transfer full) (element-type WireGuess): empty where there are no bytes
 */
GPtrArray *
wire_guess_codecs (const guint8 *bytes, gsize length, gboolean whole)
{
  Guesser guesser = { .bytes = bytes, .length = length, .whole = whole };

  guesser.guesses = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_guess_free);
  if (length == 0)
    return guesser.guesses;
  for (gsize i = 0; i < length; i++)
    guesser.n_high += bytes[i] >= 0x80;
  if (guesser.n_high == 0 && memchr (bytes, 0x1b, length))
    guess_by_escapes (&guesser);
  if (!guess_by_mark (&guesser))
    {
      guess_by_utf8 (&guesser);
      guess_by_zeros (&guesser);
    }
  guesser.proven = guesser.guesses->len > 0;
  if (guesser.n_high > 0)
    guess_by_readings (&guesser);
  sort_by_confidence (guesser.guesses);
  return guesser.guesses;
}

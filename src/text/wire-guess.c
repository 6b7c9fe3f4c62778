/* wire-guess.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text/wire-guess.h"

#include "base/wire-hex.h"
#include "text/wire-codec.h"
#include "text/wire-guess-candidates.h"
#include "text/wire-guess-declared.h"
#include "text/wire-letter-pairs.h"
#include "text/wire-text.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Fewer bytes beyond ASCII say nothing of letter frequencies. */
#define SHORT_BYTES 12

/* Bytes that a candidate is decoded of, to be judged and shown. */
#define SAMPLE_BYTES 4096

/* In per cent. Only marks and UTF-8 prove themselves, so no other reading comes to 100. */
enum
{
  CONFIDENCE_SHORT = 45, /* of what a few bytes beyond ASCII can say */
  CONFIDENCE_NULS = 30,
  CONFIDENCE_NEARLY_UTF8 = 90,
  CONFIDENCE_WIDE = 95,
  CONFIDENCE_PATTERN = 90,
  CONFIDENCE_ESCAPES = 95,
  CONFIDENCE_READING = 97,
  CONFIDENCE_DECLARED = 98,
  CONFIDENCE_UTF8 = 99,
};

/* Readings that are given, and the bits by which one of them may be worse than the best. */
#define READINGS_MOST 12
#define BITS_BEHIND 90

/* What a text says of itself is believed where its reading is not worse by more than so many bits:
 * many pages declare what their editor has by default. */
#define BITS_DECLARED 40

/* Within these bits of each other, two readings are nearly as likely. */
#define BITS_NEAR 6

/* One place in so many may be wrong in what is still UTF-8. */
#define UTF8_PROBLEM_EVERY 6

/* Where a mark or strict UTF-8 has spoken, other readings are next to impossible. */
#define PROVEN_DIVISOR 5

typedef struct
{
  GPtrArray *guesses;
  const guint8 *bytes;
  gsize length;
  gboolean whole;
  gsize n_high;
  gsize n_controls; /* that text has no use for */
  gboolean proven;
} Guesser;

void
wire_guess_free (WireGuess *self)
{
  g_free (self->codec);
  g_free (self->reason);
  g_free (self->text);
  g_free (self);
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

/* Codecs of seven bits say by escape sequences what the ASCII after them means. */
static void
guess_by_escapes (Guesser *guesser)
{
  gsize length = MIN (guesser->length, SAMPLE_BYTES);
  g_autofree char *codec = wire_guess_ask_uchardet (guesser->bytes, length);
  g_autoptr (GBytes) sample = g_bytes_new_static (guesser->bytes, length);
  g_autoptr (WireText) text = NULL;
  gboolean cut = guesser->length > length || !guesser->whole;

  if (codec && g_str_has_prefix (codec, "ISO-2022-"))
    text = wire_text_decode (sample, codec, WIRE_TEXT_REPLACE, NULL);
  if (text && text->n_problems <= (cut ? 1u : 0u))
    add (guesser, codec, CONFIDENCE_ESCAPES, 0,
         g_strdup_printf (_ ("Every byte is ASCII, and escape sequences of %s are among them."),
                          codec));
}

typedef struct
{
  gsize n_valid; /* characters beyond ASCII */
  gsize n_problems;
  gsize first_problem;
  gboolean cut; /* the last problem is a character that is not all there */
} Utf8;

static Utf8
read_utf8 (Guesser *guesser)
{
  Utf8 utf8 = { 0 };

  for (gsize i = 0; i < guesser->length;)
    {
      WireUnicodeStep step =
          wire_unicode_read (WIRE_UNICODE_UTF8, guesser->bytes + i, guesser->length - i);

      utf8.cut = step.reason == WIRE_TEXT_REASON_TRUNCATED;
      if (step.reason == WIRE_TEXT_REASON_NONE)
        utf8.n_valid += step.length > 1;
      else if (utf8.n_problems++ == 0)
        utf8.first_problem = i;
      i += step.length;
    }
  return utf8;
}

/* One stray byte, as from a line that somebody pasted, or an end in the middle of a character. */
static void
guess_by_nearly_utf8 (Guesser *guesser, const Utf8 *utf8)
{
  gboolean enough = utf8->n_valid >= 2
                    && utf8->n_problems * UTF8_PROBLEM_EVERY <= utf8->n_valid + UTF8_PROBLEM_EVERY;

  if (utf8->cut && utf8->n_problems == 1 && utf8->n_valid > 0)
    add (guesser, "UTF-8", CONFIDENCE_NEARLY_UTF8, 0,
         g_strdup_printf (_ ("It is valid UTF-8 up to offset %zu, where it ends in the middle of a "
                             "character."),
                          utf8->first_problem));
  else if (enough)
    add (guesser, "UTF-8", CONFIDENCE_NEARLY_UTF8, 0,
         g_strdup_printf (ngettext ("%zu characters are valid UTF-8; %zu place is not: offset %zu.",
                                    "%zu characters are valid UTF-8; %zu places are not, the first "
                                    "at offset %zu.",
                                    utf8->n_problems),
                          utf8->n_valid, utf8->n_problems, utf8->first_problem));
}

static void
guess_by_utf8 (Guesser *guesser)
{
  Utf8 utf8 = read_utf8 (guesser);
  gsize n = utf8.n_valid;

  if (!is_utf8 (guesser))
    {
      guess_by_nearly_utf8 (guesser, &utf8);
      return;
    }
  if (n == 0 && guesser->n_controls > 0 && !memchr (guesser->bytes, 0, guesser->length))
    add (guesser, "US-ASCII", CONFIDENCE_NULS, 0,
         g_strdup (_ ("Every byte is ASCII, but control characters are among them, which text has "
                      "no use for.")));
  else if (n == 0 && memchr (guesser->bytes, '\0', guesser->length))
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

/* Four bytes a character, of which one is always and another nearly always zero. */
static void
guess_by_fours (Guesser *guesser, WireUnicodeForm form)
{
  gsize n_read = 0;

  if (guesser->length < 8 || guesser->length % 4 != 0)
    return;
  for (gsize i = 0; i < guesser->length; i += 4)
    {
      WireUnicodeStep step = wire_unicode_read (form, guesser->bytes + i, 4);

      if (step.reason != WIRE_TEXT_REASON_NONE || !g_unichar_isdefined (step.character)
          || step.character == 0)
        return;
      n_read++;
    }
  add (guesser, wire_unicode_form_name (form), CONFIDENCE_WIDE, 0,
       g_strdup_printf (ngettext ("All of it is %zu character of four bytes.",
                                  "All of it is %zu characters of four bytes each.", n_read),
                        n_read));
}

/* Text in most languages has ASCII in it, if only spaces, and then every other byte is zero. */
static void
guess_by_zeros (Guesser *guesser)
{
  gsize zeros[2] = { 0 };

  guess_by_fours (guesser, WIRE_UNICODE_UTF32LE);
  guess_by_fours (guesser, WIRE_UNICODE_UTF32BE);
  if (guesser->guesses->len > 1)
    return;
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

/* The first candidate after @i that reads as another text. */
static const WireCandidate *
find_rival (GArray *candidates, guint i)
{
  const WireCandidate *self = &g_array_index (candidates, WireCandidate, i);

  for (guint k = 0; k < candidates->len; k++)
    {
      const WireCandidate *other = &g_array_index (candidates, WireCandidate, k);

      if (k != i && strcmp (other->text, self->text) != 0)
        return other;
    }
  return NULL;
}

static gboolean
is_near (const WireCandidate *one, const WireCandidate *two)
{
  return one && two
         && MAX (one->cost, two->cost) - MIN (one->cost, two->cost) < BITS_NEAR * WIRE_BIT;
}

static char *
describe_reading (Guesser *guesser, const WireCandidate *candidate, const WireCandidate *rival)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean brief = guesser->n_high < SHORT_BYTES;

  if (candidate->n_problems > 0)
    g_string_append_printf (
        text,
        ngettext ("%zu place cannot be read.", "%zu places cannot be read.", candidate->n_problems),
        candidate->n_problems);
  else if (brief)
    g_string_append (text, _ ("It reads as text that people write."));
  else
    /* Translators: a language, by its code, such as pl */
    g_string_append_printf (text, _ ("It reads best as language “%s”."), candidate->language);
  if (candidate->statistics)
    g_string_append_printf (text, " %s", _ ("uchardet reads the same."));
  if (is_near (candidate, rival))
    /* Translators: another codec */
    g_string_append_printf (text, _ (" Near tie with %s."), rival->codec);
  if (brief && !guesser->proven)
    g_string_append_printf (text, " %s", _ ("Short text: no one can know."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Each bit halves the chance. Those that read the same share it. */
static guint
get_confidence (Guesser *guesser, const WireCandidate *best, const WireCandidate *candidate)
{
  const guint most = guesser->n_high < SHORT_BYTES ? CONFIDENCE_SHORT : CONFIDENCE_READING;
  double bits = (double) (candidate->cost - best->cost) / WIRE_BIT;
  double chance = 1 / (1 + pow (2, bits / 2 - 5));

  return (guint) (most * chance) / (guesser->proven ? PROVEN_DIVISOR : 1);
}

/* Whether @candidate is what the text says of itself, and may well be true. */
static gboolean
is_declared (const WireCandidate *best, const WireCandidate *candidate, const char *declared)
{
  return declared && g_ascii_strcasecmp (candidate->codec, declared) == 0
         && candidate->n_problems == 0 && candidate->cost <= best->cost + BITS_DECLARED * WIRE_BIT;
}

static void
add_reading (Guesser *guesser, GArray *candidates, guint i, const char *declared)
{
  const WireCandidate *best = &g_array_index (candidates, WireCandidate, 0);
  const WireCandidate *candidate = &g_array_index (candidates, WireCandidate, i);

  if (!guesser->proven && is_declared (best, candidate, declared))
    add (guesser, candidate->codec, CONFIDENCE_DECLARED, 0,
         g_strdup_printf (_ ("The text says itself that it is in %s, and reads well so."),
                          candidate->codec));
  else
    add (guesser, candidate->codec, get_confidence (guesser, best, candidate), 0,
         describe_reading (guesser, candidate, find_rival (candidates, i)));
}

static void
guess_by_readings (Guesser *guesser)
{
  g_autofree char *declared = wire_guess_find_declared (guesser->bytes, guesser->length);
  gsize length = MIN (guesser->length, SAMPLE_BYTES);
  g_autoptr (GArray) candidates =
      wire_guess_candidates (guesser->bytes, length, guesser->length > length || !guesser->whole);
  const WireCandidate *best = &g_array_index (candidates, WireCandidate, 0);

  for (guint i = 0; i < MIN (candidates->len, READINGS_MOST); i++)
    {
      const WireCandidate *candidate = &g_array_index (candidates, WireCandidate, i);

      if (candidate->cost > best->cost + BITS_BEHIND * WIRE_BIT)
        break;
      if (guesser->proven && g_str_has_prefix (candidate->codec, "UTF-16"))
        continue;
      add_reading (guesser, candidates, i, declared);
    }
}

static void
count_controls (Guesser *guesser)
{
  for (gsize i = 0; i < guesser->length; i++)
    {
      guint8 byte = guesser->bytes[i];

      guesser->n_high += byte >= 0x80;
      guesser->n_controls += byte < 0x20 && byte != 0 && !strchr ("\t\n\v\f\r\b\a\x1b\x1a", byte);
    }
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

/* ASCII with control characters may be the halves of wider characters. */
static gboolean
is_doubtful (const WireGuess *guess)
{
  return guess->confidence <= CONFIDENCE_NULS;
}

/**
 * wire_guess_codecs:
 * @bytes: text, or its first %WIRE_GUESS_BYTES
 * @whole: whether that is all of it
 *
 * What the bytes may be, the likeliest first, each with the reason for its rank: a byte-order mark,
 * UTF-8 (if need be with a place that is wrong), UTF-32, zeros of UTF-16, and then the codecs in
 * which they read best, by pairs of letters in forty languages. Any thread.
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
  count_controls (&guesser);
  if (guesser.n_high == 0 && memchr (bytes, 0x1b, length))
    guess_by_escapes (&guesser);
  if (!guess_by_mark (&guesser))
    {
      guess_by_utf8 (&guesser);
      guess_by_zeros (&guesser);
    }
  guesser.proven = guesser.guesses->len > 0 && !is_doubtful (guesser.guesses->pdata[0]);
  if (guesser.n_high > 0 || guesser.n_controls > 0)
    guess_by_readings (&guesser);
  sort_by_confidence (guesser.guesses);
  return guesser.guesses;
}

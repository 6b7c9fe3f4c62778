/* wire-garbled-score.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text/wire-garbled-score.h"

#include "text/wire-oddness.h"

/* A part with this score is taken by itself. */
#define SCORE_ALONE 2

/* Where others have this score together, one may have less than nothing. */
#define SCORE_TOGETHER 5
#define SCORE_LEAST (-6)
#define RARITY_MOST 4

#define BONUS_CUT_QUOTE 3

/* As much as a part in a row can have. */
#define PENALTY_STRAYS 9
/* Letters on either side of a part that are looked at. */
#define WORD_MOST 16

/* Longer sequences are valid by chance less often. */
static int
bonus_of_length (const WireGarbledPart *part)
{
  if (part->lost)
    return 0;
  return part->n_bytes >= 4 ? 4 : part->n_bytes == 3 ? 1 : 0;
}

static WireGarbledPart *
part_at (const WireGarbledText *garbled, guint i)
{
  return &g_array_index (garbled->parts, WireGarbledPart, i);
}

static gboolean
touches (const WireGarbledText *garbled, guint i)
{
  const WireGarbledPart *part = part_at (garbled, i);

  return i + 1 < garbled->parts->len && part_at (garbled, i + 1)->first == part->first + part->n;
}

static gunichar
character_before (const WireGarbledText *garbled, guint i)
{
  const WireGarbledPart *part = part_at (garbled, i);

  if (i > 0 && touches (garbled, i - 1))
    return part_at (garbled, i - 1)->character;
  return part->first > 0 ? garbled->characters[part->first - 1] : 0;
}

static gunichar
character_after (const WireGarbledText *garbled, guint i)
{
  const WireGarbledPart *part = part_at (garbled, i);

  return touches (garbled, i) ? part_at (garbled, i + 1)->character
                              : garbled->characters[part->first + part->n];
}

static guint
rarity_at (const WireGarbledText *garbled, guint i)
{
  return wire_rarity_of (part_at (garbled, i)->character, character_before (garbled, i),
                         character_after (garbled, i));
}

/* Parts side by side hardly come by chance, three of them do not. */
static int
bonus_of_row (const WireGarbledText *garbled, guint i)
{
  gboolean before = i > 0 && touches (garbled, i - 1);
  gboolean after = touches (garbled, i);
  gboolean row = (before && after) || (before && i > 1 && touches (garbled, i - 2))
                 || (after && touches (garbled, i + 1));

  return row ? 3 : before || after;
}

/* The same part again and again, as a face or a strike-through has it. */
static int
bonus_of_repetition (const WireGarbledText *garbled, guint i)
{
  guint n = 0;

  for (guint k = i > 8 ? i - 8 : 0; k < garbled->parts->len && k <= i + 8; k++)
    n += part_at (garbled, k)->character == part_at (garbled, i)->character;
  return n >= 3 ? 2 : 0;
}

/* One round of reading after another leaves controls, which the next one needs. */
static int
rarity_in_row (const WireGarbledText *garbled, guint i)
{
  gunichar c = part_at (garbled, i)->character;

  if (c >= 0x80 && c < 0xa0 && i > 0 && touches (garbled, i - 1))
    return 2;
  return (int) rarity_at (garbled, i);
}

/* “â€” at the end of a quotation has lost its third byte, which nothing shows. */
static gboolean
is_cut_quote (const WireGarbledText *garbled, const WireGarbledPart *part)
{
  const gunichar *characters = garbled->characters + part->first;

  return part->cut && part->n == 2 && characters[0] == 0xe2 && characters[1] == 0x20ac
         && characters[2] < 0x80;
}

static gboolean
is_in_part (const WireGarbledText *garbled, guint i, gsize at)
{
  const WireGarbledPart *part = i < garbled->parts->len ? part_at (garbled, i) : NULL;

  return part && at >= part->first && at < part->first + part->n;
}

static gboolean
is_letter (gunichar c)
{
  return g_unichar_isalpha (c);
}

static gboolean
is_of_other_alphabet (gunichar c)
{
  return is_letter (c) && c >= 0x370 && g_unichar_get_script (c) != G_UNICODE_SCRIPT_LATIN;
}

/* A word in Cyrillic or Greek that was garbled is garbled from its first letter to its last: where
 * others of its letters mean nothing, the part is a word's that has a Latin letter in it. */
static gboolean
has_strays (const WireGarbledText *garbled, guint i)
{
  const gunichar *characters = garbled->characters;
  gsize from = part_at (garbled, i)->first;
  gsize to = from + part_at (garbled, i)->n;
  gsize least = from > WORD_MOST ? from - WORD_MOST : 0;
  gsize most = to + WORD_MOST;
  guint before = i, after = i;

  if (!is_of_other_alphabet (characters[from]))
    return FALSE;
  for (; from > least && is_letter (characters[from - 1]); from--)
    {
      before -= before > 0 && from - 1 < part_at (garbled, before)->first;
      if (is_of_other_alphabet (characters[from - 1]) && !is_in_part (garbled, before, from - 1))
        return TRUE;
    }
  for (; to < most && is_letter (characters[to]); to++)
    {
      after += to >= part_at (garbled, after)->first + part_at (garbled, after)->n
               && is_in_part (garbled, after + 1, to);
      if (is_of_other_alphabet (characters[to]) && !is_in_part (garbled, after, to))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_box (gunichar c)
{
  return c >= 0x2500 && c <= 0x259f;
}

/* “──é” is a frame and a word: in UTF-8, a byte that begins a character follows no other such. */
static gboolean
is_frame (const WireGarbledText *garbled, guint i)
{
  const WireGarbledPart *part = part_at (garbled, i);
  gunichar before = part->first > 0 ? garbled->characters[part->first - 1] : 0;

  return is_box (before) && is_box (garbled->characters[part->first])
         && !(i > 0 && touches (garbled, i - 1));
}

/* “MAÇÃ©” is a name in capitals and a sign: é would be the one small letter at the end of it. */
static gboolean
is_sign_after_capitals (const WireGarbledText *garbled, guint i)
{
  const WireGarbledPart *part = part_at (garbled, i);
  const gunichar *characters = garbled->characters + part->first;

  return part->first > 1 && part->n == 2 && g_unichar_islower (part->character)
         && (characters[1] == 0xa9 || characters[1] == 0xae || characters[1] == 0x2122)
         && g_unichar_isupper (characters[-1]) && g_unichar_isupper (characters[-2])
         && !is_letter (characters[2]);
}

static void
score_part (const WireGarbledText *garbled, guint i)
{
  WireGarbledPart *part = part_at (garbled, i);
  gunichar before = part->first > 0 ? garbled->characters[part->first - 1] : 0;
  int odd = (int) wire_oddness_of (before, garbled->characters + part->first, part->n,
                                   garbled->characters[part->first + part->n]);

  /* Letters of one alphabet that are valid by chance are as long and as many as they like. */
  part->score = odd - rarity_in_row (garbled, i) - part->penalty;
  if (odd > 0)
    part->score += bonus_of_length (part) + bonus_of_row (garbled, i);
  if (odd >= 2)
    part->score += bonus_of_repetition (garbled, i);
  if (is_cut_quote (garbled, part))
    part->score += BONUS_CUT_QUOTE;
  if (has_strays (garbled, i) || is_frame (garbled, i) || is_sign_after_capitals (garbled, i))
    part->score -= PENALTY_STRAYS;
}

/* Characters that could begin a part and are followed by one beyond ASCII, yet do not: where there
 * are many, the text is of another kind, or garbled beyond mending. */
static int
count_broken (const WireGarbledText *garbled)
{
  int n = 0;
  guint next = 0;

  for (gsize i = 0; i < garbled->n; i++)
    {
      if (next < garbled->parts->len && part_at (garbled, next)->first == i)
        {
          n += part_at (garbled, next)->cut;
          i += part_at (garbled, next++)->n - 1;
          continue;
        }
      n += garbled->characters[i] >= 0x80 && garbled->bytes[i] >= 0xc2
           && garbled->characters[i + 1] >= 0x80;
    }
  return n;
}

static gboolean
is_whole (const WireGarbledText *garbled)
{
  gsize within = 0, foreign = 0;

  for (guint i = 0; i < garbled->parts->len; i++)
    {
      const WireGarbledPart *part = part_at (garbled, i);

      if (!part->accepted || part->lost || part->repaired)
        return FALSE;
      within += part->n;
    }
  for (gsize i = 0; i < garbled->n; i++)
    foreign += garbled->characters[i] >= 0x80;
  return within == foreign;
}

/* Quotation marks and dashes begin with the same two bytes: where one of them was garbled, so were
 * the others, of which some look like a word. */
static gboolean
is_like_accepted (const WireGarbledText *garbled, guint i)
{
  const WireGarbledPart *part = part_at (garbled, i);

  if (part->n_bytes < 2 || part->bytes[0] != 0xe2 || part->bytes[1] != 0x80)
    return FALSE;
  for (guint k = 0; k < garbled->parts->len; k++)
    {
      const WireGarbledPart *other = part_at (garbled, k);

      if (other->score >= SCORE_ALONE && !other->cut && other->n_bytes == 3
          && other->bytes[0] == 0xe2 && other->bytes[1] == 0x80)
        return TRUE;
    }
  return FALSE;
}

/**
 * wire_garbled_text_judge:
 * @again: whether this is not the first round: then lost bytes alone prove nothing, for an earlier
 *   round may have lost them
 *
 * Scores the parts of @self, and accepts those that are hardly anything else.
 */
void
wire_garbled_text_judge (WireGarbledText *self, gboolean again)
{
  int together = 0, n_accepted = 0, n_cut = 0, broken = count_broken (self);

  for (guint i = 0; i < self->parts->len; i++)
    {
      score_part (self, i);
      n_cut += part_at (self, i)->cut;
      if (part_at (self, i)->score > 0)
        together += part_at (self, i)->score;
    }
  together -= broken;
  for (guint i = 0; i < self->parts->len; i++)
    {
      WireGarbledPart *part = part_at (self, i);
      gboolean carried = together >= SCORE_TOGETHER && part->score >= SCORE_LEAST
                         && rarity_in_row (self, i) <= RARITY_MOST;

      part->accepted = part->score >= SCORE_ALONE + part->cut || carried
                       || (broken == n_cut && is_like_accepted (self, i));
      n_accepted += part->accepted && !part->lost && !part->repaired;
      self->score += part->accepted ? MAX (part->score, 0) + 1 : 0;
    }
  self->score -= broken;
  if ((broken >= 4 && broken > n_accepted) || (again && n_accepted == 0))
    self->score = 0;
  self->clean = self->score > 0 && is_whole (self);
}

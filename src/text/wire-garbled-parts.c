/* wire-garbled-parts.c: finds the parts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text/wire-garbled-parts.h"

#include "text/wire-garbled-score.h"

#include <string.h>

#define REPLACEMENT 0xfffd
#define LEAD_OF_A_GRAVE 0xc3
#define NO_BREAK_SPACE 0xa0
#define SOFT_HYPHEN 0xad

/* What a part that needed it has against it. */
enum
{
  PENALTY_CUT = 1,
  PENALTY_BLANK = 3,
  PENALTY_QUESTION_MARK = 3,
  PENALTY_HYPHEN = 3,
  BONUS_REPLACEMENT = 1,
  BONUS_ALONE = 2,
};

/** Returns: (transfer full): @text by characters, and each with its byte in the codec of @table.
 * Controls 80–9f are their own bytes in any codec: Latin-1 and Windows-1252 are often mixed. */
WireGarbledText *
wire_garbled_text_new (const char *text, const WireByteTable *table)
{
  WireGarbledText *garbled = g_new0 (WireGarbledText, 1);
  glong n;

  garbled->characters = g_utf8_to_ucs4_fast (text, -1, &n);
  garbled->n = (gsize) n;
  garbled->bytes = g_new (gint16, garbled->n + 1);
  garbled->parts = g_array_new (FALSE, TRUE, sizeof (WireGarbledPart));
  for (gsize i = 0; i < garbled->n; i++)
    {
      gunichar c = garbled->characters[i];
      int byte = wire_byte_table_find (table, c);

      garbled->bytes[i] = (gint16) (byte < 0 && c >= 0x80 && c < 0xa0 ? (int) c : byte);
    }
  garbled->bytes[garbled->n] = -1;
  return garbled;
}

void
wire_garbled_text_free (WireGarbledText *self)
{
  g_free (self->characters);
  g_free (self->bytes);
  g_array_unref (self->parts);
  g_free (self);
}

/* The byte that @i may be at a place where UTF-8 continues, and what that assumes; -1: none. A byte
 * that is lost counts as the lowest one. */
static int
continuation_at (const WireGarbledText *garbled, gsize i, WireGarbledPart *part)
{
  gunichar c = garbled->characters[i];

  if (c >= 0x80 && garbled->bytes[i] >= 0x80 && garbled->bytes[i] < 0xc0)
    return garbled->bytes[i];
  if (c == REPLACEMENT || c == '?')
    {
      part->lost = TRUE;
      part->penalty += c == '?' ? PENALTY_QUESTION_MARK : -BONUS_REPLACEMENT;
      return 0x80;
    }
  if (c != ' ')
    return -1;
  part->repaired = TRUE;
  part->penalty += PENALTY_BLANK;
  return NO_BREAK_SPACE;
}

static guint
length_of_lead (int byte)
{
  return byte < 0xc2 || byte > 0xf4 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

/* Six bytes of a surrogate pair, each written as if it were a character (CESU-8). */
static gboolean
read_surrogates (const WireGarbledText *garbled, gsize i, WireGarbledPart *part)
{
  gunichar high, low;

  if (i + 6 > garbled->n || garbled->bytes[i] != 0xed || garbled->bytes[i + 3] != 0xed)
    return FALSE;
  for (guint k = 0; k < 6; k++)
    {
      int byte = k % 3 == 0 ? 0xed : continuation_at (garbled, i + k, part);

      if (byte < 0)
        return FALSE;
      part->bytes[k] = (guint8) byte;
    }
  high = (gunichar) (part->bytes[1] & 0x3f) << 6 | (part->bytes[2] & 0x3f);
  low = (gunichar) (part->bytes[4] & 0x3f) << 6 | (part->bytes[5] & 0x3f);
  if (part->bytes[1] < 0xa0 || part->bytes[1] >= 0xb0 || part->bytes[4] < 0xb0)
    return FALSE;
  part->n = part->n_bytes = 6;
  part->character = 0x10000 + ((high & 0x3ff) << 10) + (low & 0x3ff);
  return !part->lost;
}

/* Takes what is there of a sequence. Returns: how many bytes; the blank after “â€” is a blank. */
static guint
take_bytes (const WireGarbledText *garbled, gsize i, guint length, WireGarbledPart *part)
{
  guint k = 1;

  part->bytes[0] = (guint8) garbled->bytes[i];
  for (; k < length && i + k < garbled->n; k++)
    {
      WireGarbledPart before = *part;
      int byte = continuation_at (garbled, i + k, part);

      if (byte < 0
          || (k == 2 && part->repaired && !before.repaired && part->bytes[0] == 0xe2
              && part->bytes[1] == 0x80))
        {
          *part = before;
          break;
        }
      part->bytes[k] = (guint8) byte;
    }
  return k;
}

static gboolean
read_sequence (const WireGarbledText *garbled, gsize i, WireGarbledPart *part)
{
  guint length = length_of_lead (garbled->bytes[i]);
  guint taken = length > 0 ? take_bytes (garbled, i, length, part) : 0;
  gunichar c;

  if (taken < 2)
    return FALSE;
  part->n = part->n_bytes = taken;
  if (taken < length)
    {
      /* A blank or a question mark at the end of what is left is one. */
      part->penalty += PENALTY_CUT;
      part->lost = part->cut = TRUE;
    }
  if (part->lost)
    {
      part->character = REPLACEMENT;
      return garbled->characters[i + taken - 1] != ' ';
    }
  c = g_utf8_get_char_validated ((const char *) part->bytes, (gssize) taken);
  part->character = c;
  return c < 0x110000;
}

static gboolean
begins_with (const WireGarbledText *garbled, gsize i, const char *word)
{
  gsize length = strlen (word);

  for (gsize k = 0; k < length; k++)
    if (i + k >= garbled->n || garbled->characters[i + k] != (gunichar) word[k])
      return FALSE;
  return TRUE;
}

/* “Ã ” was à, whose second byte became a blank. Where two blanks follow, or the rest of a
 * Portuguese word that begins with à, that blank was the byte; else it is between words. */
static gboolean
takes_blank (const WireGarbledText *garbled, gsize i)
{
  static const char *const REST[] = { " ", "s ", "quele", "quela", "quilo" };

  for (gsize k = 0; k < G_N_ELEMENTS (REST); k++)
    if (begins_with (garbled, i, REST[k]))
      return TRUE;
  return FALSE;
}

/* à is a word, which Ã is not; what comes before it is not one of its letters. */
static gboolean
is_word_alone (gunichar before)
{
  return before == 0 || (before < 0x80 && !g_ascii_isalnum ((char) before));
}

/* à before a blank, and í where its soft hyphen is gone. */
static gboolean
read_letter (const WireGarbledText *garbled, gsize i, WireGarbledPart *part)
{
  gunichar before = i > 0 ? garbled->characters[i - 1] : 0;
  gunichar after = garbled->characters[i + 1];

  if (garbled->bytes[i] != LEAD_OF_A_GRAVE)
    return FALSE;
  *part = (WireGarbledPart){ .first = i, .n = 1, .n_bytes = 2, .repaired = TRUE };
  part->bytes[0] = LEAD_OF_A_GRAVE;
  part->bytes[1] = after == ' ' ? NO_BREAK_SPACE : SOFT_HYPHEN;
  part->character = after == ' ' ? 0xe0 : 0xed;
  if (after == ' ')
    {
      part->n += takes_blank (garbled, i + 2);
      part->penalty =
          is_word_alone (before) && begins_with (garbled, i + 2, " ") ? -BONUS_ALONE : 1;
      return TRUE;
    }
  part->penalty = PENALTY_HYPHEN;
  return after < 0x80 && g_ascii_islower ((char) after) && before < 0x80
         && g_ascii_islower ((char) before);
}

/** Finds every part of @self that can be UTF-8, and judges which of them are; @again as for
 * wire_garbled_text_judge(). */
void
wire_garbled_text_find_parts (WireGarbledText *self, gboolean again)
{
  for (gsize i = 0; i < self->n; i++)
    {
      WireGarbledPart part = { .first = i };

      if (self->characters[i] < 0x80 || self->bytes[i] < 0xc2)
        continue;
      if (!read_surrogates (self, i, &part))
        {
          part = (WireGarbledPart){ .first = i };
          if ((self->bytes[i] == LEAD_OF_A_GRAVE && self->characters[i + 1] == ' ')
              || !read_sequence (self, i, &part))
            {
              if (!read_letter (self, i, &part))
                continue;
            }
        }
      g_array_append_val (self->parts, part);
      i += part.n - 1;
    }
  wire_garbled_text_judge (self, again);
}

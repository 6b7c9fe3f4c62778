/* wire-event-cutter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-event-cutter.h"

#include <string.h>

static void
tell (WireEventCutter *self, gboolean ended)
{
  const WireMultipartPart part = { .offset = self->begin,
                                   .size = self->end - self->begin,
                                   .ended = ended };

  if (self->within && self->has_data)
    self->found (&part, self->user_data);
  self->within = FALSE;
  self->has_data = FALSE;
}

/* The line of a field “data”, with a value or without one. */
static gboolean
is_data (const WireEventCutter *self)
{
  return self->line >= 4 && memcmp (self->word, "data", 4) == 0
         && (self->line == 4 || self->word[4] == ':');
}

/* @end: the byte after it in the body */
static void
end_line (WireEventCutter *self, guint64 end)
{
  if (self->line == 0)
    tell (self, TRUE);
  else
    {
      self->has_data = self->has_data || is_data (self);
      self->end = end;
    }
  self->line = 0;
}

static void
take_byte (WireEventCutter *self, guint8 byte)
{
  gboolean after_cr = self->after_cr;

  self->position++;
  self->after_cr = byte == '\r';
  if (byte == '\n' && after_cr)
    {
      if (self->within)
        self->end = self->position; /* the line ended with both */
      return;
    }
  if (byte == '\r' || byte == '\n')
    {
      end_line (self, self->position);
      return;
    }
  if (!self->within)
    self->begin = self->position - 1;
  self->within = TRUE;
  if (self->line < sizeof self->word)
    self->word[self->line] = (char) byte;
  self->line++;
}

/** Takes the next @length @bytes. */
void
wire_event_cutter_add (WireEventCutter *self, const guint8 *bytes, gsize length)
{
  static const guint8 MARK[] = { 0xef, 0xbb, 0xbf };

  for (gsize i = 0; i < length; i++)
    if (self->position < sizeof MARK && !self->within && bytes[i] == MARK[self->position])
      self->position++; /* of UTF-8, at the beginning of the body */
    else
      take_byte (self, bytes[i]);
}

/** The next @length bytes were not captured. */
void
wire_event_cutter_add_gap (WireEventCutter *self, guint64 length)
{
  if (!self->within)
    self->begin = self->position;
  self->within = TRUE;
  self->after_cr = FALSE;
  self->line += length;
  memset (self->word, 0, sizeof self->word);
  self->position += length;
  self->has_data = TRUE; /* for all that is known */
}

/** No more comes: an event whose end is missing is not whole. */
void
wire_event_cutter_end (WireEventCutter *self)
{
  if (self->line > 0)
    end_line (self, self->position);
  tell (self, FALSE);
}

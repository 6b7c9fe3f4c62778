/* wire-mail-dots.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/mail/wire-mail-dots.h"

#include <string.h>

#define LOOSE_END 0x0a2e0a         /* LF . LF */
#define LOOSE_END_CRLF 0x0a2e0d0au /* LF . CR LF */

static void
note_tail (WireMailDots *self, const guint8 *bytes, guint32 length)
{
  for (guint32 i = length > 4 ? length - 4 : 0; i < length; i++)
    self->tail = self->tail << 8 | bytes[i];
}

static WireMailDotsState
step_in_text (WireMailDotsState state, guint8 byte)
{
  if (byte == '\r')
    return WIRE_MAIL_DOTS_CR;
  return state == WIRE_MAIL_DOTS_CR && byte == '\n' ? WIRE_MAIL_DOTS_LINE_BEGINS
                                                    : WIRE_MAIL_DOTS_IN_LINE;
}

static WireMailDotsState
step (WireMailDotsState state, guint8 byte)
{
  if (state == WIRE_MAIL_DOTS_LINE_BEGINS && byte == '.')
    return WIRE_MAIL_DOTS_DOT;
  if (state == WIRE_MAIL_DOTS_DOT && byte == '\r')
    return WIRE_MAIL_DOTS_DOT_CR;
  if (state == WIRE_MAIL_DOTS_DOT_CR)
    return byte == '\n' ? WIRE_MAIL_DOTS_ENDED : step_in_text (WIRE_MAIL_DOTS_CR, byte);
  return step_in_text (state, byte);
}

/* Returns: where the text goes on that is in a line at @at: at the line's end, or at the end */
static guint32
skip_line (const WireMailDots *self, const guint8 *bytes, guint32 at, guint32 length)
{
  const guint8 *end;

  if (self->state != WIRE_MAIL_DOTS_IN_LINE)
    return at;
  end = memchr (bytes + at, '\r', length - at);
  return end ? (guint32) (end - bytes) : length;
}

/* Returns: after the last byte that was looked at; @run is set to what of it is text */
static guint32
find_run (WireMailDots *self, const guint8 *bytes, guint32 at, guint32 length, WireMailDotsRun *run)
{
  run->carriage = self->state == WIRE_MAIL_DOTS_DOT_CR && bytes[at] != '\n';
  run->from = at;
  while ((at = skip_line (self, bytes, at, length)) < length)
    {
      self->state = step (self->state, bytes[at]);
      if (self->state == WIRE_MAIL_DOTS_DOT || self->state == WIRE_MAIL_DOTS_ENDED)
        {
          run->length = at - run->from;
          return at + 1;
        }
      at++;
    }
  run->length = length - run->from;
  return length;
}

/**
 * wire_mail_dots_next:
 * @self: where the text is
 * @bytes: the next ones
 * @length: of @bytes
 * @used: (inout): how many of them were read
 * @run: (out): the next of them that are text
 *
 * A carriage return after a dot is not text until it is known what follows it: who calls this
 * remembers where it was, for #WireMailDotsRun.carriage.
 *
 * Returns: whether something of @bytes was read. When the state is %WIRE_MAIL_DOTS_ENDED the rest
 *   is no text.
 */
gboolean
wire_mail_dots_next (
    WireMailDots *self, const guint8 *bytes, guint32 length, guint32 *used, WireMailDotsRun *run)
{
  guint32 begin = *used;

  if (begin == length || self->state == WIRE_MAIL_DOTS_ENDED)
    return FALSE;
  *used = find_run (self, bytes, begin, length, run);
  note_tail (self, bytes + begin, *used - begin);
  /* Neither the end nor, for now, the carriage return before it is text. */
  if (self->state == WIRE_MAIL_DOTS_ENDED)
    run->length -= MIN (run->length, 1);
  else if (self->state == WIRE_MAIL_DOTS_DOT_CR)
    run->length--;
  return TRUE;
}

/** Bytes are missing: what comes next is somewhere in a line. */
void
wire_mail_dots_lose (WireMailDots *self)
{
  self->state = WIRE_MAIL_DOTS_IN_LINE;
  self->tail = 0;
}

/**
 * wire_mail_dots_get_loose_end:
 * @self: where the text is
 *
 * Many servers take a line of one dot for the end, too, where lines end in a line feed alone. Their
 * answer tells.
 *
 * Returns: how many of the last bytes of the text are no text if it ended there; 0 where it did not
 */
guint
wire_mail_dots_get_loose_end (const WireMailDots *self)
{
  if (self->state == WIRE_MAIL_DOTS_ENDED)
    return 0;
  if (self->tail == LOOSE_END_CRLF)
    return 3;
  if ((self->tail & 0xffffff) != LOOSE_END)
    return 0;
  return self->tail >> 24 == '\r' ? 1 : 2; /* the dot was left out already, or was not */
}

/* wire-mail-line.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/mail/wire-mail-line.h"

#include <string.h>

/* A line that was longer gives its memory back. */
#define USUAL 1024u

void
wire_mail_line_clear (WireMailLine *self)
{
  if (self->text)
    g_string_free (self->text, TRUE);
  *self = (WireMailLine){ 0 };
}

static void
begin (WireMailLine *self)
{
  if (self->text && self->text->allocated_len > USUAL)
    wire_mail_line_clear (self);
  if (!self->text)
    self->text = g_string_new (NULL);
  if (!self->whole)
    return;
  g_string_truncate (self->text, 0);
  self->whole = self->cut = FALSE;
}

static void
append (WireMailLine *self, const guint8 *bytes, gsize length)
{
  gsize room = WIRE_MAIL_LINE_MAX - self->text->len;

  g_string_append_len (self->text, (const char *) bytes, (gssize) MIN (length, room));
  self->cut |= length > room;
}

/**
 * wire_mail_line_add:
 * @self: a line
 * @bytes: the next ones
 * @length: of @bytes
 * @used: (inout): how many were read before; is set to how many are by now
 *
 * Returns: whether the line is whole: the rest of @bytes is for the next call
 */
gboolean
wire_mail_line_add (WireMailLine *self, const guint8 *bytes, guint32 length, guint32 *used)
{
  const guint8 *from = bytes + *used;
  const guint8 *end = *used < length ? memchr (from, '\n', length - *used) : NULL;
  gsize n = end ? (gsize) (end - from) : length - *used;

  if (self->whole || !self->text)
    begin (self);
  append (self, from, n);
  *used += (guint32) n + (end ? 1 : 0);
  if (!end)
    return FALSE;
  if (self->text->len > 0 && self->text->str[self->text->len - 1] == '\r')
    g_string_truncate (self->text, self->text->len - 1);
  return self->whole = TRUE;
}

/** What comes next is the rest of a line whose beginning is missing. */
void
wire_mail_line_lose (WireMailLine *self)
{
  begin (self);
  g_string_truncate (self->text, 0);
  self->cut = TRUE;
}

/** Returns: (transfer none): the line */
const char *
wire_mail_line_get (const WireMailLine *self)
{
  return self->text->str;
}

/* wire-imap-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/imap/wire-imap-reader.h"

#include <string.h>

void
wire_imap_reader_clear (WireImapReader *self)
{
  wire_mail_line_clear (&self->line);
  if (self->text)
    g_string_free (self->text, TRUE);
  *self = (WireImapReader){ 0 };
}

static void
begin_line (WireImapReader *self)
{
  if (!self->text)
    self->text = g_string_new (NULL);
  if (!self->whole)
    return;
  g_string_truncate (self->text, 0);
  self->whole = self->cut = FALSE;
  self->literals = 0;
}

/* Whether @text ends with a literal’s length: {12}, {12+} or ~{12}. */
static gboolean
find_literal (const char *text, guint64 *size, gboolean *waits)
{
  const char *open = strrchr (text, '{');
  char *end;

  if (!open || !g_ascii_isdigit (open[1]))
    return FALSE;
  *size = g_ascii_strtoull (open + 1, &end, 10);
  *waits = *end != '+' && *end != '-';
  end += !*waits;
  return end[0] == '}' && end[1] == '\0' && *size <= G_MAXUINT32;
}

static gboolean
has_one_of (const guint8 *bytes, gsize length, const char *const *words)
{
  for (; *words; words++)
    if (length >= strlen (*words)
        && g_ascii_strncasecmp ((const char *) bytes, *words, strlen (*words)) == 0)
      return TRUE;
  return FALSE;
}

/* Whether @bytes begin with a line of their own: most segments do, also after missing bytes. It is
 * a response on a mail, such as `* 3 FETCH (`, or a command with its tag. */
static gboolean
begins_line (const guint8 *bytes, gsize length)
{
  static const char *const ON_MAILS[] = { " FETCH (", " EXISTS\r\n", " EXPUNGE\r\n", " RECENT\r\n",
                                          NULL };
  static const char *const COMMANDS[] = { " APPEND ",  " FETCH ",   " UID FETCH ", " STORE ",
                                          " SELECT ",  " EXAMINE ", " LOGIN ",     " NOOP\r\n",
                                          " IDLE\r\n", NULL };
  gboolean response = length > 2 && bytes[0] == '*' && bytes[1] == ' ';
  gsize first = response ? 2 : 0;
  gsize at = first;

  while (at < length && at < 16
         && (response ? g_ascii_isdigit (bytes[at]) : g_ascii_isalnum (bytes[at])))
    at++;
  return at > first && has_one_of (bytes + at, length - at, response ? ON_MAILS : COMMANDS);
}

/* Whether missing bytes were the last that came of this side. */
static gboolean
is_after_gap (const WireImapReader *self)
{
  return self->cut && self->line.cut && self->text->len == 0
         && *wire_mail_line_get (&self->line) == '\0';
}

static WireImapRead
take_line (WireImapReader *self)
{
  const char *line = wire_mail_line_get (&self->line);
  gsize length = strlen (line);
  gboolean has_room = self->text->len + length <= WIRE_IMAP_READER_MAX
                      && self->literals <= WIRE_IMAP_READER_MAX_LITERALS;

  self->cut |= self->line.cut || !has_room;
  if (has_room)
    g_string_append_len (self->text, line, (gssize) length);
  if (!find_literal (line, &self->size, &self->waits))
    {
      self->whole = TRUE;
      return WIRE_IMAP_READ_LINE;
    }
  self->left = self->size;
  self->literals++;
  self->literal = TRUE;
  return WIRE_IMAP_READ_LITERAL;
}

/**
 * wire_imap_reader_next:
 * @self: one side
 * @bytes: what it says
 * @length: of @bytes
 * @used: (inout): how many of them were read
 * @n: (out): how many were read now: with %WIRE_IMAP_READ_BYTES they are the literal’s
 */
WireImapRead
wire_imap_reader_next (
    WireImapReader *self, const guint8 *bytes, guint32 length, guint32 *used, guint32 *n)
{
  guint32 begin = *used;

  *n = 0;
  if (self->literal && self->left == 0)
    {
      self->literal = FALSE;
      return WIRE_IMAP_READ_END;
    }
  if (begin == length)
    return WIRE_IMAP_READ_ALL;
  if (self->literal)
    {
      *n = (guint32) MIN (self->left, length - begin);
      self->left -= *n;
      *used += *n;
      self->waits = FALSE;
      return WIRE_IMAP_READ_BYTES;
    }
  begin_line (self);
  if (begin == 0 && is_after_gap (self) && begins_line (bytes, length))
    self->cut = self->line.cut = FALSE;
  return wire_mail_line_add (&self->line, bytes, length, used) ? take_line (self)
                                                               : WIRE_IMAP_READ_ALL;
}

/**
 * wire_imap_reader_lose:
 * @self: one side
 * @length: bytes of it that were not captured
 * @of_literal: (out): how many of them were the literal’s
 *
 * Returns: %WIRE_IMAP_READ_BYTES where all of them were, and %WIRE_IMAP_READ_LINE where the line is
 *   lost, too
 */
WireImapRead
wire_imap_reader_lose (WireImapReader *self, guint64 length, guint64 *of_literal)
{
  *of_literal = self->literal ? MIN (self->left, length) : 0;
  self->left -= *of_literal;
  self->waits = FALSE;
  if (self->literal && *of_literal == length)
    return WIRE_IMAP_READ_BYTES;
  self->literal = FALSE;
  begin_line (self);
  g_string_truncate (self->text, 0);
  wire_mail_line_lose (&self->line);
  self->cut = TRUE;
  return WIRE_IMAP_READ_LINE;
}

/** The literal that the client has announced is not sent: the server does not want it. */
void
wire_imap_reader_cancel (WireImapReader *self)
{
  self->literal = FALSE;
  self->waits = FALSE;
  self->whole = TRUE;
}

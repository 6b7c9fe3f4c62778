/* wire-ftp-lines.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/ftp/wire-ftp-lines.h"

#include "capture/ftp/wire-ftp-verb.h"

#include <string.h>

/* Telnet (RFC 854). */
#define IAC 255
#define WILL 251
#define DONT 254

void
wire_ftp_lines_clear (WireFtpLines *self)
{
  if (self->text)
    g_string_free (self->text, TRUE);
  *self = (WireFtpLines){ 0 };
}

/* Returns: whether @byte was part of a Telnet command */
static gboolean
take_telnet (WireFtpLines *self, guint8 byte)
{
  if (self->telnet == 0 && byte != IAC)
    return FALSE;
  if (self->telnet == 0)
    self->telnet = 1;
  else if (self->telnet == 1 && byte >= WILL && byte <= DONT)
    self->telnet = 2;
  else
    self->telnet = 0;
  return TRUE;
}

static void
end_line (WireFtpLines *self,
          const WireStreamPiece *piece,
          WireFtpLineTaken take,
          gpointer user_data)
{
  GString *text = self->text;

  while (text->len > 0 && text->str[text->len - 1] == '\r')
    g_string_truncate (text, text->len - 1);
  if (!self->broken)
    take (text->str, piece, user_data);
  self->broken = FALSE;
  g_string_truncate (text, 0);
}

static gboolean
is_tls (guint8 byte)
{
  return byte >= 0x14 && byte <= 0x17;
}

/* After missing bytes, most pieces begin with a line all the same: a code or a command tells. */
static gboolean
begins_line (const WireStreamPiece *piece)
{
  char start[8] = { 0 };
  gsize length;

  memcpy (start, piece->data, MIN (piece->length, sizeof start - 1));
  start[strcspn (start, "\r\n")] = '\0';
  length = strcspn (start, " ");
  return (wire_ftp_read_code (start, NULL) && length <= 4)
         || (length <= 4 && wire_ftp_verb_read (start, NULL) != WIRE_FTP_UNKNOWN);
}

/**
 * wire_ftp_lines_add:
 * @self: the lines of one side
 * @piece: the next bytes; no gap
 * @take: called for each line that ended
 * @user_data: for @take
 *
 * Returns: how many bytes of @piece were lines: where less than all, a TLS record begins after
 *   them, as it does after AUTH TLS
 */
guint32
wire_ftp_lines_add (WireFtpLines *self,
                    const WireStreamPiece *piece,
                    WireFtpLineTaken take,
                    gpointer user_data)
{
  if (!self->text)
    self->text = g_string_new (NULL);
  if (self->broken && piece->length > 1 && is_tls (piece->data[0]) && piece->data[1] == 3)
    return 0;
  if (self->lost && piece->length >= 4 && begins_line (piece))
    self->broken = FALSE;
  self->lost = FALSE;
  for (guint32 i = 0; i < piece->length; i++)
    {
      guint8 byte = piece->data[i];

      if (is_tls (byte) && wire_ftp_lines_are_between (self))
        return i;
      if (take_telnet (self, byte))
        continue;
      if (byte == '\n')
        end_line (self, piece, take, user_data);
      else if (self->text->len < WIRE_FTP_MAX_LINE && byte != '\0')
        g_string_append_c (self->text, (char) byte);
    }
  return piece->length;
}

/** Some bytes were not captured: the line that they belong to is left out. */
void
wire_ftp_lines_lose (WireFtpLines *self)
{
  if (self->text)
    g_string_truncate (self->text, 0);
  self->lost = TRUE;
  self->broken = TRUE;
  self->telnet = 0;
}

/** Whether the next byte is the first of a line. */
gboolean
wire_ftp_lines_are_between (const WireFtpLines *self)
{
  return !self->broken && self->telnet == 0 && (!self->text || self->text->len == 0);
}

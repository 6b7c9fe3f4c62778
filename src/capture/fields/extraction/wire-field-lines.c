/* wire-field-lines.c: fields of commands and replies in lines: FTP (RFC 959) and SMTP (RFC 5321)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/extraction/wire-field-side.h"

#include <string.h>

/* What a side of SMTP says next; kept in its phase. */
typedef enum
{
  COMMANDS,
  ANSWER,    /* of a client: a line that answers a challenge of AUTH */
  MAIL,      /* of a client: lines up to one with a single full stop */
  CHUNK,     /* of a client: as many bytes as BDAT says (RFC 3030) */
  CONTINUED, /* of a server: the reply goes on */
} Phase;

/* The longest line that is looked at; no command is so long. */
#define MAX_LINE 65536u

static const guint8 END[] = { '\r', '\n', '.', '\r', '\n' };

/* Returns: the bytes of the first line, its end included; 0 where it has none */
static gsize
measure_line (const guint8 *bytes, gsize length)
{
  const guint8 *end = memchr (bytes, '\n', length);

  return end ? (gsize) (end - bytes) + 1 : 0;
}

/* Returns: @length without the line end */
static gsize
strip_end (const guint8 *bytes, gsize length)
{
  if (length > 0 && bytes[length - 1] == '\n')
    length--;
  if (length > 0 && bytes[length - 1] == '\r')
    length--;
  return length;
}

static gboolean
has_code (const guint8 *bytes, gsize length)
{
  return length >= 3 && g_ascii_isdigit (bytes[0]) && g_ascii_isdigit (bytes[1])
         && g_ascii_isdigit (bytes[2]);
}

static guint
read_code (const guint8 *bytes)
{
  return (guint) (bytes[0] - '0') * 100 + (guint) (bytes[1] - '0') * 10 + (guint) (bytes[2] - '0');
}

/* Whether @bytes begin with @word, in any case. */
static gboolean
begins_with (const guint8 *bytes, gsize length, const char *word)
{
  gsize n = strlen (word);

  return length >= n && g_ascii_strncasecmp ((const char *) bytes, word, n) == 0;
}

/* A record of TLS in place of a line: AUTH TLS or STARTTLS went before. */
static gboolean
begins_tls (WireFieldSide *side, const guint8 *bytes, gsize length)
{
  if (side->phase != COMMANDS || !wire_field_tls_is_record (bytes, length))
    return FALSE;
  side->next_talk = WIRE_FIELD_TALK_TLS;
  return TRUE;
}

static void
give_text (WireFieldPacket *packet, const char *name, const guint8 *bytes, gsize length)
{
  if (length > 0)
    wire_field_packet_give_raw (packet, name, bytes, length);
}

/* FTP: as Wireshark has it, what a segment brings is a command or reply, whose first line counts.
 */

static WireFieldCut
cut_ftp (WireFieldSide *side, const guint8 *bytes, gsize length, guint64 *size)
{
  if (begins_tls (side, bytes, length))
    return WIRE_FIELD_CUT_OTHER;
  *size = length;
  return WIRE_FIELD_CUT_WHOLE;
}

static void
give_ftp_command (WireFieldPacket *packet, const guint8 *bytes, gsize length)
{
  gsize word = 0, rest;

  while (word < length && bytes[word] != ' ')
    word++;
  for (rest = word; rest < length && bytes[rest] == ' ';)
    rest++;
  give_text (packet, "ftp.request.command", bytes, word);
  give_text (packet, "ftp.request.arg", bytes + rest, length - rest);
}

static void
give_ftp_reply (WireFieldPacket *packet, const guint8 *bytes, gsize length)
{
  gsize rest = 0;

  if (has_code (bytes, length))
    {
      wire_field_packet_give_number (packet, "ftp.response.code", read_code (bytes));
      rest = MIN (length, 4);
    }
  give_text (packet, "ftp.response.arg", bytes + rest, length - rest);
}

static void
give_ftp (WireFieldSide *side,
          WireFieldSide *other,
          WireFieldPacket *packet,
          const guint8 *bytes,
          gsize length)
{
  gsize line = measure_line (bytes, length);

  (void) other;
  line = strip_end (bytes, line > 0 ? line : length);
  wire_field_packet_give_protocol (packet, "ftp", bytes, length, length);
  wire_field_packet_give_number (packet, "ftp.request", !side->server);
  wire_field_packet_give_number (packet, "ftp.response", side->server);
  if (side->server)
    give_ftp_reply (packet, bytes, line);
  else
    give_ftp_command (packet, bytes, line);
}

/* SMTP */

/* Returns: how many of @bytes are of the mail; at its end, commands follow */
static gsize
measure_mail (WireFieldSide *side, const guint8 *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (bytes[i] == END[side->left])
        side->left++;
      else
        side->left = bytes[i] == '\r' ? 1 : 0;
      if (side->left < sizeof END)
        continue;
      side->left = 0;
      side->phase = COMMANDS;
      return i + 1;
    }
  return length;
}

static gsize
measure_chunk (WireFieldSide *side, gsize length)
{
  gsize n = (gsize) MIN (side->left, length);

  side->left -= n;
  if (side->left == 0)
    side->phase = COMMANDS;
  return n;
}

/* What is not a command or reply is given as it comes: @plain says so to give_smtp(). */
static WireFieldCut
cut_smtp (WireFieldSide *side, const guint8 *bytes, gsize length, guint64 *size)
{
  side->plain = side->phase == MAIL || side->phase == CHUNK;
  if (begins_tls (side, bytes, length))
    return WIRE_FIELD_CUT_OTHER;
  if (side->phase == MAIL)
    *size = measure_mail (side, bytes, length);
  else if (side->phase == CHUNK)
    *size = measure_chunk (side, length);
  else
    *size = measure_line (bytes, length);
  if (*size == 0 && length > MAX_LINE)
    return WIRE_FIELD_CUT_FOREIGN;
  return *size == 0 ? WIRE_FIELD_CUT_MORE : WIRE_FIELD_CUT_WHOLE;
}

/* What a command is followed by. After DATA a mail comes once the server agrees. */
static void
note_command (WireFieldSide *side, const guint8 *bytes, gsize length)
{
  g_autofree char *line = g_strndup ((const char *) bytes, length);

  if (!begins_with (bytes, length, "BDAT "))
    return;
  side->left = g_ascii_strtoull (line + strlen ("BDAT "), NULL, 10);
  if (side->left > 0)
    side->phase = CHUNK;
}

static void
give_smtp_command (WireFieldSide *side, WireFieldPacket *packet, const guint8 *bytes, gsize length)
{
  gsize line = strip_end (bytes, length);

  if (side->phase == ANSWER)
    {
      side->phase = COMMANDS;
      return;
    }
  wire_field_packet_give_number (packet, "smtp.req", TRUE);
  give_text (packet, "smtp.command_line", bytes, length);
  give_text (packet, "smtp.req.command", bytes, MIN (line, 4));
  if (line > 5)
    give_text (packet, "smtp.req.parameter", bytes + 5, line - 5);
  note_command (side, bytes, line);
}

static void
note_reply (WireFieldSide *client, guint code)
{
  if (code == 334)
    client->phase = ANSWER;
  if (code != 354 || client->phase != COMMANDS)
    return;
  client->phase = MAIL;
  client->left = 2; /* a full stop in the first line ends it, too */
}

static void
give_smtp_reply (WireFieldSide *side,
                 WireFieldSide *client,
                 WireFieldPacket *packet,
                 const guint8 *bytes,
                 gsize length)
{
  gsize line = strip_end (bytes, length);

  wire_field_packet_give_number (packet, "smtp.rsp", TRUE);
  if (!has_code (bytes, line))
    return;
  if (side->phase != CONTINUED)
    wire_field_packet_give_number (packet, "smtp.response.code", read_code (bytes));
  if (line > 4)
    give_text (packet, "smtp.rsp.parameter", bytes + 4, line - 4);
  side->phase = line > 3 && bytes[3] == '-' ? CONTINUED : COMMANDS;
  if (side->phase == COMMANDS)
    note_reply (client, read_code (bytes));
}

static void
give_smtp (WireFieldSide *side,
           WireFieldSide *other,
           WireFieldPacket *packet,
           const guint8 *bytes,
           gsize length)
{
  wire_field_packet_give_protocol (packet, "smtp", bytes, length, length);
  if (side->server)
    give_smtp_reply (side, other, packet, bytes, length);
  else if (!side->plain)
    give_smtp_command (side, packet, bytes, length);
}

/* The beginning of a line is of that protocol, too. */
static void
give_smtp_part (WireFieldPacket *packet, const guint8 *bytes, gsize length)
{
  wire_field_packet_give_protocol (packet, "smtp", bytes, length, length);
}

const WireFieldProtocol wire_field_ftp = { NULL, cut_ftp, give_ftp, NULL, NULL };
const WireFieldProtocol wire_field_smtp = { NULL, cut_smtp, give_smtp, NULL, give_smtp_part };

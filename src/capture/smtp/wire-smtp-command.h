/* wire-smtp-command.h: what a client says (RFC 5321, 3030, 3207, 4954; RFC 2033 for LMTP)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Commands that matter here; the others are answered, too. */
typedef enum
{
  WIRE_SMTP_OTHER,
  WIRE_SMTP_HELLO, /* HELO or EHLO */
  WIRE_SMTP_LHLO,
  WIRE_SMTP_MAIL,
  WIRE_SMTP_RCPT,
  WIRE_SMTP_DATA,
  WIRE_SMTP_BDAT,
  WIRE_SMTP_RSET,
  WIRE_SMTP_AUTH,
  WIRE_SMTP_STARTTLS,
  WIRE_SMTP_QUIT,
  WIRE_SMTP_END, /* the end of a mail's text, which is answered as a command is */
} WireSmtpVerb;

WireSmtpVerb wire_smtp_command_parse (const char *line, const char **arguments);
gboolean wire_smtp_command_parse_chunk (const char *arguments, guint64 *size, gboolean *last);
char *wire_smtp_command_parse_path (const char *arguments);
gboolean wire_smtp_reply_parse (const char *line, guint *code, gboolean *goes_on);

G_END_DECLS

/* wire-smtp-command.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smtp/wire-smtp-command.h"

#include <string.h>

static const struct
{
  const char *word;
  WireSmtpVerb verb;
} VERBS[] = {
  { "HELO", WIRE_SMTP_HELLO },        { "EHLO", WIRE_SMTP_HELLO },    { "LHLO", WIRE_SMTP_LHLO },
  { "MAIL FROM:", WIRE_SMTP_MAIL },   { "RCPT TO:", WIRE_SMTP_RCPT }, { "DATA", WIRE_SMTP_DATA },
  { "BDAT", WIRE_SMTP_BDAT },         { "RSET", WIRE_SMTP_RSET },     { "AUTH", WIRE_SMTP_AUTH },
  { "STARTTLS", WIRE_SMTP_STARTTLS }, { "QUIT", WIRE_SMTP_QUIT },
};

/**
 * wire_smtp_command_parse:
 * @line: what the client says
 * @arguments: (out): what follows the command
 */
WireSmtpVerb
wire_smtp_command_parse (const char *line, const char **arguments)
{
  for (gsize i = 0; i < G_N_ELEMENTS (VERBS); i++)
    {
      gsize length = strlen (VERBS[i].word);
      const char *rest = line + length;

      if (g_ascii_strncasecmp (line, VERBS[i].word, length) != 0
          || (rest[-1] != ':' && *rest && *rest != ' '))
        continue;
      while (*rest == ' ')
        rest++;
      *arguments = rest;
      return VERBS[i].verb;
    }
  *arguments = "";
  return WIRE_SMTP_OTHER;
}

/** Whether @arguments are those of BDAT: @size bytes follow, and are the mail's last ones or not.
 */
gboolean
wire_smtp_command_parse_chunk (const char *arguments, guint64 *size, gboolean *last)
{
  char *end;

  if (!g_ascii_isdigit (*arguments))
    return FALSE;
  *size = g_ascii_strtoull (arguments, &end, 10);
  while (*end == ' ')
    end++;
  *last = g_ascii_strncasecmp (end, "LAST", 4) == 0;
  return *end == '\0' || *last;
}

/** Returns: (transfer full): the address in @arguments of MAIL or RCPT; empty for the null sender
 */
char *
wire_smtp_command_parse_path (const char *arguments)
{
  const char *end;

  if (*arguments != '<')
    return g_strndup (arguments, strcspn (arguments, " "));
  end = strchr (arguments, '>');
  return end ? g_strndup (arguments + 1, (gsize) (end - arguments - 1)) : g_strdup (arguments + 1);
}

/**
 * wire_smtp_reply_parse:
 * @line: what the server says
 * @code: (out): the first three digits
 * @goes_on: (out): more lines of the same reply follow
 *
 * Returns: whether it is a line of a reply
 */
gboolean
wire_smtp_reply_parse (const char *line, guint *code, gboolean *goes_on)
{
  if (!g_ascii_isdigit (line[0]) || !g_ascii_isdigit (line[1]) || !g_ascii_isdigit (line[2])
      || (line[3] && line[3] != ' ' && line[3] != '-'))
    return FALSE;
  *code = (guint) (line[0] - '0') * 100 + (guint) (line[1] - '0') * 10 + (guint) (line[2] - '0');
  *goes_on = line[3] == '-';
  return TRUE;
}

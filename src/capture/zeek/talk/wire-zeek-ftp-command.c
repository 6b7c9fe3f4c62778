/* wire-zeek-ftp-command.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/talk/wire-zeek-ftp-command.h"

#include <string.h>

/* Which answers commands may have: RFC 959, section 5.4, RFC 2389, 2428 and 3659. 500 is for all.
 */
static const struct
{
  const char *verb;
  const char *codes;
} ANSWERS[] = {
  { WIRE_ZEEK_FTP_GREETING, "120 220 421" },
  { "USER", "230 331 332 421 530 501" },
  { "PASS", "230 202 332 421 530 501 503" },
  { "ACCT", "230 202 421 530 501 503" },
  { "CWD", "250 421 501 502 530 550" },
  { "CDUP", "200 250 421 501 502 530 550" },
  { "SMNT", "202 250 421 501 502 530 550" },
  { "REIN", "120 220 421 502" },
  { "QUIT", "221" },
  { "PORT", "200 421 501 530" },
  { "PASV", "227 421 501 502 530" },
  { "MODE", "200 421 501 502 504 530" },
  { "TYPE", "200 421 501 504 530" },
  { "STRU", "200 421 501 504 530" },
  { "ALLO", "200 202 421 501 504 530" },
  { "REST", "200 350 421 501 502 530" },
  { "STOR", "110 125 150 226 250 421 425 426 450 451 452 501 530 532 550 551 552 553" },
  { "STOU", "110 125 150 226 250 421 425 426 450 451 452 501 530 532 550 551 552 553" },
  { "RETR", "110 125 150 226 250 421 425 426 450 451 501 530 550" },
  { "LIST", "125 150 226 250 421 425 426 450 451 501 502 530 550" },
  { "NLST", "125 150 226 250 421 425 426 450 451 501 502 530 550" },
  { "APPE", "125 150 226 250 421 425 426 450 451 452 501 502 530 532 550 551 552 553" },
  { "RNFR", "350 421 450 550 501 502 530" },
  { "RNTO", "250 421 532 553 501 502 503 530" },
  { "DELE", "250 421 450 550 501 502 530" },
  { "RMD", "250 421 501 502 530 550" },
  { "MKD", "257 421 501 502 530 550" },
  { "PWD", "257 421 501 502 550" },
  { "ABOR", "225 226 421 501 502" },
  { "SYST", "215 421 501 502 530" },
  { "STAT", "211 212 213 421 450 501 502 530" },
  { "HELP", "200 211 214 421 501 502" },
  { "SITE", "200 202 214 501 502 530" },
  { "NOOP", "200 421" },
  { "LPRT", "501 521" },
  { "FEAT", "211 502" },
  { "OPTS", "200 451 501" },
  { "EPSV", "229 501" },
  { "EPRT", "200 501 522" },
  { "SIZE", "213 501 550" },
  { "MDTM", "213 501 550" },
  { "MLST", "150 226 250 501 550" },
  { "MLSD", "150 226 250 501 550" },
  { "CLNT", "200" },
  { "MACB", "200 550" },
};

/** Returns: (transfer full): a command */
WireZeekFtpCommand *
wire_zeek_ftp_command_new (guint number, gint64 time, const char *verb, const char *argument)
{
  WireZeekFtpCommand *self = g_new0 (WireZeekFtpCommand, 1);

  self->number = number;
  self->time = time;
  self->verb = g_ascii_strup (verb, -1);
  self->argument = g_strdup (argument);
  return self;
}

void
wire_zeek_ftp_command_free (WireZeekFtpCommand *self)
{
  g_free (self->verb);
  g_free (self->argument);
  g_free (self);
}

static gboolean
is_in (const char *word, const char *words)
{
  const gsize length = strlen (word);

  for (const char *at = strstr (words, word); at; at = strstr (at + 1, word))
    if ((at == words || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
      return TRUE;
  return FALSE;
}

static gboolean
may_have (const WireZeekFtpCommand *command, guint code)
{
  char text[16];

  if (code == 500)
    return TRUE;
  g_snprintf (text, sizeof text, "%u", code);
  for (gsize i = 0; i < G_N_ELEMENTS (ANSWERS); i++)
    if (g_str_equal (ANSWERS[i].verb, command->verb))
      return is_in (text, ANSWERS[i].codes);
  return FALSE;
}

static guint
rate (const WireZeekFtpCommand *command, guint code, const char *text)
{
  guint rating = may_have (command, code) ? 100 : 0;

  if (strstr (text, command->verb))
    rating += 20;
  if (*command->argument && strstr (text, command->argument))
    rating += 10;
  return rating;
}

/**
 * wire_zeek_ftp_commands_find:
 * @pending: (element-type WireZeekFtpCommand): commands that wait, in their order
 * @code: of an answer
 * @text: of the answer
 *
 * Returns: the place of the command that it answers, as Zeek guesses it: by the code, by the words,
 *   and by the order; the length of @pending where that is empty
 */
guint
wire_zeek_ftp_commands_find (const GPtrArray *pending, guint code, const char *text)
{
  guint best = pending->len;
  guint rating = 0;

  for (guint i = 0; i < pending->len; i++)
    {
      guint own = rate (g_ptr_array_index (pending, i), code, text);

      if (best == pending->len || own > rating)
        {
          best = i;
          rating = own;
        }
    }
  return best;
}

/** Returns: whether its argument is a path */
gboolean
wire_zeek_ftp_command_names_file (const WireZeekFtpCommand *self)
{
  return is_in (self->verb, "APPE CWD DELE MKD RETR RMD RNFR RNTO STOR STOU REST SIZE MDTM");
}

/** Returns: whether ftp.log has rows of it */
gboolean
wire_zeek_ftp_command_is_logged (const WireZeekFtpCommand *self)
{
  return is_in (self->verb, "APPE DELE RETR STOR STOU ACCT PORT PASV EPRT EPSV");
}

/* Takes a folder out with the `..` that follows it. Returns: whether there was one */
static gboolean
go_up (GString *path)
{
  char *found = strstr (path->str, "/..");
  gsize slash, begin, end;

  while (found && found[3] != '/' && found[3] != '\0')
    found = strstr (found + 1, "/..");
  if (!found)
    return FALSE;
  slash = (gsize) (found - path->str);
  end = slash + 3 + strspn (found + 3, "/");
  while (slash > 0 && path->str[slash - 1] == '/')
    slash--;
  for (begin = slash; begin > 0 && path->str[begin - 1] != '/';)
    begin--;
  if (slash - begin == 2 && strncmp (path->str + begin, "..", 2) == 0)
    return FALSE;
  while (begin > 0 && path->str[begin - 1] == '/')
    begin--;
  if (path->str[begin] == '/')
    begin++;
  g_string_erase (path, (gssize) begin, (gssize) (end - begin));
  return TRUE;
}

/* `//` and `/./` are `/`. */
static void
drop_doubles (GString *path)
{
  for (gsize i = 0; i < path->len; i++)
    {
      gsize n = i;
      guint times = 0;

      for (; path->str[n] == '/'; times++)
        n += path->str[n + 1] == '.' ? 2 : 1;
      if (times > 1)
        g_string_erase (path, (gssize) i + 1, (gssize) (n - i - 1));
    }
  if (path->len > 1 && path->str[path->len - 1] == '/')
    g_string_truncate (path, path->len - 1);
}

/** Returns: (transfer full): @path in @folder, where it is not absolute, without detours */
char *
wire_zeek_ftp_join_path (const char *folder, const char *path)
{
  GString *joined = g_string_new (NULL);

  if (*path != '/')
    g_string_printf (joined, "%s/", folder);
  g_string_append (joined, path);
  while (go_up (joined))
    continue;
  drop_doubles (joined);
  return g_string_free (joined, FALSE);
}

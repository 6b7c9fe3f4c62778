/* wire-ftp-verb.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/ftp/wire-ftp-verb.h"

#include <string.h>

/*
 * @good: the replies that say yes; the last of them is repeated
 * @only: other protocols of lines do not have it
 */
typedef struct
{
  const char *name;
  WireFtpVerb verb;
  guint16 good[3];
  gboolean only;
} Verb;

static const Verb VERBS[] = {
  { "ABOR", WIRE_FTP_ABOR, { 225, 226, 226 }, TRUE },
  { "ACCT", WIRE_FTP_OTHER, { 230, 202, 202 }, FALSE },
  { "ALLO", WIRE_FTP_OTHER, { 200, 202, 202 }, TRUE },
  { "APPE", WIRE_FTP_APPE, { 226, 250, 250 }, TRUE },
  { "AUTH", WIRE_FTP_AUTH, { 234, 334, 334 }, FALSE },
  { "CCC", WIRE_FTP_CCC, { 200, 200, 200 }, FALSE },
  { "CDUP", WIRE_FTP_CDUP, { 200, 250, 250 }, TRUE },
  { "CLNT", WIRE_FTP_OTHER, { 200, 200, 200 }, FALSE },
  { "CWD", WIRE_FTP_CWD, { 250, 200, 200 }, TRUE },
  { "DELE", WIRE_FTP_DELE, { 250, 200, 200 }, FALSE },
  { "EPRT", WIRE_FTP_EPRT, { 200, 200, 200 }, TRUE },
  { "EPSV", WIRE_FTP_EPSV, { 229, 200, 200 }, TRUE },
  { "FEAT", WIRE_FTP_OTHER, { 211, 211, 211 }, FALSE },
  { "HELP", WIRE_FTP_OTHER, { 211, 214, 214 }, FALSE },
  { "HOST", WIRE_FTP_OTHER, { 220, 220, 220 }, FALSE },
  { "LANG", WIRE_FTP_OTHER, { 200, 200, 200 }, FALSE },
  { "LIST", WIRE_FTP_LIST, { 226, 250, 250 }, FALSE },
  { "MDTM", WIRE_FTP_OTHER, { 213, 253, 253 }, TRUE },
  { "MFMT", WIRE_FTP_OTHER, { 213, 213, 213 }, TRUE },
  { "MKD", WIRE_FTP_MKD, { 257, 250, 250 }, TRUE },
  { "MLSD", WIRE_FTP_MLSD, { 226, 250, 250 }, TRUE },
  { "MLST", WIRE_FTP_OTHER, { 250, 250, 250 }, TRUE },
  { "MODE", WIRE_FTP_MODE, { 200, 200, 200 }, FALSE },
  { "NLST", WIRE_FTP_NLST, { 226, 250, 250 }, TRUE },
  { "NOOP", WIRE_FTP_NOOP, { 200, 200, 200 }, FALSE },
  { "OPTS", WIRE_FTP_OTHER, { 200, 202, 202 }, FALSE },
  { "PASS", WIRE_FTP_PASS, { 230, 202, 332 }, FALSE },
  { "PASV", WIRE_FTP_PASV, { 227, 227, 227 }, TRUE },
  { "PBSZ", WIRE_FTP_OTHER, { 200, 200, 200 }, TRUE },
  { "PORT", WIRE_FTP_PORT, { 200, 250, 250 }, FALSE },
  { "PROT", WIRE_FTP_PROT, { 200, 200, 200 }, FALSE },
  { "PWD", WIRE_FTP_PWD, { 257, 257, 257 }, TRUE },
  { "QUIT", WIRE_FTP_OTHER, { 221, 221, 221 }, FALSE },
  { "REIN", WIRE_FTP_REIN, { 220, 120, 120 }, FALSE },
  { "REST", WIRE_FTP_REST, { 350, 350, 350 }, FALSE },
  { "RETR", WIRE_FTP_RETR, { 226, 250, 250 }, FALSE },
  { "RMD", WIRE_FTP_RMD, { 250, 250, 250 }, TRUE },
  { "RNFR", WIRE_FTP_RNFR, { 350, 350, 350 }, TRUE },
  { "RNTO", WIRE_FTP_RNTO, { 250, 250, 250 }, TRUE },
  { "SITE", WIRE_FTP_OTHER, { 200, 250, 214 }, TRUE },
  { "SIZE", WIRE_FTP_SIZE, { 213, 213, 213 }, FALSE },
  { "SMNT", WIRE_FTP_OTHER, { 250, 202, 202 }, FALSE },
  { "STAT", WIRE_FTP_STAT, { 211, 212, 213 }, FALSE },
  { "STOR", WIRE_FTP_STOR, { 226, 250, 250 }, TRUE },
  { "STOU", WIRE_FTP_STOU, { 226, 250, 250 }, TRUE },
  { "STRU", WIRE_FTP_OTHER, { 200, 200, 200 }, TRUE },
  { "SYST", WIRE_FTP_OTHER, { 215, 215, 215 }, TRUE },
  { "TYPE", WIRE_FTP_TYPE, { 200, 200, 200 }, FALSE },
  { "USER", WIRE_FTP_USER, { 331, 230, 332 }, FALSE },
  { "XCUP", WIRE_FTP_CDUP, { 200, 250, 250 }, TRUE },
  { "XCWD", WIRE_FTP_CWD, { 250, 200, 200 }, TRUE },
  { "XMKD", WIRE_FTP_MKD, { 257, 250, 250 }, TRUE },
  { "XPWD", WIRE_FTP_PWD, { 257, 257, 257 }, TRUE },
  { "XRMD", WIRE_FTP_RMD, { 250, 250, 250 }, TRUE },
};

/* Returns: (nullable) */
static const Verb *
find (WireFtpVerb verb)
{
  for (gsize i = 0; i < G_N_ELEMENTS (VERBS); i++)
    if (VERBS[i].verb == verb)
      return &VERBS[i];
  return NULL;
}

/**
 * wire_ftp_verb_read:
 * @line: what a client said, without the end of the line
 * @argument: (out) (optional): what follows the command and one blank
 *
 * Returns: the command, in whichever case it is written
 */
WireFtpVerb
wire_ftp_verb_read (const char *line, const char **argument)
{
  gsize length = strcspn (line, " ");

  if (argument)
    *argument = line + length + (line[length] == ' ');
  for (gsize i = 0; length >= 3 && length <= 4 && i < G_N_ELEMENTS (VERBS); i++)
    if (g_ascii_strncasecmp (line, VERBS[i].name, length) == 0 && VERBS[i].name[length] == '\0')
      return VERBS[i].verb;
  return WIRE_FTP_UNKNOWN;
}

/** Returns: (nullable): the command as it is written, a literal */
const char *
wire_ftp_verb_get_name (WireFtpVerb verb)
{
  const Verb *found = find (verb);

  return found && verb != WIRE_FTP_OTHER ? found->name : NULL;
}

/** Whether the command asks for a list of names. */
gboolean
wire_ftp_verb_lists (WireFtpVerb verb)
{
  return verb == WIRE_FTP_LIST || verb == WIRE_FTP_NLST || verb == WIRE_FTP_MLSD;
}

/** Whether the command needs a data connection. */
gboolean
wire_ftp_verb_transfers (WireFtpVerb verb)
{
  return wire_ftp_verb_lists (verb) || verb == WIRE_FTP_RETR || verb == WIRE_FTP_STOR
         || verb == WIRE_FTP_STOU || verb == WIRE_FTP_APPE;
}

/** Whether no other protocol of lines that is in use has a command of that name. */
gboolean
wire_ftp_verb_is_ftp_only (WireFtpVerb verb)
{
  const Verb *found = verb == WIRE_FTP_UNKNOWN ? NULL : find (verb);

  return found && verb != WIRE_FTP_OTHER && found->only;
}

/** Whether @code can be an answer to @verb: one that says yes, or any refusal. Used to find out
 * which answers are missing. */
gboolean
wire_ftp_verb_may_get (WireFtpVerb verb, guint code)
{
  const Verb *found = find (verb);

  if (code >= 500 || verb == WIRE_FTP_OTHER || verb == WIRE_FTP_UNKNOWN)
    return code < 600;
  if (code >= 400)
    return code == 421 || code == 450 || code == 451 || wire_ftp_verb_transfers (verb)
           || (verb == WIRE_FTP_ABOR ? code == 426 : code != 425 && code != 426);
  if (code < 200)
    return wire_ftp_verb_transfers (verb);
  return found && (code == found->good[0] || code == found->good[1] || code == found->good[2]);
}

/**
 * wire_ftp_read_code:
 * @line: what a server said
 * @goes_on: (out) (optional): more lines of the reply follow
 *
 * Returns: the code that the line begins with; 0 where it begins with none
 */
guint
wire_ftp_read_code (const char *line, gboolean *goes_on)
{
  if (!g_ascii_isdigit (line[0]) || !g_ascii_isdigit (line[1]) || !g_ascii_isdigit (line[2])
      || (line[3] && line[3] != ' ' && line[3] != '-') || line[0] < '1' || line[0] > '6')
    return 0;
  if (goes_on)
    *goes_on = line[3] == '-';
  return (guint) ((line[0] - '0') * 100 + (line[1] - '0') * 10 + line[2] - '0');
}

/* wire-imap-command.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/imap/wire-imap-command.h"

#include <string.h>

static const struct
{
  const char *word;
  WireImapVerb verb;
  gboolean own; /* no other protocol has it after another word */
} VERBS[] = {
  { "LOGIN", WIRE_IMAP_LOGIN, TRUE },       { "AUTHENTICATE", WIRE_IMAP_AUTHENTICATE, TRUE },
  { "STARTTLS", WIRE_IMAP_STARTTLS, TRUE }, { "COMPRESS", WIRE_IMAP_COMPRESS, FALSE },
  { "SELECT", WIRE_IMAP_SELECT, TRUE },     { "EXAMINE", WIRE_IMAP_SELECT, TRUE },
  { "CLOSE", WIRE_IMAP_SELECT, FALSE },     { "UNSELECT", WIRE_IMAP_SELECT, FALSE },
  { "LOGOUT", WIRE_IMAP_SELECT, FALSE },    { "FETCH", WIRE_IMAP_FETCH, FALSE },
  { "UID FETCH", WIRE_IMAP_FETCH, TRUE },   { "APPEND", WIRE_IMAP_APPEND, FALSE },
  { "CAPABILITY", WIRE_IMAP_OTHER, TRUE },  { "NAMESPACE", WIRE_IMAP_OTHER, TRUE },
  { "ENABLE", WIRE_IMAP_OTHER, FALSE },     { "LIST", WIRE_IMAP_OTHER, FALSE },
  { "LSUB", WIRE_IMAP_OTHER, FALSE },       { "STATUS", WIRE_IMAP_OTHER, FALSE },
  { "IDLE", WIRE_IMAP_OTHER, FALSE },       { "NOOP", WIRE_IMAP_OTHER, FALSE },
  { "ID", WIRE_IMAP_OTHER, FALSE },         { "UID SEARCH", WIRE_IMAP_OTHER, TRUE },
};

static gsize
get_tag_length (const char *line)
{
  gsize n = 0;

  while (g_ascii_isalnum (line[n]) || (line[n] && strchr (".-_:/$!#&=", line[n])))
    n++;
  return line[n] == ' ' && n <= 64 ? n : 0;
}

/* Returns: the row of the command, or -1 */
static int
find_verb (const char *rest)
{
  for (gsize i = 0; i < G_N_ELEMENTS (VERBS); i++)
    {
      gsize length = strlen (VERBS[i].word);

      if (g_ascii_strncasecmp (rest, VERBS[i].word, length) == 0
          && (rest[length] == ' ' || rest[length] == '\0'))
        return (int) i;
    }
  return -1;
}

/**
 * wire_imap_command_is_one:
 * @line: what a client says; may be cut at its end
 * @alone: nothing else says that it is IMAP: words that others use, too, are not enough
 */
gboolean
wire_imap_command_is_one (const char *line, gboolean alone)
{
  gsize tag = get_tag_length (line);
  int row = tag > 0 ? find_verb (line + tag + 1) : -1;

  return row >= 0 && (!alone || VERBS[row].own);
}

/** @command: (out): its tag is freed by the caller. Returns: whether @line has a tag */
gboolean
wire_imap_command_parse (const char *line, WireImapCommand *command)
{
  gsize tag = get_tag_length (line);
  const char *rest = line + tag + 1;
  int row;

  if (tag == 0)
    return FALSE;
  row = find_verb (rest);
  command->tag = g_strndup (line, tag);
  command->verb = row < 0 ? WIRE_IMAP_OTHER : VERBS[row].verb;
  command->arguments = row < 0 ? rest + strcspn (rest, " ") : rest + strlen (VERBS[row].word);
  command->arguments += strspn (command->arguments, " ");
  return TRUE;
}

/**
 * wire_imap_command_parse_word:
 * @arguments: (inout): an atom or a quoted string, and what follows
 *
 * Returns: (transfer full): the word
 */
char *
wire_imap_command_parse_word (const char **arguments)
{
  const char *at = *arguments;
  GString *word = g_string_new (NULL);
  gboolean quoted = *at == '"';

  for (at += quoted; *at && (quoted ? *at != '"' : *at != ' '); at++)
    {
      if (quoted && *at == '\\' && at[1])
        at++;
      g_string_append_c (word, *at);
    }
  at += quoted && *at;
  *arguments = at + strspn (at, " ");
  return g_string_free (word, FALSE);
}

/** Returns: whether there is another range, such as <0.1500>, in @arguments, after which it is set
 */
gboolean
wire_imap_command_next_range (const char **arguments, guint64 *offset, guint64 *length)
{
  const char *at = *arguments;
  char *end;

  while ((at = strchr (at, '<')))
    {
      at++;
      *offset = g_ascii_strtoull (at, &end, 10);
      if (end == at || *end != '.')
        continue;
      *length = g_ascii_strtoull (end + 1, &end, 10);
      *arguments = end;
      if (*end == '>')
        return TRUE;
    }
  return FALSE;
}

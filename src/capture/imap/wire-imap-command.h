/* wire-imap-command.h: what a client says (RFC 9051, section 6; RFC 4978 for COMPRESS)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Commands that matter here. */
typedef enum
{
  WIRE_IMAP_OTHER,
  WIRE_IMAP_LOGIN,
  WIRE_IMAP_AUTHENTICATE,
  WIRE_IMAP_STARTTLS,
  WIRE_IMAP_COMPRESS,
  WIRE_IMAP_SELECT, /* and what else ends what is known of the mailbox */
  WIRE_IMAP_FETCH,
  WIRE_IMAP_APPEND,
} WireImapVerb;

/**
 * WireImapCommand:
 * @tag: that the server’s answer has, too
 * @verb: the command
 * @arguments: after it; in the line that was parsed
 */
typedef struct
{
  char *tag;
  WireImapVerb verb;
  const char *arguments;
} WireImapCommand;

gboolean wire_imap_command_parse (const char *line, WireImapCommand *command);
gboolean wire_imap_command_is_one (const char *line, gboolean alone);
char *wire_imap_command_parse_word (const char **arguments);
gboolean wire_imap_command_next_range (const char **arguments, guint64 *offset, guint64 *length);

G_END_DECLS

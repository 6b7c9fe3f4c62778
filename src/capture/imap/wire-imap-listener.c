/* wire-imap-listener.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/imap/wire-imap-listener.h"

#include "capture/imap/wire-imap-command.h"
#include "capture/imap/wire-imap-conversation.h"
#include "capture/imap/wire-imap-item.h"

#include <string.h>

/* Mails that are coming are kept until they are whole: a dozen of the largest at once. */
#define BUDGET (512u * 1024 * 1024)

/* Of a line, so much tells. */
#define MAX_LINE 100u

static char *
take_line (const guint8 *bytes, gsize length)
{
  char *line =
      length > 0 ? g_strndup ((const char *) bytes, MIN (length, MAX_LINE)) : g_strdup ("");

  line[strcspn (line, "\r\n")] = '\0';
  return line;
}

static gboolean
is_greeting (const char *line)
{
  return g_ascii_strncasecmp (line, "* OK", 4) == 0
         || g_ascii_strncasecmp (line, "* PREAUTH", 9) == 0;
}

/* Whether @line is a response that brings something of a mail. */
static gboolean
is_fetch (const char *line)
{
  guint32 number;
  const char *word;

  return wire_imap_response_parse (line, &number, &word)
         && g_ascii_strncasecmp (word, "FETCH (", 7) == 0;
}

/* The line of a client whose end has not come yet may become a command. */
static WireListenerAnswer
look_at_client (const char *line, gsize length)
{
  if (wire_imap_command_is_one (line, FALSE))
    return WIRE_LISTENER_YES;
  return strlen (line) == length && length < 24 ? WIRE_LISTENER_MORE : WIRE_LISTENER_NO;
}

/* Most of what others say is known by its first bytes: a server begins with an asterisk, a client
 * with a tag and a space. */
static gboolean
cannot_be (const guint8 *bytes, gsize length)
{
  gboolean spaced = length > 0 && memchr (bytes, ' ', MIN (length, 64)) != NULL;

  if (length > 0 && bytes[0] == '*')
    return length > 64 && !spaced;
  return !spaced || !g_ascii_isalnum (bytes[0]);
}

static WireListenerAnswer
may_start (const WireListenerLook *look)
{
  guint first = look->first;
  g_autofree char *line = NULL;
  g_autofree char *other = NULL;

  if (cannot_be (look->bytes[first], look->length[first]))
    return WIRE_LISTENER_NO;
  line = take_line (look->bytes[first], look->length[first]);
  if (!look->from_start)
    return is_fetch (line) || wire_imap_command_is_one (line, TRUE) ? WIRE_LISTENER_YES
                                                                    : WIRE_LISTENER_NO;
  /* Nobody else greets so. A client whose first command is missing may be heard later. */
  if (is_greeting (line) && look->length[!first] == 0)
    return look->last ? WIRE_LISTENER_YES : WIRE_LISTENER_MORE;
  if (is_greeting (line))
    {
      other = take_line (look->bytes[!first], look->length[!first]);
      return look_at_client (other, look->length[!first]);
    }
  if (strlen (line) < 9 && look->length[first] < 9 && line[0] == '*')
    return WIRE_LISTENER_MORE;
  return wire_imap_command_is_one (line, TRUE) || is_fetch (line) ? WIRE_LISTENER_YES
                                                                  : WIRE_LISTENER_NO;
}

static gpointer
begin (WireChannel *channel)
{
  return wire_imap_conversation_new (channel);
}

static WireListenerTaken
take_piece (gpointer conversation, guint side, const WireStreamPiece *piece)
{
  wire_imap_conversation_add (conversation, side, piece);
  return WIRE_LISTENER_STAYS;
}

static void
end_side (gpointer conversation, guint side, gboolean orderly)
{
  wire_imap_conversation_end (conversation, side, orderly);
}

static void
free_conversation (gpointer conversation)
{
  wire_imap_conversation_free (conversation);
}

const WireListener wire_imap_listener = {
  .name = "IMAP",
  .flags = WIRE_LISTENER_STREAMS | WIRE_LISTENER_ANYWHERE,
  .budget = BUDGET,
  .may_start = may_start,
  .begin = begin,
  .piece = take_piece,
  .end = end_side,
  .free = free_conversation,
};

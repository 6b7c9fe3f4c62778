/* wire-pop3-listener.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/pop3/wire-pop3-listener.h"

#include "capture/pop3/wire-pop3-conversation.h"
#include "capture/reassembly/wire-listener-look.h"

#include <string.h>

/* Mails that are coming are kept until they are whole: a dozen of the largest at once. */
#define BUDGET (512u * 1024 * 1024)

/* What a client may begin with, once the server has said +OK; other protocols do not greet so. */
static const char *const WORDS[] = { "CAPA", "USER ", "APOP ", "AUTH", "STLS",
                                     "STAT", "NOOP",  "QUIT",  "UTF8", "LANG" };

static WireListenerAnswer
look_at_client (const guint8 *bytes, gsize length)
{
  WireListenerAnswer answer = WIRE_LISTENER_NO;

  for (gsize i = 0; i < G_N_ELEMENTS (WORDS); i++)
    answer = MAX (answer, wire_listener_look_for_word (bytes, length, WORDS[i]));
  return answer;
}

/* Returns: whether @bytes are @word, numbers, and the end of the line */
static gboolean
is_command (const guint8 *bytes, gsize length, const char *word)
{
  gsize at = strlen (word);

  if (length < at || g_ascii_strncasecmp ((const char *) bytes, word, at) != 0)
    return FALSE;
  while (at + 1 < length && bytes[at] == ' ' && g_ascii_isdigit (bytes[at + 1]))
    for (at++; at < length && g_ascii_isdigit (bytes[at]);)
      at++;
  return at + 2 == length && bytes[at] == '\r';
}

/* What no client of another protocol says. FTP’s RETR names a file, and one that has a number for
 * its name is rare. */
static const char *const SURE[] = { "CAPA", "UIDL", "STLS", "TOP", "RETR" };

/* What a client of FTP says, too. */
static const char *const SHARED[] = {
  "USER ", "PASS ", "APOP ", "AUTH", "STAT\r", "LIST\r", "NOOP"
};

/* The longest line of a command (RFC 2449, section 4). */
#define MAX_LINE 255u

static gboolean
is_sure (const guint8 *line, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (SURE); i++)
    if (is_command (line, length, SURE[i]))
      return TRUE;
  return FALSE;
}

/* In the middle of a conversation. */
static WireListenerAnswer
look_in_the_middle (const WireListenerLook *look)
{
  guint side = look->length[0] > 0 ? 0 : 1;

  return is_sure (look->bytes[side], look->length[side]) ? WIRE_LISTENER_YES : WIRE_LISTENER_NO;
}

/* Whether @bytes begin with a command, or may do so when there are more. */
static gboolean
may_be_command (const guint8 *bytes, gsize length)
{
  WireListenerAnswer answer = WIRE_LISTENER_NO;

  for (gsize i = 0; i < G_N_ELEMENTS (SURE); i++)
    answer = MAX (answer, wire_listener_look_for_word (bytes, length, SURE[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (SHARED); i++)
    answer = MAX (answer, wire_listener_look_for_word (bytes, length, SHARED[i]));
  return answer != WIRE_LISTENER_NO;
}

/* A client whose server was not captured, or whose server's greeting was not: it signs in as one of
 * FTP may, and then says what only a client of POP3 does. */
static WireListenerAnswer
look_at_client_alone (const guint8 *bytes, gsize length)
{
  while (length > 0)
    {
      const guint8 *end;
      gsize line;

      if (!may_be_command (bytes, length))
        return WIRE_LISTENER_NO;
      end = memchr (bytes, '\n', MIN (length, MAX_LINE));
      if (!end)
        return length < MAX_LINE ? WIRE_LISTENER_MORE : WIRE_LISTENER_NO;
      line = (gsize) (end - bytes) + 1;
      if (is_sure (bytes, line))
        return WIRE_LISTENER_YES;
      bytes += line;
      length -= line;
    }
  return WIRE_LISTENER_MORE;
}

static gboolean
has_two_answers (const guint8 *bytes, gsize length)
{
  return length > 0 && g_strstr_len ((const char *) bytes, (gssize) length, "\r\n+OK") != NULL;
}

static WireListenerAnswer
may_start (const WireListenerLook *look)
{
  guint server = look->first;
  WireListenerAnswer greeting =
      wire_listener_look_for_word (look->bytes[server], look->length[server], "+OK");
  WireListenerAnswer client = look_at_client (look->bytes[!server], look->length[!server]);

  if (!look->from_start)
    return look_in_the_middle (look);
  if (greeting == WIRE_LISTENER_NO)
    return look_at_client_alone (look->bytes[server], look->length[server]);
  /* A client whose first command was not captured. */
  if (look->last && look->length[!server] == 0)
    return has_two_answers (look->bytes[server], look->length[server]) ? greeting
                                                                       : WIRE_LISTENER_NO;
  return MIN (greeting, client);
}

static gpointer
begin (WireChannel *channel)
{
  return wire_pop3_conversation_new (channel);
}

static WireListenerTaken
take_piece (gpointer conversation, guint side, const WireStreamPiece *piece)
{
  wire_pop3_conversation_add (conversation, side, piece);
  return WIRE_LISTENER_STAYS;
}

static void
end_side (gpointer conversation, guint side, gboolean orderly)
{
  wire_pop3_conversation_end (conversation, side, orderly);
}

static void
free_conversation (gpointer conversation)
{
  wire_pop3_conversation_free (conversation);
}

const WireListener wire_pop3_listener = {
  .name = "POP3",
  .flags = WIRE_LISTENER_STREAMS | WIRE_LISTENER_ANYWHERE,
  .budget = BUDGET,
  .may_start = may_start,
  .initials = "+AaCcLlNnPpRrSsTtUu",
  .begin = begin,
  .piece = take_piece,
  .end = end_side,
  .free = free_conversation,
};

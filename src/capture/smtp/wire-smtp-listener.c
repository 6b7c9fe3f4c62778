/* wire-smtp-listener.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smtp/wire-smtp-listener.h"

#include "capture/smtp/wire-smtp-conversation.h"
#include "capture/reassembly/wire-listener-look.h"

#include <string.h>

/* Mails that are being sent are kept until they are whole: a dozen of the largest at once. */
#define BUDGET (512u * 1024 * 1024)

/* What only a client of SMTP says. Servers of FTP greet as those of SMTP do. */
static const char *const WORDS[] = { "EHLO ", "HELO ", "LHLO ", "MAIL FROM:" };

static WireListenerAnswer
look_at_client (const guint8 *bytes, gsize length)
{
  WireListenerAnswer answer = WIRE_LISTENER_NO;

  for (gsize i = 0; length > 0 && i < G_N_ELEMENTS (WORDS); i++)
    answer = MAX (answer, wire_listener_look_for_word (bytes, length, WORDS[i]));
  return answer;
}

/* A greeting is sure only where it says so, and then the client may say anything. */
static WireListenerAnswer
look_at_server (const guint8 *bytes, gsize length)
{
  WireListenerAnswer greeting = MAX (wire_listener_look_for_word (bytes, length, "220 "),
                                     wire_listener_look_for_word (bytes, length, "220-"));

  if (length == 0)
    return WIRE_LISTENER_NO;
  if (greeting == WIRE_LISTENER_YES && memchr (bytes, '\n', length)
      && g_strstr_len ((const char *) bytes, (gssize) length, "SMTP"))
    return WIRE_LISTENER_YES;
  return greeting == WIRE_LISTENER_NO ? greeting : WIRE_LISTENER_MORE;
}

static WireListenerAnswer
may_start (const WireListenerLook *look)
{
  WireListenerAnswer answer = WIRE_LISTENER_NO;

  for (guint i = 0; i < 2; i++)
    {
      guint other = !i;
      WireListenerAnswer client = look_at_client (look->bytes[i], look->length[i]);
      WireListenerAnswer server = look_at_server (look->bytes[other], look->length[other]);

      if (client == WIRE_LISTENER_YES)
        return client;
      if (look->from_start && look->length[i] == 0)
        answer = MAX (answer, look->last ? server : MIN (server, WIRE_LISTENER_MORE));
      else if (look->from_start)
        answer = MAX (answer, client);
    }
  return answer;
}

static gpointer
begin (WireChannel *channel)
{
  return wire_smtp_conversation_new (channel);
}

static WireListenerTaken
take_piece (gpointer conversation, guint side, const WireStreamPiece *piece)
{
  wire_smtp_conversation_add (conversation, side, piece);
  return WIRE_LISTENER_STAYS;
}

static void
end_side (gpointer conversation, guint side, gboolean orderly)
{
  wire_smtp_conversation_end (conversation, side, orderly);
}

static void
free_conversation (gpointer conversation)
{
  wire_smtp_conversation_free (conversation);
}

const WireListener wire_smtp_listener = {
  .name = "SMTP",
  .flags = WIRE_LISTENER_STREAMS | WIRE_LISTENER_ANYWHERE,
  .budget = BUDGET,
  .may_start = may_start,
  .initials = "EeHhLlMm2",
  .begin = begin,
  .piece = take_piece,
  .end = end_side,
  .free = free_conversation,
};

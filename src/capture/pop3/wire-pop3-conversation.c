/* wire-pop3-conversation.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/mail/wire-mail-piece.h"
#include "capture/pop3/wire-pop3-private.h"

#include <string.h>

#define OWN_COST 1024u

/* The first byte of a handshake (RFC 8446, section 5.1). */
#define TLS_HANDSHAKE 22

static void hear (gpointer conversation, guint side, const WireStreamPiece *piece);

/** Returns: (transfer full): a conversation that has said nothing yet */
WirePop3Conversation *
wire_pop3_conversation_new (WireChannel *channel)
{
  WirePop3Conversation *self = g_new0 (WirePop3Conversation, 1);

  self->channel = channel;
  self->client = G_MAXUINT;
  self->turns = wire_mail_turns_new (channel, hear, self);
  self->words = wire_mail_words_new (channel, "POP3");
  self->asked = g_array_new (FALSE, FALSE, sizeof (WirePop3Asked));
  wire_channel_charge (channel, 0, OWN_COST);
  return self;
}

void
wire_pop3_conversation_free (WirePop3Conversation *self)
{
  wire_pop3_break_off (self, "The conversation ended before the mail did.");
  g_clear_pointer (&self->tls, wire_channel_close);
  g_array_unref (self->asked);
  wire_mail_words_free (self->words);
  wire_mail_login_clear (&self->login);
  for (guint i = 0; i < 2; i++)
    wire_mail_line_clear (&self->lines[i]);
  wire_mail_turns_free (self->turns);
  wire_channel_charge (self->channel, OWN_COST, 0);
  g_free (self);
}

/* TLS */

void
wire_pop3_open_tls (WirePop3Conversation *self)
{
  const WireChannelOptions options = { .listener = "TLS", .inner = "POP3" };

  if (!self->tls)
    self->tls = wire_channel_open (self->channel, &options);
}

/* As wire_smtp_hear_tls(): where STLS was said, a record says that it was agreed to. */
gboolean
wire_pop3_hear_tls (WirePop3Conversation *self,
                    guint side,
                    const WireStreamPiece *piece,
                    guint32 used)
{
  const WireStreamPiece rest = wire_mail_piece_rest (piece, used);

  if (self->starting && *rest.data == TLS_HANDSHAKE)
    wire_pop3_open_tls (self);
  if (self->tls)
    wire_channel_add (self->tls, side, &rest);
  return self->tls != NULL;
}

/* The client */

static const struct
{
  const char *word;
  WirePop3Verb verb;
} VERBS[] = {
  { "USER", WIRE_POP3_USER },  { "PASS", WIRE_POP3_PASS },  { "APOP", WIRE_POP3_APOP },
  { "AUTH", WIRE_POP3_AUTH },  { "STLS", WIRE_POP3_STLS },  { "LIST", WIRE_POP3_LINES },
  { "UIDL", WIRE_POP3_LINES }, { "CAPA", WIRE_POP3_LINES }, { "RETR", WIRE_POP3_RETR },
  { "TOP", WIRE_POP3_TOP },
};

static WirePop3Verb
find_verb (const char *line, const char **arguments)
{
  gsize length = strcspn (line, " ");

  *arguments = line + length + strspn (line + length, " ");
  for (gsize i = 0; i < G_N_ELEMENTS (VERBS); i++)
    if (strlen (VERBS[i].word) == length && g_ascii_strncasecmp (line, VERBS[i].word, length) == 0)
      return VERBS[i].verb;
  return WIRE_POP3_OTHER;
}

static void
begin_login (WirePop3Conversation *self, WirePop3Verb verb, const char *arguments)
{
  g_autofree char *first = g_strndup (arguments, strcspn (arguments, " "));
  const char *rest = arguments + strlen (first);

  if (verb == WIRE_POP3_AUTH)
    wire_mail_login_begin (&self->login, first, *rest ? rest + 1 : NULL);
  else if (verb != WIRE_POP3_PASS)
    {
      wire_mail_login_clear (&self->login);
      self->login.user = g_strdup (verb == WIRE_POP3_USER ? arguments : first);
    }
}

static void
take_command (WirePop3Conversation *self, const char *line)
{
  const char *arguments;
  WirePop3Asked asked = { .verb = find_verb (line, &arguments) };
  const char *blank = strchr (arguments, ' ');

  /* LIST and UIDL of one mail are answered on one line; AUTH alone lists mechanisms. */
  if (asked.verb == WIRE_POP3_LINES && *arguments && g_ascii_strncasecmp (line, "CAPA", 4) != 0)
    asked.verb = WIRE_POP3_OTHER;
  if (asked.verb == WIRE_POP3_AUTH && !*arguments)
    asked.verb = WIRE_POP3_LINES;
  if (asked.verb == WIRE_POP3_TOP && blank)
    asked.lines = (guint) g_ascii_strtoull (blank, NULL, 10);
  if (asked.verb >= WIRE_POP3_USER && asked.verb <= WIRE_POP3_AUTH)
    begin_login (self, asked.verb, arguments);
  /* A client that waits for answers has got the end of this one. */
  if (self->state == WIRE_POP3_TEXT && self->text.gapped && !self->pipelines)
    wire_pop3_break_off (self, "Its end was not captured.");
  if (self->asked->len == 0 && self->answered)
    self->unsure = FALSE;
  self->starting |= asked.verb == WIRE_POP3_STLS;
  self->pipelines |= self->asked->len > 0 && self->state != WIRE_POP3_LOST;
  if (self->asked->len < WIRE_POP3_MAX_AWAITED)
    g_array_append_val (self->asked, asked);
}

/* After a gap: whether a whole line seems to be there. */
static gboolean
is_command (const char *line)
{
  const char *arguments;

  return find_verb (line, &arguments) != WIRE_POP3_OTHER;
}

static void
hear_client (WirePop3Conversation *self, const WireStreamPiece *piece)
{
  WireMailLine *line = &self->lines[self->client];
  guint32 used = 0;

  while (used < piece->length)
    {
      if (wire_pop3_hear_tls (self, self->client, piece, used))
        return;
      if (!wire_mail_line_add (line, piece->data, piece->length, &used))
        continue;
      if (line->cut && !is_command (wire_mail_line_get (line)))
        continue;
      wire_mail_words_say (self->words, self->client, piece, wire_mail_line_get (line));
      if (self->answers)
        wire_mail_login_answer (&self->login, wire_mail_line_get (line));
      else
        take_command (self, wire_mail_line_get (line));
      self->answers = FALSE;
    }
}

/* Nobody knows what was asked: what is answered next may be anything. */
static void
lose (WirePop3Conversation *self, guint side, const WireStreamPiece *gap)
{
  if (!self->tls)
    wire_mail_words_lose (self->words, side, gap);
  if (self->tls)
    wire_channel_add (self->tls, side, gap);
  else if (side != self->client)
    wire_pop3_lose_server (self, gap);
  else
    {
      wire_mail_line_lose (&self->lines[side]);
      self->unsure = TRUE;
      self->answered = FALSE;
    }
}

/* A WireMailTurnsHear. */
static void
hear (gpointer conversation, guint side, const WireStreamPiece *piece)
{
  WirePop3Conversation *self = conversation;

  if (self->client == G_MAXUINT && piece->data)
    {
      self->client = piece->data[0] == '+' || piece->data[0] == '-' ? !side : side;
      wire_mail_words_set_client (self->words, self->client);
    }
  if (self->client == G_MAXUINT)
    return;
  if (!piece->data)
    lose (self, side, piece);
  else if (side == self->client)
    hear_client (self, piece);
  else
    wire_pop3_hear_server (self, piece);
}

/** The next bytes of @side, or a gap. */
void
wire_pop3_conversation_add (WirePop3Conversation *self, guint side, const WireStreamPiece *piece)
{
  wire_mail_turns_add (self->turns, side, piece);
}

/* What was held back of a side may be heard at the end of the other one. */
static void
end_both (WirePop3Conversation *self)
{
  for (guint side = 0; side < 2 && self->tls; side++)
    wire_channel_end (self->tls, side, self->orderly[side]);
  if (!self->tls)
    wire_pop3_break_off (self, "The connection ended before the mail did.");
}

/** Nothing more comes from @side. */
void
wire_pop3_conversation_end (WirePop3Conversation *self, guint side, gboolean orderly)
{
  wire_mail_turns_end (self->turns, side);
  self->orderly[side] = orderly;
  self->ended |= 1u << side;
  if (self->ended == 3)
    end_both (self);
}

/* wire-imap-server.c: what the server answers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/imap/wire-imap-private.h"

#include <string.h>

/* Answers */

static void
refuse_mails (WireImapConversation *self, const WireImapAsked *asked, const char *words)
{
  g_autofree char *note = g_strdup_printf ("The server refused it: %.300s", words);

  for (guint i = 0; asked->mails && i < asked->mails->len; i++)
    {
      WireTransfer *transfer = g_ptr_array_index (asked->mails, i);

      transfer->note = wire_transfer_log_keep (wire_imap_get_log (self), note, strlen (note));
    }
}

static void
log_in (WireImapConversation *self, const WireStreamPiece *piece)
{
  const char *user = self->login.user;

  wire_mail_words_sign_in (self->words, piece, user, TRUE);
  if (user)
    self->user = wire_transfer_log_keep (wire_imap_get_log (self), user, strlen (user));
  wire_imap_awaited_set_user (self->awaited, self->user);
  wire_mail_login_clear (&self->login);
}

static gboolean
is_sign_in (WireImapVerb verb)
{
  return verb == WIRE_IMAP_LOGIN || verb == WIRE_IMAP_AUTHENTICATE;
}

static void
take_ok (WireImapConversation *self, WireImapVerb verb, const WireStreamPiece *piece)
{
  if (is_sign_in (verb))
    log_in (self, piece);
  else if (verb == WIRE_IMAP_STARTTLS)
    wire_imap_open_tls (self);
  else if (verb == WIRE_IMAP_COMPRESS)
    wire_imap_open_packed (self);
}

static void
take_tagged (WireImapConversation *self, const char *line, const WireStreamPiece *piece)
{
  g_autoptr (WireImapAsked) asked = wire_imap_awaited_steal (self->awaited, line);
  const char *words = asked ? line + strlen (asked->tag) : NULL;
  WireImapReader *client = &self->readers[self->client];

  if (!asked)
    return;
  words += strspn (words, " ");
  if (g_ascii_strncasecmp (words, "OK", 2) == 0)
    take_ok (self, asked->verb, piece);
  else
    {
      if (is_sign_in (asked->verb))
        wire_mail_words_sign_in (self->words, piece, self->login.user, FALSE);
      refuse_mails (self, asked, words);
      if (client->literal && client->waits)
        {
          wire_imap_reader_cancel (client);
          if (self->stored)
            wire_mail_finish (g_steal_pointer (&self->stored), FALSE, "The server refused it.");
        }
    }
  self->answers = FALSE;
  if (wire_imap_awaited_is_empty (self->awaited))
    wire_imap_mailbox_forget_ranges (self->mailbox);
}

static void
take_untagged (WireImapConversation *self, const char *line)
{
  guint32 number;
  const char *word;
  guint64 size;

  if (!wire_imap_response_parse (line, &number, &word))
    return;
  if (g_ascii_strncasecmp (word, "EXPUNGE", 7) == 0)
    {
      wire_imap_fetched_end_joins (self->fetched);
      wire_imap_mailbox_forget (self->mailbox);
    }
  else if (wire_imap_item_find_number (word, "RFC822.SIZE ", &size))
    wire_imap_mailbox_note_size (self->mailbox, number, size);
  if (g_ascii_strncasecmp (word, "FETCH ", 6) == 0)
    wire_imap_mailbox_note_structure (self->mailbox, number, word);
}

static void
take_line (WireImapConversation *self, const WireStreamPiece *piece)
{
  const WireImapReader *reader = &self->readers[!self->client];
  const char *line = reader->text->str;

  if (reader->cut)
    return;
  wire_mail_words_say (self->words, !self->client, piece, line);
  if (line[0] == '*')
    take_untagged (self, line);
  else if (line[0] == '+')
    self->answers = wire_imap_awaited_has (self->awaited, WIRE_IMAP_AUTHENTICATE);
  else
    take_tagged (self, line, piece);
}

/** What is being sent does not come to its end. */
void
wire_imap_break_off (WireImapConversation *self, const char *problem)
{
  wire_imap_fetched_end (self->fetched, FALSE, problem);
  if (self->stored)
    wire_mail_finish (g_steal_pointer (&self->stored), FALSE, problem);
}

/* What comes before it on the line counts too, such as the size of the mail and what its parts are.
 */
static void
begin_literal (WireImapConversation *self, const WireStreamPiece *piece)
{
  const WireImapReader *reader = &self->readers[!self->client];

  if (!reader->cut)
    take_untagged (self, reader->text->str);
  wire_imap_fetched_begin (self->fetched, reader, !self->client, self->user, piece);
}

void
wire_imap_hear_server (WireImapConversation *self, const WireStreamPiece *piece)
{
  WireImapReader *reader = &self->readers[!self->client];
  WireImapRead read;
  guint32 used = 0;
  guint32 n;

  do
    {
      if (used < piece->length && !reader->literal
          && wire_imap_hear_inside (self, !self->client, piece, used))
        return;
      read = wire_imap_reader_next (reader, piece->data, piece->length, &used, &n);
      if (read == WIRE_IMAP_READ_LINE)
        take_line (self, piece);
      else if (read == WIRE_IMAP_READ_LITERAL)
        begin_literal (self, piece);
      else if (read == WIRE_IMAP_READ_BYTES)
        wire_imap_fetched_add (self->fetched, piece, used - n, n);
      else if (read == WIRE_IMAP_READ_END)
        wire_imap_fetched_end (self->fetched, TRUE, "Part of it was not captured.");
    }
  while (read != WIRE_IMAP_READ_ALL);
}

void
wire_imap_lose_server (WireImapConversation *self, const WireStreamPiece *gap)
{
  guint64 of_literal;
  WireImapRead lost =
      wire_imap_reader_lose (&self->readers[!self->client], gap->length, &of_literal);

  if (of_literal > 0)
    wire_imap_fetched_add_gap (self->fetched, gap, of_literal);
  if (lost == WIRE_IMAP_READ_LINE)
    wire_imap_fetched_end (self->fetched, TRUE, "Part of it was not captured.");
}

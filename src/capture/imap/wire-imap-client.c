/* wire-imap-client.c: what the client says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/imap/wire-imap-private.h"

#include <string.h>

/* A user’s name may be a literal, which comes later. */
static void
begin_login (WireImapConversation *self, const WireImapCommand *command)
{
  const char *rest = command->arguments;
  g_autofree char *first = wire_imap_command_parse_word (&rest);

  if (command->verb == WIRE_IMAP_AUTHENTICATE)
    {
      wire_mail_login_begin (&self->login, first, rest);
      return;
    }
  wire_mail_login_clear (&self->login);
  if (*first != '{')
    self->login.user = g_utf8_make_valid (first, -1);
}

static void
note_ranges (WireImapConversation *self, const char *arguments)
{
  guint64 offset;
  guint64 length;

  while (wire_imap_command_next_range (&arguments, &offset, &length))
    wire_imap_mailbox_note_range (self->mailbox, offset, length);
}

/* Once a line, or as much of it as comes before its first literal. */
static void
take_command (WireImapConversation *self, const char *line)
{
  WireImapCommand command;

  if (!wire_imap_command_parse (line, &command))
    return;
  if (command.verb == WIRE_IMAP_LOGIN || command.verb == WIRE_IMAP_AUTHENTICATE)
    begin_login (self, &command);
  else if (command.verb == WIRE_IMAP_FETCH)
    note_ranges (self, command.arguments);
  else if (command.verb == WIRE_IMAP_SELECT)
    {
      wire_imap_fetched_end_joins (self->fetched);
      wire_imap_mailbox_forget (self->mailbox);
    }
  wire_imap_awaited_add (self->awaited, g_steal_pointer (&command.tag), command.verb);
  g_free (command.tag);
}

static void
take_line (WireImapConversation *self, const WireStreamPiece *piece)
{
  const WireImapReader *reader = &self->readers[self->client];
  gboolean had_literal = strchr (reader->text->str, '{') != NULL;

  if (!reader->cut)
    wire_mail_words_say (self->words, self->client, piece, reader->text->str);
  if (self->answers)
    {
      wire_mail_login_answer (&self->login, reader->text->str);
      self->answers = FALSE;
    }
  else if (!had_literal && (!reader->cut || wire_imap_command_is_one (reader->text->str, FALSE)))
    take_command (self, reader->text->str);
}

/* Literals */

/* Whether the literal that begins is a mail, and not a name or a part of one that the server has.
 */
static gboolean
is_mail (const WireImapConversation *self)
{
  const char *text = self->readers[self->client].text->str;
  const WireImapAsked *open = wire_imap_awaited_get_last (self->awaited);
  const char *last = strrchr (text, '{');

  if (!open || open->verb != WIRE_IMAP_APPEND || self->readers[self->client].cut)
    return FALSE;
  /* The mailbox, as a literal, is the only one right after the command. */
  return last - text > (gssize) strlen (open->tag) + 8 && !strcasestr (text, "CATENATE");
}

/* Whether the literal that begins is the name of a user who logs in; what follows is a password. */
static gboolean
is_name (const WireImapConversation *self)
{
  const WireImapReader *reader = &self->readers[self->client];
  const WireImapAsked *open = wire_imap_awaited_get_last (self->awaited);

  return open && open->verb == WIRE_IMAP_LOGIN && !self->login.user && !self->name && !reader->cut
         && reader->size <= WIRE_IMAP_MAX_USER;
}

static void
begin_literal (WireImapConversation *self)
{
  const WireImapReader *reader = &self->readers[self->client];

  if (strchr (reader->text->str, '{') == strrchr (reader->text->str, '{'))
    take_command (self, reader->text->str);
  if (is_name (self))
    self->name = g_string_new (NULL);
  self->stores = is_mail (self);
}

/* The server may refuse it before its first byte: then there is no mail. */
static void
begin_mail (WireImapConversation *self, const WireStreamPiece *piece)
{
  const WireMailOrigin origin = { "IMAP", self->client, WIRE_TRANSFER_UPLOAD, self->user, FALSE };

  if (!self->stores || self->stored)
    return;
  self->stored = wire_mail_new (self->channel, &origin, piece);
  wire_mail_get_transfer (self->stored)->expected = self->readers[self->client].size;
}

static void
add_bytes (WireImapConversation *self, const WireStreamPiece *piece, guint32 from, guint32 n)
{
  begin_mail (self, piece);
  if (self->stored)
    wire_mail_add (self->stored, piece, from, n);
  else if (self->name)
    g_string_append_len (self->name, (const char *) piece->data + from, (gssize) n);
}

static void
end_literal (WireImapConversation *self)
{
  WireImapAsked *open = wire_imap_awaited_get_last (self->awaited);
  WireTransfer *transfer;

  if (self->name)
    {
      self->login.user = g_utf8_make_valid (self->name->str, (gssize) self->name->len);
      g_string_free (g_steal_pointer (&self->name), TRUE);
    }
  if (!self->stored)
    return;
  transfer =
      wire_mail_finish (g_steal_pointer (&self->stored), TRUE, "Part of it was not captured.");
  if (open && transfer)
    wire_imap_asked_add_mail (open, transfer);
}

void
wire_imap_hear_client (WireImapConversation *self, const WireStreamPiece *piece)
{
  WireImapReader *reader = &self->readers[self->client];
  WireImapRead read;
  guint32 used = 0;
  guint32 n;

  do
    {
      if (used < piece->length && !reader->literal
          && wire_imap_hear_inside (self, self->client, piece, used))
        return;
      read = wire_imap_reader_next (reader, piece->data, piece->length, &used, &n);
      if (read == WIRE_IMAP_READ_LINE)
        take_line (self, piece);
      else if (read == WIRE_IMAP_READ_LITERAL)
        begin_literal (self);
      else if (read == WIRE_IMAP_READ_BYTES)
        add_bytes (self, piece, used - n, n);
      else if (read == WIRE_IMAP_READ_END)
        end_literal (self);
    }
  while (read != WIRE_IMAP_READ_ALL);
}

void
wire_imap_lose_client (WireImapConversation *self, const WireStreamPiece *gap)
{
  WireImapReader *reader = &self->readers[self->client];
  guint64 of_literal;
  WireImapRead lost = wire_imap_reader_lose (reader, gap->length, &of_literal);

  if (self->name)
    g_string_free (g_steal_pointer (&self->name), TRUE);
  if (of_literal > 0)
    begin_mail (self, gap);
  if (self->stored && of_literal > 0)
    wire_mail_add_gap (self->stored, gap, of_literal);
  if (lost == WIRE_IMAP_READ_LINE)
    end_literal (self);
}

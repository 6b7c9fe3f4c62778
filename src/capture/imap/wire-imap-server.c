/* wire-imap-server.c: what the server answers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/imap/wire-imap-private.h"

#include "capture/mail/wire-mail-content.h"

#include <string.h>

/* Answers */

/* Returns: (transfer full) (nullable): the command that has the tag that @line begins with */
static WireImapAsked *
steal_asked (WireImapConversation *self, const char *line)
{
  gsize length = strcspn (line, " ");

  for (guint i = 0; i < self->asked->len; i++)
    {
      const WireImapAsked *asked = g_ptr_array_index (self->asked, i);

      if (strlen (asked->tag) == length && strncmp (asked->tag, line, length) == 0)
        return g_ptr_array_steal_index (self->asked, i);
    }
  return NULL;
}

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

/* A client need not wait for the answer before it stores mails. */
static void
name_mails (WireImapConversation *self)
{
  for (guint i = 0; i < self->asked->len; i++)
    {
      const WireImapAsked *asked = g_ptr_array_index (self->asked, i);

      for (guint k = 0; asked->mails && k < asked->mails->len; k++)
        ((WireTransfer *) g_ptr_array_index (asked->mails, k))->user = self->user;
    }
}

static void
log_in (WireImapConversation *self)
{
  const char *user = self->login.user;

  if (user)
    self->user = wire_transfer_log_keep (wire_imap_get_log (self), user, strlen (user));
  name_mails (self);
  wire_mail_login_clear (&self->login);
}

static void
take_ok (WireImapConversation *self, WireImapVerb verb)
{
  if (verb == WIRE_IMAP_LOGIN || verb == WIRE_IMAP_AUTHENTICATE)
    log_in (self);
  else if (verb == WIRE_IMAP_STARTTLS)
    wire_imap_open_tls (self);
  else if (verb == WIRE_IMAP_COMPRESS)
    wire_imap_open_packed (self);
}

static void
take_tagged (WireImapConversation *self, const char *line)
{
  WireImapAsked *asked = steal_asked (self, line);
  const char *words = asked ? line + strlen (asked->tag) : NULL;
  WireImapReader *client = &self->readers[self->client];

  if (!asked)
    return;
  words += strspn (words, " ");
  if (g_ascii_strncasecmp (words, "OK", 2) == 0)
    take_ok (self, asked->verb);
  else
    {
      refuse_mails (self, asked, words);
      if (client->literal && client->waits)
        {
          wire_imap_reader_cancel (client);
          if (self->stored)
            wire_mail_finish (g_steal_pointer (&self->stored), FALSE, "The server refused it.");
        }
    }
  self->answers = FALSE;
  wire_imap_asked_free (asked);
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
      wire_imap_end_joins (self);
      wire_imap_mailbox_forget (self->mailbox);
    }
  else if (wire_imap_item_find_number (word, "RFC822.SIZE ", &size))
    wire_imap_mailbox_note_size (self->mailbox, number, size);
  if (g_ascii_strncasecmp (word, "FETCH ", 6) == 0)
    wire_imap_mailbox_note_structure (self->mailbox, number, word);
}

static void
take_line (WireImapConversation *self)
{
  const WireImapReader *reader = &self->readers[!self->client];
  const char *line = reader->text->str;

  if (reader->cut)
    return;
  if (line[0] == '*')
    take_untagged (self, line);
  else if (line[0] == '+')
    self->answers = wire_imap_is_asked (self, WIRE_IMAP_AUTHENTICATE);
  else
    take_tagged (self, line);
}

/* Literals */

static void
end_join (gpointer join)
{
  wire_imap_join_finish (join);
}

/** Nothing more comes of the mails that were fetched in ranges. */
void
wire_imap_end_joins (WireImapConversation *self)
{
  GHashTableIter iter;
  gpointer join;

  self->join = NULL;
  g_hash_table_iter_init (&iter, self->joins);
  while (g_hash_table_iter_next (&iter, NULL, &join))
    {
      end_join (join);
      g_hash_table_iter_remove (&iter);
    }
}

/* Returns: (transfer none): what the range belongs to */
static WireImapJoin *
find_join (WireImapConversation *self, const WireMailOrigin *origin, const WireStreamPiece *piece)
{
  g_autofree char *key = g_strdup_printf ("%u %s", self->item.number, self->item.section);
  WireImapJoin *join = g_hash_table_lookup (self->joins, key);
  g_autofree char *name = NULL;

  if (join)
    return join;
  if (g_hash_table_size (self->joins) == WIRE_IMAP_MAX_JOINS)
    wire_imap_end_joins (self);
  join = wire_imap_join_new (self->channel, origin, piece);
  if (origin->part)
    {
      name = wire_imap_mailbox_name_part (self->mailbox, &self->item);
      wire_imap_join_get_transfer (join)->name =
          wire_transfer_log_keep (wire_imap_get_log (self), name, strlen (name));
      wire_imap_join_set_head (join, wire_imap_mailbox_find_head (self->mailbox, &self->item));
    }
  g_hash_table_insert (self->joins, g_steal_pointer (&key), join);
  return join;
}

static void
begin_part (WireImapConversation *self, const WireMailOrigin *origin, const WireStreamPiece *piece)
{
  g_autofree char *name = NULL;
  WireTransfer *transfer;

  self->sent = wire_mail_new (self->channel, origin, piece);
  transfer = wire_mail_get_transfer (self->sent);
  transfer->expected = self->readers[!self->client].size;
  if (!origin->part)
    return;
  name = wire_imap_mailbox_name_part (self->mailbox, &self->item);
  transfer->name = wire_transfer_log_keep (wire_imap_get_log (self), name, strlen (name));
  wire_mail_set_head (self->sent, wire_imap_mailbox_find_head (self->mailbox, &self->item));
}

static void
begin_literal (WireImapConversation *self, const WireStreamPiece *piece)
{
  const WireImapReader *reader = &self->readers[!self->client];
  WireMailOrigin origin = { "IMAP", !self->client, WIRE_TRANSFER_DOWNLOAD, self->user, FALSE };
  WireImapItem *item = &self->item;

  g_clear_pointer (&item->section, g_free);
  if (reader->cut || !wire_imap_item_parse (reader->text->str, item))
    return;
  take_untagged (self, reader->text->str);
  origin.part = item->kind == WIRE_IMAP_ITEM_PART;
  if (item->kind == WIRE_IMAP_ITEM_HEAD && !item->partial)
    self->head = wire_mail_text_new ();
  else if (item->kind != WIRE_IMAP_ITEM_MAIL && item->kind != WIRE_IMAP_ITEM_PART)
    return;
  else if (item->partial)
    {
      self->join = find_join (self, &origin, piece);
      wire_imap_join_begin (self->join, item->offset, piece);
    }
  else
    begin_part (self, &origin, piece);
}

static void
add_bytes (WireImapConversation *self, const WireStreamPiece *piece, guint32 from, guint32 n)
{
  gsize length;

  if (self->sent)
    wire_mail_add (self->sent, piece, from, n);
  else if (self->join)
    wire_imap_join_add (self->join, piece, from, n);
  else if (self->head)
    {
      wire_mail_text_get (self->head, &length);
      wire_mail_text_add (self->head, piece->data + from, MIN (n, WIRE_IMAP_MAX_HEAD - length));
    }
}

static void
add_gap (WireImapConversation *self, const WireStreamPiece *gap, guint64 length)
{
  if (self->sent)
    wire_mail_add_gap (self->sent, gap, length);
  else if (self->join)
    wire_imap_join_add_gap (self->join, gap, length);
}

/* A WireMailHeadSink. */
static void
take_head (const WireTransferMail *mail, gpointer user_data)
{
  WireImapConversation *self = user_data;

  if (mail->subject)
    wire_imap_mailbox_note_subject (
        self->mailbox, self->item.number,
        wire_transfer_log_keep (wire_imap_get_log (self), mail->subject, strlen (mail->subject)));
}

/* A WireMailPartSink: heads have none. */
static guint32
ignore_part (const WireMailPart *part, gpointer user_data)
{
  (void) part;
  (void) user_data;
  return WIRE_MAIL_PART_NONE;
}

static void
end_range (WireImapConversation *self, gboolean whole)
{
  guint64 asked = 0;
  guint64 size;

  wire_imap_mailbox_find_range (self->mailbox, self->item.offset, &asked);
  wire_imap_join_end (self->join, whole, asked);
  if (self->item.kind == WIRE_IMAP_ITEM_MAIL
      && wire_imap_mailbox_find_size (self->mailbox, self->item.number, &size))
    wire_imap_join_set_size (self->join, size);
  self->join = NULL;
}

/* Of a client that fetches the head and the text apart, the one tells what is in the other. */
static void
note_head (WireImapConversation *self)
{
  gsize length;
  const guint8 *bytes = wire_mail_text_get (self->head, &length);
  g_autofree char *head = NULL;

  if (length < self->readers[!self->client].size
      || (*self->item.section && g_ascii_strcasecmp (self->item.section, "HEADER") != 0))
    return;
  head = length > 0 ? g_strndup ((const char *) bytes, length) : g_strdup ("");
  wire_imap_mailbox_note_head (self->mailbox, self->item.number, "TEXT", head);
}

static void
end_literal (WireImapConversation *self, gboolean whole, const char *problem)
{
  WireTransfer *transfer;

  if (self->sent)
    {
      transfer = wire_mail_finish (g_steal_pointer (&self->sent), whole, problem);
      if (transfer && self->item.kind == WIRE_IMAP_ITEM_MAIL)
        wire_imap_mailbox_note_subject (self->mailbox, self->item.number, transfer->name);
    }
  else if (self->join)
    end_range (self, whole);
  else if (self->head)
    {
      if (whole)
        note_head (self);
      wire_mail_content_read (self->head, take_head, ignore_part, self);
      g_clear_pointer (&self->head, wire_mail_text_free);
    }
}

/** What is being sent does not come to its end. */
void
wire_imap_break_off (WireImapConversation *self, const char *problem)
{
  end_literal (self, FALSE, problem);
  if (self->stored)
    wire_mail_finish (g_steal_pointer (&self->stored), FALSE, problem);
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
        take_line (self);
      else if (read == WIRE_IMAP_READ_LITERAL)
        begin_literal (self, piece);
      else if (read == WIRE_IMAP_READ_BYTES)
        add_bytes (self, piece, used - n, n);
      else if (read == WIRE_IMAP_READ_END)
        end_literal (self, TRUE, "Part of it was not captured.");
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
    add_gap (self, gap, of_literal);
  if (lost == WIRE_IMAP_READ_LINE)
    end_literal (self, TRUE, "Part of it was not captured.");
}

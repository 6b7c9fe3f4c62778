/* wire-imap-fetched.c: mails, parts, ranges and heads as a server sends them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/imap/wire-imap-fetched.h"

#include "base/wire-text-hash.h"
#include "capture/imap/wire-imap-item.h"
#include "capture/imap/wire-imap-join.h"
#include "capture/mail/wire-mail-content.h"
#include "capture/mail/wire-mail-text.h"
#include "capture/mail/wire-mail.h"
#include "capture/reassembly/wire-listening.h"

#include <string.h>

/*
 * @item: what the literal is
 * @size: its bytes, as the server said
 * @sent: (nullable): the mail or part that it is
 * @head: (nullable): the head that it is
 * @join: (nullable): the transfer that it is a range of; one of @joins
 * @joins: (element-type WireImapJoin): by number and section
 */
struct _WireImapFetched
{
  WireChannel *channel;
  WireImapMailbox *mailbox;
  WireImapItem item;
  guint64 size;
  WireMail *sent;
  WireMailText *head;
  WireImapJoin *join;
  GHashTable *joins;
};

/** Returns: (transfer full): of the conversation in @channel, which knows @mailbox; both must
 * outlive it */
WireImapFetched *
wire_imap_fetched_new (WireChannel *channel, WireImapMailbox *mailbox)
{
  WireImapFetched *self = g_new0 (WireImapFetched, 1);

  self->channel = channel;
  self->mailbox = mailbox;
  self->joins = g_hash_table_new_full (wire_text_hash, g_str_equal, g_free, NULL);
  return self;
}

/** Frees @self. What has begun must have been ended before. */
void
wire_imap_fetched_free (WireImapFetched *self)
{
  wire_imap_fetched_end_joins (self);
  g_hash_table_unref (self->joins);
  g_free (self->item.section);
  g_free (self);
}

static WireTransferLog *
get_log (const WireImapFetched *self)
{
  return wire_listening_get_transfers (wire_channel_get_listening (self->channel));
}

/** Nothing more comes of the mails that were fetched in ranges. */
void
wire_imap_fetched_end_joins (WireImapFetched *self)
{
  GHashTableIter iter;
  gpointer join;

  self->join = NULL;
  g_hash_table_iter_init (&iter, self->joins);
  while (g_hash_table_iter_next (&iter, NULL, &join))
    {
      wire_imap_join_finish (join);
      g_hash_table_iter_remove (&iter);
    }
}

/* Returns: (transfer none): what the range belongs to */
static WireImapJoin *
find_join (WireImapFetched *self, const WireMailOrigin *origin, const WireStreamPiece *piece)
{
  g_autofree char *key = g_strdup_printf ("%u %s%s", self->item.number, self->item.section,
                                          self->item.binary ? " decoded" : "");
  WireImapJoin *join = g_hash_table_lookup (self->joins, key);
  g_autofree char *name = NULL;
  g_autofree char *head = NULL;

  if (join)
    return join;
  if (g_hash_table_size (self->joins) == WIRE_IMAP_MAX_JOINS)
    wire_imap_fetched_end_joins (self);
  join = wire_imap_join_new (self->channel, origin, piece);
  if (origin->part)
    {
      name = wire_imap_mailbox_name_part (self->mailbox, &self->item);
      wire_imap_join_get_transfer (join)->name =
          wire_transfer_log_keep (get_log (self), name, strlen (name));
      head = wire_imap_mailbox_find_head (self->mailbox, &self->item);
      wire_imap_join_set_head (join, head);
    }
  g_hash_table_insert (self->joins, g_steal_pointer (&key), join);
  return join;
}

static void
begin_part (WireImapFetched *self, const WireMailOrigin *origin, const WireStreamPiece *piece)
{
  g_autofree char *name = NULL;
  g_autofree char *head = NULL;
  WireTransfer *transfer;

  self->sent = wire_mail_new (self->channel, origin, piece);
  transfer = wire_mail_get_transfer (self->sent);
  transfer->expected = self->size;
  if (!origin->part)
    return;
  name = wire_imap_mailbox_name_part (self->mailbox, &self->item);
  transfer->name = wire_transfer_log_keep (get_log (self), name, strlen (name));
  head = wire_imap_mailbox_find_head (self->mailbox, &self->item);
  wire_mail_set_head (self->sent, head);
}

/**
 * wire_imap_fetched_begin:
 * @reader: which has read the line up to the literal
 * @side: the server's
 * @user: (nullable): who is logged in; it must stay
 * @piece: that brings its first byte
 *
 * A literal begins. What is no item of a mail is passed over.
 */
void
wire_imap_fetched_begin (WireImapFetched *self,
                         const WireImapReader *reader,
                         guint side,
                         const char *user,
                         const WireStreamPiece *piece)
{
  WireMailOrigin origin = { "IMAP", side, WIRE_TRANSFER_DOWNLOAD, user, FALSE };
  WireImapItem *item = &self->item;

  g_clear_pointer (&item->section, g_free);
  if (reader->cut || !wire_imap_item_parse (reader->text->str, item))
    return;
  self->size = reader->size;
  origin.part = item->kind == WIRE_IMAP_ITEM_PART;
  if ((item->kind == WIRE_IMAP_ITEM_HEAD || item->kind == WIRE_IMAP_ITEM_MIME) && !item->partial)
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

/** @n bytes of the literal, which are in @piece @from its beginning. */
void
wire_imap_fetched_add (WireImapFetched *self, const WireStreamPiece *piece, guint32 from, guint32 n)
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

/** @length bytes of the literal were not captured. */
void
wire_imap_fetched_add_gap (WireImapFetched *self, const WireStreamPiece *gap, guint64 length)
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
  WireImapFetched *self = user_data;

  if (mail->subject)
    wire_imap_mailbox_note_subject (
        self->mailbox, self->item.number,
        wire_transfer_log_keep (get_log (self), mail->subject, strlen (mail->subject)));
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
end_range (WireImapFetched *self, gboolean whole)
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
note_head (WireImapFetched *self)
{
  gsize length;
  const guint8 *bytes = wire_mail_text_get (self->head, &length);
  g_autofree char *head = NULL;

  if (length < self->size
      || (*self->item.section && g_ascii_strcasecmp (self->item.section, "HEADER") != 0))
    return;
  head = length > 0 ? g_strndup ((const char *) bytes, length) : g_strdup ("");
  wire_imap_mailbox_note_head (self->mailbox, self->item.number, "TEXT", head);
}

/* What the head of a part says of how it is coded counts when the part itself is fetched. */
static void
note_mime (WireImapFetched *self)
{
  gsize length;
  const guint8 *bytes = wire_mail_text_get (self->head, &length);
  g_autofree char *head = NULL;
  g_autofree char *section = NULL;
  const char *end = strrchr (self->item.section, '.');

  if (length < self->size || length == 0 || !end)
    return;
  head = g_strndup ((const char *) bytes, length);
  section = g_strndup (self->item.section, (gsize) (end - self->item.section));
  wire_imap_mailbox_note_head (self->mailbox, self->item.number, section, head);
}

/* A head was fetched: that of a mail, or of a part. */
static void
end_head (WireImapFetched *self, gboolean whole)
{
  if (self->item.kind == WIRE_IMAP_ITEM_MIME)
    {
      if (whole)
        note_mime (self);
      return;
    }
  if (whole)
    note_head (self);
  wire_mail_content_read (self->head, take_head, ignore_part, self);
}

/** The literal ends: all of it came, unless not @whole. @problem is said of what lacks bytes. */
void
wire_imap_fetched_end (WireImapFetched *self, gboolean whole, const char *problem)
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
      end_head (self, whole);
      g_clear_pointer (&self->head, wire_mail_text_free);
    }
}

/* wire-mail.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/mail/wire-mail.h"

#include "capture/http/wire-content-lines.h"
#include "capture/mail/wire-mail-content.h"
#include "capture/reassembly/wire-listening.h"

#include <string.h>

struct _WireMail
{
  WireChannel *channel;
  WireTransferLog *log;
  WireTransfer *transfer; /* of our own, below, where there are too many */
  WireTransfer spare;
  guint32 number;
  gboolean part;
  gsize head;         /* bytes of @text that were not sent: the head of a part */
  WireMailText *text; /* NULL where there is no room for it */
  gsize charged;
  guint64 carriage; /* where a carriage return was that may belong to the text */
  guint32 carriage_packet;
};

static const char *
keep (const WireMail *self, const char *text)
{
  return text ? wire_transfer_log_keep (self->log, text, strlen (text)) : NULL;
}

/**
 * wire_mail_new:
 * @channel: that it comes in
 * @origin: how it comes
 * @first: the piece that brings its first byte, or that began it
 *
 * Returns: (transfer full): a mail that is empty so far; see wire_mail_finish()
 */
WireMail *
wire_mail_new (WireChannel *channel, const WireMailOrigin *origin, const WireStreamPiece *first)
{
  WireMail *self = g_new0 (WireMail, 1);
  const WireTransferMail nothing = { 0 };
  WireTransfer *transfer;

  self->channel = channel;
  self->log = wire_listening_get_transfers (wire_channel_get_listening (channel));
  self->transfer = wire_transfer_log_append (self->log, &self->number);
  if (!self->transfer)
    self->transfer = &self->spare;
  transfer = self->transfer;
  transfer->protocol = origin->protocol;
  transfer->direction = (guint8) origin->direction;
  transfer->sender = (guint8) origin->sender;
  transfer->user = origin->user;
  transfer->flags =
      WIRE_TRANSFER_TITLED | (wire_channel_is_decrypted (channel) ? WIRE_TRANSFER_DECRYPTED : 0);
  transfer->stream = wire_channel_get_stream (channel);
  transfer->packet = transfer->last_packet = first->packet;
  transfer->time = first->time;
  if (origin->part)
    {
      self->part = TRUE;
      return self;
    }
  self->text = wire_mail_text_new ();
  transfer->mail = wire_transfer_log_keep_mail (self->log, &nothing);
  return self;
}

/** Returns: (transfer none): where the mail is kept, to be filled in further */
WireTransfer *
wire_mail_get_transfer (const WireMail *self)
{
  return self->transfer;
}

/** Who sends it and to whom, as the protocol says, which the mail itself need not. */
void
wire_mail_set_envelope (WireMail *self, const char *from, const char *to)
{
  const WireTransferMail envelope = { .envelope_from = keep (self, from),
                                      .envelope_to = keep (self, to) };

  self->transfer->mail = wire_transfer_log_keep_mail (self->log, &envelope);
}

/**
 * wire_mail_set_head:
 * @self: a part of a mail, of which nothing came yet
 * @head: (nullable): the fields that are before it in the mail, and an empty line: what it is was
 *   said elsewhere. Without it the part is not looked into.
 */
void
wire_mail_set_head (WireMail *self, const char *head)
{
  if (!head || self->text)
    return;
  self->text = wire_mail_text_new ();
  self->head = strlen (head);
  wire_mail_text_add (self->text, (const guint8 *) head, self->head);
}

/** Returns: the number of its transfer; %WIRE_TRANSFER_NONE where there are too many */
guint32
wire_mail_get_number (const WireMail *self)
{
  return self->transfer == &self->spare ? WIRE_TRANSFER_NONE : self->number;
}

/** Whether bytes of it are missing so far. */
gboolean
wire_mail_has_gaps (const WireMail *self)
{
  return self->transfer->body.missing > 0;
}

/* Where too many mails come at once, some are not looked into. */
static void
charge (WireMail *self)
{
  gsize cost = self->text ? wire_mail_text_get_cost (self->text) : 0;

  if (!wire_channel_charge (self->channel, self->charged, cost) && self->text)
    {
      g_clear_pointer (&self->text, wire_mail_text_free);
      wire_channel_charge (self->channel, self->charged, 0);
      cost = 0;
    }
  self->charged = cost;
}

static void
add_place (WireMail *self, guint64 offset, guint32 length, guint32 packet)
{
  wire_body_add (&self->transfer->body, offset, length, packet);
  self->transfer->last_packet = packet;
}

/** The next @length bytes, which are @piece's from @from on. */
void
wire_mail_add (WireMail *self, const WireStreamPiece *piece, guint32 from, guint32 length)
{
  if (length == 0)
    return;
  add_place (self, piece->offset == WIRE_EXTENT_GAP ? WIRE_EXTENT_GAP : piece->offset + from,
             length, piece->packet);
  if (!self->text)
    return;
  wire_mail_text_add (self->text, piece->data + from, length);
  charge (self);
}

/** The next @length bytes are missing, as @gap shows. */
void
wire_mail_add_gap (WireMail *self, const WireStreamPiece *gap, guint64 length)
{
  wire_body_add_gap (&self->transfer->body, length, gap->packet);
  if (!self->text)
    return;
  wire_mail_text_add_gap (self->text, length);
  charge (self);
}

static void
add_carriage (WireMail *self)
{
  add_place (self, self->carriage, 1, self->carriage_packet);
  if (self->text)
    wire_mail_text_add (self->text, (const guint8 *) "\r", 1);
}

/**
 * wire_mail_add_dotted:
 * @self: a mail
 * @dots: where its text is
 * @piece: of it
 * @used: (inout): how many bytes of @piece were read
 *
 * Returns: whether the text has ended: the rest of @piece is something else
 */
gboolean
wire_mail_add_dotted (WireMail *self,
                      WireMailDots *dots,
                      const WireStreamPiece *piece,
                      guint32 *used)
{
  WireMailDotsRun run;

  while (wire_mail_dots_next (dots, piece->data, piece->length, used, &run))
    {
      if (run.carriage)
        add_carriage (self);
      wire_mail_add (self, piece, run.from, run.length);
    }
  if (dots->state == WIRE_MAIL_DOTS_DOT_CR)
    {
      self->carriage =
          piece->offset == WIRE_EXTENT_GAP ? WIRE_EXTENT_GAP : piece->offset + piece->length - 1;
      self->carriage_packet = piece->packet;
    }
  return dots->state == WIRE_MAIL_DOTS_ENDED;
}

/** The last @length bytes do not belong to it after all. */
void
wire_mail_drop_end (WireMail *self, guint length)
{
  WireBody *body = &self->transfer->body;
  WireBody kept = { 0 };

  wire_body_slice (body, 0, body->size - MIN (length, body->size), &kept);
  wire_body_clear (body);
  *body = kept;
  if (self->text)
    wire_mail_text_end (self->text, TRUE, length);
}

static gboolean
ends_with_empty_line (const WireMail *self)
{
  gsize length = 0;
  const guint8 *bytes = self->text ? wire_mail_text_get (self->text, &length) : NULL;

  return length >= 4 && length == self->transfer->body.size
         && memcmp (bytes + length - 4, "\r\n\r\n", 4) == 0;
}

/** @self ends with a dot on a line of its own. Many clients send a line end before it even where
 * the mail had one: an empty line at its end is not taken for the mail's, but counts as sent. */
void
wire_mail_note_dot (WireMail *self)
{
  if (self->transfer->body.missing == 0 && ends_with_empty_line (self))
    self->transfer->content_encoding = WIRE_CONTENT_WITHOUT_END;
}

/* Parts */

static WireTransferMail
keep_heads (const WireMail *self, const WireTransferMail *heads)
{
  return (WireTransferMail){
    .subject = keep (self, heads->subject),
    .from = keep (self, heads->from),
    .to = keep (self, heads->to),
    .date = keep (self, heads->date),
    .message_id = keep (self, heads->message_id),
  };
}

/* A WireMailHeadSink. */
static void
take_head (const WireTransferMail *heads, gpointer user_data)
{
  WireMail *self = user_data;
  WireTransferMail kept = keep_heads (self, heads);

  if (self->part)
    return;
  kept.envelope_from = self->transfer->mail->envelope_from;
  kept.envelope_to = self->transfer->mail->envelope_to;
  self->transfer->mail = wire_transfer_log_keep_mail (self->log, &kept);
  self->transfer->name = kept.subject;
}

/* Names of old have folders now and then, of either kind. */
static void
fill_name (const WireMail *self, const char *name, WireTransfer *transfer)
{
  const char *last = name;

  for (const char *p = name; p && *p; p++)
    if (*p == '/' || *p == '\\')
      last = p + 1;
  transfer->path = last != name ? keep (self, name) : NULL;
  transfer->name = last && *last ? keep (self, last) : NULL;
}

static void
fill_body (const WireMail *self, const WireMailPart *part, WireTransfer *transfer)
{
  WireDerived *derived = wire_listening_get_derived (wire_channel_get_listening (self->channel));
  gsize from = part->from - MIN (self->head, part->from);
  gsize to = part->to - MIN (self->head, part->to);
  WireBody place = { 0 };

  wire_body_slice (&self->transfer->body, from, MAX (to - from, 1), &place);
  if (place.n > 0)
    transfer->packet = MAX (place.extents[0].packet, self->transfer->packet);
  if (!part->content)
    wire_body_slice (&self->transfer->body, from, to - from, &transfer->body);
  else if (part->length > 0)
    wire_body_add (&transfer->body, wire_derived_add (derived, part->content, part->length),
                   (guint32) part->length, transfer->packet);
  wire_body_clear (&place);
  wire_body_trim (&transfer->body);
}

static void
fill_part (const WireMail *self, const WireMailPart *part, WireTransfer *transfer)
{
  const WireTransfer *whole = self->transfer;

  transfer->protocol = whole->protocol;
  transfer->direction = whole->direction;
  transfer->sender = whole->sender;
  transfer->stream = whole->stream;
  transfer->user = whole->user;
  transfer->time = whole->time;
  transfer->packet = whole->packet;
  transfer->last_packet = whole->last_packet;
  transfer->flags = whole->flags & WIRE_TRANSFER_DECRYPTED;
  transfer->mail = whole->mail;
  transfer->content_type = keep (self, part->content_type);
  transfer->note = part->note;
  transfer->content_encoding = part->text && part->whole ? WIRE_CONTENT_LINE_FEEDS : NULL;
  if (part->whole)
    transfer->flags |= WIRE_TRANSFER_COMPLETE;
  else
    transfer->problem = part->problem ? keep (self, part->problem)
                                      : "Part of it was not captured: do not trust this hash.";
}

/* A WireMailPartSink. */
static guint32
take_part (const WireMailPart *part, gpointer user_data)
{
  WireMail *self = user_data;
  guint32 number = WIRE_MAIL_PART_NONE;
  WireTransfer *transfer =
      self->transfer == &self->spare ? NULL : wire_transfer_log_append (self->log, &number);

  if (!transfer)
    return WIRE_MAIL_PART_NONE;
  fill_part (self, part, transfer);
  fill_body (self, part, transfer);
  transfer->parent = part->parent == WIRE_MAIL_PART_NONE ? self->number : part->parent;
  if (part->mail)
    {
      WireTransferMail kept = keep_heads (self, part->mail);

      transfer->mail = wire_transfer_log_keep_mail (self->log, &kept);
      transfer->name = kept.subject;
    }
  if (part->mail && !part->name)
    transfer->flags |= WIRE_TRANSFER_TITLED;
  else
    fill_name (self, part->name, transfer);
  return number;
}

static void
look_into (WireMail *self, gboolean whole)
{
  WireTransfer *transfer = self->transfer;
  const char *note = NULL;

  if (self->text)
    {
      wire_mail_text_end (self->text, whole, 0);
      note = wire_mail_content_read (self->text, take_head, take_part, self);
    }
  else
    note = "It was not looked into: too many mails came at the same time.";
  if (!transfer->note)
    transfer->note = note;
}

/**
 * wire_mail_finish:
 * @self: a mail; it is freed
 * @whole: its protocol says that this was its end
 * @problem: (nullable): why not, a sentence in English; a literal
 *
 * Looks into the mail, and adds a transfer for each of its attachments.
 *
 * Returns: (transfer none) (nullable): the mail's own transfer, which the log keeps; %NULL where
 *   there were too many
 */
WireTransfer *
wire_mail_finish (WireMail *self, gboolean whole, const char *problem)
{
  WireTransfer *transfer = self->transfer;
  gboolean kept = transfer != &self->spare;

  if (whole && transfer->body.missing == 0)
    transfer->flags |= WIRE_TRANSFER_COMPLETE;
  else
    transfer->problem = problem;
  if (!self->part || self->text)
    look_into (self, whole);
  wire_body_trim (&transfer->body);
  if (!kept)
    wire_body_clear (&self->spare.body);
  g_clear_pointer (&self->text, wire_mail_text_free);
  wire_channel_charge (self->channel, self->charged, 0);
  g_free (self);
  return kept ? transfer : NULL;
}

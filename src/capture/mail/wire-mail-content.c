/* wire-mail-content.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/mail/wire-mail-content.h"

#include "capture/mail/wire-mail-file-name.h"
#include "capture/mail/wire-mail-attachment.h"
#include "capture/mail/wire-mail-heads.h"
#include "capture/mail/wire-mail-sealed.h"
#include "capture/mail/wire-mail-walk.h"

#include <string.h>

/* GMime keeps what charsets are called in tables that threads share. */
static GMutex lock;

/** Returns: (transfer none): is held while GMime reads a mail. Any thread. */
GMutex *
wire_mail_content_get_lock (void)
{
  return &lock;
}

static void walk_coded_mail (WireMailWalk *self, GMimePart *part, guint depth);
static void walk (WireMailWalk *self, GMimeObject *object, guint depth, gsize end);

/* Whether the line at @at is the boundary, and not one that begins alike. */
static gboolean
is_boundary (const guint8 *at, gsize left, const char *boundary, gsize length)
{
  if (left < length + 2 || at[0] != '-' || at[1] != '-' || memcmp (at + 2, boundary, length) != 0)
    return FALSE;
  return left == length + 2 || strchr ("-\r\n \t", at[length + 2]) != NULL;
}

/* Returns: (nullable): the line after that at @at */
static const guint8 *
find_next_line (const guint8 *at, const guint8 *stop)
{
  const guint8 *end = memchr (at, '\n', (gsize) (stop - at));

  return end ? end + 1 : NULL;
}

/* Returns: where the part of @multipart that begins at @from ends: before the line that divides it
 * from the next one. @end where there is none. */
static gsize
find_end (const WireMailWalk *self, GMimeMultipart *multipart, gsize from, gsize end)
{
  const char *boundary = multipart ? g_mime_multipart_get_boundary (multipart) : NULL;
  gsize length = boundary ? strlen (boundary) : 0;
  const guint8 *at = self->bytes + from;
  const guint8 *stop = self->bytes + end;

  for (; boundary && at && at < stop; at = find_next_line (at, stop))
    if (is_boundary (at, (gsize) (stop - at), boundary, length))
      {
        gsize found = (gsize) (at - self->bytes);

        found -= found > from && self->bytes[found - 1] == '\n';
        return found - (found > from && self->bytes[found - 1] == '\r');
      }
  return end;
}

static gsize
get_begin (GMimeObject *object, gsize otherwise)
{
  GMimeHeaderList *list = g_mime_object_get_header_list (object);
  GMimeHeader *first =
      g_mime_header_list_get_count (list) > 0 ? g_mime_header_list_get_header_at (list, 0) : NULL;
  gint64 offset = first ? g_mime_header_get_offset (first) : -1;

  return offset < 0 ? otherwise : (gsize) offset;
}

/* Returns: where @part of a multipart begins; of a mail in a digest, which has no head of its own,
 * where the mail does */
static gsize
get_part_begin (GMimeObject *part, gsize otherwise)
{
  GMimeMessage *message = GMIME_IS_MESSAGE_PART (part)
                              ? g_mime_message_part_get_message (GMIME_MESSAGE_PART (part))
                              : NULL;

  return get_begin (part, message ? get_begin (GMIME_OBJECT (message), otherwise) : otherwise);
}

static guint32
add_mail (WireMailWalk *self, const WireMailHeads *heads, const char *file, gsize from, gsize end)
{
  const WireTransferMail mail = wire_mail_heads_get (heads);
  const WireMailPart part = {
    .name = file,
    .content_type = "message/rfc822",
    .mail = &mail,
    .from = from,
    .to = end,
    .whole = TRUE,
  };

  return wire_mail_walk_add (self, &part);
}

static void
walk_mail (WireMailWalk *self, GMimeObject *holder, GMimeMessage *message, guint depth, gsize end)
{
  g_auto (WireMailHeads) heads = { 0 };
  guint32 parent = self->parent;
  gsize from = MIN (get_begin (GMIME_OBJECT (message), self->at), end);
  gsize place = self->at;

  if (self->mails == WIRE_MAIL_CONTENT_MAX_MAILS)
    {
      self->left_out = TRUE;
      return;
    }
  self->mails++;
  wire_mail_heads_read (message, &heads);
  self->parent = add_mail (self, &heads, wire_mail_find_file_name (holder), from, end);
  self->at = place;
  if (g_mime_message_get_mime_part (message))
    walk (self, g_mime_message_get_mime_part (message), depth + 1, end);
  self->parent = parent;
  self->mails--;
}

static void
walk_multipart (WireMailWalk *self, GMimeMultipart *multipart, guint depth, gsize end)
{
  int n = g_mime_multipart_get_count (multipart);

  for (int i = 0; i < n; i++)
    {
      GMimeObject *part = g_mime_multipart_get_part (multipart, i);
      gsize from = MIN (get_part_begin (part, self->at), end);

      walk (self, part, depth + 1,
            GMIME_IS_MESSAGE_PART (part) ? find_end (self, multipart, from, end) : end);
    }
}

static void
walk (WireMailWalk *self, GMimeObject *object, guint depth, gsize end)
{
  if (depth > WIRE_MAIL_CONTENT_MAX_DEPTH || self->parts >= WIRE_MAIL_CONTENT_MAX_PARTS)
    {
      self->left_out = TRUE;
      return;
    }
  if (wire_mail_sealed_tell (object))
    self->note = wire_mail_sealed_tell (object);
  if (GMIME_IS_MULTIPART (object))
    walk_multipart (self, GMIME_MULTIPART (object), depth, end);
  else if (GMIME_IS_MESSAGE_PART (object))
    {
      GMimeMessage *message = g_mime_message_part_get_message (GMIME_MESSAGE_PART (object));

      if (message)
        walk_mail (self, object, message, depth, end);
    }
  else if (GMIME_IS_PART (object) && wire_mail_attachment_is_mail (GMIME_PART (object)))
    walk_coded_mail (self, GMIME_PART (object), depth);
  else if (GMIME_IS_PART (object))
    wire_mail_attachment_take (self, GMIME_PART (object));
}

/* A mail in a mail that is coded as no mail should be, such as by base64. What is in it is at other
 * places than what is in the mail around it. */
static void
walk_coded_mail (WireMailWalk *self, GMimePart *part, guint depth)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gboolean whole = wire_mail_attachment_decode (self, part, bytes);
  GMimeMessage *message = bytes->len > 0 ? wire_mail_heads_parse (bytes, bytes->len) : NULL;
  WireMailWalk inner = *self;

  if (!message)
    return;
  inner.text = NULL;
  inner.bytes = bytes->data;
  inner.length = bytes->len;
  inner.origin = self->at;
  inner.at = 0;
  inner.whole = whole && self->whole;
  walk_mail (&inner, GMIME_OBJECT (part), message, depth, bytes->len);
  self->parts = inner.parts;
  self->left_out |= inner.left_out;
  self->note = inner.note;
  g_object_unref (message);
}

static void
read_mail (WireMailWalk *self, GMimeMessage *message, WireMailHeadSink take_head)
{
  g_auto (WireMailHeads) heads = { 0 };
  WireTransferMail mail;

  wire_mail_heads_read (message, &heads);
  mail = wire_mail_heads_get (&heads);
  take_head (&mail, self->user_data);
  if (g_mime_message_get_mime_part (message))
    walk (self, g_mime_message_get_mime_part (message), 0, self->length);
}

/**
 * wire_mail_content_read:
 * @text: a mail
 * @take_head: is called once, if there is a head
 * @take_part: is called for each attachment, and for each mail in the mail before what is in it
 * @user_data: for both
 *
 * What is missing in @text makes the parts that it may belong to not whole.
 *
 * Returns: (nullable): a sentence on the mail: that it is sealed, that it was not looked into to
 *   its end; a literal
 */
const char *
wire_mail_content_read (const WireMailText *text,
                        WireMailHeadSink take_head,
                        WireMailPartSink take_part,
                        gpointer user_data)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  gsize all;
  WireMailWalk self = {
    .text = text,
    .bytes = wire_mail_text_get (text, &all),
    .length = wire_mail_text_find_bound (text),
    .take_part = take_part,
    .user_data = user_data,
    .parent = WIRE_MAIL_PART_NONE,
    .whole = TRUE,
  };
  GMimeMessage *message;

  if (self.length == 0)
    return NULL;
  message = wire_mail_heads_parse (wire_mail_text_peek (text), self.length);
  if (message)
    read_mail (&self, message, take_head);
  g_clear_object (&message);
  if (self.left_out || self.length < all)
    return "It has more parts than are looked into: some are not listed.";
  return self.note;
}

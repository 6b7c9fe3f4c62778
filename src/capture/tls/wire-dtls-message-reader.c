/* wire-dtls-message-reader.c: RFC 6347, section 4.2.2
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/wire-dtls-message-reader.h"

#include "base/wire-cursor.h"
#include "capture/tls/wire-dtls-record.h"

#include <string.h>

/* Messages that may wait for another one, or for the rest of them: a flight has fewer. */
#define MAX_PARTS 16u

/* A chain of certificates is some kilobytes. */
#define MAX_LENGTH (64u * 1024)

/*
 * Part:
 * @bytes: the whole message with its head, which says that it is one fragment
 * @there: which bytes of its body came
 * @missing: how many did not
 */
typedef struct
{
  guint number;
  guint8 *bytes;
  guint8 *there;
  gsize length;
  gsize missing;
} Part;

/* The head of a fragment. */
typedef struct
{
  guint8 type;
  gsize total;
  guint number;
  gsize at;
  gsize length;
} Head;

static void
free_part (WireDtlsMessageReader *self, Part *part)
{
  self->held -= WIRE_DTLS_MESSAGE_HEAD + 2 * part->length;
  g_free (part->bytes);
  g_free (part->there);
  g_free (part);
}

/** Releases what @self holds; it is new again. */
void
wire_dtls_message_reader_clear (WireDtlsMessageReader *self)
{
  Part *part;

  while ((part = g_queue_pop_head (&self->parts)))
    free_part (self, part);
  *self = (WireDtlsMessageReader){ 0 };
}

static gboolean
read_head (WireCursor *cursor, Head *head)
{
  head->type = wire_cursor_u8 (cursor);
  head->total = wire_cursor_be24 (cursor);
  head->number = wire_cursor_be16 (cursor);
  head->at = wire_cursor_be24 (cursor);
  head->length = wire_cursor_be24 (cursor);
  return !cursor->failed && head->total <= MAX_LENGTH && head->at + head->length <= head->total
         && head->length <= wire_cursor_remaining (cursor);
}

static void
write_be24 (guint8 *out, gsize value)
{
  out[0] = (guint8) (value >> 16);
  out[1] = (guint8) (value >> 8);
  out[2] = (guint8) value;
}

static Part *
make_part (WireDtlsMessageReader *self, const Head *head)
{
  Part *part = g_new0 (Part, 1);

  part->number = head->number;
  part->length = part->missing = head->total;
  part->bytes = g_malloc0 (WIRE_DTLS_MESSAGE_HEAD + head->total);
  part->there = g_malloc0 (MAX (head->total, 1));
  part->bytes[0] = head->type;
  write_be24 (part->bytes + 1, head->total);
  part->bytes[4] = (guint8) (head->number >> 8);
  part->bytes[5] = (guint8) head->number;
  write_be24 (part->bytes + 9, head->total);
  self->held += WIRE_DTLS_MESSAGE_HEAD + 2 * head->total;
  return part;
}

/* Returns: (nullable): the message that @head is of; %NULL where there are too many */
static Part *
ensure_part (WireDtlsMessageReader *self, const Head *head)
{
  GList *link = self->parts.head;
  Part *part;

  while (link && ((Part *) link->data)->number < head->number)
    link = link->next;
  part = link ? link->data : NULL;
  if (part && part->number == head->number)
    return part->length == head->total && part->bytes[0] == head->type ? part : NULL;
  if (self->parts.length >= MAX_PARTS)
    return NULL;
  part = make_part (self, head);
  g_queue_insert_before (&self->parts, link, part);
  return part;
}

static void
fill (Part *part, const Head *head, const guint8 *bytes)
{
  for (gsize i = 0; i < head->length; i++)
    {
      if (part->there[head->at + i])
        continue;
      part->there[head->at + i] = 1;
      part->bytes[WIRE_DTLS_MESSAGE_HEAD + head->at + i] = bytes[i];
      part->missing--;
    }
}

static void
hand_over (WireDtlsMessageReader *self, WireTlsMessageTaker take, gpointer user_data)
{
  Part *part = g_queue_pop_head (&self->parts);
  const WireTlsMessage message = { part->bytes[0], part->bytes,
                                   WIRE_DTLS_MESSAGE_HEAD + part->length,
                                   part->bytes + WIRE_DTLS_MESSAGE_HEAD, part->length };

  self->next = part->number + 1;
  if (part->missing == 0)
    take (&message, user_data);
  free_part (self, part);
}

static void
hand_over_next (WireDtlsMessageReader *self, WireTlsMessageTaker take, gpointer user_data)
{
  for (;;)
    {
      const Part *part = g_queue_peek_head (&self->parts);

      if (!part || part->number != self->next || part->missing > 0)
        return;
      hand_over (self, take, user_data);
    }
}

/* Another handshake begins under the keys of the last one. */
static void
begin_again (WireDtlsMessageReader *self, guint16 epoch)
{
  wire_dtls_message_reader_clear (self);
  self->epoch = epoch;
}

/**
 * wire_dtls_message_reader_add:
 * @self: of one side
 * @epoch: of the record
 * @bytes: the content of a record
 * @length: of @bytes
 * @take: takes messages, in the order of their numbers
 * @user_data: for @take
 */
void
wire_dtls_message_reader_add (WireDtlsMessageReader *self,
                              guint16 epoch,
                              const guint8 *bytes,
                              gsize length,
                              WireTlsMessageTaker take,
                              gpointer user_data)
{
  WireCursor cursor = wire_cursor_new (bytes, length);
  Head head;

  while (wire_cursor_remaining (&cursor) > 0 && read_head (&cursor, &head))
    {
      const guint8 *body = wire_cursor_take (&cursor, head.length);
      Part *part;

      if (head.number == 0 && epoch > self->epoch)
        begin_again (self, epoch);
      part = head.number >= self->next ? ensure_part (self, &head) : NULL;
      if (part)
        fill (part, &head, body);
      hand_over_next (self, take, user_data);
    }
}

/**
 * wire_dtls_message_reader_flush:
 * @self: of one side
 * @take: as in wire_dtls_message_reader_add()
 * @user_data: for @take
 *
 * The flight has ended, so that what is missing was not captured: messages that waited for it are
 * handed over.
 *
 * Returns: whether something was missing
 */
gboolean
wire_dtls_message_reader_flush (WireDtlsMessageReader *self,
                                WireTlsMessageTaker take,
                                gpointer user_data)
{
  gboolean missing = self->parts.length > 0;

  while (self->parts.length > 0)
    hand_over (self, take, user_data);
  return missing;
}

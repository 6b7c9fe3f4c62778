/* wire-http-gather.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-http-gather.h"

#include <string.h>

/* Arrays keep their memory for what comes next, but no more than most heads take. */
#define MAX_KEPT 4096u

/* Which piece of the stream brought the bytes from @begin on. */
typedef struct
{
  gsize begin;
  WireStreamPiece piece;
} Origin;

void
wire_http_gather_init (WireHttpGather *self)
{
  self->bytes = g_byte_array_new ();
  self->line = 0;
  self->origins = g_array_new (FALSE, FALSE, sizeof (Origin));
}

void
wire_http_gather_clear (WireHttpGather *self)
{
  g_clear_pointer (&self->bytes, g_byte_array_unref);
  g_clear_pointer (&self->origins, g_array_unref);
}

/** Returns: bytes of memory that @self needs */
gsize
wire_http_gather_get_cost (const WireHttpGather *self)
{
  return self->bytes->len + self->origins->len * sizeof (Origin);
}

/** Begins again. */
void
wire_http_gather_forget (WireHttpGather *self)
{
  if (wire_http_gather_get_cost (self) > MAX_KEPT)
    {
      wire_http_gather_clear (self);
      wire_http_gather_init (self);
      return;
    }
  g_byte_array_set_size (self->bytes, 0);
  g_array_set_size (self->origins, 0);
  self->line = 0;
}

/** Forgets the first @n bytes, which must all be of the first line. */
void
wire_http_gather_drop (WireHttpGather *self, gsize n)
{
  GArray *origins = self->origins;
  guint whole = 0;

  while (whole + 1 < origins->len && g_array_index (origins, Origin, whole + 1).begin <= n)
    whole++;
  g_array_remove_range (origins, 0, whole);
  for (guint i = 0; i < origins->len; i++)
    {
      Origin *origin = &g_array_index (origins, Origin, i);
      gsize within = origin->begin < n ? n - origin->begin : 0;

      origin->begin -= n - within;
      origin->piece.position += within;
      origin->piece.sequence += (guint32) within;
      origin->piece.offset += within;
    }
  g_byte_array_remove_range (self->bytes, 0, (guint) n);
}

/** Forgets the last line, whether it has ended or not; it must not be the only one. */
void
wire_http_gather_drop_last (WireHttpGather *self)
{
  GArray *origins = self->origins;

  g_byte_array_set_size (self->bytes, self->line);
  while (origins->len > 1 && g_array_index (origins, Origin, origins->len - 1).begin >= self->line)
    g_array_set_size (origins, origins->len - 1);
}

/**
 * wire_http_gather_add:
 * @self: some lines
 * @piece: what comes next; no gap
 *
 * Takes the bytes of @piece up to the end of its first line.
 *
 * Returns: how many they are
 */
guint32
wire_http_gather_add (WireHttpGather *self, const WireStreamPiece *piece)
{
  const guint8 *end = memchr (piece->data, '\n', piece->length);
  guint32 n = end ? (guint32) (end + 1 - piece->data) : piece->length;
  Origin origin = { self->bytes->len, *piece };
  const Origin *last = NULL;

  if (self->origins->len > 0)
    last = &g_array_index (self->origins, Origin, self->origins->len - 1);
  /* The next line of the same piece needs no other entry. */
  if (!last || last->piece.offset + (origin.begin - last->begin) != piece->offset)
    g_array_append_val (self->origins, origin);
  g_byte_array_append (self->bytes, piece->data, n);
  return n;
}

/** The line that has ended is one of several. */
void
wire_http_gather_next_line (WireHttpGather *self)
{
  self->line = self->bytes->len;
}

gboolean
wire_http_gather_line_has_ended (const WireHttpGather *self)
{
  const GByteArray *bytes = self->bytes;

  return bytes->len > self->line && bytes->data[bytes->len - 1] == '\n';
}

/** Returns: the last line, with its end if it has ended; valid until more is added */
WireSpan
wire_http_gather_get_line (const WireHttpGather *self)
{
  return (WireSpan){ (const char *) self->bytes->data + self->line, self->bytes->len - self->line };
}

/** Returns: whether the last line, which has ended, has nothing but its end and spaces */
gboolean
wire_http_gather_line_is_empty (const WireHttpGather *self)
{
  WireSpan line = wire_http_gather_get_line (self);

  for (gsize i = 0; i < line.length; i++)
    if (!g_ascii_isspace (line.data[i]))
      return FALSE;
  return TRUE;
}

/** Adds to @body where the first @n of the bytes that were gathered are. */
void
wire_http_gather_list_places (const WireHttpGather *self, gsize n, WireBody *body)
{
  for (guint i = 0; i < self->origins->len; i++)
    {
      const Origin *origin = &g_array_index (self->origins, Origin, i);
      gsize end = i + 1 < self->origins->len ? origin[1].begin : self->bytes->len;

      if (origin->begin < MIN (end, n))
        wire_body_add (body, origin->piece.offset, (guint32) (MIN (end, n) - origin->begin),
                       origin->piece.packet);
    }
}

/** Tells @message when and where its head was said, which is what was gathered. */
void
wire_http_gather_place (const WireHttpGather *self, WireHttpMessage *message)
{
  const Origin *origins = (const Origin *) (gpointer) self->origins->data;
  const Origin *last = &origins[self->origins->len - 1];

  message->packet = origins->piece.packet;
  message->time = origins->piece.time;
  message->sequence = origins->piece.sequence;
  message->acknowledgement = origins->piece.acknowledgement;
  if (origins->piece.acknowledges)
    message->flags |= WIRE_HTTP_ACKNOWLEDGES;
  message->last_packet = last->piece.packet;
  message->last_time = last->piece.time;
  for (const Origin *origin = origins; origin <= last; origin++)
    {
      gsize end = origin < last ? origin[1].begin : self->bytes->len;

      wire_body_add (&message->head, origin->piece.offset, (guint32) (end - origin->begin),
                     origin->piece.packet);
    }
  wire_body_trim (&message->head);
}

/* wire-mail-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/mail/wire-mail-text.h"

#include <string.h>

/* More holes than this are one that reaches to the end. */
#define MAX_HOLES 65536u

typedef struct
{
  gsize from;
  gsize to;
} Hole;

struct _WireMailText
{
  GByteArray *bytes;
  GArray *holes; /* in order; the last one may reach beyond @bytes */
};

/** Returns: (transfer full): of no length yet */
WireMailText *
wire_mail_text_new (void)
{
  WireMailText *self = g_new0 (WireMailText, 1);

  self->bytes = g_byte_array_new ();
  self->holes = g_array_new (FALSE, FALSE, sizeof (Hole));
  return self;
}

void
wire_mail_text_free (WireMailText *self)
{
  g_byte_array_unref (self->bytes);
  g_array_unref (self->holes);
  g_free (self);
}

static Hole *
get_last_hole (const WireMailText *self)
{
  return self->holes->len ? &g_array_index (self->holes, Hole, self->holes->len - 1) : NULL;
}

/* Returns: whether what comes from now on is not kept */
static gboolean
is_closed (const WireMailText *self)
{
  const Hole *last = get_last_hole (self);

  return last && last->to == G_MAXSIZE;
}

static void
close_text (WireMailText *self)
{
  const Hole rest = { self->bytes->len, G_MAXSIZE };
  Hole *last = get_last_hole (self);

  if (last && last->to >= rest.from)
    last->to = G_MAXSIZE;
  else
    g_array_append_val (self->holes, rest);
}

/** The next bytes. What is beyond %WIRE_MAIL_TEXT_MAX is not kept. */
void
wire_mail_text_add (WireMailText *self, const guint8 *bytes, gsize length)
{
  if (is_closed (self))
    return;
  if (length > WIRE_MAIL_TEXT_MAX - self->bytes->len)
    close_text (self);
  else
    g_byte_array_append (self->bytes, bytes, (guint) length);
}

/** The next @length bytes are missing. */
void
wire_mail_text_add_gap (WireMailText *self, guint64 length)
{
  gsize from = self->bytes->len;
  Hole *last = get_last_hole (self);

  if (is_closed (self) || length == 0)
    return;
  if (length > WIRE_MAIL_TEXT_MAX - from || self->holes->len == MAX_HOLES)
    {
      close_text (self);
      return;
    }
  g_byte_array_set_size (self->bytes, (guint) (from + length));
  memset (self->bytes->data + from, 0, length);
  if (last && last->to == from)
    last->to += length;
  else
    g_array_append_val (self->holes, ((Hole){ from, from + length }));
}

/**
 * wire_mail_text_end:
 * @self: a text
 * @whole: it ends here; otherwise more belongs to it
 * @superfluous: how many of its last bytes do not belong to it
 */
void
wire_mail_text_end (WireMailText *self, gboolean whole, gsize superfluous)
{
  if (!is_closed (self))
    g_byte_array_set_size (self->bytes, self->bytes->len - MIN (superfluous, self->bytes->len));
  if (!whole && !is_closed (self))
    close_text (self);
}

/** Returns: bytes of memory that @self takes, for wire_channel_charge() */
gsize
wire_mail_text_get_cost (const WireMailText *self)
{
  /* Arrays grow by doubling. */
  return sizeof *self + 2 * (gsize) self->bytes->len + self->holes->len * sizeof (Hole);
}

/** Returns: (transfer none): the bytes, not to be changed: GMime wants such an array */
GByteArray *
wire_mail_text_peek (const WireMailText *self)
{
  return self->bytes;
}

/** Returns: (transfer none): the bytes */
const guint8 *
wire_mail_text_get (const WireMailText *self, gsize *length)
{
  *length = self->bytes->len;
  return self->bytes->data;
}

/** Whether nothing is missing from @from up to and including @to, where the next line is. */
gboolean
wire_mail_text_has (const WireMailText *self, gsize from, gsize to)
{
  for (guint i = 0; i < self->holes->len; i++)
    {
      const Hole *hole = &g_array_index (self->holes, Hole, i);

      if (hole->from <= to && hole->to > from)
        return FALSE;
    }
  return TRUE;
}

/** Returns: where the first hole between @from and @to begins; @to where there is none */
gsize
wire_mail_text_find_hole (const WireMailText *self, gsize from, gsize to)
{
  for (guint i = 0; i < self->holes->len; i++)
    {
      const Hole *hole = &g_array_index (self->holes, Hole, i);

      if (hole->from < to && hole->to > from)
        return MAX (hole->from, from);
    }
  return to;
}

/* Bounds */

/* Whether a line may be a field of a head: RFC 5322, section 2.2. */
static gboolean
may_be_field (const guint8 *line, gsize length)
{
  gsize n = 0;

  while (n < length && line[n] > ' ' && line[n] < 127 && line[n] != ':')
    n++;
  return n > 0 && n < length && line[n] == ':';
}

/** Returns: how many bytes of @self have no more parts and fields than may be */
gsize
wire_mail_text_find_bound (const WireMailText *self)
{
  const guint8 *bytes = self->bytes->data;
  gsize length = self->bytes->len;
  guint parts = 0;
  guint fields = 0;
  gsize next;

  for (gsize at = 0; at < length; at = next)
    {
      const guint8 *end = memchr (bytes + at, '\n', length - at);

      next = end ? (gsize) (end - bytes) + 1 : length;
      if (next - at > 2 && bytes[at] == '-' && bytes[at + 1] == '-')
        parts++;
      else if (may_be_field (bytes + at, next - at))
        fields++;
      if (parts > WIRE_MAIL_TEXT_MAX_PARTS || fields > WIRE_MAIL_TEXT_MAX_FIELDS)
        return at;
    }
  return length;
}

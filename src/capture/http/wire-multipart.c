/* wire-multipart.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-multipart.h"

#include <string.h>

/*
 * State:
 * @PREAMBLE: before the first boundary, or after a gap in a head: nothing is kept
 * @DELIMITER: after a boundary, up to the end of its line
 * @HEAD: the fields of a part
 * @PART: its bytes
 * @EPILOGUE: after the last boundary
 */
typedef enum
{
  PREAMBLE,
  DELIMITER,
  HEAD,
  PART,
  EPILOGUE,
} State;

struct _WireMultipart
{
  char *boundary; /* with the two hyphens before it */
  gsize boundary_length;
  WireMultipartFound found;
  gpointer user_data;
  State state;
  GByteArray *window; /* bytes that were not handed on yet, from @used on */
  gsize used;
  guint64 position; /* of the first byte that was not handed on, in the body */
  GByteArray *head;
  guint64 begin; /* of the part */
  guint n;
};

/**
 * wire_multipart_new:
 * @boundary: the parameter of the body's media type
 * @found: called with each part
 * @user_data: for @found
 *
 * Returns: (transfer full): a parser that has read nothing
 */
WireMultipart *
wire_multipart_new (const char *boundary, WireMultipartFound found, gpointer user_data)
{
  WireMultipart *self = g_new0 (WireMultipart, 1);

  self->boundary = g_strconcat ("--", boundary, NULL);
  self->boundary_length = strlen (self->boundary);
  self->found = found;
  self->user_data = user_data;
  self->window = g_byte_array_new ();
  self->head = g_byte_array_new ();
  return self;
}

void
wire_multipart_free (WireMultipart *self)
{
  g_free (self->boundary);
  g_byte_array_unref (self->window);
  g_byte_array_unref (self->head);
  g_free (self);
}

static const guint8 *
get_bytes (const WireMultipart *self)
{
  return self->window->data + self->used;
}

static gsize
get_length (const WireMultipart *self)
{
  return self->window->len - self->used;
}

static void
use (WireMultipart *self, gsize n)
{
  self->used += n;
  self->position += n;
}

/* The line end before a boundary belongs to it and not to the part. */
static void
tell_part (WireMultipart *self, guint64 end, gboolean ended)
{
  const WireMultipartPart part = {
    .head = { self->head->len > 0 ? (const char *) self->head->data : "", self->head->len },
    .offset = self->begin,
    .size = end > self->begin ? end - self->begin : 0,
    .ended = ended,
  };

  self->n++;
  self->found (&part, self->user_data);
}

/* Returns: whether the boundary at @at, in the window, begins a line; @before is what its line end
 * takes of the part */
static gboolean
begins_line (const WireMultipart *self, gsize at, gsize *before)
{
  const guint8 *bytes = get_bytes (self);

  *before = at > 0 && bytes[at - 1] == '\n' ? 1 + (at > 1 && bytes[at - 2] == '\r') : 0;
  if (*before > 0)
    return TRUE;
  /* The first one may have nothing before it; so may one that follows a head with no bytes between.
   */
  return at == 0 && (self->state == PREAMBLE ? self->position == 0 : self->position == self->begin);
}

/* Returns: whether there is a boundary in the window, whose first byte is then at @at */
static gboolean
find_boundary (const WireMultipart *self, gsize *at, gsize *before)
{
  gsize from = 0;

  while (from < get_length (self))
    {
      const guint8 *found = memmem (get_bytes (self) + from, get_length (self) - from,
                                    self->boundary, self->boundary_length);

      if (!found)
        return FALSE;
      *at = (gsize) (found - get_bytes (self));
      if (begins_line (self, *at, before))
        return TRUE;
      from = *at + 1;
    }
  return FALSE;
}

/* Returns: whether the state changed, so that there may be more to do */
static gboolean
step_to_boundary (WireMultipart *self)
{
  gsize kept = self->boundary_length + 2;
  gsize before;
  gsize at;

  if (!find_boundary (self, &at, &before))
    {
      if (get_length (self) > kept)
        use (self, get_length (self) - kept);
      return FALSE;
    }
  if (self->state == PART)
    tell_part (self, self->position + at - before, TRUE);
  use (self, at + self->boundary_length);
  self->state = self->n < WIRE_MULTIPART_MAX_PARTS ? DELIMITER : EPILOGUE;
  return TRUE;
}

/* After the boundary there are two hyphens where it is the last one, or blanks and a line end. */
static gboolean
step_delimiter (WireMultipart *self)
{
  const guint8 *end = memchr (get_bytes (self), '\n', get_length (self));

  if (get_length (self) < 2)
    return FALSE;
  if (memcmp (get_bytes (self), "--", 2) == 0)
    {
      self->state = EPILOGUE;
      return TRUE;
    }
  if (!end && get_length (self) <= WIRE_MULTIPART_MAX_HEAD)
    return FALSE;
  if (!end)
    {
      self->state = PREAMBLE;
      return TRUE;
    }
  use (self, (gsize) (end - get_bytes (self)) + 1);
  g_byte_array_set_size (self->head, 0);
  self->state = HEAD;
  return TRUE;
}

static gboolean
step_head (WireMultipart *self)
{
  const guint8 *end = memchr (get_bytes (self), '\n', get_length (self));
  gsize n;

  if (!end && get_length (self) <= WIRE_MULTIPART_MAX_HEAD)
    return FALSE;
  n = end ? (gsize) (end - get_bytes (self)) + 1 : get_length (self);
  if (end && (n == 1 || (n == 2 && get_bytes (self)[0] == '\r')))
    self->state = PART;
  else if (self->head->len + n <= WIRE_MULTIPART_MAX_HEAD)
    g_byte_array_append (self->head, get_bytes (self), (guint) n);
  use (self, n);
  self->begin = self->position;
  return TRUE;
}

static gboolean
step (WireMultipart *self)
{
  switch (self->state)
    {
    case PREAMBLE:
    case PART:
      return step_to_boundary (self);
    case DELIMITER:
      return step_delimiter (self);
    case HEAD:
      return step_head (self);
    case EPILOGUE:
    default:
      use (self, get_length (self));
      return FALSE;
    }
}

/** Takes the next bytes of the body. */
void
wire_multipart_add (WireMultipart *self, const guint8 *bytes, gsize length)
{
  /* A piece at a time, so that the window stays small however much comes at once. */
  while (length > 0)
    {
      gsize n = MIN (length, 65536);

      g_byte_array_append (self->window, bytes, (guint) n);
      while (get_length (self) > 0 && step (self))
        ;
      g_byte_array_remove_range (self->window, 0, (guint) self->used);
      self->used = 0;
      bytes += n;
      length -= n;
    }
}

/** The next @length bytes of the body are missing. */
void
wire_multipart_add_gap (WireMultipart *self, guint64 length)
{
  self->position += self->window->len + length;
  g_byte_array_set_size (self->window, 0);
  if (self->state == DELIMITER || self->state == HEAD)
    self->state = PREAMBLE;
}

/** The body has ended, or what is known of it has. */
void
wire_multipart_end (WireMultipart *self)
{
  if (self->state == PART)
    tell_part (self, self->position + self->window->len, FALSE);
  self->state = EPILOGUE;
}

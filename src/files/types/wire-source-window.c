/* wire-source-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/types/wire-source-window.h"

/** Returns: at the first byte; reads nothing yet */
WireSourceWindow
wire_source_window_new (const WireTypeSource *source, guint64 budget)
{
  return (WireSourceWindow){ .source = source,
                             .budget = budget,
                             .bytes = g_malloc (WIRE_SOURCE_WINDOW_SIZE) };
}

void
wire_source_window_clear (WireSourceWindow *self)
{
  g_clear_pointer (&self->bytes, g_free);
}

static gsize
get_held (const WireSourceWindow *self)
{
  guint64 behind = self->position - self->start;

  return self->position >= self->start && behind < self->length ? self->length - (gsize) behind : 0;
}

static void
fetch (WireSourceWindow *self)
{
  self->start = self->position;
  self->length = 0;
  if (self->budget < WIRE_SOURCE_WINDOW_SIZE || self->position >= self->source->size)
    return;
  self->budget -= WIRE_SOURCE_WINDOW_SIZE;
  self->length =
      self->source->read (self->position, self->bytes, WIRE_SOURCE_WINDOW_SIZE, self->source->data);
}

/**
 * wire_source_window_peek:
 * @length: at most %WIRE_SOURCE_WINDOW_SIZE
 *
 * Returns: (nullable): the next @length bytes, valid until the next call, or %NULL (and failed)
 *   where fewer are left
 */
const guint8 *
wire_source_window_peek (WireSourceWindow *self, gsize length)
{
  if (!self->failed && get_held (self) < length)
    fetch (self);
  if (self->failed || get_held (self) < length)
    {
      self->failed = TRUE;
      return NULL;
    }
  return self->bytes + (self->position - self->start);
}

/** Returns: (nullable): at least one byte, and as many as are held: @length of them */
const guint8 *
wire_source_window_rest (WireSourceWindow *self, gsize *length)
{
  const guint8 *bytes = wire_source_window_peek (self, 1);

  *length = bytes ? get_held (self) : 0;
  return bytes;
}

void
wire_source_window_skip (WireSourceWindow *self, guint64 length)
{
  if (self->failed || self->position > self->source->size
      || length > self->source->size - self->position)
    self->failed = TRUE;
  else
    self->position += length;
}

guint8
wire_source_window_u8 (WireSourceWindow *self)
{
  const guint8 *b = wire_source_window_peek (self, 1);
  guint8 value = b ? b[0] : 0;

  wire_source_window_skip (self, 1);
  return value;
}

guint16
wire_source_window_be16 (WireSourceWindow *self)
{
  const guint8 *b = wire_source_window_peek (self, 2);
  guint16 value = b ? (guint16) (b[0] << 8 | b[1]) : 0;

  wire_source_window_skip (self, 2);
  return value;
}

guint32
wire_source_window_be32 (WireSourceWindow *self)
{
  guint32 high = wire_source_window_be16 (self);

  return high << 16 | wire_source_window_be16 (self);
}

/* wire-content-lines.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-content-lines.h"

const char WIRE_CONTENT_LINE_FEEDS[] = "line ends";
const char WIRE_CONTENT_WITHOUT_END[] = "last line end";

/* Holds back the two last bytes: they are the end, if this is. */
static gsize
hold_end (WireContentLines *self, const guint8 *bytes, gsize length, guint8 *out)
{
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (self->n_held == 2)
        {
          out[n++] = self->held[0];
          self->held[0] = self->held[1];
          self->n_held = 1;
        }
      self->held[self->n_held++] = bytes[i];
    }
  return n;
}

static gsize
drop_carriages (WireContentLines *self, const guint8 *bytes, gsize length, guint8 *out)
{
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (self->n_held > 0 && bytes[i] != '\n')
        out[n++] = '\r';
      self->n_held = bytes[i] == '\r';
      if (!self->n_held)
        out[n++] = bytes[i];
    }
  return n;
}

/**
 * wire_content_lines_undo:
 * @self: what came so far
 * @last_only: the last two bytes, which are a line end, are left out; otherwise CR LF becomes LF.
 *   Texts do not end with CR alone.
 * @bytes: what comes next
 * @length: of @bytes
 * @out: room for @length + 1 bytes
 *
 * Returns: how many bytes came out
 */
gsize
wire_content_lines_undo (
    WireContentLines *self, gboolean last_only, const guint8 *bytes, gsize length, guint8 *out)
{
  return last_only ? hold_end (self, bytes, length, out)
                   : drop_carriages (self, bytes, length, out);
}

/* wire-listener-index.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reassembly/wire-listener-index.h"

#include <string.h>

/* A bit a row, the first row lowest. */
typedef guint64 Rows;

G_STATIC_ASSERT (sizeof (Rows) * 8 == WIRE_LISTENER_INDEX_MAX_ROWS);

struct _WireListenerIndex
{
  const WireListener *const *rows;
  Rows by_byte[256]; /* those whose initials have the byte, or that have none */
  Rows uninitialled; /* those that may begin with anything */
  Rows anywhere;     /* those that are also asked in the middle */
  Rows streams;
  Rows datagrams;
};

static void
add_row (WireListenerIndex *self, guint n)
{
  const WireListener *row = self->rows[n];
  Rows bit = (Rows) 1 << n;

  if (!row->may_start)
    return;
  self->streams |= row->flags & WIRE_LISTENER_STREAMS ? bit : 0;
  self->datagrams |= row->flags & WIRE_LISTENER_DATAGRAMS ? bit : 0;
  self->anywhere |= row->flags & WIRE_LISTENER_ANYWHERE ? bit : 0;
  self->uninitialled |= row->initials ? 0 : bit;
  /* The search for a NUL byte finds the end of the initials: it is always among them. */
  for (int byte = 0; byte < 256; byte++)
    if (!row->initials || strchr (row->initials, byte))
      self->by_byte[byte] |= bit;
}

/**
 * wire_listener_index_new:
 * @rows: (transfer none): the listeners, at most %WIRE_LISTENER_INDEX_MAX_ROWS, up to a %NULL; they
 *   must stay
 *
 * Returns: (transfer full): the index of them
 */
WireListenerIndex *
wire_listener_index_new (const WireListener *const *rows)
{
  WireListenerIndex *self = g_new0 (WireListenerIndex, 1);

  self->rows = rows;
  for (guint n = 0; rows[n]; n++)
    {
      g_assert (n < WIRE_LISTENER_INDEX_MAX_ROWS);
      add_row (self, n);
    }
  return self;
}

/** What the index is of stays. */
void
wire_listener_index_free (WireListenerIndex *self)
{
  g_free (self);
}

static Rows
choose_rows (const WireListenerIndex *self, const WireListenerLook *look)
{
  Rows rows = self->uninitialled;

  if (look->datagram)
    rows = self->datagrams;
  else
    {
      for (guint side = 0; side < 2; side++)
        if (look->length[side] > 0)
          rows |= self->by_byte[look->bytes[side][0]];
      rows &= self->streams;
    }
  return look->from_start ? rows : rows & self->anywhere;
}

/* Takes @row, and those before it, out of @rows: all where the table does not have it. */
static Rows
leave_after (const WireListenerIndex *self, Rows rows, const WireListener *row)
{
  for (guint n = 0; self->rows[n]; n++)
    {
      rows &= ~((Rows) 1 << n);
      if (self->rows[n] == row)
        break;
    }
  return rows;
}

/* Returns: the place of the lowest bit of @rows, which has one */
static guint
find_lowest (Rows rows)
{
  return (guint) __builtin_ctzll (rows);
}

/**
 * wire_listener_index_ask:
 * @self: the listeners to ask, in the order of their table
 * @look: what is known of a conversation
 * @after: (nullable): only those after this one are asked
 * @found: (out): the one that says yes, or %NULL
 *
 * Returns: yes as soon as one says so; otherwise that more is needed where one says that
 */
WireListenerAnswer
wire_listener_index_ask (const WireListenerIndex *self,
                         const WireListenerLook *look,
                         const WireListener *after,
                         const WireListener **found)
{
  WireListenerAnswer answer = WIRE_LISTENER_NO;
  Rows rows = choose_rows (self, look);

  if (after)
    rows = leave_after (self, rows, after);
  for (*found = NULL; rows; rows &= rows - 1)
    {
      const WireListener *row = self->rows[find_lowest (rows)];
      WireListenerAnswer one = row->may_start (look);

      if (one == WIRE_LISTENER_YES)
        {
          *found = row;
          return one;
        }
      answer = MAX (answer, one);
    }
  return look->last || look->datagram ? WIRE_LISTENER_NO : answer;
}

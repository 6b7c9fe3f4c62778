/* wire-zeek-endpoint.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/conn/wire-zeek-endpoint.h"

/* Zeek's defaults (init-bare): what may wait while nothing was acknowledged, and at all. */
#define MAX_UNACKNOWLEDGED (16u * 1024)
#define MAX_KEPT (10u * 1024 * 1024)

/** Sets up @self before its first packet. Free what it owns with
 * wire_zeek_endpoint_clear(). */
void
wire_zeek_endpoint_init (WireZeekEndpoint *self)
{
  *self = (WireZeekEndpoint){ .delivered = 1, .trimmed = 1 };
}

/** Frees what @self owns, but not @self itself. */
void
wire_zeek_endpoint_clear (WireZeekEndpoint *self)
{
  g_clear_pointer (&self->ranges, g_array_unref);
}

/** Moves @self to @state and remembers the one before. */
void
wire_zeek_endpoint_set_state (WireZeekEndpoint *self, WireZeekState state)
{
  if (self->state == state)
    return;
  self->previous = self->state;
  self->state = (guint8) state;
}

/** Sets where numbers begin: @start is that of the SYN, or one before the first byte. */
void
wire_zeek_endpoint_start_at (WireZeekEndpoint *self, guint32 start, guint32 last)
{
  self->start = start;
  self->acknowledged = start;
  self->acknowledged_wraps = 0;
  self->last = last;
  self->last_wraps = last < start;
}

/** Notes that numbers up to @last were sent. */
void
wire_zeek_endpoint_raise_last (WireZeekEndpoint *self, guint32 last)
{
  if (last < self->last)
    self->last_wraps++;
  self->last = last;
}

/** Notes that the peer acknowledged numbers up to @acknowledged. */
void
wire_zeek_endpoint_raise_acknowledged (WireZeekEndpoint *self, guint32 acknowledged)
{
  if (acknowledged < self->acknowledged)
    self->acknowledged_wraps++;
  self->acknowledged = acknowledged;
}

static guint64
spread (guint32 number, guint32 wraps)
{
  return (guint64) wraps << 32 | number;
}

/**
 * wire_zeek_endpoint_relate:
 * @self: who sent the number, or whose number was acknowledged
 * @number: a number of TCP
 * @acknowledged: it was acknowledged; otherwise sent
 * @before: (out): whether it is before the first one
 *
 * Returns: the number relative to the first one, past 2³² where numbers wrapped
 */
guint64
wire_zeek_endpoint_relate (const WireZeekEndpoint *self,
                           guint32 number,
                           gboolean acknowledged,
                           gboolean *before)
{
  guint32 last = acknowledged ? self->acknowledged : self->last;
  guint32 wraps = acknowledged ? self->acknowledged_wraps : self->last_wraps;
  gint32 delta = wire_zeek_delta (number, last);

  *before = FALSE;
  if (delta < 0 && wraps > 0 && number > last)
    wraps--;
  else if (delta > 0 && number < last)
    wraps++;
  if (wraps > 0)
    return spread (number, wraps) - self->start;
  delta = wire_zeek_delta (number, self->start);
  *before = delta < 0;
  return (guint64) (gint64) delta;
}

static gboolean
is_unacknowledged (const WireZeekEndpoint *self)
{
  return self->acknowledged == self->start || self->acknowledged == self->start + 1;
}

/**
 * wire_zeek_endpoint_get_size:
 * @self: a side
 * @peer: the other one
 *
 * Returns: how many bytes @self sent by its numbers, without SYN and FIN
 */
guint64
wire_zeek_endpoint_get_size (const WireZeekEndpoint *self, const WireZeekEndpoint *peer)
{
  guint64 last = spread (self->last, self->last_wraps);
  guint64 acknowledged = spread (self->acknowledged, self->acknowledged_wraps);
  guint64 size = MAX (last, acknowledged) - self->start;

  /* A half-open connection was found and aborted: its numbers say nothing about bytes. */
  if (self->previous == WIRE_ZEEK_SYN_SENT && self->state == WIRE_ZEEK_RESET
      && peer->state == WIRE_ZEEK_INACTIVE && !is_unacknowledged (self))
    return 0;
  if (size > 0)
    size--;
  if (self->fins > 0 && size > 0)
    size--;
  return size;
}

static WireZeekRange *
get_range (const WireZeekEndpoint *self, guint i)
{
  return &g_array_index (self->ranges, WireZeekRange, i);
}

static guint
count_ranges (const WireZeekEndpoint *self)
{
  return self->ranges ? self->ranges->len : 0;
}

/* Takes what follows @delivered without a gap. */
static void
deliver (WireZeekEndpoint *self)
{
  guint n = 0;

  while (n < count_ranges (self) && get_range (self, n)->begin <= self->delivered)
    {
      self->delivered = MAX (self->delivered, get_range (self, n)->end);
      n++;
    }
  if (n > 0)
    g_array_remove_range (self->ranges, 0, n);
}

static void
insert (WireZeekEndpoint *self, guint64 begin, guint64 end)
{
  WireZeekRange range = { begin, end };
  guint at = count_ranges (self);
  guint last;

  if (!self->ranges)
    self->ranges = g_array_new (FALSE, FALSE, sizeof range);
  while (at > 0 && get_range (self, at - 1)->end >= begin)
    at--;
  for (last = at; last < self->ranges->len && get_range (self, last)->begin <= end; last++)
    {
      range.begin = MIN (range.begin, get_range (self, last)->begin);
      range.end = MAX (range.end, get_range (self, last)->end);
    }
  if (last > at)
    g_array_remove_range (self->ranges, at, last - at);
  g_array_insert_val (self->ranges, at, range);
}

static void
give_up (WireZeekEndpoint *self)
{
  g_clear_pointer (&self->ranges, g_array_unref);
  self->skipping = TRUE;
}

static guint64
count_kept (const WireZeekEndpoint *self)
{
  guint64 kept = self->delivered - MIN (self->trimmed, self->delivered);

  for (guint i = 0; i < count_ranges (self); i++)
    kept += get_range (self, i)->end - get_range (self, i)->begin;
  return kept;
}

static void
bound (WireZeekEndpoint *self, const WireZeekEndpoint *peer)
{
  guint n = count_ranges (self);
  gboolean silent = is_unacknowledged (self);

  if (silent && wire_zeek_endpoint_get_size (self, peer) > MAX_UNACKNOWLEDGED)
    self->trimmed = MAX (self->trimmed, self->delivered);
  if (n == 0)
    return;
  if ((silent && get_range (self, n - 1)->end - self->delivered > MAX_UNACKNOWLEDGED)
      || count_kept (self) > MAX_KEPT || n > WIRE_ZEEK_MAX_RANGES)
    give_up (self);
}

/**
 * wire_zeek_endpoint_add:
 * @self: who sent them
 * @peer: the other side
 * @begin: relative number of the first byte
 * @end: of the byte past the last one
 *
 * Notes that these bytes were captured.
 */
void
wire_zeek_endpoint_add (WireZeekEndpoint *self,
                        const WireZeekEndpoint *peer,
                        guint64 begin,
                        guint64 end)
{
  guint64 acknowledged = spread (self->acknowledged, self->acknowledged_wraps) - self->start;

  if (self->skipping)
    return;
  begin = MAX (begin, MAX (acknowledged, self->trimmed));
  if (begin >= end)
    return;
  if (begin > self->delivered)
    insert (self, begin, end);
  else
    self->delivered = MAX (self->delivered, end);
  deliver (self);
  bound (self, peer);
}

/* Every run of missing bytes before @up_to is a gap. */
static void
report_gaps (WireZeekEndpoint *self, guint64 up_to, WireZeekGapFunc func, gpointer user_data)
{
  while (self->delivered < up_to)
    {
      guint64 end = count_ranges (self) > 0 ? MIN (get_range (self, 0)->begin, up_to) : up_to;

      if (!self->skipping)
        func (end - self->delivered, user_data);
      self->delivered = end;
      deliver (self);
    }
}

/**
 * wire_zeek_endpoint_acknowledge:
 * @self: whose bytes the peer has
 * @up_to: relative number of the first one that it does not have
 * @partial: the connection began before the capture
 * @func: is called for each gap that this shows
 * @user_data: for @func
 *
 * What was acknowledged and not captured will not come any more.
 */
void
wire_zeek_endpoint_acknowledge (WireZeekEndpoint *self,
                                guint64 up_to,
                                gboolean partial,
                                WireZeekGapFunc func,
                                gpointer user_data)
{
  if (self->fins > 0 && up_to >= self->fin_at)
    up_to = self->fin_at - 1;
  if ((gint64) up_to <= (gint64) self->trimmed)
    return;
  if (up_to > self->delivered && !(up_to <= 2 && partial))
    report_gaps (self, up_to, func, user_data);
  self->trimmed = up_to;
}

/**
 * wire_zeek_endpoint_is_waiting:
 * @self: who closes
 * @peer: the other side
 *
 * Returns: whether bytes before the end may still come
 */
gboolean
wire_zeek_endpoint_is_waiting (const WireZeekEndpoint *self, const WireZeekEndpoint *peer)
{
  guint64 last = spread (self->last, self->last_wraps);
  guint64 delivered = self->start + self->delivered;

  if (self->skipping || last < delivered)
    return FALSE;
  if (delivered != last && delivered != last - 1)
    return TRUE;
  return self->state != WIRE_ZEEK_RESET && count_ranges (peer) > 0;
}

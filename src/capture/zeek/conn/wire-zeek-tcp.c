/* wire-zeek-tcp.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The states, and when one follows from another, are those that Zeek's documentation of conn_state
 * and history describes, and that its test traces show.
 */

#include "capture/zeek/conn/wire-zeek-tcp.h"

#define SECOND G_GINT64_CONSTANT (1000000000)

/* How long Zeek keeps a connection that both sides closed, and one that is established. */
#define CLOSE_DELAY (5 * SECOND)
#define SESSION_TIMER (6 * SECOND)
#define ESTABLISHED_TIMEOUT (5 * 60 * SECOND)

/* Numbers of SYN and RST that jump further than this are not believed. */
#define LARGEST_JUMP 1048576

/* What one segment does: who sent it, and what follows from it. */
typedef struct
{
  WireZeekConnection *connection;
  const WireZeekSegment *segment;
  gint64 time;
  guint side;
  WireZeekEndpoint *sender;
  WireZeekEndpoint *peer;
  guint64 relative;
  gboolean before;
  gboolean closes;
} Step;

/** Returns: whether @segment begins another connection between the same ports */
gboolean
wire_zeek_tcp_is_reuse (const WireZeekConnection *connection, const WireZeekSegment *segment)
{
  const WireZeekEndpoint *a = &connection->sides[0].tcp;
  const WireZeekEndpoint *b = &connection->sides[1].tcp;
  const WireZeekEndpoint *sender = a;
  gboolean acknowledges = (segment->flags & WIRE_ZEEK_ACK) != 0;

  if (!(segment->flags & WIRE_ZEEK_SYN))
    return FALSE;
  if (acknowledges && a->state != WIRE_ZEEK_INACTIVE)
    return FALSE;
  if (acknowledges)
    sender = b;
  if (a->did_close || b->did_close)
    return TRUE;
  if (segment->sequence == sender->start)
    return FALSE;
  /* SYN and SYN-ACK that were captured in the wrong order. */
  return acknowledges || sender->state != WIRE_ZEEK_SYN_ACK_SENT || b->state != WIRE_ZEEK_INACTIVE
         || segment->sequence != b->start;
}

static gboolean
has (const Step *step, guint flags)
{
  return (step->segment->flags & flags) != 0;
}

static guint32
get_end (const Step *step)
{
  const WireZeekSegment *segment = step->segment;
  guint32 length = has (step, WIRE_ZEEK_RST) ? 0 : segment->length;

  return segment->sequence + length + has (step, WIRE_ZEEK_SYN) + has (step, WIRE_ZEEK_FIN);
}

static void
begin (Step *step)
{
  WireZeekEndpoint *self = step->sender;
  guint32 sequence = step->segment->sequence;
  gboolean syn = has (step, WIRE_ZEEK_SYN);
  gboolean restarts;

  if (self->state == WIRE_ZEEK_INACTIVE)
    {
      /* As if there had been a SYN, so that the first byte has the number 1. */
      wire_zeek_endpoint_start_at (self, syn ? sequence : sequence - 1,
                                   syn ? get_end (step) : sequence);
      return;
    }
  restarts = self->state == WIRE_ZEEK_RESET ? self->previous == WIRE_ZEEK_INACTIVE
                                            : self->state != WIRE_ZEEK_CLOSED;
  if (syn && restarts && (sequence != self->start || self->state >= WIRE_ZEEK_PARTIAL))
    wire_zeek_endpoint_start_at (self, sequence, get_end (step));
}

/* A SYN, FIN or RST is reported again where its number is another one. */
static void
tell_flag (Step *step, WireZeekSeen seen, char letter, guint64 at, guint64 *last)
{
  if (wire_zeek_connection_see (step->connection, step->side, seen, letter) && at != *last)
    wire_zeek_connection_add_history (step->connection, step->side, letter);
  *last = at;
}

static void
tell (Step *step)
{
  WireZeekConnection *connection = step->connection;
  gboolean syn = has (step, WIRE_ZEEK_SYN);
  gboolean fin = has (step, WIRE_ZEEK_FIN);
  gboolean rst = has (step, WIRE_ZEEK_RST);

  if (fin && rst)
    wire_zeek_connection_see (connection, step->side, WIRE_ZEEK_SAW_FIN_RST, 'I');
  else if (syn + fin + rst > 1)
    wire_zeek_connection_see (connection, step->side, WIRE_ZEEK_SAW_SEVERAL, 'Q');
  else if (syn)
    tell_flag (step, WIRE_ZEEK_SAW_SYN, has (step, WIRE_ZEEK_ACK) ? 'H' : 'S', step->relative,
               &step->sender->last_syn);
  else if (fin)
    tell_flag (step, WIRE_ZEEK_SAW_FIN, 'F', step->relative + step->segment->length,
               &step->sender->last_fin);
  else if (rst)
    tell_flag (step, WIRE_ZEEK_SAW_RST, 'R', step->relative, &step->sender->last_rst);
  else if (step->segment->length > 0)
    wire_zeek_connection_see (connection, step->side, WIRE_ZEEK_SAW_DATA, 'D');
  else if (has (step, WIRE_ZEEK_ACK))
    wire_zeek_connection_see (connection, step->side, WIRE_ZEEK_SAW_ACK, 'A');
}

/* A window of 0 says nothing where it comes with a RST, or when the peer sends no more. */
static void
look_at_window (Step *step)
{
  if (step->segment->window == 0 && !has (step, WIRE_ZEEK_RST)
      && step->peer->state != WIRE_ZEEK_CLOSED && step->sender->state != WIRE_ZEEK_RESET)
    wire_zeek_connection_count (step->connection, step->side, &step->sender->zero_windows, 'W');
}

/* Returns: relative number up to which the peer's bytes are acknowledged */
static guint64
read_acknowledgement (Step *step)
{
  WireZeekEndpoint *peer = step->peer;
  guint32 number = step->segment->acknowledgement;
  gint32 delta;
  gboolean before;
  guint64 relative;

  if (peer->state == WIRE_ZEEK_INACTIVE)
    {
      wire_zeek_endpoint_start_at (peer, number - 1, number - 1);
      return 1;
    }
  relative = wire_zeek_endpoint_relate (peer, number, TRUE, &before);
  if (before)
    return 0;
  delta = wire_zeek_delta (number, peer->acknowledged);
  if (!has (step, WIRE_ZEEK_RST) && delta > 0 && !(number == 0 && delta > LARGEST_JUMP))
    wire_zeek_endpoint_raise_acknowledged (peer, number);
  return relative;
}

static void
note_last (Step *step)
{
  WireZeekEndpoint *self = step->sender;
  guint32 end = get_end (step);
  gint32 delta = wire_zeek_delta (end, self->last);

  if (has (step, WIRE_ZEEK_SYN | WIRE_ZEEK_RST) && (delta > LARGEST_JUMP || delta < -LARGEST_JUMP))
    return;
  if (has (step, WIRE_ZEEK_FIN) && self->last == self->start + 1)
    wire_zeek_endpoint_raise_last (self, end);
  else if (self->state == WIRE_ZEEK_RESET)
    return;
  else if (delta > 0)
    wire_zeek_endpoint_raise_last (self, end);
  else if (step->segment->length > 0)
    wire_zeek_connection_count (step->connection, step->side, &self->retransmitted, 'T');
}

static void
set_state (Step *step, WireZeekEndpoint *endpoint, WireZeekState state)
{
  gboolean begun =
      step->sender->state >= WIRE_ZEEK_PARTIAL || step->peer->state >= WIRE_ZEEK_PARTIAL;

  wire_zeek_endpoint_set_state (endpoint, state);
  if (!begun && state >= WIRE_ZEEK_PARTIAL)
    step->connection->timeout = MAX (step->connection->timeout, ESTABLISHED_TIMEOUT);
}

static void
open_as_responder (Step *step)
{
  if (!has (step, WIRE_ZEEK_ACK) && step->peer->state == WIRE_ZEEK_SYN_ACK_SENT
      && step->segment->sequence == step->sender->start)
    {
      WireZeekEndpoint *sides[2] = { step->sender, step->peer };

      /* SYN and SYN-ACK were captured in the wrong order: the roles are, too. */
      step->connection->partial = FALSE;
      wire_zeek_connection_flip (step->connection);
      step->side = 0;
      step->sender = sides[1];
      step->peer = sides[0];
      set_state (step, step->peer, WIRE_ZEEK_ESTABLISHED);
    }
  else if (step->peer->state == WIRE_ZEEK_SYN_SENT)
    set_state (step, step->peer, WIRE_ZEEK_ESTABLISHED);
  set_state (step, step->sender, WIRE_ZEEK_ESTABLISHED);
}

static void
begin_without_flags (Step *step)
{
  if (step->side == 1 && step->segment->length == 0 && step->peer->state == WIRE_ZEEK_SYN_SENT)
    return; /* some acknowledge a SYN before they answer it */
  if (has (step, WIRE_ZEEK_ACK) && step->peer->state == WIRE_ZEEK_ESTABLISHED)
    {
      /* Only the SYN is missing. */
      set_state (step, step->sender, WIRE_ZEEK_ESTABLISHED);
      step->connection->partial = FALSE;
      step->connection->first_seen |= (guint8) (1u << step->side);
      return;
    }
  set_state (step, step->sender, WIRE_ZEEK_PARTIAL);
}

static void
move_inactive (Step *step)
{
  if (has (step, WIRE_ZEEK_SYN) && step->side == 0)
    set_state (step, step->sender,
               has (step, WIRE_ZEEK_ACK) ? WIRE_ZEEK_SYN_ACK_SENT : WIRE_ZEEK_SYN_SENT);
  else if (has (step, WIRE_ZEEK_SYN))
    open_as_responder (step);
  if (has (step, WIRE_ZEEK_FIN))
    set_state (step, step->sender, WIRE_ZEEK_CLOSED);
  if (has (step, WIRE_ZEEK_RST))
    set_state (step, step->sender, WIRE_ZEEK_RESET);
  step->closes = has (step, WIRE_ZEEK_FIN | WIRE_ZEEK_RST);
  if (step->sender->state == WIRE_ZEEK_INACTIVE)
    begin_without_flags (step);
}

static void
move_syn_sent (Step *step)
{
  if (has (step, WIRE_ZEEK_FIN))
    set_state (step, step->sender, WIRE_ZEEK_CLOSED);
  if (has (step, WIRE_ZEEK_RST))
    set_state (step, step->sender, WIRE_ZEEK_RESET);
  step->closes = has (step, WIRE_ZEEK_FIN | WIRE_ZEEK_RST);
}

static void
move_established (Step *step)
{
  WireZeekEndpoint *peer = step->peer;

  if (has (step, WIRE_ZEEK_SYN) && !has (step, WIRE_ZEEK_ACK)
      && step->sender->state == WIRE_ZEEK_PARTIAL && peer->state == WIRE_ZEEK_INACTIVE)
    set_state (step, step->sender, WIRE_ZEEK_SYN_SENT);
  if (has (step, WIRE_ZEEK_FIN) && !has (step, WIRE_ZEEK_RST))
    {
      set_state (step, step->sender, WIRE_ZEEK_CLOSED);
      /* A FIN and then a RST from the peer were its way to close. */
      if (peer->state == WIRE_ZEEK_RESET && peer->previous == WIRE_ZEEK_CLOSED)
        set_state (step, peer, WIRE_ZEEK_CLOSED);
    }
  if (has (step, WIRE_ZEEK_RST))
    set_state (step, step->sender, WIRE_ZEEK_RESET);
  step->closes = has (step, WIRE_ZEEK_FIN | WIRE_ZEEK_RST);
}

static void
move_closed (Step *step)
{
  if (!has (step, WIRE_ZEEK_RST) || step->peer->state == WIRE_ZEEK_CLOSED)
    return;
  set_state (step, step->sender, WIRE_ZEEK_RESET);
  step->closes = !step->sender->did_close;
}

static void
move (Step *step)
{
  switch (step->sender->state)
    {
    case WIRE_ZEEK_INACTIVE:
      move_inactive (step);
      break;
    case WIRE_ZEEK_SYN_SENT:
    case WIRE_ZEEK_SYN_ACK_SENT:
      move_syn_sent (step);
      break;
    case WIRE_ZEEK_PARTIAL:
    case WIRE_ZEEK_ESTABLISHED:
      move_established (step);
      break;
    case WIRE_ZEEK_CLOSED:
      move_closed (step);
      break;
    default:
      break;
    }
}

static gboolean
is_clean (const WireZeekEndpoint *self)
{
  return self->state == WIRE_ZEEK_ESTABLISHED
         || (self->state == WIRE_ZEEK_CLOSED && self->previous == WIRE_ZEEK_ESTABLISHED);
}

/* Only where both sides are known well is a gap one. */
static void
note_gap (guint64 length, gpointer data)
{
  Step *step = data;

  if (!is_clean (step->sender) || !is_clean (step->peer))
    return;
  wire_zeek_connection_count (step->connection, 1 - step->side, &step->peer->gaps, 'G');
  step->connection->missed += length;
  step->peer->missing += length;
}

static void
end_side (Step *step, WireZeekEndpoint *self, WireZeekEndpoint *peer)
{
  WireZeekConnection *connection = step->connection;

  if (wire_zeek_endpoint_is_waiting (self, peer))
    {
      connection->close_waits = TRUE;
      return;
    }
  connection->close_waits = FALSE;
  if (self->did_close)
    return;
  self->did_close = TRUE;
  if (self->state == WIRE_ZEEK_RESET || peer->did_close || peer->state == WIRE_ZEEK_INACTIVE)
    connection->delete_at = connection->last + CLOSE_DELAY;
  else if (self->previous != WIRE_ZEEK_INACTIVE)
    connection->next_check = MIN (connection->next_check, connection->last + SESSION_TIMER);
}

static void
check_end (Step *step, WireZeekEndpoint *self, WireZeekEndpoint *peer)
{
  if (self->did_end
      || (self->fins == 0 && self->state != WIRE_ZEEK_CLOSED && self->state != WIRE_ZEEK_RESET)
      || wire_zeek_endpoint_is_waiting (self, peer))
    return;
  self->did_end = TRUE;
  if (step->connection->close_waits)
    end_side (step, self, peer);
}

static void
take_data (Step *step)
{
  const WireZeekSegment *segment = step->segment;
  guint64 first = step->relative + has (step, WIRE_ZEEK_SYN);

  if (segment->length == 0 || segment->captured < segment->length || has (step, WIRE_ZEEK_RST)
      || step->before)
    return;
  wire_zeek_endpoint_add (step->sender, step->peer, first, first + segment->length);
}

/* A connection is a partial one where a side's first segment is not its SYN. */
static void
note_partial (Step *step)
{
  WireZeekConnection *connection = step->connection;
  gboolean syn = has (step, WIRE_ZEEK_SYN);

  if (connection->first_seen & 1u << step->side)
    return;
  if (step->side == 0)
    connection->partial = !syn || has (step, WIRE_ZEEK_ACK);
  else if (!connection->partial)
    connection->partial = !syn;
}

static void
note_flags (Step *step)
{
  WireZeekEndpoint *sender = step->sender;

  if (!step->connection->sides[0].tcp.did_close || !step->connection->sides[1].tcp.did_close)
    step->connection->last = step->time;
  if (!has (step, WIRE_ZEEK_FIN))
    return;
  sender->fins++;
  sender->fin_at = step->relative + get_end (step) - step->segment->sequence;
}

/**
 * wire_zeek_tcp_add:
 * @connection: that @segment belongs to
 * @side: (inout): who sent it; changes where it shows that the roles were wrong
 * @segment: a segment
 * @time: when it came
 *
 * Follows the connection through one segment.
 */
void
wire_zeek_tcp_add (WireZeekConnection *connection,
                   guint *side,
                   const WireZeekSegment *segment,
                   gint64 time)
{
  Step step = { connection,
                segment,
                time,
                *side,
                &connection->sides[*side].tcp,
                &connection->sides[1 - *side].tcp,
                0,
                FALSE,
                FALSE };
  guint64 acknowledged = 0;

  note_partial (&step);
  begin (&step);
  step.relative = wire_zeek_endpoint_relate (step.sender, segment->sequence, FALSE, &step.before);
  tell (&step);
  look_at_window (&step);
  note_flags (&step);
  if (has (&step, WIRE_ZEEK_ACK))
    acknowledged = read_acknowledgement (&step);
  note_last (&step);
  move (&step);
  if (has (&step, WIRE_ZEEK_ACK))
    {
      wire_zeek_endpoint_acknowledge (step.peer, acknowledged, connection->partial, note_gap,
                                      &step);
      check_end (&step, step.peer, step.sender);
    }
  connection->first_seen |= (guint8) (1u << step.side);
  take_data (&step);
  check_end (&step, step.sender, step.peer);
  if (step.closes)
    end_side (&step, step.sender, step.peer);
  *side = step.side;
}

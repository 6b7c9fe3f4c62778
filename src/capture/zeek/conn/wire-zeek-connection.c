/* wire-zeek-connection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/conn/wire-zeek-connection.h"

#include <netinet/in.h>

#define SECOND G_GINT64_CONSTANT (1000000000)

/* Zeek's defaults (init-bare). */
#define TIMEOUT (60 * SECOND)
#define SYN_TIMEOUT (5 * SECOND)
#define LINGER (5 * SECOND)
#define SESSION_TIMER (6 * SECOND)
#define DNS_TIMER (10 * SECOND)

/* Changes of the tunnel that Zeek reports. */
#define MAX_TUNNEL_CHANGES 5u

/**
 * wire_zeek_connection_new:
 * @tuple: from the sender of @packet to its receiver
 * @packet: the first one
 * @flip: the sender is the responder
 *
 * Returns: (transfer full): a connection that has not counted @packet yet
 */
WireZeekConnection *
wire_zeek_connection_new (const WireTuple *tuple, const WireZeekPacket *packet, gboolean flip)
{
  WireZeekConnection *self = g_new0 (WireZeekConnection, 1);

  self->tuple = *tuple;
  self->first_packet = packet->number;
  self->first = packet->time;
  self->last = packet->time;
  self->parent = WIRE_ZEEK_NONE;
  self->older = WIRE_ZEEK_NONE;
  self->timeout = TIMEOUT;
  self->next_check = packet->time + SYN_TIMEOUT;
  self->delete_at = WIRE_TIME_NONE;
  for (guint i = 0; i < 2; i++)
    wire_zeek_endpoint_init (&self->sides[i].tcp);
  if (flip)
    wire_zeek_connection_flip (self);
  return self;
}

/** Frees @self and what it owns. */
void
wire_zeek_connection_free (WireZeekConnection *self)
{
  for (guint i = 0; i < 2; i++)
    wire_zeek_endpoint_clear (&self->sides[i].tcp);
  g_clear_pointer (&self->parents, g_array_unref);
  g_free (self);
}

void
wire_zeek_connection_add_history (WireZeekConnection *self, guint side, char letter)
{
  gsize length = strlen (self->history);

  if (length + 1 < sizeof self->history)
    self->history[length] = side == 0 ? letter : g_ascii_tolower (letter);
}

/**
 * wire_zeek_connection_see:
 * @self: a connection
 * @side: 0 for the originator, 1 for the responder
 * @seen: what it did
 * @letter: that stands for it, in upper case
 *
 * Adds the letter the first time.
 *
 * Returns: whether it did so before
 */
gboolean
wire_zeek_connection_see (WireZeekConnection *self, guint side, WireZeekSeen seen, char letter)
{
  guint32 bit = (guint32) seen << (side == 0 ? 0 : 16);

  if (self->seen & bit)
    return TRUE;
  self->seen |= bit;
  wire_zeek_connection_add_history (self, side, letter);
  return FALSE;
}

static gboolean
is_power_of_ten (guint32 number)
{
  while (number > 1 && number % 10 == 0)
    number /= 10;
  return number == 1;
}

/** Counts in @counter; the history gets @letter the first, tenth, hundredth … time. */
void
wire_zeek_connection_count (WireZeekConnection *self, guint side, guint32 *counter, char letter)
{
  if (is_power_of_ten (++*counter))
    wire_zeek_connection_add_history (self, side, letter);
}

/** Makes the originator the responder, and notes that. */
void
wire_zeek_connection_flip (WireZeekConnection *self)
{
  WireZeekSide originator = self->sides[0];
  guint64 handed = self->handed[0];
  WireTuple reversed;

  wire_tuple_reverse (&self->tuple, &reversed);
  self->tuple = reversed;
  self->sides[0] = self->sides[1];
  self->sides[1] = originator;
  self->handed[0] = self->handed[1];
  self->handed[1] = handed;
  self->first_seen = (guint8) ((self->first_seen & 1) << 1 | (self->first_seen >> 1 & 1));
  wire_zeek_connection_add_history (self, 0, '^');
}

static void
add_parent (WireZeekConnection *self, guint32 parent)
{
  if (!self->parents)
    self->parents = g_array_new (FALSE, FALSE, sizeof parent);
  for (guint i = 0; i < self->parents->len; i++)
    if (g_array_index (self->parents, guint32, i) == parent)
      return;
  g_array_append_val (self->parents, parent);
}

/** Notes that a packet came inside of the connection @parent, or of none. Zeek reports only the
 * first changes. */
void
wire_zeek_connection_enter (WireZeekConnection *self, guint32 parent)
{
  gboolean first = self->sides[0].packets + self->sides[1].packets == 0;

  if (parent == self->parent)
    return;
  self->parent = parent;
  if (!first && self->tunnel_changes >= MAX_TUNNEL_CHANGES)
    {
      wire_zeek_connection_see (self, 0, WIRE_ZEEK_SAW_LIMIT, 'X');
      return;
    }
  self->tunnel_changes += !first;
  if (parent != WIRE_ZEEK_NONE)
    add_parent (self, parent);
}

static gboolean
is_attempt (const WireZeekConnection *self)
{
  guint8 state = self->sides[0].tcp.state;

  return (state == WIRE_ZEEK_SYN_SENT || state == WIRE_ZEEK_SYN_ACK_SENT)
         && self->sides[1].tcp.state == WIRE_ZEEK_INACTIVE;
}

/* Nobody has anything more to say, as far as one can know. */
static gboolean
may_expire (const WireZeekConnection *self)
{
  const WireZeekEndpoint *a = &self->sides[0].tcp;
  const WireZeekEndpoint *b = &self->sides[1].tcp;

  if (a->state == WIRE_ZEEK_INACTIVE && b->state == WIRE_ZEEK_INACTIVE)
    return TRUE;
  return (a->did_close && b->did_close)
         || ((a->did_close || b->did_close)
             && (a->state == WIRE_ZEEK_RESET || b->state == WIRE_ZEEK_RESET
                 || a->state == WIRE_ZEEK_INACTIVE || b->state == WIRE_ZEEK_INACTIVE));
}

/* Zeek looks every few seconds; the last look before @now decides. */
static gboolean
has_expired (WireZeekConnection *self, gint64 now)
{
  gint64 last_look;

  if (now < self->next_check)
    return FALSE;
  last_look = self->next_check + (now - self->next_check) / SESSION_TIMER * SESSION_TIMER;
  self->next_check = last_look + SESSION_TIMER;
  return last_look > self->last + LINGER && may_expire (self);
}

static gboolean
has_given_up (WireZeekConnection *self, gint64 now)
{
  if (self->attempted || now < self->first + SYN_TIMEOUT)
    return FALSE;
  self->attempted = TRUE;
  return is_attempt (self);
}

/** Returns: whether it is at one of the ports of DNS */
gboolean
wire_zeek_connection_is_dns (const WireZeekConnection *self)
{
  guint16 port = self->tuple.dst_port;

  return port == 53 || port == 137 || port == 5353 || port == 5355;
}

/* Of DNS, Zeek looks every ten seconds whether the last nine were silent. */
static gboolean
has_ended_query (const WireZeekConnection *self, gint64 now)
{
  gint64 looks = (now - self->first) / DNS_TIMER;

  return wire_zeek_connection_is_dns (self) && looks > 0
         && self->first + looks * DNS_TIMER - self->last >= DNS_TIMER - SECOND;
}

/**
 * wire_zeek_connection_has_ended:
 * @self: a connection
 * @now: time of a packet with its addresses and ports
 *
 * Returns: whether Zeek had let go of @self before, so that the packet begins another one
 */
gboolean
wire_zeek_connection_has_ended (WireZeekConnection *self, gint64 now)
{
  if (now - self->last >= self->timeout)
    return TRUE;
  if (self->tuple.protocol == IPPROTO_UDP)
    return has_ended_query (self, now);
  if (self->tuple.protocol != IPPROTO_TCP)
    return FALSE;
  if (self->delete_at != WIRE_TIME_NONE)
    return now >= self->delete_at;
  return has_given_up (self, now) || has_expired (self, now);
}

/** Returns: whether @service was recognised */
gboolean
wire_zeek_connection_has_service (const WireZeekConnection *self, guint8 service)
{
  for (guint i = 0; i < self->n_services; i++)
    if (self->services[i] == service)
      return TRUE;
  return FALSE;
}

/** Notes that @service was recognised; what is beyond the bound is left out. */
void
wire_zeek_connection_add_service (WireZeekConnection *self, guint8 service)
{
  if (self->n_services < WIRE_ZEEK_MAX_SERVICES
      && !wire_zeek_connection_has_service (self, service))
    self->services[self->n_services++] = service;
}

/** Returns: payload bytes that @side sent */
guint64
wire_zeek_connection_get_bytes (const WireZeekConnection *self, guint side)
{
  if (self->tuple.protocol != IPPROTO_TCP)
    return self->sides[side].bytes;
  return wire_zeek_endpoint_get_size (&self->sides[side].tcp, &self->sides[1 - side].tcp);
}

static gboolean
is_inactive (guint8 state)
{
  return state == WIRE_ZEEK_INACTIVE || state == WIRE_ZEEK_PARTIAL;
}

/* The originator sent a SYN and a RST, and nothing in between that needs an answer. */
static gboolean
is_syn_and_rst (const char *history)
{
  history += *history == '^';
  if (*history++ != 'S')
    return FALSE;
  while (*history && !strchr ("HAFGIQR", *history))
    history++;
  return *history == 'R';
}

static const char *
get_reset_state (const WireZeekConnection *self, guint8 a, guint8 b)
{
  gboolean empty = wire_zeek_connection_get_bytes (self, 0) == 0
                   && wire_zeek_connection_get_bytes (self, 1) == 0;

  if (b == WIRE_ZEEK_RESET)
    return a == WIRE_ZEEK_SYN_SENT || a == WIRE_ZEEK_SYN_ACK_SENT || (a == WIRE_ZEEK_RESET && empty)
               ? "REJ"
           : is_inactive (a) ? "RSTRH"
                             : "RSTR";
  if (!is_inactive (b))
    return "RSTO";
  return is_syn_and_rst (self->history) ? "RSTOS0" : "OTH";
}

static const char *
get_tcp_state (const WireZeekConnection *self)
{
  guint8 a = self->sides[0].tcp.state;
  guint8 b = self->sides[1].tcp.state;

  if (a == WIRE_ZEEK_RESET || b == WIRE_ZEEK_RESET)
    return get_reset_state (self, a, b);
  if (a == WIRE_ZEEK_CLOSED && b == WIRE_ZEEK_CLOSED)
    return "SF";
  if (a == WIRE_ZEEK_CLOSED)
    return is_inactive (b) ? "SH" : "S2";
  if (b == WIRE_ZEEK_CLOSED)
    return is_inactive (a) ? "SHR" : "S3";
  if (a == WIRE_ZEEK_SYN_SENT && b == WIRE_ZEEK_INACTIVE)
    return "S0";
  return a == WIRE_ZEEK_ESTABLISHED && b == WIRE_ZEEK_ESTABLISHED ? "S1" : "OTH";
}

/** Returns: Zeek's `conn_state` */
const char *
wire_zeek_connection_get_state (const WireZeekConnection *self)
{
  gboolean a = self->sides[0].active;
  gboolean b = self->sides[1].active;

  if (self->tuple.protocol == IPPROTO_TCP)
    return get_tcp_state (self);
  if (self->tuple.protocol != IPPROTO_UDP)
    return "OTH";
  return a && b ? "SF" : a ? "S0" : b ? "SHR" : "OTH";
}

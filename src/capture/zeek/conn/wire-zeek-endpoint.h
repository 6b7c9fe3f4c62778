/* wire-zeek-endpoint.h: one side of a TCP connection, as Zeek follows it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What a side of a TCP connection did so far. Names are those of Zeek's documentation. */
typedef enum
{
  WIRE_ZEEK_INACTIVE,
  WIRE_ZEEK_SYN_SENT,
  WIRE_ZEEK_SYN_ACK_SENT,
  WIRE_ZEEK_PARTIAL,
  WIRE_ZEEK_ESTABLISHED,
  WIRE_ZEEK_CLOSED,
  WIRE_ZEEK_RESET,
} WireZeekState;

/** Bytes that came early, as numbers relative to the first one. */
typedef struct
{
  guint64 begin;
  guint64 end;
} WireZeekRange;

/** Ranges that wait after missing bytes; more than these are given up. */
#define WIRE_ZEEK_MAX_RANGES 1024u

/**
 * WireZeekEndpoint:
 * @state: #WireZeekState
 * @previous: the state before
 * @did_close: its end was seen, and all bytes before it
 * @did_end: all bytes before its FIN or RST were seen
 * @skipping: what it sends is not put in order any more
 * @fins: how many segments with FIN there were
 * @start: number of the byte before its first one
 * @last: one past the highest number that it sent
 * @acknowledged: the highest number that its peer acknowledged
 * @last_wraps: how often @last went past 2³²
 * @acknowledged_wraps: likewise
 * @fin_at: relative number of the byte past its FIN
 * @delivered: relative number of the first byte that is missing
 * @trimmed: relative number up to which nothing is kept
 * @ranges: (nullable): of #WireZeekRange, in order, all past @delivered
 * @last_syn: relative number of the last SYN, and of the FIN and RST
 * @retransmitted: how many segments brought nothing new
 * @zero_windows: how many announced a window of 0
 * @gaps: how many gaps were found
 * @missing: bytes that these miss
 * @wrong: how many had a wrong checksum
 */
typedef struct
{
  guint8 state;
  guint8 previous;
  gboolean did_close;
  gboolean did_end;
  gboolean skipping;
  guint32 fins;
  guint32 start;
  guint32 last;
  guint32 acknowledged;
  guint32 last_wraps;
  guint32 acknowledged_wraps;
  guint64 fin_at;
  guint64 delivered;
  guint64 trimmed;
  GArray *ranges;
  guint64 last_syn;
  guint64 last_fin;
  guint64 last_rst;
  guint32 retransmitted;
  guint32 zero_windows;
  guint32 gaps;
  guint64 missing;
  guint32 wrong;
} WireZeekEndpoint;

void wire_zeek_endpoint_init (WireZeekEndpoint *endpoint);
void wire_zeek_endpoint_clear (WireZeekEndpoint *endpoint);
void wire_zeek_endpoint_set_state (WireZeekEndpoint *endpoint, WireZeekState state);
void wire_zeek_endpoint_start_at (WireZeekEndpoint *endpoint, guint32 start, guint32 last);
void wire_zeek_endpoint_raise_last (WireZeekEndpoint *endpoint, guint32 last);
void wire_zeek_endpoint_raise_acknowledged (WireZeekEndpoint *endpoint, guint32 acknowledged);
guint64 wire_zeek_endpoint_relate (const WireZeekEndpoint *endpoint,
                                   guint32 number,
                                   gboolean acknowledged,
                                   gboolean *before);
guint64 wire_zeek_endpoint_get_size (const WireZeekEndpoint *endpoint,
                                     const WireZeekEndpoint *peer);
void wire_zeek_endpoint_add (WireZeekEndpoint *endpoint,
                             const WireZeekEndpoint *peer,
                             guint64 begin,
                             guint64 end);
gboolean wire_zeek_endpoint_is_waiting (const WireZeekEndpoint *endpoint,
                                        const WireZeekEndpoint *peer);

/** Takes the bytes that one gap misses. */
typedef void (*WireZeekGapFunc) (guint64 length, gpointer user_data);

void wire_zeek_endpoint_acknowledge (WireZeekEndpoint *endpoint,
                                     guint64 up_to,
                                     gboolean partial,
                                     WireZeekGapFunc func,
                                     gpointer user_data);

/** Returns: how far @a is past @b in TCP's numbers */
static inline gint32
wire_zeek_delta (guint32 a, guint32 b)
{
  return (gint32) (a - b);
}

G_END_DECLS

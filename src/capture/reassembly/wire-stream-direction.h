/* wire-stream-direction.h: one direction of a TCP connection, put back in order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** TCP flags (RFC 9293, section 3.1). */
#define WIRE_TCP_FIN 1
#define WIRE_TCP_SYN 2
#define WIRE_TCP_RST 4
#define WIRE_TCP_ACK 16

/**
 * WireSegment:
 * @data: @captured bytes of payload; not owned
 * @offset: where they are in the capture file
 * @time: nanoseconds since 1970, or %WIRE_TIME_NONE
 * @packet: counted from 0
 * @flow: the packet's flow
 * @sequence: host order; of the SYN where there is one
 * @acknowledgement: host order; meant where @tcp_flags has ACK
 * @captured: payload bytes that the capture kept
 * @length: payload bytes that were on the wire
 * @tcp_flags: of this packet
 * @protocol: IP protocol number
 * @checksum: #WireChecksumState, where a pass asks for it; otherwise 0, which is unknown
 *
 * What streams want to know of a packet.
 */
typedef struct
{
  const guint8 *data;
  guint64 offset;
  gint64 time;
  guint32 packet;
  guint32 flow;
  guint32 sequence;
  guint32 acknowledgement;
  guint32 captured;
  guint32 length;
  guint8 tcp_flags;
  guint8 protocol;
  guint8 checksum;
} WireSegment;

/**
 * WireStreamPiece:
 * @data: the bytes, valid during the call; %NULL for a gap: the bytes were there but not captured
 * @length: of @data or of the gap
 * @packet: that brought it; of a gap, that showed it
 * @position: of the first byte in the direction's stream of bytes, from 0
 * @offset: of @data in the capture file, or, of derived bytes, from wire_derived_add()
 * @time: of the packet
 * @acknowledgement: of the packet
 * @acknowledges: whether it had one
 * @sequence: filled in for listeners only: TCP's number of the first byte; of datagrams, where in
 *   the datagram it is: fragments, and what was cut off, are pieces of their own
 * @anchored: likewise: the beginning of the connection was seen, so that nothing came before
 *   position 0
 * @at_most: of a gap, likewise: it may be shorter than @length
 */
typedef struct
{
  const guint8 *data;
  guint32 length;
  guint32 packet;
  guint64 position;
  guint64 offset;
  gint64 time;
  guint32 acknowledgement;
  gboolean acknowledges;
  guint32 sequence;
  gboolean anchored;
  gboolean at_most;
} WireStreamPiece;

/** Takes the pieces of a direction in order, without overlap. */
typedef void (*WireStreamDeliver) (const WireStreamPiece *piece, gpointer user_data);

/**
 * WireStreamBudget:
 * @used: bytes that all directions that share it hold back
 * @limit: how many they may
 * @each: how many one of them may
 */
typedef struct
{
  gsize used;
  gsize limit;
  gsize each;
} WireStreamBudget;

/** What one direction may hold back while it waits for missing bytes, unless the user says
 * otherwise. Receivers of TCP themselves
 * keep 6 MiB at most as systems are set up (tcp_rmem of Linux), and real windows are far smaller;
 * what is missing for longer than 4 MiB was not captured. */
#define WIRE_STREAM_MAX_HELD (4u * 1024 * 1024)

/** A direction holds no more pieces than bytes of this many each: that bounds the search among tiny
 * ones. */
#define WIRE_STREAM_BYTES_A_PIECE 1024u

/** What all streams of a capture together may hold back, unless the user says otherwise: enough
 * for a burst of loss that hits sixteen fast connections at once, a quarter of what a whole load
 * may use. */
#define WIRE_STREAM_MAX_HELD_TOTAL (64u * 1024 * 1024)

/** What the user may say, in MiB, from 1 on: beyond these, putting a piece among those that wait
 * takes too long where every packet is out of order. */
#define WIRE_STREAM_MOST_MIB 64u
#define WIRE_STREAM_MOST_MIB_TOTAL 1024u

/** How far the first segment of a direction may lie from what the other side acknowledged for the
 * bytes between to be called missing: a window without scaling is 64 KiB, with it seldom more than
 * this. */
#define WIRE_STREAM_MAX_HINT (1024u * 1024)

/** A segment that lies further back than this is no retransmission: no window is as large. */
#define WIRE_STREAM_MAX_BACK (16u * 1024 * 1024)

/**
 * WireStreamTrouble:
 * @held: (nullable): pieces that wait; in order of position, without overlap
 * @held_bytes: what they take
 * @repeated: bytes that came again after they were delivered or held
 * @overlapping: segments that brought old and new bytes; the old ones stay as they came first
 * @strays: segments too far from the window to belong here; left out
 * @gaps: how many were delivered
 *
 * Whatever was not in order in one direction.
 */
typedef struct
{
  GPtrArray *held;
  gsize held_bytes;
  guint32 repeated;
  guint32 overlapping;
  guint32 strays;
  guint32 gaps;
} WireStreamTrouble;

/**
 * WireStreamDirection:
 * @position: of the next byte to deliver
 * @sequence: sequence number of the byte at @position, once @started; before that, the one that the
 *   other side said it expects, where @hinted
 * @end: sequence number after the last byte, where @finished
 * @started: the sequence number of the first byte is known
 * @synchronised: … from a SYN
 * @hinted: see @sequence
 * @finished: a FIN was seen
 * @ended: all bytes up to it were delivered
 * @reset: a RST was seen
 * @trouble: (nullable): what most directions do not have
 *
 * Out of order, repeated and overlapping segments become one stream of bytes, in which what was
 * not captured is a gap. Where bytes overlap, those that came first win: that is what was read by
 * the time. Sequence numbers wrap; positions do not.
 *
 * In-order bytes are delivered without being copied. Others are held back within the bounds above;
 * when these are reached, the missing bytes become a gap and what waited after it is delivered.
 *
 * Zeroed is new. There may be millions, so it is small. Used by one thread.
 */
typedef struct
{
  guint64 position;
  guint32 sequence;
  guint32 end;
  guint started : 1;
  guint synchronised : 1;
  guint hinted : 1;
  guint finished : 1;
  guint ended : 1;
  guint reset : 1;
  WireStreamTrouble *trouble;
} WireStreamDirection;

G_STATIC_ASSERT (sizeof (WireStreamDirection) == 32);

void wire_stream_direction_clear (WireStreamDirection *direction, WireStreamBudget *budget);
void wire_stream_direction_expect (WireStreamDirection *direction, guint32 acknowledgement);
void wire_stream_direction_add (WireStreamDirection *direction,
                                WireStreamBudget *budget,
                                const WireSegment *segment,
                                WireStreamDeliver deliver,
                                gpointer user_data);
void wire_stream_direction_flush (WireStreamDirection *direction,
                                  WireStreamBudget *budget,
                                  WireStreamDeliver deliver,
                                  gpointer user_data);
gboolean wire_stream_direction_has_ended (const WireStreamDirection *direction);
WireStreamTrouble wire_stream_direction_get_trouble (const WireStreamDirection *direction);
gboolean wire_stream_direction_is_stray (const WireStreamDirection *direction,
                                         const WireSegment *segment);

/** The sequence number of the byte at position 0, once that is known. */
static inline guint32
wire_stream_direction_get_first_sequence (const WireStreamDirection *direction)
{
  return direction->sequence - (guint32) direction->position;
}

/** The position that a sequence number near the current one has; 0 where it lies before all. */
static inline guint64
wire_stream_direction_to_position (const WireStreamDirection *direction, guint32 sequence)
{
  gint64 position = (gint64) direction->position + (gint32) (sequence - direction->sequence);

  return position < 0 ? 0 : (guint64) position;
}

G_END_DECLS

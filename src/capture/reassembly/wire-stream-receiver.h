/* wire-stream-receiver.h: what is delivered of one stream, and who hears it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-channel.h"
#include "capture/reassembly/wire-pending.h"
#include "capture/reassembly/wire-stream-direction.h"

G_BEGIN_DECLS

/** One stream as WireStreamTable keeps it. Nothing in it is freed but by
 * wire_stream_record_clear(). */
typedef struct
{
  guint32 flows[2];
  guint32 first_packet;
  guint32 next;     /* a later stream of the same flows, or WIRE_STREAM_NONE */
  guint32 previous; /* an earlier one */
  guint8 protocol;
  guint8 ended;        /* a bit for each side that its listener knows to have ended */
  guint8 closed : 1;   /* its ports were used again: nothing more of it comes */
  guint8 channel : 1;  /* which of @heard it is */
  guint8 stored : 1;   /* likewise */
  guint8 given_up : 1; /* its channel was closed before its end, and nothing came since */
  union
  {
    WirePending *pending; /* NULL where nothing waits to be recognised */
    WireChannel *channel;
    guint64 stored; /* where in the derived bytes what waits is */
  } heard;
  WireStreamDirection directions[2];
} WireStreamRecord;

/* There may be millions. */
G_STATIC_ASSERT (sizeof (WireStreamRecord) == 96);

/**
 * WireStreamReceiver:
 * @listening: who may recognise the stream
 * @budget: what all streams of the table may hold back
 * @stream: borrowed from the table
 * @number: of the stream
 * @side: whose bytes come
 *
 * Puts the segments of one stream in order and hands them to the listener that recognises it. Lives
 * on the stack for one segment; for the thread that writes the table.
 */
typedef struct
{
  WireListening *listening;
  WireStreamBudget *budget;
  WireStreamRecord *stream;
  guint32 number;
  guint side;
} WireStreamReceiver;

void wire_stream_receiver_add (WireStreamReceiver *receiver, const WireSegment *segment);
void wire_stream_receiver_finish (WireStreamReceiver *receiver);
void wire_stream_receiver_give_up (WireStreamReceiver *receiver);
void wire_stream_record_clear (WireStreamRecord *stream,
                               WireListening *listening,
                               WireStreamBudget *budget);

G_END_DECLS

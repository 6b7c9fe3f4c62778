/* wire-segmenter.h: what packets bring to streams
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-frame.h"
#include "capture/reassembly/wire-stream-direction.h"

G_BEGIN_DECLS

/** Datagrams that may wait for fragments, and the bytes that they may take together. */
#define WIRE_SEGMENTER_DATAGRAMS 512u
#define WIRE_SEGMENTER_BYTES (16u * 1024 * 1024)

/** Packets of datagrams that contradict themselves which are remembered. */
#define WIRE_SEGMENTER_CONTRADICTING 65536u

/** How long a datagram waits (RFC 8200, section 4.5), in nanoseconds of the capture's time. */
#define WIRE_SEGMENTER_WAIT (60 * G_GINT64_CONSTANT (1000000000))

/**
 * WireSegmentSource:
 * @segment: its flow is not filled in
 * @tuple: the five-tuple that it belongs to
 * @tunnel: a #WireTunnel
 * @tunnelled: @tuple is not that of the packet's outermost IP header
 * @fragmented: it was put together of several packets
 * @first: the first segment that this packet led to
 */
typedef struct
{
  WireSegment segment;
  WireTuple tuple;
  guint8 tunnel;
  gboolean tunnelled;
  gboolean fragmented;
  gboolean first;
} WireSegmentSource;

/** Takes what was put together. Called on the thread that adds. */
typedef void (*WireSegmenterDeliver) (const WireSegmentSource *source, gpointer user_data);

/**
 * WireSegmenter:
 *
 * Turns packets into segments of the innermost IP header. A datagram in fragments is put together
 * first: it gives a segment for each of its pieces, so that every byte is known by the packet and
 * the place in the file that it came from. Those that stay incomplete give what there is of them,
 * where their first fragment was seen, once they have waited for too long.
 *
 * Memory is bounded. Used by one thread.
 */
typedef struct _WireSegmenter WireSegmenter;

WireSegmenter *wire_segmenter_new (WireSegmenterDeliver deliver, gpointer user_data);

/** Frees @segmenter and what it owns. */
void wire_segmenter_free (WireSegmenter *segmenter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireSegmenter, wire_segmenter_free)

void wire_segmenter_add (
    WireSegmenter *segmenter, const WireFrame *frame, guint32 packet, guint64 place, gint64 time);
void wire_segmenter_finish (WireSegmenter *segmenter);
void wire_segmenter_release (WireSegmenter *segmenter);
GPtrArray *wire_segmenter_take_finished (WireSegmenter *segmenter);
guint32 wire_segmenter_get_n_overlapping (const WireSegmenter *segmenter);
const GArray *wire_segmenter_get_contradicting (const WireSegmenter *segmenter);
guint32 wire_segmenter_get_n_incomplete (const WireSegmenter *segmenter);

G_END_DECLS

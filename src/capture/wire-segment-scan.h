/* wire-segment-scan.h: the segments of a loaded capture, read again in order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"
#include "capture/reassembly/wire-stream-direction.h"
#include "capture/wire-capture.h"

G_BEGIN_DECLS

/**
 * WireSegmentVisit:
 * @segment: the next segment, with its flow; its bytes are valid during the call
 * @user_data: what wire_segment_scan_new() was given
 */
typedef void (*WireSegmentVisit) (const WireSegment *segment, gpointer user_data);

/**
 * WirePacketVisit:
 * @packet: its number, from 0
 * @record: as the index has it
 * @frame: decoded; valid during the call
 * @user_data: what wire_segment_scan_want_packets() was given
 *
 * Called for each packet, in order, before its segments are visited; and again for each further
 * packet that a frame carries.
 */
typedef void (*WirePacketVisit) (guint32 packet,
                                 const WirePacketRecord *record,
                                 const WireFrame *frame,
                                 gpointer user_data);

/**
 * WireSegmentScan:
 *
 * Reads the packets of a loaded capture once more, and visits the same TCP and UDP segments in the
 * same order as the first pass did: fragments put together, tunnels taken off. Used by one thread.
 */
typedef struct _WireSegmentScan WireSegmentScan;

WireSegmentScan *wire_segment_scan_new (WireCapture *capture,
                                        WireSegmentVisit visit,
                                        gpointer user_data);
void wire_segment_scan_want_flows (WireSegmentScan *scan, GHashTable *flows);
void wire_segment_scan_want_packets (WireSegmentScan *scan,
                                     WirePacketVisit visit,
                                     gpointer user_data);
void wire_segment_scan_want_checksums (WireSegmentScan *scan);

/** Frees @scan and what it owns. */
void wire_segment_scan_free (WireSegmentScan *scan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireSegmentScan, wire_segment_scan_free)

gboolean wire_segment_scan_run (WireSegmentScan *scan,
                                WireJob *job,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS

/* wire-capture.h: an open capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/index/wire-flow-table.h"
#include "capture/decode/wire-undecoded-table.h"
#include "capture/frame/wire-frame.h"
#include "base/wire-job.h"
#include "capture/index/wire-packet-index.h"
#include "capture/reading/wire-reader.h"

G_BEGIN_DECLS

/**
 * WireCaptureSummary:
 * @packets: how many so far
 * @flows: directional flows so far, by the outermost IP header
 * @bytes: on the wire
 * @captured_bytes: of them captured
 * @first: earliest time in nanoseconds since 1970, or %WIRE_TIME_NONE
 * @last: latest time
 * @loaded: the pass over the file has ended
 * @complete: the file was read to its end and nothing in it was broken
 */
typedef struct
{
  guint32 packets;
  guint32 flows;
  guint64 bytes;
  guint64 captured_bytes;
  gint64 first;
  gint64 last;
  gboolean loaded;
  gboolean complete;
} WireCaptureSummary;

#define WIRE_TYPE_CAPTURE (wire_capture_get_type ())
G_DECLARE_FINAL_TYPE (WireCapture, wire_capture, WIRE, CAPTURE, GObject)

WireCapture *wire_capture_new (GFile *file);
void wire_capture_stop_after (WireCapture *capture, guint32 packets);
gboolean wire_capture_load (WireCapture *capture, WireJob *job, GError **error);

GFile *wire_capture_get_file (WireCapture *capture);
const char *wire_capture_get_format (WireCapture *capture);
void wire_capture_get_summary (WireCapture *capture, WireCaptureSummary *summary);
char **wire_capture_get_warnings (WireCapture *capture);
void wire_capture_get_undecoded (WireCapture *capture, WireUndecodedTable *undecoded);
char *wire_capture_tell_undecoded (WireCapture *capture);
char **wire_capture_get_remarks (WireCapture *capture);
guint wire_capture_get_n_interfaces (WireCapture *capture);
WireInterface wire_capture_get_interface (WireCapture *capture, guint index);

/* Packets are counted from 0 here; people and the command line count from 1. */
guint32 wire_capture_get_n_packets (WireCapture *capture);
gboolean wire_capture_get_packet (WireCapture *capture, guint32 packet, WirePacketRecord *record);
guint32 wire_capture_get_packets (WireCapture *capture,
                                  guint32 first,
                                  guint32 n,
                                  WirePacketRecord *records);
guint32 wire_capture_get_packets_inside (WireCapture *capture,
                                         guint32 first,
                                         guint32 n,
                                         WirePacketRecord *records);
guint32 wire_capture_get_n_inside (WireCapture *capture);
GBytes *wire_capture_read_bytes (WireCapture *capture,
                                 guint64 offset,
                                 guint32 length,
                                 GError **error);
gboolean wire_capture_read_into (
    WireCapture *capture, guint64 offset, guint8 *buffer, gsize length, GError **error);
GBytes *wire_capture_read_packet (WireCapture *capture, guint32 packet, GError **error);
GBytes *wire_capture_read_frame (WireCapture *capture,
                                 guint32 packet,
                                 WireFrame *frame,
                                 GError **error);

guint32 wire_capture_get_n_flows (WireCapture *capture);
gboolean wire_capture_get_flow (WireCapture *capture, guint32 flow, WireFlow *out);
guint32 wire_capture_get_flows (WireCapture *capture, guint32 first, guint32 n, WireFlow *flows);
guint32 wire_capture_find_flow (WireCapture *capture, const WireTuple *tuple);

G_END_DECLS

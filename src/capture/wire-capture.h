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

/** A capture file: its packets, flows, streams and what was sent on them. Any thread; what it
 * returns is a copy. Signals come on the main context of its maker. */
G_DECLARE_FINAL_TYPE (WireCapture, wire_capture, WIRE, CAPTURE, GObject)

WireCapture *wire_capture_new (GFile *file);

/** Stops loading after @n packets. To be called before wire_capture_load(). */
void wire_capture_stop_after (WireCapture *capture, guint32 packets);

/** Reads the file from start to end. Blocks: call it in a worker. Returns: %FALSE where nothing
 * could be read; a capture that is cut short is a success with a warning */
gboolean wire_capture_load (WireCapture *capture, WireJob *job, GError **error);

GFile *wire_capture_get_file (WireCapture *capture);

/** Returns: (transfer full): the file's format in words, such as “pcapng, zstd” */
const char *wire_capture_get_format (WireCapture *capture);

/** Copies the figures of the whole capture. */
void wire_capture_get_summary (WireCapture *capture, WireCaptureSummary *summary);

/** Returns: (transfer full): sentences about what could not be read or kept */
char **wire_capture_get_warnings (WireCapture *capture);
GHashTable *wire_capture_get_contradicting (WireCapture *capture);
void wire_capture_add_warning (WireCapture *capture, const char *sentence);

/** Copies the counts of what was not decoded, by reason. Any thread. */
void wire_capture_get_undecoded (WireCapture *capture, WireUndecodedTable *undecoded);

/** Returns: (transfer full) (nullable): one sentence that counts what was not decoded, or %NULL
 * where all was */
char *wire_capture_tell_undecoded (WireCapture *capture);

/** Returns: (transfer full): what people should know before they trust what is said of the
 * capture */
char **wire_capture_get_remarks (WireCapture *capture);

/** Returns: the number of interfaces that were described so far */
guint wire_capture_get_n_interfaces (WireCapture *capture);

/** Returns: a copy of the description of an interface, counted from 0 */
WireInterface wire_capture_get_interface (WireCapture *capture, guint index);

/** Copies how the file describes an interface. Returns: whether there is one */
gboolean wire_capture_get_origin (WireCapture *capture, guint index, WireInterfaceOrigin *origin);

/** Copies where a block of pcapng is that holds no packet, counted from 0. Returns: whether there
 * is one */
gboolean wire_capture_get_block (WireCapture *capture, guint index, WireReaderBlock *block);

/* Packets are counted from 0 here; people and the command line count from 1. */
/** Returns: the number of packets that were read so far */
guint32 wire_capture_get_n_packets (WireCapture *capture);

/** Copies the record of a packet, counted from 0. Returns: whether there is one */
gboolean wire_capture_get_packet (WireCapture *capture, guint32 packet, WirePacketRecord *record);

/** Copies the records of @n packets from @first on, under one lock. */
guint32 wire_capture_get_packets (WireCapture *capture,
                                  guint32 first,
                                  guint32 n,
                                  WirePacketRecord *records);

/** As wire_capture_get_packets(), with the flows of the innermost headers. */
guint32 wire_capture_get_packets_inside (WireCapture *capture,
                                         guint32 first,
                                         guint32 n,
                                         WirePacketRecord *records);

/** Returns: the number of packets that came through a tunnel */
guint32 wire_capture_get_n_inside (WireCapture *capture);

/** Reads bytes of the file again, wherever they are. Blocks. Returns: (transfer full): the
 * bytes */
GBytes *wire_capture_read_bytes (WireCapture *capture,
                                 guint64 offset,
                                 guint32 length,
                                 GError **error);

/** Reads bytes of the file again into @buffer. Blocks. Returns: whether all of them could be
 * read */
gboolean wire_capture_read_into (
    WireCapture *capture, guint64 offset, guint8 *buffer, gsize length, GError **error);

/** Reads the captured bytes of a packet again. Blocks. Returns: (transfer full): the bytes */
GBytes *wire_capture_read_packet (WireCapture *capture, guint32 packet, GError **error);

/** Reads a packet again and decodes it. Blocks. The frame points into @bytes. */
GBytes *wire_capture_read_frame (WireCapture *capture,
                                 guint32 packet,
                                 WireFrame *frame,
                                 GError **error);

/** Returns: the number of directional flows so far */
guint32 wire_capture_get_n_flows (WireCapture *capture);

/** Copies a flow, counted from 0. Returns: whether there is one */
gboolean wire_capture_get_flow (WireCapture *capture, guint32 flow, WireFlow *out);

/** Copies @n flows from @first on, under one lock. */
guint32 wire_capture_get_flows (WireCapture *capture, guint32 first, guint32 n, WireFlow *flows);

/** Returns: the flow with this tuple, or %WIRE_FLOW_NONE */
guint32 wire_capture_find_flow (WireCapture *capture, const WireTuple *tuple);

G_END_DECLS

/* wire-view.h: a capture under a filter: its packets, flows, sources, protocols and traffic
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/wire-capture.h"
#include "capture/view/wire-filter.h"

G_BEGIN_DECLS

/** Bars of the traffic chart: about two device pixels each in a window 1200 wide. */
#define WIRE_VIEW_TRAFFIC_BINS 512

/**
 * WireViewSource:
 * @family: a #WireFamily
 * @address: in network order
 * @packets: sent by it, or, of a destination, sent to it
 * @bytes: on the wire
 */
typedef struct
{
  guint8 family;
  guint8 address[16];
  guint32 packets;
  guint64 bytes;
} WireViewSource;

/**
 * WireViewProtocol:
 * @protocol: a #WireProtocol
 * @parent: in a tree, the protocol that carries it; %WIRE_PROTOCOL_NONE elsewhere
 * @packets: how many
 * @bytes: on the wire
 *
 * How much of a view is of one protocol.
 */
typedef struct
{
  guint8 protocol;
  guint8 parent;
  guint32 packets;
  guint64 bytes;
} WireViewProtocol;

/** The traffic of one span of time. */
typedef struct
{
  guint32 packets;

  guint64 bytes;
} WireViewBin;

/**
 * WireViewFlow:
 * @flow: its number in the capture; the tuple is there. For a conversation, the direction that was
 *   seen first.
 * @packets: that the filter lets through, this way
 * @bytes: likewise
 * @first: likewise, nanoseconds since 1970
 * @last: likewise
 * @back_packets: for a conversation, the opposite way; otherwise 0
 * @back_bytes: likewise
 */
typedef struct
{
  guint32 flow;
  guint32 packets;
  guint64 bytes;
  gint64 first;
  gint64 last;
  guint32 back_packets;
  guint64 back_bytes;
} WireViewFlow;

/** What flows are sorted by. */
typedef enum
{
  WIRE_FLOW_SORT_NONE, /* order of first appearance */
  WIRE_FLOW_SORT_SOURCE,
  WIRE_FLOW_SORT_SOURCE_PORT,
  WIRE_FLOW_SORT_DESTINATION,
  WIRE_FLOW_SORT_DESTINATION_PORT,
  WIRE_FLOW_SORT_PROTOCOL,
  WIRE_FLOW_SORT_PACKETS, /* of both directions, for a conversation */
  WIRE_FLOW_SORT_BYTES,
  WIRE_FLOW_SORT_FORTH_PACKETS, /* of the direction that was seen first */
  WIRE_FLOW_SORT_FORTH_BYTES,
  WIRE_FLOW_SORT_BACK_PACKETS,
  WIRE_FLOW_SORT_BACK_BYTES,
  WIRE_FLOW_SORT_DURATION,
  WIRE_FLOW_SORT_FIRST,
  WIRE_FLOW_SORT_LAST,
  WIRE_FLOW_SORT_FLAGS,
} WireFlowSort;

#define WIRE_TYPE_VIEW (wire_view_get_type ())

/** A capture under a filter, worked out whole in a worker and never changed. Any thread. */
G_DECLARE_FINAL_TYPE (WireView, wire_view, WIRE, VIEW, GObject)

/**
 * WireViewParts:
 * @WIRE_VIEW_FLOWS: packets and flows; always worked out
 * @WIRE_VIEW_CONVERSATIONS: flows joined with their opposite direction
 * @WIRE_VIEW_OVERVIEW: sources, protocols and traffic
 * @WIRE_VIEW_INSIDE: packets count in the flow of their innermost IP header, inside tunnels, and
 * not of the outermost one
 */
typedef enum
{
  WIRE_VIEW_FLOWS = 0,
  WIRE_VIEW_CONVERSATIONS = 1 << 0,
  WIRE_VIEW_OVERVIEW = 1 << 1,
  WIRE_VIEW_INSIDE = 1 << 2,
  WIRE_VIEW_ALL = WIRE_VIEW_CONVERSATIONS | WIRE_VIEW_OVERVIEW,
} WireViewParts;

/* Built in a worker; immutable and readable from any thread from then on. */
WireView *wire_view_new (WireCapture *capture, WireFilter *filter, WireJob *job, GError **error);
WireView *wire_view_new_parts (
    WireCapture *capture, WireFilter *filter, WireViewParts parts, WireJob *job, GError **error);

WireCapture *wire_view_get_capture (WireView *view);
WireFilter *wire_view_get_filter (WireView *view);
gboolean wire_view_is_inside (WireView *view);
void wire_view_get_summary (WireView *view, WireCaptureSummary *summary);

/** What wire_view_find_packet() says of a packet that the filter holds back. */
#define WIRE_VIEW_NO_PACKET G_MAXUINT32

/** Returns: the number of packets that the filter lets through */
guint32 wire_view_get_n_packets (WireView *view);

/** Returns: the packet of the capture, from 0, that is at @position of the view */
guint32 wire_view_get_packet (WireView *view, guint32 position);

/** Returns: the position in the view of packet @packet of the capture, or -1 where the filter
 * holds it back */
guint32 wire_view_find_packet (WireView *view, guint32 packet);

/** Returns: the number of flows with a packet in the view */
guint32 wire_view_get_n_flows (WireView *view, gboolean conversations);

/** Copies a flow with the figures of the packets in the view. */
void wire_view_get_flow (WireView *view, gboolean conversations, guint32 row, WireViewFlow *flow);

/** Sorts positions of flows in @order. Takes long for many flows: call it in a worker. */
GBytes *wire_view_sort_flows (WireView *view,
                              gboolean conversations,
                              WireFlowSort key,
                              gboolean descending,
                              WireJob *job,
                              GError **error);

const WireViewSource *wire_view_get_sources (WireView *view, guint *n);
const WireViewSource *wire_view_get_destinations (WireView *view, guint *n);
const WireViewProtocol *wire_view_get_protocols (WireView *view, guint *n);
const WireViewProtocol *wire_view_get_protocol_tree (WireView *view, guint *n);
const WireViewBin *wire_view_get_traffic (WireView *view, gint64 *start, gint64 *bin_width);

G_END_DECLS

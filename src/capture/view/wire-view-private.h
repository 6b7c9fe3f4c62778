/* wire-view-private.h: what the files that make up a view share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/view/wire-view.h"

G_BEGIN_DECLS

/* Rows fetched from the capture at once, under its lock: some microseconds. */
#define WIRE_VIEW_BLOCK 1024u

typedef struct
{
  guint32 packets;
  guint64 bytes;
  gint64 first;
  gint64 last;
} WireViewFigures;

/*
 * Where nothing is filtered from a capture that is loaded, the capture's own packets and flows are
 * the view's, and only what follows from them is kept.
 */
struct _WireView
{
  GObject parent_instance;

  WireCapture *capture;
  WireFilter *filter;
  WireCaptureSummary summary;
  guint32 n_all_packets; /* of the capture when the view was made */
  guint32 n_all_flows;
  gboolean inside; /* flows are those of innermost IP headers */

  GArray *packets;          /* of guint32, ascending; NULL where it is all of them */
  WireViewFigures *figures; /* by flow; NULL where they are the capture's own */
  GArray *flows;            /* row → flow; NULL where it is all of them */
  GArray *conversations;    /* row → the flow that was seen first */

  GArray *sources;
  GArray *destinations; /* of WireViewSource, too */
  GArray *protocol_tree;
  GArray *protocols;
  WireViewBin *traffic;
  gint64 traffic_start;
  gint64 traffic_bin_width;
};

gboolean wire_view_match_packets (WireView *self, WireJob *job, GError **error);
void wire_view_list_flows (WireView *self);
void wire_view_list_counted_flows (WireView *self);
gboolean wire_view_list_conversations (WireView *self, WireJob *job, GError **error);
gboolean wire_view_survey (WireView *self, WireJob *job, GError **error);

guint32 wire_view_get_packet_block (WireView *self,
                                    guint32 position,
                                    WirePacketRecord records[WIRE_VIEW_BLOCK]);

G_END_DECLS

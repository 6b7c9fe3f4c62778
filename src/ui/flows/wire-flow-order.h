/* wire-flow-order.h: flows sorted and ranked in a worker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/view/wire-view.h"

G_BEGIN_DECLS

/** The lab's own figure: the ten largest flows. */
#define WIRE_FLOW_ORDER_LARGEST 10

/**
 * WireFlowOrder:
 * @rows: (nullable): the rows as wire_view_sort_flows() gives them; %NULL for order of appearance
 * @largest: the rows of most packets, the largest first; of equals, the one seen first
 * @by_bytes: likewise, those of most bytes
 * @n_largest: how many of them there are
 */
typedef struct
{
  GBytes *rows;
  guint32 largest[WIRE_FLOW_ORDER_LARGEST];
  guint32 by_bytes[WIRE_FLOW_ORDER_LARGEST];
  guint n_largest;
} WireFlowOrder;

/**
 * WireFlowOrdered:
 * @job: how it ended
 * @order: (nullable): valid during the call; %NULL where the job was cancelled
 * @owner: what wire_flow_order_start() was given
 *
 * Called once on the main thread.
 */
typedef void (*WireFlowOrdered) (WireJob *job, const WireFlowOrder *order, GObject *owner);

WireJob *wire_flow_order_start (WireView *view,
                                gboolean conversations,
                                WireFlowSort key,
                                gboolean descending,
                                WireFlowOrdered ordered,
                                GObject *owner);

G_END_DECLS

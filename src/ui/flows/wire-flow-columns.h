/* wire-flow-columns.h: what the flow list says of a flow
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/lists/wire-column.h"
#include "capture/view/wire-view.h"

G_BEGIN_DECLS

/**
 * WireFlowListing:
 * @conversations: rows are conversations, not single directions
 * @inside: flows are those inside tunnels
 * @largest: packets of the largest row, for the bars
 * @packets: of all rows
 * @start: time of the capture's first packet, nanoseconds since 1970
 *
 * What the columns of one list have in common. Written by its owner before the rows are shown.
 */
typedef struct
{
  gboolean conversations;
  gboolean inside;
  guint64 largest;
  guint64 packets;
  gint64 start;
} WireFlowListing;

void wire_flow_columns_bind (GtkWidgetClass *widget_class);

gboolean wire_flow_row_get (WireRow *row,
                            const WireFlowListing *listing,
                            WireViewFlow *figures,
                            WireFlow *flow);

G_END_DECLS

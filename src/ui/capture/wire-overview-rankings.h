/* wire-overview-rankings.h: what the rankings of the Overview have in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/capture/wire-bar-list.h"
#include "ui/flows/wire-flow-order.h"

G_BEGIN_DECLS

/* Each is by packets, or by bytes. */
void wire_ranking_fill_flows (WireBarList *list,
                              WireView *view,
                              const WireFlowOrder *order,
                              gboolean by_bytes);
void wire_ranking_fill_addresses (
    WireBarList *list, WireView *view, const WireViewSource *all, guint n, gboolean by_bytes);
void wire_ranking_fill_protocols (WireBarList *list, WireView *view, gboolean by_bytes);

G_END_DECLS

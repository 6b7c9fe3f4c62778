/* wire-filter-needs.h: what a capture must be read with so that a filter can be asked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/view/wire-filter.h"

G_BEGIN_DECLS

/**
 * WireFilterNeeds:
 * @WIRE_FILTER_NEEDS_PACKETS: nothing but its packets
 * @WIRE_FILTER_NEEDS_KEYS: where there are keys, its streams as well: the filter asks for what may
 *   have been encrypted
 * @WIRE_FILTER_NEEDS_STREAMS: its streams
 *
 * The later includes the earlier.
 */
typedef enum
{
  WIRE_FILTER_NEEDS_PACKETS,
  WIRE_FILTER_NEEDS_KEYS,
  WIRE_FILTER_NEEDS_STREAMS,
} WireFilterNeeds;

WireFilterNeeds wire_filter_get_needs (WireFilter *filter);

G_END_DECLS

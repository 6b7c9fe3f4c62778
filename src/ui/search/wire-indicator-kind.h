/* wire-indicator-kind.h: a table of indicators
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/search/wire-indicator-rows.h"
#include "ui/tables/wire-table-kind.h"

G_BEGIN_DECLS

/** Rows of a #WireIndicatorRows. The filters of the capture do not choose among them: the search
 * for them did. */
extern const WireTableKind wire_indicator_kind;

G_END_DECLS

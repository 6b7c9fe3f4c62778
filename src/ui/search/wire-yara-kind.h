/* wire-yara-kind.h: a table of rules that matched
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/search/wire-yara-rows.h"
#include "ui/tables/wire-table-kind.h"

G_BEGIN_DECLS

/** Rows of a #WireYaraRows. The filters of the capture choose among those of transfers. */
extern const WireTableKind wire_yara_kind;

G_END_DECLS

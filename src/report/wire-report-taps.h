/* wire-report-taps.h: what a report says of captures that have the same packets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"
#include "cases/wire-case-evidence.h"
#include "report/wire-report.h"

G_BEGIN_DECLS

gboolean wire_report_add_taps (
    WireReport *report, const WireCase *opened, GPtrArray *evidence, WireJob *job, GError **error);

G_END_DECLS

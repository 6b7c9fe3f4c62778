/* wire-report-repeat.h: how what a report says is found again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "report/wire-report-capture.h"

G_BEGIN_DECLS

void wire_report_add_repeat (WireReport *report, guint first, const WireReportSource *source);

G_END_DECLS

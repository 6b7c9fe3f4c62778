/* wire-report-hosts.h: the hosts of a capture, in a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "report/wire-report-capture.h"

G_BEGIN_DECLS

gboolean wire_report_add_hosts (WireReport *report,
                                const WireReportSource *source,
                                WireJob *job,
                                GError **error);

G_END_DECLS

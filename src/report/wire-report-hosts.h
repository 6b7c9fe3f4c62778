/* wire-report-hosts.h: the hosts of a capture, in a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"
#include "capture/wire-capture.h"
#include "report/wire-report.h"

G_BEGIN_DECLS

gboolean wire_report_add_hosts (WireReport *report,
                                WireCapture *capture,
                                WireJob *job,
                                GError **error);

G_END_DECLS

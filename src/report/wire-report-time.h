/* wire-report-time.h: times of packets in a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *wire_report_time_to_text (gint64 time);

G_END_DECLS

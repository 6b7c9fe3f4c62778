/* wire-report-translated.h: a report in another language than the window's
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/cases/wire-report-run.h"

G_BEGIN_DECLS

/** Returns: (transfer full) (nullable): the command line that belongs to this program, or %NULL
 * where it is not there: then reports come in the window's language alone. Any thread. */
char *wire_report_translated_find_program (void);

gboolean wire_report_translated_write (const WireReportRun *run, WireJob *job, GError **error);

G_END_DECLS

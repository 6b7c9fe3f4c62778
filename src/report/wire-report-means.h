/* wire-report-means.h: what a case was examined with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cases/wire-case.h"
#include "files/sets/wire-hash-database.h"
#include "report/wire-report.h"

G_BEGIN_DECLS

gboolean wire_report_keep_sets (WireCase *opened, WireHashDatabase *database, GError **error);
gboolean wire_report_add_means (WireReport *report,
                                WireCase *opened,
                                const GError *unkept,
                                GError **error);

G_END_DECLS

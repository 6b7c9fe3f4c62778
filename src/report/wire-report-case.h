/* wire-report-case.h: what a report says of a case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cases/wire-case.h"
#include "report/wire-report.h"

G_BEGIN_DECLS

/** Adds the evidence with its digests, hashed again (blocks), notes and what was done. Returns:
 * %FALSE with @error where the case cannot be read */
gboolean wire_report_add_case (WireReport *report,
                               WireCase *opened,
                               const GError *unkept,
                               GError **error);

G_END_DECLS

/* wire-case-rows.h: the rows of a case's evidence and of what was done
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/cases/wire-case-check.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *wire_case_evidence_row_new (const WireCaseEvidence *evidence,
                                       const WireCaseFinding *finding);
GtkWidget *wire_case_deed_row_new (const WireCaseDeed *deed);

G_END_DECLS

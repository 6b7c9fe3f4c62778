/* wire-report-pictures.h: which pictures of a capture a report shows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/attention/wire-capture-findings.h"
#include "report/wire-report.h"

G_BEGIN_DECLS

/**
 * WireReportPictures:
 *
 * Pictures that were found among transfers, and what is not shown of them. Used by one thread.
 */
typedef struct _WireReportPictures WireReportPictures;

WireReportPictures *wire_report_pictures_new (void);

/** Frees @pictures and what it owns. */
void wire_report_pictures_free (WireReportPictures *pictures);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireReportPictures, wire_report_pictures_free)

WireReportSection *wire_report_add_pictures (WireReport *report);
void wire_report_pictures_consider (WireReportPictures *pictures,
                                    const WireFindingsTransfer *transfer,
                                    char *name);
gboolean wire_report_pictures_fill (WireReportPictures *pictures,
                                    WireReport *report,
                                    WireReportSection *section,
                                    const WireObjectList *list,
                                    GCancellable *cancellable,
                                    GError **error);

G_END_DECLS

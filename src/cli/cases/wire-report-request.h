/* wire-report-request.h: of what captures a report on the command line is, and what of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/choice/wire-cli-rows.h"
#include "report/wire-report-make.h"

G_BEGIN_DECLS

/** How captures are loaded, and what of them is reported. Private but for @options and @filter.
 * Clear it with wire_report_request_clear(). */
typedef struct
{
  WireCliOptions *options;
  WireCliFilter filter;
  WireCliRows *rows; /* of the capture that was loaded last */
  WireFindingsChoice findings;
  char *words; /* the filter, as options */
  WireReportChoice choice;
} WireReportRequest;

/** Frees what @request owns, but not @request itself. */
void wire_report_request_clear (WireReportRequest *request);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireReportRequest, wire_report_request_clear)

gboolean wire_report_request_check (const WireReportRequest *request, GError **error);
void wire_report_request_wish (WireReportRequest *request, WireReportWish *wish);

G_END_DECLS

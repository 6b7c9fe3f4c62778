/* wire-report-make.h: a report of a capture, or of a case with its captures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"
#include "cases/wire-case.h"
#include "report/wire-report-capture.h"
#include "report/wire-report.h"

G_BEGIN_DECLS

/**
 * WireReportLoad:
 * @path: of a capture
 * @user_data: of #WireReportWish
 * @error: set where %NULL is returned
 *
 * Returns: (transfer full) (nullable): it, loaded with its streams
 */
typedef WireCapture *(*WireReportLoad) (const char *path, gpointer user_data, GError **error);

/**
 * WireReportChoose:
 * @capture: that was loaded
 * @user_data: of #WireReportWish
 * @error: set where %NULL is returned
 *
 * Returns: (transfer none) (nullable): what of @capture is reported; valid until the next call
 */
typedef const WireReportChoice *(*WireReportChoose) (WireCapture *capture,
                                                     gpointer user_data,
                                                     GError **error);

/**
 * WireReportWish:
 * @path: of a case or a capture
 * @parts: (nullable): keys of the sections that are wanted, up to a %NULL; %NULL for all
 * @load: reads a capture
 * @choose: (nullable): says what of it is reported; %NULL for all
 * @user_data: for @load and @choose
 * @database: (nullable): hash sets to match with
 * @unmatched: (nullable): why there are none to ask
 */
typedef struct
{
  const char *path;
  const char *const *parts;
  WireReportLoad load;
  WireReportChoose choose;
  gpointer user_data;
  WireHashDatabase *database;
  const GError *unmatched;
} WireReportWish;

/**
 * WireReportPart:
 * @key: of its section
 * @title: for people, not translated yet; a literal
 * @of_case: only cases have it
 */
typedef struct
{
  const char *key;
  const char *title;
  gboolean of_case;
} WireReportPart;

const WireReportPart *wire_report_get_parts (guint *n);
WireReport *wire_report_make (const WireReportWish *wish, WireJob *job, GError **error);

G_END_DECLS

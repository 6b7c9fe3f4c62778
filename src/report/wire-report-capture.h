/* wire-report-capture.h: what a report says of a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object.h"
#include "files/sets/wire-hash-database.h"
#include "report/wire-report.h"

G_BEGIN_DECLS

/**
 * WireReportSource:
 * @capture: loaded, its streams wanted
 * @name: as it is called, for people
 * @command: as it is named in a command line
 * @sha256: of the file
 * @database: (nullable): hash sets to match with
 * @unmatched: (nullable): why there are none to ask
 * @parts: (nullable): keys of the sections that are wanted, up to a %NULL: what takes long is left
 *   out where it is not
 *
 * A capture that a report is about.
 */
typedef struct
{
  WireCapture *capture;
  char *name;
  char *command;
  char *sha256;
  WireHashDatabase *database;
  const GError *unmatched;
  const char *const *parts;
} WireReportSource;

gboolean wire_report_add_capture (WireReport *report,
                                  const WireReportSource *source,
                                  WireJob *job,
                                  GError **error);

G_END_DECLS

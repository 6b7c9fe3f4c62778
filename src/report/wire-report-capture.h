/* wire-report-capture.h: what a report says of a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/attention/wire-capture-findings.h"
#include "capture/objects/wire-object.h"
#include "capture/view/wire-view.h"
#include "files/sets/wire-hash-database.h"
#include "report/wire-report.h"

G_BEGIN_DECLS

/**
 * WireReportChoice:
 * @view: the packets of the capture that pass a filter
 * @findings: says which transfers and series have such a packet
 * @addresses: (element-type WireHostAddress): the addresses that such packets have
 * @options: the filter as options of a command line, quoted
 *
 * What of a capture a report is about.
 */
typedef struct
{
  WireView *view;
  const WireFindingsChoice *findings;
  GHashTable *addresses;
  const char *options;
} WireReportChoice;

/**
 * WireReportSource:
 * @capture: loaded, its streams wanted
 * @name: as it is called, for people
 * @command: as it is named in a command line
 * @sha256: of the file
 * @database: (nullable): hash sets to match with
 * @unmatched: (nullable): why there are none to ask
 * @choice: (nullable): what of it; %NULL for all
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
  const WireReportChoice *choice;
  const char *const *parts;
} WireReportSource;

gboolean wire_report_add_capture (WireReport *report,
                                  const WireReportSource *source,
                                  WireJob *job,
                                  GError **error);

G_END_DECLS

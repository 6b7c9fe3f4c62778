/* wire-report-run.h: a report that is made and written in a worker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "report/wire-report-make.h"
#include "report/wire-report-writers.h"
#include "ui/cases/wire-case-store.h"
#include "ui/work/wire-owned-job.h"

G_BEGIN_DECLS

/**
 * WireReportRun:
 * @path: of the case or the capture
 * @parts: keys of what is wanted, up to a %NULL
 * @format: of the file
 * @language: (nullable): one of wire_language_list(); %NULL for that of the window
 * @out: where it is written
 * @sha256: (nullable): of what was written, once it is
 * @keys: (element-type utf8 GStrv): files with keys by path of capture
 * @evidence: (element-type utf8): files that are never written over
 */
typedef struct
{
  char *path;
  GStrv parts;
  WireReportFormat format;
  char *language;
  char *out;
  char *sha256;
  GHashTable *keys;
  GPtrArray *evidence;
} WireReportRun;

/** For wire_report_run_load(): @run, and the @job that reads. */
typedef struct
{
  const WireReportRun *run;
  WireJob *job;
} WireReportLoading;

/** A WireReportLoad; @loading: #WireReportLoading. Blocks. */
WireCapture *wire_report_run_load (const char *path, gpointer loading, GError **error);

/** Returns: (transfer full) (nullable): the hash sets to match with; %NULL where nobody made one,
 * or with @problem */
WireHashDatabase *wire_report_run_open_sets (GError **problem);

WireReportRun *wire_report_run_new (const char *path, WireCaseStore *store);

/** Frees @run and what it owns. */
void wire_report_run_free (WireReportRun *run);

WireJob *wire_report_run_start (WireReportRun *run, WireOwnedJobEnded ended, GObject *owner);

G_END_DECLS

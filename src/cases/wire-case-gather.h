/* wire-case-gather.h: what the captures of a case have, as rows of one table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"
#include "capture/search/wire-search-pattern.h"
#include "capture/wire-capture.h"
#include "cases/wire-case-row.h"
#include "files/sets/wire-hash-database.h"

G_BEGIN_DECLS

/** Rows of one capture: more are counted. The window of the capture has all. */
#define WIRE_CASE_GATHER_MOST 2000u

/**
 * WireCaseTable:
 * @WIRE_CASE_TABLE_FINDINGS: what deserves a look
 * @WIRE_CASE_TABLE_TRANSFERS: what was transferred
 * @WIRE_CASE_TABLE_REQUESTS: of HTTP
 * @WIRE_CASE_TABLE_HOSTS: hosts
 * @WIRE_CASE_TABLE_FLOWS: flows
 * @WIRE_CASE_TABLE_FOUND: where a pattern was found
 * @WIRE_CASE_TABLE_TAPS: captures that have the same packets; not of one capture
 */
typedef enum
{
  WIRE_CASE_TABLE_FINDINGS,
  WIRE_CASE_TABLE_TRANSFERS,
  WIRE_CASE_TABLE_REQUESTS,
  WIRE_CASE_TABLE_HOSTS,
  WIRE_CASE_TABLE_FLOWS,
  WIRE_CASE_TABLE_FOUND,
  WIRE_CASE_TABLE_TAPS,
} WireCaseTable;

/**
 * WireCaseGather:
 * @table: which rows
 * @pattern: (nullable): for %WIRE_CASE_TABLE_FOUND
 * @database: (nullable): hash sets to match with
 * @unmatched: (nullable): why there are none to ask
 * @rows: (element-type WireCaseRow): gets the rows
 * @rest: (element-type utf8): gets a sentence for each thing that is not in @rows
 * @evidence: that is looked at
 * @capture: which it is, loaded with its streams
 * @n: rows of @capture so far, those that were left out as well
 *
 * What is gathered of one capture after the other. The caller sets all but @n.
 */
typedef struct
{
  WireCaseTable table;
  WireSearchPattern *pattern;
  WireHashDatabase *database;
  const GError *unmatched;
  GPtrArray *rows;
  GPtrArray *rest;
  const WireCaseEvidence *evidence;
  WireCapture *capture;
  guint64 n;
} WireCaseGather;

gboolean wire_case_gather (WireCaseGather *self, WireJob *job, GError **error);
gboolean wire_case_gather_taps (WireCaseGather *self,
                                const WireCase *opened,
                                GPtrArray *evidence,
                                WireJob *job,
                                GError **error);
void wire_case_gather_add_rest (WireCaseGather *self, const char *sentence);

G_END_DECLS

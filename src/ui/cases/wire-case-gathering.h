/* wire-case-gathering.h: the rows of all captures of a case, gathered in a worker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cases/wire-case-gather.h"
#include "ui/cases/wire-case-store.h"
#include "ui/work/wire-owned-job.h"

G_BEGIN_DECLS

/**
 * WireCaseMark:
 * @evidence: the number of a capture in the case
 * @time: nanoseconds since 1970, with its clock corrected
 *
 * When something that a note is on was sent.
 */
typedef struct
{
  gint64 evidence;
  gint64 time;
} WireCaseMark;

/**
 * WireCaseGathering:
 * @rows: (element-type WireCaseRow): by time
 * @rest: (element-type utf8): what is not in @rows, a sentence each
 * @marks: (element-type WireCaseMark): the notes on what was sent
 *
 * What was gathered, once the job has ended. What was gathered before it was cancelled is there,
 * too.
 */
typedef struct
{
  GPtrArray *rows;
  GPtrArray *rest;
  GArray *marks;
} WireCaseGathering;

WireJob *wire_case_gathering_start (WireCaseStore *store,
                                    WireCaseTable table,
                                    const char *words,
                                    WireOwnedJobEnded ended,
                                    GObject *owner);

G_END_DECLS

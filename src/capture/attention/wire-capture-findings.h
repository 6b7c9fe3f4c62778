/* wire-capture-findings.h: what deserves a look in a capture, worst first
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"
#include "capture/attention/wire-capture-finding.h"
#include "capture/hosts/wire-hosts.h"
#include "capture/hosts/wire-regular.h"

G_BEGIN_DECLS

/** Findings of one verdict that have rows of their own; the rest of them share one row. */
#define WIRE_FINDINGS_FEW 5u

/**
 * WireFindingsTransfer:
 * @number: of the object
 * @object: itself
 * @facts: what was found out
 * @verdict: on it
 * @reason: (nullable): a sentence
 * @own: it is a finding with a row of its own
 *
 * A transfer that was examined.
 */
typedef struct
{
  guint32 number;
  const WireObject *object;
  const WireObjectFacts *facts;
  WireObjectJudgement verdict;
  const char *reason;
  gboolean own;
} WireFindingsTransfer;

/** Called with every transfer, in order, in the thread of the search. */
typedef void (*WireFindingsVisit) (const WireFindingsTransfer *transfer, gpointer user_data);

/**
 * WireFindingsChoice:
 * @has_transfer: whether a transfer of @list is looked at
 * @has_regular: whether something that repeats is
 * @user_data: for both
 *
 * Which part of a capture is looked at. Called in the thread of the search.
 */
typedef struct
{
  gboolean (*has_transfer) (const WireObjectList *list, guint32 number, gpointer user_data);
  gboolean (*has_regular) (const WireRegular *regular, gpointer user_data);
  gpointer user_data;
} WireFindingsChoice;

/**
 * WireFindingsQuery:
 * @capture: loaded, its streams wanted
 * @list: (nullable): all its transfers, of wire_object_list_new_transfers(), or %NULL
 * @hosts: (nullable): its hosts where they are known already
 * @database: (nullable): hash sets to match with
 * @unmatched: (nullable): why hash sets could not be opened
 * @each: findings of one verdict that get rows of their own
 * @visit: (nullable): called with every transfer
 * @user_data: of @visit
 * @choice: (nullable): what is looked at; %NULL for everything. What could not be read or decoded
 * is always told of, as nobody knows whether it belongs to the choice.
 *
 * What is looked at, and how the answer is wanted.
 */
typedef struct
{
  WireCapture *capture;
  WireObjectList *list;
  WireHosts *hosts;
  WireHashDatabase *database;
  const GError *unmatched;
  guint each;
  WireFindingsVisit visit;
  gpointer user_data;
  const WireFindingsChoice *choice;
} WireFindingsQuery;

/**
 * WireCaptureFindings:
 *
 * What deserves a look, and what was looked for. Made in a worker; then immutable, and counted by
 * reference: any thread.
 */
typedef struct _WireCaptureFindings WireCaptureFindings;

WireCaptureFindings *wire_capture_findings_new (const WireFindingsQuery *query,
                                                WireJob *job,
                                                GError **error);
WireCaptureFindings *wire_capture_findings_ref (WireCaptureFindings *findings);

/** Drops a reference. The last one frees @findings. Any thread. */
void wire_capture_findings_unref (WireCaptureFindings *findings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireCaptureFindings, wire_capture_findings_unref)

guint wire_capture_findings_get_length (const WireCaptureFindings *findings);
const WireCaptureFinding *wire_capture_findings_get (const WireCaptureFindings *findings,
                                                     guint index);
GStrv wire_capture_findings_tell_looked_for (const WireCaptureFindings *findings);

G_END_DECLS

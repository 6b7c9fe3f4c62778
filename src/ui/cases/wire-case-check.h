/* wire-case-check.h: what became of the evidence of a case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"
#include "ui/cases/wire-case-store.h"

G_BEGIN_DECLS

/**
 * WireCaseFinding:
 * @evidence: its number
 * @state: what it is now
 * @sha256: (nullable): of what is at its path now
 * @path: (nullable): where it is now; %NULL where it is not there
 */
typedef struct
{
  gint64 evidence;
  WireCaseState state;
  char *sha256;
  char *path;
} WireCaseFinding;

/**
 * WireCaseChecked:
 * @findings: (element-type WireCaseFinding): in the order of the evidence; what is missing in it
 *   was not reached
 * @owner: what wire_case_check_start() was given
 */
typedef void (*WireCaseChecked) (GPtrArray *findings, GObject *owner);

WireJob *wire_case_check_start (WireCaseStore *store, WireCaseChecked checked, GObject *owner);
const char *wire_case_state_to_word (WireCaseState state);

G_END_DECLS

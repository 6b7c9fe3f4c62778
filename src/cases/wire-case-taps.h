/* wire-case-taps.h: captures of a case that have the same packets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"
#include "cases/wire-case-evidence.h"

G_BEGIN_DECLS

/**
 * WireCaseTap:
 * @evidence: number of a capture in the list of evidence
 * @other: number of another one, after it
 * @packets: that both have
 * @of: packets of the first that can be told apart from its others
 * @of_other: likewise of the other
 * @offset: nanoseconds that the other's times are later by, with both clocks corrected: the median
 * @spread: nanoseconds between the quarter of the smallest and that of the largest of these
 *
 * Two captures of the same traffic, such as those of two taps.
 */
typedef struct
{
  guint evidence;
  guint other;
  guint64 packets;
  guint64 of;
  guint64 of_other;
  gint64 offset;
  gint64 spread;
} WireCaseTap;

GArray *wire_case_find_taps (
    const WireCase *self, GPtrArray *evidence, GPtrArray *left_out, WireJob *job, GError **error);

G_END_DECLS

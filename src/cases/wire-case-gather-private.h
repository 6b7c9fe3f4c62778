/* wire-case-gather-private.h: what the tables of a case share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cases/wire-case-gather.h"

G_BEGIN_DECLS

/* wire-case-gather.c */
WireCaseRow *wire_case_gather_add (WireCaseGather *self, gint64 time, char *text, char *detail);
void wire_case_gather_lead (
    WireCaseGather *self, WireCaseRow *row, const char *kind, char *place, guint32 packet);

/* wire-case-gather-tables.c */
gboolean wire_case_gather_findings (WireCaseGather *self, WireJob *job, GError **error);
gboolean wire_case_gather_transfers (WireCaseGather *self, WireJob *job, GError **error);
gboolean wire_case_gather_requests (WireCaseGather *self, WireJob *job, GError **error);
gboolean wire_case_gather_hosts (WireCaseGather *self, WireJob *job, GError **error);
gboolean wire_case_gather_flows (WireCaseGather *self, WireJob *job, GError **error);
gboolean wire_case_gather_found (WireCaseGather *self, WireJob *job, GError **error);

G_END_DECLS

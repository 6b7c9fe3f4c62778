/* wire-field-run.h: a filter goes through the packets of a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/wire-field-claims.h"
#include "capture/fields/wire-field-filter.h"
#include "capture/wire-capture.h"

G_BEGIN_DECLS

/**
 * WireFieldRun:
 *
 * Asks a filter about the packets of a capture, in ascending order. What the index knows of a
 * packet is asked first, and its bytes only where that does not decide. A filter on fields that
 * depend on packets before has to be shown the bytes of all of them. Used by one thread.
 */
typedef struct _WireFieldRun WireFieldRun;

WireFieldRun *wire_field_run_new (WireFieldFilter *filter, WireCapture *capture);

/** Frees @run and what it owns, and not its filter. */
void wire_field_run_free (WireFieldRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireFieldRun, wire_field_run_free)

/** Takes @claims over: what is known beforehand of packets. */
void wire_field_run_set_claims (WireFieldRun *run, WireFieldClaims *claims);
gboolean wire_field_run_can_use_keys (const WireFieldFilter *filter);
gboolean wire_field_run_needs_all (const WireFieldRun *run);
WireTruth wire_field_run_test_record (WireFieldRun *run,
                                      guint32 packet,
                                      const WirePacketRecord *record);
gboolean wire_field_run_test_packet (WireFieldRun *run,
                                     guint32 packet,
                                     const WirePacketRecord *record,
                                     const guint8 *data);

G_END_DECLS

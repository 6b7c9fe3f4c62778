/* wire-field-record.h: what the index of a capture says of fields
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/wire-field-claims.h"
#include "capture/fields/wire-field-filter.h"
#include "capture/wire-capture.h"

G_BEGIN_DECLS

/**
 * WireFieldRecord:
 *
 * Gives the fields that the index of packets and flows knows without reading the file: of the
 * frame, and of plain TCP and UDP their addresses and ports. What it cannot be sure of is unknown.
 * Used by one thread.
 */
typedef struct _WireFieldRecord WireFieldRecord;

WireFieldRecord *wire_field_record_new (const WireFieldFilter *filter,
                                        WireFieldPacket *packet,
                                        WireCapture *capture);

/** Frees @record and what it owns, and not its packet. */
void wire_field_record_free (WireFieldRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireFieldRecord, wire_field_record_free)

/** Takes @claims over: what is known beforehand of packets. */
void wire_field_record_set_claims (WireFieldRecord *record, WireFieldClaims *claims);
WireTruth wire_field_record_test (WireFieldRecord *record,
                                  guint32 packet,
                                  const WirePacketRecord *row);
void wire_field_record_give_frame (WireFieldRecord *record,
                                   guint32 packet,
                                   const WirePacketRecord *row,
                                   const guint8 *data);

G_END_DECLS

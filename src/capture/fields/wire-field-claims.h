/* wire-field-claims.h: what is said of the packets of a flow beforehand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/extraction/wire-field-packet.h"
#include "capture/wire-capture.h"

G_BEGIN_DECLS

/**
 * WireFieldClaims:
 *
 * Values of the fields that only Wirecase has (`wirecase.verdict`), each for the packets of a flow
 * between two of them. They are worked out before packets are asked about. Asked by one thread, for
 * packets in ascending order.
 */
typedef struct _WireFieldClaims WireFieldClaims;

WireFieldClaims *wire_field_claims_new (WireCapture *capture);

/** Frees @claims and what they own. */
void wire_field_claims_free (WireFieldClaims *claims);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireFieldClaims, wire_field_claims_free)

void wire_field_claims_add (WireFieldClaims *claims,
                            guint32 flow,
                            guint32 first,
                            guint32 last,
                            const char *field,
                            const char *text);
void wire_field_claims_give (WireFieldClaims *claims, guint32 packet, WireFieldPacket *to);

G_END_DECLS

/* wire-sctp-association.h: what two ends of SCTP say to each other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-channel.h"

G_BEGIN_DECLS

/**
 * WireSctpAssociation:
 *
 * Takes packets apart into chunks, puts those of each side in order, and hands on what each stream
 * says. Associations of several addresses are heard by the pair of addresses that they use.
 */
typedef struct _WireSctpAssociation WireSctpAssociation;

WireSctpAssociation *wire_sctp_association_new (WireChannel *channel);

/** Frees @association and what it owns. */
void wire_sctp_association_free (WireSctpAssociation *association);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireSctpAssociation, wire_sctp_association_free)

void wire_sctp_association_add (WireSctpAssociation *association,
                                guint side,
                                const WireStreamPiece *packet);
void wire_sctp_association_end (WireSctpAssociation *association, guint side);

G_END_DECLS

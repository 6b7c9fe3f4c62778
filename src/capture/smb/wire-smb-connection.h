/* wire-smb-connection.h: one connection of SMB
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-channel.h"

G_BEGIN_DECLS

/**
 * WireSmbConnection:
 *
 * Messages of both sides, in whichever version, compressed or encrypted.
 *
 * Used by the loading thread.
 */
typedef struct _WireSmbConnection WireSmbConnection;

WireSmbConnection *wire_smb_connection_new (WireChannel *channel);

/** Frees @connection and what it owns. */
void wire_smb_connection_free (WireSmbConnection *connection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireSmbConnection, wire_smb_connection_free)

void wire_smb_connection_add (WireSmbConnection *connection,
                              guint side,
                              const WireStreamPiece *piece);
void wire_smb_connection_end (WireSmbConnection *connection, guint side);

G_END_DECLS

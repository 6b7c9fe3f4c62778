/* wire-field-decrypted.h: what packets brought that was encrypted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/extraction/wire-field-packet.h"
#include "capture/wire-capture.h"

G_BEGIN_DECLS

/**
 * WireFieldDecrypted:
 *
 * Gives the fields of messages of HTTP, HTTP/2 and WebSocket inside of TLS connections that the
 * capture could decrypt when it was loaded. It must be asked about all packets, in order. Used by
 * one thread.
 */
typedef struct _WireFieldDecrypted WireFieldDecrypted;

WireFieldDecrypted *wire_field_decrypted_new (WireFieldPacket *packet, WireCapture *capture);

/** Frees @decrypted and what it owns. */
void wire_field_decrypted_free (WireFieldDecrypted *decrypted);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireFieldDecrypted, wire_field_decrypted_free)

void wire_field_decrypted_add (WireFieldDecrypted *decrypted, guint32 packet);

G_END_DECLS

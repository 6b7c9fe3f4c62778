/* wire-tls-hello.h: the first messages of a TLS handshake, which are not encrypted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-cursor.h"
#include "capture/frame/wire-fields.h"

G_BEGIN_DECLS

/* Cursors begin at the message's body and end where the message (or the segment) does; their
 * positions are offsets in the layer. */

void wire_tls_describe_client_hello (WireCursor *message, WireFields *fields);
void wire_tls_describe_server_hello (WireCursor *message, WireFields *fields);
void wire_tls_summarise_client_hello (const WireCursor *message, GString *out);

/** Returns: the name of a version on the wire (RFC 8446, section 4.1.2), such as “TLS 1.2” */
const char *wire_tls_version_name (guint16 version);

/** Returns: (nullable): the IANA name of a cipher suite */
const char *wire_tls_cipher_name (guint16 cipher);

G_END_DECLS

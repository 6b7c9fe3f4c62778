/* wire-capture-tls.h: the TLS connections of an open capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-fields.h"
#include "capture/tls/wire-tls-session.h"
#include "capture/wire-capture-streams.h"

G_BEGIN_DECLS

gboolean wire_capture_get_tls_session (WireCapture *capture, guint32 session, WireTlsSession *out);
gboolean wire_capture_find_tls_session (WireCapture *capture, guint32 stream, WireTlsSession *out);
gboolean wire_capture_has_secrets (WireCapture *capture);
GBytes *wire_capture_read_decrypted (WireCapture *capture, guint32 packet, GError **error);
/** Adds what the records of @packet say to @fields; see wire-capture-decrypted-details.c. Blocks.
 */
void wire_capture_describe_decrypted (WireCapture *capture, guint32 packet, WireFields *fields);
GArray *wire_capture_list_decrypted (WireCapture *capture, guint32 packet, WireTlsSession *session);
GArray *wire_capture_get_decrypted (WireCapture *capture, guint32 stream);
GArray *wire_capture_get_decrypted_records (WireCapture *capture, guint32 session);

G_END_DECLS

/* wire-decryption.h: with what a stream was decrypted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/wire-capture-tls.h"

G_BEGIN_DECLS

const char *wire_decryption_get_key (const WireTlsSession *session);
char *wire_decryption_describe (WireCapture *capture, guint32 stream);

G_END_DECLS

/* wire-capture-transfers.h: what was sent or received in a capture, other than by HTTP
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/wire-capture-streams.h"

G_BEGIN_DECLS

guint32 wire_capture_get_n_transfers (WireCapture *capture);
guint32 wire_capture_count_messages (WireCapture *capture, guint32 stream);
gboolean wire_capture_get_transfer (WireCapture *capture, guint32 transfer, WireTransfer *out);
gboolean wire_capture_get_transfer_body (WireCapture *capture, guint32 transfer, WireBody *body);

G_END_DECLS

/* wire-message-view.h: the mails of a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ui/session/wire-capture-session.h"

G_BEGIN_DECLS

#define WIRE_TYPE_MESSAGE_VIEW (wire_message_view_get_type ())
/** WireMessageView: the mails of a capture */
G_DECLARE_FINAL_TYPE (WireMessageView, wire_message_view, WIRE, MESSAGE_VIEW, AdwBin)

void wire_message_view_set_session (WireMessageView *view, WireCaptureSession *session);
guint wire_message_view_get_count (WireMessageView *view);
gboolean wire_message_view_has_mail (WireMessageView *view);

G_END_DECLS

/* wire-packet-view.h: the packets of a capture, and one of them layer by layer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ui/session/wire-capture-session.h"

G_BEGIN_DECLS

#define WIRE_TYPE_PACKET_VIEW (wire_packet_view_get_type ())
/** WirePacketView: the packets of a capture, and one of them layer by layer */
G_DECLARE_FINAL_TYPE (WirePacketView, wire_packet_view, WIRE, PACKET_VIEW, AdwBin)

void wire_packet_view_set_session (WirePacketView *view, WireCaptureSession *session);
void wire_packet_view_go_to (WirePacketView *view, guint32 packet);
/** As wire_packet_view_go_to(), and marks @length bytes from @offset of the frame on. */
void wire_packet_view_show_bytes (WirePacketView *view,
                                  guint32 packet,
                                  guint64 offset,
                                  guint64 length);
char *wire_packet_view_tell_unsaved (WirePacketView *view);
void wire_packet_view_save_part (WirePacketView *view, const char *what, guint32 number);

/** Does what shortcuts and the main menu ask for: `go-to-packet`, `find`, `find-next`,
 * `find-previous`, `save-packets`.
 */
void wire_packet_view_activate (WirePacketView *view, const char *action);

G_END_DECLS

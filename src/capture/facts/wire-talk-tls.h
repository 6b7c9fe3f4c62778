/* wire-talk-tls.h: a conversation of lines that goes on inside of TLS
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/facts/wire-talk.h"

G_BEGIN_DECLS

WireChannel *wire_talk_start_tls (const WireTalk *talk, const char *inside);
void wire_talk_pass (WireChannel *tls, guint side, const WireStreamPiece *piece, guint32 from);
void wire_talk_end_tls (WireChannel **tls);

G_END_DECLS

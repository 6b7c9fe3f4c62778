/* wire-recognition.h: finding out whose a conversation is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-listener.h"
#include "capture/reassembly/wire-pending.h"

G_BEGIN_DECLS

WireListenerAnswer wire_recognition_ask (WireListening *listening,
                                         WirePending **pending,
                                         guint side,
                                         const WireStreamPiece *piece,
                                         gboolean from_start,
                                         const WireListener **found);
const WireListener *wire_recognition_ask_last (WireListening *listening,
                                               const WirePending *pending);
const WireListener *wire_recognition_ask_datagram (WireListening *listening,
                                                   guint side,
                                                   const WireStreamPiece *datagram,
                                                   gboolean from_start);
const WireListener *wire_recognition_ask_others (WireListening *listening,
                                                 const WireListener *after,
                                                 guint side,
                                                 const WireStreamPiece *piece,
                                                 gboolean datagram);
const WireListener *wire_recognition_ask_answer (WireListening *listening,
                                                 const WireListener *own,
                                                 const WireStreamPiece *piece);
void wire_recognition_forget (WireListening *listening, WirePending **pending);

G_END_DECLS

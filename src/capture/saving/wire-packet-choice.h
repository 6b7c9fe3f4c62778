/* wire-packet-choice.h: packets that were chosen one by one, by conversation or by what they bring
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object.h"
#include "capture/objects/wire-object-packets.h"

G_BEGIN_DECLS

/**
 * WirePacketChoice:
 *
 * A set of packets of one capture, empty when it is made. Used by one thread while it grows; then
 * any may ask.
 */
typedef struct _WirePacketChoice WirePacketChoice;

WirePacketChoice *wire_packet_choice_new (WireCapture *capture);

/** Frees @choice and what it owns. */
void wire_packet_choice_free (WirePacketChoice *choice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WirePacketChoice, wire_packet_choice_free)

void wire_packet_choice_add (WirePacketChoice *choice, guint32 packet);
gboolean wire_packet_choice_add_stream (WirePacketChoice *choice,
                                        guint32 stream,
                                        GCancellable *cancellable,
                                        GError **error);
gboolean wire_packet_choice_add_side (WirePacketChoice *choice,
                                      guint32 stream,
                                      guint side,
                                      GCancellable *cancellable,
                                      GError **error);
gboolean wire_packet_choice_add_span (WirePacketChoice *choice,
                                      const WirePacketSpan *span,
                                      GCancellable *cancellable,
                                      GError **error);
gboolean wire_packet_choice_add_object (WirePacketChoice *choice,
                                        const WireObjectList *list,
                                        guint32 object,
                                        GCancellable *cancellable,
                                        GError **error);
gboolean wire_packet_choice_add_request (WirePacketChoice *choice,
                                         guint32 packet,
                                         GCancellable *cancellable,
                                         GError **error);
gboolean wire_packet_choice_has (const WirePacketChoice *choice, guint32 packet);

G_END_DECLS

/* wire-field-frame.h: the fields of a packet as a whole, which the index has
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/extraction/wire-field-packet.h"
#include "capture/wire-capture.h"

G_BEGIN_DECLS

/**
 * WireFieldFrame:
 *
 * Gives the fields of the frame: its number, lengths and times, which the index has of every
 * packet, and its bytes where they were read. Used by one thread.
 */
typedef struct _WireFieldFrame WireFieldFrame;

WireFieldFrame *wire_field_frame_new (WireFieldPacket *packet, WireCapture *capture);

/** Frees @frame, but not the packet that it gives to. */
void wire_field_frame_free (WireFieldFrame *frame);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireFieldFrame, wire_field_frame_free)

int wire_field_frame_find (const char *name);
gboolean wire_field_frame_get (WireFieldFrame *frame,
                               int field,
                               guint32 packet,
                               const WirePacketRecord *row,
                               WireFieldValue *value);
void wire_field_frame_give (WireFieldFrame *frame,
                            guint32 packet,
                            const WirePacketRecord *row,
                            const guint8 *data);

G_END_DECLS

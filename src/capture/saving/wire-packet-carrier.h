/* wire-packet-carrier.h: carries packets of a capture into another file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/wire-capture.h"
#include "capture/writing/wire-capture-writer.h"

G_BEGIN_DECLS

/**
 * WirePacketCarrier:
 *
 * Carries packets of one capture into files, with their interfaces, options and comments, and with
 * the names and statistics of the file they come from. Used by one thread.
 */
typedef struct _WirePacketCarrier WirePacketCarrier;

/**
 * WirePacketChange:
 * @record: of the packet
 * @packet: what is written; its @data may be replaced by bytes that live until the next call
 * @user_data: what wire_packet_carrier_set_change() was given
 *
 * Changes a packet on its way.
 */
typedef void (*WirePacketChange) (const WirePacketRecord *record,
                                  WireWrittenPacket *packet,
                                  gpointer user_data);

WirePacketCarrier *wire_packet_carrier_new (WireCapture *capture);

/** Frees @carrier and what it owns. */
void wire_packet_carrier_free (WirePacketCarrier *carrier);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WirePacketCarrier, wire_packet_carrier_free)

void wire_packet_carrier_set_change (WirePacketCarrier *carrier,
                                     WirePacketChange change,
                                     gpointer user_data);
/** Has @carrier carry nothing that may name somebody: no names of interfaces and addresses, no
 * comments, no statistics. */
void wire_packet_carrier_set_bare (WirePacketCarrier *carrier);

void wire_packet_carrier_drop_comments (WirePacketCarrier *carrier);
void wire_packet_carrier_add_comment (WirePacketCarrier *carrier, const char *comment);
gboolean wire_packet_carrier_begin (WirePacketCarrier *carrier,
                                    WireCaptureWriter *writer,
                                    const guint8 *wanted,
                                    gboolean secrets,
                                    GError **error);
gboolean wire_packet_carrier_add (WirePacketCarrier *carrier,
                                  WireCaptureWriter *writer,
                                  const WirePacketRecord *record,
                                  GError **error);
gboolean wire_packet_carrier_end (WirePacketCarrier *carrier,
                                  WireCaptureWriter *writer,
                                  GError **error);

G_END_DECLS

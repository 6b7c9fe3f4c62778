/* wire-packet-scan.h: the bytes of many packets, read again in order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/wire-capture.h"

G_BEGIN_DECLS

/**
 * WirePacketScan:
 *
 * Reads packets of a capture again in ascending order, in pieces that hold many of them: a read for
 * every packet would cost more than everything that is done with it. Used by one thread; the
 * capture may still be loading.
 */
typedef struct _WirePacketScan WirePacketScan;

/** Returns: (transfer full): a scan that reads packets of @capture in order, many at a time.
 * For one thread. */
WirePacketScan *wire_packet_scan_new (WireCapture *capture);

/** Frees @scan and what it owns. */
void wire_packet_scan_free (WirePacketScan *scan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WirePacketScan, wire_packet_scan_free)

const guint8 *wire_packet_scan_read (WirePacketScan *scan,
                                     const WirePacketRecord *record,
                                     GError **error);

G_END_DECLS

/* wire-radiotap.h: what a radiotap header says of the 802.11 frame after it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-layer.h"

G_BEGIN_DECLS

/* The Flags field. */
#define WIRE_RADIOTAP_HAS_CHECKSUM 0x10
#define WIRE_RADIOTAP_PADDED 0x20

guint8 wire_radiotap_flags (const WireFrame *frame, const WireLayer *layer);

G_END_DECLS

/* wire-protocols.h: the decoders, describers and summarisers that the protocol table lists
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "wire-protocol.h"

G_BEGIN_DECLS

/* One block a file of this folder. See #WireDecoder, #WireDescriber and #WireSummariser. */

WireProtocol wire_data_decode (WireFrame *frame, WireCursor *cursor);
void wire_data_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

G_END_DECLS

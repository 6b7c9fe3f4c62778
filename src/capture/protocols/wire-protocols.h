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

WireProtocol wire_vxlan_decode (WireFrame *frame, WireCursor *cursor);
void wire_vxlan_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

WireProtocol wire_tls_decode (WireFrame *frame, WireCursor *cursor);
void wire_tls_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_tls_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_http_decode (WireFrame *frame, WireCursor *cursor);
void wire_http_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_http_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

G_END_DECLS

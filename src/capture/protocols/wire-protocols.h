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

WireProtocol wire_ethernet_decode (WireFrame *frame, WireCursor *cursor);
void wire_ethernet_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_ethernet_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_vlan_decode (WireFrame *frame, WireCursor *cursor);
void wire_vlan_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

WireProtocol wire_ipv4_decode (WireFrame *frame, WireCursor *cursor);
void wire_ipv4_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_ipv4_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_ipv6_decode (WireFrame *frame, WireCursor *cursor);
void wire_ipv6_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_ipv6_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_ipv6_extension_decode (WireFrame *frame, WireCursor *cursor);
void wire_ipv6_extension_describe (const WireFrame *frame,
                                   const WireLayer *layer,
                                   WireFields *fields);
void wire_ipv6_extension_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_fragment_decode (WireFrame *frame, WireCursor *cursor);
void wire_fragment_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

WireProtocol wire_raw_ip_decode (WireFrame *frame, WireCursor *cursor);

WireProtocol wire_tcp_decode (WireFrame *frame, WireCursor *cursor);
void wire_tcp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_tcp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_udp_decode (WireFrame *frame, WireCursor *cursor);
void wire_udp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_udp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_vxlan_decode (WireFrame *frame, WireCursor *cursor);
void wire_vxlan_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

WireProtocol wire_tls_decode (WireFrame *frame, WireCursor *cursor);
void wire_tls_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_tls_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

WireProtocol wire_http_decode (WireFrame *frame, WireCursor *cursor);
void wire_http_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields);
void wire_http_summarise (const WireFrame *frame, const WireLayer *layer, GString *out);

G_END_DECLS

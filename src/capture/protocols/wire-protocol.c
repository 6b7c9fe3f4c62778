/* wire-protocol.c: the protocol table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-protocols.h"

static const WireProtocolInfo PROTOCOLS[WIRE_N_PROTOCOLS] = {
  [WIRE_PROTOCOL_DATA] = { "Data", "Data", wire_data_decode, wire_data_describe, NULL },

  [WIRE_PROTOCOL_ETHERNET] = { "Ethernet", "Ethernet", wire_ethernet_decode, wire_ethernet_describe,
                               wire_ethernet_summarise },
  [WIRE_PROTOCOL_VLAN] = { "VLAN", "VLAN tag", wire_vlan_decode, wire_vlan_describe, NULL },

  [WIRE_PROTOCOL_RAW_IP] = { "IP", "Internet Protocol", wire_raw_ip_decode, NULL, NULL },
  [WIRE_PROTOCOL_IPV4] = { "IPv4", "Internet Protocol version 4", wire_ipv4_decode,
                           wire_ipv4_describe, wire_ipv4_summarise },
  [WIRE_PROTOCOL_IPV6] = { "IPv6", "Internet Protocol version 6", wire_ipv6_decode,
                           wire_ipv6_describe, wire_ipv6_summarise },
  [WIRE_PROTOCOL_IPV6_EXTENSION] = { "IPv6 extension", "IPv6 extension header",
                                     wire_ipv6_extension_decode, wire_ipv6_extension_describe,
                                     wire_ipv6_extension_summarise },
  [WIRE_PROTOCOL_FRAGMENT] = { "Fragment", "Rest of a fragmented datagram", wire_fragment_decode,
                               wire_fragment_describe, NULL },

  [WIRE_PROTOCOL_TCP] = { "TCP", "Transmission Control Protocol", wire_tcp_decode,
                          wire_tcp_describe, wire_tcp_summarise },
  [WIRE_PROTOCOL_UDP] = { "UDP", "User Datagram Protocol", wire_udp_decode, wire_udp_describe,
                          wire_udp_summarise },

  [WIRE_PROTOCOL_VXLAN] = { "VXLAN", "Virtual eXtensible Local Area Network", wire_vxlan_decode,
                            wire_vxlan_describe, NULL },
  [WIRE_PROTOCOL_TLS] = { "TLS", "Transport Layer Security", wire_tls_decode, wire_tls_describe,
                          wire_tls_summarise },
  [WIRE_PROTOCOL_HTTP] = { "HTTP", "Hypertext Transfer Protocol", wire_http_decode,
                           wire_http_describe, wire_http_summarise },
};

/* Raw IP has many numbers: 12 and 14 are DLT_RAW of BSDs, written to files by mistake. */
static const guint8 LINK_TYPES[] = {
  [1] = WIRE_PROTOCOL_ETHERNET, [12] = WIRE_PROTOCOL_RAW_IP,  [14] = WIRE_PROTOCOL_RAW_IP,
  [101] = WIRE_PROTOCOL_RAW_IP, [228] = WIRE_PROTOCOL_RAW_IP, [229] = WIRE_PROTOCOL_RAW_IP,
};

/** Returns: (transfer none): names and functions of @protocol; decode is never %NULL */
const WireProtocolInfo *
wire_protocol_get_info (WireProtocol protocol)
{
  if ((guint) protocol >= WIRE_N_PROTOCOLS || !PROTOCOLS[protocol].decode)
    protocol = WIRE_PROTOCOL_DATA;
  return &PROTOCOLS[protocol];
}

/**
 * wire_protocol_for_link_type:
 * @link_type: a LINKTYPE_ number (tcpdump.org, “Link-layer header types”)
 *
 * Returns: what its frames begin with, or %WIRE_PROTOCOL_DATA
 */
WireProtocol
wire_protocol_for_link_type (guint32 link_type)
{
  return link_type < G_N_ELEMENTS (LINK_TYPES) && LINK_TYPES[link_type] != WIRE_PROTOCOL_NONE
             ? LINK_TYPES[link_type]
             : WIRE_PROTOCOL_DATA;
}

WireProtocol
wire_protocol_decode (WireProtocol protocol, WireFrame *frame, WireCursor *cursor)
{
  return wire_protocol_get_info (protocol)->decode (frame, cursor);
}

/**
 * wire_frame_summarise:
 * @frame: a decoded frame
 * @out: takes one line in words
 *
 * Asks the innermost layer that has words for it. Any thread.
 */
void
wire_frame_summarise (const WireFrame *frame, GString *out)
{
  for (guint i = frame->n_layers; i > 0; i--)
    {
      const WireLayer *layer = &frame->layers[i - 1];
      const WireProtocolInfo *info = wire_protocol_get_info (layer->protocol);

      if (info->summarise)
        {
          info->summarise (frame, layer, out);
          return;
        }
    }
}

/**
 * wire_frame_describe:
 * @frame: a decoded frame
 *
 * Returns: (transfer full): every layer and field in words. Any thread.
 */
WireFields *
wire_frame_describe (const WireFrame *frame)
{
  WireFields *fields = wire_fields_new ();

  for (guint i = 0; i < frame->n_layers; i++)
    {
      const WireLayer *layer = &frame->layers[i];
      const WireProtocolInfo *info = wire_protocol_get_info (layer->protocol);

      wire_fields_begin_layer (fields, info->title, layer->offset, layer->header, layer->length);
      if (info->describe)
        info->describe (frame, layer, fields);
    }
  return fields;
}

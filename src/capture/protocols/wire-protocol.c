/* wire-protocol.c: the protocol table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-protocols.h"

static const WireProtocolInfo PROTOCOLS[WIRE_N_PROTOCOLS] = {
  [WIRE_PROTOCOL_DATA] = { "Data", "Data", wire_data_decode, wire_data_describe, NULL },
  [WIRE_PROTOCOL_VXLAN] = { "VXLAN", "Virtual eXtensible Local Area Network", wire_vxlan_decode,
                            wire_vxlan_describe, NULL },
  [WIRE_PROTOCOL_TLS] = { "TLS", "Transport Layer Security", wire_tls_decode, wire_tls_describe,
                          wire_tls_summarise },
  [WIRE_PROTOCOL_HTTP] = { "HTTP", "Hypertext Transfer Protocol", wire_http_decode,
                           wire_http_describe, wire_http_summarise },
};

/** Returns: (transfer none): names and functions of @protocol; decode is never %NULL */
const WireProtocolInfo *
wire_protocol_get_info (WireProtocol protocol)
{
  if ((guint) protocol >= WIRE_N_PROTOCOLS || !PROTOCOLS[protocol].decode)
    protocol = WIRE_PROTOCOL_DATA;
  return &PROTOCOLS[protocol];
}

/** Returns: what frames of a LINKTYPE_ number begin with, or %WIRE_PROTOCOL_DATA */
WireProtocol
wire_protocol_for_link_type (guint32 link_type)
{
  (void) link_type;
  return WIRE_PROTOCOL_DATA;
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

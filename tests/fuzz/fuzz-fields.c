/* fuzz-fields.c: filters that a fuzzer makes up, over packets that it makes up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/decode/wire-frame-decode.h"
#include "capture/fields/wire-field-filter.h"
#include "capture/fields/extraction/wire-field-streams.h"

#include <string.h>

#define ETHERNET 1

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* A filter that asks for all there is, so that packets are walked through whatever the fuzzer asks.
 */
#define ALL                                                                                        \
  "frame or http or http.host or http.request.full_uri or http.cookie_pair or http.authbasic or "  \
  "http.request.uri.query.parameter or tls or tls.handshake.extensions_server_name or "            \
  "tls.handshake.certificate or tls.handshake.extensions_alpn_str or dns or dns.qry.name or "      \
  "dns.txt or dns.soa.rname or dns.srv.target or ip.opt.type or ip.host or ipv6.host or "          \
  "tcp.option_kind or tcp.flags.str or tcp.options.sack_le or dhcp.option.hostname or "            \
  "dhcp.option.router or igmp.maddr or arp.isprobe or mpls.label or sll.etype or icmp.mtu"

/* Packets follow each other, each behind its length of two bytes. */
static void
show_packets (WireFieldFilter *filter, const guint8 *data, gsize size)
{
  g_autoptr (WireFieldPacket) packet =
      wire_field_packet_new (wire_field_filter_get_fields (filter));
  g_autoptr (WireFieldStreams) streams = wire_field_streams_new (packet);

  while (size >= 2)
    {
      guint32 length = MIN (wire_be16 (data) & 0x0fffu, (guint32) size - 2);
      WireFrame frame;

      wire_field_packet_clear (packet, WIRE_FIELD_UNKNOWN);
      wire_field_filter_test (filter, packet);
      wire_field_packet_clear (packet, WIRE_FIELD_KNOWN);
      wire_frame_decode (&frame, ETHERNET, data + 2, length, length + (data[0] >> 7));
      wire_field_packet_add_frame (packet, &frame);
      wire_field_streams_add (streams, &frame);
      g_assert (wire_field_filter_test (filter, packet) != WIRE_TRUTH_UNKNOWN);
      data += 2 + length;
      size -= 2 + length;
    }
}

/* The filter ends at the first NUL; packets come behind it. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const guint8 *nul = size > 0 ? memchr (data, 0, size) : NULL;
  g_autofree char *text = g_strndup ((const char *) data, nul ? (gsize) (nul - data) : size);
  g_auto (WireFieldFault) fault = { 0 }, none = { 0 };
  g_autoptr (WireFieldFilter) filter = wire_field_filter_new (text, &fault);
  g_autoptr (WireFieldFilter) all = wire_field_filter_new (ALL, &none);

  g_assert (all);
  g_assert ((filter == NULL) == (fault.message != NULL));
  if (!filter)
    {
      g_autofree char *sentence = wire_field_fault_to_text (&fault, text);

      g_assert (fault.start <= strlen (text));
      g_assert (sentence[0]);
    }
  if (!nul)
    return 0;
  if (filter)
    show_packets (filter, nul + 1, size - (gsize) (nul + 1 - data));
  show_packets (all, nul + 1, size - (gsize) (nul + 1 - data));
  return 0;
}

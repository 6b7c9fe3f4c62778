/* fuzz-fields.c: filters that a fuzzer makes up, over packets that it makes up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/decode/wire-frame-decode.h"
#include "capture/fields/wire-field-filter.h"
#include "capture/fields/extraction/wire-field-ear.h"
#include "capture/fields/extraction/wire-field-streams.h"
#include "capture/fields/wire-field-completion.h"

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
  "dhcp.option.router or igmp.maddr or arp.isprobe or mpls.label or sll.etype or icmp.mtu or "     \
  "http2 or http2.header.value or http2.headers.path or http2.request.full_uri or "                \
  "http2.settings.id or http2.data.data or http2.goaway.addata or http2.pad_length or "            \
  "websocket or websocket.payload.text or websocket.payload.close.reason or websocket.opcode"

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

/* What could have been decrypted, as both protocols, cut at every seventh byte. */
static void
show_inside (WireFieldFilter *filter, const guint8 *data, gsize size, WireFieldTalk talk)
{
  g_autoptr (WireFieldPacket) packet =
      wire_field_packet_new (wire_field_filter_get_fields (filter));
  WireFieldConversation *conversation = wire_field_conversation_new (0);
  WireFieldEar ear = { packet, WIRE_FIELD_MAX_ALL_PENDING };

  conversation->talk = (guint8) talk;
  for (gsize at = 0; at < size; at += 7)
    {
      guint8 *bytes = wire_field_packet_own (packet, g_memdup2 (data + at, MIN (size - at, 7)));

      wire_field_ear_hear_bytes (&ear, conversation, at / 7 % 2, bytes, MIN (size - at, 7));
      wire_field_tls_give_opened (&conversation->sides[0], packet, 22, at % 2, bytes,
                                  MIN (size - at, 7));
      if (at % 3 == 0)
        wire_field_packet_clear (packet, WIRE_FIELD_KNOWN);
    }
  wire_field_conversation_free (conversation);
}

/* Every place in the filter, and what may be written there. */
static void
complete_everywhere (const char *text)
{
  for (guint at = 0; at <= MIN (strlen (text), 200); at++)
    wire_field_completion_free (wire_field_complete (text, at, 20));
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
  complete_everywhere (text);
  if (!nul)
    return 0;
  show_inside (all, nul + 1, size - (gsize) (nul + 1 - data), WIRE_FIELD_TALK_HTTP2);
  show_inside (all, nul + 1, size - (gsize) (nul + 1 - data), WIRE_FIELD_TALK_WEBSOCKET);
  if (filter)
    show_packets (filter, nul + 1, size - (gsize) (nul + 1 - data));
  show_packets (all, nul + 1, size - (gsize) (nul + 1 - data));
  return 0;
}

/* wire-tcp.c: Transmission Control Protocol (RFC 9293)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/application/wire-payload.h"
#include "capture/protocols/network/wire-checksum.h"
#include "capture/frame/wire-describe.h"
#include "capture/frame/wire-ip.h"
#include "capture/protocols/transport/wire-tcp-options.h"
#include "capture/protocols/wire-protocols.h"

#define HEADER 20

static WireProtocol
decode_cut (WireFrame *frame, WireCursor *cursor)
{
  wire_ip_note_ports (frame, WIRE_IP_TCP, cursor, HEADER);
  return wire_frame_end_short (frame, WIRE_PROTOCOL_TCP, cursor);
}

WireProtocol
wire_tcp_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, HEADER);

  if (G_UNLIKELY (!bytes))
    return decode_cut (frame, cursor);

  guint32 header = (guint32) (bytes[12] >> 4) * 4;
  guint16 src_port = wire_be16 (bytes);
  guint16 dst_port = wire_be16 (bytes + 2);

  if (wire_frame_is_ip_payload (frame, WIRE_IP_TCP))
    {
      frame->flags |= WIRE_FRAME_HAS_PORTS;
      frame->tuple.src_port = src_port;
      frame->tuple.dst_port = dst_port;
      frame->tcp_sequence = wire_be32 (bytes + 4);
      frame->tcp_acknowledgement = wire_be32 (bytes + 8);
      frame->tcp_flags = bytes[13];
      wire_frame_narrow_payload (frame, header);
    }
  if (G_UNLIKELY (header < HEADER))
    return wire_frame_end_malformed (frame, WIRE_PROTOCOL_TCP, cursor);
  if (G_UNLIKELY (header > wire_cursor_remaining (cursor)))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_TCP, cursor);

  wire_frame_add_layer (frame, WIRE_PROTOCOL_TCP, cursor, header);
  wire_cursor_skip (cursor, header);

  gsize left = wire_cursor_remaining (cursor);
  if (left == 0)
    return WIRE_PROTOCOL_NONE;
  return wire_application_recognise (WIRE_IP_TCP, src_port, dst_port, bytes + header, left);
}

static const char *const FLAGS[] = { "FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR" };

/* “PSH, ACK”: from the lowest bit up, as the lab's sheet has them. */
static void
append_flags (GString *out, guint8 flags, const char *separator)
{
  const char *before = "";

  if (flags == 0)
    g_string_append (out, "none");
  for (guint i = 0; i < G_N_ELEMENTS (FLAGS); i++)
    if (flags & 1 << i)
      {
        g_string_append_printf (out, "%s%s", before, FLAGS[i]);
        before = separator;
      }
}

static void
describe_flags (WireFields *fields, WireCursor *cursor)
{
  guint8 flags = wire_cursor_u8 (cursor);
  g_autoptr (GString) words = g_string_new (NULL);

  if (cursor->failed)
    return;
  append_flags (words, flags, ", ");
  wire_fields_add (fields, 13, 1, "Flags", "%u (%s)", flags, words->str);
  wire_fields_push (fields);
  for (guint i = G_N_ELEMENTS (FLAGS); i-- > 0;)
    wire_fields_add (fields, 13, 1, FLAGS[i], "%s", flags & 1 << i ? "set" : "not set");
  wire_fields_pop (fields);
}

/* A network card that fills checksums in sees the sum of the pseudo-header there, and so does a
 * capture on the sending machine. */
static void
describe_checksum (const WireFrame *frame,
                   const WireLayer *layer,
                   WireFields *fields,
                   WireCursor *cursor)
{
  guint16 found = wire_cursor_be16 (cursor);
  WireEnclosing ip;

  if (cursor->failed)
    return;
  if (!wire_enclosing_find (frame, layer, &ip) || !ip.whole || ip.length < HEADER)
    {
      wire_fields_add (fields, 16, 2, "Checksum", "%u (0x%04x, not checked)", found, found);
      return;
    }

  const guint8 *bytes = frame->data + layer->offset;
  guint32 pseudo = wire_enclosing_sum (&ip, WIRE_IP_TCP, ip.length);
  guint32 sum = wire_checksum_add (pseudo, bytes, 16);
  sum = wire_checksum_add (sum, bytes + 18, ip.length - 18);
  if (found != wire_checksum_fold (sum) && found == 0xffff - wire_checksum_fold (pseudo))
    wire_fields_add (fields, 16, 2, "Checksum", "%u (0x%04x, left to the network card)", found,
                     found);
  else
    wire_describe_checksum (fields, 16, "Checksum", found, wire_checksum_fold (sum));
}

static guint32
describe_header_length (WireFields *fields, WireCursor *cursor)
{
  guint8 byte = wire_cursor_u8 (cursor);
  guint32 header = (guint32) (byte >> 4) * 4;

  if (cursor->failed)
    return HEADER;
  wire_fields_add (fields, 12, 1, "Header length", "%u bytes%s", header,
                   header < HEADER ? " (too short: at least 20)" : "");
  wire_fields_add (fields, 12, 1, "Reserved bits", "%u", byte & 0xf);
  return MAX (header, HEADER);
}

void
wire_tcp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  g_autoptr (GString) summary = g_string_new (NULL);

  wire_tcp_summarise (frame, layer, summary);
  wire_fields_set_layer_value (fields, "%s", summary->str);
  wire_describe_number (fields, &cursor, 2, "Source port");
  wire_describe_number (fields, &cursor, 2, "Destination port");
  wire_describe_number (fields, &cursor, 4, "Sequence number");
  wire_describe_number (fields, &cursor, 4, "Acknowledgement number");
  guint32 header = describe_header_length (fields, &cursor);
  describe_flags (fields, &cursor);
  wire_describe_number (fields, &cursor, 2, "Window");
  describe_checksum (frame, layer, fields, &cursor);
  wire_describe_number (fields, &cursor, 2, "Urgent pointer");
  if (!cursor.failed)
    {
      wire_cursor_limit (&cursor, header - HEADER);
      wire_tcp_options_describe (&cursor, fields);
    }
  wire_describe_end (fields, frame, layer, &cursor, header);
}

void
wire_tcp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint16 src_port = wire_cursor_be16 (&cursor);
  guint16 dst_port = wire_cursor_be16 (&cursor);
  guint32 sequence = wire_cursor_be32 (&cursor);

  wire_cursor_skip (&cursor, 5);
  guint8 flags = wire_cursor_u8 (&cursor);
  if (cursor.failed)
    {
      g_string_append (out, "TCP header cut");
      return;
    }
  g_string_append_printf (out, "%u → %u, ", src_port, dst_port);
  append_flags (out, flags, " ");
  g_string_append_printf (out, ", sequence %u", sequence);
  if (layer->length > layer->header)
    g_string_append_printf (out, ", %u %s", layer->length - layer->header,
                            layer->length - layer->header == 1 ? "byte" : "bytes");
}

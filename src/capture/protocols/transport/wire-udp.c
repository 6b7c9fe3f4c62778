/* wire-udp.c: User Datagram Protocol (RFC 768)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/application/wire-payload.h"
#include "capture/protocols/network/wire-checksum.h"
#include "capture/frame/wire-describe.h"
#include "capture/frame/wire-ip.h"
#include "capture/protocols/wire-protocols.h"

#define HEADER 8

static WireProtocol
decode_cut (WireFrame *frame, WireCursor *cursor)
{
  wire_ip_note_ports (frame, WIRE_IP_UDP, cursor, HEADER);
  return wire_frame_end_short (frame, WIRE_PROTOCOL_UDP, cursor);
}

/* The first fragment of a datagram holds less than the length says; anything else that does is
 * wrong. What the length leaves out belongs to nobody. */
static void
note_outermost (WireFrame *frame, const guint8 *bytes, guint32 length)
{
  frame->flags |= WIRE_FRAME_HAS_PORTS;
  frame->tuple.src_port = wire_be16 (bytes);
  frame->tuple.dst_port = wire_be16 (bytes + 2);
  if (length != G_MAXUINT32 && length > frame->payload_length
      && !(frame->flags & WIRE_FRAME_FRAGMENT))
    frame->flags |= WIRE_FRAME_MALFORMED;
  frame->payload_length = MIN (frame->payload_length, length);
  frame->payload_captured = MIN (frame->payload_captured, length);
  wire_frame_narrow_payload (frame, HEADER);
}

WireProtocol
wire_udp_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, HEADER);

  if (G_UNLIKELY (!bytes))
    return decode_cut (frame, cursor);

  /* 0 is in jumbograms (RFC 2675, section 4) and where the network card was to fill it in. */
  guint32 length = wire_be16 (bytes + 4);
  if (length == 0)
    length = G_MAXUINT32;
  if (wire_frame_is_ip_payload (frame, WIRE_IP_UDP))
    note_outermost (frame, bytes, length);
  if (G_UNLIKELY (length < HEADER))
    return wire_frame_end_malformed (frame, WIRE_PROTOCOL_UDP, cursor);

  wire_cursor_limit (cursor, length);
  wire_frame_add_layer (frame, WIRE_PROTOCOL_UDP, cursor, HEADER);
  wire_cursor_skip (cursor, HEADER);

  gsize left = wire_cursor_remaining (cursor);
  if (left == 0)
    return WIRE_PROTOCOL_NONE;
  return wire_application_recognise (WIRE_IP_UDP, wire_be16 (bytes), wire_be16 (bytes + 2),
                                     bytes + HEADER, left);
}

/* Covers the whole UDP length; 0 says that the sender made none, which only IPv4 allows. A sum that
 * comes out as 0 is sent as ffff (RFC 768). */
static void
describe_checksum (const WireFrame *frame,
                   const WireLayer *layer,
                   WireFields *fields,
                   WireCursor *cursor,
                   guint32 length)
{
  guint16 found = wire_cursor_be16 (cursor);
  WireEnclosing ip;

  if (cursor->failed)
    return;
  if (found == 0)
    {
      wire_fields_add (fields, 6, 2, "Checksum", "0 (none)");
      return;
    }
  if (!wire_enclosing_find (frame, layer, &ip) || !ip.whole || length != layer->length)
    {
      wire_fields_add (fields, 6, 2, "Checksum", "%u (0x%04x, not checked)", found, found);
      return;
    }

  const guint8 *bytes = frame->data + layer->offset;
  guint32 pseudo = wire_enclosing_sum (&ip, WIRE_IP_UDP, length);
  guint32 sum = wire_checksum_add (wire_checksum_add (pseudo, bytes, 6), bytes + 8, length - 8);
  guint16 expected = wire_checksum_fold (sum) ? wire_checksum_fold (sum) : 0xffff;
  if (found != expected && found == 0xffff - wire_checksum_fold (pseudo))
    wire_fields_add (fields, 6, 2, "Checksum", "%u (0x%04x, left to the network card)", found,
                     found);
  else
    wire_describe_checksum (fields, 6, "Checksum", found, expected);
}

void
wire_udp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  g_autoptr (GString) summary = g_string_new (NULL);

  wire_udp_summarise (frame, layer, summary);
  wire_fields_set_layer_value (fields, "%s", summary->str);
  wire_describe_number (fields, &cursor, 2, "Source port");
  wire_describe_number (fields, &cursor, 2, "Destination port");
  guint32 length = wire_cursor_be16 (&cursor);
  if (!cursor.failed)
    wire_fields_add (fields, 4, 2, "Length", "%u%s", length,
                     length > 0 && length < HEADER ? " (too short: at least 8)" : "");
  describe_checksum (frame, layer, fields, &cursor, MAX (length, HEADER));
  wire_describe_end (fields, frame, layer, &cursor, HEADER);
}

void
wire_udp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint16 src_port = wire_cursor_be16 (&cursor);
  guint16 dst_port = wire_cursor_be16 (&cursor);
  guint16 length = wire_cursor_be16 (&cursor);

  if (cursor.failed)
    g_string_append (out, "UDP header cut");
  else
    {
      guint32 payload =
          length >= HEADER ? length - (guint32) HEADER : layer->length - layer->header;

      g_string_append_printf (out, "%u → %u, %u %s", src_port, dst_port, payload,
                              payload == 1 ? "byte" : "bytes");
    }
}

/* wire-field-walk-transport.c: TCP, UDP, and what they carry that has no other walker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/extraction/wire-field-walk.h"

#include <string.h>

static void
give_sack (WireFieldPacket *packet, const guint8 *option, guint32 size)
{
  for (guint32 at = 2; at + 8 <= size; at += 8)
    {
      wire_field_packet_give_raw (packet, "tcp.options.sack_le", option + at, 4);
      wire_field_packet_give_raw (packet, "tcp.options.sack_re", option + at + 4, 4);
    }
}

static void
give_option (WireFieldPacket *packet, const guint8 *option, guint32 size)
{
  if (option[0] == 2 && size == 4)
    wire_field_packet_give_raw (packet, "tcp.options.mss_val", option + 2, 2);
  if (option[0] == 3 && size == 3)
    {
      wire_field_packet_give_number (packet, "tcp.options.wscale.shift", option[2]);
      wire_field_packet_give_number (packet, "tcp.options.wscale.multiplier",
                                     1u << MIN (option[2], 14));
    }
  if (option[0] == 4 && size == 2)
    wire_field_packet_give_raw (packet, "tcp.options.sack_perm", option, size);
  if (option[0] == 8 && size == 10)
    {
      wire_field_packet_give_raw (packet, "tcp.options.timestamp.tsval", option + 2, 4);
      wire_field_packet_give_raw (packet, "tcp.options.timestamp.tsecr", option + 6, 4);
    }
  if (option[0] == 5)
    give_sack (packet, option, size);
}

/* Zeros after the end of the list are more ends of it, as in Wireshark. */
static void
give_ends (WireFieldPacket *packet, const guint8 *options, guint32 length)
{
  for (guint32 at = 0; at < length && options[at] == 0; at++)
    wire_field_packet_give_number (packet, "tcp.option_kind", 0);
}

/* RFC 9293, section 3.1. */
static void
give_options (WireFieldPacket *packet, const guint8 *options, guint32 length)
{
  for (guint32 at = 0; at < length;)
    {
      guint32 size = options[at] < 2 ? 1 : at + 1 < length ? options[at + 1] : 0;

      if (options[at] == 0)
        {
          give_ends (packet, options + at, length - at);
          return;
        }
      wire_field_packet_give_number (packet, "tcp.option_kind", options[at]);
      if (size == 0 || at + size > length || (options[at] >= 2 && size < 2))
        return;
      if (options[at] >= 2)
        wire_field_packet_give_number (packet, "tcp.option_len", size);
      give_option (packet, options + at, size);
      at += size;
    }
}

/* Wireshark's line of twelve: those not set are dots. */
static void
give_letters (WireFieldPacket *packet, guint16 flags)
{
  static const char LETTERS[] = "RRRACEUAPRSF";
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 12; i++)
    if (flags & 0x800 >> i)
      g_string_append_c (text, LETTERS[i]);
    else
      g_string_append (text, "·");
  wire_field_packet_give_text (packet, "tcp.flags.str", g_string_free (text, FALSE));
}

/* What was on the wire, where the capture was cut. */
static guint32
payload_length (const WireFrame *frame, const WireLayer *layer, guint32 header)
{
  if (frame->tuple.protocol == 6 && layer->offset + header == frame->payload_offset)
    return frame->payload_length;
  return layer->length - header;
}

void
wire_field_walk_tcp (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer)
{
  const guint8 *bytes = frame->data + layer->offset;
  guint32 header;

  if (layer->length < 20)
    return;
  header = (guint32) (bytes[12] >> 4) * 4;
  wire_field_packet_give_number (packet, "tcp.hdr_len", header);
  if (wire_field_packet_wants_name (packet, "tcp.flags.str"))
    give_letters (packet, wire_be16 (bytes + 12) & 0xfff);
  if (header < 20)
    return;
  if (header <= layer->length)
    wire_field_packet_give_number (packet, "tcp.len", payload_length (frame, layer, header));
  if (header > 20)
    {
      guint32 length = MIN (header, layer->length) - 20;

      wire_field_packet_give_raw (packet, "tcp.options", bytes + 20, length);
      give_options (packet, bytes + 20, length);
    }
  if (layer->length > header)
    wire_field_packet_give_raw (packet, "tcp.payload", bytes + header, layer->length - header);
}

void
wire_field_walk_udp (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer)
{
  const guint8 *bytes = frame->data + layer->offset;

  if (layer->length > 8)
    wire_field_packet_give_raw (packet, "udp.payload", bytes + 8, layer->length - 8);
}

void
wire_field_walk_ntp (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer)
{
  const guint8 *bytes = frame->data + layer->offset;

  if (layer->length >= 48 && (bytes[0] & 7) < 6)
    wire_field_packet_give_number (packet, "ntp.stratum", bytes[1]);
}

static void
give_addresses (WireFieldPacket *packet, const char *name, const guint8 *bytes, guint32 length)
{
  for (guint32 at = 0; at + 4 <= length; at += 4)
    wire_field_packet_give_raw (packet, name, bytes + at, 4);
}

/* RFC 2132. Texts may have a NUL at their end. */
static void
give_dhcp_option (WireFieldPacket *packet, guint8 kind, const guint8 *bytes, guint32 length)
{
  static const struct
  {
    guint8 kind;
    gboolean list;
    const char *name;
  } OPTIONS[] = {
    { 1, FALSE, "dhcp.option.subnet_mask" },
    { 3, TRUE, "dhcp.option.router" },
    { 6, TRUE, "dhcp.option.domain_name_server" },
    { 12, FALSE, "dhcp.option.hostname" },
    { 15, FALSE, "dhcp.option.domain_name" },
    { 50, FALSE, "dhcp.option.requested_ip_address" },
    { 51, FALSE, "dhcp.option.ip_address_lease_time" },
    { 53, FALSE, "dhcp.option.dhcp" },
    { 54, FALSE, "dhcp.option.dhcp_server_id" },
    { 60, FALSE, "dhcp.option.vendor_class_id" },
  };

  if (kind == 55)
    for (guint32 i = 0; i < length; i++)
      wire_field_packet_give_number (packet, "dhcp.option.request_list_item", bytes[i]);
  for (guint i = 0; i < G_N_ELEMENTS (OPTIONS); i++)
    if (OPTIONS[i].kind == kind && OPTIONS[i].list)
      give_addresses (packet, OPTIONS[i].name, bytes, length);
    else if (OPTIONS[i].kind == kind)
      wire_field_packet_give_raw (packet, OPTIONS[i].name, bytes, length);
}

/* RFC 2131. */
void
wire_field_walk_dhcp (WireFieldPacket *packet, const WireFrame *frame, const WireLayer *layer)
{
  const guint8 *bytes = frame->data + layer->offset;

  if (layer->length >= 44 && bytes[1] == 1 && bytes[2] == 6)
    wire_field_packet_give_raw (packet, "dhcp.hw.mac_addr", bytes + 28, 6);
  if (layer->length < 240 || wire_be32 (bytes + 236) != 0x63825363)
    return;
  for (guint32 at = 240; at < layer->length;)
    {
      guint8 kind = bytes[at++];
      guint8 length;

      wire_field_packet_give_number (packet, "dhcp.option.type", kind);
      if (kind == 255)
        return;
      if (kind == 0)
        continue;
      if (at >= layer->length)
        return;
      length = bytes[at++];
      wire_field_packet_give_number (packet, "dhcp.option.length", length);
      if (length > layer->length - at)
        return;
      give_dhcp_option (packet, kind, bytes + at, length);
      at += length;
    }
}

/* wire-tag.c: tags between Ethernet's addresses and an EtherType, as VLAN tags do: Cisco
 * metadata, VN-Tag, E-Tag (IEEE 802.1BR, clause 9), HSR (IEC 62439-3, clause 5.6), Arista time
 * stamps, and the tags of Broadcom and Marvell switches
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/frame/wire-ethertype.h"
#include "capture/protocols/wire-protocols.h"

#define ETHERTYPE 2

#define METADATA_FIXED 2
#define METADATA_OPTION 4
#define VN_TAG 4
#define E_TAG 6
#define HSR_TAG 4
#define ARISTA_FIXED 4
#define ARISTA_TIME_STAMP 1
#define BROADCOM_LEGACY 4
#define EDSA_TAG 6

/* @tag bytes, and then an EtherType. */
static WireProtocol
decode_tag (WireFrame *frame, WireCursor *cursor, WireProtocol protocol, guint32 tag)
{
  const guint8 *bytes = wire_cursor_peek (cursor, tag + ETHERTYPE);

  if (!bytes)
    return wire_frame_end_short (frame, protocol, cursor);
  wire_frame_add_layer (frame, protocol, cursor, tag + ETHERTYPE);
  wire_cursor_skip (cursor, tag + ETHERTYPE);
  return wire_ethertype_or_length (wire_be16 (bytes + tag), cursor);
}

static void
describe_type (const WireFrame *frame,
               const WireLayer *layer,
               WireFields *fields,
               WireCursor *cursor,
               guint32 tag)
{
  wire_describe_ethertype (fields, cursor, "Type");
  wire_describe_end (fields, frame, layer, cursor, tag + ETHERTYPE);
}

/* Version, number of options, and an option of four bytes each; the one that is in use is the
 * security group. */
static guint32
metadata_length (const WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, METADATA_FIXED);

  return METADATA_FIXED + (bytes ? MAX (bytes[1], 1) : 1) * METADATA_OPTION;
}

WireProtocol
wire_cisco_metadata_decode (WireFrame *frame, WireCursor *cursor)
{
  return decode_tag (frame, cursor, WIRE_PROTOCOL_CISCO_METADATA, metadata_length (cursor));
}

void
wire_cisco_metadata_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint32 tag = metadata_length (&cursor);

  wire_describe_number (fields, &cursor, 1, "Version");
  wire_describe_number (fields, &cursor, 1, "Options");
  for (guint32 i = METADATA_FIXED; i < tag && !cursor.failed; i += METADATA_OPTION)
    {
      wire_describe_hex (fields, &cursor, 2, "Option");
      guint32 group = wire_describe_number (fields, &cursor, 2, "Security group");
      if (!cursor.failed)
        wire_fields_set_layer_value (fields, "security group %u", group);
    }
  describe_type (frame, layer, fields, &cursor, tag);
}

WireProtocol
wire_vn_tag_decode (WireFrame *frame, WireCursor *cursor)
{
  return decode_tag (frame, cursor, WIRE_PROTOCOL_VN_TAG, VN_TAG);
}

void
wire_vn_tag_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint32 tag = wire_cursor_be32 (&cursor);

  if (!cursor.failed)
    {
      guint32 destination = tag >> 16 & 0x3fff;
      guint32 source = tag & 0xfff;

      wire_fields_set_layer_value (fields, "interface %u → %u", source, destination);
      wire_fields_add (fields, 0, 1, "Direction", "%s",
                       tag & 0x80000000u ? "from the bridge" : "to the bridge");
      wire_fields_add (fields, 0, 1, "Pointer", "%s", tag & 0x40000000u ? "yes" : "no");
      wire_fields_add (fields, 0, 2, "Destination interface", "%u", destination);
      wire_fields_add (fields, 2, 1, "Looped", "%s", tag & 0x8000 ? "yes" : "no");
      wire_fields_add (fields, 2, 2, "Source interface", "%u", source);
    }
  describe_type (frame, layer, fields, &cursor, VN_TAG);
}

WireProtocol
wire_e_tag_decode (WireFrame *frame, WireCursor *cursor)
{
  return decode_tag (frame, cursor, WIRE_PROTOCOL_E_TAG, E_TAG);
}

void
wire_e_tag_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint16 first = wire_cursor_be16 (&cursor);
  guint16 second = wire_cursor_be16 (&cursor);
  guint16 third = wire_cursor_be16 (&cursor);

  if (!cursor.failed)
    {
      guint ingress = (first & 0xfffu) | (third & 0xff00u) << 4;
      guint channel = (second & 0x3fffu) | (third & 0xffu) << 14;

      wire_fields_set_layer_value (fields, "channel %u", channel);
      wire_fields_add (fields, 0, 1, "Priority", "%u", first >> 13);
      wire_fields_add (fields, 0, 1, "May be dropped", "%s", first & 0x1000 ? "yes" : "no");
      wire_fields_add (fields, 0, 5, "Ingress channel", "%u", ingress);
      wire_fields_add (fields, 2, 4, "Channel", "%u", channel);
    }
  describe_type (frame, layer, fields, &cursor, E_TAG);
}

WireProtocol
wire_hsr_decode (WireFrame *frame, WireCursor *cursor)
{
  return decode_tag (frame, cursor, WIRE_PROTOCOL_HSR, HSR_TAG);
}

void
wire_hsr_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint16 first = wire_cursor_be16 (&cursor);

  if (!cursor.failed)
    {
      wire_fields_set_layer_value (fields, "path %u", first >> 12);
      wire_fields_add (fields, 0, 1, "Path", "%u", first >> 12);
      wire_fields_add (fields, 0, 2, "Length", "%u", first & 0xfff);
    }
  wire_describe_number (fields, &cursor, 2, "Sequence number");
  describe_type (frame, layer, fields, &cursor, HSR_TAG);
}

/* The version says how the time is written: in 64 bits (0x10), or in 48 (0x20). */
static guint32
arista_length (const WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, ARISTA_FIXED);

  return ARISTA_FIXED + (bytes && bytes[3] == 0x20 ? 6 : 8);
}

WireProtocol
wire_arista_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, ARISTA_FIXED);

  if (bytes && wire_be16 (bytes) != ARISTA_TIME_STAMP)
    return WIRE_PROTOCOL_DATA;
  return decode_tag (frame, cursor, WIRE_PROTOCOL_ARISTA, arista_length (cursor));
}

void
wire_arista_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint32 tag = arista_length (&cursor);

  wire_describe_number (fields, &cursor, 2, "Kind");
  wire_describe_hex (fields, &cursor, 2, "Version");
  wire_describe_number (fields, &cursor, tag - ARISTA_FIXED - 4, "Seconds");
  wire_describe_number (fields, &cursor, 4, "Nanoseconds");
  describe_type (frame, layer, fields, &cursor, tag);
}

WireProtocol
wire_broadcom_legacy_tag_decode (WireFrame *frame, WireCursor *cursor)
{
  return decode_tag (frame, cursor, WIRE_PROTOCOL_BROADCOM_LEGACY_TAG, BROADCOM_LEGACY);
}

void
wire_broadcom_legacy_tag_describe (const WireFrame *frame,
                                   const WireLayer *layer,
                                   WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_describe_bytes (fields, &cursor, BROADCOM_LEGACY, "Tag");
  describe_type (frame, layer, fields, &cursor, BROADCOM_LEGACY);
}

WireProtocol
wire_edsa_decode (WireFrame *frame, WireCursor *cursor)
{
  return decode_tag (frame, cursor, WIRE_PROTOCOL_EDSA, EDSA_TAG);
}

void
wire_edsa_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_describe_bytes (fields, &cursor, 2, "Reserved");
  wire_describe_bytes (fields, &cursor, 4, "Tag");
  describe_type (frame, layer, fields, &cursor, EDSA_TAG);
}

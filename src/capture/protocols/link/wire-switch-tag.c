/* wire-switch-tag.c: frames on the port between a switch and its processor, whose tag has no
 * EtherType (tcpdump.org, LINKTYPE_DSA_TAG_BRCM, _DSA_TAG_BRCM_PREPEND, _DSA_TAG_DSA and
 * _DSA_TAG_EDSA)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/frame/wire-ethertype.h"
#include "capture/protocols/wire-protocols.h"

#define ADDRESSES 12
#define TAG 4
#define LONG_TAG 8

/* Addresses, the tag, and an EtherType. */
static WireProtocol
decode (WireFrame *frame, WireCursor *cursor, WireProtocol protocol, guint32 tag)
{
  guint32 header = ADDRESSES + tag + 2;
  const guint8 *bytes = wire_cursor_peek (cursor, header);

  if (!bytes)
    return wire_frame_end_short (frame, protocol, cursor);
  wire_frame_add_layer (frame, protocol, cursor, header);
  wire_cursor_skip (cursor, header);
  return wire_ethertype_or_length (wire_be16 (bytes + header - 2), cursor);
}

static void
describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields, guint32 tag)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_describe_mac (fields, &cursor, "Destination");
  wire_describe_mac (fields, &cursor, "Source");
  wire_describe_bytes (fields, &cursor, tag, "Tag");
  wire_describe_ethertype (fields, &cursor, "Type");
  wire_describe_end (fields, frame, layer, &cursor, ADDRESSES + tag + 2);
}

WireProtocol
wire_broadcom_ethernet_decode (WireFrame *frame, WireCursor *cursor)
{
  return decode (frame, cursor, WIRE_PROTOCOL_BROADCOM_ETHERNET, TAG);
}

void
wire_broadcom_ethernet_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  describe (frame, layer, fields, TAG);
}

WireProtocol
wire_dsa_ethernet_decode (WireFrame *frame, WireCursor *cursor)
{
  return decode (frame, cursor, WIRE_PROTOCOL_DSA_ETHERNET, TAG);
}

void
wire_dsa_ethernet_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  describe (frame, layer, fields, TAG);
}

WireProtocol
wire_edsa_ethernet_decode (WireFrame *frame, WireCursor *cursor)
{
  return decode (frame, cursor, WIRE_PROTOCOL_EDSA_ETHERNET, LONG_TAG);
}

void
wire_edsa_ethernet_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  describe (frame, layer, fields, LONG_TAG);
}

/* Before the addresses. */
WireProtocol
wire_broadcom_tag_decode (WireFrame *frame, WireCursor *cursor)
{
  if (!wire_cursor_peek (cursor, TAG))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_BROADCOM_TAG, cursor);
  wire_frame_add_layer (frame, WIRE_PROTOCOL_BROADCOM_TAG, cursor, TAG);
  wire_cursor_skip (cursor, TAG);
  return WIRE_PROTOCOL_ETHERNET;
}

void
wire_broadcom_tag_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_describe_bytes (fields, &cursor, TAG, "Tag");
  wire_describe_end (fields, frame, layer, &cursor, TAG);
}

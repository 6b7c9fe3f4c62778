/* wire-atm.c: packets over ATM (RFC 2684; tcpdump.org, LINKTYPE_ATM_RFC1483 and _SUNATM) and over
 * bundles of Frame Relay links (FRF.16; LINKTYPE_MFR)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/protocols/wire-protocols.h"

#define SUNATM_HEADER 4
#define SUNATM_LANE 1
#define SUNATM_LLC 2
#define LANE_HEADER 2
#define MFR_HEADER 2
#define MFR_CONTROL 0x10

/* A circuit carries LLC, or one protocol alone: the first byte tells. Link types of other makers
 * have bytes of their own before it, which are not known here. */
static WireProtocol
find_payload (const WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, 3);

  if (!bytes)
    return WIRE_PROTOCOL_DATA;
  if ((bytes[0] == 0xaa && bytes[1] == 0xaa && bytes[2] == 3)
      || (bytes[0] == 0xfe && bytes[1] == 0xfe && bytes[2] == 3))
    return WIRE_PROTOCOL_LLC;
  if (bytes[0] >> 4 == 4 || bytes[0] >> 4 == 6)
    return WIRE_PROTOCOL_RAW_IP;
  return WIRE_PROTOCOL_DATA;
}

WireProtocol
wire_atm_decode (WireFrame *frame, WireCursor *cursor)
{
  (void) frame;
  return find_payload (cursor);
}

/* One byte says what follows, and which way it went; then the circuit. */
WireProtocol
wire_sunatm_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, SUNATM_HEADER);

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_SUNATM, cursor);

  guint8 kind = bytes[0] & 0xf;
  guint32 header = SUNATM_HEADER + (kind == SUNATM_LANE ? LANE_HEADER : 0);
  if (header > wire_cursor_remaining (cursor))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_SUNATM, cursor);
  wire_frame_add_layer (frame, WIRE_PROTOCOL_SUNATM, cursor, header);
  wire_cursor_skip (cursor, header);
  if (kind == SUNATM_LANE)
    return WIRE_PROTOCOL_ETHERNET;
  return kind == SUNATM_LLC ? find_payload (cursor) : WIRE_PROTOCOL_DATA;
}

void
wire_sunatm_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_describe_hex (fields, &cursor, 1, "Flags");
  wire_describe_number (fields, &cursor, 1, "Virtual path");
  guint32 circuit = wire_describe_number (fields, &cursor, 2, "Virtual circuit");
  wire_fields_set_layer_value (fields, "circuit %u", circuit);
  wire_describe_end (fields, frame, layer, &cursor, SUNATM_HEADER);
}

WireProtocol
wire_mfr_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, MFR_HEADER);

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_MFR, cursor);
  wire_frame_add_layer (frame, WIRE_PROTOCOL_MFR, cursor, MFR_HEADER);
  wire_cursor_skip (cursor, MFR_HEADER);
  if (bytes[0] & MFR_CONTROL)
    return WIRE_PROTOCOL_DATA;
  return bytes[0] & 0x80 ? WIRE_PROTOCOL_FRAME_RELAY : WIRE_PROTOCOL_FRAGMENT;
}

void
wire_mfr_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_describe_hex (fields, &cursor, 2, "Flags and sequence number");
  wire_describe_end (fields, frame, layer, &cursor, MFR_HEADER);
}

/* wire-prism.c: what older wireless drivers put before an 802.11 frame: the header of Prism cards
 * and that of the Absolute Value Systems driver (tcpdump.org, LINKTYPE_IEEE802_11_PRISM and _AVS)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/protocols/wire-protocols.h"

#define FIXED 8
#define PRISM_HEADER 144
#define AVS_MAGIC 0x80211000u
#define AVS_MAGIC_MASK 0xfffff000u

/* Prism numbers have the byte order of the host that captured: a header is never 64 KiB long. */
static guint32
prism_length (const guint8 *bytes)
{
  guint32 length = wire_be32 (bytes + 4);

  return length > 0xffff ? GUINT32_SWAP_LE_BE (length) : length;
}

static WireProtocol
decode (WireFrame *frame, WireCursor *cursor, WireProtocol protocol, guint32 header)
{
  if (header < FIXED)
    return wire_frame_end_malformed (frame, protocol, cursor);
  if (header > wire_cursor_remaining (cursor))
    return wire_frame_end_short (frame, protocol, cursor);
  wire_frame_add_layer (frame, protocol, cursor, header);
  wire_cursor_skip (cursor, header);
  return WIRE_PROTOCOL_IEEE80211;
}

WireProtocol
wire_avs_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, FIXED);

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_AVS, cursor);
  return decode (frame, cursor, WIRE_PROTOCOL_AVS, wire_be32 (bytes + 4));
}

/* Drivers write the header of AVS under Prism's link type, too. Where the length says nothing, the
 * header is as long as that of every driver was. */
WireProtocol
wire_prism_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, FIXED);

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_PRISM, cursor);
  if ((wire_be32 (bytes) & AVS_MAGIC_MASK) == AVS_MAGIC)
    return WIRE_PROTOCOL_AVS;

  guint32 header = prism_length (bytes);
  return decode (frame, cursor, WIRE_PROTOCOL_PRISM, header == 0 ? PRISM_HEADER : header);
}

void
wire_prism_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  const guint8 *bytes = wire_cursor_take (&cursor, FIXED);

  if (bytes)
    wire_fields_add (fields, 4, 4, "Header length", "%u bytes", prism_length (bytes));
  wire_describe_bytes (fields, &cursor, 16, "Device");
  wire_describe_end (fields, frame, layer, &cursor, FIXED);
}

void
wire_avs_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_describe_hex (fields, &cursor, 4, "Version");
  wire_describe_number (fields, &cursor, 4, "Header length");
  wire_describe_end (fields, frame, layer, &cursor, FIXED);
}

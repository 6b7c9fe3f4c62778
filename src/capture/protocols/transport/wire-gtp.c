/* wire-gtp.c: what phones send and receive, between the radio network and the gateway: the user
 * plane of GTP, versions 1 (3GPP TS 29.281) and 0 (TS 09.60)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/protocols/wire-protocols.h"

#define HEADER_1 8
#define HEADER_0 20
#define OPTIONAL 4
#define FLAG_EXTENSION 4
#define FLAGS_OPTIONAL 7 /* any of extension, sequence number and N-PDU number */
#define MESSAGE_DATA 255
#define EXTENSIONS_MAX 16

/* Returns: bytes of the header with its extensions, each of which says its length in words of four
 *   bytes and ends with the type of the next; 0 where that leads nowhere */
static guint32
header_length (const WireCursor *cursor)
{
  WireCursor at = *cursor;
  const guint8 *bytes = wire_cursor_take (&at, HEADER_1);

  if (!bytes || bytes[0] >> 5 == 0)
    return HEADER_0;
  if (!(bytes[0] & FLAGS_OPTIONAL))
    return HEADER_1;

  guint32 header = HEADER_1 + OPTIONAL;
  const guint8 *optional = wire_cursor_take (&at, OPTIONAL);
  guint8 next = optional && bytes[0] & FLAG_EXTENSION ? optional[3] : 0;
  for (guint i = 0; next != 0 && i < EXTENSIONS_MAX; i++)
    {
      const guint8 *length = wire_cursor_peek (&at, 1);

      if (!length)
        return header + 1; /* more than there is */
      if (length[0] == 0)
        return 0;
      header += length[0] * 4u;
      const guint8 *extension = wire_cursor_take (&at, length[0] * 4u);
      next = extension ? extension[length[0] * 4u - 1] : 0;
    }
  return header;
}

/* A session carries IP; a session of type Ethernet carries frames, and only their look tells. */
static WireProtocol
find_payload (const WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, 1);

  if (!bytes)
    return WIRE_PROTOCOL_NONE;
  if (bytes[0] >> 4 == 4 || bytes[0] >> 4 == 6)
    return WIRE_PROTOCOL_RAW_IP;
  return wire_cursor_peek (cursor, 14) ? WIRE_PROTOCOL_ETHERNET : WIRE_PROTOCOL_DATA;
}

WireProtocol
wire_gtp_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, HEADER_1);

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_GTP, cursor);

  guint32 header = header_length (cursor);
  if (header == 0)
    return wire_frame_end_malformed (frame, WIRE_PROTOCOL_GTP, cursor);
  if (header > wire_cursor_remaining (cursor))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_GTP, cursor);
  wire_cursor_limit (cursor, (bytes[0] >> 5 == 0 ? HEADER_0 : HEADER_1) + wire_be16 (bytes + 2));
  header = (guint32) MIN (header, wire_cursor_remaining (cursor));
  wire_frame_add_layer (frame, WIRE_PROTOCOL_GTP, cursor, header);
  wire_cursor_skip (cursor, header);
  if (bytes[1] != MESSAGE_DATA)
    return wire_cursor_remaining (cursor) > 0 ? WIRE_PROTOCOL_DATA : WIRE_PROTOCOL_NONE;
  frame->entered = WIRE_TUNNEL_GTP;
  return find_payload (cursor);
}

static const WireName MESSAGES[] = {
  { 1, "echo request" }, { 2, "echo response" }, { 26, "error" },
  { 31, "extensions" },  { 254, "end marker" },  { MESSAGE_DATA, "data" },
};

void
wire_gtp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint8 flags = wire_cursor_u8 (&cursor);

  if (!cursor.failed)
    {
      wire_fields_add (fields, 0, 1, "Version", "%u", flags >> 5);
      wire_fields_add (fields, 0, 1, "Flags", "0x%02x", flags);
    }
  guint32 message =
      wire_describe_named (fields, &cursor, 1, "Message", MESSAGES, G_N_ELEMENTS (MESSAGES));
  wire_describe_number (fields, &cursor, 2, "Length");
  if (flags >> 5 == 0)
    wire_cursor_skip (&cursor, HEADER_1);
  guint32 tunnel = wire_describe_hex (fields, &cursor, 4, "Tunnel");
  if (message == MESSAGE_DATA)
    wire_fields_set_layer_value (fields, "tunnel 0x%08x", tunnel);
  else
    wire_fields_set_layer_value (fields, "%s", wire_names_or_unknown (MESSAGES, message));
  if (layer->header > cursor.position)
    wire_describe_bytes (fields, &cursor, layer->header - cursor.position, "More of the header");
  wire_describe_end (fields, frame, layer, &cursor, flags >> 5 == 0 ? HEADER_0 : HEADER_1);
}

void
wire_gtp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_cursor_skip (&cursor, 1);
  g_string_append_printf (out, "GTP %s",
                          wire_names_or_unknown (MESSAGES, wire_cursor_u8 (&cursor)));
}

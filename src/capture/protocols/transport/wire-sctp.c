/* wire-sctp.c: Stream Control Transmission Protocol (RFC 9260)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/frame/wire-ip.h"
#include "capture/protocols/network/wire-checksum.h"
#include "capture/protocols/wire-protocols.h"

#define HEADER 12
#define CHUNK_HEADER 4
#define CHUNK_DATA 0

/* IANA, SCTP Parameters, chunk types. */
static const WireName CHUNKS[] = {
  { CHUNK_DATA, "DATA" },
  { 1, "INIT" },
  { 2, "INIT ACK" },
  { 3, "SACK" },
  { 4, "HEARTBEAT" },
  { 5, "HEARTBEAT ACK" },
  { 6, "ABORT" },
  { 7, "SHUTDOWN" },
  { 8, "SHUTDOWN ACK" },
  { 9, "ERROR" },
  { 10, "COOKIE ECHO" },
  { 11, "COOKIE ACK" },
  { 12, "ECNE" },
  { 13, "CWR" },
  { 14, "SHUTDOWN COMPLETE" },
  { 15, "AUTH" },
  { 64, "I-DATA" },
  { 128, "ASCONF ACK" },
  { 130, "RE-CONFIG" },
  { 132, "PAD" },
  { 192, "FORWARD TSN" },
  { 193, "ASCONF" },
  { 194, "I-FORWARD TSN" },
};

WireProtocol
wire_sctp_decode (WireFrame *frame, WireCursor *cursor)
{
  gsize left = wire_cursor_remaining (cursor);

  wire_ip_note_ports (frame, WIRE_IP_SCTP, cursor, HEADER);
  if (left < HEADER)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_SCTP, cursor);
  wire_frame_add_layer (frame, WIRE_PROTOCOL_SCTP, cursor, (guint32) left);
  wire_cursor_skip (cursor, left);
  return WIRE_PROTOCOL_NONE;
}

static void
describe_checksum (const WireFrame *frame,
                   const WireLayer *layer,
                   WireFields *fields,
                   WireCursor *cursor)
{
  guint32 found = wire_cursor_le32 (cursor);

  if (cursor->failed)
    return;
  if (frame->captured < frame->length || (frame->flags & WIRE_FRAME_FRAGMENT))
    {
      wire_fields_add (fields, 8, 4, "Checksum", "0x%08x (not checked)", found);
      return;
    }

  guint32 expected = wire_checksum_crc32c (frame->data + layer->offset, layer->length);
  if (found == expected)
    wire_fields_add (fields, 8, 4, "Checksum", "0x%08x (correct)", found);
  else
    wire_fields_add (fields, 8, 4, "Checksum", "0x%08x (wrong: should be 0x%08x)", found, expected);
}

static void
describe_data (WireFields *fields, WireCursor *content)
{
  wire_describe_number (fields, content, 4, "Transmission sequence number");
  wire_describe_number (fields, content, 2, "Stream");
  wire_describe_number (fields, content, 2, "Stream sequence number");
  wire_describe_number (fields, content, 4, "Payload protocol");
  wire_describe_bytes (fields, content, wire_cursor_remaining (content), "Data");
}

/* Chunks are padded to four bytes, which their length does not count. */
static gboolean
describe_chunk (WireFields *fields, WireCursor *cursor)
{
  guint32 offset = (guint32) cursor->position;
  guint8 type = wire_cursor_u8 (cursor);
  guint8 flags = wire_cursor_u8 (cursor);
  guint16 length = wire_cursor_be16 (cursor);

  if (cursor->failed
      || !wire_fields_add (fields, offset, length, "Chunk", "%u (%s)%s", type,
                           wire_names_or_unknown (CHUNKS, type),
                           length < CHUNK_HEADER ? ", broken: too short" : ""))
    return FALSE;
  if (length < CHUNK_HEADER)
    return FALSE;

  WireCursor content = *cursor;
  wire_cursor_limit (&content, length - (gsize) CHUNK_HEADER);
  wire_fields_push (fields);
  wire_fields_add (fields, offset + 1, 1, "Flags", "0x%02x", flags);
  wire_fields_add (fields, offset + 2, 2, "Length", "%u", length);
  if (type == CHUNK_DATA)
    describe_data (fields, &content);
  else
    wire_describe_bytes (fields, &content, wire_cursor_remaining (&content), "Content");
  wire_fields_pop (fields);
  wire_cursor_skip (cursor, ((length + 3u) & ~3u) - CHUNK_HEADER);
  return !cursor->failed;
}

void
wire_sctp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  g_autoptr (GString) summary = g_string_new (NULL);

  wire_sctp_summarise (frame, layer, summary);
  wire_fields_set_layer_value (fields, "%s", summary->str);
  wire_describe_number (fields, &cursor, 2, "Source port");
  wire_describe_number (fields, &cursor, 2, "Destination port");
  wire_describe_hex (fields, &cursor, 4, "Verification tag");
  describe_checksum (frame, layer, fields, &cursor);
  wire_describe_end (fields, frame, layer, &cursor, HEADER);
  while (wire_cursor_remaining (&cursor) > 0 && describe_chunk (fields, &cursor))
    ;
}

static void
append_chunks (WireCursor *cursor, GString *out)
{
  while (wire_cursor_remaining (cursor) >= CHUNK_HEADER && out->len < 120)
    {
      guint8 type = wire_cursor_u8 (cursor);

      wire_cursor_skip (cursor, 1);
      guint16 length = wire_cursor_be16 (cursor);
      g_string_append_printf (out, ", %s", wire_names_or_unknown (CHUNKS, type));
      if (length < CHUNK_HEADER)
        return;
      wire_cursor_skip (cursor, ((length + 3u) & ~3u) - CHUNK_HEADER);
    }
}

void
wire_sctp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint16 src_port = wire_cursor_be16 (&cursor);
  guint16 dst_port = wire_cursor_be16 (&cursor);

  wire_cursor_skip (&cursor, 8);
  if (cursor.failed)
    {
      g_string_append (out, "SCTP header cut");
      return;
    }
  g_string_append_printf (out, "%u → %u", src_port, dst_port);
  append_chunks (&cursor, out);
}

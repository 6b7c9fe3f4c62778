/* wire-field-http2.c: fields of frames of HTTP/2 (RFC 9113)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/extraction/wire-field-http2-block.h"

#include "base/wire-cursor.h"
#include "capture/http2/wire-http2-frame.h"

#include <string.h>

static gboolean
is_preface (const guint8 *bytes, gsize length)
{
  return length >= 4
         && memcmp (bytes, WIRE_HTTP2_PREFACE, MIN (length, WIRE_HTTP2_PREFACE_LENGTH)) == 0;
}

static WireFieldCut
cut (WireFieldSide *side, const guint8 *bytes, gsize length, guint64 *size)
{
  WireHttp2Frame frame;

  (void) side;
  *size = WIRE_HTTP2_PREFACE_LENGTH;
  if (is_preface (bytes, length))
    return WIRE_FIELD_CUT_WHOLE;
  *size = 0;
  if (length < WIRE_HTTP2_FRAME_HEAD)
    return WIRE_FIELD_CUT_MORE;
  wire_http2_frame_parse (bytes, &frame);
  *size = WIRE_HTTP2_FRAME_HEAD + (guint64) frame.length;
  return WIRE_FIELD_CUT_WHOLE;
}

static void
give_flag (WireFieldPacket *packet, const char *name, const WireHttp2Frame *frame, guint flag)
{
  wire_field_packet_give_number (packet, name, (frame->flags & flag) != 0);
}

static void
give_flags (WireFieldPacket *packet, const WireHttp2Frame *frame)
{
  gboolean data = frame->type == WIRE_HTTP2_DATA, headers = frame->type == WIRE_HTTP2_HEADERS;
  gboolean promise = frame->type == WIRE_HTTP2_PUSH_PROMISE;

  if (data || headers)
    give_flag (packet, "http2.flags.end_stream", frame, WIRE_HTTP2_END_STREAM);
  if (headers || promise || frame->type == WIRE_HTTP2_CONTINUATION)
    give_flag (packet, "http2.flags.eh", frame, WIRE_HTTP2_END_HEADERS);
  if (data || headers || promise)
    give_flag (packet, "http2.flags.padded", frame, WIRE_HTTP2_PADDED);
  if (headers)
    give_flag (packet, "http2.flags.priority", frame, WIRE_HTTP2_HAS_PRIORITY);
  if (frame->type == WIRE_HTTP2_SETTINGS)
    give_flag (packet, "http2.flags.ack.settings", frame, WIRE_HTTP2_END_STREAM);
  if (frame->type == WIRE_HTTP2_PING)
    give_flag (packet, "http2.flags.ack.ping", frame, WIRE_HTTP2_END_STREAM);
}

/* RFC 9113, section 6.5.2; RFC 8441. */
static void
give_settings (WireFieldPacket *packet, WireCursor body)
{
  static const char *const NAMES[] = {
    [1] = "http2.settings.header_table_size",      [2] = "http2.settings.enable_push",
    [3] = "http2.settings.max_concurrent_streams", [4] = "http2.settings.initial_window_size",
    [5] = "http2.settings.max_frame_size",         [6] = "http2.settings.max_header_list_size",
    [8] = "http2.settings.extended_connect",
  };

  while (wire_cursor_remaining (&body) >= 6)
    {
      const guint8 *setting = wire_cursor_peek (&body, 6);
      guint16 id = wire_cursor_be16 (&body);
      guint32 value = wire_cursor_be32 (&body);

      wire_field_packet_give_protocol (packet, "http2.settings", setting, 6, 6);
      wire_field_packet_give_number (packet, "http2.settings.id", id);
      wire_field_packet_give_number (
          packet, id < G_N_ELEMENTS (NAMES) && NAMES[id] ? NAMES[id] : "http2.settings.unknown",
          value);
    }
}

/* What comes before and after the content of a padded frame is taken away. */
static WireCursor
take_padding (WireFieldPacket *packet, const WireHttp2Frame *frame, WireCursor body)
{
  guint8 padding;

  if (!(frame->flags & WIRE_HTTP2_PADDED))
    return body;
  padding = wire_cursor_u8 (&body);
  wire_field_packet_give_number (packet, "http2.pad_length", padding);
  wire_cursor_limit (&body,
                     wire_cursor_remaining (&body) - MIN (padding, wire_cursor_remaining (&body)));
  return body;
}

static void
take_priority (WireFieldPacket *packet, WireCursor *body)
{
  guint32 dependency = wire_cursor_be32 (body);
  guint8 weight = wire_cursor_u8 (body);

  if (body->failed)
    return;
  wire_field_packet_give_number (packet, "http2.exclusive", dependency >> 31);
  wire_field_packet_give_number (packet, "http2.stream_dependency", dependency & G_MAXINT32);
  wire_field_packet_give_number (packet, "http2.headers.weight", weight);
}

static void
give_rest (WireFieldPacket *packet, const char *name, WireCursor *body)
{
  gsize length = wire_cursor_remaining (body);

  if (length > 0)
    wire_field_packet_give_raw (packet, name, wire_cursor_take (body, length), length);
}

static void
give_block (WireFieldSide *side,
            WireFieldPacket *packet,
            const WireHttp2Frame *frame,
            WireCursor body)
{
  gsize length = wire_cursor_remaining (&body);

  wire_field_http2_add_block (side, packet, wire_cursor_take (&body, length), length,
                              (frame->flags & WIRE_HTTP2_END_HEADERS) != 0);
}

static void
give_headers (WireFieldSide *side,
              WireFieldPacket *packet,
              const WireHttp2Frame *frame,
              WireCursor body)
{
  body = take_padding (packet, frame, body);
  if (frame->flags & WIRE_HTTP2_HAS_PRIORITY)
    take_priority (packet, &body);
  give_block (side, packet, frame, body);
}

static void
give_promise (WireFieldSide *side,
              WireFieldPacket *packet,
              const WireHttp2Frame *frame,
              WireCursor body)
{
  body = take_padding (packet, frame, body);
  wire_field_packet_give_number (packet, "http2.push_promise.promised_stream_id",
                                 wire_cursor_be32 (&body) & G_MAXINT32);
  give_block (side, packet, frame, body);
}

static void
give_goaway (WireFieldPacket *packet, WireCursor body)
{
  guint32 last = wire_cursor_be32 (&body) & G_MAXINT32;
  guint32 reason = wire_cursor_be32 (&body);

  if (body.failed)
    return;
  wire_field_packet_give_number (packet, "http2.goaway.last_stream_id", last);
  wire_field_packet_give_number (packet, "http2.goaway.error", reason);
  give_rest (packet, "http2.goaway.addata", &body);
}

static void
give_number (WireFieldPacket *packet, const char *name, WireCursor body)
{
  guint32 number = wire_cursor_be32 (&body);

  if (!body.failed)
    wire_field_packet_give_number (packet, name, number);
}

static void
give_content (WireFieldSide *side,
              WireFieldPacket *packet,
              const WireHttp2Frame *frame,
              WireCursor body)
{
  switch (frame->type)
    {
    case WIRE_HTTP2_DATA:
      body = take_padding (packet, frame, body);
      give_rest (packet, "http2.data.data", &body);
      break;
    case WIRE_HTTP2_HEADERS:
      give_headers (side, packet, frame, body);
      break;
    case WIRE_HTTP2_PRIORITY:
      take_priority (packet, &body);
      break;
    case WIRE_HTTP2_RST_STREAM:
      give_number (packet, "http2.rst_stream.error", body);
      break;
    case WIRE_HTTP2_SETTINGS:
      give_settings (packet, body);
      break;
    case WIRE_HTTP2_PUSH_PROMISE:
      give_promise (side, packet, frame, body);
      break;
    case WIRE_HTTP2_PING:
      give_rest (packet, frame->flags & WIRE_HTTP2_END_STREAM ? "http2.pong" : "http2.ping", &body);
      break;
    case WIRE_HTTP2_GOAWAY:
      give_goaway (packet, body);
      break;
    case WIRE_HTTP2_WINDOW_UPDATE:
      give_number (packet, "http2.window_update.window_size_increment", body);
      break;
    case WIRE_HTTP2_CONTINUATION:
      give_block (side, packet, frame, body);
      break;
    default:
      give_rest (packet, "http2.unknown", &body);
    }
}

static void
give (WireFieldSide *side,
      WireFieldSide *other,
      WireFieldPacket *packet,
      const guint8 *bytes,
      gsize length)
{
  WireCursor body = wire_cursor_new (bytes, length);
  WireHttp2Frame frame;

  (void) other;
  wire_field_packet_give_protocol (packet, "http2", bytes, length, length);
  wire_field_packet_give_protocol (packet, "http2.stream", bytes, length, length);
  if (is_preface (bytes, length))
    {
      wire_field_packet_give_raw (packet, "http2.magic", bytes, length);
      return;
    }
  if (length < WIRE_HTTP2_FRAME_HEAD)
    return;
  wire_http2_frame_parse (bytes, &frame);
  wire_cursor_skip (&body, WIRE_HTTP2_FRAME_HEAD);
  wire_field_packet_give_number (packet, "http2.length", frame.length);
  wire_field_packet_give_number (packet, "http2.type", frame.type);
  wire_field_packet_give_number (packet, "http2.flags", frame.flags);
  wire_field_packet_give_number (packet, "http2.streamid", frame.stream);
  give_flags (packet, &frame);
  give_content (side, packet, &frame, body);
}

const WireFieldProtocol wire_field_http2 = { NULL, cut, give, NULL, NULL };

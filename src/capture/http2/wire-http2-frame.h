/* wire-http2-frame.h: the head of a frame of HTTP/2
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Bytes of the head of a frame (RFC 9113, section 4.1). */
#define WIRE_HTTP2_FRAME_HEAD 9u

/** What a client says first (RFC 9113, section 3.4). */
#define WIRE_HTTP2_PREFACE "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
#define WIRE_HTTP2_PREFACE_LENGTH 24u

/** The type of a frame (RFC 9113, section 6). */
typedef enum
{
  WIRE_HTTP2_DATA = 0,
  WIRE_HTTP2_HEADERS = 1,
  WIRE_HTTP2_PRIORITY = 2,
  WIRE_HTTP2_RST_STREAM = 3,
  WIRE_HTTP2_SETTINGS = 4,
  WIRE_HTTP2_PUSH_PROMISE = 5,
  WIRE_HTTP2_PING = 6,
  WIRE_HTTP2_GOAWAY = 7,
  WIRE_HTTP2_WINDOW_UPDATE = 8,
  WIRE_HTTP2_CONTINUATION = 9,
} WireHttp2FrameType;

enum
{
  WIRE_HTTP2_END_STREAM = 0x1,
  WIRE_HTTP2_END_HEADERS = 0x4,
  WIRE_HTTP2_PADDED = 0x8,
  WIRE_HTTP2_HAS_PRIORITY = 0x20,
};

/**
 * WireHttp2Frame:
 * @length: bytes of its payload
 * @type: #WireHttp2FrameType, or one that extensions define
 * @flags: what they mean depends on @type
 * @stream: that it belongs to; 0 for the connection
 */
typedef struct
{
  guint32 length;
  guint8 type;
  guint8 flags;
  guint32 stream;
} WireHttp2Frame;

void wire_http2_frame_parse (const guint8 *head, WireHttp2Frame *frame);
gboolean wire_http2_frame_is_possible (const WireHttp2Frame *frame);
gboolean wire_http2_frame_is_strict (const guint8 *head);
guint wire_http2_frame_count_chain (const guint8 *bytes, gsize length, gboolean *exact);

G_END_DECLS

/* wire-http2-frame.c: RFC 9113, section 6
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http2/wire-http2-frame.h"

/* Of a frame that is recognised by its looks: peers may allow more, and hardly any do. */
#define MAX_STRICT_LENGTH (1024u * 1024)

/* So many frames in a row are not there by chance. */
#define MAX_CHAIN 4u

/** Reads the %WIRE_HTTP2_FRAME_HEAD bytes of @head. */
void
wire_http2_frame_parse (const guint8 *head, WireHttp2Frame *frame)
{
  frame->length = (guint32) head[0] << 16 | (guint32) head[1] << 8 | head[2];
  frame->type = head[3];
  frame->flags = head[4];
  frame->stream =
      (guint32) (head[5] & 0x7f) << 24 | (guint32) head[6] << 16 | (guint32) head[7] << 8 | head[8];
}

/** Whether a frame of this type may have this length and stream. Types that are not known may. */
gboolean
wire_http2_frame_is_possible (const WireHttp2Frame *self)
{
  switch (self->type)
    {
    case WIRE_HTTP2_DATA:
    case WIRE_HTTP2_HEADERS:
    case WIRE_HTTP2_CONTINUATION:
      return self->stream != 0;
    case WIRE_HTTP2_PUSH_PROMISE:
      return self->stream != 0 && self->length >= 4;
    case WIRE_HTTP2_PRIORITY:
      return self->stream != 0 && self->length == 5;
    case WIRE_HTTP2_RST_STREAM:
      return self->stream != 0 && self->length == 4;
    case WIRE_HTTP2_SETTINGS:
      return self->stream == 0 && self->length % 6 == 0;
    case WIRE_HTTP2_PING:
      return self->stream == 0 && self->length == 8;
    case WIRE_HTTP2_GOAWAY:
      return self->stream == 0 && self->length >= 8;
    case WIRE_HTTP2_WINDOW_UPDATE:
      return self->length == 4;
    default:
      return TRUE;
    }
}

/** Whether @head is that of a frame of a known type, with no flag that this type does not have:
 * what is recognised by its looks must be all of that. */
gboolean
wire_http2_frame_is_strict (const guint8 *head)
{
  static const guint8 FLAGS[] = { 0x09, 0x2d, 0x00, 0x00, 0x01, 0x0c, 0x01, 0x00, 0x00, 0x04 };
  WireHttp2Frame frame;

  wire_http2_frame_parse (head, &frame);
  return frame.type < G_N_ELEMENTS (FLAGS) && !(frame.flags & ~FLAGS[frame.type])
         && !(head[5] & 0x80) && frame.length <= MAX_STRICT_LENGTH
         && wire_http2_frame_is_possible (&frame);
}

/**
 * wire_http2_frame_count_chain:
 * @bytes: some bytes
 * @length: of @bytes
 * @exact: (out): the last frame ends with @bytes
 *
 * Returns: how many frames follow each other from the beginning of @bytes to their end, the last of
 *   which may go on after it; 0 where something else is among them. Four are enough: what follows
 *   them is not looked at.
 */
guint
wire_http2_frame_count_chain (const guint8 *bytes, gsize length, gboolean *exact)
{
  gsize at = 0;
  guint n = 0;

  while (n < MAX_CHAIN && at < length && length - at >= WIRE_HTTP2_FRAME_HEAD)
    {
      WireHttp2Frame frame;

      if (!wire_http2_frame_is_strict (bytes + at))
        return 0;
      wire_http2_frame_parse (bytes + at, &frame);
      at += WIRE_HTTP2_FRAME_HEAD + frame.length;
      n++;
    }
  *exact = at == length;
  return n;
}

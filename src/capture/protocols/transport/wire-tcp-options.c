/* wire-tcp-options.c: TCP options (RFC 9293, section 3.2; RFC 7323; RFC 2018; RFC 2385; RFC 7413;
 * RFC 8684)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/transport/wire-tcp-options.h"

#include "capture/frame/wire-describe.h"

/* IANA, TCP Option Kind Numbers. */
enum
{
  OPTION_END = 0,
  OPTION_NONE = 1,
  OPTION_SEGMENT_SIZE = 2,
  OPTION_WINDOW_SCALE = 3,
  OPTION_SACK_PERMITTED = 4,
  OPTION_SACK = 5,
  OPTION_TIMESTAMPS = 8,
  OPTION_MD5 = 19,
  OPTION_USER_TIMEOUT = 28,
  OPTION_AUTHENTICATION = 29,
  OPTION_MULTIPATH = 30,
  OPTION_FAST_OPEN = 34,
};

static const WireName KINDS[] = {
  { OPTION_END, "end of options" },
  { OPTION_NONE, "no operation" },
  { OPTION_SEGMENT_SIZE, "maximum segment size" },
  { OPTION_WINDOW_SCALE, "window scale" },
  { OPTION_SACK_PERMITTED, "selective acknowledgement permitted" },
  { OPTION_SACK, "selective acknowledgement" },
  { OPTION_TIMESTAMPS, "timestamps" },
  { OPTION_MD5, "MD5 signature" },
  { OPTION_USER_TIMEOUT, "user timeout" },
  { OPTION_AUTHENTICATION, "authentication" },
  { OPTION_MULTIPATH, "multipath TCP" },
  { OPTION_FAST_OPEN, "fast open" },
  { 172, "accurate ECN, order 0" },
  { 174, "accurate ECN, order 1" },
  { 253, "experiment" },
  { 254, "experiment" },
};

/* RFC 8684, section 3. */
static const WireName MULTIPATH[] = {
  { 0, "capable" },     { 1, "join" },           { 2, "data sequence" },
  { 3, "add address" }, { 4, "remove address" }, { 5, "priority" },
  { 6, "fail" },        { 7, "fast close" },     { 8, "reset" },
};

static void
describe_window_scale (WireCursor *content, WireFields *fields)
{
  guint32 offset = (guint32) content->position;
  guint8 shift = wire_cursor_u8 (content);

  if (!content->failed)
    wire_fields_add (fields, offset, 1, "Shift", "%u (window times %u)", shift,
                     1u << MIN (shift, 14)); /* RFC 7323, section 2.3 */
}

static void
describe_multipath (WireCursor *content, WireFields *fields)
{
  const guint8 *first = wire_cursor_peek (content, 1);

  if (first)
    wire_fields_add (fields, (guint32) content->position, 1, "Subtype", "%u (%s)", first[0] >> 4,
                     wire_names_or_unknown (MULTIPATH, first[0] >> 4));
  wire_describe_bytes (fields, content, wire_cursor_remaining (content), "Content");
}

static void
describe_sack (WireCursor *content, WireFields *fields)
{
  while (wire_cursor_remaining (content) >= 8)
    {
      wire_describe_number (fields, content, 4, "From");
      wire_describe_number (fields, content, 4, "Up to");
    }
}

static void
describe_content (guint8 kind, WireCursor *content, WireFields *fields)
{
  switch (kind)
    {
    case OPTION_SEGMENT_SIZE:
      wire_describe_number (fields, content, 2, "Maximum segment size");
      break;
    case OPTION_WINDOW_SCALE:
      describe_window_scale (content, fields);
      break;
    case OPTION_SACK:
      describe_sack (content, fields);
      break;
    case OPTION_TIMESTAMPS:
      wire_describe_number (fields, content, 4, "Timestamp");
      wire_describe_number (fields, content, 4, "Echo of");
      break;
    case OPTION_MULTIPATH:
      describe_multipath (content, fields);
      break;
    default:
      break;
    }
  wire_describe_bytes (fields, content, wire_cursor_remaining (content), "Content");
}

static gboolean
describe_option (WireCursor *cursor, WireFields *fields)
{
  guint32 offset = (guint32) cursor->position;
  guint8 kind = wire_cursor_u8 (cursor);
  guint8 length = kind > OPTION_NONE ? wire_cursor_u8 (cursor) : 1;

  if (cursor->failed || length < (kind > OPTION_NONE ? 2 : 1) || offset + length > cursor->size)
    {
      wire_fields_add (fields, offset, (guint32) (cursor->size - offset), "Options", "broken");
      return FALSE;
    }
  if (!wire_fields_add (fields, offset, length, "Option", "%u (%s)", kind,
                        wire_names_or_unknown (KINDS, kind)))
    return FALSE;
  if (length > 2)
    {
      WireCursor content = *cursor;

      wire_cursor_limit (&content, length - 2u);
      wire_cursor_skip (cursor, length - 2u);
      wire_fields_push (fields);
      describe_content (kind, &content, fields);
      wire_fields_pop (fields);
    }
  return kind != OPTION_END;
}

/**
 * wire_tcp_options_describe:
 * @cursor: over the TCP layer, at the first option, ending where the header ends
 *
 * Names every option and its parts.
 */
void
wire_tcp_options_describe (WireCursor *cursor, WireFields *fields)
{
  while (wire_cursor_remaining (cursor) > 0 && describe_option (cursor, fields))
    ;
  cursor->failed = FALSE;
}

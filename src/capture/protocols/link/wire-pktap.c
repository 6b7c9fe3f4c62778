/* wire-pktap.c: frames of macOS and iOS with a word on the process that they belong to
 * (tcpdump.org, LINKTYPE_PKTAP)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-printable.h"
#include "capture/frame/wire-describe.h"
#include "capture/frame/wire-link-layer.h"
#include "capture/protocols/wire-protocols.h"

#define HEADER 108
#define HEADER_MAX 4096
#define TYPE_PACKET 1
#define NAME 24
#define AT_PROCESS 52
#define AT_COMMAND 56
#define COMMAND 20

typedef struct
{
  guint32 header;
  guint32 type;
  guint32 link_type;
} Header;

/* Numbers have the byte order of the host that captured, which was never big-endian since this
 * header was made. */
static gboolean
read_header (WireCursor cursor, Header *header)
{
  header->header = wire_cursor_le32 (&cursor);
  header->type = wire_cursor_le32 (&cursor);
  header->link_type = wire_cursor_le32 (&cursor);
  return !cursor.failed;
}

/* The older link type is one for private use: what does not read as this header is not one. */
WireProtocol
wire_pktap_decode (WireFrame *frame, WireCursor *cursor)
{
  Header header;

  if (!read_header (*cursor, &header))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_PKTAP, cursor);
  if (header.header < HEADER || header.header > HEADER_MAX || header.type > TYPE_PACKET)
    return WIRE_PROTOCOL_DATA;
  if (header.header > wire_cursor_remaining (cursor))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_PKTAP, cursor);

  wire_frame_add_layer (frame, WIRE_PROTOCOL_PKTAP, cursor, header.header);
  wire_cursor_skip (cursor, header.header);
  if (header.type != TYPE_PACKET)
    return WIRE_PROTOCOL_DATA;

  WireProtocol next = wire_link_layer_protocol (header.link_type);
  return next == WIRE_PROTOCOL_PKTAP ? WIRE_PROTOCOL_DATA : next;
}

static void
describe_name (WireFields *fields, WireCursor *cursor, gsize length, const char *name)
{
  guint32 offset = (guint32) cursor->position;
  const guint8 *bytes = wire_cursor_take (cursor, length);

  if (!bytes || bytes[0] == 0)
    return;

  gsize end = strnlen ((const char *) bytes, length);
  g_autofree char *text = wire_printable (bytes, end);
  wire_fields_add (fields, offset, (guint32) length, name, "%s", text);
}

void
wire_pktap_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  Header header = { 0 };

  if (read_header (cursor, &header))
    {
      wire_fields_set_layer_value (fields, "link type %u", header.link_type);
      wire_fields_add (fields, 0, 4, "Header length", "%u bytes", header.header);
      wire_fields_add (fields, 8, 4, "Link type", "%u", header.link_type);
    }
  wire_cursor_skip (&cursor, 12);
  describe_name (fields, &cursor, NAME, "Interface");
  wire_cursor_skip (&cursor, AT_PROCESS - 12 - NAME);
  guint32 process = wire_cursor_le32 (&cursor);
  if (!cursor.failed)
    wire_fields_add (fields, AT_PROCESS, 4, "Process", "%u", process);
  describe_name (fields, &cursor, COMMAND, "Program");
  wire_describe_end (fields, frame, layer, &cursor, MAX (header.header, HEADER));
}

/* wire-pflog.c: what BSD firewalls and their IPsec put before IP (tcpdump.org, LINKTYPE_PFLOG and
 * _ENC)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-printable.h"
#include "capture/frame/wire-describe.h"
#include "capture/protocols/wire-protocols.h"

#define PFLOG_MIN 28
#define PFLOG_NAME 16
#define ENC_HEADER 12

static const WireName ACTIONS[] = {
  { 0, "pass" },  { 1, "drop" },     { 2, "scrub" },          { 4, "nat" },
  { 6, "binat" }, { 8, "redirect" }, { 10, "synproxy drop" },
};

/* The first byte leaves out the padding to four bytes. */
static guint32
pflog_length (const guint8 *bytes)
{
  return (bytes[0] + 3u) & ~3u;
}

WireProtocol
wire_pflog_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, 1);

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_PFLOG, cursor);

  guint32 header = pflog_length (bytes);
  if (header < PFLOG_MIN)
    return wire_frame_end_malformed (frame, WIRE_PROTOCOL_PFLOG, cursor);
  if (header > wire_cursor_remaining (cursor))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_PFLOG, cursor);
  wire_frame_add_layer (frame, WIRE_PROTOCOL_PFLOG, cursor, header);
  wire_cursor_skip (cursor, header);
  return WIRE_PROTOCOL_RAW_IP;
}

void
wire_pflog_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint32 length = wire_describe_number (fields, &cursor, 1, "Header length");

  wire_describe_number (fields, &cursor, 1, "Family");
  guint32 action =
      wire_describe_named (fields, &cursor, 1, "Action", ACTIONS, G_N_ELEMENTS (ACTIONS));
  if (!cursor.failed)
    wire_fields_set_layer_value (fields, "%s", wire_names_or_unknown (ACTIONS, action));
  wire_describe_number (fields, &cursor, 1, "Reason");

  const guint8 *name = wire_cursor_take (&cursor, PFLOG_NAME);
  if (name && name[0])
    {
      g_autofree char *text = wire_printable (name, strnlen ((const char *) name, PFLOG_NAME));

      wire_fields_add (fields, 4, PFLOG_NAME, "Interface", "%s", text);
    }
  wire_describe_end (fields, frame, layer, &cursor, MAX (length, PFLOG_MIN));
}

WireProtocol
wire_enc_decode (WireFrame *frame, WireCursor *cursor)
{
  if (!wire_cursor_peek (cursor, ENC_HEADER))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_ENC, cursor);
  wire_frame_add_layer (frame, WIRE_PROTOCOL_ENC, cursor, ENC_HEADER);
  wire_cursor_skip (cursor, ENC_HEADER);
  return WIRE_PROTOCOL_RAW_IP;
}

void
wire_enc_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_describe_hex (fields, &cursor, 4, "Family");
  guint32 association = wire_describe_hex (fields, &cursor, 4, "Security parameters index");
  wire_fields_set_layer_value (fields, "association 0x%08x", association);
  wire_describe_hex (fields, &cursor, 4, "Flags");
  wire_describe_end (fields, frame, layer, &cursor, ENC_HEADER);
}

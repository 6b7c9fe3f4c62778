/* wire-radiotap.c: what a radio said of a frame (radiotap.org)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/protocols/wire-protocols.h"
#include "capture/protocols/link/wire-radiotap.h"

#include <glib/gi18n.h>

#define HEADER 8
#define CHECKSUM 4
#define MORE_WORDS 0x80000000u

/* Fields are in the order of their bits, each at a multiple of its alignment from the start of
 * the header. The list ends where a field of unknown size would follow. */
static const struct
{
  guint8 size;
  guint8 alignment;
  const char *name;
} FIELDS[] = {
  { 8, 8, N_ ("Timer") },
  { 1, 1, N_ ("Flags") },
  { 1, 1, N_ ("Rate") },
  { 4, 2, N_ ("Channel") },
  { 2, 1, N_ ("Hopping") },
  { 1, 1, N_ ("Signal") },
  { 1, 1, N_ ("Noise") },
  { 2, 2, N_ ("Lock quality") },
  { 2, 2, N_ ("Attenuation") },
  { 2, 2, N_ ("Attenuation in dB") },
  { 1, 1, N_ ("Transmit power") },
  { 1, 1, N_ ("Antenna") },
  { 1, 1, N_ ("Signal in dB") },
  { 1, 1, N_ ("Noise in dB") },
  { 2, 2, N_ ("Receive flags") },
  { 2, 2, N_ ("Transmit flags") },
  { 1, 1, N_ ("RTS retries") },
  { 1, 1, N_ ("Data retries") },
  { 8, 4, N_ ("Extended channel") },
  { 3, 1, "MCS" },
  { 8, 4, N_ ("A-MPDU status") },
  { 12, 2, "VHT" },
  { 12, 8, N_ ("Timestamp") },
  { 12, 2, "HE" },
  { 12, 2, N_ ("HE multi-user") },
};

enum
{
  FIELD_FLAGS = 1,
  FIELD_RATE = 2,
  FIELD_CHANNEL = 3,
  FIELD_SIGNAL = 5,
  FIELD_NOISE = 6,
  FIELD_POWER = 10,
};

/* Leaves the cursor after the words that say which fields are present. */
static guint32
read_present (WireCursor *cursor)
{
  wire_cursor_skip (cursor, 4);

  guint32 present = wire_cursor_le32 (cursor);
  guint32 word = present;
  while (!cursor->failed && (word & MORE_WORDS))
    word = wire_cursor_le32 (cursor);
  return present;
}

static void
align (WireCursor *cursor, guint alignment)
{
  wire_cursor_skip (cursor, (alignment - cursor->position % alignment) % alignment);
}

/** Returns: the Flags field of a radiotap layer, or 0 where it has none */
guint8
wire_radiotap_flags (const WireFrame *frame, const WireLayer *layer)
{
  WireCursor cursor = wire_cursor_new (frame->data + layer->offset, layer->header);
  guint32 present = read_present (&cursor);

  if (!(present & 1 << FIELD_FLAGS))
    return 0;
  if (present & 1)
    {
      align (&cursor, 8);
      wire_cursor_skip (&cursor, 8);
    }
  return wire_cursor_u8 (&cursor);
}

WireProtocol
wire_radiotap_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, HEADER);

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_RADIOTAP, cursor);

  guint32 header = (guint32) bytes[2] | (guint32) bytes[3] << 8;
  if (header < HEADER)
    return wire_frame_end_malformed (frame, WIRE_PROTOCOL_RADIOTAP, cursor);
  if (header > wire_cursor_remaining (cursor))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_RADIOTAP, cursor);

  wire_frame_add_layer (frame, WIRE_PROTOCOL_RADIOTAP, cursor, header);
  guint8 flags = wire_radiotap_flags (frame, wire_frame_top (frame));
  gsize start = cursor->position;
  wire_cursor_skip (cursor, header);
  if ((flags & WIRE_RADIOTAP_HAS_CHECKSUM) && frame->length >= start + header + CHECKSUM)
    wire_cursor_limit (cursor, frame->length - start - header - CHECKSUM);
  return WIRE_PROTOCOL_IEEE80211;
}

static void
describe_channel (WireFields *fields, WireCursor *cursor, guint32 offset)
{
  guint16 frequency = wire_cursor_le16 (cursor);
  guint16 flags = wire_cursor_le16 (cursor);

  if (!cursor->failed)
    wire_fields_add (fields, offset, 4, "Channel", "%u MHz, flags 0x%04x", frequency, flags);
}

static void
describe_field (WireFields *fields, WireCursor *cursor, guint field)
{
  guint32 offset = (guint32) cursor->position;
  const char *name = FIELDS[field].name;
  const guint8 *byte = wire_cursor_peek (cursor, FIELDS[field].size);

  if (!byte)
    wire_cursor_skip (cursor, FIELDS[field].size);
  else if (field == FIELD_CHANNEL)
    describe_channel (fields, cursor, offset);
  else
    {
      wire_cursor_skip (cursor, FIELDS[field].size);
      if (field == FIELD_FLAGS)
        wire_fields_add (fields, offset, 1, name, "0x%02x%s%s", byte[0],
                         byte[0] & WIRE_RADIOTAP_HAS_CHECKSUM ? ", checksum at the end" : "",
                         byte[0] & WIRE_RADIOTAP_PADDED ? ", padded header" : "");
      else if (field == FIELD_RATE)
        wire_fields_add (fields, offset, 1, name, "%u.%u Mbit/s", byte[0] / 2, byte[0] % 2 * 5);
      else if (field == FIELD_SIGNAL || field == FIELD_NOISE || field == FIELD_POWER)
        wire_fields_add (fields, offset, 1, name, "%d dBm", (gint8) byte[0]);
      else
        {
          cursor->position = offset;
          wire_describe_bytes (fields, cursor, FIELDS[field].size, name);
        }
    }
}

void
wire_radiotap_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_cursor_new (frame->data + layer->offset, layer->header);
  WireCursor start = cursor;

  wire_describe_number (fields, &start, 1, "Version");
  wire_cursor_skip (&start, 1);
  guint16 header = wire_cursor_le16 (&start);
  guint32 present = read_present (&cursor);
  if (cursor.failed)
    {
      wire_describe_end (fields, frame, layer, &cursor, MAX (header, HEADER));
      return;
    }
  wire_fields_add (fields, 2, 2, "Header length", "%u bytes%s", header,
                   header < HEADER ? " (too short: at least 8)" : "");
  wire_fields_add (fields, 4, 4, "Present fields", "0x%08x", present);
  for (guint field = 0; field < G_N_ELEMENTS (FIELDS) && !cursor.failed; field++)
    if (present & 1u << field)
      {
        align (&cursor, FIELDS[field].alignment);
        describe_field (fields, &cursor, field);
      }
  wire_describe_end (fields, frame, layer, &cursor, MAX (header, HEADER));
}

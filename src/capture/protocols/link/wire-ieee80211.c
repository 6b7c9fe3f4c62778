/* wire-ieee80211.c: wireless frames (IEEE 802.11, clause 9)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/protocols/wire-protocols.h"
#include "capture/protocols/link/wire-radiotap.h"

#include <glib/gi18n.h>

#define TYPE_MANAGEMENT 0
#define TYPE_CONTROL 1
#define TYPE_DATA 2

#define SUBTYPE_NO_DATA 0x4
#define SUBTYPE_QOS 0x8

#define FLAG_TO_DS 0x01
#define FLAG_FROM_DS 0x02
#define FLAG_MORE_FRAGMENTS 0x04
#define FLAG_RETRY 0x08
#define FLAG_POWER 0x10
#define FLAG_MORE_DATA 0x20
#define FLAG_PROTECTED 0x40
#define FLAG_ORDER 0x80

#define QOS_AGGREGATE 0x80
#define QOS_MESH 0x100 /* in a mesh; elsewhere, the bit is part of a number */

static const char *const MANAGEMENT[16] = {
  "association request",
  "association response",
  "reassociation request",
  "reassociation response",
  "probe request",
  "probe response",
  "timing advertisement",
  NULL,
  "beacon",
  "announcement of traffic",
  "disassociation",
  "authentication",
  "deauthentication",
  "action",
  "action without acknowledgement",
  NULL,
};

static const char *const CONTROL[16] = {
  NULL,
  NULL,
  "trigger",
  NULL,
  "beamforming report poll",
  "null data announcement",
  "extension",
  "wrapper",
  "block acknowledgement request",
  "block acknowledgement",
  "power save poll",
  "request to send",
  "clear to send",
  "acknowledgement",
  "contention-free end",
  "contention-free end and acknowledgement",
};

static const char *const DATA[16] = {
  "data",          "data",      "data",          "data",          "null data", "null data",
  "null data",     "null data", "QoS data",      "QoS data",      "QoS data",  "QoS data",
  "QoS null data", NULL,        "QoS null data", "QoS null data",
};

typedef struct
{
  guint type;
  guint subtype;
  guint8 flags;
  guint32 header; /* without the padding that some radios put after it */
  guint16 qos;
  guint16 fragment;
  gboolean has_qos;
} Header;

static guint32
control_length (guint subtype)
{
  return subtype == 12 || subtype == 13 ? 10 : 16;
}

static guint32
data_length (const Header *header)
{
  gboolean four = (header->flags & FLAG_TO_DS) && (header->flags & FLAG_FROM_DS);

  return 24 + (four ? 6 : 0) + (header->has_qos ? 2 : 0)
         + (header->has_qos && (header->flags & FLAG_ORDER) ? 4 : 0);
}

static gboolean
read_header (WireCursor cursor, Header *header)
{
  guint8 control = wire_cursor_u8 (&cursor);
  gsize start = cursor.position - 1;

  *header = (Header){ .type = control >> 2 & 3, .subtype = control >> 4, .header = 10 };
  header->flags = wire_cursor_u8 (&cursor);
  if (cursor.failed || (control & 3) != 0 || header->type > TYPE_DATA)
    return FALSE;
  if (header->type == TYPE_CONTROL)
    {
      header->header = control_length (header->subtype);
      return wire_cursor_peek (&cursor, header->header - 2) != NULL;
    }
  header->has_qos = header->type == TYPE_DATA && (header->subtype & SUBTYPE_QOS);
  header->header = header->type == TYPE_DATA ? data_length (header)
                                             : 24u + (header->flags & FLAG_ORDER ? 4u : 0u);
  wire_cursor_skip (&cursor, 20);
  header->fragment = wire_cursor_le16 (&cursor) & 0xf;
  if (header->has_qos)
    {
      gsize position = start + header->header - (header->flags & FLAG_ORDER ? 6u : 2u);

      if (position > cursor.size)
        return FALSE;
      cursor.position = position;
      header->qos = wire_cursor_le16 (&cursor);
    }
  return !cursor.failed && start + header->header <= cursor.size;
}

static gboolean
is_snap (const WireCursor *cursor, gsize skip)
{
  const guint8 *bytes = wire_cursor_peek (cursor, skip + 3);

  return bytes && bytes[skip] == 0xaa && bytes[skip + 1] == 0xaa && bytes[skip + 2] == 3;
}

/* Nothing but what follows tells a mesh from other networks. */
static gboolean
is_mesh (const Header *header, const WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, 1);

  return bytes && header->has_qos && (header->qos & QOS_MESH) && !is_snap (cursor, 0)
         && is_snap (cursor, 6 + (bytes[0] & 3) * 6u);
}

static WireProtocol
payload_protocol (const Header *header, const WireCursor *cursor)
{
  if (header->type != TYPE_DATA || (header->flags & FLAG_PROTECTED))
    return WIRE_PROTOCOL_DATA;
  if (header->fragment > 0)
    return WIRE_PROTOCOL_FRAGMENT;
  if (header->has_qos && (header->qos & QOS_AGGREGATE))
    return WIRE_PROTOCOL_AMSDU;
  return is_mesh (header, cursor) ? WIRE_PROTOCOL_MESH : WIRE_PROTOCOL_LLC;
}

WireProtocol
wire_ieee80211_decode (WireFrame *frame, WireCursor *cursor)
{
  const WireLayer *before = wire_frame_top (frame);
  Header header;

  if (!read_header (*cursor, &header))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_IEEE80211, cursor);

  guint32 length = header.header;
  if (before && before->protocol == WIRE_PROTOCOL_RADIOTAP && header.type == TYPE_DATA
      && (wire_radiotap_flags (frame, before) & WIRE_RADIOTAP_PADDED))
    length = (length + 3) & ~3u;
  length = (guint32) MIN (length, wire_cursor_remaining (cursor));
  wire_frame_add_layer (frame, WIRE_PROTOCOL_IEEE80211, cursor, length);
  wire_cursor_skip (cursor, length);
  if (wire_cursor_remaining (cursor) == 0
      || (header.type == TYPE_DATA && (header.subtype & SUBTYPE_NO_DATA)))
    return wire_cursor_remaining (cursor) ? WIRE_PROTOCOL_DATA : WIRE_PROTOCOL_NONE;
  if (header.type == TYPE_DATA && header.flags & FLAG_PROTECTED)
    frame->flags |= WIRE_FRAME_ENCRYPTED;
  return payload_protocol (&header, cursor);
}

static const char *
subtype_name (const Header *header)
{
  static const char *const *const NAMES[] = { MANAGEMENT, CONTROL, DATA };
  const char *name = header->type <= TYPE_DATA ? NAMES[header->type][header->subtype] : NULL;

  return name ? name : "reserved";
}

static void
describe_control (WireFields *fields, const guint8 *bytes, const Header *header)
{
  static const char *const TYPES[] = { "management", "control", "data", "extension" };
  static const char *const FLAGS[] = { N_ ("To the distribution system"),
                                       N_ ("From the distribution system"),
                                       N_ ("More fragments"),
                                       N_ ("Retry"),
                                       N_ ("Power saving"),
                                       N_ ("More data"),
                                       N_ ("Protected"),
                                       N_ ("Order or more headers") };

  wire_fields_add (fields, 0, 1, "Version", "%u", bytes[0] & 3);
  wire_fields_add (fields, 0, 1, "Type", "%u (%s)", header->type, TYPES[header->type]);
  wire_fields_add (fields, 0, 1, "Subtype", "%u (%s)", header->subtype, subtype_name (header));
  wire_fields_add (fields, 1, 1, "Flags", "0x%02x", header->flags);
  wire_fields_push (fields);
  for (guint i = 0; i < G_N_ELEMENTS (FLAGS); i++)
    wire_fields_add (fields, 1, 1, FLAGS[i], "%s", header->flags & 1 << i ? "yes" : "no");
  wire_fields_pop (fields);
}

/* Which of the addresses is what depends on the two DS bits (table 9-30). */
static void
describe_data_addresses (WireFields *fields, WireCursor *cursor, const Header *header)
{
  static const char *const NAMES[4][3] = {
    { "Destination", "Source", "Network" },
    { "Network", "Source", "Destination" },
    { "Destination", "Network", "Source" },
    { "Receiver", "Transmitter", "Destination" },
  };
  guint ds = header->flags & (FLAG_TO_DS | FLAG_FROM_DS);

  for (guint i = 0; i < 3; i++)
    wire_describe_mac (fields, cursor, NAMES[ds][i]);

  guint32 offset = (guint32) cursor->position;
  guint16 sequence = wire_cursor_le16 (cursor);
  if (!cursor->failed)
    {
      wire_fields_add (fields, offset, 2, "Sequence number", "%u", sequence >> 4);
      wire_fields_add (fields, offset, 1, "Fragment number", "%u", sequence & 0xf);
    }
  if (ds == (FLAG_TO_DS | FLAG_FROM_DS))
    wire_describe_mac (fields, cursor, "Source");
}

static void
describe_qos (WireFields *fields, WireCursor *cursor, const Header *header)
{
  guint32 offset = (guint32) cursor->position;
  guint16 qos = wire_cursor_le16 (cursor);

  if (cursor->failed)
    return;
  wire_fields_add (fields, offset, 2, "Quality of service", "0x%04x (priority %u%s)", qos, qos & 7,
                   qos & QOS_AGGREGATE ? ", several frames in one: A-MSDU" : "");
  if (header->flags & FLAG_ORDER)
    wire_describe_hex (fields, cursor, 4, "High throughput control");
}

void
wire_ieee80211_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  Header header;

  (void) read_header (cursor, &header);
  const guint8 *bytes = wire_cursor_take (&cursor, 2);
  if (bytes)
    {
      wire_fields_set_layer_value (fields, "%s%s", subtype_name (&header),
                                   header.flags & FLAG_PROTECTED ? ", encrypted" : "");
      describe_control (fields, bytes, &header);
    }

  guint32 offset = (guint32) cursor.position;
  guint16 duration = wire_cursor_le16 (&cursor);
  if (!cursor.failed)
    wire_fields_add (fields, offset, 2, "Duration", "%u µs", duration);
  if (header.type == TYPE_CONTROL)
    {
      wire_describe_mac (fields, &cursor, "Receiver");
      if (header.header > 10)
        wire_describe_mac (fields, &cursor, "Transmitter");
    }
  else
    describe_data_addresses (fields, &cursor, &header);
  if (header.has_qos)
    describe_qos (fields, &cursor, &header);
  wire_describe_end (fields, frame, layer, &cursor, header.header);
}

void
wire_ieee80211_summarise (const WireFrame *frame, const WireLayer *layer, GString *out)
{
  Header header;

  if (!read_header (wire_layer_cursor (frame, layer), &header))
    g_string_append (out, "802.11 header cut");
  else
    g_string_append_printf (out, "802.11 %s%s", subtype_name (&header),
                            header.flags & FLAG_PROTECTED ? ", encrypted" : "");
}

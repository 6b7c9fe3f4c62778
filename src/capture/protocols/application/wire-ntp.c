/* wire-ntp.c: Network Time Protocol (RFC 5905)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/wire-protocols.h"

#include "capture/frame/wire-names.h"
#include "base/wire-printable.h"

#include <glib/gi18n.h>

#define HEADER 48
#define CONTROL_HEADER 12

/* Seconds from 1900, where NTP counts from, to 1970. */
#define UNIX_EPOCH G_GINT64_CONSTANT (2208988800)

enum
{
  MODE_CONTROL = 6,
  MODE_PRIVATE = 7,
};

static const WireName LEAPS[] = {
  { 0, "no warning" },
  { 1, "last minute of the day has 61 seconds" },
  { 2, "last minute of the day has 59 seconds" },
  { 3, "clock not synchronized" },
};

static const WireName MODES[] = {
  { 0, "Reserved" },
  { 1, "Symmetric active" },
  { 2, "Symmetric passive" },
  { 3, "Client" },
  { 4, "Server" },
  { 5, "Broadcast" },
  { MODE_CONTROL, "Control" },
  { MODE_PRIVATE, "Private" },
};

WireProtocol
wire_ntp_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *first = wire_cursor_peek (cursor, CONTROL_HEADER);
  guint32 length = (guint32) wire_cursor_remaining (cursor);

  if (!first || ((first[0] & 7) < MODE_CONTROL && length < HEADER))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_NTP, cursor);
  wire_frame_add_layer (frame, WIRE_PROTOCOL_NTP, cursor, length);
  wire_cursor_skip (cursor, length);
  return WIRE_PROTOCOL_NONE;
}

/* Where the clock was set from: a code of four letters at the first two strata, an IPv4 address (or
 * a hash of an IPv6 one) after them (RFC 5905, section 7.3). */
static void
describe_reference (WireCursor *cursor, guint8 stratum, WireFields *fields)
{
  const guint8 *bytes = wire_cursor_take (cursor, 4);
  char text[WIRE_ADDRESS_TEXT_MAX];

  if (!bytes)
    return;
  if (stratum > 1)
    {
      wire_fields_add (fields, 12, 4, "Reference identifier", "%s",
                       wire_address_to_text (WIRE_FAMILY_IPV4, bytes, text));
      return;
    }
  g_autofree char *code = wire_printable (bytes, strnlen ((const char *) bytes, 4));
  wire_fields_add (fields, 12, 4, "Reference identifier", "%s", *code ? code : "none");
}

/* RFC 5905, section 6: 32 bits of seconds and 32 of their fraction. A first bit of 0 means the era
 * that begins in 2036, until when nothing before 1968 was ever stamped. */
static char *
timestamp_to_text (guint64 timestamp)
{
  gint64 seconds = (gint64) (timestamp >> 32) - UNIX_EPOCH;
  guint64 nanoseconds = (timestamp & 0xffffffff) * 1000000000 >> 32;

  if (timestamp == 0)
    return g_strdup ("not set");
  if (!(timestamp >> 63))
    seconds += G_GINT64_CONSTANT (1) << 32;

  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);
  g_autofree char *text = g_date_time_format (time, "%Y-%m-%d %H:%M:%S");
  return g_strdup_printf ("%s.%09u UTC", text, (guint) nanoseconds);
}

static void
describe_times (WireCursor *cursor, WireFields *fields)
{
  static const char *const NAMES[] = { N_ ("Reference timestamp"), N_ ("Origin timestamp"),
                                       N_ ("Receive timestamp"), N_ ("Transmit timestamp") };

  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      guint32 offset = (guint32) cursor->position;
      g_autofree char *text = timestamp_to_text (wire_cursor_be64 (cursor));

      wire_fields_add (fields, offset, 8, NAMES[i], "%s", text);
    }
}

/* RFC 5905, sections 7.3 and 7.5: extension fields and the code that authenticates the message are
 * not distinguished without knowing the keys. */
static void
describe_rest (WireCursor *cursor, WireFields *fields)
{
  guint32 offset = (guint32) cursor->position;
  guint32 length = (guint32) wire_cursor_remaining (cursor);

  if (length > 0)
    wire_fields_add (fields, offset, length, "Extensions and authentication", "%u bytes", length);
}

static void
describe_time_message (WireCursor *cursor, WireFields *fields)
{
  guint8 stratum = wire_cursor_u8 (cursor);
  gint8 poll = (gint8) wire_cursor_u8 (cursor);
  gint8 precision = (gint8) wire_cursor_u8 (cursor);
  double delay = (gint32) wire_cursor_be32 (cursor) / 65536.0;
  double dispersion = wire_cursor_be32 (cursor) / 65536.0;

  wire_fields_add (fields, 1, 1, "Stratum", "%u%s", stratum,
                   stratum == 0    ? " (unspecified)"
                   : stratum == 1  ? " (primary)"
                   : stratum < 16  ? " (secondary)"
                   : stratum == 16 ? " (not synchronized)"
                                   : " (reserved)");
  wire_fields_add (fields, 2, 1, "Poll interval", "2^%d s", poll);
  wire_fields_add (fields, 3, 1, "Precision", "2^%d s", precision);
  wire_fields_add (fields, 4, 4, "Root delay", "%.6f s", delay);
  wire_fields_add (fields, 8, 4, "Root dispersion", "%.6f s", dispersion);
  describe_reference (cursor, stratum, fields);
  describe_times (cursor, fields);
  describe_rest (cursor, fields);
}

void
wire_ntp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  g_autoptr (GString) summary = g_string_new (NULL);
  guint8 first = wire_cursor_u8 (&cursor);
  guint mode = first & 7;

  if (cursor.failed)
    return;
  wire_ntp_summarise (frame, layer, summary);
  wire_fields_set_layer_value (fields, "%s", summary->str);
  if (mode < MODE_CONTROL)
    wire_fields_add (fields, 0, 1, "Leap indicator", "%u (%s)", first >> 6,
                     wire_names_or_unknown (LEAPS, first >> 6));
  wire_fields_add (fields, 0, 1, "Version", "%u", first >> 3 & 7);
  wire_fields_add (fields, 0, 1, "Mode", "%u (%s)", mode, wire_names_or_unknown (MODES, mode));
  if (mode >= MODE_CONTROL)
    wire_fields_add (fields, 1, layer->length - 1, "Message", "%u bytes", layer->length - 1);
  else if (layer->length >= HEADER)
    describe_time_message (&cursor, fields);
}

void
wire_ntp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint8 first = wire_cursor_u8 (&cursor);
  guint8 stratum = wire_cursor_u8 (&cursor);

  if (cursor.failed)
    return;
  g_string_append_printf (out, "%s, version %u", wire_names_or_unknown (MODES, first & 7),
                          first >> 3 & 7);
  if ((first & 7) == 4 || (first & 7) == 5)
    g_string_append_printf (out, ", stratum %u", stratum);
}

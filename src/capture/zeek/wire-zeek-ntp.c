/* wire-zeek-ntp.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/wire-zeek-ntp.h"

#include "base/wire-cursor.h"
#include "capture/frame/wire-address.h"

#include <netinet/in.h>
#include <math.h>

#define SECOND G_GINT64_CONSTANT (1000000000)

/* From 1900 to 1970 (RFC 5905, figure 4). */
#define EPOCH G_GINT64_CONSTANT (2208988800)

/* What follows the header is an extension, or the MAC, which is 20 or 24 bytes long. */
#define LONGEST_MAC 24u

struct _WireZeekNtp
{
  GArray *rows;
};

/** Returns: (transfer full): no messages yet */
WireZeekNtp *
wire_zeek_ntp_new (void)
{
  WireZeekNtp *self = g_new0 (WireZeekNtp, 1);

  self->rows = g_array_new (FALSE, FALSE, sizeof (WireZeekNtpRow));
  return self;
}

void
wire_zeek_ntp_free (WireZeekNtp *self)
{
  g_array_unref (self->rows);
  g_free (self);
}

guint
wire_zeek_ntp_get_length (const WireZeekNtp *self)
{
  return self->rows->len;
}

const WireZeekNtpRow *
wire_zeek_ntp_get (const WireZeekNtp *self, guint i)
{
  return &g_array_index (self->rows, WireZeekNtpRow, i);
}

static guint
count_extensions (const guint8 *data, gsize length)
{
  WireCursor cursor = wire_cursor_new (data, length);
  guint n = 0;

  wire_cursor_skip (&cursor, WIRE_ZEEK_NTP_HEADER);
  while (!cursor.failed && wire_cursor_remaining (&cursor) > LONGEST_MAC)
    {
      guint16 size;

      wire_cursor_skip (&cursor, 2);
      size = wire_cursor_be16 (&cursor);
      if (size < 4)
        break;
      wire_cursor_skip (&cursor, size - 4u);
      n += !cursor.failed;
    }
  return n;
}

/** Takes what connections to the port of NTP carry; modes 6 and 7, which are for control, have
 * other headers and no row. */
void
wire_zeek_ntp_hear (WireZeekNtp *self, const WireZeekPayload *payload)
{
  WireZeekNtpRow row = { .connection = payload->connection->number, .time = payload->time };
  guint mode;

  if (payload->connection->tuple.protocol != IPPROTO_UDP
      || payload->connection->tuple.dst_port != 123 || payload->length < WIRE_ZEEK_NTP_HEADER)
    return;
  mode = payload->data[0] & 7;
  if (mode < 1 || mode > 5)
    return;
  memcpy (row.header, payload->data, sizeof row.header);
  row.extensions = count_extensions (payload->data, payload->length);
  g_array_append_val (self->rows, row);
}

/* 2 to the power of a signed byte, in seconds. */
static void
add_power (WireZeekLog *log, gint8 exponent)
{
  double seconds = exp2 (exponent);

  wire_zeek_log_add_interval (log, exponent > 32 ? (gint64) 1 << 62
                                                 : (gint64) (seconds * (double) SECOND + 0.5));
}

/* Seconds in 16.16. */
static void
add_short (WireZeekLog *log, const guint8 *bytes)
{
  guint64 value =
      (guint64) bytes[0] << 24 | (guint64) bytes[1] << 16 | (guint64) bytes[2] << 8 | bytes[3];

  wire_zeek_log_add_interval (log, (gint64) (value * (guint64) SECOND >> 16));
}

/* Seconds since 1900 in 32.32; zero is no time. */
static void
add_stamp (WireZeekLog *log, const guint8 *bytes)
{
  WireCursor cursor = wire_cursor_new (bytes, 8);
  guint32 seconds = wire_cursor_be32 (&cursor);
  guint32 fraction = wire_cursor_be32 (&cursor);

  if (seconds == 0 && fraction == 0)
    wire_zeek_log_add_interval (log, 0);
  else
    wire_zeek_log_add_interval (log, ((gint64) seconds - EPOCH) * SECOND
                                         + (gint64) ((guint64) fraction * (guint64) SECOND >> 32));
}

/* Letters of a clock, or the address of another server (RFC 5905, section 7.3). */
static void
add_reference (WireZeekLog *log, const guint8 *header)
{
  if (header[1] <= 1)
    wire_zeek_log_add_bytes (log, header + 12, 4);
  else
    wire_zeek_log_add_address (log, WIRE_FAMILY_IPV4, header + 12);
}

/** Writes the fields of ntp.log from version on. */
void
wire_zeek_ntp_row_write (const WireZeekNtpRow *self, WireZeekLog *log)
{
  const guint8 *header = self->header;

  wire_zeek_log_add_count (log, header[0] >> 3 & 7);
  wire_zeek_log_add_count (log, header[0] & 7);
  wire_zeek_log_add_count (log, header[1]);
  add_power (log, (gint8) header[2]);
  add_power (log, (gint8) header[3]);
  add_short (log, header + 4);
  add_short (log, header + 8);
  add_reference (log, header);
  for (guint at = 16; at < WIRE_ZEEK_NTP_HEADER; at += 8)
    add_stamp (log, header + at);
  wire_zeek_log_add_count (log, self->extensions);
}

/* wire-reader-window.h: the part of a capture file that is in memory, for the formats
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-cursor.h"
#include "capture/reading/wire-reader-private.h"

G_BEGIN_DECLS

static inline guint32
wire_reader_u32 (const WireReader *reader, const guint8 *bytes)
{
  guint32 value;

  memcpy (&value, bytes, sizeof value);
  return reader->big_endian ? GUINT32_FROM_BE (value) : GUINT32_FROM_LE (value);
}

static inline guint16
wire_reader_u16 (const WireReader *reader, const guint8 *bytes)
{
  guint16 value;

  memcpy (&value, bytes, sizeof value);
  return reader->big_endian ? GUINT16_FROM_BE (value) : GUINT16_FROM_LE (value);
}

static inline guint64
wire_reader_get_offset (const WireReader *reader)
{
  return reader->window.offset + reader->window.start;
}

WireNext wire_reader_fill_window (WireReader *reader, gsize length, GError **error);

/* Makes @length bytes are at window + start. WIRE_NEXT_END: fewer are left in the file. */
static inline WireNext
wire_reader_need (WireReader *reader, gsize length, GError **error)
{
  if (G_LIKELY (reader->window.end - reader->window.start >= length))
    return WIRE_NEXT_PACKET;
  return wire_reader_fill_window (reader, length, error);
}

/** Moves past @length bytes that are not looked at. Returns: %WIRE_NEXT_PACKET, or how reading
 * ended */
WireNext wire_reader_skip (WireReader *reader, guint64 length, GError **error);

/** Sets @error: the file ends inside the packet that would be next. Returns: %WIRE_NEXT_ERROR */
WireNext wire_reader_fail_cut (WireReader *reader, GError **error);

/** Sets @error: what follows cannot be a packet, because of @why. Returns: %WIRE_NEXT_ERROR */
WireNext wire_reader_fail_broken (WireReader *reader, GError **error, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/** Notes what the file turned out to be. Once a file. */
void wire_reader_set_format (WireReader *reader, const char *format);

/** Reads the body of an interface description of pcapng, which is at the start of the window.
 * Returns: %FALSE where it is too short */
gboolean wire_pcapng_read_interface (WireReader *reader,
                                     const guint8 *body,
                                     gsize length,
                                     WireInterfaceClock *clock);
guint32 wire_reader_get_packet_max (guint32 link_type);

G_END_DECLS

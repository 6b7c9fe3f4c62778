/* wire-reader-private.h: what the formats share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-cursor.h"
#include "capture/reading/wire-reader.h"
#include "capture/reading/wire-source.h"

G_BEGIN_DECLS

/** Longest packet that is believed: libpcap's and Wireshark's own limit for all link types but
 * those of USB and D-Bus. A length beyond it is damage, not a packet. */
#define WIRE_PACKET_MAX (256 * 1024)
/** … and for USB and D-Bus (libpcap 1.10, pcap-common.c). */
#define WIRE_PACKET_MAX_LARGE (128 * 1024 * 1024)

/** Interfaces of one file. The packet index has 16 bits for them. */
#define WIRE_INTERFACES_MAX 65535

typedef enum
{
  WIRE_NEXT_PACKET,
  WIRE_NEXT_END,
  WIRE_NEXT_REFILL, /* the window must be filled first, which would move the packets given out */
  WIRE_NEXT_ERROR,
} WireNext;

/* An interface, and how its time stamps count: units of 10^-exponent or 2^-exponent seconds. */
typedef struct
{
  WireInterface interface;
  gboolean binary;
  guint8 exponent;
  gint64 offset; /* seconds */
} WireInterfaceClock;

struct _WireReader
{
  WireSource *source;
  WireNext (*next) (WireReader *reader, WirePacket *packet, GError **error);
  char *format;

  guint8 *window;
  gsize window_size;
  gsize start; /* of what was not consumed yet */
  gsize end;
  guint64 window_offset; /* of window[0] in the unpacked file */
  gboolean may_refill;
  gboolean at_end;

  guint64 n_packets;
  GError *pending; /* comes with the next call */
  gboolean ended;

  gboolean big_endian; /* of the file or the section */
  gboolean nanoseconds;
  gboolean swapped_lengths;
  gboolean maybe_swapped_lengths;
  gsize record_header;
  guint32 packet_max;

  GMutex lock;
  GArray *interfaces;  /* WireInterfaceClock; grows under lock, read by others under lock */
  guint section_first; /* interface 0 of this section */
};

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
  return reader->window_offset + reader->start;
}

WireNext wire_reader_fill_window (WireReader *reader, gsize length, GError **error);

/* Makes @length bytes stand at window + start. WIRE_NEXT_END: fewer are left in the file. */
static inline WireNext
wire_reader_need (WireReader *reader, gsize length, GError **error)
{
  if (G_LIKELY (reader->end - reader->start >= length))
    return WIRE_NEXT_PACKET;
  return wire_reader_fill_window (reader, length, error);
}

WireNext wire_reader_skip (WireReader *reader, guint64 length, GError **error);
WireNext wire_reader_fail_cut (WireReader *reader, GError **error);
WireNext wire_reader_fail_broken (WireReader *reader, GError **error, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
void wire_reader_set_format (WireReader *reader, const char *format);
gboolean wire_reader_add_interface (WireReader *reader, const WireInterfaceClock *clock);
guint32 wire_reader_get_packet_max (guint32 link_type);

gboolean wire_pcap_open (WireReader *reader, const guint8 *head, gsize length, GError **error);
gboolean wire_pcapng_open (WireReader *reader, const guint8 *head, gsize length, GError **error);

G_END_DECLS

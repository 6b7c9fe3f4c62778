/* wire-reader-private.h: what a reader holds, and the formats that it knows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reading/wire-reader-page.h"
#include "capture/reading/wire-reader-directory.h"
#include "capture/reading/wire-reader.h"
#include "capture/reading/wire-source.h"

G_BEGIN_DECLS

/** Longest packet that is believed: libpcap's and Wireshark's own limit for all link types but
 * those of USB and D-Bus. A length beyond it is damage, not a packet. */
#define WIRE_PACKET_MAX (256 * 1024)
/** … and for USB and D-Bus (libpcap 1.10, pcap-common.c). */
#define WIRE_PACKET_MAX_LARGE (128 * 1024 * 1024)

typedef enum
{
  WIRE_NEXT_PACKET,
  WIRE_NEXT_END,
  WIRE_NEXT_PART,   /* another file begins here: ask again, perhaps another format */
  WIRE_NEXT_REFILL, /* the window must be filled first, which would move the packets given out */
  WIRE_NEXT_ERROR,
} WireNext;

/**
 * WireReaderWindow:
 * @page: (nullable): what @bytes are of
 * @bytes: (array length=size): a piece of the unpacked file
 * @size: how many there may be; it grows for a packet that is longer
 * @start: of what was not used yet
 * @end: of what was read
 * @offset: where @bytes begins in the unpacked file
 * @may_refill: nothing points into it, so it may move
 * @at_end: the file has nothing more
 *
 * What of the file is in memory.
 */
typedef struct
{
  WireReaderPage *page;
  guint8 *bytes;
  gsize size;
  gsize start;
  gsize end;
  guint64 offset;
  gboolean may_refill;
  gboolean at_end;
} WireReaderWindow;

/**
 * WirePcapForm:
 * @nanoseconds: fractions of seconds are counted so; otherwise microseconds
 * @swapped_lengths: the length on the wire comes before the captured one
 * @maybe_swapped_lengths: it does where it is larger
 * @record_header: bytes before each packet
 * @packet_max: bytes of the longest packet that is believed
 * @interface: of the packets of this file, or of this part of several in a row
 *
 * How a pcap file is written (snoop uses @packet_max alone).
 */
typedef struct
{
  gboolean nanoseconds;
  gboolean swapped_lengths;
  gboolean maybe_swapped_lengths;
  gsize record_header;
  guint32 packet_max;
  guint32 interface;
} WirePcapForm;

/*
 * WireReader:
 * @next: reads a packet of the format that was recognised
 * @format: in words
 * @directory: what other threads may ask
 * @secrets: (element-type GBytes) (nullable): that nobody has taken yet
 * @secret_bytes: of all that there were
 * @pending: (nullable): comes with the next call
 * @big_endian: the file is, or this section of it
 * @section_first: interface 0 of this section
 */
struct _WireReader
{
  WireSource *source;
  WireNext (*next) (WireReader *reader, WirePacket *packet, GError **error);
  char *format;
  WireReaderWindow window;
  WireReaderPages pages;
  WireReaderDirectory *directory;
  GPtrArray *secrets;
  gsize secret_bytes;
  guint64 n_packets;
  GError *pending;
  gboolean ended;
  gboolean big_endian;
  WirePcapForm pcap;
  guint section_first;
};

gboolean wire_pcap_open (WireReader *reader, const guint8 *head, gsize length, GError **error);
gboolean wire_snoop_open (WireReader *reader, const guint8 *head, gsize length, GError **error);
WireNext wire_reader_end_in_zeros (WireReader *reader, GError **error);
gboolean wire_pcap_is_part (const guint8 *head);
WireNext wire_pcap_begin_part (WireReader *reader, GError **error);
gboolean wire_pcapng_is_part (const guint8 *head);
void wire_pcapng_begin_part (WireReader *reader);
gboolean wire_pcapng_open (WireReader *reader, const guint8 *head, gsize length, GError **error);

G_END_DECLS

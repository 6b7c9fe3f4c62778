/* wire-reader-private.h: what a reader holds, and the formats that it knows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

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
  WIRE_NEXT_PART,   /* another file begins here: ask again, perhaps another format */
  WIRE_NEXT_REFILL, /* the window must be filled first, which would move the packets given out */
  WIRE_NEXT_ERROR,
} WireNext;

/* An interface, and how its time stamps count: units of 10^-exponent or 2^-exponent seconds. */
typedef struct
{
  WireInterface interface;
  WireInterfaceOrigin origin;
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

  GPtrArray *secrets; /* of GBytes, that nobody has taken yet; NULL for none */
  gsize secret_bytes; /* of all that there were */

  guint64 n_packets;
  GError *pending; /* comes with the next call */
  gboolean ended;

  gboolean big_endian; /* of the file or the section */
  gboolean nanoseconds;
  gboolean swapped_lengths;
  gboolean maybe_swapped_lengths;
  gsize record_header;
  guint32 packet_max;
  guint32 part_interface; /* of the packets of a pcap file, or of a part of several in a row */

  GMutex lock;
  GArray *interfaces;  /* WireInterfaceClock; grows under lock, read by others under lock */
  GArray *blocks;      /* WireReaderBlock; likewise */
  guint section_first; /* interface 0 of this section */
};

gboolean wire_pcap_open (WireReader *reader, const guint8 *head, gsize length, GError **error);
gboolean wire_snoop_open (WireReader *reader, const guint8 *head, gsize length, GError **error);
gboolean wire_pcap_is_part (const guint8 *head);
WireNext wire_pcap_begin_part (WireReader *reader, GError **error);
gboolean wire_pcapng_is_part (const guint8 *head);
void wire_pcapng_begin_part (WireReader *reader);
gboolean wire_pcapng_open (WireReader *reader, const guint8 *head, gsize length, GError **error);

G_END_DECLS

/* wire-reader-pcap.c: the pcap format in all its spellings
 *
 * A file header of 24 bytes, then a record header and the packet's bytes, again and again
 * (draft-ietf-opsawg-pcap). The magic number tells the byte order, whether fractions are micro- or
 * nanoseconds, and Alexey Kuznetzov's “modified” format with its longer record header.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reading/wire-reader-window.h"

#include <glib/gi18n.h>

#define FILE_HEADER 24
#define RECORD_HEADER 16
#define MODIFIED_RECORD_HEADER 24 /* + interface index, protocol, packet type, padding */

/* The upper bits say whether frames have a check sequence and how long. */
#define LINK_TYPE_MASK 0x03ffffff

static const struct
{
  guint32 magic;
  gboolean nanoseconds;
  gsize record_header;
  const char *format;
} MAGICS[] = {
  { 0xa1b2c3d4, FALSE, RECORD_HEADER, "pcap" },
  { 0xa1b23c4d, TRUE, RECORD_HEADER, "pcap, nanoseconds" },
  { 0xa1b2cd34, FALSE, MODIFIED_RECORD_HEADER, "pcap, modified" },
};

static void
read_lengths (WireReader *reader, const guint8 *record, guint32 *captured, guint32 *length)
{
  guint32 first = wire_reader_u32 (reader, record + 8);
  guint32 second = wire_reader_u32 (reader, record + 12);
  gboolean swap = reader->swapped_lengths || (reader->maybe_swapped_lengths && first > second);

  *captured = swap ? second : first;
  *length = swap ? first : second;
}

static gint64
read_time (WireReader *reader, const guint8 *record)
{
  gint64 seconds = wire_reader_u32 (reader, record);
  gint64 fraction = wire_reader_u32 (reader, record + 4);

  return seconds * G_GINT64_CONSTANT (1000000000)
         + (reader->nanoseconds ? fraction : fraction * 1000);
}

static WireNext
pcap_next (WireReader *reader, WirePacket *packet, GError **error)
{
  WireNext next = wire_reader_need (reader, reader->record_header, error);
  const guint8 *record;
  guint32 max;

  if (G_UNLIKELY (next != WIRE_NEXT_PACKET))
    {
      if (next == WIRE_NEXT_END && reader->end > reader->start)
        return wire_reader_fail_cut (reader, error);
      return next;
    }

  record = reader->window + reader->start;
  read_lengths (reader, record, &packet->captured, &packet->length);
  max = reader->packet_max;
  if (G_UNLIKELY (packet->captured > max))
    return wire_reader_fail_broken (reader, error,
                                    _ ("a packet of %u bytes is longer than the limit of %u"),
                                    packet->captured, max);
  next = wire_reader_need (reader, reader->record_header + packet->captured, error);
  if (G_UNLIKELY (next != WIRE_NEXT_PACKET))
    return next == WIRE_NEXT_END ? wire_reader_fail_cut (reader, error) : next;

  record = reader->window + reader->start;
  packet->time = read_time (reader, record);
  packet->data = record + reader->record_header;
  packet->offset = wire_reader_get_offset (reader) + reader->record_header;
  packet->interface = 0;
  reader->start += reader->record_header + packet->captured;
  return WIRE_NEXT_PACKET;
}

static gboolean
match_magic (WireReader *reader, const guint8 *head, gsize *found)
{
  for (gsize i = 0; i < G_N_ELEMENTS (MAGICS); i++)
    for (int big = 0; big < 2; big++)
      {
        reader->big_endian = big;
        if (wire_reader_u32 (reader, head) == MAGICS[i].magic)
          {
            *found = i;
            return TRUE;
          }
      }
  return FALSE;
}

/**
 * wire_pcap_open:
 * @head: the first bytes of the file
 * @error: set where it is a pcap file that cannot be read
 *
 * Returns: whether it is a pcap file; then @reader stands at its first record
 */
gboolean
wire_pcap_open (WireReader *reader, const guint8 *head, gsize length, GError **error)
{
  WireInterfaceClock clock = { 0 };
  gsize magic;
  guint16 major;
  guint16 minor;

  if (length < 4 || !match_magic (reader, head, &magic))
    return FALSE;
  if (length < FILE_HEADER)
    {
      g_set_error (error, WIRE_READER_ERROR, WIRE_READER_ERROR_CUT,
                   _ ("“%s” is cut short inside its file header, so it has no packets."),
                   wire_source_get_name (reader->source));
      return FALSE;
    }
  major = wire_reader_u16 (reader, head + 4);
  minor = wire_reader_u16 (reader, head + 6);
  if (major < 2)
    {
      g_set_error (error, WIRE_READER_ERROR, WIRE_READER_ERROR_NOT_CAPTURE,
                   _ ("“%s” is a pcap file of version %u.%u, which is too old to be read."),
                   wire_source_get_name (reader->source), major, minor);
      return FALSE;
    }

  /* Before 2.3 the two lengths stood the other way round, and in 2.3 either way; 543.0 is what
   * DG/UX wrote (libpcap, sf-pcap.c). */
  reader->swapped_lengths = (major == 2 && minor < 3) || major == 543;
  reader->maybe_swapped_lengths = major == 2 && minor == 3;
  reader->nanoseconds = MAGICS[magic].nanoseconds;
  reader->record_header = MAGICS[magic].record_header;
  wire_reader_set_format (reader, MAGICS[magic].format);
  clock.interface.snapshot = wire_reader_u32 (reader, head + 16);
  clock.interface.link_type = wire_reader_u32 (reader, head + 20) & LINK_TYPE_MASK;
  reader->packet_max = wire_reader_get_packet_max (clock.interface.link_type);
  wire_reader_add_interface (reader, &clock);
  reader->next = pcap_next;
  reader->start += FILE_HEADER;
  return TRUE;
}

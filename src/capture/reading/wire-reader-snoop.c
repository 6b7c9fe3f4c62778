/* wire-reader-snoop.c: the format of Solaris (RFC 1761)
 *
 * A file header of 16 bytes, then records of 24 and the packet's bytes, padded; all big endian.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reading/wire-reader-window.h"

#include <glib/gi18n.h>

#define FILE_HEADER 16
#define RECORD_HEADER 24

/* Types of the data link, with the LINKTYPE_ of each. */
static const struct
{
  guint32 type;
  guint32 link_type;
} LINKS[] = {
  { 0, 1 },    /* IEEE 802.3 */
  { 2, 6 },    /* IEEE 802.5 */
  { 4, 1 },    /* Ethernet */
  { 8, 10 },   /* FDDI */
  { 26, 226 }, /* Solaris IPNET */
};

static WireNext
snoop_next (WireReader *reader, WirePacket *packet, GError **error)
{
  WireNext next = wire_reader_need (reader, RECORD_HEADER, error);
  const guint8 *record;
  guint32 total;

  if (next != WIRE_NEXT_PACKET)
    return next == WIRE_NEXT_END && reader->window.end > reader->window.start
               ? wire_reader_fail_cut (reader, error)
               : next;
  record = reader->window.bytes + reader->window.start;
  packet->length = wire_reader_u32 (reader, record);
  packet->captured = wire_reader_u32 (reader, record + 4);
  total = wire_reader_u32 (reader, record + 8);
  if (packet->captured > reader->pcap.packet_max || total < RECORD_HEADER
      || total - RECORD_HEADER < packet->captured
      || total - RECORD_HEADER - packet->captured > WIRE_PACKET_MAX)
    return wire_reader_fail_broken (reader, error,
                                    _ ("a record of %u bytes cannot hold a packet of %u"), total,
                                    packet->captured);
  next = wire_reader_need (reader, total, error);
  if (next != WIRE_NEXT_PACKET)
    return next == WIRE_NEXT_END ? wire_reader_fail_cut (reader, error) : next;

  record = reader->window.bytes + reader->window.start;
  packet->time = (gint64) wire_reader_u32 (reader, record + 16) * G_GINT64_CONSTANT (1000000000)
                 + (gint64) wire_reader_u32 (reader, record + 20) * 1000;
  packet->data = record + RECORD_HEADER;
  packet->offset = wire_reader_get_offset (reader) + RECORD_HEADER;
  packet->interface = 0;
  reader->window.start += total;
  return WIRE_NEXT_PACKET;
}

/**
 * wire_snoop_open:
 * @head: the first bytes of the file
 * @error: set where it is a snoop file that cannot be read
 *
 * Returns: whether it is one; then @reader is at its first record
 */
gboolean
wire_snoop_open (WireReader *reader, const guint8 *head, gsize length, GError **error)
{
  WireInterfaceClock clock = { 0 };
  guint32 type;
  gsize i = 0;

  if (length < FILE_HEADER || memcmp (head, "snoop\0\0\0", 8) != 0)
    return FALSE;
  reader->big_endian = TRUE;
  type = wire_reader_u32 (reader, head + 12);
  while (i < G_N_ELEMENTS (LINKS) && LINKS[i].type != type)
    i++;
  if (wire_reader_u32 (reader, head + 8) != 2 || i == G_N_ELEMENTS (LINKS))
    {
      g_set_error (error, WIRE_READER_ERROR, WIRE_READER_ERROR_NOT_CAPTURE,
                   _ ("“%s” is a snoop capture of version %u from a data link of type %u, which "
                      "Wirecase does not read."),
                   wire_source_get_name (reader->source), wire_reader_u32 (reader, head + 8), type);
      return FALSE;
    }
  wire_reader_set_format (reader, "snoop");
  clock.interface.link_type = LINKS[i].link_type;
  clock.origin = (WireInterfaceOrigin){ .format = WIRE_READER_SNOOP,
                                        .big_endian = TRUE,
                                        .link_word = LINKS[i].link_type,
                                        .resolution = 6 };
  reader->pcap.packet_max = wire_reader_get_packet_max (clock.interface.link_type);
  wire_reader_directory_add_interface (reader->directory, &clock);
  reader->next = snoop_next;
  reader->window.start += FILE_HEADER;
  return TRUE;
}

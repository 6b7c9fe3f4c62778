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
#include <inttypes.h>

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
  gboolean swap =
      reader->pcap.swapped_lengths || (reader->pcap.maybe_swapped_lengths && first > second);

  *captured = swap ? second : first;
  *length = swap ? first : second;
}

static gint64
read_time (WireReader *reader, const guint8 *record)
{
  gint64 seconds = wire_reader_u32 (reader, record);
  gint64 fraction = wire_reader_u32 (reader, record + 4);

  return seconds * G_GINT64_CONSTANT (1000000000)
         + (reader->pcap.nanoseconds ? fraction : fraction * 1000);
}

/* Whether all that is left is zero. */
static WireNext
skip_zeros (WireReader *reader, gboolean *only, GError **error)
{
  WireNext next;

  do
    {
      while (reader->window.start < reader->window.end
             && reader->window.bytes[reader->window.start] == 0)
        reader->window.start++;
      *only = reader->window.start == reader->window.end;
      next = *only ? wire_reader_need (reader, 1, error) : WIRE_NEXT_PACKET;
    }
  while (*only && next == WIRE_NEXT_PACKET);
  return next;
}

/** A record of zeros is not a packet, nor a block. A file that was made as long as it could become,
 * and not cut to what was written, ends in them. */
WireNext
wire_reader_end_in_zeros (WireReader *self, GError **error)
{
  guint64 offset = wire_reader_get_offset (self);
  gboolean only;
  WireNext next;

  if (!self->window.may_refill)
    return WIRE_NEXT_REFILL;
  next = skip_zeros (self, &only, error);
  if (next == WIRE_NEXT_ERROR || next == WIRE_NEXT_REFILL)
    return next;
  if (only)
    g_set_error (error, WIRE_READER_ERROR, WIRE_READER_ERROR_CUT,
                 _ ("“%s” holds nothing but zeros from byte %" PRIu64 " on, where packet %" PRIu64
                    " would begin: it was not written to its end."),
                 wire_source_get_name (self->source), offset, self->n_packets + 1);
  else
    g_set_error (error, WIRE_READER_ERROR, WIRE_READER_ERROR_BROKEN,
                 _ ("“%s” is damaged where packet %" PRIu64
                    " should begin: there are zeros from byte "
                    "%" PRIu64 " to byte %" PRIu64 "."),
                 wire_source_get_name (self->source), self->n_packets + 1, offset,
                 wire_reader_get_offset (self));
  return WIRE_NEXT_ERROR;
}

/* What is no time of a packet: zero; the magic number of a file that was put after this one; times
 * before 1987 and after 2055, which some have. */
static inline gboolean
is_unusual (const WireReader *reader, const guint8 *record)
{
  guint32 seconds = wire_reader_u32 (reader, record);

  return seconds - 0x20000000u >= 0x80000000u || seconds == 0x4d3cb2a1 || seconds == 0x34cdb2a1;
}

/* Files that were joined by “cat” are read one after the other. Returns: %WIRE_NEXT_PACKET where a
 * record is there after all */
static WireNext
look_at_unusual (WireReader *reader, GError **error)
{
  static const guint8 ZEROS[RECORD_HEADER] = { 0 };
  const guint8 *record = reader->window.bytes + reader->window.start;
  WireNext next;

  if (memcmp (record, ZEROS, sizeof ZEROS) == 0)
    return wire_reader_end_in_zeros (reader, error);
  next = wire_reader_need (reader, FILE_HEADER, error);
  if (next == WIRE_NEXT_END)
    return WIRE_NEXT_PACKET;
  if (next != WIRE_NEXT_PACKET)
    return next;
  record = reader->window.bytes + reader->window.start;
  if (wire_pcap_is_part (record))
    return wire_pcap_begin_part (reader, error);
  if (!wire_pcapng_is_part (record))
    return WIRE_NEXT_PACKET;
  wire_pcapng_begin_part (reader);
  return WIRE_NEXT_PART;
}

static WireNext
pcap_next (WireReader *reader, WirePacket *packet, GError **error)
{
  WireNext next = wire_reader_need (reader, reader->pcap.record_header, error);
  const guint8 *record;
  guint32 max;

  if (G_UNLIKELY (next != WIRE_NEXT_PACKET))
    {
      if (next == WIRE_NEXT_END && reader->window.end > reader->window.start)
        return wire_reader_fail_cut (reader, error);
      return next;
    }

  record = reader->window.bytes + reader->window.start;
  if (G_UNLIKELY (is_unusual (reader, record)))
    {
      next = look_at_unusual (reader, error);
      if (next != WIRE_NEXT_PACKET)
        return next;
      record = reader->window.bytes + reader->window.start;
    }
  read_lengths (reader, record, &packet->captured, &packet->length);
  max = reader->pcap.packet_max;
  if (G_UNLIKELY (packet->captured > max))
    return wire_reader_fail_broken (reader, error,
                                    _ ("a packet of %u bytes is longer than the limit of %u"),
                                    packet->captured, max);
  next = wire_reader_need (reader, reader->pcap.record_header + packet->captured, error);
  if (G_UNLIKELY (next != WIRE_NEXT_PACKET))
    return next == WIRE_NEXT_END ? wire_reader_fail_cut (reader, error) : next;

  record = reader->window.bytes + reader->window.start;
  packet->time = read_time (reader, record);
  packet->data = record + reader->pcap.record_header;
  packet->offset = wire_reader_get_offset (reader) + reader->pcap.record_header;
  packet->interface = reader->pcap.interface;
  reader->window.start += reader->pcap.record_header + packet->captured;
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

/* Takes the file header at the start of the window. Returns: whether there is room for one more
 * interface */
static gboolean
take_header (WireReader *reader, const guint8 *head, gsize magic)
{
  WireInterfaceClock clock = { 0 };
  guint16 major = wire_reader_u16 (reader, head + 4);
  guint16 minor = wire_reader_u16 (reader, head + 6);

  /* Before 2.3 the two lengths stood the other way round, and in 2.3 either way; 543.0 is what
   * DG/UX wrote (libpcap, sf-pcap.c). */
  reader->pcap.swapped_lengths = (major == 2 && minor < 3) || major == 543;
  reader->pcap.maybe_swapped_lengths = major == 2 && minor == 3;
  reader->pcap.nanoseconds = MAGICS[magic].nanoseconds;
  reader->pcap.record_header = MAGICS[magic].record_header;
  clock.interface.snapshot = wire_reader_u32 (reader, head + 16);
  clock.interface.link_type = wire_reader_u32 (reader, head + 20) & LINK_TYPE_MASK;
  clock.origin = (WireInterfaceOrigin){ .format = WIRE_READER_PCAP,
                                        .offset = wire_reader_get_offset (reader),
                                        .big_endian = reader->big_endian,
                                        .link_word = wire_reader_u32 (reader, head + 20),
                                        .resolution = reader->pcap.nanoseconds ? 9 : 6 };
  reader->pcap.packet_max = wire_reader_get_packet_max (clock.interface.link_type);
  reader->pcap.interface = wire_reader_directory_get_n_interfaces (reader->directory);
  if (!wire_reader_directory_add_interface (reader->directory, &clock))
    return FALSE;
  reader->next = pcap_next;
  reader->window.start += FILE_HEADER;
  return TRUE;
}

/* Whether most fractions of a second are too large for microseconds in what is in memory, and all
 * are right for nanoseconds: then a program wrote nanoseconds and the magic number of microseconds.
 * One that is too large tells nothing: it may be wrong, or rounded up to a whole second. */
static gboolean
counts_nanoseconds (WireReader *reader)
{
  gsize at = reader->window.start;
  guint n_large = 0;
  guint n = 0;

  if (reader->pcap.nanoseconds)
    return FALSE;
  while (reader->window.end - at >= reader->pcap.record_header)
    {
      const guint8 *record = reader->window.bytes + at;
      guint32 fraction = wire_reader_u32 (reader, record + 4);
      guint32 captured;
      guint32 length;

      read_lengths (reader, record, &captured, &length);
      if (fraction >= 1000000000 || captured > reader->pcap.packet_max)
        return FALSE;
      n_large += fraction > 1000000;
      n++;
      at += MIN (reader->pcap.record_header + captured, reader->window.end - at);
    }
  return n_large > n / 2;
}

/** Returns: whether @head, 24 bytes where a record would begin, is the header of another file */
gboolean
wire_pcap_is_part (const guint8 *head)
{
  WireReader probe = { 0 };
  gsize magic;

  return match_magic (&probe, head, &magic) && wire_reader_u16 (&probe, head + 4) == 2
         && wire_reader_u16 (&probe, head + 6) <= 4 && wire_reader_u32 (&probe, head + 8) == 0
         && (wire_reader_u32 (&probe, head + 20) & LINK_TYPE_MASK) < 0x10000;
}

/* Makes the file whose header is at the start of the window the one that is read now. */
WireNext
wire_pcap_begin_part (WireReader *reader, GError **error)
{
  const guint8 *head = reader->window.bytes + reader->window.start;
  gsize magic;

  if (!match_magic (reader, head, &magic) || !take_header (reader, head, magic))
    return wire_reader_fail_broken (reader, error, _ ("there are more than %u interfaces"),
                                    (guint) WIRE_INTERFACES_MAX);
  return WIRE_NEXT_PART;
}

/**
 * wire_pcap_open:
 * @head: the first bytes of the file
 * @error: set where it is a pcap file that cannot be read
 *
 * Returns: whether it is a pcap file; then @reader is at its first record
 */
gboolean
wire_pcap_open (WireReader *reader, const guint8 *head, gsize length, GError **error)
{
  gsize magic;
  guint16 major;

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
  if (major < 2)
    {
      g_set_error (error, WIRE_READER_ERROR, WIRE_READER_ERROR_NOT_CAPTURE,
                   _ ("“%s” is a pcap file of version %u.%u, which is too old to be read."),
                   wire_source_get_name (reader->source), major,
                   wire_reader_u16 (reader, head + 6));
      return FALSE;
    }

  take_header (reader, head, magic);
  wire_reader_set_format (reader, MAGICS[magic].format);
  if (counts_nanoseconds (reader))
    {
      reader->pcap.nanoseconds = TRUE;
      wire_reader_directory_set_resolution (reader->directory, 0, 9);
      g_free (reader->format);
      wire_reader_set_format (reader, "pcap, nanoseconds under the number of microseconds");
    }
  return TRUE;
}

/* wire-reader-pcapng.c: the pcapng format
 *
 * Blocks of a type, a length, a body and the length again, in sections that each have a byte order
 * and interfaces of their own (draft-ietf-opsawg-pcapng). Blocks that hold no packet are passed
 * over.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reading/wire-reader-window.h"

#include "base/wire-secret-bytes.h"
#include "base/wire-secret.h"

#include <glib/gi18n.h>

#define BLOCK_SECTION 0x0a0d0d0a
#define BLOCK_INTERFACE 1
#define BLOCK_OLD_PACKET 2
#define BLOCK_SIMPLE_PACKET 3
#define BLOCK_ENHANCED_PACKET 6
#define BLOCK_SECRETS 10

/* The kind of secrets that is a key log of TLS. Others are passed over. */
#define SECRETS_TLS 0x544c534b

/* Of all secrets of a file, what is kept; a key log of a million lines has less. */
#define SECRETS_MAX (256 * 1024 * 1024)

#define BYTE_ORDER_MAGIC 0x1a2b3c4d

/* Type and length in front, the length again after. */
#define BLOCK_HEAD 8
/* Of a file header of pcap, which may come after the last block. */
#define PCAP_HEADER 24
#define BLOCK_OVERHEAD 12

/* Of a block that must be read whole, the longest that is believed besides its packet: options hold
 * comments and keys. libpcap draws the line for a whole block here too. */
#define BLOCK_MAX (16 * 1024 * 1024)

/* One block's body, and where it is. */
typedef struct
{
  guint32 type;
  guint32 total; /* rounded up to whole words, as Wireshark forgives */
  const guint8 *body;
  gsize length;
} Block;

static guint32
get_u32 (WireReader *reader, WireCursor *cursor)
{
  const guint8 *b = wire_cursor_take (cursor, 4);

  return b ? wire_reader_u32 (reader, b) : 0;
}

static guint16
get_u16 (WireReader *reader, WireCursor *cursor)
{
  const guint8 *b = wire_cursor_take (cursor, 2);

  return b ? wire_reader_u16 (reader, b) : 0;
}

/* Ticks since 1970 into nanoseconds; what does not fit 64 bits is pushed to their end. */
static gint64
to_nanoseconds (const WireInterfaceClock *clock, guint64 ticks)
{
  __extension__ typedef __int128 wide;
  const wide second = 1000000000;
  wide time = 0;

  if (clock->binary)
    time = clock->exponent < 64 ? ((wide) ticks * second) >> clock->exponent : 0;
  else
    {
      time = ticks;
      for (guint i = clock->exponent; i < 9; i++)
        time *= 10;
      for (guint i = clock->exponent; i > 9; i--)
        time /= 10;
    }
  time += (wide) clock->offset * second;
  return (gint64) CLAMP (time, G_MININT64 + 1, G_MAXINT64);
}

static WireNext
take_interface (WireReader *reader, const Block *block, GError **error)
{
  WireInterfaceClock clock = { 0 };

  if (!wire_pcapng_read_interface (reader, block->body, block->length, &clock))
    return wire_reader_fail_broken (reader, error, _ ("an interface description is too short"));
  if (wire_reader_directory_add_interface (reader->directory, &clock))
    return WIRE_NEXT_PACKET;
  g_free (clock.interface.name);
  return wire_reader_fail_broken (reader, error, _ ("there are more than %d interfaces"),
                                  WIRE_INTERFACES_MAX);
}

/* Looks up interface @number of this section. */
static const WireInterfaceClock *
find_interface (WireReader *reader, guint32 number, guint32 *global)
{
  *global = reader->section_first + number;
  return wire_reader_directory_peek_clock (reader->directory,
                                           (guint64) reader->section_first + number);
}

static WireNext
give_packet (WireReader *reader,
             WireCursor *cursor,
             const WireInterfaceClock *clock,
             WirePacket *packet,
             GError **error)
{
  guint32 max = wire_reader_get_packet_max (clock->interface.link_type);

  if (packet->captured > max)
    return wire_reader_fail_broken (reader, error,
                                    _ ("a packet of %u bytes is longer than the limit of %u"),
                                    packet->captured, max);
  packet->data = wire_cursor_take (cursor, packet->captured);
  if (cursor->failed)
    return wire_reader_fail_broken (reader, error, _ ("a packet is longer than its block"));
  packet->offset = wire_reader_get_offset (reader) + (guint64) (packet->data - reader->window.bytes)
                   - reader->window.start;
  return WIRE_NEXT_PACKET;
}

/* Enhanced and obsolete packet blocks differ in how they name their interface. */
static WireNext
take_packet (WireReader *reader, const Block *block, WirePacket *packet, GError **error)
{
  WireCursor cursor = wire_cursor_new (block->body, block->length);
  const WireInterfaceClock *clock;
  guint32 interface;
  guint64 ticks;

  if (block->type == BLOCK_OLD_PACKET)
    {
      interface = get_u16 (reader, &cursor);
      wire_cursor_skip (&cursor, 2); /* drops */
    }
  else
    interface = get_u32 (reader, &cursor);
  ticks = (guint64) get_u32 (reader, &cursor) << 32;
  ticks |= get_u32 (reader, &cursor);
  packet->captured = get_u32 (reader, &cursor);
  packet->length = get_u32 (reader, &cursor);
  if (cursor.failed)
    return wire_reader_fail_broken (reader, error, _ ("a packet block is too short"));
  clock = find_interface (reader, interface, &packet->interface);
  if (!clock)
    return wire_reader_fail_broken (
        reader, error, _ ("a packet refers to interface %u, which was not described"), interface);
  packet->time = to_nanoseconds (clock, ticks);
  return give_packet (reader, &cursor, clock, packet, error);
}

static WireNext
take_simple_packet (WireReader *reader, const Block *block, WirePacket *packet, GError **error)
{
  WireCursor cursor = wire_cursor_new (block->body, block->length);
  const WireInterfaceClock *clock = find_interface (reader, 0, &packet->interface);

  packet->length = get_u32 (reader, &cursor);
  if (cursor.failed)
    return wire_reader_fail_broken (reader, error, _ ("a packet block is too short"));
  if (!clock)
    return wire_reader_fail_broken (reader, error,
                                    _ ("a packet comes before the first interface description"));
  packet->time = WIRE_TIME_NONE;
  packet->captured = packet->length;
  if (clock->interface.snapshot > 0)
    packet->captured = MIN (packet->captured, clock->interface.snapshot);
  packet->captured = (guint32) MIN (packet->captured, wire_cursor_remaining (&cursor));
  return give_packet (reader, &cursor, clock, packet, error);
}

/* A key log, anywhere in the file. */
static WireNext
take_secrets (WireReader *reader, const Block *block)
{
  WireCursor cursor = wire_cursor_new (block->body, block->length);
  guint32 kind = get_u32 (reader, &cursor);
  gsize length = get_u32 (reader, &cursor);
  const guint8 *log = wire_cursor_take (&cursor, length);

  if (kind != SECRETS_TLS || !log || reader->secret_bytes + length > SECRETS_MAX)
    return WIRE_NEXT_PACKET;
  reader->secret_bytes += length;
  if (!reader->secrets)
    reader->secrets = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_ptr_array_add (reader->secrets, wire_secret_bytes_new (log, length));
  /* Nobody reads them in the window again. */
  wire_secret_wipe (reader->window.bytes + (log - reader->window.bytes), length);
  return WIRE_NEXT_PACKET;
}

/* A section header tells the byte order of its own length. */
static gboolean
read_byte_order (WireReader *reader, const guint8 *head)
{
  for (int big = 0; big < 2; big++)
    {
      reader->big_endian = big;
      if (wire_reader_u32 (reader, head + 8) == BYTE_ORDER_MAGIC)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_known (guint32 type, guint32 total)
{
  if (type == BLOCK_SECRETS)
    return total <= BLOCK_MAX;
  return type == BLOCK_ENHANCED_PACKET || type == BLOCK_SECTION || type == BLOCK_INTERFACE
         || type == BLOCK_SIMPLE_PACKET || type == BLOCK_OLD_PACKET;
}

static WireReaderBlock
describe_block (WireReader *reader, const Block *block)
{
  return (WireReaderBlock){
    .offset = wire_reader_get_offset (reader),
    .type = block->type,
    .length = block->total,
    .first_interface = reader->section_first,
    .big_endian = reader->big_endian,
  };
}

/* A pcap file may have been put after this one. Returns: %WIRE_NEXT_PACKET where that is not so */
static WireNext
find_part (WireReader *reader, GError **error)
{
  WireNext next = wire_reader_need (reader, PCAP_HEADER, error);

  if (next == WIRE_NEXT_END
      || (next == WIRE_NEXT_PACKET
          && !wire_pcap_is_part (reader->window.bytes + reader->window.start)))
    return WIRE_NEXT_PACKET;
  return next == WIRE_NEXT_PACKET ? wire_pcap_begin_part (reader, error) : next;
}

static WireNext
begin_block (WireReader *reader, Block *block, GError **error)
{
  WireNext next = wire_reader_need (reader, BLOCK_OVERHEAD, error);
  const guint8 *head;

  if (next == WIRE_NEXT_END && reader->window.end > reader->window.start)
    return wire_reader_fail_cut (reader, error);
  if (next != WIRE_NEXT_PACKET)
    return next;

  head = reader->window.bytes + reader->window.start;
  block->type = wire_reader_u32 (reader, head);
  if (block->type == BLOCK_SECTION && !read_byte_order (reader, head))
    return wire_reader_fail_broken (reader, error, _ ("a section header has no byte order"));
  if (!is_known (block->type, 0) && (next = find_part (reader, error)) != WIRE_NEXT_PACKET)
    return next;
  head = reader->window.bytes + reader->window.start;
  block->total = wire_reader_u32 (reader, head + 4);
  if (block->type == 0 && block->total == 0)
    return wire_reader_end_in_zeros (reader, error);
  if (block->total < BLOCK_OVERHEAD || block->total > G_MAXUINT32 - 3)
    return wire_reader_fail_broken (reader, error, _ ("a block of %u bytes is impossible"),
                                    block->total);
  block->total = (block->total + 3) & ~3u;
  return WIRE_NEXT_PACKET;
}

/* Brings the whole block into the window. */
static WireNext
read_block (WireReader *reader, Block *block, GError **error)
{
  WireNext next;

  if (block->total > BLOCK_MAX + WIRE_PACKET_MAX_LARGE)
    return wire_reader_fail_broken (
        reader, error, _ ("a block of %u bytes is longer than the limit"), block->total);
  next = wire_reader_need (reader, block->total, error);
  if (next == WIRE_NEXT_END)
    return wire_reader_fail_cut (reader, error);
  block->body = reader->window.bytes + reader->window.start + BLOCK_HEAD;
  block->length = block->total - BLOCK_OVERHEAD;
  return next;
}

/* Both lengths of a block must agree: it is how damage in the middle shows. */
static gboolean
ends_as_it_began (WireReader *reader, const Block *block)
{
  guint32 again = wire_reader_u32 (reader, block->body + block->length);

  return ((again + 3) & ~3u) == block->total;
}

static WireNext
take_section (WireReader *reader, const Block *block, GError **error)
{
  guint16 major = block->length >= 8 ? wire_reader_u16 (reader, block->body + 4) : 0;

  if (block->length < 16)
    return wire_reader_fail_broken (reader, error, _ ("a section header is too short"));
  if (major != 1)
    return wire_reader_fail_broken (reader, error, _ ("a section has the unknown version %u"),
                                    major);
  reader->section_first = wire_reader_directory_get_n_interfaces (reader->directory);
  return WIRE_NEXT_PACKET;
}

static WireNext
take_block (
    WireReader *reader, const Block *block, WirePacket *packet, gboolean *gave, GError **error)
{
  *gave = FALSE;
  switch (block->type)
    {
    case BLOCK_SECTION:
      return take_section (reader, block, error);
    case BLOCK_INTERFACE:
      return take_interface (reader, block, error);
    case BLOCK_SECRETS:
      return take_secrets (reader, block);
    case BLOCK_SIMPLE_PACKET:
      *gave = TRUE;
      return take_simple_packet (reader, block, packet, error);
    default:
      *gave = TRUE;
      return take_packet (reader, block, packet, error);
    }
}

static WireNext
pcapng_next (WireReader *reader, WirePacket *packet, GError **error)
{
  for (;;)
    {
      gboolean gave = FALSE;
      Block block = { 0 };
      WireNext next = begin_block (reader, &block, error);

      if (next == WIRE_NEXT_PACKET && !is_known (block.type, block.total))
        {
          WireReaderBlock noted = describe_block (reader, &block);

          next = wire_reader_skip (reader, block.total, error);
          if (next == WIRE_NEXT_PACKET)
            {
              wire_reader_directory_add_block (reader->directory, &noted);
              continue;
            }
        }
      if (next == WIRE_NEXT_PACKET)
        next = read_block (reader, &block, error);
      if (next != WIRE_NEXT_PACKET)
        return next;
      if (!ends_as_it_began (reader, &block))
        return wire_reader_fail_broken (reader, error, _ ("a block's two lengths do not agree"));
      next = take_block (reader, &block, packet, &gave, error);
      if (next != WIRE_NEXT_PACKET)
        return next;
      if (!gave)
        {
          WireReaderBlock noted = describe_block (reader, &block);

          wire_reader_directory_add_block (reader->directory, &noted);
        }
      reader->window.start += block.total;
      if (gave)
        return WIRE_NEXT_PACKET;
    }
}

/** Returns: whether @head, 12 bytes where a packet would begin, is a section header */
gboolean
wire_pcapng_is_part (const guint8 *head)
{
  WireReader probe = { 0 };

  return wire_reader_u32 (&probe, head) == BLOCK_SECTION && read_byte_order (&probe, head);
}

/** Goes on with the section whose header is at the start of the window. */
void
wire_pcapng_begin_part (WireReader *reader)
{
  reader->next = pcapng_next;
}

/**
 * wire_pcapng_open:
 * @head: the first bytes of the file
 * @error: set where it is a pcapng file that cannot be read
 *
 * Returns: whether it is a pcapng file; @reader stays at its section header
 */
gboolean
wire_pcapng_open (WireReader *reader, const guint8 *head, gsize length, GError **error)
{
  (void) error;
  if (length < BLOCK_OVERHEAD || wire_reader_u32 (reader, head) != BLOCK_SECTION
      || !read_byte_order (reader, head))
    return FALSE;
  wire_reader_set_format (reader, "pcapng");
  reader->next = pcapng_next;
  return TRUE;
}

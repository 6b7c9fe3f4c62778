/* wire-packet-block.c
 *
 * The index knows where the bytes of a packet are. In pcapng, its block begins a fixed number of
 * bytes before them, and its options follow them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-packet-block.h"

#include "base/wire-cursor.h"
#include "capture/writing/wire-pcapng-block.h"

#include <glib/gi18n.h>

/* Of a packet block: type, length, interface, time, two lengths; of all blocks: the length again.
 */
#define PACKET_HEAD 28u
#define BLOCK_TAIL 4u

/* The options of one packet, in bytes; the reader's limit for what a block has beside its packet.
 */
#define OPTIONS_MAX (16u * 1024 * 1024)

struct _WirePacketBlocks
{
  WireCapture *capture;
  WirePacketScan *scan;
  GArray *origins; /* of WireInterfaceOrigin */
};

/** Returns: (transfer full): what reads packets of @capture, which is loaded */
WirePacketBlocks *
wire_packet_blocks_new (WireCapture *capture)
{
  WirePacketBlocks *self = g_new0 (WirePacketBlocks, 1);
  WireInterfaceOrigin origin;

  self->capture = g_object_ref (capture);
  self->scan = wire_packet_scan_new (capture);
  self->origins = g_array_new (FALSE, FALSE, sizeof (WireInterfaceOrigin));
  for (guint i = 0; wire_capture_get_origin (capture, i, &origin); i++)
    g_array_append_val (self->origins, origin);
  return self;
}

void
wire_packet_blocks_free (WirePacketBlocks *self)
{
  g_array_unref (self->origins);
  wire_packet_scan_free (self->scan);
  g_object_unref (self->capture);
  g_free (self);
}

/* Reads @length bytes that begin @before bytes before those of @record. */
static const guint8 *
read_around (WirePacketBlocks *self,
             const WirePacketRecord *record,
             guint32 before,
             guint32 length,
             GError **error)
{
  WirePacketRecord around = *record;

  if (record->offset < before)
    {
      g_set_error (error, WIRE_READER_ERROR, WIRE_READER_ERROR_CHANGED,
                   _ ("The capture was changed while it was open."));
      return NULL;
    }
  around.offset -= before;
  around.captured = length;
  return wire_packet_scan_read (self->scan, &around, error);
}

static guint32
get_u32 (const guint8 *bytes, gboolean big_endian)
{
  guint32 value;

  memcpy (&value, bytes, sizeof value);
  return big_endian ? GUINT32_FROM_BE (value) : GUINT32_FROM_LE (value);
}

static guint16
get_u16 (const guint8 *bytes, gboolean big_endian)
{
  guint16 value;

  memcpy (&value, bytes, sizeof value);
  return big_endian ? GUINT16_FROM_BE (value) : GUINT16_FROM_LE (value);
}

/* Returns: how long the block is from its first byte to the end of its options, or 0 where it is
 * not what it was when the capture was loaded */
static guint32
measure (const guint8 *head, const WirePacketRecord *record, gboolean big_endian)
{
  guint32 type = get_u32 (head, big_endian);
  guint32 total = get_u32 (head + 4, big_endian);
  guint64 least = PACKET_HEAD + record->captured;

  if ((type != WIRE_PCAPNG_PACKET && type != WIRE_PCAPNG_OLD_PACKET)
      || get_u32 (head + 20, big_endian) != record->captured || total < least + BLOCK_TAIL
      || total > least + OPTIONS_MAX)
    return 0;
  return total - BLOCK_TAIL;
}

static void
take_apart (const guint8 *bytes,
            guint32 length,
            const WirePacketRecord *record,
            gboolean big_endian,
            WirePacketBlock *block)
{
  guint32 options = PACKET_HEAD + (record->captured + 3) / 4 * 4;

  block->data = bytes + PACKET_HEAD;
  block->ticks = (guint64) get_u32 (bytes + 12, big_endian) << 32;
  block->ticks |= get_u32 (bytes + 16, big_endian);
  if (get_u32 (bytes, big_endian) == WIRE_PCAPNG_OLD_PACKET)
    block->drops = get_u16 (bytes + 10, big_endian);
  if (block->drops == G_MAXUINT16)
    block->drops = 0;
  if (length > options)
    block->options = (WirePcapngOptions){ bytes + options, length - options, big_endian };
}

/* A time in nanoseconds, in units of @resolution, which is that of pcap or snoop. */
static guint64
count_ticks (gint64 time, guint8 resolution)
{
  return (guint64) (resolution == 9 ? time : time / 1000);
}

/**
 * wire_packet_blocks_read:
 * @self: a reader
 * @record: a packet of its capture, best one after the last that was read
 * @block: (out): filled
 * @error: set where %FALSE is returned
 */
gboolean
wire_packet_blocks_read (WirePacketBlocks *self,
                         const WirePacketRecord *record,
                         WirePacketBlock *block,
                         GError **error)
{
  const WireInterfaceOrigin *origin =
      &g_array_index (self->origins, WireInterfaceOrigin, record->interface);
  const guint8 *bytes;
  guint32 length;

  g_return_val_if_fail (record->interface < self->origins->len, FALSE);

  *block = (WirePacketBlock){ 0 };
  if (origin->format != WIRE_READER_PCAPNG || record->time == WIRE_TIME_NONE)
    {
      block->data = wire_packet_scan_read (self->scan, record, error);
      if (record->time != WIRE_TIME_NONE)
        block->ticks = count_ticks (record->time, origin->resolution);
      return block->data != NULL;
    }
  bytes = read_around (self, record, PACKET_HEAD, PACKET_HEAD, error);
  if (!bytes)
    return FALSE;
  length = measure (bytes, record, origin->big_endian);
  if (length == 0)
    {
      g_set_error (error, WIRE_READER_ERROR, WIRE_READER_ERROR_CHANGED,
                   _ ("The capture was changed while it was open."));
      return FALSE;
    }
  bytes = read_around (self, record, PACKET_HEAD, length, error);
  if (!bytes)
    return FALSE;
  take_apart (bytes, length, record, origin->big_endian, block);
  return TRUE;
}

/** Returns: (transfer full) (nullable): the comments of the packet, as valid UTF-8; %NULL for
 * none */
GStrv
wire_packet_block_get_comments (const WirePacketBlock *self)
{
  WirePcapngOptions options = self->options;
  g_autoptr (GPtrArray) comments = NULL;
  WirePcapngOption option;

  while (wire_pcapng_options_next (&options, &option))
    {
      if (option.code != WIRE_PCAPNG_OPTION_COMMENT)
        continue;
      if (!comments)
        comments = g_ptr_array_new ();
      g_ptr_array_add (comments, g_utf8_make_valid ((const char *) option.value, option.length));
    }
  if (!comments)
    return NULL;
  g_ptr_array_add (comments, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&comments), FALSE);
}

/* wire-packet-carrier.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/saving/wire-packet-carrier.h"

#include "capture/saving/wire-carried-block.h"
#include "capture/wire-packet-block.h"
#include "capture/writing/wire-pcapng-block.h"

/* The upper bits of pcap's link type: whether frames have a check sequence, and how many words of
 * 16 bits it has (draft-ietf-opsawg-pcap, section 4). */
#define LINK_HAS_FCS 0x04000000u
#define LINK_FCS_SHIFT 28

/* Not an interface of the file that is written. */
#define NOT_WRITTEN G_MAXUINT32

struct _WirePacketCarrier
{
  WireCapture *capture;
  WirePacketBlocks *blocks;
  guint32 *numbers; /* by interface: its number in the file that is written */
  guint n_interfaces;
  GByteArray *options; /* of the packet that is being written */
  GPtrArray *comments; /* added to the next packet */
  gboolean drops;      /* the next packet loses those that it has */
  WirePacketChange change;
  gpointer user_data;
  gboolean bare;
};

/** Returns: (transfer full): a carrier of packets of @capture, which is loaded */
WirePacketCarrier *
wire_packet_carrier_new (WireCapture *capture)
{
  WirePacketCarrier *self = g_new0 (WirePacketCarrier, 1);

  self->capture = g_object_ref (capture);
  self->blocks = wire_packet_blocks_new (capture);
  self->n_interfaces = wire_capture_get_n_interfaces (capture);
  self->numbers = g_new (guint32, self->n_interfaces);
  self->options = g_byte_array_new ();
  self->comments = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
wire_packet_carrier_free (WirePacketCarrier *self)
{
  wire_packet_blocks_free (self->blocks);
  g_byte_array_unref (self->options);
  g_ptr_array_unref (self->comments);
  g_free (self->numbers);
  g_object_unref (self->capture);
  g_free (self);
}

/** Has @change called with every packet, before it is written. */
void
wire_packet_carrier_set_change (WirePacketCarrier *self,
                                WirePacketChange change,
                                gpointer user_data)
{
  self->change = change;
  self->user_data = user_data;
}

void
wire_packet_carrier_set_bare (WirePacketCarrier *self)
{
  self->bare = TRUE;
}

/* What is carried of the options of a bare file: how its times count and how frames end; which way
 * packets went and how many are missing. */
static gboolean
is_bare_option (guint32 block, guint16 code)
{
  if (block == WIRE_PCAPNG_INTERFACE)
    return code == WIRE_PCAPNG_INTERFACE_RESOLUTION || code == WIRE_PCAPNG_INTERFACE_FCS
           || code == WIRE_PCAPNG_INTERFACE_OFFSET;
  return code == WIRE_PCAPNG_PACKET_FLAGS || code == WIRE_PCAPNG_PACKET_DROPS;
}

/* Leaves only what may be in a bare file in @options. */
static void
strip (const WirePacketCarrier *self, guint32 block, GByteArray *options)
{
  g_autoptr (GByteArray) whole = NULL;
  WirePcapngOptions left;
  WirePcapngOption option;

  if (!self->bare || options->len == 0)
    return;
  whole = g_byte_array_new_take (g_memdup2 (options->data, options->len), options->len);
  left = (WirePcapngOptions){ whole->data, whole->len, FALSE };
  g_byte_array_set_size (options, 0);
  while (wire_pcapng_options_next (&left, &option))
    if (is_bare_option (block, option.code))
      wire_pcapng_copy_option (options, block, &option, FALSE);
}

/** Gives the next packet that is carried one more comment; pcap has no place for it. */
void
wire_packet_carrier_add_comment (WirePacketCarrier *self, const char *comment)
{
  g_ptr_array_add (self->comments, g_strdup (comment));
}

/** Leaves out the comments that the next packet that is carried has in its file. */
void
wire_packet_carrier_drop_comments (WirePacketCarrier *self)
{
  self->drops = TRUE;
}

/* What a file header of pcap or snoop says, as options of an interface. */
static void
add_own_options (GByteArray *options, const WireInterfaceOrigin *origin)
{
  guint8 words = (guint8) (origin->link_word >> LINK_FCS_SHIFT);
  guint8 fcs = (guint8) (words * 2);

  if (origin->resolution != 6)
    wire_pcapng_add_option (options, WIRE_PCAPNG_INTERFACE_RESOLUTION, &origin->resolution, 1);
  if (origin->link_word & LINK_HAS_FCS)
    wire_pcapng_add_option (options, WIRE_PCAPNG_INTERFACE_FCS, &fcs, 1);
}

static gboolean
add_interface (WirePacketCarrier *self, WireCaptureWriter *writer, guint index, GError **error)
{
  WireInterface interface = wire_capture_get_interface (self->capture, index);
  g_autoptr (GByteArray) options = g_byte_array_new ();
  WireInterfaceOrigin origin = { 0 };
  gboolean is_pcap = wire_capture_writer_get_form (writer).format == WIRE_CAPTURE_PCAP;

  wire_capture_get_origin (self->capture, index, &origin);
  if (origin.format != WIRE_READER_PCAPNG)
    add_own_options (options, &origin);
  else if (!wire_carry_interface_options (self->capture, &origin, options, error))
    return FALSE;
  strip (self, WIRE_PCAPNG_INTERFACE, options);
  return wire_capture_writer_add_interface (
      writer,
      &(WireWrittenInterface){ .link_type = is_pcap ? origin.link_word : interface.link_type,
                               .snapshot = interface.snapshot,
                               .resolution = origin.resolution,
                               .options = options },
      &self->numbers[index], error);
}

/**
 * wire_packet_carrier_begin:
 * @self: a carrier
 * @writer: whose section header is written
 * @wanted: (nullable): by interface, whether packets of it come; %NULL for all. Only pcap leaves
 *   the others out, which can hold one type of link
 * @secrets: whether key logs are carried
 * @error: set where %FALSE is returned
 *
 * Adds the interfaces of the capture, names of addresses, and key logs. To be called once for each
 * file, before packets are added to it.
 */
gboolean
wire_packet_carrier_begin (WirePacketCarrier *self,
                           WireCaptureWriter *writer,
                           const guint8 *wanted,
                           gboolean secrets,
                           GError **error)
{
  gboolean is_pcap = wire_capture_writer_get_form (writer).format == WIRE_CAPTURE_PCAP;

  for (guint i = 0; i < self->n_interfaces; i++)
    {
      self->numbers[i] = NOT_WRITTEN;
      if (is_pcap && wanted && !wanted[i])
        continue;
      if (!add_interface (self, writer, i, error))
        return FALSE;
    }
  if (self->bare)
    return TRUE;
  return wire_carry_blocks (self->capture, WIRE_PCAPNG_NAMES, self->numbers, self->n_interfaces,
                            writer, error)
         && (!secrets
             || wire_carry_blocks (self->capture, WIRE_PCAPNG_SECRETS, self->numbers,
                                   self->n_interfaces, writer, error));
}

static void
add_comments (WirePacketCarrier *self)
{
  for (guint i = 0; i < self->comments->len; i++)
    wire_pcapng_add_text (self->options, WIRE_PCAPNG_OPTION_COMMENT,
                          g_ptr_array_index (self->comments, i));
  g_ptr_array_set_size (self->comments, 0);
}

/* All options of a packet but its comments. */
static void
copy_without_comments (GByteArray *out, const WirePcapngOptions *options)
{
  WirePcapngOptions left = *options;
  WirePcapngOption option;

  while (wire_pcapng_options_next (&left, &option))
    if (option.code != WIRE_PCAPNG_OPTION_COMMENT)
      wire_pcapng_copy_option (out, WIRE_PCAPNG_PACKET, &option, options->big_endian);
}

/* Comments come first, as Wireshark writes them. */
static void
gather_options (WirePacketCarrier *self, const WirePacketBlock *block)
{
  guint32 drops[2] = { GUINT32_TO_LE ((guint32) block->drops), 0 };

  g_byte_array_set_size (self->options, 0);
  add_comments (self);
  if (self->drops)
    copy_without_comments (self->options, &block->options);
  else
    wire_pcapng_copy_options (self->options, WIRE_PCAPNG_PACKET, &block->options);
  self->drops = FALSE;
  if (block->drops > 0)
    wire_pcapng_add_option (self->options, WIRE_PCAPNG_PACKET_DROPS, drops, sizeof drops);
  strip (self, WIRE_PCAPNG_PACKET, self->options);
}

/**
 * wire_packet_carrier_add:
 * @self: a carrier that was begun
 * @writer: with which it was begun last
 * @record: the packet
 * @error: set where %FALSE is returned: the packet cannot be read, or not be written
 */
gboolean
wire_packet_carrier_add (WirePacketCarrier *self,
                         WireCaptureWriter *writer,
                         const WirePacketRecord *record,
                         GError **error)
{
  WirePacketBlock block;
  WireWrittenPacket packet;

  if (!wire_packet_blocks_read (self->blocks, record, &block, error))
    return FALSE;
  gather_options (self, &block);
  packet = (WireWrittenPacket){ .interface = self->numbers[record->interface],
                                .captured = record->captured,
                                .length = record->length,
                                .ticks = block.ticks,
                                .time = record->time,
                                .data = block.data,
                                .options = self->options->len > 0 ? self->options : NULL };
  if (self->change)
    self->change (record, &packet, self->user_data);
  return wire_capture_writer_add_packet (writer, &packet, error);
}

/** Adds the statistics of the interfaces, which come last. Returns: whether they were written */
gboolean
wire_packet_carrier_end (WirePacketCarrier *self, WireCaptureWriter *writer, GError **error)
{
  if (self->bare)
    return TRUE;
  return wire_carry_blocks (self->capture, WIRE_PCAPNG_STATISTICS, self->numbers,
                            self->n_interfaces, writer, error);
}

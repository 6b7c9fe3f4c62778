/* wire-capture-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/writing/wire-capture-writer.h"

#include "base/wire-time.h"
#include "capture/writing/wire-pcapng-block.h"

#include <glib/gi18n.h>

#define NANOSECONDS G_GINT64_CONSTANT (1000000000)

/* What pcap says where nothing bounds packets: libpcap's and Wireshark's limit. */
#define PCAP_SNAPSHOT 262144u

#define PCAP_MICROSECONDS 0xa1b2c3d4u
#define PCAP_NANOSECONDS 0xa1b23c4du

struct _WireCaptureWriter
{
  WirePackedSave *save;
  WireCaptureForm form;
  GByteArray *block; /* what is being put together */
  guint32 n_interfaces;

  guint32 link_type; /* of pcap */
  guint32 snapshot;
  gboolean no_snapshot; /* an interface has no limit */
  gboolean nanoseconds;
  gboolean has_header;
};

/** Returns: (transfer full): a writer of @save (transfer full), which was begun */
WireCaptureWriter *
wire_capture_writer_new (WireSave *save, WireCaptureForm form)
{
  WireCaptureWriter *self = g_new0 (WireCaptureWriter, 1);

  self->save = wire_packed_save_new (save, form.packing);
  self->form = form;
  self->block = g_byte_array_new ();
  return self;
}

void
wire_capture_writer_free (WireCaptureWriter *self)
{
  wire_packed_save_free (self->save);
  g_byte_array_unref (self->block);
  g_free (self);
}

WireCaptureForm
wire_capture_writer_get_form (const WireCaptureWriter *self)
{
  return self->form;
}

/* Writes what was put together. */
static gboolean
flush (WireCaptureWriter *self, GError **error)
{
  gboolean done = wire_packed_save_write (self->save, self->block->data, self->block->len, error);

  g_byte_array_set_size (self->block, 0);
  return done;
}

/**
 * wire_capture_writer_begin:
 * @self: a writer that has written nothing
 * @options: (nullable): of the section header of pcapng, in little endian, without an end of them
 * @error: set where %FALSE is returned
 *
 * To be called first.
 */
gboolean
wire_capture_writer_begin (WireCaptureWriter *self, const GByteArray *options, GError **error)
{
  gsize begin;

  if (self->form.format == WIRE_CAPTURE_PCAP)
    return TRUE;
  begin = wire_pcapng_begin (self->block, WIRE_PCAPNG_SECTION);
  wire_pcapng_add_u32 (self->block, 0x1a2b3c4d); /* tells the byte order */
  wire_pcapng_add_u16 (self->block, 1);
  wire_pcapng_add_u16 (self->block, 0);
  wire_pcapng_add_u32 (self->block, G_MAXUINT32); /* the length of the section is not known */
  wire_pcapng_add_u32 (self->block, G_MAXUINT32);
  if (options)
    g_byte_array_append (self->block, options->data, options->len);
  wire_pcapng_end (self->block, begin, options && options->len > 0);
  return flush (self, error);
}

static gboolean
is_finer_than_microseconds (guint8 resolution)
{
  return resolution & 0x80 ? (resolution & 0x7f) > 0 : resolution > 6;
}

static gboolean
note_interface (WireCaptureWriter *self, const WireWrittenInterface *interface, GError **error)
{
  if (self->n_interfaces > 0 && interface->link_type != self->link_type)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   _ ("The packets come from links of several types (%u and %u), which a pcap file "
                      "cannot hold. Choose a name that ends in “.pcapng”."),
                   self->link_type, interface->link_type);
      return FALSE;
    }
  self->link_type = interface->link_type;
  self->snapshot = MAX (self->snapshot, interface->snapshot);
  self->no_snapshot |= interface->snapshot == 0;
  self->nanoseconds |= is_finer_than_microseconds (interface->resolution);
  return TRUE;
}

/**
 * wire_capture_writer_add_interface:
 * @self: a writer that was begun
 * @interface: to be added. All interfaces of a pcap file have one link type, and come before the
 *   first packet
 * @number: (out): of the interface, for packets
 * @error: set where %FALSE is returned
 */
gboolean
wire_capture_writer_add_interface (WireCaptureWriter *self,
                                   const WireWrittenInterface *interface,
                                   guint32 *number,
                                   GError **error)
{
  const GByteArray *options = interface->options;
  gsize begin;

  if (self->form.format == WIRE_CAPTURE_PCAP && !note_interface (self, interface, error))
    return FALSE;
  *number = self->n_interfaces++;
  if (self->form.format == WIRE_CAPTURE_PCAP)
    return TRUE;
  begin = wire_pcapng_begin (self->block, WIRE_PCAPNG_INTERFACE);
  wire_pcapng_add_u16 (self->block, (guint16) interface->link_type);
  wire_pcapng_add_u16 (self->block, 0);
  wire_pcapng_add_u32 (self->block, interface->snapshot);
  if (options)
    g_byte_array_append (self->block, options->data, options->len);
  wire_pcapng_end (self->block, begin, options && options->len > 0);
  return flush (self, error);
}

static void
add_pcap_header (WireCaptureWriter *self)
{
  guint32 snapshot = self->no_snapshot || self->snapshot == 0 ? PCAP_SNAPSHOT : self->snapshot;

  if (self->has_header)
    return;
  self->has_header = TRUE;
  wire_pcapng_add_u32 (self->block, self->nanoseconds ? PCAP_NANOSECONDS : PCAP_MICROSECONDS);
  wire_pcapng_add_u16 (self->block, 2);
  wire_pcapng_add_u16 (self->block, 4);
  wire_pcapng_add_u32 (self->block, 0);
  wire_pcapng_add_u32 (self->block, 0);
  wire_pcapng_add_u32 (self->block, snapshot);
  wire_pcapng_add_u32 (self->block, self->link_type);
}

static gboolean
add_record (WireCaptureWriter *self, const WireWrittenPacket *packet, GError **error)
{
  gint64 time = packet->time == WIRE_TIME_NONE ? 0 : packet->time;
  gint64 fraction = time % NANOSECONDS;

  if (time < 0 || time / NANOSECONDS > G_MAXUINT32)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   _ ("A packet was captured before 1970 or after 2105, which a pcap file cannot "
                      "say. Choose a name that ends in “.pcapng”."));
      return FALSE;
    }
  add_pcap_header (self);
  wire_pcapng_add_u32 (self->block, (guint32) (time / NANOSECONDS));
  wire_pcapng_add_u32 (self->block, (guint32) (self->nanoseconds ? fraction : fraction / 1000));
  wire_pcapng_add_u32 (self->block, packet->captured);
  wire_pcapng_add_u32 (self->block, packet->length);
  g_byte_array_append (self->block, packet->data, packet->captured);
  return TRUE;
}

static void
add_packet_block (WireCaptureWriter *self, const WireWrittenPacket *packet)
{
  const GByteArray *options = packet->options;
  gsize begin = wire_pcapng_begin (self->block, WIRE_PCAPNG_PACKET);

  wire_pcapng_add_u32 (self->block, packet->interface);
  wire_pcapng_add_u32 (self->block, (guint32) (packet->ticks >> 32));
  wire_pcapng_add_u32 (self->block, (guint32) packet->ticks);
  wire_pcapng_add_u32 (self->block, packet->captured);
  wire_pcapng_add_u32 (self->block, packet->length);
  wire_pcapng_add_padded (self->block, packet->data, packet->captured);
  if (options)
    g_byte_array_append (self->block, options->data, options->len);
  wire_pcapng_end (self->block, begin, options && options->len > 0);
}

/* A block of interface 0 that has neither a time nor a captured length: that follows from the
 * snapshot length, and from how long the block is. */
static void
add_simple_packet (WireCaptureWriter *self, const WireWrittenPacket *packet)
{
  gsize begin = wire_pcapng_begin (self->block, WIRE_PCAPNG_SIMPLE_PACKET);

  wire_pcapng_add_u32 (self->block, packet->length);
  wire_pcapng_add_padded (self->block, packet->data, packet->captured);
  wire_pcapng_end (self->block, begin, FALSE);
}

/**
 * wire_capture_writer_add_packet:
 * @self: a writer that has the packet's interface
 * @packet: what comes next. One without a time stays so in pcapng where it is of interface 0;
 *   otherwise its time is 0
 * @error: set where %FALSE is returned
 */
gboolean
wire_capture_writer_add_packet (WireCaptureWriter *self,
                                const WireWrittenPacket *packet,
                                GError **error)
{
  g_return_val_if_fail (packet->interface < self->n_interfaces, FALSE);

  if (self->form.format == WIRE_CAPTURE_PCAP)
    {
      if (!add_record (self, packet, error))
        return FALSE;
    }
  else if (packet->time == WIRE_TIME_NONE && packet->interface == 0 && !packet->options)
    add_simple_packet (self, packet);
  else
    add_packet_block (self, packet);
  return flush (self, error);
}

/** Adds @block, which is whole and in little endian; pcap has no place for it. Returns: whether it
 * was written */
gboolean
wire_capture_writer_add_block (WireCaptureWriter *self, const GByteArray *block, GError **error)
{
  if (self->form.format == WIRE_CAPTURE_PCAP)
    return TRUE;
  return wire_packed_save_write (self->save, block->data, block->len, error);
}

/**
 * wire_capture_writer_finish:
 * @self: a writer; nothing may be added after it
 * @error: set where %NULL is returned
 *
 * Returns: (transfer none) (nullable): the file with all that was added in it, for wire_save_end()
 *   or wire_save_end_new()
 */
WireSave *
wire_capture_writer_finish (WireCaptureWriter *self, GError **error)
{
  if (self->form.format == WIRE_CAPTURE_PCAP)
    add_pcap_header (self);
  if (!flush (self, error) || !wire_packed_save_finish (self->save, error))
    return NULL;
  return wire_packed_save_get_save (self->save);
}

guint64
wire_capture_writer_get_size (const WireCaptureWriter *self)
{
  return wire_packed_save_get_size (self->save);
}

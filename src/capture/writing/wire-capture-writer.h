/* wire-capture-writer.h: writes a capture file, block by block
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/writing/wire-packed-save.h"

G_BEGIN_DECLS

/**
 * WireWrittenInterface:
 * @link_type: a LINKTYPE_ number; in pcap with the upper bits that tell of frame check sequences
 * @snapshot: longest captured length in bytes; 0 where there is no limit
 * @resolution: of the times of its packets, as #WireInterfaceOrigin has it
 * @options: (nullable): of pcapng, in little endian and without an end of them
 *
 * An interface that packets are said to come from.
 */
typedef struct
{
  guint32 link_type;
  guint32 snapshot;
  guint8 resolution;
  const GByteArray *options;
} WireWrittenInterface;

/**
 * WireWrittenPacket:
 * @interface: as wire_capture_writer_add_interface() counts them
 * @ticks: its time in units of its interface, for pcapng
 * @time: its time in nanoseconds since 1970, for pcap, or %WIRE_TIME_NONE
 * @captured: bytes at @data
 * @length: bytes on the wire
 * @data: the captured bytes
 * @options: (nullable): of pcapng, in little endian and without an end of them
 *
 * A packet to be written.
 */
typedef struct
{
  guint32 interface;
  guint32 captured;
  guint64 ticks;
  gint64 time;
  guint32 length;
  const guint8 *data;
  const GByteArray *options;
} WireWrittenPacket;

/**
 * WireCaptureWriter:
 *
 * Writes pcapng or pcap: the section header first, then interfaces, packets and other blocks as
 * they are added. The file gets its name when its maker ends its #WireSave. Used by one
 * thread.
 */
typedef struct _WireCaptureWriter WireCaptureWriter;

WireCaptureWriter *wire_capture_writer_new (WireSave *save, WireCaptureForm form);

/** Lets go of the file; one that was not ended is gone. */
void wire_capture_writer_free (WireCaptureWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireCaptureWriter, wire_capture_writer_free)

/** Returns: what is written, and how it is packed */
WireCaptureForm wire_capture_writer_get_form (const WireCaptureWriter *writer);

gboolean wire_capture_writer_begin (WireCaptureWriter *writer,
                                    const GByteArray *options,
                                    GError **error);
gboolean wire_capture_writer_add_interface (WireCaptureWriter *writer,
                                            const WireWrittenInterface *interface,
                                            guint32 *number,
                                            GError **error);
gboolean wire_capture_writer_add_packet (WireCaptureWriter *writer,
                                         const WireWrittenPacket *packet,
                                         GError **error);
gboolean wire_capture_writer_add_block (WireCaptureWriter *writer,
                                        const GByteArray *block,
                                        GError **error);
WireSave *wire_capture_writer_finish (WireCaptureWriter *writer, GError **error);

/** Returns: the bytes that were written so far, before they are packed */
guint64 wire_capture_writer_get_size (const WireCaptureWriter *writer);

G_END_DECLS

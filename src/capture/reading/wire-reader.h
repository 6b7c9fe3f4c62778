/* wire-reader.h: packets out of a capture file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-time.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WireReaderError:
 * @WIRE_READER_ERROR_NOT_CAPTURE: the file is readable but is no capture that Wirecase knows
 * @WIRE_READER_ERROR_EMPTY: the file has no bytes
 * @WIRE_READER_ERROR_BROKEN: nothing past the break can be read; everything before it was
 * @WIRE_READER_ERROR_CUT: the file ends inside a packet
 * @WIRE_READER_ERROR_CHANGED: the file was changed while it was open
 *
 * What cannot be opened or read (a folder, no permission, a failing disk) keeps its #GIOErrorEnum.
 */
typedef enum
{
  WIRE_READER_ERROR_NOT_CAPTURE,
  WIRE_READER_ERROR_EMPTY,
  WIRE_READER_ERROR_BROKEN,
  WIRE_READER_ERROR_CUT,
  WIRE_READER_ERROR_CHANGED,
} WireReaderError;

#define WIRE_READER_ERROR (wire_reader_error_quark ())

/** The error domain of this module, for %GError. */
GQuark wire_reader_error_quark (void);

/**
 * WireInterface:
 * @link_type: a LINKTYPE_ number
 * @snapshot: longest captured length in bytes; 0 where there is no limit
 * @name: (nullable): as a pcapng interface description gives it, made printable
 *
 * Where packets were captured. A pcap file has one.
 */
typedef struct
{
  guint32 link_type;
  guint32 snapshot;
  char *name;
} WireInterface;

/**
 * WireReaderFormat:
 * @WIRE_READER_PCAP: pcap in any spelling
 * @WIRE_READER_PCAPNG: pcapng
 * @WIRE_READER_SNOOP: snoop
 *
 * How the packets of an interface are written in the file. A file may have parts of several.
 */
typedef enum
{
  WIRE_READER_PCAP,
  WIRE_READER_PCAPNG,
  WIRE_READER_SNOOP,
} WireReaderFormat;

/**
 * WireInterfaceOrigin:
 * @offset: of its description: the block of pcapng, or the header of the file
 * @link_word: of pcap: the last word of the file header, where the upper bits tell of frame check
 *   sequences; otherwise the link type
 * @format: #WireReaderFormat
 * @big_endian: the byte order of everything about it
 * @resolution: of its times, as pcapng writes it: 6 for microseconds, 9 for nanoseconds, and with
 *   bit 7 a power of two
 *
 * Where the file describes an interface, and how.
 */
typedef struct
{
  guint64 offset;
  guint32 link_word;
  guint8 format;
  gboolean big_endian;
  guint8 resolution;
} WireInterfaceOrigin;

/**
 * WireReaderBlock:
 * @offset: of the block, for wire_reader_read_into()
 * @type: of pcapng
 * @length: of the whole block, in bytes, as it says itself
 * @first_interface: the number of interface 0 of its section
 * @big_endian: the byte order of its section
 *
 * A block of pcapng that is not a packet and not an interface: section headers, names, statistics
 * and secrets. What it holds was not checked.
 */
typedef struct
{
  guint64 offset;
  guint32 type;
  guint32 length;
  guint32 first_interface;
  gboolean big_endian;
} WireReaderBlock;

/** Blocks that are remembered; later ones are not. */
#define WIRE_READER_BLOCKS_MAX 65536u

/**
 * WirePacket:
 * @data: its captured bytes; owned by the reader, valid until the next call on it
 * @offset: where those bytes are in the file, or in the spool where the file was compressed; what
 *   wire_reader_read_at() takes
 * @time: nanoseconds since 1970-01-01 00:00 UTC, or %WIRE_TIME_NONE
 * @captured: bytes captured
 * @length: bytes on the wire
 * @interface: index for wire_reader_get_interface()
 */
typedef struct
{
  const guint8 *data;
  guint64 offset;
  gint64 time;
  guint32 captured;
  guint32 length;
  guint32 interface;
} WirePacket;

/**
 * WireReader:
 *
 * An open capture: pcap or pcapng, bare or inside gzip or zstd, recognised by content. The file is
 * read in bounded pieces by pread(); a file that is cut under the reader is an error, not a
 * SIGBUS. A compressed file is unpacked into an unlinked spool file as it is read, so that packets
 * can be read again.
 *
 * Threads: wire_reader_next_batch() belongs to one thread; wire_reader_read_at() and
 * wire_reader_get_interface() may be called from any other meanwhile.
 */
typedef struct _WireReader WireReader;

WireReader *wire_reader_open (const char *path, GCancellable *cancellable, GError **error);

/** Frees @reader and what it owns. */
void wire_reader_free (WireReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireReader, wire_reader_free)

GPtrArray *wire_reader_take_secrets (WireReader *reader);

/** Packets that were read, as they are in memory. */
typedef struct _WireReaderPage WireReaderPage;

guint wire_reader_next_batch (WireReader *reader, WirePacket *packets, guint n, GError **error);
WireReaderPage *wire_reader_hold (WireReader *reader);

/** Lets go of @page, which wire_reader_hold() gave. Any thread. */
void wire_reader_page_release (WireReaderPage *page);

gsize wire_reader_get_window_size (const WireReader *reader);
GBytes *wire_reader_read_at (WireReader *reader, guint64 offset, guint32 captured, GError **error);
gboolean wire_reader_read_into (
    WireReader *reader, guint64 offset, guint8 *buffer, gsize length, GError **error);

const char *wire_reader_get_format (WireReader *reader);
double wire_reader_get_fraction (WireReader *reader);
guint wire_reader_get_n_interfaces (WireReader *reader);
WireInterface wire_reader_get_interface (WireReader *reader, guint index);
gboolean wire_reader_get_origin (WireReader *reader, guint index, WireInterfaceOrigin *origin);
gboolean wire_reader_get_block (WireReader *reader, guint index, WireReaderBlock *block);

G_END_DECLS

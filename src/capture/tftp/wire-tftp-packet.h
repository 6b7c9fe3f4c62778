/* wire-tftp-packet.h: the datagrams of TFTP
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** RFC 1350, section 5; RFC 2347. */
typedef enum
{
  WIRE_TFTP_READ = 1,
  WIRE_TFTP_WRITE = 2,
  WIRE_TFTP_DATA = 3,
  WIRE_TFTP_ACK = 4,
  WIRE_TFTP_ERROR = 5,
  WIRE_TFTP_OACK = 6,
} WireTftpOpcode;

/** The block size that holds where none was agreed on. */
#define WIRE_TFTP_BLOCK 512u

/** What a data packet has before its data. */
#define WIRE_TFTP_HEAD 4u

/** A size that nobody said. */
#define WIRE_TFTP_UNKNOWN G_MAXUINT64

/**
 * WireTftpOptions:
 * @block_size: 0 where it is not among them (RFC 2348)
 * @size: of the file, or %WIRE_TFTP_UNKNOWN (RFC 2349)
 * @window: blocks that are sent before they are acknowledged; 0 where it is not among them (RFC
 *   7440)
 */
typedef struct
{
  guint32 block_size;
  guint64 size;
  guint32 window;
} WireTftpOptions;

/**
 * WireTftpPacket:
 * @opcode: #WireTftpOpcode
 * @name: (nullable): of requests: the file; of errors: the message; borrowed, with a NUL after it
 * @mode: (nullable): of requests; likewise
 * @number: the block, or the code of an error
 * @options: of requests and their acknowledgements
 */
typedef struct
{
  guint16 opcode;
  const char *name;
  const char *mode;
  guint16 number;
  WireTftpOptions options;
} WireTftpPacket;

gboolean wire_tftp_packet_parse (const guint8 *bytes, gsize length, WireTftpPacket *packet);
char *wire_tftp_packet_describe (const guint8 *bytes, gsize length, const WireTftpPacket *packet);

G_END_DECLS

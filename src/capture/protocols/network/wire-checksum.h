/* wire-checksum.h: the Internet checksum of IP, TCP, UDP and their kin
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-frame.h"

G_BEGIN_DECLS

/**
 * WireEnclosing:
 * @family: of the IP header
 * @src: 4 or 16 bytes
 * @dst: likewise
 * @length: bytes of the transport header and its payload, by the IP header's word
 * @whole: all of them were captured, and in one piece
 *
 * What a transport header's checksum covers besides the transport itself.
 */
typedef struct
{
  WireFamily family;
  const guint8 *src;
  const guint8 *dst;
  guint32 length;
  gboolean whole;
} WireEnclosing;

/**
 * WireChecksumState:
 * @WIRE_CHECKSUM_UNKNOWN: not all of it is there, or it was left to the network card
 */
typedef enum
{
  WIRE_CHECKSUM_UNKNOWN,
  WIRE_CHECKSUM_RIGHT,
  WIRE_CHECKSUM_WRONG,
} WireChecksumState;

WireChecksumState wire_checksum_check (const WireFrame *frame);
guint32 wire_checksum_add (guint32 sum, const guint8 *bytes, gsize length);
guint16 wire_checksum_fold (guint32 sum);
guint32 wire_checksum_crc32c (const guint8 *bytes, gsize length);
gboolean wire_enclosing_find (const WireFrame *frame,
                              const WireLayer *layer,
                              WireEnclosing *enclosing);
guint32 wire_enclosing_sum (const WireEnclosing *enclosing, guint8 ip_protocol, guint32 length);

G_END_DECLS

/* wire-datagram.h: an IP datagram that travelled in fragments
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-frame.h"

G_BEGIN_DECLS

/** Bytes before the fragmentable part: an IPv4 header has at most 60, and IPv6 with extension
 * headers seldom more. */
#define WIRE_DATAGRAM_HEADER_MAX 256u

/** IP's own limit (RFC 791, section 3.1). */
#define WIRE_DATAGRAM_MAX 65535u

/** A piece is at least as long as a fragment's step, but for damage and attacks. */
#define WIRE_DATAGRAM_PIECES_MAX 8192u

/**
 * WireDatagramPiece:
 * @offset: in the datagram's payload
 * @length: bytes that were on the wire
 * @captured: of them captured
 * @packet: that brought it
 * @place: of its first byte in the capture file
 */
typedef struct
{
  guint32 offset;
  guint32 length;
  guint32 captured;
  guint32 packet;
  guint64 place;
} WireDatagramPiece;

/**
 * WireFragment:
 * @tuple: addresses and protocol of its IP header; ports 0
 * @id: its fragment identification
 * @header: the header as it is before the fragmentable part; in the frame
 * @header_length: its length
 * @next_header: what the fragment header of IPv6 says comes next
 * @more: it is not the last one
 * @data: its captured bytes
 * @piece: where they belong
 */
typedef struct
{
  WireTuple tuple;
  guint32 id;
  const guint8 *header;
  guint32 header_length;
  guint8 next_header;
  gboolean more;
  const guint8 *data;
  WireDatagramPiece piece;
} WireFragment;

/**
 * WireDatagram:
 *
 * Fragments with the same addresses, protocol and identification, put together. Where two of them
 * say different bytes of the same place, those that came first stay, and the datagram says so.
 * Used by one thread.
 */
typedef struct _WireDatagram WireDatagram;

WireDatagram *wire_datagram_new (const WireFragment *fragment, gint64 time);

/** Frees @datagram and what it owns. */
void wire_datagram_free (WireDatagram *datagram);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireDatagram, wire_datagram_free)

gboolean wire_fragment_find (const WireFrame *frame,
                             guint8 ip_layer,
                             const WireTuple *tuple,
                             guint32 id,
                             WireFragment *fragment);

gboolean wire_datagram_add (WireDatagram *datagram, const WireFragment *fragment);
gboolean wire_datagram_is_complete (const WireDatagram *datagram);
gboolean wire_datagram_is_of (const WireDatagram *datagram, const WireTuple *tuple, guint32 id);
gboolean wire_datagram_overlaps (const WireDatagram *datagram);
gint64 wire_datagram_get_time (const WireDatagram *datagram);
gsize wire_datagram_get_memory (const WireDatagram *datagram);
const guint8 *wire_datagram_make_packet (WireDatagram *datagram,
                                         guint32 *header,
                                         guint32 *captured,
                                         guint32 *length);
const WireDatagramPiece *wire_datagram_get_pieces (const WireDatagram *datagram, guint *n);

G_END_DECLS

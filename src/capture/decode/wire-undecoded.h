/* wire-undecoded.h: why nobody knows what a frame carries
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-frame.h"

G_BEGIN_DECLS

/**
 * WireUndecodedReason:
 * @WIRE_UNDECODED_NOT: the frame is decoded, or is of the link's own business and carries nothing
 * @WIRE_UNDECODED_LINK_TYPE: its link type has no decoder; the number is the link type
 * @WIRE_UNDECODED_ETHERTYPE: the number is an EtherType
 * @WIRE_UNDECODED_IP_PROTOCOL: the number is an IP protocol
 * @WIRE_UNDECODED_PPP: the number is a protocol of PPP
 * @WIRE_UNDECODED_CARRIER: something that carries others, and does so in a way that is not known;
 * the number is its #WireProtocol
 * @WIRE_UNDECODED_ENCRYPTED: the number is the #WireProtocol that encrypts
 * @WIRE_UNDECODED_CUT: the capture kept less than there was; the number is how many bytes it kept
 * @WIRE_UNDECODED_BROKEN: its headers contradict themselves
 * @WIRE_UNDECODED_FRAGMENTS: a datagram of which fragments are missing; counted in datagrams
 * @WIRE_UNDECODED_OVERLAPS: a datagram whose fragments say different bytes of one place; likewise
 * @WIRE_UNDECODED_CHECKSUM: its checksum is wrong, so that its receiver did not take it
 */
typedef enum
{
  WIRE_UNDECODED_NOT,
  WIRE_UNDECODED_LINK_TYPE,
  WIRE_UNDECODED_ETHERTYPE,
  WIRE_UNDECODED_IP_PROTOCOL,
  WIRE_UNDECODED_PPP,
  WIRE_UNDECODED_CARRIER,
  WIRE_UNDECODED_ENCRYPTED,
  WIRE_UNDECODED_CUT,
  WIRE_UNDECODED_BROKEN,
  WIRE_UNDECODED_FRAGMENTS,
  WIRE_UNDECODED_OVERLAPS,
  WIRE_UNDECODED_CHECKSUM,
  WIRE_N_UNDECODED,
} WireUndecodedReason;

WireUndecodedReason wire_undecoded_find (const WireFrame *frame,
                                         guint32 link_type,
                                         guint32 *number);

/** Returns: whether wire_undecoded_find() needs to be asked: of few frames */
static inline gboolean
wire_undecoded_is_likely (const WireFrame *frame)
{
  const guint telling = WIRE_FRAME_HAS_PORTS | WIRE_FRAME_CUT | WIRE_FRAME_MALFORMED
                        | WIRE_FRAME_TUNNELLED | WIRE_FRAME_ENCRYPTED;

  return (frame->flags & telling) != WIRE_FRAME_HAS_PORTS || frame->captured < frame->length
         || frame->entered != WIRE_TUNNEL_NONE;
}

G_END_DECLS

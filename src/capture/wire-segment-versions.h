/* wire-segment-versions.h: bytes of TCP streams that were sent twice, and not alike
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-body.h"
#include "capture/wire-capture.h"

G_BEGIN_DECLS

/**
 * WireVersionTaken:
 * @WIRE_VERSION_UNKNOWN: nothing in the capture says which version the receiver took
 * @WIRE_VERSION_FIRST: the receiver acknowledged the bytes before the second version came
 * @WIRE_VERSION_FIRST_IN_ORDER: likely the first: nothing was missing before it, so that a receiver
 * which saw the packets in this order had taken it before the second came (RFC 9293, section 3.10)
 * @WIRE_VERSION_FIRST_BY_CHECKSUM: likely the first: the checksum of the second is wrong
 * @WIRE_VERSION_SECOND_BY_CHECKSUM: likely the second: the checksum of the first is wrong
 *
 * Which version the receiver took, as far as the capture shows.
 */
typedef enum
{
  WIRE_VERSION_UNKNOWN,
  WIRE_VERSION_FIRST,
  WIRE_VERSION_FIRST_IN_ORDER,
  WIRE_VERSION_FIRST_BY_CHECKSUM,
  WIRE_VERSION_SECOND_BY_CHECKSUM,
} WireVersionTaken;

/**
 * WireSegmentVersion:
 * @offset: in the capture file, of the bytes that came first
 * @other: of those that came second
 * @length: of both
 * @different: how many of these bytes differ
 * @packet: that brought the first version; from 0
 * @other_packet: that brought the second
 * @flow: of both
 * @taken: #WireVersionTaken
 *
 * The same stretch of a stream, twice. What is read of a stream is what came first.
 */
typedef struct
{
  guint64 offset;
  guint64 other;
  guint32 length;
  guint32 different;
  guint32 packet;
  guint32 other_packet;
  guint32 flow;
  guint8 taken;
} WireSegmentVersion;

/** Stretches that are kept at most. More are hardly read by anyone: an attack, or two captures that
 * were put together wrongly. */
#define WIRE_SEGMENT_VERSIONS_MAX 65536u

/** Returns: whether @versions are all that there are */
static inline gboolean
wire_segment_versions_are_all (const GArray *versions)
{
  return versions->len < WIRE_SEGMENT_VERSIONS_MAX;
}

const char *wire_version_taken_to_key (WireVersionTaken taken);
const char *wire_version_taken_describe (WireVersionTaken taken);
char *wire_segment_versions_describe (const GArray *versions);
guint64 wire_segment_versions_count (const GArray *versions,
                                     const WireBody *body,
                                     const WireSegmentVersion **first);
void wire_segment_versions_exchange (const GArray *versions, const WireBody *body, WireBody *other);

G_END_DECLS

/* wire-icmp-checksum.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/network/wire-icmp-checksum.h"

#include "capture/protocols/network/wire-checksum.h"
#include "capture/frame/wire-describe.h"

#define OFFSET 2

/**
 * wire_icmp_describe_checksum:
 * @layer: of at least four bytes
 * @pseudo_protocol: IP protocol number where the sum covers a pseudo-header too (RFC 4443, section
 *   2.3), otherwise 0
 *
 * Adds the field, and says whether the sum is right where the whole message is there.
 */
void
wire_icmp_describe_checksum (const WireFrame *frame,
                             const WireLayer *layer,
                             guint8 pseudo_protocol,
                             WireFields *fields)
{
  const guint8 *bytes = frame->data + layer->offset;
  guint16 found = (guint16) (bytes[OFFSET] << 8 | bytes[OFFSET + 1]);
  WireEnclosing ip;

  if (!wire_enclosing_find (frame, layer, &ip) || !ip.whole || ip.length < OFFSET + 2)
    {
      wire_fields_add (fields, OFFSET, 2, "Checksum", "%u (0x%04x, not checked)", found, found);
      return;
    }

  guint32 sum = pseudo_protocol ? wire_enclosing_sum (&ip, pseudo_protocol, ip.length) : 0;
  sum = wire_checksum_add (sum, bytes, OFFSET);
  sum = wire_checksum_add (sum, bytes + OFFSET + 2, ip.length - OFFSET - 2);
  wire_describe_checksum (fields, OFFSET, "Checksum", found, wire_checksum_fold (sum));
}

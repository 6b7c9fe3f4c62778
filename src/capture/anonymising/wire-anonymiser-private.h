/* wire-anonymiser-private.h: what the files of the anonymiser share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/anonymising/wire-anonymiser.h"

G_BEGIN_DECLS

struct _WireAnonymiser
{
  WireCryptoPan *pan; /* owned */
  gboolean cut;
  guint8 *bytes; /* the frame as it will be */
  gsize allocated;
  WireAnonymiserCounts counts;
};

void wire_anonymise_hardware (WireAnonymiser *self, guint32 offset);
void wire_anonymise_ipv4 (WireAnonymiser *self, guint32 offset);
void wire_anonymise_ipv6 (WireAnonymiser *self, guint32 offset);

/* wire-anonymiser-network.c. Each takes a layer whose bytes are there as far as @length says, and
 * returns how many of them are known to hold nothing more that names somebody; 0 where the header
 * is not whole. */
guint32 wire_anonymise_arp (WireAnonymiser *self, guint32 offset, guint32 length);
guint32 wire_anonymise_ipv4_header (WireAnonymiser *self, guint32 offset, guint32 length);
guint32 wire_anonymise_ipv6_header (WireAnonymiser *self, guint32 offset, guint32 length);
guint32 wire_anonymise_icmp (WireAnonymiser *self, guint32 offset, guint32 length);
guint32 wire_anonymise_icmpv6 (WireAnonymiser *self, guint32 offset, guint32 length);

/* wire-anonymiser-mend.c */
void wire_anonymiser_mend (WireAnonymiser *self, const WireFrame *frame);
void wire_anonymiser_mend_ipv4 (WireAnonymiser *self, const guint8 *old, guint32 offset);
void wire_anonymiser_mend_transport (WireAnonymiser *self,
                                     const guint8 *old,
                                     guint32 ip,
                                     guint8 protocol,
                                     guint32 offset,
                                     guint32 length);

G_END_DECLS

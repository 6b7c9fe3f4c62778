/* wire-dns-remark.h: what is odd about a name that was asked for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Names from this many characters on are long, and labels. */
#define WIRE_DNS_LONG_NAME 100u
#define WIRE_DNS_LONG_LABEL 40u

/** Labels that are shorter tell too little to be called random. */
#define WIRE_DNS_RANDOM_LABEL 16u

/** Bits a character from which on a label looks random: words of a language have fewer. */
#define WIRE_DNS_RANDOM_BITS 3.5

/**
 * WireDnsRemark:
 * @length: characters of the name
 * @label_length: of its longest label
 * @bits: how many bits a character of that label has (Shannon's entropy)
 * @is_long: the name or the label is long
 * @is_random: the label looks random
 */
typedef struct
{
  guint length;
  guint label_length;
  double bits;
  gboolean is_long;
  gboolean is_random;
} WireDnsRemark;

gboolean wire_dns_remark (const char *name, WireDnsRemark *remark);
char *wire_dns_get_domain (const char *name);

G_END_DECLS

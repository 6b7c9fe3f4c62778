/* wire-dns-remark.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/hosts/wire-dns-remark.h"

#include <math.h>
#include <string.h>

/* Labels of the domain that somebody registered: with more, such as co.uk, the domain is given as
 * one that is shorter than it is, and no harm is done. */
#define DOMAIN_LABELS 2u

static double
measure_bits (const char *label, gsize length)
{
  guint counts[256] = { 0 };
  double bits = 0;

  for (gsize i = 0; i < length; i++)
    counts[(guint8) g_ascii_tolower (label[i])]++;
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > 0)
      {
        double share = (double) counts[i] / (double) length;

        bits -= share * log2 (share);
      }
  return bits;
}

/* Finds the longest label. Returns: its length */
static gsize
find_label (const char *name, const char **label)
{
  gsize best = 0;

  while (*name)
    {
      gsize length = strcspn (name, ".");

      if (length > best)
        {
          best = length;
          *label = name;
        }
      name += length + (name[length] == '.');
    }
  return best;
}

/**
 * wire_dns_remark:
 * @name: that was asked for
 * @remark: (out): its figures
 *
 * Reverse names are as long as addresses make them, and not looked at.
 *
 * Returns: whether there is something to remark
 */
gboolean
wire_dns_remark (const char *name, WireDnsRemark *remark)
{
  const char *label = name;
  gsize length = find_label (name, &label);

  *remark = (WireDnsRemark){ .length = (guint) strlen (name), .label_length = (guint) length };
  if (length == 0 || g_str_has_suffix (name, ".arpa"))
    return FALSE;
  remark->bits = measure_bits (label, length);
  remark->is_long = remark->length >= WIRE_DNS_LONG_NAME || length >= WIRE_DNS_LONG_LABEL;
  remark->is_random = length >= WIRE_DNS_RANDOM_LABEL && remark->bits >= WIRE_DNS_RANDOM_BITS
                      && !memchr (label, '-', length);
  return remark->is_long || remark->is_random;
}

/** Returns: (transfer full): the last two labels of @name, in lower case */
char *
wire_dns_get_domain (const char *name)
{
  const char *start = name + strlen (name);
  guint dots = 0;

  while (start > name)
    {
      if (start[-1] == '.' && ++dots == DOMAIN_LABELS)
        break;
      start--;
    }
  return g_ascii_strdown (start, -1);
}

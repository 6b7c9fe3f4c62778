/* wire-link-type.c: LINKTYPE_ numbers, libpcap's DLT_ numbers and their names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reading/wire-link-type.h"

#include <pcap/pcap.h>

/* Where a LINKTYPE_ number, which files have, is not libpcap's DLT_ number on Linux. All others are
 * equal (libpcap, pcap-common.c). */
static const struct
{
  guint32 link_type;
  int dlt;
} DIFFERENT[] = {
  { 100, DLT_ATM_RFC1483 }, { 101, DLT_RAW },      { 102, DLT_SLIP_BSDOS },
  { 103, DLT_PPP_BSDOS },   { 106, DLT_ATM_CLIP }, { 246, DLT_PFSYNC },
};

/** Returns: libpcap's number for @link_type, on this system */
int
wire_link_type_to_dlt (guint32 link_type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (DIFFERENT); i++)
    if (DIFFERENT[i].link_type == link_type)
      return DIFFERENT[i].dlt;
  return (int) link_type;
}

/** Returns: (transfer none): what libpcap calls it, such as `Ethernet`, or `unknown` */
const char *
wire_link_type_name (guint32 link_type)
{
  const char *name = pcap_datalink_val_to_description (wire_link_type_to_dlt (link_type));

  return name ? name : "unknown";
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/capture/decode/frame-lines.h"

static const FrameCase CASES[] = {
  { "network", WIRE_PROTOCOL_VXLAN, "0800000000007b00a41875474944e840f23bebcd88b57061796c6f6164",
    "Ethernet type 0x88b5\n"
    "Virtual eXtensible Local Area Network = network 123 @0+8\n"
    "  Flags = 0x08 (network identifier valid) @0+1\n"
    "  VXLAN network identifier = 123 @4+3\n"
    "  Reserved = 0x00 @7+1\n"
    "Ethernet = e8:40:f2:3b:eb:cd → a4:18:75:47:49:44 @8+14\n"
    "  Destination = a4:18:75:47:49:44 @8+6\n"
    "  Source = e8:40:f2:3b:eb:cd @14+6\n"
    "  Type = 0x88b5 (unknown) @20+2\n"
    "Data = 7 bytes @22+7\n"
    "  Bytes = 70 61 79 6c 6f 61 64 @22+7\n" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  frame_cases_add ("vxlan", CASES, G_N_ELEMENTS (CASES));
  return g_test_run ();
}

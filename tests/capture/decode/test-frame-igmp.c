/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/capture/decode/frame-lines.h"

static const FrameCase CASES[] = {
  { "query-1", WIRE_PROTOCOL_IGMP, "1100abcd00000000",
    "Membership query (version 1) 0.0.0.0\n"
    "Internet Group Management Protocol = Membership query (version 1) 0.0.0.0 @0+8\n"
    "  Type = 0x11 (Membership query) @0+1\n"
    "  Checksum = 43981 (0xabcd, not checked) @2+2\n"
    "  Group = 0.0.0.0 @4+4\n" },
  { "query-2", WIRE_PROTOCOL_IGMP, "1164abcde00000fb",
    "Membership query (version 2) 224.0.0.251\n"
    "Internet Group Management Protocol = Membership query (version 2) 224.0.0.251 @0+8\n"
    "  Type = 0x11 (Membership query) @0+1\n"
    "  Maximum response time = 10.0 s @1+1\n"
    "  Checksum = 43981 (0xabcd, not checked) @2+2\n"
    "  Group = 224.0.0.251 @4+4\n" },
  { "query-3", WIRE_PROTOCOL_IGMP, "1194abcde00000fb0a7d0001c0000201",
    "Membership query (version 3) 224.0.0.251\n"
    "Internet Group Management Protocol = Membership query (version 3) 224.0.0.251 @0+16\n"
    "  Type = 0x11 (Membership query) @0+1\n"
    "  Maximum response time = 32.0 s @1+1\n"
    "  Checksum = 43981 (0xabcd, not checked) @2+2\n"
    "  Group = 224.0.0.251 @4+4\n"
    "  Flags = 0x0a (routers do no processing) @8+1\n"
    "  Robustness = 2 @8+1\n"
    "  Query interval = 125 s @9+1\n"
    "  Sources = 1 @10+2\n"
    "  Source = 192.0.2.1 @12+4\n" },
  { "report-1", WIRE_PROTOCOL_IGMP, "1200abcde00000fb",
    "Membership report (version 1) 224.0.0.251\n"
    "Internet Group Management Protocol = Membership report (version 1) 224.0.0.251 @0+8\n"
    "  Type = 0x12 (Membership report (version 1)) @0+1\n"
    "  Checksum = 43981 (0xabcd, not checked) @2+2\n"
    "  Group = 224.0.0.251 @4+4\n" },
  { "report-2", WIRE_PROTOCOL_IGMP, "1600abcde00000fb",
    "Membership report (version 2) 224.0.0.251\n"
    "Internet Group Management Protocol = Membership report (version 2) 224.0.0.251 @0+8\n"
    "  Type = 0x16 (Membership report (version 2)) @0+1\n"
    "  Checksum = 43981 (0xabcd, not checked) @2+2\n"
    "  Group = 224.0.0.251 @4+4\n" },
  { "leave", WIRE_PROTOCOL_IGMP, "1700abcde00000fb",
    "Leave group 224.0.0.251\n"
    "Internet Group Management Protocol = Leave group 224.0.0.251 @0+8\n"
    "  Type = 0x17 (Leave group) @0+1\n"
    "  Checksum = 43981 (0xabcd, not checked) @2+2\n"
    "  Group = 224.0.0.251 @4+4\n" },
  { "report-3", WIRE_PROTOCOL_IGMP,
    "2200abcd0000000204000000e00000fb03010001e00000fbc000020161757821",
    "Membership report (version 3) 224.0.0.251\n"
    "Internet Group Management Protocol = Membership report (version 3) 224.0.0.251 @0+32\n"
    "  Type = 0x22 (Membership report (version 3)) @0+1\n"
    "  Checksum = 43981 (0xabcd, not checked) @2+2\n"
    "  Group records = 2 @6+2\n"
    "  Group record = 224.0.0.251, change to all except @8+8\n"
    "    Record type = 4 (change to all except) @8+1\n"
    "    Auxiliary words = 0 @9+1\n"
    "    Sources = 0 @10+2\n"
    "    Group = 224.0.0.251 @12+4\n"
    "  Group record = 224.0.0.251, change to only from @16+16\n"
    "    Record type = 3 (change to only from) @16+1\n"
    "    Auxiliary words = 1 @17+1\n"
    "    Sources = 1 @18+2\n"
    "    Group = 224.0.0.251 @20+4\n"
    "    Source = 192.0.2.1 @24+4\n" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  frame_cases_add ("igmp", CASES, G_N_ELEMENTS (CASES));
  return g_test_run ();
}

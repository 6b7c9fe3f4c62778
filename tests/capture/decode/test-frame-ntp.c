/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/capture/decode/frame-lines.h"

static const FrameCase CASES[] = {
  { "client", WIRE_PROTOCOL_NTP,
    "230006ec000000000000000000000000000000000000000000000000000000000000000000000000"
    "e3088e8080000000",
    "Client, version 4\n"
    "Network Time Protocol = Client, version 4 @0+48\n"
    "  Leap indicator = 0 (no warning) @0+1\n"
    "  Version = 4 @0+1\n"
    "  Mode = 3 (Client) @0+1\n"
    "  Stratum = 0 (unspecified) @1+1\n"
    "  Poll interval = 2^6 s @2+1\n"
    "  Precision = 2^-20 s @3+1\n"
    "  Root delay = 0.000000 s @4+4\n"
    "  Root dispersion = 0.000000 s @8+4\n"
    "  Reference identifier = none @12+4\n"
    "  Reference timestamp = not set @16+8\n"
    "  Origin timestamp = not set @24+8\n"
    "  Receive timestamp = not set @32+8\n"
    "  Transmit timestamp = 2020-09-13 12:26:40.500000000 UTC @40+8\n" },
  { "server", WIRE_PROTOCOL_NTP,
    "240206ec0000010000000800c0000201e3088e8000000000e3088e8100000000e3088e8200000001"
    "e3088e83000000006b657961757468656e74696361746573",
    "Server, version 4, stratum 2\n"
    "Network Time Protocol = Server, version 4, stratum 2 @0+64\n"
    "  Leap indicator = 0 (no warning) @0+1\n"
    "  Version = 4 @0+1\n"
    "  Mode = 4 (Server) @0+1\n"
    "  Stratum = 2 (secondary) @1+1\n"
    "  Poll interval = 2^6 s @2+1\n"
    "  Precision = 2^-20 s @3+1\n"
    "  Root delay = 0.003906 s @4+4\n"
    "  Root dispersion = 0.031250 s @8+4\n"
    "  Reference identifier = 192.0.2.1 @12+4\n"
    "  Reference timestamp = 2020-09-13 12:26:40.000000000 UTC @16+8\n"
    "  Origin timestamp = 2020-09-13 12:26:41.000000000 UTC @24+8\n"
    "  Receive timestamp = 2020-09-13 12:26:42.000000000 UTC @32+8\n"
    "  Transmit timestamp = 2020-09-13 12:26:43.000000000 UTC @40+8\n"
    "  Extensions and authentication = 16 bytes @48+16\n" },
  { "primary", WIRE_PROTOCOL_NTP,
    "1c0106ec000000000000000047505300000000000000000000000000000000000000000000000000"
    "0000000000000000",
    "Server, version 3, stratum 1\n"
    "Network Time Protocol = Server, version 3, stratum 1 @0+48\n"
    "  Leap indicator = 0 (no warning) @0+1\n"
    "  Version = 3 @0+1\n"
    "  Mode = 4 (Server) @0+1\n"
    "  Stratum = 1 (primary) @1+1\n"
    "  Poll interval = 2^6 s @2+1\n"
    "  Precision = 2^-20 s @3+1\n"
    "  Root delay = 0.000000 s @4+4\n"
    "  Root dispersion = 0.000000 s @8+4\n"
    "  Reference identifier = GPS @12+4\n"
    "  Reference timestamp = not set @16+8\n"
    "  Origin timestamp = not set @24+8\n"
    "  Receive timestamp = not set @32+8\n"
    "  Transmit timestamp = not set @40+8\n" },
  { "next-era", WIRE_PROTOCOL_NTP,
    "250106ec000000000000000047505300000000000000000000000000000000000000000000000000"
    "0000000100000000",
    "Broadcast, version 4, stratum 1\n"
    "Network Time Protocol = Broadcast, version 4, stratum 1 @0+48\n"
    "  Leap indicator = 0 (no warning) @0+1\n"
    "  Version = 4 @0+1\n"
    "  Mode = 5 (Broadcast) @0+1\n"
    "  Stratum = 1 (primary) @1+1\n"
    "  Poll interval = 2^6 s @2+1\n"
    "  Precision = 2^-20 s @3+1\n"
    "  Root delay = 0.000000 s @4+4\n"
    "  Root dispersion = 0.000000 s @8+4\n"
    "  Reference identifier = GPS @12+4\n"
    "  Reference timestamp = not set @16+8\n"
    "  Origin timestamp = not set @24+8\n"
    "  Receive timestamp = not set @32+8\n"
    "  Transmit timestamp = 2036-02-07 06:28:17.000000000 UTC @40+8\n" },
  { "control", WIRE_PROTOCOL_NTP, "160200010000000000000000",
    "Control, version 2\n"
    "Network Time Protocol = Control, version 2 @0+12\n"
    "  Version = 2 @0+1\n"
    "  Mode = 6 (Control) @0+1\n"
    "  Message = 11 bytes @1+11\n" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  frame_cases_add ("ntp", CASES, G_N_ELEMENTS (CASES));
  return g_test_run ();
}

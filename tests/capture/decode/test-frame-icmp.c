/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/capture/decode/frame-lines.h"

static const FrameCase CASES[] = {
  { "echo", WIRE_PROTOCOL_ICMP, "0800abcd00010002616263",
    "Echo request, identifier 1, sequence 2\n"
    "Internet Control Message Protocol = Echo request, identifier 1, sequence 2 @0+8\n"
    "  Type = 8 (Echo request) @0+1\n"
    "  Code = 0 @1+1\n"
    "  Checksum = 43981 (0xabcd, not checked) @2+2\n"
    "  Identifier = 1 @4+2\n"
    "  Sequence number = 2 @6+2\n"
    "Data = 3 bytes @8+3\n"
    "  Bytes = 61 62 63 @8+3\n" },
  { "port-unreachable", WIRE_PROTOCOL_ICMP,
    "0303abcd000000004500003c0001000040110000c0000201c00002020fa0003500280000",
    "Destination unreachable: port unreachable, UDP 192.0.2.1:4000 → 192.0.2.2:53\n"
    "Internet Control Message Protocol = Destination unreachable: port unreachable, UDP "
    "192.0.2.1:4000 → 192.0.2.2:53 @0+36\n"
    "  Type = 3 (Destination unreachable) @0+1\n"
    "  Code = 3 (port unreachable) @1+1\n"
    "  Checksum = 43981 (0xabcd, not checked) @2+2\n"
    "  Quoted datagram = UDP 192.0.2.1:4000 → 192.0.2.2:53 @8+28\n"
    "    Source = 192.0.2.1 @20+4\n"
    "    Destination = 192.0.2.2 @24+4\n"
    "    Source port = 4000 @28+2\n"
    "    Destination port = 53 @30+2\n" },
  { "fragmentation-needed", WIRE_PROTOCOL_ICMP,
    "0304abcd000005dc4500003c0001000040060000c0000201c00002020fa0003500280000",
    "Destination unreachable: fragmentation needed, TCP 192.0.2.1:4000 → 192.0.2.2:53\n"
    "Internet Control Message Protocol = Destination unreachable: fragmentation needed, TCP "
    "192.0.2.1:4000 → 192.0.2.2:53 @0+36\n"
    "  Type = 3 (Destination unreachable) @0+1\n"
    "  Code = 4 (fragmentation needed) @1+1\n"
    "  Checksum = 43981 (0xabcd, not checked) @2+2\n"
    "  Largest next-hop datagram = 1500 @6+2\n"
    "  Quoted datagram = TCP 192.0.2.1:4000 → 192.0.2.2:53 @8+28\n"
    "    Source = 192.0.2.1 @20+4\n"
    "    Destination = 192.0.2.2 @24+4\n"
    "    Source port = 4000 @28+2\n"
    "    Destination port = 53 @30+2\n" },
  { "redirect", WIRE_PROTOCOL_ICMP,
    "0501abcdc00002094500003c0001000040010000c0000201c00002020fa0003500280000",
    "Redirect: for the host, ICMP 192.0.2.1 → 192.0.2.2\n"
    "Internet Control Message Protocol = Redirect: for the host, ICMP 192.0.2.1 → 192.0.2.2 @0+36\n"
    "  Type = 5 (Redirect) @0+1\n"
    "  Code = 1 (for the host) @1+1\n"
    "  Checksum = 43981 (0xabcd, not checked) @2+2\n"
    "  Gateway = 192.0.2.9 @4+4\n"
    "  Quoted datagram = ICMP 192.0.2.1 → 192.0.2.2 @8+28\n"
    "    Source = 192.0.2.1 @20+4\n"
    "    Destination = 192.0.2.2 @24+4\n" },
  { "time-exceeded-quotes-ipv6", WIRE_PROTOCOL_ICMP,
    "0b00abcd000000006000000000081140000000000000000000000000000000010000000000000000"
    "00000000000000020fa0003500280000",
    "Time exceeded: time to live exceeded in transit, UDP [::1]:4000 → [::2]:53\n"
    "Internet Control Message Protocol = Time exceeded: time to live exceeded in transit, UDP "
    "[::1]:4000 → [::2]:53 @0+56\n"
    "  Type = 11 (Time exceeded) @0+1\n"
    "  Code = 0 (time to live exceeded in transit) @1+1\n"
    "  Checksum = 43981 (0xabcd, not checked) @2+2\n"
    "  Quoted datagram = UDP [::1]:4000 → [::2]:53 @8+48\n"
    "    Source = ::1 @16+16\n"
    "    Destination = ::2 @32+16\n"
    "    Source port = 4000 @48+2\n"
    "    Destination port = 53 @50+2\n" },
  { "timestamp", WIRE_PROTOCOL_ICMP, "0d00abcd000100020000000a0000000b0000000c",
    "Timestamp request, identifier 1, sequence 2\n"
    "Internet Control Message Protocol = Timestamp request, identifier 1, sequence 2 @0+20\n"
    "  Type = 13 (Timestamp request) @0+1\n"
    "  Code = 0 @1+1\n"
    "  Checksum = 43981 (0xabcd, not checked) @2+2\n"
    "  Identifier = 1 @4+2\n"
    "  Sequence number = 2 @6+2\n"
    "  Originate timestamp = 10 ms after midnight UTC @8+4\n"
    "  Receive timestamp = 11 ms after midnight UTC @12+4\n"
    "  Transmit timestamp = 12 ms after midnight UTC @16+4\n" },
  { "routers", WIRE_PROTOCOL_ICMP, "0900abcd02020708c0000201000000010a000001ffffffff",
    "Router advertisement\n"
    "Internet Control Message Protocol = Router advertisement @0+24\n"
    "  Type = 9 (Router advertisement) @0+1\n"
    "  Code = 0 @1+1\n"
    "  Checksum = 43981 (0xabcd, not checked) @2+2\n"
    "  Addresses = 2 @4+1\n"
    "  Words for each address = 2 @5+1\n"
    "  Lifetime = 1800 s @6+2\n"
    "  Router = 192.0.2.1, preference 1 @8+8\n"
    "  Router = 10.0.0.1, preference -1 @16+8\n" },
  { "mask", WIRE_PROTOCOL_ICMP, "1200abcd00010002ffffff00",
    "Address mask reply, identifier 1, sequence 2\n"
    "Internet Control Message Protocol = Address mask reply, identifier 1, sequence 2 @0+12\n"
    "  Type = 18 (Address mask reply) @0+1\n"
    "  Code = 0 @1+1\n"
    "  Checksum = 43981 (0xabcd, not checked) @2+2\n"
    "  Identifier = 1 @4+2\n"
    "  Sequence number = 2 @6+2\n"
    "  Address mask = 255.255.255.0 @8+4\n" },
  { "unknown", WIRE_PROTOCOL_ICMP, "c805abcd00010002ffffff00",
    "Type 200\n"
    "Internet Control Message Protocol = Type 200 @0+12\n"
    "  Type = 200 (unknown) @0+1\n"
    "  Code = 5 @1+1\n"
    "  Checksum = 43981 (0xabcd, not checked) @2+2\n" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  frame_cases_add ("icmp", CASES, G_N_ELEMENTS (CASES));
  return g_test_run ();
}

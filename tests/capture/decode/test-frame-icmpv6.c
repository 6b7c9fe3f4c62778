/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/capture/decode/frame-lines.h"

static const FrameCase CASES[] = {
  { "echo", WIRE_PROTOCOL_ICMPV6, "8100abcd00010002616263",
    "Echo reply, identifier 1, sequence 2\n"
    "Internet Control Message Protocol version 6 = Echo reply, identifier 1, sequence 2 @0+8\n"
    "  Type = 129 (Echo reply) @0+1\n"
    "  Code = 0 @1+1\n"
    "  Checksum = 43981 (0xabcd, not checked) @2+2\n"
    "  Identifier = 1 @4+2\n"
    "  Sequence number = 2 @6+2\n"
    "Data = 3 bytes @8+3\n"
    "  Bytes = 61 62 63 @8+3\n" },
  { "too-big", WIRE_PROTOCOL_ICMPV6,
    "0200abcd000005006000000000081140fe80000000000000000000000000000120010db800000000"
    "00000000000000010fa0003500080000",
    "Packet too big, UDP [fe80::1]:4000 → [2001:db8::1]:53\n"
    "Internet Control Message Protocol version 6 = Packet too big, UDP [fe80::1]:4000 → "
    "[2001:db8::1]:53 @0+56\n"
    "  Type = 2 (Packet too big) @0+1\n"
    "  Code = 0 @1+1\n"
    "  Checksum = 43981 (0xabcd, not checked) @2+2\n"
    "  Largest next-hop datagram = 1280 @4+4\n"
    "  Quoted datagram = UDP [fe80::1]:4000 → [2001:db8::1]:53 @8+48\n"
    "    Source = fe80::1 @16+16\n"
    "    Destination = 2001:db8::1 @32+16\n"
    "    Source port = 4000 @48+2\n"
    "    Destination port = 53 @50+2\n" },
  { "port-unreachable", WIRE_PROTOCOL_ICMPV6,
    "0104abcd000000006000000000081140fe80000000000000000000000000000120010db800000000"
    "00000000000000010fa0003500080000",
    "Destination unreachable: port unreachable, UDP [fe80::1]:4000 → [2001:db8::1]:53\n"
    "Internet Control Message Protocol version 6 = Destination unreachable: port unreachable, UDP "
    "[fe80::1]:4000 → [2001:db8::1]:53 @0+56\n"
    "  Type = 1 (Destination unreachable) @0+1\n"
    "  Code = 4 (port unreachable) @1+1\n"
    "  Checksum = 43981 (0xabcd, not checked) @2+2\n"
    "  Quoted datagram = UDP [fe80::1]:4000 → [2001:db8::1]:53 @8+48\n"
    "    Source = fe80::1 @16+16\n"
    "    Destination = 2001:db8::1 @32+16\n"
    "    Source port = 4000 @48+2\n"
    "    Destination port = 53 @50+2\n" },
  { "parameter-problem", WIRE_PROTOCOL_ICMPV6, "0401abcd0000002878",
    "Parameter problem: unrecognized next header\n"
    "Internet Control Message Protocol version 6 = Parameter problem: unrecognized next header "
    "@0+9\n"
    "  Type = 4 (Parameter problem) @0+1\n"
    "  Code = 1 (unrecognized next header) @1+1\n"
    "  Checksum = 43981 (0xabcd, not checked) @2+2\n"
    "  Pointer = 40 @4+4\n"
    "  Quoted datagram = not enough of an IP header @8+1\n" },
  { "router-solicitation", WIRE_PROTOCOL_ICMPV6, "8500abcd000000000101a41875474944",
    "Router solicitation\n"
    "Internet Control Message Protocol version 6 = Router solicitation @0+16\n"
    "  Type = 133 (Router solicitation) @0+1\n"
    "  Code = 0 @1+1\n"
    "  Checksum = 43981 (0xabcd, not checked) @2+2\n"
    "  Source link-layer address = a4:18:75:47:49:44 @8+8\n" },
  { "router-advertisement", WIRE_PROTOCOL_ICMPV6,
    "8600abcd40c80708000000640000000a0101a418754749440501000000000500030440c0ffffffff"
    "0000000a0000000020010db8000000000000000000000000190300000000003c20010db800000000"
    "00000000000000011f0400000000003c076578616d706c6503636f6d000161016200000000000000"
    "180230080000003c20010db8000000000e016e6f6e63652e",
    "Router advertisement\n"
    "Internet Control Message Protocol version 6 = Router advertisement @0+144\n"
    "  Type = 134 (Router advertisement) @0+1\n"
    "  Code = 0 @1+1\n"
    "  Checksum = 43981 (0xabcd, not checked) @2+2\n"
    "  Hop limit = 64 @4+1\n"
    "  Flags = 0xc8, addresses by DHCPv6, other configuration by DHCPv6, high preference @5+1\n"
    "  Router lifetime = 1800 s @6+2\n"
    "  Reachable time = 100 ms @8+4\n"
    "  Retransmission timer = 10 ms @12+4\n"
    "  Source link-layer address = a4:18:75:47:49:44 @16+8\n"
    "  MTU = 1280 @24+8\n"
    "  Prefix information = 2001:db8::/64 @32+32\n"
    "    Prefix length = 64 @34+1\n"
    "    Flags = 0xc0, on link, autonomous @35+1\n"
    "    Valid lifetime = infinite @36+4\n"
    "    Preferred lifetime = 10 s @40+4\n"
    "    Prefix = 2001:db8:: @48+16\n"
    "  DNS servers = type 25, 24 bytes @64+24\n"
    "    Lifetime = 60 s @68+4\n"
    "    DNS server = 2001:db8::1 @72+16\n"
    "  DNS search list = type 31, 32 bytes @88+32\n"
    "    Lifetime = 60 s @92+4\n"
    "    Domain = example.com @96+13\n"
    "    Domain = a.b @109+5\n"
    "  Route information = type 24, 16 bytes @120+16\n"
    "    Route lifetime = 60 s @124+4\n"
    "    Prefix length = 48 @122+1\n"
    "    Preference = high @123+1\n"
    "    Prefix = 2001:db8:: @128+8\n"
    "  Nonce = type 14, 8 bytes @136+8\n" },
  { "neighbor-solicitation", WIRE_PROTOCOL_ICMPV6,
    "8700abcd0000000020010db80000000000000000000000010101a41875474944",
    "Neighbor solicitation 2001:db8::1\n"
    "Internet Control Message Protocol version 6 = Neighbor solicitation 2001:db8::1 @0+32\n"
    "  Type = 135 (Neighbor solicitation) @0+1\n"
    "  Code = 0 @1+1\n"
    "  Checksum = 43981 (0xabcd, not checked) @2+2\n"
    "  Target = 2001:db8::1 @8+16\n"
    "  Source link-layer address = a4:18:75:47:49:44 @24+8\n" },
  { "neighbor-advertisement", WIRE_PROTOCOL_ICMPV6,
    "8800abcde000000020010db80000000000000000000000010201a41875474944",
    "Neighbor advertisement 2001:db8::1\n"
    "Internet Control Message Protocol version 6 = Neighbor advertisement 2001:db8::1 @0+32\n"
    "  Type = 136 (Neighbor advertisement) @0+1\n"
    "  Code = 0 @1+1\n"
    "  Checksum = 43981 (0xabcd, not checked) @2+2\n"
    "  Flags = 0xe0, router, solicited, override @4+1\n"
    "  Target = 2001:db8::1 @8+16\n"
    "  Target link-layer address = a4:18:75:47:49:44 @24+8\n" },
  { "redirect", WIRE_PROTOCOL_ICMPV6,
    "8900abcd00000000fe80000000000000000000000000000120010db8000000000000000000000001"
    "04070000000000006000000000081140fe80000000000000000000000000000120010db800000000"
    "00000000000000010fa0003500080000",
    "Redirect fe80::1\n"
    "Internet Control Message Protocol version 6 = Redirect fe80::1 @0+96\n"
    "  Type = 137 (Redirect) @0+1\n"
    "  Code = 0 @1+1\n"
    "  Checksum = 43981 (0xabcd, not checked) @2+2\n"
    "  Target = fe80::1 @8+16\n"
    "  Destination = 2001:db8::1 @24+16\n"
    "  Redirected header = type 4, 56 bytes @40+56\n"
    "    Quoted datagram = UDP [fe80::1]:4000 → [2001:db8::1]:53 @48+48\n"
    "      Source = fe80::1 @56+16\n"
    "      Destination = 2001:db8::1 @72+16\n"
    "      Source port = 4000 @88+2\n"
    "      Destination port = 53 @90+2\n" },
  { "option-without-length", WIRE_PROTOCOL_ICMPV6, "8500abcd000000000100a41875474944",
    "Router solicitation\n"
    "Internet Control Message Protocol version 6 = Router solicitation @0+16\n"
    "  Type = 133 (Router solicitation) @0+1\n"
    "  Code = 0 @1+1\n"
    "  Checksum = 43981 (0xabcd, not checked) @2+2\n"
    "  Option = type 1, has no length @8+2\n" },
  { "listener-query", WIRE_PROTOCOL_ICMPV6,
    "8200abcd03e80000ff020000000000000000000000000001027d0001fe8000000000000000000000"
    "00000001",
    "Multicast listener query ff02::1\n"
    "Internet Control Message Protocol version 6 = Multicast listener query ff02::1 @0+44\n"
    "  Type = 130 (Multicast listener query) @0+1\n"
    "  Code = 0 @1+1\n"
    "  Checksum = 43981 (0xabcd, not checked) @2+2\n"
    "  Maximum response delay = 1000 ms @4+2\n"
    "  Group = ff02::1 @8+16\n"
    "  Robustness = 2 @24+1\n"
    "  Query interval code = 125 @25+1\n"
    "  Sources = 1 @26+2\n"
    "  Source = fe80::1 @28+16\n" },
  { "listener-report-2", WIRE_PROTOCOL_ICMPV6,
    "8f00abcd0000000204000000ff0200000000000000000000000000fb03010001ff02000000000000"
    "000000000000000120010db800000000000000000000000161757821",
    "Multicast listener report (version 2) ff02::fb\n"
    "Internet Control Message Protocol version 6 = Multicast listener report (version 2) ff02::fb "
    "@0+68\n"
    "  Type = 143 (Multicast listener report (version 2)) @0+1\n"
    "  Code = 0 @1+1\n"
    "  Checksum = 43981 (0xabcd, not checked) @2+2\n"
    "  Group records = 2 @6+2\n"
    "  Group record = ff02::fb, change to all except @8+20\n"
    "    Record type = 4 (change to all except) @8+1\n"
    "    Auxiliary words = 0 @9+1\n"
    "    Sources = 0 @10+2\n"
    "    Group = ff02::fb @12+16\n"
    "  Group record = ff02::1, change to only from @28+40\n"
    "    Record type = 3 (change to only from) @28+1\n"
    "    Auxiliary words = 1 @29+1\n"
    "    Sources = 1 @30+2\n"
    "    Group = ff02::1 @32+16\n"
    "    Source = 2001:db8::1 @48+16\n" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  frame_cases_add ("icmpv6", CASES, G_N_ELEMENTS (CASES));
  return g_test_run ();
}

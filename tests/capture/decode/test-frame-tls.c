/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/capture/decode/frame-lines.h"

static const FrameCase CASES[] = {
  { "client-hello", WIRE_PROTOCOL_TLS,
    "160301007c010000780303000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c"
    "1d1e1f02aabb00061301c02f0a0a0100004700000014001200000f7777772e6578616d706c652e63"
    "6f6d0a0a0000000a00060004001d00170010000e000c02683208687474702f312e31002b0007061a"
    "1a0304030300170000",
    "Client Hello www.example.com\n"
    "Transport Layer Security = Client Hello www.example.com @0+129\n"
    "  Record = Handshake @0+129\n"
    "    Content type = 22 (Handshake) @0+1\n"
    "    Version = 0x0301 (TLS 1.0) @1+2\n"
    "    Length = 124 @3+2\n"
    "    Handshake message = Client Hello, 120 bytes @5+124\n"
    "      Type = 1 (Client Hello) @5+1\n"
    "      Length = 120 @6+3\n"
    "      Version = 0x0303 (TLS 1.2) @9+2\n"
    "      Random = 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f @11+32\n"
    "      Session identifier = aabb @44+2\n"
    "      Cipher suites = 3 @46+8\n"
    "        Cipher suite = 0x1301 (TLS_AES_128_GCM_SHA256) @48+2\n"
    "        Cipher suite = 0xc02f (TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256) @50+2\n"
    "        Cipher suite = 0x0a0a (GREASE) @52+2\n"
    "      Compression methods = 00 @55+1\n"
    "      Extensions = 71 bytes @56+73\n"
    "        Server name = www.example.com @58+24\n"
    "        Extension = type 2570, 0 bytes @82+4\n"
    "        Supported groups = x25519, secp256r1 @86+10\n"
    "        Application protocols = h2, http/1.1 @96+18\n"
    "        Supported versions = GREASE, TLS 1.3, TLS 1.2 @114+11\n"
    "        Extended master secret = type 23, 0 bytes @125+4\n" },
  { "server-flight", WIRE_PROTOCOL_TLS,
    "16030300320200002e0303000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c"
    "1d1e1f001302000006002b0002030414030300010116030300101400000c00000000000000000000"
    "00001703030009000000000000000000",
    "Server Hello, Change Cipher Spec, Encrypted Handshake, Application Data\n"
    "Transport Layer Security = Server Hello, Change Cipher Spec, Encrypted Handshake, Application "
    "Data @0+96\n"
    "  Record = Handshake @0+55\n"
    "    Content type = 22 (Handshake) @0+1\n"
    "    Version = 0x0303 (TLS 1.2) @1+2\n"
    "    Length = 50 @3+2\n"
    "    Handshake message = Server Hello, 46 bytes @5+50\n"
    "      Type = 2 (Server Hello) @5+1\n"
    "      Length = 46 @6+3\n"
    "      Version = 0x0303 (TLS 1.2) @9+2\n"
    "      Random = 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f @11+32\n"
    "      Session identifier = none @44+0\n"
    "      Cipher suite = 0x1302 (TLS_AES_256_GCM_SHA384) @44+2\n"
    "      Compression method = 00 @46+1\n"
    "      Extensions = 6 bytes @47+8\n"
    "        Supported versions = TLS 1.3 @49+6\n"
    "  Record = Change Cipher Spec @55+6\n"
    "    Content type = 20 (Change Cipher Spec) @55+1\n"
    "    Version = 0x0303 (TLS 1.2) @56+2\n"
    "    Length = 1 @58+2\n"
    "  Record = Handshake @61+21\n"
    "    Content type = 22 (Handshake) @61+1\n"
    "    Version = 0x0303 (TLS 1.2) @62+2\n"
    "    Length = 16 @64+2\n"
    "    Handshake message = encrypted @66+16\n"
    "  Record = Application Data @82+14\n"
    "    Content type = 23 (Application Data) @82+1\n"
    "    Version = 0x0303 (TLS 1.2) @83+2\n"
    "    Length = 9 @85+2\n"
    "    Encrypted data = 9 bytes @87+9\n" },
  { "server-hello-and-certificate", WIRE_PROTOCOL_TLS,
    "16030301620200002e0303000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c"
    "1d1e1f001302000006002b000203040b00012c000000000000000000000000000000000000000000"
    "00000000000000000000000000000000000000000000000000000000000000000000000000000000",
    "Server Hello, Certificate\n"
    "Transport Layer Security = Server Hello, Certificate @0+120\n"
    "  Record = Handshake, continues in a later segment @0+120\n"
    "    Content type = 22 (Handshake) @0+1\n"
    "    Version = 0x0303 (TLS 1.2) @1+2\n"
    "    Length = 354 @3+2\n"
    "    Handshake message = Server Hello, 46 bytes @5+50\n"
    "      Type = 2 (Server Hello) @5+1\n"
    "      Length = 46 @6+3\n"
    "      Version = 0x0303 (TLS 1.2) @9+2\n"
    "      Random = 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f @11+32\n"
    "      Session identifier = none @44+0\n"
    "      Cipher suite = 0x1302 (TLS_AES_256_GCM_SHA384) @44+2\n"
    "      Compression method = 00 @46+1\n"
    "      Extensions = 6 bytes @47+8\n"
    "        Supported versions = TLS 1.3 @49+6\n"
    "    Handshake message = Certificate, 300 bytes @55+65\n"
    "      Type = 11 (Certificate) @55+1\n"
    "      Length = 300 @56+3\n" },
  { "alert", WIRE_PROTOCOL_TLS, "15030300020228",
    "Alert (handshake failure)\n"
    "Transport Layer Security = Alert (handshake failure) @0+7\n"
    "  Record = Alert @0+7\n"
    "    Content type = 21 (Alert) @0+1\n"
    "    Version = 0x0303 (TLS 1.2) @1+2\n"
    "    Length = 2 @3+2\n"
    "    Level = 2 (fatal) @5+1\n"
    "    Description = 40 (handshake failure) @6+1\n" },
  { "encrypted-handshake", WIRE_PROTOCOL_TLS,
    "160303002800ffeeddccbbaa9900ffeeddccbbaa9900ffeeddccbbaa9900ffeeddccbbaa9900ffee"
    "ddccbbaa99",
    "Encrypted Handshake\n"
    "Transport Layer Security = Encrypted Handshake @0+45\n"
    "  Record = Handshake @0+45\n"
    "    Content type = 22 (Handshake) @0+1\n"
    "    Version = 0x0303 (TLS 1.2) @1+2\n"
    "    Length = 40 @3+2\n"
    "    Handshake message = encrypted @5+40\n" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  frame_cases_add ("tls", CASES, G_N_ELEMENTS (CASES));
  return g_test_run ();
}

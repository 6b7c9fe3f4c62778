/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/capture/decode/frame-lines.h"

static const FrameCase CASES[] = {
  { "request", WIRE_PROTOCOL_HTTP,
    "474554202f7374617469632f616c6c2f696d672f636c6561722e67696620485454502f312e310d0a"
    "486f73743a207777772e6578616d706c652e636f6d0d0a526566657265723a2009687474703a2f2f"
    "612f0d0a0d0a",
    "GET /static/all/img/clear.gif\n"
    "Hypertext Transfer Protocol = GET /static/all/img/clear.gif @0+86\n"
    "  Method = GET @0+3\n"
    "  Target = /static/all/img/clear.gif @4+25\n"
    "  Version = HTTP/1.1 @30+8\n"
    "  Host = www.example.com @40+21\n"
    "  Referer = http://a/ @63+19\n" },
  { "response", WIRE_PROTOCOL_HTTP,
    "485454502f312e3120323030204f4b0d0a636f6e74656e742d747970653a20696d6167652f676966"
    "3b20713d310d0a436f6e74656e742d4c656e6774683a20360d0a0d0a474946383961",
    "200 OK image/gif\n"
    "Hypertext Transfer Protocol = 200 OK image/gif @0+68\n"
    "  Version = HTTP/1.1 @0+8\n"
    "  Status = 200 @9+3\n"
    "  Reason = OK @13+2\n"
    "  content-type = image/gif; q=1 @17+28\n"
    "  Content-Length = 6 @47+17\n"
    "Data = 6 bytes @68+6\n"
    "  Bytes = 47 49 46 38 39 61 @68+6\n" },
  { "bare-line-feeds", WIRE_PROTOCOL_HTTP,
    "485454502f312e3020343034204e6f7420466f756e640a5365727665723a20780a0a",
    "404 Not Found\n"
    "Hypertext Transfer Protocol = 404 Not Found @0+34\n"
    "  Version = HTTP/1.0 @0+8\n"
    "  Status = 404 @9+3\n"
    "  Reason = Not Found @13+9\n"
    "  Server = x @23+9\n" },
  { "not-utf8", WIRE_PROTOCOL_HTTP,
    "474554202f636166e9206220485454502f312e310d0a582dff3a201b5b324a0d0a20666f6c646564"
    "0d0a6e6f20636f6c6f6e0d0a",
    "GET /caf\\xe9 b\n"
    "Hypertext Transfer Protocol = GET /caf\\xe9 b @0+52\n"
    "  Method = GET @0+3\n"
    "  Target = /caf\\xe9 b @4+7\n"
    "  Version = HTTP/1.1 @12+8\n"
    "  X-\\xff = \\x1b[2J @22+9\n"
    "  Continued line = folded @33+7\n"
    "  Line without a colon = no colon @42+8\n" },
  { "cut-start-line", WIRE_PROTOCOL_HTTP, "504f5354202f612f6c696e652f746861742f676f6573",
    "POST /a/line/that/goes\n"
    "Hypertext Transfer Protocol = POST /a/line/that/goes @0+22\n"
    "  Method = POST @0+4\n"
    "  Target = /a/line/that/goes @5+17\n" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  frame_cases_add ("http", CASES, G_N_ELEMENTS (CASES));
  return g_test_run ();
}

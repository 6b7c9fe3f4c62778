/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Control connections that announce, ask and end, and data connections that come or do not: nothing
 * is used after it was freed, and all is freed in the end. Each record is a byte of connection,
 * side and flags, one of how far the sequence number jumps, one of a length, and that many bytes,
 * or where the length is above 160 a line.
 */

#include "capture/ftp/wire-ftp-listener.h"
#include "capture/ftp/wire-ftp-listing.h"
#include "capture/http/wire-http-listener.h"
#include "capture/reassembly/wire-stream-table.h"
#include "capture/tls/wire-tls-listener.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static const WireListener *const ROWS[] = {
  &wire_tls_listener,      &wire_http_listener,          &wire_ftp_listener,
  &wire_ftp_data_listener, &wire_ftp_protected_listener, NULL,
};

static const char *const LINES[] = {
  "220 FTP\r\n",
  "USER a\r\n",
  "331 x\r\n",
  "230 in\r\n",
  "PASV\r\n",
  "227 x (0,0,0,2,0,21)\r\n",
  "227 x (0,0,0,2,0,22)\r\n",
  "EPSV\r\n",
  "229 x (|||22|)\r\n",
  "229 x (|||23|)\r\n",
  "PORT 0,0,0,1,0,23\r\n",
  "EPRT |1|0.0.0.2|22|\r\n",
  "200 yes\r\n",
  "RETR a\r\n",
  "STOR b\r\n",
  "STOU\r\n",
  "APPE a\r\n",
  "LIST\r\n",
  "REST 3\r\n",
  "350 x\r\n",
  "SIZE a\r\n",
  "213 6\r\n",
  "150 for a (6 bytes)\r\n",
  "226 done\r\n",
  "426 broken\r\n",
  "550 no\r\n",
  "ABOR\r\n",
  "AUTH TLS\r\n234 x\r\n",
  "\x16\x03\x01\x02",
  "CCC\r\n",
  "TYPE A\r\n",
  "TYPE I\r\n",
  "MODE Z\r\n",
  "CWD ..\r\n",
  "250 x\r\n",
  "PWD\r\n",
  "257 \"/a\"\r\n",
  "RNFR a\r\n",
  "RNTO b\r\n",
  "DELE a\r\n",
  "REIN\r\n",
  "QUIT\r\n",
  "211-a\r\n b\r\n211 c\r\n",
  "\xff\xf4",
};

typedef struct
{
  WireFlowTable *flows;
  WireStreamTable *table;
  guint32 next[4][2];
  guint32 packets;
} Talk;

/* Connections 0 and 1 are control connections, 2 and 3 go to ports that are announced. */
static WireTuple
get_tuple (guint connection)
{
  static const guint16 PORTS[] = { 21, 21, 22, 23 };
  WireTuple tuple = { .src_port = (guint16) (1000 + connection),
                      .dst_port = PORTS[connection],
                      .family = 4,
                      .protocol = 6 };

  tuple.src[3] = 1;
  tuple.dst[3] = 2;
  return tuple;
}

static void
send_segment (Talk *talk, guint8 what, guint8 jump, const guint8 *bytes, gsize length)
{
  guint connection = what & 3;
  guint side = what >> 2 & 1;
  guint8 flags = (what & 8 ? WIRE_TCP_FIN : 0) | (what & 16 ? WIRE_TCP_SYN : 0)
                 | (what & 32 ? WIRE_TCP_RST : 0) | WIRE_TCP_ACK;
  WireTuple tuple = get_tuple (connection);
  WireTuple back;
  g_autofree guint8 *copy = g_memdup2 (bytes, length);
  WireSegment segment = {
    .data = copy,
    .offset = 1000u * talk->packets,
    .packet = talk->packets++,
    .sequence = talk->next[connection][side] + (guint32) (jump < 200 ? 0 : jump - 210),
    .acknowledgement = talk->next[connection][!side],
    .captured = (guint32) (what & 128 ? length / 2 : length),
    .length = (guint32) length,
    .tcp_flags = flags,
    .protocol = tuple.protocol,
  };

  wire_tuple_reverse (&tuple, &back);
  segment.flow = wire_flow_table_add (talk->flows, side ? &back : &tuple, 0, 60, flags);
  talk->next[connection][side] = segment.sequence + (guint32) length;
  wire_stream_table_add (talk->table, talk->flows, &segment, 1);
}

static void
read_entries (const guint8 *data, gsize size)
{
  static const char *const COMMANDS[] = { "LIST", "NLST", "MLSD" };
  g_autofree char *line = g_utf8_make_valid ((const char *) data, (gssize) MIN (size, 300));

  for (guint i = 0; i < G_N_ELEMENTS (COMMANDS); i++)
    {
      g_auto (WireFtpEntry) entry = { 0 };

      if (wire_ftp_entry_parse (COMMANDS[i], line, &entry))
        g_assert_nonnull (entry.name);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const WireListeningSetup setup = { .rows = ROWS };
  Talk talk = { wire_flow_table_new (), wire_stream_table_new (&setup), .packets = 0 };

  read_entries (data, size);
  for (gsize at = 0; at + 3 <= size;)
    {
      gboolean line = data[at + 2] > 160;
      const char *said = LINES[data[at + 2] % G_N_ELEMENTS (LINES)];
      gsize n = line ? strlen (said) : MIN (data[at + 2], size - at - 3);

      send_segment (&talk, data[at], data[at + 1], line ? (const guint8 *) said : data + at + 3, n);
      at += 3 + (line ? 0 : n);
    }
  wire_stream_table_finish (talk.table);
  wire_stream_table_free (talk.table);
  wire_flow_table_free (talk.flows);
  return 0;
}

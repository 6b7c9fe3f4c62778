/* wire-field-rows-transport.c: fields of transport layers and tunnels
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/table/wire-field-rows-private.h"

const WireFieldInfo wire_field_rows_transport[] = {
  LAYER ("tcp", TCP, N_ ("Transmission Control Protocol")),
  FIXED ("tcp.srcport", UNSIGNED, 16, TCP, 0, 2, 0, "Source port"),
  FIXED ("tcp.dstport", UNSIGNED, 16, TCP, 2, 2, 0, "Destination port"),
  EITHER (
      "tcp.port", UNSIGNED, 16, TCP, "tcp.srcport tcp.dstport", N_ ("Source or destination port")),
  STATEFUL ("tcp.stream", UNSIGNED, 32, TCP, N_ ("Number of the connection, from 0")),
  STATEFUL ("tcp.time_relative",
            DURATION,
            0,
            TCP,
            N_ ("Seconds since the first packet of the connection")),
  STATEFUL (
      "tcp.time_delta", DURATION, 0, TCP, N_ ("Seconds since the packet of the connection before")),
  STATEFUL ("tcp.seq", UNSIGNED, 32, TCP, N_ ("Sequence number, from the first one on")),
  STATEFUL ("tcp.nxtseq", UNSIGNED, 32, TCP, N_ ("Sequence number of what comes next")),
  STATEFUL ("tcp.ack", UNSIGNED, 32, TCP, N_ ("Acknowledgement number, likewise")),
  FIXED ("tcp.seq_raw", UNSIGNED, 32, TCP, 4, 4, 0, "Sequence number"),
  FIXED ("tcp.ack_raw", UNSIGNED, 32, TCP, 8, 4, 0, "Acknowledgement number"),
  WALKED ("tcp.hdr_len", UNSIGNED, 8, TCP, "Header length", NULL),
  WALKED ("tcp.len", UNSIGNED, 32, TCP, NULL, N_ ("Length of the payload")),
  FIXED ("tcp.flags", UNSIGNED, 16, TCP, 12, 2, 0x0fff, "Flags"),
  TITLED ("tcp.flags.res", BOOLEAN, 0, TCP, 12, 2, 0x0e00, N_ ("Reserved bits")),
  TITLED ("tcp.flags.ae", BOOLEAN, 0, TCP, 12, 2, 0x0100, N_ ("Accurate ECN")),
  FIXED ("tcp.flags.cwr", BOOLEAN, 0, TCP, 13, 1, 0x80, "CWR"),
  FIXED ("tcp.flags.ece", BOOLEAN, 0, TCP, 13, 1, 0x40, "ECE"),
  FIXED ("tcp.flags.urg", BOOLEAN, 0, TCP, 13, 1, 0x20, "URG"),
  FIXED ("tcp.flags.ack", BOOLEAN, 0, TCP, 13, 1, 0x10, "ACK"),
  FIXED ("tcp.flags.push", BOOLEAN, 0, TCP, 13, 1, 0x08, "PSH"),
  FIXED ("tcp.flags.reset", BOOLEAN, 0, TCP, 13, 1, 0x04, "RST"),
  FIXED ("tcp.flags.syn", BOOLEAN, 0, TCP, 13, 1, 0x02, "SYN"),
  FIXED ("tcp.flags.fin", BOOLEAN, 0, TCP, 13, 1, 0x01, "FIN"),
  WALKED ("tcp.flags.str", TEXT, 0, TCP, NULL, N_ ("Flags as letters")),
  FIXED ("tcp.window_size_value", UNSIGNED, 16, TCP, 14, 2, 0, "Window"),
  STATEFUL ("tcp.window_size", UNSIGNED, 32, TCP, N_ ("Window, scaled")),
  STATEFUL ("tcp.window_size_scalefactor", SIGNED, 32, TCP, N_ ("What the window is scaled by")),
  FIXED ("tcp.checksum", UNSIGNED, 16, TCP, 16, 2, 0, "Checksum"),
  FIXED ("tcp.urgent_pointer", UNSIGNED, 16, TCP, 18, 2, 0, "Urgent pointer"),
  WALKED ("tcp.payload", BYTES, 0, TCP, NULL, N_ ("What the segment carries")),
  WALKED ("tcp.options", BYTES, 0, TCP, NULL, N_ ("All options")),
  WALKED ("tcp.options.sack_perm", BYTES, 0, TCP, NULL, N_ ("SACK permitted")),
  WALKED ("tcp.option_kind", UNSIGNED, 8, TCP, "Option", NULL),
  WALKED ("tcp.option_len", UNSIGNED, 8, TCP, NULL, N_ ("Length of an option")),
  WALKED ("tcp.options.mss_val", UNSIGNED, 16, TCP, "Maximum segment size", NULL),
  WALKED ("tcp.options.wscale.shift", UNSIGNED, 8, TCP, "Shift", NULL),
  WALKED ("tcp.options.wscale.multiplier", UNSIGNED, 16, TCP, NULL, N_ ("Window times this")),
  WALKED ("tcp.options.sack_le", UNSIGNED, 32, TCP, NULL, N_ ("Left edge of a received block")),
  WALKED ("tcp.options.sack_re", UNSIGNED, 32, TCP, NULL, N_ ("Right edge of a received block")),
  WALKED ("tcp.options.timestamp.tsval", UNSIGNED, 32, TCP, "Timestamp", NULL),
  WALKED ("tcp.options.timestamp.tsecr", UNSIGNED, 32, TCP, "Echo of", NULL),

  LAYER ("udp", UDP, N_ ("User Datagram Protocol")),
  FIXED ("udp.srcport", UNSIGNED, 16, UDP, 0, 2, 0, "Source port"),
  FIXED ("udp.dstport", UNSIGNED, 16, UDP, 2, 2, 0, "Destination port"),
  EITHER (
      "udp.port", UNSIGNED, 16, UDP, "udp.srcport udp.dstport", N_ ("Source or destination port")),
  FIXED ("udp.length", UNSIGNED, 16, UDP, 4, 2, 0, "Length"),
  FIXED ("udp.checksum", UNSIGNED, 16, UDP, 6, 2, 0, "Checksum"),
  STATEFUL ("udp.stream", UNSIGNED, 32, UDP, N_ ("Number of the exchange, from 0")),
  STATEFUL (
      "udp.time_relative", DURATION, 0, UDP, N_ ("Seconds since the first packet of the exchange")),
  STATEFUL (
      "udp.time_delta", DURATION, 0, UDP, N_ ("Seconds since the packet of the exchange before")),
  WALKED ("udp.payload", BYTES, 0, UDP, NULL, N_ ("What the datagram carries")),

  LAYER ("sctp", SCTP, N_ ("Stream Control Transmission Protocol")),
  FIXED ("sctp.srcport", UNSIGNED, 16, SCTP, 0, 2, 0, "Source port"),
  FIXED ("sctp.dstport", UNSIGNED, 16, SCTP, 2, 2, 0, "Destination port"),
  EITHER ("sctp.port",
          UNSIGNED,
          16,
          SCTP,
          "sctp.srcport sctp.dstport",
          N_ ("Source or destination port")),
  TITLED ("sctp.verification_tag", UNSIGNED, 32, SCTP, 4, 4, 0, N_ ("Verification tag")),
  LAYER ("vxlan", VXLAN, N_ ("Virtual eXtensible Local Area Network")),
  TITLED ("vxlan.vni", UNSIGNED, 24, VXLAN, 4, 3, 0, N_ ("Network identifier")),
  LAYER ("geneve", GENEVE, N_ ("Generic Network Virtualization Encapsulation")),
  LAYER ("gtp", GTP, N_ ("GPRS Tunnelling Protocol")),
  LAYER ("l2tp", L2TP, N_ ("Layer 2 Tunnelling Protocol")),
};

const gsize wire_field_n_rows_transport = G_N_ELEMENTS (wire_field_rows_transport);

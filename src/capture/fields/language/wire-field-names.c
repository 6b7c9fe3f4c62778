/* wire-field-names.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/language/wire-field-names.h"

typedef struct
{
  const char *name;
  guint64 number;
} Name;

/* IANA, Assigned Internet Protocol Numbers. */
static const Name IP_PROTOCOLS[] = {
  { "ICMP", 1 }, { "IGMP", 2 },    { "TCP", 6 },  { "UDP", 17 }, { "IPv6", 41 },
  { "GRE", 47 }, { "ICMPv6", 58 }, { "ESP", 50 }, { "AH", 51 },  { "SCTP", 132 },
};

/* IANA, Domain Name System Parameters. */
static const Name DNS_TYPES[] = {
  { "A", 1 },      { "NS", 2 },    { "CNAME", 5 },  { "SOA", 6 },    { "PTR", 12 },
  { "MX", 15 },    { "TXT", 16 },  { "AAAA", 28 },  { "SRV", 33 },   { "NAPTR", 35 },
  { "OPT", 41 },   { "DS", 43 },   { "RRSIG", 46 }, { "NSEC", 47 },  { "DNSKEY", 48 },
  { "NSEC3", 50 }, { "TLSA", 52 }, { "SVCB", 64 },  { "HTTPS", 65 }, { "AXFR", 252 },
  { "IXFR", 251 }, { "CAA", 257 },
};

static const Name ARP_OPERATIONS[] = { { "request", 1 }, { "reply", 2 } };

/* IANA, IEEE 802 Numbers. */
static const Name ETHERTYPES[] = { { "IPv4", 0x0800 },
                                   { "ARP", 0x0806 },
                                   { "RARP", 0x8035 },
                                   { "IPv6", 0x86dd },
                                   { "802.1Q Virtual LAN", 0x8100 },
                                   { "PPPoE Discovery", 0x8863 },
                                   { "PPPoE Session", 0x8864 },
                                   { "MPLS label switched packet", 0x8847 },
                                   { "802.1X Authentication", 0x888e } };

/* RFC 1035, section 4.1.1, and RFC 2136, section 2.2; in Wireshark's words, as people write them.
 */
static const Name DNS_CODES[] = {
  { "No error", 0 },          { "Format error", 1 },     { "Server failure", 2 },
  { "No such name", 3 },      { "Not implemented", 4 },  { "Refused", 5 },
  { "Name exists", 6 },       { "RRset exists", 7 },     { "RRset does not exist", 8 },
  { "Not authoritative", 9 }, { "Name out of zone", 10 }
};

/* Likewise. */
static const Name DNS_OPERATIONS[] = { { "Standard query", 0 },
                                       { "Inverse query", 1 },
                                       { "Server status request", 2 },
                                       { "Zone change notification", 4 },
                                       { "Dynamic update", 5 } };

/* IANA, Domain Name System Parameters. */
static const Name DNS_CLASSES[] = {
  { "IN", 1 }, { "CH", 3 }, { "HS", 4 }, { "NONE", 254 }, { "ANY", 255 }
};

/* RFC 2131 and RFC 3203. */
static const Name DHCP_MESSAGES[] = { { "Discover", 1 }, { "Offer", 2 },  { "Request", 3 },
                                      { "Decline", 4 },  { "ACK", 5 },    { "NAK", 6 },
                                      { "Release", 7 },  { "Inform", 8 }, { "Force Renew", 9 } };

/* RFC 951. */
static const Name DHCP_OPERATIONS[] = { { "Boot Request", 1 }, { "Boot Reply", 2 } };

/* IANA, TLS ContentType. */
static const Name TLS_CONTENTS[] = { { "Change Cipher Spec", 20 },
                                     { "Alert", 21 },
                                     { "Handshake", 22 },
                                     { "Application Data", 23 },
                                     { "Heartbeat", 24 } };

/* IANA, TLS HandshakeType. */
static const Name TLS_HANDSHAKES[] = { { "Hello Request", 0 },
                                       { "Client Hello", 1 },
                                       { "Server Hello", 2 },
                                       { "New Session Ticket", 4 },
                                       { "End of Early Data", 5 },
                                       { "Encrypted Extensions", 8 },
                                       { "Certificate", 11 },
                                       { "Server Key Exchange", 12 },
                                       { "Certificate Request", 13 },
                                       { "Server Hello Done", 14 },
                                       { "Certificate Verify", 15 },
                                       { "Client Key Exchange", 16 },
                                       { "Finished", 20 },
                                       { "Certificate Status", 22 },
                                       { "Key Update", 24 },
                                       { "Compressed Certificate", 25 } };

/* RFC 5246, section 7.2. */
static const Name TLS_LEVELS[] = { { "Warning", 1 }, { "Fatal", 2 } };

/* IANA, TLS Alerts. */
static const Name TLS_ALERTS[] = { { "Close Notify", 0 },
                                   { "Unexpected Message", 10 },
                                   { "Bad Record MAC", 20 },
                                   { "Decryption Failed", 21 },
                                   { "Record Overflow", 22 },
                                   { "Decompression Failure", 30 },
                                   { "Handshake Failure", 40 },
                                   { "Bad Certificate", 42 },
                                   { "Unsupported Certificate", 43 },
                                   { "Certificate Revoked", 44 },
                                   { "Certificate Expired", 45 },
                                   { "Certificate Unknown", 46 },
                                   { "Illegal Parameter", 47 },
                                   { "Unknown CA", 48 },
                                   { "Access Denied", 49 },
                                   { "Decode Error", 50 },
                                   { "Decrypt Error", 51 },
                                   { "Protocol Version", 70 },
                                   { "Insufficient Security", 71 },
                                   { "Internal Error", 80 },
                                   { "Inappropriate Fallback", 86 },
                                   { "User Canceled", 90 },
                                   { "No Renegotiation", 100 },
                                   { "Missing Extension", 109 },
                                   { "Unsupported Extension", 110 },
                                   { "Unrecognized Name", 112 },
                                   { "Unknown PSK Identity", 115 },
                                   { "Certificate Required", 116 } };

/* The versions of SSL and TLS. */
static const Name TLS_VERSIONS[] = { { "SSL 3.0", 0x0300 },
                                     { "TLS 1.0", 0x0301 },
                                     { "TLS 1.1", 0x0302 },
                                     { "TLS 1.2", 0x0303 },
                                     { "TLS 1.3", 0x0304 } };

/* RFC 9113, section 6, and RFC 9218. */
static const Name HTTP2_FRAMES[] = {
  { "DATA", 0 },         { "HEADERS", 1 },         { "PRIORITY", 2 },
  { "RST_STREAM", 3 },   { "SETTINGS", 4 },        { "PUSH_PROMISE", 5 },
  { "PING", 6 },         { "GOAWAY", 7 },          { "WINDOW_UPDATE", 8 },
  { "CONTINUATION", 9 }, { "PRIORITY_UPDATE", 16 }
};

/* RFC 6455, section 5.2. */
static const Name WEBSOCKET_OPCODES[] = {
  { "Continuation", 0 },     { "Text", 1 }, { "Binary", 2 },
  { "Connection Close", 8 }, { "Ping", 9 }, { "Pong", 10 }
};

/* RFC 5905, figure 10. */
static const Name NTP_MODES[] = { { "symmetric active", 1 },
                                  { "symmetric passive", 2 },
                                  { "client", 3 },
                                  { "server", 4 },
                                  { "broadcast", 5 } };

/* [MS-SMB2] 2.2.1. */
static const Name SMB2_COMMANDS[] = { { "Negotiate Protocol", 0 },
                                      { "Session Setup", 1 },
                                      { "Session Logoff", 2 },
                                      { "Tree Connect", 3 },
                                      { "Tree Disconnect", 4 },
                                      { "Create", 5 },
                                      { "Close", 6 },
                                      { "Flush", 7 },
                                      { "Read", 8 },
                                      { "Write", 9 },
                                      { "Lock", 10 },
                                      { "Ioctl", 11 },
                                      { "Cancel", 12 },
                                      { "KeepAlive", 13 },
                                      { "Find", 14 },
                                      { "Notify", 15 },
                                      { "GetInfo", 16 },
                                      { "SetInfo", 17 },
                                      { "Break", 18 } };

/* IANA, ICMPv6 type Numbers. */
static const Name ICMPV6_TYPES[] = { { "Destination Unreachable", 1 },
                                     { "Packet Too Big", 2 },
                                     { "Time Exceeded", 3 },
                                     { "Parameter Problem", 4 },
                                     { "Echo (ping) request", 128 },
                                     { "Echo (ping) reply", 129 },
                                     { "Multicast Listener Query", 130 },
                                     { "Multicast Listener Report", 131 },
                                     { "Multicast Listener Done", 132 },
                                     { "Router Solicitation", 133 },
                                     { "Router Advertisement", 134 },
                                     { "Neighbor Solicitation", 135 },
                                     { "Neighbor Advertisement", 136 },
                                     { "Redirect", 137 },
                                     { "Multicast Listener Report Message v2", 143 } };

/* RFC 4250, section 4.1, as far as they are sent before encryption. */
static const Name SSH_MESSAGES[] = { { "Disconnect", 1 },         { "Ignore", 2 },
                                     { "Unimplemented", 3 },      { "Debug", 4 },
                                     { "Service Request", 5 },    { "Service Accept", 6 },
                                     { "Key Exchange Init", 20 }, { "New Keys", 21 } };

/* RFC 1002, section 4.3.1. */
static const Name NBSS_TYPES[] = { { "Session message", 0 },
                                   { "Session request", 0x81 },
                                   { "Positive session response", 0x82 },
                                   { "Negative session response", 0x83 },
                                   { "Retarget session response", 0x84 },
                                   { "Session keep-alive", 0x85 } };

static const struct
{
  const char *field;
  const Name *names;
  gsize length;
} TABLES[] = {
  { "ip.proto", IP_PROTOCOLS, G_N_ELEMENTS (IP_PROTOCOLS) },
  { "ipv6.nxt", IP_PROTOCOLS, G_N_ELEMENTS (IP_PROTOCOLS) },
  { "dns.qry.type", DNS_TYPES, G_N_ELEMENTS (DNS_TYPES) },
  { "dns.resp.type", DNS_TYPES, G_N_ELEMENTS (DNS_TYPES) },
  { "arp.opcode", ARP_OPERATIONS, G_N_ELEMENTS (ARP_OPERATIONS) },
  { "eth.type", ETHERTYPES, G_N_ELEMENTS (ETHERTYPES) },
  { "vlan.etype", ETHERTYPES, G_N_ELEMENTS (ETHERTYPES) },
  { "sll.etype", ETHERTYPES, G_N_ELEMENTS (ETHERTYPES) },
  { "arp.proto.type", ETHERTYPES, G_N_ELEMENTS (ETHERTYPES) },
  { "dns.flags.rcode", DNS_CODES, G_N_ELEMENTS (DNS_CODES) },
  { "dns.flags.opcode", DNS_OPERATIONS, G_N_ELEMENTS (DNS_OPERATIONS) },
  { "dns.qry.class", DNS_CLASSES, G_N_ELEMENTS (DNS_CLASSES) },
  { "dns.resp.class", DNS_CLASSES, G_N_ELEMENTS (DNS_CLASSES) },
  { "dhcp.option.dhcp", DHCP_MESSAGES, G_N_ELEMENTS (DHCP_MESSAGES) },
  { "dhcp.type", DHCP_OPERATIONS, G_N_ELEMENTS (DHCP_OPERATIONS) },
  { "tls.record.content_type", TLS_CONTENTS, G_N_ELEMENTS (TLS_CONTENTS) },
  { "tls.record.opaque_type", TLS_CONTENTS, G_N_ELEMENTS (TLS_CONTENTS) },
  { "tls.handshake.type", TLS_HANDSHAKES, G_N_ELEMENTS (TLS_HANDSHAKES) },
  { "tls.alert_message.level", TLS_LEVELS, G_N_ELEMENTS (TLS_LEVELS) },
  { "tls.alert_message.desc", TLS_ALERTS, G_N_ELEMENTS (TLS_ALERTS) },
  { "tls.record.version", TLS_VERSIONS, G_N_ELEMENTS (TLS_VERSIONS) },
  { "tls.handshake.version", TLS_VERSIONS, G_N_ELEMENTS (TLS_VERSIONS) },
  { "tls.handshake.extensions.supported_version", TLS_VERSIONS, G_N_ELEMENTS (TLS_VERSIONS) },
  { "http2.type", HTTP2_FRAMES, G_N_ELEMENTS (HTTP2_FRAMES) },
  { "websocket.opcode", WEBSOCKET_OPCODES, G_N_ELEMENTS (WEBSOCKET_OPCODES) },
  { "ntp.flags.mode", NTP_MODES, G_N_ELEMENTS (NTP_MODES) },
  { "smb2.cmd", SMB2_COMMANDS, G_N_ELEMENTS (SMB2_COMMANDS) },
  { "icmpv6.type", ICMPV6_TYPES, G_N_ELEMENTS (ICMPV6_TYPES) },
  { "ssh.message_code", SSH_MESSAGES, G_N_ELEMENTS (SSH_MESSAGES) },
  { "nbss.type", NBSS_TYPES, G_N_ELEMENTS (NBSS_TYPES) },
};

/**
 * wire_field_names_find:
 * @field: the abbreviation of a field
 * @name: in any case
 * @number: (out): what it stands for
 *
 * Returns: whether a number of @field is called @name
 */
gboolean
wire_field_names_find (const char *field, const char *name, guint64 *number)
{
  for (guint i = 0; i < G_N_ELEMENTS (TABLES); i++)
    {
      if (!g_str_equal (TABLES[i].field, field))
        continue;
      for (gsize j = 0; j < TABLES[i].length; j++)
        if (g_ascii_strcasecmp (TABLES[i].names[j].name, name) == 0)
          {
            *number = TABLES[i].names[j].number;
            return TRUE;
          }
    }
  return FALSE;
}

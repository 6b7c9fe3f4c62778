/* wire-field-known.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/table/wire-field-known.h"

#include <glib/gi18n.h>
#include <string.h>

/* Names of standards are written as these write them, and are not translated. */

static const WireFieldKnown BOOLEANS[] = { { "True", N_ ("yes") }, { "False", N_ ("no") } };

/* IANA, IEEE 802 Numbers. */
static const WireFieldKnown ETHERTYPES[] = {
  { "0x0800", "IPv4" },
  { "0x0806", "ARP" },
  { "0x86dd", "IPv6" },
  { "0x8100", "VLAN" },
  { "0x88a8", "Provider VLAN" },
  { "0x8847", "MPLS" },
  { "0x8863", "PPPoE, discovery" },
  { "0x8864", "PPPoE, session" },
  { "0x88cc", "LLDP" },
  { "0x888e", "IEEE 802.1X" },
  { "0x88e5", "MACsec" },
};

static const WireFieldKnown ARP_OPERATIONS[] = { { "1", "request" }, { "2", "reply" } };

/* IANA, Assigned Internet Protocol Numbers. */
static const WireFieldKnown IP_PROTOCOLS[] = {
  { "1", "ICMP" },  { "2", "IGMP" },   { "6", "TCP" },    { "17", "UDP" },    { "41", "IPv6" },
  { "47", "GRE" },  { "50", "ESP" },   { "51", "AH" },    { "58", "ICMPv6" }, { "89", "OSPF" },
  { "103", "PIM" }, { "112", "VRRP" }, { "132", "SCTP" },
};

/* IANA, Internet Control Message Protocol Parameters. */
static const WireFieldKnown ICMP_TYPES[] = {
  { "0", "Echo reply" },   { "3", "Destination unreachable" }, { "5", "Redirect" },
  { "8", "Echo request" }, { "11", "Time exceeded" },          { "12", "Parameter problem" },
  { "13", "Timestamp" },   { "14", "Timestamp reply" },
};

static const WireFieldKnown ICMPV6_TYPES[] = {
  { "1", "Destination unreachable" },
  { "2", "Packet too big" },
  { "3", "Time exceeded" },
  { "4", "Parameter problem" },
  { "128", "Echo request" },
  { "129", "Echo reply" },
  { "133", "Router solicitation" },
  { "134", "Router advertisement" },
  { "135", "Neighbor solicitation" },
  { "136", "Neighbor advertisement" },
  { "137", "Redirect" },
  { "143", "Multicast listener report" },
};

/* IANA, Service Name and Transport Protocol Port Number Registry. */
static const WireFieldKnown PORTS[] = {
  { "20", "FTP, data" },
  { "21", "FTP" },
  { "22", "SSH" },
  { "23", "Telnet" },
  { "25", "SMTP" },
  { "53", "DNS" },
  { "67", "DHCP, server" },
  { "68", "DHCP, client" },
  { "69", "TFTP" },
  { "80", "HTTP" },
  { "88", "Kerberos" },
  { "110", "POP3" },
  { "123", "NTP" },
  { "135", "MS-RPC" },
  { "137", "NetBIOS names" },
  { "139", "NetBIOS sessions" },
  { "143", "IMAP" },
  { "161", "SNMP" },
  { "389", "LDAP" },
  { "443", "HTTPS" },
  { "445", "SMB" },
  { "465", "SMTPS" },
  { "500", "IKE" },
  { "514", "Syslog" },
  { "587", "Mail submission" },
  { "636", "LDAPS" },
  { "853", "DNS over TLS" },
  { "993", "IMAPS" },
  { "995", "POP3S" },
  { "1433", "SQL Server" },
  { "1900", "SSDP" },
  { "3306", "MySQL" },
  { "3389", "RDP" },
  { "5060", "SIP" },
  { "5353", "mDNS" },
  { "5355", "LLMNR" },
  { "5432", "PostgreSQL" },
  { "6379", "Redis" },
  { "6667", "IRC" },
  { "8080", "HTTP, other" },
  { "1883", "MQTT" },
};

/* IANA, Domain Name System Parameters. */
static const WireFieldKnown DNS_TYPES[] = {
  { "1", "A" },      { "2", "NS" },    { "5", "CNAME" },  { "6", "SOA" },    { "12", "PTR" },
  { "15", "MX" },    { "16", "TXT" },  { "28", "AAAA" },  { "33", "SRV" },   { "35", "NAPTR" },
  { "41", "OPT" },   { "43", "DS" },   { "46", "RRSIG" }, { "47", "NSEC" },  { "48", "DNSKEY" },
  { "50", "NSEC3" }, { "52", "TLSA" }, { "64", "SVCB" },  { "65", "HTTPS" }, { "251", "IXFR" },
  { "252", "AXFR" }, { "255", "ANY" }, { "257", "CAA" },
};

static const WireFieldKnown DNS_CODES[] = {
  { "0", "NOERROR" },  { "1", "FORMERR" }, { "2", "SERVFAIL" },
  { "3", "NXDOMAIN" }, { "4", "NOTIMP" },  { "5", "REFUSED" },
  { "6", "YXDOMAIN" }, { "8", "NXRRSET" }, { "9", "NOTAUTH" },
};

static const WireFieldKnown DNS_OPERATIONS[] = {
  { "0", "Query" },
  { "2", "Status" },
  { "4", "Notify" },
  { "5", "Update" },
};

static const WireFieldKnown DNS_CLASSES[] = { { "1", "IN" }, { "3", "CH" }, { "255", "ANY" } };

/* RFC 2132, section 9.6. */
static const WireFieldKnown DHCP_MESSAGES[] = {
  { "1", "Discover" }, { "2", "Offer" }, { "3", "Request" }, { "4", "Decline" },
  { "5", "ACK" },      { "6", "NAK" },   { "7", "Release" }, { "8", "Inform" },
};

static const WireFieldKnown NTP_MODES[] = {
  { "1", "symmetric active" }, { "2", "symmetric passive" }, { "3", "client" },
  { "4", "server" },           { "5", "broadcast" },         { "6", "control" },
};

/* IANA, Transport Layer Security Parameters. */
static const WireFieldKnown TLS_RECORDS[] = {
  { "20", "change_cipher_spec" }, { "21", "alert" },     { "22", "handshake" },
  { "23", "application_data" },   { "24", "heartbeat" },
};

static const WireFieldKnown TLS_VERSIONS[] = {
  { "0x0300", "SSL 3.0" }, { "0x0301", "TLS 1.0" }, { "0x0302", "TLS 1.1" },
  { "0x0303", "TLS 1.2" }, { "0x0304", "TLS 1.3" },
};

static const WireFieldKnown TLS_MESSAGES[] = {
  { "0", "hello_request" },      { "1", "client_hello" },         { "2", "server_hello" },
  { "4", "new_session_ticket" }, { "5", "end_of_early_data" },    { "8", "encrypted_extensions" },
  { "11", "certificate" },       { "12", "server_key_exchange" }, { "13", "certificate_request" },
  { "14", "server_hello_done" }, { "15", "certificate_verify" },  { "16", "client_key_exchange" },
  { "20", "finished" },          { "22", "certificate_status" },  { "24", "key_update" },
};

static const WireFieldKnown TLS_EXTENSIONS[] = {
  { "0", "server_name" },
  { "5", "status_request" },
  { "10", "supported_groups" },
  { "11", "ec_point_formats" },
  { "13", "signature_algorithms" },
  { "16", "application_layer_protocol_negotiation" },
  { "21", "padding" },
  { "22", "encrypt_then_mac" },
  { "23", "extended_master_secret" },
  { "35", "session_ticket" },
  { "41", "pre_shared_key" },
  { "42", "early_data" },
  { "43", "supported_versions" },
  { "45", "psk_key_exchange_modes" },
  { "51", "key_share" },
  { "65281", "renegotiation_info" },
};

static const WireFieldKnown TLS_GROUPS[] = {
  { "23", "secp256r1" }, { "24", "secp384r1" },  { "25", "secp521r1" },        { "29", "x25519" },
  { "30", "x448" },      { "256", "ffdhe2048" }, { "4588", "X25519MLKEM768" },
};

static const WireFieldKnown TLS_CIPHERS[] = {
  { "0x1301", "TLS_AES_128_GCM_SHA256" },
  { "0x1302", "TLS_AES_256_GCM_SHA384" },
  { "0x1303", "TLS_CHACHA20_POLY1305_SHA256" },
  { "0xc02b", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256" },
  { "0xc02c", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384" },
  { "0xc02f", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256" },
  { "0xc030", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384" },
  { "0x009c", "TLS_RSA_WITH_AES_128_GCM_SHA256" },
  { "0x002f", "TLS_RSA_WITH_AES_128_CBC_SHA" },
};

static const WireFieldKnown TLS_LEVELS[] = { { "1", "warning" }, { "2", "fatal" } };

static const WireFieldKnown TLS_ALERTS[] = {
  { "0", "close_notify" },         { "10", "unexpected_message" },
  { "20", "bad_record_mac" },      { "40", "handshake_failure" },
  { "42", "bad_certificate" },     { "45", "certificate_expired" },
  { "46", "certificate_unknown" }, { "47", "illegal_parameter" },
  { "48", "unknown_ca" },          { "51", "decrypt_error" },
  { "70", "protocol_version" },    { "80", "internal_error" },
  { "112", "unrecognized_name" },  { "116", "certificate_required" },
};

static const WireFieldKnown ALPN[] = {
  { "h2", "HTTP/2" },
  { "http/1.1", "HTTP/1.1" },
  { "h3", "HTTP/3" },
};

/* RFC 9110, section 9, and RFC 5789. */
static const WireFieldKnown HTTP_METHODS[] = {
  { "GET", N_ ("asks for something") },
  { "POST", N_ ("sends something to be handled") },
  { "HEAD", N_ ("asks for the head alone") },
  { "PUT", N_ ("stores something") },
  { "DELETE", N_ ("removes something") },
  { "OPTIONS", N_ ("asks what is possible") },
  { "CONNECT", N_ ("opens a tunnel") },
  { "PATCH", N_ ("changes a part") },
  { "TRACE", N_ ("asks for the request itself") },
};

static const WireFieldKnown HTTP_VERSIONS[] = {
  { "HTTP/1.0", "RFC 1945" },
  { "HTTP/1.1", "RFC 9112" },
};

/* IANA, HTTP Status Code Registry. */
static const WireFieldKnown HTTP_CODES[] = {
  { "100", "Continue" },
  { "101", "Switching Protocols" },
  { "200", "OK" },
  { "201", "Created" },
  { "204", "No Content" },
  { "206", "Partial Content" },
  { "301", "Moved Permanently" },
  { "302", "Found" },
  { "303", "See Other" },
  { "304", "Not Modified" },
  { "307", "Temporary Redirect" },
  { "308", "Permanent Redirect" },
  { "400", "Bad Request" },
  { "401", "Unauthorized" },
  { "403", "Forbidden" },
  { "404", "Not Found" },
  { "405", "Method Not Allowed" },
  { "407", "Proxy Authentication Required" },
  { "408", "Request Timeout" },
  { "429", "Too Many Requests" },
  { "500", "Internal Server Error" },
  { "502", "Bad Gateway" },
  { "503", "Service Unavailable" },
  { "504", "Gateway Timeout" },
};

static const WireFieldKnown CODINGS[] = {
  { "gzip", "RFC 1952" },
  { "br", "Brotli" },
  { "deflate", "RFC 1950" },
  { "zstd", "Zstandard" },
};

static const WireFieldKnown TRANSFER_CODINGS[] = { { "chunked", "RFC 9112" } };

static const WireFieldKnown VERDICTS[] = {
  { "known-bad", N_ ("a set of bad hashes knows it") },
  { "notable", N_ ("a set of notable hashes knows it") },
  { "mismatch", N_ ("name, declared type and bytes disagree") },
  { "two-versions", N_ ("bytes were sent twice, and not alike") },
  { "appended", N_ ("there is more after its own end") },
  { "extra", N_ ("bytes follow it that belong to no message") },
  { "incomplete", N_ ("bytes are missing") },
  { "cut", N_ ("only a part of the answer was captured, and nothing of the content") },
  { "not-http", N_ ("what came back is not an HTTP response") },
  { "no-answer", N_ ("it was asked for only") },
  { "unmatched", N_ ("a hash set could not be asked") },
  { "unidentified", N_ ("no signature fits") },
  { "error-page", N_ ("the server refused") },
  { "redirect", N_ ("the server said where to ask") },
  { "not-modified", N_ ("the client had it already") },
  { "no-content", N_ ("the answer has no content") },
  { "switched", N_ ("the connection went on in another protocol") },
  { "empty", N_ ("it has no bytes") },
  { "odd", N_ ("programs may read its message differently") },
  { "known-good", N_ ("a set of good hashes knows it") },
  { "ok", N_ ("nothing speaks against it") },
};

static const WireFieldKnown READABLE[] = {
  { "yes", N_ ("all of it") },
  { "in part", N_ ("some of it") },
  { "no", N_ ("nothing of it") },
};

static const struct
{
  const char *fields; /* with spaces between them and around */
  const WireFieldKnown *values;
  gsize n;
} TABLES[] = {
#define TABLE(FIELDS, VALUES)                                                                      \
  {                                                                                                \
    " " FIELDS " ", VALUES, G_N_ELEMENTS (VALUES)                                                  \
  }
  TABLE ("eth.type vlan.etype sll.etype gre.proto arp.proto.type", ETHERTYPES),
  TABLE ("arp.opcode", ARP_OPERATIONS),
  TABLE ("ip.proto ipv6.nxt", IP_PROTOCOLS),
  TABLE ("icmp.type", ICMP_TYPES),
  TABLE ("icmpv6.type", ICMPV6_TYPES),
  TABLE ("tcp.port tcp.srcport tcp.dstport udp.port udp.srcport udp.dstport sctp.port sctp.srcport "
         "sctp.dstport",
         PORTS),
  TABLE ("dns.qry.type dns.resp.type", DNS_TYPES),
  TABLE ("dns.qry.class dns.resp.class", DNS_CLASSES),
  TABLE ("dns.flags.rcode", DNS_CODES),
  TABLE ("dns.flags.opcode", DNS_OPERATIONS),
  TABLE ("dhcp.option.dhcp", DHCP_MESSAGES),
  TABLE ("ntp.flags.mode", NTP_MODES),
  TABLE ("tls.record.content_type tls.record.opaque_type", TLS_RECORDS),
  TABLE ("tls.record.version tls.handshake.version tls.handshake.extensions.supported_version",
         TLS_VERSIONS),
  TABLE ("tls.handshake.type", TLS_MESSAGES),
  TABLE ("tls.handshake.extension.type", TLS_EXTENSIONS),
  TABLE ("tls.handshake.extensions_supported_group tls.handshake.extensions_key_share_group",
         TLS_GROUPS),
  TABLE ("tls.handshake.ciphersuite", TLS_CIPHERS),
  TABLE ("tls.alert_message.level", TLS_LEVELS),
  TABLE ("tls.alert_message.desc", TLS_ALERTS),
  TABLE ("tls.handshake.extensions_alpn_str", ALPN),
  TABLE ("http.request.method", HTTP_METHODS),
  TABLE ("http.request.version http.response.version", HTTP_VERSIONS),
  TABLE ("http.response.code", HTTP_CODES),
  TABLE ("http.content_encoding http.accept_encoding", CODINGS),
  TABLE ("http.transfer_encoding", TRANSFER_CODINGS),
  TABLE ("wirecase.verdict", VERDICTS),
  TABLE ("wirecase.readable", READABLE),
};

/**
 * wire_field_known_get:
 * @info: a field
 * @n: (out): how many values there are
 *
 * Returns: (transfer none) (nullable) (array length=n): values that it often has; %NULL where none
 * are known
 */
const WireFieldKnown *
wire_field_known_get (const WireFieldInfo *info, gsize *n)
{
  g_autofree char *word = g_strconcat (" ", info->name, " ", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (TABLES); i++)
    if (strstr (TABLES[i].fields, word))
      {
        *n = TABLES[i].n;
        return TABLES[i].values;
      }
  *n = info->type == WIRE_FIELD_BOOLEAN ? G_N_ELEMENTS (BOOLEANS) : 0;
  return *n > 0 ? BOOLEANS : NULL;
}

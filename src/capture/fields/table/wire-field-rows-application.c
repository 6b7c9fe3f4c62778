/* wire-field-rows-application.c: fields of application layers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/table/wire-field-rows-private.h"

const WireFieldInfo wire_field_rows_application[] = {
  WALKED ("data", PROTOCOL, 0, DATA, NULL, N_ ("Bytes that no decoder claims")),
  WALKED ("data.data", BYTES, 0, DATA, NULL, N_ ("The bytes")),
  WALKED ("data.len", SIGNED, 32, DATA, NULL, N_ ("How many there are")),

  STATEFUL ("dns", PROTOCOL, 0, DNS, N_ ("Domain Name System")),
  STATEFUL ("mdns", PROTOCOL, 0, DNS, N_ ("Multicast DNS")),
  STATEFUL ("llmnr", PROTOCOL, 0, DNS, N_ ("Link-local multicast name resolution")),
#define DNS_QUESTION(NAME, TYPE, BITS, DESCRIBER)                                                  \
  {                                                                                                \
    .name = NAME, .type = WIRE_FIELD_##TYPE, .bits = BITS, .source = WIRE_FIELD_WALKED,            \
    .flags = WIRE_FIELD_STATEFUL, .protocol = WIRE_PROTOCOL_DNS, .describer = DESCRIBER,           \
    .parent = "Question"                                                                           \
  }
#define DNS_FIELD(NAME, TYPE, BITS, DESCRIBER, TITLE)                                              \
  {                                                                                                \
    .name = NAME, .type = WIRE_FIELD_##TYPE, .bits = BITS, .source = WIRE_FIELD_WALKED,            \
    .flags = WIRE_FIELD_STATEFUL, .protocol = WIRE_PROTOCOL_DNS, .describer = DESCRIBER,           \
    .title = TITLE                                                                                 \
  }
  DNS_FIELD ("dns.length", UNSIGNED, 16, "Message length", NULL),
  DNS_FIELD ("dns.id", UNSIGNED, 16, "Identification", NULL),
  DNS_FIELD ("dns.time", DURATION, 0, NULL, N_ ("Seconds from the question to this answer")),
  DNS_FIELD ("dns.response_to", UNSIGNED, 32, NULL, N_ ("Packet with the question")),
  DNS_FIELD ("dns.flags", UNSIGNED, 16, "Flags", NULL),
  DNS_FIELD ("dns.flags.response", BOOLEAN, 0, NULL, N_ ("It is a response")),
  DNS_FIELD ("dns.flags.opcode", UNSIGNED, 16, "Operation", NULL),
  DNS_FIELD ("dns.flags.authoritative", BOOLEAN, 0, NULL, N_ ("The server is an authority")),
  DNS_FIELD ("dns.flags.truncated", BOOLEAN, 0, NULL, N_ ("The message was cut")),
  DNS_FIELD ("dns.flags.recdesired", BOOLEAN, 0, NULL, N_ ("Recursion is wanted")),
  DNS_FIELD ("dns.flags.recavail", BOOLEAN, 0, NULL, N_ ("Recursion is available")),
  DNS_FIELD ("dns.flags.z", BOOLEAN, 0, NULL, N_ ("Reserved bit")),
  DNS_FIELD ("dns.flags.authenticated", BOOLEAN, 0, NULL, N_ ("The answer was authenticated")),
  DNS_FIELD ("dns.flags.checkdisable", BOOLEAN, 0, NULL, N_ ("Unauthenticated data will do")),
  DNS_FIELD ("dns.flags.rcode", UNSIGNED, 16, "Response code", NULL),
  DNS_FIELD ("dns.count.queries", UNSIGNED, 16, "Questions", NULL),
  DNS_FIELD ("dns.count.answers", UNSIGNED, 16, "Answers", NULL),
  DNS_FIELD ("dns.count.auth_rr", UNSIGNED, 16, "Authority records", NULL),
  DNS_FIELD ("dns.count.add_rr", UNSIGNED, 16, "Additional records", NULL),
  DNS_QUESTION ("dns.qry.name", TEXT, 0, "Name"),
  DNS_FIELD ("dns.qry.name.len", UNSIGNED, 16, NULL, N_ ("Length of the name")),
  DNS_FIELD ("dns.count.labels", UNSIGNED, 16, NULL, N_ ("Labels of the name")),
  DNS_QUESTION ("dns.qry.type", UNSIGNED, 16, "Type"),
  DNS_QUESTION ("dns.qry.class", UNSIGNED, 16, "Class"),
  DNS_FIELD ("dns.resp.name", TEXT, 0, "Name", NULL),
  DNS_FIELD ("dns.resp.type", UNSIGNED, 16, "Type", NULL),
  DNS_FIELD ("dns.resp.class", UNSIGNED, 16, "Class", NULL),
  DNS_FIELD ("dns.resp.ttl", UNSIGNED, 32, "Time to live", NULL),
  DNS_FIELD ("dns.resp.len", UNSIGNED, 16, "Data length", NULL),
  DNS_FIELD ("dns.a", IPV4, 0, NULL, N_ ("Address of an A record")),
  DNS_FIELD ("dns.aaaa", IPV6, 0, NULL, N_ ("Address of an AAAA record")),
  DNS_FIELD ("dns.cname", TEXT, 0, NULL, N_ ("Name of a CNAME record")),
  DNS_FIELD ("dns.ns", TEXT, 0, NULL, N_ ("Name of an NS record")),
  DNS_FIELD ("dns.ptr.domain_name", TEXT, 0, NULL, N_ ("Name of a PTR record")),
  DNS_FIELD ("dns.mx.preference", UNSIGNED, 16, NULL, N_ ("Preference of an MX record")),
  DNS_FIELD ("dns.mx.mail_exchange", TEXT, 0, NULL, N_ ("Name of an MX record")),
  DNS_FIELD ("dns.txt", TEXT, 0, NULL, N_ ("String of a TXT record")),
  DNS_FIELD ("dns.txt.length", UNSIGNED, 8, NULL, N_ ("Length of that string")),
  DNS_FIELD ("dns.soa.mname", TEXT, 0, NULL, N_ ("Primary server of an SOA record")),
  DNS_FIELD ("dns.soa.rname", TEXT, 0, NULL, N_ ("Mailbox of an SOA record")),
  DNS_FIELD ("dns.srv.priority", UNSIGNED, 16, NULL, N_ ("Priority of an SRV record")),
  DNS_FIELD ("dns.srv.weight", UNSIGNED, 16, NULL, N_ ("Weight of an SRV record")),
  DNS_FIELD ("dns.srv.port", UNSIGNED, 16, NULL, N_ ("Port of an SRV record")),
  DNS_FIELD ("dns.srv.target", TEXT, 0, NULL, N_ ("Target of an SRV record")),

  LAYER ("dhcp", DHCP, N_ ("Dynamic Host Configuration Protocol")),
  FIXED ("dhcp.type", UNSIGNED, 8, DHCP, 0, 1, 0, "Operation"),
  FIXED ("dhcp.hw.type", UNSIGNED, 8, DHCP, 1, 1, 0, "Hardware type"),
  FIXED ("dhcp.hw.len", UNSIGNED, 8, DHCP, 2, 1, 0, "Hardware address length"),
  FIXED ("dhcp.hops", UNSIGNED, 8, DHCP, 3, 1, 0, "Hops"),
  FIXED ("dhcp.id", UNSIGNED, 32, DHCP, 4, 4, 0, "Transaction identifier"),
  FIXED ("dhcp.secs", UNSIGNED, 16, DHCP, 8, 2, 0, "Seconds elapsed"),
  FIXED ("dhcp.flags", UNSIGNED, 16, DHCP, 10, 2, 0, "Flags"),
  TITLED ("dhcp.flags.bc", BOOLEAN, 0, DHCP, 10, 2, 0x8000, N_ ("Answer by broadcast")),
  FIXED ("dhcp.ip.client", IPV4, 0, DHCP, 12, 4, 0, "Client address"),
  FIXED ("dhcp.ip.your", IPV4, 0, DHCP, 16, 4, 0, "Your address"),
  FIXED ("dhcp.ip.server", IPV4, 0, DHCP, 20, 4, 0, "Server address"),
  FIXED ("dhcp.ip.relay", IPV4, 0, DHCP, 24, 4, 0, "Relay agent address"),
  WALKED ("dhcp.hw.mac_addr", ETHER, 0, DHCP, "Client hardware address", NULL),
  WALKED ("dhcp.option.type", UNSIGNED, 8, DHCP, "Option", NULL),
  WALKED ("dhcp.option.length", UNSIGNED, 8, DHCP, "Length", NULL),
  WALKED ("dhcp.option.dhcp", UNSIGNED, 8, DHCP, "Message type", NULL),
  WALKED ("dhcp.option.hostname", TEXT, 0, DHCP, "Host name", NULL),
  WALKED ("dhcp.option.domain_name", TEXT, 0, DHCP, "Domain name", NULL),
  WALKED ("dhcp.option.vendor_class_id", TEXT, 0, DHCP, "Vendor class", NULL),
  WALKED ("dhcp.option.requested_ip_address", IPV4, 0, DHCP, "Requested address", NULL),
  WALKED ("dhcp.option.dhcp_server_id", IPV4, 0, DHCP, "Server identifier", NULL),
  WALKED ("dhcp.option.subnet_mask", IPV4, 0, DHCP, "Subnet mask", NULL),
  WALKED ("dhcp.option.router", IPV4, 0, DHCP, "Router", NULL),
  WALKED ("dhcp.option.domain_name_server", IPV4, 0, DHCP, "DNS server", NULL),
  WALKED ("dhcp.option.ip_address_lease_time", UNSIGNED, 32, DHCP, "Lease time", NULL),
  WALKED ("dhcp.option.request_list_item", UNSIGNED, 8, DHCP, NULL, N_ ("An option asked for")),

  LAYER ("ntp", NTP, N_ ("Network Time Protocol")),
  TITLED ("ntp.flags", UNSIGNED, 8, NTP, 0, 1, 0, N_ ("Flags")),
  FIXED ("ntp.flags.li", UNSIGNED, 8, NTP, 0, 1, 0xc0, "Leap indicator"),
  FIXED ("ntp.flags.vn", UNSIGNED, 8, NTP, 0, 1, 0x38, "Version"),
  FIXED ("ntp.flags.mode", UNSIGNED, 8, NTP, 0, 1, 0x07, "Mode"),
  WALKED ("ntp.stratum", UNSIGNED, 8, NTP, "Stratum", NULL),

#define TLS_PART(NAME, TYPE, BITS, DESCRIBER, PARENT)                                              \
  {                                                                                                \
    .name = NAME, .type = WIRE_FIELD_##TYPE, .bits = BITS, .source = WIRE_FIELD_WALKED,            \
    .flags = WIRE_FIELD_STATEFUL, .protocol = WIRE_PROTOCOL_TLS, .describer = DESCRIBER,           \
    .parent = PARENT                                                                               \
  }
#define TLS_FIELD(NAME, TYPE, BITS, DESCRIBER, TITLE)                                              \
  {                                                                                                \
    .name = NAME, .type = WIRE_FIELD_##TYPE, .bits = BITS, .source = WIRE_FIELD_WALKED,            \
    .flags = WIRE_FIELD_STATEFUL, .protocol = WIRE_PROTOCOL_TLS, .describer = DESCRIBER,           \
    .title = TITLE                                                                                 \
  }
  TLS_FIELD ("tls", PROTOCOL, 0, NULL, N_ ("Transport Layer Security")),
  TLS_FIELD ("tls.record", PROTOCOL, 0, "Record", NULL),
  TLS_FIELD ("tls.record.content_type", UNSIGNED, 8, "Content type", NULL),
  TLS_FIELD (
      "tls.record.opaque_type", UNSIGNED, 8, NULL, N_ ("Content type of TLS 1.3, encrypted")),
  TLS_PART ("tls.record.version", UNSIGNED, 16, "Version", "Record"),
  TLS_PART ("tls.record.length", UNSIGNED, 16, "Length", "Record"),
  TLS_FIELD ("tls.app_data", BYTES, 0, "Encrypted data", NULL),
  TLS_FIELD ("tls.change_cipher_spec", PROTOCOL, 0, NULL, N_ ("Change of keys")),
  TLS_FIELD ("tls.alert_message", PROTOCOL, 0, "Alert", NULL),
  TLS_FIELD ("tls.alert_message.level", UNSIGNED, 8, "Level", NULL),
  TLS_FIELD ("tls.alert_message.desc", UNSIGNED, 8, "Description", NULL),
  TLS_FIELD ("tls.handshake", PROTOCOL, 0, "Handshake message", NULL),
  TLS_PART ("tls.handshake.type", UNSIGNED, 8, "Type", "Handshake message"),
  TLS_PART ("tls.handshake.length", UNSIGNED, 24, "Length", "Handshake message"),
  TLS_PART ("tls.handshake.version", UNSIGNED, 16, "Version", "Handshake message"),
  TLS_FIELD ("tls.handshake.random", BYTES, 0, "Random", NULL),
  TLS_FIELD ("tls.handshake.session_id", BYTES, 0, "Session identifier", NULL),
  TLS_FIELD ("tls.handshake.session_id_length", UNSIGNED, 8, NULL, N_ ("Length of it")),
  TLS_FIELD ("tls.handshake.cipher_suites_length", UNSIGNED, 16, "Cipher suites", NULL),
  TLS_FIELD ("tls.handshake.ciphersuite", UNSIGNED, 16, "Cipher suite", NULL),
  TLS_FIELD ("tls.handshake.comp_method", UNSIGNED, 8, "Compression method", NULL),
  TLS_FIELD ("tls.handshake.extensions_length", UNSIGNED, 16, "Extensions", NULL),
  TLS_FIELD ("tls.handshake.extension.type", UNSIGNED, 16, NULL, N_ ("Type of an extension")),
  TLS_FIELD ("tls.handshake.extension.len", UNSIGNED, 16, NULL, N_ ("Length of an extension")),
  TLS_FIELD ("tls.handshake.extensions_server_name", TEXT, 0, "Server name", NULL),
  TLS_FIELD ("tls.handshake.extensions_server_name_type",
             UNSIGNED,
             8,
             NULL,
             N_ ("What kind of name it is")),
  TLS_FIELD (
      "tls.handshake.extensions_server_name_len", UNSIGNED, 16, NULL, N_ ("Length of the name")),
  TLS_FIELD ("tls.handshake.extensions_alpn_str", TEXT, 0, "Application protocols", NULL),
  TLS_FIELD (
      "tls.handshake.extensions.supported_version", UNSIGNED, 16, "Supported versions", NULL),
  TLS_FIELD ("tls.handshake.extensions_supported_group", UNSIGNED, 16, "Supported groups", NULL),
  TLS_FIELD ("tls.handshake.sig_hash_alg", UNSIGNED, 16, "Signature algorithms", NULL),
  TLS_FIELD ("tls.handshake.extensions_ec_point_format", UNSIGNED, 8, "Point formats", NULL),
  TLS_FIELD ("tls.handshake.extensions_key_share_group", UNSIGNED, 16, "Key share", NULL),
  TLS_FIELD ("tls.handshake.certificate", BYTES, 0, NULL, N_ ("A certificate")),
  TLS_FIELD ("tls.handshake.certificate_length", UNSIGNED, 24, NULL, N_ ("Length of it")),
};

const gsize wire_field_n_rows_application = G_N_ELEMENTS (wire_field_rows_application);

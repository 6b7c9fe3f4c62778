/* wire-zeek-service.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A service counts when what both sides said first fits it; where one side's first bytes are enough
 * to be sure, those of that side. Which of both is a column of the table.
 */

#include "capture/zeek/conn/wire-zeek-service.h"

#include "capture/zeek/conn/wire-zeek-service-test.h"

#include <netinet/in.h>

/* As Zeek writes them. */
static const char *const NAMES[] = {
  [WIRE_ZEEK_HTTP] = "http",
  [WIRE_ZEEK_SSL] = "ssl",
  [WIRE_ZEEK_DNS] = "dns",
  [WIRE_ZEEK_SSH] = "ssh",
  [WIRE_ZEEK_FTP] = "ftp",
  [WIRE_ZEEK_FTP_DATA] = "ftp-data",
  [WIRE_ZEEK_SMTP] = "smtp",
  [WIRE_ZEEK_POP3] = "pop3",
  [WIRE_ZEEK_IMAP] = "imap",
  [WIRE_ZEEK_IRC] = "irc",
  [WIRE_ZEEK_IRC_DCC] = "irc-dcc-data",
  [WIRE_ZEEK_XMPP] = "xmpp",
  [WIRE_ZEEK_DHCP] = "dhcp",
  [WIRE_ZEEK_NTP] = "ntp",
  [WIRE_ZEEK_SNMP] = "snmp",
  [WIRE_ZEEK_SYSLOG] = "syslog",
  [WIRE_ZEEK_SYSLOG_TCP] = "syslog_tcp",
  [WIRE_ZEEK_SIP] = "sip",
  [WIRE_ZEEK_RADIUS] = "radius",
  [WIRE_ZEEK_QUIC] = "quic",
  [WIRE_ZEEK_STUN] = "stun",
  [WIRE_ZEEK_KRB] = "krb",
  [WIRE_ZEEK_KRB_TCP] = "krb_tcp",
  [WIRE_ZEEK_SMB] = "smb",
  [WIRE_ZEEK_DCE_RPC] = "dce_rpc",
  [WIRE_ZEEK_LDAP_TCP] = "ldap_tcp",
  [WIRE_ZEEK_LDAP_UDP] = "ldap_udp",
  [WIRE_ZEEK_MYSQL] = "mysql",
  [WIRE_ZEEK_POSTGRESQL] = "postgresql",
  [WIRE_ZEEK_REDIS] = "redis",
  [WIRE_ZEEK_RDP] = "rdp",
  [WIRE_ZEEK_RDPEUDP] = "rdpeudp",
  [WIRE_ZEEK_RFB] = "rfb",
  [WIRE_ZEEK_MODBUS] = "modbus",
  [WIRE_ZEEK_DNP3] = "dnp3_tcp",
  [WIRE_ZEEK_MQTT] = "mqtt",
  [WIRE_ZEEK_BITTORRENT] = "bittorrent",
  [WIRE_ZEEK_SOCKS] = "socks",
  [WIRE_ZEEK_WEBSOCKET] = "websocket",
  [WIRE_ZEEK_TEREDO] = "teredo",
  [WIRE_ZEEK_VXLAN] = "vxlan",
  [WIRE_ZEEK_GENEVE] = "geneve",
  [WIRE_ZEEK_GTPV1] = "gtpv1",
  [WIRE_ZEEK_AYIYA] = "ayiya",
};

/** Returns: what conn.log calls @service */
const char *
wire_zeek_service_get_name (guint8 service)
{
  return service < G_N_ELEMENTS (NAMES) ? NAMES[service] : NULL;
}

/* Which sides must have been recognised. */
typedef enum
{
  EITHER,
  ORIGINATOR,
  RESPONDER,
  BOTH,
} Need;

/* @ports: (ended by 0): of the responder where it is known by content; empty for any port */
static const struct
{
  guint8 service;
  guint8 protocol;
  Need need;
  WireZeekServiceTest test;
  guint16 ports[6];
} TESTS[] = {
  { WIRE_ZEEK_SSH, IPPROTO_TCP, BOTH, wire_zeek_test_ssh, { 0 } },
  { WIRE_ZEEK_FTP, IPPROTO_TCP, BOTH, wire_zeek_test_ftp, { 0 } },
  { WIRE_ZEEK_SMTP, IPPROTO_TCP, BOTH, wire_zeek_test_smtp, { 0 } },
  { WIRE_ZEEK_POP3, IPPROTO_TCP, BOTH, wire_zeek_test_pop3, { 0 } },
  { WIRE_ZEEK_IMAP, IPPROTO_TCP, BOTH, wire_zeek_test_imap, { 0 } },
  { WIRE_ZEEK_IRC, IPPROTO_TCP, BOTH, wire_zeek_test_irc, { 0 } },
  { WIRE_ZEEK_XMPP, IPPROTO_TCP, BOTH, wire_zeek_test_xmpp, { 0 } },
  { WIRE_ZEEK_DNS, IPPROTO_TCP, EITHER, wire_zeek_test_dns_tcp, { 53, 5353, 5355 } },
  { WIRE_ZEEK_SMB, IPPROTO_TCP, BOTH, wire_zeek_test_smb, { 0 } },
  { WIRE_ZEEK_DCE_RPC, IPPROTO_TCP, ORIGINATOR, wire_zeek_test_dce_rpc, { 0 } },
  { WIRE_ZEEK_KRB_TCP, IPPROTO_TCP, EITHER, wire_zeek_test_krb_tcp, { 88 } },
  { WIRE_ZEEK_LDAP_TCP, IPPROTO_TCP, EITHER, wire_zeek_test_ldap, { 389, 3268 } },
  { WIRE_ZEEK_MYSQL, IPPROTO_TCP, RESPONDER, wire_zeek_test_mysql, { 1434, 3306 } },
  { WIRE_ZEEK_POSTGRESQL, IPPROTO_TCP, BOTH, wire_zeek_test_postgresql, { 0 } },
  { WIRE_ZEEK_REDIS, IPPROTO_TCP, BOTH, wire_zeek_test_redis, { 6379 } },
  { WIRE_ZEEK_REDIS, IPPROTO_TCP, BOTH, wire_zeek_test_redis_anywhere, { 0 } },
  { WIRE_ZEEK_SYSLOG_TCP, IPPROTO_TCP, ORIGINATOR, wire_zeek_test_syslog, { 514 } },
  { WIRE_ZEEK_RDP, IPPROTO_TCP, BOTH, wire_zeek_test_rdp, { 0 } },
  { WIRE_ZEEK_RFB, IPPROTO_TCP, BOTH, wire_zeek_test_rfb, { 0 } },
  { WIRE_ZEEK_MODBUS, IPPROTO_TCP, BOTH, wire_zeek_test_modbus, { 502 } },
  { WIRE_ZEEK_DNP3, IPPROTO_TCP, EITHER, wire_zeek_test_dnp3, { 20000 } },
  { WIRE_ZEEK_MQTT, IPPROTO_TCP, ORIGINATOR, wire_zeek_test_mqtt, { 0 } },
  { WIRE_ZEEK_BITTORRENT, IPPROTO_TCP, EITHER, wire_zeek_test_bittorrent, { 0 } },
  { WIRE_ZEEK_SOCKS, IPPROTO_TCP, BOTH, wire_zeek_test_socks, { 1080 } },
  { WIRE_ZEEK_DNS, IPPROTO_UDP, EITHER, wire_zeek_test_dns, { 53, 137, 5353, 5355 } },
  { WIRE_ZEEK_DHCP, IPPROTO_UDP, EITHER, wire_zeek_test_dhcp, { 67, 68, 4011 } },
  { WIRE_ZEEK_NTP, IPPROTO_UDP, EITHER, wire_zeek_test_ntp, { 123 } },
  { WIRE_ZEEK_SNMP, IPPROTO_UDP, EITHER, wire_zeek_test_snmp, { 161, 162 } },
  { WIRE_ZEEK_SYSLOG, IPPROTO_UDP, ORIGINATOR, wire_zeek_test_syslog, { 514 } },
  { WIRE_ZEEK_SIP, IPPROTO_UDP, EITHER, wire_zeek_test_sip, { 0 } },
  { WIRE_ZEEK_RADIUS, IPPROTO_UDP, EITHER, wire_zeek_test_radius, { 1812 } },
  { WIRE_ZEEK_QUIC, IPPROTO_UDP, BOTH, wire_zeek_test_quic, { 0 } },
  { WIRE_ZEEK_STUN, IPPROTO_UDP, BOTH, wire_zeek_test_stun, { 0 } },
  { WIRE_ZEEK_KRB, IPPROTO_UDP, EITHER, wire_zeek_test_krb, { 88 } },
  { WIRE_ZEEK_LDAP_UDP, IPPROTO_UDP, EITHER, wire_zeek_test_ldap, { 389, 3268 } },
  { WIRE_ZEEK_RDPEUDP, IPPROTO_UDP, BOTH, wire_zeek_test_rdpeudp, { 3389 } },
};

static gboolean
is_at_port (const guint16 ports[6], guint16 port)
{
  if (ports[0] == 0)
    return TRUE;
  for (guint i = 0; i < 6 && ports[i] != 0; i++)
    if (ports[i] == port)
      return TRUE;
  return FALSE;
}

static gboolean
is_enough (Need need, gboolean originator, gboolean responder)
{
  switch (need)
    {
    case ORIGINATOR:
      return originator;
    case RESPONDER:
      return responder;
    case BOTH:
      return originator && responder;
    default:
      return originator || responder;
    }
}

/* QUIC's handshake is that of TLS (RFC 9001). */
static void
add_service (WireZeekConnection *connection, guint8 service)
{
  wire_zeek_connection_add_service (connection, service);
  if (service == WIRE_ZEEK_QUIC)
    wire_zeek_connection_add_service (connection, WIRE_ZEEK_SSL);
}

/**
 * wire_zeek_service_look:
 * @connection: gets the services that show
 * @side: who sent @data
 * @data: payload of one segment or datagram
 * @length: of @data
 *
 * Looks at the first few segments of each side.
 */
void
wire_zeek_service_look (WireZeekConnection *connection,
                        guint side,
                        const guint8 *data,
                        gsize length)
{
  WireCursor cursor = wire_cursor_new (data, length);

  if (length == 0 || connection->segments[side] >= WIRE_ZEEK_LOOKS)
    return;
  connection->segments[side]++;
  for (gsize i = 0; i < G_N_ELEMENTS (TESTS); i++)
    {
      guint64 bit = G_GUINT64_CONSTANT (1) << i;

      if (TESTS[i].protocol != connection->tuple.protocol
          || !is_at_port (TESTS[i].ports, connection->tuple.dst_port))
        continue;
      if (!(connection->hints[side] & bit) && TESTS[i].test (side == 0, cursor))
        connection->hints[side] |= bit;
      if (is_enough (TESTS[i].need, (connection->hints[0] & bit) != 0,
                     (connection->hints[1] & bit) != 0))
        add_service (connection, TESTS[i].service);
    }
}

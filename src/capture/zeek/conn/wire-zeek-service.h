/* wire-zeek-service.h: which protocol a connection carries, by its content
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/zeek/conn/wire-zeek-connection.h"

G_BEGIN_DECLS

/** What conn.log calls a service. */
typedef enum
{
  WIRE_ZEEK_HTTP,
  WIRE_ZEEK_SSL,
  WIRE_ZEEK_DNS,
  WIRE_ZEEK_SSH,
  WIRE_ZEEK_FTP,
  WIRE_ZEEK_FTP_DATA,
  WIRE_ZEEK_SMTP,
  WIRE_ZEEK_POP3,
  WIRE_ZEEK_IMAP,
  WIRE_ZEEK_IRC,
  WIRE_ZEEK_IRC_DCC,
  WIRE_ZEEK_XMPP,
  WIRE_ZEEK_DHCP,
  WIRE_ZEEK_NTP,
  WIRE_ZEEK_SNMP,
  WIRE_ZEEK_SYSLOG,
  WIRE_ZEEK_SYSLOG_TCP,
  WIRE_ZEEK_SIP,
  WIRE_ZEEK_RADIUS,
  WIRE_ZEEK_QUIC,
  WIRE_ZEEK_STUN,
  WIRE_ZEEK_KRB,
  WIRE_ZEEK_KRB_TCP,
  WIRE_ZEEK_SMB,
  WIRE_ZEEK_DCE_RPC,
  WIRE_ZEEK_LDAP_TCP,
  WIRE_ZEEK_LDAP_UDP,
  WIRE_ZEEK_MYSQL,
  WIRE_ZEEK_POSTGRESQL,
  WIRE_ZEEK_REDIS,
  WIRE_ZEEK_RDP,
  WIRE_ZEEK_RDPEUDP,
  WIRE_ZEEK_RFB,
  WIRE_ZEEK_MODBUS,
  WIRE_ZEEK_DNP3,
  WIRE_ZEEK_MQTT,
  WIRE_ZEEK_BITTORRENT,
  WIRE_ZEEK_SOCKS,
  WIRE_ZEEK_WEBSOCKET,
  WIRE_ZEEK_TEREDO,
  WIRE_ZEEK_VXLAN,
  WIRE_ZEEK_GENEVE,
  WIRE_ZEEK_GTPV1,
  WIRE_ZEEK_AYIYA,
  WIRE_ZEEK_N_SERVICES,
} WireZeekService;

/** Segments of each side that are looked at. */
#define WIRE_ZEEK_LOOKS 12u

const char *wire_zeek_service_get_name (guint8 service);
void wire_zeek_service_look (WireZeekConnection *connection,
                             guint side,
                             const guint8 *data,
                             gsize length);

G_END_DECLS

/* wire-zeek-service-test.h: whether bytes look like a protocol
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-cursor.h"

G_BEGIN_DECLS

/** Says whether one segment or datagram, at its first byte, may be of a protocol. @client: the
 * originator sent it. */
typedef gboolean (*WireZeekServiceTest) (gboolean client, WireCursor cursor);

/* One for each protocol; all pure, any thread. */

/** Returns: whether it may be SSH */
gboolean wire_zeek_test_ssh (gboolean client, WireCursor cursor);

/** Returns: whether it may be FTP */
gboolean wire_zeek_test_ftp (gboolean client, WireCursor cursor);

/** Returns: whether it may be SMTP */
gboolean wire_zeek_test_smtp (gboolean client, WireCursor cursor);

/** Returns: whether it may be POP3 */
gboolean wire_zeek_test_pop3 (gboolean client, WireCursor cursor);

/** Returns: whether it may be IMAP */
gboolean wire_zeek_test_imap (gboolean client, WireCursor cursor);

/** Returns: whether it may be IRC */
gboolean wire_zeek_test_irc (gboolean client, WireCursor cursor);

/** Returns: whether it may be XMPP */
gboolean wire_zeek_test_xmpp (gboolean client, WireCursor cursor);

/** Returns: whether it may be Redis, at its own port */
gboolean wire_zeek_test_redis (gboolean client, WireCursor cursor);

/** Returns: whether it may be Redis, at any port */
gboolean wire_zeek_test_redis_anywhere (gboolean client, WireCursor cursor);

/** Returns: whether it may be RFB (VNC) */
gboolean wire_zeek_test_rfb (gboolean client, WireCursor cursor);

/** Returns: whether it may be SIP */
gboolean wire_zeek_test_sip (gboolean client, WireCursor cursor);

/** Returns: whether it may be syslog */
gboolean wire_zeek_test_syslog (gboolean client, WireCursor cursor);

/** Returns: whether it may be BitTorrent */
gboolean wire_zeek_test_bittorrent (gboolean client, WireCursor cursor);

/** Returns: whether it may be DNS */
gboolean wire_zeek_test_dns (gboolean client, WireCursor cursor);

/** Returns: whether it may be DNS on TCP */
gboolean wire_zeek_test_dns_tcp (gboolean client, WireCursor cursor);

/** Returns: whether it may be SMB */
gboolean wire_zeek_test_smb (gboolean client, WireCursor cursor);

/** Returns: whether it may be DCE/RPC */
gboolean wire_zeek_test_dce_rpc (gboolean client, WireCursor cursor);

/** Returns: whether it may be Kerberos */
gboolean wire_zeek_test_krb (gboolean client, WireCursor cursor);

/** Returns: whether it may be Kerberos on TCP */
gboolean wire_zeek_test_krb_tcp (gboolean client, WireCursor cursor);

/** Returns: whether it may be LDAP */
gboolean wire_zeek_test_ldap (gboolean client, WireCursor cursor);

/** Returns: whether it may be MySQL */
gboolean wire_zeek_test_mysql (gboolean client, WireCursor cursor);

/** Returns: whether it may be PostgreSQL */
gboolean wire_zeek_test_postgresql (gboolean client, WireCursor cursor);

/** Returns: whether it may be RDP */
gboolean wire_zeek_test_rdp (gboolean client, WireCursor cursor);

/** Returns: whether it may be RDP on UDP */
gboolean wire_zeek_test_rdpeudp (gboolean client, WireCursor cursor);

/** Returns: whether it may be Modbus */
gboolean wire_zeek_test_modbus (gboolean client, WireCursor cursor);

/** Returns: whether it may be DNP3 */
gboolean wire_zeek_test_dnp3 (gboolean client, WireCursor cursor);

/** Returns: whether it may be MQTT */
gboolean wire_zeek_test_mqtt (gboolean client, WireCursor cursor);

/** Returns: whether it may be SOCKS */
gboolean wire_zeek_test_socks (gboolean client, WireCursor cursor);

/** Returns: whether it may be DHCP */
gboolean wire_zeek_test_dhcp (gboolean client, WireCursor cursor);

/** Returns: whether it may be NTP */
gboolean wire_zeek_test_ntp (gboolean client, WireCursor cursor);

/** Returns: whether it may be SNMP */
gboolean wire_zeek_test_snmp (gboolean client, WireCursor cursor);

/** Returns: whether it may be RADIUS */
gboolean wire_zeek_test_radius (gboolean client, WireCursor cursor);

/** Returns: whether it may be QUIC */
gboolean wire_zeek_test_quic (gboolean client, WireCursor cursor);

/** Returns: whether it may be STUN */
gboolean wire_zeek_test_stun (gboolean client, WireCursor cursor);

G_END_DECLS

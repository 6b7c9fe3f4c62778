/* wire-zeek-service-binary.c: protocols that begin with a header
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/conn/wire-zeek-service-test.h"

gboolean
wire_zeek_test_dns (gboolean client, WireCursor cursor)
{
  guint16 flags;
  guint questions;

  (void) client;
  wire_cursor_skip (&cursor, 2);
  flags = wire_cursor_be16 (&cursor);
  questions = wire_cursor_be16 (&cursor);
  wire_cursor_skip (&cursor, 6);
  return !cursor.failed && questions <= 64 && (flags >> 11 & 15) <= 9;
}

gboolean
wire_zeek_test_dns_tcp (gboolean client, WireCursor cursor)
{
  guint16 length = wire_cursor_be16 (&cursor);

  return length >= 12 && wire_zeek_test_dns (client, cursor);
}

gboolean
wire_zeek_test_smb (gboolean client, WireCursor cursor)
{
  const guint8 *bytes;

  (void) client;
  wire_cursor_skip (&cursor, 4); /* of NetBIOS (RFC 1002) */
  bytes = wire_cursor_take (&cursor, 4);
  return bytes && (bytes[0] >= 0xfc) && memcmp (bytes + 1, "SMB", 3) == 0;
}

/* Bind and bind_ack (C706, section 12.6.4). */
gboolean
wire_zeek_test_dce_rpc (gboolean client, WireCursor cursor)
{
  const guint8 *bytes = wire_cursor_take (&cursor, 4);

  return bytes && bytes[0] == 5 && bytes[1] <= 1 && bytes[2] == (client ? 11 : 12);
}

/* [APPLICATION 10] to [APPLICATION 30] of RFC 4120, constructed. */
gboolean
wire_zeek_test_krb (gboolean client, WireCursor cursor)
{
  guint8 tag = wire_cursor_u8 (&cursor);

  (void) client;
  return !cursor.failed && tag >= 0x6a && tag <= 0x7e;
}

gboolean
wire_zeek_test_krb_tcp (gboolean client, WireCursor cursor)
{
  guint32 length = wire_cursor_be32 (&cursor);

  return length > 0 && length < 1u << 20 && wire_zeek_test_krb (client, cursor);
}

/* A SEQUENCE that begins with an INTEGER (RFC 4511, section 4.1.1). */
gboolean
wire_zeek_test_ldap (gboolean client, WireCursor cursor)
{
  guint8 length;

  (void) client;
  if (wire_cursor_u8 (&cursor) != 0x30)
    return FALSE;
  length = wire_cursor_u8 (&cursor);
  if (length & 0x80)
    wire_cursor_skip (&cursor, length & 0x7f);
  return wire_cursor_u8 (&cursor) == 2 && !cursor.failed;
}

/* The server's greeting: length, number 0, version 10 or 9. */
gboolean
wire_zeek_test_mysql (gboolean client, WireCursor cursor)
{
  const guint8 *bytes = wire_cursor_take (&cursor, 5);

  return bytes && !client && bytes[3] == 0 && (bytes[4] == 10 || bytes[4] == 9);
}

gboolean
wire_zeek_test_postgresql (gboolean client, WireCursor cursor)
{
  guint32 length;
  guint32 code;

  if (!client)
    {
      guint8 type = wire_cursor_u8 (&cursor);

      return type == 'S' || type == 'N' || type == 'R' || type == 'E';
    }
  length = wire_cursor_be32 (&cursor);
  code = wire_cursor_be32 (&cursor);
  return !cursor.failed && length >= 8 && length < 10000
         && (code == 196608 || code == 80877103 || code == 80877104);
}

/* TPKT and X.224: connection request and confirm (MS-RDPBCGR, section 2.2.1). */
gboolean
wire_zeek_test_rdp (gboolean client, WireCursor cursor)
{
  const guint8 *bytes = wire_cursor_take (&cursor, 6);

  return bytes && bytes[0] == 3 && bytes[1] == 0 && bytes[5] == (client ? 0xe0 : 0xd0);
}

/* MS-RDPEUDP, section 2.2.2.1: SYN, and SYN with ACK. */
gboolean
wire_zeek_test_rdpeudp (gboolean client, WireCursor cursor)
{
  guint32 sequence = wire_cursor_be32 (&cursor);
  guint16 flags;

  wire_cursor_skip (&cursor, 2);
  flags = wire_cursor_be16 (&cursor);
  if (cursor.failed || !(flags & 1))
    return FALSE;
  return client ? sequence == G_MAXUINT32 : (flags & 4) != 0;
}

gboolean
wire_zeek_test_modbus (gboolean client, WireCursor cursor)
{
  guint16 length;

  (void) client;
  wire_cursor_skip (&cursor, 2);
  if (wire_cursor_be16 (&cursor) != 0)
    return FALSE;
  length = wire_cursor_be16 (&cursor);
  return !cursor.failed && length >= 2 && length < 256;
}

gboolean
wire_zeek_test_dnp3 (gboolean client, WireCursor cursor)
{
  (void) client;
  return wire_cursor_be16 (&cursor) == 0x0564;
}

/* CONNECT with the name of the protocol (MQTT 3.1 to 5). */
gboolean
wire_zeek_test_mqtt (gboolean client, WireCursor cursor)
{
  const guint8 *name;
  guint8 more;

  if (!client || wire_cursor_u8 (&cursor) != 0x10)
    return FALSE;
  for (guint i = 0; i < 4; i++)
    {
      more = wire_cursor_u8 (&cursor);
      if (!(more & 0x80))
        break;
    }
  name = wire_cursor_take (&cursor, 6);
  return name && (memcmp (name, "\0\4MQTT", 6) == 0 || memcmp (name, "\0\6MQIs", 6) == 0);
}

gboolean
wire_zeek_test_socks (gboolean client, WireCursor cursor)
{
  guint8 version = wire_cursor_u8 (&cursor);

  if (cursor.failed)
    return FALSE;
  return client ? version == 4 || version == 5 : version == 0 || version == 5;
}

/* The magic cookie of RFC 2131. */
gboolean
wire_zeek_test_dhcp (gboolean client, WireCursor cursor)
{
  guint8 operation = wire_cursor_u8 (&cursor);

  (void) client;
  wire_cursor_skip (&cursor, 235);
  return wire_cursor_be32 (&cursor) == 0x63825363 && operation >= 1 && operation <= 2;
}

gboolean
wire_zeek_test_ntp (gboolean client, WireCursor cursor)
{
  guint8 first = wire_cursor_u8 (&cursor);

  (void) client;
  return !cursor.failed && (first >> 3 & 7) >= 1 && (first >> 3 & 7) <= 4 && (first & 7) >= 1
         && cursor.size >= 12;
}

gboolean
wire_zeek_test_snmp (gboolean client, WireCursor cursor)
{
  return wire_zeek_test_ldap (client, cursor);
}

gboolean
wire_zeek_test_radius (gboolean client, WireCursor cursor)
{
  guint8 code = wire_cursor_u8 (&cursor);
  guint16 length;

  (void) client;
  wire_cursor_skip (&cursor, 1);
  length = wire_cursor_be16 (&cursor);
  return !cursor.failed && code >= 1 && code <= 13 && length >= 20 && length <= cursor.size;
}

/* A long header with the fixed bit and a version (RFC 9000, section 17.2). */
gboolean
wire_zeek_test_quic (gboolean client, WireCursor cursor)
{
  guint8 first = wire_cursor_u8 (&cursor);
  guint32 version = wire_cursor_be32 (&cursor);

  (void) client;
  return !cursor.failed && (first & 0xc0) == 0xc0
         && (version == 1 || version == 0x6b3343cf || (version & 0xffffff00) == 0xff000000);
}

gboolean
wire_zeek_test_stun (gboolean client, WireCursor cursor)
{
  guint16 type = wire_cursor_be16 (&cursor);

  (void) client;
  wire_cursor_skip (&cursor, 2);
  return !(type & 0xc000) && wire_cursor_be32 (&cursor) == 0x2112a442;
}

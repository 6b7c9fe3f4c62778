/* wire-payload.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/application/wire-payload.h"

#include "base/wire-cursor.h"
#include "capture/frame/wire-ip.h"
#include "capture/protocols/application/wire-udp-tunnel.h"

/* IANA's service name and port number registry. */
#define PORT_DNS 53
#define PORT_DHCP_SERVER 67
#define PORT_DHCP_CLIENT 68
#define PORT_NTP 123
#define PORT_MDNS 5353
#define PORT_LLMNR 5355

/* RFC 9112 asks recipients to take request lines of at least 8000 bytes. */
#define HTTP_LINE_MAX 8192
#define HTTP_METHOD_MAX 20

/* A record holds 2^14 bytes of plain text and at most 2048 of padding and tag (RFC 5246, section
 * 6.2.3). */
#define TLS_RECORD_MAX (16384 + 2048)

#define DNS_HEADER 12

/* The methods that browsers and WebDAV use. They tell a request by its beginning where its first
 * line is longer than the segment; a whole line with an HTTP version may have any method. */
static const char *const HTTP_METHODS[] = {
  "GET ",     "POST ",  "HEAD ",   "PUT ",      "DELETE ",    "OPTIONS ",
  "CONNECT ", "TRACE ", "PATCH ",  "PROPFIND ", "PROPPATCH ", "MKCOL ",
  "COPY ",    "MOVE ",  "REPORT ", "UNLOCK ",   "LOCK ",      "SEARCH ",
};

/* `HTTP/1.1`: name, digit, dot, digit (RFC 9112, section 2.3). */
static gboolean
is_http_version (const guint8 *bytes, gsize length)
{
  return length >= 8 && memcmp (bytes, "HTTP/", 5) == 0 && g_ascii_isdigit (bytes[5])
         && bytes[6] == '.' && g_ascii_isdigit (bytes[7]);
}

static gboolean
is_http_status_line (const guint8 *bytes, gsize length)
{
  return length >= 12 && is_http_version (bytes, length) && bytes[8] == ' '
         && g_ascii_isdigit (bytes[9]) && g_ascii_isdigit (bytes[10])
         && g_ascii_isdigit (bytes[11]);
}

static gboolean
has_known_method (const guint8 *bytes, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (HTTP_METHODS); i++)
    {
      gsize method = strlen (HTTP_METHODS[i]);

      if (length > method && memcmp (bytes, HTTP_METHODS[i], method) == 0
          && g_ascii_isgraph (bytes[method]))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_http_request_line (const guint8 *bytes, gsize length)
{
  gsize method = 0;

  while (method < MIN (length, HTTP_METHOD_MAX)
         && (g_ascii_isupper (bytes[method]) || bytes[method] == '-'))
    method++;
  if (method < 3 || method == length || bytes[method] != ' ')
    return FALSE;

  const guint8 *end = memchr (bytes, '\n', MIN (length, HTTP_LINE_MAX));
  if (!end)
    return has_known_method (bytes, length);
  if (end[-1] == '\r')
    end--;
  return end - bytes >= (gssize) method + 10 && is_http_version (end - 8, 8) && end[-9] == ' ';
}

/* RFC 8446, section 5.1: content type, version 3.x, length. */
static gboolean
is_tls_record (const guint8 *bytes, gsize length)
{
  if (length < 5 || bytes[0] < 20 || bytes[0] > 24 || bytes[1] != 3 || bytes[2] > 4)
    return FALSE;

  guint record = (guint) bytes[3] << 8 | bytes[4];
  return record > 0 && record <= TLS_RECORD_MAX;
}

/* RFC 1035, section 4.1.1: an operation that exists, and as many entries as a message can hold.
 * Only an answer may be empty (a format error). */
static gboolean
is_dns_header (const guint8 *bytes, gsize length)
{
  WireCursor cursor = wire_cursor_new (bytes, length);
  guint entries = 0;

  wire_cursor_skip (&cursor, 2);
  guint16 flags = wire_cursor_be16 (&cursor);
  guint questions = wire_cursor_be16 (&cursor);
  for (guint i = 0; i < 3; i++)
    entries += wire_cursor_be16 (&cursor);

  guint operation = flags >> 11 & 0xf;
  if (cursor.failed || operation > 6 || operation == 3)
    return FALSE;
  return questions <= 256 && entries <= 4096 && (questions + entries > 0 || (flags & 0x8000));
}

/* RFC 2131, section 2; the magic cookie of RFC 951's vendor area may be missing or cut. */
static gboolean
is_dhcp (const guint8 *bytes, gsize length)
{
  return length >= 28 && (bytes[0] == 1 || bytes[0] == 2) && bytes[2] <= 16;
}

/* RFC 5905, section 7.3, and RFC 9327 for control messages (mode 6). */
static gboolean
is_ntp (const guint8 *bytes, gsize length)
{
  if (length < 12)
    return FALSE;

  guint version = bytes[0] >> 3 & 7, mode = bytes[0] & 7;
  return version >= 1 && version <= 4 && (length >= 48 || mode >= 6);
}

static WireProtocol
recognise_tcp (guint16 src_port, guint16 dst_port, const guint8 *payload, gsize length)
{
  if (is_tls_record (payload, length))
    return WIRE_PROTOCOL_TLS;
  if (is_http_request_line (payload, length) || is_http_status_line (payload, length))
    return WIRE_PROTOCOL_HTTP;
  if ((src_port == PORT_DNS || dst_port == PORT_DNS) && length >= 2 + DNS_HEADER
      && ((guint) payload[0] << 8 | payload[1]) >= DNS_HEADER
      && is_dns_header (payload + 2, length - 2))
    return WIRE_PROTOCOL_DNS;
  return WIRE_PROTOCOL_DATA;
}

static WireProtocol
recognise_udp_port (guint16 port, const guint8 *payload, gsize length)
{
  switch (port)
    {
    case PORT_DNS:
    case PORT_MDNS:
    case PORT_LLMNR:
      return is_dns_header (payload, length) ? WIRE_PROTOCOL_DNS : WIRE_PROTOCOL_DATA;
    case PORT_DHCP_SERVER:
    case PORT_DHCP_CLIENT:
      return is_dhcp (payload, length) ? WIRE_PROTOCOL_DHCP : WIRE_PROTOCOL_DATA;
    case PORT_NTP:
      return is_ntp (payload, length) ? WIRE_PROTOCOL_NTP : WIRE_PROTOCOL_DATA;
    default:
      return WIRE_PROTOCOL_DATA;
    }
}

static WireProtocol
recognise_udp (guint16 src_port, guint16 dst_port, const guint8 *payload, gsize length)
{
  WireProtocol protocol = recognise_udp_port (dst_port, payload, length);

  if (protocol == WIRE_PROTOCOL_DATA)
    protocol = recognise_udp_port (src_port, payload, length);
  return protocol != WIRE_PROTOCOL_DATA
             ? protocol
             : wire_udp_tunnel_recognise (src_port, dst_port, payload, length);
}

/**
 * wire_application_recognise:
 * @ip_protocol: 6 for TCP, 17 for UDP; nothing is recognised in others
 * @src_port: in host order
 * @dst_port: in host order
 * @payload: the bytes of the segment or datagram that were captured
 * @length: how many there are
 *
 * Says what a payload is, by its first bytes: HTTP and TLS on any TCP port. Ports are asked only
 * where content cannot tell (DNS, DHCP, NTP, tunnels), and the header must make sense even then. A
 * segment in the middle of a message is data. Called for every packet; allocates nothing. Any
 * thread.
 *
 * Returns: the protocol, %WIRE_PROTOCOL_DATA where none is recognised, or %WIRE_PROTOCOL_NONE where
 *   there is no payload
 */
WireProtocol
wire_application_recognise (
    guint8 ip_protocol, guint16 src_port, guint16 dst_port, const guint8 *payload, gsize length)
{
  if (length == 0)
    return WIRE_PROTOCOL_NONE;
  if (ip_protocol == WIRE_IP_TCP)
    return recognise_tcp (src_port, dst_port, payload, length);
  if (ip_protocol == WIRE_IP_UDP)
    return recognise_udp (src_port, dst_port, payload, length);
  return WIRE_PROTOCOL_DATA;
}

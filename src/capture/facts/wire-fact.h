/* wire-fact.h: what was said of a host, and by whom
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-time.h"
#include "capture/frame/wire-address.h"

G_BEGIN_DECLS

/** An address without a port. The bytes after those of IPv4 are zero, so that two are equal
 * exactly where their bytes are. */
typedef struct
{
  guint8 family; /* a WireFamily */
  guint8 bytes[16];
} WireHostAddress;

/** A MAC address of an Ethernet station. */
typedef struct
{
  guint8 bytes[6];
} WireMac;

/**
 * WireNameSource:
 * @WIRE_NAME_DNS: an answer of type A or AAAA
 * @WIRE_NAME_REVERSE: an answer of type PTR
 * @WIRE_NAME_DHCP: option 12 of a client
 * @WIRE_NAME_DHCP_FQDN: option 81 of a client
 * @WIRE_NAME_MDNS: multicast DNS: what a host says of itself
 * @WIRE_NAME_LLMNR: link-local multicast name resolution
 * @WIRE_NAME_NBNS: NetBIOS name service
 * @WIRE_NAME_NETBIOS: a NetBIOS session or datagram
 * @WIRE_NAME_TLS: the server name that a client of TLS asked for
 * @WIRE_NAME_HTTP: the Host field of a request
 * @WIRE_NAME_NTLM: the workstation of an authentication, or the name that a server gives itself
 * @WIRE_NAME_KERBEROS: a machine's account, or the address list of a request
 * @WIRE_NAME_SMTP: HELO or EHLO of a client
 *
 * Where a name comes from.
 */
typedef enum
{
  WIRE_NAME_DNS,
  WIRE_NAME_REVERSE,
  WIRE_NAME_DHCP,
  WIRE_NAME_DHCP_FQDN,
  WIRE_NAME_MDNS,
  WIRE_NAME_LLMNR,
  WIRE_NAME_NBNS,
  WIRE_NAME_NETBIOS,
  WIRE_NAME_TLS,
  WIRE_NAME_HTTP,
  WIRE_NAME_NTLM,
  WIRE_NAME_KERBEROS,
  WIRE_NAME_SMTP,
  WIRE_N_NAME_SOURCES,
} WireNameSource;

/** No NetBIOS suffix. */
#define WIRE_NAME_NO_SUFFIX -1

/**
 * WireNameFact:
 * @address: whose name it is; of family %WIRE_FAMILY_NONE where only @mac is known
 * @mac: of the client of DHCP; zeros elsewhere
 * @source: #WireNameSource
 * @suffix: the NetBIOS suffix (its type of name), or %WIRE_NAME_NO_SUFFIX
 * @packet: that said it first; from 0
 * @count: how often it was said
 * @time: of @packet
 * @last: when it was said last
 * @expires: when the last answer said that it ends, or %WIRE_TIME_NONE
 * @name: UTF-8, printable; of DNS in lower case, without the last dot
 *
 * One name of one address from one source. Strings belong to the log.
 */
typedef struct
{
  WireHostAddress address;
  WireMac mac;
  guint8 source;
  gint16 suffix;
  guint32 packet;
  guint32 count;
  gint64 time;
  gint64 last;
  gint64 expires;
  const char *name;
} WireNameFact;

/** What suggests an operating system. */
typedef enum
{
  WIRE_SYSTEM_USER_AGENT,
  WIRE_SYSTEM_DHCP_PARAMETERS, /* option 55 */
  WIRE_SYSTEM_DHCP_VENDOR,     /* option 60 */
  WIRE_SYSTEM_TCP_SYN,
  WIRE_SYSTEM_NTLM, /* the version in a message */
} WireSystemEvidence;

/**
 * WireSystemFact:
 * @address: whose; of family %WIRE_FAMILY_NONE where only @mac is known
 * @mac: of the client of DHCP; zeros elsewhere
 * @evidence: #WireSystemEvidence
 * @packet: that showed it first
 * @count: how often
 * @time: of @packet
 * @suggests: (nullable): the system, such as “Windows 10 or 11”; %NULL where the evidence is not
 *   known
 * @value: the evidence itself, printable
 */
typedef struct
{
  WireHostAddress address;
  WireMac mac;
  guint8 evidence;
  guint32 packet;
  guint32 count;
  gint64 time;
  const char *suggests;
  const char *value;
} WireSystemFact;

/**
 * WireLeaseFact:
 * @mac: the client's
 * @address: that it was given
 * @server: that gave it
 * @packet: the acknowledgement
 * @time: of @packet
 * @seconds: how long it lasts, or 0 where that is not said
 *
 * A lease of DHCP that a server acknowledged.
 */
typedef struct
{
  WireMac mac;
  WireHostAddress address;
  WireHostAddress server;
  guint32 packet;
  gint64 time;
  guint32 seconds;
} WireLeaseFact;

/** How a sign-in ended. */
typedef enum
{
  WIRE_SIGNIN_UNKNOWN, /* the answer was not captured, or does not tell */
  WIRE_SIGNIN_ACCEPTED,
  WIRE_SIGNIN_REFUSED,
} WireSigninResult;

/**
 * WireSignin:
 * @protocol: such as `FTP`; a literal
 * @method: such as `LOGIN`
 * @user: (nullable): who
 * @domain: (nullable): of NTLM and Kerberos
 * @secret: (nullable): the password, where it was sent so that it can be read
 * @workstation: (nullable): of NTLM
 * @reason: (nullable): what the server said about it
 * @tuple: from the client to the server
 * @stream: that it was on
 * @packet: that brought the last part of what the client said
 * @answer: the packet of the server's answer, or %G_MAXUINT32
 * @time: of @packet
 * @result: #WireSigninResult
 * @decrypted: it was encrypted on the wire
 *
 * Somebody who says who they are to a server. Strings belong to the log and are UTF-8, as they
 * came.
 */
typedef struct
{
  const char *protocol;
  const char *method;
  const char *user;
  const char *domain;
  const char *secret;
  const char *workstation;
  const char *reason;
  WireTuple tuple;
  guint32 stream;
  guint32 packet;
  guint32 answer;
  gint64 time;
  guint8 result;
  gboolean decrypted;
} WireSignin;

/** The source of @tuple, without its port. */
static inline WireHostAddress
wire_host_address_of_source (const WireTuple *tuple)
{
  WireHostAddress address = { .family = tuple->family };

  memcpy (address.bytes, tuple->src, sizeof address.bytes);
  return address;
}

/** The destination of @tuple, likewise. */
static inline WireHostAddress
wire_host_address_of_destination (const WireTuple *tuple)
{
  WireHostAddress address = { .family = tuple->family };

  memcpy (address.bytes, tuple->dst, sizeof address.bytes);
  return address;
}

static inline gboolean
wire_host_address_equal (const WireHostAddress *a, const WireHostAddress *b)
{
  return memcmp (a, b, sizeof *a) == 0;
}

/** Whether @mac is not there: all zeros, as on the loopback interface. */
static inline gboolean
wire_mac_is_zero (const WireMac *mac)
{
  static const WireMac zero;

  return memcmp (mac, &zero, sizeof zero) == 0;
}

guint wire_host_address_hash (gconstpointer address);
gboolean wire_host_address_is_equal (gconstpointer a, gconstpointer b);
gboolean wire_host_address_is_host (const WireHostAddress *address);
gboolean wire_host_address_is_local (const WireHostAddress *address);
const char *wire_name_source_to_text (WireNameSource source);
const char *wire_system_evidence_to_text (WireSystemEvidence evidence);
const char *wire_signin_result_to_text (WireSigninResult result);

G_END_DECLS

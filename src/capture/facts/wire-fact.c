/* wire-fact.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/facts/wire-fact.h"

#include "base/wire-text-hash.h"

/** For tables whose keys are of #WireHostAddress; seeded. */
guint
wire_host_address_hash (gconstpointer address)
{
  return wire_bytes_hash (address, sizeof (WireHostAddress));
}

/** As wire_host_address_equal(), for tables. */
gboolean
wire_host_address_is_equal (gconstpointer a, gconstpointer b)
{
  return wire_host_address_equal (a, b);
}

static gboolean
is_any (const guint8 *bytes, gsize length, guint8 value)
{
  for (gsize i = 0; i < length; i++)
    if (bytes[i] != value)
      return FALSE;
  return TRUE;
}

/** Returns: whether @self can be that of one host: it is not multicast, broadcast, or the one
 * that stands for none. Broadcasts of a network cannot be told without its mask. */
gboolean
wire_host_address_is_host (const WireHostAddress *self)
{
  const guint8 *b = self->bytes;

  if (self->family == WIRE_FAMILY_IPV4)
    return b[0] != 0 && b[0] < 224;
  return self->family == WIRE_FAMILY_IPV6 && b[0] != 0xff && !is_any (b, 16, 0);
}

/** Returns: whether @self is of a range that routers of the Internet do not carry: private (RFC
 * 1918, RFC 6598), link-local or loopback, unique local (RFC 4193) */
gboolean
wire_host_address_is_local (const WireHostAddress *self)
{
  const guint8 *b = self->bytes;

  if (self->family == WIRE_FAMILY_IPV4)
    return b[0] == 10 || b[0] == 127 || (b[0] == 172 && (b[1] & 0xf0) == 16)
           || (b[0] == 192 && b[1] == 168) || (b[0] == 169 && b[1] == 254)
           || (b[0] == 100 && (b[1] & 0xc0) == 64);
  return (b[0] == 0xfe && (b[1] & 0xc0) == 0x80) || (b[0] & 0xfe) == 0xfc
         || (is_any (b, 15, 0) && b[15] == 1);
}

/** Returns: a source in a word or two, in English, as --json has it */
const char *
wire_name_source_to_text (WireNameSource source)
{
  static const char *const TEXTS[WIRE_N_NAME_SOURCES] = {
    "DNS",   "DNS PTR",  "DHCP option 12", "DHCP option 81",  "mDNS",
    "LLMNR", "NBNS",     "NetBIOS",        "TLS server name", "HTTP Host",
    "NTLM",  "Kerberos", "SMTP HELO",
  };

  return source < WIRE_N_NAME_SOURCES ? TEXTS[source] : "unknown";
}

/** Returns: evidence in a word or two, in English, as --json has it */
const char *
wire_system_evidence_to_text (WireSystemEvidence evidence)
{
  static const char *const TEXTS[] = { "User-Agent", "DHCP option 55", "DHCP option 60", "TCP SYN",
                                       "NTLM version" };

  return evidence < G_N_ELEMENTS (TEXTS) ? TEXTS[evidence] : "unknown";
}

/** Returns: a result in a word, in English, as --json has it */
const char *
wire_signin_result_to_text (WireSigninResult result)
{
  static const char *const TEXTS[] = { "unknown", "accepted", "refused" };

  return result < G_N_ELEMENTS (TEXTS) ? TEXTS[result] : "unknown";
}

/* wire-indicator.h: an address, a name or a digest that somebody is warned of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The longest indicator, in bytes. */
#define WIRE_INDICATOR_MAX 4096u

/**
 * WireIndicatorKind:
 * @WIRE_INDICATOR_ADDRESS: an IPv4 or IPv6 address
 * @WIRE_INDICATOR_NETWORK: all addresses with a prefix
 * @WIRE_INDICATOR_DOMAIN: a domain, and all below it
 * @WIRE_INDICATOR_URL: a URL
 * @WIRE_INDICATOR_DIGEST: of a file, in hexadecimal
 * @WIRE_INDICATOR_MAIL: a mail address
 * @WIRE_INDICATOR_AGENT: what a client calls itself in HTTP
 */
typedef enum
{
  WIRE_INDICATOR_ADDRESS,
  WIRE_INDICATOR_NETWORK,
  WIRE_INDICATOR_DOMAIN,
  WIRE_INDICATOR_URL,
  WIRE_INDICATOR_DIGEST,
  WIRE_INDICATOR_MAIL,
  WIRE_INDICATOR_AGENT,
  WIRE_N_INDICATOR_KINDS,
} WireIndicatorKind;

const char *wire_indicator_kind_to_text (WireIndicatorKind kind);

/* Each of these returns (transfer full) (nullable) the indicator in the one form in which it is
 * compared: lower case, addresses as RFC 5952 has them, without what makes it harmless to click
 * on. */

char *wire_indicator_parse (const char *text, WireIndicatorKind *kind);
char *wire_indicator_parse_agent (const char *text);
char *wire_indicator_normalise_url (const char *url);
char *wire_indicator_normalise_host (const char *host);
char *wire_indicator_network_to_text (guint8 family, const guint8 address[16], guint prefix);

G_END_DECLS

/* wire-sasl.h: what a client says of itself in an exchange of SASL (RFC 4422)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WireSasl:
 * @mechanism: (nullable): in capitals; %NULL where no exchange goes on
 * @user: (nullable): who
 * @domain: (nullable): of NTLM
 * @secret: (nullable): that was sent so that it can be read
 * @workstation: (nullable): of NTLM
 * @responses: of the client so far
 *
 * One exchange. All zeros is none. Clear it with wire_sasl_clear().
 */
typedef struct
{
  char *mechanism;
  char *user;
  char *domain;
  char *secret;
  char *workstation;
  guint responses;
} WireSasl;

void wire_sasl_begin (WireSasl *sasl, const char *mechanism);
void wire_sasl_respond (WireSasl *sasl, const guint8 *bytes, gsize length);
void wire_sasl_respond_base64 (WireSasl *sasl, const char *text);

/** Frees what @sasl owns, but not @sasl itself; it is none then. */
void wire_sasl_clear (WireSasl *sasl);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireSasl, wire_sasl_clear)

G_END_DECLS

/* wire-ntlm.h: messages of NTLM ([MS-NLMP])
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-cursor.h"

G_BEGIN_DECLS

/** Kinds of messages ([MS-NLMP], section 2.2.1). */
enum
{
  WIRE_NTLM_NEGOTIATE = 1,
  WIRE_NTLM_CHALLENGE = 2,
  WIRE_NTLM_AUTHENTICATE = 3,
};

/**
 * WireNtlm:
 * @type: 1, 2 or 3
 * @version: of the sender's system: major, minor and build; zeros where it does not say
 * @user: (nullable): of an authentication; empty: anonymous
 * @domain: (nullable): likewise
 * @workstation: (nullable): likewise, and of a negotiation
 * @computer: (nullable): of a challenge: the server's NetBIOS name
 * @dns_computer: (nullable): likewise, its DNS name
 * @method: of an authentication: `NTLMv1` or `NTLMv2`, a literal
 *
 * What a message tells of its sender. Clear it with wire_ntlm_clear().
 */
typedef struct
{
  guint32 type;
  guint16 version[3];
  char *user;
  char *domain;
  char *workstation;
  char *computer;
  char *dns_computer;
  const char *method;
} WireNtlm;

gboolean wire_ntlm_find (const guint8 *bytes, gsize length, WireNtlm *ntlm);
char *wire_ntlm_tell_system (const WireNtlm *ntlm);

/** Frees what @ntlm owns, but not @ntlm itself. */
void wire_ntlm_clear (WireNtlm *ntlm);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireNtlm, wire_ntlm_clear)

G_END_DECLS

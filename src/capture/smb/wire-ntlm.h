/* wire-ntlm.h: who signs in by NTLM
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WireNtlmNames:
 * @computer: (nullable): NetBIOS name of who says it
 * @domain: (nullable): NetBIOS name of its domain
 * @dns_computer: (nullable): name of a server in DNS
 * @dns_domain: (nullable): of its domain
 * @dns_tree: (nullable): of the forest of domains
 * @system: (nullable): version of its system, such as `10.0.17763`
 *
 * What a server says of itself when it challenges a client (MS-NLMP, section 2.2.1.2), or a client
 * that answers. Anybody may say anything there.
 */
typedef struct
{
  char *computer;
  char *domain;
  char *dns_computer;
  char *dns_domain;
  char *dns_tree;
  char *system;
} WireNtlmNames;

/** Frees what @names owns, but not @names itself. */
void wire_ntlm_names_clear (WireNtlmNames *names);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireNtlmNames, wire_ntlm_names_clear)

char *wire_ntlm_find_user (const guint8 *token, gsize length);
gboolean wire_ntlm_find_names (const guint8 *token, gsize length, WireNtlmNames *names);

G_END_DECLS

/* wire-zeek-ntlm.h: who signed in by NTLM, as Zeek counts it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/smb/wire-ntlm.h"
#include "capture/zeek/conn/wire-zeek-connections.h"

G_BEGIN_DECLS

/** Rows of a capture; the rest is left out. */
#define WIRE_ZEEK_MAX_NTLM 1048576u

/**
 * WireZeekNtlmRow:
 * @connection: number of the connection
 * @time: of the first message
 * @user: (nullable): who signs in
 * @host: (nullable): the client's name
 * @domain: (nullable): of the user
 * @server: what the server says of itself
 * @answered: it is known what came of it
 * @success: the server accepted it
 */
typedef struct
{
  guint32 connection;
  gint64 time;
  char *user;
  char *host;
  char *domain;
  WireNtlmNames server;
  gboolean answered;
  gboolean success;
} WireZeekNtlmRow;

/**
 * WireZeekNtlm:
 *
 * NTLM (MS-NLMP) in SMB, DCE/RPC and LDAP. For one thread.
 */
typedef struct _WireZeekNtlm WireZeekNtlm;

WireZeekNtlm *wire_zeek_ntlm_new (void);

/** Frees @ntlm and what it owns. */
void wire_zeek_ntlm_free (WireZeekNtlm *ntlm);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireZeekNtlm, wire_zeek_ntlm_free)

void wire_zeek_ntlm_hear (WireZeekNtlm *ntlm, const WireZeekPayload *payload);

/** Returns: the number of rows */
guint wire_zeek_ntlm_get_length (const WireZeekNtlm *ntlm);

const WireZeekNtlmRow *wire_zeek_ntlm_get (const WireZeekNtlm *ntlm, guint i);

G_END_DECLS

/* wire-rpc-head.h: what a message of ONC RPC begins with (RFC 5531, section 9)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Programs (RFC 1813, appendix I and section 2). */
#define WIRE_RPC_NFS 100003u
#define WIRE_RPC_MOUNT 100005u

/** A machine’s name is no longer (RFC 5531, appendix A). */
#define WIRE_RPC_MAX_MACHINE 255u

/**
 * WireRpcHead:
 * @number: which the answer has as well
 * @answer: it is an answer, and not a call
 * @program: of a call
 * @version: likewise
 * @procedure: likewise
 * @known: of a call: who asks is known
 * @user: the number of the user who asks
 * @machine: (array) the name of the machine that asks, as it came; ends in a NUL
 * @accepted: of an answer: what was asked was done, or refused by the program itself
 * @wrapped: Kerberos protects it: of a call
 * @sealed: likewise: it cannot be read
 * @at: where in the message what follows begins
 */
typedef struct
{
  guint32 number;
  gboolean answer;
  guint32 program;
  guint32 version;
  guint32 procedure;
  gboolean known;
  guint32 user;
  char machine[WIRE_RPC_MAX_MACHINE + 1];
  gboolean accepted;
  gboolean wrapped;
  gboolean sealed;
  gsize at;
} WireRpcHead;

gboolean wire_rpc_head_parse (const guint8 *bytes, gsize length, WireRpcHead *head);
gboolean wire_rpc_head_is_ours (const WireRpcHead *head);

G_END_DECLS

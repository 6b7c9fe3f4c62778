/* wire-nfs-waiting.h: calls that wait for their answers, and answers that came before their calls
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/nfs/wire-nfs-call.h"
#include "capture/nfs/wire-nfs-file.h"
#include "capture/nfs/wire-rpc-message.h"

G_BEGIN_DECLS

/** Of one conversation; more are not followed. */
#define WIRE_NFS_MAX_WAITING 4096u

/** Answers that were used last, which may come again. */
#define WIRE_NFS_MAX_RECENT 256u

/**
 * WireNfsAsked:
 * @call: what it asks
 * @request: (nullable): that asked it, where its bytes are wanted
 * @asked: when that was
 * @wrapped: Kerberos protects its answer
 */
typedef struct
{
  WireNfsCall call;
  WireRpcMessage *request;
  WireNfsMoment asked;
  gboolean wrapped;
} WireNfsAsked;

/** Frees @asked and what it owns. */
void wire_nfs_asked_free (WireNfsAsked *asked);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireNfsAsked, wire_nfs_asked_free)

/**
 * WireNfsWaiting:
 *
 * By the numbers that a call and its answer share.
 *
 * Used by the loading thread.
 */
typedef struct _WireNfsWaiting WireNfsWaiting;

WireNfsWaiting *wire_nfs_waiting_new (void);

/** Frees @waiting and what it owns. */
void wire_nfs_waiting_free (WireNfsWaiting *waiting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireNfsWaiting, wire_nfs_waiting_free)

gboolean wire_nfs_waiting_knows (WireNfsWaiting *waiting, guint32 number);
gboolean wire_nfs_waiting_add_call (WireNfsWaiting *waiting, guint32 number, WireNfsAsked *asked);
gboolean wire_nfs_waiting_add_answer (WireNfsWaiting *waiting,
                                      guint32 number,
                                      WireRpcMessage *answer);
WireNfsAsked *wire_nfs_waiting_take_call (WireNfsWaiting *waiting, guint32 number);
WireRpcMessage *wire_nfs_waiting_take_answer (WireNfsWaiting *waiting, guint32 number);
GPtrArray *wire_nfs_waiting_take_calls (WireNfsWaiting *waiting);
guint wire_nfs_waiting_count_answers (const WireNfsWaiting *waiting);
gsize wire_nfs_waiting_get_cost (const WireNfsWaiting *waiting);

G_END_DECLS

/* wire-nfs-deed.h: what a call and its answer did together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/nfs/wire-nfs-call.h"
#include "capture/nfs/wire-nfs-file.h"
#include "capture/nfs/wire-nfs-log.h"
#include "capture/nfs/wire-nfs-words.h"
#include "capture/nfs/wire-rpc-message.h"

G_BEGIN_DECLS

/**
 * WireNfsDeed:
 * @log: what conversations share
 * @words: where it is told
 * @call: what was asked; its handles know their server
 * @request: that asked it
 * @answer: (nullable): that answered it; %NULL where that was not captured
 * @at: where in @answer the results begin
 * @client: the number of who asked
 * @server: of who answered
 * @asked: when it was asked; the sender is the client
 */
typedef struct
{
  WireNfsLog *log;
  WireNfsWords *words;
  const WireNfsCall *call;
  const WireRpcMessage *request;
  const WireRpcMessage *answer;
  gsize at;
  guint32 client;
  guint32 server;
  WireNfsMoment asked;
} WireNfsDeed;

void wire_nfs_deed_do (const WireNfsDeed *deed);

G_END_DECLS

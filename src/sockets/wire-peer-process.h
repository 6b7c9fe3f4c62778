/* wire-peer-process.h: which process of this machine is at the other end, and how it ended
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sockets/wire-socket-event.h"

G_BEGIN_DECLS

/** Connections whose other end is looked up at the same time; that of more is not known. */
#define WIRE_PEER_PROCESS_MAX 64u

/**
 * WirePeerProcess:
 *
 * The process at the other end of a connection within this machine, once it was found. Counted by
 * reference; any thread.
 */
typedef struct _WirePeerProcess WirePeerProcess;

WirePeerProcess *wire_peer_process_look_up (const WireSocketEndpoint *local,
                                            const WireSocketEndpoint *peer);

/** Drops a reference. The last one frees @process. Any thread. */
void wire_peer_process_unref (WirePeerProcess *process);

char *wire_peer_process_describe (WirePeerProcess *process);
char *wire_peer_process_explain_end (WirePeerProcess *process);

G_END_DECLS

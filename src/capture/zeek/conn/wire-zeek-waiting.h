/* wire-zeek-waiting.h: what came before what it follows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/zeek/conn/wire-zeek-connections.h"

G_BEGIN_DECLS

/** What may wait of one side of a connection, and of all; more is a gap. */
#define WIRE_ZEEK_MAX_WAITING_SIDE (1024u * 1024)
#define WIRE_ZEEK_MAX_WAITING (32u * 1024 * 1024)

/**
 * WireZeekPiece:
 * @begin: number of its first byte, relative to the first that its sender sends
 * @time: when it came
 * @packet: that brought it
 * @length: of @bytes
 */
typedef struct
{
  guint64 begin;
  gint64 time;
  guint32 packet;
  guint32 length;
  guint8 bytes[];
} WireZeekPiece;

/** Copies of payload of TCP that wait for what is missing before them. For one thread. */
typedef struct _WireZeekWaiting WireZeekWaiting;

WireZeekWaiting *wire_zeek_waiting_new (void);

/** Frees @waiting and what it owns. */
void wire_zeek_waiting_free (WireZeekWaiting *waiting);

gboolean wire_zeek_waiting_has (const WireZeekWaiting *waiting,
                                const WireZeekConnection *connection,
                                guint side);
void wire_zeek_waiting_add (WireZeekWaiting *waiting,
                            const WireZeekPayload *payload,
                            guint64 begin);
WireZeekPiece *wire_zeek_waiting_take (WireZeekWaiting *waiting,
                                       const WireZeekConnection *connection,
                                       guint side,
                                       guint64 before);

G_END_DECLS

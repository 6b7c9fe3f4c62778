/* wire-zeek-connections-private.h: how connections are kept while packets come
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/zeek/conn/wire-zeek-connections.h"
#include "capture/zeek/conn/wire-zeek-expectations.h"
#include "capture/zeek/conn/wire-zeek-fragments.h"
#include "capture/zeek/conn/wire-zeek-tcp.h"
#include "capture/zeek/conn/wire-zeek-waiting.h"

G_BEGIN_DECLS

struct _WireZeekConnections
{
  GPtrArray *all;      /* of WireZeekConnection */
  GArray *of_packets;  /* guint32: the innermost connection of each packet, or WIRE_ZEEK_NONE */
  GHashTable *current; /* WireTuple of the latest, lower end first → WireZeekConnection */
  WireZeekFragments *fragments;
  WireZeekWaiting *waiting;
  WireZeekExpectations *expectations;
  gboolean ignore_checksums;
  WireZeekPayloadFunc hear;
  gpointer hear_data;
};

/* wire-zeek-connections.c */
gboolean wire_zeek_connections_make_tuple (const WireZeekPacket *packet,
                                           WireTuple *tuple,
                                           gboolean *one_way);
WireZeekConnection *wire_zeek_connections_enter (WireZeekConnections *self,
                                                 const WireTuple *tuple,
                                                 gboolean one_way,
                                                 const WireZeekPacket *packet,
                                                 const WireZeekSegment *segment);

/* wire-zeek-delivery.c */
void wire_zeek_connections_hand_on (WireZeekConnections *self, WireZeekPayload *payload);
void wire_zeek_connections_hand_on_segment (WireZeekConnections *self,
                                            WireZeekPayload *payload,
                                            const WireZeekSegment *segment,
                                            guint64 before);
void wire_zeek_connections_release (WireZeekConnections *self,
                                    WireZeekConnection *connection,
                                    guint side);

G_END_DECLS

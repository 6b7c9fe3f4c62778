/* wire-websocket-inflater.h: permessage-deflate (RFC 7692)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What an inflater takes. */
#define WIRE_WEBSOCKET_INFLATER_COST 48000u

/** Takes unpacked bytes. Returns: whether it wants more */
typedef gboolean (*WireWebsocketTake) (const guint8 *bytes, gsize length, gpointer user_data);

/**
 * WireWebsocketInflater:
 *
 * Unpacks the messages of one side, which may refer to what earlier ones had in them. Used by one
 * thread.
 */
typedef struct _WireWebsocketInflater WireWebsocketInflater;

/** Returns: (transfer full): an inflater for one direction (RFC 7692) */
WireWebsocketInflater *wire_websocket_inflater_new (void);

/** Frees @inflater and what it owns. */
void wire_websocket_inflater_free (WireWebsocketInflater *inflater);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireWebsocketInflater, wire_websocket_inflater_free)

gboolean wire_websocket_inflater_add (WireWebsocketInflater *inflater,
                                      const guint8 *bytes,
                                      gsize length,
                                      WireWebsocketTake take,
                                      gpointer user_data);
gboolean wire_websocket_inflater_end_message (WireWebsocketInflater *inflater,
                                              WireWebsocketTake take,
                                              gpointer user_data);
void wire_websocket_inflater_reset (WireWebsocketInflater *inflater);

G_END_DECLS

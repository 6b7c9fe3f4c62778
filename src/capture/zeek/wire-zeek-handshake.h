/* wire-zeek-handshake.h: what can be seen of the handshakes of TLS
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/zeek/conn/wire-zeek-connections.h"

G_BEGIN_DECLS

/** Letters of Zeek's ssl_history that are kept. */
#define WIRE_ZEEK_HANDSHAKE_LETTERS 40u

/**
 * WireZeekHandshake:
 * @history: Zeek's ssl_history: a letter for each message, upper case for the client
 * @curve: (nullable): that the keys were agreed on with
 * @alert: (nullable): the last one that was not encrypted
 * @established: both sides went over to the keys that they agreed on
 */
typedef struct
{
  char history[WIRE_ZEEK_HANDSHAKE_LETTERS];
  const char *curve;
  const char *alert;
  gboolean established;
} WireZeekHandshake;

/** Connections whose handshakes are followed at once. */
#define WIRE_ZEEK_MAX_HANDSHAKES 65536u

/** The handshakes of a capture. For one thread. */
typedef struct _WireZeekHandshakes WireZeekHandshakes;

WireZeekHandshakes *wire_zeek_handshakes_new (void);

/** Frees @handshakes and what it owns. */
void wire_zeek_handshakes_free (WireZeekHandshakes *handshakes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireZeekHandshakes, wire_zeek_handshakes_free)

void wire_zeek_handshakes_hear (WireZeekHandshakes *handshakes, const WireZeekPayload *payload);
const WireZeekHandshake *wire_zeek_handshakes_find (const WireZeekHandshakes *handshakes,
                                                    const WireZeekConnection *connection);

G_END_DECLS

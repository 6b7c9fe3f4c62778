/* wire-expectations.h: connections that another connection announced
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-address.h"
#include "capture/reassembly/wire-listener.h"

G_BEGIN_DECLS

/** No more connections than this are awaited at once; the oldest are forgotten first. */
#define WIRE_EXPECTATIONS_MAX 65536u

/**
 * WireExpectation:
 * @to: the address and port that it will go to, in @to.dst, @to.dst_port, @to.family and
 *   @to.protocol. Where @any_address, the address is not looked at: after NAT, what is said in the
 *   connection is not what is used.
 * @any_address: see @to
 * @listener: who hears it, whatever its first bytes are
 * @hint: (nullable): for that listener; see wire_channel_get_hint(). Not owned: the log of the
 *   protocol is the place for it. Where it is withdrawn, call wire_expectations_withdraw().
 * @meets: (nullable): whether a stream whose first packet has this tuple may be the one; %NULL:
 *   every stream is that goes to the address, or comes from it
 *
 * Such as what FTP says of its data connections.
 */
typedef struct
{
  WireTuple to;
  gboolean any_address;
  const WireListener *listener;
  gpointer hint;
  gboolean (*meets) (gpointer hint, const WireTuple *first_packet);
} WireExpectation;

/**
 * WireExpectations:
 *
 * Each is met once, by the first stream between the address and anybody, in either direction.
 */
typedef struct _WireExpectations WireExpectations;

WireExpectations *wire_expectations_new (void);

/** Frees @expectations and what it owns. */
void wire_expectations_free (WireExpectations *expectations);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireExpectations, wire_expectations_free)

void wire_expectations_add (WireExpectations *expectations, const WireExpectation *expectation);
gboolean wire_expectations_take (WireExpectations *expectations,
                                 const WireTuple *first_packet,
                                 WireExpectation *met);
void wire_expectations_remove (WireExpectations *expectations, const WireExpectation *expectation);
void wire_expectations_withdraw (WireExpectations *expectations, gconstpointer hint);

G_END_DECLS

/* wire-http-signin.h: who signs in with a request of HTTP
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/facts/wire-fact-log.h"
#include "capture/wire-capture-streams.h"

G_BEGIN_DECLS

/**
 * WireHttpAsked:
 * @capture: that it is from
 * @number: of the exchange
 * @exchange: request and response
 * @tuple: from the client to the server
 *
 * A request with a head that is whole, or not.
 */
typedef struct
{
  WireCapture *capture;
  guint32 number;
  const WireHttpExchange *exchange;
  WireTuple tuple;
} WireHttpAsked;

gboolean wire_http_signin_add (WireFactLog *log, const WireHttpAsked *asked, GError **error);

G_END_DECLS

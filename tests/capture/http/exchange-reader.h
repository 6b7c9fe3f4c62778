/* exchange-reader.h: exchanges of a log, for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/http/wire-http-log.h"

/* Without the places of its bodies. */
static inline WireHttpExchange
exchange_reader_get (const WireHttpLog *log, guint32 number)
{
  WireHttpExchange exchange;

  wire_http_log_get (log, number, &exchange);
  return exchange;
}

/* With the places of its bodies, which the caller clears. */
static inline WireHttpExchange
exchange_reader_get_bodies (const WireHttpLog *log, guint32 number)
{
  WireHttpExchange exchange = exchange_reader_get (log, number);
  WireHttpMessage *const messages[] = { &exchange.request, &exchange.response };

  for (guint i = 0; i < 2; i++)
    {
      const guint64 size = messages[i]->body.size;
      const guint64 missing = messages[i]->body.missing;
      const guint32 gaps = messages[i]->body.gaps;

      wire_http_log_get_places (log, number, i ? WIRE_HTTP_RESPONSE : WIRE_HTTP_REQUEST,
                                WIRE_HTTP_PLACES_OF_BODY, &messages[i]->body);
      g_assert_cmpuint (messages[i]->body.size, ==, size);
      g_assert_cmpuint (messages[i]->body.missing, ==, missing);
      g_assert_cmpuint (messages[i]->body.gaps, ==, gaps);
    }
  return exchange;
}

static inline void
exchange_reader_clear (WireHttpExchange *exchange)
{
  wire_body_clear (&exchange->request.body);
  wire_body_clear (&exchange->response.body);
}

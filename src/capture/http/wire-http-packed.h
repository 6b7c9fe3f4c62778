/* wire-http-packed.h: exchanges that nothing more is added to, in few bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/http/wire-http-message.h"

G_BEGIN_DECLS

/**
 * WireHttpPlaces:
 * @WIRE_HTTP_PLACES_OF_HEAD: start line and fields
 * @WIRE_HTTP_PLACES_OF_BODY: without the framing of chunks
 * @WIRE_HTTP_PLACES_OF_TRAILERS: fields after the body
 * @WIRE_HTTP_PLACES_OF_EXTRA: what follows and belongs to no message
 *
 * The parts of a message whose places are kept.
 */
typedef enum
{
  WIRE_HTTP_PLACES_OF_HEAD,
  WIRE_HTTP_PLACES_OF_BODY,
  WIRE_HTTP_PLACES_OF_TRAILERS,
  WIRE_HTTP_PLACES_OF_EXTRA,
  WIRE_HTTP_N_PLACES,
} WireHttpPlaces;

void wire_http_pack (const WireHttpExchange *exchange, GByteArray *packed);
void wire_http_unpack (const guint8 *packed, WireHttpExchange *exchange);
void wire_http_unpack_places (const guint8 *packed,
                              WireHttpKind kind,
                              WireHttpPlaces part,
                              WireBody *places);
const WireBody *wire_http_message_get_places (const WireHttpMessage *message, WireHttpPlaces part);

G_END_DECLS

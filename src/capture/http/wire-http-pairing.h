/* wire-http-pairing.h: which response answers which request
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/http/wire-http-log.h"

G_BEGIN_DECLS

/** Requests without a response, or responses without a request, that are remembered. Nobody
 * pipelines as many; beyond, the oldest stay alone. */
#define WIRE_HTTP_MAX_WAITING 1024u

/**
 * WireHttpPairing:
 * @log: that has the exchanges
 * @requests: (element-type WireHttpExchange): those that have no response yet, in order
 * @responses: (element-type WireHttpExchange): those that have no request yet, in order
 * @client_gap: requests may be missing before the next one
 * @server_gap: responses may be missing before the next one that is final
 * @received: sequence number after what came from the client
 * @headless: bytes after a gap that came before the next response: the rest of an answer
 * @knows_received: whether @received is known
 * @paired: the last response that has a request began at @paired_at
 * @paired_at: its sequence number
 * @pipelined: the client has sent a request before what it had asked for was answered
 * @shifted: requests are missing that no response before answers: they were sent before others were
 *   answered, so that from here on nothing tells which response is whose
 * @previous: acknowledgements of the last request and the last response, by #WireHttpKind
 *
 * Messages of one direction come in their order, but those of the two directions may come in any:
 * where two taps were merged, their clocks differ. So sequence and acknowledgement numbers say what
 * belongs together: a request is answered by nothing that its sender had already received, and not
 * before it was received. Responses come in the order of their requests (RFC 9112, section 9.3).
 * Where all of that leaves a choice, a response stays alone: no name is better than a wrong one.
 *
 * Only where there are no numbers, or somebody made them up, the order of arrival counts.
 *
 * What waits is held (wire_http_log_hold()).
 */
typedef struct
{
  WireHttpLog *log;
  GQueue requests;
  GQueue responses;
  gboolean client_gap;
  gboolean server_gap;
  gboolean knows_received;
  gboolean paired;
  gboolean pipelined;
  gboolean shifted;
  guint32 received;
  guint32 paired_at;
  guint64 headless;
  guint32 previous[3];
} WireHttpPairing;

/** Makes @pairing empty. Nothing is allocated. */
void wire_http_pairing_init (WireHttpPairing *pairing, WireHttpLog *log);

/** Frees what @pairing owns, but not @pairing itself. */
void wire_http_pairing_clear (WireHttpPairing *pairing);

void wire_http_pairing_note_start (WireHttpPairing *pairing, const WireHttpMessage *response);
WireHttpExchange *wire_http_pairing_take_request (WireHttpPairing *pairing,
                                                  const WireHttpMessage *response);
WireHttpExchange *wire_http_pairing_find_request (const WireHttpPairing *pairing,
                                                  const WireHttpMessage *response);
WireHttpExchange *wire_http_pairing_take_response (WireHttpPairing *pairing,
                                                   const WireHttpMessage *request);
void wire_http_pairing_add_request (WireHttpPairing *pairing, WireHttpExchange *exchange);
void wire_http_pairing_add_response (WireHttpPairing *pairing, WireHttpExchange *exchange);
void wire_http_pairing_note_headless (WireHttpPairing *pairing);
void wire_http_pairing_note_foreign (WireHttpPairing *pairing, guint64 n);
gboolean wire_http_pairing_awaits (const WireHttpPairing *pairing, guint32 sequence);

G_END_DECLS

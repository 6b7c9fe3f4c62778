/* wire-http-pairing.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-http-pairing.h"

/* No client that waits, and no server that answers, is further behind the other than this in both
 * directions at once: such numbers are of two connections that used the same ports. */
#define FAR_APART (16 * 1024 * 1024)

/**
 * Fit:
 * @BEFORE: the response was received before the request was sent, or is of another connection
 * @AFTER: the request was received after the response was sent
 * @UNKNOWN: there are no numbers to tell it by
 * @POSSIBLE: by the numbers, the one may answer the other
 * @EXACT: the request was sent by someone who had received everything up to the response
 *
 * How a response lies to a request.
 */
typedef enum
{
  BEFORE,
  AFTER,
  UNKNOWN,
  POSSIBLE,
  EXACT,
} Fit;

void
wire_http_pairing_init (WireHttpPairing *self, WireHttpLog *log)
{
  *self = (WireHttpPairing){ .log = log };
  g_queue_init (&self->requests);
  g_queue_init (&self->responses);
}

static void
let_go (WireHttpPairing *self, GQueue *waiting)
{
  wire_http_log_release (self->log, g_queue_pop_head (waiting));
}

void
wire_http_pairing_clear (WireHttpPairing *self)
{
  while (self->requests.length > 0)
    let_go (self, &self->requests);
  while (self->responses.length > 0)
    let_go (self, &self->responses);
}

/* Sequence numbers wrap (RFC 9293, section 3.4). */
static gint32
get_distance (guint32 from, guint32 to)
{
  return (gint32) (to - from);
}

/* Programs that make captures up often leave the number at 0. */
static gboolean
is_numbered (const WireHttpMessage *message)
{
  return message->flags & WIRE_HTTP_ACKNOWLEDGES && message->acknowledgement != 0;
}

/* Numbers that stay what they were at the start, whatever was said since, were made up. */
static gboolean
is_made_up (const WireHttpPairing *self,
            const WireHttpMessage *request,
            const WireHttpMessage *response)
{
  if (request->acknowledgement == response->sequence
      && response->acknowledgement == request->sequence)
    return TRUE;
  return request->acknowledgement == self->previous[WIRE_HTTP_REQUEST]
         && response->acknowledgement == self->previous[WIRE_HTTP_RESPONSE];
}

static gboolean
is_far (guint32 from, guint32 to)
{
  return ABS ((gint64) get_distance (from, to)) > FAR_APART;
}

static Fit
find_fit (const WireHttpPairing *self,
          const WireHttpMessage *request,
          const WireHttpMessage *response)
{
  if (!is_numbered (request) || !is_numbered (response))
    return UNKNOWN;
  if (is_far (response->sequence, request->acknowledgement)
      && is_far (request->sequence, response->acknowledgement))
    return is_made_up (self, request, response) ? UNKNOWN : BEFORE;
  if (get_distance (response->sequence, request->acknowledgement) > 0)
    return BEFORE;
  if (get_distance (request->sequence, response->acknowledgement) <= 0)
    return is_made_up (self, request, response) ? UNKNOWN : AFTER;
  return request->acknowledgement == response->sequence ? EXACT : POSSIBLE;
}

/* After a gap, a response answers the last request that was sent before it by someone who had
 * received more than the senders of those before. */
static gboolean
passes (const WireHttpMessage *request, const WireHttpMessage *next)
{
  return get_distance (request->acknowledgement, next->acknowledgement) > 0;
}

/* Returns: the last of those that wait from @first on that may have been sent for @response, and
 * were not sent together with those before */
static GList *
find_last (const WireHttpPairing *self, GList *first, const WireHttpMessage *response)
{
  GList *found = first;

  for (GList *link = first->next; link; link = link->next)
    {
      const WireHttpExchange *last = found->data;
      const WireHttpExchange *exchange = link->data;
      Fit fit = find_fit (self, &exchange->request, response);

      if (fit == EXACT && passes (&last->request, &exchange->request))
        return link;
      if (fit != POSSIBLE)
        break;
      if (passes (&last->request, &exchange->request))
        found = link;
    }
  return found;
}

/* Whether the server had received more than is known from the client: of what came after the
 * requests that wait, one may be what @response answers. */
static gboolean
answers_unseen (const WireHttpPairing *self, const WireHttpMessage *response)
{
  return self->client_gap || !self->knows_received
         || get_distance (self->received, response->acknowledgement) > 0;
}

/* Whether another request, seen or not, may be what @response answers, before which responses are
 * missing. */
static gboolean
is_ambiguous (const WireHttpPairing *self, const GList *found, const WireHttpMessage *response)
{
  const WireHttpExchange *exchange = found->data;
  const WireHttpExchange *next = found->next ? found->next->data : NULL;

  if (self->shifted || (self->pipelined && found != self->requests.head))
    return TRUE;
  if (find_fit (self, &exchange->request, response) == EXACT)
    return FALSE;
  if (!next)
    return answers_unseen (self, response);
  return next->request.flags & WIRE_HTTP_AFTER_GAP
         || (find_fit (self, &next->request, response) == POSSIBLE
             && !passes (&exchange->request, &next->request));
}

/* Returns: (nullable): the first request that may be what @response answers */
static GList *
find_first (const WireHttpPairing *self, const WireHttpMessage *response)
{
  for (GList *link = self->requests.head; link; link = link->next)
    {
      const WireHttpExchange *exchange = link->data;
      Fit fit = find_fit (self, &exchange->request, response);

      if (fit == UNKNOWN && (self->responses.length > 0 || self->server_gap))
        return NULL;
      if (fit >= UNKNOWN)
        return link;
      if (fit == AFTER)
        return NULL;
    }
  return NULL;
}

/* Whether an earlier response that stayed alone may be what answers @request. */
static gboolean
is_contested (const WireHttpPairing *self, const WireHttpMessage *request)
{
  for (GList *link = self->responses.head; link; link = link->next)
    {
      const WireHttpExchange *exchange = link->data;

      if (find_fit (self, request, &exchange->response) >= POSSIBLE)
        return TRUE;
    }
  return FALSE;
}

/* Whether the requests that are missing were answered by a response before @response that stayed
 * alone. How many are missing is not known: of a client that sends several at once, nothing says
 * that this was all of them. A response that is missing, too, accounts for none: it may have
 * answered a request that was seen. */
static gboolean
accounts_for_loss (const WireHttpPairing *self, const WireHttpMessage *response)
{
  if (self->pipelined)
    return FALSE;
  for (GList *link = self->responses.head; link; link = link->next)
    {
      const WireHttpExchange *alone = link->data;

      if (get_distance (alone->response.sequence, response->sequence) > 0
          && (!self->paired || get_distance (self->paired_at, alone->response.sequence) > 0))
        return TRUE;
    }
  return FALSE;
}

/* Nothing was answered between the last pair and @response, and yet requests are missing: they were
 * sent together with @request, and one of them may be what @response answers. */
static gboolean
is_shifted (const WireHttpPairing *self,
            const WireHttpMessage *request,
            const WireHttpMessage *response)
{
  return self->shifted
         || (request->flags & WIRE_HTTP_AFTER_LOSS && is_numbered (request)
             && is_numbered (response) && !accounts_for_loss (self, response));
}

/* From here on no request has an answer that is known to be its own. */
static void
contest_requests (WireHttpPairing *self)
{
  self->shifted = TRUE;
  for (GList *link = self->requests.head; link; link = link->next)
    {
      WireHttpExchange *exchange = link->data;

      exchange->request.flags |= WIRE_HTTP_CONTESTED;
    }
}

/* @request did not wait for the last response that has a request, or for anything since the last
 * request. */
static void
note_haste (WireHttpPairing *self, const WireHttpMessage *request)
{
  if (is_numbered (request)
      && ((self->paired && get_distance (request->acknowledgement, self->paired_at) >= 0)
          || request->acknowledgement == self->previous[WIRE_HTTP_REQUEST]))
    self->pipelined = TRUE;
}

/* A request that waits was sent before @response, which answers another one, came. */
static void
note_pair (WireHttpPairing *self, const WireHttpMessage *response)
{
  const WireHttpExchange *next = g_queue_peek_head (&self->requests);

  self->paired = TRUE;
  self->paired_at = response->sequence;
  self->pipelined |= next && is_numbered (&next->request)
                     && get_distance (next->request.acknowledgement, response->sequence) >= 0;
}

/* @undecided: (out): there is a request, or several, but which is not known */
static WireHttpExchange *
find_request (const WireHttpPairing *self, const WireHttpMessage *response, gboolean *undecided)
{
  GList *found = find_first (self, response);

  *undecided = FALSE;
  if (found && self->server_gap)
    {
      found = find_last (self, found, response);
      *undecided = is_ambiguous (self, found, response);
    }
  if (found && !*undecided)
    {
      const WireHttpMessage *request = &((const WireHttpExchange *) found->data)->request;

      *undecided =
          is_shifted (self, request, response)
          || (find_fit (self, request, response) == POSSIBLE && is_contested (self, request));
    }
  return found && !*undecided ? found->data : NULL;
}

/**
 * wire_http_pairing_note_start:
 * @response: the first that was captured of a connection whose beginning was not
 *
 * Unless a client that waits had received just what came before @response, other responses may be
 * missing.
 */
void
wire_http_pairing_note_start (WireHttpPairing *self, const WireHttpMessage *response)
{
  const WireHttpExchange *first = g_queue_peek_head (&self->requests);
  Fit fit = first ? find_fit (self, &first->request, response) : BEFORE;

  self->server_gap |= fit != EXACT && fit != UNKNOWN;
}

/**
 * wire_http_pairing_find_request:
 *
 * Returns: (transfer none) (nullable): the request that @response, which comes next, answers
 */
WireHttpExchange *
wire_http_pairing_find_request (const WireHttpPairing *self, const WireHttpMessage *response)
{
  gboolean undecided;

  return find_request (self, response, &undecided);
}

/**
 * wire_http_pairing_take_request:
 * @self: of one client
 * @response: that comes next
 *
 * Returns: (transfer none) (nullable): the exchange of the request that @response answers, held for
 *   the caller. Those before it will not be answered any more.
 */
WireHttpExchange *
wire_http_pairing_take_request (WireHttpPairing *self, const WireHttpMessage *response)
{
  gboolean undecided;
  WireHttpExchange *found = find_request (self, response, &undecided);
  GList *first = undecided ? find_first (self, response) : NULL;

  if (first
      && (self->pipelined
          || is_shifted (self, &((WireHttpExchange *) first->data)->request, response)))
    contest_requests (self);
  if (found && found != g_queue_peek_head (&self->requests))
    wire_http_pairing_note_headless (self);
  while (found && g_queue_peek_head (&self->requests) != found)
    let_go (self, &self->requests);
  if (found)
    {
      g_queue_pop_head (&self->requests);
      note_pair (self, response);
    }
  self->headless = 0;
  self->previous[WIRE_HTTP_RESPONSE] = response->acknowledgement;
  self->server_gap = undecided;
  return found;
}

/**
 * wire_http_pairing_take_response:
 * @self: of one client
 * @request: that comes next
 *
 * Returns: (transfer none) (nullable): the exchange of a response that came before the request it
 *   answers, held for the caller
 */
WireHttpExchange *
wire_http_pairing_take_response (WireHttpPairing *self, const WireHttpMessage *request)
{
  WireHttpExchange *found = NULL;

  note_haste (self, request);
  for (GList *link = self->responses.head; link && !found; link = link->next)
    {
      WireHttpExchange *exchange = link->data;
      Fit fit = find_fit (self, request, &exchange->response);

      if (fit == EXACT
          || (fit == POSSIBLE && !self->client_gap
              && !(exchange->response.flags & WIRE_HTTP_AFTER_GAP)))
        found = exchange;
      else if (fit == POSSIBLE)
        break;
    }
  if (found && is_shifted (self, request, &found->response))
    {
      self->shifted = TRUE;
      found = NULL;
    }
  if (found)
    {
      g_queue_remove (&self->responses, found);
      note_pair (self, &found->response);
    }
  self->previous[WIRE_HTTP_REQUEST] = request->acknowledgement;
  self->client_gap = FALSE;
  return found;
}

static void
add (WireHttpPairing *self, GQueue *waiting, WireHttpExchange *exchange)
{
  g_queue_push_tail (waiting, wire_http_log_hold (exchange));
  if (waiting->length > WIRE_HTTP_MAX_WAITING)
    let_go (self, waiting);
}

/** What came after a gap is the rest of the answer to the request that has waited longest. */
void
wire_http_pairing_note_headless (WireHttpPairing *self)
{
  WireHttpExchange *exchange = g_queue_peek_head (&self->requests);

  if (exchange)
    exchange->headless = self->headless;
}

/** @n bytes came from a server that has sent no response: its answer to the request that has waited
 * longest is something else than HTTP/1, such as the bare file of HTTP/0.9. */
void
wire_http_pairing_note_foreign (WireHttpPairing *self, guint64 n)
{
  WireHttpExchange *exchange = g_queue_peek_head (&self->requests);

  if (exchange)
    exchange->foreign = n;
}

/** @exchange, whose request nothing answers yet, waits for its response. */
void
wire_http_pairing_add_request (WireHttpPairing *self, WireHttpExchange *exchange)
{
  add (self, &self->requests, exchange);
}

/** @exchange, which has a response alone, waits for its request. */
void
wire_http_pairing_add_response (WireHttpPairing *self, WireHttpExchange *exchange)
{
  add (self, &self->responses, exchange);
}

/** Whether a request was sent by someone who had received everything before @sequence and nothing
 * else, so that a response that begins there answers it. */
gboolean
wire_http_pairing_awaits (const WireHttpPairing *self, guint32 sequence)
{
  for (GList *link = self->requests.head; link; link = link->next)
    {
      const WireHttpExchange *exchange = link->data;

      if (exchange->request.flags & WIRE_HTTP_ACKNOWLEDGES
          && exchange->request.acknowledgement == sequence)
        return TRUE;
    }
  return FALSE;
}

/* wire-http-connection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-http-connection.h"

#include "capture/http/wire-http-parser.h"

/* Requests without a response, or responses without a request, that are remembered. Nobody
 * pipelines as many; beyond, the oldest stay alone. */
#define MAX_WAITING 1024u

typedef struct
{
  WireHttpConnection *connection;
  WireHttpParser *parser; /* NULL until the direction has something to say */
  GQueue requests;        /* of WireHttpExchange that have no response yet */
  GQueue responses;       /* to this side, of WireHttpExchange that have no request yet */
  gboolean gap;           /* in what this side sent, since its last response */
} Side;

struct _WireHttpConnection
{
  WireHttpLog *log;
  guint32 stream;
  WireChannel *channel; /* NULL: nothing is handed on */
  WireChannel *tunnel;  /* what comes after a CONNECT or an upgrade */
  gboolean gapped;      /* something of either side was not captured */
  Side sides[2];
};

static Side *
other_side (Side *side)
{
  return &side->connection->sides[side == side->connection->sides];
}

static guint
side_number (const Side *side)
{
  return side != side->connection->sides;
}

/**
 * wire_http_connection_new:
 * @log: takes the messages
 * @stream: that they belong to
 *
 * Returns: (transfer full): a connection by itself
 */
WireHttpConnection *
wire_http_connection_new (WireHttpLog *log, guint32 stream)
{
  WireHttpConnection *self = g_new0 (WireHttpConnection, 1);

  self->log = log;
  self->stream = stream;
  for (guint i = 0; i < 2; i++)
    {
      self->sides[i].connection = self;
      g_queue_init (&self->sides[i].requests);
      g_queue_init (&self->sides[i].responses);
    }
  return self;
}

/**
 * wire_http_connection_new_on_channel:
 * @channel: a conversation that HTTP hears
 *
 * Returns: (transfer full): a connection that hands on what comes in a tunnel
 */
WireHttpConnection *
wire_http_connection_new_on_channel (WireChannel *channel)
{
  WireHttpConnection *self =
      wire_http_connection_new (wire_channel_get_log (channel), wire_channel_get_stream (channel));

  self->channel = channel;
  return self;
}

void
wire_http_connection_free (WireHttpConnection *connection)
{
  g_clear_pointer (&connection->tunnel, wire_channel_close);
  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&connection->sides[i].parser, wire_http_parser_free);
      g_queue_clear (&connection->sides[i].requests);
      g_queue_clear (&connection->sides[i].responses);
    }
  g_free (connection);
}

/* Pairs */

/* Whether @response may answer @request by what both senders had received. */
static gboolean
may_answer (const WireHttpMessage *request, const WireHttpMessage *response)
{
  if (request->acknowledged != WIRE_HTTP_UNKNOWN && request->acknowledged > response->position)
    return FALSE;
  return response->acknowledged == WIRE_HTTP_UNKNOWN || response->acknowledged > request->position;
}

/* After a gap, a response answers the last request that was sent before it by someone who had
 * received more than the senders of those before. */
static gboolean
was_passed_by (const WireHttpMessage *request,
               const WireHttpMessage *next,
               const WireHttpMessage *response)
{
  return next->acknowledged != WIRE_HTTP_UNKNOWN && request->acknowledged != WIRE_HTTP_UNKNOWN
         && next->acknowledged > request->acknowledged && may_answer (next, response);
}

/* While nothing is missing, order is enough, and serves captures whose acknowledgement numbers
 * somebody made up. */
static WireHttpExchange *
find_request (Side *client, const WireHttpMessage *response, gboolean gap)
{
  GList *link = client->requests.head;

  while (link && client->connection->gapped)
    {
      WireHttpExchange *exchange = link->data;
      GList *next = link->next;
      const WireHttpExchange *follower = next ? next->data : NULL;

      if (may_answer (&exchange->request, response)
          && !(gap && follower && was_passed_by (&exchange->request, &follower->request, response)))
        break;
      /* Who had received past this response was not waiting for it: an earlier one, or none,
       * answered that request. But a request that was not sent yet waits for a later one. */
      if (response->acknowledged != WIRE_HTTP_UNKNOWN
          && response->acknowledged <= exchange->request.position)
        return NULL;
      link = next;
    }
  return link ? link->data : NULL;
}

/* A response that was found first, because the request before it was waited for. */
static WireHttpExchange *
find_response (Side *client, const WireHttpMessage *request)
{
  for (GList *link = client->responses.head; link; link = link->next)
    {
      WireHttpExchange *exchange = link->data;

      if (exchange->response.acknowledged != WIRE_HTTP_UNKNOWN
          && request->acknowledged != WIRE_HTTP_UNKNOWN
          && may_answer (request, &exchange->response))
        return exchange;
    }
  return NULL;
}

static void
remember (GQueue *waiting, WireHttpExchange *exchange)
{
  g_queue_push_tail (waiting, exchange);
  if (waiting->length > MAX_WAITING)
    g_queue_pop_head (waiting);
}

/* Returns: (nullable): a new exchange */
static WireHttpExchange *
append_exchange (WireHttpConnection *self, guint client)
{
  WireHttpExchange *exchange = wire_http_log_append (self->log, self->stream, client);

  if (exchange && self->channel)
    exchange->decrypted = wire_channel_is_decrypted (self->channel);
  return exchange;
}

static WireHttpMessage *
take_request (Side *client, WireHttpMessage *request)
{
  WireHttpExchange *exchange = find_response (client, request);

  if (exchange && !wire_http_log_is_full (client->connection->log))
    g_queue_remove (&client->responses, exchange);
  else
    {
      exchange = append_exchange (client->connection, side_number (client));
      if (!exchange)
        return NULL;
      remember (&client->requests, exchange);
    }
  exchange->request = *request;
  return &exchange->request;
}

/* What a response to such a request cannot have (RFC 9112, section 6.3). */
static WireHttpFraming
adapt_framing (const WireHttpMessage *request,
               const WireHttpMessage *response,
               WireHttpFraming framing)
{
  if (!request->method)
    return framing;
  if (g_str_equal (request->method, "HEAD"))
    return WIRE_HTTP_NO_BODY;
  if (g_str_equal (request->method, "CONNECT") && response->status / 100 == 2)
    return WIRE_HTTP_TUNNEL;
  return framing;
}

static void
forget_requests_before (Side *client, const WireHttpExchange *exchange)
{
  while (g_queue_pop_head (&client->requests) != exchange)
    ;
}

/* Upgrade (RFC 9110, section 7.8) names what comes next: its first word is a protocol. Whom these
 * names are not for recognises the tunnel by content. */
static const char *
name_listener (const WireHttpExchange *exchange)
{
  static const char *const NAMES[][2] = {
    { "websocket", "WebSocket" },
    { "h2c", "HTTP/2" },
  };
  const char *upgrade = exchange->response.status == 101 ? exchange->response.upgrade : NULL;

  for (guint i = 0; upgrade && i < G_N_ELEMENTS (NAMES); i++)
    if (g_ascii_strcasecmp (upgrade, NAMES[i][0]) == 0)
      return NAMES[i][1];
  return NULL;
}

/* Both sides are passed on from here: @exchange is the hint for whom it names. */
static void
open_tunnel (Side *server, WireHttpExchange *exchange)
{
  WireHttpConnection *self = server->connection;
  Side *client = other_side (server);
  const char *name = name_listener (exchange);
  const WireChannelOptions options = { .listener = name, .hint = name ? exchange : NULL };

  if (client->parser)
    wire_http_parser_tunnel (client->parser);
  if (self->channel && !self->tunnel)
    self->tunnel = wire_channel_open (self->channel, &options);
}

static WireHttpMessage *
take_response (Side *server, WireHttpMessage *response, WireHttpFraming *framing)
{
  Side *client = other_side (server);
  WireHttpExchange *exchange = find_request (client, response, server->gap);

  if (response->status / 100 == 1 && response->status != 101)
    {
      if (exchange && exchange->interim < G_MAXUINT8)
        exchange->interim++;
      return NULL;
    }
  server->gap = FALSE;
  if (exchange)
    forget_requests_before (client, exchange);
  else
    {
      exchange = append_exchange (server->connection, side_number (client));
      if (!exchange)
        return NULL;
      remember (&client->responses, exchange);
    }
  *framing = adapt_framing (&exchange->request, response, *framing);
  exchange->response = *response;
  if (*framing == WIRE_HTTP_TUNNEL)
    open_tunnel (server, exchange);
  return &exchange->response;
}

static WireHttpMessage *
take (WireHttpMessage *message, WireHttpFraming *framing, gpointer user_data)
{
  Side *side = user_data;

  if (message->kind == WIRE_HTTP_REQUEST)
    return take_request (side, message);
  return take_response (side, message, framing);
}

static gboolean
awaits (guint64 position, gpointer user_data)
{
  Side *client = other_side (user_data);

  for (GList *link = client->requests.head; link; link = link->next)
    {
      const WireHttpExchange *exchange = link->data;

      if (exchange->request.acknowledged == position)
        return TRUE;
    }
  return FALSE;
}

static void
pass (const WireStreamPiece *piece, gpointer user_data)
{
  Side *side = user_data;

  if (side->connection->tunnel)
    wire_channel_add (side->connection->tunnel, side_number (side), piece);
}

static const WireHttpPeer PEER = { take, awaits, pass };

static const WireHttpPeer PEER_WITHOUT_CHANNEL = { take, awaits, NULL };

/* Bytes */

/**
 * wire_http_connection_add:
 * @connection: a connection
 * @side: the direction, 0 or 1
 * @piece: what comes next in it
 * @acknowledged: as wire_http_parser_add() takes it
 */
void
wire_http_connection_add (WireHttpConnection *connection,
                          guint side,
                          const WireStreamPiece *piece,
                          guint64 acknowledged)
{
  Side *self = &connection->sides[side];

  if (!piece->data)
    self->gap = connection->gapped = TRUE;
  if (!self->parser && connection->tunnel)
    {
      pass (piece, self);
      return;
    }
  if (!self->parser)
    self->parser = wire_http_parser_new (connection->log,
                                         connection->channel ? &PEER : &PEER_WITHOUT_CHANNEL, self);
  wire_http_parser_add (self->parser, piece, acknowledged);
}

/** Nothing more comes from @side; see wire_http_parser_end() for @orderly. */
void
wire_http_connection_end (WireHttpConnection *connection, guint side, gboolean orderly)
{
  if (connection->sides[side].parser)
    wire_http_parser_end (connection->sides[side].parser, orderly);
  if (connection->tunnel)
    wire_channel_end (connection->tunnel, side, orderly);
}

/** Whether nothing was found on @connection, so that it may as well be freed. */
gboolean
wire_http_connection_is_idle (const WireHttpConnection *connection)
{
  if (connection->tunnel)
    return FALSE;
  for (guint i = 0; i < 2; i++)
    {
      const WireHttpParser *parser = connection->sides[i].parser;

      if (parser && (wire_http_parser_has_spoken (parser) || !wire_http_parser_is_idle (parser)))
        return FALSE;
    }
  return TRUE;
}

/**
 * wire_http_add_datagram:
 * @log: takes the message, if it is one
 * @stream: that it belongs to
 * @side: the direction, 0 or 1
 * @datagram: its payload
 *
 * HTTP over UDP, as SSDP has it (UPnP Device Architecture 2.0, section 1.1): every datagram is one
 * message, and answers go their own ways.
 */
void
wire_http_add_datagram (WireHttpLog *log,
                        guint32 stream,
                        guint side,
                        const WireStreamPiece *datagram)
{
  g_autoptr (WireHttpConnection) connection = NULL;

  if (!datagram->data || !wire_http_may_start (datagram->data, datagram->length))
    return;
  connection = wire_http_connection_new (log, stream);
  wire_http_connection_add (connection, side, datagram, WIRE_HTTP_UNKNOWN);
  wire_http_connection_end (connection, side, TRUE);
}

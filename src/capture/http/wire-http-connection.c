/* wire-http-connection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-http-connection.h"

#include "capture/http/wire-http-pairing.h"
#include "capture/http/wire-http-parser.h"

typedef struct
{
  WireHttpConnection *connection;
  WireHttpParser *parser;   /* NULL until the direction has something to say */
  WireHttpPairing pairing;  /* of this side's requests */
  WireHttpExchange *read;   /* that this side's last message is of; held */
  WireHttpExchange *answer; /* that this side's last response is of; held */
  gboolean anchored;        /* nothing came before what was captured of this side */
  gboolean provisional;     /* a response was, after the last one that was final */
  guint32 began;            /* where the first of such a run did */
} Side;

struct _WireHttpConnection
{
  WireHttpLog *log;
  guint32 stream;
  WireChannel *channel; /* NULL: nothing is handed on */
  WireChannel *tunnel;  /* what comes after a CONNECT or an upgrade */
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
      wire_http_pairing_init (&self->sides[i].pairing, log);
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
wire_http_connection_free (WireHttpConnection *self)
{
  g_clear_pointer (&self->tunnel, wire_channel_close);
  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&self->sides[i].parser, wire_http_parser_free);
      wire_http_pairing_clear (&self->sides[i].pairing);
      wire_http_log_release (self->log, self->sides[i].read);
      wire_http_log_release (self->log, self->sides[i].answer);
    }
  g_free (self);
}

/* Pairs */

/* @exchange: (transfer none): held so far by the caller: the parser of @side, which has ended its
 * last message, writes to this one from now on */
static void
begin_reading (Side *side, WireHttpExchange *exchange)
{
  wire_http_log_release (side->connection->log, side->read);
  side->read = exchange;
}

static void
note_answer (Side *side, WireHttpExchange *exchange)
{
  wire_http_log_hold (exchange);
  wire_http_log_release (side->connection->log, side->answer);
  side->answer = exchange;
}

/* Returns: (nullable): a new exchange, held for the caller */
static WireHttpExchange *
append_exchange (WireHttpConnection *self, guint client)
{
  WireHttpExchange *exchange = wire_http_log_append (self->log, self->stream, client);

  if (exchange && self->channel)
    exchange->decrypted = wire_channel_is_decrypted (self->channel);
  return exchange;
}

/* A server that refuses an odd first line may not have read a HEAD in it, and sends the page. */
static gboolean
was_refused (const WireHttpMessage *request, const WireHttpMessage *response)
{
  return request->remarks & WIRE_HTTP_ODD_START && response->status >= 400;
}

/* What a response to such a request cannot have (RFC 9112, section 6.3). */
static WireHttpFraming
adapt_framing (const WireHttpMessage *request,
               const WireHttpMessage *response,
               WireHttpFraming framing)
{
  if (!request->method || was_refused (request, response))
    return framing;
  if (g_str_equal (request->method, "HEAD"))
    return WIRE_HTTP_NO_BODY;
  if (g_str_equal (request->method, "CONNECT") && response->status / 100 == 2)
    return WIRE_HTTP_TUNNEL;
  return framing;
}

/* The response came first, and was read without knowing that it has no body. */
static void
settle_late_request (WireHttpExchange *exchange)
{
  WireHttpMessage *response = &exchange->response;

  if (adapt_framing (&exchange->request, response, response->framing) != WIRE_HTTP_NO_BODY
      || response->body.size > 0)
    return;
  response->framing = WIRE_HTTP_NO_BODY;
  response->flags |= WIRE_HTTP_COMPLETE;
}

/* What is missing may be the rest of the request before, unless that was whole. Of a connection
 * that was not captured from its beginning on, nothing is known to be missing before the first. */
static gboolean
is_after_loss (const Side *client, const WireHttpMessage *request)
{
  if (!(request->flags & WIRE_HTTP_AFTER_GAP))
    return FALSE;
  return client->read ? (client->read->request.flags & WIRE_HTTP_COMPLETE) != 0 : client->anchored;
}

static WireHttpMessage *
take_request (Side *client, WireHttpMessage *request)
{
  WireHttpExchange *exchange;

  client->pairing.client_gap |= (request->flags & WIRE_HTTP_AFTER_GAP) != 0;
  if (is_after_loss (client, request))
    request->flags |= WIRE_HTTP_AFTER_LOSS;
  exchange = wire_http_pairing_take_response (&client->pairing, request);
  if (client->pairing.shifted)
    request->flags |= WIRE_HTTP_CONTESTED;
  if (!exchange || wire_http_log_is_full (client->connection->log))
    {
      wire_http_log_release (client->connection->log, exchange);
      exchange = append_exchange (client->connection, side_number (client));
      if (!exchange)
        return NULL;
      wire_http_pairing_add_request (&client->pairing, exchange);
    }
  begin_reading (client, exchange);
  exchange->request = *request;
  if (exchange->response.kind)
    settle_late_request (exchange);
  return &exchange->request;
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

/* What comes before the final response to a request is of the same answer (RFC 9110, section 15.2):
 * that begins where the first of them does. */
static void
join_provisional (Side *server, WireHttpMessage *response)
{
  gboolean final = response->status / 100 != 1 || response->status == 101;

  if (server->provisional && !(response->flags & WIRE_HTTP_AFTER_GAP))
    response->sequence = server->began;
  server->provisional = !final;
  server->began = response->sequence;
}

static WireHttpMessage *
take_response (Side *server, WireHttpMessage *response, WireHttpFraming *framing)
{
  Side *client = other_side (server);
  WireHttpExchange *exchange;

  client->pairing.client_gap = client->parser && wire_http_parser_is_unsure (client->parser);
  client->pairing.headless = wire_http_parser_get_passed (server->parser);
  client->pairing.server_gap |= (response->flags & WIRE_HTTP_AFTER_GAP) != 0;
  if (!server->answer && !server->anchored && !server->provisional)
    wire_http_pairing_note_start (&client->pairing, response);
  join_provisional (server, response);
  if (response->status / 100 == 1 && response->status != 101)
    {
      exchange = wire_http_pairing_find_request (&client->pairing, response);
      if (exchange && exchange->interim < G_MAXUINT8)
        exchange->interim++;
      return NULL;
    }
  if (client->pairing.server_gap)
    response->flags |= WIRE_HTTP_AFTER_GAP; /* also where an interim response came between */
  exchange = wire_http_pairing_take_request (&client->pairing, response);
  if (!exchange)
    {
      exchange = append_exchange (server->connection, side_number (client));
      if (!exchange)
        return NULL;
      wire_http_pairing_add_response (&client->pairing, exchange);
    }
  *framing = adapt_framing (&exchange->request, response, *framing);
  begin_reading (server, exchange);
  note_answer (server, exchange);
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
awaits (guint32 sequence, gpointer user_data)
{
  return wire_http_pairing_awaits (&other_side (user_data)->pairing, sequence);
}

/* A #WireHttpPeer function: what is read is the last response of its side. */
static gboolean
is_bare (gpointer user_data)
{
  const Side *server = user_data;
  const char *method = server->answer ? server->answer->request.method : NULL;

  return server->answer && (!method || g_str_equal (method, "HEAD"));
}

static void
pass (const WireStreamPiece *piece, gpointer user_data)
{
  Side *side = user_data;

  if (side->connection->tunnel)
    wire_channel_add (side->connection->tunnel, side_number (side), piece);
}

static const WireHttpPeer PEER = { take, awaits, is_bare, pass };

static const WireHttpPeer PEER_WITHOUT_CHANNEL = { take, awaits, is_bare, NULL };

/* Bytes */

/**
 * wire_http_connection_add:
 * @self: a connection
 * @side: the direction, 0 or 1
 * @piece: what comes next in it
 */
void
wire_http_connection_add (WireHttpConnection *self, guint side, const WireStreamPiece *piece)
{
  Side *sender = &self->sides[side];

  if (!sender->parser && self->tunnel)
    {
      pass (piece, sender);
      return;
    }
  if (!sender->parser)
    sender->parser =
        wire_http_parser_new (self->log, self->channel ? &PEER : &PEER_WITHOUT_CHANNEL, sender);
  sender->anchored = piece->anchored;
  wire_http_parser_add (sender->parser, piece);
  sender->pairing.received = piece->sequence + piece->length;
  sender->pairing.knows_received = piece->acknowledges;
}

/** Nothing more comes from @side; see wire_http_parser_end() for @orderly. */
void
wire_http_connection_end (WireHttpConnection *self, guint side, gboolean orderly)
{
  Side *sender = &self->sides[side];
  Side *client = other_side (sender);

  if (sender->parser)
    {
      wire_http_parser_end (sender->parser, orderly);
      client->pairing.headless = wire_http_parser_get_passed (sender->parser);
      wire_http_pairing_note_headless (&client->pairing);
      if (!sender->answer)
        wire_http_pairing_note_foreign (&client->pairing,
                                        wire_http_parser_get_unread (sender->parser));
    }
  if (self->tunnel)
    wire_channel_end (self->tunnel, side, orderly);
}

/** Whether nothing was found on @self, so that it may as well be freed. What a client says may make
 * no sense, and its server answer all the same: both are heard before. */
gboolean
wire_http_connection_is_idle (const WireHttpConnection *self)
{
  if (self->tunnel || !self->sides[0].parser || !self->sides[1].parser)
    return FALSE;
  for (guint i = 0; i < 2; i++)
    {
      const WireHttpParser *parser = self->sides[i].parser;

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
  wire_http_connection_add (connection, side, datagram);
  wire_http_connection_end (connection, side, TRUE);
}

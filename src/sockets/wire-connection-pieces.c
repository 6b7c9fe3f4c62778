/* wire-connection-pieces.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sockets/wire-connection-pieces.h"

/**
 * WireConnectionPieces:
 *
 * One connection between a client and a server. Where both ends are this program's, their events
 * meet here, as they name the same two endpoints; of somebody else's client only what the server
 * received is known. Belongs to one thread.
 */
struct _WireConnectionPieces
{
  GObject parent_instance;

  WireSocketEndpoint client;
  WireSocketEndpoint server;
  WirePieces *to_server;
  WirePieces *to_client;
};

G_DEFINE_FINAL_TYPE (WireConnectionPieces, wire_connection_pieces, G_TYPE_OBJECT)

static void
wire_connection_pieces_finalize (GObject *object)
{
  WireConnectionPieces *self = WIRE_CONNECTION_PIECES (object);

  g_object_unref (self->to_server);
  g_object_unref (self->to_client);
  G_OBJECT_CLASS (wire_connection_pieces_parent_class)->finalize (object);
}

static void
wire_connection_pieces_class_init (WireConnectionPiecesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wire_connection_pieces_finalize;
}

static void
wire_connection_pieces_init (WireConnectionPieces *self)
{
  self->to_server = wire_pieces_new ();
  self->to_client = wire_pieces_new ();
}

static gboolean
is_same (const WireSocketEndpoint *a, const WireSocketEndpoint *b)
{
  return a->port == b->port && g_str_equal (a->host, b->host);
}

static WireConnectionPieces *
find (GListStore *list, const WireSocketEndpoint *client, const WireSocketEndpoint *server)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (list)); i > 0; i--)
    {
      g_autoptr (WireConnectionPieces) pieces = g_list_model_get_item (G_LIST_MODEL (list), i - 1);

      if (is_same (&pieces->client, client) && is_same (&pieces->server, server))
        return pieces; /* the list holds it */
    }
  return NULL;
}

static WireConnectionPieces *
add (GListStore *list, const WireSocketEndpoint *client, const WireSocketEndpoint *server)
{
  g_autoptr (WireConnectionPieces) pieces = g_object_new (WIRE_TYPE_CONNECTION_PIECES, NULL);

  pieces->client = *client;
  pieces->server = *server;
  g_list_store_append (list, pieces);
  if (g_list_model_get_n_items (G_LIST_MODEL (list)) > WIRE_CONNECTION_PIECES_MAX)
    g_list_store_remove (list, 0);
  return pieces;
}

/**
 * wire_connection_pieces_note:
 * @list: of #WireConnectionPieces; a new connection is added at its end, and the oldest leaves
 * @event: that happened
 * @role: on whose side
 *
 * Notes what @event tells of where bytes were cut.
 *
 * Returns: (transfer none) (nullable): the connection; %NULL where @event is of none, or of one
 *   that was let go: among thousands none would stay for long
 */
WireConnectionPieces *
wire_connection_pieces_note (GListStore *list, const WireSocketEvent *event, WireSocketRole role)
{
  gboolean server = role == WIRE_SOCKET_SERVER;
  WireConnectionPieces *self;

  if (event->connection == 0)
    return NULL;
  self = find (list, server ? &event->peer : &event->local, server ? &event->local : &event->peer);
  if (!self && event->kind == WIRE_SOCKET_CONNECTED)
    self = add (list, server ? &event->peer : &event->local, server ? &event->local : &event->peer);
  if (self && event->kind == WIRE_SOCKET_SENT)
    wire_pieces_add (server ? self->to_client : self->to_server, WIRE_PIECES_SENT, event->data);
  else if (self && event->kind == WIRE_SOCKET_RECEIVED)
    wire_pieces_add (server ? self->to_server : self->to_client, WIRE_PIECES_RECEIVED, event->data);
  return self;
}

/** Returns: (transfer full): `127.0.0.1:51726 → 127.0.0.1:5005` */
char *
wire_connection_pieces_get_name (WireConnectionPieces *self)
{
  g_autofree char *client = NULL;
  g_autofree char *server = NULL;

  g_return_val_if_fail (WIRE_IS_CONNECTION_PIECES (self), NULL);
  client = wire_socket_endpoint_to_string (&self->client);
  server = wire_socket_endpoint_to_string (&self->server);
  return g_strdup_printf ("%s → %s", client, server);
}

/** Returns: (transfer none): what the client sent, or @to_client what the server did */
WirePieces *
wire_connection_pieces_get (WireConnectionPieces *self, gboolean to_client)
{
  g_return_val_if_fail (WIRE_IS_CONNECTION_PIECES (self), NULL);

  return to_client ? self->to_client : self->to_server;
}

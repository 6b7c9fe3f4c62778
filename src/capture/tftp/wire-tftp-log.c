/* wire-tftp-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tftp/wire-tftp-log.h"

#include "capture/tftp/wire-tftp-listener.h"

#include <glib/gi18n.h>

/* Ports of clients that are remembered. */
#define MAX_CLIENTS 65536u

/* What the blocks of all exchanges that go on may take. */
#define MAX_MEMORY (256u * 1024 * 1024)

struct _WireTftpLog
{
  WireListening *listening;
  GTree *exchanges; /* of WireTuple, whose destination is a client's port, to WireTftpExchange */
  gsize memory;
};

static int
compare_clients (gconstpointer a, gconstpointer b, gpointer user_data)
{
  (void) user_data;
  return memcmp (a, b, sizeof (WireTuple));
}

static void
unref_exchange (gpointer exchange)
{
  wire_tftp_exchange_unref (exchange);
}

/** Returns: (transfer full): a log of no exchange */
WireTftpLog *
wire_tftp_log_new (WireListening *listening)
{
  WireTftpLog *self = g_new0 (WireTftpLog, 1);

  self->listening = listening;
  self->exchanges = g_tree_new_full (compare_clients, NULL, g_free, unref_exchange);
  return self;
}

void
wire_tftp_log_free (WireTftpLog *self)
{
  g_tree_unref (self->exchanges);
  g_free (self);
}

static WireTuple
make_key (const WireTuple *from_client)
{
  WireTuple key = { .dst_port = from_client->src_port,
                    .family = from_client->family,
                    .protocol = from_client->protocol };

  memcpy (key.dst, from_client->src, sizeof key.dst);
  return key;
}

static gboolean
collect_done (gpointer key, gpointer value, gpointer user_data)
{
  if (wire_tftp_exchange_is_done (value))
    g_ptr_array_add (user_data, key);
  return FALSE;
}

/* Returns: whether there is room for one more client */
static gboolean
make_room (WireTftpLog *self)
{
  g_autoptr (GPtrArray) done = g_ptr_array_new ();

  if (g_tree_nnodes (self->exchanges) < (int) MAX_CLIENTS)
    return TRUE;
  g_tree_foreach (self->exchanges, collect_done, done);
  for (guint i = 0; i < done->len; i++)
    g_tree_remove (self->exchanges, g_ptr_array_index (done, i));
  if (done->len == 0)
    wire_listening_warn (self->listening,
                         _ ("Too many TFTP transfers go on at once: not all of them are listed."));
  return done->len > 0;
}

/* The server answers from a port of its own. */
static void
await (WireTftpLog *self, const WireTuple *key)
{
  const WireExpectation answer = { .to = *key, .listener = &wire_tftp_data_listener };
  WireExpectations *expectations = wire_listening_get_expectations (self->listening);

  wire_expectations_remove (expectations, &answer);
  wire_expectations_add (expectations, &answer);
}

/**
 * wire_tftp_log_request:
 * @self: a log
 * @from_client: from the client to the server
 * @request: what it asks for
 * @piece: that brought it
 * @stream: likewise
 *
 * Returns: (transfer none) (nullable): the exchange that begins by it, or began when it was sent
 *   before; an earlier one of the same port is finished
 */
WireTftpExchange *
wire_tftp_log_request (WireTftpLog *self,
                       const WireTuple *from_client,
                       const WireTftpPacket *request,
                       const WireStreamPiece *piece,
                       guint32 stream)
{
  WireTuple key = make_key (from_client);
  WireTftpExchange *before = g_tree_lookup (self->exchanges, &key);
  WireTftpExchange *exchange;

  if (before && wire_tftp_exchange_is_same (before, request))
    return before;
  if (before)
    wire_tftp_log_finish (self, before);
  if (!make_room (self))
    return NULL;
  exchange = wire_tftp_exchange_new (request, piece, stream);
  g_tree_replace (self->exchanges, g_memdup2 (&key, sizeof key), exchange);
  await (self, &key);
  return exchange;
}

/** Returns: (transfer none) (nullable): the exchange of the client's port that @from_client has as
 *   its source */
WireTftpExchange *
wire_tftp_log_find (const WireTftpLog *self, const WireTuple *from_client)
{
  WireTuple key = make_key (from_client);

  return g_tree_lookup (self->exchanges, &key);
}

/** Nothing more comes of @exchange. */
void
wire_tftp_log_finish (WireTftpLog *self, WireTftpExchange *exchange)
{
  wire_tftp_log_charge (self, wire_tftp_exchange_get_cost (exchange), 0);
  wire_tftp_exchange_finish (exchange, wire_listening_get_transfers (self->listening));
}

/** Notes that an exchange took @before bytes of memory and takes @now. Returns: whether there is
 * room for them; where there is not, that is reported */
gboolean
wire_tftp_log_charge (WireTftpLog *self, gsize before, gsize now)
{
  self->memory += now - before;
  if (self->memory <= MAX_MEMORY || now <= before)
    return TRUE;
  wire_listening_warn (self->listening,
                       _ ("TFTP transfers were cut: too many large ones go on at once."));
  return FALSE;
}

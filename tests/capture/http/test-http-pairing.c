/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which responses belong to which requests where the packets of two taps, whose clocks differ, were
 * merged.
 */

#include "capture/http/wire-http-listener.h"
#include "capture/reassembly/wire-stream-table.h"
#include "tests/capture/http/exchange-reader.h"

#include <string.h>

#define N 4u
#define SYN WIRE_TCP_SYN
#define ACK WIRE_TCP_ACK
#define FIN WIRE_TCP_FIN

static const WireListener *const ROWS[] = { &wire_http_listener, NULL };
static const WireListeningSetup SETUP = { .rows = ROWS };

typedef struct
{
  guint side;
  guint8 flags;
  guint32 sequence;
  guint32 acknowledgement;
  char text[64];
} Packet;

typedef struct
{
  GArray *sides[2]; /* of Packet, with the time at which each was sent */
  GArray *times[2];
  guint32 next[2]; /* sequence numbers */
  gint time;
} Talk;

static void
say (Talk *self, guint side, guint8 flags, const char *text)
{
  Packet packet = { side, flags, self->next[side], self->next[!side], "" };

  g_strlcpy (packet.text, text, sizeof packet.text);
  g_array_append_val (self->sides[side], packet);
  g_array_append_val (self->times[side], self->time);
  self->next[side] += (guint32) strlen (text) + ((flags & (SYN | FIN)) != 0);
  self->time++;
}

static void
begin (Talk *self, guint32 client, guint32 server, gboolean handshake)
{
  *self = (Talk){ .next = { client, server } };
  for (guint side = 0; side < 2; side++)
    {
      self->sides[side] = g_array_new (FALSE, FALSE, sizeof (Packet));
      self->times[side] = g_array_new (FALSE, FALSE, sizeof (gint));
    }
  say (self, 0, SYN, "");
  say (self, 1, SYN | ACK, "");
  say (self, 0, ACK, "");
  for (guint side = 0; !handshake && side < 2; side++)
    {
      g_array_set_size (self->sides[side], 0);
      g_array_set_size (self->times[side], 0);
    }
}

static void
add (const Packet *packet, guint32 number, WireFlowTable *flows, WireStreamTable *table)
{
  const WireTuple tuple = { .src_port = packet->side ? 80 : 1000,
                            .dst_port = packet->side ? 1000 : 80,
                            .family = 4,
                            .protocol = 6 };
  const guint32 length = (guint32) strlen (packet->text);
  const WireSegment segment = {
    .data = (const guint8 *) packet->text,
    .packet = number,
    .flow = wire_flow_table_add (flows, &tuple, 0, 60, packet->flags),
    .sequence = packet->sequence,
    .acknowledgement = packet->acknowledgement,
    .captured = length,
    .length = length,
    .tcp_flags = packet->flags,
    .protocol = 6,
  };

  wire_stream_table_add (table, flows, &segment, 1);
}

/* @skew: how much later the server's clock is */
static void
merge (Talk *self, gint skew, WireFlowTable *flows, WireStreamTable *table)
{
  guint at[2] = { 0, 0 };

  for (guint32 number = 0; at[0] < self->times[0]->len || at[1] < self->times[1]->len; number++)
    {
      guint side = at[0] == self->times[0]->len
                   || (at[1] < self->times[1]->len
                       && g_array_index (self->times[1], gint, at[1]) + skew
                              < g_array_index (self->times[0], gint, at[0]));

      add (&g_array_index (self->sides[side], Packet, at[side]++), number, flows, table);
    }
  for (guint side = 0; side < 2; side++)
    {
      g_array_unref (self->sides[side]);
      g_array_unref (self->times[side]);
    }
}

static char *
describe (WireStreamTable *table)
{
  GString *found = g_string_new (NULL);
  const WireHttpLog *log =
      wire_listening_get_log (wire_stream_table_get_listening (table), &wire_http_listener);

  wire_stream_table_finish (table);
  for (guint32 i = 0; i < wire_http_log_get_length (log); i++)
    {
      const WireHttpExchange exchange = exchange_reader_get (log, i);

      if (exchange.request.kind)
        g_string_append_printf (found, "%u:%s-%u ", exchange.stream, exchange.request.uri,
                                exchange.response.status);
    }
  return g_string_free (found, FALSE);
}

/* @split: requests come in two segments; @together: they are sent before the first is answered */
static char *
talk (gint skew, gboolean handshake, guint32 client, gboolean split, gboolean together)
{
  g_autoptr (WireFlowTable) flows = wire_flow_table_new ();
  g_autoptr (WireStreamTable) table = wire_stream_table_new (&SETUP);
  Talk self;

  begin (&self, client, 0xfffffff0, handshake);
  for (guint i = 0; i < 2 * N; i++)
    {
      guint number = together ? i % N : i / 2;
      gboolean asks = together ? i < N : i % 2 == 0;
      g_autofree char *request = g_strdup_printf ("GET /%u HTTP/1.1\r\n", number);
      g_autofree char *response =
          g_strdup_printf ("HTTP/1.1 20%u OK\r\nContent-Length: 2\r\n\r\nxx", number);

      if (asks)
        {
          say (&self, 0, ACK, split ? request : "GET ");
          say (&self, 0, ACK, split ? "\r\n" : strchr (request, '/'));
        }
      if (asks && !split)
        say (&self, 0, ACK, "\r\n");
      if (!asks)
        say (&self, 1, ACK, response);
    }
  say (&self, 0, FIN | ACK, "");
  say (&self, 1, FIN | ACK, "");
  merge (&self, skew, flows, table);
  return describe (table);
}

static void
test_skew (void)
{
  for (gint skew = -60; skew <= 60; skew++)
    for (guint kind = 0; kind < 16; kind++)
      {
        g_autofree char *found =
            talk (skew, kind & 1, kind & 2 ? 1000 : 0xffffffe0, (kind & 4) != 0, (kind & 8) != 0);

        g_assert_cmpstr (found, ==, "0:/0-200 0:/1-201 0:/2-202 0:/3-203 ");
      }
}

/* Of requests that were sent together, a response is missing, or what was missing is of the first:
 * which request the next one answers is not known, nor those after it, so that they answer none. */
static void
test_ambiguous (void)
{
  g_autoptr (WireFlowTable) flows = wire_flow_table_new ();
  g_autoptr (WireStreamTable) table = wire_stream_table_new (&SETUP);
  g_autofree char *found = NULL;
  Talk self;

  begin (&self, 1, 1, TRUE);
  say (&self, 0, ACK, "GET /0 HTTP/1.1\r\n\r\n");
  say (&self, 0, ACK, "GET /1 HTTP/1.1\r\n\r\n");
  say (&self, 0, ACK, "GET /2 HTTP/1.1\r\n\r\n");
  say (&self, 1, ACK, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nxx");
  self.next[1] += 100;
  say (&self, 1, ACK, "HTTP/1.1 202 OK\r\nContent-Length: 2\r\n\r\nxx");
  say (&self, 0, ACK, "GET /3 HTTP/1.1\r\n\r\n");
  say (&self, 1, ACK, "HTTP/1.1 203 OK\r\nContent-Length: 2\r\n\r\nxx");
  merge (&self, 0, flows, table);
  found = describe (table);
  g_assert_cmpstr (found, ==, "0:/0-200 0:/1-0 0:/2-0 0:/3-0 ");
}

/* A response and the next request are missing: the response to that is not one to the request
 * before. */
static void
test_unseen (void)
{
  for (gint skew = -20; skew <= 20; skew++)
    {
      g_autoptr (WireFlowTable) flows = wire_flow_table_new ();
      g_autoptr (WireStreamTable) table = wire_stream_table_new (&SETUP);
      g_autofree char *found = NULL;
      Talk self;

      begin (&self, 1, 1, TRUE);
      say (&self, 0, ACK, "GET /0 HTTP/1.1\r\n\r\n");
      self.next[1] += 100;
      self.next[0] += 50;
      say (&self, 1, ACK, "HTTP/1.1 201 OK\r\nContent-Length: 2\r\n\r\nxx");
      say (&self, 0, ACK, "GET /2 HTTP/1.1\r\n\r\n");
      say (&self, 1, ACK, "HTTP/1.1 202 OK\r\nContent-Length: 2\r\n\r\nxx");
      merge (&self, skew, flows, table);
      found = describe (table);
      g_assert_cmpstr (found, ==, "0:/0-0 0:/2-202 ");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http-pairing/skew", test_skew);
  g_test_add_func ("/http-pairing/ambiguous", test_ambiguous);
  g_test_add_func ("/http-pairing/unseen", test_unseen);
  return g_test_run ();
}

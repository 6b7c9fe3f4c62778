/* fuzz-http.c: reads HTTP in what a fuzzer says both sides of a connection sent, whole and cut
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-http-connection.h"
#include "tests/capture/http/exchange-reader.h"

#include <string.h>

/* Settings before the text: how long the pieces are, and where the server's part begins. */
#define SETTINGS_BYTES 3
#define MAX_TEXT 8192u

/* More than either side says first. */
#define GREETING_BYTES 64u

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

typedef struct
{
  const guint8 *text[2];
  gsize length[2];
} Said;

/* Where nothing was HTTP yet, only what a segment begins with is looked at, so that it matters how
 * the bytes are cut. It matters no more from the first message on. */
static void
greet (WireHttpConnection *connection)
{
  static const char *const GREETINGS[2] = { "GET / HTTP/1.1\r\n\r\n",
                                            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" };

  for (guint side = 0; side < 2; side++)
    {
      const WireStreamPiece piece = { .data = (const guint8 *) GREETINGS[side],
                                      .length = (guint32) strlen (GREETINGS[side]),
                                      .position = GREETING_BYTES - strlen (GREETINGS[side]),
                                      .offset = side ? MAX_TEXT : 0 };

      wire_http_connection_add (connection, side, &piece);
    }
}

/* Hands over one side in pieces. A byte of 0xff ends a run of captured bytes: it was not. */
static void
add_side (WireHttpConnection *connection, const Said *said, guint side, gsize step)
{
  const guint8 *text = said->text[side];
  gsize length = said->length[side];

  for (gsize at = 0; at < length;)
    {
      gboolean missing = text[at] == 0xff;
      const guint8 *stop = missing ? NULL : memchr (text + at, 0xff, length - at);
      gsize run = missing ? 1 : MIN (step, (stop ? (gsize) (stop - text) : length) - at);
      const WireStreamPiece piece = { .data = missing ? NULL : text + at,
                                      .length = (guint32) run,
                                      .position = at + GREETING_BYTES,
                                      .offset = at + (side ? MAX_TEXT : 0) };

      wire_http_connection_add (connection, side, &piece);
      at += run;
    }
}

static void
append_message (GString *out, const WireHttpMessage *message)
{
  guint64 missing = 0;
  guint64 size = 0;

  for (guint32 i = 0; i < message->body.n; i++)
    {
      const WireExtent *extent = &message->body.extents[i];

      size += extent->length;
      missing += extent->offset == WIRE_EXTENT_GAP ? extent->length : 0;
      g_assert (extent->offset == WIRE_EXTENT_GAP
                || extent->offset + extent->length <= 2 * MAX_TEXT);
    }
  g_assert (size == message->body.size);
  g_assert (missing == message->body.missing);
  g_assert (message->uri == NULL || g_utf8_validate (message->uri, -1, NULL));
  g_string_append_printf (out, "%d %d %d %s %s %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT "\n",
                          message->kind, message->status, message->flags, message->method,
                          message->uri, size, missing);
}

/* What is odd is told by what a segment begins with, so that the cuts matter; so is a response to a
 * request that is not known. Behind a tunnel it begins anew. */
static gboolean
depends_on_cuts (const WireHttpExchange *exchange)
{
  return exchange->request.remarks || exchange->response.remarks
         || (exchange->response.kind && !exchange->request.kind)
         || exchange->response.framing == WIRE_HTTP_TUNNEL;
}

static char *
read_said (const Said *said, gsize step, gboolean *depends)
{
  g_autoptr (WireHttpLog) log = wire_http_log_new ();
  g_autoptr (WireHttpConnection) connection = wire_http_connection_new (log, 0);
  GString *out = g_string_new (NULL);

  greet (connection);
  add_side (connection, said, 0, step);
  add_side (connection, said, 1, step);
  wire_http_connection_end (connection, 0, TRUE);
  wire_http_connection_end (connection, 1, TRUE);
  for (guint32 i = 0; i < wire_http_log_get_length (log); i++)
    {
      WireHttpExchange exchange = exchange_reader_get_bodies (log, i);

      append_message (out, &exchange.request);
      append_message (out, &exchange.response);
      *depends |= depends_on_cuts (&exchange);
      exchange_reader_clear (&exchange);
    }
  return g_string_free (out, FALSE);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  if (size < SETTINGS_BYTES || size > MAX_TEXT)
    return 0;

  gsize rest = size - SETTINGS_BYTES;
  gsize client = MIN (rest, (gsize) (data[1] << 8 | data[2]));
  const guint8 *text = data + SETTINGS_BYTES;
  const Said said = { { text, text + client }, { client, rest - client } };
  gboolean depends = FALSE;
  g_autofree char *whole = read_said (&said, MAX_TEXT, &depends);
  g_autofree char *cut = read_said (&said, 1 + data[0] % 32u, &depends);

  if (!depends)
    g_assert_cmpstr (whole, ==, cut);
  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * HTTP out of both directions of a connection, however they are cut.
 */

#include "capture/http/wire-http-connection.h"
#include "capture/http/wire-http-parser.h"
#include "tests/capture/http/exchange-reader.h"

#include <string.h>

/* Where the bytes of the second direction stand in the file that these tests make up. */
#define SERVER 0x100000u

typedef struct
{
  const char *name;
  const char *client;
  const char *server;
  const char *expected; /* a line an exchange: see describe() */
  gboolean open;        /* the connection does not end */
} Case;

#define GET "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
#define HEAD "HEAD / HTTP/1.1\r\n\r\n"
#define OK "HTTP/1.1 200 OK\r\n"

static const Case CASES[] = {
  { "length", GET, OK "Content-Length: 3\r\n\r\nabc", "GET / 200 `abc`", TRUE },
  { "http-1.0", "GET /x HTTP/1.0\r\n\r\n", "HTTP/1.0 200 OK\r\n\r\nabc", "GET /x 200 `abc`" },
  { "close-open", GET, OK "\r\nabc", "GET / 200 `abc` incomplete", TRUE },
  { "no-reason", GET, "HTTP/1.1 200\r\nContent-Length: 1\r\n\r\nx", "GET / 200 `x`" },
  { "keep-alive", GET GET, OK "Content-Length: 1\r\n\r\n1" OK "Content-Length: 1\r\n\r\n2",
    "GET / 200 `1`\nGET / 200 `2`" },
  { "chunked", GET, OK "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n",
    "GET / 200 `abc0123456789`", TRUE },
  { "chunk-extensions", GET,
    OK "Transfer-Encoding: chunked\r\n\r\n3;a=\"b\"\r\nabc\r\n 2 ;x\r\nde\r\n0;last\r\n\r\n",
    "GET / 200 `abcde`", TRUE },
  { "trailers", GET GET,
    OK "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nExpires: never\r\nA: b\r\n\r\n" OK
       "Content-Length: 1\r\n\r\nx",
    "GET / 200 `a`\nGET / 200 `x`", TRUE },
  { "chunked-wins", GET,
    OK "Content-Length: 99\r\nTransfer-Encoding: gzip, chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
    "GET / 200 `a`", TRUE },
  { "chunk-nonsense", GET GET,
    OK "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\nzz\r\n" OK "Content-Length: 1\r\n\r\nx",
    "GET / 200 `a` incomplete\nGET / 200 `x`", TRUE },
  { "chunk-end-wrong", GET GET,
    OK "Transfer-Encoding: chunked\r\n\r\n1\r\na, and more\r\n5\r\n" OK
       "Content-Length: 1\r\n\r\nx",
    "GET / 200 `a` incomplete\nGET / 200 `x`", TRUE },
  { "chunk-end-is-response", GET GET,
    OK "Transfer-Encoding: chunked\r\n\r\n1\r\na" OK "Content-Length: 1\r\n\r\nx",
    "GET / 200 `a` incomplete\nGET / 200 `x`", TRUE },
  { "chunk-line-is-response", GET GET,
    OK "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n" OK "Content-Length: 1\r\n\r\nx",
    "GET / 200 `a` incomplete\nGET / 200 `x`", TRUE },
  { "chunk-cut", GET, OK "Transfer-Encoding: chunked\r\n\r\n5\r\nabc",
    "GET / 200 `abc` incomplete" },
  { "continue", "POST / HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\nhi",
    "HTTP/1.1 100 Continue\r\n\r\n" OK "Content-Length: 0\r\n\r\n", "POST `hi` / +1 200" },
  { "early-hints", GET,
    "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n" OK
    "Content-Length: 1\r\n\r\nx",
    "GET / +2 200 `x`" },
  { "head", HEAD GET, OK "Content-Length: 500\r\n\r\n" OK "Content-Length: 1\r\n\r\nx",
    "HEAD / 200\nGET / 200 `x`" },
  { "no-content", GET GET,
    "HTTP/1.1 204 No Content\r\nContent-Length: 9\r\n\r\n" OK "Content-Length: 1\r\n\r\nx",
    "GET / 204\nGET / 200 `x`" },
  { "not-modified", GET GET,
    "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n" OK "Content-Length: 1\r\n\r\nx",
    "GET / 304\nGET / 200 `x`" },
  { "connect", "CONNECT a:443 HTTP/1.1\r\n\r\n\x16\x03\x01",
    OK "Content-Length: 7\r\n\r\n\x16\x03\x01...", "CONNECT a:443 200" },
  { "connect-refused", "CONNECT a:443 HTTP/1.1\r\n\r\n" GET,
    "HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nno" OK "Content-Length: 1\r\n\r\nx",
    "CONNECT a:443 403 `no`\nGET / 200 `x`" },
  { "upgrade", GET, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n\x81\x05hello",
    "GET / 101" },
  { "continuation", "GET / HTTP/1.1\r\nHost: one\r\n  two\r\n\tthree\r\n\r\n",
    OK "Content-Length:\r\n 3\r\n\r\nabc", "GET / 200 `abc`" },
  { "bare-line-feeds", "GET / HTTP/1.1\nHost: a\n\n", "HTTP/1.1 200 OK\nContent-Length: 3\n\nabc",
    "GET / 200 `abc`" },
  { "empty-lines-first", "\r\n\r\n" GET "\r\n" GET,
    OK "Content-Length: 1\r\n\r\n1" OK "Content-Length: 1\r\n\r\n2",
    "GET / 200 `1`\nGET / 200 `2`" },
  { "spaces", "GET   /a b   HTTP/1.1\r\n\r\n",
    "HTTP/1.1  200  Fine\r\nCONTENT-LENGTH :  1 \r\n\r\nx", "GET /a b 200 `x`" },
  { "not-utf-8", "GET /caf\xe9 HTTP/1.1\r\n\r\n", OK "Content-Length: 1\r\nX: \xff\xfe\r\n\r\nx",
    "GET /caf\xc3\xa9 200 `x`" },
  { "length-absent", GET, OK "Content-Type: text/plain\r\n\r\nall of it", "GET / 200 `all of it`" },
  { "length-no-number", GET, OK "Content-Length: many\r\n\r\nabc", "GET / 200 `abc`" },
  { "length-twice", GET GET,
    OK "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc" OK "Content-Length: 1, 1\r\n\r\nx",
    "GET / 200 `abc`\nGET / 200 `x`" },
  { "length-contradicted", GET, OK "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcdefg",
    "GET / 200 `abc`" },
  { "length-list-contradicted", GET, OK "Content-Length: 3, 4\r\n\r\nabcdefg", "GET / 200 `abc`" },
  { "length-list-ends-empty", GET, OK "Content-Length: 3,\r\n\r\nabc", "GET / 200 `abc`" },
  { "length-too-long", GET, OK "Content-Length: 10\r\n\r\nabc", "GET / 200 `abc` incomplete" },
  { "length-too-short", GET GET,
    OK "Content-Length: 3\r\n\r\nabcdef" OK "Content-Length: 1\r\n\r\nx",
    "GET / 200 `abc`\nGET / 200 `x`" },
  { "length-enormous", GET, OK "Content-Length: 99999999999999999999999\r\n\r\nabc",
    "GET / 200 `abc`" },
  { "line-without-colon", "GET / HTTP/1.1\r\nnonsense\r\nHost: a\r\n\r\n",
    OK "Content-Length: 1\r\n\r\nx", "GET / 200 `x`" },
  { "nonsense-between", GET "who knows\r\nwhat this is\r\n" GET, "", "GET /\nGET /" },
  { "response-alone", "", OK "Content-Length: 3\r\n\r\nabc", "? 200 `abc`" },
  { "head-cut", "GET /x HTTP/1.1\r\nHost: a\r\nCoo", "", "GET /x cut" },
  { "icy", GET, "ICY 200 OK\r\nicy-name: x\r\n\r\nabc", "GET / 200 `abc`" },
  { "version-1.10", GET, "HTTP/1.10 200 OK\r\nContent-Length: 1\r\n\r\nx", "GET / 200 `x`" },
  { "version-2.0", GET, "HTTP/2.0 200 OK\r\nContent-Length: 1\r\n\r\nx", "GET / 200 `x`" },
  { "lower-case", "GET / http/1.1\r\nHost: a\r\n\r\n",
    "http/1.1 200 ok\r\nContent-Length: 1\r\n\r\nx", "GET / 200 `x`" },
  { "odd-version", "GET /x HTTP/1.0.8\r\n\r\n", OK "Content-Length: 1\r\n\r\nx", "GET /x 200 `x`" },
  { "no-version", "GET /y\r\n\r\n", OK "Content-Length: 1\r\n\r\nx", "GET /y 200 `x`" },
  { "odd-method", "TRACK /z HTTP/9.9\r\n\r\n", "", "TRACK /z" },
  { "chunk-0x", GET, OK "Transfer-Encoding: chunked\r\n\r\n0x3\r\nabc\r\n0\r\n\r\n",
    "GET / 200 `abc`", TRUE },
  { "chunk-end-missing", GET, OK "Transfer-Encoding: chunked\r\n\r\n3\r\nabc2\r\nde0\r\n\r\n",
    "GET / 200 `abcde`", TRUE },
  { "chunk-junk", GET, OK "Transfer-Encoding: chunked\r\n\r\n\n3,\r\nabc\r\n0\r\n\r\n",
    "GET / 200 `abc`", TRUE },
  { "chunk-odd-word", GET, OK "Transfer-Encoding: x-chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
    "GET / 200 `abc`", TRUE },
  { "chunk-said-only", GET,
    "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\nplain",
    "GET / 200 `plain`", TRUE },
  { "fields-by-cr", GET, "HTTP/1.1 200 OK\rX: y\rContent-Length: 1\r\n\r\nx", "GET / 200 `x`" },
  { "proxy-1", "PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n" GET, OK "Content-Length: 1\r\n\r\nx",
    "GET / 200 `x`" },
  { "not-http", "EHLO me\r\nQUIT\r\n", "220 hello\r\n250 HTTP/1.1\r\n", "" },
  { "http-2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "", "" },
  { "rtsp", "OPTIONS rtsp://a RTSP/1.0\r\n\r\n", "RTSP/1.0 200 OK\r\n\r\n", "" },
};

typedef struct
{
  const Case *c;
  WireHttpLog *log;
  WireHttpConnection *connection;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->c = data;
  f->log = wire_http_log_new ();
  f->connection = wire_http_connection_new (f->log, 0);
}

static void
tear_down (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_clear_pointer (&f->connection, wire_http_connection_free);
  g_clear_pointer (&f->log, wire_http_log_free);
}

static void
add (Fixture *f, guint side, const char *text, gsize from, gsize to)
{
  /* On the heap, so that one byte too far is seen. */
  g_autofree guint8 *copy = g_memdup2 (text + from, to - from);
  const WireStreamPiece piece = {
    .data = copy,
    .length = (guint32) (to - from),
    .position = from,
    .offset = (side ? SERVER : 0) + from,
  };

  if (to > from)
    wire_http_connection_add (f->connection, side, &piece);
}

static void
append_body (const Case *c, GString *out, const WireBody *body)
{
  if (body->n == 0)
    return;
  g_string_append (out, " `");
  for (guint i = 0; i < body->n; i++)
    {
      const WireExtent *extent = &body->extents[i];

      if (extent->offset == WIRE_EXTENT_GAP)
        g_string_append_printf (out, "[%u]", extent->length);
      else
        g_string_append_len (out,
                             extent->offset >= SERVER ? c->server + extent->offset - SERVER
                                                      : c->client + extent->offset,
                             extent->length);
    }
  g_string_append_c (out, '`');
}

/* `METHOD `body` URI +interim STATUS `body` incomplete` */
static void
describe (const Case *c, GString *out, const WireHttpExchange *exchange)
{
  const WireHttpMessage *request = &exchange->request;
  const WireHttpMessage *response = &exchange->response;

  g_string_append (out, out->len ? "\n" : "");
  g_string_append (out, request->kind ? request->method : "?");
  append_body (c, out, &request->body);
  if (request->kind)
    g_string_append_printf (out, " %s%s", request->uri,
                            request->flags & WIRE_HTTP_HEAD_CUT ? " cut" : "");
  if (exchange->interim)
    g_string_append_printf (out, " +%u", exchange->interim);
  if (!response->kind)
    return;
  g_string_append_printf (out, " %u", response->status);
  append_body (c, out, &response->body);
  if (!(response->flags & WIRE_HTTP_COMPLETE))
    g_string_append (out, " incomplete");
}

static char *
finish (Fixture *f, gboolean orderly)
{
  GString *out = g_string_new (NULL);

  for (guint side = 0; side < 2; side++)
    wire_http_connection_end (f->connection, side, orderly);
  for (guint32 i = 0; i < wire_http_log_get_length (f->log); i++)
    {
      WireHttpExchange exchange = exchange_reader_get_bodies (f->log, i);

      describe (f->c, out, &exchange);
      exchange_reader_clear (&exchange);
    }
  tear_down (f, NULL);
  set_up (f, f->c);
  return g_string_free (out, FALSE);
}

static void
test_whole (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *found = NULL;

  add (f, 0, f->c->client, 0, strlen (f->c->client));
  add (f, 1, f->c->server, 0, strlen (f->c->server));
  found = finish (f, !f->c->open);
  g_assert_cmpstr (found, ==, f->c->expected);
}

static void
test_cut_everywhere (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  gsize client = strlen (f->c->client);
  gsize server = strlen (f->c->server);

  for (gsize cut = 0; cut <= MAX (client, server); cut++)
    {
      g_autofree char *found = NULL;

      add (f, 0, f->c->client, 0, MIN (cut, client));
      add (f, 0, f->c->client, MIN (cut, client), client);
      add (f, 1, f->c->server, 0, MIN (cut, server));
      add (f, 1, f->c->server, MIN (cut, server), server);
      found = finish (f, !f->c->open);
      g_assert_cmpstr (found, ==, f->c->expected);
    }
}

static void
test_single_bytes (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *found = NULL;

  for (gsize i = 0; f->c->client[i]; i++)
    add (f, 0, f->c->client, i, i + 1);
  for (gsize i = 0; f->c->server[i]; i++)
    add (f, 1, f->c->server, i, i + 1);
  found = finish (f, !f->c->open);
  g_assert_cmpstr (found, ==, f->c->expected);
}

/* In the texts below every `#` was not captured, and each `|` ends a segment and is no byte of it.
 * There are no numbers: after a gap that may have swallowed a response, nothing says which request
 * the next one answers. */
static const Case GAPS[] = {
  { "in-body", GET GET, OK "Content-Length: 6\r\n\r\nab##ef" OK "Content-Length: 1\r\n\r\nx",
    "GET / 200 `ab[2]ef` incomplete\nGET / 200 `x`", FALSE },
  { "over-the-end", GET GET GET,
    OK "Content-Length: 6\r\n\r\nab############\r\nX: y\r\n\r\nxyz" OK "Content-Length: 1\r\n\r\nx",
    "GET / 200 `ab[4]` incomplete\nGET /\nGET /\n? 200 `x`", FALSE },
  { "in-chunk", GET, OK "Transfer-Encoding: chunked\r\n\r\n5\r\nab##e\r\n1\r\nf\r\n0\r\n\r\n",
    "GET / 200 `ab[2]ef` incomplete", FALSE },
  { "in-chunk-line", GET GET,
    OK "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n##\nabc\r\n0\r\n\r\n" OK
       "Content-Length: 1\r\n\r\nx",
    "GET / 200 `a[2]` incomplete\nGET /\n? 200 `x`", FALSE },
  { "until-close", GET, OK "\r\nab##ef", "GET / 200 `ab[2]ef` incomplete", FALSE },
  { "in-head", "GET /x HTTP/1.1\r\nHost: ####\r\n\r\n" GET, "", "GET /x cut\nGET /", FALSE },
  { "in-start-line", "GET /###TP/1.1\r\nHost: x\r\n\r\n|" GET, "", "GET / cut\nGET /", FALSE },
  { "head-unseen", "", OK "Content-Length: 500\r\n\r\n|" OK "Content-Length: 1\r\n\r\nx",
    "? 200\n? 200 `x`", FALSE },
  { "at-the-start", "####TP/1.1\r\nHost: x\r\n\r\n|" GET, "", "GET /", FALSE },
};

static void
add_with_gaps (Fixture *f, guint side, const char *text)
{
  for (gsize from = 0; text[from];)
    {
      gsize length = strcspn (text + from, "#|");
      gsize missing = strspn (text + from + length, "#");
      const WireStreamPiece gap = { .length = (guint32) missing, .position = from + length };

      add (f, side, text, from, from + length);
      if (missing > 0)
        wire_http_connection_add (f->connection, side, &gap);
      from += length + missing + (text[from + length] == '|');
    }
}

static void
test_gap (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *found = NULL;

  add_with_gaps (f, 0, f->c->client);
  add_with_gaps (f, 1, f->c->server);
  found = finish (f, TRUE);
  g_assert_cmpstr (found, ==, f->c->expected);
}

/* A head without an end is given up, and so is a line. */
static void
test_endless (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *line = g_strnfill (1000, 'a');

  line[999] = '\n';
  add (f, 0, GET, 0, strlen (GET));
  for (guint i = 0; i < 2 * WIRE_HTTP_MAX_HEAD / 1000; i++)
    add (f, 0, line, 0, 1000);
  add (f, 0, "GET /endless HTTP/1.1\n", 0, 22);
  for (guint i = 0; i <= WIRE_HTTP_MAX_HEAD / 1000; i++)
    add (f, 0, line, 0, 1000);
  add (f, 0, GET, 0, strlen (GET));
  g_assert_cmpuint (wire_http_log_get_length (f->log), ==, 3);
  g_assert_true (exchange_reader_get (f->log, 1).request.flags & WIRE_HTTP_HEAD_CUT);
  g_assert_cmpstr (exchange_reader_get (f->log, 2).request.uri, ==, "/");
  g_assert_cmpuint (wire_http_log_get_unparsed (f->log), >, 0);
}

static void
test_fields (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const char REQUEST[] =
      "GET /a HTTP/1.1\r\nHOST: h\r\nreferer:r\r\nUser-Agent: u  \r\n\r\n";
  static const char RESPONSE[] =
      "HTTP/1.1 206 Partial\r\nContent-Type: image/gif\r\nETag: \"e\"\r\n"
      "Content-Range: bytes 0-1/9\r\nContent-Encoding: br\r\n"
      "Last-Modified: l\r\nLocation: /b\r\nContent-Length: 2\r\n\r\nab";
  WireHttpExchange exchange;

  add (f, 0, REQUEST, 0, strlen (REQUEST));
  add (f, 1, RESPONSE, 0, strlen (RESPONSE));
  g_assert_cmpuint (wire_http_log_get_length (f->log), ==, 1);
  exchange = exchange_reader_get (f->log, 0);
  g_assert_cmpstr (exchange.request.host, ==, "h");
  g_assert_cmpstr (exchange.request.referer, ==, "r");
  g_assert_cmpstr (exchange.request.user_agent, ==, "u");
  g_assert_cmpuint (exchange.request.head.size, ==, strlen (REQUEST));
  g_assert_cmpstr (exchange.response.content_type, ==, "image/gif");
  g_assert_cmpstr (exchange.response.content_encoding, ==, "br");
  g_assert_cmpstr (exchange.response.content_range, ==, "bytes 0-1/9");
  g_assert_cmpstr (exchange.response.location, ==, "/b");
  g_assert_cmpstr (exchange.response.validator, ==, "\"e\"");
  g_assert_cmpuint (exchange.response.declared, ==, 2);
}

static void
test_datagram (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const char SEARCH[] = "M-SEARCH * HTTP/1.1\r\nHost: 239.255.255.250:1900\r\n\r\n";
  const WireStreamPiece datagram = { .data = (const guint8 *) SEARCH, .length = strlen (SEARCH) };
  const WireStreamPiece noise = { .data = (const guint8 *) "GETAWAY", .length = 7 };

  wire_http_add_datagram (f->log, 7, 1, &datagram);
  wire_http_add_datagram (f->log, 7, 0, &noise);
  g_assert_cmpuint (wire_http_log_get_length (f->log), ==, 1);
  g_assert_cmpstr (exchange_reader_get (f->log, 0).request.method, ==, "M-SEARCH");
  g_assert_cmpuint (exchange_reader_get (f->log, 0).stream, ==, 7);
  g_assert_cmpuint (exchange_reader_get (f->log, 0).client, ==, 1);
}

static void
add_test (const char *prefix, const Case *c, void (*test) (Fixture *f, gconstpointer data))
{
  g_autofree char *name = g_strconcat (prefix, c->name, NULL);

  g_test_add (name, Fixture, c, set_up, test, tear_down);
}

/* A line that is longer than any head. */
static void
test_too_long (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *filler = g_strnfill (WIRE_HTTP_MAX_HEAD + 5000, 'x');
  g_autofree char *heads = g_strconcat ("GET /1 HTTP/1.1\r\nHost: a\r\nCookie: ", filler,
                                        "\r\n\r\n" GET, filler, " HTTP/1.1\r\n", GET, NULL);
  g_autofree char *chunks = g_strconcat (OK "Transfer-Encoding: chunked\r\n\r\n1;", filler,
                                         "\r\n" OK "Content-Length: 1\r\n\r\nx", NULL);
  const Case c = { "too-long", heads, chunks, "GET /1 cut 200 incomplete\nGET / 200 `x`\nGET /" };
  const gsize n_heads = strlen (heads);
  const gsize n_chunks = strlen (chunks);
  static const gsize STEPS[] = { 1000, 1460, 65535, 65536, 65537, 1000000 };

  f->c = &c;
  for (gsize i = 0; i < G_N_ELEMENTS (STEPS); i++)
    {
      g_autofree char *found = NULL;

      for (gsize at = 0; at < n_heads; at += STEPS[i])
        add (f, 0, heads, at, MIN (at + STEPS[i], n_heads));
      for (gsize at = 0; at < n_chunks; at += STEPS[i])
        add (f, 1, chunks, at, MIN (at + STEPS[i], n_chunks));
      found = finish (f, TRUE);
      g_assert_cmpstr (found, ==, c.expected);
      f->c = &c;
    }
}

/* Heads that go on are cut where all together may take no more, and none is while they may. */
static void
test_crowd (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  const Case c = { "crowd", "GET /1 HTTP/1.1\r\nHost: a\r\nCoo", "", "GET /1 cut\nGET /", FALSE };
  g_autofree char *found = NULL;

  f->c = &c;
  g_assert_true (wire_http_log_gather (f->log, 0, WIRE_HTTP_MAX_GATHERED));
  add (f, 0, c.client, 0, strlen (c.client));
  g_assert_cmpuint (wire_http_log_get_length (f->log), ==, 1);
  wire_http_log_gather (f->log, WIRE_HTTP_MAX_GATHERED, 0);
  add (f, 0, "kie: x\r\n\r\n" GET, 0, strlen ("kie: x\r\n\r\n" GET));
  g_assert_cmpuint (wire_http_log_get_unparsed (f->log), ==, 0);
  found = finish (f, TRUE);
  g_assert_cmpstr (found, ==, c.expected);
}

/* What was gathered and is no more counts no more. */
static void
test_crowd_leaves (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  const Case c = { "leaves", "", "", "", FALSE };

  f->c = &c;
  for (guint i = 0; i < 3000; i++)
    {
      add (f, 0, GET "GET / HT", 0, strlen (GET "GET / HT"));
      g_clear_pointer (&f->connection, wire_http_connection_free);
      f->connection = wire_http_connection_new (f->log, 0);
    }
  g_assert_true (wire_http_log_gather (f->log, 0, WIRE_HTTP_MAX_GATHERED));
  g_assert_false (wire_http_log_gather (f->log, 0, 1));
}

/* No exchange is there without its strings, and what was kept once still is. */
static void
test_full (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  const WireSpan host = { "a", 1 };
  const char *kept = wire_http_log_share (f->log, host);
  const gsize length = 4 * 1024 * 1024;
  g_autofree char *filler = g_strnfill (length, 'x');
  const Case c = { "full", GET, OK "Content-Type: b\r\nContent-Length: 1\r\n\r\nx",
                   "GET / 200 `x` incomplete", FALSE };
  g_autofree char *found = NULL;

  f->c = &c;
  add (f, 0, GET, 0, strlen (GET));
  while (!wire_http_log_is_full (f->log))
    g_assert_nonnull (wire_http_log_keep (f->log, (WireSpan){ filler, length }));
  g_assert_null (wire_http_log_keep (f->log, host));
  g_assert_true (wire_http_log_share (f->log, host) == kept);
  add (f, 0, GET, 0, strlen (GET));
  add (f, 1, c.server, 0, strlen (c.server));
  g_assert_cmpuint (wire_http_log_get_left_out (f->log), ==, 1);
  found = finish (f, TRUE);
  g_assert_cmpstr (found, ==, c.expected);
}

int
main (int argc, char **argv)
{
  static const Case NONE = { "", "", "", "", FALSE };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      add_test ("/http/whole/", &CASES[i], test_whole);
      add_test ("/http/cut-everywhere/", &CASES[i], test_cut_everywhere);
      add_test ("/http/single-bytes/", &CASES[i], test_single_bytes);
    }
  for (guint i = 0; i < G_N_ELEMENTS (GAPS); i++)
    add_test ("/http/gap/", &GAPS[i], test_gap);
  g_test_add ("/http/endless", Fixture, &NONE, set_up, test_endless, tear_down);
  g_test_add ("/http/too-long", Fixture, &NONE, set_up, test_too_long, tear_down);
  g_test_add ("/http/crowd", Fixture, &NONE, set_up, test_crowd, tear_down);
  g_test_add ("/http/crowd-leaves", Fixture, &NONE, set_up, test_crowd_leaves, tear_down);
  g_test_add ("/http/full", Fixture, &NONE, set_up, test_full, tear_down);
  g_test_add ("/http/fields", Fixture, &NONE, set_up, test_fields, tear_down);
  g_test_add ("/http/datagram", Fixture, &NONE, set_up, test_datagram, tear_down);
  return g_test_run ();
}

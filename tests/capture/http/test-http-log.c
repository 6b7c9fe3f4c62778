/* test-http-log.c: exchanges that are held, and packed ones
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/capture/http/exchange-reader.h"

#include <string.h>

#define N_EXCHANGES 2000u

typedef struct
{
  WireHttpLog *log;
  GRand *random;
  GPtrArray *expected; /* of WireHttpExchange */
} Fixture;

static void
clear_message (WireHttpMessage *message)
{
  wire_body_clear (&message->head);
  wire_body_clear (&message->body);
  wire_body_clear (&message->trailers);
  if (message->behind)
    wire_body_clear (message->behind);
  g_free (message->behind);
}

static void
expected_free (gpointer data)
{
  WireHttpExchange *exchange = data;

  clear_message (&exchange->request);
  clear_message (&exchange->response);
  g_free (exchange);
}

static void
set_up (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  f->log = wire_http_log_new ();
  f->random = g_rand_new_with_seed (22);
  f->expected = g_ptr_array_new_with_free_func (expected_free);
}

static void
tear_down (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_ptr_array_unref (f->expected);
  g_rand_free (f->random);
  wire_http_log_free (f->log);
}

/* Small, large and extreme numbers. */
static guint64
draw (Fixture *f)
{
  static const guint64 EXTREMES[] = { 0, 1, 0x7f, 0x80, G_MAXUINT32, G_MAXINT64, G_MAXUINT64 };
  guint64 number = (guint64) g_rand_int (f->random) << 32 | g_rand_int (f->random);

  switch (g_rand_int_range (f->random, 0, 3))
    {
    case 0:
      return EXTREMES[number % G_N_ELEMENTS (EXTREMES)];
    case 1:
      return number % 1000;
    default:
      return number;
    }
}

static const char *
draw_string (Fixture *f)
{
  static const char *const FIXED[] = { NULL, "", "a literal" };
  gint32 kind = g_rand_int_range (f->random, 0, 6);
  g_autofree char *text = g_strdup_printf ("%u", g_rand_int (f->random));

  return kind < 3 ? FIXED[kind] : wire_http_log_keep (f->log, (WireSpan){ text, strlen (text) });
}

static void
draw_body (Fixture *f, WireBody *body)
{
  gint32 n = g_rand_int_range (f->random, 0, 4);

  for (gint32 i = 0; i < n; i++)
    switch (g_rand_int_range (f->random, 0, 4))
      {
      case 0:
        wire_body_add_gap (body, draw (f) % ((guint64) 1 << 34), (guint32) draw (f));
        break;
      case 1:
        wire_body_add (body, (draw (f) & G_MAXUINT32) | WIRE_EXTENT_DERIVED, (guint32) draw (f), 1);
        break;
      default:
        wire_body_add (body, draw (f) >> 2, (guint32) draw (f), (guint32) draw (f));
        break;
      }
}

static void
draw_message (Fixture *f, WireHttpMessage *message, WireHttpKind kind)
{
  *message = (WireHttpMessage){
    .kind = (guint8) kind,
    .framing = (guint8) (draw (f) % (WIRE_HTTP_TUNNEL + 1)),
    .major = (guint8) draw (f),
    .minor = (guint8) draw (f),
    .flags = (guint16) draw (f),
    .status = (guint16) draw (f),
    .remarks = (guint16) draw (f),
    .extra = (guint32) draw (f),
    .packet = (guint32) draw (f),
    .last_packet = (guint32) draw (f),
    .time = draw (f) % 2 ? G_MININT64 : (gint64) draw (f),
    .last_time = (gint64) draw (f),
    .sequence = (guint32) draw (f),
    .acknowledgement = (guint32) draw (f),
    .declared = draw (f),
    .method = draw_string (f),
    .uri = draw_string (f),
    .version = draw_string (f),
    .host = draw_string (f),
    .referer = draw_string (f),
    .user_agent = draw_string (f),
    .content_type = draw_string (f),
    .content_encoding = draw_string (f),
    .content_range = draw_string (f),
    .content_disposition = draw_string (f),
    .location = draw_string (f),
    .upgrade = draw_string (f),
    .extensions = draw_string (f),
    .validator = draw_string (f),
  };
  draw_body (f, &message->head);
  draw_body (f, &message->body);
  draw_body (f, &message->trailers);
  if (draw (f) % 2)
    draw_body (f, message->behind = g_new0 (WireBody, 1));
}

/* @exchange: has its stream and client */
static void
draw_exchange (Fixture *f, WireHttpExchange *exchange)
{
  exchange->interim = (guint8) draw (f);
  exchange->decrypted = draw (f) % 2;
  exchange->pushed = draw (f) % 2;
  if (draw (f) % 2)
    {
      exchange->headless = draw (f);
      exchange->foreign = draw (f);
      exchange->stream_id = (guint32) draw (f);
      exchange->protocol = "HTTP/2";
      exchange->scheme = draw_string (f);
      exchange->authority = draw_string (f);
    }
  draw_message (f, &exchange->request, draw (f) % 2 ? WIRE_HTTP_REQUEST : WIRE_HTTP_NOTHING);
  draw_message (f, &exchange->response, draw (f) % 2 ? WIRE_HTTP_RESPONSE : WIRE_HTTP_NOTHING);
}

static void
check_body (Fixture *f, guint32 number, WireHttpKind kind, guint part, const WireBody *expected)
{
  g_auto (WireBody) found = { 0 };

  wire_http_log_get_places (f->log, number, kind, part, &found);
  g_assert_cmpuint (found.n, ==, expected ? expected->n : 0);
  if (!expected)
    return;
  g_assert_cmpuint (found.size, ==, expected->size);
  g_assert_cmpuint (found.missing, ==, expected->missing);
  g_assert_cmpuint (found.gaps, ==, expected->gaps);
  g_assert_cmpmem (found.extents, found.n * sizeof (WireExtent), expected->extents,
                   expected->n * sizeof (WireExtent));
}

static void
strip (WireBody *body)
{
  body->extents = NULL;
  body->n = body->allocated = 0;
}

/* What a copy of @message should be. */
static WireHttpMessage
strip_message (const WireHttpMessage *message)
{
  WireHttpMessage stripped = *message;

  strip (&stripped.head);
  strip (&stripped.body);
  strip (&stripped.trailers);
  stripped.behind = NULL;
  return stripped;
}

static void
check_message (Fixture *f, guint32 number, WireHttpKind kind, const WireHttpMessage *expected)
{
  const WireHttpExchange exchange = exchange_reader_get (f->log, number);
  const WireHttpMessage *found = kind == WIRE_HTTP_REQUEST ? &exchange.request : &exchange.response;
  const WireHttpMessage stripped = strip_message (expected);

  g_assert_cmpuint (found->declared, ==, expected->declared);
  g_assert_cmpint (found->time, ==, expected->time);
  g_assert_true (found->kind == expected->kind);
  g_assert_true (found->framing == expected->framing);
  g_assert_true (found->major == expected->major);
  g_assert_true (found->minor == expected->minor);
  g_assert_true (found->flags == expected->flags);
  g_assert_true (found->status == expected->status);
  g_assert_true (found->remarks == expected->remarks);
  g_assert_true (found->extra == expected->extra);
  g_assert_true (found->packet == expected->packet);
  g_assert_true (found->last_packet == expected->last_packet);
  g_assert_true (found->last_time == expected->last_time);
  g_assert_true (found->sequence == expected->sequence);
  g_assert_true (found->acknowledgement == expected->acknowledgement);
  g_assert_true (memcmp (&found->method, &stripped.method,
                         sizeof stripped - G_STRUCT_OFFSET (WireHttpMessage, method))
                 == 0);
  g_assert_cmpuint (found->body.size, ==, expected->body.size);
  g_assert_cmpuint (found->trailers.missing, ==, expected->trailers.missing);
  g_assert_cmpuint (found->head.gaps, ==, expected->head.gaps);
  g_assert_null (found->body.extents);
  check_body (f, number, kind, WIRE_HTTP_PLACES_OF_HEAD, &expected->head);
  check_body (f, number, kind, WIRE_HTTP_PLACES_OF_BODY, &expected->body);
  check_body (f, number, kind, WIRE_HTTP_PLACES_OF_TRAILERS, &expected->trailers);
  check_body (f, number, kind, WIRE_HTTP_PLACES_OF_EXTRA, expected->behind);
}

static void
check_exchange (Fixture *f, guint32 number)
{
  const WireHttpExchange *expected = g_ptr_array_index (f->expected, number);
  const WireHttpExchange found = exchange_reader_get (f->log, number);

  g_assert_cmpuint (found.stream, ==, expected->stream);
  g_assert_cmpuint (found.client, ==, expected->client);
  g_assert_cmpuint (found.interim, ==, expected->interim);
  g_assert_cmpuint (found.headless, ==, expected->headless);
  g_assert_cmpuint (found.foreign, ==, expected->foreign);
  g_assert_cmpuint (found.stream_id, ==, expected->stream_id);
  g_assert_cmpint (found.decrypted, ==, expected->decrypted);
  g_assert_cmpint (found.pushed, ==, expected->pushed);
  g_assert_true (found.protocol == expected->protocol);
  g_assert_true (found.scheme == expected->scheme);
  g_assert_true (found.authority == expected->authority);
  check_message (f, number, WIRE_HTTP_REQUEST, &expected->request);
  check_message (f, number, WIRE_HTTP_RESPONSE, &expected->response);
}

static void
copy_places (WireHttpMessage *message)
{
  const WireHttpMessage original = *message;

  wire_body_copy (&original.head, &message->head);
  wire_body_copy (&original.body, &message->body);
  wire_body_copy (&original.trailers, &message->trailers);
  if (original.behind)
    {
      message->behind = g_new0 (WireBody, 1);
      wire_body_copy (original.behind, message->behind);
    }
}

/* Whatever an exchange says, it says the same while it is held and when it is packed. */
static void
test_same (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) held = g_ptr_array_new ();

  for (guint32 i = 0; i < N_EXCHANGES; i++)
    {
      WireHttpExchange *exchange = wire_http_log_append (f->log, i * 1000, i % 2);
      WireHttpExchange *copy;

      draw_exchange (f, exchange);
      copy = g_memdup2 (exchange, sizeof *exchange);
      copy_places (&copy->request);
      copy_places (&copy->response);
      g_ptr_array_add (f->expected, copy);
      g_ptr_array_add (held, exchange);
      check_exchange (f, i);
    }
  for (guint32 i = 0; i < N_EXCHANGES; i += 2)
    wire_http_log_release (f->log, held->pdata[i]);
  for (guint32 i = 0; i < N_EXCHANGES; i++)
    check_exchange (f, i);
}

/* The first of two who let go changes nothing. */
static void
test_holds (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  WireHttpExchange *exchange = wire_http_log_append (f->log, 1, 0);

  wire_http_log_hold (exchange);
  wire_http_log_release (f->log, exchange);
  exchange->request.uri = "/later";
  wire_http_log_release (f->log, exchange);
  g_assert_cmpstr (exchange_reader_get (f->log, 0).request.uri, ==, "/later");
  wire_http_log_release (f->log, NULL);
}

/* Short exchanges are short, and what is too much is counted. */
static void
test_limit (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  guint32 kept;

  wire_http_log_set_limit (f->log, 1024 * 1024);
  for (guint32 i = 0; i < 10000; i++)
    {
      WireHttpExchange *exchange = wire_http_log_append (f->log, 0, 0);

      if (!exchange)
        continue;
      exchange->request = (WireHttpMessage){ .kind = WIRE_HTTP_REQUEST, .packet = i, .uri = "/" };
      wire_body_add (&exchange->request.head, (guint64) i << 7, 100, i);
      wire_http_log_release (f->log, exchange);
    }
  kept = wire_http_log_get_length (f->log);
  g_assert_cmpuint (kept, ==, 1024 * 1024 / WIRE_HTTP_LEAST_KEPT);
  g_assert_cmpuint (wire_http_log_get_left_out (f->log), ==, 10000 - kept);
  g_assert_cmpuint (wire_http_log_get_kept (f->log), <, 100 * kept);
}

/* Where strings are too much, no exchange without its strings comes later. */
static void
test_text_limit (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *text = g_strnfill (60000, 'a');
  WireHttpExchange *exchange = wire_http_log_append (f->log, 0, 0);

  wire_http_log_set_limit (f->log, 65536);
  while (wire_http_log_keep (f->log, (WireSpan){ text, 60000 }))
    ;
  wire_http_log_release (f->log, exchange);
  g_assert_true (wire_http_log_is_full (f->log));
  g_assert_null (wire_http_log_append (f->log, 0, 0));
  g_assert_cmpuint (wire_http_log_get_left_out (f->log), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/http-log/same", Fixture, NULL, set_up, test_same, tear_down);
  g_test_add ("/http-log/holds", Fixture, NULL, set_up, test_holds, tear_down);
  g_test_add ("/http-log/limit", Fixture, NULL, set_up, test_limit, tear_down);
  g_test_add ("/http-log/text-limit", Fixture, NULL, set_up, test_text_limit, tear_down);
  return g_test_run ();
}

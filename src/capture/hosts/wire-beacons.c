/* wire-beacons.c: conversations and requests at steady intervals
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/hosts/wire-regularity.h"

#include "base/wire-printable.h"
#include "base/wire-text-hash.h"
#include "capture/wire-capture-streams.h"

#include <string.h>

/* An interval counts as steady where it is this close to the median, in hundredths of it; or to two
 * or three times that, where one was missed. */
#define TOLERANCE 40
#define MOST_MISSED 3

/* This share of all intervals must be steady, in hundredths. */
#define STEADY_SHARE 80

typedef struct
{
  gint64 time;
  guint32 packet;
} Event;

/* What the events of one have in common. */
typedef struct
{
  WireTuple tuple; /* without the source's port */
  char *what;      /* NULL: conversations */
  GArray *events;
} Series;

static void
free_series (gpointer data)
{
  Series *series = data;

  g_array_unref (series->events);
  g_free (series->what);
  g_free (series);
}

static guint
hash_series (gconstpointer data)
{
  const Series *series = data;

  return wire_bytes_hash (&series->tuple, sizeof series->tuple)
         ^ (series->what ? wire_text_hash (series->what) : 0);
}

static gboolean
equal_series (gconstpointer a, gconstpointer b)
{
  const Series *one = a;
  const Series *other = b;

  return wire_tuple_equal (&one->tuple, &other->tuple) && g_strcmp0 (one->what, other->what) == 0;
}

static void
add_event (GHashTable *table, const WireTuple *tuple, const char *what, gint64 time, guint32 packet)
{
  Series key = { .tuple = *tuple, .what = (char *) what };
  const Event event = { time, packet };
  Series *series;

  key.tuple.src_port = 0;
  if (time == WIRE_TIME_NONE)
    return;
  series = g_hash_table_lookup (table, &key);
  if (!series && g_hash_table_size (table) >= WIRE_REGULARITY_MAX)
    return;
  if (!series)
    {
      series = g_new0 (Series, 1);
      series->tuple = key.tuple;
      series->what = g_strdup (what);
      series->events = g_array_new (FALSE, FALSE, sizeof (Event));
      g_hash_table_add (table, series);
    }
  g_array_append_val (series->events, event);
}

static void
add_streams (GHashTable *table, WireCapture *capture)
{
  guint32 n = wire_capture_get_n_streams (capture);

  for (guint32 i = 0; i < n; i++)
    {
      WirePacketRecord record;
      WireStream stream;
      WireFlow flow;

      if (wire_capture_get_stream (capture, i, &stream)
          && wire_capture_get_flow (capture, stream.flows[0], &flow)
          && wire_capture_get_packet (capture, stream.first_packet, &record))
        add_event (table, &flow.tuple, NULL, record.time, stream.first_packet);
    }
}

/* What varies from beacon to beacon is after the question mark. */
static char *
make_what (const WireHttpExchange *exchange)
{
  const WireHttpMessage *request = &exchange->request;
  const char *host = exchange->authority ? exchange->authority : request->host;
  const char *uri = request->uri ? request->uri : "";
  g_autofree char *path = g_strndup (uri, strcspn (uri, "?"));
  g_autofree char *text =
      g_strconcat (request->method ? request->method : "-", " ", host ? host : "", path, NULL);

  return wire_printable_name (text);
}

static void
add_requests (GHashTable *table, WireCapture *capture)
{
  guint32 n = wire_capture_get_n_exchanges (capture);
  WireHttpExchange exchange;
  WireTuple tuple;

  for (guint32 i = 0; i < n; i++)
    if (wire_capture_get_exchange (capture, i, &exchange) && !exchange.pushed
        && exchange.request.kind == WIRE_HTTP_REQUEST
        && wire_capture_get_exchange_tuple (capture, &exchange, &tuple))
      {
        g_autofree char *what = make_what (&exchange);

        add_event (table, &tuple, what, exchange.request.time, exchange.request.packet);
      }
}

/* Whether they are steady */

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const Event *one = a;
  const Event *other = b;

  return (one->time > other->time) - (one->time < other->time);
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a;
  gint64 other = *(const gint64 *) b;

  return (one > other) - (one < other);
}

static GArray *
make_spans (const Series *series)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_sort (series->events, compare_events);
  for (guint i = 1; i < series->events->len; i++)
    {
      gint64 span = g_array_index (series->events, Event, i).time
                    - g_array_index (series->events, Event, i - 1).time;

      g_array_append_val (spans, span);
    }
  g_array_sort (spans, compare_spans);
  return spans;
}

/* Returns: how far @span is from the nearest multiple of @median, in hundredths of @median */
static gint64
measure_deviation (gint64 span, gint64 median, gint64 *multiple)
{
  *multiple = CLAMP ((span + median / 2) / median, 1, MOST_MISSED);
  return ABS (span - *multiple * median) / MAX (median / 100, 1);
}

static gint64
get_at (const GArray *spans, guint hundredths)
{
  return g_array_index (spans, gint64, (spans->len - 1) * hundredths / 100);
}

static void
tell (const Series *series,
      const GArray *spans,
      gint64 median,
      guint steady,
      guint missed,
      GPtrArray *found)
{
  WireHostAddress source = wire_host_address_of_source (&series->tuple);
  WireRegular *beacon = wire_regular_new (WIRE_REGULAR_BEACON, &source);
  gint64 jitter = MAX (get_at (spans, 95) - median, median - get_at (spans, 5));

  /* Where one was missed, the span is no measure of the jitter. */
  if (missed > 0)
    jitter = MIN (jitter, median * TOLERANCE / 100);
  beacon->target = wire_host_address_of_destination (&series->tuple);
  beacon->protocol = series->tuple.protocol;
  beacon->port = series->tuple.dst_port;
  beacon->count = series->events->len;
  beacon->what = g_strdup (series->what);
  wire_regular_add_seconds (beacon, "interval", median);
  wire_regular_add_seconds (beacon, "jitter", jitter);
  wire_regular_add_number (beacon, "jitter_percent", (guint64) (jitter * 100 / median));
  wire_regular_add_number (beacon, "intervals", spans->len);
  wire_regular_add_number (beacon, "steady", steady);
  wire_regular_add_number (beacon, "missed", missed);
  for (guint i = 0; i < series->events->len; i++)
    {
      const Event *event = &g_array_index (series->events, Event, i);

      wire_regular_add_packet (beacon, event->packet, event->time);
    }
  g_ptr_array_add (found, beacon);
}

/* @series has enough events; where they are steady, it is added to @found. */
static void
judge (const Series *series, GPtrArray *found)
{
  g_autoptr (GArray) spans = NULL;
  guint steady = 0;
  guint missed = 0;
  gint64 multiple;
  gint64 median;

  spans = make_spans (series);
  median = get_at (spans, 50);
  if (median < WIRE_BEACON_LEAST_INTERVAL)
    return;
  for (guint i = 0; i < spans->len; i++)
    if (measure_deviation (g_array_index (spans, gint64, i), median, &multiple) <= TOLERANCE)
      {
        steady++;
        missed += multiple > 1;
      }
  if (steady * 100 < spans->len * STEADY_SHARE || missed * 2 > steady)
    return;
  tell (series, spans, median, steady, missed, found);
}

/* Requests say more than the connections that they are on. */
static gboolean
is_told (const Series *series, const GPtrArray *found, guint n)
{
  WireHostAddress source = wire_host_address_of_source (&series->tuple);
  WireHostAddress target = wire_host_address_of_destination (&series->tuple);

  for (guint i = 0; i < n; i++)
    {
      const WireRegular *other = g_ptr_array_index (found, i);

      if (other->port == series->tuple.dst_port && wire_host_address_equal (&other->source, &source)
          && wire_host_address_equal (&other->target, &target))
        return TRUE;
    }
  return FALSE;
}

static void
judge_all (GHashTable *table, GPtrArray *found)
{
  GHashTableIter iter;
  gpointer key;
  guint n = 0;

  for (guint pass = 0; pass < 2; pass++)
    {
      g_hash_table_iter_init (&iter, table);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        {
          const Series *series = key;

          if (series->events->len >= WIRE_BEACON_LEAST && (series->what != NULL) == (pass == 0)
              && !is_told (series, found, n))
            judge (series, found);
        }
      n = found->len;
    }
}

gboolean
wire_beacons_find (WireHosts *hosts, GPtrArray *found)
{
  WireCapture *capture = wire_hosts_get_capture (hosts);
  g_autoptr (GHashTable) table =
      g_hash_table_new_full (hash_series, equal_series, free_series, NULL);

  add_streams (table, capture);
  add_requests (table, capture);
  judge_all (table, found);
  return g_hash_table_size (table) < WIRE_REGULARITY_MAX;
}

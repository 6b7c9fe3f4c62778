/* wire-view-survey.c: a view's sources, protocols and traffic over time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-round-span.h"
#include "capture/view/wire-view-private.h"

#include <stdlib.h>

/* A bin where all packets have one time: that a second has so many says more than a nanosecond. */
#define SPAN_OF_A_MOMENT G_GINT64_CONSTANT (1000000000)

static int
compare_counts (guint32 a_packets, guint64 a_bytes, guint32 b_packets, guint64 b_bytes)
{
  if (a_packets != b_packets)
    return a_packets > b_packets ? -1 : 1;
  return a_bytes > b_bytes ? -1 : a_bytes < b_bytes;
}

static int
compare_sources (gconstpointer a, gconstpointer b)
{
  const WireViewSource *left = a;
  const WireViewSource *right = b;
  int order = compare_counts (left->packets, left->bytes, right->packets, right->bytes);

  if (order == 0)
    order = (int) left->family - (int) right->family;
  return order ? order : memcmp (left->address, right->address, sizeof left->address);
}

static int
compare_protocols (gconstpointer a, gconstpointer b)
{
  const WireViewProtocol *left = a;
  const WireViewProtocol *right = b;
  int order = compare_counts (left->packets, left->bytes, right->packets, right->bytes);

  return order ? order : (int) left->protocol - (int) right->protocol;
}

static void
add_to_source (GArray *sources, guint8 family, const guint8 *address, const WireViewFlow *row)
{
  WireViewSource *last =
      sources->len ? &g_array_index (sources, WireViewSource, sources->len - 1) : NULL;

  if (!last || last->family != family || memcmp (last->address, address, sizeof last->address) != 0)
    {
      WireViewSource source = { .family = family };

      memcpy (source.address, address, sizeof source.address);
      g_array_append_val (sources, source);
      last = &g_array_index (sources, WireViewSource, sources->len - 1);
    }
  last->packets += row->packets;
  last->bytes += row->bytes;
}

/* With the flows in order of source, each source's are together; likewise of destinations. */
static gboolean
survey_addresses (WireView *self, WireFlowSort end, GArray *addresses, WireJob *job, GError **error)
{
  g_autoptr (GBytes) order = wire_view_sort_flows (self, FALSE, end, FALSE, job, error);
  const guint32 *rows;
  gsize size;

  if (!order)
    return FALSE;
  rows = g_bytes_get_data (order, &size);
  for (gsize i = 0; i < size / sizeof *rows; i++)
    {
      WireViewFlow row;
      WireFlow flow;

      wire_view_get_flow (self, FALSE, rows[i], &row);
      wire_capture_get_flow (self->capture, row.flow, &flow);
      add_to_source (addresses, flow.tuple.family,
                     end == WIRE_FLOW_SORT_SOURCE ? flow.tuple.src : flow.tuple.dst, &row);
    }
  g_array_sort (addresses, compare_sources);
  return TRUE;
}

/* The whole span may be any gint64 wide, which is more than a gint64 holds. */
static void
set_bins (WireView *self)
{
  guint64 span = (guint64) self->summary.last - (guint64) self->summary.first;

  if (self->summary.first == WIRE_TIME_NONE)
    return;
  self->traffic_start = self->summary.first;
  self->traffic_bin_width =
      span == 0 ? SPAN_OF_A_MOMENT : wire_round_span ((gint64) (span / WIRE_VIEW_TRAFFIC_BINS) + 1);
}

static void
count_traffic (WireView *self, const WirePacketRecord *record)
{
  guint64 since = (guint64) record->time - (guint64) self->traffic_start;
  WireViewBin *bin;

  if (record->time == WIRE_TIME_NONE || record->time < self->summary.first
      || record->time > self->summary.last)
    return;
  bin = &self->traffic[since / (guint64) self->traffic_bin_width];
  bin->packets++;
  bin->bytes += record->length;
}

/* Protocols of what is right on IP, by its number there. */
static WireProtocol
get_carrier (guint8 protocol)
{
  static const struct
  {
    guint8 number;
    guint8 protocol;
  } CARRIERS[] = {
    { 1, WIRE_PROTOCOL_ICMP }, { 2, WIRE_PROTOCOL_IGMP },    { 6, WIRE_PROTOCOL_TCP },
    { 17, WIRE_PROTOCOL_UDP }, { 47, WIRE_PROTOCOL_GRE },    { 50, WIRE_PROTOCOL_ESP },
    { 51, WIRE_PROTOCOL_AH },  { 58, WIRE_PROTOCOL_ICMPV6 }, { 132, WIRE_PROTOCOL_SCTP },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CARRIERS); i++)
    if (CARRIERS[i].number == protocol)
      return CARRIERS[i].protocol;
  return WIRE_PROTOCOL_NONE;
}

/* Returns: (transfer full): what carries the packets of each flow, a byte a flow */
static guint8 *
list_carriers (WireView *self)
{
  g_autofree WireFlow *flows = g_new (WireFlow, WIRE_VIEW_BLOCK);
  guint8 *carriers = g_malloc0 ((gsize) self->n_all_flows + 1);
  guint32 n;

  for (guint32 first = 0; first < self->n_all_flows; first += n)
    {
      n = wire_capture_get_flows (self->capture, first,
                                  MIN (WIRE_VIEW_BLOCK, self->n_all_flows - first), flows);
      if (n == 0)
        break;
      for (guint32 i = 0; i < n; i++)
        carriers[first + i] = (guint8) get_carrier (flows[i].tuple.protocol);
    }
  return carriers;
}

/* What packets are counted in: by protocol, and by that and its carrier. */
typedef struct
{
  WireViewProtocol protocols[G_MAXUINT8 + 1];
  WireViewProtocol carried[WIRE_N_PROTOCOLS][WIRE_N_PROTOCOLS];
} Counts;

static void
count (WireViewProtocol *in, guint32 length)
{
  in->packets++;
  in->bytes += length;
}

static void
count_packet (WireView *self,
              Counts *counts,
              const guint8 *carriers,
              const WirePacketRecord *record)
{
  guint8 carrier = record->flow < self->n_all_flows ? carriers[record->flow] : 0;

  count (&counts->protocols[record->protocol], record->length);
  if (record->protocol >= WIRE_N_PROTOCOLS)
    return;
  if (carrier == WIRE_PROTOCOL_NONE)
    carrier = record->protocol;
  count (&counts->carried[carrier][carrier], record->length);
  if (carrier != record->protocol)
    count (&counts->carried[carrier][record->protocol], record->length);
}

static gboolean
survey_packets (WireView *self, Counts *counts, WireJob *job, GError **error)
{
  g_autofree WirePacketRecord *records = g_new (WirePacketRecord, WIRE_VIEW_BLOCK);
  g_autofree guint8 *carriers = list_carriers (self);
  guint32 n;

  for (guint32 first = 0; (n = wire_view_get_packet_block (self, first, records)) > 0; first += n)
    {
      if (wire_job_set_error_if_cancelled (job, error))
        return FALSE;
      for (guint32 i = 0; i < n; i++)
        {
          count_packet (self, counts, carriers, &records[i]);
          count_traffic (self, &records[i]);
        }
    }
  return TRUE;
}

/* Adds what @row counts of @n protocols, the one of most packets first. */
static void
add_ranked (GArray *to, WireViewProtocol *row, guint n)
{
  guint first = to->len;

  for (guint i = 0; i < n; i++)
    if (row[i].packets > 0)
      g_array_append_val (to, row[i]);
  if (to->len > first)
    qsort (&g_array_index (to, WireViewProtocol, first), to->len - first, sizeof (WireViewProtocol),
           compare_protocols);
}

static void
make_tree (WireView *self, Counts *counts)
{
  g_autoptr (GArray) carriers = g_array_new (FALSE, FALSE, sizeof (WireViewProtocol));
  WireViewProtocol tops[WIRE_N_PROTOCOLS];

  for (guint i = 0; i < WIRE_N_PROTOCOLS; i++)
    {
      tops[i] = counts->carried[i][i];
      tops[i].protocol = (guint8) i;
      for (guint j = 0; j < WIRE_N_PROTOCOLS; j++)
        {
          counts->carried[i][j].protocol = (guint8) j;
          counts->carried[i][j].parent = (guint8) i;
        }
      counts->carried[i][i].packets = 0; /* is above its own */
    }
  add_ranked (carriers, tops, WIRE_N_PROTOCOLS);
  for (guint i = 0; i < carriers->len; i++)
    {
      const WireViewProtocol *top = &g_array_index (carriers, WireViewProtocol, i);

      g_array_append_val (self->protocol_tree, *top);
      add_ranked (self->protocol_tree, counts->carried[top->protocol], WIRE_N_PROTOCOLS);
    }
}

gboolean
wire_view_survey (WireView *self, WireJob *job, GError **error)
{
  g_autofree Counts *counts = g_new0 (Counts, 1);

  set_bins (self);
  if (!survey_packets (self, counts, job, error)
      || !survey_addresses (self, WIRE_FLOW_SORT_SOURCE, self->sources, job, error)
      || !survey_addresses (self, WIRE_FLOW_SORT_DESTINATION, self->destinations, job, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (counts->protocols); i++)
    counts->protocols[i].protocol = (guint8) i;
  add_ranked (self->protocols, counts->protocols, G_N_ELEMENTS (counts->protocols));
  make_tree (self, counts);
  return TRUE;
}

/* wire-view-survey.c: a view's sources, protocols and traffic over time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/view/wire-view-private.h"

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
add_to_source (GArray *sources, const WireTuple *tuple, const WireViewFlow *row)
{
  WireViewSource *last =
      sources->len ? &g_array_index (sources, WireViewSource, sources->len - 1) : NULL;

  if (!last || last->family != tuple->family
      || memcmp (last->address, tuple->src, sizeof last->address) != 0)
    {
      WireViewSource source = { .family = tuple->family };

      memcpy (source.address, tuple->src, sizeof source.address);
      g_array_append_val (sources, source);
      last = &g_array_index (sources, WireViewSource, sources->len - 1);
    }
  last->packets += row->packets;
  last->bytes += row->bytes;
}

/* With the flows in order of source, each source's stand together. */
static gboolean
survey_sources (WireView *self, WireJob *job, GError **error)
{
  g_autoptr (GBytes) order =
      wire_view_sort_flows (self, FALSE, WIRE_FLOW_SORT_SOURCE, FALSE, job, error);
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
      add_to_source (self->sources, &flow.tuple, &row);
    }
  g_array_sort (self->sources, compare_sources);
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
  self->traffic_bin_width = (gint64) (span / WIRE_VIEW_TRAFFIC_BINS + 1);
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

static gboolean
survey_packets (WireView *self, WireViewProtocol *protocols, WireJob *job, GError **error)
{
  g_autofree WirePacketRecord *records = g_new (WirePacketRecord, WIRE_VIEW_BLOCK);
  guint32 n;

  for (guint32 first = 0; (n = wire_view_get_packet_block (self, first, records)) > 0; first += n)
    {
      if (wire_job_set_error_if_cancelled (job, error))
        return FALSE;
      for (guint32 i = 0; i < n; i++)
        {
          protocols[records[i].protocol].packets++;
          protocols[records[i].protocol].bytes += records[i].length;
          count_traffic (self, &records[i]);
        }
    }
  return TRUE;
}

gboolean
wire_view_survey (WireView *self, WireJob *job, GError **error)
{
  WireViewProtocol protocols[G_MAXUINT8 + 1] = { 0 };

  set_bins (self);
  if (!survey_packets (self, protocols, job, error) || !survey_sources (self, job, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (protocols); i++)
    {
      protocols[i].protocol = (guint8) i;
      if (protocols[i].packets > 0)
        g_array_append_val (self->protocols, protocols[i]);
    }
  g_array_sort (self->protocols, compare_protocols);
  return TRUE;
}

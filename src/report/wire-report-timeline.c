/* wire-report-timeline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "report/wire-report-timeline.h"

#include "base/wire-time.h"
#include "capture/view/wire-view.h"
#include "report/wire-report-time.h"

#include <glib/gi18n.h>
#include <inttypes.h>

static const WireReportColumn COLUMNS[] = {
  { "time", N_ ("From (UTC)"), FALSE, FALSE },  { "packets", N_ ("Packets"), TRUE, FALSE },
  { "bytes", N_ ("Bytes"), TRUE, FALSE },       { "transfers", N_ ("Transfers"), TRUE, FALSE },
  { "findings", N_ ("Findings"), TRUE, FALSE },
};

/* Spans of equal length, of which each is a row and a bar. */
typedef struct
{
  WireReportChart *chart;
  guint64 bytes[WIRE_REPORT_CHART_MAX_BARS];
  gint64 start;
  gint64 width; /* nanoseconds of a bar */
  guint highest;
} Spans;

/* Neighbours share a bar where there are too many. Those after the last packet are left out. */
static void
join_bins (Spans *self, const WireViewBin *bins, gint64 bin_width)
{
  guint n = WIRE_VIEW_TRAFFIC_BINS;
  guint each;

  while (n > 1 && bins[n - 1].packets == 0)
    n--;
  each = (n + WIRE_REPORT_CHART_MAX_BARS - 1) / WIRE_REPORT_CHART_MAX_BARS;
  self->width = bin_width * each;
  self->chart->n_bars = (n + each - 1) / each;
  for (guint i = 0; i < n; i++)
    {
      self->chart->bars[i / each].packets += bins[i].packets;
      self->bytes[i / each] += bins[i].bytes;
    }
}

static void
find_peak (Spans *self)
{
  for (guint i = 0; i < self->chart->n_bars; i++)
    if (self->chart->bars[i].packets > self->chart->peak)
      {
        self->chart->peak = self->chart->bars[i].packets;
        self->highest = i;
      }
}

/* Returns: the span of @time; the number of spans where it is in none */
static guint
find_span (const Spans *self, gint64 time)
{
  gint64 offset;

  if (time == WIRE_TIME_NONE || time < self->start
      || __builtin_sub_overflow (time, self->start, &offset)
      || offset / self->width >= self->chart->n_bars)
    return self->chart->n_bars;
  return (guint) (offset / self->width);
}

static void
count (Spans *self, const GArray *times, gboolean are_findings)
{
  for (guint i = 0; i < times->len; i++)
    {
      guint at = find_span (self, g_array_index (times, gint64, i));

      if (at < self->chart->n_bars && are_findings)
        self->chart->bars[at].findings++;
      else if (at < self->chart->n_bars)
        self->chart->bars[at].transfers++;
    }
}

/* Returns: (transfer full): when bar @i begins; the end of the last one for their number */
static char *
tell_begin (const Spans *self, guint i)
{
  gint64 time;

  if (__builtin_mul_overflow (self->width, (gint64) i, &time)
      || __builtin_add_overflow (time, self->start, &time))
    return g_strdup ("");
  return wire_report_time_to_text (time);
}

static void
describe (WireReportSection *section, Spans *self)
{
  WireReportChart *chart = self->chart;
  g_autofree char *when = tell_begin (self, self->highest);
  char *sentence = g_strdup_printf (
      _ ("Packets over time, from %s to %s (UTC). One bar is %.6g s; the highest begins at "
         "%s and has %" PRIu64 " packets. Lines below the bars are transfers; triangles are "
         "findings."),
      chart->from, chart->to, (double) self->width / 1e9, when, chart->peak);

  chart->title = g_strdup (sentence);
  wire_report_add_paragraph (section, sentence);
}

static void
add_rows (WireReportSection *section, const Spans *self)
{
  for (guint i = 0; i < self->chart->n_bars; i++)
    {
      const WireReportBar *bar = &self->chart->bars[i];

      wire_report_add_row (
          section, tell_begin (self, i), g_strdup_printf ("%" PRIu64, bar->packets),
          g_strdup_printf ("%" PRIu64, self->bytes[i]), g_strdup_printf ("%u", bar->transfers),
          g_strdup_printf ("%u", bar->findings), NULL);
    }
}

/** Returns: (transfer none): a section that says nothing yet */
WireReportSection *
wire_report_add_timeline (WireReport *self)
{
  return wire_report_add_section (self, "timeline", _ ("Course"), COLUMNS, G_N_ELEMENTS (COLUMNS));
}

/**
 * wire_report_fill_timeline:
 * @section: of wire_report_add_timeline()
 * @source: a capture
 * @times: what is marked
 * @job: (nullable): for progress and cancellation
 * @error: set where %FALSE is returned
 *
 * Returns: whether all of it is there
 */
gboolean
wire_report_fill_timeline (WireReportSection *section,
                           const WireReportSource *source,
                           const WireReportTimes *times,
                           WireJob *job,
                           GError **error)
{
  g_autoptr (WireFilter) everything = wire_filter_new ();
  g_autoptr (WireView) view = source->choice && source->choice->view
                                  ? g_object_ref (source->choice->view)
                                  : wire_view_new (source->capture, everything, job, error);
  const WireViewBin *bins;
  Spans spans = { 0 };
  gint64 width;

  if (!view)
    return FALSE;
  bins = wire_view_get_traffic (view, &spans.start, &width);
  if (spans.start == WIRE_TIME_NONE || width <= 0)
    {
      wire_report_add_paragraph (section, g_strdup (_ ("No packet has a time.")));
      return TRUE;
    }
  section->chart = spans.chart = g_new0 (WireReportChart, 1);
  join_bins (&spans, bins, width);
  find_peak (&spans);
  count (&spans, times->transfers, FALSE);
  count (&spans, times->findings, TRUE);
  spans.chart->from = tell_begin (&spans, 0);
  spans.chart->to = tell_begin (&spans, spans.chart->n_bars);
  describe (section, &spans);
  add_rows (section, &spans);
  return TRUE;
}

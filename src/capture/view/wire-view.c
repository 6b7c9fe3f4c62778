/* wire-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/view/wire-view-private.h"

/**
 * WireView:
 *
 * A capture under a filter: what every page of the window and every list of the command line shows.
 * It is built in a worker and never changes. A view of a capture that is still loading shows what
 * was there when it was made; make another when more is.
 *
 * Threads: any, after wire_view_new() has returned.
 */
G_DEFINE_FINAL_TYPE (WireView, wire_view, G_TYPE_OBJECT)

static void
clear_array (GArray **array)
{
  g_clear_pointer (array, g_array_unref);
}

static void
wire_view_finalize (GObject *object)
{
  WireView *self = WIRE_VIEW (object);

  clear_array (&self->packets);
  clear_array (&self->flows);
  clear_array (&self->conversations);
  clear_array (&self->sources);
  clear_array (&self->destinations);
  clear_array (&self->protocol_tree);
  clear_array (&self->protocols);
  g_clear_pointer (&self->figures, g_free);
  g_clear_pointer (&self->traffic, g_free);
  g_clear_pointer (&self->filter, wire_filter_unref);
  g_clear_object (&self->capture);
  G_OBJECT_CLASS (wire_view_parent_class)->finalize (object);
}

static void
wire_view_class_init (WireViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wire_view_finalize;
}

static void
wire_view_init (WireView *self)
{
  self->sources = g_array_new (FALSE, FALSE, sizeof (WireViewSource));
  self->destinations = g_array_new (FALSE, FALSE, sizeof (WireViewSource));
  self->protocol_tree = g_array_new (FALSE, FALSE, sizeof (WireViewProtocol));
  self->protocols = g_array_new (FALSE, FALSE, sizeof (WireViewProtocol));
  self->conversations = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->traffic = g_new0 (WireViewBin, WIRE_VIEW_TRAFFIC_BINS);
  self->traffic_start = WIRE_TIME_NONE;
  self->traffic_bin_width = 1;
}

/* The order matters while the capture is being loaded: every flow that one of these packets has by
 * now is among the flows counted after them. */
static void
take_snapshot (WireView *self)
{
  wire_capture_get_summary (self->capture, &self->summary);
  self->n_all_packets = self->summary.packets;
  self->n_all_flows = wire_capture_get_n_flows (self->capture);
}

/**
 * wire_view_new_parts:
 * @capture: a capture, loaded or loading
 * @filter: (nullable): what it is seen under; %NULL lets everything through
 * @parts: what is wanted besides packets and flows; the rest stays empty
 * @job: (nullable): for progress and cancellation
 * @error: set where %NULL is returned
 *
 * Blocks for as long as that takes, which with a BPF condition is a pass over the file.
 *
 * Returns: (transfer full) (nullable): the view; %NULL with %WIRE_FILTER_ERROR_SYNTAX, with
 *   %G_IO_ERROR_CANCELLED, or with the reader's error where the file cannot be read again
 */
WireView *
wire_view_new_parts (
    WireCapture *capture, WireFilter *filter, WireViewParts parts, WireJob *job, GError **error)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE (capture), NULL);

  g_autoptr (WireView) self = g_object_new (WIRE_TYPE_VIEW, NULL);

  self->capture = g_object_ref (capture);
  self->filter = filter ? wire_filter_ref (filter) : wire_filter_new ();
  self->inside = (parts & WIRE_VIEW_INSIDE) && wire_capture_get_n_inside (capture) > 0;
  take_snapshot (self);
  if (wire_filter_get_length (self->filter) > 0 || !self->summary.loaded || self->inside)
    {
      if (!wire_view_match_packets (self, job, error))
        return NULL;
      wire_view_list_flows (self);
    }
  else if (self->summary.flows < self->n_all_flows)
    wire_view_list_counted_flows (self);
  if (parts & WIRE_VIEW_CONVERSATIONS && !wire_view_list_conversations (self, job, error))
    return NULL;
  if (parts & WIRE_VIEW_OVERVIEW && !wire_view_survey (self, job, error))
    return NULL;
  return g_steal_pointer (&self);
}

/** Returns: (transfer full) (nullable): as wire_view_new_parts() with all of them */
WireView *
wire_view_new (WireCapture *capture, WireFilter *filter, WireJob *job, GError **error)
{
  return wire_view_new_parts (capture, filter, WIRE_VIEW_ALL, job, error);
}

/** Returns: (transfer none) */
WireCapture *
wire_view_get_capture (WireView *self)
{
  g_return_val_if_fail (WIRE_IS_VIEW (self), NULL);

  return self->capture;
}

/** Returns: (transfer none) */
WireFilter *
wire_view_get_filter (WireView *self)
{
  g_return_val_if_fail (WIRE_IS_VIEW (self), NULL);

  return self->filter;
}

/** Returns: whether packets count in the flow of their innermost IP header, as was asked for;
 * %FALSE where there are no tunnels */
gboolean
wire_view_is_inside (WireView *self)
{
  g_return_val_if_fail (WIRE_IS_VIEW (self), FALSE);

  return self->inside;
}

/** Fills @summary with the figures of what the filter lets through. */
void
wire_view_get_summary (WireView *self, WireCaptureSummary *summary)
{
  g_return_if_fail (WIRE_IS_VIEW (self));

  *summary = self->summary;
}

static gpointer
array_data (GArray *array, guint *n)
{
  *n = array->len;
  return array->data;
}

/** Returns: (transfer none) (array length=n): sources, the one of most packets first */
const WireViewSource *
wire_view_get_sources (WireView *self, guint *n)
{
  g_return_val_if_fail (WIRE_IS_VIEW (self), NULL);

  return array_data (self->sources, n);
}

/** Returns: (transfer none) (array length=n): destinations, the one of most packets first */
const WireViewSource *
wire_view_get_destinations (WireView *self, guint *n)
{
  g_return_val_if_fail (WIRE_IS_VIEW (self), NULL);

  return array_data (self->destinations, n);
}

/** Returns: (transfer none) (array length=n): protocols right on IP, or without it, with all that
 * they carry, the one of most packets first; after each, those that it carries */
const WireViewProtocol *
wire_view_get_protocol_tree (WireView *self, guint *n)
{
  g_return_val_if_fail (WIRE_IS_VIEW (self), NULL);

  return array_data (self->protocol_tree, n);
}

/** Returns: (transfer none) (array length=n): protocols, the one of most packets first */
const WireViewProtocol *
wire_view_get_protocols (WireView *self, guint *n)
{
  g_return_val_if_fail (WIRE_IS_VIEW (self), NULL);

  return array_data (self->protocols, n);
}

/**
 * wire_view_get_traffic:
 * @self: a view
 * @start: (out): when the first bin begins, in nanoseconds since 1970; %WIRE_TIME_NONE where no
 * packet has a time
 * @bin_width: (out): in nanoseconds; round, as wire_round_span() makes it
 *
 * Returns: (transfer none): %WIRE_VIEW_TRAFFIC_BINS bins from the view's first packet on; those
 * after its last packet are empty
 */
const WireViewBin *
wire_view_get_traffic (WireView *self, gint64 *start, gint64 *bin_width)
{
  g_return_val_if_fail (WIRE_IS_VIEW (self), NULL);

  *start = self->traffic_start;
  *bin_width = self->traffic_bin_width;
  return self->traffic;
}

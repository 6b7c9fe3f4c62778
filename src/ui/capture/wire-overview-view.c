/* wire-overview-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/capture/wire-overview-view.h"

#include "ui/capture/wire-bar-list.h"
#include "ui/capture/wire-findings-card.h"
#include "ui/capture/wire-overview-rankings.h"
#include "ui/capture/wire-overview-facts.h"
#include "ui/widgets/wire-figures.h"
#include "ui/flows/wire-flow-order.h"
#include "capture/decode/wire-protocol.h"
#include "ui/capture/wire-traffic-chart.h"
#include "ui/memory/wire-view-memory.h"
#include "ui/widgets/wire-wrap-layout.h"

#include <glib/gi18n.h>

/**
 * WireOverviewView:
 *
 * What a capture holds: what deserves a look, figures, a chart of its traffic, and rankings of its
 * flows, sources and protocols, all of what the filters let through. A click on a bar adds the
 * condition that leaves just its packets, and emits #WireOverviewView::show-packets.
 */
struct _WireOverviewView
{
  AdwBin parent_instance;

  WireCaptureSession *session;
  WireView *view;   /* the one that is shown; the session may be building the next */
  WireJob *ranking; /* of its flows */
  guint filling;    /* the source that fills one part after the other, or 0 */
  guint part;       /* that is filled next */

  GtkStack *stack;
  WireFindingsCard *findings;
  GtkBox *facts;
  GtkToggleButton *by_bytes;
  WireTrafficChart *chart;
  WireBarList *flows;
  WireBarList *sources;
  WireBarList *destinations;
  WireBarList *protocols;
};

G_DEFINE_FINAL_TYPE (WireOverviewView, wire_overview_view, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static guint show_packets_signal;

static gboolean
counts_bytes (WireOverviewView *self)
{
  return gtk_toggle_button_get_active (self->by_bytes);
}

static void
ranked_cb (WireJob *job, const WireFlowOrder *order, GObject *owner)
{
  WireOverviewView *self = WIRE_OVERVIEW_VIEW (owner);

  if (job != self->ranking)
    return;
  g_clear_object (&self->ranking);
  if (order)
    wire_ranking_fill_flows (self->flows, self->view, order, counts_bytes (self));
}

static void
stop_ranking (WireOverviewView *self)
{
  if (self->ranking)
    wire_job_cancel (self->ranking);
  g_clear_object (&self->ranking);
}

static void
start_ranking (WireOverviewView *self)
{
  stop_ranking (self);
  self->ranking = wire_flow_order_start (self->view, FALSE, WIRE_FLOW_SORT_NONE, FALSE, ranked_cb,
                                         G_OBJECT (self));
}

static void
fill_sources (WireOverviewView *self, const WireCaptureSummary *summary)
{
  guint n;
  const WireViewSource *sources = wire_view_get_sources (self->view, &n);

  (void) summary;
  wire_ranking_fill_addresses (self->sources, self->view, sources, n, counts_bytes (self));
}

static void
fill_destinations (WireOverviewView *self, const WireCaptureSummary *summary)
{
  guint n;
  const WireViewSource *destinations = wire_view_get_destinations (self->view, &n);

  (void) summary;
  wire_ranking_fill_addresses (self->destinations, self->view, destinations, n,
                               counts_bytes (self));
}

static void
fill_protocols (WireOverviewView *self, const WireCaptureSummary *summary)
{
  (void) summary;
  wire_ranking_fill_protocols (self->protocols, self->view, counts_bytes (self));
}

/* As many bins as reach to the last packet. */
static guint
count_bins (const WireCaptureSummary *summary, gint64 start, gint64 bin_width)
{
  guint64 span = (guint64) summary->last - (guint64) start;

  if (summary->first == WIRE_TIME_NONE)
    return 0;
  return (guint) MIN (span / (guint64) bin_width + 1, WIRE_VIEW_TRAFFIC_BINS);
}

static void
fill_chart (WireOverviewView *self, const WireCaptureSummary *summary)
{
  gint64 start, bin_width;
  const WireViewBin *bins = wire_view_get_traffic (self->view, &start, &bin_width);

  wire_traffic_chart_set_bins (self->chart, bins, count_bins (summary, start, bin_width), start,
                               bin_width);
}

static void
fill_facts (WireOverviewView *self, const WireCaptureSummary *summary)
{
  (void) summary;
  wire_overview_facts_fill (self->facts, self->view);
}

/* Rows are many widgets: made all at once they would take longer than a frame may. */
static gboolean
fill_part_cb (gpointer data)
{
  static void (*const PARTS[]) (WireOverviewView *, const WireCaptureSummary *) = {
    fill_facts, fill_chart, fill_sources, fill_destinations, fill_protocols,
  };
  WireOverviewView *self = data;
  WireCaptureSummary summary;

  wire_view_get_summary (self->view, &summary);
  PARTS[self->part++](self, &summary);
  if (self->part < G_N_ELEMENTS (PARTS))
    return G_SOURCE_CONTINUE;
  self->filling = 0;
  return G_SOURCE_REMOVE;
}

static void
start_filling (WireOverviewView *self)
{
  self->part = 0;
  if (!self->filling)
    self->filling = g_idle_add (fill_part_cb, self);
}

static void
update (WireOverviewView *self)
{
  WireView *view = self->session ? wire_capture_session_get_view (self->session) : NULL;

  stop_ranking (self);
  g_set_object (&self->view, view);
  if (!self->view)
    {
      g_clear_handle_id (&self->filling, g_source_remove);
      return;
    }
  start_filling (self);
  start_ranking (self);
  if (wire_view_get_n_packets (self->view))
    gtk_stack_set_visible_child_name (self->stack, "overview");
  else if (wire_filter_get_length (wire_view_get_filter (self->view)))
    gtk_stack_set_visible_child_name (self->stack, "nothing-left");
  else
    gtk_stack_set_visible_child_name (self->stack, "no-packets");
}

static void
show_packets (WireOverviewView *self, const WireCondition *condition)
{
  wire_capture_session_add_condition (self->session, condition);
  g_signal_emit (self, show_packets_signal, 0);
}

static void
flow_activated_cb (WireOverviewView *self, guint flow_number)
{
  WireCondition condition = { .kind = WIRE_CONDITION_FLOW };
  WireFlow flow;

  if (!wire_capture_get_flow (wire_view_get_capture (self->view), flow_number, &flow))
    return;
  condition.tuple = flow.tuple;
  show_packets (self, &condition);
}

static void
source_activated_cb (WireOverviewView *self, guint index)
{
  WireCondition condition = { .kind = WIRE_CONDITION_FROM };
  guint n;
  const WireViewSource *sources = wire_view_get_sources (self->view, &n);

  if (index >= n)
    return;
  condition.tuple.family = sources[index].family;
  memcpy (condition.tuple.src, sources[index].address, sizeof condition.tuple.src);
  show_packets (self, &condition);
}

/* There is no condition of its own for what is sent to an address: the language of fields has it.
 */
static void
destination_activated_cb (WireOverviewView *self, guint index)
{
  WireCondition condition = { .kind = WIRE_CONDITION_FIELDS };
  char address[WIRE_ADDRESS_TEXT_MAX];
  g_autofree char *text = NULL;
  guint n;
  const WireViewSource *destinations = wire_view_get_destinations (self->view, &n);

  if (index >= n)
    return;
  wire_address_to_text (destinations[index].family, destinations[index].address, address);
  condition.bpf = text = g_strdup_printf (
      "%s == %s", destinations[index].family == WIRE_FAMILY_IPV6 ? "ipv6.dst" : "ip.dst", address);
  show_packets (self, &condition);
}

/* What carries others is not called so in the list of packets, but has its fields. */
static const char *
get_field (guint protocol)
{
  switch (protocol)
    {
    case WIRE_PROTOCOL_TCP:
      return "tcp";
    case WIRE_PROTOCOL_UDP:
      return "udp";
    default:
      return NULL;
    }
}

/* @id: the protocol, and above it the one that carries it */
static void
protocol_activated_cb (WireOverviewView *self, guint id)
{
  WireCondition condition = { .kind = WIRE_CONDITION_PROTOCOL, .protocol = (guint8) id };
  const char *field = id >> 8 == WIRE_PROTOCOL_NONE ? get_field (id) : NULL;

  if (field)
    condition = (WireCondition){ .kind = WIRE_CONDITION_FIELDS, .bpf = (char *) field };
  show_packets (self, &condition);
}

static void
span_chosen_cb (WireOverviewView *self, gint64 from, gint64 to)
{
  WireCondition condition = { .kind = WIRE_CONDITION_SPAN, .from = from, .to = to };

  wire_capture_session_add_condition (self->session, &condition);
}

static void
by_bytes_toggled_cb (WireOverviewView *self, GtkToggleButton *button)
{
  wire_traffic_chart_set_by_bytes (self->chart, gtk_toggle_button_get_active (button));
  if (!self->view)
    return;
  start_filling (self);
  start_ranking (self);
}

static void
clear_filters_cb (WireOverviewView *self)
{
  g_autoptr (WireFilter) empty = wire_filter_new ();

  wire_capture_session_set_filter (self->session, empty);
}

static void
wire_overview_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    g_value_set_object (value, WIRE_OVERVIEW_VIEW (object)->session);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_overview_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    wire_overview_view_set_session (WIRE_OVERVIEW_VIEW (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_overview_view_dispose (GObject *object)
{
  WireOverviewView *self = WIRE_OVERVIEW_VIEW (object);

  wire_overview_view_set_session (self, NULL);
  g_clear_object (&self->view);
  G_OBJECT_CLASS (wire_overview_view_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/capture/wire-overview-view.ui");
  gtk_widget_class_bind_template_child (widget_class, WireOverviewView, stack);
  gtk_widget_class_bind_template_child (widget_class, WireOverviewView, findings);
  gtk_widget_class_bind_template_child (widget_class, WireOverviewView, facts);
  gtk_widget_class_bind_template_child (widget_class, WireOverviewView, chart);
  gtk_widget_class_bind_template_child (widget_class, WireOverviewView, flows);
  gtk_widget_class_bind_template_child (widget_class, WireOverviewView, sources);
  gtk_widget_class_bind_template_child (widget_class, WireOverviewView, destinations);
  gtk_widget_class_bind_template_child (widget_class, WireOverviewView, protocols);
  gtk_widget_class_bind_template_child (widget_class, WireOverviewView, by_bytes);
  gtk_widget_class_bind_template_callback (widget_class, by_bytes_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_filters_cb);
  gtk_widget_class_bind_template_callback (widget_class, flow_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, destination_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, protocol_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, source_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, span_chosen_cb);
}

static void
wire_overview_view_class_init (WireOverviewViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = wire_overview_view_get_property;
  object_class->set_property = wire_overview_view_set_property;
  object_class->dispose = wire_overview_view_dispose;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, WIRE_TYPE_CAPTURE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /** WireOverviewView::show-packets: the filter now lets through what the user wants to see */
  show_packets_signal = g_signal_new ("show-packets", WIRE_TYPE_OVERVIEW_VIEW, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (WIRE_TYPE_BAR_LIST);
  g_type_ensure (WIRE_TYPE_FINDINGS_CARD);
  g_type_ensure (WIRE_TYPE_TRAFFIC_CHART);
  g_type_ensure (WIRE_TYPE_WRAP_LAYOUT);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
wire_overview_view_init (WireOverviewView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  wire_view_memory_attach (self->by_bytes, "active", "traffic-by-bytes");
}

/** @session: (nullable): whose view to show, from now on whenever it gets another */
void
wire_overview_view_set_session (WireOverviewView *self, WireCaptureSession *session)
{
  g_return_if_fail (WIRE_IS_OVERVIEW_VIEW (self));

  if (self->session == session)
    return;
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  wire_findings_card_set_session (self->findings, session);
  if (session)
    g_signal_connect_object (session, "notify::view", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

/** Fills the view again: what names addresses is another now. */
void
wire_overview_view_show_again (WireOverviewView *self)
{
  g_return_if_fail (WIRE_IS_OVERVIEW_VIEW (self));
  if (self->view)
    update (self);
}
